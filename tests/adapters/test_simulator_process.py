"""The training servers as a process: all addresses at once, an end with whoever started them, and mutual TLS."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import urlsplit

import pytest

from adapters.simulator.loopback import LoopbackServer
from adapters.simulator.panel import HttpFaultPanel, TrainingServers
from adapters.simulator.servers import serve
from adapters.training.municipality import Municipality
from app.citizen.port import RegisterKey
from app.counter.port import Agenda
from app.errors import UserError
from app.training.port import Fault, FaultPanel, FaultSetting

ROOT = Path(__file__).resolve().parents[2]
SIZE = 300
ALONE = [sys.executable, "-m", "adapters.simulator", "--print-endpoints", "--date", "2026-11-20", "--size", str(SIZE)]
CHILD = [*ALONE, "--until-stdin-closes"]
PATIENCE = 20.0


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def training() -> Iterator[TrainingServers]:
    servers = TrainingServers(CHILD)
    yield servers
    servers.stop()


def started(argv: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def endpoints(child: subprocess.Popen[bytes]) -> dict[str, str]:
    assert child.stdout is not None
    said: dict[str, str] = json.loads(child.stdout.readline())
    return said


def status(url: str) -> int:
    address = urlsplit(url)
    connection = HTTPConnection(address.netloc, timeout=PATIENCE)
    connection.request("POST", address.path or "/", b"")
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def test_one_object_and_every_address_in_it_answers() -> None:
    child = started(CHILD)
    said = endpoints(child)
    assert set(said) == {*RegisterKey, "benefits_udk", "control", "example_cpr"}
    assert said["example_cpr"] == Municipality(date(2026, 11, 20), size=SIZE).named()[0][1]
    assert said["cpr"].endswith("/service/CPR/PersonBaseDataExtended/5")
    assert said["eindkomst"].endswith("/service/SKAT/EIndkomst/4")
    assert said["benefits"].endswith("/ydelselistehent/2")
    assert said["benefits_udk"].endswith("/ydelselistehentudk/1")
    answers = {key: status(url) for key, url in said.items() if key != "example_cpr"}
    assert answers.pop("cpr") == answers.pop("eindkomst") == 500  # a question that is none: a SOAP fault
    assert answers.pop("benefits") == answers.pop("benefits_udk") == 500
    assert answers == {"bbr": 401, "address": 401, "archive": 405, "control": 404}
    out, error = child.communicate(timeout=PATIENCE)
    assert (child.returncode, out, error) == (0, b"", b"")


def test_the_child_ends_when_standard_input_closes() -> None:
    child = started(CHILD)
    endpoints(child)
    assert child.communicate(timeout=PATIENCE) == (b"", b"")
    assert child.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="signals as elsewhere are not to be had there")
def test_the_child_ends_with_a_parent_that_is_killed() -> None:
    program = (
        "import os, signal, sys\n"
        "from adapters.simulator.panel import TrainingServers\n"
        "print(len(TrainingServers(sys.argv[1:]).endpoints), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    parent = started([sys.executable, "-c", program, *CHILD])
    out, error = parent.communicate(timeout=PATIENCE)  # the grandchild has standard error too: this waits for both
    assert (parent.returncode, out, error) == (-signal.SIGKILL, b"9\n", b"")


@pytest.mark.skipif(os.name == "nt", reason="signals as elsewhere are not to be had there")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("argv", [ALONE, CHILD], ids=["alone", "child"])
def test_a_signal_ends_it_in_silence(argv: list[str], number: signal.Signals) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("what a shell had its background jobs ignore, their children ignore too")
    child = started(argv)
    endpoints(child)
    child.send_signal(number)
    assert child.wait(PATIENCE) == 0
    assert child.communicate() == (b"", b"")


def test_alone_it_outlives_standard_input() -> None:
    child = subprocess.Popen(ALONE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    said = endpoints(child)
    assert HttpFaultPanel(lambda: said["control"]).people()
    assert child.poll() is None
    child.terminate()
    child.communicate(timeout=PATIENCE)


def test_the_panel_sets_and_tells(training: TrainingServers) -> None:
    panel: FaultPanel = training.panel
    for fault in Fault:
        panel.set(RegisterKey.BBR, FaultSetting(fault, 1.5))
        current = panel.current()
        assert current.pop(RegisterKey.BBR) == FaultSetting(fault, 1.5)
        assert current == {key: FaultSetting() for key in RegisterKey if key is not RegisterKey.BBR}


def test_the_people_are_the_towns(training: TrainingServers) -> None:
    assert training.panel.people() == Municipality(date(2026, 11, 20), size=SIZE).named()


def test_the_agenda_is_the_towns(training: TrainingServers) -> None:
    agenda: Agenda = training.panel
    today = agenda.today()
    rows = Municipality(date(2026, 11, 20), size=SIZE).appointments()
    assert [(one.id, one.at, one.citizen.digits, one.errand, one.subject) for one in today] == [
        (row.id, row.at, row.cpr, row.errand, row.subject) for row in rows
    ]
    assert all(one.at.tzinfo is UTC for one in today)
    assert [one.duration.total_seconds() / 60 for one in today] == [row.minutes for row in rows]


def test_the_extract_comes_whole(training: TrainingServers, tmp_path: Path) -> None:
    training.fetch_extract(tmp_path / "extract.txt")
    lines = (tmp_path / "extract.txt").read_bytes().decode("cp1252").split("\n")
    assert lines == list(Municipality(date(2026, 11, 20), size=SIZE).extract())
    assert [file.name for file in tmp_path.iterdir()] == ["extract.txt"]


def test_no_extract_is_left_when_the_servers_are_gone(training: TrainingServers, tmp_path: Path) -> None:
    panel = training.panel
    training.stop()
    with pytest.raises(UserError) as caught:
        panel.fetch_extract(tmp_path / "extract.txt")
    assert caught.value.code == "training-unavailable"
    assert list(tmp_path.iterdir()) == []


def test_no_extract_is_left_that_did_not_come_whole(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"000"
        raise ConnectionAbortedError

    server = LoopbackServer(lambda exchange: exchange.reply_stream("text/plain", parts()))
    with pytest.raises(UserError) as caught:
        HttpFaultPanel(lambda: server.url).fetch_extract(tmp_path / "extract.txt")
    server.stop()
    server.join()
    assert caught.value.code == "training-unavailable"
    assert list(tmp_path.iterdir()) == []


def test_the_environment_s_proxies_are_not_asked(training: TrainingServers, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert training.panel.current()


def test_stop_may_be_called_again(training: TrainingServers) -> None:
    training.stop()
    training.stop()
    assert training._child.returncode is not None
    with pytest.raises(UserError):
        _ = training.endpoints


def test_stop_ends_the_deaf_and_tells_whoever_waits() -> None:
    servers = TrainingServers([sys.executable, "-c", "import threading; threading.Event().wait()"])
    told: SimpleQueue[UserError] = SimpleQueue()

    def wait() -> None:
        try:
            _ = servers.endpoints
        except UserError as error:
            told.put(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    servers.stop()
    assert told.get(timeout=PATIENCE).code == "training-unavailable"
    waiting.join()


def test_a_child_that_died_is_told() -> None:
    servers = TrainingServers([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(UserError) as caught:
        _ = servers.endpoints
    assert caught.value.code == "training-unavailable"
    servers.stop()


def test_tls_asks_for_the_clients_certificate(tmp_path: Path) -> None:
    def ask(context: ssl.SSLContext) -> int:
        connection = HTTPSConnection(address.netloc, timeout=PATIENCE, context=context)
        try:
            connection.request("POST", address.path, b"")
            return connection.getresponse().status
        finally:
            connection.close()

    folder = tmp_path / "papers"
    with serve(Municipality(date(2026, 11, 20), size=0), tls=folder) as servers:
        address = urlsplit(servers.urls["cpr"])
        assert address.scheme == "https"
        stranger = ssl.create_default_context(cafile=folder / "ca.pem")
        with pytest.raises((ssl.SSLError, ConnectionError)):
            ask(stranger)
        known = ssl.create_default_context(cafile=folder / "ca.pem")
        known.load_cert_chain(folder / "client.pem", folder / "client.key")
        assert ask(known) == 500
        servers.set("cpr", Fault.UNAVAILABLE)
        assert ask(known) == 503
        servers.set("cpr", Fault.NONE)
        with socket.create_connection((address.hostname, address.port), PATIENCE) as bare:
            kept = known.wrap_socket(bare, server_hostname=address.hostname)
            kept.sendall(b"POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
            assert kept.recv(12) == b"HTTP/1.1 404"
            servers.set("cpr", Fault.REFUSED)
            with suppress(ssl.SSLError, ConnectionError):
                while kept.recv(4096):
                    pass
            kept.close()
        with pytest.raises(ConnectionRefusedError):
            ask(known)


def test_tls_without_trustme_says_what_is_missing(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['trustme'] = None\n"
        "from adapters.simulator.__main__ import main\n"
        "raise SystemExit(main(sys.argv[1:]))\n"
    )
    child = started([sys.executable, "-c", program, "--tls", str(tmp_path)])
    out, error = child.communicate(timeout=PATIENCE)
    assert (child.returncode, out) == (3, b"")
    assert b"trustme" in error
