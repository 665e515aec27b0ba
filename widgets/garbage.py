"""Python's search for garbage, on the window's own thread alone.

Left to itself Python searches on whichever thread allocates, in the midst of whatever it does. A widget or a timer
that is found on a worker dies there, and so does the process (PySide 6.11); so it does when a view is found while it
paints itself.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1_000


class Garbage(QObject):
    """From its making on nobody else searches; `begin` begins to, between two turns of the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(search)

    def begin(self) -> None:
        self._timer.start()


def search() -> None:
    """What Python itself would search by now, if anything: what is new, and the older the more rarely."""
    counts, most = gc.get_count(), gc.get_threshold()
    if counts[0] > most[0]:
        gc.collect(max(age for age, count in enumerate(counts) if count > most[age]))
