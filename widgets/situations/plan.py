"""The plan of a visit: its tasks in order, moved on by keyboard, honest about what has not been sent yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.access.model import Widening
from app.errors import UserError
from app.situations.beside import Beside, Offer
from app.situations.plan import Plan
from app.situations.told import PlanTask
from app.situations.visit import Visit
from widgets import icons, texts
from widgets.parts.cards import PersonalPane
from widgets.parts.chips import Chip
from widgets.parts.notices import Banner, EmptyState, QuietLine
from widgets.parts.personal_fields import PersonalLine
from widgets.situations import plan_words
from widgets.situations.elsewhere import ElsewhereBanner
from widgets.situations.item_list import ItemList
from widgets.situations.item_row import ItemRow
from widgets.situations.plan_work import PlanWork
from widgets.theme import set_role
from widgets.tokens import CARD_PADDING, SPACE, Meaning

_LONGEST: Final = 200


class PlanView(PersonalPane):
    """The plans of the citizen whom `visit` is about. `reload` asks for them; `now` is the desk's clock, `situations`
    the life situations' titles by their keys, `widenings` what has been opened beyond the errand by now."""

    print_wanted = Signal(object)
    """A `Plan`, for the citizen."""
    failed = Signal(object)
    """A `UserError` for the page to tell."""
    changed = Signal()
    """Another plan is in sight, or the one in sight has changed."""
    errand_wanted = Signal()
    """A plan belongs to another errand, and somebody wants to take that one."""
    task_opened = Signal(str)
    """The key of a task, to be read in the guide."""
    form_wanted = Signal(str)
    """The key of a form that a task is worked on with."""
    reckoning_wanted = Signal(str)
    """The key of a benefit that a task comes down to."""

    def __init__(
        self,
        visit: Visit,
        now: Callable[[], datetime],
        situations: Mapping[str, str] | None = None,
        widenings: Callable[[], Sequence[Widening]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now, self._situations, self._widenings = now, situations or {}, widenings
        self._work = PlanWork(visit, now, self)
        self._adding = ""
        """The task that was typed and is on its way."""
        self.setAccessibleName(self.tr("Plan"))
        self._make_head()
        self._notice, self._parked, self._elsewhere = Banner(self), Banner(self), ElsewhereBanner(self)
        self._empty = EmptyState("list-checks", self.tr("Der er ingen plan endnu"), self._how_to_begin(), parent=self)
        self._items = ItemList(self._work, self)
        self._more = PersonalLine("plan", parent=self)
        self._more.setPlaceholderText(self.tr("Skriv en opgave til, og tryk Enter"))
        self._more.setAccessibleName(self.tr("Ny opgave på planen"))
        self._more.setMaxLength(_LONGEST)
        self._quiet = QuietLine(self)
        self._lay_out()
        self._connect()
        self._show()

    def _make_head(self) -> None:
        self._plans = QComboBox(self)
        self._plans.setAccessibleName(self.tr("Vælg plan"))
        self._begun, self._progress = QLabel(self), QLabel(self)
        set_role(self._begun, "section")
        set_role(self._progress, "muted")
        self._waits = Chip(plan_words.waits(), self)
        self._print = QPushButton(self.tr("&Udskriv til borgeren"), self)
        icons.give(self._print, "printer")
        self._fresh = QPushButton(self.tr("Ny plan"), self)
        set_role(self._fresh, "quiet")
        self._fresh.setToolTip(self.tr("Begynd en plan for noget andet; den her bliver liggende."))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        for part in (self._begun, self._plans, self._progress):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._fresh)
        head.addWidget(self._print)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        layout.setSpacing(2 * SPACE)
        layout.addLayout(head)
        layout.addWidget(self._waits, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._notice, self._parked, self._elsewhere, self._empty):
            layout.addWidget(widget)
        layout.addWidget(self._items, 1)
        layout.addWidget(self._more)
        layout.addWidget(self._quiet)

    def _connect(self) -> None:
        work = self._work
        work.changed.connect(self._show)
        work.looked_up.connect(self._show_known)
        work.told.connect(self._offer_undo)
        work.taken_on.connect(self._show_taken_on)
        work.failed.connect(self._fail)
        self._plans.activated.connect(self._choose)
        self._fresh.clicked.connect(self._begin_anew)
        self._print.clicked.connect(self._ask_for_print)
        self._notice.acted.connect(work.reload)
        self._parked.acted.connect(work.try_again)
        self._elsewhere.acted.connect(self.errand_wanted)
        self._items.grown.connect(self._order_focus)
        self._items.task_opened.connect(self.task_opened)
        self._items.form_wanted.connect(self.form_wanted)
        self._items.reckoning_wanted.connect(self.reckoning_wanted)
        self._more.returnPressed.connect(self._add_typed)
        self._more.textChanged.connect(work.typing.task)
        self._quiet.undone.connect(work.move_back)

    def _how_to_begin(self) -> str:
        return self.tr("Vælg en livssituation eller en opgave, eller skriv den første opgave her.")

    @property
    def plan(self) -> Plan | None:
        return self._work.plan

    @property
    def plans(self) -> tuple[Plan, ...] | None:
        """As they are now; None while they are asked for."""
        return self._work.plans

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        return self._items.rows

    @property
    def notice(self) -> str:
        return "" if self._notice.isHidden() else self._notice.text

    @property
    def elsewhere(self) -> str:
        """That there is a plan which this errand does not open."""
        return self._elsewhere.told

    @property
    def progress(self) -> str:
        return self._progress.text()

    @property
    def waits(self) -> bool:
        """Whether it says that something waits to be sent."""
        return not self._waits.isHidden()

    # Showing

    def reload(self) -> None:
        """Ask the shared store, and lay what is unsent over it. A look at the citizen: traced."""
        self._work.reload()

    def _show_known(self) -> None:
        known = self._work.known
        if not self._more.text():
            self._more.setText(self._work.typing.unsaved.task)
        if known is None or known.failure is None:
            self._notice.clear()
        else:
            self._notice.say(plan_words.age(known, self._now()), Meaning.WARNING, action=self.tr("Prøv igen"))
        self._say_elsewhere()

    def _say_elsewhere(self) -> None:
        known = self._work.known
        self._elsewhere.show_plans(known.elsewhere if known is not None else 0, self._widenings())

    def showEvent(self, event: QShowEvent) -> None:
        """More may have been opened on another tab."""
        super().showEvent(event)
        self._say_elsewhere()

    def _show(self) -> None:
        plan, unsent = self._work.plan, self._work.unsent
        self._empty.setVisible(plan is None)
        for widget in (self._items, self._print, self._progress, self._begun, self._fresh):
            widget.setVisible(plan is not None)
        self._items.show_plan(plan, self._now())
        told = [unsent[event.id] for event in plan.history if event.id in unsent] if plan is not None else []
        self._waits.setVisible("" in told)
        if any(told):
            self._parked.say(
                texts.error(UserError(next(filter(None, told)))), Meaning.WARNING, action=self.tr("Send igen")
            )
        else:
            self._parked.clear()
        self._show_choices(plan)
        self._order_focus()
        self.changed.emit()

    def _show_choices(self, plan: Plan | None) -> None:
        choices, now = self._work.plans or (), self._now()
        self._plans.setVisible(len(choices) > (0 if plan is None else 1))
        self._begun.setVisible(len(choices) == 1 and plan is not None)
        self._plans.clear()
        for choice in choices:
            self._plans.addItem(plan_words.begun(choice, now), choice.id)
        self._plans.setCurrentIndex(choices.index(plan) if plan is not None else -1)
        if plan is not None:
            titles = [self._situations[key] for key in plan.situations if key in self._situations]
            self._begun.setText(", ".join(titles) or self.tr("Plan"))
            self._progress.setText(plan_words.progress(plan))

    def _order_focus(self) -> None:
        """Tab goes as one reads; what is made later would else come last."""
        for before, after in pairwise((self._plans, self._fresh, self._print, *self._items.stops, self._more)):
            QWidget.setTabOrder(before, after)

    def show_beside(self, beside: Beside) -> None:
        """What is known today of the tasks, apart from what is written on the plan; as often as it changes."""
        if beside != self._items.beside:
            self._items.beside = beside
            self._show()

    # Doing

    def take_on(self, situation: str, tasks: Iterable[PlanTask]) -> None:
        """As `PlanWork` has it; the first of the tasks gets the focus."""
        self._work.take_on(situation, tasks)

    def go_to(self, offer: Offer) -> None:
        """The focus goes to where it may be taken."""
        self._items.go_to_offer(offer)

    def take(self, offer: Offer) -> None:
        """Set the task to what is offered, and go to it."""
        self._items.take(offer)

    def _show_taken_on(self, tasks: frozenset[str]) -> None:
        if "" in tasks:
            if self._more.text().strip() == self._adding:
                self._more.clear()
            self._adding = ""
        if self.isVisible():
            self._items.go_to(tasks)

    def _choose(self, place: int) -> None:
        self._work.choose(self._plans.itemData(place))

    def _begin_anew(self) -> None:
        self._empty.say(self.tr("En ny plan"), self._how_to_begin())
        self._work.choose(None)
        self._more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_typed(self) -> None:
        title = self._more.text().strip()
        if title and not self._adding:
            self._adding = title
            self._work.take_on("", [PlanTask("", title)])

    def _fail(self, error: UserError) -> None:
        self._adding = ""
        self.failed.emit(error)

    def _offer_undo(self, item: UUID) -> None:
        now, before = self.plan.item(item) if self.plan is not None else None, self._work.moved
        if now is not None and before is not None and before.id == item and before.standing != now.standing:
            self._quiet.say(f"{now.task.title}: {plan_words.state(now.standing.state)}", undo=True)

    def _ask_for_print(self) -> None:
        if self.plan is not None:
            self.print_wanted.emit(self.plan)

    def keep_now(self) -> None:
        """Keep what is typed, on the spot: the desk locks."""
        self._work.typing.keep_now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.keep_now()

    def forget(self) -> None:
        """Somebody else comes onto the page."""
        self._work.forget()
