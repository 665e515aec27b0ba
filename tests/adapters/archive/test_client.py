"""The client over real HTTP against the simulator: the round trip, the right person, and archives with gaps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest

from adapters.archive import MANIFEST
from adapters.archive.client import MOST_FILE_BYTES, Client
from adapters.training.wire import Request, Response
from adapters.transport import Transport
from app.access.model import Sensitivity
from app.citizen.model.archive import CaseFile, FilePart, StoredFile
from app.citizen.port import Call, CaseNumberQuery, CasesQuery, FailureKind, FileQuery, RegisterError
from app.clock import SystemClock
from app.cpr import CprNumber
from tests.adapters.archive import quay
from tests.adapters.archive.loopback import serving

CLOCK = SystemClock()
TRANSPORT = Transport(clock=CLOCK)


@pytest.fixture
def archive() -> quay.Archive:
    return quay.Archive()


@pytest.fixture
def client(archive: quay.Archive) -> Iterator[Client]:
    with serving(archive.answer) as url:
        yield Client(TRANSPORT, base_url=f"{url}/")


def call() -> Call:
    return Call(CLOCK.monotonic() + 20, "trainee", uuid4(), Event())


def case_file(client: Client, cpr: CprNumber = quay.ANNA, kle: tuple[str, ...] = ()) -> CaseFile:
    answer = client.fetch(CasesQuery(cpr, kle), call())
    assert isinstance(answer, CaseFile)
    return answer


def failure(client: Client, query: CasesQuery | CaseNumberQuery | FileQuery) -> FailureKind:
    with pytest.raises(RegisterError) as caught:
        client.fetch(query, call())
    assert quay.ANNA.digits not in str(caught.value)
    return caught.value.kind


def test_everything_filed_comes_back(client: Client) -> None:
    file = case_file(client)
    assert file.left_out == 0
    pension, move, secret = file.cases
    town = quay.Quay()
    for case, row in zip(file.cases, town.cases(quay.ANNA.digits), strict=True):
        assert (str(case.id), case.number, case.title) == (row.id, row.number, row.title)
        assert (case.opened, case.state) == (row.opened, row.states[-1][1])
        assert (case.unit or "") == row.unit
        assert [entry.title for entry in case.journal] == [entry.title for entry in row.journal]
        assert [str(document.id) for document in case.documents] == [each.id for each in row.documents]
    assert pension.subject is not None
    assert pension.subject.text == "Folkepension"
    assert [document.restricted for document in pension.documents] == [None, "offentlighedsloven § 30"]
    assert pension.sensitivity is Sensitivity.SENSITIVE
    assert move.description is None
    assert secret.restricted == "forvaltningsloven § 15"


def test_the_longest_chain_is_the_manifests(client: Client, archive: quay.Archive) -> None:
    case_file(client)
    assert archive.paths[:2] == ["/sag/sag", "/sag/sag"]
    assert sorted(archive.paths[2:]) == ["/dokument/dokument", "/organisation/organisationenhed"]
    assert MANIFEST.steps == 3


def test_documents_and_departments_are_asked_for_at_once(archive: quay.Archive) -> None:
    both = {"/dokument/dokument": Event(), "/organisation/organisationenhed": Event()}

    def answer(request: Request) -> Response:
        if request.path in both:
            both[request.path].set()
            assert all(each.wait(10) for each in both.values()), "one waits for the other"
        return archive.answer(request)

    with serving(answer) as url:
        assert len(case_file(Client(TRANSPORT, base_url=url)).cases) == 3


def test_names_of_departments_are_asked_for_once(client: Client, archive: quay.Archive) -> None:
    case_file(client)
    archive.asked.clear()
    assert case_file(client, quay.BENT).cases[0].unit == "Ydelse og Pension"
    assert "/organisation/organisationenhed" not in archive.paths


def test_the_number_stands_in_the_search_and_nowhere_else(client: Client, archive: quay.Archive) -> None:
    case_file(client)
    search, *others = archive.asked
    assert search.query["primaerpart"] == [f"urn:oio:cpr-nr:{quay.ANNA.digits}"]
    assert all(quay.ANNA.digits not in repr(request) for request in others)
    assert all(len(urlencode(request.query, doseq=True)) < 2_000 for request in archive.asked)


def test_nobody_has_no_cases(client: Client, archive: quay.Archive) -> None:
    assert case_file(client, quay.NOBODY) == CaseFile(cases=(), left_out=0)
    assert archive.paths == ["/sag/sag"]


def test_other_subjects_are_counted_and_their_documents_not_fetched(client: Client, archive: quay.Archive) -> None:
    file = case_file(client, kle=("32.03", "23.05.1"))
    assert [case.number for case in file.cases] == ["32.03.04-G01-17-24"]
    assert file.left_out == 2
    asked = {each for request in archive.asked for each in request.query.get("uuid", ())}
    assert quay.LEASE not in asked
    assert case_file(client, kle=("23", "27.24.00")).left_out == 1


def test_somebody_elses_cases_are_refused(client: Client, archive: quay.Archive) -> None:
    archive.impersonates = True
    assert failure(client, CasesQuery(quay.ANNA)) is FailureKind.WRONG_PERSON
    assert failure(client, CasesQuery(quay.NOBODY)) is FailureKind.WRONG_PERSON
    assert failure(client, CaseNumberQuery("32.03.04-G01-17-24")) is FailureKind.WRONG_PERSON


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (CasesQuery(quay.ANNA), [quay.PENSION, quay.OTHERS]),
        (CaseNumberQuery("32.03.04-G01-17-24"), [quay.OTHERS]),
        (CaseNumberQuery("32.03.04-G01-17-24"), [quay.PENSION, quay.OTHERS]),
    ],
)
def test_a_search_that_finds_something_else_is_not_trusted(
    archive: quay.Archive, query: CasesQuery | CaseNumberQuery, found: list[str]
) -> None:
    def answer(request: Request) -> Response:
        if "uuid" in request.query:
            return archive.answer(request)
        return Response(200, "application/json", json.dumps({"results": [found]}).encode())

    with serving(answer) as url:
        assert failure(Client(TRANSPORT, base_url=url), query) is FailureKind.WRONG_PERSON


def test_denied(client: Client, archive: quay.Archive) -> None:
    archive.denies = True
    assert failure(client, CasesQuery(quay.ANNA)) is FailureKind.DENIED


def test_a_deleted_case_leaves_the_others(client: Client, archive: quay.Archive) -> None:
    archive.deleted = {UUID(quay.MOVE)}
    file = case_file(client)
    assert [str(case.id) for case in file.cases] == [quay.PENSION, quay.SECRET]
    assert file.left_out == 0


def test_a_case_that_is_withheld_is_counted(archive: quay.Archive) -> None:
    def answer(request: Request) -> Response:
        visible = [each for each in request.query.get("uuid", ()) if each != quay.SECRET]
        query = {**request.query, "uuid": visible} if visible else request.query
        return archive.answer(replace(request, query=query))

    with serving(answer) as url:
        file = case_file(Client(TRANSPORT, base_url=url))
    assert len(file.cases) == 2
    assert file.left_out == 1


@pytest.mark.parametrize("status", [404, 410, 400, 403, 500])
def test_a_document_that_cannot_be_read_leaves_the_case_with_its_journal(
    client: Client, archive: quay.Archive, status: int
) -> None:
    refused = Response(status, "application/json", b'{"message": "no"}')
    archive.instead = {"/dokument/dokument": refused, f"/dokument/dokument/{quay.DECISION}": refused}
    pension = case_file(client).cases[0]
    assert [str(document.id) for document in pension.documents] == [quay.APPLICATION]
    assert [str(entry.document) for entry in pension.journal if entry.document] == [quay.APPLICATION, quay.DECISION]


def test_a_document_that_makes_no_sense_leaves_the_case_with_its_journal(client: Client, archive: quay.Archive) -> None:
    odd = f'{{"results": [[{{"id": "{quay.DECISION}", "registreringer": []}}]]}}'.encode()
    archive.instead = {"/dokument/dokument": Response(200, "application/json", odd)}
    pension = case_file(client).cases[0]
    assert pension.documents == ()
    assert len(pension.journal) == 4


def test_departments_without_an_answer_leave_the_cases_without_their_names(
    client: Client, archive: quay.Archive
) -> None:
    archive.instead = {"/organisation/organisationenhed": Response(200, "application/json", b'{"results": [[]]}')}
    assert [case.unit for case in case_file(client).cases] == [None, None, None]
    archive.instead = {}
    assert case_file(client).cases[0].unit == "Ydelse og Pension"


def test_an_overloaded_archive_fails_as_a_whole(client: Client, archive: quay.Archive) -> None:
    archive.instead = {"/dokument/dokument": Response(503, "text/plain", b"")}
    assert failure(client, CasesQuery(quay.ANNA)) is FailureKind.UNAVAILABLE
    assert archive.paths.count("/dokument/dokument") == 1


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (Response(400, "application/json", b'{"message": "Unsupported argument(s): list"}'), FailureKind.MALFORMED),
        (Response(500, "text/html", b"<h1>Internal Server Error</h1>"), FailureKind.UNAVAILABLE),
        (Response(200, "application/json", b'{"results": [["'), FailureKind.MALFORMED),
        (Response(200, "text/html", b"<html>log in</html>"), FailureKind.MALFORMED),
    ],
)
def test_a_search_that_fails(client: Client, archive: quay.Archive, response: Response, kind: FailureKind) -> None:
    archive.instead = {"/sag/sag": response}
    assert failure(client, CasesQuery(quay.ANNA)) is kind


def test_a_case_number_names_its_party(client: Client) -> None:
    assert client.fetch(CaseNumberQuery(" 32.03.04-g01-18-24 ".upper()), call()) == quay.BENT


@pytest.mark.parametrize("number", ["32.03.04-G01-99-24", "%", "32.03.04%", "", "  "])
def test_a_case_number_that_is_none(client: Client, archive: quay.Archive, number: str) -> None:
    assert failure(client, CaseNumberQuery(number)) is FailureKind.NOT_FOUND
    assert all("%" not in each for request in archive.asked for each in request.query.get("sagsnummer", ()))


def test_a_deleted_case_number_is_none(client: Client, archive: quay.Archive) -> None:
    archive.deleted = {UUID(quay.PENSION)}
    assert failure(client, CaseNumberQuery("32.03.04-G01-17-24")) is FailureKind.NOT_FOUND


def test_files_come_back_byte_for_byte(client: Client) -> None:
    for document in case_file(client).cases[0].documents:
        stored = client.fetch(FileQuery(document.files[0]), call())
        assert isinstance(stored, StoredFile)
        assert stored == StoredFile("application/pdf", quay.Quay().document(str(document.id)) or b"")


@pytest.mark.parametrize(
    "path",
    [
        "../../../sag/sag",
        f"2024/06/03/12/00/{quay.APPLICATION}.bin\n",
        f"2024/06/03/12/00/{quay.APPLICATION}.bin?x",
        f"/2024/06/03/12/00/{quay.APPLICATION}.bin",
        f"//evil.example/2024/06/03/12/00/{quay.APPLICATION}.bin",
        f"https://evil.example/2024/06/03/12/00/{quay.APPLICATION}.bin",
        "",
    ],
)
def test_a_path_outside_the_store_is_never_asked_for(client: Client, archive: quay.Archive, path: str) -> None:
    part = FilePart(document=UUID(quay.APPLICATION), name="x", mime_type="application/pdf", path=path)
    assert failure(client, FileQuery(part)) is FailureKind.NOT_FOUND
    assert archive.asked == []


def test_a_file_that_is_gone_or_too_large(client: Client, archive: quay.Archive) -> None:
    part = case_file(client).cases[0].documents[0].files[0]
    place = f"/dokument/dokument/{part.path}"
    archive.instead = {place: Response(404, "application/json", b'{"message": "no"}')}
    assert failure(client, FileQuery(part)) is FailureKind.NOT_FOUND
    archive.instead = {place: Response(200, "application/pdf", bytes(MOST_FILE_BYTES + 1))}
    assert failure(client, FileQuery(part)) is FailureKind.TOO_LARGE
