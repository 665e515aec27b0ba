"""Integer draws that are the same on every machine and Python version: SplitMix64 (Steele, Lea and Flood, 2014).

Every entity has a stream of its own, named by what it is, so its values depend on nothing generated before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_MASK = (1 << 64) - 1
_GAMMA = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB
_KINDS = 0xD1342543DE82EF95
_ENTITIES = 0xA0761D6478BD642F


def mix(value: int) -> int:
    """64 bits to 64 bits, one to one."""
    value = ((value ^ (value >> 30)) * _FIRST) & _MASK
    value = ((value ^ (value >> 27)) * _SECOND) & _MASK
    return value ^ (value >> 31)


def fingerprint(text: str) -> int:
    """64 bits that name a text, for streams of hand-written entities."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


class Stream:
    """Draws for one entity: `Stream(seed, KIND, index)`."""

    __slots__ = ("_state",)

    def __init__(self, seed: int, kind: int, index: int) -> None:
        self._state = (seed * _SECOND + kind * _KINDS + index * _ENTITIES) & _MASK

    def below(self, bound: int) -> int:
        """An integer from 0 up to, not including, `bound`."""
        self._state = value = (self._state + _GAMMA) & _MASK
        value = ((value ^ (value >> 30)) * _FIRST) & _MASK
        value = ((value ^ (value >> 27)) * _SECOND) & _MASK
        return ((value ^ (value >> 31)) * bound) >> 64

    def between(self, low: int, high: int) -> int:
        """Both ends included."""
        return low + self.below(high - low + 1)

    def chance(self, per_mille: int) -> bool:
        return self.below(1000) < per_mille

    def pick(self, values: Sequence[T]) -> T:
        return values[self.below(len(values))]

    def early(self, values: Sequence[T]) -> T:
        """One of `values`, the first ones more often than the last: lists are kept with the commonest first."""
        count = len(values)
        one, other = divmod(self.below(count * count), count)
        return values[one * other // count]
