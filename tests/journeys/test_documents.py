"""Documents beside the page: a hostile file costs a message, never the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.sections import State
from tests.journeys.fjordby import Desk
from widgets.citizen.document import DocumentView


def papers(desk: Desk) -> QTableView:
    return desk.child(QTableView, "Dokumenter")


def open_paper(desk: Desk, row: int) -> DocumentView:
    table = papers(desk)
    table.setFocus()
    table.selectRow(row)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: _view(desk) is not None)
    view = _view(desk)
    assert view is not None
    return view


def _view(desk: Desk) -> DocumentView | None:
    return next((view for view in desk.page.findChildren(DocumentView) if view.isVisible()), None)


def test_a_hostile_document_costs_a_message_and_the_next_one_is_drawn(desk: Desk) -> None:
    citizen = desk.people["hostile_document"].digits
    documents = [paper for case in desk.town.municipality.cases(citizen) for paper in case.documents]
    hostile = {paper.title for paper in documents if paper.hostile}
    desk.visit("hostile_document")
    desk.see(Section.CASES)
    QApplication.processEvents()
    titles = [str(papers(desk).model().index(row, 0).data()) for row in range(papers(desk).model().rowCount())]
    bad = next(row for row, title in enumerate(titles) if title in hostile)
    good = next(row for row, title in enumerate(titles) if title not in hostile)

    view = open_paper(desk, bad)
    desk.wait(lambda: view.message != "" and view.message != "Henter dokumentet")
    assert "kan ikke vises" in view.message or "er ikke vist" in view.message
    assert desk.window.isVisible()
    assert desk.state(Section.CASES) is State.FRESH

    other = open_paper(desk, good)
    desk.wait(lambda: other.shows_page)
    assert other.place.startswith("Side 1 af ")
    assert other._paper.image is not None
    assert other._paper.image.width() > 100


def test_a_document_is_traced_before_it_is_fetched_and_leaves_with_the_citizen(desk: Desk) -> None:
    desk.visit("newly_separated")
    desk.see(Section.CASES)
    QApplication.processEvents()
    cases = desk.child(QTableView, "Sager")
    cases.setFocus()
    row = next(n for n in range(cases.model().rowCount()) if "friplads" in str(cases.model().index(n, 0).data()))
    cases.selectRow(row)
    QApplication.processEvents()
    before = len(desk.town.diary.entries)
    view = open_paper(desk, 0)
    desk.wait(lambda: view.shows_page)
    assert desk.town.diary.entries[before] is TraceEvent.SHOWN
    assert desk.lines[-1].result.startswith("document ")
    desk.visit("truly_no_income")
    assert _view(desk) is None
    assert "Ansøgning om friplads" not in desk.said()
