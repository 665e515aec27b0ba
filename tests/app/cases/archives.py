"""A case to write on, notes of a desk with real encrypted files, and an archive that takes them in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock
from uuid import UUID

from adapters.keychain.training import TrainingKeys
from app.access.viewer import Viewer
from app.cases.notes import NOTE, Draft, Notes, file_entry
from app.cases.port import JournalNote, Outcome, Receipt
from app.citizen.model.archive import Case
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from app.sync.deliver import Delivery, Unsent
from tests.app.desk import CITIZEN, SPOUSE, StandingClock

VIEWER = Viewer("lnord", "Lise Nord", "Borgerservice")
CASE = Case(
    id=UUID("10000000-0000-4000-8000-000000000001"),
    number="32.03.04-G01-17-24",
    title="Folkepension",
    description=None,
    subject=None,
    state="Oplyst",
    opened=datetime(2026, 6, 3, tzinfo=UTC),
    unit="Borgerservice",
    sensitivity=None,
    primary_party=CITIZEN,
    journal=(),
    events=(),
    documents=(),
)
OTHER = replace(CASE, id=UUID("20000000-0000-4000-8000-000000000002"), primary_party=SPOUSE)


class MemoryArchive:
    """Takes notes as an archive would, or says what it is told to. `asked` has every attempt in order.

    While `held` is clear a call does not come back; `begun` says that one is under way.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self.kept: dict[UUID, JournalNote] = {}
        self.asked: list[UUID] = []
        self.says: Callable[[JournalNote], Receipt | None] = lambda _note: None
        self.begun = Event()
        self.held = Event()
        self.held.set()

    def file(self, note: JournalNote) -> Receipt:
        with self._lock:
            self.asked.append(note.id)
        self.begun.set()
        self.held.wait(10)
        said = self.says(note)
        if said is None or said.outcome is Outcome.FILED:
            with self._lock:
                self.kept[note.id] = note
        return said or Receipt(Outcome.FILED)

    def away(self) -> None:
        self.says = lambda _note: Receipt(Outcome.UNAVAILABLE, "timeout")

    def denies(self) -> None:
        self.says = lambda _note: Receipt(Outcome.DENIED, "denied")

    def back(self) -> None:
        self.says = lambda _note: None


@dataclass(slots=True)
class NoteDesk:
    """`delivery` is not started: tests call its rounds, or start it themselves. `told` is what it reported."""

    folder: Path
    clock: StandingClock = field(default_factory=StandingClock)
    archive: MemoryArchive = field(default_factory=MemoryArchive)
    told: list[Unsent] = field(default_factory=list)
    store: DeskStore = field(init=False)
    outbox: Outbox = field(init=False)
    delivery: Delivery = field(init=False)
    notes: Notes = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """As the program does at its start."""
        self.store = DeskStore(self.folder, TrainingKeys())
        self.store.open()
        self.outbox = Outbox(self.store.outbox, self.clock, chance=lambda: 1.0)
        routes = {NOTE: lambda body: file_entry(self.archive, body)}
        self.delivery = Delivery(self.outbox, routes, self.clock, report=self.told.append, chance=lambda: 1.0)
        self.notes = Notes(self.store.outbox, self.outbox, self.clock, VIEWER, self.delivery.wake)

    def restart(self) -> None:
        self.close()
        self.open()

    def close(self) -> None:
        self.delivery.stop()
        self.store.lock()

    def write(self, title: str = "Samtale", *, case: Case = CASE) -> UUID:
        """A finished note; returns its id."""
        assert case.primary_party is not None
        draft = self.notes.begin(case, case.primary_party).changed(title, "Ringede og spurgte.")
        self.notes.finish(draft)
        return draft.id

    def draft(self, case: Case = CASE) -> Draft:
        kept = self.notes.draft(case.id)
        assert kept is not None
        return kept
