"""Codes in words, against the official lists and 600 real dwellings of Odense."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from uuid import UUID

from graphql import GraphQLObjectType

from adapters.registers.bbr import queries
from adapters.registers.bbr.codes import address_status, coded
from adapters.registers.bbr.parse import Node, dwelling
from app.citizen.model.coded import Coded
from app.citizen.model.dwelling import Building, Unit
from tests.adapters.bbr import schema
from tests.contracts import needs_contracts

ODENSE = schema.FOLDER / "odense"

NOT_COLLECTED = {"condemned", "energy_supply", "rental"}
"""Fields whose code lists nobody has: enh024, enh035, enh045."""


def test_a_code_that_no_list_explains_is_shown_as_it_is() -> None:
    assert coded("enh020EnhedensAnvendelse", "120") == Coded("120", "Fritliggende enfamiliehus")
    assert coded("enh020EnhedensAnvendelse", "99x") == Coded("99x", None)
    assert coded("enh045Udlejningsforhold", "1") == Coded("1", None)


def test_addresses_have_states_of_their_own() -> None:
    assert address_status("3").text == "Gældende"
    assert address_status("6") == Coded("6", None)


@needs_contracts
def test_every_official_code_has_its_official_words() -> None:
    official = json.loads((schema.FOLDER / "bbr-kodelister.json").read_text(encoding="utf-8"))["lister"]
    checked = 0
    for title, codes in official.items():
        named = re.findall(r"(?:byg|enh|eta|gru)\d{3}", title) or [
            "ejendomstype" if "ejendomsrelation" in title else "status"
        ]
        for field in named:
            for code, entry in codes.items():
                assert coded(field, code).text == entry["tekst"]
                checked += 1
    assert checked > 300


@needs_contracts
def test_six_hundred_real_dwellings_parse_with_every_code_in_words() -> None:
    count = 0
    for row, address in _odense():
        found = dwelling(address, UUID(row["adresse_id"]))
        (unit,) = found.units
        assert unit.id == UUID(row["bbr_enhed_id"])
        assert (unit.living_area, unit.rooms) == (_count(row["enh027"]), _count(row["enh031"]))
        assert (unit.kitchen.code if unit.kitchen else "") == row["enh034"]
        assert found.building is not None
        assert (str(found.building.id), found.building.built) == (row["bygning_id"], _count(row["byg026"]))
        assert _silent(unit) == _silent(found.building) == []
        assert (found.designation, found.bfe_number) == (row["adressebetegnelse"], _count(row["bfe"]))
        count += 1
    assert count == 600


def _silent(part: Unit | Building) -> list[str]:
    """Fields with a code and no words, but for those whose lists nobody has."""
    values = {f.name: getattr(part, f.name) for f in fields(part)}
    return [n for n, v in values.items() if isinstance(v, Coded) and v.text is None and n not in NOT_COLLECTED]


def _odense() -> Iterator[tuple[dict[str, str], Node]]:
    """Each row of the address list with its flexible answer, made of the published units and buildings."""
    units = {unit["adresseIdentificerer"]: unit for unit in _published("enhed", "BBR_Enhed")}
    buildings = {str(building["id_lokalId"]): building for building in _published("bygning", "BBR_Bygning")}
    with (ODENSE / "adresser.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            unit = {**units[row["adresse_id"]], "bygning": row["bygning_id"]}
            parcel: Node = {
                queries.BUILDINGS_HERE: {"nodes": [buildings[row["bygning_id"]]]},
                queries.PROPERTIES: {"nodes": [{"BFEnummer": _count(row["bfe"])}]},
            }
            house = {"id_lokalId": row["husnummer_id"], queries.PARCELS: {"nodes": [parcel]}}
            yield (
                row,
                {
                    "id_lokalId": row["adresse_id"],
                    "adressebetegnelse": row["adressebetegnelse"],
                    "etagebetegnelse": row["etage"],
                    "doerbetegnelse": row["doer"],
                    "status": row["dar_status"],
                    "husnummer": row["husnummer_id"],
                    queries.UNITS_HERE: {"nodes": [unit]},
                    queries.HOUSE_NUMBER: house,
                },
            )


def _published(name: str, kind: str) -> list[Node]:
    """REST spells the fields with Danish letters and writes every value as text; GraphQL does neither."""
    official = schema.entity_service("BBR").type_map[kind]
    assert isinstance(official, GraphQLObjectType)
    objects = []
    for line in (ODENSE / f"{name}.ndjson").read_text(encoding="utf-8").splitlines():
        node: Node = {}
        for field, value in json.loads(line).items():
            spelled = field.translate(_ASCII)
            node[spelled] = int(value) if str(official.fields[spelled].type) == "Long" else value
        objects.append(node)
    return objects


_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def _count(text: str) -> int | None:
    return int(text) if text else None
