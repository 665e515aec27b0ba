"""What goes onto a plan, as the guide and the municipality say it that day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.access.purpose import load_errands
from app.facts.conditions import Bound
from app.facts.model import Fact, Facts
from app.situations.due import Counted, Event
from app.situations.guide import Guide
from app.situations.local_notes import NOTHING, LocalNote, LocalNotes
from app.situations.model import Situation, Theme, Touch
from app.situations.service import plan_task, planned
from app.situations.tasks import FORMS, SITUATIONS, Deadline, Local, Onward, Owner, Task, Who
from app.situations.told import CHECK_LOCALLY, Office, PlanTask
from tests.app.situations import shipped

TODAY = date(2026, 11, 20)
TASK = Task(
    key="boligstoette",
    title="Søg boligstøtte",
    area="boligstoette",
    summary="…",
    owner=(
        Owner(who=Who.MUNICIPALITY, last=date(2013, 2, 28)),
        Owner(who=Who.UDBETALING_DANMARK, first=date(2013, 3, 1)),
    ),
    level=1,
    errand="boligstoette",
    deadline=Deadline(text="Hurtigst muligt", source="x"),
    next=Onward(who="Udbetaling Danmark", phone="70 12 80 63", web="borger.dk"),
)
MOVING = Deadline(
    text="Senest 5 dage efter flytningen.",
    ground="CPR-loven § 12",
    source="x",
    counted=Counted(since=Event.MOVE, days=5),
)
OPKRAEVNING = Owner(who=Who.MUNICIPALITY, unit="Opkrævningen")
OTHER = msgspec.structs.replace(TASK, key="flytning", title="Anmeld flytning", deadline=None, next=None)


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    errands = load_errands(Path("resources/purposes.toml"))
    return Guide((TASK, OTHER), LocalNotes(tmp_path / "noter.json"), errands=errands, subjects={})


def say(owner: Owner) -> str:
    return owner.who


def test_a_task_goes_onto_the_plan_with_who_decides_that_day_and_whom_to_ask(guide: Guide) -> None:
    whole = PlanTask(
        "boligstoette",
        "Søg boligstøtte",
        "udbetaling_danmark",
        "Hurtigst muligt",
        turn_to="Udbetaling Danmark",
        how="Kontakt: Udbetaling Danmark.",
        office=Office("Udbetaling Danmark"),
        reached=("70 12 80 63", "borger.dk"),
    )
    assert plan_task(TASK, guide, TODAY, say=say, days={}) == whole
    assert plan_task(TASK, guide, date(2012, 1, 1), say=say, days={}).decider == "kommune"
    udk = "udbetaling_danmark"
    bare = PlanTask("flytning", "Anmeld flytning", udk, how=f"Kontakt: {udk}.", office=Office(udk))
    assert plan_task(OTHER, guide, TODAY, say=say, days={Event.MOVE: TODAY}) == bare


def test_the_last_day_goes_onto_the_plan_where_counting_and_day_are_known_and_the_ground_always(guide: Guide) -> None:
    def planned_due(deadline: Deadline | None, days: Mapping[Event, date]) -> tuple[str, date | None]:
        task = plan_task(TASK, guide, TODAY, say=say, days=days, deadline=deadline)
        return task.deadline, task.due

    words = "Senest 5 dage efter flytningen (CPR-loven § 12)"
    assert planned_due(MOVING, {Event.MOVE: date(2026, 11, 22)}) == (words, date(2026, 11, 27))
    assert planned_due(MOVING, {}) == (words, None)
    assert planned_due(MOVING, {Event.DEATH: TODAY}) == (words, None)
    assert planned_due(None, {Event.MOVE: TODAY}) == ("Hurtigst muligt", None)


def test_a_deadline_that_only_the_municipality_knows_says_so(guide: Guide) -> None:
    local = msgspec.structs.replace(OTHER, check_locally=(Local.DEADLINE,))
    assert plan_task(local, guide, TODAY, say=say, days={}).deadline == CHECK_LOCALLY


@pytest.mark.parametrize(
    ("owner", "onward", "whom", "reached", "called"),
    [
        (Owner(who=Who.MUNICIPALITY), Onward(who="Udbetaling Danmark", phone="1"), "", (), "Kommunen"),
        (OPKRAEVNING, Onward(who="Gældsstyrelsen", phone="1"), "", (), "Opkrævningen i kommunen"),
        (Owner(who=Who.SKATTESTYRELSEN), Onward(who="Skat", phone="72 22 18 18"), "Skat", ("72 22 18 18",), "Skat"),
        (Owner(who=Who.SKATTESTYRELSEN), None, "", (), "skattestyrelsen"),
        (Owner(who=Who.REGION), Onward(who="Regionen", what="Bestemmer"), "", (), "Regionen"),
        (Owner(who=Who.STATE, unit="CPR"), Onward(who="CPR-kontoret", web="w"), "CPR-kontoret", ("w",), "CPR-kontoret"),
        (Owner(who=Who.POLICE, last=date(2013, 2, 28)), Onward(who="Politiet", phone="114"), "", (), None),
    ],
)
def test_whom_the_citizen_may_ask_is_who_has_the_task_and_not_whom_it_goes_on_to(
    guide: Guide, owner: Owner, onward: Onward | None, whom: str, reached: tuple[str, ...], called: str | None
) -> None:
    task = msgspec.structs.replace(OTHER, owner=(owner,), next=onward)
    made = plan_task(task, guide, TODAY, say=say, days={})
    assert (made.turn_to, made.reached or ()) == (whom, reached)
    assert (made.office.called if isinstance(made.office, Office) else None) == called


def test_what_the_citizen_is_to_do_goes_onto_the_plan_in_the_guide_s_words_else_what_to_have_ready(
    guide: Guide,
) -> None:
    def how(**changes: object) -> object:
        return plan_task(msgspec.structs.replace(OTHER, **changes), guide, TODAY, say=say, days={}).how

    assert how(citizen="Søg på borger.dk.", bring=("MitID",)) == "Søg på borger.dk."
    ready = ("Legitimation", "MitID", "Lejekontrakt eller skøde")
    assert how(owner=(OPKRAEVNING,), bring=ready) == (
        "Kontakt: Opkrævningen i kommunen. Hav klar: legitimation, MitID, lejekontrakt eller skøde."
    )
    one = "Kontakt: udbetaling_danmark. Hav klar: MitID; papirer, hvis der er nogen."
    assert how(bring=("MitID", "Papirer, hvis der er nogen")) == one
    assert how(owner=(), bring=("MitID",)) == "Hav klar: MitID."
    assert how(owner=()) is msgspec.UNSET
    guide.keep_note(OTHER, LocalNote(contact="Lis", phone="99 99 99 99"), instead_of=NOTHING)
    assert how() == "Kontakt: Lis."


def test_a_deadline_that_is_for_the_office_to_answer_by_says_so_on_the_plan(guide: Guide) -> None:
    answer = Deadline(text="Svar senest en måned efter", source="x", answer=True)
    task = plan_task(TASK, guide, TODAY, say=say, days={}, deadline=answer)
    assert (task.is_answer, task.deadline) == (True, "Svar senest en måned efter")
    assert plan_task(TASK, guide, TODAY, say=say, days={}).answer is msgspec.UNSET


def test_what_may_not_go_home_says_so_on_the_plan(guide: Guide) -> None:
    assert not plan_task(OTHER, guide, TODAY, say=say, days={}).is_discreet
    hidden = plan_task(msgspec.structs.replace(OTHER, discreet=True), guide, TODAY, say=say, days={})
    assert hidden.is_discreet
    assert b"discreet" not in msgspec.json.encode(plan_task(OTHER, guide, TODAY, say=say, days={}))


def test_the_municipality_s_own_contact_goes_before_who_has_the_task(guide: Guide) -> None:
    def asked(note: LocalNote, before: LocalNote, task: Task = TASK) -> tuple[str, object]:
        guide.keep_note(task, note, instead_of=before)
        made = plan_task(task, guide, TODAY, say=say, days={})
        return made.turn_to, made.reached

    own, phone = LocalNote(contact="Boligstøttegruppen", phone="99 99 99 99"), LocalNote(phone="99 99 99 99")
    assert asked(own, NOTHING) == ("Boligstøttegruppen", ("99 99 99 99",))
    assert asked(LocalNote(contact="Lis"), own) == ("Lis", msgspec.UNSET)
    assert asked(phone, LocalNote(contact="Lis")) == ("Kommunen", ("99 99 99 99",)), "it is the municipality's number"
    ours = msgspec.structs.replace(OTHER, owner=(OPKRAEVNING,))
    assert asked(phone, NOTHING, ours) == ("Opkrævningen i kommunen", ("99 99 99 99",))


def test_a_task_that_the_facts_say_is_not_relevant_stays_off_the_plan_and_a_doubtful_one_does_not(guide: Guide) -> None:
    grown = Bound("alder", least=18)
    situation = Situation(
        key="flytning-ind",
        theme=Theme.HOUSING,
        title="Flyttet hertil",
        citizen="Du er flyttet hertil",
        summary="…",
        when=None,
        ask=(),
        touches=(
            Touch("flytning", "…", None, MOVING),
            Touch("boligstoette", "…", grown, None),
        ),
        tell=(),
        sources=(),
    )

    unsure = [task.is_unsure for task in planned(situation, Facts.of(()), guide, TODAY, say=say, days={})]
    assert unsure == [False, True], "nobody knows the age: the plan asks"
    grown_up = Facts.of([Fact("alder", 18, "cpr")])
    assert not any(task.is_unsure for task in planned(situation, grown_up, guide, TODAY, say=say, days={}))

    def on_plan(*facts: Fact) -> list[tuple[str, str]]:
        tasks = planned(situation, Facts.of(facts), guide, TODAY, say=say, days={Event.MOVE: TODAY})
        return [(task.task, task.deadline) for task in tasks]

    (move_task, *_) = planned(situation, Facts.of(()), guide, TODAY, say=say, days={Event.MOVE: TODAY})
    assert move_task.due == date(2026, 11, 25)
    move = ("flytning", "Senest 5 dage efter flytningen (CPR-loven § 12)")
    assert on_plan(Fact("alder", 17, "cpr")) == [move]
    assert on_plan(Fact("alder", 18, "cpr")) == [move, ("boligstoette", "Hurtigst muligt")]
    assert on_plan() == [move, ("boligstoette", "Hurtigst muligt")]


def test_the_keys_that_tasks_may_name_are_those_of_the_shipped_situations_and_forms() -> None:
    assert {path.stem for path in Path("resources/forms").glob("*.toml")} == FORMS
    files = Path("resources/situations").glob("*.toml")
    assert {key for path in files for key in tomllib.loads(path.read_text(encoding="utf-8"))} == SITUATIONS


def test_what_somebody_at_home_may_be_the_danger_in_does_not_go_home() -> None:
    assert {task.key for task in shipped.guide() if task.discreet} == {"krisecenter", "adressebeskyttelse"}
