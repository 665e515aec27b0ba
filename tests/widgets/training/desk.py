"""A training desk with Fjordby's real servers behind it, made-up people included."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adapters.documents.renderer import ChildRenderer
from adapters.simulator.panel import HttpFaultPanel
from adapters.simulator.servers import Servers, serve
from adapters.training.municipality import Municipality
from adapters.wiring import registers
from app.access.trace import MemoryTrace
from app.access.viewer import Viewer
from app.citizen.lookup import Sources
from app.citizen.port import RegisterKey
from app.citizen.records import MemoryCache
from app.clock import SystemClock
from app.once import once
from app.population.desk import Population
from app.training.configuration import training_configuration
from app.training.people import TrainingPerson, load_people
from app.training.port import FaultPanel
from app.workplace import Workplace
from tests.app.desk import access_of

PEOPLE_FILE = Path(__file__).parents[3] / "resources" / "training" / "people.toml"
DAY = date(2026, 11, 20)


@dataclass
class TrainingDesk:
    workplace: Workplace
    servers: Servers
    people: tuple[TrainingPerson, ...]


@contextmanager
def training_desk() -> Iterator[TrainingDesk]:
    """The named people only: the other 60,000 make no difference here."""
    with serve(Municipality(DAY, size=0)) as servers:
        panel = HttpFaultPanel(lambda: servers.urls["control"])
        people = load_people(PEOPLE_FILE, dict(panel.people()))
        yield TrainingDesk(workplace(servers.urls, panel), servers, people)


def workplace(endpoints: dict[str, str], panel: FaultPanel | None) -> Workplace:
    clock, population = SystemClock(), Population()
    configure = once(lambda: training_configuration(endpoints, Path()))
    return Workplace(
        viewer=Viewer("lnord", "Lise Nord", "Borgerservice"),
        municipality="Fjordby Kommune",
        errands=(),
        sources=Sources(
            registers(configure, tuple(RegisterKey), clock),
            MemoryCache(),
            MemoryTrace(),
            access_of(clock),
            population,
            clock,
        ),
        population=population,
        renderer=ChildRenderer([]),
        faults=panel,
    )
