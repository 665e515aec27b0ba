"""The plan on a screen over real encrypted files: with a plan of three tasks, begun by a colleague and told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.access.trace import TraceEvent
from app.errors import UserError
from app.situations.plan import Plan, PlanItem
from app.situations.records import PlanRecords
from app.situations.visit import Visit
from tests.app.desk import CITIZEN
from tests.app.situations.desks import LISE, OMAR, Line, VisitDesk, shared_file
from widgets.situations.item_row import ItemRow
from widgets.situations.plan import PlanView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising and grabbing, for menus

ENOUGH = 30_000
TODAY = date(2026, 11, 20)


@dataclass(slots=True)
class Screen:
    """The view with a plan of three tasks, begun by a colleague and told."""

    desk: VisitDesk
    view: PlanView
    qtbot: QtBot
    traced: list[tuple[TraceEvent, str]] = field(default_factory=list)
    failed: list[UserError] = field(default_factory=list)
    refuses: bool = False

    def trace(self, event: TraceEvent, what: str) -> None:
        if self.refuses:
            raise UserError("access-refused", rule="self")
        self.traced.append((event, what))

    @property
    def plan(self) -> Plan:
        (plan, *_) = self.desk.visits.known(CITIZEN).plans
        return plan

    def item(self, place: int = 0) -> PlanItem:
        return self.plan.items[place]

    def row(self, place: int = 0) -> ItemRow:
        return self.view.rows[place]

    def reload(self) -> None:
        self.view.reload()
        self.until(lambda: len(self.view.rows) == 3)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=ENOUGH)

    def choose(self, words: str, place: int = 0) -> None:
        """From the task's menu, by its words."""
        row = self.row(place)
        row.button.setFocus()
        QTest.keyClick(row.button, Qt.Key.Key_Return)
        actions = {action.text().replace("&", "").removesuffix(" …"): action for action in row.menu.actions()}
        row.menu.close()
        actions[words].trigger()

    def focus(self) -> QWidget:
        """Of the view's window: a menu that has just closed may have taken the focus of the desktop along."""
        found = self.view.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        box = self.focus()
        assert isinstance(box, QLineEdit)
        box.clear()
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Qt.Key.Key_Return)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    store = shared_file(tmp_path)
    yield Line(PlanRecords(store))
    store.lock()


@pytest.fixture
def empty(line: Line, tmp_path: Path, qtbot: QtBot) -> Iterator[Screen]:
    desk = VisitDesk(tmp_path / "lise", line, LISE)
    desk.clock.advance(timedelta(minutes=10))

    def trace(event: TraceEvent, what: str) -> None:
        made.trace(event, what)

    view = PlanView(Visit(desk.visits, CITIZEN, "flytning", trace), desk.clock.now)
    made = Screen(desk, view, qtbot)
    view.failed.connect(made.failed.append)
    qtbot.addWidget(view)
    view.resize(700, 640)
    view.show()
    view.activateWindow()
    assert QTest.qWaitForWindowActive(view, ENOUGH)
    yield made
    view.forget()
    desk.close()


@pytest.fixture
def screen(empty: Screen, line: Line, tmp_path: Path) -> Screen:
    omar = VisitDesk(tmp_path / "omar", line, OMAR)
    omar.plan()
    omar.deliver()
    omar.close()
    empty.desk.deliver()
    empty.reload()
    return empty
