"""The main window: top bar, rail, banners, pages. Pages come in by `add_page`; the shell imports none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.errors import BugError
from widgets.parts.chips import IconMark
from widgets.parts.notices import Banner, QuietLine
from widgets.shell.actions import Actions, Command
from widgets.shell.curtain import Curtain
from widgets.shell.desk import Desk
from widgets.shell.find_box import FindBox
from widgets.shell.focus import FocusKeys
from widgets.shell.lock import LockScreen
from widgets.shell.offline import OfflineNotice
from widgets.shell.privacy import PrivacyScreen
from widgets.shell.rail import Rail
from widgets.shell.status import RegisterStatus, UnsentStatus, UserMenu
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning

if TYPE_CHECKING:  # loaded with the key that asks for them
    from app.sync.availability import Availability
    from widgets.shell.keys_help import KeysHelp
    from widgets.shell.palette import CommandPalette

_TOP_BAR: Final = 48
_FRAME: Final = 3
_FIND_WIDTH: Final = 560
_LEAST: Final = (720, 480)
PRIVACY_KEY: Final = "F9"
_FIRST_KEYS_MS: Final = 100
"""After the first paint, for what was typed towards it: work for later must not hold that up."""


@dataclass(frozen=True, slots=True)
class Page:
    """A place the rail leads to. `make` runs when it is first shown. `help` is what F1 says about it."""

    key: str
    title: str
    icon: str
    make: Callable[[], QWidget]
    help: str = ""
    at_foot: bool = False
    in_rail: bool = True


class MainWindow(QMainWindow):
    """Emits who or what was found; everything else the pages do themselves."""

    citizen_chosen = Signal(object, str)
    """A `CprNumber` from the Find box, and by which kind of search it was found."""
    case_chosen = Signal(str)
    page_shown = Signal(str)
    closing = Signal()
    settled = Signal()
    """Once, soon after the first paint: what the window could show without begins now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pages: dict[str, Page] = {}
        self._made: dict[str, QWidget] = {}
        self.commands = Actions(self)
        self._palette: CommandPalette | None = None
        self._help: KeysHelp | None = None
        self._painted = False
        self._curtain = Curtain(self)
        self._privacy = PrivacyScreen(self._curtain, self.commands)
        self.lock_screen = LockScreen(self._curtain, self.commands, desk)
        self.setWindowTitle(self.tr("Indgang – Træning") if desk.is_training else "Indgang")
        self.setMinimumSize(*_LEAST)
        self.find_box = FindBox(desk)
        self.find_box.setMaximumWidth(_FIND_WIDTH)
        self.find_box.citizen_chosen.connect(self.citizen_chosen)
        self.find_box.case_chosen.connect(self.case_chosen)
        self.status = RegisterStatus(desk)
        self.unsent = UnsentStatus(desk)
        self.quiet_line = QuietLine()
        self.offline_banner = Banner(wide=True)
        self.desk_banner = Banner(wide=True)
        """What is wrong with the desk itself."""
        self.offline = OfflineNotice(desk, self.offline_banner, self.quiet_line)
        self.offline.changed.connect(self.status.refresh)
        self.commands.refused.connect(self._say_refused)
        self.rail = Rail()
        self.rail.chosen.connect(self.show_page)
        self._stack = QStackedWidget()
        set_role(self._stack, "page")
        self._lay_out()
        self._add_commands()
        self._focus_keys = FocusKeys(self)

    def _lay_out(self) -> None:
        bar = QFrame()
        set_role(bar, "topbar")
        bar.setFixedHeight(_TOP_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(4 * SPACE, 0, 2 * SPACE, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.find_box, 3)
        row.addWidget(self.quiet_line)
        row.addStretch(1)
        row.addWidget(self.status)
        row.addWidget(self.unsent)
        row.addWidget(UserMenu(self._desk.viewer.name, self._desk.viewer.unit, self.commands))
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(self._stack, 1)
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        if self._desk.is_training:
            set_role(frame, "training-frame")
            frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            column.setContentsMargins(_FRAME, 0, _FRAME, _FRAME)
            column.addWidget(self._training_banner())
        column.addWidget(bar)
        column.addWidget(self.offline_banner)
        column.addWidget(self.desk_banner)
        column.addLayout(below, 1)
        self.setCentralWidget(frame)

    def _training_banner(self) -> QFrame:
        banner = QFrame()
        banner.setObjectName("training")
        words = self.tr("TRÆNING – opdigtede borgere i {0}").format(self._desk.municipality)
        banner.setAccessibleName(words)
        row = QHBoxLayout(banner)
        row.setContentsMargins(4 * SPACE - _FRAME, SPACE, 4 * SPACE, SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(IconMark("graduation-cap", "on_training"))
        row.addWidget(QLabel(words), 1)
        return banner

    def _add_commands(self) -> None:
        general = self.tr("Overalt")
        for command in (
            Command(
                "find", self.tr("Find borger eller sag"), self.find_box.go_here, "Ctrl+L", general, "søg opslag cpr"
            ),
            Command("palette", self.tr("Kommandopalet"), self.show_palette, "Ctrl+K", general, "handlinger"),
            Command("help", self.tr("Hjælp og taster"), self.show_help, "F1", general, in_user_menu=True),
            Command(
                "privacy",
                self.tr("Skjul skærmen"),
                self.toggle_privacy,
                PRIVACY_KEY,
                general,
                "blank diskretion",
                everywhere=True,
                in_user_menu=True,
            ),
            Command(
                "lock",
                self.tr("Lås arbejdspladsen"),
                self.lock_screen.lock,
                "Ctrl+Shift+L",
                general,
                "lås gå fra",
                everywhere=True,
                in_user_menu=True,
            ),
            Command("registers", self.tr("Registrenes tilstand"), self.status.show_list, "Ctrl+Shift+R", general),
            Command("quit", self.tr("Afslut Indgang"), self.close, "Ctrl+Q", general, "luk", in_user_menu=True),
        ):
            self.commands.add(command)

    @property
    def privacy_is_on(self) -> bool:
        return self._privacy.is_on

    @property
    def current_page(self) -> str:
        shown = self._stack.currentWidget()
        return next((key for key, widget in self._made.items() if widget is shown), "")

    def add_page(self, page: Page) -> None:
        """The first page added is the one the window opens with."""
        if page.key in self._pages:
            raise BugError(f"page {page.key} is there already")
        self._pages[page.key] = page
        if page.in_rail:
            self.rail.add(page.key, page.title, page.icon, at_foot=page.at_foot)
            text, go = self.tr("Gå til {0}").format(page.title), partial(self.show_page, page.key)
            self.commands.add(Command(f"go-{page.key}", text, go, group=self.tr("Områder")))
        if len(self._pages) == 1:
            self.show_page(page.key)

    def page(self, key: str) -> QWidget:
        """The page's widget, made now if it was not before."""
        if key not in self._made:
            widget = self._pages[key].make()
            self._made[key] = widget
            self._stack.addWidget(widget)
        return self._made[key]

    def show_page(self, key: str) -> None:
        widget = self.page(key)
        if self._stack.currentWidget() is not widget:
            self._stack.setCurrentWidget(widget)
            self.page_shown.emit(key)
        self.rail.mark(key)

    def say(self, text: str, *, undo: bool = False, meaning: Meaning = Meaning.SUCCESS) -> None:
        """A quiet line for what was just done, or could not be."""
        self.quiet_line.say(text, undo=undo, meaning=meaning)

    def hush(self) -> None:
        self.quiet_line.clear()

    def _say_refused(self, hindered: Availability) -> None:
        from widgets import texts

        self.say(texts.availability(hindered), meaning=Meaning.WARNING)

    def show_palette(self) -> None:
        if self._palette is None:
            from widgets.shell.palette import CommandPalette

            self._palette = CommandPalette(self, self.commands)
        self._palette.toggle()

    def show_help(self) -> None:
        if self._help is None:
            from widgets.shell.keys_help import KeysHelp

            self._help = KeysHelp(self, self.commands)
        page = self._pages.get(self.current_page)
        self._help.toggle(page.help if page else "")

    def toggle_privacy(self) -> None:
        self._privacy.toggle(PRIVACY_KEY, self.tr("Skærmen er skjult. Tryk {0} for at vise den igen."))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(_FIRST_KEYS_MS, self, self.settled.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._curtain.follow()
        for overlay in (self._palette, self._help, self.status.list):
            if overlay is not None and overlay.is_open:
                overlay.place()
