"""A code with its words: unknown codes are shown as such, never guessed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coded:
    """`text` is None for a code that no table in hand explains."""

    code: str
    text: str | None
