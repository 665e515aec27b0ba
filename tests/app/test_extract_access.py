"""The extract lies on the desk, and answers those alone who have a role that somebody confirmed lately."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.access.control import AccessControl, KnownPeople
from app.access.decide import LEASE
from app.access.model import Rule, Section
from app.access.roles import VerifiedRoles
from app.access.trace import TraceEvent
from app.citizen.lookup import look_up
from app.citizen.model.person import AddressKey
from app.citizen.model.sections import DwellingFacts
from app.citizen.port import DwellingQuery, PersonQuery, RegisterKey
from app.errors import UserError
from app.population.desk import Population
from app.population.find import FindKind
from app.population.index import PopulationIndex, build_index
from app.population.model import Resident
from app.workplace import Workplace
from tests.app.desk import ADDRESS_ID, CITIZEN, ERRANDS, SPOUSE, Desk, dwelling, person, roles
from tests.app.population.conftest import person as registered
from tests.app.test_workplace import NUMBER, OnePage

NAMES = ("karen holm 1961", "Nørregade 12", "Karen Holm, Nørregade 12")
TITLE = "Nørregade 12, 2. tv, 9998 Fjordby"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def workplace(desk: Desk, tmp_path: Path) -> Iterator[Workplace]:
    people = (registered(CITIZEN.digits, "Karen Holm"),)
    build_index(tmp_path / "extract.db", people, None, produced=desk.clock.now().date(), municipality="0999")
    population = Population()
    population.open(index := PopulationIndex(tmp_path / "extract.db", desk.clock, None))
    yield Workplace(
        viewer=desk.viewer,
        municipality="Fjordby Kommune",
        errands=tuple(ERRANDS.values()),
        sources=desk.sources,
        population=population,
        renderer=OnePage(),
    )
    index.close()


def without_a_role(desk: Desk) -> None:
    desk.roles = ()


def past_the_lease(desk: Desk) -> None:
    desk.online = False
    desk.clock.advance(LEASE)


REFUSED = [(without_a_role, Rule.NO_ROLE), (past_the_lease, Rule.ROLES_EXPIRED)]


@pytest.mark.parametrize(("lost", "rule"), REFUSED)
def test_nobody_is_found_or_named_without_a_role_or_past_the_lease(
    desk: Desk, workplace: Workplace, lost: object, rule: Rule
) -> None:
    for text in NAMES:
        assert [hit.name for hit in workplace.find(text).hits] == ["Karen Holm"]
    assert [hit.name for hit in workplace.find(TITLE, address=True).hits] == ["Karen Holm"]
    assert workplace.in_extract(CITIZEN) is not None
    lost(desk)  # type: ignore[operator] # one of REFUSED
    for text in NAMES:
        with pytest.raises(UserError, match="access-refused") as refused:
            workplace.find(text)
        assert refused.value.params["rule"] is rule
    with pytest.raises(UserError, match="access-refused"):
        workplace.find(TITLE, address=True)
    assert workplace.in_extract(CITIZEN) is None


@pytest.mark.parametrize(("lost", "rule"), REFUSED)
def test_a_number_leads_to_the_look_up_all_the_same_and_tells_nothing(
    desk: Desk, workplace: Workplace, lost: object, rule: Rule
) -> None:
    """The look-up decides and is traced; a register that answers it confirms the roles again."""
    lost(desk)  # type: ignore[operator] # one of REFUSED
    by_cpr = workplace.find(CITIZEN.digits)
    assert (by_cpr.kind, by_cpr.hits, by_cpr.cpr) == (FindKind.OUTSIDE, (), CITIZEN)
    assert workplace.find(NUMBER).kind is FindKind.CASE
    assert workplace.find("karen").kind is FindKind.NOT_LAWFUL
    assert workplace.find("").kind is FindKind.NOTHING


@pytest.mark.parametrize("listed", ["shielded", "threatened"])
def test_whoever_is_on_the_municipality_s_lists_is_found_without_an_address(
    desk: Desk, workplace: Workplace, listed: str
) -> None:
    desk.people = KnownPeople(None, **{listed: frozenset({CITIZEN})})
    (hit,) = workplace.find("karen holm 1961").hits
    assert (hit.address, hit.protected) == (None, True)
    assert workplace.find("Nørregade 12").hits == ()
    assert workplace.find(TITLE, address=True).hits == ()
    line = workplace.in_extract(CITIZEN)
    assert line is not None
    assert (line.address, line.protected) == (None, True)


def test_a_colleague_is_on_no_list_that_hides_an_address(desk: Desk, workplace: Workplace) -> None:
    desk.people = KnownPeople(None, colleagues=frozenset({CITIZEN}))
    (hit,) = workplace.find("karen holm 1961").hits
    assert hit.address is not None


def test_the_lists_are_not_read_for_each_letter(desk: Desk) -> None:
    read: list[KnownPeople] = []

    def people() -> KnownPeople:
        read.append(desk.people)
        return desk.people

    access = AccessControl(
        roles=lambda: VerifiedRoles(roles(), desk.clock.now()), people=people, extract=lambda: None, clock=desk.clock
    )
    for _ in range(20):
        assert access.extract_refusal() is None
        assert access.withheld() == frozenset()
    assert len(read) == 1
    desk.people = KnownPeople(None, shielded=frozenset({CITIZEN}))
    desk.clock.advance(timedelta(seconds=59))
    assert access.withheld() == frozenset()
    desk.clock.advance(timedelta(seconds=1))
    assert access.withheld() == {CITIZEN}
    access.forget()
    desk.people = KnownPeople(None)
    assert access.withheld() == frozenset()


def test_lists_that_cannot_be_read_find_nobody(desk: Desk, workplace: Workplace) -> None:
    def unreadable() -> KnownPeople:
        raise UserError("store-damaged")

    desk.sources.access._people = unreadable
    with pytest.raises(UserError, match="store-damaged"):
        workplace.find("karen holm 1961")


def test_a_resident_on_the_lists_is_neither_named_nor_told_from_a_protected_one(desk: Desk) -> None:
    class Neighbourhood:
        produced = date(2026, 11, 20)

        def residents(self, address: AddressKey) -> tuple[Resident, ...]:
            return tuple(Resident(cpr, "Navn", cpr.birth_date, False, 1) for cpr in (CITIZEN, SPOUSE))

    desk.tables[RegisterKey.CPR].answers[PersonQuery(CITIZEN)] = person()
    desk.tables[RegisterKey.BBR].answers[DwellingQuery(ADDRESS_ID)] = dwelling()
    desk.people = KnownPeople(None, shielded=frozenset({SPOUSE}))
    sources = replace(desk.sources, neighbours=Neighbourhood())
    purpose = desk.purpose("boligstoette")
    *_, last = look_up(CITIZEN, purpose, desk.viewer, sources, only=[Section.DWELLING])
    assert isinstance(last.value, DwellingFacts)
    assert last.value.residents is not None
    assert [(r.name, r.protected) for r in last.value.residents] == [("Navn", False), (None, True)]
    assert last.value.residents_as_of == date(2026, 11, 20)
    assert SPOUSE not in {line.relative for line in desk.trace.lines}


def test_what_lies_on_the_desk_is_shut_past_the_lease_and_what_was_done_may_still_be_told(
    desk: Desk, workplace: Workplace
) -> None:
    purpose = workplace.state_purpose(ERRANDS["flytning"])

    def done(event: TraceEvent) -> None:
        workplace._trace_done(CITIZEN, purpose, event, "plans")

    reads = (TraceEvent.SHOWN, TraceEvent.COPIED)
    for event in (*reads, TraceEvent.WRITTEN):
        done(event)
    workplace.reveal_address(CITIZEN, purpose)
    past_the_lease(desk)
    before = len(desk.trace.lines)
    for event in reads:
        with pytest.raises(UserError, match="access-refused"):
            done(event)
    with pytest.raises(UserError, match="access-refused"):
        workplace.reveal_address(CITIZEN, purpose)
    told = desk.trace.lines[before:]
    assert {(line.event, line.result) for line in told} == {(TraceEvent.REFUSED, Rule.ROLES_EXPIRED)}
    done(TraceEvent.WRITTEN)
    assert desk.trace.lines[-1].event is TraceEvent.WRITTEN
