"""A form is left with Esc from anywhere in it, once nothing lies open there; what is typed is kept, or it stays.
Gone on with, it opens where one goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.situations.forms.answers import Stands
from tests.journeys.fjordby import Desk
from widgets.situations.form import FormView
from widgets.situations.form_choices import ChoiceBox
from widgets.situations.form_offers import AddressEditor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of menus, off screen

WHOLE = {
    "udgift": "Tænder", "beloeb": "4.500", "allerede_betalt": "nej", "helbred": "ja", "social_begivenhed": "nej",
    "kunne_forudses": "nej", "betydning": "Smerter", "indkomst": "12.000", "har_partner": "nej",
    "husleje_maaned": "5.200", "formue": "0",
}  # fmt: skip
LEFT = "Enkeltudgift (§ 81), modtagelse ligger som kladde under Blanketter."


def open_form(desk: Desk, key: str = "enkeltudgift", errand: str = "enkeltudgift") -> FormView:
    desk.visit("newly_separated", errand)
    life = desk.page.life
    desk.page.open_form(key)
    desk.wait(lambda: life.form is not None and life.form.isVisible())
    QApplication.processEvents()
    assert life.form is not None
    assert life.form.isAncestorOf(desk.focus())
    return life.form


def escape(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Escape)
    QApplication.processEvents()


@pytest.mark.parametrize("field", ["udgift", "allerede_betalt", "betydning"])
def test_esc_leaves_the_form_from_any_field_and_says_where_it_lies(desk: Desk, field: str) -> None:
    form = open_form(desk)
    draft = form.draft.id
    form.row("udgift").go_here()
    desk.write("Tandlægen")
    form.row(field).go_here()
    escape(desk)
    life = desk.page.life
    desk.wait(lambda: life.form is None and desk.focus().objectName() == str(draft))
    assert desk.window.quiet_line.text == LEFT
    assert life._bar.currentIndex() == 2
    desk.press(Qt.Key.Key_Space)
    desk.wait(lambda: life.form is not None)
    assert life.form is not None
    assert life.form.draft.told["udgift"].text == "Tandlægen"


def test_a_form_without_a_word_is_left_without_one(desk: Desk) -> None:
    open_form(desk)
    desk.window.quiet_line.clear()
    escape(desk)
    desk.wait(lambda: desk.page.life.form is None and isinstance(desk.focus(), ChoiceBox))
    assert desk.window.quiet_line.text == ""


def test_esc_closes_the_pane_beside_it_first(desk: Desk) -> None:
    form = open_form(desk)
    desk.page.tasks.show_task("aktindsigt")
    assert form.isAncestorOf(desk.focus())
    escape(desk)
    assert not desk.page._split.is_open
    assert desk.page.life.form is form
    escape(desk)
    desk.wait(lambda: desk.page.life.form is None)


def test_esc_lets_a_drop_down_go_first(desk: Desk) -> None:
    form = open_form(desk)
    acting = form._representation.acting
    acting.setFocus()
    acting.showPopup()
    desk.wait(acting.view().isVisible)
    QTest.keyClick(acting.view(), Qt.Key.Key_Escape)
    desk.wait(lambda: not acting.view().isVisible())
    assert desk.page.life.form is form
    desk.come_back()
    acting.setFocus()
    escape(desk)
    desk.wait(lambda: desk.page.life.form is None)


def test_esc_lets_suggested_addresses_go_first(desk: Desk) -> None:
    form = open_form(desk, "flytteanmeldelse", "flytning")
    editor = form.row("ny_adresse").editor
    assert isinstance(editor, AddressEditor)
    form.row("ny_adresse").go_here()
    desk.write(desk.town.home("newly_separated").road_name)
    desk.wait(editor.suggestions.isVisible)
    escape(desk)
    assert not editor.suggestions.isVisible()
    assert desk.page.life.form is form
    assert editor.line.hasFocus()
    escape(desk)
    desk.wait(lambda: desk.page.life.form is None)


def test_from_elsewhere_on_the_page_esc_leaves_no_form(desk: Desk) -> None:
    form = open_form(desk)
    for place in (desk.page.tabs.tabBar(), desk.page.life._bar):
        place.setFocus()
        escape(desk)
        assert desk.page.life.form is form


@pytest.mark.parametrize("by_key", [True, False])
def test_what_cannot_be_kept_is_not_left_and_says_why(desk: Desk, by_key: bool) -> None:
    form = open_form(desk)
    form.row("udgift").go_here()
    desk.write("Tandlægen")
    outbox = desk.store.outbox
    key = outbox._key
    assert key is not None
    outbox.close()
    if by_key:
        escape(desk)
    else:
        form._foot.close_form.click()
    assert desk.page.life.form is form
    assert form._foot.trouble.text == "Arbejdspladsen er låst."
    assert form.row("udgift").editor.stop.property("text") == "Tandlægen"
    outbox.open(key)
    escape(desk)
    desk.wait(lambda: desk.page.life.form is None)


def test_what_is_being_finished_is_not_left_before_its_outcome(desk: Desk) -> None:
    form = open_form(desk)
    for name, text in WHOLE.items():
        form._work.tell(name, text)
    for filled in form.sheet.hindrances:
        form._work.choose(filled.field.name, Stands.CITIZEN)
    form._work.keep_now()
    with desk.store.outbox._writing:
        form.finish()
        assert form._work.is_finishing
        escape(desk)
        assert desk.page.life.form is form
    desk.wait(lambda: desk.page.life.form is None)


@pytest.mark.parametrize(("form", "errand"), [("oekonomisk-friplads", "friplads"), ("boligstoette", "boligstoette")])
def test_gone_on_with_at_200_percent_what_has_the_focus_is_in_sight(desk: Desk, form: str, errand: str) -> None:
    """As large as a screen of 1920 x 1080 leaves the window, over what the form comes to."""
    desk.window.resize(960, 508)
    left = open_form(desk, form, errand)
    left.go_here()
    for row in [row for row in left._rows.values() if left.sheet[row.name].shown][:3]:
        left._work.tell(row.name, row.field.options[0].value if row.field.options else "Æblehaven")
    escape(desk)
    life = desk.page.life
    desk.wait(lambda: life.form is None and desk.focus().accessibleName().startswith("Fortsæt "))
    desk.press(Qt.Key.Key_Space)
    desk.wait(lambda: life.form is not None and life.form.isAncestorOf(desk.focus()))
    desk.at_rest()
    desk.wait(lambda: in_sight(desk.focus(), life.form))


def in_sight(stop: QWidget, form: FormView | None) -> bool:
    """Whether all of it is, within the form's fields."""
    port = form._area.viewport() if form is not None else stop
    return port.rect().contains(QRect(stop.mapTo(port, QPoint()), stop.size()))


def test_esc_stands_among_the_keys(desk: Desk) -> None:
    desk.visit("newly_separated", "enkeltudgift")
    desk.press(Qt.Key.Key_F1)
    assert {"Esc", "Luk det øverste: liste, sidepanel eller blanket"} <= set(desk.said().splitlines())
    escape(desk)
    desk.page.life.open_form("enkeltudgift")
    desk.wait(lambda: desk.page.life.form is not None)
    assert desk.page.life.form is not None
    assert desk.page.life.form._foot.close_form.toolTip().endswith("(Esc)")
