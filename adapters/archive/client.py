"""Reading the archive: search for ids, read the cases, then their documents and departments' names.

The search is not trusted: a case counts only when it names the person asked for as its primary party.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Thread
from typing import Final, TypeVar
from uuid import UUID

from adapters.archive import MANIFEST, parse
from adapters.archive.oio import Item
from adapters.transport import Incoming, Outgoing, Transport
from app.citizen.model.archive import Case, CaseFile, Document, FilePart, StoredFile
from app.citizen.model.coded import Coded
from app.citizen.port import Call, CaseNumberQuery, CasesQuery, FailureKind, FileQuery, RegisterError
from app.clock import Clock, SystemClock
from app.cpr import CprNumber
from app.errors import BugError

_log = logging.getLogger(__name__)

MOST_FILE_BYTES: Final = 25_000_000

_CASE, _DOCUMENT, _UNIT = "/sag/sag", "/dokument/dokument", "/organisation/organisationenhed"
_MOST_BYTES = 5_000_000
_BATCH = 40  # ids in one URL, which stays below 2,000 characters
_MOST_SAME_NUMBER = 20
_HISTORY = (("registreretfra", "-infinity"), ("registrerettil", "infinity"))
_GONE = frozenset({FailureKind.NOT_FOUND})
_UNREADABLE = frozenset({FailureKind.NOT_FOUND, FailureKind.DENIED, FailureKind.MALFORMED, FailureKind.UNAVAILABLE})

_First = TypeVar("_First")
_Second = TypeVar("_Second")


class Client:
    """One archive. Departments' names are kept for the session; nothing about a person is."""

    def __init__(self, transport: Transport, *, base_url: str, clock: Clock | None = None) -> None:
        self._transport = transport
        self._base_url = base_url.rstrip("/")
        self._clock = clock or SystemClock()
        self._unit_names: dict[UUID, str] = {}

    def fetch(self, query: CasesQuery | CaseNumberQuery | FileQuery, call: Call) -> CaseFile | CprNumber | StoredFile:
        """The answer that the query names; RegisterError otherwise."""
        match query:
            case CasesQuery():
                return self._case_file(query, call)
            case CaseNumberQuery():
                return self._party_of(query.number.strip(), call)
            case FileQuery():
                return self._file(query.file, call)

    def _case_file(self, query: CasesQuery, call: Call) -> CaseFile:
        now = self._clock.now()
        ids = self._search((("primaerpart", f"{parse.PARTY_URN}{query.cpr.digits}"),), call)
        items = self._read(_CASE, ids, call, also=_HISTORY, spare=_GONE)
        filed = parse.cases_of(query.cpr, items.values(), now)
        opened = [found for found in filed if _covered(found.case.subject, query.kle)]
        documents, names = _together(
            lambda: self._documents([found.case for found in opened], call, now),
            lambda: self._units({found.unit for found in opened if found.unit is not None}, call, now),
        )
        cases = tuple(
            replace(
                found.case,
                unit=names.get(found.unit) if found.unit is not None else None,
                unit_id=found.unit,
                documents=tuple(documents[each] for each in _attached(found.case) if each in documents),
            )
            for found in opened
        )
        return CaseFile(cases=cases, left_out=len(filed) - len(opened) + sum(each not in items for each in ids))

    def _party_of(self, number: str, call: Call) -> CprNumber:
        if not number or "%" in number:  # the archive reads % as "anything"
            raise RegisterError(FailureKind.NOT_FOUND, "no case number")
        now = self._clock.now()
        limit = ("maximalantalresultater", str(_MOST_SAME_NUMBER))
        ids = self._search((("sagsnummer", number), limit), call)
        items = self._read(_CASE, ids, call, spare=_GONE)
        cases = [found.case for item in items.values() if item and (found := parse.filed_case(item, now))]
        if any(case.number.casefold() != number.casefold() for case in cases):
            raise RegisterError(FailureKind.WRONG_PERSON, "a case with another number than asked for")
        parties = {case.primary_party for case in cases}
        if len(parties) != 1 or None in parties:
            raise RegisterError(FailureKind.NOT_FOUND, f"{len(parties)} primary parties in {len(cases)} cases")
        return next(party for party in parties if party is not None)

    def _file(self, file: FilePart, call: Call) -> StoredFile:
        if not parse.STORE_PATH.fullmatch(file.path):
            raise RegisterError(FailureKind.NOT_FOUND, f"document {file.document} has a path outside the store")
        answer = self._get(f"{_DOCUMENT}/{file.path}", (), call, max_bytes=MOST_FILE_BYTES)
        return StoredFile(mime_type=answer.content_type.partition(";")[0].strip().lower(), content=answer.body)

    def _documents(self, cases: Sequence[Case], call: Call, now: datetime) -> dict[UUID, Document]:
        """Those that can be read; a case keeps its journal also when a document of it cannot."""
        wanted = dict.fromkeys(each for case in cases for each in _attached(case))
        documents: dict[UUID, Document] = {}
        for identity, item in self._read(_DOCUMENT, tuple(wanted), call, spare=_UNREADABLE).items():
            try:
                read = parse.document(item, now) if item else None
            except RegisterError as error:
                _log.warning("document %s cannot be read: %s", identity, error.detail)
                continue
            if read is not None:
                documents[identity] = read
        return documents

    def _units(self, wanted: set[UUID], call: Call, now: datetime) -> dict[UUID, str]:
        unknown = sorted(wanted - self._unit_names.keys())
        for identity, item in self._read(_UNIT, unknown, call, spare=_UNREADABLE).items():
            try:
                name = parse.unit_name(item, now) if item else None
            except RegisterError as error:
                _log.warning("department %s cannot be read: %s", identity, error.detail)
                continue
            if name is not None:
                self._unit_names[identity] = name
        return {each: self._unit_names[each] for each in wanted if each in self._unit_names}

    def _search(self, terms: tuple[tuple[str, str], ...], call: Call) -> tuple[UUID, ...]:
        return parse.found(self._get(_CASE, terms, call).body)

    def _read(
        self,
        kind: str,
        ids: Sequence[UUID],
        call: Call,
        *,
        spare: frozenset[FailureKind],
        also: tuple[tuple[str, str], ...] = (),
    ) -> dict[UUID, Item | None]:
        """Objects by id, many a request; None for one that cost itself alone by a failure in `spare`.

        The archive answers 410 for all when one of them has been deleted: then each is asked for by itself.
        An id that was answered with nothing is missing from the result.
        """
        read: dict[UUID, Item | None] = {}
        for batch in _batches(ids):
            try:
                read |= self._objects(kind, (*(("uuid", str(each)) for each in batch), *also), batch, call)
            except RegisterError as error:
                if error.retriable or error.kind not in spare:
                    raise
                for each in batch:
                    read |= self._single(kind, each, call, spare=spare, also=also)
        return read

    def _single(
        self, kind: str, identity: UUID, call: Call, *, spare: frozenset[FailureKind], also: tuple[tuple[str, str], ...]
    ) -> dict[UUID, Item | None]:
        try:
            return self._objects(f"{kind}/{identity}", also, (identity,), call)
        except RegisterError as error:
            if error.retriable or error.kind not in spare:
                raise
            _log.info("%s/%s cannot be read: %s", kind, identity, error)
            return {identity: None}

    def _objects(
        self, path: str, terms: tuple[tuple[str, str], ...], ids: Sequence[UUID], call: Call
    ) -> dict[UUID, Item | None]:
        return dict(parse.objects(self._get(path, terms, call).body, frozenset(ids)))

    def _get(
        self, path: str, terms: tuple[tuple[str, str], ...], call: Call, *, max_bytes: int = _MOST_BYTES
    ) -> Incoming:
        request = Outgoing(
            method="GET",
            url=f"{self._base_url}{path}",
            headers={"Accept": "*/*" if path.endswith(".bin") else "application/json"},
            query=terms,
            max_bytes=max_bytes,
        )
        answer = self._transport.send(request, call, MANIFEST.timeouts)
        match answer.status:
            case 200:
                return answer
            case 404 | 410:
                raise RegisterError(FailureKind.NOT_FOUND, f"status {answer.status}")
            case 500:
                raise RegisterError(FailureKind.UNAVAILABLE, "status 500")
            case status:
                raise RegisterError(FailureKind.MALFORMED, f"status {status}")


def _attached(case: Case) -> Iterable[UUID]:
    return dict.fromkeys(entry.document for entry in case.journal if entry.document is not None)


def _covered(subject: Coded | None, kle: tuple[str, ...]) -> bool:
    """Whether a purpose limited to `kle` (numbers, groups, main groups) opens a case of this subject."""
    if not kle:
        return True
    return subject is not None and any(subject.code == each or subject.code.startswith(f"{each}.") for each in kle)


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _together(first: Callable[[], _First], second: Callable[[], _Second]) -> tuple[_First, _Second]:
    """Both results; neither needs the other, so the second costs no time of its own. Each ends by its own deadline."""
    results: list[_First] = []
    failures: list[RegisterError] = []

    def run() -> None:
        try:
            results.append(first())
        except RegisterError as error:
            failures.append(error)

    beside = Thread(target=run, name="archive-documents", daemon=True)
    beside.start()
    try:
        other = second()
    finally:
        beside.join()
    if failures:
        raise failures[0]
    if not results:
        raise BugError("reading documents ended without a result")
    return results[0], other
