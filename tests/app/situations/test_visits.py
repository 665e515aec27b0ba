"""A visit at one desk: kept at once, told when it can be, shown as last known, and never before what its writer saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.access.trace import TraceEvent
from app.cases.port import Outcome, Receipt, Refusal
from app.errors import BugError, UserError
from app.situations.plan import likely_outcome
from app.situations.told import VISIT, Channel, ContactOutcome, PlanTask, Standing, State
from app.situations.visit import Visit
from app.situations.visits import Known
from app.store.outbox import EntryState, NewEntry
from app.store.shared import SharedStore
from app.sync.visits import LateVisits, tell_visit
from tests.app.desk import CITIZEN, SPOUSE
from tests.app.situations.desks import DOCTOR, LISE, MOVE, OMAR, SUPPORT, Line, MakeDesk, VisitDesk

HAND_OVER = Standing(State.HANDED_OVER, receiver="Pension og ældre", day=date(2026, 11, 20))
HOUR = timedelta(hours=1)
NOTE = UUID(int=5)


@pytest.fixture
def desk(visit_desk: MakeDesk) -> VisitDesk:
    return visit_desk()


def test_a_plan_goes_on_at_a_colleagues_desk_the_next_day(visit_desk: MakeDesk) -> None:
    lise, omar = visit_desk(LISE), visit_desk(OMAR)
    contact, plan = lise.plan()
    plan = lise.visits.move(contact, plan, plan.items[0].id, HAND_OVER)
    plan = lise.visits.note(contact, plan, " Har ingen MitID ", plan.items[1].id)
    closed = lise.visits.close(contact, ContactOutcome.CONTINUES)
    lise.deliver()
    omar.clock.advance(timedelta(days=1))
    known = omar.visits.known(CITIZEN)
    assert known.plans == (plan,)
    assert known.contacts == (closed,)
    assert (known.failure, known.unsent) == (None, {})
    assert [note.text for note in known.plans[0].items[1].notes] == ["Har ingen MitID"]
    tomorrow = omar.contact()
    assert tomorrow.id != contact.id
    omar.visits.move(tomorrow, known.plans[0], plan.items[1].id, Standing(State.DONE))
    omar.deliver()
    (found,) = lise.visits.known(CITIZEN).plans
    assert (found.items[1].standing.state, found.items[1].moved_by) == (State.DONE, OMAR)
    assert found.history[-1].contact == tomorrow.id
    assert found.contact == contact.id


def test_what_is_written_without_the_store_is_shown_at_once_and_told_when_it_answers(desk: VisitDesk) -> None:
    desk.line.cut = "shared-unreachable"
    contact, plan = desk.plan()
    assert desk.delivery.deliver_due() == 2
    known = desk.visits.known(CITIZEN)
    assert known.plans == (plan,)
    assert known.as_of is None
    assert known.failure is not None
    assert known.failure.code == "shared-unreachable"
    assert set(known.unsent.values()) == {""}
    assert len(known.unsent) == 5
    assert (desk.told[-1].trouble, desk.told[-1].kind) == (Outcome.UNAVAILABLE, VISIT)
    desk.restart()
    assert desk.visits.known(CITIZEN).plans == (plan,)
    desk.line.cut = ""
    desk.deliver()
    known = desk.visits.known(CITIZEN)
    assert (known.plans, known.unsent, known.failure) == ((plan,), {}, None)
    assert known.contacts == (contact,)


def test_the_last_known_stands_in_for_a_store_that_is_away_with_its_age(visit_desk: MakeDesk) -> None:
    lise, omar = visit_desk(LISE), visit_desk(OMAR)
    _, plan = lise.plan()
    lise.deliver()
    read_at = omar.visits.known(CITIZEN).as_of
    omar.clock.advance(HOUR)
    omar.line.cut = "shared-unreachable"
    omar.restart()
    theirs = omar.contact()
    mine = omar.visits.move(theirs, plan, plan.items[0].id, HAND_OVER)
    known = omar.visits.known(CITIZEN)
    assert (known.plans, known.as_of) == ((mine,), read_at)
    assert len(known.unsent) == 2
    assert omar.visits.known(SPOUSE).as_of is None


def test_what_was_last_known_is_forgotten_after_a_week_and_with_a_lost_cache(desk: VisitDesk) -> None:
    desk.plan()
    desk.deliver()
    desk.visits.known(CITIZEN)
    desk.line.cut = "shared-busy"
    desk.clock.advance(timedelta(days=7))
    desk.outbox.purge()
    assert desk.visits.known(CITIZEN).as_of is None
    desk.clock.advance(-timedelta(days=1))
    assert desk.visits.known(CITIZEN).as_of is not None
    desk.line.cut = ""
    desk.clock.advance(timedelta(days=2))
    desk.visits.known(SPOUSE)
    with desk.store.cache.read() as connection:
        rows = connection.execute("SELECT citizen FROM visits").fetchall()
    assert rows == [(SPOUSE.digits,)]
    with desk.store.cache.write() as connection:
        connection.execute("UPDATE visits SET told = '[{}]'")
    desk.line.cut = "shared-busy"
    assert desk.visits.known(SPOUSE).as_of is None
    desk.store.cache.close()
    assert desk.visits.known(SPOUSE).as_of is None
    desk.line.cut = ""
    assert desk.visits.known(SPOUSE).as_of == desk.clock.now()


def test_a_later_move_is_later_whatever_the_clocks_say(visit_desk: MakeDesk) -> None:
    fast, slow = visit_desk(LISE), visit_desk(OMAR)
    fast.clock.advance(HOUR)
    contact, plan = fast.plan()
    item = plan.items[0].id
    fast.visits.move(contact, plan, item, Standing(State.DONE))
    fast.deliver()
    theirs = slow.contact()
    (seen,) = slow.visits.known(CITIZEN).plans
    slow.visits.move(theirs, seen, item, HAND_OVER)
    slow.deliver()
    (found,) = fast.visits.known(CITIZEN).plans
    assert found.items[0].standing == HAND_OVER


def test_tasks_keep_the_order_they_were_given_in_and_come_once(desk: VisitDesk) -> None:
    contact = desk.contact()
    tasks = [PlanTask(f"opgave-{number}", f"Opgave {number}") for number in range(20)]
    plan = desk.visits.start(contact, ["a"], [*tasks, tasks[3]])
    assert [item.task for item in plan.items] == tasks
    plan = desk.visits.choose(contact, plan, "b", [tasks[7], MOVE, MOVE])
    assert [item.task for item in plan.items] == [*tasks, MOVE]
    assert plan.situations == ("a", "b")
    again = desk.visits.choose(contact, plan, "b", [MOVE])
    assert again == plan
    by_hand = desk.visits.add(contact, plan, PlanTask("", "Ring til udlejer"))
    assert by_hand.items[-1].task.title == "Ring til udlejer"
    assert desk.visits.add(contact, plan, MOVE) == plan
    desk.deliver()
    assert desk.visits.known(CITIZEN).plans == (by_hand,)


def test_a_move_says_all_that_its_state_asks_for_and_nothing_more(desk: VisitDesk) -> None:
    contact, plan = desk.plan()
    item = plan.items[0].id
    for short in (Standing(State.SUBMITTED), Standing(State.HANDED_OVER, receiver=" "), Standing(State.NOT_RELEVANT)):
        with pytest.raises(UserError, match="plan-move-incomplete"):
            desk.visits.move(contact, plan, item, short)
    with pytest.raises(UserError, match="plan-note-empty"):
        desk.visits.note(contact, plan, " \n")
    with pytest.raises(UserError, match="plan-task-empty"):
        desk.visits.add(contact, plan, PlanTask("", " "))
    moved = desk.visits.move(contact, plan, item, replace(HAND_OVER, ground="x", reason="y"))
    assert moved.items[0].standing == HAND_OVER
    assert desk.visits.known(CITIZEN).plans == (moved,)


def test_a_crash_ends_no_visit(desk: VisitDesk) -> None:
    contact = desk.contact()
    desk.restart()
    assert desk.contact() == contact
    assert desk.contact("bopael").id != contact.id
    desk.clock.advance(timedelta(days=1))
    assert desk.contact().id != contact.id


def test_a_closed_contact_is_not_gone_on_with_and_was_closed_the_first_time(desk: VisitDesk) -> None:
    contact = desk.visits.open(CITIZEN, "flytning", Channel.PHONE)
    closed = desk.visits.close(contact, ContactOutcome.REFERRED)
    desk.clock.advance(HOUR)
    assert desk.visits.close(contact, ContactOutcome.SETTLED) == closed
    assert desk.contact().id != contact.id
    desk.deliver()
    assert closed in desk.visits.known(CITIZEN).contacts


def test_how_the_citizen_came_is_corrected_where_the_contact_ends_and_traced(desk: VisitDesk) -> None:
    trace = Traced()
    visit = Visit(desk.visits, CITIZEN, "flytning", trace)
    contact = visit.serve()
    closed = visit.close(ContactOutcome.SETTLED, Channel.PHONE)
    assert (contact.channel, closed.channel) == (Channel.COUNTER, Channel.PHONE)
    assert trace.lines[-1] == (TraceEvent.WRITTEN, f"contact {contact.id} closed, channel phone")
    desk.deliver()
    assert desk.visits.known(CITIZEN).contacts == (closed,)
    desk.clock.advance(HOUR)
    assert desk.visits.close(contact, ContactOutcome.SETTLED, Channel.VIDEO) == closed
    unopened = Visit(desk.visits, CITIZEN, "pas", trace)
    assert unopened.close(ContactOutcome.SETTLED, Channel.VIDEO).channel is Channel.VIDEO
    assert trace.lines[-1] == (TraceEvent.WRITTEN, "contact")


def test_nothing_is_kept_of_what_could_not_be_kept_whole(desk: VisitDesk) -> None:
    contact = desk.contact()
    with desk.store.outbox.write() as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON entry WHEN NEW.body LIKE '%laegevalg%'"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(Exception, match=r"\w"):
        desk.visits.start(contact, [], [MOVE, SUPPORT, DOCTOR])
    assert desk.visits.known(CITIZEN).plans == ()


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("shared-unreachable", Outcome.UNAVAILABLE),
        ("shared-busy", Outcome.UNAVAILABLE),
        ("store-locked", Outcome.UNAVAILABLE),
        ("shared-denied", Outcome.DENIED),
        ("shared-older", Outcome.DENIED),
        ("shared-newer", Outcome.DENIED),
        ("shared-refused", Outcome.REFUSED),
        ("shared-conflict", Outcome.REFUSED),
    ],
)
def test_each_answer_of_the_store_has_its_outcome(desk: VisitDesk, code: str, outcome: Outcome) -> None:
    desk.contact()
    (entry,) = desk.outbox.list()
    desk.line.cut = code
    assert tell_visit(desk.line, entry.body).outcome is outcome
    assert tell_visit(desk.line, "{").reason == Refusal.UNREADABLE


def test_what_is_refused_is_parked_with_its_reason_and_sent_again_on_a_persons_word(desk: VisitDesk) -> None:
    contact = desk.contact()
    desk.line.cut = "shared-refused"
    desk.delivery.deliver_due()
    assert desk.visits.known(CITIZEN).unsent == {contact.id: "shared-refused"}
    desk.line.cut = ""
    desk.visits.try_again(contact.id)
    desk.deliver()
    assert desk.visits.known(CITIZEN).unsent == {}


def test_an_archive_that_is_away_holds_up_no_visit_and_the_other_way_round(desk: VisitDesk) -> None:
    away = Receipt(Outcome.UNAVAILABLE, "timeout")
    desk.delivery._routes = {**desk.delivery._routes, "note": lambda _body: away}
    desk.outbox.append(NewEntry(NOTE, "note", "sag-1", "{}"))
    desk.contact()
    desk.delivery.deliver_due()
    states = {entry.kind: entry.state for entry in desk.outbox.list()}
    assert states == {"note": EntryState.QUEUED}
    assert desk.told[-1].kind == "note"
    desk.visits.open(SPOUSE, "flytning", Channel.COUNTER)
    assert desk.delivery.deliver_due() == 2
    assert len(desk.visits.known(SPOUSE).contacts) == 1
    desk.line.cut = "shared-unreachable"
    desk.visits.open(SPOUSE, "bopael", Channel.COUNTER)
    desk.delivery.deliver_due()
    assert desk.told[-1].kind == "note", "the first in trouble is told of"
    desk.clock.advance(HOUR)
    desk.line.cut = ""
    desk.delivery.deliver_due()
    assert [entry.kind for entry in desk.outbox.list()] == ["note"]


def test_no_file_of_the_desk_holds_a_visit_in_clear(desk: VisitDesk) -> None:
    contact, plan = desk.plan()
    desk.visits.note(contact, plan, "Østergård")
    desk.deliver()
    desk.visits.known(CITIZEN)
    desk.store.lock()
    for file in (desk.folder.parent).rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert not any(word in content for word in (CITIZEN.digits.encode(), "Østergård".encode(), b"flytning")), file
    desk.store.open()


class Traced:
    def __init__(self) -> None:
        self.lines: list[tuple[TraceEvent, str]] = []
        self.refuses = False

    def __call__(self, event: TraceEvent, what: str) -> None:
        if self.refuses:
            raise UserError("access-refused")
        self.lines.append((event, what))


def test_each_look_and_each_writing_is_traced_before_it_is_done(desk: VisitDesk) -> None:
    trace = Traced()
    visit = Visit(desk.visits, CITIZEN, "flytning", trace)
    plan = visit.start([], [MOVE])
    item = plan.items[0].id
    steps: list[Callable[[], object]] = [
        visit.known,
        lambda: visit.choose(plan, "x", [SUPPORT]),
        lambda: visit.add(plan, DOCTOR),
        lambda: visit.move(plan, item, HAND_OVER),
        lambda: visit.note(plan, "x"),
        lambda: visit.printing(plan),
        lambda: visit.close(ContactOutcome.SETTLED),
    ]
    trace.refuses = True
    before = len(desk.outbox.list())
    asked = desk.line.asked
    for step in steps:
        with pytest.raises(UserError, match="access-refused"):
            step()
    assert (len(desk.outbox.list()), desk.line.asked) == (before, asked)
    trace.refuses = False
    for step in steps:
        step()
    assert [event for event, _ in trace.lines] == [
        TraceEvent.WRITTEN,
        TraceEvent.SHOWN,
        *[TraceEvent.WRITTEN] * 4,
        TraceEvent.COPIED,
        TraceEvent.WRITTEN,
    ]
    assert visit.contact is not None
    assert visit.contact.outcome is ContactOutcome.SETTLED
    assert not any(CITIZEN.digits in what or MOVE.title in what for _, what in trace.lines)


def test_to_look_is_no_contact_and_the_first_thing_done_opens_it_as_it_was_told(desk: VisitDesk) -> None:
    came = desk.clock.now()
    desk.clock.advance(timedelta(minutes=4))
    visit = Visit(desk.visits, CITIZEN, "flytning", Traced(), since=came)
    visit.known()
    assert desk.visits.known(CITIZEN).contacts == ()
    visit.channel = Channel.PHONE
    plan = visit.start([], [MOVE])
    contact = visit.contact
    assert contact is not None
    assert (contact.channel, contact.opened_at, contact.id) == (Channel.PHONE, came, plan.contact)
    after_a_crash = Visit(desk.visits, CITIZEN, "flytning", Traced())
    assert (after_a_crash.contact, after_a_crash.channel) == (contact, Channel.PHONE)
    assert Visit(desk.visits, CITIZEN, "pas", Traced()).contact is None


def test_a_visit_in_which_nothing_was_written_is_closed_as_one(desk: VisitDesk) -> None:
    trace = Traced()
    visit = Visit(desk.visits, CITIZEN, "pas", trace)
    closed = visit.close(ContactOutcome.REFERRED)
    assert desk.visits.known(CITIZEN).contacts == (closed,)
    assert (closed.outcome, closed.errand, closed.channel) == (ContactOutcome.REFERRED, "pas", Channel.COUNTER)
    assert trace.lines == [(TraceEvent.WRITTEN, "contact")]


def test_how_it_ended_follows_from_what_was_done_in_this_contact(desk: VisitDesk) -> None:
    before, old = desk.plan()
    desk.visits.close(before, ContactOutcome.CONTINUES)
    desk.clock.advance(timedelta(days=30))
    visit = Visit(desk.visits, CITIZEN, "flytning", Traced())
    assert visit.known().plans == (old,)
    assert likely_outcome(visit.contact, [old]) is ContactOutcome.CONTINUES, "nothing was done, and it lacks something"
    done = replace(old, items=tuple(replace(item, standing=Standing(State.DONE)) for item in old.items))
    assert likely_outcome(visit.contact, [done]) is ContactOutcome.SETTLED
    visit.serve()
    assert likely_outcome(visit.contact, [old]) is ContactOutcome.SETTLED, "last month's plan says nothing"
    plan = visit.start([], [MOVE, SUPPORT])
    assert likely_outcome(visit.contact, [old, plan]) is ContactOutcome.CONTINUES
    first, second = (item.id for item in plan.items)
    plan = visit.move(visit.move(plan, first, HAND_OVER), second, Standing(State.NOT_RELEVANT, reason="x"))
    assert likely_outcome(visit.contact, [old, plan]) is ContactOutcome.REFERRED
    plan = visit.move(plan, second, Standing(State.DONE))
    assert likely_outcome(visit.contact, [old, plan]) is ContactOutcome.SETTLED
    visit.note(old, "Ringede")
    assert likely_outcome(visit.contact, visit.known().plans) is ContactOutcome.CONTINUES


def test_a_plan_is_known_and_gone_on_with_under_its_own_errand_alone(visit_desk: MakeDesk) -> None:
    lise, omar = visit_desk(LISE), visit_desk(OMAR)
    contact, plan = lise.plan()
    done = lise.visits.start(contact, [], [MOVE])
    lise.visits.move(contact, done, done.items[0].id, Standing(State.DONE))
    lise.deliver()
    trace = Traced()
    passport = Visit(omar.visits, CITIZEN, "pas", trace)
    known = passport.known()
    assert (known.contacts, known.plans, known.elsewhere) == ((), (), 1)
    moving = Visit(omar.visits, CITIZEN, "flytning", trace)
    known = moving.known()
    assert (len(known.plans), known.plans[0], known.elsewhere) == (2, plan, 0)
    assert trace.lines == [(TraceEvent.SHOWN, "plans")] * 2
    steps: list[Callable[[Visit], object]] = [
        lambda visit: visit.choose(plan, "x", [SUPPORT]),
        lambda visit: visit.add(plan, DOCTOR),
        lambda visit: visit.move(plan, plan.items[0].id, HAND_OVER),
        lambda visit: visit.note(plan, "x"),
        lambda visit: visit.printing(plan),
    ]
    for step in steps:
        with pytest.raises(BugError, match="not shown"):
            step(passport)
        step(moving)


def test_a_plan_whose_beginning_is_not_known_is_withheld(desk: VisitDesk) -> None:
    _, plan = desk.plan()
    known = Known((), (plan,), None)
    assert (known.under("flytning").plans, known.under("flytning").elsewhere) == ((), 1)


def test_tables_are_loaded_by_the_first_who_asks(desk: VisitDesk, both: SharedStore) -> None:
    desk.contact()
    desk.line = Line(LateVisits(lambda: both))
    desk.deliver()
    assert len(desk.line.store.of_citizen(CITIZEN)) == 1
