"""This desk as its command line and configuration describe it: whose it is, where its files lie, what opens them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # the window shows before any of it is needed
    from app.access.model import Errand
    from app.access.viewer import Viewer
    from app.benefits.rulebook import Rulebook
    from app.citizen.port import Ages, RegisterKey
    from app.clock import Clock
    from app.settings import Configuration, Retention
    from app.store.port import KeySource
    from app.store.shared import SharedStore
    from app.sync.upkeep import DeskFiles

_FJORDBY: Final = "0999"


class Site:
    """Training where no configuration is named. Everything is read when it is first asked for, and once.

    `keychain` makes the source of the keys to a folder; `training_folder` is where training keeps its files.
    """

    def __init__(
        self,
        arguments: SimpleNamespace,
        *,
        keychain: Callable[[Path], KeySource],
        training_folder: Callable[[], Path],
    ) -> None:
        self.arguments = arguments
        self.is_training = arguments.config is None
        self._keychain = keychain
        self._training_folder = training_folder

    @cached_property
    def configuration(self) -> Configuration:
        """The municipality's file; training has none. UserError: configuration-unreadable, -invalid."""
        from app.settings import load_configuration

        return load_configuration(self.arguments.config)

    @cached_property
    def store(self) -> Path:
        """The desk's folder, claimed. UserError: store-foreign, store-unusable."""
        from app.store.folder import claim_store

        if self.is_training:
            folder = self.arguments.store or self._training_folder()
        else:
            folder = self.configuration.store.folder
        return claim_store(folder, municipality=self.municipality_code, training=self.is_training)

    @property
    def municipality_code(self) -> str:
        return _FJORDBY if self.is_training else self.configuration.municipality.code

    @property
    def municipality(self) -> str:
        return "Fjordby Kommune" if self.is_training else self.configuration.municipality.name

    @property
    def viewer(self) -> Viewer:
        """Who sits at the desk."""
        from app.access.viewer import Viewer

        if self.is_training:
            return Viewer("lnord", "Lise Nord", "Borgerservice")
        employee = self.configuration.employee
        return Viewer(employee.user, employee.name, employee.unit)

    @cached_property
    def clock(self) -> Clock:
        """The day named on the command line goes on from 14.02."""
        from app.clock import COPENHAGEN, AnchoredClock, SystemClock

        day = self.arguments.date
        if day is None:
            return SystemClock()
        return AnchoredClock(datetime.combine(day, time(14, 2), COPENHAGEN).astimezone(UTC))

    @cached_property
    def keys(self) -> KeySource:
        return self._keychain(self.store)

    @property
    def index_keys(self) -> KeySource | None:
        """Where the extract's key is; none in training, whose people are made up."""
        return None if self.is_training else self.keys

    def rulebook(self, resources: Path) -> Rulebook:
        """The benefits with the figures that count at this desk. Fjordby has confirmed what its journeys need."""
        from app.benefits.rulebook import load_rulebook
        from app.clock import danish_day

        if self.is_training:
            return load_rulebook(resources, confirmed=resources / "training" / "confirmed_rates.toml")
        rates = self.configuration.rates
        today = danish_day(self.clock.now())
        return load_rulebook(
            resources, dropped=rates.packs, signer=rates.signer, confirmed=rates.confirmed, today=today
        )

    def open_files(self, ages: Mapping[RegisterKey, Ages], errands: Collection[Errand]) -> DeskFiles:
        """The desk's encrypted files, opened with its keys."""
        from app.access.audit import AuditTrail
        from app.citizen.records import StoredCache
        from app.store.desk import DeskStore
        from app.store.outbox import Outbox
        from app.sync.upkeep import DeskFiles

        own = None if self.is_training else self.configuration.store
        desk = DeskStore(self.store, self.keys, recovery_key=own.recovery_key if own is not None else "")
        desk.open()
        return DeskFiles(
            store=desk,
            keys=self.keys,
            shared=self.shared(),
            trail=AuditTrail(desk.outbox, self.clock),
            cache=StoredCache(desk.cache, self.clock, ages, errands),
            outbox=Outbox(desk.outbox, self.clock),
            trace_months=own.trace_months if own is not None else 6,
            closed_contact_months=self.retention.closed_contact_months if self.retention is not None else None,
        )

    def shared(self) -> SharedStore:
        """The store that the municipality's desks share; not opened yet."""
        from app.store.shared import shared_store

        if self.is_training:
            return shared_store(None, self.store, self.keys, training=True)
        own = self.configuration
        return shared_store(own.shared, self.store, self.keys, recovery_key=own.store.recovery_key)

    @property
    def retention(self) -> Retention | None:
        """When contacts and plans are deleted; None: never."""
        return None if self.is_training else self.configuration.retention

    @contextmanager
    def opened_files(self) -> Iterator[DeskFiles]:
        """The files for one command, shut again whatever comes of it."""
        files = self.open_files({}, ())
        try:
            yield files
        finally:
            files.store.lock()
