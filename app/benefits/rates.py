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
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from app.benefits.model import Confirmation, Decider, MissingRate, Rate, Trust, Unit
from app.errors import BugError, UserError

_Text = Annotated[str, msgspec.Meta(min_length=1)]
_Number = int | Decimal
_HELD_BACK: Final = frozenset({Trust.DERIVED, Trust.REMEMBERED})


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A TOML table: unknown keys are mistakes."""


class _Figure(_Table, frozen=True, kw_only=True):
    label: _Text
    unit: Unit
    paragraph: str = ""
    look_up: str = ""


class _Set(_Table, frozen=True, kw_only=True):
    values: Annotated[dict[str, _Number], msgspec.Meta(min_length=1)]
    valid_from: date
    valid_to: date | None = None
    known_from: date | None = None
    source: _Text
    trust: Trust = Trust.SECONDARY
    superseded_by: str = ""
    superseded_from: date | None = None


class _File(_Table, frozen=True, kw_only=True):
    look_up: _Text
    decider: Decider
    figures: Annotated[dict[str, _Figure], msgspec.Meta(min_length=1)]
    sets: Annotated[list[_Set], msgspec.Meta(min_length=1)] = msgspec.field(name="set")


class _Confirmed(_Table, frozen=True, kw_only=True):
    rate: _Text
    value: _Number
    valid_from: date
    valid_to: date | None = None
    by: _Text
    on: date
    source: _Text


class _ConfirmedFile(_Table, frozen=True, kw_only=True):
    confirmed: list[_Confirmed] = []


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

    def confirmed(self, confirmations: tuple[Confirmation, ...]) -> Rates:
        """These with the municipality's own confirmations laid beside them."""
        rates = dict(self._rates)
        for confirmation in confirmations:
            declared = self._declared[confirmation.rate]
            same = [
                rate
                for rate in rates.get(confirmation.rate, ())
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
                valid_to=confirmation.valid_to,
                known_from=confirmation.on,
                source=confirmation.source,
                trust=same[-1].trust if same else Trust.SECONDARY,
                confirmed=confirmation,
            )
            rates[confirmation.rate] = (*rates.get(confirmation.rate, ()), rate)
        return replace(self, _rates=rates)


def _precedence(rate: Rate) -> tuple[date, bool, date]:
    return rate.known_from or date.min, rate.confirmed is not None, rate.valid_from


def _covers(span: Rate | _Held, day: date) -> bool:
    return span.valid_from <= day and (span.valid_to is None or day <= span.valid_to)


def read_rates(files: Mapping[str, bytes]) -> Rates:
    """By file name ("friplads.toml"). UserError("rates-invalid") names the file and the key."""
    declared: dict[str, _Declared] = {}
    rates: dict[str, tuple[Rate, ...]] = {}
    held: dict[str, tuple[_Held, ...]] = {}
    for name, content in files.items():
        benefit, file = name.removesuffix(".toml"), _read(name, content, _File, _wrong_rates)
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
        if not _is_amount(one.values[figure]):
            raise _wrong_rates(file, figure, "is no amount")
        if one.valid_to is not None and one.valid_to < one.valid_from:
            raise _wrong_rates(file, figure, f"valid_to {one.valid_to} is before valid_from")
        if bool(one.superseded_by) is not (one.superseded_from is not None):
            raise _wrong_rates(file, figure, "superseded_by and superseded_from belong together")
    for one, other in combinations(sets, 2):
        if _known(one) == _known(other) and _overlap(one, other):
            raise _wrong_rates(file, figure, f"two values for {max(one.valid_from, other.valid_from)}")


def _is_amount(value: _Number) -> bool:
    return Decimal(value).is_finite() and value >= 0


def _known(one: _Set) -> date:
    return one.known_from or date.min


def _overlap(one: _Set, other: _Set) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def _rate(key: str, declared: _Declared, one: _Set, value: _Number) -> Rate:
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
    )


def read_confirmations(path: Path, rates: Rates) -> tuple[Confirmation, ...]:
    """The municipality's own file. UserError("confirmations-invalid") names the file and the rate."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _wrong_confirmation(path.name, "", type(error).__name__) from error
    file, known = _read(path.name, content, _ConfirmedFile, _wrong_confirmation), set(rates)
    for one in file.confirmed:
        if one.rate not in known:
            raise _wrong_confirmation(path.name, one.rate, "no such figure")
        if not _is_amount(one.value):
            raise _wrong_confirmation(path.name, one.rate, "is no amount")
    return tuple(
        Confirmation(
            one.rate, Decimal(one.value), one.valid_from, one.valid_to, by=one.by, on=one.on, source=one.source
        )
        for one in file.confirmed
    )


def _read(name: str, content: bytes, shape: type[Any], wrong: Callable[[str, str, str], UserError]) -> Any:
    try:
        return msgspec.convert(tomllib.loads(content.decode("utf-8"), parse_float=Decimal), shape)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise wrong(name, _place(str(error)), str(error)) from error


def _place(message: str) -> str:
    """`figures[...].unit` out of msgspec's "... - at `$.figures[...].unit`", or nothing."""
    return message.rpartition("at `$.")[2].rstrip("`") if "at `$." in message else ""


def _wrong_rates(file: str, key: str, why: str) -> UserError:
    return UserError("rates-invalid", detail=f"{file}, [{key}]: {why}", file=file, key=key)


def _wrong_confirmation(file: str, key: str, why: str) -> UserError:
    return UserError("confirmations-invalid", detail=f"{file}, [{key}]: {why}", file=file, key=key)
