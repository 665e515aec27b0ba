"""Where the window opens: an inviting nothing, the session's recent citizens, and the citizen page when needed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from app.cpr import CprNumber
from widgets import background
from widgets.steps import Steps
from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE

if TYPE_CHECKING:  # made with the first citizen: the window must show before its sections are loaded
    from app.citizen.port import RegisterKey
    from app.workplace import Workplace
    from widgets.citizen.page import CitizenPage, Notices

_MOST_RECENT: Final = 8


class StartView(QWidget):
    """What to type, and who was here lately: in memory only, and without any address."""

    chosen = Signal(object)
    """The `CprNumber` of a recent citizen."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "page")
        self._recent: list[tuple[CprNumber, str]] = []
        title = QLabel(self.tr("Søg efter en borger"))
        set_role(title, "name")
        hint = QLabel(
            self.tr(
                "Skriv CPR-nummer, navn og fødselsår, adresse eller sagsnummer i søgefeltet. Ctrl+L går dertil.\n"
                "Derefter vælges ærindet, som afgør, hvad der må slås op."
            )
        )
        set_role(hint, "muted")
        self._title = QLabel(self.tr("Seneste i denne session"))
        set_role(self._title, "section")
        self._list = QListWidget()
        set_role(self._list, "choices")
        self._list.setAccessibleName(self._title.text())
        self._list.setMaximumWidth(480)
        self._list.itemActivated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 2 * PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(2 * SPACE)
        for widget in (title, hint):
            column.addWidget(widget)
        column.addSpacing(PAGE_MARGIN)
        column.addWidget(self._title)
        column.addWidget(self._list, 1)
        column.addStretch(1)
        self._show()

    def remember(self, cpr: CprNumber, words: str) -> None:
        self._recent = [(cpr, words), *(row for row in self._recent if row[0] != cpr)][:_MOST_RECENT]
        self._show()

    def _show(self) -> None:
        self._list.clear()
        for cpr, words in self._recent:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, cpr)
            self._list.addItem(item)
        for widget in (self._title, self._list):
            widget.setVisible(bool(self._recent))

    def _take(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class CitizenPlace(QStackedWidget):
    """Start view or citizen page."""

    rested = Signal()
    """A look-up has ended."""

    def __init__(self, workplace: Callable[[], Workplace], notices: Notices, *, english: bool) -> None:
        super().__init__()
        self._workplace = workplace
        self._notices = notices
        self._english = english
        self._page: CitizenPage | None = None
        self._loading: background.Job | None = None
        self._steps = Steps(self)
        self._start = StartView()
        self._start.chosen.connect(self.open_citizen)
        self.addWidget(self._start)

    def prepare(self) -> None:
        """Load and make the citizen page in small steps, so that the first citizen does not pay for it."""
        self._loading = background.run(partial(import_module, "widgets.citizen.page"), done=self._loaded)

    def _loaded(self, _module: object) -> None:
        self._steps.begin(self._making())

    def _making(self) -> Iterator[None]:
        page = self.page
        yield
        yield from page.making()
        # What is made by now lives as long as the window: walking all of it in search of garbage stops the window for
        # longer than painting it does.
        gc.freeze()

    @property
    def page(self) -> CitizenPage:
        if self._page is None:
            from widgets.citizen.page import CitizenPage

            self._page = CitizenPage(self._workplace(), self._notices, english=self._english)
            self._page.left.connect(self._show_start)
            self._page.opened.connect(self._start.remember)
            self._page.idle.connect(self.rested)
            self.addWidget(self._page)
        return self._page

    def open_citizen(self, cpr: CprNumber) -> None:
        self.setCurrentWidget(self.page)
        self.page.open_citizen(cpr)

    def hide_address(self) -> None:
        if self._page is not None:
            self._page.hide_address()

    def suspend(self) -> None:
        """The desk locks."""
        if self._page is not None:
            self._page.suspend()

    def fetch_again(self, registers: Collection[RegisterKey]) -> None:
        """These registers answer again."""
        if self._page is not None:
            self._page.fetch_again(registers)

    def open_case(self, number: str) -> None:
        self.setCurrentWidget(self.page)
        self.page.open_case(number)

    def _show_start(self) -> None:
        self.setCurrentWidget(self._start)
