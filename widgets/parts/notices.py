"""Messages that stand still: banners, empty states, the quiet line after something worked."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.parts.chips import IconMark
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text` without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Banner(QFrame):
    """One message in its meaning's colour, with at most one thing to do about it.

    In a card it is a small frame; `wide` runs from edge to edge under the top bar. It pushes what is below down,
    and never covers it.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None, *, wide: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("wide", wide)
        self._mark = IconMark("info", "info.fg", parent=self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton(self)
        self._action.clicked.connect(self.acted)
        self._action.hide()
        layout = QHBoxLayout(self)
        side = 6 * SPACE if wide else 2 * SPACE
        layout.setContentsMargins(side, SPACE + 2, side if wide else SPACE + 2, SPACE + 2)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def button(self) -> QPushButton:
        return self._action

    def say(
        self, text: str, meaning: Meaning, *, action: str = "", icon: str | None = None, repeats: bool = True
    ) -> None:
        """Show `text`; `action` is the verb on the button, none without it.

        A screen reader says it when it appears and, if it `repeats`, with every other text.
        """
        spoken = self.isHidden() or (repeats and text != self._text.text())
        self._text.setText(text)
        self._mark.show_icon(icon or meaning.icon, f"{meaning}.fg")
        set_role(self, f"banner-{meaning}")
        for label in self.findChildren(QLabel):
            label.style().polish(label)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        if spoken:
            announce(self, text)

    def clear(self) -> None:
        self.hide()
        self._text.clear()


class EmptyState(QWidget):
    """Why there is nothing here, and what to do about it. In the middle of its room, or at the `top` of it."""

    acted = Signal()

    def __init__(
        self,
        icon: str,
        text: str,
        hint: str = "",
        *,
        action: str = "",
        top: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        layout.setSpacing(SPACE)
        if not top:
            layout.addStretch(1)
        self._mark = IconMark(icon, "muted", size=20, parent=self)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._text, self._hint = QLabel(text, self), QLabel(hint, self)
        set_role(self._hint, "muted")
        for label in (self._text, self._hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        self._hint.setVisible(bool(hint))
        if action:
            button = QPushButton(action)
            button.clicked.connect(self.acted)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.setAccessibleName(" ".join(filter(None, (text, hint))))

    def say(self, text: str, hint: str = "", *, icon: str = "") -> None:
        """Show other words, and another icon where one is named."""
        if icon:
            self._mark.show_icon(icon, "muted")
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(" ".join(filter(None, (text, hint))))

    def height_for(self, width: int) -> int:
        """The height the words need at `width`."""
        needed = self._layout.totalHeightForWidth(width) if width else -1
        return max(needed, self._layout.totalMinimumSize().height())


class QuietLine(QWidget):
    """What was just done, with undo where there is one. Stays until the next one, or for a while without undo."""

    undone = Signal()
    _STAYS_MS = 10_000

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = IconMark("circle-check", "success.fg")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._undo = QPushButton(self.tr("Fortryd"))
        set_role(self._undo, "quiet")
        self._undo.clicked.connect(self._undo_clicked)
        self._timer = QTimer(self, singleShot=True, interval=self._STAYS_MS)
        self._timer.timeout.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * SPACE)
        for widget in (self._mark, self._text, self._undo):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.clear()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, *, undo: bool = False, meaning: Meaning = Meaning.SUCCESS) -> None:
        self._text.setText(text)
        self._mark.show_icon(meaning.icon, f"{meaning}.fg")
        self._mark.show()
        self._undo.setVisible(undo)
        self.setAccessibleName(text)
        announce(self, text)
        self._timer.start()

    def clear(self) -> None:
        self._text.clear()
        self._mark.hide()
        self._undo.hide()
        self.setAccessibleName("")

    def _undo_clicked(self) -> None:
        self.clear()
        self.undone.emit()
