"""The left rail: the features there are, each an icon and a word."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from widgets import icons
from widgets.theme import set_role
from widgets.tokens import SPACE

WIDTH = 84


class Rail(QFrame):
    """One button a feature; the last ones stand at the foot."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "rail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Områder"))
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 2 * SPACE, 0, 2 * SPACE)
        self._layout.setSpacing(SPACE)
        self._layout.addStretch(1)
        self._above = 0

    def add(self, key: str, title: str, icon: str, *, at_foot: bool) -> None:
        button = QToolButton()
        set_role(button, "rail")
        button.setText(title)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(title)
        button.setFixedSize(WIDTH - 1, 56)
        icons.give(button, icon, "icon", size=icons.LARGE)
        button.setProperty("page", key)
        button.clicked.connect(self._clicked)
        self._group.addButton(button)
        self._buttons[key] = button
        if at_foot:
            self._layout.addWidget(button)
        else:
            self._layout.insertWidget(self._above, button)
            self._above += 1

    def mark(self, key: str) -> None:
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def _clicked(self) -> None:
        self.chosen.emit(str(self.sender().property("page")))
