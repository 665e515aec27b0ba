"""What the shell asks of the workplace; `app.workplace.Workplace` is the one in use."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the window shows before the workplace's modules are needed
    from app.access.viewer import Viewer
    from app.citizen.model.dwelling import AddressHit
    from app.citizen.port import Cancellation, Condition, Manifest
    from app.population.find import FindResult
    from app.sync.connection import Connection
    from app.sync.deliver import Unsent


class Desk(Protocol):
    viewer: Viewer
    municipality: str

    @property
    def is_training(self) -> bool: ...

    @property
    def today(self) -> date: ...

    @property
    def now(self) -> datetime: ...

    def find(self, text: str, *, address: bool = False) -> FindResult:
        """Blocks briefly; belongs on a worker. With `address`, `text` is a title that Adressevælger gave."""
        ...

    def suggest_addresses(self, text: str, *, cancelled: Cancellation | None = None) -> tuple[AddressHit, ...]:
        """Blocks for as long as the address register takes, or until `cancelled`; UserError without an answer."""
        ...

    def registers(self) -> tuple[tuple[Manifest, Condition], ...]:
        """Asks nothing."""
        ...

    @property
    def connection(self) -> Connection | None:
        """Which registers can be reached; None while that is not known yet. Asks nothing."""
        ...

    def lock(self) -> None:
        """Blocks until the desk's files are shut and their keys dropped."""
        ...

    def unlock(self) -> None:
        """Blocks until the files are open again; UserError says why they are not."""
        ...

    @property
    def unsent(self) -> Unsent | None:
        """What has not been confirmed; None while that is not known yet. Asks nothing."""
        ...

    def send_now(self) -> None:
        """Try what is unsent without waiting any longer. Does not block."""
        ...
