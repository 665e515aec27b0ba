"""The municipality's own file of figures that it has looked up and answers for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Annotated

import msgspec

from app.benefits.model import Confirmation
from app.benefits.rates import Number, Rates, Table, read_table
from app.errors import UserError

_Said = Annotated[str, msgspec.Meta(pattern=r"\S")]
"""Somebody must have looked, and somewhere: spaces are nobody."""


class _Confirmed(Table, frozen=True, kw_only=True):
    rate: _Said
    value: Number
    valid_from: date
    valid_to: date | None = None
    by: _Said
    on: date
    source: _Said


class _File(Table, frozen=True, kw_only=True):
    confirmed: list[_Confirmed] = msgspec.field(default_factory=list)


def read_confirmations(path: Path, rates: Rates) -> tuple[Confirmation, ...]:
    """UserError("confirmations-invalid") names the file and the rate."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _wrong(path.name, "", type(error).__name__) from error
    known, found = set(rates), []
    for one in read_table(path.name, content, _File, _wrong).confirmed:
        confirmation = Confirmation(
            one.rate, Decimal(one.value), one.valid_from, one.valid_to, by=one.by, on=one.on, source=one.source
        )
        objection = rates.objection(confirmation) if one.rate in known else "no such figure"
        if objection:
            raise _wrong(path.name, one.rate, objection)
        found.append(confirmation)
    _refuse_contradictions(path.name, found, rates)
    return tuple(found)


def _refuse_contradictions(file: str, confirmations: Iterable[Confirmation], rates: Rates) -> None:
    """What was confirmed on one day has one value on each day; a later confirmation may correct an earlier one."""
    for one, other in combinations(confirmations, 2):
        if (one.rate, one.on) == (other.rate, other.on) and one.value != other.value:
            first, last = max(one.valid_from, other.valid_from), (rates.last_day(each) for each in (one, other))
            if all(day is None or first <= day for day in last):
                raise _wrong(file, one.rate, f"two values for {first}")


def _wrong(file: str, key: str, why: str) -> UserError:
    return UserError("confirmations-invalid", detail=f"{file}, [{key}]: {why}", file=file, key=key)
