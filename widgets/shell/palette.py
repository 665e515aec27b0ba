"""The command palette: every action by name, with its key, and what else is offered for the words typed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.population.folding import fold
from widgets import texts
from widgets.fonts import TextSize, sized
from widgets.parts.notices import announce
from widgets.parts.rows import paint_row_ground
from widgets.shell.actions import Actions, Command, key_text
from widgets.shell.overlay import Overlay
from widgets.theme import set_role
from widgets.tokens import SPACE, current

_WIDTH: Final = 560
_MOST: Final = 10
_COMMAND: Final = Qt.ItemDataRole.UserRole
_KEY: Final = Qt.ItemDataRole.UserRole + 1
_GROUP: Final = Qt.ItemDataRole.UserRole + 2
_WHY_NOT: Final = Qt.ItemDataRole.UserRole + 3
"""Why it cannot be done now; empty where it can."""
_CAN: Final = Qt.ItemDataRole.UserRole + 4
_KEY_ROOM: Final = 104
_OFFERED: Final = 2
_LETTERS: Final = 3
_Index = QModelIndex | QPersistentModelIndex


def fit(typed: str, command: Command) -> int | None:
    """How well `typed` names the command: the lower the better, None if it does not. ae is æ, as in every search.

    Words of the text first, then letters in order ("nb" finds "Ny borger"), then the command's other names.
    """
    wanted = fold(typed).split()
    text = fold(command.text)
    if all(any(word.startswith(part) for word in text.split()) for part in wanted):
        return 0
    if all(part in f"{text} {fold(command.words)}" for part in wanted):
        return 1
    place = -1
    for letter in "".join(wanted):
        place = text.find(letter, place + 1)
        if place < 0:
            return None
    return _LETTERS


class _Line(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, current().row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current()
        widget: QWidget = option.widget
        painter.save()
        paint_row_ground(painter, option, first=True, hairline=False)
        box = QRectF(option.rect).adjusted(3 * SPACE, 0, -2 * SPACE, 0)
        left = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        small = sized(widget.font(), TextSize.SMALL)
        key, group, text = str(index.data(_KEY)), str(index.data(_GROUP)), str(index.data())
        painter.setFont(small)
        painter.setPen(theme.color("muted"))
        painter.drawText(box, right, key)
        painter.drawText(box.adjusted(0, 0, -_KEY_ROOM, 0), right, group)
        painter.setFont(widget.font())
        painter.setPen(theme.color("text" if index.data(_CAN) else "muted"))
        room = int(box.width() - _KEY_ROOM - QFontMetrics(small).horizontalAdvance(group) - 2 * SPACE)
        painter.drawText(box, left, QFontMetrics(widget.font()).elidedText(text, Qt.TextElideMode.ElideRight, room))
        painter.restore()


class CommandPalette(Overlay):
    """Type, arrow, Enter."""

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        self._actions = actions
        self.setAccessibleName(self.tr("Kommandopalet"))
        self.field = _Field(self)
        self.field.setPlaceholderText(self.tr("Skriv, hvad du vil gøre"))
        self.field.setAccessibleName(self.tr("Find handling"))
        self.field.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Handlinger"))
        self.list.itemClicked.connect(self.run_current)
        self.list.currentItemChanged.connect(self._say_why_not)
        self._said = QLabel(self)
        set_role(self._said, "muted")
        self._said.setContentsMargins(SPACE, 0, SPACE, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self._said)

    def toggle(self) -> None:
        if self.is_open:
            self.close_over()
            return
        self.field.clear()
        self._filter("")
        self.open_over(self.field)

    def place(self) -> None:
        window = self.window()
        width = min(_WIDTH, window.width() - 8 * SPACE)
        height = 14 * SPACE + min(_MOST, self.list.count()) * current().row_height
        if not self._said.isHidden():
            height += self._said.sizeHint().height() + 2 * SPACE
        self.setGeometry((window.width() - width) // 2, 20 * SPACE, width, min(height, window.height() - 24 * SPACE))

    def step(self, by: int) -> None:
        if self.list.count():
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))
            announce(self, self.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole))

    def run_current(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(_CAN):
            self.close_over()
            self._actions.start(item.data(_COMMAND))
        elif item is not None:
            announce(self, item.data(_WHY_NOT))

    def _filter(self, text: str) -> None:
        found = [
            (rank, number, command)
            for number, command in enumerate(self._actions.all())
            if self._actions.is_enabled(command.id) and (rank := fit(text, command)) is not None
        ]
        # What is offered goes before a command that only has the letters somewhere.
        found += ((_OFFERED, number, command) for number, command in enumerate(self._actions.offered(text)))
        self.list.clear()
        for _, _, command in sorted(found, key=lambda entry: entry[:2]):
            item = QListWidgetItem(command.text)
            key = key_text(command.key)
            item.setData(_COMMAND, command)
            how = command.hindered
            why_not = texts.availability(how) if how is not None else ""
            item.setData(_KEY, key)
            item.setData(_GROUP, texts.when(how.when) if how is not None else command.group)
            item.setData(_WHY_NOT, why_not)
            item.setData(_CAN, how is None or not how.is_impossible)
            item.setToolTip(why_not)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (command.text, key, why_not))))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self.list.count()))
        if not self.list.count():
            self._say(self.tr("Ingen handling, opgave eller blanket passer til det, der er skrevet."))
        if self.is_open:
            self.place()

    def _say_why_not(self, item: QListWidgetItem | None) -> None:
        self._say(str(item.data(_WHY_NOT) or "") if item is not None else "")
        if self.is_open:
            self.place()

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))


class _Field(QLineEdit):
    """Hands arrows and Enter to the palette; Esc goes up to it by itself."""

    def __init__(self, palette: CommandPalette) -> None:
        super().__init__(palette)
        self._palette = palette

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._palette.step(1)
            case Qt.Key.Key_Up:
                self._palette.step(-1)
            case Qt.Key.Key_PageDown:
                self._palette.step(_MOST)
            case Qt.Key.Key_PageUp:
                self._palette.step(-_MOST)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._palette.run_current()
            case _:
                super().keyPressEvent(event)
