"""Tasks of the guide beside the citizen they are about: what to do, and the way from there to plan and forms."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.workplace import Workplace
from widgets.citizen.life import LifeTab
from widgets.parts.panes import PaneSplit
from widgets.situations.task_view import TaskView


class TaskDesk(QObject):
    errand_chosen = Signal(str)
    form_chosen = Signal(str)
    situation_chosen = Signal(str)
    plan_wanted = Signal(str)
    """The key of a task for the plan, where it is written to whom it goes."""

    def __init__(self, workplace: Workplace, life: LifeTab, split: PaneSplit, *, english: bool) -> None:
        super().__init__(split)
        self._workplace, self._life, self._split, self._english = workplace, life, split, english

    def show_task(self, key: str) -> None:
        handbook = self._life.handbook
        if handbook is None:
            return
        guide = handbook.guide
        view = TaskView(
            guide,
            author=self._workplace.viewer.name,
            forms={form.key: form.title for form in handbook.forms.values()},
            situations={each.key: each.title for each in handbook.situations},
            english=self._english,
            beside=self._life.errand,
            planned=self._planned(),
        )
        view.errand_chosen.connect(self.errand_chosen)
        view.form_chosen.connect(self.form_chosen)
        view.situation_chosen.connect(self.situation_chosen)
        view.hand_over_chosen.connect(partial(self._plan, view))
        view.plan_wanted.connect(partial(self._plan, view))
        view.copy_wanted.connect(self._life.copy_wanted)
        view.task_chosen.connect(self.show_task)
        view.show_task(guide.task(key), self._workplace.roles(), self._workplace.today)
        self._split.open_pane(guide.task(key).title, view)

    def _planned(self) -> frozenset[str]:
        plan = self._life.plan.plan if self._life.plan is not None else None
        return frozenset(item.task.task for item in plan.items) if plan is not None else frozenset()

    def _plan(self, view: TaskView, key: str) -> None:
        """With the day that its deadline counts from, where somebody gave one."""
        if view.happened.event_asked is not None and view.happened.day is not None:
            self._life.tell_day(view.happened.event_asked, view.happened.day)
        self.plan_wanted.emit(key)
