"""What a section's state lets be seen, and of whom: each is a line of the trace before the state is shown. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.sections import (
    DwellingFacts,
    PersonFacts,
    Relative,
    SectionState,
    SectionValue,
    State,
    Timeline,
)
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from app.population.model import Resident

EXTRACT: Final = "extract"
_SOURCE: Final = {
    Section.PERSON: RegisterKey.CPR,
    Section.DWELLING: RegisterKey.BBR,
    Section.INCOME: RegisterKey.EINDKOMST,
    Section.BENEFITS: RegisterKey.BENEFITS,
    Section.CASES: RegisterKey.ARCHIVE,
    Section.HISTORY: RegisterKey.CPR,
}
"""The register a section is first of all drawn from."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Something about to be shown, or said to be refused; the fields are those of `TraceLine`."""

    event: TraceEvent
    section: Section
    source: str
    result: str
    relative: CprNumber | None = None
    offline: bool = False
    protected: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it another sight than those before it in a look-up: a relative is seen once, whatever section."""
        return self.event, self.relative or self.section, self.source, self.offline


def sights(state: SectionState, citizen: CprNumber, *, asked_at: datetime, today: date) -> Iterator[Sight]:
    """Of the section itself, of how its source failed, and of each person shown with the citizen.

    What was fetched before `asked_at` lay on this desk and is offline.
    """
    if state.value is not None:
        yield Sight(
            TraceEvent.SHOWN,
            state.section,
            _SOURCE[state.section],
            state.state,
            offline=_is_offline(state.as_of, asked_at),
            protected=_is_protected(state.value, today),
        )
    if state.refusal is not None:
        yield Sight(TraceEvent.REFUSED, state.section, "", state.refusal.rule)
    if state.problem is not None:
        yield Sight(TraceEvent.REFUSED, state.section, state.problem.register, state.problem.kind)
    for relative in _relatives(state.value):
        yield from _of_relative(relative, state.section, asked_at, today)
    for resident in _residents(state.value, citizen):
        yield Sight(TraceEvent.SHOWN, state.section, EXTRACT, "resident", resident.cpr, offline=True)


def _of_relative(relative: Relative, section: Section, asked_at: datetime, today: date) -> Iterator[Sight]:
    if relative.cpr is None:
        return
    if relative.person is not None:
        yield Sight(
            TraceEvent.SHOWN,
            section,
            RegisterKey.CPR,
            relative.state,
            relative.cpr,
            offline=_is_offline(relative.as_of, asked_at),
            protected=relative.person.is_protected(today),
        )
    if relative.refusal is not None:
        yield Sight(TraceEvent.REFUSED, section, "", relative.refusal.rule, relative.cpr)
    elif relative.state in (State.FAILED, State.DENIED):
        result = relative.state if relative.problem is None else relative.problem.kind
        yield Sight(TraceEvent.REFUSED, section, RegisterKey.CPR, result, relative.cpr)


def _relatives(value: SectionValue | None) -> tuple[Relative, ...]:
    return value.relatives if isinstance(value, PersonFacts | Timeline) else ()


def _residents(value: SectionValue | None, citizen: CprNumber) -> Iterator[Resident]:
    """The others whom the list of residents names; who is protected there is nobody in particular."""
    if isinstance(value, DwellingFacts):
        yield from (r for r in value.residents or () if not r.protected and r.cpr != citizen)


def _is_offline(as_of: datetime | None, asked_at: datetime) -> bool:
    return as_of is not None and as_of < asked_at


def _is_protected(value: SectionValue, today: date) -> bool:
    if isinstance(value, PersonFacts):
        return value.person.is_protected(today)
    return isinstance(value, DwellingFacts) and value.protected
