"""HTTP for every register: mutual TLS, a total deadline, a size cap, safe XML. Nothing else opens a socket.

The environment's proxies, bundles and .netrc are ignored, redirects are refused, and no exception leaves here with a
URL or a body in it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from lxml import etree

from app.citizen.port import Call, Cancellation, FailureKind, RegisterError, Timeouts
from app.clock import Clock

if TYPE_CHECKING:
    from requests import Response

    from adapters.connections import Connections

_CHUNK: Final = 65_536
_DENIED: Final = (401, 403)
_AWAY: Final = (429, 502, 503, 504)
_WORTH_A_RETRY: Final = 503
_MOST_MAGNITUDE: Final = 100
"""A number of a higher power of ten is no answer, and turning it into an int would take the machine's memory."""


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
    """`dated` is the server's own time, None where it tells none."""

    status: int
    content_type: str
    body: bytes
    dated: datetime | None = None


class Transport:
    """Connections are reused across calls and threads.

    With `pins` the servers are those whose public key has one of these digests (SHA-256 of SubjectPublicKeyInfo), and
    nobody else. `heard` is told the time that each answer is dated with, on the thread of the call.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        tls: Tls | None = None,
        pins: frozenset[bytes] = frozenset(),
        heard: Callable[[datetime], None] | None = None,
    ) -> None:
        self._clock = clock
        self._tls = tls
        self._pins = pins
        self._heard = heard
        self._lock = threading.Lock()
        self._made: Connections | None = None

    def send(self, outgoing: Outgoing, call: Call, timeouts: Timeouts) -> Incoming:
        """The answer, whatever its status below 500, and 500 itself (a SOAP fault travels in it).

        Raises RegisterError: TIMEOUT past the deadline, UNREACHABLE, UNTRUSTED (another key than those pinned),
        UNAVAILABLE (429, 502-504), DENIED (401, 403), TOO_LARGE, MALFORMED (redirects, a body cut short),
        NOT_CONFIGURED (certificate files that do not load).
        """
        connections = self._connections()
        from adapters.connections import Watch, watched_by

        left = min(call.deadline - self._clock.monotonic(), timeouts.total)
        if left <= 0 or call.cancelled.is_set():
            raise RegisterError(FailureKind.TIMEOUT, "no time left")
        watch = Watch()
        timer = threading.Timer(left, watch.fire)
        timer.daemon = True
        timer.start()
        if isinstance(call.cancelled, Cancellation):
            call.cancelled.on_set(watch.fire)
        incoming: Incoming | None = None
        failure: RegisterError | None = None
        try:
            with watched_by(watch):
                incoming = _exchange(connections, outgoing, connect=min(timeouts.connect, left), read=timeouts.read)
        except RegisterError as error:
            failure = error
        except _network_errors() as error:
            failure = _translated(error, outgoing)
        finally:
            timer.cancel()
            watch.let_go()
        # Raised outside the handlers: a RegisterError must not drag along an exception that quotes the URL.
        if watch.fired or call.cancelled.is_set():
            raise RegisterError(FailureKind.TIMEOUT, "cancelled" if call.cancelled.is_set() else "deadline")
        if failure is not None:
            raise failure
        assert incoming is not None  # noqa: S101 - one of the two is always there
        if self._heard is not None and incoming.dated is not None:
            self._heard(incoming.dated)
        return incoming

    def close(self) -> None:
        """Close the pooled connections; a later call opens new ones."""
        with self._lock:
            if self._made is not None:
                self._made.close()
                self._made = None

    def _connections(self) -> Connections:
        with self._lock:
            if self._made is None:
                from adapters.connections import Connections, tls_context

                tls = self._tls
                try:
                    context = tls_context(
                        certificate=tls.certificate if tls else None,
                        key=tls.key if tls else None,
                        authority=tls.authority if tls else None,
                    )
                except OSError:
                    context = None
                if context is None:
                    raise RegisterError(FailureKind.NOT_CONFIGURED, "certificate files do not load")
                self._made = Connections(context, self._pins)
            return self._made


def _exchange(connections: Connections, outgoing: Outgoing, *, connect: float, read: float) -> Incoming:
    from requests import Request

    # Identity: a register's answers are small, and compressed ones could be bombs; `_body` caps them all the same.
    headers = {"Accept-Encoding": "identity", "User-Agent": "Indgang", **outgoing.headers}
    request = Request(
        outgoing.method, outgoing.url, headers=headers, params=list(outgoing.query), data=outgoing.body
    ).prepare()
    response = connections.open(request, connect=connect, read=read)
    try:
        _refuse(response.status_code, outgoing)
        body = _body(response, outgoing.max_bytes)
        dated = _date(response.headers.get("Date", ""))
        return Incoming(response.status_code, response.headers.get("Content-Type", ""), body, dated)
    finally:
        response.close()


def _refuse(status: int, outgoing: Outgoing) -> None:
    if 300 <= status < 400:
        raise RegisterError(FailureKind.MALFORMED, "redirect")
    if status in _DENIED:
        raise RegisterError(FailureKind.DENIED, f"status {status}")
    if status in _AWAY or status > 500:
        retriable = outgoing.read and status == _WORTH_A_RETRY
        raise RegisterError(FailureKind.UNAVAILABLE, f"status {status}", retriable=retriable)


def _date(text: str) -> datetime | None:
    """An HTTP date, whatever the language of the computer; None for what names no zone or is none."""
    with suppress(ValueError, OverflowError):
        instant = parsedate_to_datetime(text)
        return instant if instant.tzinfo is not None else None
    return None


def _body(response: Response, most: int) -> bytes:
    announced = response.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > most:
        raise RegisterError(FailureKind.TOO_LARGE, "announced")
    chunks: list[bytes] = []
    size = 0
    for chunk in response.raw.stream(_CHUNK, decode_content=True):
        size += len(chunk)
        if size > most:
            raise RegisterError(FailureKind.TOO_LARGE, "received")
        chunks.append(chunk)
    return b"".join(chunks)


def _network_errors() -> tuple[type[Exception], ...]:
    from requests import RequestException
    from urllib3.exceptions import HTTPError

    return RequestException, HTTPError, OSError


def _translated(error: BaseException, outgoing: Outgoing) -> RegisterError:
    """The kind of failure, told from the whole chain of what urllib3 and requests wrapped around it."""
    from http.client import HTTPException
    from ssl import SSLError

    from requests import RequestException
    from urllib3 import exceptions as urllib3

    from adapters.connections import OtherKeyError

    # A RequestException calls itself an OSError, whatever happened.
    chain = [link for link in _chain(error) if not isinstance(link, RequestException)]

    def has(*types: type[BaseException]) -> bool:
        return any(isinstance(link, types) for link in chain)

    if has(OtherKeyError):
        return RegisterError(FailureKind.UNTRUSTED, "tls: another key")
    if has(SSLError, urllib3.SSLError):
        return RegisterError(FailureKind.UNREACHABLE, "tls")
    if has(urllib3.ReadTimeoutError):
        return RegisterError(FailureKind.TIMEOUT, "silent")
    if has(urllib3.ConnectTimeoutError, urllib3.NewConnectionError):
        return RegisterError(FailureKind.UNREACHABLE, "connect", retriable=outgoing.read)
    if has(OSError) and not has(urllib3.IncompleteRead):
        return RegisterError(FailureKind.UNREACHABLE, "reset", retriable=outgoing.read)
    if has(HTTPException, urllib3.HTTPError):
        return RegisterError(FailureKind.MALFORMED, "http")
    return RegisterError(FailureKind.UNREACHABLE, "request")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """`error`, what it wraps as argument or reason, and what it was raised from."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        link = waiting.pop()
        if isinstance(link, BaseException) and id(link) not in seen:
            seen.add(id(link))
            yield link
            waiting += [*link.args, getattr(link, "reason", None), link.__cause__, link.__context__]


def parse_xml(body: bytes) -> etree._Element:
    """The document's root, without comments and processing instructions.

    RegisterError(MALFORMED) for anything with a DTD, an entity, or that is not XML.
    """
    # A NUL byte means UTF-16 or UTF-32, which no register sends and which would hide a DTD from this search.
    if b"\x00" in body or b"<!DOCTYPE" in body:
        raise RegisterError(FailureKind.MALFORMED, "xml: document type")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root: etree._Element | None = None
    with suppress(etree.XMLSyntaxError):
        root = etree.fromstring(body, parser)
    if root is None:
        raise RegisterError(FailureKind.MALFORMED, "xml: syntax")
    if root.getroottree().docinfo.internalDTD is not None:
        raise RegisterError(FailureKind.MALFORMED, "xml: document type")
    return root


def parse_json(body: bytes) -> Any:
    """The value, numbers with a fraction as Decimal. RegisterError(MALFORMED) for anything else."""
    value: Any = None
    good = False
    with suppress(ValueError, RecursionError):
        value = json.loads(body, parse_float=_decimal, parse_constant=_refuse_constant)
        if b"\\u" in body:
            _refuse_half_characters(value)
        good = True
    if not good:
        raise RegisterError(FailureKind.MALFORMED, "json: syntax")
    return value


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if abs(number.adjusted()) > _MOST_MAGNITUDE:
        raise ValueError("magnitude")
    return number


def _refuse_constant(name: str) -> NoReturn:
    """NaN and the infinities are Python's, not JSON's."""
    raise ValueError(name)


def _refuse_half_characters(value: object) -> None:
    """JSON can spell half of a surrogate pair, which no database, font or clipboard takes: UnicodeEncodeError."""
    json.dumps(value, ensure_ascii=False, default=str).encode()
