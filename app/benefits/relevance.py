"""Which benefits cannot matter to a citizen, by what is known of them. What nobody knows sets nothing aside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.benefits.declaration import Benefit
from app.benefits.pension import pension_day
from app.benefits.rates import Rates
from app.facts.conditions import Verdict
from app.facts.model import Fact, Facts, Unknown


@dataclass(frozen=True, slots=True)
class Aside:
    """A benefit by its key, and in words why it does not matter here."""

    benefit: str
    because: str


def why_aside(benefit: Benefit, facts: Facts, *, on: date, rates: Rates, known: date) -> str:
    """Why `benefit` cannot matter on the day `on`; empty where it may."""
    if benefit.errand_only:
        return benefit.errand_only if _is_untold(benefit, facts) else ""
    return why_ruled_out(benefit, facts, on=on, rates=rates, known=known)


def why_ruled_out(benefit: Benefit, facts: Facts, *, on: date, rates: Rates, known: date) -> str:
    """By a rule of its own on what is known of the citizen, whatever they came for."""
    then = _on_the_day(facts, on, rates=rates, known=known)
    for rule in benefit.asides:
        is_spared = rule.unless is not None and rule.unless.holds(then).verdict is Verdict.MET
        if not is_spared and rule.when.holds(then).verdict is Verdict.MET:
            return rule.because
    return ""


def _is_untold(benefit: Benefit, facts: Facts) -> bool:
    """Nobody has said anything that is asked for this benefit alone."""
    return all(isinstance(facts[asked.told_as], Unknown) for asked in benefit.inputs.values() if not asked.fact)


def _on_the_day(facts: Facts, on: date, *, rates: Rates, known: date) -> Facts:
    """The registers count the days to the pension age from today; here they are counted from `on`."""
    born = facts["foedt"]
    if not isinstance(born, Fact) or not isinstance(born.value, date):
        return facts
    reached = pension_day(born.value, rates=rates, known=known)
    days = (reached - on).days if reached is not None else None
    return facts.with_([replace(born, name="dage_til_pensionsalder", value=days)])
