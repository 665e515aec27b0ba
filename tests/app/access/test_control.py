"""What a request is made of: numbers in force, the lists, the extract, and an age no clock can shorten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.access.control import AccessControl, KnownPeople
from app.access.decide import AccessRequest, Denied, Protection, Relation, refusal
from app.access.model import Rule
from app.access.purpose import state_purpose
from app.access.roles import VerifiedRoles
from app.cpr import CprNumber
from app.population.index import PopulationIndex, build_index
from tests.app.desk import ERRANDS, StandingClock, access_of, roles
from tests.app.population.conftest import person

OWN, CITIZEN, OLD = CprNumber("0702614075"), CprNumber("0305594077"), CprNumber("0906174072")
PURPOSE = state_purpose(ERRANDS["pas"], StandingClock(), contact="A17")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[PopulationIndex]:
    clock = StandingClock()
    people = (
        person(OWN.digits, "Lise Nord"),
        replace(person(CITIZEN.digits, "Karen Holm"), protected=True),
        replace(person(OLD.digits, "Karen Holm"), current=CITIZEN, status=60),
    )
    build_index(tmp_path / "population.db", people, None, produced=clock.now().date(), municipality="0999")
    index = PopulationIndex(tmp_path / "population.db", clock, None)
    yield index
    index.close()


def request(people: KnownPeople, index: PopulationIndex | None, citizen: CprNumber = CITIZEN) -> AccessRequest:
    return access_of(StandingClock(), people, lambda: index).request(citizen, PURPOSE)


def test_the_lists_hold_for_an_old_number_too(index: PopulationIndex) -> None:
    some = frozenset({CITIZEN})
    made = request(KnownPeople(OWN, colleagues=some, shielded=some), index, OLD)
    assert (made.is_colleague, made.is_shielded, made.protection) == (True, True, Protection.ADDRESS)
    assert request(KnownPeople(OWN, threatened=some), index, OLD).protection is Protection.STRICT
    assert request(KnownPeople(CITIZEN), index, OLD).relations == {Relation.SELF}


def test_without_an_extract_one_still_knows_oneself_and_nobody_else() -> None:
    assert request(KnownPeople(OWN), None, OWN).relations == {Relation.SELF}
    assert request(KnownPeople(OWN), None).relations == {Relation.UNKNOWN}


def test_with_an_extract_that_cannot_be_read_every_address_is_protected(index: PopulationIndex) -> None:
    index.close()
    made = request(KnownPeople(OWN), index)
    assert made.relations == {Relation.UNKNOWN}
    assert made.protection is Protection.ADDRESS
    assert request(KnownPeople(OWN), index, OWN).relations == {Relation.SELF}


def test_no_number_stands_in_what_is_printed() -> None:
    people = KnownPeople(OWN, frozenset({CITIZEN}), frozenset({CITIZEN}), frozenset({OLD}))
    assert not any(number.digits[:6] in repr(people) for number in (OWN, CITIZEN, OLD))


class Lease:
    """Roles verified once, on a clock that is moved by hand; `wall` alone moves what the computer says it is."""

    def __init__(self) -> None:
        self.clock = StandingClock()
        self.verified_at = self.clock.now()
        self.access = AccessControl(
            roles=lambda: VerifiedRoles(roles(), self.verified_at),
            people=lambda: KnownPeople(OWN),
            extract=lambda: None,
            clock=self.clock,
        )

    def turn_clock(self, step: timedelta) -> None:
        self.clock._now += step

    def holds(self) -> bool:
        refused = refusal(replace(self.access.request(CITIZEN, PURPOSE), offline=True))
        assert refused in (None, Denied(Rule.ROLES_EXPIRED))
        return refused is None


@pytest.fixture
def lease() -> Lease:
    lease = Lease()
    assert lease.holds()
    return lease


def test_offline_reads_stop_twelve_hours_after_the_roles_were_verified(lease: Lease) -> None:
    lease.clock.advance(timedelta(hours=12) - timedelta(seconds=1))
    assert lease.holds()
    lease.clock.advance(timedelta(seconds=1))
    assert not lease.holds()
    lease.verified_at = lease.clock.now()
    assert lease.holds()


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(hours=11), timedelta(hours=26)])
def test_turning_the_clock_back_gains_nothing(lease: Lease, back: timedelta) -> None:
    lease.clock.advance(timedelta(hours=11, minutes=59))
    lease.holds()
    lease.turn_clock(-back)
    lease.clock.advance(timedelta(minutes=2))
    assert not lease.holds()


def test_a_jump_ahead_ends_the_lease_only_while_it_lasts(lease: Lease) -> None:
    lease.turn_clock(timedelta(hours=26))
    assert not lease.holds()
    lease.turn_clock(-timedelta(hours=26))
    assert lease.holds()


def test_roles_dated_by_a_clock_a_little_ahead_count_and_those_from_tomorrow_do_not(lease: Lease) -> None:
    lease.verified_at += timedelta(minutes=4)
    assert lease.holds()
    lease.verified_at += timedelta(hours=26)
    assert not lease.holds()


def test_the_viewer_s_roles_are_told() -> None:
    assert [role.kind for role in access_of(StandingClock(), KnownPeople(OWN), lambda: None).roles()] == [
        "sagsbehandler"
    ]
