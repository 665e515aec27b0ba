"""The transport against servers that lie, drip, stop, grow and hang up."""

from __future__ import annotations

import gzip
import logging
import socket
import struct
import threading
import time
import traceback
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar
from uuid import uuid4

import pytest

from adapters.transport import Outgoing, Transport
from app.citizen.port import Call, Cancellation, FailureKind, RegisterError, Timeouts
from app.clock import SystemClock
from tests.adapters.wires import Script, Wire, answering, dripping, read_request, saying, silent

NUMBER = "0701614038"
TIMEOUTS = Timeouts(connect=60.0, read=60.0, total=60.0)
SOON = 0.3
ALL_OVER = 20.0
"""Below what a server is silent for, far above what a busy machine needs: a call that outlives its deadline is seen."""


@pytest.fixture
def transport() -> Iterator[Transport]:
    made = Transport(clock=SystemClock())
    yield made
    made.close()


def call(seconds: float = 60.0, cancelled: threading.Event | None = None) -> Call:
    return Call(time.monotonic() + seconds, "az1", uuid4(), cancelled or threading.Event())


def refusal(transport: Transport, outgoing: Outgoing, circumstances: Call | None = None) -> RegisterError:
    with pytest.raises(RegisterError) as caught:
        transport.send(outgoing, circumstances or call(), TIMEOUTS)
    return caught.value


def test_an_answer_comes_back_whole(transport: Transport) -> None:
    seen: list[bytes] = []

    def script(connection: socket.socket, over: threading.Event) -> None:
        seen.append(read_request(connection))
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: 5\r\n\r\n<a/>\n"
        )

    with Wire(script) as wire:
        outgoing = Outgoing("POST", wire.url + "/s", {"SOAPAction": '"x"'}, (("q", "Ærø & Sø"), ("q", "2")), b"<q/>")
        incoming = transport.send(outgoing, call(), TIMEOUTS)
    assert (incoming.status, incoming.content_type, incoming.body) == (200, "text/xml; charset=utf-8", b"<a/>\n")
    request = seen[0].decode()
    assert request.startswith("POST /s?q=%C3%86r%C3%B8+%26+S%C3%B8&q=2 HTTP/1.1\r\n")
    assert 'SOAPAction: "x"' in request
    assert "Accept-Encoding: identity" in request
    assert request.endswith("<q/>")


@pytest.mark.parametrize(
    ("date", "heard"),
    [
        ("Fri, 20 Nov 2026 13:02:05 GMT", [datetime(2026, 11, 20, 13, 2, 5, tzinfo=UTC)]),
        ("Fri, 20 Nov 2026 13:02:05 -0000", []),
        ("Fri, 20 Nov 99999 13:02:05 GMT", []),
        ("i går", []),
        ("", []),
    ],
)
def test_the_servers_time_is_told_where_it_tells_one(date: str, heard: list[datetime]) -> None:
    told: list[datetime] = []
    transport = Transport(clock=SystemClock(), heard=told.append)
    with Wire(answering(headers=(f"Date: {date}",) if date else ())) as wire:
        incoming = transport.send(Outgoing("GET", wire.url), call(), TIMEOUTS)
        transport.close()
    assert (told, incoming.body) == (heard, b"ok")


def test_ten_calls_share_one_connection(transport: Transport) -> None:
    with Wire(answering()) as wire:
        for _ in range(10):
            assert transport.send(Outgoing("GET", wire.url), call(), TIMEOUTS).body == b"ok"
        assert wire.connections == 1


@pytest.mark.parametrize("status", [200, 204, 400, 404, 409, 500])
def test_statuses_that_are_answers(transport: Transport, status: int) -> None:
    body = b"" if status == 204 else b"what"
    with Wire(answering(status, body)) as wire:
        incoming = transport.send(Outgoing("GET", wire.url), call(), TIMEOUTS)
    assert (incoming.status, incoming.body) == (status, body)


@pytest.mark.parametrize(
    ("status", "kind", "retriable"),
    [
        (301, FailureKind.MALFORMED, False),
        (302, FailureKind.MALFORMED, False),
        (307, FailureKind.MALFORMED, False),
        (401, FailureKind.DENIED, False),
        (403, FailureKind.DENIED, False),
        (429, FailureKind.UNAVAILABLE, False),
        (502, FailureKind.UNAVAILABLE, False),
        (503, FailureKind.UNAVAILABLE, True),
        (504, FailureKind.UNAVAILABLE, False),
    ],
)
def test_statuses_that_are_failures(transport: Transport, status: int, kind: FailureKind, retriable: bool) -> None:
    with Wire(answering(status, headers=("Location: http://127.0.0.1:9/elsewhere",))) as wire:
        error = refusal(transport, Outgoing("GET", wire.url))
        once_only = refusal(transport, Outgoing("POST", wire.url, read=False))
    assert (error.kind, error.retriable) == (kind, retriable)
    assert not once_only.retriable


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(silent, id="silent"),
        pytest.param(dripping(b"HTTP/1.1 2", b"0"), id="dripping status line"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\nX-Long: ", b"y"), id="dripping header"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", pace=0.05), id="dripping header lines"),
        pytest.param(dripping(HEAD + b"Content-Length: 100000\r\n\r\n", b"z"), id="dripping body"),
        pytest.param(dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nz\r\n"), id="dripping chunks"),
        pytest.param(dripping(HEAD + b"Connection: close\r\n\r\n", b"z"), id="dripping body without length"),
        pytest.param(dripping(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"), id="only continue"),
    ],
)
def test_no_server_outlives_the_deadline(transport: Transport, script: Script) -> None:
    with Wire(script) as wire:
        began = time.monotonic()
        error = refusal(transport, Outgoing("GET", wire.url), call(SOON))
        took = time.monotonic() - began
    assert error.kind is FailureKind.TIMEOUT
    assert SOON * 0.9 <= took < ALL_OVER


def test_total_bounds_a_call_whose_view_would_wait_longer(transport: Transport) -> None:
    with Wire(silent) as wire, pytest.raises(RegisterError) as caught:
        transport.send(Outgoing("GET", wire.url), call(60), Timeouts(connect=60, read=60, total=SOON))
    assert caught.value.kind is FailureKind.TIMEOUT


def test_a_silent_server_costs_the_read_timeout_only(transport: Transport) -> None:
    with Wire(silent) as wire, pytest.raises(RegisterError) as caught:
        transport.send(Outgoing("GET", wire.url), call(60), Timeouts(connect=60, read=0.1, total=60))
    assert (caught.value.kind, caught.value.detail) == (FailureKind.TIMEOUT, "silent")
    assert not caught.value.retriable


def test_cancelling_hangs_up_at_once(transport: Transport) -> None:
    asked = threading.Event()

    def script(connection: socket.socket, over: threading.Event) -> None:
        read_request(connection)
        asked.set()
        over.wait(30)

    cancelled = Cancellation()
    with Wire(script) as wire:
        threading.Thread(target=lambda: cancelled.set() if asked.wait(10) else None).start()
        began = time.monotonic()
        refusal(transport, Outgoing("GET", wire.url), call(30, cancelled))
        assert time.monotonic() - began < ALL_OVER
        refusal(transport, Outgoing("GET", wire.url), call(30, cancelled))
        assert wire.connections == 1


def test_past_the_deadline_nothing_is_sent(transport: Transport) -> None:
    with Wire(answering()) as wire:
        assert refusal(transport, Outgoing("GET", wire.url), call(-1)).kind is FailureKind.TIMEOUT
        assert wire.connections == 0


def endless(connection: socket.socket, over: threading.Event) -> None:
    read_request(connection)
    connection.sendall(HEAD + b"Connection: close\r\n\r\n")
    while not over.is_set():
        connection.sendall(b"x" * 65536)


BOMB = gzip.compress(b"\0" * 50_000_000)
MOST = 60_000


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(saying(HEAD + b"Content-Length: 60001\r\n\r\n"), id="announced"),
        pytest.param(endless, id="endless"),
        pytest.param(answering(200, BOMB, headers=("Content-Encoding: gzip",)), id="compressed"),
    ],
)
def test_what_is_too_large_is_not_swallowed(transport: Transport, script: Script) -> None:
    assert len(BOMB) < MOST
    with Wire(script) as wire:
        tracemalloc.start()
        error = refusal(transport, Outgoing("GET", wire.url, max_bytes=MOST))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert error.kind is FailureKind.TOO_LARGE
    assert peak < 5_000_000


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize(
    ("script", "kind", "retriable"),
    [
        pytest.param(saying(HEAD + b"Content-Length: 9\r\n\r\n<a>"), FailureKind.MALFORMED, False, id="half a body"),
        pytest.param(
            saying(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"), FailureKind.MALFORMED, False, id="half a chunk"
        ),
        pytest.param(
            saying(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), FailureKind.MALFORMED, False, id="no chunk"
        ),
        pytest.param(saying(b"SSH-2.0-OpenSSH\r\n"), FailureKind.MALFORMED, False, id="not HTTP"),
        pytest.param(
            saying(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"),
            FailureKind.MALFORMED,
            False,
            id="no gzip",
        ),
        pytest.param(saying(b""), FailureKind.UNREACHABLE, True, id="hangs up"),
        pytest.param(saying(b"", then=reset), FailureKind.UNREACHABLE, True, id="resets"),
        pytest.param(
            saying(HEAD + b"Content-Length: 99\r\n\r\nabcd", then=reset),
            FailureKind.UNREACHABLE,
            True,
            id="resets late",
        ),
    ],
)
def test_broken_answers(transport: Transport, script: Script, kind: FailureKind, retriable: bool) -> None:
    with Wire(script) as wire:
        error = refusal(transport, Outgoing("GET", wire.url))
    assert (error.kind, error.retriable) == (kind, retriable)


def test_nobody_listening_is_unreachable(transport: Transport) -> None:
    with Wire(answering()) as wire:
        url = wire.url
    error = refusal(transport, Outgoing("GET", url))
    assert (error.kind, error.detail, error.retriable) == (FailureKind.UNREACHABLE, "connect", True)
    assert not refusal(transport, Outgoing("POST", url, read=False)).retriable


class Late:
    """A timer that goes off too late to be called off: when the test has it go off."""

    going: ClassVar[list[Callable[[], None]]] = []

    def __init__(self, _seconds: float, go_off: Callable[[], None]) -> None:
        self.going.append(go_off)

    def start(self) -> None: ...

    def cancel(self) -> None: ...


def test_a_deadline_does_not_hit_the_next_call_on_the_same_connection(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "Timer", Late)
    monkeypatch.setattr(Late, "going", [])

    def script(connection: socket.socket, over: threading.Event) -> None:
        while read_request(connection):
            for go_off in Late.going[:-1]:
                go_off()
            connection.sendall(b"HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\nok")

    with Wire(script) as wire:
        for _ in range(10):
            assert transport.send(Outgoing("GET", wire.url), call(), TIMEOUTS).body == b"ok"
            for go_off in Late.going:
                go_off()
        assert len(Late.going) == 10
        assert wire.connections == 1


def test_no_number_in_what_is_raised_or_logged(transport: Transport, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    scripts = [answering(), answering(403), saying(b""), saying(HEAD + b"Content-Length: 99\r\n\r\n" + NUMBER.encode())]
    said = []
    for script in scripts:
        with Wire(script) as wire:
            outgoing = Outgoing("GET", f"{wire.url}/sag/{NUMBER}", {"X-Who": NUMBER}, (("part", NUMBER),))
            try:
                transport.send(outgoing, call(), TIMEOUTS)
            except RegisterError as error:
                said.append("".join(traceback.format_exception(error)))
                said.append(repr([error.__context__, error.__cause__]))
    with pytest.raises(RegisterError) as caught:
        transport.send(Outgoing("GET", f"http://{NUMBER}.invalid:99999/{NUMBER}"), call(), TIMEOUTS)
    said.append("".join(traceback.format_exception(caught.value)))
    assert len(said) == 7
    assert NUMBER not in "".join(said) + caplog.text


def test_the_environment_changes_nothing(transport: Transport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Wire(answering(200, b"proxy")) as proxy, Wire(answering(200, b"register")) as wire:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.setenv("NO_PROXY", "")
        (tmp_path / ".netrc").write_text("machine 127.0.0.1 login hostile password hostile\n")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
        assert transport.send(Outgoing("GET", wire.url), call(), TIMEOUTS).body == b"register"
        assert proxy.connections == 0


def test_no_credentials_from_netrc_and_no_cookies(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login hostile password hostile\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    seen: list[bytes] = []

    def script(connection: socket.socket, over: threading.Event) -> None:
        while request := read_request(connection):
            seen.append(request.lower())
            connection.sendall(b"HTTP/1.1 200 OK\r\nSet-Cookie: who=somebody\r\nContent-Length: 0\r\n\r\n")

    with Wire(script) as wire:
        for _ in range(2):
            transport.send(Outgoing("GET", wire.url), call(), TIMEOUTS)
    assert len(seen) == 2
    assert not any(b"authorization" in request or b"cookie" in request for request in seen)
