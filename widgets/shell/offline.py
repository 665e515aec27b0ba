"""Above the page while no register answers: since when, what can still be done, and quietly when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from widgets import formats
from widgets.parts.notices import Banner, QuietLine
from widgets.shell.desk import Desk
from widgets.tokens import Meaning

if TYPE_CHECKING:  # loaded with the workplace
    from app.sync.connection import Connection

_EVERY_MS: Final = 1_000


class OfflineNotice(QObject):
    """Reads the desk every second, which asks nobody anything."""

    changed = Signal()
    """What can be done now may be another."""
    returned = Signal(object)
    """The registers, a frozenset of `RegisterKey`, that answer again."""

    def __init__(self, desk: Desk, banner: Banner, quiet: QuietLine) -> None:
        super().__init__(banner)
        self._desk = desk
        self._banner = banner
        self._quiet = quiet
        self._known: Connection | None = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

    def refresh(self) -> None:
        connection, known = self._desk.connection, self._known
        if connection is None:
            return
        self._known = connection
        from app.sync.connection import Reach

        if connection.reach is Reach.OFFLINE:
            self._show(self._words(connection))
        elif known is not None and known.reach is Reach.OFFLINE:
            self._banner.clear()
            back = self.tr("Forbindelsen er tilbage {0}").format(formats.clock_time(self._desk.now))
            self._quiet.say(back)
        if known is None or connection == known:
            return
        self.changed.emit()
        if known.away - connection.away:
            self.returned.emit(known.away - connection.away)

    def _show(self, words: str) -> None:
        if words != self._banner.text or self._banner.isHidden():
            self._banner.say(words, Meaning.WARNING, icon="cloud-off", repeats=False)

    def _words(self, connection: Connection) -> str:
        now = self._desk.now
        since = formats.moment(connection.since or now, now)
        words = [self.tr("Ingen forbindelse til registrene siden {0}.").format(since)]
        if connection.roles_expired:
            words.append(self.tr("Gemte oplysninger kan ikke åbnes: din adgang er ikke bekræftet i 12 timer."))
            words.append(self.tr("Et påbegyndt notat, der står åbent, kan gøres færdigt."))
        else:
            words.append(self.tr("Det, der er gemt på denne computer, kan åbnes og viser sin alder."))
        unsent = self._desk.unsent
        count = unsent.queued if unsent is not None else 0
        if count == 1:
            words.append(self.tr("1 notat venter på at blive sendt."))
        elif count:
            words.append(self.tr("{0} notater venter på at blive sendt.").format(count))
        elif not connection.roles_expired:
            words.append(self.tr("Notater kan skrives og sendes senere."))
        return " ".join(words)
