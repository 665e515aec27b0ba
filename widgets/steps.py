"""Work that belongs on the event loop and is in no hurry: one step, then a breath for keys and paint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

_BREATH_MS: Final = 20


class Steps(QObject):
    """Takes one iterator at a time to its end, a `next` after each breath."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] = iter(())
        self._breath = QTimer(self, singleShot=True, interval=_BREATH_MS)
        self._breath.timeout.connect(self._take)

    def begin(self, steps: Iterator[None]) -> None:
        """Take `steps` in place of whatever was left of the last ones."""
        self._steps = steps
        self._breath.start()

    def drop(self) -> None:
        self.begin(iter(()))

    def _take(self) -> None:
        if next(self._steps, self) is not self:
            self._breath.start()
