"""What is done with the citizen on the page is in the trace before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextEdit,
)

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.port import FailureKind, RegisterKey
from app.training.port import Fault
from tests.journeys.fjordby import Desk
from tests.journeys.test_documents import open_paper
from tests.journeys.test_purpose import ask_to_widen
from tests.journeys.traced import (
    CITIZEN,
    SOURCE,
    Row,
    assert_told,
    beside,
    look_up,
    nothing_untraced,
    row_of,
    settle,
    told,
)
from widgets.parts.facts import FactValue

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(cleared_desk: Desk) -> Iterator[Desk]:
    with nothing_untraced(cleared_desk):
        yield cleared_desk


# The page as it stands


@pytest.mark.parametrize("section", Section)
def test_one_section_fetched_again(desk: Desk, section: Section) -> None:
    desk.visit(CITIZEN)
    desk.see(section)
    lines = told(desk, settle(desk, lambda: desk.press(Qt.Key.Key_F5)))
    shown = [row for row in map(row_of, lines) if row.source != "extract" and not row.offline and row.of is None]
    assert shown == [Row(TraceEvent.OPENED, ""), Row(TraceEvent.SHOWN, section, SOURCE[section])]
    assert {one for one in (line.relative for line in lines) if one} == set(beside(desk.states[section].value, desk))


def test_a_section_that_failed_tried_again(desk: Desk) -> None:
    desk.town.fault(Fault.MALFORMED, RegisterKey.EINDKOMST)
    lines = told(desk, lambda: desk.visit(CITIZEN, "enkeltudgift"))
    refused = Row(TraceEvent.REFUSED, Section.INCOME, RegisterKey.EINDKOMST, result=FailureKind.MALFORMED)
    assert [row for row in map(row_of, lines) if row.section == Section.INCOME] == [refused]
    desk.town.calm()
    view = desk.page.tabs.overview.views[Section.INCOME]
    (again,) = [b for b in view.findChildren(QPushButton) if b.isVisible() and "Prøv igen" in b.text()]
    assert_told(told(desk, settle(desk, lambda: desk.click(again))), look_up(desk, "enkeltudgift", Section.INCOME))


def test_what_a_register_denies(desk: Desk) -> None:
    desk.town.fault(Fault.DENIED, RegisterKey.CPR)
    lines = told(desk, lambda: desk.visit(CITIZEN, "identitet"))
    denied = Row(TraceEvent.REFUSED, Section.PERSON, RegisterKey.CPR, result=FailureKind.DENIED)
    assert [row_of(line) for line in lines] == [Row(TraceEvent.OPENED, ""), denied]


def test_a_section_opened_with_a_second_errand(desk: Desk) -> None:
    desk.visit(CITIZEN, "boligstoette")
    dialog = ask_to_widen(desk, Section.INCOME)
    choice = dialog.findChild(QComboBox)
    assert choice is not None
    choice.setCurrentIndex(1)
    second = dialog.errand
    lines = told(desk, settle(desk, lambda: desk.click(dialog.primary)))
    desk.come_back()
    widened = Row(TraceEvent.WIDENED, Section.INCOME, result="second_purpose")
    assert_told(lines, [widened, *look_up(desk, "boligstoette", Section.INCOME)])
    assert lines[0].event is TraceEvent.WIDENED
    assert second is not None
    assert {line.purpose for line in lines} == {second.key}


def test_a_section_opened_by_consent(desk: Desk) -> None:
    desk.visit(CITIZEN, "familieydelser")
    dialog = ask_to_widen(desk, Section.CASES)
    dialog._by_consent.click()
    words = next(field for field in dialog.findChildren(QLineEdit) if field.accessibleName() == "Samtykkets indhold")
    QTest.keyClicks(words, "Se sagen om friplads")
    lines = told(desk, settle(desk, lambda: desk.click(dialog.primary)))
    desk.come_back()
    widened = Row(TraceEvent.WIDENED, Section.CASES, result="consent")
    assert_told(lines, [widened, *look_up(desk, "familieydelser", Section.CASES)])
    assert lines[0].reason == "Se sagen om friplads"


def test_the_address_of_a_protected_citizen_each_time_it_is_shown(desk: Desk) -> None:
    desk.visit("protected")
    for _ in range(2):
        lines = told(desk, lambda: desk.click(desk.child(QPushButton, "Vis adresse")))
        assert_told(lines, [Row(TraceEvent.REVEALED, Section.PERSON, result="address")])
        assert told(desk, lambda: desk.click(desk.child(QPushButton, "Skjul adresse"))) == []


def test_by_what_the_citizen_was_identified(desk: Desk) -> None:
    desk.visit(CITIZEN)
    passport = next(action for action in desk.page.band.findChildren(QAction) if action.text() == "Pas")
    (line,) = told(desk, passport.trigger)
    assert (row_of(line), line.reason) == (Row(TraceEvent.IDENTIFIED, Section.PERSON, result="identity"), "Pas")


# Copies


def copied(desk: Desk, do: Callable[[], object], section: Section, what: str) -> str:
    """The text on the clipboard after `do`, which was traced before it came there."""
    events: list[TraceEvent] = []
    clipboard = QApplication.clipboard()
    clipboard.clear()
    noted = clipboard.dataChanged.connect(lambda: events.append(desk.lines[-1].event))
    lines = told(desk, do)
    clipboard.dataChanged.disconnect(noted)
    assert_told(lines, [Row(TraceEvent.COPIED, section, result=what)])
    assert events[0] is TraceEvent.COPIED
    text = clipboard.text()
    assert not any(word in str(line) for line in lines for word in text.split() if len(word) > 5)
    clipboard.clear()
    return text


def test_the_number(desk: Desk) -> None:
    desk.visit(CITIZEN)
    text = copied(desk, lambda: desk.press(Qt.Key.Key_C, CONTROL_SHIFT), Section.PERSON, "cpr")
    assert text == desk.people[CITIZEN].digits


def test_a_fact(desk: Desk) -> None:
    desk.visit(CITIZEN)
    desk.see(Section.CASES)
    QApplication.processEvents()
    fact = next(f for f in desk.window.findChildren(FactValue) if f.isVisible() and f.label == "Sagsnummer")
    text = copied(desk, lambda: QTest.keyClick(fact, Qt.Key.Key_C, CONTROL), Section.CASES, "Sagsnummer")
    assert text == fact.text()


@pytest.mark.parametrize(
    ("section", "name"),
    [
        (Section.PERSON, "relatives"),
        (Section.DWELLING, "residents"),
        (Section.INCOME, "income-payers"),
        (Section.BENEFITS, "benefits"),
        (Section.CASES, "cases"),
    ],
)
def test_the_rows_of_a_table(desk: Desk, section: Section, name: str) -> None:
    desk.visit(CITIZEN)
    desk.see(section)
    QApplication.processEvents()
    view = desk.page.tabs.sections[section].view
    assert view is not None
    table = next(t for t in view.findChildren(QTableView) if t.isVisible())
    table.selectAll()
    assert copied(desk, lambda: QTest.keyClick(table, Qt.Key.Key_C, CONTROL), section, name)


def test_the_journal(desk: Desk) -> None:
    desk.visit(CITIZEN)
    desk.see(Section.CASES)
    QApplication.processEvents()
    journal = desk.child(QTextEdit, "Journal")
    journal.selectAll()
    assert copied(desk, lambda: QTest.keyClick(journal, Qt.Key.Key_C, CONTROL), Section.CASES, "journal")


def test_the_timeline(desk: Desk) -> None:
    desk.visit(CITIZEN)
    desk.see(Section.HISTORY)
    QApplication.processEvents()
    timeline = desk.child(QListView, "Tidslinje")
    timeline.selectAll()
    assert copied(desk, lambda: QTest.keyClick(timeline, Qt.Key.Key_C, CONTROL), Section.HISTORY, "timeline")


def test_nothing_is_copied_that_cannot_be_traced(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.visit(CITIZEN)
    QApplication.clipboard().clear()
    desk.trace.broken = True
    told(desk, lambda: desk.press(Qt.Key.Key_C, CONTROL_SHIFT))
    assert QApplication.clipboard().text() == ""
    assert "derfor vises intet" in desk.said()


# Documents


def test_a_document_with_its_first_page(desk: Desk) -> None:
    desk.visit(CITIZEN)
    desk.see(Section.CASES)
    QApplication.processEvents()
    cases = desk.child(QTableView, "Sager")
    row = next(n for n in range(cases.model().rowCount()) if "friplads" in str(cases.model().index(n, 0).data()))

    def read_case() -> None:
        cases.selectRow(row)
        QApplication.processEvents()

    assert told(desk, read_case) == []

    def open_first() -> None:
        view = open_paper(desk, 0)
        desk.wait(lambda: view.shows_page)

    shown = Row(TraceEvent.SHOWN, Section.CASES, RegisterKey.ARCHIVE, result="document")
    assert_told(told(desk, open_first), [shown])


def test_a_document_that_does_not_come(desk: Desk) -> None:
    desk.visit("hostile_document")
    desk.see(Section.CASES)
    QApplication.processEvents()
    desk.town.fault(Fault.REFUSED, RegisterKey.ARCHIVE)

    def open_first() -> None:
        view = open_paper(desk, 0)
        desk.wait(lambda: "kan ikke nås" in view.message)

    rows = [row_of(line) for line in told(desk, open_first)]
    assert [(row.event, row.result) for row in rows] == [
        (TraceEvent.SHOWN, "document"),
        (TraceEvent.REFUSED, FailureKind.UNREACHABLE),
    ]


def test_what_is_typed_in_a_plan_and_in_a_form(desk: Desk) -> None:
    desk.visit(CITIZEN)
    life = desk.page.life
    desk.page.show_tab(1)
    desk.wait(lambda: life.plan is not None and len(life.facts) > 0)
    assert life.plan is not None
    more = next(field for field in life.plan.findChildren(QLineEdit) if field.accessibleName() == "Ny opgave på planen")
    more.setText("Ringer tilbage")
    more.selectAll()
    text = copied(desk, lambda: QTest.keyClick(more, Qt.Key.Key_C, CONTROL), Section.PERSON, "plan")
    assert text == "Ringer tilbage"
    life.open_form("enkeltudgift")
    desk.wait(lambda: life.form is not None)
    assert life.form is not None
    box = life.form.findChildren(QPlainTextEdit)[0]
    box.setPlainText("Regningen")
    box.selectAll()
    text = copied(desk, lambda: QTest.keyClick(box, Qt.Key.Key_C, CONTROL), Section.PERSON, "form")
    assert text == "Regningen"
