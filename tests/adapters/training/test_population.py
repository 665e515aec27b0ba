"""The made-up people: numbers nobody real can have, families that agree with themselves, homes for everybody."""

from __future__ import annotations

import csv
import time
from collections import Counter
from datetime import timedelta
from itertools import pairwise

from adapters.registers.cpr.codes import authority
from adapters.training.municipality import Municipality
from adapters.training.numbers import passes_modulus_11
from adapters.training.people import Citizen
from app.cpr import CprNumber
from tests.adapters.training.conftest import REFERENCE
from tests.contracts import CONTRACTS, needs_contracts

_FIFTEEN_YEARS = timedelta(days=15 * 365)


def everybody(town: Municipality) -> list[Citizen]:
    """The citizens and all their relatives."""
    found = {citizen.cpr: citizen for citizen in town.citizens()}
    for citizen in list(found.values()):
        spouses = [number for number, _, _ in citizen.former_spouses]
        for number in (citizen.mother, citizen.father, citizen.spouse, *citizen.children, *spouses):
            if number and number not in found:
                relative = town.citizen(number)
                assert relative is not None, "a relative without a record"
                found[number] = relative
    return list(found.values())


def test_size_is_what_the_extract_holds(town: Municipality) -> None:
    assert sum(1 for _ in town.citizens()) == town.size


def test_numbers_are_unique_fail_modulus_11_and_agree_with_birth_and_sex(town: Municipality) -> None:
    people = everybody(town)
    assert len({citizen.cpr for citizen in people}) == len(people)
    for citizen in people:
        assert not passes_modulus_11(citizen.cpr)
        assert (citizen.born.day, citizen.born.month) != (1, 1)
        assert CprNumber(citizen.cpr).birth_date == citizen.born
        assert int(citizen.cpr[-1]) % 2 == (citizen.sex == "M")


@needs_contracts
def test_no_number_is_an_official_test_persons() -> None:
    with (CONTRACTS / "cpr-testpersons" / "cpr_testpersoner.csv").open(encoding="utf-8", newline="") as file:
        official = {row["pnr"] for row in csv.DictReader(file)}
    assert len(official) == 44
    assert all(passes_modulus_11(number) for number in official), "failing modulus 11 would no longer keep apart"


def test_relations_are_mutual_and_parents_older(town: Municipality) -> None:
    for citizen in town.citizens():
        for number in (citizen.mother, citizen.father):
            if number:
                parent = town.citizen(number)
                assert parent is not None
                assert citizen.cpr in parent.children
                assert citizen.born - parent.born > _FIFTEEN_YEARS
                assert parent.sex == ("K" if number == citizen.mother else "M")
        for number in citizen.children:
            child = town.citizen(number)
            assert child is not None
            assert citizen.cpr in (child.mother, child.father)
        if citizen.spouse:
            spouse = town.citizen(citizen.spouse)
            assert spouse is not None
            assert (spouse.spouse, spouse.civil, spouse.civil_date) == (citizen.cpr, "G", citizen.civil_date)
            assert citizen.civil == "G"
            assert spouse.separated == citizen.separated
        for number, start, end in citizen.former_spouses:
            former = town.citizen(number)
            assert former is not None
            assert (citizen.cpr, start, end) in former.former_spouses
            assert citizen.born < start < end <= REFERENCE


def test_every_living_resident_has_a_home_that_the_dwellings_know(town: Municipality) -> None:
    for citizen in town.citizens():
        if citizen.status not in ("01", "03"):
            assert citizen.address is None
            continue
        assert citizen.address is not None
        assert citizen.address.end is None
        if citizen.status == "03":
            assert (citizen.address.road_code, citizen.address.address_id) == ("9901", None)
        else:
            assert citizen.address.address_id is not None
            home = town.home(citizen.address.address_id)
            assert home is not None
            assert (home.road_code, home.house, home.floor, home.door) == (
                citizen.address.road_code,
                citizen.address.house,
                citizen.address.floor,
                citizen.address.door,
            )


def test_address_history_has_no_gap_in_the_wrong_direction(town: Municipality) -> None:
    for citizen in town.citizens():
        stays = [*([citizen.address] if citizen.address else []), *citizen.former]
        for newer, older in pairwise(stays):
            assert older.end is not None
            assert older.start < older.end <= newer.start
        assert not stays or stays[-1].start.date() >= citizen.born


def test_ages_are_those_of_a_municipality(town: Municipality) -> None:
    ages = [(REFERENCE - citizen.born).days // 365 for citizen in town.citizens() if citizen.status == "01"]
    assert all(0 <= age <= 105 for age in ages)
    share = {name: sum(low <= age < high for age in ages) / len(ages) for name, low, high in _BANDS}
    assert 0.12 < share["children"] < 0.25
    assert 0.55 < share["adults"] < 0.72
    assert 0.12 < share["old"] < 0.25


_BANDS = (("children", 0, 18), ("adults", 18, 67), ("old", 67, 106))


def test_nobody_is_missing_who_the_registers_know(town: Municipality) -> None:
    """Every special registration occurs, or the registers' forms for it would go untried."""
    people = list(town.citizens())
    statuses = Counter(citizen.status for citizen in people)
    assert {"01", "03", "60", "80", "90"} <= set(statuses)
    assert {citizen.guardian.kind for citizen in people if citizen.guardian} == {"0", "1", "2"}
    kinds = {row.kind for citizen in people for row in citizen.custody}
    assert {"0003", "0004", "0005"} <= kinds
    endings = [row.end for citizen in people for row in citizen.protections if row.kind == "0001" and row.end]
    assert any(end > REFERENCE for end in endings)
    assert any(end <= REFERENCE for end in endings)
    assert {"5100", "5180", "5120", "5110", "5103"} <= {citizen.citizenship for citizen in people}
    assert any(citizen.shared_residence for citizen in people)
    assert any(citizen.separated for citizen in people)
    assert any(citizen.immigrated for citizen in people)
    assert any(citizen.earlier_names for citizen in people)


def test_a_place_of_birth_is_one_that_can_be_named(town: Municipality) -> None:
    assert all(authority(citizen.birth_authority).text for citizen in everybody(town))


def test_without_a_fixed_address_since_the_day_of_the_move(town: Municipality) -> None:
    homeless = [citizen for citizen in town.citizens() if citizen.status == "03"]
    assert homeless
    for citizen in homeless:
        assert citizen.address is not None
        assert citizen.status_date == citizen.address.start.date()


def test_a_superseded_number_leads_to_one_in_force(town: Municipality) -> None:
    old = [citizen for citizen in town.citizens() if citizen.current]
    assert old
    for citizen in old:
        assert citizen.status in ("50", "60")
        assert citizen.current is not None
        now = town.citizen(citizen.current)
        assert now is not None
        assert now.current is None
        assert (now.first, now.last) == (citizen.first, citizen.last)


def test_homes_are_found_by_their_id_and_no_two_are_at_one_address(town: Municipality) -> None:
    homes = list(town.homes())
    assert len({home.address_id for home in homes}) == len(homes)
    keys = {(home.road_code, home.house, home.floor, home.door) for home in homes}
    assert len(keys) == len(homes)
    for home in homes[::7]:
        assert home == town.home(home.address_id)
    assert town.home("00000000-0000-4000-8000-000000000000") is None
    assert town.home("no id") is None


def test_a_larger_municipality_is_made_and_timed() -> None:
    start = time.perf_counter()
    town = Municipality(REFERENCE)
    made = time.perf_counter() - start
    lines = sum(1 for _ in town.extract())
    written = time.perf_counter() - start - made
    print(f"60,000 made in {made:.2f} s, {lines} lines in {written:.2f} s")  # noqa: T201 - measured, not asserted
    assert sum(1 for _ in town.named()) >= 34
