"""Who has booked an hour at Fjordby's counter on the reference date: the named people's stories and some others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from adapters.training.draws import Stream
from adapters.training.people import Citizen
from adapters.training.resources import load

T = TypeVar("T")

_STREAM: Final = 91
_STORIES, _OTHERS = 10, 3
_OPENS, _LAST = time(9, 0), time(15, 30)
_PAUSES: Final = (0, 0, 5, 15)
_TRIES: Final = 50
_COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """`at` in Danish time; `errand` and `subject` in the words of the citizens' booking."""

    id: str
    at: datetime
    minutes: int
    cpr: str
    errand: str
    subject: str


def appointments(
    seed: int, reference: date, numbers: dict[str, str], somebody: Callable[[Stream], Citizen | None]
) -> tuple[AppointmentRow, ...]:
    """In the order of the day. `numbers` are the named people's; `somebody` draws any citizen, if there are others."""
    stream, booked = Stream(seed, _STREAM, reference.toordinal()), load("appointments")
    stories = _shuffled(booked["story"], stream)[:_STORIES]
    visits = [(numbers[story["person"]], story) for story in stories]
    visits += _others(_shuffled(booked["other"], stream)[:_OTHERS], reference, stream, somebody)
    return tuple(_placed(_shuffled(visits, stream), reference, stream))


def _others(
    errands: Sequence[dict[str, Any]],
    reference: date,
    stream: Stream,
    somebody: Callable[[Stream], Citizen | None],
) -> Iterator[tuple[str, dict[str, Any]]]:
    drawn: set[str] = set()
    for errand in errands:
        for _ in range(_TRIES):
            citizen = somebody(stream)
            if citizen is not None and citizen.cpr not in drawn and _fits(citizen, reference, errand):
                drawn.add(citizen.cpr)
                yield citizen.cpr, errand
                break


def _fits(citizen: Citizen, reference: date, errand: dict[str, Any]) -> bool:
    years = (reference - citizen.born).days * 4 // 1461
    return bool(citizen.status == "01" and errand["from"] <= years <= errand["to"])


def _placed(visits: Sequence[tuple[str, dict[str, Any]]], reference: date, stream: Stream) -> Iterator[AppointmentRow]:
    at = datetime.combine(reference, _OPENS, _COPENHAGEN)
    for number, (cpr, visit) in enumerate(visits, start=1):
        at += timedelta(minutes=stream.pick(_PAUSES))
        if at.time() > _LAST:
            return
        yield AppointmentRow(
            f"{reference:%y%m%d}-{number:02}", at, visit["minutes"], cpr, visit["errand"], visit["subject"]
        )
        at += timedelta(minutes=visit["minutes"])


def _shuffled(values: Sequence[T], stream: Stream) -> list[T]:
    left = list(values)
    return [left.pop(stream.below(len(left))) for _ in range(len(left))]
