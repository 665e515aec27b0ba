"""What the extract keeps to itself: of whom the municipality shields, and of everybody once its day is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.citizen.model.person import AddressKey
from app.cpr import CprNumber
from app.population.desk import Population
from app.population.find import FindResult, find, find_at
from app.population.index import PopulationIndex
from app.population.lawful import Criterion
from app.population.model import RelationType
from tests.app.population.conftest import NORREGADE, TODAY, Open, at, person

KAREN = person("0706594038", "Karen Elisabeth Lindholm")
PETER = person("0101804001", "Peter Holm")
NAMESAKE = replace(KAREN, cpr=CprNumber("0706594046"), address=at("Vestergade", "3"))
YESTERDAY = TODAY - timedelta(1)
HOME = AddressKey("0999", "0412", "12", "2", "tv")


def found(index: PopulationIndex, text: str, *withheld: CprNumber) -> FindResult:
    return find(text, index, TODAY, withheld=withheld)


@pytest.mark.parametrize("text", ["070659-4038", "karen lindholm 1959"])
def test_whoever_is_withheld_is_found_without_an_address(index_of: Open, text: str) -> None:
    (hit,) = found(index_of(KAREN), text, KAREN.cpr).hits
    assert (hit.name, hit.address, hit.protected, hit.distinction) == (KAREN.name, None, True, None)


@pytest.mark.parametrize("text", ["Nørregade 12", "Karen Lindholm, Nørregade 12"])
def test_and_by_no_address_whichever_number_it_was_registered_under(index_of: Open, text: str) -> None:
    old = replace(KAREN, cpr=CprNumber("0706594054"), current=KAREN.cpr, status=60)
    assert found(index_of(KAREN, old), text, KAREN.cpr).hits == ()


def test_an_address_where_only_somebody_withheld_lives_is_like_one_where_nobody_does(index_of: Open) -> None:
    near = replace(PETER, address=replace(NORREGADE, house="12A"))
    shielded = found(index_of(KAREN, near), "Nørregade 12", KAREN.cpr)
    assert [hit.name for hit in shielded.hits] == ["Peter Holm"]
    assert shielded == found(index_of(near), "Nørregade 12")
    title = "Nørregade 12, 2. tv, 9998 Fjordby"
    assert find_at(title, index_of(KAREN), withheld=(KAREN.cpr,)) == find_at(title, index_of(near))


def test_a_namesake_who_is_withheld_is_not_told_by_the_road(index_of: Open) -> None:
    hits = found(index_of(KAREN, NAMESAKE), "karen lindholm 1959", KAREN.cpr).hits
    signs = {hit.cpr: hit.distinction for hit in hits}
    assert signs == {KAREN.cpr: "ingen børn, ikke gift", NAMESAKE.cpr: "Vestergade"}


def test_the_extract_of_today_tells_the_address_and_any_other_ends_at_the_road(index_of: Open) -> None:
    for text in ("070659-4038", "karen lindholm 1959", "Nørregade 12"):
        assert [hit.address for hit in found(index_of(KAREN), text).hits] == ["Nørregade 12, 2. tv, 9998 Fjordby"]
        for day in (YESTERDAY, TODAY - timedelta(7), TODAY + timedelta(1)):
            old = index_of(KAREN, produced=day)
            assert [hit.address for hit in found(old, text).hits] == ["Nørregade, 9998 Fjordby"]
    assert (line := Population().person(KAREN.cpr)) is None
    population = Population()
    population.open(index_of(KAREN, produced=YESTERDAY))
    line = population.person(KAREN.cpr)
    assert line is not None
    assert line.address == "Nørregade, 9998 Fjordby"


def test_no_house_number_tells_namesakes_of_one_road_apart(index_of: Open) -> None:
    """Two doors of one road, who are alike in all else but which of their children is which."""
    child = CprNumber("0101904001")
    one = replace(KAREN, relations=((RelationType.CHILD, child),))
    two = replace(one, cpr=NAMESAKE.cpr, address=replace(NORREGADE, house="14"))
    told = {hit.distinction for hit in found(index_of(one, two), "karen lindholm 1959").hits}
    assert told == {"Nørregade 12, 2. tv, 9998 Fjordby", "Nørregade 14, 2. tv, 9998 Fjordby"}
    old = found(index_of(one, two, produced=YESTERDAY), "karen lindholm 1959").hits
    assert {hit.distinction for hit in old} == {"barn født 1990, ikke gift"}


def test_a_title_of_the_address_search_is_still_held_against_the_house(index_of: Open) -> None:
    other = replace(PETER, address=replace(NORREGADE, house="12A"))
    old = index_of(KAREN, other, produced=YESTERDAY)
    (hit,) = find_at("Nørregade 12, 2. tv, 9998 Fjordby", old).hits
    assert (hit.cpr, hit.address) == (KAREN.cpr, "Nørregade, 9998 Fjordby")
    nobody = find_at("Nørregade 12B, 9998 Fjordby", old)
    assert (nobody.hits, nobody.note) == ((), "nobody_registered")


def test_residents_are_named_on_the_extract_s_own_day_alone(index_of: Open) -> None:
    for day, told in ((TODAY, {KAREN.name, PETER.name}), (YESTERDAY, {None})):
        population = Population()
        population.open(index_of(KAREN, PETER, produced=day))
        residents = population.residents(HOME)
        assert residents is not None
        assert {resident.name for resident in residents} == told
        assert {resident.protected for resident in residents} == {day != TODAY}
        assert len(residents) == 2


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("070659-4038", Criterion.CPR),
        ("010180-4001", Criterion.CPR),
        ("karen lindholm 1959", Criterion.NAME_AND_BIRTH),
        ("Nørregade 12", Criterion.ADDRESS),
        ("Karen Lindholm, Nørregade 12", Criterion.NAME_AND_ADDRESS),
        ("28.77.08-G01-17-26", Criterion.CASE),
        ("Nørregade 99", None),
        ("karen", None),
    ],
)
def test_it_is_told_by_which_kind_of_search_somebody_was_found(
    index_of: Open, text: str, criterion: Criterion | None
) -> None:
    assert found(index_of(KAREN), text).criterion is criterion


def test_an_address_taken_from_the_address_search_is_an_address_all_the_same(index_of: Open) -> None:
    assert find_at("Nørregade 12, 2. tv, 9998 Fjordby", index_of(KAREN)).criterion is Criterion.ADDRESS
