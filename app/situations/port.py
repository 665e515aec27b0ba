"""The doors of a visit: the store that keeps what was told, and whoever sets the citizen's print."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from app.cpr import CprNumber
from app.situations.told import Told


class VisitStore(Protocol):
    """Both block for some seconds at most and raise what `app.store.shared.SharedStore` does."""

    def append(self, told: Told) -> None:
        """Keep it; it is there for good when this returns. To repeat it is harmless at any time.

        UserError("shared-conflict") if another record has the same id, "shared-refused" if it fits nothing that is
        there: no such contact or plan, or another citizen's.
        """
        ...

    def of_citizen(self, citizen: CprNumber) -> tuple[Told, ...]:
        """All contacts and plans of the citizen, in no order."""
        ...


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One task in the citizen's words. `who` is whom it was sent to, who or what is waited for, or who has it; `day`
    when, or by when.

    `deadline` is the deadline in words where it has no day; `how` what the citizen does, and where.
    """

    text: str = field(repr=False)
    who: str = field(default="", repr=False)
    day: date | None = None
    deadline: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class PaperContact:
    """Whom the citizen may ask, with telephone and address where they are known, and about which tasks."""

    who: str = field(repr=False)
    about: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """What the citizen takes home. It has neither CPR number nor any address of theirs: papers are left on buses.

    `name` is empty where name and address are protected.
    """

    name: str = field(repr=False)
    day: date
    municipality: str
    unit: str
    employee: str = field(repr=False)
    about: tuple[str, ...] = field(repr=False)
    """The citizen's life situations."""
    done: tuple[PaperLine, ...]
    yours: tuple[PaperLine, ...]
    sent: tuple[PaperLine, ...]
    waits: tuple[PaperLine, ...]
    left: tuple[PaperLine, ...]
    """What the municipality has still to do."""
    others: tuple[PaperLine, ...]
    """What somebody else decides, and nobody has sent to them."""
    contacts: tuple[PaperContact, ...] = field(repr=False)
    """Beside whoever made the plan, who may be asked about all of it."""


class Press(Protocol):
    def print(self, paper: PlanPaper) -> bytes:
        """A PDF that a screen reader can read. Blocks. UserError("paper-failed")."""
        ...
