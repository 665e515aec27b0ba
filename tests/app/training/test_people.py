"""The people of the help page, and their numbers from the training servers' own municipality."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.training.municipality import Municipality
from app.errors import BugError
from app.training.people import help_list, load_people

PEOPLE = Path(__file__).parents[3] / "resources" / "training" / "people.toml"
NUMBERS = dict(Municipality(date(2026, 11, 20), size=0).named())


def test_everybody_has_a_number_and_a_situation_in_both_languages() -> None:
    people = load_people(PEOPLE, NUMBERS)
    assert {person.key: person.cpr.digits for person in people} == NUMBERS
    for person in people:
        assert person.da.endswith(".")
        assert person.en.endswith(".")
        assert person.da != person.en
        assert person.situation(english=True) == person.en
        assert person.situation(english=False) == person.da


def test_the_help_tells_the_same_in_the_same_order() -> None:
    people = load_people(PEOPLE, NUMBERS)
    assert help_list(PEOPLE, english=False) == tuple(person.da for person in people)
    assert help_list(PEOPLE, english=True) == tuple(person.en for person in people)


def test_a_person_without_a_number_is_a_mistake_that_names_the_key() -> None:
    with pytest.raises(BugError, match="twin_two"):
        load_people(PEOPLE, {key: cpr for key, cpr in NUMBERS.items() if key != "twin_two"})


def test_nobody_is_printed_with_a_whole_number() -> None:
    first = load_people(PEOPLE, NUMBERS)[0]
    assert first.cpr.digits not in repr(first)
