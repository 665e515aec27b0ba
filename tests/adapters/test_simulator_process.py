"""The training servers as a process: endpoints at once, an end with the parent, certificates on request."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from adapters.simulator.panel import TrainingServers
from adapters.transport import Outgoing, Tls, Transport
from app.citizen.port import Call, FailureKind, RegisterError, RegisterKey, Timeouts
from app.clock import SystemClock
from app.errors import UserError
from app.training.port import Fault, FaultSetting
from tests.adapters.test_simulator import CONTEXT, person_request

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "adapters.simulator", "--print-endpoints", "--date", "2026-11-20")
CHILD = (*COMMAND, "--until-stdin-closes")


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def servers() -> Iterator[TrainingServers]:
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with TrainingServers(CHILD) as running:
            yield running
    finally:
        os.chdir(before)


def ask(url: str, cpr: str, *, tls: Tls | None = None) -> bytes:
    transport = Transport(clock=SystemClock(), tls=tls)
    call = Call(time.monotonic() + 60, "az1", uuid4(), threading.Event())
    outgoing = Outgoing("POST", url, CONTEXT, body=person_request(cpr))
    try:
        return transport.send(outgoing, call, Timeouts(connect=5, read=60, total=60)).body
    finally:
        transport.close()


def test_one_object_with_everything_an_outside_client_needs(servers: TrainingServers) -> None:
    said = servers.endpoints
    assert set(said) == {*RegisterKey, "control", "population", "example_cpr"}
    assert re.fullmatch(r"\d{10}", said["example_cpr"])
    assert said["cpr"].endswith("/service/CPR/PersonBaseDataExtended/5")
    assert said["eindkomst"].endswith("/service/SKAT/EIndkomst/4")
    assert said["example_cpr"].encode() in ask(said["cpr"], said["example_cpr"])


def test_the_panel_reaches_into_the_child(servers: TrainingServers) -> None:
    said = servers.endpoints
    servers.panel.set(RegisterKey.CPR, FaultSetting(Fault.REFUSED))
    with pytest.raises(RegisterError) as caught:
        ask(said["cpr"], said["example_cpr"])
    assert caught.value.kind is FailureKind.UNREACHABLE
    servers.panel.set(RegisterKey.CPR, FaultSetting())
    assert said["example_cpr"].encode() in ask(said["cpr"], said["example_cpr"])


def test_the_child_ends_with_its_parent() -> None:
    """The parent is killed without a chance to say goodbye; only the pipe tells the child."""
    program = (
        "import os, signal, sys\n"
        "from adapters.simulator.panel import TrainingServers\n"
        "servers = TrainingServers(sys.argv[1:])\n"
        "servers.panel.set(next(iter(servers.panel.current())), __import__('app.training.port').training.port."
        "FaultSetting(__import__('app.training.port').training.port.Fault.TIMEOUT))\n"
        "print(servers._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # The grandchild inherits this pipe, so that its end is the end of standard error.
    parent = subprocess.Popen(
        [sys.executable, "-c", program, *CHILD], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    out, error = parent.communicate(timeout=30)
    assert parent.returncode == -signal.SIGKILL
    assert error == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(out), 0)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_alone_it_outlives_standard_input_and_ends_by_signal(number: signal.Signals) -> None:
    child = subprocess.Popen(COMMAND, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    said = json.loads(child.stdout.readline())
    assert said["example_cpr"].encode() in ask(said["cpr"], said["example_cpr"])
    child.send_signal(number)
    out, error = child.communicate(timeout=20)
    assert (child.returncode, out, error) == (0, b"", b"")


def test_stop_is_quick_and_may_be_repeated() -> None:
    servers = TrainingServers(CHILD)
    assert servers.running
    began = time.monotonic()
    servers.stop()
    servers.stop()
    assert not servers.running
    assert time.monotonic() - began < 4
    assert servers._process.returncode == 0


def test_a_child_that_does_not_start_is_said_so() -> None:
    with pytest.raises(UserError) as caught:
        TrainingServers((sys.executable, "-c", "raise SystemExit(3)"))
    assert caught.value.code == "training-servers-failed"
    assert caught.value.detail == "exit 3"


def test_the_same_seed_and_date_give_the_same_example(servers: TrainingServers) -> None:
    with TrainingServers(CHILD) as again:
        assert again.endpoints["example_cpr"] == servers.endpoints["example_cpr"]


def test_mutual_tls(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    with TrainingServers((*CHILD, "--tls", str(folder))) as servers:
        said = servers.endpoints
        assert said["cpr"].startswith("https://127.0.0.1:")
        tls = Tls(folder / "client.pem", folder / "client.key", folder / "ca.pem")
        assert said["example_cpr"].encode() in ask(said["cpr"], said["example_cpr"], tls=tls)
        with pytest.raises(RegisterError) as caught:
            ask(said["cpr"], said["example_cpr"])
        assert caught.value.kind is FailureKind.UNREACHABLE
        servers.panel.set(RegisterKey.CPR, FaultSetting(Fault.HALF))
        with pytest.raises(RegisterError) as caught:
            ask(said["cpr"], said["example_cpr"], tls=tls)
        assert caught.value.kind is FailureKind.MALFORMED
