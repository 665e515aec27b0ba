"""Today's appointments, kept in the desk's encrypted cache for when the agenda itself is out of reach."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from app.clock import Clock, danish_day
from app.counter.port import Agenda, Appointment
from app.decoding import decoder
from app.errors import UserError
from app.store.port import DeskFile

_log = logging.getLogger(__name__)
_APPOINTMENTS: Final = decoder(tuple[Appointment, ...])


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """Today's appointments as read at `as_of`. With `failure` the agenda did not answer now."""

    appointments: tuple[Appointment, ...]
    as_of: datetime
    failure: UserError | None = None


class KeptAgenda:
    """Reads the agenda, and gives what it last said of today where it does not answer."""

    def __init__(self, agenda: Agenda, file: DeskFile, clock: Clock) -> None:
        self._agenda = agenda
        self._file = file
        self._clock = clock

    def today(self) -> AgendaDay:
        """Blocks. Never raises: a day that nobody could tell has no appointments and says why."""
        try:
            appointments = self._agenda.today()
        except UserError as failure:
            _log.warning("agenda not read: %s", failure.code)
            return self._kept(failure)
        day = AgendaDay(appointments, self._clock.now())
        self._keep(day)
        return day

    def _kept(self, failure: UserError) -> AgendaDay:
        now = self._clock.now()
        try:
            with self._file.write() as connection:
                connection.execute("DELETE FROM agenda WHERE day <> ?", (_day(now),))
                row = connection.execute("SELECT as_of, appointments FROM agenda").fetchone()
            if row is not None:
                return AgendaDay(_APPOINTMENTS.decode(row[1]), datetime.fromisoformat(row[0]), failure)
        except UserError as error:
            _log.warning("kept agenda not read: %s", error.code)
        except msgspec.DecodeError:
            _log.warning("kept agenda is of another form")  # an older program's
        return AgendaDay((), now, failure)

    def _keep(self, day: AgendaDay) -> None:
        row = _day(day.as_of), day.as_of.isoformat(), msgspec.json.encode(day.appointments).decode()
        try:
            with self._file.write() as connection:
                connection.execute("DELETE FROM agenda")
                connection.execute("INSERT INTO agenda VALUES (?, ?, ?)", row)
        except UserError as error:
            _log.warning("agenda not kept: %s", error.code)


def _day(instant: datetime) -> str:
    return danish_day(instant).isoformat()
