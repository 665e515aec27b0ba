"""What one types words into, in a form: a line or several. Each tells every change of its text, and shows a text
without telling it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QWidget,
)

from app.cpr import CprNumber
from app.situations.forms.model import Field, FieldKind
from app.situations.forms.typed import amount_of
from widgets.parts.personal_fields import PersonalLine, PersonalText
from widgets.situations import form_words
from widgets.theme import set_role
from widgets.tokens import SPACE

_LONGEST: Final = 200
_LONGEST_TEXT: Final = 4_000
_NARROW: Final = 176
_NARROW_KINDS: Final = (
    FieldKind.CPR,
    FieldKind.AMOUNT,
    FieldKind.NUMBER,
    FieldKind.MONTH,
    FieldKind.DATE,
    FieldKind.PHONE,
)


class Editor(QWidget):
    """`told` comes with the text and, for a chosen address, its id."""

    told = Signal(str, object)
    left = Signal()
    """Enter: on to the next field."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(2 * SPACE)

    @property
    def stop(self) -> QWidget:
        """The control that takes the focus."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Show it as typed, unless it is there already."""
        raise NotImplementedError

    def name_it(self, name: str, description: str) -> None:
        """For screen readers."""
        self.stop.setAccessibleName(name)
        self.stop.setAccessibleDescription(description)

    def show_error(self, *, wrong: bool) -> None:
        set_role(self.stop, "error" if wrong else "")

    def _tell(self, text: str) -> None:
        self.told.emit(text, None)


class LineEditor(Editor):
    """One line. Left, a CPR number is shown masked, for the screen may face the hall, and an amount as amounts are
    written; what was typed is what is told."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.line = _Line("form")
        self.line.setMaxLength(_LONGEST)
        self.line.setPlaceholderText(form_words.expected(field.kind))
        self._word = ""
        if field.kind in _NARROW_KINDS:
            self.line.setFixedWidth(_NARROW)
        self.row.addWidget(self.line)
        if field.kind is FieldKind.AMOUNT:
            self.row.addWidget(QLabel("kr."))
        if field.kind in _NARROW_KINDS:
            self.row.addStretch(1)
        self.line.textEdited.connect(self._edited)
        self.line.returnPressed.connect(self.left)
        self.line.entered.connect(self._unmask)
        self.line.went.connect(self._rest)

    @property
    def stop(self) -> QWidget:
        return self.line

    def show_text(self, text: str) -> None:
        if text == self._word:
            return
        self._word = text
        self.line.setText(text)
        if not self.line.hasFocus():
            self._rest()

    def _edited(self, text: str) -> None:
        self._word = text
        self._tell(text)

    def _unmask(self) -> None:
        if self.field.kind is FieldKind.CPR and self.line.text() != self._word:
            self.line.setText(self._word)
            self.line.selectAll()

    def _rest(self) -> None:
        number = CprNumber.parse(self._word) if self.field.kind is FieldKind.CPR else None
        amount = amount_of(self._word) if self.field.kind is FieldKind.AMOUNT else None
        if number is not None:
            self.line.setText(number.masked)
        if amount is not None:
            self.line.setText(form_words.typed(self.field, amount))


class _Line(PersonalLine):
    entered = Signal()
    went = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.entered.emit()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.went.emit()


class LongEditor(Editor):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.text = PersonalText("form")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(20 * SPACE)
        self.row.addWidget(self.text)
        self.text.textChanged.connect(self._edited)

    @property
    def stop(self) -> QPlainTextEdit:
        return self.text

    def show_text(self, text: str) -> None:
        if text != self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)

    def _edited(self) -> None:
        self._tell(self.text.toPlainText()[:_LONGEST_TEXT])
