"""A desk with Fjordby's agenda of the day, on the desk's own encrypted files."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from adapters.keychain.training import TrainingKeys
from adapters.simulator.panel import HttpFaultPanel
from app.citizen.lookup import Sources
from app.citizen.records import Cache, StoredCache
from app.clock import COPENHAGEN
from app.counter.agenda import KeptAgenda
from app.population.desk import Population
from app.store.desk import DeskStore
from app.sync.prefetch import Prefetch, Today
from tests.journeys.fjordby import AT, DAY, ENOUGH, ERRANDS, VIEWER, Desk, Town
from widgets.citizen.agenda import AgendaCard

OPENING = time(8, 45)


class AgendaDesk(Desk):
    """Sat down at before the doors open."""

    def __init__(self, town: Town, folder: Path, *, at: time = OPENING) -> None:
        self._at = at
        super().__init__(town, folder)

    def _kept(self, folder: Path) -> Cache:
        self.clock.wind(datetime.combine(DAY, self._at, COPENHAGEN) - AT)
        self.store = DeskStore(folder, TrainingKeys())
        self.store.open()
        ages = {key: register.manifest.ages for key, register in self.registers.items()}
        return StoredCache(self.store.cache, self.clock, ages, ERRANDS.values())

    def _prefetch(self, sources: Sources, population: Population) -> Prefetch | None:
        control = HttpFaultPanel(lambda: self.town.servers.urls["control"])
        return Prefetch(
            KeptAgenda(control, self.store.cache, self.clock),
            ERRANDS.values(),
            VIEWER,
            sources,
            named=population.person,
            is_open=lambda: self.store.is_open,
            gap=0.0,
        )

    @property
    def card(self) -> AgendaCard:
        found = self.window.findChildren(AgendaCard)
        assert found
        return found[0]

    @property
    def day(self) -> Today | None:
        cards = self.window.findChildren(AgendaCard)
        return cards[0]._day if cards else None

    def wait_until_ready(self) -> None:
        """All is fetched that will be: a day's citizens from every register, one request at a time."""
        self.qtbot.waitUntil(self._ready, timeout=6 * ENOUGH)

    def _ready(self) -> bool:
        now = self.clock.now()
        ahead = [row for row in self.day.expected if row.appointment.ends > now] if self.day is not None else []
        return bool(ahead) and all(row.readiness.is_ready for row in ahead)

    def close(self) -> None:
        super().close()
        self.store.lock()
        self.shared.lock()
