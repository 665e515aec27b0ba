"""From the benefits index: what has been granted, by whichever authority."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.citizen.model.grants import Grant, Sector
from app.citizen.model.sections import BenefitFacts
from app.facts.model import Fact, Unknown, Why
from app.situations.derived.told import Told, days_since

_MONTHLY: Final = "Månedlig"


@dataclass(frozen=True, slots=True)
class _Benefit:
    """Known in the index by the words its name begins with; `subject` is the KLE group an errand must open."""

    sector: Sector
    subject: str
    names: tuple[str, ...]

    def is_it(self, grant: Grant) -> bool:
        return grant.name.casefold().startswith(self.names)


_BENEFITS: Final = {
    "har_boligstoette": _Benefit(Sector.UDBETALING_DANMARK, "32.06", ("boligstøtte", "boligsikring", "boligydelse")),
    "har_folkepension": _Benefit(Sector.UDBETALING_DANMARK, "32.03", ("folkepension",)),
    "har_boerneydelse": _Benefit(Sector.UDBETALING_DANMARK, "32.64", ("børne- og ungeydelse",)),
    "har_boernetilskud": _Benefit(Sector.UDBETALING_DANMARK, "32.64", ("børnetilskud",)),
    "har_friplads": _Benefit(Sector.MUNICIPAL, "28.77", ("økonomisk friplads",)),
    "har_helbredstillaeg": _Benefit(Sector.MUNICIPAL, "32.03", ("helbredstillæg",)),
    "har_kontanthjaelp": _Benefit(Sector.MUNICIPAL, "32.24", ("kontanthjælp", "uddannelseshjælp")),
    "har_sygedagpenge": _Benefit(Sector.MUNICIPAL, "32.30", ("sygedagpenge",)),
}
"""Uddannelseshjælp is kontanthjælp since 1 July 2025; running grants may still carry the old name."""


def grant_facts(
    facts: BenefitFacts, told: Told, today: date, *, subjects: Collection[str], silent: Why
) -> Iterator[Fact | Unknown]:
    """`subjects` limit what the index was asked for, none means all; `silent` is why a sector is not there."""
    granted = {grants.sector: grants.grants for grants in facts.lists}
    running = {sector: [g for g in grants if _runs(g, today)] for sector, grants in granted.items()}
    for name, benefit in _BENEFITS.items():
        yield from told.facts(**{name: _has(benefit, running, subjects, silent)})
    pension = _has(_BENEFITS["har_folkepension"], running, subjects, silent)
    # that the citizen has none says nothing of the others at home
    yield from told.facts(nogen_har_folkepension=pension or None)
    support = _BENEFITS["har_boligstoette"]
    paid = _has(support, running, subjects, silent)
    yield from told.facts(
        boligstoette_maaned=paid if isinstance(paid, Why) else _monthly(filter(support.is_it, running[support.sector])),
        ydelse_begyndt_indeks_dage=silent
        if len(granted) < len(Sector)
        else _days_since_newest([grant for grants in running.values() for grant in grants], today),
    )


def _has(
    benefit: _Benefit, running: Mapping[Sector, list[Grant]], subjects: Collection[str], silent: Why
) -> bool | Why:
    if subjects and not any(benefit.subject.startswith(one) or one.startswith(benefit.subject) for one in subjects):
        return Why.NOT_ASKED
    if benefit.sector not in running:
        return silent
    return any(map(benefit.is_it, running[benefit.sector]))


def _runs(grant: Grant, today: date) -> bool:
    return grant.start <= today and (grant.end is None or today <= grant.end)


def _monthly(grants: Iterable[Grant]) -> Decimal | None:
    """None where the plan holds no monthly amount."""
    amounts = [grant.amount for grant in grants if grant.amount is not None and grant.frequency == _MONTHLY]
    return sum(amounts, Decimal(0)) if amounts else None


def _days_since_newest(grants: list[Grant], today: date) -> int | None:
    return days_since(max((grant.start for grant in grants), default=None), today)
