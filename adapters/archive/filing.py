"""Filing a journal note: an OIO Dokument under the note's own id, and its entry in the journal of the case.

Three requests, each harmless when repeated: the case is read, the document is put, and the journal entry is added
where the case was read without it. So a call that broke off anywhere is completed by the next. The one thing that
cannot be told from outside is an archive still at work on the entry of a call that has been given up.
"""

from __future__ import annotations

import hashlib
import json
import logging
from threading import Event
from typing import Any, Final
from uuid import UUID

from adapters.archive import MANIFEST, oio, parse
from adapters.transport import Incoming, Outgoing, Transport, parse_json
from app.cases.port import JournalNote, Outcome, Receipt, Refusal
from app.citizen.port import Call, FailureKind, RegisterError
from app.clock import Clock, danish_day

_log = logging.getLogger(__name__)

_TEXT: Final = "tekst"
_FILE: Final = "notat.txt"
_MIME: Final = "text/plain; charset=utf-8"
_STEPS: Final = 3
_GONE: Final = frozenset({404, 410})
_UNRESOLVED: Final = frozenset({408, 425, 500})
"""Statuses that say nothing about the note itself; the transport has taken out the others."""

_REASONS: Final = {404: Refusal.CASE_UNKNOWN, 410: Refusal.CASE_UNKNOWN, 409: Refusal.ID_TAKEN}
_ALWAYS: Final = (("virkningfra", "-infinity"), ("virkningtil", "infinity"))
"""Else the archive leaves out what is not in force by its own clock."""

_Json = dict[str, Any]


class ArchiveFiling:
    """`app.cases.port.Filing` at one archive. `user` travels for the archive's log."""

    def __init__(self, transport: Transport, *, base_url: str, clock: Clock, user: str) -> None:
        self._transport = transport
        self._base_url = base_url.rstrip("/")
        self._clock = clock
        self._user = user

    def file(self, note: JournalNote) -> Receipt:
        deadline = self._clock.monotonic() + MANIFEST.timeouts.total * _STEPS
        call = Call(deadline, self._user, note.id, Event())
        try:
            return self._file(note, call)
        except RegisterError as error:
            _log.warning("note %s is not filed: %s", note.id, error)
            denied = error.kind is FailureKind.DENIED
            return Receipt(Outcome.DENIED if denied else Outcome.UNAVAILABLE, error.kind)

    def _file(self, note: JournalNote, call: Call) -> Receipt:
        read = self._send("GET", _case_path(note), call, query=_ALWAYS)
        if read.status in _GONE:
            return Receipt(Outcome.REFUSED, Refusal.CASE_UNKNOWN)
        if read.status >= 400:
            raise RegisterError(FailureKind.MALFORMED, f"status {read.status}")
        case = parse.objects(read.body, {note.case}).get(note.case)
        filed = parse.filed_case(case, self._clock.now()) if case is not None else None
        if case is None or filed is None:
            return Receipt(Outcome.REFUSED, Refusal.CASE_UNKNOWN)
        if filed.case.primary_party != note.citizen:
            return Receipt(Outcome.REFUSED, Refusal.CASE_OF_ANOTHER)
        put = _receipt(self._put_document(note, call), note.id)
        if put.outcome is not Outcome.FILED or _is_entered(case, note.id):
            return put
        return _receipt(self._add_entry(note, call), note.case)

    def _put_document(self, note: JournalNote, call: Call) -> Incoming:
        """Multipart, as the archive takes files: the object as `json`, and the text that it points to."""
        document, text = _written(document_of(note)), note.text.encode()
        mark = hashlib.sha256(document + text).hexdigest()  # which no text can hold: it would have to hold its own hash
        parts = (
            (b'name="json"', b"application/json", document),
            (f'name="{_TEXT}"; filename="{_FILE}"'.encode(), _MIME.encode(), text),
        )
        body = b"".join(
            b"--%b\r\nContent-Disposition: form-data; %b\r\nContent-Type: %b\r\n\r\n%b\r\n"
            % (mark.encode(), name, mime, content)
            for name, mime, content in parts
        )
        content_type = f"multipart/form-data; boundary={mark}"
        return self._send("PUT", f"/dokument/dokument/{note.id}", call, body + f"--{mark}--\r\n".encode(), content_type)

    def _add_entry(self, note: JournalNote, call: Call) -> Incoming:
        """Without an index the archive adds the entry to those that are there."""
        body = _written({"note": "Journalnotat", "relationer": {"journalpost": [journal_entry_of(note)]}})
        return self._send("PATCH", _case_path(note), call, body, "application/json")

    def _send(
        self,
        method: str,
        path: str,
        call: Call,
        body: bytes | None = None,
        content_type: str = "",
        query: tuple[tuple[str, str], ...] = (),
    ) -> Incoming:
        headers = {"Accept": "application/json", **({"Content-Type": content_type} if content_type else {})}
        request = Outgoing(method, f"{self._base_url}{path}", headers, query, body=body, read=body is None)
        answer = self._transport.send(request, call, MANIFEST.timeouts)
        if answer.status in _UNRESOLVED:
            raise RegisterError(FailureKind.UNAVAILABLE, f"status {answer.status}")
        return answer


def document_of(note: JournalNote) -> _Json:
    """The note as an OIO Dokument, as it is written to the archive."""
    virkning = _from(note)
    return {
        "note": "Journalnotat",
        "attributter": {
            "dokumentegenskaber": [
                {
                    "brugervendtnoegle": str(note.id),
                    "titel": note.title,
                    "beskrivelse": ", ".join(filter(None, (note.author, note.unit))),
                    "dokumenttype": "Internt Notat",
                    "brevdato": danish_day(note.written_at).isoformat(),
                    "virkning": virkning,
                }
            ]
        },
        "tilstande": {"dokumentfremdrift": [{"fremdrift": "Endeligt", "virkning": virkning}]},
        "relationer": {
            "tilknyttedesager": [{"objekttype": "Sag", "uuid": str(note.case), "virkning": virkning}],
        },
        "varianter": [
            {
                "varianttekst": "Tekst",
                "egenskaber": [{"arkivering": True, "offentliggoerelse": False, "virkning": virkning}],
                "dele": [
                    {
                        "deltekst": _FILE,
                        "egenskaber": [
                            {
                                "indeks": 1,
                                "indhold": f"field:{_TEXT}",
                                "lokation": _FILE,
                                "mimetype": _MIME,
                                "virkning": virkning,
                            }
                        ],
                    }
                ],
            }
        ],
    }


def journal_entry_of(note: JournalNote) -> _Json:
    """The entry by which the case knows the document; it holds the text too, so that the journal reads as one."""
    return {
        "objekttype": "Dokument",
        "uuid": str(note.id),
        "journalpostkode": "journalnotat",
        "journalnotat": {"titel": note.title, "notat": note.text, "format": "internt"},
        "virkning": _from(note),
    }


def _case_path(note: JournalNote) -> str:
    return f"/sag/sag/{note.case}"


def _from(note: JournalNote) -> _Json:
    return {"from": note.written_at.isoformat(timespec="seconds"), "to": "infinity"}


def _is_entered(case: oio.Item, note: UUID) -> bool:
    """Whether the journal has the note, also one written by a clock that was ahead and not in force yet."""
    return any(post.get("uuid") == str(note) for post in oio.relations(oio.registrations(case)[-1], "journalpost"))


def _receipt(answer: Incoming, changed: UUID) -> Receipt:
    """What the archive said of a change to `changed`. That it is done counts only in the archive's own words."""
    if answer.status >= 400:
        return Receipt(Outcome.REFUSED, _REASONS.get(answer.status, Refusal.NOT_ACCEPTED))
    if oio.uuid(oio.mapping(parse_json(answer.body)).get("uuid")) != changed:
        raise RegisterError(FailureKind.MALFORMED, "an answer about another object")
    return Receipt(Outcome.FILED)


def _written(value: _Json) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
