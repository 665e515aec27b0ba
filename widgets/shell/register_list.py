"""The registers one by one, under the status line."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.citizen.port import Condition, Health, Manifest
from widgets.parts.chips import IconMark
from widgets.shell import register_words
from widgets.shell.overlay import Overlay
from widgets.theme import set_role
from widgets.tokens import SPACE

_WIDTH: Final = 440


class RegisterList(Overlay):
    """Each register: state, since when, and what it means for the work."""

    def __init__(self, window: QWidget, beneath: QWidget) -> None:
        super().__init__(window)
        self._beneath = beneath
        self.setAccessibleName(self.tr("Registre"))
        heading = QLabel(self.tr("Registre"))
        set_role(heading, "section")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        content = QWidget()
        set_role(content, "plain")
        content.setLayout(self._grid)
        self.area = QScrollArea()
        self.area.setWidget(content)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.tr("Registrenes tilstand"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(heading)
        layout.addWidget(self.area, 1)

    def show_registers(self, registers: tuple[tuple[Manifest, Condition], ...], now: datetime) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, (manifest, condition) in enumerate(registers):
            health = condition.health
            mark = IconMark(register_words.icon(health), f"{register_words.meaning(health)}.fg")
            title = QLabel(manifest.title)
            set_role(title, "strong")
            state = QLabel(register_words.state(condition, now))
            set_role(state, "muted")
            self._grid.setRowMinimumHeight(2 * number, 6 * SPACE)
            self._grid.addWidget(mark, 2 * number, 0)
            self._grid.addWidget(title, 2 * number, 1)
            self._grid.addWidget(state, 2 * number, 2, Qt.AlignmentFlag.AlignRight)
            words = [manifest.owner]
            if health in (Health.DOWN, Health.FAILING):
                words = [register_words.consequence(manifest.key), register_words.retry(condition, now)]
            note = QLabel(" ".join(filter(None, words)))
            note.setTextFormat(Qt.TextFormat.PlainText)
            note.setWordWrap(True)
            note.setContentsMargins(0, 0, 0, 2 * SPACE)
            set_role(note, "muted")
            self._grid.addWidget(note, 2 * number + 1, 1, 1, 2, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(2 * len(registers), 1)

    def place(self) -> None:
        window = self.window()
        width = min(_WIDTH, window.width() - 2 * SPACE)
        self._grid.activate()
        inner = self._grid.heightForWidth(width - 8 * SPACE)
        if inner < 0:
            inner = self._grid.sizeHint().height()
        height = min(inner + 15 * SPACE, window.height() - 22 * SPACE)
        corner = self._beneath.mapTo(window, QPoint(self._beneath.width(), self._beneath.height() + 3 * SPACE))
        self.setGeometry(max(SPACE, corner.x() - width), corner.y(), width, height)
