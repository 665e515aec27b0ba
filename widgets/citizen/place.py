"""Where the window opens: today's agenda and whom else to find, and the citizen page when needed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.cpr import CprNumber
from widgets import background
from widgets.citizen.start import StartView
from widgets.steps import Steps, loading

if TYPE_CHECKING:  # made with the first citizen: the window must show before its sections are loaded
    from app.citizen.port import RegisterKey
    from app.sync.prefetch import Expected, Today
    from app.workplace import Workplace
    from widgets.citizen.page import CitizenPage, Notices


class CitizenPlace(QStackedWidget):
    """Start view or citizen page."""

    typed = Signal(str)
    """Letters for Find, typed while nobody is in sight and no field has the focus."""
    rested = Signal()
    """A look-up has ended, or something was fetched ahead."""

    def __init__(
        self,
        workplace: Callable[[], Workplace],
        notices: Notices,
        *,
        has_agenda: bool,
        english: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._notices = notices
        self._english = english
        self._page: CitizenPage | None = None
        self._steps = Steps(self)
        self._enough = Event()
        self._days: background.Job | None = None
        self._start = StartView(lambda: self._workplace().now, has_agenda=has_agenda, english=english, parent=self)
        self._start.chosen.connect(self.open_citizen)
        self._start.expected.connect(self.open_expected)
        self._start.typed.connect(self.typed)
        self.addWidget(self._start)

    def prepare(self) -> None:
        """Load and make the citizen page in small steps, so that the first citizen does not pay for it."""
        self._steps.begin(self._making())

    def _making(self) -> Iterator[None]:
        yield from loading("widgets.parts", "widgets.benefits", "widgets.situations", "widgets.citizen")
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
            self._page.life.served.connect(self._start.mark_served)
            self.addWidget(self._page)
        return self._page

    def open_citizen(self, cpr: CprNumber, found_by: str = "") -> None:
        self.setCurrentWidget(self.page)
        self.page.open_citizen(cpr, found_by)

    def expect(self) -> None:
        """Show today's agenda, and have it made ready, until `rest`. Call when the extract is there, or will not be:
        it says whose relatives nobody may be shown, and what people are called."""
        agenda = partial(self._workplace().agenda, self._enough)
        self._days = background.stream(agenda, each=self._show_day, cancelled=self._enough)

    def _show_day(self, day: Today) -> None:
        self._start.show_day(day)
        self.rested.emit()

    def rest(self) -> None:
        self._enough.set()

    def open_expected(self, row: Expected) -> None:
        """Straight to the citizen: the appointment has stated the errand."""
        appointment = row.appointment
        if row.errand is None:
            self.open_citizen(appointment.citizen)
            return
        purpose = self._workplace().state_purpose(row.errand, contact=appointment.id)
        self.setCurrentWidget(self.page)
        self.page.look_up(appointment.citizen, purpose)

    @property
    def has_citizen(self) -> bool:
        return self._page is not None and self._page.sight.citizen is not None and self.currentWidget() is self._page

    def take_errand(self, errand: str) -> bool:
        """For the citizen in sight, whom that is; else for the next one found. The errand's key."""
        return self.page.take_errand(errand)

    def hide_address(self) -> None:
        if self._page is not None:
            self._page.hide_address()

    def suspend(self) -> None:
        """The desk locks."""
        if self._page is not None:
            self._page.suspend()

    def explain_note(self) -> None:
        """The connection is another."""
        if self._page is not None:
            self._page.explain_note()

    def fetch_again(self, registers: Collection[RegisterKey]) -> None:
        """These registers answer again."""
        if self._page is not None:
            self._page.fetch_again(registers)

    def open_case(self, number: str) -> None:
        self.setCurrentWidget(self.page)
        self.page.open_case(number)

    def _show_start(self) -> None:
        self.setCurrentWidget(self._start)
