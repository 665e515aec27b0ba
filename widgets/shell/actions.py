"""Every action once: what it is called, its key, what it does. Palette, menus and F1 read from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.errors import BugError

if TYPE_CHECKING:  # loaded with the workplace
    from app.sync.availability import Availability

EVERYWHERE = "everywhere"
"""Property of the window's actions that dialogs adopt: hiding the screen must work over a dialog too."""


@dataclass(frozen=True, slots=True)
class Command:
    """`key` in Qt's portable spelling ("Ctrl+L"), empty for none. `group` is its heading in the list of keys.

    `words` are other names the palette finds it by. `everywhere` commands work while a dialog is open.
    `in_user_menu` puts it under the user's initials. `available` says whether it can be done now; without it, always.
    """

    id: str
    text: str
    run: Callable[[], object]
    key: str = ""
    group: str = ""
    words: str = ""
    everywhere: bool = False
    in_user_menu: bool = False
    available: Callable[[], Availability] | None = None

    @property
    def hindered(self) -> Availability | None:
        """How it is, where it cannot be done now: queued, or not at all."""
        how = self.available() if self.available is not None else None
        return how if how is not None and how.hindrance is not None else None


class Actions(QObject):
    """The commands in force now. A page adds its own when it shows and takes them away when it goes."""

    changed = Signal()
    refused = Signal(object)
    """The `Availability` of a command that was asked for and cannot be done now."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self._qt: dict[str, QAction] = {}
        self._more: list[Callable[[str], Iterable[Command]]] = []
        self._paused = self._all_paused = False

    def add(self, command: Command) -> QAction:
        """One key does one thing: a second command on a key is a mistake in the program."""
        if command.id in self._commands:
            raise BugError(f"action {command.id} is there already")
        key = QKeySequence(command.key)
        taken = [other.id for other in self._commands.values() if command.key and QKeySequence(other.key) == key]
        if taken:
            raise BugError(f"{command.key} is taken by {taken[0]}")
        action = QAction(command.text, self._window)
        action.setShortcut(key)
        action.setProperty(EVERYWHERE, command.everywhere)
        action.setEnabled(self._is_on(command))
        action.triggered.connect(partial(self._try, command))
        self._window.addAction(action)
        self._commands[command.id] = command
        self._qt[command.id] = action
        self.changed.emit()
        return action

    def remove(self, *ids: str) -> None:
        for id_ in ids:
            if self._commands.pop(id_, None) is not None:
                action = self._qt.pop(id_)
                self._window.removeAction(action)
                action.deleteLater()
        self.changed.emit()

    def offer(self, more: Callable[[str], Iterable[Command]]) -> None:
        """What the palette can do beside the commands, for what is typed: the likeliest first, and not many. Asked on
        the GUI thread at every key, so it takes milliseconds."""
        self._more.append(more)

    def offered(self, typed: str) -> tuple[Command, ...]:
        """None while nothing is typed, or while the screen is hidden."""
        if self._paused or not typed.strip():
            return ()
        return tuple(command for more in self._more for command in more(typed))

    def all(self) -> tuple[Command, ...]:
        return tuple(self._commands.values())

    def run(self, id_: str) -> None:
        self._qt[id_].trigger()

    def start(self, command: Command) -> None:
        """A command of either kind."""
        if command.id in self._qt:
            self.run(command.id)
        else:
            self._try(command)

    def _try(self, command: Command, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        hindered = command.hindered
        if hindered is not None and hindered.is_impossible:
            self.refused.emit(hindered)
        else:
            command.run()

    def is_enabled(self, id_: str) -> bool:
        return self._qt[id_].isEnabled()

    def pause(self, *, everywhere: bool = False) -> None:
        """While the screen is hidden only what works everywhere answers to a key; with `everywhere` nothing does."""
        self._paused, self._all_paused = True, everywhere
        self._set_enabled()

    def resume(self) -> None:
        self._paused = self._all_paused = False
        self._set_enabled()

    def _is_on(self, command: Command) -> bool:
        return not self._paused or (command.everywhere and not self._all_paused)

    def _set_enabled(self) -> None:
        for id_, command in self._commands.items():
            self._qt[id_].setEnabled(self._is_on(command))


def key_text(key: str) -> str:
    """The key as the keyboard says it here."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
