"""A caseworker's hour in a minute: slow registers, one citizen after another, and the event loop watched all the time.

Prints one JSON line: the gaps between heartbeats here and in a bare Qt process beside it, in milliseconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import IO, Final, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableView, QWidget

from app.access.model import Section
from app.citizen.port import RegisterKey
from app.errors import BugError
from tests.benchmarks.fjordby import ROOT, delay
from tests.benchmarks.heartbeat import Heartbeat
from tests.benchmarks.shown import Shown, shown_window
from widgets.citizen.document import DocumentView
from widgets.parts.dialogs import Dialog

Step = int | Callable[[], bool]
"""A pause in milliseconds, or what must become true."""

_SLOW: Final = {
    RegisterKey.CPR: 0.12,
    RegisterKey.EINDKOMST: 0.5,
    RegisterKey.BBR: 0.3,
    RegisterKey.BENEFITS: 0.4,
    RegisterKey.ARCHIVE: 0.2,
}
_KEY_MS: Final = 45
_LOOK_MS: Final = 250
_POLL_MS: Final = 15
_LONGEST_WAIT: Final = 15.0
_TABS: Final = {section: place for place, section in enumerate(Section, 2)}
_VISITS: Final = (
    ("newly_separated", "enkeltudgift"),
    ("family_of_nine", "kontanthj"),
    ("widow_changed_pension", "helbredstill"),
    ("three_employers_reversed", "enkeltudgift"),
    ("former_spouse", "friplads"),
    ("dead", "dødsfald"),
)


class Journey(QObject):
    """Takes the script's steps on the event loop, as a user's hand would."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._people = dict(shown.servers.panel.people())
        self._script = self._steps()
        self._waited_since = 0.0
        self.error = ""
        self._doing = ""
        self._idle = 0
        self._wired = False

    def start(self) -> None:
        QTimer.singleShot(0, self._next)

    def _next(self) -> None:
        step: Step | None = None
        try:
            step = next(self._script, None)
        except BaseException:
            self.error = "the journey broke off"
            self._shown.app.quit()
            raise
        if step is None:
            self._shown.app.quit()
        elif isinstance(step, int):
            QTimer.singleShot(step, self._next)
        else:
            self._waited_since = perf_counter()
            self._wait(step)

    def _wait(self, condition: Callable[[], bool]) -> None:
        if condition():
            self._next()
        elif perf_counter() - self._waited_since > _LONGEST_WAIT:
            self.error = f"waited in vain: {self._doing}: {condition.__qualname__}"
            self._shown.app.quit()
        else:
            QTimer.singleShot(_POLL_MS, partial(self._wait, condition))

    # The script

    def _steps(self) -> Iterator[Step]:
        yield _LOOK_MS
        visits = [partial(self._visit, who, errand) for who, errand in _VISITS]
        others = [self._read_a_document, self._widen, self._reveal, self._change_ones_mind]
        parts: list[Callable[[], Iterator[Step]]] = [self._search, *visits, *others]
        for number, part in enumerate(parts, 1):
            self._doing = f"part {number}"
            yield from part()

    def _visit(self, who: str, errand: str) -> Iterator[Step]:
        yield from self._open(who, errand)
        yield from self._all_filled()
        yield from self._look_through()

    def _search(self) -> Iterator[Step]:
        find = self._shown.window.find_box
        yield from self._go_to_find()
        yield from self._type("Jensen 1980")
        yield self._popup_is_there
        yield _LOOK_MS
        QTest.keyClick(find, Qt.Key.Key_Escape)
        QTest.keyClick(find, Qt.Key.Key_Escape)

    def _open(self, who: str, errand: str) -> Iterator[Step]:
        find = self._shown.window.find_box
        yield from self._go_to_find()
        yield from self._type(self._people[who])
        QTest.keyClick(find, Qt.Key.Key_Return)
        yield lambda: QApplication.focusWidget() not in (find, None)
        yield from self._type(errand)
        self._press(Qt.Key.Key_Return)
        self._watch_idle()

    def _all_filled(self) -> Iterator[Step]:
        before = self._idle
        yield lambda: self._idle > before
        yield _LOOK_MS

    def _look_through(self) -> Iterator[Step]:
        page = self._shown.window.place.page
        for tab in (*_TABS.values(), 0):
            page.show_tab(tab)
            yield _LOOK_MS

    def _read_a_document(self) -> Iterator[Step]:
        yield from self._open("newly_separated", "enkeltudgift")
        yield from self._all_filled()
        page = self._shown.window.place.page
        page.show_tab(_TABS[Section.CASES])
        yield _LOOK_MS
        yield from self._look_at_window()
        cases = self._table("Sager")
        if cases is None:
            raise BugError("no cases on the tab of cases")
        cases.setFocus()
        while not (papers := self._table("Dokumenter")):
            self._press(Qt.Key.Key_Down)  # the next case
            yield _LOOK_MS
        papers.setFocus()
        papers.selectRow(0)
        QTest.keyClick(papers, Qt.Key.Key_Return)
        yield lambda: any(view.shows_page for view in page.findChildren(DocumentView))
        yield _LOOK_MS
        for _ in range(4):
            self._press(Qt.Key.Key_PageDown)
            yield _LOOK_MS

    def _widen(self) -> Iterator[Step]:
        yield from self._open("newly_separated", "pas")
        yield from self._all_filled()
        page = self._shown.window.place.page
        page.show_tab(_TABS[Section.INCOME])
        yield _LOOK_MS
        buttons = (b for b in page.findChildren(QPushButton) if b.isVisible() and b.accessibleName().startswith("Åbn "))
        next(buttons).click()
        yield lambda: isinstance(QApplication.activeModalWidget(), Dialog)
        yield _LOOK_MS
        self._press(Qt.Key.Key_Down)  # the first errand that opens it
        yield _LOOK_MS
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog):
            dialog.primary.click()
        yield from self._all_filled()

    def _reveal(self) -> Iterator[Step]:
        yield from self._open("protected", "flytning")
        yield from self._all_filled()
        self._shown.window.place.page.reveal_address()
        yield 2 * _LOOK_MS

    def _change_ones_mind(self) -> Iterator[Step]:
        """Another citizen before the first has filled."""
        for who in ("protected", "soon_67_years_abroad"):
            yield from self._open(who, "enkeltudgift")
            yield _KEY_MS
        yield from self._open("three_employers_reversed", "kontanthj")
        yield from self._all_filled()

    # Hands and eyes

    def _go_to_find(self) -> Iterator[Step]:
        yield from self._look_at_window()
        self._shown.window.find_box.go_here()

    def _look_at_window(self) -> Iterator[Step]:
        self._shown.window.activateWindow()
        yield self._shown.window.isActiveWindow

    def _type(self, text: str) -> Iterator[Step]:
        for letter in text:
            QTest.keyClicks(self._focused(), letter)
            yield _KEY_MS

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focused(), key)

    @staticmethod
    def _focused() -> QWidget:
        focused = QApplication.focusWidget()
        if focused is None:
            raise BugError("nothing has the focus")
        return focused

    def _popup_is_there(self) -> bool:
        popup = self._shown.window.find_box.popup
        return popup is not None and popup.isVisible()

    def _watch_idle(self) -> None:
        if not self._wired:
            self._wired = True
            self._shown.window.place.page.idle.connect(self._count_idle)

    def _count_idle(self) -> None:
        self._idle += 1

    def _table(self, name: str) -> QTableView | None:
        tables = self._shown.window.place.page.findChildren(QTableView)
        return next((table for table in tables if table.isVisible() and table.accessibleName() == name), None)


def _bare_process() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.benchmarks.heartbeat"]
    bare = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    cast("IO[str]", bare.stdout).readline()
    return bare


def _gaps_of(bare: subprocess.Popen[str]) -> list[float]:
    said, _ = bare.communicate()
    gaps: list[float] = json.loads(said)
    return gaps


def _main() -> int:
    gaps = array("d")
    with shown_window() as shown:
        delay(shown.servers, _SLOW)
        journey, heart = Journey(shown), Heartbeat()
        bare = _bare_process()
        heart.start()
        journey.start()
        shown.app.exec()
        heart.stop()
        gaps = heart.gaps
        beside = _gaps_of(bare)
        delay(shown.servers, {})
    sys.stdout.write(json.dumps({"error": journey.error, "gaps": list(gaps), "bare": beside}) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(_main())
