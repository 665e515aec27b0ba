"""HTTP for every register: mutual TLS, a total deadline, a size cap, safe XML. Nothing else opens a socket.

`trust_env` is off, redirects are refused, and no exception leaves here with a URL or a body in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from app.citizen.port import Call, Timeouts
from app.clock import Clock


@dataclass(frozen=True, slots=True)
class Tls:
    """PEM files: the client's certificate with its key, and the private authority that signs the servers."""

    certificate: Path
    key: Path
    authority: Path | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`query` is encoded here, never by the caller. `read` marks an operation that may be repeated."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    query: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    read: bool = True
    max_bytes: int = 5_000_000


@dataclass(frozen=True, slots=True)
class Incoming:
    status: int
    content_type: str
    body: bytes


class Transport:
    """One per process; connections are reused across calls and threads."""

    def __init__(self, *, clock: Clock, tls: Tls | None = None) -> None: ...

    def send(self, outgoing: Outgoing, call: Call, timeouts: Timeouts) -> Incoming:
        """The answer, whatever its status below 500, and 500 itself (a SOAP fault travels in it).

        Raises RegisterError: TIMEOUT past the deadline, UNREACHABLE, UNAVAILABLE (429, 502-504), DENIED (401,
        403), TOO_LARGE, MALFORMED (redirects, a body cut short).
        """
        raise NotImplementedError


def parse_xml(body: bytes) -> etree._Element:
    """The document's root. RegisterError(MALFORMED) for anything with a DTD, an entity, or that is not XML."""
    raise NotImplementedError


def parse_json(body: bytes) -> Any:
    """The value, numbers with a fraction as Decimal. RegisterError(MALFORMED) for anything else."""
    raise NotImplementedError
