"""Roles confirmed by an answer, and never by starting again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from adapters.keychain.system import SystemKeychain
from adapters.keychain.training import TrainingKeys
from app.access.control import AccessControl, KnownPeople
from app.access.lease import CONFIRMED, Lease
from app.access.roles import VerifiedRoles
from app.citizen.lookup import look_up
from app.citizen.port import DwellingQuery, FailureKind, PersonQuery, RegisterKey
from app.errors import UserError
from tests.adapters.keychain.backends import Vault, chosen
from tests.app.desk import ADDRESS_ID, CITIZEN, Desk, StandingClock, dwelling, person, roles


def test_a_start_without_a_connection_confirms_nothing(tmp_path: Path) -> None:
    clock = StandingClock()
    with chosen(Vault()):
        keys = SystemKeychain(tmp_path)
        first = Lease(keys, clock)
        set_up = first.confirmed_at
        assert set_up == clock.now()
        clock.advance(timedelta(hours=13))
        assert first.confirmed_at == set_up
        clock.advance(timedelta(minutes=1))
        assert Lease(keys, clock).confirmed_at == set_up
        first.confirm()
        answered = clock.now()
        clock.advance(timedelta(minutes=1))
        assert Lease(keys, clock).confirmed_at == answered


def test_what_is_not_understood_opens_nothing(tmp_path: Path) -> None:
    clock = StandingClock()
    with chosen(Vault()):
        keys = SystemKeychain(tmp_path)
        keys.write(CONFIRMED, "yesterday")
        assert clock.now() - Lease(keys, clock).confirmed_at > timedelta(days=365)


def test_every_answer_of_a_register_that_knows_the_employee_confirms_and_no_other() -> None:
    desk = Desk()
    confirmed: list[datetime] = []
    desk.sources.access.confirm = lambda: confirmed.append(desk.clock.now())

    def walk() -> int:
        confirmed.clear()
        list(look_up(CITIZEN, desk.purpose("boligstoette"), desk.viewer, desk.sources, refresh=tuple(RegisterKey)))
        return len(confirmed)

    assert walk() == 0
    desk.tables[RegisterKey.CPR].answers[PersonQuery(CITIZEN)] = person()
    assert walk() == 1
    desk.tables[RegisterKey.BBR].answers[DwellingQuery(ADDRESS_ID)] = dwelling()
    assert walk() == 1
    assert desk.tables[RegisterKey.BBR].asked != []
    desk.tables[RegisterKey.CPR].failing = FailureKind.UNREACHABLE
    assert walk() == 0, "BBR answers, and knows nobody"


class Restarted:
    """A desk that is started again and again with one key store, on a clock that is turned by hand."""

    def __init__(self) -> None:
        self.clock = StandingClock()
        self.keys = TrainingKeys()
        self.start()

    def start(self) -> None:
        self.lease = Lease(self.keys, self.clock)
        self.access = AccessControl(
            roles=lambda: VerifiedRoles(roles(), self.lease.confirmed_at),
            people=lambda: KnownPeople(own=None),
            extract=lambda: None,
            clock=self.clock,
        )
        self.look()

    def look(self) -> bool:
        """Whether what is kept here opens."""
        return self.access.extract_refusal() is None

    def turn(self, step: timedelta) -> None:
        self.clock._now += step


def test_the_clock_turned_back_before_a_start_reopens_nothing() -> None:
    desk = Restarted()
    desk.clock.advance(timedelta(hours=13))
    assert not desk.look()
    desk.turn(-timedelta(hours=10))
    desk.start()
    assert not desk.look()
    desk.lease.confirm()
    assert desk.look()
    desk.start()
    assert desk.look()


def test_the_hours_worked_after_the_clock_was_turned_back_count_too() -> None:
    desk = Restarted()
    desk.clock.advance(timedelta(hours=6))
    assert desk.look()
    desk.turn(-timedelta(hours=6))
    desk.clock.advance(timedelta(hours=5))
    assert desk.look()
    desk.turn(-timedelta(hours=5))
    desk.start()
    assert desk.look(), "eleven hours so far"
    desk.clock.advance(timedelta(hours=1))
    assert not desk.look()


def test_starting_again_within_the_minute_and_turning_back_costs_the_minute() -> None:
    desk = Restarted()
    starts = 0
    while desk.look():
        desk.start()
        starts += 1
        assert starts <= 12 * 60
    assert starts > 12 * 60 - 3


def test_the_key_store_is_written_once_a_minute_at_most() -> None:
    desk = Restarted()
    written = kept(desk)
    for _ in range(59):
        desk.clock.advance(timedelta(seconds=1))
        desk.look()
    assert kept(desk) == written
    desk.clock.advance(timedelta(seconds=1))
    desk.look()
    assert kept(desk) != written


def kept(desk: Restarted) -> str | None:
    return desk.keys.read(CONFIRMED)


def test_what_an_earlier_version_kept_is_understood() -> None:
    desk = Restarted()
    desk.keys.write(CONFIRMED, (desk.clock.now() - timedelta(hours=3)).isoformat())
    desk.start()
    assert desk.clock.now() - desk.lease.confirmed_at == timedelta(hours=3)


def test_a_key_store_that_does_not_answer_at_the_start_keeps_what_it_has() -> None:
    desk = Restarted()
    written, read = kept(desk), desk.keys.read

    def away(name: str) -> str | None:
        raise UserError("keys-unavailable")

    desk.keys.read = away  # type: ignore[method-assign] # it comes back later
    desk.start()
    assert not desk.look()
    desk.keys.read = read  # type: ignore[method-assign]
    desk.clock.advance(timedelta(minutes=2))
    assert not desk.look()
    assert kept(desk) == written
    desk.start()
    assert desk.look()
