"""A task read beside a citizen: what may be done with it there, and from which day its deadline counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import msgspec
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.situations.due import Counted, Event
from app.situations.guide import Guide
from app.situations.tasks import Deadline
from tests.widgets.accessibility import nameless, untraced
from tests.widgets.situations.guide_page import (
    CASEWORKER,
    DAY,
    button,
    shown,
    words,
)
from widgets.situations.task_view import TaskView


def beside(qtbot: QtBot, guide: Guide, key: str, errand: str, planned: Collection[str] = ()) -> TaskView:
    view = TaskView(
        guide,
        author="Lise Nord",
        forms={"flytteanmeldelse": "Flytteanmeldelse"},
        situations={"flytning-inden-for": "Flyttet"},
        beside=errand,
        planned=planned,
    )
    qtbot.addWidget(view)
    view.resize(440, 700)
    view.show()
    qtbot.waitExposed(view)
    view.show_task(guide.task(key), CASEWORKER, DAY)
    return view


def offered(view: QWidget) -> list[str]:
    return [button.text() for button in view.findChildren(QPushButton) if button.isVisible() and button.text()]


def test_beside_a_citizen_nobody_is_to_be_found_and_the_title_stands_on_the_pane(qtbot: QtBot, guide: Guide) -> None:
    view = beside(qtbot, guide, "flytning-indenlands", "flytning")
    assert offered(view)[:2] == ["Læg i planen", "Udfyld: Flytteanmeldelse"]
    assert ">Flyttet</a>" in view._links.text()
    assert "Flytning inden for Danmark" not in words(view).splitlines()
    assert view.accessibleName() == "Flytning inden for Danmark"
    with qtbot.waitSignal(view.plan_wanted) as planned:
        button(view, "Læg i planen").click()
    assert planned.args == ["flytning-indenlands"]
    assert not any("Skift ærinde" in text for text in offered(view))


def test_a_task_that_is_on_the_plan_is_shown_there_and_not_put_there_again(qtbot: QtBot, guide: Guide) -> None:
    view = beside(qtbot, guide, "flytning-indenlands", "flytning", {"flytning-indenlands"})
    assert offered(view)[0] == "Vis i planen"
    assert button(view, "Vis i planen").property("role") != "primary"
    view.show_task(guide.task("pas"), CASEWORKER, DAY)
    assert "Læg i planen" in offered(view)
    assert button(view, "Læg i planen").property("role") == "primary"


def test_a_task_of_another_errand_offers_to_look_the_citizen_up_for_it(qtbot: QtBot, guide: Guide) -> None:
    view = beside(qtbot, guide, "flytning-indenlands", "pas")
    with qtbot.waitSignal(view.errand_chosen) as chosen:
        button(view, "Skift ærinde til: Flytning").click()
    assert chosen.args == ["flytning"]
    view.show_task(guide.task("gaebyr-udgaaet"), CASEWORKER, DAY)
    assert not any("Skift ærinde" in text or "Læg i planen" in text for text in offered(view))


def test_the_day_a_deadline_counts_from_is_asked_for_beside_a_citizen_alone(qtbot: QtBot, guide: Guide) -> None:
    counted = Deadline(text="5 dage", ground="Loven", source="x", counted=Counted(since=Event.MOVE, days=5))
    moving = msgspec.structs.replace(guide.task("flytning-indenlands"), deadline=counted)
    view = beside(qtbot, guide, "flytning-indenlands", "flytning")
    assert not view.happened.isVisible(), "the made-up one counts from nothing"
    view.show_task(moving, CASEWORKER, DAY)
    assert (view.happened.isVisible(), view.happened.event_asked) == (True, Event.MOVE)
    QTest.keyClicks(view.happened.box, "22.11.2026")
    assert view.happened.day == date(2026, 11, 22)
    view.show_task(guide.task("pas"), CASEWORKER, DAY)
    assert not view.happened.isVisible()
    assert view.happened.box.text() == ""
    page = shown(qtbot, guide)
    page.view.show_task(moving, CASEWORKER, DAY)
    assert not page.view.happened.isVisible()
    assert nameless(view) == []
    assert untraced(view.happened) == []
