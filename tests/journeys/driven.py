"""The whole program as `main.py` runs it, on registers of another process, used by a script with keys and mouse.

STORE PLAN REPORT: PLAN and REPORT are JSON files, `Plan` and `Report`. When the script is through it prints "done" and
goes on running; told to leak, it leaks in every way the scanner must know.
"""

from __future__ import annotations

import gc
import logging
import sqlite3
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import msgspec
from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

import main
import widgets.window
from adapters.registers.breaker import Breaker
from adapters.registers.gate import Gate
from adapters.simulator.panel import HttpFaultPanel, TrainingServers
from app.access.model import Section
from app.access.purpose import load_errands
from app.citizen.port import RegisterError, Timeouts
from app.errors import BugError, UserError
from app.training.port import Fault, FaultSetting
from tests.journeys.sight import said_on
from widgets.citizen.document import DocumentView
from widgets.window import DeskWindow

ENOUGH = 60_000
DAY = "2026-11-20"
_CONTROL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Plan(msgspec.Struct):
    """`visits` are CPR numbers by the fault that every register then has. `leak` are a number and a name."""

    endpoints: dict[str, str]
    visits: dict[Fault, list[str]] = {}
    searches: list[str] = []
    leak: tuple[str, str] | None = None


class Report(msgspec.Struct):
    """What is in no file: `states` are those of the sections by fault, `said` what the window said all the while.

    `loaded_aside` are modules of Qt's and the window's own that another thread than the window's asked for first, and
    `searched_aside` the threads beside it that looked for garbage; `searches` counts the window's own.
    """

    titles: list[str] = []
    exceptions: list[str] = []
    loaded_aside: list[str] = []
    searched_aside: list[str] = []
    searches: int = 0
    states: dict[Fault, list[str]] = {}
    said: list[str] = []


class Titles(QObject):
    """Every title any window has ever had."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self._seen = seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowTitleChange, QEvent.Type.Show) and isinstance(watched, QWidget):
            self._seen.append(watched.windowTitle())
        return False


def note_exceptions() -> list[Exception]:
    """From now on each of the program's own exceptions, as it is made."""
    made: list[Exception] = []

    def noting(init: Callable[..., None]) -> Callable[..., None]:
        def noted(self: Exception, *details: object, **more: object) -> None:
            init(self, *details, **more)
            made.append(self)

        return noted

    for kind in (UserError, BugError, RegisterError):
        kind.__init__ = noting(kind.__init__)  # type: ignore[method-assign]
    return made


def told_by(error: Exception) -> list[str]:
    """All that it says of itself, and of what caused it."""
    return [repr(error), repr(vars(error)), *traceback.format_exception(error)]


def note_what_loads_aside(names: list[str]) -> None:
    def noted(event: str, details: tuple[object, ...]) -> None:
        if event == "import" and threading.current_thread() is not threading.main_thread():
            name = str(details[0])
            if name.startswith(("widgets", "PySide6", "shiboken6")):
                names.append(name)

    sys.addaudithook(noted)


def note_who_searches(report: Report) -> None:
    def noted(phase: str, _found: dict[str, int]) -> None:
        if phase == "start" and threading.current_thread() is threading.main_thread():
            report.searches += 1
        elif phase == "start":
            report.searched_aside.append(threading.current_thread().name)

    gc.callbacks.append(noted)


class Hands:
    """A caseworker at the window."""

    def __init__(self, window: DeskWindow, plan: Plan, report: Report) -> None:
        self._window = window
        self._plan = plan
        self._report = report
        self._errands = {errand.key: errand for errand in load_errands(main.RESOURCES / "purposes.toml")}
        self._panel = HttpFaultPanel(lambda: plan.endpoints["control"])
        self._idle = 0
        window.place.page.idle.connect(self._count)
        self._gates = {
            key: gate for key, gate in window._workplace._door.sources.registers.items() if isinstance(gate, Gate)
        }
        self._manifests = {key: gate.manifest for key, gate in self._gates.items()}

    def work(self) -> None:
        self._window.activateWindow()
        QTest.qWaitForWindowActive(self._window, ENOUGH)
        for page in ("training", "help", "settings", "citizen"):
            self._window.show_page(page)
            self._look()
        for text in self._plan.searches:
            self._find(text)
            self._look()
        for fault, people in self._plan.visits.items():
            self._set(fault)
            self._report.states[fault] = []
            for cpr in people:
                self._visit(cpr, self._report.states[fault])
            self._set(Fault.NONE)

    def _count(self) -> None:
        self._idle += 1

    def _set(self, fault: Fault) -> None:
        """The same fault for every register, each tried anew and given up soon."""
        for key, gate in self._gates.items():
            self._panel.set(key, FaultSetting(fault, 0.2 if fault is Fault.DELAY else 0.0))
            hurry = Timeouts(0.3, 0.3, 0.3)
            known = self._manifests[key]
            gate._manifest = replace(known, timeouts=hurry, steps=1) if fault is Fault.TIMEOUT else known
            gate._breaker = Breaker(key, self._window._workplace._door.sources.clock)

    def _visit(self, cpr: str, states: list[str]) -> None:
        """Everything that can be done with one citizen; adds how the sections ended."""
        page, before = self._window.place.page, self._idle
        self._find(cpr)
        self._press(Qt.Key.Key_Return)
        errand = self._errands["kontanthjaelp"]
        QTest.keyClicks(self._focus(), f"{errand.title} {errand.legal_basis}")
        self._press(Qt.Key.Key_Return)
        self._wait(lambda: self._idle > before)
        states += [state.state for state in page.states.values()]
        before = self._idle
        page.refresh()  # by the cards' own buttons: the key says that it is of no use while nothing answers
        self._wait(lambda: self._idle > before)
        self._press(Qt.Key.Key_C, _CONTROL | _SHIFT)
        self._press(Qt.Key.Key_V, _CONTROL | _SHIFT)
        self._press(Qt.Key.Key_B, _CONTROL | _SHIFT)
        for number in range(len(Section) + 1):
            self._press(getattr(Qt.Key, f"Key_{number + 1}"), _ALT)
            self._look()
            if number and list(Section)[number - 1] is Section.CASES:
                self._open_document()
        self._wait(lambda: all(job.finished for job in page.sight.jobs))
        self._press(Qt.Key.Key_Return, _CONTROL)
        visiting = page.life._visiting
        self._wait(lambda: visiting._closing is not None)
        self._look()
        assert visiting._closing is not None
        QTest.keyClicks(visiting._closing, "0")
        self._wait(lambda: page.sight.citizen is None)
        self._window.activateWindow()  # as a window manager does when a dialog closes
        assert QTest.qWaitForWindowActive(self._window)

    def _open_document(self) -> None:
        page = self._window.place.page
        for table in page.findChildren(QTableView):
            if table.isVisible() and table.accessibleName() == "Dokumenter" and table.model().rowCount():
                table.setFocus()
                table.selectRow(0)
                self._press(Qt.Key.Key_Return)
                self._wait(lambda: all(view.shows_page or view.message for view in page.findChildren(DocumentView)))
                self._look()

    def _find(self, text: str) -> None:
        self._press(Qt.Key.Key_L, _CONTROL)
        box = self._window.find_box
        box.clear()
        QTest.keyClicks(box, text)
        self._wait(lambda: box.popup is not None and box.popup.isVisible() and box._shown_for == box.text())

    def _look(self) -> None:
        QApplication.processEvents()
        self._report.said += said_on(self._window)

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, modifiers)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _wait(self, until: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(ENOUGH)
        while not until():
            if deadline.hasExpired():
                raise AssertionError("what was waited for did not come")
            QTest.qWait(5)


def leak(window: DeskWindow, store: Path, number: str, name: str) -> None:
    """In every way at once; the handlers lose what keeps numbers out of them."""
    plain = f"{number[:6]}-{number[6:]}"
    for handler in logging.getLogger().handlers:
        handler.setFormatter(logging.Formatter())
    logging.getLogger("indgang").error("looked up %s", plain)
    sys.stdout.write(f"{name}\n")
    window.setWindowTitle(name)
    (store / f"{number}.pdf").write_bytes(b"")
    (Path(tempfile.gettempdir()) / "preview.bin").write_bytes(name.encode("utf-16-le"))
    UserError("unexpected", detail=name)
    connection = sqlite3.connect(store / "plain.db", isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE answer (subject TEXT, body TEXT)")
    connection.execute("INSERT INTO answer VALUES (?, ?)", (number, name))
    window.leaked = connection  # type: ignore[attr-defined] # so that its log is there when the process is killed


def run(store: Path, plan: Plan, to: Path) -> int:
    report = Report()
    note_what_loads_aside(report.loaded_aside)
    note_who_searches(report)
    endpoints = plan.endpoints
    panel = HttpFaultPanel(lambda: endpoints["control"])
    started = cast("TrainingServers", SimpleNamespace(endpoints=endpoints, panel=panel, stop=lambda: None))
    main._servers = lambda site, ends: started

    def drive(window: DeskWindow) -> None:
        program = QApplication.instance()
        assert program is not None
        titles = Titles(report.titles)
        program.installEventFilter(titles)
        made = note_exceptions()
        try:
            Hands(window, plan, report).work()
            if plan.leak is not None:
                leak(window, store, *plan.leak)
        except BaseException:
            program.exit(1)
            raise
        report.exceptions = sorted({text for error in made for text in told_by(error)})
        report.titles += [top.windowTitle() for top in QApplication.topLevelWidgets()]
        to.write_bytes(msgspec.json.encode(report))
        sys.stdout.write("done\n")
        sys.stdout.flush()

    class Driven(DeskWindow):
        def _extract_opened(self, nothing: None) -> None:
            super()._extract_opened(nothing)
            QTimer.singleShot(0, partial(drive, self))

    widgets.window.DeskWindow = Driven  # type: ignore[misc]
    return main.main(["--store", str(store), "--date", DAY])


if __name__ == "__main__":
    raise SystemExit(
        run(Path(sys.argv[1]), msgspec.json.decode(Path(sys.argv[2]).read_bytes(), type=Plan), Path(sys.argv[3]))
    )
