"""Today's agenda on the start page: next, over, ready and not, in words; opened by key and by mouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.access.model import Section
from app.access.purpose import state_purpose
from app.citizen.ahead import Readiness
from app.citizen.model.sections import Problem
from app.citizen.port import FailureKind, RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.sync.prefetch import Expected, Today
from tests.app.counter.booked import appointment
from tests.app.desk import CHILD, CITIZEN, ERRANDS, SPOUSE, StandingClock
from tests.widgets.accessibility import nameless, tab_round
from widgets.citizen.start import StartView

NOW = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
FETCHED = datetime(2026, 11, 20, 7, 2, tzinfo=UTC)
READY = Readiness(as_of=FETCHED)


def row(cpr: CprNumber, minutes: int, name: str = "", errand: str = "pas", readiness: Readiness = READY) -> Expected:
    booked = appointment(cpr, NOW + timedelta(minutes=minutes), errand)
    return Expected(booked, ERRANDS.get(errand), name, readiness)


OVER = row(CHILD, -40, "Alma Holm")
NEXT = row(CITIZEN, 18, "Karen Østergård", "boligstoette")
LATER = row(SPOUSE, 60)
DAY = Today((OVER, NEXT, LATER), NOW)


class Hand(QObject):
    """Whom the page wanted opened."""

    def __init__(self, view: StartView) -> None:
        super().__init__(view)
        self.opened: list[Expected] = []
        view.expected.connect(self._take)

    def _take(self, expected: Expected) -> None:
        self.opened.append(expected)


@pytest.fixture
def view(qtbot: QtBot) -> StartView:
    view = StartView(lambda: NOW, has_agenda=True, english=False)
    qtbot.addWidget(view)
    view.resize(1200, 640)
    view.show()
    return view


def said(view: StartView) -> str:
    QApplication.processEvents()  # what was put into a layout comes into sight with the event loop's next turn
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def lines(view: StartView) -> list[str]:
    model = view._the_agenda().table.view.model()
    return [
        " | ".join(str(model.index(line, column).data()) for column in range(model.columnCount()))
        for line in range(model.rowCount())
    ]


def test_until_the_agenda_is_there_its_place_says_so(view: StartView) -> None:
    assert "Henter dagens aftaler" in said(view)
    view.show_day(DAY)
    assert "Henter dagens aftaler" not in said(view)


def test_the_next_one_is_marked_and_stands_large(view: StartView) -> None:
    view.show_day(DAY)
    over, following, later = lines(view)
    assert over.startswith("09.32 | Alma Holm")
    assert "næste" in following
    assert "næste" not in later
    assert "Næste, om 18 min." in said(view)
    assert "Karen Østergård" in said(view)
    assert "Boligstøtte, ændring – Som aftalt i telefonen" in said(view)


def test_one_whose_time_has_come_is_on_now(view: StartView) -> None:
    view.show_day(Today((replace(NEXT, appointment=replace(NEXT.appointment, at=NOW)), LATER), NOW))
    assert lines(view)[0].startswith("10.12 · nu")
    assert "Nu" in said(view).splitlines()


def test_a_time_that_has_passed_says_so_and_can_still_be_opened(view: StartView) -> None:
    view.show_day(DAY)
    assert "Tidspunktet er gået" in lines(view)[0]
    hand, table = Hand(view), view._the_agenda().table.view
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert hand.opened == [OVER]


@pytest.mark.parametrize(
    ("citizen", "errand", "contact", "days", "served"),
    [
        (CITIZEN, "boligstoette", "", 0, True),
        (SPOUSE, "identitet", NEXT.appointment.id, 0, True),
        (CITIZEN, "pas", "", 0, False),
        (SPOUSE, "boligstoette", "", 0, False),
        (CITIZEN, "boligstoette", "", 1, False),
    ],
)
def test_whoever_was_served_is_shown_so_and_is_next_no_more(
    view: StartView, citizen: CprNumber, errand: str, contact: str, days: int, served: bool
) -> None:
    """By the appointment itself, or by the day's contact with the citizen about the same."""
    clock = StandingClock(NOW - timedelta(days=days))
    view._now = clock.now
    view.mark_served(citizen, state_purpose(ERRANDS[errand], clock, contact=contact))
    view._now = lambda: NOW
    view.show_day(DAY)
    following = lines(view)[1]
    assert ("Betjent kl. 10.12" in following) is served
    assert ("næste" in following) is not served
    assert ("2 af 2 kommende" in said(view)) is not served
    assert ("1 af 1 kommende" in said(view)) is served


def test_a_protected_citizen_is_a_masked_number_and_nobody_is_more_than_that(view: StartView) -> None:
    view.show_day(DAY)
    assert SPOUSE.masked in lines(view)[2]
    assert not any(cpr.digits[6:] in line for line in lines(view) for cpr in (CITIZEN, SPOUSE, CHILD))


@pytest.mark.parametrize(
    ("readiness", "words"),
    [
        (READY, "Klar offline · kl. 08.02"),
        (replace(READY, as_of=FETCHED - timedelta(days=1)), "Klar offline · 19-11-2026 kl. 08.02"),
        (replace(READY, lacking=(Section.INCOME,)), "Klar uden indkomst · kl. 08.02"),
        (replace(READY, lacking=(Section.CASES,)), "Delvis klar · kl. 08.02"),
        (Readiness(lacking=(Section.PERSON,)), "Hentes ved åbning"),
        (
            replace(READY, lacking=(Section.DWELLING,), problem=Problem(RegisterKey.BBR, FailureKind.TIMEOUT, NOW, "")),
            "Delvis klar, BBR mangler",
        ),
        (
            Readiness(lacking=(Section.PERSON,), problem=Problem(RegisterKey.CPR, FailureKind.UNREACHABLE, NOW, "")),
            "CPR mangler",
        ),
    ],
)
def test_whether_it_opens_without_a_connection(view: StartView, readiness: Readiness, words: str) -> None:
    view.show_day(Today((replace(NEXT, readiness=readiness),), NOW))
    assert lines(view)[0].endswith(words)


def test_why_something_is_missing_is_said_of_the_next_one(view: StartView) -> None:
    problem = Problem(RegisterKey.BBR, FailureKind.TIMEOUT, NOW, "")
    lacking = Readiness(as_of=FETCHED, lacking=(Section.DWELLING,), problem=problem)
    view.show_day(Today((replace(NEXT, readiness=lacking),), NOW))
    assert "Delvis klar, hentet kl. 08.02. BBR svarede ikke i tide. Mangler: Bolig." in said(view)


def test_how_many_of_those_to_come_open_without_a_connection(view: StartView) -> None:
    failing = replace(LATER, readiness=Readiness(lacking=(Section.PERSON,)))
    view.show_day(Today((OVER, NEXT, failing), NOW))
    assert "20-11-2026 · 1 af 2 kommende åbner uden forbindelse" in said(view)


def test_no_appointments_and_no_agenda_are_said_apart(view: StartView) -> None:
    view.show_day(Today((), NOW))
    assert "Ingen aftaler i dag" in said(view)
    view.show_day(Today((), NOW, UserError("training-unavailable")))
    assert "Dagens aftaler kan ikke hentes" in said(view)
    view.show_day(Today((NEXT,), FETCHED, UserError("training-unavailable")))
    assert "Viser dem, som de var kl. 08.02" in said(view)
    view.show_day(DAY)
    assert "Viser dem" not in said(view)


def test_arrows_and_enter_open_and_so_does_one_click(view: StartView) -> None:
    view.show_day(DAY)
    hand, table = Hand(view), view._the_agenda().table.view
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert hand.opened == [LATER]
    spot = table.visualRect(table.model().index(1, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert hand.opened == [LATER, NEXT]


def test_whoever_has_been_opened_is_next_no_more(view: StartView) -> None:
    view.show_day(DAY)
    hand = Hand(view)
    button = next(one for one in view.findChildren(QPushButton) if one.accessibleName().startswith("Åbn Karen"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert hand.opened == [NEXT]
    view.hide()
    view.show()
    assert "næste" in lines(view)[2]
    assert button.accessibleName().startswith(f"Åbn {SPOUSE.masked}")


def test_a_days_citizens_are_not_for_the_clipboard(view: StartView) -> None:
    QGuiApplication.clipboard().setText("andet")
    view.show_day(DAY)
    table = view._the_agenda().table.view
    table.setFocus()
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "andet"


def test_another_telling_keeps_the_line_one_stands_on(view: StartView) -> None:
    view.show_day(DAY)
    table = view._the_agenda().table
    assert table.current_row() == NEXT
    table.view.selectRow(2)
    view.show_day(Today((OVER, replace(NEXT, readiness=Readiness()), LATER), NOW))
    assert table.current_row() == LATER


def test_the_line_goes_on_with_whose_turn_it_is_until_somebody_moves_it(view: StartView) -> None:
    view.show_day(DAY)
    table = view._the_agenda().table
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    view.show_day(DAY)
    assert table.current_row() == LATER, "the one before has been opened"
    table.view.selectRow(0)
    view.show_day(DAY)
    assert table.current_row() == OVER


@pytest.mark.parametrize("width", [1200, 1833, 640])
def test_every_control_has_a_name_and_tab_comes_round_at_any_width(view: StartView, qtbot: QtBot, width: int) -> None:
    view.show_day(DAY)
    view.remember(CITIZEN, "Karen Østergård")
    view.resize(width, 480)
    QApplication.processEvents()
    assert nameless(view) == []
    visited = tab_round(qtbot, view)
    assert {type(widget).__name__ for widget in visited} >= {"QPushButton", "_View", "_Names"}
    assert view.horizontalScrollBar().maximum() == 0


def test_without_an_agenda_there_is_no_place_for_one(qtbot: QtBot) -> None:
    view = StartView(lambda: NOW, has_agenda=False, english=False)
    qtbot.addWidget(view)
    view.show()
    assert "aftaler" not in said(view)
    assert "Søg efter en borger" in said(view)


def test_nothing_is_copied_out_of_the_recent_ones_and_the_keys_still_work(view: StartView, qtbot: QtBot) -> None:
    view.remember(CITIZEN, "Karen Østergård  ·  070261-••••")
    view._list.setCurrentRow(0)
    QGuiApplication.clipboard().setText("før")
    QTest.keyClick(view._list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "før"
    with qtbot.waitSignal(view.chosen):
        QTest.keyClick(view._list, Qt.Key.Key_Return)
