"""A real server on this computer that answers as a function says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

from adapters.training.wire import Request, Response


@contextmanager
def serving(answer: Callable[[Request], Response | None]) -> Iterator[str]:
    """The server's address, for as long as the block lasts. An answer of None ends the connection."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            target = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            query = parse_qs(target.query, keep_blank_values=True)
            body = self.rfile.read(int(headers.get("content-length", 0)))
            said = answer(Request(self.command, unquote(target.path), query, headers, body))
            if said is None:
                self.close_connection = True
                return
            self.send_response(said.status)
            self.send_header("Content-Type", said.content_type)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            with suppress(ConnectionError):  # a client that has read enough goes
                self.wfile.write(said.body)

        do_PUT = do_GET
        do_PATCH = do_GET

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's own name
            """Nothing: the suite fails on noise."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
