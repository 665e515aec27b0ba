"""The training municipality in a process of its own, as in use, but with fewer people; and a desk before it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from adapters.registers.gate import Gate
from adapters.simulator.panel import TrainingServers
from adapters.wiring import registers
from app.access.model import Errand
from app.access.purpose import load_errands
from app.access.trace import MemoryTrace
from app.access.viewer import Viewer
from app.citizen.lookup import Sources
from app.citizen.port import Register, RegisterKey
from app.citizen.records import MemoryCache
from app.clock import COPENHAGEN, AnchoredClock
from app.population.desk import Population
from app.training.configuration import training_configuration
from app.training.port import Fault, FaultSetting
from tests.app.desk import access_of

DAY: Final = date(2026, 11, 20)
PEOPLE: Final = 2_000
ROOT: Final = Path(__file__).resolve().parents[2]
VIEWER: Final = Viewer("lnord", "Lise Nord", "Borgerservice")


@contextmanager
def fjordby() -> Iterator[TrainingServers]:
    """The servers, when the municipality is made."""
    command = [sys.executable, "-m", "adapters.simulator", "--print-endpoints", "--until-stdin-closes"]
    servers = TrainingServers([*command, "--size", str(PEOPLE), "--date", DAY.isoformat()])
    try:
        servers.panel.people()
        yield servers
    finally:
        servers.stop()


def clock() -> AnchoredClock:
    return AnchoredClock(datetime.combine(DAY, time(14, 2), COPENHAGEN).astimezone(UTC))


def errand(key: str) -> Errand:
    return next(errand for errand in load_errands(ROOT / "resources" / "purposes.toml") if errand.key == key)


def gates(servers: TrainingServers) -> dict[RegisterKey, Gate]:
    """New gates, clients and connections."""
    return registers(lambda: training_configuration(servers.endpoints, Path()), tuple(RegisterKey), clock())


def sources(adapters: Mapping[RegisterKey, Register]) -> Sources:
    """With an empty cache, so that every register is asked."""
    return Sources(adapters, MemoryCache(), MemoryTrace(), access_of(clock()), Population(), clock())


def delay(servers: TrainingServers, seconds: dict[RegisterKey, float]) -> None:
    """Each register answers well after so long; those not named at once."""
    for key in RegisterKey:
        wait = seconds.get(key, 0.0)
        servers.panel.set(key, FaultSetting(Fault.DELAY, wait) if wait else FaultSetting())
