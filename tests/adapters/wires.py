"""Servers that speak bytes, not HTTP: whatever a test wants to happen on a connection, over real sockets."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

Script = Callable[[socket.socket, threading.Event], None]


class Wire:
    """Listens on loopback and runs `script` on a thread for every connection; its event is set when all must end."""

    def __init__(self, script: Script, *, context: ssl.SSLContext | None = None) -> None:
        self._script = script
        self._context = context
        self._over = threading.Event()
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"
        self.connections = 0
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(10)
            twin = connection.dup()
            self._open.append(twin)
            with twin:
                if self._context is None:
                    self._script(connection, self._over)
                else:
                    with self._context.wrap_socket(connection, server_side=True) as secured:
                        self._script(secured, self._over)


def read_request(connection: socket.socket) -> bytes:
    """One request with its body; b"" when the client has hung up."""
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        if not more:
            return b""
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def answering(status: int = 200, body: bytes = b"ok", *, headers: tuple[str, ...] = ()) -> Script:
    """Answers every request on a kept connection alike."""
    head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Content-Type: text/plain", *headers]
    whole = "\r\n".join(head).encode() + b"\r\n\r\n" + body

    def script(connection: socket.socket, over: threading.Event) -> None:
        while read_request(connection):
            connection.sendall(whole)

    return script


def saying(answer: bytes, *, then: Callable[[socket.socket], None] | None = None) -> Script:
    """Reads one request, sends these bytes as they are, and hangs up (after `then`)."""

    def script(connection: socket.socket, over: threading.Event) -> None:
        read_request(connection)
        connection.sendall(answer)
        if then is not None:
            then(connection)

    return script


def dripping(first: bytes, drop: bytes, *, pace: float = 0.02) -> Script:
    """Sends `first` and then `drop` every `pace` seconds, for as long as anybody listens."""

    def script(connection: socket.socket, over: threading.Event) -> None:
        read_request(connection)
        connection.sendall(first)
        while not over.wait(pace):
            connection.sendall(drop)

    return script


def silent(connection: socket.socket, over: threading.Event) -> None:
    """Accepts and says nothing at all, not even a TLS greeting."""
    over.wait(30)
