"""Two people with grants written by hand, and the calls that ask about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from lxml import etree

from adapters.registers.benefits import simulator
from adapters.registers.benefits.client import MUNICIPAL_ACTION, UDK_ACTION, Client
from adapters.registers.benefits.limits import DataLimits, common_subjects
from adapters.serviceplatform.caller import SoapCaller
from adapters.serviceplatform.envelope import soap12
from adapters.training.municipality import CVR, Municipality
from adapters.training.people import Citizen, GrantRow, PaymentRow
from adapters.training.wire import Request, Response
from adapters.transport import Transport
from app.citizen.model.grants import Sector
from app.citizen.port import GrantsQuery
from app.clock import SystemClock
from tests.adapters.eindkomst.village import ASKED, OTHER, call, person

LIMITS = DataLimits(
    cvr=(CVR,),
    kle=("27.*", "32.*"),
    sensitivity="FOELSOMME_PERSONOPLYSNINGER",
    systems=("1c6a4e0e-5a1e-4c55-8f0b-0a2a4a1c9a01",),
)
NO_LIMITS = DataLimits()
ACTIONS = {Sector.MUNICIPAL: MUNICIPAL_ACTION, Sector.UDBETALING_DANMARK: UDK_ACTION}


def payment(month: int, *, gross: str = "12326.00", net: str = "9100.50") -> PaymentRow:
    start = date(2026, month, 1)
    return PaymentRow(
        day=date(2026, month, 28),
        gross=Decimal(gross),
        net=Decimal(net),
        start=start,
        end=date(2026, month, 28),
        status="Udbetalt",
    )


def grant(
    number: int = 1,
    *,
    sector: str = "kommune",
    kle: str = "32.24.04",
    sensitivity: str = "FORTROLIGE_PERSONOPLYSNINGER",
    end: date | None = None,
    payments: Sequence[PaymentRow] = (payment(9), payment(10)),
) -> GrantRow:
    return GrantRow(
        id=f"ydelse-{sector}-{number}",
        sector=sector,
        name="Kontanthjælp" if sector == "kommune" else "Folkepension",
        title="Hjælp til forsørgelse",
        kle=kle,
        start=date(2025, 3, 1),
        end=end,
        amount=Decimal("12326.00"),
        frequency="Månedlig",
        in_arrears=True,
        owner_cvr=CVR if sector == "kommune" else "99999905",
        department="Borgerservice",
        system="Fjordby Ydelser",
        sensitivity=sensitivity,
        case_number="2025-001234",
        payments=tuple(payments),
    )


class Village(Municipality):
    def __init__(self, grants: Sequence[GrantRow] = ()) -> None:
        self._grants = tuple(grants)

    def citizens(self) -> Iterator[Citizen]:
        yield person(ASKED.digits)
        yield person(OTHER)

    def grants(self, cpr: str) -> tuple[GrantRow, ...]:
        return self._grants if cpr == ASKED.digits else ()


def query(sector: Sector = Sector.MUNICIPAL, *, kle: tuple[str, ...] = ()) -> GrantsQuery:
    return GrantsQuery(cpr=ASKED, sector=sector, kle=kle)


def client(url: str = "http://127.0.0.1:9/", *, limits: DataLimits = NO_LIMITS, page_size: int = 500) -> Client:
    caller = SoapCaller(Transport(clock=SystemClock()), url, version="1.2")
    return Client(caller, caller, municipality_cvr=CVR, limits=limits, page_size=page_size)


def request_body(asked: GrantsQuery, *, limits: DataLimits = NO_LIMITS) -> etree._Element:
    asking = client(limits=limits)
    subjects = common_subjects(asked.kle, limits.kle) or ()
    return asking._request(asking._services[asked.sector], asked, call(), subjects=subjects, start=0)


def message(asked: GrantsQuery, *, limits: DataLimits = NO_LIMITS) -> Request:
    headers, body = soap12(request_body(asked, limits=limits), action=ACTIONS[asked.sector])
    return Request("POST", "/", {}, {name.lower(): value for name, value in headers.items()}, body)


def inside(response: Response) -> etree._Element:
    """The element in the SOAP body, taken out as a document of its own."""
    found = etree.fromstring(response.body).find("{http://www.w3.org/2003/05/soap-envelope}Body/*")
    assert found is not None
    return etree.fromstring(etree.tostring(found))


def answer(*grants: GrantRow, sector: Sector = Sector.MUNICIPAL) -> etree._Element:
    return inside(simulator.respond(message(query(sector)), Village(grants)))
