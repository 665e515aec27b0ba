"""The archive beyond the look-up: whose a case is, and the documents that lie on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from app.access.decide import refusal
from app.access.model import Purpose, Rule, Section
from app.access.trace import TraceEvent
from app.citizen.compose import cases_query
from app.citizen.door import Door
from app.citizen.lookup import marks_of
from app.citizen.model.archive import Case, CaseFile, FilePart, StoredFile
from app.citizen.port import CaseNumberQuery, FailureKind, FileQuery, Query, RegisterKey
from app.cpr import CprNumber
from app.errors import UserError

_T = TypeVar("_T")


class Archive:
    """All of it blocks, and all of it is traced before it is asked for."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def party_of_case(self, number: str, purpose: Purpose) -> CprNumber:
        """Whose case it is, asked of the archive under the stated purpose. Blocks; UserError if there is no answer.

        Traced before it is asked, and allowed under any purpose: the number was given by whoever stands there, and
        nothing of the case but its party is taken.
        """
        archive = RegisterKey.ARCHIVE
        self._door.trace(
            TraceEvent.SEARCHED, None, purpose, Section.CASES, source=archive, result="case", reason=number
        )
        return self._asked(CaseNumberQuery(number), CprNumber, None, purpose)

    def open_file(self, citizen: CprNumber, purpose: Purpose, file: FilePart) -> StoredFile:
        """The document's bytes, traced with its first page before it is fetched. Blocks; UserError if there is no
        answer, and "access-refused" unless a case that the purpose opens, and the employee's role, has the document."""
        self._door.admit(citizen, purpose, Section.CASES)
        self._admit_document(citizen, purpose, file.document)
        shown = f"document {file.document}"
        self._door.trace(TraceEvent.SHOWN, citizen, purpose, Section.CASES, source=RegisterKey.ARCHIVE, result=shown)
        return self._asked(FileQuery(file), StoredFile, citizen, purpose)

    def page_turned(self, citizen: CprNumber, purpose: Purpose, file: FilePart, page: int) -> None:
        """Traces that somebody turned to another page of the document, before it is drawn. `page` counts from 0."""
        shown = f"document {file.document} page {page + 1}"
        self._door.trace(TraceEvent.SHOWN, citizen, purpose, Section.CASES, source=RegisterKey.ARCHIVE, result=shown)

    def _admit_document(self, citizen: CprNumber, purpose: Purpose, document: UUID) -> None:
        """By the marks of its own case: of several, one that is open is enough, as it is in the list of them."""
        cases = self._cases_with(document, citizen, purpose)
        request = replace(self._door.sources.access.request(citizen, purpose), section=Section.CASES)
        refusals = [refusal(replace(request, case=marks_of(case))) for case in cases]
        if None in refusals:
            return
        rule = next((refused.rule for refused in refusals if refused is not None), Rule.OUTSIDE_PURPOSE)
        self._door.trace(TraceEvent.REFUSED, citizen, purpose, Section.CASES, result=f"{rule} document {document}")
        raise UserError("access-refused", rule=rule)

    def _cases_with(self, document: UUID, citizen: CprNumber, purpose: Purpose) -> list[Case]:
        """By what the look-up has just fetched; else the archive is asked again, for a case may have been closed to
        somebody since."""
        archive, query = RegisterKey.ARCHIVE, cases_query(citizen, purpose)
        kept = self._door.sources.cache.about(citizen)(archive, query)
        if kept is None or not self._is_fresh(archive, kept.fetched_at) or not isinstance(kept.value, CaseFile):
            asked = f"cases of document {document}"
            self._door.trace(TraceEvent.SEARCHED, citizen, purpose, Section.CASES, source=archive, result=asked)
            found = self._asked(query, CaseFile, citizen, purpose)
        else:
            found = kept.value
        return [case for case in found.cases if any(each.id == document for each in case.documents)]

    def _is_fresh(self, key: RegisterKey, fetched_at: datetime) -> bool:
        register = self._door.sources.registers.get(key)
        return (
            register is not None
            and timedelta(0) <= self._door.sources.clock.now() - fetched_at < register.manifest.ages.refresh
        )

    def _asked(self, query: Query, kind: type[_T], citizen: CprNumber | None, purpose: Purpose) -> _T:
        """The archive's answer; that there was none is traced."""
        archive = RegisterKey.ARCHIVE
        try:
            value = self._door.ask(archive, query)
            failed = UserError("register-failed", register=archive, kind=FailureKind.MALFORMED)
        except UserError as error:
            value, failed = None, error
        if isinstance(value, kind):
            return value
        why = str(failed.params["kind"])
        self._door.trace(TraceEvent.REFUSED, citizen, purpose, Section.CASES, source=archive, result=why)
        raise failed
