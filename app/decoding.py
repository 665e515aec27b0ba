"""What was written down, read back as what it was."""

from __future__ import annotations

from threading import Lock
from typing import Any, TypeVar

import msgspec

_T = TypeVar("_T")

_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}
_making = Lock()


def decoder(kind: type[_T]) -> msgspec.json.Decoder[_T]:
    """The one of this kind.

    msgspec learns a dataclass with its first use, and ends the process where two threads have it learn one at once:
    here it learns one at a time.
    """
    known: msgspec.json.Decoder[_T] | None = _decoders.get(kind)
    if known is not None:
        return known
    with _making:
        made: msgspec.json.Decoder[_T] = _decoders.setdefault(kind, msgspec.json.Decoder(kind))
    return made


def decoded(text: str | bytes, kind: type[_T]) -> _T:
    """JSON as `kind`; `msgspec.DecodeError` where it is none."""
    return decoder(kind).decode(text)
