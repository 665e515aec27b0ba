"""What one answer becomes, and what no answer may become."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from adapters.registers.bbr import parse, queries
from app.citizen.model.coded import Coded
from app.citizen.model.dwelling import Dwelling
from app.citizen.port import FailureKind, RegisterError
from tests.adapters.bbr import schema
from tests.adapters.mutants import fuzz
from tests.contracts import needs_contracts

SAMPLES = Path(parse.__file__).with_name("samples")
ASKED = UUID("0a3f50b8-1000-32b8-e044-0003ba298018")

Change = Callable[[dict[str, Any]], None]


def read(body: bytes, asked: UUID = ASKED) -> Dwelling:
    address = parse.known_address(parse.page(body, "DAR_Adresse").nodes)
    parse.absent_buildings(address)
    return parse.dwelling(address, asked)


def sample(change: Change | None = None) -> bytes:
    """The house of the sample, its address node changed."""
    answer = json.loads((SAMPLES / "house.json").read_text(encoding="utf-8"))
    if change is not None:
        change(answer["data"]["DAR_Adresse"]["nodes"][0])
    return json.dumps(answer).encode()


def refusal(body: bytes, asked: UUID = ASKED) -> FailureKind:
    with pytest.raises(RegisterError) as caught:
        read(body, asked)
    return caught.value.kind


def test_a_house_with_its_garage() -> None:
    found = read(sample())
    assert found.designation == "Ærøvej 16A, Østerhavn, 9984 Fjordby"
    assert found.status == Coded("3", "Gældende")
    assert (found.floor, found.door, found.municipality) == ("", "", "0999")
    assert (found.bfe_number, found.parcel) == (9000001, "6hh")
    (unit,) = found.units
    assert unit.use == Coded("120", "Fritliggende enfamiliehus")
    assert (unit.total_area, unit.living_area, unit.business_area, unit.rooms) == (173, 165, 0, 5)
    assert unit.rental == Coded("2", None)
    assert unit.energy_supply is None
    assert found.building is not None
    assert (found.building.built, found.building.rebuilt) == (1967, None)
    assert found.building.extra_heating == Coded("77", None)
    (garage,) = found.other_buildings
    assert garage.use == Coded("910", "Garage")
    assert garage.built is None, "1000 is BBR's way of not knowing the year"
    assert garage.total_area is None


@needs_contracts
def test_the_public_example_parses() -> None:
    """The captured query asked for neither the state of units and buildings nor whose unit it is; ours does."""
    name = "02-adresse-med-bbr-enhed-husnummer-jordstykke.json"
    data = json.loads((schema.FOLDER / name).read_text(encoding="utf-8"))["response"]["data"]
    (address,) = data["DAR_Adresse"]["nodes"]
    for unit in address[queries.UNITS_HERE]["nodes"]:
        unit |= {"status": "6", "adresseIdentificerer": address["id_lokalId"]}
    for building in address[queries.HOUSE_NUMBER][queries.PARCELS]["nodes"][0][queries.BUILDINGS_HERE]["nodes"]:
        building |= {"status": "6"}
    data["DAR_Adresse"]["pageInfo"] = {"hasNextPage": False}
    found = read(json.dumps({"data": data}).encode(), UUID("0a3f50a3-27d5-32b8-e044-0003ba298018"))
    assert found.designation == "Lundagervej 43, 2740 Skovlunde"
    assert (found.municipality, found.parcel, found.bfe_number) == ("0151", "6hh", 2154708)
    assert found.units[0].rooms == 5
    assert found.building is not None
    assert (found.building.built, found.building.number) == (1967, 1)
    assert [b.built for b in found.other_buildings] == [None]


def test_closed_units_and_demolished_buildings_are_left_out() -> None:
    def close(address: dict[str, Any]) -> None:
        address[queries.UNITS_HERE]["nodes"][0]["status"] = "9"
        parcel = address[queries.HOUSE_NUMBER][queries.PARCELS]["nodes"][0]
        parcel[queries.BUILDINGS_HERE]["nodes"][1]["status"] = "10"

    found = read(sample(close))
    assert found.units == ()
    assert found.other_buildings == ()
    assert found.building is not None, "the building that the house number gives access to"


def test_an_empty_text_is_no_value() -> None:
    def empty(address: dict[str, Any]) -> None:
        address[queries.UNITS_HERE]["nodes"][0]["enh034Koekkenforhold"] = ""
        address[queries.HOUSE_NUMBER][queries.PARCELS]["nodes"][0]["matrikelnummer"] = ""

    found = read(sample(empty))
    assert (found.units[0].kitchen, found.parcel) == (None, None)


def test_several_units_in_several_buildings_each_once() -> None:
    garage = json.loads(sample())["data"]["DAR_Adresse"]["nodes"][0][queries.HOUSE_NUMBER][queries.PARCELS]["nodes"][0][
        queries.BUILDINGS_HERE
    ]["nodes"][1]

    def add(address: dict[str, Any]) -> None:
        nodes = address[queries.UNITS_HERE]["nodes"]
        annex = {**nodes[0], "id_lokalId": "c0b216a2-1001-4695-814f-a9babb0e474e", "bygning": garage["id_lokalId"]}
        nodes[:0] = [annex, annex]

    found = read(sample(add))
    assert [str(u.id)[:13] for u in found.units] == ["c0b216a2-1001", "c0b216a2-1000"]
    assert found.building is not None
    assert str(found.building.id) == garage["id_lokalId"], "the first unit's building"
    assert [b.number for b in found.other_buildings] == [1]


def test_an_address_known_to_nobody_is_not_found() -> None:
    answer = {"data": {"DAR_Adresse": {"pageInfo": {"hasNextPage": False}, "nodes": []}}}
    assert refusal(json.dumps(answer).encode()) is FailureKind.NOT_FOUND


def test_ids_are_compared_without_regard_to_case() -> None:
    def shout(address: dict[str, Any]) -> None:
        address["id_lokalId"] = str(address["id_lokalId"]).upper()

    assert read(sample(shout)).address_id == ASKED


@pytest.mark.parametrize(
    "field",
    [
        ("id_lokalId",),
        (queries.UNITS_HERE, "nodes", 0, "adresseIdentificerer"),
        (queries.HOUSE_NUMBER, "id_lokalId"),
    ],
    ids=str,
)
def test_another_address_is_never_shown(field: tuple[str | int, ...]) -> None:
    def replace(address: Any) -> None:
        *way, last = field
        for step in way:
            address = address[step]
        address[last] = "ffffffff-1000-32b8-e044-0003ba298018"

    assert refusal(sample(replace)) is FailureKind.WRONG_PERSON


@pytest.mark.parametrize(
    ("errors", "kind"),
    [
        ([{"message": "x", "extensions": {"code": "DAF-AUTH-0001"}}], FailureKind.DENIED),
        ([{"message": "x"}, {"message": "x", "extensions": {"code": "AUTH_NOT_AUTHORIZED"}}], FailureKind.DENIED),
        ([{"message": "x", "extensions": {"code": "DAF-GQL-0009"}}], FailureKind.MALFORMED),
        ([{"message": "x"}], FailureKind.MALFORMED),
        (["x"], FailureKind.MALFORMED),
        ("x", FailureKind.MALFORMED),
    ],
)
def test_errors_beside_data_are_failures(errors: object, kind: FailureKind) -> None:
    body = json.dumps({**json.loads(sample()), "errors": errors}).encode()
    assert refusal(body) is kind


def test_nothing_of_an_error_but_its_code_reaches_the_log() -> None:
    errors = [{"message": "Hansen", "extensions": {"code": "070161-4038 Hansen"}}]
    with pytest.raises(RegisterError) as caught:
        read(json.dumps({"errors": errors}).encode())
    assert str(caught.value) == "malformed: errors: no code"


@pytest.mark.parametrize(("name", "asked"), [("house", ASKED), ("flat", UUID("0a3f50b8-2003-32b8-e044-0003ba298018"))])
def test_ten_thousand_mutants_in_all_never_crash_and_never_show_another_address(name: str, asked: UUID) -> None:
    body = (SAMPLES / f"{name}.json").read_bytes()
    own = read(body, asked)

    def check(found: Dwelling) -> None:
        assert found.address_id == asked
        assert len({u.id for u in found.units}) == len(found.units) <= len(own.units)
        assert all(u.rooms is None or u.rooms >= 0 for u in found.units)

    tally = fuzz([body], lambda mutant: read(mutant, asked), check, count=5_000)
    assert tally.refused[FailureKind.WRONG_PERSON] > 50
    assert tally.answered > 500
