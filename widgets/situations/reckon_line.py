"""The way from a task to the money: a quiet button for each benefit that it comes down to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.benefits.declaration import Benefit
from widgets import icons
from widgets.parts.flow import FlowLayout
from widgets.theme import set_role


def reckon(benefit: Benefit) -> str:
    """Beregn: Boligstøtte."""
    return QCoreApplication.translate("situations", "Beregn: {0}").format(benefit.title)


class ReckonLine(QWidget):
    """Hidden where nothing is to be reckoned."""

    wanted = Signal(str)
    """The key of the benefit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = FlowLayout(self)
        self._benefits: tuple[Benefit, ...] = ()
        self.buttons: tuple[QPushButton, ...] = ()
        self.hide()

    @property
    def has_focus(self) -> bool:
        return any(button.hasFocus() for button in self.buttons)

    def show_benefits(self, benefits: Sequence[Benefit]) -> None:
        """The same once more changes nothing: the focus stays."""
        if tuple(benefits) == self._benefits:
            return
        self._benefits = tuple(benefits)
        self.buttons = tuple(map(self._button, benefits))
        self._line.show_only(self.buttons)
        self.setVisible(bool(benefits))

    def _button(self, benefit: Benefit) -> QPushButton:
        button = QPushButton(reckon(benefit).replace("&", "&&"), self)
        set_role(button, "quiet")
        icons.give(button, "calculator")
        button.clicked.connect(partial(self._want, benefit.key))
        return button

    def _want(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        self.wanted.emit(key)
