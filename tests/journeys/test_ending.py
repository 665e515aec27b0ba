"""The end of a contact: told when it is kept, and nothing that stands open is lost over it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.access.model import Section
from app.cpr import CprNumber
from app.situations.plan import Contact
from app.situations.told import ContactOutcome, State
from app.situations.visits import Visits
from tests.journeys.fjordby import Desk
from widgets.citizen.note import NoteEditor
from widgets.parts.notices import Banner
from widgets.situations.closing import ClosingDialog
from widgets.situations.plan import PlanView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of menus, off screen

WHO, ANOTHER = "moved_last_week", "truly_no_income"
ENDED = "Henvendelsen er afsluttet."


def visits(desk: Desk) -> Visits:
    assert desk.workplace._tools is not None
    return desk.workplace._tools.visits


def contact_of(desk: Desk, citizen: CprNumber) -> Contact:
    return visits(desk).known(citizen).contacts[0]


def plan_view(desk: Desk) -> PlanView:
    view = desk.page.life.plan
    assert view is not None
    return view


def served(desk: Desk) -> CprNumber:
    """A citizen is on the page, with a plan; whom that is."""
    desk.visit(WHO, "flytning")
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    desk.wait(lambda: desk.page.life.plan is not None and len(desk.page.life.facts) > 0)
    desk.page.life.choose_situation("flytning-ind")
    desk.wait(lambda: plan_view(desk).plan is not None)
    desk.wait(lambda: not plan_view(desk)._work.visit.unsent())
    citizen = desk.page.sight.citizen
    assert citizen is not None
    return citizen


def asked(desk: Desk) -> ClosingDialog:
    desk.page.end_contact()
    visiting = desk.page.life._visiting
    desk.wait(lambda: visiting._closing is not None)
    assert visiting._closing is not None
    return visiting._closing


def trouble(desk: Desk) -> str:
    return desk.page._trouble.text if desk.page._trouble.isVisible() else ""


def test_the_end_is_told_once_it_is_kept_and_is_not_asked_for_twice(desk: Desk) -> None:
    citizen = served(desk)
    told: list[object] = []
    desk.page.life.served.connect(lambda who, _purpose: told.append(who))
    with desk.store.outbox._writing:
        QTest.keyClicks(asked(desk), "1")
        desk.come_back()
        desk.control(Qt.Key.Key_Return)
        QApplication.processEvents()
        assert desk.page.life._visiting._closing is None
        assert (told, desk.window.quiet_line.text) == ([], "")
        assert desk.page.sight.citizen == citizen
    desk.wait(lambda: desk.page.sight.citizen is None)
    assert (told, desk.window.quiet_line.text) == ([citizen], ENDED)
    assert contact_of(desk, citizen).outcome is ContactOutcome.SETTLED


def test_an_end_that_is_not_kept_says_so_and_leaves_the_citizen_and_what_is_typed(desk: Desk) -> None:
    citizen = served(desk)
    plan_view(desk).rows[1]._choose(State.HANDED_OVER)
    desk.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    desk.write("Udbetaling Danmark")
    box = desk.focus()
    assert isinstance(box, QLineEdit)
    desk.trace.broken = True
    QTest.keyClicks(asked(desk), "1")
    desk.wait(lambda: trouble(desk) != "")
    assert trouble(desk).startswith("Henvendelsen er ikke afsluttet. ")
    assert ENDED not in desk.window.quiet_line.text
    assert (desk.page.sight.citizen, box.text(), box.isVisible()) == (citizen, "Udbetaling Danmark", True)
    assert contact_of(desk, citizen).closed_at is None
    desk.trace.broken = False
    desk.come_back()
    QTest.keyClicks(asked(desk), "1")
    desk.wait(lambda: desk.page.sight.citizen is None)
    assert contact_of(desk, citizen).outcome is ContactOutcome.SETTLED


@pytest.mark.parametrize("fails", [False, True])
def test_whoever_comes_before_it_is_kept_stays_on_the_page(desk: Desk, fails: bool) -> None:
    citizen = served(desk)
    outbox = desk.store.outbox
    with outbox._writing:
        QTest.keyClicks(asked(desk), "1")
        desk.come_back()
        desk.visit(ANOTHER, "flytning")
        if fails:
            outbox.close()
    if fails:
        desk.wait(lambda: trouble(desk) != "")
        assert trouble(desk).startswith("Den forrige henvendelse er ikke afsluttet. ")
    else:
        desk.wait(lambda: desk.window.quiet_line.text == ENDED)
        assert contact_of(desk, citizen).outcome is ContactOutcome.SETTLED
    assert desk.page.sight.citizen == desk.people[ANOTHER]


def test_with_nobody_on_the_page_an_end_that_is_not_kept_is_told_all_the_same(desk: Desk) -> None:
    served(desk)
    with desk.store.outbox._writing:
        QTest.keyClicks(asked(desk), "1")
        desk.page._leave()
        desk.store.outbox.close()
    desk.wait(lambda: desk.window.quiet_line.text.startswith("Den forrige henvendelse er ikke afsluttet. "))


def open_note(desk: Desk) -> NoteEditor:
    """On the case of somebody whose errand opens it; the heading has the focus."""
    desk.visit("newly_separated", "friplads")
    desk.see(Section.CASES)
    desk.wait(lambda: desk.page.notes._in_sight is not None)
    desk.control(Qt.Key.Key_N)
    desk.wait(lambda: desk.page.notes.editor is not None)
    QApplication.processEvents()
    assert desk.page.notes.editor is not None
    return desk.page.notes.editor


def test_a_note_that_stands_open_is_told_of_where_the_contact_ends_and_lies_there_afterwards(desk: Desk) -> None:
    note = open_note(desk)
    case = note.draft.case
    assert asked_of_note(desk) == "", "nothing is written in it"
    desk.write("Samtale")
    assert asked_of_note(desk) == "Notatet er ikke gjort færdigt. Det er gemt som kladde på sagen."
    kept = desk.notes.draft(case)
    assert kept is not None
    assert kept.title == "Samtale", "before it is said"
    dialog = asked(desk)
    assert not any(answer.isDefault() for answer in dialog.answers), "something is left, and only they know what"
    QTest.keyClicks(dialog, "1")
    desk.wait(lambda: desk.page.sight.citizen is None)
    kept = desk.notes.draft(case)
    assert kept is not None
    assert kept.title == "Samtale"


def test_a_note_that_is_on_its_way_is_not_called_unfinished(desk: Desk) -> None:
    note = open_note(desk)
    desk.write("Samtale")
    desk.press(Qt.Key.Key_Return)
    desk.write("Ringede")
    with desk.store.outbox._writing:
        note.finish()
        assert desk.page.notes.told_at_the_end() == ""
    desk.wait(lambda: desk.page.notes.editor is None)
    assert desk.page.notes.told_at_the_end() == ""


def test_a_note_that_cannot_be_kept_says_so_before_the_contact_is_ended(desk: Desk) -> None:
    note = open_note(desk)
    note._pause.stop()
    desk.write("Samtale")
    desk.store.outbox.close()
    assert desk.page.notes.told_at_the_end().startswith("Notatet er ikke gjort færdigt, og det kan ikke gemmes.")


def asked_of_note(desk: Desk) -> str:
    """What the question of how it ended says of a note; whoever asked goes back."""
    dialog = asked(desk)
    said = " ".join(banner.text for banner in dialog.findChildren(Banner) if banner.isVisible())
    assert dialog.accessibleDescription().endswith(said or "?")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.come_back()
    return said
