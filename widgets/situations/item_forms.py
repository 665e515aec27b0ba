"""The two small forms of a task in a plan: what a state asks for, and a note. Ctrl+Enter saves, Esc leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.situations.told import ASKS, Ask, PlanTask, Standing, State
from widgets import formats
from widgets.parts.notices import announce
from widgets.parts.personal_fields import PersonalLine, PersonalText
from widgets.situations import plan_words
from widgets.situations.typed_day import typed_day
from widgets.theme import set_role
from widgets.tokens import SPACE

_LONGEST = 500
_NOTE_LINES = 3
_NOTE = "note"


class _ItemForm(QFrame):
    """A frame with fields, a verb and a way out."""

    left = Signal()
    typed = Signal(object)
    """What stands in the fields now, by their names, as somebody types."""

    def __init__(self, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "note")
        self.fields = QVBoxLayout()
        self.fields.setSpacing(SPACE)
        self._inputs: list[QWidget] = []
        self.primary = QPushButton(verb, self)
        set_role(self.primary, "primary")
        self.primary.setToolTip(self.tr("{0} (Ctrl+Enter)").format(verb))
        self.primary.clicked.connect(self.save)
        self._leave = QPushButton(self.tr("Fortryd"), self)
        self._leave.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addWidget(self.primary)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(self.fields)
        column.addLayout(buttons)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, as one reads."""
        return [*self._inputs, self.primary, self._leave]

    def save(self) -> None:
        """Hand over what is typed, once: it stays where it is until it is known to be written."""
        raise NotImplementedError

    def go_on_with(self, words: Mapping[str, str]) -> None:
        """What was typed earlier and not saved."""
        raise NotImplementedError

    @property
    def is_waiting(self) -> bool:
        return not self.primary.isEnabled()

    def wait(self, *, waiting: bool) -> None:
        """Whether what was handed over is being written; the focus stays where it is."""
        self.primary.setEnabled(not waiting)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter in here is about this task, whatever it is elsewhere on the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _saves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _saves(event):
            self.save()
        elif event.key() == Qt.Key.Key_Escape and not self.is_waiting:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class StandingForm(_ItemForm):
    """A field for each thing the state asks for, and for nothing else. Enter goes on to the next."""

    saved = Signal(object)
    """A complete `Standing`."""

    def __init__(self, state: State, task: PlanTask, today: date, parent: QWidget) -> None:
        super().__init__(plan_words.save_as(state), parent)
        self._state, self._today = state, today
        self.setAccessibleName(f"{task.title}: {plan_words.state(state)}")
        self._boxes: dict[Ask, QLineEdit] = {}
        self._troubles: dict[Ask, QLabel] = {}
        for ask in ASKS[state]:
            self._add_field(ask)
        if state is State.HANDED_OVER:
            self._boxes[Ask.DAY].setText(formats.day(today))
            self._boxes[Ask.RECEIVER].setText(task.decider)
            self._boxes[Ask.RECEIVER].selectAll()
        self.setFocusProxy(next(iter(self._boxes.values())))

    def _add_field(self, ask: Ask) -> None:
        label, trouble = QLabel(plan_words.ask(ask, self._state), self), QLabel(self)
        box = PersonalLine("plan", parent=self)
        label.setBuddy(box)
        box.setAccessibleName(label.text())
        box.setMaxLength(_LONGEST)
        helping = QLabel(plan_words.help_with(ask), self)
        set_role(helping, "muted")
        set_role(trouble, "danger")
        box.setAccessibleDescription(helping.text())
        for words in (helping, trouble):
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
        helping.setVisible(bool(helping.text()))
        trouble.hide()
        box.textEdited.connect(self._edited)
        box.returnPressed.connect(partial(self._go_on, len(self._boxes)))
        if ask is Ask.DAY:
            box.setMaximumWidth(160)
        for widget in (label, box, helping, trouble):
            self.fields.addWidget(widget)
        self._boxes[ask], self._troubles[ask] = box, trouble
        self._inputs.append(box)

    @property
    def trouble(self) -> str:
        """What is said beside the fields."""
        return " ".join(label.text() for label in self._troubles.values() if not label.isHidden())

    def fill_in(self, standing: Standing) -> None:
        """What is known of it already."""
        known = {Ask.GROUND: standing.ground, Ask.RECEIVER: standing.receiver, Ask.REASON: standing.reason}
        for ask, text in known.items():
            if text and ask in self._boxes:
                self._boxes[ask].setText(text)
                self._boxes[ask].selectAll()

    def go_on_with(self, words: Mapping[str, str]) -> None:
        for ask, box in self._boxes.items():
            box.setText(words.get(ask, box.text()))

    def _edited(self) -> None:
        self.typed.emit({ask.value: box.text() for ask, box in self._boxes.items()})

    def _go_on(self, place: int) -> None:
        boxes = list(self._boxes.values())
        if place + 1 < len(boxes):
            boxes[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.save()

    def save(self) -> None:
        for ask, label in self._troubles.items():
            label.hide()
            set_role(self._boxes[ask], "")
        typed = {ask: box.text() for ask, box in self._boxes.items()}
        day = typed_day(typed.get(Ask.DAY, ""), self._today)
        standing = Standing(
            self._state,
            ground=typed.get(Ask.GROUND, ""),
            receiver=typed.get(Ask.RECEIVER, ""),
            day=day,
            reason=typed.get(Ask.REASON, ""),
        ).trimmed()
        wrong = {ask: plan_words.missing(ask) for ask in standing.unanswered}
        if typed.get(Ask.DAY, "").strip() and day is None:
            wrong[Ask.DAY] = self.tr("Skriv en dato som 1-12-2026.")
        if wrong:
            self._say(wrong)
        elif not self.is_waiting:
            self.saved.emit(standing)

    def _say(self, wrong: dict[Ask, str]) -> None:
        for ask, words in wrong.items():
            self._troubles[ask].setText(words)
            self._troubles[ask].show()
            set_role(self._boxes[ask], "error")
        first = next(ask for ask in self._boxes if ask in wrong)
        self._boxes[first].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, wrong[first])


class NoteForm(_ItemForm):
    saved = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.primary.setText(self.tr("Gem note"))
        self.primary.setToolTip(self.tr("Gem note (Ctrl+Enter)"))
        self.setAccessibleName(self.tr("Note om {0}").format(title))
        label = QLabel(self.tr("Note til kollegerne. Den kommer ikke med på borgerens udskrift."), self)
        label.setWordWrap(True)
        self._text = PersonalText("plan", parent=self)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.accessibleName())
        self._text.setFixedHeight(_NOTE_LINES * self.fontMetrics().lineSpacing() + 5 * SPACE)
        label.setBuddy(self._text)
        self.fields.addWidget(label)
        self.fields.addWidget(self._text)
        self._inputs.append(self._text)
        self._text.textChanged.connect(self._edited)
        self.setFocusProxy(self._text)

    def go_on_with(self, words: Mapping[str, str]) -> None:
        with QSignalBlocker(self._text):
            self._text.setPlainText(words.get(_NOTE, ""))

    def _edited(self) -> None:
        self.typed.emit({_NOTE: self._text.toPlainText()})

    def save(self) -> None:
        if self._text.toPlainText().strip() and not self.is_waiting:
            self.saved.emit(self._text.toPlainText())


def _saves(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(control)
