"""OIO JSON to cases and documents: captured answers, both shapes of the journal, periods, and what is doubtful."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from adapters.archive import parse, simulator
from adapters.archive.oio import Item
from adapters.training.wire import Request
from app.access.model import Sensitivity
from app.citizen.model.archive import Case
from app.citizen.port import FailureKind, RegisterError
from app.cpr import CprNumber
from tests.adapters.archive import quay
from tests.contracts import CONTRACTS, needs_contracts

LORA = CONTRACTS / "lora"
SAMPLES = Path(parse.__file__).parent / "samples"
CAPTURED_CASE = UUID("88c7255f-027c-49b0-a182-19cc4a5d7178")
CAPTURED_DOCUMENT = UUID("89314fe3-1289-45e6-b9ec-874a7420b3ea")


def captured(name: str, identity: UUID) -> Item:
    return parse.objects((LORA / name).read_bytes(), {identity})[identity]


def filed(item: Item) -> parse.FiledCase:
    found = parse.filed_case(item, quay.NOW)
    assert found is not None
    return found


def sample(identity: str) -> Any:
    read = json.loads((SAMPLES / "sag_read.json").read_text(encoding="utf-8"))
    return deepcopy(next(each for each in read["results"][0] if each["id"] == identity))


@needs_contracts
def test_a_captured_case_with_relations() -> None:
    case = filed(captured("sag_read_with_relations.json", CAPTURED_CASE)).case
    assert (case.number, case.title, case.state) == ("12345", "Sag nr. 12345", "Oplyst")
    assert case.primary_party == CprNumber("9999999999")
    assert case.subject is not None
    assert (case.subject.code, case.subject.text) == ("32.03.04", "Folkepension")
    assert case.restricted == "ingen"
    assert [(entry.title, str(entry.document)[:8], entry.restricted) for entry in case.journal] == [
        ("Afgørelse", "89314fe3", None),
        ("Rapport XYZ", "ff2713ee", "nej"),
    ]
    assert case.opened == datetime(2014, 5, 19, 12, 2, 32, tzinfo=UTC)


@needs_contracts
def test_a_captured_history() -> None:
    case = filed(captured("sag_read_full_history.json", CAPTURED_CASE)).case
    assert [(event.kind, event.state, event.note) for event in case.events] == [
        ("Opstaaet", "Opstaaet", "Ny sag"),
        ("Rettet", "Oplyst", "videre"),
    ]
    assert case.state == "Oplyst"
    assert case.primary_party is None
    note = case.journal[0]
    assert (note.title, note.format, note.document) == ("Kommentarer til sagen", "internt", None)
    assert note.note == "Læg mærke til (at og så videre ...)"


@needs_contracts
def test_a_captured_document_offers_only_what_lies_in_the_store() -> None:
    document = parse.document(captured("dokument_read.json", CAPTURED_DOCUMENT), quay.NOW)
    assert document is not None
    assert (document.title, document.kind, document.state) == ("Dokument nr. 12345", "Brev", "Modtaget")
    assert document.letter_date == date(2015, 8, 20)
    assert [(file.name, file.mime_type.split("/")[0]) for file in document.files] == [
        ("doc_deltekst1A", "text"),
        ("doc_deltekst1B", "application"),
        ("doc_deltekst2A", "application"),
    ]
    assert document.files[0].path == "2026/11/21/19/12/348dee3a-4678-4de3-8d4f-62becfb50b7f.bin"


@needs_contracts
def test_a_captured_search() -> None:
    assert parse.found((LORA / "sag_search.json").read_bytes())[0] == CAPTURED_CASE


def test_a_sample_case_in_full() -> None:
    found = filed(sample(quay.PENSION))
    case = found.case
    assert found.unit == UUID(quay.BENEFITS)
    assert case.primary_party == quay.ANNA
    assert case.sensitivity is Sensitivity.SENSITIVE
    assert case.legal_basis == "pensionsloven § 12"
    assert case.restricted is None
    assert case.state == "Afgjort"
    assert case.opened == datetime(2024, 6, 3, 10, 30, tzinfo=UTC)
    assert [event.state for event in case.events] == ["Opstaaet", "Oplyst", "Afgjort", None]
    assert [(entry.index, entry.title, entry.note, entry.document) for entry in case.journal] == [
        (1, "Ansøgning", None, UUID(quay.APPLICATION)),
        (2, "Samtale", "Ringede; ønsker svar på mail.", None),
        (3, "Afgørelse", None, UUID(quay.DECISION)),
        (4, "Opfølgning", "Intet nyt.", None),
    ]
    assert case.journal[2].restricted == "offentlighedsloven § 30"


def test_the_written_shape_of_a_case_reads_alike() -> None:
    row = quay.Quay().case(quay.PENSION)
    assert row is not None
    registration = {
        **simulator.written_case(row),
        "livscykluskode": "Opstaaet",
        "fratidspunkt": {"tidsstempeldatotid": "2025-01-02T10:30:00+00:00"},
    }
    written = filed({"id": row.id, "registreringer": [registration]}).case
    read = filed(sample(quay.PENSION)).case
    assert written.journal == read.journal
    assert (written.state, written.subject, written.primary_party) == (read.state, read.subject, read.primary_party)


def test_an_unknown_sensitivity_is_not_guessed() -> None:
    town = quay.Quay()
    row = town.case(quay.SECRET)
    assert row is not None
    item = simulator._case(row, Request("GET", "", {}, {}, b""), town)
    assert item is not None
    case = filed(item).case
    assert case.sensitivity is None
    assert case.restricted == "forvaltningsloven § 15"


def registration(item: Any) -> Any:
    return item["registreringer"][0]


def test_what_is_no_longer_in_force_is_not_shown() -> None:
    item = sample(quay.PENSION)
    relations = registration(item)["relationer"]
    relations["journalpost"][0]["virkning"]["to"] = "2025-01-01 00:00:00+00"
    relations["primaerklasse"][0]["virkning"]["to"] = "2025-01-01 00:00:00+00"
    relations["ansvarlig"][0]["virkning"]["from"] = "infinity"
    found = filed(item)
    assert [entry.index for entry in found.case.journal] == [2, 3, 4]
    assert found.case.subject is None
    assert found.unit is None


def test_a_party_of_yesterday_is_no_party() -> None:
    item = sample(quay.PENSION)
    registration(item)["relationer"]["primaerpart"][0]["virkning"]["to"] = "2026-11-19 00:00:00+00"
    with pytest.raises(RegisterError) as caught:
        parse.cases_of(quay.ANNA, [item], quay.NOW)
    assert caught.value.kind is FailureKind.WRONG_PERSON


def test_a_state_follows_its_period() -> None:
    item = sample(quay.PENSION)
    states = registration(item)["tilstande"]["sagfremdrift"]
    states[0]["virkning"]["to"] = "2026-11-01 00:00:00+00"
    states.append({"fremdrift": "Afsluttet", "virkning": {"from": "2026-11-01 00:00:00+00", "to": "infinity"}})
    assert filed(item).case.state == "Afsluttet"


def test_the_archives_clock_goes_first_where_it_is_ahead() -> None:
    found = parse.filed_case(sample(quay.MOVE), quay.NOW - timedelta(days=300))
    assert found is not None
    assert found.case.primary_party == quay.ANNA


def test_a_deleted_case_is_none() -> None:
    item = sample(quay.PENSION)
    registration(item)["livscykluskode"] = "Slettet"
    assert parse.filed_case(item, quay.NOW) is None


@pytest.mark.parametrize(
    "urn", ["urn:oio:cpr-nr:140385000", "urn:oio:cpr-nr:1403850006 ", "urn:oio:cvr-nr:1403850006", "1403850006", ""]
)
def test_a_party_urn_of_another_form_names_nobody(urn: str) -> None:
    item = sample(quay.PENSION)
    registration(item)["relationer"]["primaerpart"][0]["urn"] = urn
    assert filed(item).case.primary_party is None


def test_two_parties_at_once_are_malformed() -> None:
    item = sample(quay.PENSION)
    parties = registration(item)["relationer"]["primaerpart"]
    parties.append(deepcopy(parties[0]))
    with pytest.raises(RegisterError) as caught:
        parse.filed_case(item, quay.NOW)
    assert caught.value.kind is FailureKind.MALFORMED


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"results": [[{"id": "10000000-0000-4000-8000-000000000009"}]]}', FailureKind.WRONG_PERSON),
        (b'{"results": [[{"id": "urgh"}]]}', FailureKind.MALFORMED),
        (b'{"results": {}}', FailureKind.MALFORMED),
        (b'{"message": "no"}', FailureKind.MALFORMED),
        (b"[]", FailureKind.MALFORMED),
    ],
)
def test_answers_about_something_else(body: bytes, kind: FailureKind) -> None:
    with pytest.raises(RegisterError) as caught:
        parse.objects(body, {UUID(quay.PENSION)})
    assert caught.value.kind is kind


@pytest.mark.parametrize(
    "indhold",
    [
        "store:../../etc/passwd",
        "store:2024/06/03/12/00/../../../x/d0000001-0000-4000-8000-000000000000.bin",
        "store:/2024/06/03/12/00/d0000001-0000-4000-8000-000000000000.bin",
        "store:2024/06/03/12/00/d0000001-0000-4000-8000-000000000000.bin?x=1",
        "store:2024/06/03/12/00/\nd0000001-0000-4000-8000-000000000000.bin",
        "https://evil.example/2024/06/03/12/00/d0000001-0000-4000-8000-000000000000.bin",
        "",
    ],
)
def test_a_file_outside_the_store_is_not_offered(indhold: str) -> None:
    read = json.loads((SAMPLES / "dokument_read.json").read_text(encoding="utf-8"))["results"][0][0]
    read["registreringer"][0]["varianter"][0]["dele"][0]["egenskaber"][0]["indhold"] = indhold
    document = parse.document(read, quay.NOW)
    assert document is not None
    assert document.files == ()


def test_department_names() -> None:
    ids = {UUID(quay.BENEFITS), UUID(quay.SERVICE)}
    items = parse.objects((SAMPLES / "organisationenhed_read.json").read_bytes(), ids)
    assert {parse.unit_name(item, quay.NOW) for item in items.values()} == {"Ydelse og Pension", "Borgerservice"}


def test_a_case_without_a_title_keeps_its_number() -> None:
    item = sample(quay.PENSION)
    del registration(item)["attributter"]["sagegenskaber"][0]["titel"]
    case: Case = filed(item).case
    assert case.title == case.number == "32.03.04-G01-17-24"
