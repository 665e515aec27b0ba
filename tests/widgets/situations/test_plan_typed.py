"""What is typed in a plan while something else is on its way: none of it is lost, and none of it comes twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.situations.beside import Offer
from app.situations.told import Standing, State
from tests.widgets.situations.plan_screen import Screen
from widgets.situations.item_forms import NoteForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising and grabbing, for menus


def type_task(screen: Screen, title: str) -> None:
    screen.view._more.setFocus()
    QTest.keyClicks(screen.view._more, title)
    QTest.keyClick(screen.view._more, Qt.Key.Key_Return)


def test_enter_twice_adds_a_task_once_and_what_is_typed_on_stays(screen: Screen) -> None:
    type_task(screen, "Ring til udlejer")
    QTest.keyClick(screen.view._more, Qt.Key.Key_Return)
    screen.view._more.selectAll()
    QTest.keyClicks(screen.view._more, "Find lejekontrakten")
    screen.until(lambda: len(screen.view.rows) == 4)
    assert screen.view._more.text() == "Find lejekontrakten"
    QTest.keyClick(screen.view._more, Qt.Key.Key_Return)
    screen.until(lambda: len(screen.view.rows) == 5)
    assert screen.view._more.text() == ""
    titles = [item.task.title for item in screen.plan.items]
    assert titles[3:] == ["Ring til udlejer", "Find lejekontrakten"]


def test_where_the_plans_could_not_be_read_a_typed_task_asks_for_them_again(empty: Screen) -> None:
    empty.refuses = True
    empty.view.reload()
    empty.until(lambda: len(empty.failed) == 1)
    type_task(empty, "Ring til udlejer")
    empty.until(lambda: len(empty.failed) == 2)
    assert empty.view._more.text() == "Ring til udlejer"
    empty.refuses = False
    QTest.keyClick(empty.view._more, Qt.Key.Key_Return)
    empty.until(lambda: len(empty.view.rows) == 1)
    assert [item.task.title for item in empty.plan.items] == ["Ring til udlejer"]


@pytest.mark.parametrize("way", ["offer", "menu"])
def test_a_note_half_written_stays_when_its_task_is_moved(screen: Screen, way: str) -> None:
    screen.choose("Skriv note")
    (box,) = screen.row().findChildren(QPlainTextEdit)
    QTest.keyClicks(box, "Mangler kontrakten")
    if way == "offer":
        screen.row().take(Offer(screen.item(), Standing(State.DONE)))
    else:
        screen.choose("Gjort her")
    screen.until(lambda: screen.row().chips[0] == "Gjort her")
    form = screen.row().form
    assert isinstance(form, NoteForm)
    assert box.toPlainText() == "Mangler kontrakten"
    form.save()
    screen.until(lambda: screen.row().form is None)
    assert "Mangler kontrakten" in screen.row().words
