"""Work that belongs on the event loop and is in no hurry: one step, then a breath for keys and paint."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
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


def loading(*packages: str) -> Iterator[None]:
    """Load every module of `packages`, one a step.

    Never on a worker: PySide makes its Python types when they are first named, and two threads that name the same one
    end the process (shiboken 6.11).
    """
    for package in packages:
        for module in iter_modules(import_module(package).__path__, f"{package}."):
            if module.name not in sys.modules:
                import_module(module.name)
                yield
