"""What one chooses an answer in: a box of choices, yes or no."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QRadioButton,
    QWidget,
)

from app.situations.forms.model import Field
from app.situations.forms.typed import NO, YES
from widgets.situations import form_words
from widgets.situations.form_lines import Editor
from widgets.theme import set_role


class ChoiceEditor(Editor):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = ChoiceBox()
        self.box.addItem(self.tr("Vælg"), "")
        for option in field.options:
            self.box.addItem(option.label, option.value)
        self.box.setMinimumContentsLength(16)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.box.activated.connect(self._picked)
        self.box.left.connect(self.left)

    @property
    def stop(self) -> QComboBox:
        return self.box

    def show_text(self, text: str) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(text)))

    def _picked(self, _index: int) -> None:
        self._tell(str(self.box.currentData()))


class ChoiceBox(QComboBox):
    """A wheel that passes over it changes nothing."""

    left = Signal()
    """Enter: on to the next field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class YesNoEditor(Editor):
    """The first letter of either answers, as in a list of choices."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.yes, self.no = ChoiceButton(form_words.yes()), ChoiceButton(form_words.no())
        self._group = QButtonGroup(self)
        for button, text in ((self.yes, YES), (self.no, NO)):
            self._group.addButton(button)
            self.row.addWidget(button)
            button.clicked.connect(partial(self._tell, text))
            button.left.connect(self.left)
        self.row.addStretch(1)

    @property
    def stop(self) -> QRadioButton:
        return self.no if self.no.isChecked() else self.yes

    def show_text(self, text: str) -> None:
        for button, word in ((self.yes, YES), (self.no, NO)):
            if button.isChecked() is not (text == word):
                self._group.setExclusive(False)
                button.setChecked(text == word)
                self._group.setExclusive(True)

    def name_it(self, name: str, description: str) -> None:
        for button in (self.yes, self.no):
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(description)

    def show_error(self, *, wrong: bool) -> None:
        for button in (self.yes, self.no):
            set_role(button, "error" if wrong else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold() if not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier else ""
        meant = next((one for one in (self.yes, self.no) if letter and one.text().casefold().startswith(letter)), None)
        if meant is None:
            super().keyPressEvent(event)
        else:
            meant.setFocus(Qt.FocusReason.OtherFocusReason)
            meant.click()


class ChoiceButton(QRadioButton):
    left = Signal()
    """Enter: on to the next field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)
