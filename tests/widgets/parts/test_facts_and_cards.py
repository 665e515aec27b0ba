"""Facts with their source, cards in their states, panes and dialogs by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.accessibility import nameless, tab_round
from widgets.parts.cards import SectionCard
from widgets.parts.chips import Chip, ChipWords, ProgressLine
from widgets.parts.clipboard import PersonalClipboard, personal_clipboard
from widgets.parts.dialogs import Dialog
from widgets.parts.facts import FactGrid, FactRow
from widgets.parts.flow import FlowLayout
from widgets.parts.notices import Banner, QuietLine
from widgets.parts.panes import PaneSplit
from widgets.parts.tables import Column, DataTable
from widgets.parts.timeline import TimelineEntry, TimelineView
from widgets.tokens import Meaning


def filled_grid() -> FactGrid:
    made = FactGrid()
    made.show_facts(
        (
            FactRow("Navn", "Karen Ærø", "", "CPR · hentet kl. 14.02", copyable=False),
            FactRow("CPR-nummer", "070659-····", "", "CPR · hentet kl. 14.02"),
            FactRow("Værge", "", "Ikke registreret"),
        )
    )
    return made


@pytest.fixture
def grid(qtbot: QtBot) -> FactGrid:
    made = filled_grid()
    qtbot.addWidget(made)
    made.resize(500, 200)
    with qtbot.waitActive(made):
        made.show()
    return made


def provenance(window: QWidget) -> str:
    chip = window.findChild(QLabel, "provenance")
    return chip.text() if chip is not None and chip.isVisible() else ""


def test_focus_shows_where_a_fact_came_from(grid: FactGrid) -> None:
    grid.facts[0].setFocus()
    assert provenance(grid) == "CPR · hentet kl. 14.02"
    QTest.keyClick(grid.facts[0], Qt.Key.Key_Down)
    assert grid.facts[1].hasFocus()
    QTest.keyClick(grid.facts[1], Qt.Key.Key_Down)
    assert grid.facts[2].hasFocus()
    assert provenance(grid) == ""


def test_the_pointer_shows_it_too(qtbot: QtBot, grid: FactGrid) -> None:
    QTest.mouseMove(grid.facts[0], QPoint(5, 5))
    qtbot.waitUntil(lambda: provenance(grid) != "")


def test_a_grid_is_one_stop_for_tab_and_remembers_which_fact(qtbot: QtBot) -> None:
    grid, holder = filled_grid(), QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    layout.addWidget(grid)
    layout.addWidget(QLineEdit())
    with qtbot.waitActive(holder):
        holder.show()
    grid.facts[0].setFocus()
    QTest.keyClick(grid.facts[0], Qt.Key.Key_Down)
    visited = tab_round(qtbot, holder)
    assert len(visited) == 2
    assert grid.facts[1] in visited


def late_card(qtbot: QtBot) -> tuple[QWidget, FactGrid, list[QWidget]]:
    """Facts above a table in a card between two buttons; the facts come when all of it is in sight."""
    holder, card, grid = QWidget(), SectionCard("Person"), FactGrid()
    before, after = QPushButton("Før"), QPushButton("Efter")
    qtbot.addWidget(holder)
    table = DataTable("late", (Column[str]("Navn", str, width=0),), title="Pårørende", empty="Ingen")
    table.set_rows(("Karen Ærø",))
    card.body.addWidget(grid)
    card.body.addWidget(table)
    layout = QVBoxLayout(holder)
    for widget in (before, card, after):
        layout.addWidget(widget)
    with qtbot.waitActive(holder):
        holder.show()
    return holder, grid, [before, table.view, after]


def test_late_facts_come_before_the_table_under_them(qtbot: QtBot) -> None:
    holder, grid, (before, table, after) = late_card(qtbot)
    for labels in (("Adresse", "Født"), ("Adresse", "Født", "Stilling")):
        grid.show_facts(FactRow(label, "Ærø") for label in labels)
        before.setFocus()
        assert tab_round(qtbot, holder) == [before, grid.facts[0], table, after]
    grid.facts[0].setFocus()
    QTest.keyClick(grid.facts[0], Qt.Key.Key_Down)
    assert tab_round(qtbot, holder) == [grid.facts[1], table, after, before]


def test_a_refresh_keeps_the_focus_and_the_widgets(grid: FactGrid) -> None:
    grid.show_facts((FactRow("Adresse", "Strandvejen 1", "", "CPR · hentet kl. 14.02"), FactRow("Værge", "", "Ingen")))
    before = grid.facts
    grid.facts[0].setFocus()
    grid.show_facts((FactRow("Adresse", "Strandvejen 2", "", "CPR · hentet kl. 14.05"), FactRow("Værge", "Åse Ågren")))
    assert grid.facts == before
    assert grid.facts[0].hasFocus()
    assert provenance(grid) == "CPR · hentet kl. 14.05"
    assert [fact.text() for fact in grid.facts] == ["Strandvejen 2", "Åse Ågren"]
    assert not grid.facts[1].is_missing


def test_the_focus_follows_its_label_through_a_rebuild(grid: FactGrid) -> None:
    grid.show_facts((FactRow("Adresse", "Strandvejen 1"), FactRow("Født", "1959")))
    grid.facts[1].setFocus()
    grid.show_facts((FactRow("Adresse", "Strandvejen 1"), FactRow("Tilflyttet", "2026"), FactRow("Født", "1959")))
    assert grid.facts[2].hasFocus()
    grid.show_facts((FactRow("Adresse", "Strandvejen 1"),))
    assert grid.facts[0].hasFocus()


def test_what_is_forgotten_leaves_no_word_in_the_rows_that_are_kept(grid: FactGrid) -> None:
    grid.clear()
    assert not grid.facts
    kept = [label for label in grid.findChildren(QLabel) if label.objectName() != "provenance"]
    assert kept
    assert not any(label.text() or "Ærø" in label.accessibleName() for label in kept)
    grid.show_facts([FactRow("Født", "1959")])
    assert grid.facts[0] in kept
    assert grid.facts[0].isVisible()


def test_a_shown_fact_is_copied_unless_it_may_not_be(grid: FactGrid) -> None:
    grid.show_facts((FactRow("Adresse", "Strandvejen 1"), FactRow("Note", "Ærø", copyable=False)))
    for fact, copied in zip(grid.facts, ("Strandvejen 1", "Strandvejen 1"), strict=True):
        fact.setFocus()
        QTest.keyClick(fact, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == copied
    personal_clipboard().clear_own()


def test_a_screen_reader_hears_label_value_and_source(grid: FactGrid) -> None:
    assert grid.facts[0].accessibleName() == "Navn: Karen Ærø"
    assert grid.facts[0].accessibleDescription() == "CPR · hentet kl. 14.02"
    assert grid.facts[2].accessibleName() == "Værge: Ikke registreret"
    assert grid.facts[2].is_missing


def test_only_what_may_be_copied_is(grid: FactGrid) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("før")
    for fact in (grid.facts[0], grid.facts[2]):
        fact.setFocus()
        QTest.keyClick(fact, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert clipboard.text() == "før"
    grid.facts[1].setFocus()
    QTest.keyClick(grid.facts[1], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "070659-····"
    personal_clipboard().clear_own()


def test_a_value_is_never_markup(grid: FactGrid) -> None:
    grid.show_facts([FactRow("Navn", "<b>fed</b>")])
    assert grid.facts[0].textFormat() == Qt.TextFormat.PlainText


def test_the_clipboard_is_cleared_when_it_is_still_ours(qtbot: QtBot) -> None:
    own = PersonalClipboard(seconds=0.01)
    clipboard = QGuiApplication.clipboard()
    with qtbot.waitSignal(clipboard.dataChanged):
        own.copy("070659-0004")
    assert "concealed" in " ".join(clipboard.mimeData().formats())
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_the_clipboard_is_left_alone_when_somebody_else_used_it() -> None:
    own = PersonalClipboard()
    own.copy("070659-0004")
    QGuiApplication.clipboard().setText("noget andet")
    own.clear_own()
    assert QGuiApplication.clipboard().text() == "noget andet"


def test_a_card_says_its_state_without_moving_what_is_below(qtbot: QtBot) -> None:
    card = SectionCard("Bolig", minimum_body=120)
    qtbot.addWidget(card)
    card.body.addWidget(QLabel("84 m²"))
    card.show()
    before = card.sizeHint().height()
    card.set_loading(loading=True)
    assert card.is_loading
    assert card.sizeHint().height() == before
    card.show_message("Ikke nødvendigt for dette ærinde")
    assert card.sizeHint().height() == before
    card.show_content()
    card.set_loading(loading=False)
    assert card.sizeHint().height() == before
    assert card.accessibleName() == "Bolig"


def test_a_late_answer_within_the_reserved_room_moves_nothing(qtbot: QtBot) -> None:
    """Words that wrap ask for their height by width, which is another way to lose what is reserved."""
    holder, card, below = QWidget(), SectionCard("Person", minimum_body=200), QLabel("under")
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    layout.addWidget(card)
    layout.addWidget(below)
    layout.addStretch(1)
    grid = FactGrid()
    card.body.addWidget(grid)
    card.body.addStretch(1)
    holder.resize(400, 700)
    card.show_message("Henter fra CPR")
    holder.show()
    layout.activate()
    before = below.y()
    assert before > 200
    grid.show_facts(FactRow(label, "Ærøskøbing") for label in ("Adresse", "Født"))
    card.show_content()
    QApplication.sendPostedEvents()
    layout.activate()
    assert below.y() == before


def test_retry_is_in_place(qtbot: QtBot) -> None:
    card = SectionCard("Bolig")
    qtbot.addWidget(card)
    card.show()
    card.set_notice("BBR svarer ikke.", Meaning.WARNING, retry="Prøv igen")
    assert card.notice == "BBR svarer ikke."
    button = next(button for button in card.findChildren(QPushButton) if button.text() == "Prøv igen")
    with qtbot.waitSignal(card.retried):
        button.click()
    card.clear_notice()
    assert card.notice == ""
    assert nameless(card) == []


def test_the_progress_line_waits_before_it_shows(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.resize(200, 2)
    line.show()
    still = line.grab().toImage()
    line.set_running(True)
    assert line.grab().toImage() == still
    qtbot.waitUntil(lambda: line.grab().toImage() != still)
    line.set_running(False)
    assert line.grab().toImage() == still


def test_a_banner_pushes_down_and_does_not_cover(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    banner, below = Banner(wide=True), QLabel("indhold")
    layout.addWidget(banner)
    layout.addWidget(below)
    holder.resize(400, 300)
    holder.show()
    banner.say("Ingen forbindelse", Meaning.WARNING)
    QApplication.sendPostedEvents()
    layout.activate()
    assert banner.geometry().bottom() < below.geometry().top()


def test_the_quiet_line_offers_undo_once(qtbot: QtBot) -> None:
    line = QuietLine()
    qtbot.addWidget(line)
    line.show()
    line.say("Notatet er gemt", undo=True)
    button = line.findChild(QPushButton)
    assert button is not None
    with qtbot.waitSignal(line.undone):
        button.click()
    assert line.text == ""


def test_chips_wrap_and_take_the_height_they_need(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    for word in ("Beskyttet", "Digital Post", "Hørehæmmet", "ID: pas"):
        flow.addWidget(Chip(ChipWords(word)))
    assert flow.heightForWidth(120) > flow.heightForWidth(1000)
    holder.resize(120, flow.heightForWidth(120))
    holder.show()
    chips = holder.findChildren(Chip)
    assert len({chip.y() for chip in chips}) > 1
    assert max(chip.geometry().bottom() for chip in chips) < holder.height()


def test_the_timeline_groups_by_year_and_skips_the_years_by_key(qtbot: QtBot) -> None:
    view = TimelineView("Historik")
    qtbot.addWidget(view)
    view.set_entries(
        (
            TimelineEntry(date(2026, 11, 2), "truck", "Flyttet", "CPR"),
            TimelineEntry(date(2019, 3, 11), "users", "Ægtefælle død", "CPR", "dag usikker"),
        )
    )
    with qtbot.waitActive(view):
        view.show()
    model = view.list.model()
    spoken = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert spoken == ["2026", "02-11-2026, Flyttet, CPR", "2019", "11-03-2019, Ægtefælle død, dag usikker, CPR"]
    view.list.setFocus()
    view.list.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert view.list.currentIndex().row() == 3


def test_the_side_pane_opens_closes_and_remembers(qtbot: QtBot) -> None:
    page = QWidget()
    field = QLineEdit(page)
    split = PaneSplit(page)
    qtbot.addWidget(split)
    split.resize(1200, 400)
    with qtbot.waitActive(split):
        split.show()
    field.setFocus()
    content = QLineEdit()
    split.open_pane("Afgørelse", content)
    assert split.pane.isVisible()
    assert field.hasFocus()
    split.setSizes([700, 500])
    split.splitterMoved.emit(700, 1)
    content.setFocus()
    QTest.keyClick(content, Qt.Key.Key_Escape)
    assert split.pane.isHidden()
    assert field.hasFocus()
    split.open_pane("Afgørelse", QLabel("igen"))
    assert split.sizes()[1] == pytest.approx(500, abs=6)
    assert nameless(split.pane) == []


def test_the_focus_crosses_into_the_side_pane_and_back_to_where_it_was(qtbot: QtBot) -> None:
    page = QWidget()
    first, second = QLineEdit(page), QLineEdit(page)
    split = PaneSplit(page)
    qtbot.addWidget(split)
    split.resize(1200, 400)
    with qtbot.waitActive(split):
        split.show()
    second.setFocus()
    split.cross()
    assert second.hasFocus(), "nothing is open beside it"
    content = QWidget()
    column = QVBoxLayout(content)
    text, one, other = QLabel("Læs"), QLineEdit(), QLineEdit()
    for widget in (text, one, other):
        column.addWidget(widget)
    split.open_pane("Opgave", content)
    split.cross()
    assert one.hasFocus()
    other.setFocus()
    split.cross()
    assert second.hasFocus()
    first.setFocus()
    split.cross()
    assert other.hasFocus()
    first.hide()
    split.cross()
    assert second.hasFocus(), "what had the focus is out of sight"
    second.setFocus()
    split.cross()
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert second.hasFocus()
    split.open_pane("Læs", QLabel("Intet at gøre"))
    split.cross()
    focused = split.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Luk sidepanelet"


def test_a_dialog_repeats_who_and_what_and_names_the_verb(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.show()
    dialog = Dialog("Udvid", "Åbn Indkomst for Karen Ærø.", "Åbn med samtykke", parent=holder, colour="#0b6a71")
    dialog.open()
    assert {button.text() for button in dialog.findChildren(QPushButton)} == {"Annuller", "Åbn med samtykke"}
    assert "Karen Ærø" in dialog.accessibleDescription()
    with qtbot.waitSignal(dialog.accepted):
        dialog.primary.click()
