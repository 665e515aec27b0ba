"""One task of a plan: what it is, who decides it and by when, what has become of it, and the way to move it on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.benefits.declaration import Benefit
from app.clock import danish_day
from app.errors import UserError
from app.situations.beside import Beside, Offer
from app.situations.forms.model import Form
from app.situations.plan import Plan, PlanItem
from app.situations.told import ASKS, Standing, State
from app.situations.unsaved import Unwritten
from widgets import icons, texts
from widgets.parts.chips import Chip, ChipWords, IconMark
from widgets.parts.flow import FlowLayout
from widgets.situations import plan_words
from widgets.situations.item_forms import NoteForm, StandingForm
from widgets.situations.item_offer import OfferLine
from widgets.situations.reckon_line import ReckonLine, reckon
from widgets.theme import set_role
from widgets.tokens import CARD_PADDING, SPACE, Meaning


class StateButton(QPushButton):
    """Enter opens what may be done with the task; the arrows go to the next and the one before."""

    wanted = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "icon")
        icons.give(self, "chevron-down")
        self.setToolTip(self.tr("Skift status (Enter)"))
        self.clicked.connect(self.wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.wanted.emit()
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case _:
                super().keyPressEvent(event)


class ItemRow(QFrame):
    """Kept as long as the plan is in sight, so that an answer moves neither the focus nor what is being typed."""

    moved = Signal(object, object)
    """The item's id and the `Standing` it is to have."""
    noted = Signal(object, str)
    failed = Signal(object)
    """The `UserError` for which nothing is written; what was typed stays."""
    grown = Signal()
    """A form was opened."""
    typed = Signal(object, object)
    """The `State` the open form is for, None for a note, and what stands in its fields."""
    form_over = Signal()
    """The form is written, or nobody wants it any more."""
    stepped = Signal(int)
    task_opened = Signal(str)
    """The key of the task, to be read in the guide."""
    form_wanted = Signal(str)
    """The key of a form that the task is worked on with."""
    reckoning_wanted = Signal(str)
    """The key of a benefit that the task comes down to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._item: PlanItem | None = None
        self._now: datetime | None = None
        self._forms: tuple[Form, ...] = ()
        self._benefits: tuple[Benefit, ...] = ()
        self._form: StandingForm | NoteForm | None = None
        self._title, self._about, self._detail = QLabel(self), QLabel(self), QLabel(self)
        self._notes, self._history = QLabel(self), QLabel(self)
        set_role(self._title, "strong")
        set_role(self._about, "muted")
        set_role(self._history, "muted")
        self._history.hide()
        self._shows_history = False
        self._chips: tuple[str, ...] = ()
        self._state = QHBoxLayout()
        self._waits = self._waiting_mark()
        self._marks = QWidget(self)
        self._mark_line = FlowLayout(self._marks)
        self.button = StateButton(self)
        self.button.wanted.connect(self.open_menu)
        self.button.stepped.connect(self.stepped)
        self._menu = QMenu(self)
        self.offer = OfferLine(self)
        self.offer.taken.connect(self.take)
        self._reckon = ReckonLine(self)
        self._reckon.wanted.connect(self.reckoning_wanted)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(self._title, 1)
        head.addWidget(self._waits)
        head.addLayout(self._state)
        head.addWidget(self.button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(CARD_PADDING, SPACE, 2 * SPACE, 2 * SPACE)
        self._column.setSpacing(SPACE // 2)
        self._column.addLayout(head)
        lines = (self._about, self._marks, self.offer, self._detail, self._notes, self._history, self._reckon)
        for widget in lines:
            self._column.addWidget(widget)
        for label in (self._title, self._about, self._detail, self._notes, self._history):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._form_place = QVBoxLayout()
        self._form_place.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._form_place)

    def _waiting_mark(self) -> IconMark:
        """In a place kept for it: a row that waits to be sent, or no longer does, moves no other."""
        mark = IconMark("clock", "info.fg", parent=self)
        mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        mark.setToolTip(f"{plan_words.waits().text}. {plan_words.waits().tip}")
        kept = mark.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        mark.setSizePolicy(kept)
        return mark

    @property
    def item(self) -> PlanItem | None:
        return self._item

    @property
    def form(self) -> StandingForm | NoteForm | None:
        return self._form

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, as one reads."""
        offer = [self.offer.button] if self.offer.offer is not None else []
        return [self.button, *offer, *self._reckon.buttons, *(self._form.stops if self._form is not None else ())]

    @property
    def menu(self) -> QMenu:
        return self._menu

    @property
    def words(self) -> str:
        """All that is said of the task."""
        before, after = (self._title, self._about), (self._detail, self._notes, self._history)
        said = [*(label.text() for label in before if not label.isHidden()), self.offer.words]
        said += [label.text() for label in after if not label.isHidden()]
        return "\n".join(filter(None, said))

    @property
    def chips(self) -> tuple[str, ...]:
        """The state first, then what is out of order about it."""
        return self._chips

    def show_item(
        self, plan: Plan, item: PlanItem, now: datetime, *, unsent: str | None, beside: Beside | None = None
    ) -> None:
        """`unsent` as `ItemList` has it, None also where that is nothing of this item's own."""
        beside = beside or Beside()
        self._item, self._now = item, now
        self._forms = beside.forms_of(item)
        self._benefits = () if item.is_settled else beside.reckoned(item)
        had_focus, reckoned = self.offer.button.hasFocus(), self._reckon.has_focus
        self._reckon.show_benefits(self._benefits)
        self.offer.show_offer(item.task.title, beside.offer(plan, item, danish_day(now)))
        if (had_focus and self.offer.offer is None) or (reckoned and not self._reckon.has_focus):
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._title.setText(item.task.title)
        self._about.setText(plan_words.about(item))
        detail = plan_words.detail(item.standing)
        if item.standing.state is not State.TO_DO:
            by = plan_words.by(item.moved_by.name, item.moved_at, now)
            detail = " · ".join(filter(None, (detail, by)))
        self._detail.setText(detail)
        notes = [f"{plan_words.by(note.by.name, note.at, now)}: {note.text}" for note in item.notes]
        self._notes.setText("\n".join(notes))
        self._history.setText("\n".join(plan_words.event(event, now) for event in plan.moves_of(item.id)))
        for label in (self._about, self._detail, self._notes):
            label.setVisible(bool(label.text()))
        self._show_chips(item, self._marks_of(item, now, unsent, beside.asks(plan, item)), waits=unsent == "")
        state = ", ".join(self.chips)
        self.setAccessibleName(f"{item.task.title}: {state}")
        self.setAccessibleDescription(". ".join(filter(None, (self._about.text(), self.offer.words, detail))))
        self.button.setAccessibleName(self.tr("{0}: {1}. Skift status").format(item.task.title, state))
        self.button.setAccessibleDescription(self.accessibleDescription())

    def take(self, offer: Offer) -> None:
        """A person takes what is offered; a note that is being written stays."""
        self._close_standing()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(offer.item.id, offer.to)

    def _marks_of(self, item: PlanItem, now: datetime, unsent: str | None, asks: tuple[str, ...]) -> list[ChipWords]:
        """What is out of order about it, or to be asked."""
        is_registered = self.offer.offer is not None and self.offer.offer.since is not None
        late = None if is_registered else plan_words.late(item, danish_day(now))
        marks = [late] if late is not None else []
        if item.standing.state is State.TO_DO:
            marks += map(plan_words.asks, asks)
        if unsent:
            marks.append(ChipWords(self.tr("Ikke sendt: afvist"), Meaning.WARNING, tip=texts.error(UserError(unsent))))
        return marks

    def _show_chips(self, item: PlanItem, marks: list[ChipWords], *, waits: bool) -> None:
        for chip in self.findChildren(Chip):
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        state = Chip(plan_words.chip(item.standing.state), self)
        self._state.addWidget(state)
        state.show()
        self._mark_line.show_only([Chip(each, self._marks) for each in marks])
        self._marks.setVisible(bool(marks))
        self._waits.setVisible(waits)
        waiting = (plan_words.waits().text,) if waits else ()
        self._chips = (state.text, *(each.text for each in marks), *waiting)

    # Moving it

    def open_menu(self) -> None:
        """What may be done, below the button: the state it has is marked, the first other one stands ready."""
        if self._item is None:
            return
        self._menu.clear()
        choices = list(self._choices(self._item))
        actions = []
        for title, (_, do) in zip(plan_words.lettered([words for words, _ in choices]), choices, strict=True):
            actions.append(self._menu.addAction(title))
            actions[-1].triggered.connect(do)
        states = _states(self._item)
        for state, action in zip(states, actions, strict=False):
            action.setCheckable(True)
            action.setChecked(state is self._item.standing.state)
        self._menu.insertSeparator(actions[len(states)])
        if worked_with := len(self._forms) + len(self._benefits):
            self._menu.insertSeparator(actions[len(states) + worked_with])
        at = self.button.mapToGlobal(QPoint(self.button.width() - self._menu.sizeHint().width(), self.button.height()))
        self._menu.popup(at)
        ready = None if self.offer.offer is None else actions[states.index(self.offer.offer.to.state)]
        self._menu.setActiveAction(ready or next(action for action in actions if not action.isChecked()))

    def _choices(self, item: PlanItem) -> Iterator[tuple[str, Callable[..., None]]]:
        """The states first, each with what choosing it does."""
        for state in _states(item):
            yield plan_words.state(state) + (" …" if ASKS[state] else ""), partial(self._choose, state)
        for form in self._forms:
            yield self.tr("Udfyld: {0}").format(form.title).replace("&", "&&"), partial(self._want_form, form.key)
        for benefit in self._benefits:
            yield reckon(benefit).replace("&", "&&"), partial(self._want_reckoning, benefit.key)
        yield self.tr("Skriv note …"), self._write_note
        if item.task.task:
            yield self.tr("Læs om opgaven"), self._open_task
        yield self.tr("Skjul historik") if self._shows_history else self.tr("Vis historik"), self._toggle_history

    def _want_form(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        self.form_wanted.emit(key)

    def _want_reckoning(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        self.reckoning_wanted.emit(key)

    def _open_task(self) -> None:
        if self._item is not None:
            self.task_opened.emit(self._item.task.task)

    def _choose(self, state: State, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        if self._item is None or self._now is None:
            return
        if not ASKS[state]:
            self._close_standing()
            if state is not self._item.standing.state:
                self.moved.emit(self._item.id, Standing(state))
            return
        self._open_form(self._standing_form(state, self._item, self._now))

    def _standing_form(self, state: State, item: PlanItem, now: datetime) -> StandingForm:
        form = StandingForm(state, item.task, danish_day(now), self)
        if self.offer.offer is not None and self.offer.offer.to.state is state:
            form.fill_in(self.offer.offer.to)
        form.saved.connect(self._move)
        form.typed.connect(partial(self.typed.emit, state))
        return form

    def _note_form(self, item: PlanItem) -> NoteForm:
        form = NoteForm(item.task.title, self)
        form.saved.connect(self._note)
        form.typed.connect(partial(self.typed.emit, None))
        return form

    def go_on_with(self, unwritten: Unwritten) -> None:
        """Open the form that was being filled in, as it was left; the focus stays where it is."""
        if self._item is None or self._now is None or self._form is not None:
            return
        form: StandingForm | NoteForm
        if unwritten.state is None:
            form = self._note_form(self._item)
        else:
            form = self._standing_form(unwritten.state, self._item, self._now)
        form.go_on_with(unwritten.words)
        self._put_in(form)

    def _move(self, to: Standing) -> None:
        if self._item is not None and self._form is not None:
            self._form.wait(waiting=True)
            self.moved.emit(self._item.id, to)

    def keep(self) -> None:
        """It is written: the form that it was told in has done its work."""
        if self._form is not None and self._form.is_waiting:
            self._close_form()

    def refuse(self, error: UserError) -> None:
        """It is not written: the form stays, with what was typed."""
        if self._form is not None:
            self._form.wait(waiting=False)
        self.failed.emit(error)

    def _write_note(self) -> None:
        if self._item is not None:
            self._open_form(self._note_form(self._item))

    def _note(self, text: str) -> None:
        if self._item is not None and self._form is not None:
            self._form.wait(waiting=True)
            self.noted.emit(self._item.id, text)

    def _toggle_history(self) -> None:
        self._shows_history = not self._shows_history
        self._history.setVisible(self._shows_history)

    def _open_form(self, form: StandingForm | NoteForm) -> None:
        self._close_form()
        self._put_in(form)
        form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grown.emit()

    def _put_in(self, form: StandingForm | NoteForm) -> None:
        self._form = form
        form.left.connect(self._close_form)
        self._form_place.setContentsMargins(0, 2 * SPACE, 0, 0)
        self._form_place.addWidget(form)
        form.show()

    def _close_standing(self) -> None:
        """Another standing is taken than the one that was being told."""
        if isinstance(self._form, StandingForm):
            self._close_form()

    def _close_form(self) -> None:
        if self._form is not None:
            form, self._form = self._form, None
            form.hide()
            form.deleteLater()
            self._form_place.setContentsMargins(0, 0, 0, 0)
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form_over.emit()


def _states(item: PlanItem) -> list[State]:
    """What may become of it. Only Udbetaling Danmark's own tasks are sent to it; what was sent stays to be seen."""
    sent = item.task.is_udbetaling_danmarks or item.standing.state is State.SUBMITTED
    return [state for state in State if sent or state is not State.SUBMITTED]
