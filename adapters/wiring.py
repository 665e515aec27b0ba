"""From a configuration to registers: gates at once, clients on first use, so that the window waits for neither."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from adapters import archive
from adapters.registers import address, bbr, benefits, cpr, eindkomst
from adapters.registers.gate import Gate
from app.access.roles import SignIn
from app.cases.port import Filing, JournalNote, Receipt
from app.citizen.port import (
    Call,
    Cancellation,
    FailureKind,
    Manifest,
    Query,
    RegisterError,
    RegisterKey,
    Timeouts,
)
from app.clock import Clock
from app.errors import UserError
from app.once import once

if TYPE_CHECKING:
    from adapters.transport import Outgoing, Transport
    from app import settings
    from app.settings import Configuration

_PING: Final = Timeouts(connect=2, read=4, total=5)
_CHECK: Final = 12.0


@dataclass(frozen=True, slots=True)
class Wires:
    """What every client is made with."""

    configuration: Configuration
    transport: Transport
    clock: Clock
    pinned: Mapping[RegisterKey, Transport]
    """Those that meet the register's own keys alone; the others share `transport`."""

    def towards(self, key: RegisterKey) -> Wires:
        """The same with the register's own transport."""
        return replace(self, transport=self.pinned.get(key, self.transport))


def registers(
    configure: Callable[[], Configuration],
    keys: Collection[str],
    clock: Clock,
    *,
    answered: Callable[[RegisterKey], None] | None = None,
    heard: Callable[[datetime], None] | None = None,
) -> dict[RegisterKey, Gate]:
    """A gate for each of `keys`; `configure` is called when the first of them is asked.

    `answered` hears of every answer and `heard` the time it is dated with, on a thread of the gate that they must not
    hold up.
    """

    makers: dict[Manifest, Callable[[Any, Wires], Any]] = {
        cpr.MANIFEST: _cpr,
        eindkomst.MANIFEST: _eindkomst,
        bbr.MANIFEST: _bbr,
        address.MANIFEST: _address,
        benefits.MANIFEST: _benefits,
        archive.MANIFEST: _archive,
    }
    wires = once(lambda: wire(configure(), clock, heard))
    return {
        manifest.key: Gate(
            manifest,
            _fetch_of(manifest.key, make, wires, answered),
            _ping_of(manifest.key, wires),
            clock=clock,
        )
        for manifest, make in makers.items()
        if manifest.key in keys
    }


class LateFiling:
    """The archive as it is written to, made with the first note. `user` travels with each.

    UserError("configuration-invalid") where there is no archive any more.
    """

    def __init__(self, configure: Callable[[], Configuration], user: str, clock: Clock) -> None:
        self._filing = once(lambda: _filing(wire(configure(), clock).towards(RegisterKey.ARCHIVE), user))

    def file(self, note: JournalNote) -> Receipt:
        return self._filing().file(note)


def probes(key: RegisterKey, registers: settings.Registers) -> tuple[Outgoing, ...]:
    """Requests that ask the register's services about nobody, to see whether they answer. None if it is not set up."""
    from adapters.transport import Outgoing

    register = getattr(registers, key)
    if register is None:
        return ()
    paths = {RegisterKey.ADDRESS: "/adresser/soeg", RegisterKey.ARCHIVE: "/site-map"}
    queries: dict[RegisterKey, tuple[tuple[str, str], ...]] = {}
    if registers.bbr is not None:
        queries[RegisterKey.BBR] = (("apiKey", registers.bbr.api_key),)
    if registers.address is not None:
        queries[RegisterKey.ADDRESS] = (("tekst", "aa"), ("token", registers.address.token))
    urls = [register.url + paths.get(key, ""), *([register.udk_url] if key is RegisterKey.BENEFITS else [])]
    return tuple(Outgoing("GET", url, query=queries.get(key, ())) for url in urls)


def ping(key: RegisterKey, wires: Wires, call: Call) -> None:
    """Send the register's probes; RegisterError from the first that fails."""
    transport = wires.towards(key).transport
    for request in probes(key, wires.configuration.registers):
        transport.send(request, call, _PING)


def checked(configuration: Configuration, clock: Clock) -> Iterator[tuple[RegisterKey, FailureKind | None]]:
    """Each service as its turn comes, and why it did not answer; None where it did."""
    wires = wire(configuration, clock)
    for key in RegisterKey:
        failure = FailureKind.NOT_CONFIGURED if getattr(configuration.registers, key) is None else None
        try:
            ping(key, wires, Call(clock.monotonic() + _CHECK, "check", uuid4(), Cancellation()))
        except RegisterError as error:
            failure = error.kind
        yield key, failure


def wire(configuration: Configuration, clock: Clock, heard: Callable[[datetime], None] | None = None) -> Wires:
    from adapters.transport import Tls, Transport

    tls = configuration.tls
    files = Tls(tls.certificate, tls.key, tls.authority) if tls else None
    services = {key: getattr(configuration.registers, key) for key in RegisterKey}
    pinned = {
        key: Transport(clock=clock, tls=files, pins=frozenset(map(_digest, service.pins)), heard=heard)
        for key, service in services.items()
        if service is not None and service.pins
    }
    return Wires(configuration, Transport(clock=clock, tls=files, heard=heard), clock, pinned)


def token_reader(configure: Callable[[], Configuration], clock: Clock) -> Callable[[bytes], SignIn]:
    """What verifies the employee's token; made with the first one. See `read_assertion` for what it raises, and
    UserError("configuration-invalid") where no token is expected or the issuer's file holds no certificate."""

    def make() -> Callable[[bytes], SignIn]:
        from cryptography.x509 import load_pem_x509_certificates

        from adapters.serviceplatform.assertion import Trust, read_assertion

        given = configure().employee.token
        if given is None:
            raise UserError("configuration-invalid", key="employee.token")
        try:
            certificates = tuple(load_pem_x509_certificates(given.certificate.read_bytes()))
        except (OSError, ValueError):
            raise UserError("configuration-invalid", key="employee.token.certificate") from None
        trust = Trust(
            certificates,
            issuer=given.issuer,
            audience=given.audience,
            subject=given.subject,
            cvr=configure().municipality.cvr,
            domain=given.domain,
        )
        return lambda content: read_assertion(content, trust, clock.now())

    reader = once(make)

    def read(content: bytes) -> SignIn:
        return reader()(content)

    return read


def _digest(pin: str) -> bytes:
    return b64decode(pin.removeprefix("sha256/"))


def _fetch_of(
    key: RegisterKey,
    make: Callable[[Any, Wires], Any],
    wires: Callable[[], Wires],
    answered: Callable[[RegisterKey], None] | None,
) -> Callable[[Query, Call], object]:
    client = once(lambda: make(getattr(wires().configuration.registers, key), wires().towards(key)))

    def fetch(query: Query, call: Call) -> object:
        value = client().fetch(query, call)
        if answered is not None:
            answered(key)
        return value

    return fetch


def _ping_of(key: RegisterKey, wires: Callable[[], Wires]) -> Callable[[Call], None]:
    return lambda call: ping(key, wires(), call)


def _cpr(settings: settings.Cpr, wires: Wires) -> object:
    from uuid import UUID

    from adapters.registers.cpr.client import Client
    from adapters.registers.cpr.request import CallForm, ContextForm, TokenForm
    from adapters.serviceplatform.caller import SoapCaller

    form: CallForm = TokenForm(wires.configuration.municipality.cvr)
    if settings.context is not None and settings.form == "context":
        context = settings.context
        form = ContextForm(UUID(context.service_agreement), UUID(context.user_system), UUID(context.user))
    return Client(SoapCaller(wires.transport, settings.url), form)


def _eindkomst(settings: settings.EIndkomst, wires: Wires) -> object:
    from adapters.registers.eindkomst.client import AccessCodes, Client
    from adapters.serviceplatform.caller import SoapCaller

    agreements = {
        name: AccessCodes(codes.AbonnentTypeKode, codes.AbonnementTypeKode, codes.AdgangFormaalTypeKode)
        for name, codes in settings.agreements.items()
    }
    caller = SoapCaller(wires.transport, settings.url)
    return Client(caller, subscriber_se=settings.subscriber_se, agreements=agreements, clock=wires.clock)


def _bbr(settings: settings.Bbr, wires: Wires) -> object:
    from adapters.registers.bbr.client import ENTITY_VERSIONS, Client

    return Client(
        wires.transport,
        base_url=settings.url,
        api_key=settings.api_key,
        service=settings.service,
        version=settings.version,
        register_versions=dict.fromkeys(ENTITY_VERSIONS, settings.register_version),
        clock=wires.clock,
    )


def _address(settings: settings.AddressSearch, wires: Wires) -> object:
    from adapters.registers.address.client import Client

    return Client(wires.transport, base_url=settings.url, token=settings.token)


def _benefits(settings: settings.Benefits, wires: Wires) -> object:
    from adapters.registers.benefits.client import Client
    from adapters.registers.benefits.limits import DataLimits
    from adapters.serviceplatform.caller import SoapCaller

    return Client(
        SoapCaller(wires.transport, settings.url, version="1.2"),
        SoapCaller(wires.transport, settings.udk_url, version="1.2"),
        municipality_cvr=wires.configuration.municipality.cvr,
        limits=DataLimits(settings.authorities, settings.kle, settings.sensitivity, settings.systems),
        clock=wires.clock,
    )


def _archive(settings: settings.Archive, wires: Wires) -> object:
    from adapters.archive.client import Client

    return Client(wires.transport, base_url=settings.url, clock=wires.clock)


def _filing(wires: Wires, user: str) -> Filing:
    from adapters.archive.filing import ArchiveFiling

    settings = wires.configuration.registers.archive
    if settings is None:
        raise UserError("configuration-invalid", key="registers.archive")
    return ArchiveFiling(wires.transport, base_url=settings.url, clock=wires.clock, user=user)
