"""How a task of a plan looks while it is worked on: nothing moves by itself, and what is known already is filled in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.widgets.situations.plan_screen import Screen
from widgets.situations.item_forms import StandingForm
from widgets.tokens import SPACE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising and grabbing, for menus

WAITS = "Venter på at blive sendt"


def test_what_is_sent_at_once_is_never_said_to_wait(screen: Screen) -> None:
    said: list[str] = []
    screen.view.changed.connect(lambda: said.extend(chip for row in screen.view.rows for chip in row.chips))
    screen.choose("Gjort her")
    screen.until(screen.view._work.timer.isActive)
    screen.view._work.timer.timeout.emit()
    screen.desk.deliver()
    screen.until(lambda: not screen.view._work.timer.isActive())
    assert "Gjort her" in said
    assert WAITS not in said
    assert not screen.view.waits


def test_what_lasts_says_that_it_waits_and_no_row_grows_for_it(screen: Screen) -> None:
    screen.desk.line.cut = "shared-unreachable"
    screen.choose("Gjort her")
    screen.until(lambda: screen.view.progress == "1 af 3 afsluttet" and not screen.view._quiet._undo.isHidden())
    places = [(row.geometry(), row._title.width()) for row in screen.view.rows]
    screen.until(lambda: screen.row().chips == ("Gjort her", WAITS))
    screen.until(lambda: screen.view.waits)
    assert [(row.geometry(), row._title.width()) for row in screen.view.rows] == places


def test_who_has_the_task_is_ready_to_take_it_and_gives_way_to_what_is_typed(screen: Screen) -> None:
    screen.choose("Overdraget")
    box = screen.focus()
    assert isinstance(box, QLineEdit)
    assert (box.text(), box.selectedText()) == ("Fjordby Kommune", "Fjordby Kommune")
    form = screen.row().form
    assert isinstance(form, StandingForm)
    form.save()
    screen.until(lambda: screen.item().standing.receiver == "Fjordby Kommune")
    screen.choose("Afventer", 1)
    box = screen.focus()
    assert isinstance(box, QLineEdit)
    assert box.text() == "", "whom the task awaits is not who has it"


def test_a_form_stands_apart_from_what_is_above_it(screen: Screen) -> None:
    screen.choose("Afventer")
    row, form = screen.row(), screen.row().form
    assert form is not None
    screen.until(lambda: form.y() > 0)
    above = max(
        label.mapTo(row, QPoint(0, label.height())).y()
        for label in row.findChildren(QLabel)
        if label.isVisible() and not form.isAncestorOf(label)
    )
    assert form.mapTo(row, QPoint(0, 0)).y() - above >= 2 * SPACE
    screen.choose("Gjort her")
    screen.until(lambda: screen.row().form is None and "Gjort her" in screen.row().chips)

    def below() -> int:
        shown = [label for label in row.findChildren(QLabel) if label.isVisible()]
        return row.height() - max(label.mapTo(row, QPoint(0, label.height())).y() for label in shown)

    screen.until(lambda: below() == 2 * SPACE + 1)  # no room is kept for a form that is gone, but its frame's


def test_what_undoes_a_move_stands_beside_what_it_undoes(screen: Screen) -> None:
    screen.choose("Gjort her")
    screen.until(lambda: bool(screen.view._quiet.text) and not screen.view._quiet._undo.isHidden())
    line = screen.view._quiet
    words, undo = line.findChild(QLabel), line.findChild(QPushButton)
    assert words is not None
    assert undo is not None
    screen.until(lambda: words.width() == words.sizeHint().width())
    assert undo.x() - (words.x() + words.width()) <= 2 * SPACE
