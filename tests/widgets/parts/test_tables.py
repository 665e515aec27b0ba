"""Tables: Danish order, filter, copy, keys, words when empty."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.accessibility import tab_round
from tests.widgets.mouse import double_click
from widgets import formats
from widgets.parts import tables
from widgets.parts.clipboard import personal_clipboard
from widgets.parts.tables import Column, DataTable

Row = tuple[str, Decimal]
COLUMNS = (
    Column[Row]("Vej", lambda row: row[0], width=0),
    Column[Row]("Beløb", lambda row: formats.amount(row[1]), key=lambda row: row[1], numeric=True),
)
ROWS = tuple(
    (name, Decimal(number))
    for name, number in (
        ("Østergård", 9),
        ("Aabenraa", 100),
        ("Ærø", -20),
        ("Zebra", 1000),
        ("Ågård", 3),
        ("Allerød", 20),
    )
)


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[DataTable[Row]]:
    tables._widths.clear()
    made = DataTable("roads", COLUMNS, title="Veje", empty="Ingen veje endnu.", filter_hint="Filtrér veje")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_rows(ROWS)
    with qtbot.waitActive(made):
        made.show()
    yield made
    personal_clipboard().clear_own()


def shown(table: DataTable[Row], column: int = 0) -> list[str]:
    return [str(table.model.index(row, column).data()) for row in range(table.model.rowCount())]


def test_the_model_keeps_qts_rules(table: DataTable[Row]) -> None:
    tester = QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.model.set_filter("å")
    table.model.sort(0)
    table.model.set_filter("")
    table.set_rows(ROWS[:2])
    assert tester.model() is table.model


def test_letters_sort_the_danish_way(table: DataTable[Row]) -> None:
    table.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["Allerød", "Zebra", "Ærø", "Østergård", "Aabenraa", "Ågård"]


def test_amounts_sort_by_value_not_by_text(table: DataTable[Row]) -> None:
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert shown(table, 1)[0] == "1.000,00 kr."
    assert shown(table, 1)[-1] == "−20,00 kr."


def test_sorting_keeps_the_chosen_row_chosen(table: DataTable[Row]) -> None:
    table.view.setCurrentIndex(table.model.index(3, 0))
    assert table.current_row() == ROWS[3]
    table.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.current_row() == ROWS[3]


def test_the_heading_says_the_order_and_numbers_stand_right(table: DataTable[Row]) -> None:
    table.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    horizontal = Qt.Orientation.Horizontal
    assert table.model.headerData(1, horizontal) == "Beløb ↑"
    alignment = table.model.headerData(1, horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert alignment == Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    assert table.model.cell(0, 1).numeric


def test_the_filter_takes_words_in_any_column_and_order(qtbot: QtBot, table: DataTable[Row]) -> None:
    field = table.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "20,00 ÆR")
    assert shown(table) == ["Ærø"]
    field.clear()
    assert len(shown(table)) == len(ROWS)


def test_empty_says_why(table: DataTable[Row]) -> None:
    field = table.findChild(QLineEdit)
    assert field is not None
    field.setText("findes ikke")
    assert table._stack.currentWidget() is table._empty
    assert "filter" in table._empty.accessibleName()
    field.clear()
    table.set_rows(())
    assert table._empty.accessibleName() == "Ingen veje endnu."


def test_copy_takes_the_chosen_rows_and_is_gone_after_a_while(table: DataTable[Row]) -> None:
    table.view.selectRow(1)
    QTest.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Aabenraa\t100,00 kr."
    personal_clipboard().clear_own()
    assert QGuiApplication.clipboard().text() == ""


def test_enter_and_double_click_open(qtbot: QtBot, table: DataTable[Row]) -> None:
    opened: list[Row] = []
    table.opened.connect(opened.append)
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(2, 0))
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    place = table.view.visualRect(table.model.index(0, 0)).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    double_click(table.view.viewport(), place)
    assert opened == [ROWS[2], ROWS[0]]


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    table = DataTable("tab", COLUMNS, title="Veje", empty="")
    table.set_rows(ROWS)
    after = QLineEdit()
    layout = QVBoxLayout(holder)
    layout.addWidget(table)
    layout.addWidget(after)
    with qtbot.waitActive(holder):
        holder.show()
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert table.view in tab_round(qtbot, holder)


def test_a_screen_reader_hears_heading_and_value(table: DataTable[Row]) -> None:
    assert table.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Beløb: 9,00 kr."
    assert table.view.accessibleName() == "Veje"


def test_column_widths_are_remembered(qtbot: QtBot, table: DataTable[Row]) -> None:
    table.view.horizontalHeader().resizeSection(1, 177)
    again = DataTable("roads", COLUMNS, title="Veje", empty="")
    qtbot.addWidget(again)
    assert again.view.horizontalHeader().sectionSize(1) == 177


def test_a_late_answer_moves_neither_place_nor_scroll(qtbot: QtBot, table: DataTable[Row]) -> None:
    many = tuple((f"Vej {number}", Decimal(number)) for number in range(200))
    table.set_rows(many)
    table.view.setCurrentIndex(table.model.index(100, 0))
    table.view.verticalScrollBar().setValue(90)
    table.set_rows(many)
    assert table.view.verticalScrollBar().value() == 90
    assert table.current_row() == many[100]


def test_as_high_as_its_rows_up_to_a_limit(qtbot: QtBot, table: DataTable[Row]) -> None:
    table.fit_rows(4)
    few = table._stack.height(), table._stack.minimumHeight()
    table.set_rows(ROWS[:2])
    assert table._stack.minimumHeight() < few[1]


def test_the_words_for_an_empty_table_are_never_cut(qtbot: QtBot) -> None:
    words = "CPR har ingen pårørende, som hører til dette ærinde."
    table = DataTable("empty", COLUMNS, title="Pårørende", empty=words)
    qtbot.addWidget(table)
    table.fit_rows(1)
    table.set_rows(())
    table.resize(220, 300)
    table.show()
    (label,) = (label for label in table.findChildren(QLabel) if label.text() == words)
    assert label.height() >= label.heightForWidth(label.width()) >= 2 * label.fontMetrics().height()


@pytest.mark.parametrize("height", [200, 207, 231, 400])
def test_the_last_row_is_whole(qtbot: QtBot, table: DataTable[Row], height: int) -> None:
    table.set_rows(tuple((f"Vej {number}", Decimal(number)) for number in range(50)))
    table.resize(400, height)
    row = table.view.verticalHeader().defaultSectionSize()
    assert table.view.viewport().height() % row == 0
    assert table.view.viewport().height() >= 2 * row
    assert table.view.geometry().bottom() <= table.height()


def test_room_left_over_is_for_rows(qtbot: QtBot) -> None:
    table = DataTable("grow", COLUMNS, title="Veje", empty="")
    qtbot.addWidget(table)
    table.fit_rows(3, grow=True)
    table.set_rows(tuple((f"Vej {number}", Decimal(number)) for number in range(8)))
    row = table.view.verticalHeader().defaultSectionSize()
    table.resize(400, 28 + 5 * row + 7)
    table.show()
    QApplication.sendPostedEvents()
    assert table.view.viewport().height() == 5 * row
    table.resize(400, 2_000)
    QApplication.sendPostedEvents()
    assert table.view.viewport().height() == 8 * row


def test_a_column_can_stand_in_for_another_where_it_is_narrow(qtbot: QtBot) -> None:
    columns: tuple[Column[Row], ...] = (
        Column("Vej", lambda row: row[0], width=0),
        Column("Status", lambda row: "x", most=300),
        Column("Periode", lambda row: "y", least=300),
    )
    table = DataTable("instead", columns, title="Veje", empty="")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    for width, hidden in ((299, [False, False, True]), (300, [False, True, False])):
        table.resize(width, 200)
        table.show()
        assert [table.view.isColumnHidden(number) for number in range(3)] == hidden
