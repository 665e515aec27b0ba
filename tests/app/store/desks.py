"""Desk stores for tests: real encrypted files in a folder, keys in a vault that can be tampered with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from adapters.keychain.system import SystemKeychain
from app.store.desk import DeskStore
from app.store.keys import make_recovery_pair
from app.store.outbox import NewEntry, Outbox
from tests.adapters.keychain.backends import Vault
from tests.app.desk import StandingClock

PLANTED = "Østergård 0702614075"
"""Stands in every text a test stores: found in a file, it was not encrypted."""

PRIVATE, PUBLIC = make_recovery_pair()


def entry(number: int, subject: str = "sag-1", text: str = "") -> NewEntry:
    return NewEntry(UUID(int=number), "note", subject, f'{{"text": "{PLANTED} {text}"}}')


@dataclass(slots=True)
class Premises:
    """One desk's folder and key store, and what a thief or a clumsy update can do to them."""

    folder: Path
    vault: Vault = field(default_factory=Vault)
    clock: StandingClock = field(default_factory=StandingClock)

    def keys(self) -> SystemKeychain:
        return SystemKeychain(self.folder)

    def desk(self) -> DeskStore:
        return DeskStore(self.folder, self.keys(), recovery_key=PUBLIC, patience=0.1)

    def outbox(self, desk: DeskStore) -> Outbox:
        return Outbox(desk.outbox, self.clock, chance=lambda: 1.0)

    def fill(self, entries: int) -> None:
        """Start the desk, leave undelivered entries and a cached answer, and end it."""
        desk = self.desk()
        desk.open()
        with desk.outbox.write() as connection:
            for number in range(entries):
                self.outbox(desk).append(entry(number), within=connection)
        with desk.cache.write() as connection:
            connection.execute("INSERT INTO answer VALUES (?, 'cpr', '{}', 'e', ?, 0, 0)", (PLANTED, PLANTED.encode()))
        desk.lock()

    def in_clear(self) -> list[str]:
        """Files below the folder that hold a planted text, in any of the ways it may be written."""
        name, number = PLANTED.split()
        words = [form.encode(code) for form in (name, number) for code in ("utf-8", "utf-16-le", "latin-1")]
        sought = re.compile(b"|".join(map(re.escape, words)))
        files = (file for file in self.folder.rglob("*") if file.is_file())
        return [file.name for file in files if sought.search(file.read_bytes())]
