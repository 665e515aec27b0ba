"""From the look-up of a citizen in the real window to the first fact of theirs that is painted, out of a full cache.

As a program it opens citizens one after another, off screen and with a durable trace, and prints milliseconds as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from adapters.documents.renderer import ChildRenderer
from app.access.audit import AuditTrail
from app.access.purpose import load_errands
from app.cpr import CprNumber
from app.population.desk import Population
from app.workplace import Workplace
from tests.benchmarks.desk import CITIZENS, FullDesk, full_desk
from tests.benchmarks.fjordby import ROOT, VIEWER
from tests.benchmarks.row import Measured, NotMeasuredError, Row
from tests.benchmarks.shown import dressed
from widgets.citizen.page import CitizenPage
from widgets.citizen.person import PersonView
from widgets.parts.facts import FactValue
from widgets.window import DeskWindow

_OPENED: Final = 40
_LONGEST: Final = 300.0
_SHARE: Final = 0.95


def _first_facts(quick: bool) -> Measured:
    """Milliseconds that all but the slowest twentieth of the openings keep within."""
    command = [sys.executable, "-m", "tests.benchmarks.facts", str(CITIZENS // 20 if quick else CITIZENS)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=_LONGEST)
    except subprocess.TimeoutExpired as error:
        raise NotMeasuredError("the citizens were not painted") from error
    if done.returncode:
        raise NotMeasuredError(f"the window ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    times: list[float] = sorted(json.loads(done.stdout))
    note = f"median {median(times):.0f} ms, slowest {times[-1]:.0f}; {len(times)} citizens, trace and paint within"
    return Measured(times[int(len(times) * _SHARE) - 1], note)


ROWS: Final = (Row("first-facts-painted", "ms", 100, _first_facts),)


class Opening(QObject):
    """Looks the next citizen up when the last one's page is full; notes when each one's first fact is painted."""

    def __init__(self, app: QApplication, page: CitizenPage, desk: FullDesk, citizens: Sequence[CprNumber]) -> None:
        super().__init__()
        self._app = app
        self._page = page
        self._desk = desk
        self._waiting = list(citizens)
        self._began = 0.0
        self._seen = self._is_painted = self._is_full = False
        self.times: list[float] = []
        self._person = next(view for view in page.findChildren(PersonView) if view.compact)
        for fact in self._person.findChildren(FactValue):
            fact.installEventFilter(self)
        page.idle.connect(self._full)

    def begin(self) -> None:
        QTimer.singleShot(0, self._open)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        state = self._person.state
        if event.type() is QEvent.Type.Paint and not self._seen and state is not None and state.value is not None:
            self._seen = True  # a paint event comes before its paint; whatever the loop does next comes after
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)

    def _painted(self) -> None:
        self.times.append(1000 * (perf_counter() - self._began))
        self._is_painted = True
        self._go_on()

    def _full(self) -> None:
        self._is_full = True
        self._go_on()

    def _go_on(self) -> None:
        if self._is_painted and self._is_full:
            QTimer.singleShot(0, self._open)

    def _open(self) -> None:
        if not self._waiting:
            self._app.quit()
            return
        self._seen = self._is_painted = self._is_full = False
        self._began = perf_counter()
        self._page.look_up(self._waiting.pop(), self._desk.purpose)


def _main(count: int) -> int:
    with full_desk(count) as desk, tempfile.TemporaryDirectory() as folder:
        app, dressing = dressed(Path(folder))
        workplace = Workplace(
            viewer=VIEWER,
            municipality="Fjordby Kommune",
            errands=load_errands(ROOT / "resources" / "purposes.toml"),
            sources=desk.with_trace(AuditTrail(desk.store.outbox, desk.sources.clock)),
            population=Population(),
            renderer=ChildRenderer([sys.executable, str(ROOT / "main.py"), "--child", "pdf"]),
        )
        window = DeskWindow(workplace, store=Path(folder), dressing=dressing)
        window.show()
        window.activateWindow()
        page = window.place.page
        window.place.setCurrentWidget(page)
        for _ in page.making():
            app.processEvents()
        opening = Opening(app, page, desk, desk.citizens[:: count // (_OPENED + 1)][: _OPENED + 1])
        opening.begin()
        app.exec()
        window.close()
        sys.stdout.write(json.dumps(opening.times[1:]) + "\n")  # the first makes what all the others use
    return 0


if __name__ == "__main__":
    raise SystemExit(_main(int(sys.argv[1])))
