"""Ten thousand damaged answers: none crashes the parser, none shows another person."""

from __future__ import annotations

import pytest

from adapters.registers.cpr.parse import parse
from adapters.registers.cpr.request import SERVICE
from adapters.serviceplatform.envelope import open_envelope
from app.citizen.model.person import Person
from app.citizen.port import FailureKind
from app.cpr import CprNumber
from tests.adapters.cpr import village
from tests.adapters.cpr.samples import sample
from tests.adapters.mutants import fuzz


def _answer(body: bytes, number: str) -> Person:
    """As the client reads it; what it takes for an answer must itself name the person, and nobody else."""
    answer = open_envelope(body)
    person = parse(answer, CprNumber(number))
    persons = answer.findall(f"{{{SERVICE}}}persondata")
    named = [element.text or "" for data in persons for element in data.findall(f"{{{SERVICE}}}personnummer")]
    current = [
        element.text or "" for data in persons for element in data.findall(f"{{{SERVICE}}}gaeldendePersonnummer")
    ]
    assert [text.strip() for text in named if text.strip("0 \xa0")] or current
    assert {text.strip() for text in (named if any(text.strip("0 \xa0") for text in named) else current)} == {number}
    return person


def _is_whole(person: Person, number: str) -> None:
    assert person.cpr == CprNumber(number)
    assert person.name is None or person.name.full
    for address in (person.address, *person.former_addresses):
        if address is not None:
            assert len(address.key.municipality) == len(address.key.road) == 4
            assert not address.key.house.startswith("0")
    assert all(relation.cpr or relation.name or relation.born for relation in person.relations)


@pytest.mark.parametrize(
    ("names", "number", "count"),
    [
        (("everything", "mother"), village.MOTHER, 7_000),
        (("superseded",), village.OLD_NUMBER, 1_000),
        (("emigrated",), village.ABROAD, 1_000),
        (("child",), village.SON, 1_000),
    ],
)
def test_no_mutant_crashes_and_none_shows_somebody_else(names: tuple[str, ...], number: str, count: int) -> None:
    tally = fuzz(
        [sample(name) for name in names],
        lambda body: _answer(body, number),
        lambda person: _is_whole(person, number),
        count=count,
    )

    assert tally.answered
    assert tally.refused[FailureKind.MALFORMED]
    assert tally.refused[FailureKind.WRONG_PERSON]
