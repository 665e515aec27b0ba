"""The two questions to this room: what does the citizen get, and what if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.benefits.model import Assessment
from app.benefits.rulebook import Rulebook
from app.facts.model import Facts


def assess(key: str, facts: Facts, *, book: Rulebook, on: date, known: date) -> Assessment:
    """What `key` comes to on the day `on`, by the figures that were known on the day `known`.

    A fact is found by its input's own name first (what was typed here), else by the vocabulary's name.
    """
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Setting:
    """One side of a what-if: the facts, and the day they are looked at."""

    facts: Facts
    on: date


@dataclass(frozen=True, slots=True)
class Change:
    """`monthly` is what the change is worth in kroner a month; None where a side has no figure."""

    before: Assessment
    after: Assessment
    monthly: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`monthly` sums the changes that could be summed, and `left_out` names the benefits that could not.

    `income` is how much more the household earns a month, None where one side does not say. `marginal` is how many
    kroner of benefits are lost for each krone more (0.30 is thirty øre); None unless the income changed.
    """

    changes: tuple[Change, ...]
    monthly: Decimal
    left_out: tuple[str, ...]
    income: Decimal | None
    marginal: Decimal | None


def compare(keys: Sequence[str], before: Setting, after: Setting, *, book: Rulebook, known: date) -> Comparison:
    """Every benefit of `keys` side by side."""
    raise NotImplementedError
