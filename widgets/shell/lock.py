"""The locked desk: nothing of it in sight, its files shut and their keys dropped, until somebody unlocks it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.access.idle import IdleWatch
from app.clock import SystemClock
from app.errors import UserError
from widgets import background
from widgets.parts.chips import Chip, ChipWords, IconMark
from widgets.parts.clipboard import personal_clipboard
from widgets.parts.notices import Banner, announce
from widgets.shell.actions import Actions
from widgets.shell.curtain import Curtain
from widgets.shell.desk import Desk
from widgets.shell.presence import Presence
from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE, Meaning

_WIDTH: Final = 420


class _State(Enum):
    OPEN = auto()
    LOCKING = auto()
    LOCKED = auto()
    UNLOCKING = auto()


class LockScreen(QObject):
    """Locks by `lock`, and by itself from `begin` on.

    The screen is empty at once; the files are shut, and opened again, on a worker. Keys are fetched anew from the key
    store, which is what asks for the system's own unlocking where the store is locked too.
    """

    about_to_lock = Signal()
    """The screen is empty and the files still open: what is typed is saved now, and what was fetched forgotten."""

    def __init__(self, curtain: Curtain, actions: Actions, desk: Desk) -> None:
        super().__init__(curtain)
        self._curtain = curtain
        self._actions = actions
        self._desk = desk
        self._state = _State.OPEN
        self._job: background.Job | None = None
        self._panel: LockPanel | None = None
        self.presence = Presence(IdleWatch(SystemClock(), timedelta(minutes=5)), self)
        self.presence.gone.connect(self.lock)

    @property
    def is_on(self) -> bool:
        return self._state is not _State.OPEN

    @property
    def panel(self) -> LockPanel:
        if self._panel is None:
            self._panel = LockPanel(self._desk.viewer.name, self._curtain, is_training=self._desk.is_training)
            self._panel.unlock_wanted.connect(self.unlock)
        return self._panel

    def begin(self, limit: timedelta) -> None:
        """Lock from now on after `limit` without use, and when the system's own session is locked, left or asleep."""
        self.set_limit(limit)
        self.presence.begin()

    def set_limit(self, limit: timedelta) -> None:
        self.presence.idle.limit = limit

    def lock(self) -> None:
        if self.is_on:
            return
        self._state = _State.LOCKING
        self.presence.pause()
        self._actions.pause(everywhere=True)
        self._curtain.draw(self.panel)
        self.panel.say_locking(datetime.now(UTC))
        personal_clipboard().clear_own()
        self.about_to_lock.emit()
        self._job = background.run(self._desk.lock, done=self._shut, failed=self._shut)

    def _shut(self, _result: object) -> None:
        """Also after a failure: whatever could not be shut, nothing is in sight."""
        self._state = _State.LOCKED
        self.panel.say_locked()

    def unlock(self) -> None:
        if self._state is _State.LOCKED:
            self._state = _State.UNLOCKING
            self.panel.say_unlocking()
            self._job = background.run(self._desk.unlock, done=self._opened, failed=self._refused)

    def _refused(self, error: UserError) -> None:
        from widgets import texts

        self._state = _State.LOCKED
        self.panel.say_refused(texts.error(error))

    def _opened(self, _nothing: None) -> None:
        self._state = _State.OPEN
        self._curtain.open()
        self._actions.resume()
        self.presence.resume()


class LockPanel(QFrame):
    """In the middle of the empty window: that it is locked, since when, and the way back."""

    unlock_wanted = Signal()

    def __init__(self, name: str, parent: QWidget, *, is_training: bool) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setFixedWidth(_WIDTH)
        self._title = QLabel(self.tr("Arbejdspladsen er låst"))
        set_role(self._title, "name")
        self._who = QLabel(name)
        self._since = QLabel()
        set_role(self._since, "muted")
        kept = QLabel(self.tr("Det, du har skrevet, er her stadig."))
        set_role(kept, "muted")
        self._trouble = Banner(self)
        self.button = QPushButton()
        set_role(self.button, "primary")
        self.button.clicked.connect(self.unlock_wanted)
        self.setAccessibleName(self._title.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(2 * SPACE)
        column.addWidget(IconMark("lock", "muted", size=20), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._who, self._since, kept):
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        if is_training:
            chip = Chip(ChipWords(self.tr("Træning"), Meaning.VIOLET))
            column.insertWidget(0, chip, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(2 * SPACE)
        column.addWidget(self._trouble)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def say_locking(self, now: datetime) -> None:
        from widgets import formats

        self._since.setText(self.tr("Låst {0}").format(formats.clock_time(now)))
        self._trouble.clear()
        self._offer(self.tr("Låser …"), possible=False)
        announce(self, self._title.text())

    def say_locked(self) -> None:
        self._offer(self.tr("Lås op"), possible=True)

    def say_unlocking(self) -> None:
        self._trouble.clear()
        self._offer(self.tr("Låser op …"), possible=False)

    def say_refused(self, why: str) -> None:
        self._trouble.say(why, Meaning.DANGER)
        self._offer(self.tr("Prøv igen"), possible=True)

    def _offer(self, words: str, *, possible: bool) -> None:
        if not possible:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setEnabled(possible)
        if possible:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, which a button takes in dialogs only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.unlock_wanted.emit()
        else:
            super().keyPressEvent(event)
