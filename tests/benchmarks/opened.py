"""Two hundred citizens opened one after another in the real page, every tab looked at; prints resident memory as JSON.

In megabytes, by how many had been opened, after a collection and with free memory given back.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import random
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from adapters.training.municipality import Municipality
from app.access.model import Section
from app.cpr import CprNumber
from tests.benchmarks.fjordby import DAY, PEOPLE, errand
from tests.benchmarks.shown import Shown, shown_window

_CITIZENS: Final = 200
_EVERY: Final = 20
_RESIDENT: Final = "01"
_TABS: Final = range(1, len(Section) + 1)


class Opening(QObject):
    """Looks the next citizen up when the last one's page is full and has been looked through."""

    def __init__(self, shown: Shown, citizens: list[CprNumber]) -> None:
        super().__init__()
        self._shown = shown
        self._citizens = citizens
        self._opened = 0
        self._errand = errand("enkeltudgift")
        self._page = shown.window.place.page
        self._page.idle.connect(self._look_through)
        self.resident: dict[int, float] = {}

    def start(self) -> None:
        QTimer.singleShot(0, self._open)

    def _open(self) -> None:
        if self._opened == len(self._citizens):
            self._shown.app.quit()
            return
        self._shown.window.place.setCurrentWidget(self._page)
        purpose = self._shown.workplace.state_purpose(self._errand)
        self._page.look_up(self._citizens[self._opened], purpose)

    def _look_through(self) -> None:
        for tab in _TABS:
            self._page.show_tab(tab)
            self._shown.app.processEvents()
        self._opened += 1
        if self._opened % _EVERY == 0:
            self.resident[self._opened] = _resident_megabytes()
        QTimer.singleShot(0, self._open)


def _resident_megabytes() -> float:
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _somebody(count: int) -> list[CprNumber]:
    everybody = [c.cpr for c in Municipality(DAY, size=PEOPLE).citizens() if c.status == _RESIDENT]
    chosen = random.Random(7).sample(everybody, count)  # noqa: S311 - whom to open, the same each time
    return [CprNumber(digits) for digits in chosen]


def _main(quick: bool) -> int:
    with shown_window() as shown:
        opening = Opening(shown, _somebody(_CITIZENS // 4 if quick else _CITIZENS))
        opening.start()
        shown.app.exec()
    sys.stdout.write(json.dumps(opening.resident) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(_main(quick="--quick" in sys.argv))
