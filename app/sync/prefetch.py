"""Today's citizens made ready before they come, so that their appointments go on when a register or the network fails.

Polite to the registers: one request at a time with a gap between, none while somebody at this desk waits for an
answer, so many and so long a round, and nothing that is fresh enough. The nearest appointment comes first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.access.model import Errand, Section
from app.access.purpose import state_purpose
from app.access.viewer import Viewer
from app.citizen.ahead import Readiness, fetch_ahead
from app.citizen.lookup import Sources
from app.counter.agenda import AgendaDay, KeptAgenda
from app.counter.port import Appointment
from app.cpr import CprNumber
from app.errors import UserError
from app.population.model import Hit

_log = logging.getLogger(__name__)
_EVERY: Final = 300.0
"""Seconds between two rounds."""
_MOST_REQUESTS: Final = 200
_LONGEST: Final = 600.0

Pause = Callable[[float], bool]
"""Waits so many seconds; False when nobody wants to hear more."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of today's agenda. `errand` is None where the agenda names one that is not known here.

    `name` is empty for whoever is protected, shielded or not in the extract, and without a role or past the lease.
    """

    appointment: Appointment
    errand: Errand | None
    name: str
    readiness: Readiness


@dataclass(frozen=True, slots=True)
class Today:
    """The agenda as read at `as_of`. With `failure` it did not answer last time."""

    expected: tuple[Expected, ...]
    as_of: datetime
    failure: UserError | None = None


class Prefetch:
    """`named` gives the extract's line on a person, `is_open` whether the desk's files and extract are. `gap` is in
    seconds."""

    def __init__(
        self,
        agenda: KeptAgenda,
        errands: Collection[Errand],
        viewer: Viewer,
        sources: Sources,
        *,
        named: Callable[[CprNumber], Hit | None],
        is_open: Callable[[], bool],
        gap: float = 0.5,
    ) -> None:
        self._agenda = agenda
        self._errands = {errand.key: errand for errand in errands}
        self._viewer = viewer
        self._sources = sources
        self._named = named
        self._is_open = is_open
        self._gap = gap

    def days(self, pause: Pause) -> Iterator[Today]:
        """Today, and again whenever it looks otherwise, round after round. Blocks; made for a thread of its own."""
        known: dict[str, Readiness] = {}
        while True:
            if self._is_open():
                try:
                    yield from self._round(pause, known)
                except UserError as error:
                    _log.warning("nothing more is fetched ahead now: %s", error.code)
            if not pause(_EVERY):
                return

    def _round(self, pause: Pause, known: dict[str, Readiness]) -> Iterator[Today]:
        """`known` is what the last round found, by appointment: what lies here already counts before anything is
        asked, so that a name which CPR protects is never listed for a moment."""
        read = self._agenda.today()
        for appointment in read.appointments:
            if appointment.id not in known:
                known[appointment.id] = self._made_ready(appointment, _never)
        yield self._today(read, known)
        pace = _Pace(lambda: pause(self._gap) and self._is_open(), self._sources)
        for appointment in self._ahead(read.appointments):
            before, ready = known[appointment.id], self._made_ready(appointment, pace.may_ask)
            if not self._is_open():
                return  # what was found while the files shut tells nothing
            known[appointment.id] = ready
            if ready != before:
                yield self._today(read, known)

    def _ahead(self, appointments: Collection[Appointment]) -> list[Appointment]:
        """Those that are not over, the nearest first."""
        now = self._sources.clock.now()
        return sorted((a for a in appointments if a.ends > now), key=lambda appointment: appointment.at)

    def _made_ready(self, appointment: Appointment, may_ask: Callable[[], bool]) -> Readiness:
        errand = self._errands.get(appointment.errand)
        if errand is None:
            return Readiness(lacking=tuple(Section))
        purpose = state_purpose(errand, self._sources.clock, contact=appointment.id)
        return fetch_ahead(appointment.citizen, purpose, self._viewer, self._sources, may_ask=may_ask)

    def _today(self, read: AgendaDay, known: dict[str, Readiness]) -> Today:
        rows = tuple(self._line(appointment, known[appointment.id]) for appointment in read.appointments)
        return Today(rows, read.as_of, read.failure)

    def _line(self, appointment: Appointment, readiness: Readiness) -> Expected:
        name = "" if readiness.protected else self._name(appointment.citizen)
        return Expected(appointment, self._errands.get(appointment.errand), name, readiness)

    def _name(self, citizen: CprNumber) -> str:
        try:
            if self._sources.access.extract_refusal() is not None:
                return ""
            hit = self._named(citizen)
            is_withheld = hit is not None and hit.cpr in self._sources.access.withheld()
        except UserError as error:  # a damaged extract costs the names, never the agenda
            _log.warning("names not read: %s", error.code)
            return ""
        return hit.name if hit is not None and not hit.protected and not is_withheld else ""


def _never() -> bool:
    return False


class _Pace:
    """How one round asks. `gap` waits between two requests, and says whether to go on."""

    def __init__(self, gap: Callable[[], bool], sources: Sources) -> None:
        self._gap = gap
        self._sources = sources
        self._left = _MOST_REQUESTS
        self._until = sources.clock.monotonic() + _LONGEST

    def may_ask(self) -> bool:
        """After the gap, and when nobody waits. False once the round has asked enough, or the desk is locked."""
        while self._left and self._sources.clock.monotonic() < self._until:
            if not self._gap():
                self._left = 0
            elif not self._sources.attention.is_held:
                self._left -= 1
                return True
        return False
