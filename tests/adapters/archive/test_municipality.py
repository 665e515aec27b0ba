"""The training municipality's own cases survive the trip through the archive's format, and fit its schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from uuid import uuid4

import jsonschema
import pytest

from adapters.archive import simulator
from adapters.archive.client import Client
from adapters.training.municipality import Municipality
from adapters.transport import Transport
from app.citizen.model.archive import CaseFile, StoredFile
from app.citizen.port import Call, Cancellation, CaseNumberQuery, CasesQuery, FileQuery
from app.clock import COPENHAGEN, SystemClock
from app.cpr import CprNumber
from tests.adapters.archive.loopback import serving
from tests.contracts import CONTRACTS, needs_contracts

CLOCK = SystemClock()


@pytest.fixture(scope="module")
def town() -> Municipality:
    return Municipality(date(2026, 11, 20), size=1_500)


@pytest.fixture(scope="module")
def client(town: Municipality) -> Iterator[Client]:
    with serving(lambda request: simulator.respond(request, town)) as url:
        yield Client(Transport(clock=CLOCK), base_url=url)


def call() -> Call:
    return Call(CLOCK.monotonic() + 60, "trainee", uuid4(), Cancellation())


def danish(at: datetime) -> datetime:
    return at if at.tzinfo is not None else at.replace(tzinfo=COPENHAGEN)


def test_every_named_persons_cases_come_back(town: Municipality, client: Client) -> None:
    filed = 0
    for _, number in town.named():
        rows = {row.id: row for row in town.cases(number)}
        file = client.fetch(CasesQuery(CprNumber(number)), call())
        assert isinstance(file, CaseFile)
        assert {str(case.id) for case in file.cases} == rows.keys()
        assert file.left_out == 0
        for case in file.cases:
            row = rows[str(case.id)]
            filed += 1
            assert case.primary_party == CprNumber(number)
            assert (case.number, case.title, case.unit, case.restricted) == (
                row.number,
                row.title,
                row.unit,
                row.restricted,
            )
            assert case.subject is not None
            assert case.subject.code == row.kle
            assert case.subject.text is not None, row.kle
            assert case.sensitivity is not None, row.sensitivity
            assert case.state == row.states[-1][1]
            assert case.opened == danish(row.opened)
            assert [event.state for event in case.events if event.state] == [state for _, state in row.states]
            assert [(entry.title, entry.note) for entry in case.journal] == [
                (entry.title, entry.text) for entry in row.journal
            ]
            assert {(str(document.id), document.title, document.kind) for document in case.documents} == {
                (document.id, document.title, document.kind) for document in row.documents
            }
    assert filed >= 10


def test_files_and_case_numbers(town: Municipality, client: Client) -> None:
    for _, number in town.named():
        for row in town.cases(number)[:1]:
            assert client.fetch(CaseNumberQuery(row.number), call()) == CprNumber(number)
            file = client.fetch(CasesQuery(CprNumber(number)), call())
            assert isinstance(file, CaseFile)
            for document in file.cases[0].documents[:1]:
                stored = client.fetch(FileQuery(document.files[0]), call())
                assert isinstance(stored, StoredFile)
                assert stored.mime_type == "application/pdf"
                assert stored.content == town.document(str(document.id))


@needs_contracts
def test_every_named_persons_cases_fit_the_schema(town: Municipality) -> None:
    schema = json.loads((CONTRACTS / "lora" / "sag_schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    for _, number in town.named():
        for row in town.cases(number):
            validator.validate(simulator.written_case(row))
