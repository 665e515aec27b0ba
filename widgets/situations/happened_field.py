"""The day something happened, from which the law counts deadlines: as a register has it, or as the citizen tells it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from app.situations.due import Event
from widgets import formats
from widgets.parts.cards import PersonalPane
from widgets.parts.personal_fields import PersonalLine
from widgets.situations import plan_words
from widgets.situations.typed_day import typed_day
from widgets.theme import set_role
from widgets.tokens import SPACE

_WIDTH = 120


class HappenedField(PersonalPane):
    """Hidden until it is to ask. What is typed in it is not written over by what it means."""

    told = Signal(object, object)
    """The `Event`, and its day; None where what is typed is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._event: Event | None = None
        self._about = self._origin = ""
        self._today = date.min
        self._label, self._said = QLabel(self), QLabel(self)
        self._box = PersonalLine("day", parent=self)
        self._box.setMaximumWidth(_WIDTH)
        self._label.setBuddy(self._box)
        self._box.textEdited.connect(self._edited)
        set_role(self._said, "muted")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * SPACE)
        line.addWidget(self._label)
        line.addWidget(self._box)
        line.addWidget(self._said, 1)
        self.hide()

    @property
    def event_asked(self) -> Event | None:
        return self._event

    @property
    def day(self) -> date | None:
        """What is typed, as a day."""
        return typed_day(self._box.text(), self._today)

    @property
    def box(self) -> QLineEdit:
        return self._box

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops in it."""
        return [self._box] if self._event is not None else []

    def ask(self, event: Event | None, day: date | None, today: date, *, about: str = "", origin: str = "") -> None:
        """For the day of `event` in what it is `about`; `day` where it is known already, and `origin` who says so."""
        goes_on = (event, about) == (self._event, self._about)
        self._event, self._about, self._today, self._origin = event, about, today, origin
        self.setVisible(event is not None)
        if event is None:
            self._box.clear()
            return
        self._label.setText(plan_words.happened(event))
        self._box.setAccessibleName(self._label.text())
        if not goes_on or self.day != day:
            with QSignalBlocker(self._box):
                self._box.setText(formats.day(day) if day is not None else "")
        self._say()

    def clear(self) -> None:
        self.ask(None, None, self._today)

    def _edited(self) -> None:
        self._say()
        if self._event is not None:
            self.told.emit(self._event, self.day)

    def _say(self) -> None:
        unread = bool(self._box.text().strip()) and self.day is None
        set_role(self._box, "error" if unread else "")
        set_role(self._said, "danger" if unread else "muted")
        if unread:
            self._said.setText(self.tr("Skriv en dato som 1-12-2026."))
        elif self._origin:
            self._said.setText(self.tr("{0}. Ret dagen, hvis borgeren siger en anden.").format(self._origin))
        else:
            self._said.setText(self.tr("Fristerne regnes fra denne dag."))
        self._box.setAccessibleDescription(self._said.text())
