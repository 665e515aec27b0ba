"""A register's pins go with everything that is sent to it, and with nothing that is sent to others."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from queue import SimpleQueue
from uuid import UUID, uuid4

import pytest
import trustme

from adapters.wiring import LateFiling, ping, registers, wire
from app import settings
from app.cases.port import JournalNote, Outcome
from app.citizen.port import Call, Failure, FailureKind, PersonQuery, RegisterError, RegisterKey, Reply
from app.clock import SystemClock
from app.cpr import CprNumber
from app.settings import Configuration
from tests.adapters.test_transport_tls import HOST, Papers, pin
from tests.adapters.wires import Wire, answering

ANNA = CprNumber("0702614075")
NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """One server for every register; CPR and the archive are pinned, the address search is not."""

    papers: Papers
    url: str
    key: bytes

    def configuration(self, key: bytes) -> Configuration:
        pins = (f"sha256/{base64.b64encode(key).decode()}",)
        tls = self.papers.tls(self.papers.ours)
        return Configuration(
            municipality=settings.Municipality(code="0461", name="Odense Kommune", cvr="35209115"),
            employee=settings.Employee(user="az1", name="Lise Nord"),
            store=settings.Store(folder=Path()),
            tls=settings.TlsFiles(certificate=tls.certificate, key=tls.key, authority=tls.authority),
            registers=settings.Registers(
                cpr=settings.Cpr(url=self.url, pins=pins),
                archive=settings.Archive(url=self.url, pins=pins),
                address=settings.AddressSearch(url=self.url, token="t"),  # noqa: S106 - nobody checks it
            ),
        )


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    papers = Papers(trustme.CA(), trustme.CA(), tmp_path)
    leaf = papers.ours.issue_cert(HOST)
    dated = answering(headers=(f"Date: {format_datetime(NOW, usegmt=True)}",))
    with Wire(dated, context=papers.server(leaf=leaf)) as wired:
        yield Site(papers, wired.url, pin(leaf))


def call() -> Call:
    return Call(time.monotonic() + 60, "az1", uuid4(), threading.Event())


def test_the_pinned_register_alone_is_held_to_its_key(site: Site) -> None:
    other = wire(site.configuration(bytes(32)), SystemClock())
    for key in (RegisterKey.CPR, RegisterKey.ARCHIVE):
        with pytest.raises(RegisterError) as refused:
            ping(key, other, call())
        assert refused.value.kind is FailureKind.UNTRUSTED
    ping(RegisterKey.ADDRESS, other, call())
    ping(RegisterKey.CPR, wire(site.configuration(site.key), SystemClock()), call())


def test_a_citizen_is_asked_about_behind_the_pin(site: Site) -> None:
    heard: SimpleQueue[Reply] = SimpleQueue()
    gate = registers(lambda: site.configuration(bytes(32)), (RegisterKey.CPR,), SystemClock())[RegisterKey.CPR]
    gate.submit(PersonQuery(ANNA), call(), heard.put)
    failure = heard.get(timeout=10)
    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNTRUSTED
    gate.close()


def test_the_time_is_heard_from_the_pinned_and_from_the_others(site: Site) -> None:
    told: list[datetime] = []
    wires = wire(site.configuration(site.key), SystemClock(), told.append)
    for key in (RegisterKey.CPR, RegisterKey.ADDRESS):
        ping(key, wires, call())
    assert told == [NOW, NOW]


def test_a_note_waits_for_the_archive_it_is_meant_for(site: Site) -> None:
    note = JournalNote(
        id=uuid4(),
        case=UUID(int=1),
        case_number="32.03.04-G01-17-24",
        citizen=ANNA,
        title="Samtale",
        text="Tekst",
        written_at=datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
        author="Lise Nord",
        unit="Borgerservice",
    )
    receipt = LateFiling(lambda: site.configuration(bytes(32)), "az1", SystemClock()).file(note)
    assert (receipt.outcome, receipt.reason) == (Outcome.UNAVAILABLE, FailureKind.UNTRUSTED)
