"""Who is found by what, and what a result may show."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.citizen.model.person import AddressKey
from app.cpr import CprNumber
from app.population.index import PopulationIndex, build_index
from app.population.model import ExtractPerson, RelationType
from app.population.query import ByAddress, ByCpr, ByNameAndAddress, ByNameAndBirth, read_query
from tests.app.population.conftest import NORREGADE, TODAY, Noon, Open, ask, at, names, person

KAREN = person("0706594038", "Karen Elisabeth Lindholm")


def protected(who: ExtractPerson, until: date | None = None) -> ExtractPerson:
    return replace(who, protected=True, protected_until=until)


@pytest.mark.parametrize(
    "text",
    ["070659-4038", "0706594038", "karen lindholm 1959", "lindholm karen 1959", "elisabeth lindholm 7/6 1959",
     "k. lindholm 1959", "Nørregade 12", "nørregade 12, 2. tv", "Nørre gade 12 9998", "Nr. gade 12", "Noerregade 12",
     "Karen Lindholm, Nørregade 12", "karen lindholm nørregade 12", "karen lindholm 59", "Nørregade 12 Fjordby"],
)  # fmt: skip
def test_every_lawful_search_finds(index_of: Open, text: str) -> None:
    other = person("0101804001", "Peter Holm", at("Vestergade", "3"))
    assert names(index_of(KAREN, other), text) == ["Karen Elisabeth Lindholm"]


@pytest.mark.parametrize(
    "text",
    ["karen lindholm 1960", "karen holm 1959", "Nørregade 13", "Nørregade 12, 3. tv",
     "Nørregade 12 8000 Aarhus, Ole Holm", "Ole Hansen, Nørregade 12", "070659-4039"],
)  # fmt: skip
def test_what_does_not_fit_is_not_found(index_of: Open, text: str) -> None:
    assert names(index_of(KAREN), text) == []


@pytest.mark.parametrize(
    ("registered", "typed"),
    [
        ("Åse Ågård", "Aase Aagaard"), ("Aase Aagaard", "åse ågård"), ("Søren Kjær", "soeren kjaer"),
        ("Søren Sørensen", "Sören Sörensen"), ("Søren Sørensen", "soren sorensen"),
        ("Æmilie Østergaard", "aemilie oestergård"),
        ("André Müller", "andre muller"), ("Anne-Marie Holm", "annemarie holm"), ("Anne-Marie Holm", "anne marie holm"),
        ("Christian Madsen", "kristian massen"), ("Thomas Schmidt", "tomas smidt"), ("Philip Beck", "filip bek"),
        ("Winnie Zachariassen", "vinni sakariasen"), ("Knud Lindholm", "knud linholm"),
        ("Kirsten Jensen", "kristen jnesen"),
        ("Kirsten Jensen", "kirten jenssen"), ("Bjarne Frederiksen", "bjanre fredreiksn"),
        ("Axel Kjeldsen", "aksel keldsen"),
        ("Søren Sørensen", "S\u00f8ren So\u0308rensen"),
    ],
)  # fmt: skip
def test_danish_letters_and_misspellings(index_of: Open, registered: str, typed: str) -> None:
    crowd = [person(f"010170{n:04d}", f"Bo Riis{'xyzvw'[n]}") for n in range(1, 5)]
    assert names(index_of(person("0101704001", registered), *crowd), f"{typed} 1970")[0] == registered


@pytest.mark.parametrize("typed", ["Noregade 12", "Nrøregade 12", "Nørregede 12", "Nørregad 12", "nørrrgade 12"])
def test_misspelt_roads(index_of: Open, typed: str) -> None:
    assert names(index_of(KAREN), typed) == [KAREN.name]


def test_the_best_spelling_comes_first(index_of: Open) -> None:
    index = index_of(person("0101704001", "Christian Jensen"), person("0202704003", "Kristian Jensen"))
    assert names(index, "kristian jensen 1970") == ["Kristian Jensen", "Christian Jensen"]
    assert names(index, "christian jensen 1970") == ["Christian Jensen", "Kristian Jensen"]


def test_a_two_digit_year_is_looked_for_in_both_centuries(index_of: Open) -> None:
    old, young = person("0706151001", "Karen Holm"), person("0706154001", "Karen Holm")
    assert old.born == date(1915, 6, 7)
    assert young.born == date(2015, 6, 7)
    assert {hit.cpr for hit in ask(index_of(old, young), "karen holm 070615").hits} == {old.cpr, young.cpr}


def test_an_earlier_name_finds_and_is_marked(index_of: Open) -> None:
    index = index_of(replace(KAREN, earlier_names=("Karen Elisabeth Vestergaard",)))
    by_earlier, by_present = ask(index, "karen vestergaard 1959"), ask(index, "karen lindholm 1959")
    assert [hit.name for hit in by_earlier.hits] == [KAREN.name]
    assert [hit.by_earlier_name for hit in by_earlier.hits] == [True]
    assert [hit.by_earlier_name for hit in by_present.hits] == [False]


class TestProtection:
    def test_a_protected_person_is_never_found_by_an_address(self, index_of: Open) -> None:
        index = index_of(protected(KAREN), person("0101804001", "Peter Holm"))
        assert names(index, "Nørregade 12") == ["Peter Holm"]
        assert names(index, "Karen Lindholm, Nørregade 12") == []

    @pytest.mark.parametrize("text", ["070659-4038", "karen lindholm 1959"])
    def test_but_by_number_or_birth_and_then_without_address(self, index_of: Open, text: str) -> None:
        (hit,) = ask(index_of(protected(KAREN)), text).hits
        assert (hit.protected, hit.address, hit.distinction) == (True, None, None)

    @pytest.mark.parametrize(
        ("until", "holds"), [(TODAY - timedelta(1), False), (TODAY, False), (TODAY + timedelta(1), True)]
    )
    def test_an_ended_protection_protects_nobody(self, index_of: Open, until: date, holds: bool) -> None:
        index = index_of(protected(KAREN, until))
        (hit,) = ask(index, "070659-4038").hits
        assert (hit.protected, hit.address is None) == (holds, holds)
        assert names(index, "Nørregade 12") == ([] if holds else [KAREN.name])

    def test_an_old_number_is_no_way_round(self, index_of: Open) -> None:
        old = replace(KAREN, cpr=CprNumber("0706594046"), current=KAREN.cpr, status=60)
        assert names(index_of(old, protected(KAREN)), "Nørregade 12") == []

    def test_no_fixed_address_looks_the_same_for_everybody(self, index_of: Open) -> None:
        homeless = replace(person("0101704001", "Ole Holm", at("Uden fast bopæl", "1")), status=3)
        assert homeless.address
        homeless = replace(homeless, address=replace(homeless.address, road="9901"))
        threatened = replace(homeless, cpr=CprNumber("0101704003"), name="Ida Lund", first="Ida", last="Lund")
        index = index_of(homeless, threatened)
        hits = [*ask(index, "ole holm 1970").hits, *ask(index, "ida lund 1970").hits]
        assert {(hit.address, hit.protected, hit.status) for hit in hits} == {(None, False, 3)}
        assert names(index, "Uden fast bopæl 1") == []
        assert index.residents(homeless.address or NORREGADE) == ()


class TestSameNameAndBirthDate:
    def test_roads_tell_them_apart(self, index_of: Open) -> None:
        one, two = KAREN, replace(KAREN, cpr=CprNumber("0706594046"), address=at("Vestergade", "3"))
        assert {hit.distinction for hit in ask(index_of(one, two), "karen lindholm 1959").hits} == {
            "Nørregade",
            "Vestergade",
        }

    def test_a_child_or_a_marriage_tells_without_a_protected_address(self, index_of: Open) -> None:
        child = CprNumber("0101904001")
        one = protected(replace(KAREN, relations=((RelationType.CHILD, child),)))
        two = protected(replace(KAREN, cpr=CprNumber("0706594046"), relations=((RelationType.SPOUSE, child),)))
        three = protected(replace(KAREN, cpr=CprNumber("0706594054")))
        signs = {hit.cpr: hit.distinction for hit in ask(index_of(one, two, three), "karen lindholm 1959").hits}
        assert signs[one.cpr] == "barn født 1990"
        assert signs[two.cpr] == "gift"
        assert signs[three.cpr] == "ingen børn, ikke gift"
        assert not any("Nørregade" in (sign or "") for sign in signs.values())

    def test_a_protected_namesake_is_not_told_by_the_road(self, index_of: Open) -> None:
        open_one = replace(KAREN, cpr=CprNumber("0706594046"), address=at("Vestergade", "3"))
        signs = {
            hit.cpr: hit.distinction for hit in ask(index_of(protected(KAREN), open_one), "karen lindholm 1959").hits
        }
        assert signs[open_one.cpr] == "Vestergade"
        assert signs[KAREN.cpr] == "ingen børn, ikke gift"

    def test_one_alone_needs_no_distinction(self, index_of: Open) -> None:
        other = replace(KAREN, cpr=CprNumber("0806594046"), born=date(1959, 6, 8))
        assert [hit.distinction for hit in ask(index_of(KAREN, other), "karen lindholm 1959").hits] == [None, None]


def test_a_superseded_number_points_on(index_of: Open) -> None:
    first = replace(KAREN, cpr=CprNumber("6706594038"), current=CprNumber("0706594046"), status=60)
    second = replace(KAREN, cpr=CprNumber("0706594046"), current=KAREN.cpr, status=50)
    index = index_of(first, second, KAREN)
    assert [hit.cpr for hit in ask(index, "670659-4038").hits] == [KAREN.cpr]
    assert [hit.cpr for hit in ask(index, "karen lindholm 1959").hits] == [KAREN.cpr]
    found = index.person(first.cpr)
    assert found
    assert found.cpr == KAREN.cpr
    assert index.contains(first.cpr)


def test_numbers_that_point_in_a_ring_end(index_of: Open) -> None:
    one = replace(KAREN, current=CprNumber("0706594046"), status=60)
    two = replace(KAREN, cpr=CprNumber("0706594046"), current=KAREN.cpr, status=60)
    assert index_of(one, two).person(one.cpr) is not None


def test_who_lives_at_a_dwelling(index_of: Open) -> None:
    spouse = protected(person("0101584001", "Ole Lindholm"))
    upstairs = person("0101804001", "Peter Holm", replace(NORREGADE, floor="3"))
    gone = replace(person("0101804003", "Ida Holm"), status=80)
    index = index_of(KAREN, spouse, upstairs, gone)
    residents = index.residents(AddressKey("0999", "0412", "012", "02", "TV"))
    assert [(one.cpr, one.protected) for one in residents] == [(spouse.cpr, True), (KAREN.cpr, False)]
    assert index.residents(replace(NORREGADE, municipality="0101")) == ()


def test_relations_are_told_under_the_numbers_in_force(index_of: Open) -> None:
    old_mother = replace(person("6706344038", "Ida Lund"), current=CprNumber("0706344038"), status=60)
    mother = person("0706344038", "Ida Lund")
    unknown = CprNumber("0101904001")
    index = index_of(
        replace(KAREN, relations=((RelationType.MOTHER, old_mother.cpr), (RelationType.CHILD, unknown))),
        old_mother,
        mother,
    )
    assert index.relations(KAREN.cpr) == ((RelationType.MOTHER, mother.cpr), (RelationType.CHILD, unknown))
    assert index.relations(unknown) == ()
    assert not index.contains(unknown)
    assert index.person(unknown) is None


def test_a_long_list_says_that_there_are_more(index_of: Open) -> None:
    index = index_of(*(person(f"0101704{n:03d}", f"Bo {'ABCDEFGHIJ'[n % 10]}strup Holm") for n in range(60)))
    assert index.produced == TODAY
    assert index.municipality == "0999"
    result = ask(index, "bo holm 1970")
    assert (len(result.hits), result.more) == (50, True)
    query = read_query("bo holm 1970", TODAY)
    assert isinstance(query, ByNameAndBirth)
    assert not index.find(query, limit=60).more


def test_many_threads_ask_at_once(index_of: Open) -> None:
    index = index_of(*(person(f"0101704{n:03d}", f"Bo Holm{'abcdefghij'[n % 10]}") for n in range(100)))
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: index.person(CprNumber(f"0101704{n % 100:03d}")), range(800)))
    assert [answer.cpr.digits for answer in answers if answer] == [f"0101704{n % 100:03d}" for n in range(800)]


def test_addresses_are_written_as_danes_write_them(index_of: Open) -> None:
    index = index_of(KAREN, person("0101704001", "Ole Holm", at("Skovvej", "4B", locality="Nordby")))
    assert [hit.address for hit in ask(index, "070659-4038").hits] == ["Nørregade 12, 2. tv, 9998 Fjordby"]
    assert [hit.address for hit in ask(index, "010170-4001").hits] == ["Skovvej 4B, Nordby, 9998 Fjordby"]


HOSTILE = st.sampled_from(
    ["karen", "lindholm", "Nørregade", "12", "1959", "'; DROP TABLE person; --", '" OR ""="', "%", "_", "*", "NEAR/2",
     "karen*", "col:karen", "\\", "\x00", "\u202e", "\u0308", "aaaaaaaaaaaaaaaa", "x", ",", "59", "vej", "0706594038"]
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PopulationIndex]:
    path = tmp_path_factory.mktemp("extract") / "extract.sqlite"
    build_index(path, [KAREN], None, produced=TODAY, municipality="0999")
    index = PopulationIndex(path, Noon(), None)
    yield index
    index.close()


@settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(HOSTILE, st.text(max_size=12)), min_size=1, max_size=10))
def test_whatever_is_typed_the_index_answers(hostile_index: PopulationIndex, pieces: list[str]) -> None:
    query = read_query(" ".join(pieces), TODAY)
    if isinstance(query, ByCpr | ByNameAndBirth | ByAddress | ByNameAndAddress):
        found = hostile_index.find(query)
        assert all(hit.cpr == KAREN.cpr for hit in found.hits)
