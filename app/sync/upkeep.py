"""The desk's files kept in order while the window is open, and shut when the desk is locked or left."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from typing import Final

from app.access.audit import AuditTrail
from app.citizen.records import StoredCache
from app.clock import Clock
from app.errors import UserError
from app.situations.plan import first_kept
from app.situations.unsaved import PLAN_TEXT
from app.situations.visits import forget_known
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from app.store.port import KeySource
from app.store.shared import SharedStore

_log = logging.getLogger(__name__)
_EVERY: Final = 60.0
"""Seconds between two heads of the trace: what is younger can be cut off unseen."""
_TIDY_EVERY: Final = timedelta(hours=1)
_MONTH: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class DeskFiles:
    """The open store of one desk and what lives in it. The trace is kept for `trace_months`, what is typed in a plan
    and never saved for as long as the shared store keeps a closed contact: None, for ever."""

    store: DeskStore
    keys: KeySource
    trail: AuditTrail
    cache: StoredCache
    outbox: Outbox
    shared: SharedStore
    trace_months: int = 6
    closed_contact_months: int | None = None


class Upkeep:
    """A thread of its own between `start` and `stop`. `lock` and `unlock` may be called by any other.

    `told` is the time by somebody else's clock, None while nobody has told it: lines of the trace, and what a person
    typed, are deleted only when they are too old by that clock and by this desk's.
    """

    def __init__(self, files: DeskFiles, clock: Clock, told: Callable[[], datetime | None]) -> None:
        self._files = files
        self._clock = clock
        self._told = told
        self._stopping = Event()
        self._door = Lock()
        self._tidied: datetime | None = None
        self._pruned: datetime | None = None
        self._thread = Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """UserError("trace-older") if the trace has lost lines since its head was kept: nothing may be looked up."""
        self._files.trail.checkpoint(self._files.keys)
        self._thread.start()

    @property
    def is_locked(self) -> bool:
        return not self._files.store.is_open

    def lock(self) -> None:
        """Shut the files and drop their keys; answers in memory are forgotten."""
        with self._door:
            if self._files.store.is_open:
                self._attempt(self._checkpoint)
                self._files.cache.forget()
                self._files.store.lock()
                self._files.shared.lock()

    def unlock(self) -> None:
        """Open the files again with keys fetched anew; raises what `DeskStore.open` raises, and "trace-older"."""
        with self._door:
            if not self._files.store.is_open:
                self._files.store.open()
                try:
                    self._files.trail.checkpoint(self._files.keys)
                except UserError:
                    self._files.store.lock()
                    raise

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self.lock()

    def _run(self) -> None:
        self._round()
        while not self._stopping.wait(_EVERY):
            self._round()

    def _round(self) -> None:
        with self._door:
            if self._files.store.is_open:
                self._attempt(self._checkpoint)
                self._attempt(self._tidy)
                self._attempt(self._prune)

    def _checkpoint(self) -> None:
        self._files.trail.checkpoint(self._files.keys)

    def _tidy(self) -> None:
        now = self._clock.now()
        if self._tidied is not None and now - self._tidied < _TIDY_EVERY:
            return
        self._tidied = now
        self._files.cache.purge()
        self._files.outbox.purge()
        forget_known(self._files.store.cache, now)

    def _prune(self) -> None:
        told = self._told()
        if told is None:
            return
        now = min(told, self._clock.now())
        if self._pruned is None or now - self._pruned >= _TIDY_EVERY:
            self._pruned = now
            self._files.trail.prune(self._files.keys, now - self._files.trace_months * _MONTH)
            months = self._files.closed_contact_months
            if months is not None:
                self._files.outbox.drop_drafts(PLAN_TEXT, first_kept(now, months))

    @staticmethod
    def _attempt(step: Callable[[], None]) -> None:
        """What does not work now is tried again in a minute; nobody's work stops for it."""
        try:
            step()
        except UserError as error:
            _log.warning("upkeep: %s", error.code)
