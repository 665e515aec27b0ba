"""The extract as one desk has it: opened when it is there, shut while the desk is locked."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date
from threading import Lock

from app.cpr import CprNumber
from app.errors import UserError
from app.population.index import DwellingKey, PopulationIndex
from app.population.model import Hit, Resident, kept_back

_log = logging.getLogger(__name__)


class Population:
    """The extract on this desk; empty until an index has been opened (training builds its own after the start), and
    while the desk is locked."""

    def __init__(self) -> None:
        self._index: PopulationIndex | None = None
        self._is_locked = False
        self._lock = Lock()

    def open(self, index: PopulationIndex) -> None:
        with self._lock:
            self._index = index
            if self._is_locked:
                index.close()

    def lock(self) -> None:
        with self._lock:
            self._is_locked = True
            if self._index is not None:
                self._index.close()

    def unlock(self) -> None:
        """An extract that does not open again costs itself, never the desk."""
        with self._lock:
            if self._is_locked and self._index is not None:
                try:
                    self._index.reopen()
                except UserError as error:
                    _log.warning("the extract stays shut: %s", error.code)
                    self._index = None
            self._is_locked = False

    @property
    def is_locked(self) -> bool:
        with self._lock:
            return self._is_locked

    @property
    def index(self) -> PopulationIndex | None:
        with self._lock:
            return None if self._is_locked else self._index

    def person(self, cpr: CprNumber, *, withheld: Collection[CprNumber] = ()) -> Hit | None:
        """The extract's line on a person; None where it has none, or is not there. See `PopulationIndex.find`."""
        index = self.index
        return index.person(cpr, withheld=withheld) if index is not None else None

    @property
    def produced(self) -> date | None:
        return self.index.produced if self.index else None

    def residents(self, dwelling: DwellingKey) -> tuple[Resident, ...] | None:
        """Who is registered there; the name of a protected resident is kept back, for it would tell where they live.

        By an extract of another day nobody is named: who was protected since would be.
        """
        index = self.index
        if index is None:
            return None
        try:
            rows = index.residents(dwelling)
        except UserError as error:
            # A damaged extract costs the list of residents, never the citizen's page.
            _log.warning("residents not read: %s", error.code)
            return None
        old = index.is_old
        return tuple(kept_back(row) if old or row.protected else row for row in rows)
