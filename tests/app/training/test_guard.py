"""No real citizen gets into training."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.training.municipality import Municipality
from app.cpr import CprNumber
from app.errors import UserError
from app.population.model import ExtractPerson
from app.training.guard import made_up_only, may_be_real


def extract_person(digits: str) -> ExtractPerson:
    return ExtractPerson(CprNumber(digits), None, 1, None, "Navn", "Navn", "", "", None, False, None, ())


def test_a_number_that_passes_modulus_11_ends_the_import() -> None:
    people = (extract_person(digits) for digits in ("0702614075", "0701614038", "0702614076"))
    taken: list[ExtractPerson] = []
    with pytest.raises(UserError, match="extract-real"):
        taken.extend(made_up_only(people))


def test_all_of_fjordby_is_made_up() -> None:
    town = Municipality(date(2026, 11, 20), size=500)
    assert not any(may_be_real(CprNumber(citizen.cpr)) for citizen in town.citizens())
