"""An HTTP/1.1 server on this computer that can close its port, take it up again, and end without waiting for anyone."""

from __future__ import annotations

import os
import selectors
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Final
from urllib.parse import parse_qs, unquote

from adapters.training.wire import Request, Response

HOST: Final = "127.0.0.1"
_BACKLOG: Final = 64
_JOIN: Final = 10.0
_MOST_DIGITS: Final = 8


class Exchange(BaseHTTPRequestHandler):
    """One connection; `asked` is the request to be answered now, by exactly one of the methods that answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "Fjordby"
    sys_version = ""
    asked: Request

    def __init__(self, connection: socket.socket, handle: Callable[[Exchange], None]) -> None:
        self._handle = handle
        super().__init__(connection, connection.getpeername(), None)  # type: ignore[arg-type] # uses no server

    def reply(self, response: Response) -> None:
        self._head(response, str(len(response.body)))
        self.wfile.write(response.body)

    def reply_half(self, response: Response) -> None:
        """All of it announced, half of it sent, then the end of the connection."""
        body = response.body or b"  "
        self._head(response, str(len(body)))
        self.wfile.write(body[: len(body) // 2])
        self.hang_up()

    def reply_stream(self, content_type: str, parts: Iterable[bytes]) -> None:
        """In chunks: the length is known when the last part is."""
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in parts:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def hang_up(self) -> None:
        self.close_connection = True

    def do_GET(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal() or len(length) > _MOST_DIGITS:
            self.hang_up()
            self.send_error(411)
            return
        path, _, query = self.path.partition("?")
        self.asked = Request(
            method=self.command,
            path=unquote(path),
            query=parse_qs(query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(int(length)),
        )
        self._handle(self)

    do_POST = do_GET
    do_PUT = do_GET
    do_PATCH = do_GET

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's own name
        """Nothing: a request line may hold a person's number."""

    def _head(self, response: Response, length: str) -> None:
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", length)
        self.end_headers()


class LoopbackServer:
    """One thread accepts, one more serves each connection; `handle` is called there for every request."""

    def __init__(self, handle: Callable[[Exchange], None], *, tls: ssl.SSLContext | None = None) -> None:
        self._handle = handle
        self._tls = tls
        self._lock = threading.Lock()
        self._connections: dict[socket.socket, threading.Thread] = {}
        self._socket = _bound(0)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://{HOST}:{self.port}"
        self._ears: _Ears | None = None
        self.listen()

    def listen(self) -> None:
        if self._ears is None:
            self._socket.listen(_BACKLOG)
            self._ears = _Ears(self._socket, self._accept)

    def refuse(self) -> None:
        """No new connection and none of the old; the port stays taken, so that nobody else gets it meanwhile."""
        if self._ears is not None:
            self._stop_listening()
            self._drop()
            self._socket = _bound(self.port)

    def stop(self) -> None:
        """As `refuse`, for good. Waits for nobody: release those who wait in `handle`, then `join`."""
        self._stop_listening()
        self._drop()

    def join(self) -> None:
        for thread in self._serving():
            thread.join(_JOIN)

    def _stop_listening(self) -> None:
        if self._ears is not None:
            self._ears.close()
            self._ears = None
        self._socket.close()

    def _accept(self, connection: socket.socket) -> None:
        if self._tls is not None:
            connection = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=self._serve, args=(connection,), name=f"serve-{self.port}", daemon=True)
        with self._lock:
            self._connections[connection] = thread
        thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with suppress(OSError):  # the client goes when it likes, or was dropped
                if isinstance(connection, ssl.SSLSocket):
                    connection.do_handshake()
                Exchange(connection, self._handle)
        finally:
            with self._lock:
                del self._connections[connection]
                connection.close()

    def _serving(self) -> list[threading.Thread]:
        with self._lock:
            return list(self._connections.values())

    def _drop(self) -> None:
        """Ends all connections; the threads that served them see it at their next step."""
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)  # below TLS, which another thread is using


class _Ears:
    """Accepts on a thread of its own until closed; a pair of sockets wakes it, for closing one does not everywhere."""

    def __init__(self, listener: socket.socket, accept: Callable[[socket.socket], None]) -> None:
        self._listener = listener
        self._accept = accept
        self._waker, self._woken = socket.socketpair()
        listener.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="accept", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._waker.close()
        self._thread.join()

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector, self._woken:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while all(key.fileobj is self._listener for key, _ in selector.select()):
                with suppress(OSError):  # gone before it was taken
                    connection, _ = self._listener.accept()
                    connection.setblocking(True)
                    self._accept(connection)


def _bound(port: int) -> socket.socket:
    """Not yet listening: a connection is refused. Port 0 takes any."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let a second program take the same port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((HOST, port))
    return bound
