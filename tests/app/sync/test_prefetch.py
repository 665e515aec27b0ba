"""Today's citizens fetched ahead: within the appointment's purpose, politely, traced, and shown to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.keychain.training import TrainingKeys
from app.access.audit import AuditTrail
from app.access.control import KnownPeople
from app.access.model import Section
from app.access.trace import MemoryTrace, TraceEvent, TraceLine
from app.citizen.ahead import Readiness
from app.citizen.lookup import look_up
from app.citizen.model.archive import CaseFile
from app.citizen.model.person import Protection, ProtectionKind
from app.citizen.model.sections import State
from app.citizen.port import (
    CasesQuery,
    FailureKind,
    PersonQuery,
    Query,
    RegisterKey,
)
from app.store.desk import DeskStore
from app.sync import prefetch
from app.sync.prefetch import Today
from tests.app.counter.booked import appointment
from tests.app.desk import CHILD, CITIZEN, ERRANDS, SPOUSE, person
from tests.app.sync.counter import AT_TEN, FRIPLADS, INCOME, KEEPING, OTHER, Counter


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path)
    yield made
    made.store.lock()


def readiness(day: Today) -> list[Readiness]:
    return [row.readiness for row in day.expected]


# What is asked


def test_the_nearest_appointment_is_made_ready_first_and_one_that_is_over_not_at_all(counter: Counter) -> None:
    later, sooner, over = (AT_TEN + timedelta(minutes=m) for m in (90, 5, -40))
    counter.book(appointment(CHILD, over), appointment(OTHER, later), appointment(SPOUSE, sooner))
    counter.round()
    assert counter.desk.tables[RegisterKey.CPR].asked == [PersonQuery(SPOUSE), PersonQuery(OTHER)]


def test_only_what_the_errand_opens_is_asked_for(counter: Counter) -> None:
    counter.book(appointment(CITIZEN, AT_TEN, "pas"))
    assert readiness(counter.round()) == [Readiness(as_of=AT_TEN + timedelta(seconds=0.5))]
    assert counter.asked == [PersonQuery(CITIZEN), PersonQuery(CHILD)]


def test_incomes_are_left_until_the_citizen_is_there(counter: Counter) -> None:
    """Nor does the history, which is drawn from them too, ask for them."""
    counter.book(appointment(CITIZEN, AT_TEN, "friplads"))
    (ready,) = readiness(counter.round())
    assert ready.lacking == (Section.INCOME,)
    assert ready.is_ready
    assert counter.desk.tables[RegisterKey.EINDKOMST].asked == []
    assert counter.asked[1:] != []


def test_incomes_are_fetched_for_an_errand_that_keeps_them(counter: Counter) -> None:
    counter.errands = (KEEPING,)
    counter.book(appointment(CITIZEN, AT_TEN, "friplads"))
    (ready,) = readiness(counter.round())
    assert ready.lacking == ()
    assert counter.desk.tables[RegisterKey.EINDKOMST].asked == [INCOME]


def test_what_may_not_be_opened_is_not_fetched_and_nothing_tells(counter: Counter) -> None:
    counter.desk.people = KnownPeople(own=CITIZEN)
    counter.book(appointment(CITIZEN, AT_TEN, "flytning"), appointment(OTHER, AT_TEN, "an errand of a newer program"))
    mine, unknown = readiness(counter.round())
    assert counter.asked == []
    assert counter.lines == ()
    assert (mine.as_of, mine.problem, mine.is_ready) == (None, None, False)
    assert (unknown.as_of, unknown.problem) == (None, None)


def test_what_is_fresh_is_not_asked_for_again_until_it_is_hours_old(counter: Counter) -> None:
    counter.book(*(appointment(CITIZEN, AT_TEN + timedelta(hours=5 * n), "pas") for n in range(2)))
    counter.round()
    asked, lines = len(counter.asked), len(counter.lines)
    counter.clock.advance(timedelta(hours=3))
    counter.round()
    assert (len(counter.asked), len(counter.lines)) == (asked, lines)
    counter.clock.advance(timedelta(hours=1))
    counter.round()
    assert len(counter.asked) == 2 * asked


def test_a_replaced_number_is_followed_to_the_one_in_force(counter: Counter) -> None:
    counter.desk.tables[RegisterKey.CPR].answers[PersonQuery(OTHER)] = person(CITIZEN)
    counter.book(appointment(OTHER, AT_TEN, "flytning"))
    counter.desk.tables[RegisterKey.ARCHIVE].answers[CasesQuery(CITIZEN, ERRANDS["flytning"].kle)] = CaseFile(())
    (ready,) = readiness(counter.round())
    assert ready.is_ready
    assert ready.lacking == ()


def test_roles_that_nobody_has_confirmed_lately_leave_nobody_ready_until_a_register_answers(counter: Counter) -> None:
    counter.book(appointment(CITIZEN, AT_TEN + timedelta(hours=14), "pas"))
    counter.round()
    counter.desk.online = False
    counter.clock.advance(timedelta(hours=13))
    counter.desk.tables[RegisterKey.CPR].failing = FailureKind.UNREACHABLE
    (ready,) = readiness(counter.round())
    assert ready.as_of is None
    counter.desk.tables[RegisterKey.CPR].failing = None
    assert readiness(counter.round())[0].is_ready


# How


def test_there_is_a_gap_before_every_request(counter: Counter) -> None:
    counter.book(appointment(CITIZEN, AT_TEN, "friplads"), appointment(OTHER, AT_TEN, "pas"))
    counter.round()
    gaps = [seconds for seconds in counter.pauses if seconds < 60]
    assert gaps == [0.5] * len(counter.asked)


def test_nothing_is_asked_while_somebody_waits_for_an_answer(counter: Counter) -> None:
    """A look-up of one's own, under way: its register is silent."""
    counter.desk.tables[RegisterKey.CPR].held = {PersonQuery(SPOUSE)}
    own = look_up(SPOUSE, counter.desk.purpose("pas"), counter.desk.viewer, counter.sources)
    while next(own).section is not Section.PERSON:
        pass
    counter.book(appointment(OTHER, AT_TEN))
    waited: list[list[Query]] = []

    def pause(seconds: float) -> bool:
        waited.append(list(counter.asked))
        if len(waited) == 5:
            counter.desk.tables[RegisterKey.CPR].release(PersonQuery(SPOUSE))
            list(own)
        return counter.pause(seconds)

    list(counter.prefetch().days(pause))
    assert waited[:5] == [[PersonQuery(SPOUSE)]] * 5
    assert counter.asked == [PersonQuery(SPOUSE), PersonQuery(OTHER)]


def test_a_look_up_that_is_left_is_waited_for_no_more(counter: Counter) -> None:
    own = look_up(CITIZEN, counter.desk.purpose("pas"), counter.desk.viewer, counter.sources)
    next(own)
    assert counter.sources.attention.is_held
    own.close()
    assert not counter.sources.attention.is_held


def test_a_round_asks_so_many_times_and_the_next_goes_on(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefetch, "_MOST_REQUESTS", 3)
    counter.book(appointment(CITIZEN, AT_TEN, "friplads"), appointment(OTHER, AT_TEN + timedelta(hours=1), "pas"))
    first, second = readiness(counter.round())
    assert len(counter.asked) == 3
    assert not first.is_ready
    assert (second.as_of, second.problem) == (None, None)
    for _ in range(3):
        last = counter.round()
    assert [one.is_ready for one in readiness(last)] == [True, True]


def test_a_round_ends_when_it_has_lasted_too_long(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefetch, "_LONGEST", 1.2)
    counter.book(appointment(CITIZEN, AT_TEN, "friplads"))
    counter.round()
    assert len(counter.asked) == 3


def test_a_register_that_is_down_is_left_in_peace_and_named(counter: Counter) -> None:
    counter.desk.tables[RegisterKey.BBR].retry_at = AT_TEN + timedelta(minutes=10)
    counter.book(appointment(CITIZEN, AT_TEN, "friplads"))
    (ready,) = readiness(counter.round())
    assert counter.desk.tables[RegisterKey.BBR].asked == []
    assert ready.problem is not None
    assert (ready.problem.register, ready.problem.kind) == (RegisterKey.BBR, FailureKind.UNAVAILABLE)
    assert ready.lacking == (Section.DWELLING, Section.INCOME)
    assert not ready.is_ready


def test_what_could_not_be_fetched_is_said_and_tried_again(counter: Counter) -> None:
    counter.desk.tables[RegisterKey.ARCHIVE].failing = FailureKind.TIMEOUT
    counter.book(appointment(CITIZEN, AT_TEN, "friplads"))
    (ready,) = readiness(counter.round())
    assert ready.problem is not None
    assert ready.problem.kind is FailureKind.TIMEOUT
    assert ready.lacking == (Section.INCOME, Section.CASES, Section.HISTORY)
    counter.desk.tables[RegisterKey.ARCHIVE].failing = None
    assert readiness(counter.round())[0].is_ready


def test_a_desk_that_locks_asks_nothing_more(counter: Counter) -> None:
    counter.names = {CITIZEN: "Karen Østergård", OTHER: "Ole Lind"}
    counter.book(appointment(OTHER, AT_TEN), appointment(CITIZEN, AT_TEN, "friplads"))

    def pause(seconds: float) -> bool:
        if len(counter.asked) == 3:
            counter.store.lock()
        return counter.pause(seconds)

    *_, last = counter.prefetch().days(pause)
    assert len(counter.asked) == 3
    assert [(row.name, row.readiness.is_ready) for row in last.expected] == [
        ("Ole Lind", True),
        ("Karen Østergård", False),
    ]
    counter.pauses.clear()
    assert list(counter.prefetch().days(pause)) == []
    assert counter.pauses == [300]


# What is left behind


def test_one_line_a_citizen_is_traced_before_anything_is_asked_and_none_as_shown(counter: Counter) -> None:
    class Noting(MemoryTrace):
        def write(self, *lines: TraceLine) -> None:
            super().write(*lines)
            asked_before.extend(counter.asked)

    asked_before: list[Query] = []
    trace = Noting()
    counter.sources = replace(counter.sources, trace=trace)
    booked = appointment(CITIZEN, AT_TEN, "friplads")
    counter.book(booked)
    counter.round()
    (line,) = trace.lines
    assert asked_before == []
    assert line.event is TraceEvent.PREFETCHED
    assert (line.subject, line.viewer, line.contact) == (CITIZEN, counter.desk.viewer.user, booked.id)
    assert (line.purpose, line.legal_basis, line.review) == ("friplads", FRIPLADS.legal_basis, False)
    assert set(line.sections) == FRIPLADS.sections - {Section.INCOME}


def test_without_a_trace_nothing_is_asked_and_the_agenda_is_there_all_the_same(
    counter: Counter, tmp_path: Path
) -> None:
    locked = DeskStore(tmp_path / "other", TrainingKeys())
    counter.sources = replace(counter.sources, trace=AuditTrail(locked.outbox, counter.clock))
    counter.book(appointment(CITIZEN, AT_TEN, "pas"))
    day = counter.round()
    assert counter.asked == []
    assert [row.appointment.citizen for row in day.expected] == [CITIZEN]


def test_all_that_was_fetched_opens_with_every_register_away(counter: Counter) -> None:
    counter.errands = (KEEPING,)
    counter.book(appointment(CITIZEN, AT_TEN, "friplads"))
    counter.round()
    fetched_by = counter.clock.now()
    counter.clock.advance(timedelta(hours=3))
    counter.everything_down()
    states = counter.open(KEEPING)
    assert all(state.value is not None for state in states.values())
    assert all(state.as_of is not None and state.as_of <= fetched_by for state in states.values())
    assert {state.state for state in states.values()} <= {State.FAILED, State.FRESH}
    shown = [line for line in counter.lines if line.event is TraceEvent.SHOWN]
    assert shown
    assert all(line.offline for line in shown)


# How the day is told


def test_nobody_shielded_is_named_and_nobody_at_all_past_the_lease(counter: Counter) -> None:
    counter.names = {CITIZEN: "Karen Østergård", SPOUSE: "Ole Lind"}
    counter.desk.people = KnownPeople(own=None, shielded=frozenset({SPOUSE}))
    counter.book(appointment(CITIZEN, AT_TEN, "pas"), appointment(SPOUSE, AT_TEN, "pas"))
    assert [row.name for row in counter.round().expected] == ["Karen Østergård", ""]
    counter.desk.online = False
    counter.clock.advance(timedelta(hours=12))
    assert [row.name for row in counter.round().expected] == ["", ""]


def test_what_is_fetched_ahead_confirms_nobody_s_roles(counter: Counter) -> None:
    confirmed: list[datetime] = []
    counter.sources.access.confirm = lambda: confirmed.append(counter.clock.now())
    counter.book(appointment(CITIZEN, AT_TEN, "friplads"))
    counter.round()
    assert counter.desk.tables[RegisterKey.CPR].asked != []
    assert confirmed == []


def test_names_are_the_extracts_until_cpr_says_that_they_are_protected(counter: Counter) -> None:
    counter.names = {CITIZEN: "Karen Østergård", SPOUSE: "Ole Lind"}
    protections = (Protection(ProtectionKind.NAME_AND_ADDRESS, date(2026, 11, 19), None),)
    counter.desk.tables[RegisterKey.CPR].answers[PersonQuery(SPOUSE)] = person(SPOUSE, protections=protections)
    counter.book(*(appointment(cpr, AT_TEN) for cpr in (CITIZEN, SPOUSE, OTHER)))
    assert [row.name for row in counter.round().expected] == ["Karen Østergård", "", ""]
    days = counter.prefetch().days(counter.pause)
    assert [row.name for row in next(days).expected] == ["Karen Østergård", "", ""]


def test_the_day_is_told_at_once_and_then_whenever_somebody_is_ready(counter: Counter) -> None:
    counter.book(appointment(CITIZEN, AT_TEN), appointment(OTHER, AT_TEN))
    told = [[one.is_ready for one in readiness(day)] for day in counter.prefetch().days(counter.pause)]
    assert told == [[False, False], [True, False], [True, True]]


def test_an_agenda_out_of_reach_is_made_ready_as_it_was(counter: Counter) -> None:
    counter.book(appointment(CITIZEN, AT_TEN))
    next(counter.prefetch().days(counter.pause))
    counter.booked.is_away = True
    day = counter.round()
    assert day.failure is not None
    assert day.expected[0].readiness.is_ready
