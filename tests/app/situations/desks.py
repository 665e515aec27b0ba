"""Desks that share a store, in both databases: real files, a real server, and a line between them that can be cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from adapters.keychain.training import TrainingKeys
from app.access.viewer import Viewer
from app.cpr import CprNumber
from app.errors import UserError
from app.situations.plan import Contact, Plan
from app.situations.port import VisitStore
from app.situations.records import PlanRecords
from app.situations.told import VISIT, Channel, PlanTask, Told
from app.situations.visits import Visits
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from app.store.shared import SharedStore
from app.store.shared_sources import OwnFile
from app.sync.deliver import Delivery, Unsent
from app.sync.visits import tell_visit
from tests.app.desk import CITIZEN, StandingClock

LISE = Viewer("lnord", "Lise Nord", "Borgerservice")
OMAR = Viewer("osaid", "Omar Said", "Pension og ældre")
MOVE = PlanTask(
    "flytning-indenlands", "Anmeld flytning", "Fjordby Kommune", "Senest 5 dage efter flytningen", date(2026, 11, 25)
)
SUPPORT = PlanTask("boligstoette", "Søg boligstøtte", "Udbetaling Danmark", turn_to="Udbetaling Danmark, borger.dk")
DOCTOR = PlanTask("laegevalg", "Vælg læge", "Fjordby Kommune")


class Line:
    """A `VisitStore` behind a line that can be cut. `asked` counts what came through."""

    def __init__(self, store: VisitStore) -> None:
        self.store = store
        self.cut: str = ""
        self.asked = 0

    def append(self, told: Told) -> None:
        self._pass()
        self.store.append(told)

    def of_citizen(self, citizen: CprNumber) -> tuple[Told, ...]:
        self._pass()
        return self.store.of_citizen(citizen)

    def _pass(self) -> None:
        if self.cut:
            raise UserError(self.cut)
        self.asked += 1


@dataclass(slots=True)
class VisitDesk:
    """`delivery` is not started: tests call its rounds."""

    folder: Path
    line: Line
    viewer: Viewer = LISE
    clock: StandingClock = field(default_factory=StandingClock)
    told: list[Unsent] = field(default_factory=list)
    store: DeskStore = field(init=False)
    outbox: Outbox = field(init=False)
    delivery: Delivery = field(init=False)
    visits: Visits = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """As the program does at its start."""
        self.folder.mkdir(exist_ok=True)
        self.store = DeskStore(self.folder, TrainingKeys())
        self.store.open()
        self.outbox = Outbox(self.store.outbox, self.clock, chance=lambda: 1.0)
        routes = {VISIT: lambda body: tell_visit(self.line, body)}
        self.delivery = Delivery(self.outbox, routes, self.clock, report=self.told.append, chance=lambda: 1.0)
        self.visits = Visits(
            file=self.store.outbox,
            outbox=self.outbox,
            kept=self.store.cache,
            shared=self.line,
            clock=self.clock,
            viewer=self.viewer,
            written=self.delivery.wake,
        )

    def close(self) -> None:
        self.delivery.stop()
        self.store.lock()

    def restart(self) -> None:
        self.close()
        self.open()

    def contact(self, errand: str = "flytning") -> Contact:
        return self.visits.open(CITIZEN, errand, Channel.COUNTER)

    def plan(self) -> tuple[Contact, Plan]:
        """A contact with a plan of three tasks."""
        contact = self.contact()
        return contact, self.visits.start(contact, ["flytning-ind"], [MOVE, SUPPORT, DOCTOR])

    def deliver(self) -> None:
        self.delivery.try_now()
        assert self.delivery.deliver_due() is None


@cache
def _made() -> bytes:
    with TemporaryDirectory() as folder:
        source = OwnFile(Path(folder), TrainingKeys())
        SharedStore(source).upgrade()
        return source.path.read_bytes()


def shared_file(folder: Path) -> SharedStore:
    """An empty shared store in a new file below `folder`, a copy of one made once."""
    source = OwnFile(folder / "shared", TrainingKeys())
    source.folder.mkdir()
    source.path.write_bytes(_made())
    return SharedStore(source)


MakeDesk = Callable[..., VisitDesk]


@pytest.fixture(params=["file", "server"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SharedStore]:
    """The shared store, in an encrypted file and then on a server."""
    store = shared_file(tmp_path) if request.param == "file" else request.getfixturevalue("database").store()
    yield store
    store.lock()


@pytest.fixture
def visit_desk(both: SharedStore, tmp_path: Path) -> Iterator[MakeDesk]:
    """Makes desks that share the store; each has a line of its own."""
    made: list[VisitDesk] = []

    def make(viewer: Viewer = LISE) -> VisitDesk:
        made.append(VisitDesk(tmp_path / f"desk-{len(made)}", Line(PlanRecords(both)), viewer))
        return made[-1]

    yield make
    for desk in made:
        desk.close()
