"""Relations as the extract has them: the made-up municipality's families, and people who are only half in it."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import pytest

from adapters.cpr_extract import read_extract
from adapters.training.municipality import CODE, Municipality
from adapters.training.people import Citizen
from app.access.decide import Relation
from app.access.relations import relations
from app.cpr import CprNumber
from app.population.index import PopulationIndex, build_index
from tests.app.desk import StandingClock

DAY = date(2026, 11, 20)
SECONDS = 0.005


class Town:
    """A small Fjordby and its extract; people by the key of their story."""

    def __init__(self, folder: Path) -> None:
        self.municipality = Municipality(DAY, size=800)
        numbers = dict(self.municipality.named())
        named = [self._citizen(cpr) for cpr in numbers.values()]
        self.people = {key: CprNumber(cpr) for key, cpr in numbers.items()}
        self.by_name = {f"{one.first} {one.last}": CprNumber(one.cpr) for one in (*named, *self._kin(named))}
        stream = io.BytesIO("\n".join(self.municipality.extract()).encode("cp1252"))
        people = read_extract(stream)
        build_index(folder / "population.db", people, None, produced=people.produced, municipality=CODE)
        clock = StandingClock(datetime(2026, 11, 20, 12, tzinfo=UTC))
        self.index = PopulationIndex(folder / "population.db", clock, None)

    def _citizen(self, cpr: str) -> Citizen:
        found = self.municipality.citizen(cpr)
        assert found is not None
        return found

    def _kin(self, named: list[Citizen]) -> Iterator[Citizen]:
        for one in named:
            former = (cpr for cpr, _, _ in one.former_spouses)
            for cpr in filter(None, (one.mother, one.father, one.spouse, *one.children, *former)):
                yield self._citizen(cpr)

    def of(self, who: str) -> CprNumber:
        return self.people.get(who) or self.by_name[who]

    def related(self, own: str, citizen: str) -> frozenset[Relation]:
        return relations(self.index, self.of(own), self.of(citizen))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("fjordby"))
    yield town
    town.index.close()


MIRRORED = {Relation.CHILD: Relation.PARENT, Relation.PARENT: Relation.CHILD}
FAMILIES = [
    ("user", "own_sister", {Relation.SIBLING}),
    ("user", "Karen Nord", {Relation.PARENT}),  # lives elsewhere: the user's own record names her
    ("twin_one", "twin_two", {Relation.SIBLING}),
    ("newly_separated", "Jonas Holm", {Relation.SPOUSE, Relation.COMMON_CHILD}),
    ("newly_separated", "Alma Holm", {Relation.CHILD}),
    ("Alma Holm", "Villads Holm", {Relation.SIBLING}),
    ("protected", "former_spouse", {Relation.FORMER_SPOUSE, Relation.COMMON_CHILD}),
    ("former_spouse", "Ella Dahl", {Relation.CHILD}),
    ("Camilla Lund", "Tobias Nissen", {Relation.FORMER_SPOUSE, Relation.COMMON_CHILD}),  # he is not in the extract
    ("child_passport_joint_custody", "Tobias Nissen", {Relation.PARENT}),
    ("Ida Winther", "Simon Grønkjær", {Relation.COMMON_CHILD}),  # never married
    ("widow_changed_pension", "Svend Aage Thomsen", {Relation.FORMER_SPOUSE}),
    ("dead", "dead_adult_child", {Relation.CHILD}),
    ("guardianship", "Gerda Bruun", {Relation.PARENT}),
    ("user", "colleague", set()),
    ("newly_separated", "protected", set()),
]


@pytest.mark.parametrize(
    ("own", "citizen", "expected"), FAMILIES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_relation_is_found_from_both_sides(town: Town, own: str, citizen: str, expected: set[Relation]) -> None:
    assert town.related(own, citizen) == expected
    assert town.related(citizen, own) == {MIRRORED.get(relation, relation) for relation in expected}


def test_oneself_is_found_under_an_old_number_too(town: Town) -> None:
    now = town.municipality.citizen(town.people["changed_number"].digits)
    assert now is not None
    assert now.current is not None
    assert relations(town.index, CprNumber(now.current), town.people["changed_number"]) == {Relation.SELF}
    assert relations(town.index, town.people["user"], town.people["user"]) == {Relation.SELF}


@pytest.mark.parametrize("pair", [("user", "other_municipality"), ("other_municipality", "user")])
def test_with_one_of_them_outside_the_extract_being_unrelated_is_not_known(town: Town, pair: tuple[str, str]) -> None:
    assert town.related(*pair) == {Relation.UNKNOWN}


def test_everybody_agrees_with_the_municipalitys_own_books(town: Town) -> None:
    """Each citizen against each of their kin, by another way: straight from the made-up people, not by the extract."""
    asked = 0
    for citizen in list(town.municipality.citizens())[:400]:
        own = CprNumber(citizen.cpr)
        if citizen.current is not None:
            continue
        due: dict[str, Relation] = dict.fromkeys(citizen.children, Relation.CHILD)
        due |= dict.fromkeys(filter(None, (citizen.mother, citizen.father)), Relation.PARENT)
        if citizen.spouse:
            due[citizen.spouse] = Relation.SPOUSE
        due |= {cpr: Relation.FORMER_SPOUSE for cpr, _, _ in citizen.former_spouses}
        for parent in filter(None, (citizen.mother, citizen.father)):
            kin = town.municipality.citizen(parent)
            due |= {child: Relation.SIBLING for child in (kin.children if kin else ()) if child != citizen.cpr}
        for cpr, relation in due.items():
            asked += 1
            assert relation in relations(town.index, own, CprNumber(cpr)), relation
    assert asked > 500


def test_it_takes_less_than_five_milliseconds(town: Town) -> None:
    """In the family of nine, where there is most to look through; processor time, so that others do not count."""
    own = town.people["user"]
    spent = []
    for citizen in (town.people["family_of_nine"], town.people["own_sister"]) * 25:
        began = time.thread_time()
        relations(town.index, own, citizen)
        spent.append(time.thread_time() - began)
    assert median(spent) < SECONDS
