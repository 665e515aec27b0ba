"""The desk while its workplace is still being made: the window shows first, on names alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Lock
from typing import TYPE_CHECKING

from app.access.viewer import Viewer

if TYPE_CHECKING:  # its rooms take as long to load as a bare window to show
    from app.citizen.model.dwelling import AddressHit
    from app.citizen.port import Cancellation, Condition, Manifest
    from app.population.find import FindResult
    from app.sync.connection import Connection
    from app.sync.deliver import Unsent
    from app.workplace import Workplace


class LateDesk:
    """What the shell asks of a desk. `workplace` makes it with the first call, whichever thread comes first."""

    def __init__(
        self,
        viewer: Viewer,
        municipality: str,
        *,
        is_training: bool,
        make: Callable[[], Workplace],
        has_agenda: bool = False,
    ) -> None:
        self.viewer = viewer
        self.municipality = municipality
        self.is_training = is_training
        self.has_agenda = has_agenda
        self._make = make
        self._lock = Lock()
        self._made: Workplace | None = None

    @property
    def workplace(self) -> Workplace:
        """Blocks while it is being made, a few tenths of a second after the start."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    @property
    def today(self) -> date:
        return self.workplace.today

    @property
    def now(self) -> datetime:
        return self.workplace.now

    def find(self, text: str, *, address: bool = False) -> FindResult:
        return self.workplace.find(text, address=address)

    def suggest_addresses(self, text: str, *, cancelled: Cancellation | None = None) -> tuple[AddressHit, ...]:
        return self.workplace.suggest_addresses(text, cancelled=cancelled)

    def registers(self) -> tuple[tuple[Manifest, Condition], ...]:
        """Nothing until the workplace is there: the status line must not wait for it."""
        return self._made.registers() if self._made is not None else ()

    @property
    def connection(self) -> Connection | None:
        """None until the workplace is there."""
        return self._made.connection if self._made is not None else None

    def lock(self) -> None:
        self.workplace.lock()

    def unlock(self) -> None:
        self.workplace.unlock()

    @property
    def unsent(self) -> Unsent | None:
        """None until the workplace is there."""
        return self._made.unsent if self._made is not None else None

    def send_now(self) -> None:
        if self._made is not None:
            self._made.send_now()
