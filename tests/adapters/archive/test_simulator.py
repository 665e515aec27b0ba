"""The simulator speaks as the real LoRa did when it was captured, and writes what the real one would accept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from adapters import archive
from adapters.archive import simulator
from adapters.training.people import CaseRow
from adapters.training.wire import Request, Response
from tests.adapters.archive import quay
from tests.contracts import CONTRACTS, needs_contracts

LORA = CONTRACTS / "lora"
TOWN = quay.Quay()
CASES = [*TOWN.cases(quay.ANNA.digits), *TOWN.cases(quay.BENT.digits)]
HISTORY = {"registreretfra": ["-infinity"], "registrerettil": ["infinity"]}


def get(path: str, **query: str | list[str]) -> Response:
    asked = {name: [value] if isinstance(value, str) else value for name, value in query.items()}
    return simulator.respond(Request("GET", path, asked, {}, b""), TOWN)


def value(response: Response) -> Any:
    return json.loads(response.body)


def captured(name: str) -> Any:
    return json.loads((LORA / name).read_text(encoding="utf-8"))


def key_paths(found: Any, path: str = "") -> Iterator[str]:
    """Every place in an answer. Relations that may stand once are one name: their form is one."""
    if isinstance(found, list):
        for each in found:
            yield from key_paths(each, f"{path}[]")
    elif isinstance(found, dict):
        for key, each in found.items():
            single = path.endswith("registreringer[].relationer") and key != "journalpost"
            place = f"{path}.{'*' if single else key}"
            yield place
            yield from key_paths(each, place)


def objects(answer: Any) -> list[Any]:
    return [each for group in answer.values() for each in group]


@needs_contracts
@pytest.mark.parametrize("row", CASES, ids=lambda row: row.title)
def test_cases_are_written_as_the_schema_demands(row: CaseRow) -> None:
    jsonschema.Draft7Validator(captured("sag_schema.json")).validate(simulator.written_case(row))
    jsonschema.Draft7Validator(captured("sag_schema.json")).validate(simulator.written_case(row, until=row.opened))


@needs_contracts
def test_cases_are_read_in_the_captured_form() -> None:
    real = [
        *objects(captured("sag_read.json")),
        *objects(captured("sag_read_with_relations.json")),
        *objects(captured("sag_read_full_history.json")),
    ]
    whole = value(get("/sag/sag", uuid=[row.id for row in CASES], **HISTORY))["results"][0]
    assert len(whole) == len(CASES)
    assert set(key_paths(whole)) - set(key_paths(real)) == set()
    single = value(get(f"/sag/sag/{quay.PENSION}"))
    assert single == {quay.PENSION: value(get("/sag/sag", uuid=quay.PENSION))["results"][0]}


@needs_contracts
def test_documents_are_read_in_the_captured_form() -> None:
    ours = value(get("/dokument/dokument", uuid=[row.id for case in CASES for row in case.documents]))["results"][0]
    assert len(ours) == 4
    assert set(key_paths(ours)) - set(key_paths(objects(captured("dokument_read.json")))) == set()


@needs_contracts
def test_departments_fit_their_schema() -> None:
    schema = captured("schemas.json")["OrganisationEnhed"]
    registration = value(get("/organisation/organisationenhed", uuid=quay.BENEFITS))["results"][0][0]["registreringer"]
    written = {key: registration[0][key] for key in ("note", "attributter", "tilstande")}
    jsonschema.Draft7Validator(schema).validate(written)


@needs_contracts
def test_a_search_answers_ids_and_refuses_to_list() -> None:
    urn = f"urn:oio:cpr-nr:{quay.ANNA.digits}"
    assert value(get("/sag/sag", primaerpart=urn)) == {"results": [[quay.PENSION, quay.MOVE, quay.SECRET]]}
    assert set(key_paths(value(get("/sag/sag", primaerpart=urn)))) == set(key_paths(captured("sag_search.json")))
    refused = get("/sag/sag", primaerpart=urn, list="1")
    assert refused.status == 400
    assert value(refused) == captured("sag_search_list.json")


def test_history_is_newest_first_and_grows() -> None:
    registrations = value(get(f"/sag/sag/{quay.PENSION}", **HISTORY))[quay.PENSION][0]["registreringer"]
    assert [each["livscykluskode"] for each in registrations] == ["Rettet", "Rettet", "Rettet", "Opstaaet"]
    assert [len(each["relationer"]["journalpost"]) for each in registrations] == [4, 3, 2, 1]
    assert registrations[0]["tiltidspunkt"] == {"tidsstempeldatotid": "infinity"}
    assert len(value(get(f"/sag/sag/{quay.PENSION}"))[quay.PENSION][0]["registreringer"]) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/sag/sag/99999999-0000-4000-8000-000000000000",
        "/dokument/dokument/99999999-0000-4000-8000-000000000000",
        f"/dokument/dokument/2024/06/04/12/00/{quay.DECISION}.bin",
        "/dokument/dokument/2024/06/04/12/00/99999999-0000-4000-8000-000000000000.bin",
        "/dokument/dokument",
        "/sag",
        "/",
    ],
)
def test_what_is_not_there_is_404_with_a_message(path: str) -> None:
    response = get(path)
    assert response.status == 404
    assert value(response).keys() == {"message"}


def test_a_file_is_downloaded_as_what_it_is() -> None:
    response = get(f"/dokument/dokument/2024/08/09/12/00/{quay.DECISION}.bin")
    assert (response.status, response.content_type) == (200, "application/pdf")
    assert response.body == TOWN.document(quay.DECISION)


def test_writing_is_not_offered() -> None:
    assert simulator.respond(Request("DELETE", f"/sag/sag/{quay.PENSION}", {}, {}, b""), TOWN).status == 405


def test_the_samples_are_what_the_simulator_says() -> None:
    folder = Path(archive.__file__).parent / "samples"
    urn = f"urn:oio:cpr-nr:{quay.ANNA.digits}"
    expected = {
        "sag_search.json": get("/sag/sag", primaerpart=urn),
        "sag_read.json": get("/sag/sag", uuid=[quay.PENSION, quay.MOVE], **HISTORY),
        "dokument_read.json": get("/dokument/dokument", uuid=[quay.APPLICATION, quay.DECISION]),
        "organisationenhed_read.json": get("/organisation/organisationenhed", uuid=[quay.BENEFITS, quay.SERVICE]),
    }
    for name, response in expected.items():
        assert json.loads((folder / name).read_text(encoding="utf-8")) == value(response), name
