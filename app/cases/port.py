"""The door for writing to the archive: what is filed, and what the archive says to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from app.cpr import CprNumber


@dataclass(frozen=True, slots=True)
class JournalNote:
    """A finished note on a case; nothing of it changes any more. `id` is the document's in the archive.

    `citizen` is whom the case is about: a case that turns out to be another's takes no note. `author` and `unit` are
    the employee's name and department when it was written.
    """

    id: UUID
    case: UUID
    case_number: str = field(repr=False)
    citizen: CprNumber = field(repr=False)
    title: str = field(repr=False)
    text: str = field(repr=False)
    written_at: datetime
    author: str = field(repr=False)
    unit: str


class Outcome(StrEnum):
    FILED = "filed"
    REFUSED = "refused"
    """Asking again as it is would not help."""
    UNAVAILABLE = "unavailable"
    """No answer, or none that can be read: it may have been filed, and is to be sent again."""
    DENIED = "denied"
    """The archive does not take anything from this desk."""


class Refusal(StrEnum):
    """Why a note was refused. Each has its own words on the screen."""

    CASE_UNKNOWN = "case-unknown"
    CASE_OF_ANOTHER = "case-of-another"
    ID_TAKEN = "id-taken"
    NOT_ACCEPTED = "not-accepted"
    UNREADABLE = "unreadable"
    """The outbox holds it in a form that this program does not read."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """`reason` is a `Refusal` when refused, else a word for the log."""

    outcome: Outcome
    reason: str = ""


class Filing(Protocol):
    def file(self, note: JournalNote) -> Receipt:
        """File the note and enter it in its case's journal. Blocks until the archive has answered or its time is up.

        To repeat it with the same note is harmless at any time, also when an earlier call broke off half-way. Another
        note under the same id is refused.
        """
        ...
