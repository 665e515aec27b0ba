"""Cases and documents across departments (OIO Sag and Dokument)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.access.model import Sensitivity
from app.citizen.model.coded import Coded
from app.cpr import CprNumber


@dataclass(frozen=True, slots=True)
class FilePart:
    """One file of a document. `path` is the archive's own store path, `name` what a person would call it."""

    document: UUID
    name: str
    mime_type: str
    path: str


@dataclass(frozen=True, slots=True)
class Document:
    """`state` is OIO's fremdrift, `kind` the dokumenttype as filed."""

    id: UUID
    title: str
    kind: str | None
    letter_date: date | None
    state: str | None
    description: str | None
    restricted: str | None
    files: tuple[FilePart, ...]


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A note written on the case, or a document attached to it (then `document` is set). `id` is the filed object's."""

    index: int
    title: str
    at: datetime | None
    note: str | None
    format: str | None
    document: UUID | None
    restricted: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One registration in the case's history: Opstaaet, Rettet …, and its progress if that changed."""

    at: datetime
    kind: str
    state: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """`state` is OIO's fremdrift on the wire (Opstaaet, Oplyst, Afgjort, Bestilt, Udfoert, Afsluttet).

    `unit` names the responsible department, `unit_id` is its UUID.
    """

    id: UUID
    number: str
    title: str
    description: str | None
    subject: Coded | None
    state: str | None
    opened: datetime | None
    unit: str | None
    sensitivity: Sensitivity | None
    primary_party: CprNumber | None
    journal: tuple[JournalEntry, ...]
    events: tuple[CaseEvent, ...]
    documents: tuple[Document, ...]
    legal_basis: str | None = None
    restricted: str | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What the archive holds on one person. `left_out` counts cases outside the errand's subjects, `withheld` those
    outside the employee's role."""

    cases: tuple[Case, ...]
    left_out: int = 0
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The bytes of one file part, as downloaded."""

    mime_type: str
    content: bytes
