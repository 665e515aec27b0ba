"""Every register's own client at every fault of the training servers, with a connection kept from a good answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from adapters.archive.client import Client as Archive
from adapters.registers.address.client import Client as Addresses
from adapters.registers.address.simulator import TOKEN
from adapters.registers.bbr.client import Client as Bbr
from adapters.registers.bbr.simulator import API_KEY
from adapters.registers.benefits.client import Client as Benefits
from adapters.registers.benefits.limits import DataLimits
from adapters.registers.cpr.client import Client as Cpr
from adapters.registers.cpr.request import TokenForm
from adapters.registers.eindkomst.client import AccessCodes
from adapters.registers.eindkomst.client import Client as Incomes
from adapters.serviceplatform.caller import SoapCaller
from adapters.simulator.faults import Fault
from adapters.simulator.servers import SIMULATORS, Servers, serve
from adapters.training.municipality import CVR, Municipality
from adapters.transport import Transport
from app.citizen.model.grants import Sector
from app.citizen.port import (
    AddressSearchQuery,
    Call,
    Cancellation,
    CasesQuery,
    DwellingQuery,
    FailureKind,
    GrantsQuery,
    IncomeQuery,
    PersonQuery,
    RegisterError,
)
from app.clock import SystemClock
from app.cpr import CprNumber

CLOCK = SystemClock()
FAILURES = {
    Fault.TIMEOUT: FailureKind.TIMEOUT,
    Fault.UNAVAILABLE: FailureKind.UNAVAILABLE,
    Fault.REFUSED: FailureKind.UNREACHABLE,
    Fault.DENIED: FailureKind.DENIED,
    Fault.MALFORMED: FailureKind.MALFORMED,
    Fault.HALF: FailureKind.MALFORMED,
    Fault.WRONG_PERSON: FailureKind.WRONG_PERSON,
}


def call(seconds: float = 20.0) -> Call:
    return Call(CLOCK.monotonic() + seconds, "az0001", uuid4(), Cancellation())


@dataclass(frozen=True, slots=True)
class Desk:
    """The six clients over one transport, each with a question about the same named person."""

    servers: Servers
    transport: Transport
    cpr: CprNumber
    address: UUID
    road: str

    def ask(self, register: str, *, seconds: float = 20.0) -> object:
        return getattr(self, f"_{register}")(call(seconds))

    def failure(self, register: str, *, seconds: float = 20.0) -> FailureKind:
        with pytest.raises(RegisterError) as caught:
            self.ask(register, seconds=seconds)
        return caught.value.kind

    def _soap(self, service: str, **how: str) -> SoapCaller:
        return SoapCaller(self.transport, self.servers.urls[service], **how)  # type: ignore[arg-type] # version="1.2"

    def _cpr(self, call: Call) -> object:
        return Cpr(self._soap("cpr"), TokenForm(CVR)).fetch(PersonQuery(self.cpr), call)

    def _eindkomst(self, call: Call) -> object:
        client = Incomes(
            self._soap("eindkomst"), subscriber_se=CVR, agreements={"aktivlov": AccessCodes("0999", "3153", "171")}
        )
        months = (date(2026, 1, 1), date(2026, 10, 1))
        return client.fetch(IncomeQuery(self.cpr, *months, "aktivlov", "aktivloven § 11", "A-1"), call)

    def _bbr(self, call: Call) -> object:
        client = Bbr(self.transport, base_url=self.servers.urls["bbr"], api_key=API_KEY)
        return client.fetch(DwellingQuery(self.address), call)

    def _address(self, call: Call) -> object:
        client = Addresses(self.transport, base_url=self.servers.urls["address"], token=TOKEN)
        return client.fetch(AddressSearchQuery(self.road), call)

    def _benefits(self, call: Call, sector: Sector = Sector.MUNICIPAL) -> object:
        services = (self._soap("benefits", version="1.2"), self._soap("benefits_udk", version="1.2"))
        client = Benefits(*services, municipality_cvr=CVR, limits=DataLimits())
        return client.fetch(GrantsQuery(self.cpr, sector), call)

    def _benefits_udk(self, call: Call) -> object:
        return self._benefits(call, Sector.UDBETALING_DANMARK)

    def _archive(self, call: Call) -> object:
        return Archive(self.transport, base_url=self.servers.urls["archive"]).fetch(CasesQuery(self.cpr), call)


@pytest.fixture(scope="module")
def town() -> Municipality:
    return Municipality(date(2026, 11, 20), size=300)


@pytest.fixture
def desk(town: Municipality) -> Iterator[Desk]:
    number = dict(town.named())["newly_separated"]
    citizen = town.citizen(number)
    assert citizen is not None
    assert citizen.address is not None
    with serve(town) as servers:
        transport = Transport(clock=CLOCK)
        address = UUID(citizen.address.address_id)
        yield Desk(servers, transport, CprNumber(number), address, citizen.address.road_name)
        transport.close()


@pytest.mark.parametrize("register", [*SIMULATORS, "benefits_udk"])
def test_each_address_answers_its_client(desk: Desk, register: str) -> None:
    assert desk.ask(register)


@pytest.mark.parametrize("fault", [fault for fault in FAILURES if fault is not Fault.TIMEOUT])
@pytest.mark.parametrize("register", SIMULATORS)
def test_each_fault_is_named_for_what_it_is_and_passes(desk: Desk, register: str, fault: Fault) -> None:
    good = desk.ask(register)
    desk.servers.set(register, fault)
    if (register, fault) == ("address", Fault.WRONG_PERSON):
        assert desk.ask(register) != good  # a suggestion is chosen by a person: nothing in it can be compared
    else:
        assert desk.failure(register) is FAILURES[fault]
    desk.servers.set(register, Fault.NONE)
    assert desk.ask(register)


@pytest.mark.parametrize("register", SIMULATORS)
def test_a_silent_register_costs_the_deadline(desk: Desk, register: str) -> None:
    desk.ask(register)
    desk.servers.set(register, Fault.TIMEOUT)
    assert desk.failure(register, seconds=0.2) is FailureKind.TIMEOUT


@pytest.mark.parametrize("register", SIMULATORS)
def test_a_slow_register_answers_right(desk: Desk, register: str) -> None:
    desk.ask(register)
    desk.servers.set(register, Fault.DELAY, 0.05)
    before = CLOCK.monotonic()
    assert desk.ask(register)
    assert CLOCK.monotonic() - before >= 0.05
