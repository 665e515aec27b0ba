"""Conditions over named facts, in a closed vocabulary: all, any, not, is, min, max, in. No expressions, no code.

A condition is a table of data (TOML):

    { all = [ CONDITION, ... ] }      { any = [ CONDITION, ... ] }      { not = CONDITION }
    { fact = NAME, is = VALUE }       { fact = NAME, in = [ VALUE, ... ] }
    { fact = NAME, min = VALUE }      { fact = NAME, max = VALUE }

min and max include the bound and may stand together.

The answer has three values. A fact without a value makes it NOT_ASSESSED wherever it could change the outcome, and
nowhere else. A fact known to be empty meets no bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from app.errors import UserError
from app.facts.model import Fact, Facts, Kind, Unknown, Value

_TYPES: Final = {
    Kind.BOOLEAN: (bool,),
    Kind.NUMBER: (int, Decimal),
    Kind.AMOUNT: (int, Decimal),
    Kind.DATE: (date,),
    Kind.TEXT: (str,),
}
_ORDERED: Final = (Kind.NUMBER, Kind.AMOUNT, Kind.DATE)


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Answer:
    """`used` are the facts that decided it; `missing` those without which it cannot be said."""

    verdict: Verdict
    used: tuple[Fact, ...] = ()
    missing: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """One fact against one bound; each of the bounds that is not None must hold."""

    fact: str
    among: tuple[Value, ...] = ()
    least: Value = None
    most: Value = None

    def holds(self, facts: Facts) -> Answer:
        known = facts[self.fact]
        if isinstance(known, Unknown):
            return Answer(Verdict.NOT_ASSESSED, missing=(known,))
        return Answer(Verdict.MET if self._accepts(known.value) else Verdict.NOT_MET, used=(known,))

    def _accepts(self, value: Any) -> bool:
        if value is None:
            return False
        if self.among:
            return value in self.among
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition

    def holds(self, facts: Facts) -> Answer:
        answer = self.part.holds(facts)
        return Answer(_TURNED[answer.verdict], answer.used, answer.missing)


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> Answer:
        return _weigh([part.holds(facts) for part in self.parts], decisive=Verdict.NOT_MET)


@dataclass(frozen=True, slots=True)
class Some:
    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> Answer:
        return _weigh([part.holds(facts) for part in self.parts], decisive=Verdict.MET)


Condition = Bound | Not | Every | Some

_TURNED: Final = {
    Verdict.MET: Verdict.NOT_MET,
    Verdict.NOT_MET: Verdict.MET,
    Verdict.NOT_ASSESSED: Verdict.NOT_ASSESSED,
}


def _weigh(answers: list[Answer], *, decisive: Verdict) -> Answer:
    """One part with the `decisive` verdict settles it; else an open part leaves it open; else it is the other one."""
    for verdict in (decisive, Verdict.NOT_ASSESSED, _TURNED[decisive]):
        parts = [answer for answer in answers if answer.verdict is verdict]
        if parts:
            used = dict.fromkeys(fact for answer in parts for fact in answer.used)
            missing = dict.fromkeys(fact for answer in parts for fact in answer.missing)
            return Answer(verdict, tuple(used), tuple(missing))
    return Answer(_TURNED[decisive])


def read_condition(table: object, vocabulary: Mapping[str, Kind]) -> Condition:
    """The condition written as data. UserError("condition-invalid") says what is wrong, in its detail."""
    if not isinstance(table, dict):
        raise _wrong(f"a condition is a table, not {table!r}")
    match table:
        case {"all": list(parts)} if len(table) == 1 and parts:
            return Every(tuple(read_condition(part, vocabulary) for part in parts))
        case {"any": list(parts)} if len(table) == 1 and parts:
            return Some(tuple(read_condition(part, vocabulary) for part in parts))
        case {"not": part} if len(table) == 1:
            return Not(read_condition(part, vocabulary))
        case {"fact": str(name), **bounds}:
            return _read_bound(name, bounds, vocabulary)
    raise _wrong(f"not a condition: {sorted(table)}")


def _read_bound(name: str, bounds: Mapping[str, Any], vocabulary: Mapping[str, Kind]) -> Bound:
    kind = vocabulary.get(name)
    if kind is None:
        raise _wrong(f"no fact is called {name}")
    values = {word: _values(name, kind, bound, many=word == "in") for word, bound in bounds.items()}
    match values:
        case {"is": (value,)} if len(values) == 1:
            return Bound(name, among=(value,))
        case {"in": among} if len(values) == 1 and among:
            return Bound(name, among=among)
        case _ if values and set(values) <= {"min", "max"} and kind in _ORDERED:
            (least,), (most,) = values.get("min", (None,)), values.get("max", (None,))
            return Bound(name, least=least, most=most)
    raise _wrong(f"{name}: {sorted(values)} cannot be asked of a {kind}")


def _values(name: str, kind: Kind, bound: object, *, many: bool) -> tuple[Any, ...]:
    values = tuple(bound) if many and isinstance(bound, list) else (bound,)
    for one in values:
        if isinstance(one, bool) is not (kind is Kind.BOOLEAN) or not isinstance(one, _TYPES[kind]):
            raise _wrong(f"{name} is a {kind}, not {one!r}")
    return values


def _wrong(why: str) -> UserError:
    return UserError("condition-invalid", detail=why)


def named(condition: Condition) -> Iterator[str]:
    """The names of all facts it asks for."""
    match condition:
        case Bound():
            yield condition.fact
        case Not():
            yield from named(condition.part)
        case Every() | Some():
            for part in condition.parts:
                yield from named(part)
