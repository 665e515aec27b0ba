"""The tab "Livssituation": what may have happened, the plan of the visit, and the forms that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.citizen.model.sections import SectionState
from app.errors import UserError
from app.facts.model import Facts
from app.situations.beside import Offer
from app.situations.due import Event
from app.situations.handbook import Handbook
from app.workplace import Workplace
from widgets import background
from widgets.citizen.forms_place import FormsPlace
from widgets.citizen.sight import Sight
from widgets.citizen.visit_place import VisitPlace
from widgets.parts.notices import EmptyState
from widgets.situations.detected import SituationPanel
from widgets.situations.form import FormView
from widgets.situations.plan import PlanView
from widgets.tokens import PAGE_MARGIN, SPACE

_SITUATION, _PLAN, _FORMS = range(3)
_SETTLE_MS: Final = 60
"""Registers answer one after the other; what they mean together is looked at when they pause."""


@dataclass(frozen=True, slots=True)
class GoingOn:
    """Where somebody was when the desk locked, with the keys of the form and of the situation in sight, "" without
    one, and the days that the citizen had told."""

    place: int
    form: str
    situation: str = ""
    told: Mapping[Event, date | None] = field(default_factory=dict)


class LifeTab(QWidget):
    """Follows the citizen in `sight`. What needs the handbook is made when the tab is first looked at."""

    task_wanted = Signal(str)
    """The key of a task to show beside the page."""
    reckoning_wanted = Signal(str)
    """The key of a benefit to reckon."""
    facts_changed = Signal(object)
    """The `Facts` that are known now."""
    copy_wanted = Signal(str, str)
    paper_made = Signal(bytes, str, object)
    """A PDF for the citizen, what it is, and what traces that it goes to the printer."""
    served = Signal(object, object)
    """The `CprNumber` of a citizen and the `Purpose` for which a contact with them has got an outcome."""
    ended = Signal()
    """The contact is closed, or there was none: the citizen may leave the page."""
    not_ended = Signal(str)
    """Words on a contact that could not be closed, and why."""
    errand_wanted = Signal()
    """Somebody wants another errand for the citizen."""
    said = Signal(str)
    failed = Signal(object)
    """A `UserError` for the page to tell."""

    def __init__(self, workplace: Workplace, sight: Sight, page: QWidget) -> None:
        super().__init__(page)
        self._workplace, self._sight, self._page = workplace, sight, page
        self._handbook: Handbook | None = None
        self._facts = Facts()
        self._reading: background.Job | None = None
        self._serves = self._has_opened = False
        self._wanted: list[tuple[str, str]] = []
        self._pause = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._pause.timeout.connect(self.show_facts)
        self._bar = QTabBar(self)
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setAccessibleName(self.tr("Livssituation"))
        for title in (self.tr("Situation"), self.tr("Plan"), self.tr("Blanketter")):
            self._bar.addTab(title)
        self._bar.currentChanged.connect(self._turn)
        self._stack = QStackedWidget(self)
        self._panel: SituationPanel | None = None
        self._visiting = VisitPlace(workplace, sight, self._stack)
        self._forms: FormsPlace | None = None
        self._waiting = EmptyState("clipboard-list", self.tr("Læser opgaver og livssituationer …"), parent=self._stack)
        self._stack.addWidget(self._visiting)
        self._stack.addWidget(self._waiting)
        self._stack.setCurrentWidget(self._waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(PAGE_MARGIN - 2 * SPACE, SPACE, PAGE_MARGIN, 0)
        bar.addWidget(self._bar, 1)
        bar.addWidget(self._visiting.channel)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        sight.landed.connect(self._landed)
        self._visiting.begun.connect(self._go_on)
        self._visiting.changed.connect(self._name_plan)
        self._visiting.changed.connect(self._show_offers)
        self._visiting.changed.connect(self._open_at_plan)
        self._visiting.task_wanted.connect(self.task_wanted)
        self._visiting.form_wanted.connect(self.open_form)
        self._visiting.reckoning_wanted.connect(self.reckoning_wanted)
        self._visiting.errand_wanted.connect(self.errand_wanted)
        self._visiting.copy_wanted.connect(self.copy_wanted)
        self._visiting.paper_made.connect(self.paper_made)
        self._visiting.served.connect(self.served)
        self._visiting.ended.connect(self.ended)
        self._visiting.not_ended.connect(self.not_ended)
        self._visiting.said.connect(self.said)
        self._visiting.failed.connect(self.failed)

    # The handbook

    def prepare(self) -> None:
        """Begin to read what is written down, once."""
        if self._reading is None:
            self._reading = background.run(self._workplace.handbook, done=self._read, failed=self._unread)

    def _read(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._panel = SituationPanel(
            handbook.situations,
            handbook.contradictions,
            handbook.tasks,
            handbook.vocabulary,
            parent=self._stack,
            reckoned=handbook.reckoned,
        )
        self._panel.situation_chosen.connect(self.choose_situation)
        self._panel.task_opened.connect(self.task_wanted)
        self._panel.reckoning_wanted.connect(self.reckoning_wanted)
        self._panel.copy_wanted.connect(self.copy_wanted)
        self._forms = FormsPlace(
            self._workplace, self._sight, handbook, offers=self._visiting.offers_of, page=self._page
        )
        self._forms.form_wanted.connect(self.open_form)
        self._forms.task_wanted.connect(self.plan_task)
        self._forms.form_opened.connect(self._turn_to_forms)
        self._forms.form_closing.connect(self._take_focus)
        self._forms.form_finished.connect(self._visiting.serve)
        self._forms.listed.connect(self._visiting.show_forms)
        self._forms.offered.connect(self._go_to_offer)
        self._forms.offer_taken.connect(self._take_offer)
        self._forms.copy_wanted.connect(self.copy_wanted)
        self._forms.errand_wanted.connect(self.errand_wanted)
        self._forms.said.connect(self.said)
        self._stack.insertWidget(_SITUATION, self._panel)
        self._stack.insertWidget(_FORMS, self._forms)
        self._stack.setCurrentIndex(self._bar.currentIndex())
        self.show_facts()
        self._serve()

    def _unread(self, error: UserError) -> None:
        self._reading = None
        self.failed.emit(error)

    @property
    def handbook(self) -> Handbook | None:
        """None until it is read."""
        return self._handbook

    # The citizen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.prepare()
        self._serve()

    def _landed(self, _state: SectionState) -> None:
        self._pause.start()

    def show_facts(self) -> None:
        """What is known of the citizen now, to whoever shows it."""
        context, handbook = self._sight.context, self._handbook
        if context is None or handbook is None:
            return
        self._facts = self._sight.facts(handbook.basis)
        if self._panel is not None:
            self._panel.show_facts(self._facts, context.purpose.errand.key, context.now, context.today)
        if self._forms is not None:
            self._forms.show_facts(self._facts)
        self._visiting.show_facts(self._facts)
        self.facts_changed.emit(self._facts)

    @property
    def facts(self) -> Facts:
        return self._facts

    @property
    def errand(self) -> str | None:
        """The key of the errand that the citizen was looked up for; None without one."""
        return self._sight.purpose.errand.key if self._sight.purpose is not None else None

    def _serve(self) -> None:
        """Open the visit of the citizen in sight, once it is asked for."""
        citizen, purpose = self._sight.citizen, self._sight.purpose
        if self._serves or self._handbook is None or self._forms is None or citizen is None or purpose is None:
            return
        if self.isVisible() or self._wanted:
            self._serves = True
            service = self._workplace.serve(citizen, purpose)
            self._visiting.begin(service, self._handbook)
            self._forms.begin(service, purpose.errand.key)

    def forget(self) -> None:
        """Nobody, or somebody else, is on the page. A form is kept as it is."""
        self._pause.stop()
        self._serves = self._has_opened = False
        self._wanted = []
        self._facts = Facts()
        self._visiting.forget()
        if self._panel is not None:
            self._panel.forget()
        if self._forms is not None:
            self._forms.forget()
        self._bar.setCurrentIndex(_SITUATION)

    def keep_now(self) -> GoingOn:
        """Keep what is typed, on the spot: the desk locks."""
        self._visiting.keep_now()
        if self._forms is not None:
            self._forms.keep_now()
        place = self._bar.currentIndex()
        form = self.form.form.key if self.form is not None and place == _FORMS else ""
        situation = self._panel.view.situation if self._panel is not None else None
        told = self._panel.told if self._panel is not None else {}
        return GoingOn(place, form, situation.key if situation is not None else "", told)

    def go_on_with(self, before: GoingOn) -> None:
        """Where somebody was, as soon as the citizen is back; what was half typed there comes with it."""
        self._has_opened = True
        self._bar.setCurrentIndex(before.place)
        if self._panel is not None:
            self._panel.go_on_with(before.told, before.situation)
        if before.form:
            self._wanted = [("form", before.form)]

    def registers_heard(self) -> None:
        """A register answers again: what a form waited for is asked once more, also a finished one."""
        if self._forms is not None:
            self._forms.registers_heard()

    # The visit

    @property
    def plan(self) -> PlanView | None:
        """None until the visit is open."""
        return self._visiting.plan

    def choose_situation(self, key: str) -> None:
        """Put its tasks on the plan, and show it."""
        if self._is_ready("situation", key) and self._panel is not None:
            self._visiting.plan_situation(key, self._facts, self._panel.days(key))
            self._bar.setCurrentIndex(_PLAN)

    def plan_task(self, key: str) -> None:
        """Put one task on the plan, and show it: where it is handed over is written there."""
        if self._is_ready("task", key) and self._panel is not None:
            self._visiting.plan_task(key, self._panel.days())
            self._bar.setCurrentIndex(_PLAN)

    def tell_day(self, event: Event, day: date) -> None:
        """The citizen says when it happened: deadlines count from it."""
        if self._panel is not None:
            self._panel.tell_day(event, day)

    def ask_how_it_ended(self, open_note: str = "") -> None:
        """With one key; then the contact is closed, also one in which nothing was written, and `ended` is told once
        that is kept. `open_note` says what becomes of a note that stands open."""
        self._visiting.ask_how_it_ended(open_note)

    def _is_ready(self, kind: str, key: str) -> bool:
        """Whether the visit is open; else what is wanted waits for it."""
        if self.plan is not None:
            return True
        self._wanted.append((kind, key))
        self.prepare()
        self._serve()
        return False

    def _go_on(self) -> None:
        wanted, self._wanted = self._wanted, []
        for kind, key in wanted:
            {"situation": self.choose_situation, "task": self.plan_task, "form": self.open_form}[kind](key)

    def _open_at_plan(self) -> None:
        """A plan that goes on is what opens, once; not under the hands of somebody at work in the situations."""
        if self._has_opened or self.plan is None or self.plan.plans is None:
            return
        self._has_opened = True
        focused, panel = self.window().focusWidget(), self._panel
        at_work = panel is not None and (
            panel.view.situation is not None or (focused is not None and panel.isAncestorOf(focused))
        )
        if self.plan.plan is not None and not at_work and self._bar.currentIndex() == _SITUATION:
            self._bar.setCurrentIndex(_PLAN)

    def _name_plan(self) -> None:
        plan = self.plan.plan if self.plan is not None else None
        name = self.tr("Plan")
        self._bar.setTabText(_PLAN, f"{name} ({plan.settled}/{len(plan.items)})" if plan is not None else name)

    # Forms

    @property
    def form(self) -> FormView | None:
        """The one that somebody fills in."""
        return self._forms.form if self._forms is not None else None

    def open_form(self, key: str) -> None:
        """The one that lies unfinished, or an empty one."""
        if self._is_ready("form", key) and self._forms is not None:
            self._forms.open_form(key)

    def close_form(self) -> bool:
        """Leave the form that has the focus, kept as it is; whether there is one."""
        return self._forms is not None and self._forms.close_form()

    def _show_offers(self) -> None:
        if self._forms is not None:
            self._forms.show_offers()

    def _go_to_offer(self, offer: Offer) -> None:
        self._bar.setCurrentIndex(_PLAN)
        self._visiting.go_to(offer)

    def _take_offer(self, offer: Offer) -> None:
        """Where it goes is seen, and may be undone."""
        self._bar.setCurrentIndex(_PLAN)
        self._visiting.take(offer)

    def _turn_to_forms(self) -> None:
        self._bar.setCurrentIndex(_FORMS)

    def _take_focus(self) -> None:
        self._bar.setFocus(Qt.FocusReason.OtherFocusReason)

    # The places

    def _turn(self, place: int) -> None:
        if self._handbook is not None:
            self._stack.setCurrentIndex(place)
