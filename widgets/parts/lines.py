"""Short texts under one another, in order: steps, or what to bring."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from widgets.theme import set_role
from widgets.tokens import SPACE


class Lines(QWidget):
    """Numbered, or with a dot before each. Labels once made are kept for the next texts."""

    def __init__(self, *, numbered: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbered = numbered
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(2 * SPACE)
        self._grid.setColumnStretch(1, 1)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(text.text() for _, text in self._labels if not text.isHidden())

    def show_lines(self, lines: Sequence[str]) -> None:
        while len(self._labels) < len(lines):
            place = len(self._labels)
            mark, text = QLabel(f"{place + 1}." if self._numbered else "•", self), QLabel(self)
            set_role(mark, "strong" if self._numbered else "muted")
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            self._grid.addWidget(mark, place, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(text, place, 1, Qt.AlignmentFlag.AlignTop)
            self._labels.append((mark, text))
        for place, (mark, text) in enumerate(self._labels):
            text.setText(lines[place] if place < len(lines) else "")
            for label in (mark, text):
                label.setVisible(place < len(lines))
