"""The hearing that forvaltningsloven § 19 asks for before a decision that gives less than everything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.benefits.model import Heard, HeardFact, Hearing, Unit
from app.benefits.words import with_unit, written
from app.facts.model import Fact, Value

_OTHER_NUMBERS: Final = re.compile(r"^[356]\b(?!\.)|\bn(?:r\.?|ummer) ?[356]\b", re.IGNORECASE)


class Lack(StrEnum):
    """Why what is recorded does not do."""

    NOTHING = "nothing"
    OTHER_FACTS = "other_facts"
    """The facts have changed since."""
    NO_DAY = "no_day"
    NOT_YET = "not_yet"
    """The day is still to come."""
    NO_ANSWER = "no_answer"
    """Or none that names the number of the law it rests on, where the way does not."""


def lack(hearing: Hearing | None, owed: Iterable[Fact], today: date) -> Lack | None:
    """What stands between the decision and its hearing about the facts `owed`; None where nothing does."""
    if not (facts := tuple(owed)):
        return None
    if hearing is None:
        return Lack.NOTHING
    if {(one.name, one.value) for one in hearing.about} != {(fact.name, value_words(fact.value)) for fact in facts}:
        return Lack.OTHER_FACTS
    if hearing.way is Heard.HEARD and hearing.day is None:
        return Lack.NO_DAY
    if hearing.way is Heard.HEARD and hearing.day is not None and hearing.day > today:
        return Lack.NOT_YET
    names_its_ground = hearing.way is not Heard.OTHER or _OTHER_NUMBERS.search(hearing.answer) is not None
    return None if hearing.answer.strip() and names_its_ground else Lack.NO_ANSWER


def heard_facts(owed: Iterable[Fact], labels: Mapping[str, str]) -> tuple[HeardFact, ...]:
    """The facts as the party is to be told them."""
    return tuple(
        HeardFact(fact.name, labels.get(fact.name, fact.name), value_words(fact.value), fact.source) for fact in owed
    )


def value_words(value: Value) -> str:
    """A fact's value as the party reads it: an amount is a Decimal, counts are whole numbers."""
    if value is None:
        return "ikke registreret"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return with_unit(value, Unit.KRONER) if isinstance(value, Decimal) else written(value)
