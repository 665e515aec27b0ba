"""From BBR about the dwelling, and from the CPR extract about who is registered there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Final

from app.citizen.model.dwelling import Dwelling, Unit
from app.citizen.model.sections import DwellingFacts
from app.clock import COPENHAGEN
from app.cpr import CprNumber
from app.facts.model import EXTRACT, Fact, Unknown, Why
from app.population.model import Resident
from app.situations.derived.told import Told, age

_OWN_KITCHEN: Final = "E"
_ANNEXE: Final = "185"
_GROWN_UP: Final = 18


def dwelling_facts(dwelling: Dwelling | None, told: Told) -> Iterator[Fact | Unknown]:
    """Empty where the citizen has no address, or BBR no dwelling at it."""
    units = dwelling.units if dwelling is not None else ()
    kitchens = [unit.kitchen.code for unit in units if unit.kitchen is not None]
    uses = [unit.use.code for unit in units if unit.use is not None]
    yield from told.facts(
        boligareal=_sum(units, lambda unit: unit.total_area),
        vaerelser=_sum(units, lambda unit: unit.rooms),
        eget_koekken=_OWN_KITCHEN in kitchens if kitchens else None,
        helaarsbolig=any(use.startswith("1") and use != _ANNEXE for use in uses) if uses else None,
    )


def _sum(units: tuple[Unit, ...], measure: Callable[[Unit], int | None]) -> int | None:
    """None when one of them is not known: a part is not the dwelling."""
    counts = [count for count in map(measure, units) if count is not None]
    return sum(counts) if units and len(counts) == len(units) else None


def resident_facts(
    facts: DwellingFacts, told: Told, citizen: CprNumber | Why, today: date, *, hidden: bool
) -> Iterator[Fact | Unknown]:
    """`told` is BBR; the counts are the extract's, and as old. `citizen` is a Why where CPR has not answered."""
    extract = Told(EXTRACT, _morning(facts.residents_as_of))
    if hidden or facts.residents is None:
        why = Why.PROTECTED if hidden else Why.FAILED
        yield from extract.facts(
            personer_paa_adressen=why,
            voksne_paa_adressen=why,
            andre_voksne_paa_adressen=why,
            boern_paa_adressen=why,
            personer_pr_vaerelse=why,
        )
        return
    residents, grown_up = facts.residents, _grown_up(facts.residents, today)
    others = None if grown_up is None else sum(resident.cpr != citizen for resident in grown_up)
    rooms = _sum(facts.dwelling.units, lambda unit: unit.rooms) if facts.dwelling is not None else None
    crowd = (Decimal(len(residents)) / rooms).quantize(Decimal("0.01")) if residents and rooms else None
    yield from extract.facts(
        personer_paa_adressen=len(residents) or None,
        voksne_paa_adressen=None if grown_up is None else len(grown_up),
        boern_paa_adressen=None if grown_up is None else len(residents) - len(grown_up),
        andre_voksne_paa_adressen=citizen if isinstance(citizen, Why) else others,
    )
    yield from told.facts(personer_pr_vaerelse=crowd)


def _grown_up(residents: tuple[Resident, ...], today: date) -> list[Resident] | None:
    """None where nobody is registered, or the extract does not say how old somebody is."""
    if not residents or any(resident.born is None for resident in residents):
        return None
    return [r for r in residents if r.born is not None and age(r.born, today) >= _GROWN_UP]


def _morning(day: date | None) -> datetime | None:
    """An extract is as old as the morning of its day."""
    return datetime.combine(day, time(), COPENHAGEN).astimezone(UTC) if day is not None else None
