"""The caseworker's data limits (dataafgrænsninger): the index enforces what it is told, so every call tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.citizen.model.grants import Grant

SENSITIVITY: Final = (
    "IKKE_FORTROLIGE_DATA",
    "FORTROLIGE_PERSONOPLYSNINGER",
    "FOELSOMME_PERSONOPLYSNINGER",
    "VIP_SAGER",
)
"""KOMBIT's FoelsomhedType, a ladder: who may see one step may see those before it."""

_SUBJECT = re.compile(r"\d{2}(\.\d{2}){0,2}")
_SYSTEM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CVR = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class DataLimits:
    """What the caseworker's role may see; an empty field does not limit.

    `cvr` are the authorities, `kle` subjects as 32, 32.24, 32.24.* or 32.24.08, `sensitivity` the highest step,
    `systems` UUIDs of it-systems. ValueError where one of them is none.
    """

    cvr: tuple[str, ...] = ()
    kle: tuple[str, ...] = ()
    sensitivity: str = ""
    systems: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.sensitivity and self.sensitivity not in SENSITIVITY:
            raise ValueError(f"no sensitivity: {self.sensitivity}")
        for values, form in ((self.cvr, _CVR), (self.systems, _SYSTEM)):
            if wrong := [value for value in values if not form.fullmatch(value)]:
                raise ValueError(f"no data limit: {wrong[0]}")
        common_subjects(self.kle, ())


def common_subjects(asked: Sequence[str], allowed: Sequence[str]) -> tuple[str, ...] | None:
    """The subjects in both lists in the contract's form (32.24.*); () where neither limits, None where none is left.

    ValueError for what is no KLE number or group.
    """
    first, second = [_prefix(subject) for subject in asked], [_prefix(subject) for subject in allowed]
    if not first or not second:
        common = set(first or second)
    else:
        common = {max(a, b, key=len) for a in first for b in second if a.startswith(b) or b.startswith(a)}
        if not common:
            return None
    return tuple(sorted(prefix + "*" if prefix.endswith(".") else prefix for prefix in common))


def admits(grant: Grant, *, subjects: Sequence[str], sensitivity: str) -> bool:
    """Whether a grant that came is one that was asked for; no subjects and no sensitivity admit all."""
    if subjects and not any(grant.kle.code.startswith(subject.rstrip("*")) for subject in subjects):
        return False
    if not sensitivity or grant.sensitivity not in SENSITIVITY:
        return True
    return SENSITIVITY.index(grant.sensitivity) <= SENSITIVITY.index(sensitivity)


def _prefix(subject: str) -> str:
    """32 and 32.* to "32.", 32.24.08 to itself: one subject holds another where it begins it."""
    number = subject.removesuffix(".*")
    if not _SUBJECT.fullmatch(number):
        raise ValueError(f"no KLE subject: {subject}")
    return number if len(number) == len("32.24.08") else number + "."
