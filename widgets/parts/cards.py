"""The section card: title, source and age, progress, what is wrong, and the section itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from widgets.parts.chips import ProgressLine
from widgets.parts.clipboard import personal_clipboard
from widgets.parts.notices import Banner, EmptyState
from widgets.theme import set_role
from widgets.tokens import CARD_PADDING, SPACE, Meaning


class SectionCard(QFrame):
    """A titled surface. Fill `body`; tell the card what state its content is in.

    Header and progress line always take their room, and `minimum_body` reserves the section's, so that a late
    answer fills in without moving what is below.
    """

    retried = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, *, minimum_body: int = 0) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setAccessibleName(title)
        self._title = QLabel(title, self)
        set_role(self._title, "section")
        self._source = QLabel(self)
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._source, "muted")
        self._header = QHBoxLayout()
        self._header.setContentsMargins(CARD_PADDING, 2 * SPACE, CARD_PADDING, SPACE)
        self._header.setSpacing(2 * SPACE)
        self._header.addWidget(self._title)
        self._header.addStretch(1)
        self._header.addWidget(self._source)
        self._progress = ProgressLine(self)
        self._notice = Banner(self)
        self._notice.acted.connect(self.retried)
        self._message = EmptyState("info", "", top=True, parent=self)
        self._message.hide()
        self.content = QWidget(self)
        """The parent of the section's own widgets. Made with it they are styled once; without, once for every layout
        between it and them."""
        self.content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.body = QVBoxLayout(self.content)
        """Where the section's own widgets go."""
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2 * SPACE)

        inner = QVBoxLayout()
        inner.setContentsMargins(CARD_PADDING, SPACE, CARD_PADDING, CARD_PADDING)
        inner.setSpacing(2 * SPACE)
        inner.addWidget(self._notice)
        room = QHBoxLayout()
        room.addStrut(minimum_body)
        room.addWidget(self._message)
        room.addWidget(self.content)
        inner.addLayout(room, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self._header)
        layout.addWidget(self._progress)
        layout.addLayout(inner, 1)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def notice(self) -> str:
        """The words of the notice in sight, empty without one."""
        return "" if self._notice.isHidden() else self._notice.text

    @property
    def is_loading(self) -> bool:
        return self._progress.running

    def add_to_header(self, widget: QWidget) -> None:
        """A switch or a filter, between title and source."""
        self._header.insertWidget(self._header.count() - 1, widget)

    def set_source(self, text: str) -> None:
        """Source and age, right in the header: "CPR · hentet kl. 14.02"."""
        self._source.setText(text)
        self._source.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def set_loading(self, *, loading: bool) -> None:
        self._progress.set_running(loading)

    def set_notice(self, text: str, meaning: Meaning, *, retry: str = "") -> None:
        """Say above the content what is wrong with it; `retry` is the verb that asks again."""
        self._notice.say(text, meaning, action=retry)

    def clear_notice(self) -> None:
        self._notice.clear()

    def show_message(self, text: str, hint: str = "", *, icon: str = "info") -> None:
        """Words in place of the content, at the top of its room: not needed, not allowed, nothing there."""
        self._message.say(text, hint, icon=icon)
        self.content.hide()
        self._message.show()

    def show_content(self) -> None:
        self._message.hide()
        self.content.show()


class PersonalCard(SectionCard):
    """A card about somebody: what is copied out of it is traced first, by whoever it belongs to."""

    copy_wanted = Signal(str, str)
    """The text, and what kind of text it is."""


class PersonalPane(QWidget):
    """A whole view about somebody, where it is no card; copied out of as from a `PersonalCard`."""

    copy_wanted = Signal(str, str)


def copy_from(part: QWidget, text: str, what: str) -> None:
    """What Ctrl+C does in any part. `what` names the kind of text, never its value."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, PersonalCard | PersonalPane):
        around = around.parentWidget()
    if around is None:
        personal_clipboard().copy(text)
    else:
        around.copy_wanted.emit(text, what)
