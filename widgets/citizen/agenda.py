"""Today's appointments: who is next, and who opens although no register answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.access.model import Purpose
from app.clock import COPENHAGEN, danish_day
from app.cpr import CprNumber
from app.sync.prefetch import Expected, Today
from widgets import formats
from widgets.citizen import readiness as readiness_words
from widgets.citizen.errand import errand_title
from widgets.parts.cards import PersonalCard
from widgets.parts.tables import ALL_ROWS, Column, DataTable
from widgets.theme import set_role
from widgets.tokens import CARD_PADDING, SPACE, Meaning

_SUBJECT_FROM = 1_000
_SOON = 60


class AgendaCard(PersonalCard):
    """A personal card whose copying nobody takes up: a day's citizens are not for the clipboard."""

    opened = Signal(object)
    """The `Expected` whose appointment it is."""

    def __init__(
        self,
        now: Callable[[], datetime],
        served: Sequence[tuple[CprNumber, Purpose, datetime]] = (),
        *,
        english: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`served` is read anew each time: whose contact has got an outcome, for what, and when."""
        super().__init__(self.tr("Dagens aftaler"), parent)
        self._now = now
        self._served = served
        self._english = english
        self._day: Today | None = None
        self._seen: set[str] = set()
        self._led = ""
        """The appointment that was next when the day was last shown."""
        self._next = _Next(self.content, english=english)
        self._next.opened.connect(self._open)
        past = self._is_over
        self.table: DataTable[Expected] = DataTable(
            "agenda",
            (
                Column(self.tr("Kl."), self._time, width=112, mark=self._time_mark, faint=past),
                Column(self.tr("Borger"), who, width=0, tip=who, faint=past),
                Column(self.tr("Ærinde"), self._errand, width=0, tip=self._subject, faint=past),
                Column(self.tr("Emne"), self._subject, width=300, faint=past, least=_SUBJECT_FROM),
                Column(
                    self.tr("Uden forbindelse"),
                    self._ready,
                    width=212,
                    mark=self._ready_mark,
                    faint=self._is_unready,
                    tip=self._ready_tip,
                ),
            ),
            title=self.tr("Dagens aftaler"),
            empty="",
            parent=self.content,
        )
        self.table.fit_rows(ALL_ROWS)  # the page scrolls, not the table
        self.table.opened.connect(self._open)
        self.table.view.clicked.connect(self._open_index)
        self.table.view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.body.setSpacing(CARD_PADDING)
        self.body.addWidget(self._next)
        self.body.addWidget(self.table)

    def show_day(self, day: Today) -> None:
        """The day as it looks now. The current row keeps its place once somebody has moved it; else it is the next."""
        self._day = day
        self.set_source(self._summary(day))
        self._say_failure(day)
        if not day.expected:
            if day.failure is None:
                hint = self.tr("Borgere uden aftale findes i søgefeltet.")
                self.show_message(self.tr("Ingen aftaler i dag"), hint, icon="calendar-days")
            return
        self.table.set_rows(day.expected)
        following = self._next_row()
        current = self.table.current_row()
        if following is not None and (current is None or current.appointment.id == self._led):
            self.table.view.selectRow(day.expected.index(following))
        self._led = following.appointment.id if following is not None else ""
        self._next.show_row(following, self._now())
        self.show_content()

    def refresh(self) -> None:
        """Time has passed, or somebody has been opened."""
        if self._day is not None:
            self.show_day(self._day)

    def _say_failure(self, day: Today) -> None:
        self.clear_notice()
        if day.failure is None:
            return
        again = self.tr("Der prøves igen om få minutter.")
        if day.expected:
            shown = self.tr("Aftalerne kan ikke hentes. Viser dem, som de var {0}.")
            self.set_notice(f"{shown.format(formats.clock_time(day.as_of))} {again}", Meaning.WARNING)
        else:
            self.show_message(self.tr("Dagens aftaler kan ikke hentes"), again, icon="calendar-x-2")

    def _summary(self, day: Today) -> str:
        ahead = [row for row in day.expected if not self._is_over(row)]
        today = formats.day(self._now().astimezone(COPENHAGEN).date())
        if not ahead:
            return today
        ready = sum(row.readiness.is_ready for row in ahead)
        return self.tr("{0} · {1} af {2} kommende åbner uden forbindelse").format(today, ready, len(ahead))

    def _next_row(self) -> Expected | None:
        rows = self._day.expected if self._day is not None else ()
        left = (row for row in rows if not self._is_over(row) and row.appointment.id not in self._seen)
        return next(left, None)

    def _open_index(self, index: QModelIndex) -> None:
        self._open(self.table.model.row(index))

    def _open(self, row: Expected) -> None:
        self._seen.add(row.appointment.id)
        self.opened.emit(row)

    def _served_at(self, row: Expected) -> datetime | None:
        """When the appointment's contact ended, or one of the same day with the citizen about the same."""
        booked = row.appointment
        for citizen, purpose, at in self._served:
            same = citizen == booked.citizen and purpose.errand.key == booked.errand
            if purpose.contact == booked.id or (same and danish_day(at) == danish_day(booked.at)):
                return at
        return None

    def _is_over(self, row: Expected) -> bool:
        return row.appointment.ends <= self._now() or self._served_at(row) is not None

    def _time(self, row: Expected) -> str:
        at = f"{row.appointment.at.astimezone(COPENHAGEN):%H.%M}"
        if row is not self._next_row():
            return at
        return (self.tr("{0} · næste") if row.appointment.at > self._now() else self.tr("{0} · nu")).format(at)

    def _time_mark(self, row: Expected) -> Meaning | None:
        return Meaning.INFO if row is self._next_row() else None

    def _errand(self, row: Expected) -> str:
        return errand_of(row, english=self._english)

    def _subject(self, row: Expected) -> str:
        return row.appointment.subject

    def _ready(self, row: Expected) -> str:
        served = self._served_at(row)
        if served is not None:
            return self.tr("Betjent {0}").format(formats.clock_time(served))
        over = self.tr("Tidspunktet er gået")
        return over if self._is_over(row) else readiness_words.short(row.readiness, self._now())

    def _ready_mark(self, row: Expected) -> Meaning | None:
        """Only what is wrong wears a chip: the eye must find it among lines that are as they should be."""
        failed = row.readiness.problem is not None and not self._is_over(row)
        return Meaning.WARNING if failed else None

    def _is_unready(self, row: Expected) -> bool:
        return self._is_over(row) or row.readiness.as_of is None

    def _ready_tip(self, row: Expected) -> str:
        return "" if self._is_over(row) else readiness_words.full(row.readiness, self._now())


class _Next(QFrame):
    """Whose turn it is, large enough to be read at a glance, with one key to open it."""

    opened = Signal(object)

    def __init__(self, parent: QWidget, *, english: bool) -> None:
        super().__init__(parent)
        set_role(self, "next")
        self._english = english
        self._row: Expected | None = None
        self._when, self._time = _label("muted"), _label("name")
        self._who, self._errand, self._ready = _label("section"), _label("fact"), _label("muted")
        self._errand.setWordWrap(True)
        self.button = QPushButton(self.tr("Åbn"))
        set_role(self.button, "primary")
        self.button.clicked.connect(self._open)
        clock, words = QVBoxLayout(), QVBoxLayout()
        for column, labels in ((clock, (self._when, self._time)), (words, (self._who, self._errand, self._ready))):
            column.setSpacing(SPACE // 2)
            for label in labels:
                column.addWidget(label)
        clock.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        row.setSpacing(6 * SPACE)
        row.addLayout(clock)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_row(self, row: Expected | None, now: datetime) -> None:
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        at = row.appointment.at
        minutes = -(-int((at - now).total_seconds()) // 60)
        waits = self.tr("Næste, om {0} min.").format(minutes) if minutes < _SOON else self.tr("Næste")
        errand = " – ".join(filter(None, (errand_of(row, english=self._english), row.appointment.subject)))
        self._when.setText(waits if at > now else self.tr("Nu"))
        self._time.setText(f"{at.astimezone(COPENHAGEN):%H.%M}")
        self._who.setText(who(row))
        self._errand.setText(errand)
        self._ready.setText(readiness_words.full(row.readiness, now))
        said = self.tr("Åbn {0}, {1}").format(who(row), errand)
        self.button.setAccessibleName(said)
        self.setAccessibleName(f"{self._when.text()}, {formats.clock_time(at)}")

    def _open(self) -> None:
        if self._row is not None:
            self.opened.emit(self._row)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_role(label, role)
    return label


def who(row: Expected) -> str:
    """By name and masked number; who is protected by number alone, for the list may be seen from across the desk."""
    number = formats.cpr(row.appointment.citizen)
    return f"{row.name}  ·  {number}" if row.name else number


def errand_of(row: Expected, *, english: bool) -> str:
    return errand_title(row.errand, english=english) if row.errand is not None else row.appointment.errand
