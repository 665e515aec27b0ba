"""The sockets under `adapters.transport`: pooled, verified, and closable from outside while a call waits on one.

Heavy (requests, urllib3), so only the transport imports it and only when the first call is made. The adapter is used
without a requests session: a session is what brings proxies, .netrc, cookies and redirects along.
"""

from __future__ import annotations

import hashlib
import logging
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_POOLS: Final = 12
_PER_POOL: Final = 16
_TALKATIVE: Final = ("urllib3.connectionpool", "urllib3.connection", "urllib3.response", "urllib3.util.retry")

# These loggers write request lines, and the archive's interface demands a CPR number in its request line.
for _name in _TALKATIVE:
    logging.getLogger(_name).disabled = True


class Watch:
    """Ends one exchange from another thread: by the timer at its deadline, or when the call is cancelled.

    It keeps a twin of the socket's descriptor. Shutting the twin down wakes a thread that waits in a handshake or in
    recv, through TLS and whatever buffer is on top, and cannot meet a descriptor number that is used again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line: _Line | None = None
        self._twin: socket.socket | None = None
        self._fired = False

    @property
    def fired(self) -> bool:
        return self._fired

    def hold(self, line: _Line, twin: socket.socket) -> None:
        """`twin` is the watch's to close; `line` says whose it is, since the pool may hand it on."""
        with self._lock:
            self._drop_twin()
            self._line, self._twin = line, twin
            line.held_by = self
            if self._fired:
                self._hang_up()

    def fire(self) -> None:
        with self._lock:
            self._fired = True
            self._hang_up()

    def let_go(self) -> None:
        """The exchange is over: firing does nothing more."""
        with self._lock:
            self._drop_twin()

    def _hang_up(self) -> None:
        if self._line is not None and self._twin is not None and self._line.held_by is self:
            with suppress(OSError):
                self._twin.shutdown(socket.SHUT_RDWR)

    def _drop_twin(self) -> None:
        if self._twin is not None:
            self._twin.close()
        self._line = self._twin = None


class _Watching(threading.local):
    watch: Watch | None = None


_watching = _Watching()


@contextmanager
def watched_by(watch: Watch) -> Iterator[None]:
    """Connections that this thread makes or takes from the pool inside the block belong to `watch`."""
    _watching.watch = watch
    try:
        yield
    finally:
        _watching.watch = None


class _Line(HTTPConnection):
    """A connection that shows itself to the watch of whoever uses it, from before its TLS handshake.

    The twin is made of the bare socket (a TLS socket cannot be duplicated). http.client closes a connection while its
    last body is still being read; the watch's own twin lives on until the exchange is over.
    """

    held_by: Watch | None = None
    _twin: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        new = super()._new_conn()
        self._twin = new.dup()
        self._be_held()
        return new

    def request(self, *args: Any, **kwargs: Any) -> None:
        self._be_held()
        super().request(*args, **kwargs)

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self._twin is not None:
                self._twin.close()
                self._twin = None

    def _be_held(self) -> None:
        if _watching.watch is not None and self._twin is not None:
            _watching.watch.hold(self, self._twin.dup())


class OtherKeyError(ssl.SSLError):
    """The server's key is none of those it is known by."""


class _TlsLine(_Line, HTTPSConnection):
    """The same under TLS. With `pins` the server's key is looked at before the first byte of a request."""

    def __init__(self, *args: Any, pins: frozenset[bytes], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pins = pins

    def connect(self) -> None:
        super().connect()
        if self._pins and _public_key_digest(self.sock) not in self._pins:
            raise OtherKeyError("another key")


def _public_key_digest(connection: Any) -> bytes:
    """SHA-256 of the SubjectPublicKeyInfo in the server's own certificate, which TLS has verified."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import load_der_x509_certificate

    key = load_der_x509_certificate(connection.getpeercert(binary_form=True)).public_key()
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()


class _Lines(HTTPConnectionPool):
    ConnectionCls = _Line


class _TlsLines(HTTPSConnectionPool):
    ConnectionCls = _TlsLine


class Connections(HTTPAdapter):
    """Pools for every register, over one TLS context that nothing in the environment or in certifi adds to."""

    def __init__(self, context: ssl.SSLContext, pins: frozenset[bytes]) -> None:
        self._context = context
        self._pins = pins
        super().__init__(pool_connections=_POOLS, pool_maxsize=_PER_POOL)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **extra: Any) -> None:  # noqa: FBT001, FBT002 - the signature is requests'
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **extra)
        self.poolmanager.pool_classes_by_scheme = {"http": _Lines, "https": partial(_TlsLines, pins=self._pins)}

    def build_connection_pool_key_attributes(self, request: PreparedRequest, verify: Any, cert: Any = None) -> Any:  # noqa: ARG002 - requests' signature; both are the context's alone
        host, _certifi = super().build_connection_pool_key_attributes(request, verify=True)
        return host, {}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Nothing: requests would add certifi's authorities to the private one here."""

    def open(self, request: PreparedRequest, *, connect: float, read: float) -> Response:
        """The answer with its body unread. Raises what requests and urllib3 raise."""
        return self.send(request, stream=True, timeout=(connect, read), proxies={})


def tls_context(*, certificate: Path | None, key: Path | None, authority: Path | None) -> ssl.SSLContext:
    """A client's context: TLS 1.2 or newer, the server's name checked. Raises OSError (ssl.SSLError is one) for bad
    PEM files. Without `authority` the operating system's authorities are trusted.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authority is not None:
        context.load_verify_locations(cafile=authority)
    else:
        for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):  # OpenSSL would trust whatever they name
            os.environ.pop(name, None)
        context.load_default_certs()
    if certificate is not None:
        context.load_cert_chain(certificate, key)
    return context
