"""The chart says by key and in words what it shows by colour."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from widgets.parts.bar_canvas import BarCanvas, tick_step
from widgets.parts.charts import Bar, BarChart
from widgets.parts.tables import DataTable

SERIES = ("Løn", "Pension")
BARS = (
    Bar("sep.", "2026", "september 2026", (Decimal(24_000), Decimal(0))),
    Bar(
        "okt.", "2026", "oktober 2026", (Decimal(25_000), Decimal("1500.50")), provisional=True, note="Ny arbejdsgiver"
    ),
    Bar("nov.", "2026", "november 2026", (Decimal(-500), Decimal(0))),
)


@pytest.fixture
def chart(qtbot: QtBot) -> BarChart:
    made = BarChart("Indkomst")
    qtbot.addWidget(made)
    made.resize(500, 260)
    made.set_data(SERIES, BARS, summary="Indkomsten er jævn.")
    with qtbot.waitActive(made):
        made.show()
    return made


def canvas(chart: BarChart) -> BarCanvas:
    found = chart.findChild(BarCanvas)
    assert found is not None
    return found


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_without_a_choice_it_says_its_summary(chart: BarChart) -> None:
    assert chart.readout == "Indkomsten er jævn."
    assert canvas(chart).accessibleDescription() == "Indkomsten er jævn."


def test_arrow_keys_walk_the_months_and_stop_at_the_ends(chart: BarChart) -> None:
    bars = canvas(chart)
    QTest.keyClick(bars, Qt.Key.Key_Home)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    assert plain(chart.readout) == (
        "oktober 2026: Løn 25.000,00 kr. · Pension 1.500,50 kr. · I alt 26.500,50 kr. · foreløbig · Ny arbejdsgiver"
    )
    assert bars.accessibleDescription() == chart.readout
    for _ in range(5):
        QTest.keyClick(bars, Qt.Key.Key_Right)
    assert plain(chart.readout) == "november 2026: Løn −500,00 kr. · I alt −500,00 kr."
    QTest.keyClick(bars, Qt.Key.Key_End)
    QTest.keyClick(bars, Qt.Key.Key_Left)
    assert chart.readout.startswith("oktober")


def test_the_pointer_chooses_too(chart: BarChart) -> None:
    bars = canvas(chart)
    QTest.mouseMove(bars, QPoint(bars.width() // 2 + 20, 40))
    assert chart.readout.startswith("oktober")


def test_as_a_table(chart: BarChart) -> None:
    switch = chart.findChild(QPushButton)
    assert switch is not None
    switch.click()
    table = chart.findChild(DataTable)
    assert table is not None
    assert table.isVisible()
    row = [str(table.model.index(1, column).data()) for column in range(table.model.columnCount())]
    assert row == ["oktober 2026", "25.000,00 kr.", "1.500,50 kr.", "26.500,50 kr.", "foreløbig, Ny arbejdsgiver"]
    table.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert table.model.index(0, 0).data() == "november 2026"
    switch.click()
    assert canvas(chart).isVisible()


def test_new_figures_replace_the_old_in_both_shapes(chart: BarChart) -> None:
    switch = chart.findChild(QPushButton)
    assert switch is not None
    switch.click()
    chart.set_data(SERIES, BARS[:1], summary="Kun en måned.")
    table = chart.findChild(DataTable)
    assert table is not None
    assert table.model.rowCount() == 1
    chart.set_data(("Løn",), (), summary="Intet.")
    assert chart.readout == "Intet."


def test_provisional_is_hatched(chart: BarChart) -> None:
    """Among the pixels of a provisional piece both its colour and the ground appear; in a final one hardly."""
    image = canvas(chart).grab().toImage()
    plot = canvas(chart)._plot()
    slot = plot.width() / 3

    def colours(place: int) -> set[str]:
        x = plot.left() + (place + 0.5) * slot
        y = canvas(chart)._y(plot, Decimal(12_000))
        return {image.pixelColor(int(x) + dx, int(y) + dy).name() for dx in range(-8, 8) for dy in range(20, 36)}

    assert len(colours(1)) > len(colours(0)) == 1


@pytest.mark.parametrize(
    ("span", "step"),
    [("0", "1000"), ("999", "500"), ("33000", "10000"), ("1", "0.5"), ("1000000", "500000"), ("41", "20")],
)
def test_ticks_are_few_and_round(span: str, step: str) -> None:
    assert tick_step(Decimal(span)) == Decimal(step)


def test_no_bars_draw_nothing_and_take_keys_quietly(qtbot: QtBot) -> None:
    empty = BarCanvas()
    qtbot.addWidget(empty)
    empty.set_bars([])
    empty.resize(200, 150)
    QTest.keyClick(empty, Qt.Key.Key_Right)
    empty.grab()
