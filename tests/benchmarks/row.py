"""What a benchmark is: a name, a target, and a function that measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class NotMeasuredError(Exception):
    """The measurement itself went wrong, so that its number would mean nothing; the text says how."""


@dataclass(frozen=True, slots=True)
class Measured:
    """`note` is for the table's reader: what else was seen on the way."""

    value: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Met at `target` or below. `measure` takes "quick": fewer repetitions, for trying the program out."""

    name: str
    unit: str
    target: float
    measure: Callable[[bool], Measured]
