"""The timeline out of what the sections hold."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.citizen.history import timeline
from app.citizen.income import add_months
from app.citizen.model.archive import CaseEvent, CaseFile
from app.citizen.model.sections import PersonFacts, TimelineKind
from tests.app.desk import person
from tests.app.test_income import FIRST, TODAY, line, statement
from tests.widgets.citizen.made_up import case


def test_incomes_that_began_and_ended_are_events_and_jumps_are_not() -> None:
    old = [line(add_months(FIRST, n), "20000.00" if n % 2 else "30000.00") for n in range(4)]
    new = [line(add_months(FIRST, n), "25000.00", "22222222") for n in range(6, 12)]
    told = timeline(
        PersonFacts(person(address=None, born=None), ()),
        statement(*old, *new),
        None,
        None,
        since=add_months(TODAY, -60),
        today=TODAY,
        missing=(),
    )
    assert [(event.day, event.kind, dict(event.params)) for event in told.events] == [
        (date(2026, 5, 1), TimelineKind.INCOME_STARTED, {"group": "wage", "payer": "22222222"}),
        (date(2026, 3, 1), TimelineKind.INCOME_STOPPED, {"group": "wage", "payer": "11111111"}),
    ]


def test_of_what_a_case_came_into_on_one_day_the_last_stands_first() -> None:
    states = ("Opstaaet", "Oplyst", "Afgjort")
    events = tuple(
        CaseEvent(datetime(2026, 11, 17, 8 + n, tzinfo=UTC), "Rettet", s, None) for n, s in enumerate(states)
    )
    told = timeline(
        PersonFacts(person(address=None, born=None), ()),
        None,
        None,
        CaseFile((case("Flytteanmeldelse", opened=None, events=events),)),
        since=add_months(TODAY, -60),
        today=TODAY,
        missing=(),
    )
    assert [dict(event.params)["state"] for event in told.events] == ["Afgjort", "Oplyst"]
