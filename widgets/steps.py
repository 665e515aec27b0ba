"""Work that belongs on the event loop and is in no hurry: one step, then a breath for keys and paint."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from time import perf_counter
from types import ModuleType
from typing import Final

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer

_BREATH_MS: Final = 20
_SLICE: Final = 0.003
"""Seconds of one step that may stop anywhere."""


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
    """Load every module of `packages`, one a step, and before them the Python types that PySide makes when they are
    first named, a few a step: left to the modules they come many at once.

    Never on a worker: two threads that name the same type at once end the process (shiboken 6.11).
    """
    from pkgutil import iter_modules  # not before the window shows

    yield from _naming(QtCore, QtGui, QtWidgets)
    for package in packages:
        for module in iter_modules(import_module(package).__path__, f"{package}."):
            if module.name not in sys.modules:
                import_module(module.name)
                yield


def _naming(*modules: ModuleType) -> Iterator[None]:
    until = perf_counter() + _SLICE
    for module in modules:
        for name in dir(module):
            getattr(module, name)
            if perf_counter() > until:
                yield
                until = perf_counter() + _SLICE
