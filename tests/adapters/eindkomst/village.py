"""A municipality of two people whose reports are written by hand, and the calls that ask about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from uuid import UUID

from lxml import etree

from adapters.registers.eindkomst import simulator
from adapters.registers.eindkomst.client import ACTION, AccessCodes, Client
from adapters.serviceplatform.caller import SoapCaller
from adapters.serviceplatform.envelope import soap11
from adapters.training.municipality import Municipality
from adapters.training.people import Citizen, Report
from adapters.training.wire import Request, Response
from adapters.transport import Transport
from app.citizen.port import Call, IncomeQuery
from app.clock import SystemClock
from app.cpr import CprNumber

ASKED = CprNumber("0701614038")
OTHER = "0107529039"
Respond = Callable[[Request, Municipality], Response]
AGREEMENTS = {"okonomisk-tilskud": AccessCodes("0784", "3153", "272")}
TRANSACTION = UUID("7d9a6a1e-0c3b-4f7d-9a55-3c0f6f2f9b10")
EMPLOYER, SECOND_EMPLOYER, FUND = "99999911", "99999912", "99999921"


def report(
    month: str = "202510",
    *,
    payer: str = EMPLOYER,
    type_code: str = "00",
    kind: str | None = None,
    amount: str = "30000.00",
    suffix: str = "057",
    disposed: date | None = None,
    reversal: bool = False,
    correction: bool = False,
) -> Report:
    """Wages of one month unless said otherwise, filed on the month's last day, with tax and hours in proportion."""
    first = date(int(month[:4]), int(month[4:]), 1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    value = Decimal(amount)
    return Report(
        payer=payer,
        month=month,
        pay_start=first,
        pay_end=last,
        disposed=disposed or last,
        type=type_code,
        kind=kind,
        production_unit="1099999999",
        fields=((suffix, value), ("059", (value * Decimal("0.3")).quantize(Decimal("0.01"))), ("096", value / 200)),
        reversal=reversal,
        correction=correction,
    )


class Village(Municipality):
    def __init__(self, reports: Sequence[Report] = ()) -> None:
        self._reports = tuple(reports)

    def citizens(self) -> Iterator[Citizen]:
        yield person(ASKED.digits)
        yield person(OTHER)

    def reports(self, cpr: str) -> tuple[Report, ...]:
        return self._reports if cpr == ASKED.digits else ()


def person(cpr: str) -> Citizen:
    day = date(1961, 1, 7)
    return Citizen(
        cpr=cpr,
        current=None,
        status="01",
        status_date=day,
        born=day,
        sex="K",
        first="Prøve",
        middle="",
        last="Person",
        addressing="Person,Prøve",
        name_date=day,
        civil="U",
        civil_date=day,
        separated=None,
        spouse=None,
        former_spouses=(),
        mother=None,
        father=None,
        children=(),
        custody=(),
        address=None,
        former=(),
    )


@contextmanager
def serving(respond: Respond, town: Municipality, *, path: str = "/service/SKAT/EIndkomst/4") -> Iterator[str]:
    """A real server on loopback around one of the simulator's functions; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers["content-length"]))
            response = respond(Request("POST", self.path, {}, headers, body), town)
            self.send_response(response.status)
            self.send_header("Content-Type", response.content_type)
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Silent: a test prints nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{path}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def query(first: str = "202501", last: str = "202512", *, case: str = "", cpr: CprNumber = ASKED) -> IncomeQuery:
    return IncomeQuery(
        cpr=cpr,
        first_month=date(int(first[:4]), int(first[4:]), 1),
        last_month=date(int(last[:4]), int(last[4:]), 1),
        agreement="okonomisk-tilskud",
        legal_basis="Boligstøtteloven",
        case=case,
    )


def call() -> Call:
    return Call(deadline=SystemClock().monotonic() + 20, user="az12345", transaction=TRANSACTION, cancelled=Event())


def client(url: str = "http://127.0.0.1:9/") -> Client:
    caller = SoapCaller(Transport(clock=SystemClock()), url)
    return Client(caller, subscriber_se="99999901", agreements=AGREEMENTS)


def request_body(asked: IncomeQuery) -> etree._Element:
    return client()._request(asked, call())


def message(asked: IncomeQuery) -> Request:
    headers, body = soap11(request_body(asked), action=ACTION)
    return Request("POST", "/", {}, {name.lower(): value for name, value in headers.items()}, body)


def inside(response: Response) -> etree._Element:
    """The element in the SOAP body, taken out as a document of its own."""
    envelope = etree.fromstring(response.body)
    found = envelope.find("{http://schemas.xmlsoap.org/soap/envelope/}Body/*")
    assert found is not None
    return etree.fromstring(etree.tostring(found))


def answer(*reports: Report, asked: IncomeQuery | None = None) -> etree._Element:
    return inside(simulator.respond(message(asked or query()), Village(reports)))
