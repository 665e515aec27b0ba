"""The errand decides what is asked: what lies outside is not fetched, and is opened on a recorded ground only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.sections import State
from app.citizen.port import RegisterKey
from app.training.port import Fault
from tests.journeys.fjordby import ERRANDS, Desk
from widgets.citizen.grounds import WideningDialog

OUTSIDE = "Ikke nødvendigt for dette ærinde"


@pytest.fixture
def desk(cleared_desk: Desk) -> Desk:
    return cleared_desk


def ask_to_widen(desk: Desk, section: Section) -> WideningDialog:
    view = desk.page.tabs.overview.views[section]
    (button,) = [b for b in view.findChildren(QPushButton) if b.isVisible() and b.text() == "Åbn med andet ærinde …"]
    desk.click(button)
    desk.wait(lambda: any(dialog.isVisible() for dialog in desk.window.findChildren(WideningDialog)))
    return next(dialog for dialog in desk.window.findChildren(WideningDialog) if dialog.isVisible())


def test_a_passport_opens_person_and_custody_and_asks_nobody_but_cpr(desk: Desk) -> None:
    desk.visit("child_passport_joint_custody", "pas")
    assert set(desk.town.asked) == {RegisterKey.CPR}
    for section in Section:
        if section is Section.PERSON:
            assert desk.state(section) is State.FRESH
            continue
        assert desk.state(section) is State.NOT_RELEVANT
        said = desk.said_in(section)
        assert OUTSIDE in said
        assert "Oplysningerne er ikke hentet." in said
    desk.see(Section.PERSON)
    QApplication.processEvents()
    person = desk.said_in(Section.PERSON)
    assert "Camilla Lund" in person
    assert "Tobias Nissen" in person
    desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    with desk.settled():
        desk.press(Qt.Key.Key_F5)
    assert set(desk.town.asked) == {RegisterKey.CPR}


def test_no_errand_asks_a_register_whose_section_it_leaves_closed(desk: Desk) -> None:
    sources = {
        Section.PERSON: RegisterKey.CPR,
        Section.DWELLING: RegisterKey.BBR,
        Section.INCOME: RegisterKey.EINDKOMST,
        Section.BENEFITS: RegisterKey.BENEFITS,
        Section.CASES: RegisterKey.ARCHIVE,
    }
    for key, errand in ERRANDS.items():
        desk.town.diary.clear()
        desk.visit("newly_separated", key)
        opened = errand.sections
        assert set(desk.town.asked) == {register for section, register in sources.items() if section in opened}, key
        for section in Section:
            assert desk.state(section) is (State.FRESH if section in opened else State.NOT_RELEVANT), key
        desk.wind(timedelta(days=91))  # past every cache's expiry


def test_general_guidance_shows_the_citizen_and_none_of_the_family(desk: Desk) -> None:
    desk.visit("newly_separated", "identitet")
    said = desk.said()
    assert "Maria Kjær Holm" in said
    assert not any(name in said for name in ("Jonas", "Alma", "Villads"))
    assert desk.town.asked == [RegisterKey.CPR]


def test_a_second_errand_opens_a_section_with_its_own_law_and_is_traced_first(desk: Desk) -> None:
    desk.visit("newly_separated", "boligstoette")
    assert RegisterKey.EINDKOMST not in desk.town.asked
    dialog = ask_to_widen(desk, Section.INCOME)
    assert "Maria Kjær Holm" in dialog.accessibleDescription()
    choice = dialog.findChild(QComboBox)
    assert choice is not None
    choice.setFocus()
    place = next(n for n in range(choice.count()) if choice.itemText(n).startswith("Økonomisk friplads"))
    for _ in range(place):
        QTest.keyClick(choice, Qt.Key.Key_Down)
    asked = len(desk.town.diary.entries)
    with desk.settled():
        desk.click(dialog.primary)
    assert desk.state(Section.INCOME) is State.FRESH
    assert "28.557 kr." in desk.said_in(Section.INCOME)
    after = desk.town.diary.entries[asked:]
    assert after.index(TraceEvent.WIDENED) < after.index(RegisterKey.EINDKOMST)
    line = next(line for line in desk.lines if line.event is TraceEvent.WIDENED)
    assert (line.sections, line.result) == ((Section.INCOME,), "second_purpose")
    assert (line.purpose, line.reason) == ("friplads", "Økonomisk friplads")


def test_consent_opens_the_cases_on_what_the_citizen_said_yes_to(desk: Desk) -> None:
    desk.visit("newly_separated", "familieydelser")
    dialog = ask_to_widen(desk, Section.CASES)
    consent = next(button for button in dialog.findChildren(QRadioButton) if button.text() == "Borgeren samtykker")
    desk.click(consent)
    assert not dialog.primary.isEnabled()
    words = next(field for field in dialog.findChildren(QLineEdit) if field.accessibleName() == "Samtykkets indhold")
    words.setFocus()
    QTest.keyClicks(words, "Se sagen om friplads")
    with desk.settled():
        QTest.keyClick(words, Qt.Key.Key_Return)
    assert desk.state(Section.CASES) is State.FRESH
    line = next(line for line in desk.lines if line.event is TraceEvent.WIDENED)
    assert (line.sections, line.result) == ((Section.CASES,), "consent")


def test_words_of_a_consent_say_by_themselves_that_the_citizen_consents(desk: Desk) -> None:
    desk.visit("newly_separated", "familieydelser")
    dialog = ask_to_widen(desk, Section.CASES)
    desk.wait(dialog.isActiveWindow)
    dialog._consent.setFocus()
    assert dialog._consent.hasFocus(), "it can be typed in before anything is chosen"
    assert not dialog._by_consent.isChecked()
    desk.write("Se sagen")
    assert (desk.focus().accessibleName(), dialog.reason, dialog.errand) == ("Samtykkets indhold", "Se sagen", None)
    dialog._by_errand.click()
    assert not dialog.primary.isEnabled()
    desk.press(Qt.Key.Key_Escape)
    desk.come_back()


@pytest.mark.parametrize("section", [Section.CASES, Section.INCOME])
def test_the_focus_stays_in_the_section_that_was_opened(desk: Desk, section: Section) -> None:
    desk.visit("newly_separated", "familieydelser")
    desk.see(section)
    view = desk.page.tabs.sections[section].make()
    opens = next(b for b in view.findChildren(QPushButton) if b.text() == "Åbn med andet ærinde …")
    desk.wait(opens.isVisible)
    opens.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.wait(lambda: isinstance(QApplication.activeWindow(), WideningDialog))
    choice = desk.focus()
    assert isinstance(choice, QComboBox)
    while not choice.currentText().startswith("Økonomisk friplads"):
        QTest.keyClick(choice, Qt.Key.Key_Down)
    with desk.settled():
        desk.press(Qt.Key.Key_Return)
    desk.come_back()
    assert desk.state(section) is State.FRESH
    first = desk.focus()
    desk.page.tabs.tabBar().setFocus()
    desk.press(Qt.Key.Key_Tab)
    assert view.isAncestorOf(first)
    assert desk.focus() is first, "what Tab comes to first there"


def test_a_note_says_where_it_is_written_and_what_must_be_opened_first(desk: Desk) -> None:
    desk.visit("newly_separated", "familieydelser")
    for _ in range(2):
        desk.control(Qt.Key.Key_N)
        assert desk.page.tabs.section is Section.CASES
        assert "Et notat skrives på en sag, og ærindet åbner ingen." in desk.said()
    assert desk.page.notes.editor is None
    desk.visit("newly_separated", "friplads")
    desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    desk.control(Qt.Key.Key_N)
    assert desk.page.tabs.section is Section.CASES
    assert "Vælg den sag, notatet hører til" in desk.said()
    desk.control(Qt.Key.Key_N)
    desk.wait(lambda: desk.page.notes.editor is not None)


def test_income_is_never_opened_by_consent(desk: Desk) -> None:
    desk.visit("newly_separated", "boligstoette")
    dialog = ask_to_widen(desk, Section.INCOME)
    assert not any(button.isVisible() for button in dialog.findChildren(QRadioButton))
    assert "Et samtykke er ikke nok" in "\n".join(label.text() for label in dialog.findChildren(QLabel))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert desk.state(Section.INCOME) is State.NOT_RELEVANT
    assert TraceEvent.WIDENED not in [line.event for line in desk.lines]


def test_a_widening_falls_with_the_next_citizen(desk: Desk) -> None:
    desk.visit("newly_separated", "familieydelser")
    dialog = ask_to_widen(desk, Section.CASES)
    choice = dialog.findChild(QComboBox)
    assert choice is not None
    assert not dialog.primary.isEnabled()  # Enter on an unread dialog opens nothing
    QTest.keyClick(choice, Qt.Key.Key_Down)
    with desk.settled():
        desk.click(dialog.primary)
    assert desk.state(Section.CASES) is State.FRESH
    desk.come_back()
    desk.visit("truly_no_income", "familieydelser")
    assert desk.state(Section.CASES) is State.NOT_RELEVANT


def test_a_purpose_stated_for_a_case_never_becomes_that_of_the_citizen_behind_the_question(desk: Desk) -> None:
    desk.visit("newly_separated", "pas")
    desk.town.fault(Fault.UNAVAILABLE, RegisterKey.ARCHIVE)
    case = desk.town.municipality.cases(desk.people["family_of_nine"].digits or "")
    number = case[0].number if case else "32.24.04-G01-37-26"
    desk.find(number)
    desk.choose()
    desk.choose_errand("kontanthjaelp")
    desk.wait(lambda: "Sagsarkiv er ude af drift." in desk.said())
    desk.press(Qt.Key.Key_Escape)
    with desk.settled():
        desk.press(Qt.Key.Key_F5)
    assert desk.state(Section.INCOME) is State.NOT_RELEVANT
    assert RegisterKey.EINDKOMST not in desk.town.asked
    assert "Ærinde: Pas" in desk.said()


def test_what_is_denied_says_so_shows_nothing_and_is_traced_as_refused(desk: Desk) -> None:
    desk.town.fault(Fault.DENIED, RegisterKey.CPR)
    desk.visit("newly_separated")
    said = desk.said_in(Section.PERSON)
    assert "Du har ikke adgang" in said
    assert "Opslaget er logget." in said
    assert "Maria" not in desk.said()
    refused = [line for line in desk.lines if line.event is TraceEvent.REFUSED]
    assert (Section.PERSON,) in [line.sections for line in refused]
    assert {line.result for line in refused if line.sections == (Section.PERSON,)} == {"denied"}


def test_what_was_seen_before_is_not_shown_any_more_once_access_is_denied(desk: Desk) -> None:
    desk.visit("newly_separated")
    desk.town.fault(Fault.DENIED, *RegisterKey)
    with desk.settled():
        desk.press(Qt.Key.Key_F5)
    for section in (Section.PERSON, Section.INCOME, Section.BENEFITS, Section.CASES, Section.HISTORY):
        assert desk.state(section) is State.DENIED, section
    said = desk.said()
    assert not any(words in said for words in ("Mågebakken", "28.557", "Jonas", "fripladstilskud efter samlivsophør"))
