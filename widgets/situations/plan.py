"""The plan of a visit: its tasks in order, moved on by keyboard, honest about what has not been sent yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.errors import UserError
from app.situations.plan import Plan, PlanTask, Standing
from app.situations.unsaved import Unsaved
from app.situations.visits import Known, Visit
from widgets import background, formats, icons, texts
from widgets.parts.cards import PersonalPane
from widgets.parts.notices import Banner, EmptyState, QuietLine
from widgets.parts.personal_fields import PersonalLine
from widgets.situations import plan_words
from widgets.situations.item_row import ItemRow
from widgets.situations.plan_typing import PlanTyping
from widgets.theme import set_role
from widgets.tokens import CARD_PADDING, SPACE, Meaning

_T = TypeVar("_T")
_EVERY_MS: Final = 1_000
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class _Undo:
    """The move back."""

    item: UUID
    to: Standing


class PlanView(PersonalPane):
    """The plans of the citizen whom `visit` is about. `reload` asks for them; `now` is the desk's clock, `situations`
    the life situations' titles by their keys."""

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

    def __init__(
        self,
        visit: Visit,
        now: Callable[[], datetime],
        situations: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._visit, self._now, self._situations = visit, now, situations or {}
        self._taken_on: frozenset[str] = frozenset()
        self._known: Known | None = None
        self._plan: Plan | None = None
        self._anew = False
        self._written_here: dict[UUID, Plan] = {}
        self._unsent: Mapping[UUID, str] = {}
        self._rows: dict[UUID, ItemRow] = {}
        self._undo: _Undo | None = None
        self._jobs: list[background.Job] = []
        self._typing = PlanTyping(visit, self)
        self._typing.failed.connect(self.failed)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._set_up()

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Plan"))
        self._plans = QComboBox(self)
        self._plans.setAccessibleName(self.tr("Vælg plan"))
        self._plans.activated.connect(self._choose)
        self._begun, self._progress = QLabel(self), QLabel(self)
        set_role(self._begun, "section")
        set_role(self._progress, "muted")
        self._print = QPushButton(self.tr("&Udskriv til borgeren"), self)
        icons.give(self._print, "printer")
        self._print.clicked.connect(self._ask_for_print)
        self._fresh = QPushButton(self.tr("Ny plan"), self)
        set_role(self._fresh, "quiet")
        self._fresh.setToolTip(self.tr("Begynd en plan for noget andet; den her bliver liggende."))
        self._fresh.clicked.connect(self._begin_anew)
        self._notice, self._parked, self._elsewhere = Banner(self), Banner(self), Banner(self)
        self._notice.acted.connect(self.reload)
        self._parked.acted.connect(self._try_again)
        self._elsewhere.acted.connect(self.errand_wanted)
        self._empty = EmptyState(
            "list-checks",
            self.tr("Der er ingen plan endnu"),
            self.tr("Vælg en livssituation eller en opgave, eller skriv den første opgave her."),
            parent=self,
        )
        self._list = QWidget()
        set_role(self._list, "plain")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE)
        self._column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        self._more = PersonalLine("plan", parent=self)
        self._more.setPlaceholderText(self.tr("Skriv en opgave til, og tryk Enter"))
        self._more.setAccessibleName(self.tr("Ny opgave på planen"))
        self._more.setMaxLength(_LONGEST)
        self._more.returnPressed.connect(self._add_typed)
        self._more.textChanged.connect(self._typing.task)
        self._quiet = QuietLine(self)
        self._quiet.undone.connect(self._move_back)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        for widget in (self._begun, self._plans, self._progress):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._fresh)
        head.addWidget(self._print)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        layout.setSpacing(2 * SPACE)
        layout.addLayout(head)
        layout.addWidget(self._notice)
        layout.addWidget(self._parked)
        layout.addWidget(self._elsewhere)
        layout.addWidget(self._empty)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._more)
        layout.addWidget(self._quiet)
        self._show_plan(None)

    @property
    def plan(self) -> Plan | None:
        return self._plan

    @property
    def plans(self) -> tuple[Plan, ...] | None:
        """As they are now; None while they are asked for."""
        return self._choices() if self._known is not None or self._written_here else None

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        return tuple(self._rows.values())

    @property
    def notice(self) -> str:
        return "" if self._notice.isHidden() else self._notice.text

    @property
    def elsewhere(self) -> str:
        """That there is a plan which this errand does not open."""
        return "" if self._elsewhere.isHidden() else self._elsewhere.text

    @property
    def progress(self) -> str:
        return self._progress.text()

    # Reading

    def reload(self) -> None:
        """Ask the shared store, and lay what is unsent over it. A look at the citizen: traced."""
        self._run(partial(_looked_up, self._visit), self._show_looked_up)

    def _show_looked_up(self, found: tuple[Known, Unsaved]) -> None:
        known, typed = found
        if not self._typing.has_begun:
            self._typing.begin(typed)
            self._more.setText(self._typing.unsaved.task)
        self._show_known(known)

    def _show_known(self, known: Known) -> None:
        """The plan in sight stays, with what was written since this was asked for; else the one somebody was typing in
        comes, or the newest open one. Nothing comes where somebody is about to begin one."""
        self._known, self._unsent = known, known.unsent
        self._say_age(known)
        self._say_elsewhere(known.elsewhere)
        shown = self._plan
        if shown is None and not self._anew:
            half_done = (plan for plan in known.plans if any(map(plan.item, self._typed_in)))
            shown = next(half_done, None) or next((plan for plan in known.plans if plan.is_open), None)
        for plan in known.plans:
            if shown is not None and plan.id == shown.id:
                shown = shown.with_(plan.history)
        self._show_plan(shown)
        self._watch()

    @property
    def _typed_in(self) -> tuple[UUID, ...]:
        return tuple(form.item for form in self._typing.unsaved.forms)

    def _say_age(self, known: Known) -> None:
        if known.failure is None:
            self._notice.clear()
            return
        if known.as_of is None:
            shown = self.tr("Viser kun det, der er skrevet på denne computer.")
        else:
            when = formats.moment(known.as_of, self._now())
            shown = self.tr("Viser planen, som den var {0}.").format(when)
        self._notice.say(f"{texts.error(known.failure)} {shown}", Meaning.WARNING, action=self.tr("Prøv igen"))

    def _say_elsewhere(self, plans: int) -> None:
        if not plans:
            self._elsewhere.clear()
            return
        there = (
            self.tr("Der er en plan fra et andet ærinde.")
            if plans == 1
            else self.tr("Der er {0} planer fra andre ærinder.").format(plans)
        )
        hint = self.tr("Gælder det den, så skift til det ærinde.")
        self._elsewhere.say(f"{there} {hint}", Meaning.INFO, action=self.tr("Skift ærinde"))

    def _choose(self, place: int) -> None:
        plan = self._plans.itemData(place)
        self._anew = False
        self._show_plan(next((known for known in self._choices() if known.id == plan), None))

    def _choices(self) -> tuple[Plan, ...]:
        """The citizen's plans as known, the one in sight as it is now."""
        known = dict(self._written_here)
        for plan in self._known.plans if self._known is not None else ():
            known[plan.id] = plan.with_(known[plan.id].history) if plan.id in known else plan
        if self._plan is not None:
            known[self._plan.id] = self._plan
        return tuple(sorted(known.values(), key=lambda plan: (plan.is_open, plan.started_at), reverse=True))

    # Showing

    def _show_plan(self, plan: Plan | None) -> None:
        if plan is None or self._plan is None or plan.id != self._plan.id:
            for row in self._rows.values():
                row.hide()
                row.deleteLater()
            self._rows = {}
            self._undo = None
            self._quiet.clear()
        self._plan = plan
        self._empty.setVisible(plan is None)
        for widget in (self._scroll, self._print, self._progress, self._begun, self._fresh):
            widget.setVisible(plan is not None)
        if plan is not None:
            self._show_items(plan)
        self._show_choices()
        self._order_focus()
        self.changed.emit()

    def _show_items(self, plan: Plan) -> None:
        now = self._now()
        for item in plan.items:
            row = self._rows.get(item.id)
            unwritten = self._typing.unsaved.form(item.id) if row is None else None
            row = row or self._new_row(item.id)
            row.show_item(plan, item, self._unsent, now)
            if unwritten is not None:
                row.go_on_with(unwritten)
        self._progress.setText(plan_words.progress(plan))
        refused = [self._unsent[event.id] for event in plan.history if self._unsent.get(event.id)]
        if refused:
            self._parked.say(texts.error(UserError(refused[0])), Meaning.WARNING, action=self.tr("Send igen"))
        else:
            self._parked.clear()

    def _show_choices(self) -> None:
        choices, now = self._choices(), self._now()
        self._plans.setVisible(len(choices) > (0 if self._plan is None else 1))
        self._begun.setVisible(len(choices) == 1 and self._plan is not None)
        if self._plan is not None:
            titles = [self._situations[key] for key in self._plan.situations if key in self._situations]
            self._begun.setText(", ".join(titles) or self.tr("Plan"))
        self._plans.clear()
        for number, plan in enumerate(choices):
            self._plans.addItem(plan_words.begun(plan, now), plan.id)
            if self._plan is not None and plan.id == self._plan.id:
                self._plans.setCurrentIndex(number)
        if self._plan is None:
            self._plans.setCurrentIndex(-1)

    def _new_row(self, item: UUID) -> ItemRow:
        row = ItemRow(self._list)
        row.moved.connect(self._move)
        row.noted.connect(self._note)
        row.kept.connect(partial(self._kept, item))
        row.failed.connect(self.failed)
        row.typed.connect(partial(self._typing.form, item))
        row.form_over.connect(partial(self._typing.over, item))
        row.grown.connect(partial(QTimer.singleShot, 0, partial(self._bring_up, row)))
        row.stepped.connect(partial(self._step, item))
        row.task_opened.connect(self.task_opened)
        self._column.insertWidget(self._column.count() - 1, row)
        self._rows[item] = row
        row.show()
        return row

    def _step(self, item: UUID, step: int) -> None:
        rows = list(self._rows)
        place = rows.index(item) + step
        if 0 <= place < len(rows):
            row = self._rows[rows[place]]
            row.button.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(row)

    def _order_focus(self) -> None:
        """Tab goes as one reads; what is made later would else come last."""
        rows = [stop for row in self._rows.values() for stop in row.stops]
        for before, after in pairwise((self._plans, self._fresh, self._print, *rows, self._more)):
            QWidget.setTabOrder(before, after)

    def _bring_up(self, row: ItemRow) -> None:
        """A form just opened, once it has its size: its end first, then where it begins."""
        self._order_focus()
        if row.form is not None:
            self._scroll.ensureWidgetVisible(row.form)
            self._scroll.ensureWidgetVisible(row.button)

    # Writing

    def take_on(self, situation: str, tasks: Iterable[PlanTask]) -> None:
        """A life situation and its tasks go onto the plan that is about the same, or begin one, and the first of them
        gets the focus. `situation` may be empty: then there is but the plan in sight to go onto."""
        chosen, contact = tuple(tasks), self._visit.contact.id if self._visit.contact is not None else None
        near = filter(None, (self._plan, *(self._choices() if situation and not self._anew else ())))
        plan = next((known for known in near if known.takes_in(situation, chosen, contact)), None)
        self._taken_on = frozenset(task.task for task in chosen)
        if plan is None:
            situations = (situation,) if situation else ()
            self._run(partial(self._visit.start, situations, chosen), self._take_up)
        elif situation:
            self._run(partial(self._visit.choose, plan, situation, chosen), self._take_up)
        else:
            for task in chosen:
                self._run(partial(self._visit.add, plan, task), self._written)

    def _take_up(self, plan: Plan) -> None:
        """It comes into sight; what was there lies beside it."""
        if self._plan is not None and self._plan.id != plan.id:
            self._show_plan(None)
        self._written(plan)

    def _begin_anew(self) -> None:
        self._anew = True
        self._empty.say(
            self.tr("En ny plan"),
            self.tr("Vælg en livssituation eller en opgave, eller skriv den første opgave her."),
        )
        self._show_plan(None)
        self._more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_typed(self) -> None:
        title = self._more.text().strip()
        if not title:
            return
        task = PlanTask("", title)
        if self._plan is None:
            self._run(partial(self._visit.start, (), (task,)), self._added)
        else:
            self._run(partial(self._visit.add, self._plan, task), self._added)

    def _added(self, plan: Plan) -> None:
        self._more.clear()
        self._written(plan)

    def _move(self, item: UUID, to: Standing) -> None:
        plan = self._plan
        known = plan.item(item) if plan is not None else None
        if plan is not None and known is not None:
            self._undo = _Undo(item, known.standing)
            self._write(item, partial(self._visit.move, plan, item, to))

    def _note(self, item: UUID, text: str) -> None:
        if self._plan is not None:
            self._write(item, partial(self._visit.note, self._plan, text, item))

    def _write(self, item: UUID, call: Callable[[], Plan]) -> None:
        row = self._rows[item]
        self._jobs.append(background.run(call, done=row.keep, failed=row.refuse))

    def _kept(self, item: UUID, plan: Plan) -> None:
        self._written(plan)
        now = plan.item(item)
        if now is not None and self._undo is not None and self._undo.item == item and now.standing != self._undo.to:
            self._quiet.say(f"{now.task.title}: {plan_words.state(now.standing.state)}", undo=True)

    def _move_back(self) -> None:
        if self._undo is not None:
            back, self._undo = self._undo, None
            if self._plan is not None:
                self._write(back.item, partial(self._visit.move, self._plan, back.item, back.to))

    def _written(self, plan: Plan) -> None:
        """The plan with what was just written, and with what else was written meanwhile."""
        before = self._written_here.get(plan.id)
        self._written_here[plan.id] = plan if before is None else before.with_(plan.history)
        self._anew = False
        if self._plan is None or self._plan.id == plan.id:
            self._show_plan(plan if self._plan is None else self._plan.with_(plan.history))
            self._go_to_taken_on()
        self._watch()
        self._look()

    def _go_to_taken_on(self) -> None:
        taken_on, self._taken_on = self._taken_on, frozenset()
        for row in self._rows.values():
            if self.isVisible() and row.item is not None and row.item.task.task in taken_on:
                row.button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _ask_for_print(self) -> None:
        if self._plan is not None:
            self.print_wanted.emit(self._plan)

    # What is unsent

    def _watch(self) -> None:
        """Look again while something waits to be sent, and no longer."""
        if self._unsent and not self._timer.isActive():
            self._timer.start()
        elif not self._unsent:
            self._timer.stop()

    def _look(self) -> None:
        self._run(self._visit.unsent, self._show_unsent)

    def _show_unsent(self, unsent: Mapping[UUID, str]) -> None:
        if unsent != self._unsent:
            self._unsent = unsent
            if self._plan is not None:
                self._show_items(self._plan)
        self._watch()

    def _try_again(self) -> None:
        refused = [record for record, why in self._unsent.items() if why]
        self._run(partial(self._visit.try_again, refused), self._tried)

    def _tried(self, _nothing: None) -> None:
        self._look()

    def _run(self, call: Callable[[], _T], done: Callable[[_T], object]) -> None:
        job = background.run(call, done=done, failed=self._fail)
        self._jobs = [*(known for known in self._jobs if not known.finished), job]

    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)

    def keep_now(self) -> None:
        """Keep what is typed, on the spot: the desk locks."""
        self._typing.keep_now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._typing.keep_now()

    def forget(self) -> None:
        """Somebody else comes onto the page."""
        self._typing.keep_now()
        self._timer.stop()
        for job in self._jobs:
            job.cancel()
        self._jobs = []


def _looked_up(visit: Visit) -> tuple[Known, Unsaved]:
    return visit.known(), visit.typed()
