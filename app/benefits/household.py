"""What follows about a household from what is known of one citizen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.facts.model import Fact, Facts, Unknown

_MONTHLY: Final = "husstandsindkomst_maaned"
_YEARLY: Final = "husstandsindkomst_aar"
HOUSEHOLD_INCOME: Final = (_MONTHLY, _YEARLY)
_ORDNING: Final = "boligstoette_ordning"
_PENSION_BASE: Final = "pension_indtaegtsgrundlag"


def with_household(facts: Facts) -> Facts:
    """`facts` and what follows from them; what was told stays as it was told.

    The household's income is the citizen's own where no other adult lives there, and a year's is twelve months'.
    Folkepension means boligydelse; that nobody has a pension follows from one citizen where they live alone, and is
    asked where they do not. The base of a single pensioner's percentage is their own income.
    """
    derived: list[Fact | Unknown] = []
    if _MONTHLY not in facts:
        derived.append(_household_income(facts))
    if _YEARLY not in facts:
        derived.append(_yearly(facts.with_(derived)[_MONTHLY]))
    if _ORDNING not in facts:
        derived.append(_ordning(facts))
    if _PENSION_BASE not in facts:
        derived.append(_pension_base(facts))
    return facts.with_(derived)


def _lives_alone(facts: Facts) -> bool:
    """As far as adults go."""
    adults = facts["voksne_paa_adressen"]
    return isinstance(adults, Fact) and adults.value == 1


def _household_income(facts: Facts) -> Fact | Unknown:
    own = facts["personlig_indkomst_maaned"]
    if isinstance(own, Unknown) or _lives_alone(facts):
        return replace(own, name=_MONTHLY)
    return facts[_MONTHLY]


def _yearly(monthly: Fact | Unknown) -> Fact | Unknown:
    if isinstance(monthly, Unknown) or not isinstance(monthly.value, int | Decimal):
        return replace(monthly, name=_YEARLY)
    return replace(monthly, name=_YEARLY, value=12 * monthly.value)


def _ordning(facts: Facts) -> Fact | Unknown:
    """Anybody with another public pension must be asked: førtidspension from before 2003 gives boligydelse too."""
    folkepension, pension = facts["har_folkepension"], facts["har_offentlig_pension"]
    if isinstance(folkepension, Fact) and folkepension.value is True:
        return replace(folkepension, name=_ORDNING, value="boligydelse")
    if isinstance(pension, Fact) and pension.value is False and _lives_alone(facts):
        return replace(pension, name=_ORDNING, value="boligsikring")
    return Facts()[_ORDNING]


def _pension_base(facts: Facts) -> Fact | Unknown:
    status, own = facts["pension_civilstand"], facts["indkomst_uden_arbejde_aar"]
    if isinstance(status, Fact) and status.value == "enlig":
        return replace(own, name=_PENSION_BASE)
    return facts[_PENSION_BASE]
