"""The right end of the top bar: how the registers are, what is unsent, and who is logged in."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from widgets import icons
from widgets.parts.notices import announce
from widgets.shell.actions import Actions, Command, key_text
from widgets.shell.desk import Desk
from widgets.theme import set_role

if TYPE_CHECKING:  # loaded when the registers are first looked at, after the window shows
    from app.citizen.port import Health
    from app.sync.deliver import Unsent
    from widgets.shell.register_list import RegisterList

_EVERY_MS: Final = 2_000


class RegisterStatus(QPushButton):
    """The worst state wins; a click lists them all."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._list: RegisterList | None = None
        self._said: tuple[str, Health] | None = None
        set_role(self, "status")
        self.clicked.connect(self.show_list)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.setText(" " + self.tr("Registre"))
        self.setAccessibleName(self.tr("Registre"))
        icons.give(self, "circle-dashed", "icon")
        QTimer.singleShot(0, self.refresh)

    @property
    def list(self) -> RegisterList | None:
        return self._list

    def refresh(self) -> None:
        """Read the registers' conditions again; asks them nothing."""
        registers = self._desk.registers()
        if not registers:
            return  # the desk is still being made
        from app.citizen.port import Health
        from widgets.shell import register_words

        if self._list is not None and self._list.is_open:
            self._list.show_registers(registers, datetime.now(UTC))
        conditions = [condition for _, condition in registers]
        text, health = register_words.line(conditions), register_words.worst(conditions)
        if (text, health) == self._said:
            return
        worse = self._said is not None and health in (Health.DOWN, Health.FAILING)
        self._said = (text, health)
        self.setText(f" {text}")
        icons.give(self, register_words.icon(health), f"{register_words.meaning(health)}.fg")
        self.setAccessibleName(self.tr("Registre: {0}").format(text))
        self.setToolTip(self.tr("Vis hvert registers tilstand"))
        if worse:
            announce(self, text)

    def show_list(self) -> None:
        if self._list is None:
            from widgets.shell.register_list import RegisterList

            self._list = RegisterList(self.window(), self)
        if self._list.is_open:
            self._list.close_over()
            return
        self._list.show_registers(self._desk.registers(), datetime.now(UTC))
        self._list.open_over(self._list.area)


class UnsentStatus(QPushButton):
    """How many notes have not been confirmed and since when; out of sight where there are none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Unsent | None = None
        set_role(self, "status")
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.hide()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

    def refresh(self) -> None:
        """Look at the desk's counts again; asks nothing."""
        unsent = self._desk.unsent
        if unsent is None or unsent == self._shown:
            return
        from widgets.shell import unsent_words

        worse = unsent.trouble is not None and (self._shown is None or self._shown.trouble is None)
        self._shown = unsent
        now, meaning = self._desk.now, unsent_words.meaning(unsent)
        words = unsent_words.line(unsent, now)
        self.setText(f" {words}")
        icons.give(self, unsent_words.icon(unsent), f"{meaning}.fg")
        self.setAccessibleName(words)
        details = unsent_words.details(unsent, now)
        self.setToolTip("\n".join(details))
        self._fill(details, sendable=bool(unsent.queued))
        self.setVisible(bool(words))
        if worse:
            announce(self, ". ".join(details))

    def _fill(self, details: list[str], *, sendable: bool) -> None:
        self._menu.clear()
        for detail in details:
            self._menu.addAction(detail).setEnabled(False)
        if sendable:
            self._menu.addSeparator()
            self._menu.addAction(self.tr("Send nu")).triggered.connect(self._desk.send_now)


class UserMenu(QPushButton):
    """Who sits here, and what concerns the desk rather than a citizen."""

    def __init__(self, name: str, unit: str, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit, self._name, self._actions = unit, name, actions
        set_role(self, "status")
        self.setText("".join(word[0] for word in name.split()[:1] + name.split()[1:][-1:]).upper() or "?")
        self.setAccessibleName(self.tr("Bruger: {0}").format(name))
        self.setToolTip(", ".join(filter(None, (name, unit))))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def _fill(self) -> None:
        self._menu.clear()
        who = self._menu.addAction(", ".join(filter(None, (self._name, self._unit))))
        who.setEnabled(False)
        self._menu.addSeparator()
        for command in self._actions.all():
            if command.in_user_menu:
                entry = self._menu.addAction(f"{command.text}\t{key_text(command.key)}")
                entry.triggered.connect(partial(self._actions.run, command.id))
                self._explain(entry, command)

    @staticmethod
    def _explain(entry: QAction, command: Command) -> None:
        """What cannot be done now stands in the menu with its reason."""
        hindered = command.hindered
        if hindered is not None:
            from widgets import texts

            entry.setText(f"{command.text} – {texts.availability(hindered)}")
            entry.setEnabled(not hindered.is_impossible)
