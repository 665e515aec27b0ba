"""The training servers: every fault over real HTTP, kept connections, a port that closes and comes back."""

from __future__ import annotations

import http.client
import json
import threading
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from lxml import etree

from adapters.simulator import faults
from adapters.simulator.panel import HttpFaultPanel
from adapters.simulator.servers import Servers, TownInTheMaking, serve
from adapters.training.municipality import Municipality
from adapters.transport import Incoming, Outgoing, Transport, parse_xml
from app.citizen.port import Call, FailureKind, RegisterError, RegisterKey, Timeouts
from app.clock import SystemClock
from app.errors import UserError
from app.training.port import Fault, FaultSetting

DAY = date(2026, 11, 20)
CONTEXT = {"SOAPAction": '"x"', "Content-Type": "text/xml; charset=utf-8"}


@pytest.fixture(scope="module")
def town() -> Municipality:
    return Municipality(DAY, size=200)


@pytest.fixture
def servers(town: Municipality) -> Iterator[Servers]:
    with serve(town) as running:
        yield running


@pytest.fixture
def transport() -> Iterator[Transport]:
    made = Transport(clock=SystemClock())
    yield made
    made.close()


def person_request(cpr: str) -> bytes:
    return f"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
    <p:PersonLookupRequest xmlns:p="http://serviceplatformen.dk/xml/wsdl/soap11/CPR/PersonBaseDataExtended/5/">
    <a:AuthorityContext xmlns:a="http://serviceplatformen.dk/xml/schemas/AuthorityContext/1/">
    <a:MunicipalityCVR>99999901</a:MunicipalityCVR></a:AuthorityContext>
    <n:PNR xmlns:n="http://serviceplatformen.dk/xml/schemas/cpr/PNR/1/">{cpr}</n:PNR>
    </p:PersonLookupRequest></s:Body></s:Envelope>""".encode()


class Desk:
    """Asks the CPR server about the first named person."""

    def __init__(self, servers: Servers, transport: Transport, town: Municipality) -> None:
        self.servers = servers
        self.transport = transport
        self.asked = town.named()[0][1]

    def ask(self, *, seconds: float = 10.0) -> Incoming:
        call = Call(time.monotonic() + seconds, "az1", uuid4(), threading.Event())
        outgoing = Outgoing("POST", self.servers.endpoints["cpr"], CONTEXT, body=person_request(self.asked))
        return self.transport.send(outgoing, call, Timeouts(connect=5, read=30, total=30))

    def person(self, *, seconds: float = 10.0) -> str | None:
        """The number in the answer; None for a SOAP fault."""
        incoming = self.ask(seconds=seconds)
        return parse_xml(incoming.body).findtext(".//{*}persondata/{*}personnummer")

    def refusal(self, *, seconds: float = 10.0) -> RegisterError:
        with pytest.raises(RegisterError) as caught:
            self.ask(seconds=seconds)
        return caught.value

    def order(self, fault: str, delay: float = 0.0) -> None:
        self.servers.order("cpr", fault, delay)


@pytest.fixture
def desk(servers: Servers, transport: Transport, town: Municipality) -> Desk:
    return Desk(servers, transport, town)


def test_the_words_are_those_of_the_port() -> None:
    assert faults.FAULTS == tuple(Fault)


def test_every_register_has_a_server(servers: Servers) -> None:
    assert set(servers.endpoints) == {*RegisterKey, "control", "population"}
    for url in servers.endpoints.values():
        assert urlsplit(url).hostname == "127.0.0.1"
    assert len({urlsplit(servers.endpoints[key]).port for key in RegisterKey}) == len(RegisterKey)


def test_an_answer_and_a_kept_connection(desk: Desk) -> None:
    for _ in range(10):
        assert desk.person() == desk.asked
    assert desk.servers.registers["cpr"].connections == 1
    assert desk.servers.asked("cpr") == 10
    assert desk.servers.asked("bbr") == 0


def test_unavailable(desk: Desk) -> None:
    desk.order(faults.UNAVAILABLE)
    error = desk.refusal()
    assert (error.kind, error.retriable) == (FailureKind.UNAVAILABLE, True)


def test_denied(desk: Desk) -> None:
    desk.order(faults.DENIED)
    assert b"ACCESS_DENIED" in desk.ask().body


def test_malformed(desk: Desk) -> None:
    desk.order(faults.MALFORMED)
    incoming = desk.ask()
    with pytest.raises(RegisterError) as caught:
        parse_xml(incoming.body)
    assert caught.value.kind is FailureKind.MALFORMED


def test_half(desk: Desk) -> None:
    desk.order(faults.HALF)
    assert desk.refusal().kind is FailureKind.MALFORMED


def test_wrong_person(desk: Desk) -> None:
    desk.order(faults.WRONG_PERSON)
    assert desk.person() not in (None, desk.asked)


def test_timeout_lasts_until_it_is_lifted(desk: Desk) -> None:
    desk.order(faults.TIMEOUT)
    assert desk.refusal(seconds=0.2).kind is FailureKind.TIMEOUT
    answered: list[str | None] = []
    waiting = threading.Thread(target=lambda: answered.append(desk.person()))
    waiting.start()
    while desk.servers.asked("cpr") < 2:
        threading.Event().wait(0.001)
    assert not answered
    desk.order(faults.NONE)
    waiting.join(10)
    assert answered == [desk.asked]


def test_delay_answers_later(desk: Desk) -> None:
    desk.order(faults.DELAY, 0.2)
    began = time.monotonic()
    assert desk.person() == desk.asked
    assert time.monotonic() - began >= 0.2
    desk.order(faults.DELAY, 60)
    assert desk.refusal(seconds=0.2).kind is FailureKind.TIMEOUT


def test_refused_and_back_on_the_same_port(desk: Desk) -> None:
    url = desk.servers.endpoints["cpr"]
    assert desk.person() == desk.asked
    for _ in range(3):
        desk.order(faults.REFUSED)
        for _ in range(3):
            error = desk.refusal()
            assert (error.kind, error.detail) == (FailureKind.UNREACHABLE, "connect")
        desk.order(faults.NONE)
        assert desk.person() == desk.asked
    assert desk.servers.endpoints["cpr"] == url


def test_refusing_ends_calls_under_way(desk: Desk) -> None:
    desk.order(faults.DELAY, 60)
    kinds: list[FailureKind] = []
    waiting = threading.Thread(target=lambda: kinds.append(desk.refusal().kind))
    waiting.start()
    while desk.servers.asked("cpr") < 1:
        threading.Event().wait(0.001)
    desk.order(faults.REFUSED)
    waiting.join(10)
    assert kinds == [FailureKind.UNREACHABLE]


def test_a_fault_is_one_registers_own(desk: Desk) -> None:
    for key in desk.servers.registers:
        if key != "cpr":
            desk.servers.order(key, faults.REFUSED)
    assert desk.person() == desk.asked


def test_the_panel(desk: Desk) -> None:
    panel = HttpFaultPanel(desk.servers.endpoints["control"])
    assert panel.current() == {key: FaultSetting() for key in RegisterKey}
    for fault in Fault:
        panel.set(RegisterKey.CPR, FaultSetting(fault, 1.5 if fault is Fault.DELAY else 0.0))
        assert panel.current()[RegisterKey.CPR].fault is fault
        assert panel.current()[RegisterKey.BBR] == FaultSetting()
    panel.set(RegisterKey.CPR, FaultSetting())
    assert desk.person() == desk.asked


def test_the_panel_says_when_the_servers_are_gone(town: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serve(town) as servers:
        panel = HttpFaultPanel(servers.endpoints["control"])
        assert panel.current()
    with pytest.raises(UserError) as caught:
        panel.set(RegisterKey.CPR, FaultSetting(Fault.REFUSED))
    assert caught.value.code == "training-servers-gone"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("PUT", "/faults/cpr", b'{"fault": "half"}', 204),
        ("PUT", "/faults/cpr", b'{"fault": "fire"}', 400),
        ("PUT", "/faults/cpr", b'{"fault": "delay", "delay": -1}', 400),
        ("PUT", "/faults/cpr", b'{"fault": "delay", "delay": NaN}', 400),
        ("PUT", "/faults/cpr", b"[]", 400),
        ("PUT", "/faults/cpr", b"{", 400),
        ("PUT", "/faults/moon", b"{}", 404),
        ("GET", "/elsewhere", b"", 404),
    ],
)
def test_the_control_server_is_strict(servers: Servers, method: str, path: str, body: bytes, status: int) -> None:
    connection = http.client.HTTPConnection(urlsplit(servers.endpoints["control"]).netloc, timeout=10)
    connection.request(method, path, body)
    assert connection.getresponse().status == status
    connection.close()


def test_the_extract_is_streamed(servers: Servers, town: Municipality) -> None:
    connection = http.client.HTTPConnection(urlsplit(servers.endpoints["control"]).netloc, timeout=10)
    connection.request("GET", "/extract")
    response = connection.getresponse()
    text = response.read().decode("cp1252")
    assert text.splitlines() == list(town.extract())
    assert text.endswith("\n")
    connection.request("GET", "/faults")
    assert set(json.loads(connection.getresponse().read())) == set(RegisterKey)
    connection.close()


def test_requests_wait_for_the_municipality(town: Municipality, transport: Transport) -> None:
    there = threading.Event()

    def make() -> Municipality:
        there.wait(30)
        return town

    making = TownInTheMaking(make)
    making.start()
    with Servers(making) as servers:
        desk = Desk(servers, transport, town)
        assert desk.refusal(seconds=0.2).kind is FailureKind.TIMEOUT
        there.set()
        assert desk.person() == desk.asked


def test_stop_ends_every_thread_whatever_is_ordered(town: Municipality, transport: Transport) -> None:
    before = set(threading.enumerate())
    servers = serve(town)
    desk = Desk(servers, transport, town)
    desk.order(faults.TIMEOUT)
    assert desk.refusal(seconds=0.1).kind is FailureKind.TIMEOUT
    servers.order("bbr", faults.REFUSED)
    began = time.monotonic()
    servers.stop()
    assert time.monotonic() - began < 5
    assert {thread for thread in threading.enumerate() if thread.name.startswith("training")} <= before


def test_nothing_is_said_about_the_asked(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    desk.person()
    desk.order(faults.HALF)
    desk.refusal()
    assert capfd.readouterr() == ("", "")


def test_xml_and_json_break_alike() -> None:
    from adapters.simulator.registers import _broken
    from adapters.training.wire import Response

    for body in (b"<a><b/></a>", b"<a/>", b'{"a": [1, 2]}', b"[]", b"{}", b""):
        broken = _broken(Response(200, "x", body)).body
        with pytest.raises(ValueError, match=r".+"):
            json.loads(broken)
        with pytest.raises(etree.XMLSyntaxError):
            etree.fromstring(broken)
