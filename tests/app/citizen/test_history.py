"""The timeline out of what the sections hold."""

from __future__ import annotations

from datetime import date

from app.citizen.history import timeline
from app.citizen.income import add_months
from app.citizen.model.sections import PersonFacts, TimelineKind
from tests.app.desk import person
from tests.app.test_income import FIRST, TODAY, line, statement


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
