"""What a task of a plan is known to have become, and the button that a person takes it with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.situations.beside import Offer
from widgets.situations import plan_words
from widgets.theme import set_role
from widgets.tokens import SPACE


class OfferLine(QWidget):
    """CPR har flytningen fra 16-11-2026. [Sæt til »Gjort her«]"""

    taken = Signal(object)
    """The `Offer`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offer: Offer | None = None
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.button = QPushButton(self)
        set_role(self.button, "quiet")
        self.button.clicked.connect(self._take)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * SPACE)
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        self.hide()

    @property
    def words(self) -> str:
        """Empty where nothing is offered."""
        return self._words.text()

    def show_offer(self, title: str, offer: Offer | None) -> None:
        """Of the task called `title`."""
        self.offer = offer
        self._words.setText(plan_words.offered(offer) if offer is not None else "")
        if offer is not None:
            self.button.setText(plan_words.set_to(offer.to.state))
            self.button.setAccessibleName(f"{title}: {self.button.text()}")
            self.button.setAccessibleDescription(self.words)
        self.setVisible(offer is not None)

    def _take(self) -> None:
        if self.offer is not None:
            self.taken.emit(self.offer)
