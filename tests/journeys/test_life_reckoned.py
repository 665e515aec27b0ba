"""From the situation, and from the plan, to what a task comes down to in kroner."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.journeys.fjordby import Desk
from tests.journeys.test_life import focus, move, open_life, tab_to, the_plan, turn_to
from widgets.citizen.reckoning import ReckoningTab

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of menus, off screen


def reckons(desk: Desk, title: str) -> None:
    """The reckoning is in sight, at the benefit of that name."""
    desk.wait(lambda: isinstance(desk.page.tabs.currentWidget(), ReckoningTab))
    page = desk.page.reckoning.what_if
    assert page is not None
    desk.wait(lambda: page.explained.title.startswith(title))
    assert focus() is desk.page.tabs.tabBar()


def test_from_the_plan_one_key_leads_to_what_the_task_comes_down_to(desk: Desk) -> None:
    desk.visit("widow_changed_pension", "boligstoette")
    open_life(desk)
    desk.page.life.plan_task("boligstoette-aendring")
    the_plan(desk)
    tab_to(desk, "Ændringer i boligstøtten")
    move(desk, "Beregn: Boligstøtte")
    reckons(desk, "Boligstøtte")
    turn_to(desk, 2)
    tab_to(desk, "Beregn: Pensionstillæg")
    desk.press(Qt.Key.Key_Space)
    reckons(desk, "Pensionstillæg")


def test_from_the_situation_a_task_leads_to_the_money_where_the_errand_opens_what_it_needs(desk: Desk) -> None:
    for errand, leads in (("boligstoette", True), ("flytning", False)):
        desk.visit("widow_changed_pension", errand)
        open_life(desk)
        panel = desk.page.life._panel
        assert panel is not None
        panel.choose("pension-indkomst")
        row = next(row for row in panel.view.rows if row.touched.task.key == "boligstoette-aendring")
        links = [stop for stop in row.stops[1:] if isinstance(stop, QPushButton)]
        assert ("Beregn: Boligstøtte" in [link.text() for link in links]) is leads
        if leads:
            links[0].click()
            reckons(desk, "Boligstøtte")
