"""One calculation under way: what it has asked for, which figures it took, what it has said so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, Final

from app.benefits.declaration import Benefit, Input
from app.benefits.model import Figure, MissingRate, Outcome, Rate, Reason, Step
from app.benefits.rates import Rates
from app.benefits.words import in_month, why, written
from app.errors import BugError
from app.facts.model import CITIZEN, Fact, Facts, Unknown, Value, Why

ZERO: Final = Decimal(0)


class NoFigureError(Exception):
    """The calculation ends without an amount."""

    def __init__(self, outcome: Outcome, reason: Reason) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Result:
    """`monthly` is its worth in kroner a month, zero for what is worth nothing by itself; None for what is paid once or
    cannot be told. An amount with no right to it is zero."""

    amount: Decimal
    reason: Reason = Reason.FULL
    monthly: Decimal | None = None


class Work:
    """Handed to a formula. Asking for what is not there ends the calculation with everything it lacked."""

    def __init__(self, benefit: Benefit, facts: Facts, rates: Rates, *, on: date, known: date) -> None:
        self.on = on
        self.used: dict[str, Fact] = {}
        self.missing: dict[str, Unknown] = {}
        self.rates: dict[str, Rate] = {}
        self.absent: dict[str, MissingRate] = {}
        self.steps: list[Step] = []
        self.figures: list[Figure] = []
        self._benefit, self._facts, self._rates, self._known = benefit, facts, rates, known

    def need(self, *names: str) -> None:
        """End here unless all of them are known, so that the reader is told of every gap at once."""
        for name in names:
            fact = self._find(self._benefit.input(name))
            if isinstance(fact, Unknown) and self._benefit.input(name).default is None:
                self.missing[name] = fact
        if self.missing:
            raise NoFigureError(Outcome.NOT_ASSESSED, Reason.FACTS_MISSING)

    def amount(self, name: str) -> Decimal:
        return Decimal(self._value(name))

    def count(self, name: str) -> int:
        return int(self._value(name))

    def yes(self, name: str) -> bool:
        return bool(self._value(name))

    def text(self, name: str) -> str:
        return str(self._value(name))

    def told(self, name: str) -> Any:
        """The value of an optional input; None when nobody has said."""
        fact = self._find(self._benefit.input(name))
        if isinstance(fact, Unknown):
            return None
        self.used[fact.name] = fact
        return fact.value

    def knows(self, name: str, value: Value) -> bool:
        """Whether an input is known to be just that."""
        fact = self._find(self._benefit.input(name))
        return isinstance(fact, Fact) and fact.value == value

    def rate(self, *keys: str, on: date | None = None) -> tuple[Decimal, ...]:
        """The values of "boligsikring.maks_leje" and so on, all of them or none; on another day than the assessment's
        where the law says so."""
        found = [self._rates.find(key, on=on or self.on, known=self._known) for key in keys]
        self.rates |= {rate.key: rate for rate in found if isinstance(rate, Rate)}
        self.absent |= {rate.key: rate for rate in found if isinstance(rate, MissingRate)}
        if self.absent:
            raise NoFigureError(Outcome.NOT_ASSESSED, Reason.RATES_MISSING)
        return tuple(rate.value for rate in found if isinstance(rate, Rate))

    def say(self, step: str, amount: Decimal | None = None, /, **numbers: Decimal | int | date | str) -> None:
        """A step of the declaration, with the case's numbers in its places."""
        declared = self._benefit.steps.get(step)
        if declared is None:
            raise BugError(f"{self._benefit.key} declares no step {step}")
        text = declared.text.format_map({name: written(number) for name, number in numbers.items()})
        if not declared.paper and any(isinstance(number, date) for number in numbers.values()):
            raise BugError(f"{self._benefit.key} tells a day in {step}, and has no words for it on paper")
        paper = declared.paper.format_map({name: in_month(number) for name, number in numbers.items()})
        unit = declared.unit if amount is not None else None
        self.steps.append(Step(text, declared.paragraph, amount, paper, unit))

    def show(self, figure: str, value: Decimal) -> None:
        """A number beside the main one."""
        declared = self._benefit.figures[figure]
        self.figures.append(Figure(figure, declared.label, value, declared.unit))

    def not_computable(self, step: str, reason: Reason = Reason.NOT_PROVEN) -> NoFigureError:
        self.say(step)
        return NoFigureError(Outcome.NOT_COMPUTABLE, reason)

    def _value(self, name: str) -> Any:
        declared = self._benefit.input(name)
        fact = self._find(declared)
        if isinstance(fact, Fact):
            self.used[fact.name] = fact
            return fact.value
        if declared.default is None:
            self.need(name)
        assumed = Step(f"Forudsat: {declared.assumption} ({declared.label}: {why(fact)})")
        if assumed not in self.steps:
            self.steps.append(assumed)
        return declared.default

    def _find(self, declared: Input) -> Fact | Unknown:
        fact = self._facts[declared.told_as]
        if isinstance(fact, Unknown):
            return Unknown(declared.name, fact.why, fact.source)
        if fact.value is None:
            return Unknown(declared.name, Why.NOT_TOLD, CITIZEN)
        if not declared.accepts(fact.value):
            return Unknown(declared.name, Why.UNUSABLE, fact.source)
        return fact


def kroner(value: Decimal) -> Decimal:
    """The nearest whole krone, half a krone up."""
    return value.quantize(Decimal(1), ROUND_HALF_UP)


def oere(value: Decimal) -> Decimal:
    """The nearest øre, half an øre up."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def up(value: Decimal) -> Decimal:
    """Any part of a whole is a whole."""
    return value.to_integral_value(ROUND_CEILING)


def down(value: Decimal, to: int = 1) -> Decimal:
    """The whole multiples of `to` in it."""
    return (value / to).to_integral_value(ROUND_FLOOR) * to


def tightest(terms: Sequence[tuple[str, Decimal]]) -> tuple[str, Decimal]:
    """The lowest of several named limits; the first of equals."""
    return min(terms, key=lambda term: term[1])
