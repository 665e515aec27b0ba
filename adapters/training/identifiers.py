"""UUIDs that say whose they are to those who know the seed, so that an id is found again without any index.

48 bits name the entity, hidden under a mask made of the 62 bits that follow; anybody else sees a random UUID.
"""

from __future__ import annotations

from dataclasses import dataclass

from adapters.training.draws import mix

_TAIL = (1 << 62) - 1

ADDRESS, HOUSE_NUMBER, UNIT, BUILDING, CASE, DOCUMENT, GRANT, DEPARTMENT = range(1, 9)


@dataclass(frozen=True, slots=True)
class Name:
    """`kind` of entity, `index` of the home or person it belongs to, `part` where there are several."""

    kind: int
    index: int
    part: int


def _tail(seed: int, payload: int) -> int:
    return mix(mix(seed) ^ payload) & _TAIL


def _mask(seed: int, tail: int) -> int:
    return mix(mix(seed + 1) ^ tail) >> 16


def seal(seed: int, kind: int, index: int, part: int = 0) -> str:
    """The UUID (form of version 4, lower case) of an entity; `index` below 2^28, `part` below 2^16."""
    payload = kind << 44 | index << 16 | part
    tail = _tail(seed, payload)
    head = payload ^ _mask(seed, tail)
    low = f"{2 << 62 | tail:016x}"
    return f"{head >> 16:08x}-{head & 0xFFFF:04x}-4{mix(tail) >> 52:03x}-{low[:4]}-{low[4:]}"


def unseal(seed: int, identifier: str) -> Name | None:
    """What `seal` made the id of; None for any other UUID or text."""
    digits = identifier.replace("-", "").lower()
    try:
        head, tail = int(digits[:12], 16), int(digits[16:], 16) & _TAIL
    except ValueError:
        return None
    payload = head ^ _mask(seed, tail)
    name = Name(payload >> 44, payload >> 16 & 0xFFFFFFF, payload & 0xFFFF)
    return name if seal(seed, name.kind, name.index, name.part) == identifier.lower() else None
