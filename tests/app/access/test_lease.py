"""Roles confirmed by an answer, and never by starting again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from adapters.keychain.system import SystemKeychain
from app.access.lease import CONFIRMED, Lease
from app.citizen.lookup import look_up
from app.citizen.port import PersonQuery, RegisterKey
from tests.adapters.keychain.backends import Vault, chosen
from tests.app.desk import CITIZEN, Desk, StandingClock, person


def test_a_start_without_a_connection_confirms_nothing(tmp_path: Path) -> None:
    clock = StandingClock()
    with chosen(Vault()):
        keys = SystemKeychain(tmp_path)
        first = Lease(keys, clock)
        set_up = first.confirmed_at
        assert set_up == clock.now()
        clock.advance(timedelta(hours=13))
        assert first.confirmed_at == set_up
        assert Lease(keys, clock).confirmed_at == set_up
        first.confirm()
        assert Lease(keys, clock).confirmed_at == clock.now()


def test_what_is_not_understood_opens_nothing(tmp_path: Path) -> None:
    clock = StandingClock()
    with chosen(Vault()):
        keys = SystemKeychain(tmp_path)
        keys.write(CONFIRMED, "yesterday")
        assert clock.now() - Lease(keys, clock).confirmed_at > timedelta(days=365)


def test_every_answer_of_a_register_confirms_and_no_failure_does() -> None:
    desk = Desk()
    confirmed: list[datetime] = []
    desk.sources.access.confirm = lambda: confirmed.append(desk.clock.now())
    list(look_up(CITIZEN, desk.purpose("pas"), desk.viewer, desk.sources))
    assert not confirmed
    desk.tables[RegisterKey.CPR].answers[PersonQuery(CITIZEN)] = person()
    list(look_up(CITIZEN, desk.purpose("pas"), desk.viewer, desk.sources))
    assert confirmed
