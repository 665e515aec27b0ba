"""Life situations: what the registers may point to, the plan of the visit, forms and what-if, beside the citizen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.access.trace import TraceEvent
from app.situations.plan import State
from tests.journeys.fjordby import Desk


def open_life(desk: Desk) -> None:
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    desk.wait(lambda: desk.page.life.plan is not None and len(desk.page.life.facts) > 0)
    QApplication.processEvents()


def test_a_move_is_suggested_and_its_tasks_go_onto_the_plan(desk: Desk) -> None:
    desk.visit("moved_last_week", "flytning")
    open_life(desk)
    assert "Livssituation" in desk.said()
    desk.page.life.choose_situation("flytning-ind")
    desk.wait(lambda: desk.page.life.plan is not None and desk.page.life.plan.plan is not None)
    assert desk.page.life.plan is not None
    plan = desk.page.life.plan.plan
    assert plan is not None
    assert plan.items
    assert all(item.standing.state is State.TO_DO for item in plan.items)
    written = [line for line in desk.lines if line.event is TraceEvent.WRITTEN]
    assert [line.result for line in written] == ["plan started"]
