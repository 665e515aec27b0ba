"""The real window on the training municipality, in this process, off screen."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from adapters.cpr_extract import read_extract
from adapters.documents.renderer import ChildRenderer
from adapters.simulator.panel import TrainingServers
from app.access.purpose import load_errands
from app.access.trace import MemoryTrace
from app.citizen.lookup import Sources
from app.citizen.records import MemoryCache
from app.population.desk import Population
from app.population.index import PopulationIndex, build_index
from app.workplace import Workplace
from tests.app.desk import access_of
from tests.benchmarks.fjordby import ROOT, VIEWER, clock, fjordby, gates
from widgets.garbage import Garbage
from widgets.start import Dressing, start_application
from widgets.window import DeskWindow


@dataclass(frozen=True, slots=True)
class Shown:
    app: QApplication
    window: DeskWindow
    workplace: Workplace
    servers: TrainingServers


@contextmanager
def shown_window() -> Iterator[Shown]:
    with fjordby() as servers, tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        index = made_index(servers, store)
        app, dressing = dressed(store)
        workplace = _workplace(servers)
        window = DeskWindow(workplace, store=store, dressing=dressing)
        window.open_extract(lambda: index)
        window.settled.connect(Garbage(window).begin)
        window.show()
        window.activateWindow()
        yield Shown(app, window, workplace, servers)
        window.close()
        index.close()


def dressed(store: Path) -> tuple[QApplication, Dressing]:
    app = QApplication(sys.argv[:1])
    return app, start_application(app, store, None)


def made_index(servers: TrainingServers, store: Path) -> PopulationIndex:
    extract, path = store / "extract.txt", store / "population.db"
    servers.fetch_extract(extract)
    with extract.open("rb") as stream:
        people = read_extract(stream)
        build_index(path, people, None, produced=people.produced, municipality="0999")
    return PopulationIndex(path, clock(), None)


def _workplace(servers: TrainingServers) -> Workplace:
    population = Population()
    return Workplace(
        viewer=VIEWER,
        municipality="Fjordby Kommune",
        errands=load_errands(ROOT / "resources" / "purposes.toml"),
        sources=Sources(gates(servers), MemoryCache(), MemoryTrace(), access_of(clock()), population, clock()),
        population=population,
        renderer=ChildRenderer([sys.executable, str(ROOT / "main.py"), "--child", "pdf"]),
        faults=servers.panel,
    )
