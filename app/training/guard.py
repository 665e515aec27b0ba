"""Training takes made-up people only: a real extract would lie unencrypted on the desk, shown as practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.cpr import CprNumber
from app.errors import UserError
from app.population.model import ExtractPerson

_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def may_be_real(cpr: CprNumber) -> bool:
    """Whether the number passes modulus 11. Fjordby's all fail it; of real ones nearly none does."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, cpr.digits, strict=True)) % 11 == 0


def made_up_only(people: Iterable[ExtractPerson]) -> Iterator[ExtractPerson]:
    """The people as they come; UserError("extract-real") at the first who may be real."""
    for person in people:
        if may_be_real(person.cpr):
            raise UserError("extract-real")
        yield person
