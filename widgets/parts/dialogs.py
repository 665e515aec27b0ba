"""The rare dialog: who and what in one sentence, and a verb on the button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE


class _Bar(QWidget):
    """The citizen's colour, as the identity band shows it."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = QColor(colour)
        self.setFixedWidth(SPACE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._colour)


class Dialog(QDialog):
    """Opened with `open()`, never `exec()`; `accepted` means that the primary verb was chosen.

    `sentence` repeats who and what: "Send afgørelse til Karen Marie Lindholm." `colour` is the citizen's, from
    `tokens.current().citizen`. Fill `body` with what must be decided.
    """

    def __init__(self, title: str, sentence: str, verb: str, *, parent: QWidget, colour: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(title)
        set_role(heading, "section")
        what = QLabel(sentence)
        what.setTextFormat(Qt.TextFormat.PlainText)
        what.setWordWrap(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * SPACE)
        self.primary = QPushButton(verb)
        set_role(self.primary, "primary")
        self.primary.setDefault(True)
        self.primary.clicked.connect(self.accept)
        cancel = QPushButton(self.tr("Annuller"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.primary)
        column = QVBoxLayout()
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(heading)
        column.addWidget(what)
        column.addLayout(self.body)
        column.addStretch(1)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if colour:
            row.addWidget(_Bar(colour))
        row.addLayout(column, 1)
        self.setMinimumWidth(420)
        for action in parent.window().actions():
            if action.property("everywhere"):
                self.addAction(action)
