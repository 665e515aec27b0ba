"""The last day of a deadline, counted as its law counts: from the day of what happened, which is not counted itself.

A day is a day of the calendar, also where it falls on a Sunday. Only a law that says working days leaves some out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

import msgspec

from app.calendar import add_working_days, months_after

_Count = Annotated[int, msgspec.Meta(ge=0)]


class Event(StrEnum):
    """What a deadline is counted from."""

    MOVE = "flytning"
    MARRIAGE = "vielse"
    DEATH = "doedsfald"
    PENSION_AGE = "pensionsalder"
    REQUEST = "anmodning"
    """A request has come in."""
    DECISION = "afgoerelse"
    """A decision has reached the citizen."""


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"since": "from"}):
    """So much after `since`: of one unit, or until the end of its month."""

    since: Event
    days: _Count = 0
    working_days: _Count = 0
    weeks: _Count = 0
    months: _Count = 0
    month_end: bool = False

    def __post_init__(self) -> None:
        if sum(map(bool, (self.days, self.working_days, self.weeks, self.months, self.month_end))) != 1:
            raise ValueError("counts in one unit")  # read from data: msgspec says where

    def last_day(self, day: date, shut: Collection[date] = ()) -> date:
        """Counted from `day`. Months end on the same date, or on the last of a month that is too short for it. `shut`
        are days the municipality keeps shut."""
        if self.working_days:
            return add_working_days(day, self.working_days, shut)
        if self.month_end:
            return months_after(day.replace(day=1), 1) - timedelta(1)
        if self.months:
            return months_after(day, self.months)
        return day + timedelta(days=self.days, weeks=self.weeks)


def due(counted: Counted | None, days: Mapping[Event, date]) -> date | None:
    """The last day, None where the law's way of counting or the day it counts from is not known."""
    day = days.get(counted.since) if counted is not None else None
    return None if counted is None or day is None else counted.last_day(day)
