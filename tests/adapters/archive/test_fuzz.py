"""Mutants of archive answers: refused or read, never a crash and never somebody else's case."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from adapters.archive import parse, simulator
from adapters.training.wire import Request
from app.citizen.model.archive import Document
from tests.adapters.archive import quay
from tests.adapters.mutants import fuzz

SAMPLES = Path(parse.__file__).parent / "samples"
CASES = frozenset({UUID(quay.PENSION), UUID(quay.MOVE)})
DOCUMENTS = frozenset({UUID(quay.APPLICATION), UUID(quay.DECISION)})
HISTORY = {"registreretfra": ["-infinity"]}
UNITS = frozenset({UUID(quay.BENEFITS), UUID(quay.SERVICE)})


def cases(body: bytes) -> list[parse.FiledCase]:
    return parse.cases_of(quay.ANNA, parse.objects(body, CASES).values(), quay.NOW)


def check_cases(filed: list[parse.FiledCase]) -> None:
    assert all(found.case.primary_party == quay.ANNA for found in filed)
    assert {found.case.id for found in filed} <= CASES
    assert len({found.case.id for found in filed}) == len(filed)


def documents(body: bytes) -> list[Document]:
    read = [parse.document(item, quay.NOW) for item in parse.objects(body, DOCUMENTS).values()]
    return [document for document in read if document is not None]


def check_documents(read: list[Document]) -> None:
    assert {document.id for document in read} <= DOCUMENTS
    for document in read:
        for file in document.files:
            assert parse.STORE_PATH.fullmatch(file.path)
            assert file.document == document.id


def test_cases() -> None:
    samples = [
        simulator.respond(Request("GET", "/sag/sag", {"uuid": [quay.PENSION]}, {}, b""), quay.Quay()).body,
        simulator.respond(Request("GET", "/sag/sag", {"uuid": [quay.MOVE], **HISTORY}, {}, b""), quay.Quay()).body,
    ]
    tally = fuzz(samples, cases, check_cases)
    assert tally.answered > 500


def test_documents() -> None:
    tally = fuzz([(SAMPLES / "dokument_read.json").read_bytes()], documents, check_documents)
    assert tally.answered > 500


def test_searches_and_departments() -> None:
    fuzz([(SAMPLES / "sag_search.json").read_bytes()], parse.found, lambda ids: None, count=10_000)
    fuzz(
        [(SAMPLES / "organisationenhed_read.json").read_bytes()],
        lambda body: [parse.unit_name(item, quay.NOW) for item in parse.objects(body, UNITS).values()],
        lambda names: None,
        count=10_000,
    )
