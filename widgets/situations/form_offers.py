"""What one types into and is offered something by: those whom CPR knows near the citizen, and addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.citizen.model.dwelling import AddressHit
from app.cpr import CprNumber
from app.situations.derived.family import Near
from app.situations.forms.model import Field
from widgets import background
from widgets.situations import form_words
from widgets.situations.form_choices import ChoiceBox
from widgets.situations.form_lines import LineEditor
from widgets.theme import set_role
from widgets.tokens import SPACE, current

Suggest = Callable[[str], tuple[AddressHit, ...]]
"""Addresses as typed; blocks, and raises UserError where there is no answer."""

_ADDRESS_PAUSE_MS: Final = 150
_MOST_SUGGESTED: Final = 6


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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets the list go also from the line."""
        if event.key() == Qt.Key.Key_Escape and not self._list.isHidden():
            self._given_up()
        else:
            super().keyPressEvent(event)

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
