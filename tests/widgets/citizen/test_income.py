"""What somebody reads of an income statement: months, changes, payers, lines, and that there are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.access.model import Section
from app.citizen.model.coded import Coded
from app.citizen.model.income import Amount, IncomeStatement
from app.citizen.model.sections import State
from app.citizen.port import RegisterKey
from app.errors import BugError
from tests.widgets.accessibility import nameless
from tests.widgets.citizen import made_up
from tests.widgets.citizen.made_up import line, statement
from widgets.citizen.income import IncomeView
from widgets.citizen.income_detail import IncomeDetail
from widgets.parts.bar_canvas import BarCanvas
from widgets.parts.charts import BarChart
from widgets.parts.tables import DataTable


def shown(qtbot: QtBot, value: IncomeStatement | None, *, compact: bool, kind: State = State.FRESH) -> IncomeView:
    view = IncomeView(compact=compact)
    qtbot.addWidget(view)
    view.resize(1200, 900)
    register = RegisterKey.EINDKOMST if kind is State.FAILED else None
    view.show_state(made_up.state(Section.INCOME, value, kind, register=register), made_up.context())
    view.show()
    return view


def words(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def table(view: QObject, name: str) -> DataTable[object]:
    found: DataTable[object] = next(t for t in view.findChildren(DataTable) if t._name == name)
    return found


def cells(view: QObject, name: str) -> list[list[str]]:
    model = table(view, name).model
    columns = range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())]


def test_the_chart_has_every_month_and_hatches_what_is_provisional(qtbot: QtBot) -> None:
    view = shown(qtbot, typical(), compact=True)
    chart = view.findChild(BarChart)
    assert chart is not None
    assert len(chart._bars) == 13
    assert [bar.title for bar in chart._bars if bar.provisional] == ["okt. 2026"]
    assert [bar.title for bar in chart._bars if bar.note == "Ikke indberettet endnu"] == ["nov. 2026"]
    assert [bar.title for bar in chart._bars if bar.note == "Intet indberettet"] == ["maj 2026"]
    assert "Senest 16.230 kr. i okt. 2026 (foreløbig). Ikke indberettet endnu: nov. 2026." in chart.readout


def test_the_axis_reaches_over_the_highest_and_under_the_lowest_bar(qtbot: QtBot) -> None:
    canvas = shown(qtbot, typical(), compact=True).findChild(BarCanvas)
    assert canvas is not None
    assert canvas._top_value >= Decimal("27775.50")
    assert canvas._bottom_value <= Decimal("-300.25")


def typical() -> IncomeStatement:
    return made_up.typical_income()


def test_the_card_tells_the_three_largest_changes_in_sentences(qtbot: QtBot) -> None:
    told = words(shown(qtbot, typical(), compact=True))
    assert "Løn fra SE 12345678 ophørte i maj 2026 (var 24.500 kr. pr. måned)" in told
    assert "Offentlig pension fra SE 33236072 begyndte i jun. 2026 (16.230 kr. pr. måned)" in told
    assert "Løn fra SE 87654321 ophørte i okt. 2026 (var 5.100 kr. pr. måned) – foreløbig" in told
    assert "Anden indkomst fra" not in told
    assert "2 indberetninger er tilbageført helt og indgår ikke." in told


def test_a_newer_answer_replaces_the_sentences(qtbot: QtBot) -> None:
    view = shown(qtbot, typical(), compact=True)
    before = {text for label in view.findChildren(QLabel) if label.isVisible() and "(" in (text := label.text())}
    assert len(before) > 1
    view.show_state(made_up.state(Section.INCOME, statement(line(made_up.FIRST, "100.00"))), made_up.context())
    assert not any(text in words(view) for text in before)
    assert words(view).count("ophørte") == 1
    assert "tilbageført" not in words(view)


@pytest.mark.parametrize("compact", [True, False])
def test_no_lines_is_a_fact_told_with_the_period_and_its_limits(qtbot: QtBot, compact: bool) -> None:
    told = words(shown(qtbot, statement(reversed_reports=1), compact=compact))
    assert "Ingen indkomst er indberettet for nov. 2025 – nov. 2026" in told
    assert "De nyeste måneder er måske ikke indberettet endnu." in told
    assert "1 indberetning er tilbageført helt og indgår ikke." in told


@pytest.mark.parametrize("compact", [True, False])
def test_nothing_of_the_last_citizen_shows_beside_no_lines(qtbot: QtBot, compact: bool) -> None:
    view = shown(qtbot, typical(), compact=compact)
    view.show_state(made_up.state(Section.INCOME, statement()), made_up.context())
    assert "SE 12345678" not in words(view)
    assert not any(t.isVisible() for t in view.findChildren(DataTable))


def test_a_failure_is_not_shown_as_no_income(qtbot: QtBot) -> None:
    view = shown(qtbot, None, compact=True, kind=State.FAILED)
    assert "eIndkomst svarede ikke i tide" in view.notice
    assert "Ingen indkomst" not in words(view)


def test_a_failure_keeps_the_last_good_answer_with_its_age(qtbot: QtBot) -> None:
    view = shown(qtbot, typical(), compact=True, kind=State.FAILED)
    assert "Viser oplysninger fra" in view.notice
    assert "SE 12345678 ophørte" in words(view)


def test_payers_are_summed_by_se_number(qtbot: QtBot) -> None:
    rows = cells(shown(qtbot, typical(), compact=False), "income-payers")
    wages = next(row for row in rows if row[0] == "SE 12345678")
    assert wages[1:7] == ["Løn", "6", "apr. 2026", "24.500,00 kr.", "147.000,00 kr.", "52.920,00 kr."]
    assert wages[9:] == ["17.640,00 kr.", "961,98"]
    pension = next(row for row in rows if row[0] == "SE 33236072")
    assert pension[10] == "Ingen"


def test_lines_show_unknown_codes_as_such_and_every_amount(qtbot: QtBot) -> None:
    rows = cells(shown(qtbot, typical(), compact=False), "income-lines")
    assert [row[2] for row in rows if row[0] == "aug. 2026"] == [
        "Folke-, førtids- og seniorpension",
        "Anden personlig indkomst, ikke lønansat · Ukendt kode 9999",
        "Ukendt kode 77",
    ]
    negative = next(row for row in rows if row[2] == "Ukendt kode 77")
    assert negative[3] == "−1.200,25 kr."
    other = next(row for row in rows if "9999" in row[2])
    assert other[8] == "Fri bil 4.100,00 kr., Skattefri befordring 312,40 kr."
    assert [row[10] for row in rows if row[0] == "feb. 2026"] == ["Rettet"]


def test_numbers_stand_right_and_sort_by_value(qtbot: QtBot) -> None:
    view = shown(qtbot, typical(), compact=False)
    model = table(view, "income-lines").model
    model.sort(3)
    gross = [line.gross for line in (model.row(model.index(n, 0)) for n in range(model.rowCount()))]  # type: ignore[attr-defined] # the rows are lines
    assert gross == sorted(gross)


def test_lines_are_filtered_as_one_types(qtbot: QtBot) -> None:
    view = shown(qtbot, typical(), compact=False)
    field = next(f for f in view.findChildren(QLineEdit) if f.isVisible())
    field.setText("11223344 ukendt")
    assert len(cells(view, "income-lines")) == 2


def test_kroner_without_ore_only_where_they_disturb(qtbot: QtBot) -> None:
    view = shown(qtbot, typical(), compact=False)
    assert ["sep. 2026", "Steg", "SE 87654321, Løn", "3.276 kr.", "5.100 kr."] in cells(view, "income-changes")


def test_amounts_outside_the_columns_are_never_lost(qtbot: QtBot) -> None:
    extra = tuple((kind, Decimal(100)) for kind in Amount)
    plain = replace(line(date(2026, 3, 1), "0"), amounts=extra)
    row = cells(shown(qtbot, statement(plain), compact=False), "income-lines")[0]
    assert row[8].count("100,00 kr.") == len(Amount) - 8


def test_tax_free_income_alone_is_no_empty_chart(qtbot: QtBot) -> None:
    free = replace(line(date(2026, 3, 1), "0"), type=Coded("09", "Skattefri indkomst"))
    view = shown(qtbot, statement(free), compact=True)
    assert "I alt 0 kr. før skat" in words(view)


def test_hundreds_of_lines_and_all_groups(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.many_incomes(), compact=False)
    assert len(cells(view, "income-lines")) == 13 * 16
    assert len(cells(view, "income-payers")) == 16


@pytest.mark.parametrize("compact", [True, False])
def test_everything_that_takes_focus_has_a_name(qtbot: QtBot, compact: bool) -> None:
    assert nameless(shown(qtbot, typical(), compact=compact)) == []


def test_another_sections_value_is_a_bug(qtbot: QtBot) -> None:
    view = shown(qtbot, typical(), compact=True)
    with pytest.raises(BugError):
        view.fill(made_up.typical_cases(), made_up.context())


@pytest.mark.parametrize(("width", "height"), [(1142, 492), (1700, 830)])
def test_the_tab_scrolls_as_one_page_and_the_reports_begin_in_sight(qtbot: QtBot, width: int, height: int) -> None:
    view = IncomeView(compact=False)
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show_state(made_up.state(Section.INCOME, typical()), made_up.context())
    with qtbot.waitActive(view):
        view.show()
    QApplication.sendPostedEvents()
    detail = view.findChild(IncomeDetail)
    assert detail is not None
    for name in ("income-changes", "income-payers", "income-lines"):
        found = table(view, name).view
        row = found.verticalHeader().defaultSectionSize()
        assert found.verticalScrollBar().maximum() == 0, name
        assert found.viewport().height() == found.model().rowCount() * row, name
    lines = table(view, "income-lines").view
    header = lines.mapTo(detail.viewport(), lines.rect().topLeft()).y() + lines.horizontalHeader().height()
    assert header < detail.viewport().height()
    lines.setFocus()
    last = lines.model().index(lines.model().rowCount() - 1, 0)
    lines.setCurrentIndex(last)
    place = lines.viewport().mapTo(detail.viewport(), lines.visualRect(last).center())
    assert 0 < place.y() < detail.viewport().height(), "the page follows the chosen row"


def test_the_newest_changes_stand_there_and_the_rest_come_when_asked_for(qtbot: QtBot) -> None:
    view = shown(qtbot, typical(), compact=False)
    assert len(cells(view, "income-changes")) == 5
    button = next(b for b in view.findChildren(QPushButton) if b.text().startswith("Vis alle"))
    button.click()
    assert len(cells(view, "income-changes")) > 5
    assert not button.isVisible()
    view.show_state(made_up.state(Section.INCOME, typical()), made_up.context())
    assert len(cells(view, "income-changes")) > 5
