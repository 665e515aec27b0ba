"""Figures of the law by the day they apply and the day they were known.

A file of `resources/rates` is one benefit's: `look_up` says where its figures are found, `decider` who decides by
them, `[figures.NAME]` declares
label, unit and paragraph, and each `[[set]]` has the values that share validity, source and mark. Derived and
remembered values (D, R) are not even kept: only their mark is, so that the screen can say what to look up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Annotated, Any, Final

import msgspec

from app.benefits.model import Confirmation, Decider, MissingRate, Rate, Trust, Unit
from app.decoding import converted
from app.errors import BugError, UserError

_Text = Annotated[str, msgspec.Meta(min_length=1)]
Number = int | Decimal
_HELD_BACK: Final = frozenset({Trust.DERIVED, Trust.REMEMBERED})


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A TOML table: unknown keys are mistakes."""


class _Figure(Table, frozen=True, kw_only=True):
    label: _Text
    unit: Unit
    paragraph: str = ""
    look_up: str = ""


class _Set(Table, frozen=True, kw_only=True):
    values: Annotated[dict[str, Number], msgspec.Meta(min_length=1)]
    valid_from: date
    valid_to: date | None = None
    known_from: date | None = None
    source: _Text
    trust: Trust = Trust.SECONDARY
    superseded_by: str = ""
    superseded_from: date | None = None


class _File(Table, frozen=True, kw_only=True):
    look_up: _Text
    decider: Decider
    figures: Annotated[dict[str, _Figure], msgspec.Meta(min_length=1)]
    sets: Annotated[list[_Set], msgspec.Meta(min_length=1)] = msgspec.field(name="set")


@dataclass(frozen=True, slots=True)
class _Declared:
    label: str
    unit: Unit
    paragraph: str
    look_up: str
    decider: Decider


@dataclass(frozen=True, slots=True)
class _Held:
    """That a value is held back, without the value."""

    valid_from: date
    valid_to: date | None
    trust: Trust


@dataclass(frozen=True, slots=True)
class Rates:
    """Every figure of one pack, with what the municipality has confirmed."""

    _declared: Mapping[str, _Declared]
    _rates: Mapping[str, tuple[Rate, ...]]
    _held: Mapping[str, tuple[_Held, ...]]

    def __iter__(self) -> Iterator[str]:
        """The keys, whether a value is there or not."""
        return iter(self._declared)

    def find(self, key: str, *, on: date, known: date) -> Rate | MissingRate:
        """The value in force on the day `on`, as it was known on the day `known`: of several, the one known latest.

        A confirmation is known from the day it was given, so a figure that comes out after it asks for a new one.
        """
        declared = self._declared.get(key)
        if declared is None:
            raise BugError(f"no figure is called {key}")
        candidates = [
            rate
            for rate in self._rates.get(key, ())
            if _covers(rate, on) and (rate.known_from or date.min) <= known < (rate.superseded_from or date.max)
        ]
        if candidates:
            return max(candidates, key=_precedence)
        held = next((held.trust for held in self._held.get(key, ()) if _covers(held, on)), None)
        return MissingRate(key, declared.label, on, declared.look_up, held)

    def news_since(self, older: Rates, day: date) -> Rates:
        """These with what `older` has not known from `day` on, where the file does not say from when: a confirmation
        given before it goes for the figure it was given for, and no longer."""
        seen = {_substance(rate) for rates in older._rates.values() for rate in rates}
        return replace(
            self,
            _rates={
                key: tuple(
                    rate if rate.known_from or _substance(rate) in seen else replace(rate, known_from=day)
                    for rate in rates
                )
                for key, rates in self._rates.items()
            },
        )

    def objection(self, confirmation: Confirmation) -> str:
        """Why a confirmation cannot be right; empty where it can. Nobody's own figure goes before one that reproduces
        the authority's results and was known on the day it was given."""
        if confirmation.valid_to is not None and confirmation.valid_to < confirmation.valid_from:
            return f"valid_to {confirmation.valid_to} is before valid_from"
        if not is_amount(confirmation.value):
            return "is no amount"
        if self._declared[confirmation.rate].unit is Unit.SHARE and confirmation.value > 1:
            return "is a share: 0.85 for 85 per cent"
        found = self.find(confirmation.rate, on=confirmation.valid_from, known=confirmation.on)
        if isinstance(found, Rate) and found.trust is Trust.PROVEN and found.value != confirmation.value:
            return f"contradicts a proven figure: {found.source}"
        return ""

    def last_day(self, confirmation: Confirmation) -> date | None:
        """How long it counts: never longer than the set of figures it is about, or where there is none and the figure
        is a year's, than that year. None for what has no end."""
        key = confirmation.rate
        spans: tuple[Rate | _Held, ...] = (*self._rates.get(key, ()), *self._held.get(key, ()))
        about = [span for span in spans if _covers(span, confirmation.valid_from)]
        end: date | None = None
        if about:
            end = max(about, key=lambda span: span.valid_from).valid_to
        elif all(span.valid_to is not None for span in spans):
            end = date(confirmation.valid_from.year, 12, 31)
        return min((day for day in (end, confirmation.valid_to) if day is not None), default=None)

    def confirmed(self, confirmations: tuple[Confirmation, ...]) -> Rates:
        """These with the municipality's own confirmations laid beside them, each until its last day."""
        rates = dict(self._rates)
        for confirmation in confirmations:
            declared = self._declared[confirmation.rate]
            same = [
                rate
                for rate in self._rates.get(confirmation.rate, ())
                if rate.value == confirmation.value and _covers(rate, confirmation.valid_from)
            ]
            rate = Rate(
                key=confirmation.rate,
                label=declared.label,
                value=confirmation.value,
                unit=declared.unit,
                paragraph=declared.paragraph,
                decider=declared.decider,
                valid_from=confirmation.valid_from,
                valid_to=self.last_day(confirmation),
                known_from=confirmation.on,
                source=confirmation.source,
                trust=same[-1].trust if same else Trust.SECONDARY,
                confirmed=confirmation,
                look_up=declared.look_up,
            )
            rates[confirmation.rate] = (*rates.get(confirmation.rate, ()), rate)
        return replace(self, _rates=rates)


def _precedence(rate: Rate) -> tuple[date, bool, date]:
    return rate.known_from or date.min, rate.confirmed is not None, rate.valid_from


def _substance(rate: Rate) -> tuple[str, Decimal, date, date | None]:
    return rate.key, rate.value, rate.valid_from, rate.valid_to


def _covers(span: Rate | _Held, day: date) -> bool:
    return span.valid_from <= day and (span.valid_to is None or day <= span.valid_to)


def read_rates(files: Mapping[str, bytes]) -> Rates:
    """By file name ("friplads.toml"). UserError("rates-invalid") names the file and the key."""
    declared: dict[str, _Declared] = {}
    rates: dict[str, tuple[Rate, ...]] = {}
    held: dict[str, tuple[_Held, ...]] = {}
    for name, content in files.items():
        benefit, file = name.removesuffix(".toml"), read_table(name, content, _File, _wrong_rates)
        for figure, table in file.figures.items():
            key = f"{benefit}.{figure}"
            declared[key] = _Declared(
                table.label, table.unit, table.paragraph, table.look_up or file.look_up, file.decider
            )
            sets = [one for one in file.sets if figure in one.values]
            _refuse_contradictions(name, figure, sets)
            rates[key] = tuple(_rate(key, declared[key], one, one.values[figure]) for one in sets if not _is_held(one))
            held[key] = tuple(_Held(one.valid_from, one.valid_to, one.trust) for one in sets if _is_held(one))
        for one in file.sets:
            if unknown := set(one.values) - set(file.figures):
                raise _wrong_rates(name, min(unknown), "has a value and no [figures] table")
    return Rates(declared, rates, held)


def _is_held(one: _Set) -> bool:
    return one.trust in _HELD_BACK


def _refuse_contradictions(file: str, figure: str, sets: list[_Set]) -> None:
    """One day known and one day of validity have one value."""
    for one in sets:
        if not is_amount(one.values[figure]):
            raise _wrong_rates(file, figure, "is no amount")
        if one.valid_to is not None and one.valid_to < one.valid_from:
            raise _wrong_rates(file, figure, f"valid_to {one.valid_to} is before valid_from")
        if bool(one.superseded_by) is not (one.superseded_from is not None):
            raise _wrong_rates(file, figure, "superseded_by and superseded_from belong together")
    for one, other in combinations(sets, 2):
        if _known(one) == _known(other) and _overlap(one, other):
            raise _wrong_rates(file, figure, f"two values for {max(one.valid_from, other.valid_from)}")


def is_amount(value: Number) -> bool:
    return Decimal(value).is_finite() and value >= 0


def _known(one: _Set) -> date:
    return one.known_from or date.min


def _overlap(one: _Set, other: _Set) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def _rate(key: str, declared: _Declared, one: _Set, value: Number) -> Rate:
    return Rate(
        key=key,
        label=declared.label,
        value=Decimal(value),
        unit=declared.unit,
        paragraph=declared.paragraph,
        decider=declared.decider,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        known_from=one.known_from,
        source=one.source,
        trust=one.trust,
        superseded_by=one.superseded_by,
        superseded_from=one.superseded_from,
        look_up=declared.look_up,
    )


def read_table(name: str, content: bytes, shape: type[Any], wrong: Callable[[str, str, str], UserError]) -> Any:
    """The TOML of a file as `shape`. `wrong` makes the error of file name, key and reason."""
    try:
        return converted(tomllib.loads(content.decode("utf-8"), parse_float=Decimal), shape)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise wrong(name, _place(str(error)), str(error)) from error


def _place(message: str) -> str:
    """`figures[...].unit` out of msgspec's "... - at `$.figures[...].unit`", or nothing."""
    return message.rpartition("at `$.")[2].rstrip("`") if "at `$." in message else ""


def _wrong_rates(file: str, key: str, why: str) -> UserError:
    return UserError("rates-invalid", detail=f"{file}, [{key}]: {why}", file=file, key=key)
