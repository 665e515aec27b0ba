"""What was written down, read back as what it was.

msgspec learns a dataclass and a Struct with the first use, and ends the process where two threads have it learn one at
once: here it learns one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from types import UnionType
from typing import Any, TypeVar, overload

import msgspec
from msgspec.json import Decoder

__all__ = ["Decoder", "converted", "decoded", "decoder"]

_T = TypeVar("_T")

_decoders: dict[Any, Decoder[Any]] = {}
_making = Lock()


@overload
def decoder(kind: type[_T]) -> Decoder[_T]: ...
@overload
def decoder(kind: UnionType) -> Decoder[Any]: ...
def decoder(kind: Any) -> Decoder[Any]:
    """The one of this kind."""
    known = _decoders.get(kind)
    if known is not None:
        return known
    with _making:
        return _decoders.setdefault(kind, Decoder(kind))


def decoded(text: str | bytes, kind: type[_T]) -> _T:
    """JSON as `kind`; `msgspec.DecodeError` where it is none."""
    return decoder(kind).decode(text)


def converted(tables: Any, kind: type[_T], *, dec_hook: Callable[[type, Any], Any] | None = None) -> _T:
    """What a TOML file says, as `kind`; `msgspec.ValidationError` where it is none."""
    decoder(kind)  # so that it is learnt
    return msgspec.convert(tables, kind, dec_hook=dec_hook)
