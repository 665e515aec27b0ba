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

_WIDTH: Final = 400
_AROUND: Final = 12 * SPACE
"""Margins, frame and a scroll bar beside the words."""


class RegisterList(Overlay):
    """Each register: state, since when, and what it means for the work."""

    def __init__(self, window: QWidget, beneath: QWidget) -> None:
        super().__init__(window)
        self._beneath = beneath
        self._shown: tuple[tuple[Health, tuple[str, str, str]], ...] = ()
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
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Registrenes tilstand"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(heading)
        layout.addWidget(self.area, 1)

    def show_registers(self, registers: tuple[tuple[Manifest, Condition], ...], now: datetime) -> None:
        """Show them as they are `now`; where that reads as before, nothing is touched."""
        shown = tuple((condition.health, _lines(manifest, condition, now)) for manifest, condition in registers)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, (health, (title, state, note)) in enumerate(shown):
            mark, row = IconMark(register_words.icon(health), f"{register_words.meaning(health)}.fg"), 3 * number
            self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(_label(title, "strong"), row, 1)
            self._grid.addWidget(_label(state, ""), row + 1, 1)
            last = _label(note, "muted")
            last.setContentsMargins(0, 0, 0, 3 * SPACE)
            self._grid.addWidget(last, row + 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(3 * len(shown), 1)
        if self.is_open:
            self.place()

    def place(self) -> None:
        window = self.window()
        width = min(_WIDTH, window.width() - 2 * SPACE)
        self._grid.activate()
        height = min(self._grid.totalHeightForWidth(width - _AROUND) + 12 * SPACE, window.height() - 22 * SPACE)
        corner = self._beneath.mapTo(window, QPoint(self._beneath.width(), self._beneath.height() + 3 * SPACE))
        self.setGeometry(max(SPACE, corner.x() - width), corner.y(), width, height)


def _lines(manifest: Manifest, condition: Condition, now: datetime) -> tuple[str, str, str]:
    """Title, state, and what that means for the work, or else whose register it is."""
    words = [manifest.owner]
    if condition.health in (Health.DOWN, Health.FAILING):
        words = [register_words.consequence(manifest.key), register_words.retry(condition, now)]
    return manifest.title, register_words.state(condition, now), " ".join(filter(None, words))


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
