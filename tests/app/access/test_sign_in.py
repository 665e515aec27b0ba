"""Roles from the municipality's sign-in: taken while the token holds, under the lease from then on, never twice."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.keychain.training import TrainingKeys
from adapters.serviceplatform.assertion import read_assertion
from app.access.control import AccessControl, KnownPeople
from app.access.decide import Denied
from app.access.lease import Lease
from app.access.model import Rule, Section
from app.access.roles import SystemRole
from app.access.sign_in import TAKEN, TokenRoles
from app.access.trace import TraceEvent
from app.citizen.lookup import look_up
from app.citizen.model.sections import State
from app.citizen.port import PersonQuery, RegisterKey
from app.errors import UserError
from tests.adapters.serviceplatform.tokens import NOW, assertion, signed, trust
from tests.app.desk import CITIZEN, Desk, StandingClock, person

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class SignedIn:
    """A desk where somebody signs in, and starts the program again. `file` is where the token is put."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "token.xml"
        self.clock = StandingClock(NOW)
        self.keys = TrainingKeys()
        self._puts = 0
        self.start()

    def start(self) -> None:
        self.lease = Lease(self.keys, self.clock)
        self.roles = TokenRoles(
            self.file,
            lambda content: read_assertion(content, trust(), self.clock.now()),
            lease=self.lease,
            keys=self.keys,
            clock=self.clock,
        )

    def put(self, content: bytes) -> bytes:
        self.file.write_bytes(content)
        self._puts += 1
        os.utime(self.file, ns=(self._puts, self._puts))  # as a file system with coarse times would not show it
        return content

    def sign_in(self, identity: str = "_a", lasts: timedelta = HOUR) -> bytes:
        text = assertion(identity=identity, issued=self.clock.now(), lasts=lasts)
        return self.put(signed(text, identity=identity))

    def age(self) -> timedelta:
        return self.clock.now() - self.roles().verified_at

    def refused(self) -> str:
        with pytest.raises(UserError) as error:
            self.roles()
        return error.value.code


@pytest.fixture
def desk(tmp_path: Path) -> SignedIn:
    return SignedIn(tmp_path)


def test_a_token_brings_the_roles_it_carries(desk: SignedIn) -> None:
    desk.sign_in()
    verified = desk.roles()
    assert [role.kind for role in verified.roles] == [SystemRole.CASEWORKER]
    assert (verified.verified_at, verified.by_token) == (NOW, True)


def test_nobody_is_let_in_without_a_token(desk: SignedIn) -> None:
    assert desk.refused() == "token-missing"
    desk.sign_in()
    desk.roles()
    desk.file.unlink()
    assert desk.refused() == "token-missing"


def test_a_token_is_read_again_when_it_changes(desk: SignedIn) -> None:
    desk.sign_in()
    desk.roles()
    desk.put(b"ikke et bevis")
    assert desk.refused() == "token-malformed"
    assert desk.refused() == "token-malformed"
    desk.clock.advance(MINUTE)
    desk.sign_in("_b")
    assert desk.age() == timedelta(0)


def test_a_file_too_long_for_a_token_is_not_read(desk: SignedIn) -> None:
    desk.put(desk.sign_in() + b" " * 1_000_000)
    assert desk.refused() == "token-malformed"


@pytest.mark.parametrize(
    ("ahead", "code"),
    [
        (-5 * MINUTE, ""),
        (-5 * MINUTE - timedelta(seconds=1), "token-early"),
        (HOUR, ""),
        (HOUR + 5 * MINUTE, "token-expired"),
    ],
)
def test_a_token_counts_from_when_it_says_until_when_it_says_give_or_take_five_minutes(
    desk: SignedIn, ahead: timedelta, code: str
) -> None:
    desk.sign_in()
    desk.clock.advance(ahead)
    assert (desk.refused() if code else "") == code
    if not code:
        assert desk.age() == timedelta(0)


def test_a_token_that_was_taken_goes_on_past_its_end_and_a_new_start_and_is_no_younger_for_it(desk: SignedIn) -> None:
    desk.sign_in()
    desk.roles()
    desk.clock.advance(HOUR + 30 * MINUTE)
    assert desk.age() == HOUR + 30 * MINUTE
    desk.start()
    assert HOUR + 30 * MINUTE <= desk.age() <= HOUR + 31 * MINUTE, "each start costs the minute it began in"


def test_a_token_that_still_holds_is_no_new_sign_in(desk: SignedIn) -> None:
    content = desk.sign_in(lasts=timedelta(hours=10))
    desk.roles()
    desk.clock.advance(5 * HOUR)
    desk.start()
    assert desk.age() >= 5 * HOUR
    desk.put(content + b"\n")
    assert desk.age() >= 5 * HOUR


@pytest.mark.parametrize("turn", [timedelta(0), -4 * HOUR])
def test_an_old_token_put_back_is_refused_whatever_the_clock_says(desk: SignedIn, turn: timedelta) -> None:
    first = desk.sign_in()
    desk.roles()
    desk.clock.advance(4 * HOUR)
    desk.sign_in("_b")
    desk.roles()
    desk.clock.advance(turn)
    desk.put(first)
    assert desk.refused() == "token-expired"
    desk.start()
    assert desk.refused() == "token-expired"


def test_turning_the_clock_back_does_not_renew_a_token(desk: SignedIn) -> None:
    desk.sign_in()
    desk.roles()
    desk.clock.advance(2 * HOUR)
    desk.roles()
    desk.clock.advance(-2 * HOUR)
    desk.start()
    assert desk.age() >= 2 * HOUR


def test_what_the_key_store_says_of_the_last_token_is_not_needed_for_one_that_holds(desk: SignedIn) -> None:
    desk.keys.write(TAKEN, "yesterday")
    desk.sign_in()
    assert desk.age() == timedelta(0)
    desk.keys.write(TAKEN, "yesterday")
    desk.clock.advance(2 * HOUR)
    desk.start()
    assert desk.refused() == "token-expired"


class Counter:
    """Registers that answer, and an employee who signs in."""

    def __init__(self, folder: Path) -> None:
        self.signed_in = SignedIn(folder)
        self.desk = Desk()
        self.desk.tables[RegisterKey.CPR].answers = {PersonQuery(CITIZEN): person()}

    def person(self) -> tuple[State, object]:
        access = AccessControl(
            roles=self.signed_in.roles,
            people=lambda: KnownPeople(own=None),
            extract=lambda: None,
            clock=self.signed_in.clock,
        )
        sources = replace(self.desk.sources, access=access)
        purpose = self.desk.purpose("kontanthjaelp")
        *_, last = look_up(CITIZEN, purpose, self.desk.viewer, sources, only=(Section.PERSON,))
        return last.state, last.refusal


def test_past_the_lease_a_register_that_answers_opens_nothing_until_somebody_signs_in_again(tmp_path: Path) -> None:
    """An answer confirms what is configured; who has signed in is for the sign-in to say."""
    counter = Counter(tmp_path)
    counter.signed_in.sign_in()
    assert counter.person() == (State.FRESH, None)
    counter.signed_in.clock.advance(12 * HOUR)
    assert counter.person() == (State.DENIED, Denied(Rule.ROLES_EXPIRED))
    counter.signed_in.sign_in("_b")
    assert counter.person()[1] is None


def test_a_look_up_without_a_token_is_traced_as_refused(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    with pytest.raises(UserError, match="token-missing"):
        counter.person()
    (line,) = counter.desk.trace.lines
    assert (line.event, line.subject, line.result) == (TraceEvent.REFUSED, CITIZEN, "token-missing")
    assert counter.desk.tables[RegisterKey.CPR].asked == []


def test_roles_that_nobody_gives_are_none_and_endlessly_old(desk: SignedIn) -> None:
    access = AccessControl(
        roles=desk.roles, people=lambda: KnownPeople(own=None), extract=lambda: None, clock=desk.clock
    )
    assert (access.roles(), access.role_age()) == ((), timedelta.max)
