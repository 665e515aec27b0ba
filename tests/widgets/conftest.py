"""One look for every widget test, and no noise: no stray error log, no live QThread, no orphan window."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, QThread
from PySide6.QtWidgets import QApplication

from widgets.theme import apply_theme
from widgets.tokens import Density, Scheme


@pytest.fixture(scope="session", autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    QLocale.setDefault(QLocale("da_DK"))
    qapp.setCursorFlashTime(0)
    apply_theme(qapp, Scheme.LIGHT, Density.COMFORTABLE)
    yield
    qapp.clipboard().clear()  # Qt lets go of what is on it when Python is gone already, and would crash over it


@pytest.fixture(scope="module", autouse=True)
def _old_things_rest() -> Iterator[None]:
    """What other modules left behind is looked through once a module, and not after each test."""
    gc.freeze()
    yield
    gc.unfreeze()
    gc.collect()


@pytest.fixture(autouse=True)
def _no_noise(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that expects an error in the log looks at it and clears `caplog` itself."""
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    yield
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors, f"stray errors in the log: {[record.name for record in errors]}"
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton, "a mouse button is still pressed"
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    orphans = [
        widget
        for widget in QApplication.topLevelWidgets()
        if id(widget) not in before and widget.isVisible() and widget.metaObject().className() != "QTipLabel"
    ]
    assert not orphans, f"windows left open: {orphans}"
    threads = [found for found in gc.get_objects() if isinstance(found, QThread) and found.isRunning()]
    assert all(thread is QThread.currentThread() for thread in threads), "a QThread is still running"
