"""A note filed over real HTTP: once, whole, in the journal of the right case, however often it is tried."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import jsonschema
import pytest

from adapters.archive import simulator
from adapters.archive.client import Client
from adapters.archive.filing import ArchiveFiling, document_of, journal_entry_of
from adapters.training.wire import Request, Response
from adapters.transport import Transport
from app.cases.port import JournalNote, Outcome, Receipt, Refusal
from app.citizen.model.archive import Case, CaseFile, FilePart, StoredFile
from app.citizen.port import Call, Cancellation, CasesQuery, FileQuery
from app.clock import SystemClock
from app.cpr import CprNumber
from tests.adapters.archive import quay
from tests.adapters.archive.loopback import serving
from tests.adapters.archive.test_simulator import captured, key_paths
from tests.contracts import needs_contracts

CLOCK = SystemClock()
TRANSPORT = Transport(clock=CLOCK)
TEXT = "Ringede kl. 9.30.\nØnsker svar på mail – ikke brev. Æ ø å €\r\n--grænse\n"
DONE = Receipt(Outcome.FILED)


def a_note(**changes: Any) -> JournalNote:
    plain = JournalNote(
        id=uuid4(),
        case=UUID(quay.PENSION),
        case_number="32.03.04-G01-17-24",
        citizen=quay.ANNA,
        title="Samtale om §-spørgsmål",
        text=TEXT,
        written_at=datetime(2026, 11, 20, 8, 30, 15, tzinfo=UTC),
        author="Lise Nord",
        unit="Borgerservice",
    )
    return replace(plain, **changes)


@pytest.fixture
def archive() -> quay.Archive:
    return quay.Archive()


@pytest.fixture
def url(archive: quay.Archive) -> Iterator[str]:
    with serving(archive.answer_or_break) as address:
        yield address


@pytest.fixture
def filing(url: str) -> ArchiveFiling:
    return ArchiveFiling(TRANSPORT, base_url=f"{url}/", clock=CLOCK, user="lnord")


def fetched(url: str, query: CasesQuery | FileQuery) -> Any:
    client = Client(TRANSPORT, base_url=url, clock=CLOCK)
    return client.fetch(query, Call(CLOCK.monotonic() + 20, "lnord", uuid4(), Cancellation()))


def case_read(url: str, cpr: CprNumber = quay.ANNA) -> Case:
    answer = fetched(url, CasesQuery(cpr))
    assert isinstance(answer, CaseFile)
    return answer.cases[0]


def entries(archive: quay.Archive, case: str = quay.PENSION) -> int:
    return len(archive.town.filed.journal(case))


def test_a_filed_note_is_read_back_whole(filing: ArchiveFiling, url: str) -> None:
    note = a_note()
    assert filing.file(note) == DONE
    entry = next(entry for entry in case_read(url).journal if entry.id == note.id)
    assert (entry.title, entry.note, entry.at, entry.document) == (
        note.title,
        note.text.strip(),
        note.written_at,
        None,
    )


def test_notes_of_one_second_are_all_read_back(filing: ArchiveFiling, url: str) -> None:
    notes = [a_note(), a_note(), a_note(case=UUID(quay.PENSION))]
    for note in notes:
        filing.file(note)
    assert {note.id for note in notes} <= {entry.id for entry in case_read(url).journal}


def test_its_document_has_the_text_as_a_file_and_names_the_case(
    filing: ArchiveFiling, url: str, archive: quay.Archive
) -> None:
    note = a_note()
    filing.file(note)
    read = simulator.respond(Request("GET", f"/dokument/dokument/{note.id}", {}, {}, b""), archive.town)
    registration = json.loads(read.body)[str(note.id)][0]["registreringer"][0]
    assert registration["relationer"]["tilknyttedesager"][0]["uuid"] == str(note.case)
    place = registration["varianter"][0]["dele"][0]["egenskaber"][0]["indhold"].removeprefix("store:")
    stored = fetched(url, FileQuery(FilePart(note.id, "notat.txt", "text/plain", place)))
    assert stored == StoredFile("text/plain", note.text.encode())


@pytest.mark.parametrize("times", [2, 5])
def test_to_repeat_it_is_harmless(filing: ArchiveFiling, archive: quay.Archive, times: int) -> None:
    note = a_note()
    assert [filing.file(note) for _ in range(times)] == [DONE] * times
    assert entries(archive) == 1


@pytest.mark.parametrize("lost", ["GET", "PUT", "PATCH"])
@pytest.mark.parametrize("done", [True, False], ids=["answer-lost", "request-lost"])
def test_broken_off_at_any_step_it_is_completed_by_the_next_call(
    archive: quay.Archive, filing: ArchiveFiling, lost: str, done: bool
) -> None:
    """The archive did it and could not say so, or never heard of it: the desk cannot tell which."""
    note = a_note()
    archive.breaks = (lost, done)
    assert filing.file(note).outcome is Outcome.UNAVAILABLE
    archive.breaks = None
    assert filing.file(note) == DONE
    assert entries(archive) == 1


def test_a_note_by_a_clock_that_was_ahead_is_entered_once(filing: ArchiveFiling, archive: quay.Archive) -> None:
    note = a_note(written_at=CLOCK.now() + timedelta(hours=26))
    assert [filing.file(note), filing.file(note)] == [DONE, DONE]
    assert entries(archive) == 1
    assert archive.asked[-2].query["virkningtil"] == ["infinity"]


def test_another_note_under_the_same_id_is_refused(filing: ArchiveFiling, archive: quay.Archive) -> None:
    note = a_note()
    filing.file(note)
    assert filing.file(replace(note, text="Noget andet")) == Receipt(Outcome.REFUSED, Refusal.ID_TAKEN)
    assert filing.file(replace(note, id=UUID(quay.DECISION))) == Receipt(Outcome.REFUSED, Refusal.ID_TAKEN)
    assert entries(archive) == 1


def test_a_case_about_somebody_else_takes_nothing(filing: ArchiveFiling, archive: quay.Archive) -> None:
    assert filing.file(a_note(citizen=quay.BENT)) == Receipt(Outcome.REFUSED, Refusal.CASE_OF_ANOTHER)
    assert [request.method for request in archive.asked] == ["GET"]


@pytest.mark.parametrize("how", ["unknown", "deleted"])
def test_a_case_that_is_not_there_is_refused(filing: ArchiveFiling, archive: quay.Archive, how: str) -> None:
    note = a_note() if how == "deleted" else a_note(case=uuid4())
    archive.deleted.add(note.case)
    if how == "unknown":
        archive.deleted.clear()
    assert filing.file(note) == Receipt(Outcome.REFUSED, Refusal.CASE_UNKNOWN)
    assert "PUT" not in {request.method for request in archive.asked}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, Outcome.REFUSED),
        (401, Outcome.DENIED),
        (403, Outcome.DENIED),
        (409, Outcome.REFUSED),
        (413, Outcome.REFUSED),
        (429, Outcome.UNAVAILABLE),
        (500, Outcome.UNAVAILABLE),
        (503, Outcome.UNAVAILABLE),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_each_answer_says_what_to_do_next(
    archive: quay.Archive, filing: ArchiveFiling, method: str, status: int, outcome: Outcome
) -> None:
    archive.instead_of[method] = Response(status, "application/json", b'{"message": "0702614075"}')
    said = filing.file(a_note())
    assert said.outcome is outcome
    assert quay.ANNA.digits not in said.reason


@pytest.mark.parametrize("body", [b"<html>Log in</html>", b"{}", b'{"uuid": "%b"}' % quay.MOVE.encode(), b"[]"])
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_only_the_archives_own_word_counts_as_filed(
    archive: quay.Archive, filing: ArchiveFiling, method: str, body: bytes
) -> None:
    """A portal that answers everything with its own page has filed nothing."""
    archive.instead_of[method] = Response(200, "text/html", body)
    assert filing.file(a_note()).outcome is Outcome.UNAVAILABLE


def test_an_archive_that_is_away_is_unavailable() -> None:
    away = ArchiveFiling(TRANSPORT, base_url="http://127.0.0.1:9", clock=CLOCK, user="lnord")
    assert away.file(a_note()).outcome is Outcome.UNAVAILABLE


def test_no_number_stands_in_a_url(filing: ArchiveFiling, archive: quay.Archive) -> None:
    filing.file(a_note())
    for request in archive.asked:
        assert quay.ANNA.digits not in request.path + str(request.query) + str(request.headers)


@needs_contracts
def test_the_entry_is_what_the_schema_of_a_case_demands() -> None:
    entry = captured("sag_schema.json")["properties"]["relationer"]["properties"]["journalpost"]
    schema = {**entry, "definitions": captured("sag_schema.json")["definitions"]}
    jsonschema.Draft7Validator(schema).validate([journal_entry_of(a_note())])


@needs_contracts
def test_the_document_has_only_what_the_captured_one_has(archive: quay.Archive, filing: ArchiveFiling) -> None:
    ours = document_of(a_note())
    known = set(key_paths(captured("dokument_opret.json"))) | {
        f".relationer.tilknyttedesager{rest}"
        for rest in ("", "[].objekttype", "[].uuid", "[].virkning", "[].virkning.from", "[].virkning.to")
    }
    assert "tilknyttedesager" in captured("dokument_classes.json")["dokument"]["relationer_nul_til_mange"]
    assert set(key_paths(ours)) - known == set()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda request: replace(request, headers={"content-type": "application/json"}),
        lambda request: replace(request, body=request.body.replace(b'name="tekst"', b'name="andet"')),
        lambda request: replace(request, body=request.body.replace(b'"beskrivelse"', b'"omtale"')),
        lambda request: replace(request, path="/dokument/dokument/ikke-et-id"),
    ],
    ids=["no-form", "no-file", "nothing-mandatory", "no-id"],
)
def test_the_simulator_takes_no_half_document(
    archive: quay.Archive, filing: ArchiveFiling, spoil: Callable[[Request], Request]
) -> None:
    filing.file(a_note())
    put = next(request for request in archive.asked if request.method == "PUT")
    assert simulator.respond(spoil(put), quay.Quay()).status == 400


def test_the_simulator_adds_an_entry_whenever_it_is_sent_and_knows_its_cases(
    archive: quay.Archive, filing: ArchiveFiling
) -> None:
    """As LoRa does: that a repeat does no harm is the client's own doing."""
    filing.file(a_note())
    patch = archive.asked[-1]
    respond = partial(simulator.respond, town=archive.town)
    assert respond(patch).status == 200
    assert entries(archive) == 2
    assert respond(replace(patch, path=f"/sag/sag/{uuid4()}")).status == 404
    assert respond(replace(patch, body=b'{"relationer": {"journalpost": [{"uuid": "1"}]}}')).status == 400
    assert respond(replace(patch, body=b'{"relationer": {"journalpost": []}, "tilstande": {}}')).status == 400
