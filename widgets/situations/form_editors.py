"""What one types into: an editor for each kind of field. Each tells every change of its text, and shows a text without
telling it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.citizen.model.dwelling import AddressHit
from app.cpr import CprNumber
from app.situations.derived.family import Near
from app.situations.forms.model import Field, FieldKind
from app.situations.forms.typed import NO, YES, amount_of
from widgets import background
from widgets.parts.personal_fields import PersonalLine, PersonalText
from widgets.situations import form_words
from widgets.theme import set_role
from widgets.tokens import SPACE, current

Suggest = Callable[[str], tuple[AddressHit, ...]]
"""Addresses as typed; blocks, and raises UserError where there is no answer."""

_LONGEST: Final = 200
_LONGEST_TEXT: Final = 4_000
_ADDRESS_PAUSE_MS: Final = 150
_MOST_SUGGESTED: Final = 6
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


class PersonEditor(LineEditor):
    """Those whom CPR knows near the citizen as choices, and a line for anybody else; without them the line alone."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._people: tuple[Near, ...] = ()
        self._before = ""
        self._is_another = False
        self.box = ChoiceBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(self._picked)
        self.box.left.connect(self.left)
        self.box.hide()
        self.row.insertWidget(0, self.box)
        self.line.went.connect(self._settle)

    @property
    def stop(self) -> QWidget:
        return self.line if self.box.isHidden() or self._row == len(self._people) + 1 else self.box

    @property
    def _row(self) -> int:
        return self.box.currentIndex()

    def offer(self, people: Sequence[Near], today: date) -> None:
        """Whoever types meanwhile is not disturbed."""
        self._people = tuple(people)
        self.box.clear()
        self.box.addItem(self.tr("Vælg"))
        for near in self._people:
            self.box.addItem(form_words.person(near, today))
        self.box.addItem(self.tr("En anden"))
        self.box.setVisible(bool(self._people))
        QWidget.setTabOrder(self.box, self.line)
        self._show_who()

    def show_text(self, text: str) -> None:
        if self._is_another:
            self._before = text
        else:
            super().show_text(text)
            self._show_who()

    def name_it(self, name: str, description: str) -> None:
        for widget in (self.box, self.line):
            widget.setAccessibleName(name)
            widget.setAccessibleDescription(description)

    def show_error(self, *, wrong: bool) -> None:
        for widget in (self.box, self.line):
            set_role(widget, "error" if wrong else "")

    def _edited(self, text: str) -> None:
        self._is_another = False
        super()._edited(text)

    def _picked(self, row: int) -> None:
        if 0 < row <= len(self._people):
            self._is_another = False
            self._tell(self._people[row - 1].cpr.digits)
        elif row:
            self._is_another, self._before, self._word = True, self._word, ""
            self.line.clear()
            self.line.show()
            self.line.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._is_another = False
            self._tell("")
            self._show_who()

    def _settle(self) -> None:
        """Left without a word about anybody else, it is whoever it was before."""
        if self._is_another:
            self._is_another = False
            super().show_text(self._before)
        self._show_who()

    def _show_who(self) -> None:
        number = CprNumber.parse(self._word)
        row = next((at for at, near in enumerate(self._people, 1) if near.cpr == number), 0)
        is_another = self.line.hasFocus() or (row == 0 and bool(self._word))
        self.box.setCurrentIndex(len(self._people) + 1 if is_another else row)
        self.line.setVisible(is_another or not self._people)


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


class AddressEditor(LineEditor):
    """Suggests as one types, in a list below; what was chosen carries its id, what was only typed does not.

    Down goes into the list, Enter takes what is marked, Esc lets the list go.
    """

    def __init__(self, field: Field, suggest: Suggest) -> None:
        super().__init__(field)
        self._suggest = suggest
        self._hits: tuple[AddressHit, ...] = ()
        self._job: background.Job | None = None
        self._list = _Suggestions()
        self._list.setAccessibleName(self.tr("Adresser"))
        self._list.hide()
        self._list.chosen.connect(self._chosen)
        self._list.given_up.connect(self._given_up)
        self.row.removeWidget(self.line)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self._list)
        self.row.addLayout(column)
        self.line.down.connect(self._go_down)
        self._pause = QTimer(self, singleShot=True, interval=_ADDRESS_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    @property
    def suggestions(self) -> QListWidget:
        return self._list

    def _edited(self, text: str) -> None:
        super()._edited(text)
        self.forget()
        if text.strip():
            self._pause.start()

    def forget(self) -> None:
        """Ask no more, and suggest nothing."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._list.hide()

    def _ask(self) -> None:
        self._job = background.run(partial(self._suggest, self._word), done=self._found, failed=self._silent)

    def _found(self, hits: tuple[AddressHit, ...]) -> None:
        self._job = None
        self._hits = hits[:_MOST_SUGGESTED]
        self._list.show_titles([hit.title for hit in self._hits])
        self._list.setVisible(bool(self._hits) and self.line.hasFocus())

    def _silent(self, _error: object) -> None:
        """No suggestions: what is typed stands, and is to be verified."""
        self._job = None

    def _go_down(self) -> None:
        if not self._list.isHidden():
            self._list.setCurrentRow(0)
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _given_up(self) -> None:
        self.forget()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, row: int) -> None:
        hit = self._hits[row]
        self.forget()
        self._word = hit.title
        self.line.setText(hit.title)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.told.emit(hit.title, hit.address_id)


class _Suggestions(QListWidget):
    chosen = Signal(int)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "choices")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.itemClicked.connect(self._clicked)

    def show_titles(self, titles: Sequence[str]) -> None:
        self.clear()
        self.addItems(list(titles))
        self.setFixedHeight(len(titles) * current().row_height + 2 * SPACE)

    def _clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.row(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        up_and_out = event.key() == Qt.Key.Key_Up and self.currentRow() == 0
        if event.matches(QKeySequence.StandardKey.Copy):
            return  # a citizen's address, perhaps: chosen it can be copied from the field, traced
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Escape or up_and_out:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


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


class FileEditor(Editor):
    """`wanted` comes with the path of a paper; its name is shown when it is kept."""

    wanted = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.button = QPushButton(self.tr("Vælg fil"))
        self.button.clicked.connect(self._open)
        self.remove = QPushButton(self.tr("Fjern"))
        set_role(self.remove, "quiet")
        self.remove.clicked.connect(partial(self._tell, ""))
        self.remove.hide()
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (self.button, self.title, self.remove):
            self.row.addWidget(widget)
        self.row.addStretch(1)

    @property
    def stop(self) -> QPushButton:
        return self.button

    def show_text(self, text: str) -> None:
        self.title.setText(text)
        self.remove.setVisible(bool(text))

    def name_it(self, name: str, description: str) -> None:
        self.button.setAccessibleName(f"{name}: {self.button.text()}")
        self.button.setAccessibleDescription(description)
        self.remove.setAccessibleName(f"{name}: {self.remove.text()}")

    def show_error(self, *, wrong: bool) -> None:
        """A button in no error of its own: the words beside it say it."""

    def _open(self) -> None:
        kinds = self.tr("Dokumenter og billeder (*.pdf *.jpg *.jpeg *.png)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Vælg fil"), "", kinds)
        if path:
            self.wanted.emit(Path(path))


def editor(field: Field, suggest: Suggest) -> Editor:
    """The editor of the field's kind."""
    match field.kind:
        case FieldKind.CPR if field.offers:
            return PersonEditor(field)
        case FieldKind.ADDRESS:
            return AddressEditor(field, suggest)
        case FieldKind.LONG_TEXT:
            return LongEditor(field)
        case FieldKind.CHOICE:
            return ChoiceEditor(field)
        case FieldKind.YES_NO:
            return YesNoEditor(field)
        case FieldKind.FILE:
            return FileEditor(field)
    return LineEditor(field)
