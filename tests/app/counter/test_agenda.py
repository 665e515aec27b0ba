"""The day's appointments outlive the agenda they came from, for that day only, and encrypted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.keychain.training import TrainingKeys
from app.counter.agenda import KeptAgenda
from app.counter.port import Appointment
from app.store.desk import DeskStore
from tests.app.counter.booked import Booked, appointment
from tests.app.desk import CITIZEN, SPOUSE, StandingClock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DeskStore]:
    made = DeskStore(tmp_path, TrainingKeys())
    made.open()
    yield made
    made.lock()


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def booked(clock: StandingClock) -> Booked:
    return Booked(appointment(CITIZEN, clock.now()), appointment(SPOUSE, clock.now() + timedelta(hours=1), "flytning"))


def test_what_the_agenda_says_now_counts(store: DeskStore, clock: StandingClock, booked: Booked) -> None:
    kept = KeptAgenda(booked, store.cache, clock)
    kept.today()
    clock.advance(timedelta(minutes=5))
    booked.appointments = booked.appointments[:1]
    day = kept.today()
    assert (day.appointments, day.as_of, day.failure) == (booked.appointments, clock.now(), None)


def test_an_agenda_out_of_reach_is_as_it_was_also_after_a_new_start(
    store: DeskStore, clock: StandingClock, booked: Booked
) -> None:
    read = KeptAgenda(booked, store.cache, clock).today()
    clock.advance(timedelta(hours=2))
    booked.is_away = True
    day = KeptAgenda(booked, store.cache, clock).today()
    assert (day.appointments, day.as_of) == (read.appointments, read.as_of)
    assert day.failure is not None
    assert day.failure.code == "training-unavailable"


def test_another_days_agenda_is_not_shown_and_not_kept(store: DeskStore, clock: StandingClock, booked: Booked) -> None:
    kept = KeptAgenda(booked, store.cache, clock)
    kept.today()
    booked.is_away = True
    clock.advance(timedelta(hours=12))
    assert kept.today().appointments == ()
    with store.cache.read() as connection:
        assert connection.execute("SELECT count(*) FROM agenda").fetchone() == (0,)


def test_a_locked_desk_costs_what_is_kept_and_no_more(store: DeskStore, clock: StandingClock, booked: Booked) -> None:
    kept = KeptAgenda(booked, store.cache, clock)
    store.lock()
    assert kept.today().appointments == booked.appointments
    booked.is_away = True
    assert kept.today().appointments == ()


def test_an_appointment_is_printed_without_number_and_without_words() -> None:
    said = repr(appointment(CITIZEN, StandingClock().now()))
    assert CITIZEN.digits not in said
    assert "telefonen" not in said
    assert isinstance(appointment(CITIZEN, StandingClock().now()), Appointment)
