"""A desk whose trace and answers, too, lie in its encrypted files, as `main.py` composes one."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from adapters.keychain.training import TrainingKeys
from app.access.audit import AuditTrail
from app.access.trace import TraceLine
from app.citizen.records import StoredCache
from app.sync.upkeep import DeskFiles, Upkeep
from tests.journeys.fjordby import ERRANDS, Desk


class Files:
    """The files of `desk`, which can be locked from here on."""

    def __init__(self, desk: Desk) -> None:
        self.store = desk.store
        assert isinstance(desk.store._keys, TrainingKeys)
        self.keys = desk.store._keys
        ages = {key: register.manifest.ages for key, register in desk.registers.items()}
        trail = AuditTrail(self.store.outbox, desk.clock)
        cache = StoredCache(self.store.cache, desk.clock, ages, ERRANDS.values())
        files = DeskFiles(self.store, self.keys, trail, cache, desk.outbox, desk.shared)
        self.upkeep = Upkeep(files, desk.clock, lambda: None)
        self.upkeep.start()
        workplace = desk.workplace
        workplace._upkeep = self.upkeep
        workplace._door.sources = replace(workplace._door.sources, cache=cache, trace=trail)

    @property
    def lines(self) -> list[TraceLine]:
        """What the trace says; the first row is its anchor."""
        with self.store.outbox.read() as connection:
            rows = connection.execute("SELECT line FROM audit ORDER BY number").fetchall()
        return [msgspec.json.decode(line, type=TraceLine) for (line,) in rows[1:]]
