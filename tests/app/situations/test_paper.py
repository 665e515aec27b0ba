"""What of a plan goes home with the citizen, and what stays."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import partial

import msgspec

from app.access.viewer import Viewer
from app.situations.paper import paper_of
from app.situations.plan import Plan, fold_plans, item_of
from app.situations.port import PaperLine, PlanPaper
from app.situations.told import (
    CHECK_LOCALLY,
    Happening,
    ItemAdded,
    ItemMoved,
    NoteAdded,
    Office,
    PlanTask,
    Standing,
    Started,
    State,
)
from tests.app.desk import CITIZEN
from tests.app.situations import shipped
from tests.app.situations.desks import LISE, OMAR
from tests.app.situations.test_plan import BEGAN, PLAN, event

DAY, LATER = date(2026, 11, 20), date(2026, 12, 1)
PRIVATE = "Østergård"
HERE = "Skranken"
YDELSER = Office("Ydelser", is_municipal=True)
DECIDER = "Kommunen · Pension og tillæg"
"""As the desk says it."""


def plan_of(*standings: Standing, deadline: str = "", due: date | None = None) -> Plan:
    """One task a standing, called by its number."""
    happened: list[Happening] = [Started()]
    for number, standing in enumerate(standings):
        task = PlanTask(f"opgave-{number}", f"Opgave {number}", "", deadline, due, HERE, office=YDELSER)
        item = item_of(PLAN, task.task)
        happened += [ItemAdded(item=item, task=task), ItemMoved(item=item, to=standing)]
        happened += [NoteAdded(text=PRIVATE, item=item)]
    events = [event(what, minute) for minute, what in enumerate(happened)]
    return fold_plans(events)[0]


def paper(plan: Plan, name: str = "Åse Nielsen") -> PlanPaper:
    about = ["Du er flyttet til kommunen"]
    return paper_of(plan, about=about, name=name, day=DAY, municipality="Fjordby Kommune", employee=LISE)


def test_each_task_stands_under_what_has_become_of_it() -> None:
    told = paper(
        plan_of(
            Standing(State.TO_DO),
            Standing(State.DONE),
            Standing(State.SUBMITTED, ground=PRIVATE),
            Standing(State.HANDED_OVER, receiver="Pension og ældre", day=LATER),
            Standing(State.CITIZEN, day=LATER),
            Standing(State.AWAITS, receiver="Udlejer"),
            Standing(State.NOT_RELEVANT, reason=PRIVATE),
        )
    )
    assert told.about == ("Du er flyttet til kommunen",)
    assert told.left == (PaperLine("Opgave 0", "Ydelser i kommunen"),)
    assert told.done == (PaperLine("Opgave 1"),)
    assert told.sent == (
        PaperLine("Opgave 2", "Udbetaling Danmark", DAY),
        PaperLine("Opgave 3", "Pension og ældre", LATER),
    )
    assert told.yours == (PaperLine("Opgave 4", day=LATER),)
    assert told.waits == (PaperLine("Opgave 5", "Udlejer"),)


def test_what_employees_write_to_one_another_and_who_the_citizen_is_stay_here() -> None:
    told = paper(plan_of(*(Standing(state, ground=PRIVATE, reason=PRIVATE) for state in State)), name="")
    text = msgspec.json.encode(asdict(told)).decode()
    assert not any(word in text for word in (PRIVATE, CITIZEN.digits, CITIZEN.written))
    assert told.name == ""


def test_the_citizens_day_is_the_one_agreed_else_the_deadlines_else_its_words() -> None:
    citizen = Standing(State.CITIZEN)
    agreed = Standing(State.CITIZEN, day=LATER)
    due = LATER + timedelta(days=7)
    assert paper(plan_of(agreed, due=due, deadline="Snart")).yours[0].day == LATER
    assert paper(plan_of(citizen, due=due, deadline="Snart")).yours[0] == PaperLine("Opgave 0", day=due)
    assert paper(plan_of(citizen, deadline="Inden 14 dage")).yours[0].deadline == "Inden 14 dage"


def test_a_deadline_that_has_passed_is_told_in_its_words_and_a_local_one_not_at_all() -> None:
    citizen, gone = Standing(State.CITIZEN), DAY - timedelta(days=1)
    assert paper(plan_of(citizen, due=gone, deadline="Inden 14 dage")).yours == (
        PaperLine("Opgave 0", deadline="Inden 14 dage"),
    )
    assert paper(plan_of(citizen, due=DAY, deadline="Inden 14 dage")).yours[0].day == DAY
    assert paper(plan_of(citizen, deadline=CHECK_LOCALLY)).yours == (PaperLine("Opgave 0"),)


def test_what_is_left_to_do_says_who_does_it_and_by_when_where_that_is_known() -> None:
    who = "Ydelser i kommunen"
    assert paper(plan_of(Standing(), due=LATER, deadline="Snart")).left == (PaperLine("Opgave 0", who, LATER),)
    assert paper(plan_of(Standing(), deadline="Snart")).left == (PaperLine("Opgave 0", who),)


def left_and_others(task: PlanTask, viewer: Viewer = LISE) -> tuple[tuple[PaperLine, ...], tuple[PaperLine, ...]]:
    plan = fold_plans([event(Started()), event(ItemAdded(item=item_of(PLAN, "a"), task=task))])[0]
    told = paper_of(plan, about=(), name="", day=DAY, municipality="Fjordby Kommune", employee=viewer)
    return told.left, told.others


def test_what_somebody_else_decides_and_nobody_has_sent_them_is_not_ours_to_do() -> None:
    task = PlanTask("a", "A", deadline="Inden et år", due=LATER, office=Office("Udbetaling Danmark"))
    assert left_and_others(task) == ((), (PaperLine("A", "Udbetaling Danmark", LATER),))
    gone = replace(task, due=DAY - timedelta(days=1))
    assert left_and_others(gone)[1] == (PaperLine("A", "Udbetaling Danmark", deadline="Inden et år"),)
    assert left_and_others(replace(gone, answer=True))[1] == (PaperLine("A", "Udbetaling Danmark"),)
    assert left_and_others(replace(task, answer=True))[1] == (PaperLine("A", "Udbetaling Danmark"),)
    sent = event(ItemMoved(item=item_of(PLAN, "a"), to=Standing(State.SUBMITTED, ground="x")), 2)
    told = paper(fold_plans([event(Started()), event(ItemAdded(item=item_of(PLAN, "a"), task=task)), sent])[0])
    assert (told.left, told.others, len(told.sent)) == ((), (), 1)


def test_what_was_written_by_hand_is_for_the_unit_that_made_the_plan_and_an_older_plan_says_nobody() -> None:
    assert left_and_others(PlanTask("", "A")) == ((PaperLine("A", "Borgerservice i kommunen"),), ())
    assert left_and_others(PlanTask("", "A"), replace(LISE, unit="")) == (
        (PaperLine("A", "Borgerservice i kommunen"),),
        (),
    )
    assert left_and_others(PlanTask("", "A"), OMAR)[0] == (PaperLine("A", "Pension og ældre i kommunen"),)
    assert left_and_others(PlanTask("a", "A", "Kommunen · Ydelser"))[0] == (PaperLine("A"),)


def test_a_deadline_for_the_office_to_answer_by_is_none_of_the_citizens() -> None:
    task = PlanTask("a", "A", deadline="Svar inden en måned", due=LATER, office=YDELSER, answer=True)
    added = [event(Started()), event(ItemAdded(item=item_of(PLAN, "a"), task=task))]
    assert paper(fold_plans(added)[0]).left == (PaperLine("A", "Ydelser i kommunen", LATER),)
    theirs = event(ItemMoved(item=item_of(PLAN, "a"), to=Standing(State.CITIZEN)), 2)
    assert paper(fold_plans([*added, theirs])[0]).yours == (PaperLine("A"),)
    agreed = event(ItemMoved(item=item_of(PLAN, "a"), to=Standing(State.CITIZEN, day=LATER)), 3)
    assert paper(fold_plans([*added, agreed])[0]).yours == (PaperLine("A", day=LATER),)


def test_whom_to_ask_is_said_once_with_all_that_it_is_about() -> None:
    udk, ways = "Udbetaling Danmark", ("70 12 80 63", "https://www.borger.dk/pension/")
    tasks = [("a", udk, ways), ("b", "", ()), ("c", "Skolens kontor", ()), ("d", udk, ways), ("e", "Hjemmeplejen", ())]
    told = [event(Started())]
    told += [
        event(ItemAdded(item=item_of(PLAN, key), task=PlanTask(key, key.upper(), turn_to=who, reached=reached)))
        for key, who, reached in tasks
    ]
    gone = Standing(State.NOT_RELEVANT, reason="x")
    told.append(event(ItemMoved(item=item_of(PLAN, "e"), to=gone), 2))
    contacts = {contact.who: set(contact.about) for contact in paper(fold_plans(told)[0]).contacts}
    assert contacts == {
        "Udbetaling Danmark, telefon 70 12 80 63, borger.dk/pension": {"A", "D"},
        "Skolens kontor": {"C"},
    }


def asked_about(state: State, *, turn_to: str, office: Office, receiver: str = "") -> list[str]:
    item = item_of(PLAN, "a")
    added = ItemAdded(item=item, task=PlanTask("a", "A", DECIDER, turn_to=turn_to, office=office))
    moved = ItemMoved(item=item, to=Standing(state, ground="x", receiver=receiver, day=DAY, reason="x"))
    return [contact.who for contact in paper(fold_plans([event(Started()), event(added), event(moved, 1)])[0]).contacts]


def test_what_is_done_needs_nobody_to_ask_and_what_another_has_is_not_asked_of_the_first() -> None:
    udk = partial(asked_about, turn_to="Udbetaling Danmark", office=Office("Udbetaling Danmark"))
    called = "Ydelseskontoret i kommunen"
    ours = partial(asked_about, turn_to=called, office=Office("Ydelseskontoret", is_municipal=True))
    assert udk(State.DONE) == []
    assert udk(State.HANDED_OVER, receiver="Anne Dahl") == []
    assert ours(State.HANDED_OVER, receiver="Ydelser") == []
    assert ours(State.HANDED_OVER, receiver=DECIDER) == [called]
    assert ours(State.HANDED_OVER, receiver="Kommunen, ydelseskontoret") == [called]
    assert udk(State.HANDED_OVER, receiver="udbetaling danmark, pension") != []
    assert udk(State.SUBMITTED) != []
    assert ours(State.SUBMITTED) == [], "Udbetaling Danmark has it now"
    assert ours(State.AWAITS, receiver="Udlejer") == [called], "whom it is awaited from knows not why"
    group = partial(asked_about, turn_to="Boliggruppen", office=Office("Udbetaling Danmark"))
    assert group(State.HANDED_OVER, receiver="Udbetaling Danmark") == [], "the municipality's own group has it no more"


def test_whom_it_was_handed_to_is_called_as_one_says_it() -> None:
    pension = Office("Pension og tillæg", is_municipal=True)
    item, task = item_of(PLAN, "a"), PlanTask("a", "A", DECIDER, office=pension)

    def sent(receiver: str) -> str:
        moved = ItemMoved(item=item, to=Standing(State.HANDED_OVER, receiver=receiver, day=DAY))
        (line,) = paper(fold_plans([event(Started()), event(ItemAdded(item=item, task=task)), event(moved, 1)])[0]).sent
        return line.who

    assert sent(DECIDER) == "Pension og tillæg i kommunen"
    assert sent("Anne Dahl") == "Anne Dahl"


def test_what_the_citizen_is_to_do_is_told_in_words_for_the_citizen() -> None:
    item = item_of(PLAN, "a")
    added = ItemAdded(item=item, task=PlanTask("a", "Varmetillæg", how="Søg på borger.dk."))
    for state, told in ((State.CITIZEN, "Søg på borger.dk."), (State.DONE, ""), (State.TO_DO, "")):
        moved = ItemMoved(item=item, to=Standing(state))
        done = paper(fold_plans([event(Started()), event(added), event(moved, 1)])[0])
        assert [line.how for line in (*done.yours, *done.done, *done.left)] == [told]


def test_what_those_at_home_may_not_read_is_on_no_line_of_it() -> None:
    item = item_of(PLAN, "krisecenter")
    task = PlanTask("krisecenter", PRIVATE, turn_to=PRIVATE, discreet=True)
    for state in State:
        standing = Standing(state, ground="x", receiver="x", reason="x")
        told = [event(Started()), event(ItemAdded(item=item, task=task)), event(ItemMoved(item=item, to=standing), 1)]
        assert PRIVATE not in msgspec.json.encode(asdict(paper(fold_plans(told)[0]))).decode()


def test_the_shipped_words_that_go_home_speak_to_the_citizen_and_not_about_them() -> None:
    told = [words for task in shipped.guide() for words in (task.citizen, *task.bring)]
    told += [task.next.who for task in shipped.guide() if task.next is not None]
    deadlines = [task.deadline for task in shipped.guide()]
    told += [deadline.text for deadline in deadlines if deadline is not None and not deadline.answer]
    told += [situation.citizen for situation in shipped.SITUATIONS]
    assert [words for words in told if re.search(r"\b[Bb]orgerens?\b", words)] == []


def test_what_may_not_matter_to_the_citizen_says_so_until_somebody_has_asked() -> None:
    item = item_of(PLAN, "a")
    told = [event(Started()), event(ItemAdded(item=item, task=PlanTask("a", "Boligydelse", unsure=True)))]
    assert [line.text for line in paper(fold_plans(told)[0]).left] == ["Boligydelse – hvis det gælder dig"]
    done = event(ItemMoved(item=item, to=Standing(State.DONE)), 2)
    assert [line.text for line in paper(fold_plans([*told, done])[0]).done] == ["Boligydelse"]


def test_sent_in_the_evening_it_was_sent_that_danish_day() -> None:
    moved = ItemMoved(item=item_of(PLAN, "a"), to=Standing(State.SUBMITTED, ground="x"))
    told = [event(Started()), event(ItemAdded(item=moved.item, task=PlanTask("a", "A"))), event(moved, 10 * 60)]
    assert BEGAN.date() == DAY
    (line,) = paper(fold_plans(told)[0]).sent
    assert line.day == DAY + timedelta(days=1)
