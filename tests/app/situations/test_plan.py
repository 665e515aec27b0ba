"""The fold: the same plan from the same records in whatever order, each counted once; the later move stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.viewer import Viewer
from app.situations.plan import fold_contacts, fold_plans, item_of
from app.situations.told import (
    ASKS,
    Ask,
    Channel,
    ContactClosed,
    ContactOpened,
    ContactOutcome,
    Happening,
    ItemAdded,
    ItemMoved,
    NoteAdded,
    PlanEvent,
    PlanTask,
    SituationChosen,
    Standing,
    Started,
    State,
    Told,
    mended,
)
from tests.app.desk import CITIZEN
from tests.app.situations.desks import DOCTOR, LISE, MOVE, OMAR, SUPPORT

BEGAN = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
PLAN, CONTACT = UUID(int=1), UUID(int=2)
MOVING = item_of(PLAN, MOVE.task)
DONE = Standing(State.DONE)
AWAITS = Standing(State.AWAITS, receiver="Udlejer")


def event(what: Happening, minute: float = 0, by: Viewer = LISE, *, plan: UUID = PLAN) -> PlanEvent:
    at = BEGAN + timedelta(minutes=minute)
    return PlanEvent(id=uuid4(), citizen=CITIZEN, at=at, by=by, plan=plan, contact=CONTACT, what=what)


def story() -> list[PlanEvent]:
    return [
        event(Started(situations=("flytning-ind",))),
        event(ItemAdded(item=MOVING, task=MOVE), 1),
        event(ItemMoved(item=MOVING, to=DONE), 2),
        event(ItemMoved(item=MOVING, to=AWAITS), 3, OMAR),
        event(NoteAdded(text="Mangler lejekontrakt", item=MOVING), 4),
    ]


def test_in_whatever_order_and_however_often_records_come_the_plan_is_the_same() -> None:
    told = story()
    (plan,) = fold_plans(told)
    for order in permutations(told):
        assert fold_plans([*order, order[0], order[-1]]) == (plan,)


def test_the_later_move_stands_and_both_are_in_the_history() -> None:
    (plan,) = fold_plans(story())
    (item,) = plan.items
    assert (item.standing, item.moved_by, item.moved_at) == (AWAITS, OMAR, BEGAN + timedelta(minutes=3))
    moves = [what.to for each in plan.moves_of(MOVING) if isinstance(what := each.what, ItemMoved)]
    assert moves == [DONE, AWAITS]
    assert [(note.text, note.by) for note in item.notes] == [("Mangler lejekontrakt", LISE)]


def test_of_two_moves_at_one_moment_every_desk_finds_the_same_one_later() -> None:
    begun = [event(Started()), event(ItemAdded(item=MOVING, task=MOVE), 1)]
    for _ in range(8):
        moves = [event(ItemMoved(item=MOVING, to=DONE), 2), event(ItemMoved(item=MOVING, to=AWAITS), 2, OMAR)]
        assert fold_plans([*begun, *moves]) == fold_plans([*begun, *reversed(moves)])


def test_a_task_added_again_stays_as_it_has_become() -> None:
    told = [*story()[:3], event(ItemAdded(item=MOVING, task=MOVE), 9, OMAR)]
    assert fold_plans(told)[0].items[0].standing == DONE


def test_two_who_add_the_same_task_add_one_and_two_who_write_one_by_hand_add_two() -> None:
    told = [event(Started())]
    for by in (LISE, OMAR):
        told += [event(ItemAdded(item=MOVING, task=MOVE), 1, by)]
        told += [event(ItemAdded(item=uuid4(), task=PlanTask("", "Ring til udlejer")), 2, by)]
    (plan,) = fold_plans(told)
    assert [item.task.title for item in plan.items] == ["Anmeld flytning", "Ring til udlejer", "Ring til udlejer"]
    assert item_of(PLAN, "a") != item_of(PLAN, "b")
    assert item_of(PLAN, "a") != item_of(CONTACT, "a")


def test_situations_chosen_later_are_the_plans_too_once_each() -> None:
    told = [
        event(Started(situations=("flytning-ind",))),
        event(SituationChosen(situation="barn-skole"), 1),
        event(SituationChosen(situation="flytning-ind"), 2),
        event(NoteAdded(text="Kommer igen"), 3),
    ]
    (plan,) = fold_plans(told)
    assert plan.situations == ("flytning-ind", "barn-skole")
    assert [note.text for note in plan.notes] == ["Kommer igen"]


def test_what_belongs_to_nothing_yet_waits() -> None:
    stray = [event(ItemMoved(item=MOVING, to=DONE), 1), event(NoteAdded(text="x", item=MOVING), 1)]
    assert fold_plans(stray) == ()
    (plan,) = fold_plans([event(Started()), *stray])
    assert plan.items == ()
    assert len(plan.history) == 3


@pytest.mark.parametrize("state", State)
def test_a_plan_is_open_until_nobody_has_to_come_back_to_any_of_it(state: State) -> None:
    told = [event(Started()), event(ItemAdded(item=MOVING, task=MOVE), 1)]
    told += [event(ItemMoved(item=MOVING, to=Standing(state)), 2)]
    (plan,) = fold_plans(told)
    waits = state in (State.TO_DO, State.CITIZEN, State.AWAITS)
    assert (plan.is_open, plan.settled) == (waits, int(not waits))


def test_a_plan_without_a_task_is_open() -> None:
    assert fold_plans([event(Started())])[0].is_open


def test_open_plans_come_first_then_the_newest() -> None:
    settled, old, new = UUID(int=11), UUID(int=12), UUID(int=13)
    item = item_of(settled, DOCTOR.task)
    told = [
        event(Started(), 5, plan=settled),
        event(ItemAdded(item=item, task=DOCTOR), 6, plan=settled),
        event(ItemMoved(item=item, to=DONE), 7, plan=settled),
        event(Started(), 1, plan=old),
        event(Started(), 2, plan=new),
    ]
    assert [plan.id for plan in fold_plans(told)] == [new, old, settled]


def test_a_task_is_written_as_before_unless_somebody_has_to_be_asked() -> None:
    """What an older program wrote and this one tells again must be the same record."""
    sure = msgspec.json.encode(MOVE)
    assert b"unsure" not in sure
    assert msgspec.json.decode(sure, type=PlanTask) == MOVE
    unsure = msgspec.json.decode(msgspec.json.encode(replace(MOVE, unsure=True)), type=PlanTask)
    assert (unsure.is_unsure, MOVE.is_unsure) == (True, False)


LATER = UUID(int=9)
AGAIN = replace(MOVE, due=date(2027, 6, 13))
NEXT_DAY = BEGAN.date() + timedelta(days=1)


@pytest.mark.parametrize(
    ("situation", "tasks", "contact", "taken"),
    [
        ("flytning-ind", [MOVE], CONTACT, True),
        ("job-mistet", [SUPPORT], CONTACT, True),
        ("flytning-ind", [MOVE, SUPPORT], LATER, True),
        ("flytning-ind", [AGAIN, SUPPORT], LATER, False),
        ("flytning-ind", [SUPPORT], LATER, False),
        ("job-mistet", [MOVE], LATER, False),
        ("", [SUPPORT, DOCTOR], LATER, True),
        ("", [SUPPORT, AGAIN], LATER, False),
        ("", [PlanTask("", "Ring")], LATER, True),
        ("flytning-ind", [AGAIN], None, False),
    ],
)
def test_what_happened_anew_goes_onto_a_plan_of_its_own(
    situation: str,
    tasks: list[PlanTask],
    contact: UUID | None,
    taken: bool,
) -> None:
    told = [
        event(Started(situations=("flytning-ind",))),
        *(event(ItemAdded(item=item_of(PLAN, task.task), task=task), 1) for task in (MOVE, SUPPORT)),
        event(ItemMoved(item=MOVING, to=DONE), 2),
    ]
    (plan,) = fold_plans(told)
    assert plan.takes_in(situation, tasks, contact, NEXT_DAY) is taken


@pytest.mark.parametrize(
    ("tasks", "when", "taken"),
    [
        ([SUPPORT], "that day", True),
        ([AGAIN], "that day", False),
        ([SUPPORT], "another day", False),
        ([SUPPORT], "gone on with", True),
        ([AGAIN], "gone on with", False),
        ([DOCTOR], "that day, done with", False),
    ],
)
def test_what_nobody_knows_the_day_of_is_the_same_that_day_and_where_the_contact_has_gone_on_with_it(
    tasks: list[PlanTask], when: str, taken: bool
) -> None:
    known = DOCTOR if "done" in when else SUPPORT
    told = [
        event(Started(situations=("flytning-ind",))),
        *(event(ItemAdded(item=item_of(PLAN, task.task), task=task), 1) for task in (MOVE, known)),
    ]
    if "done" in when:
        told += [event(ItemMoved(item=item_of(PLAN, task.task), to=DONE), 2) for task in (MOVE, known)]
    if when == "gone on with":
        told.append(msgspec.structs.replace(event(NoteAdded(text="x"), 3), contact=LATER))
    (plan,) = fold_plans(told)
    today = BEGAN.date() if "that day" in when else NEXT_DAY
    assert plan.takes_in("flytning-ind", tasks, LATER, today) is taken


def test_a_plan_that_is_done_with_takes_in_no_situation_later() -> None:
    told = [*story()[:3], event(ItemAdded(item=item_of(PLAN, SUPPORT.task), task=SUPPORT), 4)]
    (plan,) = fold_plans(told)
    assert plan.takes_in("flytning-ind", [MOVE], LATER, NEXT_DAY)
    (plan,) = fold_plans(story()[:3])
    assert not plan.takes_in("flytning-ind", [MOVE], LATER, NEXT_DAY)


def test_more_events_of_a_plan_are_folded_in() -> None:
    first, *rest = story()
    (begun,) = fold_plans([first])
    assert (begun.with_(rest),) == fold_plans([first, *rest])
    (plan,) = fold_plans(story())
    assert plan.item(MOVING) == plan.items[0]
    assert plan.item(CONTACT) is None


def test_the_grounds_each_state_must_have() -> None:
    must = {state: [ask for ask, needed in asks.items() if needed] for state, asks in ASKS.items()}
    assert must == {
        State.TO_DO: [],
        State.DONE: [],
        State.SUBMITTED: [Ask.GROUND],
        State.HANDED_OVER: [Ask.RECEIVER, Ask.DAY],
        State.CITIZEN: [],
        State.AWAITS: [Ask.RECEIVER],
        State.NOT_RELEVANT: [Ask.REASON],
    }


@pytest.mark.parametrize("state", State)
def test_each_state_asks_for_just_what_it_needs(state: State) -> None:
    empty = Standing(state)
    needed = {ask for ask, must in ASKS[state].items() if must}
    assert set(empty.unanswered) == needed
    told = Standing(state, ground="g", receiver="r", day=date(2026, 12, 1), reason="b").trimmed()
    assert told.unanswered == ()
    assert {ask for ask in Ask if getattr(told, ask)} == set(ASKS[state])
    assert Standing(state, ground=" ", receiver=" ", reason="\0").trimmed() == empty


def contact_records() -> list[Told]:
    opened = ContactOpened(id=CONTACT, citizen=CITIZEN, at=BEGAN, by=LISE, errand="flytning", channel=Channel.COUNTER)
    first, second = (
        ContactClosed(
            id=uuid4(),
            citizen=CITIZEN,
            at=BEGAN + timedelta(minutes=minute),
            by=by,
            contact=CONTACT,
            outcome=outcome,
        )
        for minute, by, outcome in ((9, LISE, ContactOutcome.SETTLED), (10, OMAR, ContactOutcome.CONTINUES))
    )
    return [second, opened, first]


def test_a_contact_closed_twice_was_closed_the_first_time() -> None:
    (contact,) = fold_contacts(contact_records())
    assert (contact.opened_at, contact.employee, contact.errand) == (BEGAN, LISE, "flytning")
    assert (contact.closed_at, contact.outcome) == (BEGAN + timedelta(minutes=9), ContactOutcome.SETTLED)
    _, opened, first = contact_records()
    assert fold_contacts([opened])[0].closed_at is None
    assert fold_contacts([first]) == ()


def test_how_the_citizen_came_is_what_was_said_last_and_unsaid_it_is_the_record_of_before() -> None:
    _, opened, first = contact_records()
    assert isinstance(first, ContactClosed)
    assert b"channel" not in msgspec.json.encode(first)
    assert fold_contacts([opened, first])[0].channel is Channel.COUNTER
    corrected = msgspec.structs.replace(first, channel=Channel.PHONE)
    assert fold_contacts([opened, corrected])[0].channel is Channel.PHONE


def test_every_record_comes_back_from_json_and_prints_nothing_of_it() -> None:
    told = [*contact_records(), *story()]
    for record in told:
        assert msgspec.json.decode(msgspec.json.encode(record), type=Told) == record
        assert repr(record) == f"{type(record).__name__}(…)"
    (plan,) = fold_plans([*story(), event(ItemAdded(item=uuid4(), task=SUPPORT), 5)])
    for thing in (plan, *plan.items, *fold_contacts(told)):
        assert not any(word in repr(thing) for word in (CITIZEN.digits, "lejekontrakt", "Udlejer", "Lise", "flytning."))


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_a_keyboard_or_a_paste_gives_can_be_kept(text: str) -> None:
    kept = mended(text)
    kept.encode()
    assert "\0" not in kept
    assert kept == mended(kept) == kept.strip()
