"""The training servers over bare HTTP: every fault, also on a kept connection, and an end that waits for nobody."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.client import HTTPConnection, HTTPException, IncompleteRead, RemoteDisconnected
from queue import SimpleQueue
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree

from adapters.simulator.faults import Fault
from adapters.simulator.servers import SIMULATORS, Servers, serve
from adapters.training.municipality import Municipality
from app.citizen.port import RegisterKey
from app.training import port

REFERENCE = date(2026, 11, 20)
PATIENCE = 10.0
HOUR = 3600.0


@pytest.fixture(scope="module")
def town() -> Municipality:
    return Municipality(REFERENCE, size=300)


@pytest.fixture
def servers(town: Municipality) -> Iterator[Servers]:
    with serve(town) as running:
        yield running


class Kept:
    """One connection to the archive, kept between questions; it never connects again by itself."""

    def __init__(self, servers: Servers, town: Municipality) -> None:
        self.connection = HTTPConnection(urlsplit(servers.urls["archive"]).netloc, timeout=PATIENCE)
        self.connection.connect()
        self.connection.auto_open = 0
        self.cases = next(town.cases(number) for _, number in town.named() if town.cases(number))

    def ask(self) -> tuple[int, bytes]:
        self.connection.request("GET", f"/sag/sag/{self.cases[0].id}")
        response = self.connection.getresponse()
        return response.status, response.read()

    def asked(self) -> SimpleQueue[object]:
        """Asks on a thread; what comes of it comes in the queue."""
        came: SimpleQueue[object] = SimpleQueue()

        def ask() -> None:
            try:
                came.put(self.ask()[0])
            except (OSError, HTTPException) as error:
                came.put(error)

        threading.Thread(target=ask).start()
        return came


@pytest.fixture
def kept(servers: Servers, town: Municipality) -> Iterator[Kept]:
    """With a right answer behind it."""
    kept = Kept(servers, town)
    assert kept.ask()[0] == 200
    yield kept
    kept.connection.close()


def control(servers: Servers, method: str, path: str, body: str | None = None) -> tuple[int, Any]:
    connection = HTTPConnection(urlsplit(servers.urls["control"]).netloc, timeout=PATIENCE)
    connection.request(method, path, body)
    response = connection.getresponse()
    try:
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def test_the_words_are_the_ports() -> None:
    assert [fault.value for fault in Fault] == [fault.value for fault in port.Fault]
    assert list(SIMULATORS) == [key.value for key in RegisterKey]


def test_a_connection_is_kept(kept: Kept) -> None:
    before = kept.connection.sock
    assert [kept.ask()[0] for _ in range(20)] == [200] * 20
    assert kept.connection.sock is before


def test_denied(servers: Servers, kept: Kept) -> None:
    servers.set("archive", Fault.DENIED)
    assert kept.ask()[0] == 403


def test_unavailable_and_well_again(servers: Servers, kept: Kept) -> None:
    servers.set("archive", Fault.UNAVAILABLE)
    assert kept.ask()[0] == 503
    servers.set("archive", Fault.NONE)
    assert kept.ask()[0] == 200


def test_a_fault_is_one_register_s_own(servers: Servers, kept: Kept) -> None:
    servers.set("bbr", Fault.REFUSED)
    assert kept.ask()[0] == 200


def test_half_is_announced_whole(servers: Servers, kept: Kept) -> None:
    whole = kept.ask()[1]
    servers.set("archive", Fault.HALF)
    with pytest.raises(IncompleteRead) as caught:
        kept.ask()
    assert caught.value.partial == whole[: len(whole) // 2]
    assert caught.value.expected == len(whole) - len(whole) // 2


def test_malformed_json_is_a_whole_answer(servers: Servers, kept: Kept) -> None:
    servers.set("archive", Fault.MALFORMED)
    status, body = kept.ask()
    assert status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(body)
    servers.set("archive", Fault.NONE)
    assert kept.ask()[0] == 200


def test_malformed_xml_is_a_whole_answer(servers: Servers, town: Municipality) -> None:
    servers.set("cpr", Fault.MALFORMED)
    address = urlsplit(servers.urls["cpr"])
    connection = HTTPConnection(address.netloc, timeout=PATIENCE)
    connection.request("POST", address.path, b"<no-question/>")
    body = connection.getresponse().read()
    connection.close()
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(body)


def test_somebody_else_is_well_formed(servers: Servers, kept: Kept, town: Municipality) -> None:
    number = kept.cases[0].party
    kept.connection.auto_open = 1
    servers.set("archive", Fault.WRONG_PERSON)
    kept.connection.request("GET", f"/sag/sag?primaerpart=urn:oio:cpr-nr:{number}")
    (found,) = json.loads(kept.connection.getresponse().read())["results"]
    assert found
    assert not {case.id for case in kept.cases} & set(found)


def test_refused_drops_and_recovers_on_the_same_port(servers: Servers, kept: Kept) -> None:
    port = urlsplit(servers.urls["archive"]).port
    for _ in range(3):
        servers.set("archive", Fault.REFUSED)
        with pytest.raises((RemoteDisconnected, ConnectionError)):
            kept.ask()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        servers.set("archive", Fault.REFUSED)
        servers.set("archive", Fault.NONE)
        kept.connection.close()
        kept.connection.connect()
        assert kept.connection.port == port
        assert kept.ask()[0] == 200


def test_from_refused_to_another_fault(servers: Servers, town: Municipality) -> None:
    servers.set("archive", Fault.REFUSED)
    servers.set("archive", Fault.UNAVAILABLE)
    kept = Kept(servers, town)
    assert kept.ask()[0] == 503
    kept.connection.close()


def test_nobody_else_gets_the_refused_port(servers: Servers) -> None:
    servers.set("archive", Fault.REFUSED)
    with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
        stranger.bind(("127.0.0.1", urlsplit(servers.urls["archive"]).port))


def test_delay_is_over_by_itself(servers: Servers, kept: Kept) -> None:
    servers.set("archive", Fault.DELAY, 0.05)
    assert kept.asked().get(timeout=PATIENCE) == 200


@pytest.mark.parametrize("fault", [Fault.DELAY, Fault.TIMEOUT])
def test_who_waits_is_released_by_the_next_setting(servers: Servers, kept: Kept, fault: Fault) -> None:
    servers.set("archive", fault, HOUR)
    waiting = until_waited_for(servers, kept.asked)
    assert waiting.empty()
    servers.set("archive", Fault.NONE)
    assert waiting.get(timeout=PATIENCE) == 200


@pytest.mark.parametrize("fault", [Fault.DELAY, Fault.TIMEOUT])
def test_the_end_waits_for_nobody(town: Municipality, fault: Fault) -> None:
    before = set(threading.enumerate())
    servers = serve(town)
    kept = Kept(servers, town)
    servers.set("archive", fault, HOUR)
    waiting = until_waited_for(servers, kept.asked)
    servers.close()
    assert isinstance(waiting.get(timeout=PATIENCE), (OSError, HTTPException))
    kept.connection.close()
    servers.close()
    assert [thread for thread in set(threading.enumerate()) - before if "serve" in thread.name] == []


def test_requests_wait_for_the_municipality_and_the_control_does_not(town: Municipality) -> None:
    may_go_on = threading.Event()

    def slowly() -> Municipality:
        may_go_on.wait(PATIENCE)
        return town

    with serve(slowly) as servers:
        kept = Kept(servers, town)
        waiting = kept.asked()
        assert control(servers, "GET", "/faults")[0] == 200
        assert waiting.empty()
        may_go_on.set()
        assert waiting.get(timeout=PATIENCE) == 200
        assert control(servers, "GET", "/ready") == (200, {"ready": True})
        kept.connection.close()


def test_who_waits_for_the_municipality_is_released_at_the_end(town: Municipality) -> None:
    may_go_on = threading.Event()

    def slowly() -> Municipality:
        may_go_on.wait(HOUR)
        return town

    servers = serve(slowly)
    kept = Kept(servers, town)
    waiting = until_waited_for(servers, kept.asked)
    end = threading.Thread(target=servers.close, daemon=True)
    end.start()
    assert isinstance(waiting.get(timeout=PATIENCE), (OSError, HTTPException))
    for thread in threading.enumerate():
        if thread.name == f"serve-{kept.connection.port}":
            thread.join(PATIENCE / 2)  # the servers themselves wait no longer than PATIENCE for it
            assert not thread.is_alive()
    may_go_on.set()
    end.join(PATIENCE)
    assert not end.is_alive()
    kept.connection.close()


def until_waited_for(servers: Servers, ask: Callable[[], SimpleQueue[object]]) -> SimpleQueue[object]:
    """The question, once the server has met the fault with it."""
    switch = servers._registers["archive"].switch
    met = threading.Event()
    meet = switch.meet

    def tell() -> Any:
        found = meet()
        met.set()
        return found

    switch.meet = tell  # type: ignore[method-assign] # to see it happen, not to change it
    came = ask()
    assert met.wait(PATIENCE)
    return came


def test_control_reads_and_sets(servers: Servers) -> None:
    assert control(servers, "PUT", "/faults/cpr", '{"fault": "delay", "delay": 2.5}')[0] == 200
    status, settings = control(servers, "GET", "/faults")
    assert status == 200
    assert settings.pop("cpr") == {"fault": "delay", "delay": 2.5}
    assert settings == {key: {"fault": "none", "delay": 0.0} for key in SIMULATORS if key != "cpr"}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/faults/tax", '{"fault": "none"}', 404),
        ("/faults/cpr", '{"fault": "fire"}', 400),
        ("/faults/cpr", '{"fault": "delay", "delay": -1}', 400),
        ("/faults/cpr", '{"fault": "delay", "delay": Infinity}', 400),
        ("/faults/cpr", '{"fault": "delay", "delay": NaN}', 400),
        ("/faults/cpr", '{"fault": "delay", "delay": "long"}', 400),
        ("/faults/cpr", "[]", 400),
        ("/faults/cpr", "{", 400),
        ("/nothing", "{}", 404),
    ],
)
def test_control_refuses(servers: Servers, path: str, body: str, status: int) -> None:
    assert control(servers, "PUT", path, body)[0] == status
    assert {row["fault"] for row in control(servers, "GET", "/faults")[1].values()} == {"none"}


def test_a_wrong_path_is_not_the_service(servers: Servers) -> None:
    connection = HTTPConnection(urlsplit(servers.urls["cpr"]).netloc, timeout=PATIENCE)
    connection.request("POST", "/service/CPR/PersonBaseDataExtended/4", b"")
    assert connection.getresponse().status == 404
    connection.close()


@pytest.mark.parametrize("header", ["Transfer-Encoding: chunked", "Content-Length: many", f"Content-Length: {10**12}"])
def test_a_body_of_unknown_or_absurd_length_is_refused(servers: Servers, header: str) -> None:
    address = urlsplit(servers.urls["cpr"])
    with socket.create_connection((address.hostname, address.port), PATIENCE) as bare:
        bare.sendall(f"POST {address.path} HTTP/1.1\r\n{header}\r\n\r\n".encode())
        assert bare.recv(12) == b"HTTP/1.1 411"


def test_nothing_is_said_of_anybody(servers: Servers, kept: Kept, capfd: pytest.CaptureFixture[str]) -> None:
    kept.ask()
    connection = HTTPConnection(urlsplit(servers.urls["archive"]).netloc, timeout=PATIENCE)
    connection.request("DELETE", f"/sag/sag/{kept.cases[0].id}")
    assert connection.getresponse().status == 501
    connection.close()
    assert capfd.readouterr() == ("", "")
