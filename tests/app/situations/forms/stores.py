"""Forms of a desk with real encrypted files."""

from __future__ import annotations

from pathlib import Path

from adapters.keychain.training import TrainingKeys
from app.access.viewer import Viewer
from app.situations.forms.drafts import FormDrafts
from app.store.desk import DeskStore
from tests.app.desk import StandingClock

VIEWER = Viewer("lnord", "Lise Nord", "Borgerservice")


class FormStore:
    """`restart` is the program started again after it was killed: nothing is closed in good order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "desk"
        self.keys = TrainingKeys()
        self.clock = StandingClock()
        self.folder.mkdir()
        self.restart()

    def restart(self) -> None:
        self.store = DeskStore(self.folder, self.keys)
        self.store.open()
        self.drafts = FormDrafts(self.store.outbox, self.clock, VIEWER)

    def close(self) -> None:
        self.store.lock()
