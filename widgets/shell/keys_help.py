"""F1: what this page is for and which keys it knows."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from widgets import icons
from widgets.shell.actions import Actions, Command, key_text
from widgets.shell.overlay import Overlay
from widgets.theme import set_role
from widgets.tokens import SPACE

_WIDTH: Final = 520


class KeyTable(QWidget):
    """The keys in force, by group. Also for the help page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "plain")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 2 * SPACE, 0)
        self._grid.setHorizontalSpacing(4 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(0, 1)

    def show_keys(self, commands: tuple[Command, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        order = list(dict.fromkeys(command.group for command in commands))
        keyed = sorted((command for command in commands if command.key), key=lambda command: order.index(command.group))
        row = 0
        if keyed:
            self._add_key(row, self.tr("Luk det øverste: liste, sidepanel eller blanket"), "Esc")
            row += 1
        for group, members in groupby(keyed, key=lambda command: command.group):
            heading = QLabel(group)
            set_role(heading, "strong")
            heading.setContentsMargins(0, 2 * SPACE if row else 0, 0, 0)
            self._grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for command in members:
                self._add_key(row, command.text, command.key)
                row += 1
        self._grid.setRowStretch(row, 1)

    def _add_key(self, row: int, does: str, key: str) -> None:
        label = QLabel(key_text(key))
        set_role(label, "key")
        self._grid.addWidget(QLabel(does), row, 0)
        self._grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignRight)


class KeysHelp(Overlay):
    """Over the page: its help in a few sentences, then the keys."""

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        self._actions = actions
        self.setAccessibleName(self.tr("Hjælp og taster"))
        heading = QLabel(self.tr("Hjælp og taster"))
        set_role(heading, "section")
        close = QPushButton()
        set_role(close, "icon")
        icons.give(close, "x")
        close.setAccessibleName(self.tr("Luk hjælpen"))
        close.setToolTip(self.tr("Luk hjælpen (Esc)"))
        close.clicked.connect(self.close_over)
        self._help = QLabel()
        self._help.setTextFormat(Qt.TextFormat.PlainText)
        self._help.setWordWrap(True)
        self._keys = KeyTable()
        self.area = QScrollArea()
        self.area.setWidget(self._keys)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.tr("Taster"))
        header = QHBoxLayout()
        header.addWidget(heading, 1)
        header.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * SPACE, 3 * SPACE, 3 * SPACE, 4 * SPACE)
        layout.setSpacing(3 * SPACE)
        layout.addLayout(header)
        layout.addWidget(self._help)
        layout.addWidget(self.area, 1)

    def toggle(self, page_help: str) -> None:
        """`page_help` is what the page in sight says of itself."""
        if self.is_open:
            self.close_over()
            return
        self._help.setText(page_help)
        self._help.setVisible(bool(page_help))
        self._keys.show_keys(self._actions.all())
        self.open_over(self.area)

    def place(self) -> None:
        window = self.window()
        width = min(_WIDTH, window.width() - 8 * SPACE)
        wanted = self._keys.sizeHint().height() + self._help.heightForWidth(width - 8 * SPACE) + 24 * SPACE
        height = min(wanted, window.height() - 24 * SPACE)
        self.setGeometry((window.width() - width) // 2, 20 * SPACE, width, height)
