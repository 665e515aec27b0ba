"""Good answers kept for a while, by subject and request; in memory only, and few.

The encrypted desk store takes this place later: same names, same key.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.citizen.port import Query, RegisterKey
from app.cpr import CprNumber


@dataclass(frozen=True, slots=True)
class Record:
    """One good answer and the errand it was fetched for."""

    value: object
    fetched_at: datetime
    errand: str


class Cache(Protocol):
    """`subject` is the citizen of the look-up, also for relatives' and dwellings' answers."""

    def get(self, subject: CprNumber, register: RegisterKey, query: Query) -> Record | None: ...

    def put(self, subject: CprNumber, register: RegisterKey, query: Query, record: Record) -> None: ...

    def drop(self, subject: CprNumber, register: RegisterKey, query: Query) -> None:
        """Forget an answer: its register has since refused to give it."""
        ...


class MemoryCache:
    """The answers about the citizens opened last; the oldest citizen goes first."""

    def __init__(self, citizens: int = 20) -> None:
        self._citizens = citizens
        self._lock = threading.Lock()
        self._by_subject: OrderedDict[CprNumber, dict[tuple[RegisterKey, Query], Record]] = OrderedDict()

    def get(self, subject: CprNumber, register: RegisterKey, query: Query) -> Record | None:
        with self._lock:
            if subject not in self._by_subject:
                return None
            self._by_subject.move_to_end(subject)
            return self._by_subject[subject].get((register, query))

    def put(self, subject: CprNumber, register: RegisterKey, query: Query, record: Record) -> None:
        with self._lock:
            rows = self._by_subject.setdefault(subject, {})
            self._by_subject.move_to_end(subject)
            rows[register, query] = record
            while len(self._by_subject) > self._citizens:
                self._by_subject.popitem(last=False)

    def drop(self, subject: CprNumber, register: RegisterKey, query: Query) -> None:
        with self._lock:
            self._by_subject.get(subject, {}).pop((register, query), None)
