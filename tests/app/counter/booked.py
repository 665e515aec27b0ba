"""An agenda that says what it is told to say."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from app.counter.port import Appointment
from app.cpr import CprNumber
from app.errors import UserError


class Booked:
    """`appointments` until `is_away`."""

    def __init__(self, *appointments: Appointment) -> None:
        self.appointments = appointments
        self.is_away = False

    def today(self) -> tuple[Appointment, ...]:
        if self.is_away:
            raise UserError("training-unavailable")
        return self.appointments


_numbers = count(1)


def appointment(citizen: CprNumber, at: datetime, errand: str = "pas") -> Appointment:
    return Appointment(f"A{next(_numbers)}", at, timedelta(minutes=30), citizen, errand, "Som aftalt i telefonen")
