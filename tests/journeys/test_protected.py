"""Protected and threatened citizens: an address that nobody sees without saying so, and a reason nobody sees at all."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QTableView

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.sections import PersonFacts
from tests.journeys.fjordby import Desk
from tests.journeys.sight import Watch, said_anywhere
from widgets.citizen.document import DocumentView
from widgets.parts.chips import Chip
from widgets.parts.clipboard import personal_clipboard
from widgets.parts.facts import FactValue
from widgets.parts.timeline import TimelineView

ROADS = ("Skippergade", "Bukkeballevænget")
"""Where the protected citizen lives, and where she lived before."""


def address_in(said: str) -> Iterable[str]:
    return [road for road in ROADS if road in said]


def reveal(desk: Desk) -> None:
    desk.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desk.wait(lambda: desk.page.sight.revealed)
    QApplication.processEvents()


def copy_everything(desk: Desk) -> list[str]:
    """Whatever Ctrl+C gets out of the facts and the tables in sight."""
    copied: list[str] = []
    noted = QApplication.clipboard().dataChanged.connect(lambda: copied.append(QApplication.clipboard().text()))
    for fact in desk.window.findChildren(FactValue):
        if fact.isVisible():
            QTest.keySequence(fact, QKeySequence(QKeySequence.StandardKey.Copy))
    for table in desk.window.findChildren(QTableView):
        if table.isVisible():
            table.selectAll()
            QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    desk.at_rest()
    QApplication.clipboard().dataChanged.disconnect(noted)
    personal_clipboard().clear_own()
    return copied


def test_a_protected_address_is_nowhere_until_it_is_asked_for_and_then_traced_first(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    watch = Watch(desk.window, address_in)
    for line in desk.find(desk.people["protected"].digits):
        assert "Beskyttet" in line
        assert not address_in(line)
    desk.choose()
    with desk.settled():
        desk.choose_errand("kontanthjaelp")
    copied: list[str] = []
    for section in Section:
        desk.see(section)
        QApplication.processEvents()
        watch.look()
        copied += copy_everything(desk)
    assert len(copied) > len(Section)
    assert not address_in("\n".join(copied))
    assert watch.seen == set()
    assert not address_in(said_anywhere())
    assert TraceEvent.REVEALED not in [line.event for line in desk.lines]

    untraced: list[str] = []

    def shown_untraced(said: str) -> Iterable[str]:
        if address_in(said) and TraceEvent.REVEALED not in [line.event for line in desk.lines]:
            untraced.append("the address came before its trace")
        return ()

    Watch(desk.window, shown_untraced)
    desk.see(Section.PERSON)
    reveal(desk)
    assert "Skippergade 14, 1. th" in desk.said_in(Section.PERSON)
    revealed = next(line for line in desk.lines if line.event is TraceEvent.REVEALED)
    assert (revealed.subject, revealed.purpose) == (desk.people["protected"], "kontanthjaelp")
    assert untraced == []
    assert not address_in(caplog.text)
    assert desk.people["protected"].digits not in caplog.text


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("protected", ""),
        ("former_spouse", ""),
        ("moved_last_week", "Skippergade 14, 1. th"),
    ],
)
def test_where_a_form_says_that_somebody_protected_goes_does_not_stand_in_the_list(
    desk: Desk, who: str, told: str
) -> None:
    """Nor where the child of whom the citizen asks lives."""
    desk.visit(who, "flytning")
    life = desk.page.life
    desk.page.show_tab(1)
    desk.wait(lambda: life.plan is not None and len(life.facts) > 0)
    life.open_form("flytteanmeldelse")
    desk.wait(lambda: life.form is not None)
    assert life.form is not None
    life.form.row("ny_adresse").told.emit("ny_adresse", "Skippergade 14, 1. th", None)
    life.form.closed.emit()
    assert life._forms is not None
    card = life._forms._list
    desk.wait(lambda: len(card.rows) == 1 and desk.page.sight.hides_family is not bool(told))
    desk.at_rest()
    assert [row.about for row in card.rows] == [told]
    state = desk.states[Section.PERSON]
    assert isinstance(state.value, PersonFacts)
    desk.page.sight._take(replace(state, value=replace(state.value, address_step=True)))
    desk.wait(lambda: [row.about for row in card.rows] == [""])  # protected from now on


def test_the_button_on_the_card_reveals_as_the_key_does(desk: Desk) -> None:
    desk.visit("protected")
    desk.click(desk.child(QPushButton, "Vis adresse"))
    desk.wait(lambda: desk.page.sight.revealed)
    QApplication.processEvents()
    assert "Skippergade 14, 1. th" in desk.said()
    assert desk.lines[-1].event is TraceEvent.REVEALED


def test_a_revealed_address_is_hidden_again_for_the_next_citizen_and_for_the_same_one_later(desk: Desk) -> None:
    desk.visit("protected")
    reveal(desk)
    desk.visit("truly_no_income")
    watch = Watch(desk.window, address_in)
    desk.visit("protected")
    watch.look()
    assert watch.seen == set()
    assert "Beskyttet – vis" in desk.said()


def test_a_revealed_address_stays_through_a_refresh_of_the_same_visit(desk: Desk) -> None:
    desk.visit("protected")
    reveal(desk)
    with desk.settled():
        desk.press(Qt.Key.Key_F5)
    assert "Skippergade 14, 1. th" in desk.said()


def test_the_recent_list_and_the_titles_call_a_protected_citizen_by_masked_number_alone(desk: Desk) -> None:
    desk.visit("protected")
    reveal(desk)
    assert not address_in(desk.window.windowTitle())
    assert "Ravn" not in desk.window.windowTitle()
    desk.leave()
    QApplication.processEvents()
    recent = desk.child(QListWidget, "Seneste i denne session")
    assert [recent.item(row).text() for row in range(recent.count())] == [desk.people["protected"].masked]
    assert not address_in(said_anywhere())


def test_a_protected_citizen_is_not_found_by_where_she_lives(desk: Desk) -> None:
    lines = desk.find("Skippergade 14, 1. th")
    assert not any("Ravn" in line for line in lines)


def test_the_former_spouse_does_not_learn_where_the_common_child_lives(desk: Desk) -> None:
    desk.visit("former_spouse", "flytning")
    assert "Ella Ravn Dahl" in desk.said()
    for section in Section:
        desk.see(section)
        QApplication.processEvents()
        assert "Skippergade" not in desk.said()
    desk.see(Section.PERSON)
    QApplication.processEvents()
    assert "Bor: Beskyttet" in desk.said_in(Section.PERSON)


def test_an_expired_protection_hides_nothing(desk: Desk) -> None:
    desk.visit("protection_expired")
    said = desk.said()
    assert "Bukkeballevænget 18" in said
    assert "Beskyttet" not in said
    assert "Jakob Hedegaard" in said


@pytest.mark.parametrize("errand", ["flytning", "enkeltudgift", "pas"])
def test_a_threatened_citizen_looks_like_anybody_else_without_a_fixed_address(desk: Desk, errand: str) -> None:
    desk.visit("no_fixed_address", errand)
    other = _look(desk)
    desk.visit("threatened", errand)
    assert _look(desk) == other
    assert not any(word in desk.said().casefold() for word in ("trussel", "truet", "beskyt", "§ 6"))


def test_history_says_that_an_address_was_lost_not_that_somebody_moved_there(desk: Desk) -> None:
    desk.visit("no_fixed_address")
    desk.see(Section.HISTORY)
    model = desk.page.findChildren(TimelineView)[-1].list.model()
    lines = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert any("Uden fast bopæl" in line for line in lines)
    assert not any("Flyttede til Uden" in line for line in lines)


def _look(desk: Desk) -> dict[str, object]:
    """Labels, words for what is missing, states and chips, without what each has of their own."""
    seen: dict[str, object] = {}
    post = ("Digital Post", "Ikke Digital Post")
    chips = desk.page.band.findChildren(Chip)
    seen["chips"] = sorted((chip.text, chip.toolTip()) for chip in chips if chip.isVisible() and chip.text not in post)
    seen["states"] = [(state.section, state.state) for state in desk.states.values()]
    for section in (Section.PERSON, Section.DWELLING):
        desk.see(section)
        QApplication.processEvents()
        view = desk.page.tabs.sections[section].view
        assert view is not None
        facts = [fact for fact in view.findChildren(FactValue) if fact.isVisible()]
        seen[f"{section} labels"] = [fact.accessibleName().partition(":")[0] for fact in facts]
        seen[f"{section} missing"] = [fact.accessibleName() for fact in facts if fact.is_missing]
        seen[f"{section} notice"] = view.notice
    address = next(
        (f.text() for f in desk.window.findChildren(FactValue) if f.accessibleName().startswith("Adresse")), ""
    )
    seen["address"] = address.partition("\n")[0]
    return seen


def test_a_threatened_citizen_in_find_looks_like_the_other(desk: Desk) -> None:
    shown = []
    for who in ("threatened", "no_fixed_address"):
        citizen = desk.town.citizen(who)
        (line,) = desk.find(desk.people[who].digits)
        desk.press(Qt.Key.Key_Escape)
        desk.press(Qt.Key.Key_Escape)
        shown.append(line.replace(f"{citizen.first} {citizen.last}", "").split(", ")[3:])
    assert shown[0] == shown[1]


def test_a_document_of_a_protected_citizen_takes_the_traced_step_first_and_is_hidden_with_the_address(
    desk: Desk,
) -> None:
    desk.visit("protected")
    desk.see(Section.CASES)
    QApplication.processEvents()
    table = desk.child(QTableView, "Dokumenter")
    table.setFocus()
    table.selectRow(0)
    desk.press(Qt.Key.Key_Return)
    assert not desk.page.findChildren(DocumentView)
    assert "Dokumentet kan vise den beskyttede adresse." in desk.said()
    assert not any(line.result.startswith("document") for line in desk.lines)
    desk.click(desk.child(QPushButton, "Vis dokument og adresse"))
    desk.wait(lambda: any(view.shows_page for view in desk.page.findChildren(DocumentView)))
    events = [line.event for line in desk.lines if line.event is TraceEvent.REVEALED or "document" in line.result]
    assert events == [TraceEvent.REVEALED, TraceEvent.SHOWN]
    desk.page.hide_address()
    QApplication.processEvents()
    assert not any(view.isVisible() for view in desk.page.findChildren(DocumentView))
    assert "Dokumentet kan vise den beskyttede adresse." in desk.said()
