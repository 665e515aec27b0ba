"""The training municipality's extract comes through the real format unharmed."""

from __future__ import annotations

import io
from datetime import date

from adapters.cpr_extract import read_extract
from adapters.training.municipality import Municipality
from app.population.model import RelationType

REFERENCE = date(2026, 11, 20)


def test_every_citizen_of_the_training_municipality_is_read_as_made() -> None:
    town = Municipality(REFERENCE, size=1_000)
    written = "".join(line.rstrip("\n") + "\n" for line in town.extract()).encode("cp1252")

    read = read_extract(io.BytesIO(written))
    people = {person.cpr.digits: person for person in read}

    assert not read.skipped
    citizens = {citizen.cpr: citizen for citizen in town.citizens()}
    assert people.keys() == citizens.keys()
    for number, citizen in citizens.items():
        person = people[number]
        assert (person.name, person.born, person.status) == (citizen.addressing, citizen.born, int(citizen.status))
        assert (person.current.digits if person.current else None) == citizen.current
        assert person.protected == any(
            protected.kind == "0001" and (protected.end is None or read.produced < protected.end)
            for protected in citizen.protections
        )
        assert [who.digits for kind, who in person.relations if kind is RelationType.CHILD] == list(citizen.children)
        if citizen.address is None:
            assert person.address is None
            continue
        assert person.address is not None
        stay, home = citizen.address, person.address
        assert (home.municipality, home.road, home.house) == (stay.municipality, stay.road_code, stay.house)
        assert (home.floor, home.door, home.postal_code) == (stay.floor, stay.door, stay.postal_code)
