"""What has been filed in the municipality's archive since its servers were started."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document as the archive gives it back, and its files by their place in the store: MIME type and bytes."""

    written: dict[str, Any]
    files: dict[str, tuple[str, bytes]]


class Filed:
    """Documents by id, and entries in cases' journals in the order in which they came. For many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._documents: dict[str, FiledDocument] = {}
        self._files: dict[str, tuple[str, bytes]] = {}
        self._journals: dict[str, tuple[dict[str, Any], ...]] = {}

    def put(self, identity: str, document: FiledDocument) -> bool:
        """Whether it is kept; the same again is nothing new, another one under the same id is not taken."""
        with self._lock:
            if self._documents.setdefault(identity, document) != document:
                return False
            self._files |= document.files
            return True

    def document(self, identity: str) -> dict[str, Any] | None:
        with self._lock:
            found = self._documents.get(identity)
            return found.written if found is not None else None

    def file(self, place: str) -> tuple[str, bytes] | None:
        with self._lock:
            return self._files.get(place)

    def enter(self, case: str, entries: tuple[dict[str, Any], ...]) -> None:
        with self._lock:
            self._journals[case] = (*self._journals.get(case, ()), *entries)

    def journal(self, case: str) -> tuple[dict[str, Any], ...]:
        with self._lock:
            return self._journals.get(case, ())
