"""The one box: CPR number, name with birth year, address or case number, searched as one types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import UserError
from widgets import background
from widgets.parts.chips import IconMark
from widgets.shell.desk import Desk
from widgets.shell.typed_ahead import TypedAhead
from widgets.theme import set_role
from widgets.tokens import SPACE

if TYPE_CHECKING:  # loaded with the first search: the box itself must be there at once
    from app.citizen.model.dwelling import AddressHit
    from app.citizen.port import Cancellation
    from app.population.find import FindResult
    from widgets.shell.find_popup import Choice, FindPopup

_PAUSE_MS: Final = 80
_ADDRESS_PAUSE_MS: Final = 150 - _PAUSE_MS
"""Counted from the extract's answer, so that Adressevælger is asked some 150 ms after the last letter."""
_ICON_ROOM: Final = 24


class FindBox(QLineEdit):
    """Emits what was chosen and empties itself; what was typed is kept nowhere."""

    citizen_chosen = Signal(object, str)
    """A `CprNumber`, and by which kind of search it was found."""
    case_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: background.Job | None = None
        self._asked_for = self._shown_for = ""
        self._interrupted = False
        self._enter_waits = False
        self._ahead = TypedAhead()
        self._extract = True
        self._address_job: background.Job | None = None
        self._addresses_of = ""
        self._completing: str | None = None
        self._popup: FindPopup | None = None
        set_role(self, "find")
        self.setPlaceholderText(self.tr("CPR, navn + fødselsår, adresse eller sagsnr."))
        self.setAccessibleName(self.tr("Find borger eller sag"))
        self.setAccessibleDescription(self.tr("CPR-nummer, navn og fødselsår, adresse eller sagsnummer"))
        self.setTextMargins(_ICON_ROOM, 0, 0, 0)
        self.setMaxLength(200)
        self._mark = IconMark("search", "muted", parent=self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._address_pause = QTimer(self, singleShot=True, interval=_ADDRESS_PAUSE_MS)
        self._address_pause.timeout.connect(self._ask_for_addresses)
        self.textEdited.connect(self._typed)

    @property
    def popup(self) -> FindPopup | None:
        return self._popup

    def go_here(self) -> None:
        """For the key that finds."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def take(self, text: str) -> None:
        """What somebody began to type elsewhere, and goes on with here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)
        self.insert(text)

    def close_list(self) -> None:
        self._stop()
        if self._popup is not None:
            self._popup.forget()

    def _typed(self, _text: str) -> None:
        self._wait_no_more()
        self._stop_asking_for_addresses()
        if self.text().strip():
            self._pause.start()
        else:
            self._shown_for = ""
            self.close_list()

    def _search(self) -> None:
        self._completing = None
        self._start(partial(self._desk.find, self.text()))

    def _start(self, find: Callable[[], FindResult]) -> None:
        self._stop()
        self._job = background.run(find, done=self._show_result, failed=self._show_failure)
        self._asked_for = self.text()

    def _stop(self) -> None:
        self._stop_asking_for_addresses()
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _stop_asking_for_addresses(self) -> None:
        self._address_pause.stop()
        if self._address_job is not None:
            self._address_job.cancel()
            self._address_job = None

    def _show_result(self, result: FindResult) -> None:
        self._job = None
        self._shown_for = self._asked_for
        from app.population.find import FindKind

        if not self.hasFocus() or result.kind is FindKind.NOTHING:
            self.close_list()
            self._wait_no_more()
            return
        popup = self._the_popup()
        popup.show_result(result, self._desk.today)
        self._extract = result.extract
        self._addresses_of = result.address if self._completing is None else self._completing
        if not self._addresses_of:
            popup.show_addresses(())
        elif not self._pause.isActive():  # somebody who types on is asked for then
            self._address_pause.start()
        self._place(popup)
        self._enter_if_waiting(popup)

    def _enter_if_waiting(self, popup: FindPopup) -> None:
        """What Enter asked for before it was there is chosen when it is the only one."""
        if self._enter_waits and not self._awaits_addresses(popup):
            self._enter_waits = False
            if popup.count + popup.address_count == 1:
                popup.choose()
            self._ahead.hand_on(self.window())

    def _wait_no_more(self) -> None:
        """Enter opened nothing: what was typed after it belongs here."""
        self._enter_waits = False
        self._ahead.hand_on(self.window())

    def _awaits_addresses(self, popup: FindPopup) -> bool:
        """Whether all there is to choose is still to come; the addresses in sight are of an earlier text."""
        return popup.count == 0 and (self._address_pause.isActive() or self._address_job is not None)

    def _show_failure(self, error: UserError) -> None:
        self._job = None
        self._shown_for = self._asked_for
        popup = self._the_popup()
        failed = self.tr("Søgningen kunne ikke gennemføres. Et CPR-nummer kan altid slås op.")
        popup.show_words(_refused(error) or failed)
        popup.show_addresses(())
        self._place(popup)
        self._wait_no_more()

    def _ask_for_addresses(self) -> None:
        from app.citizen.port import Cancellation

        cancelled = Cancellation()
        self._address_job = background.stream(
            partial(_suggested, self._desk, self._addresses_of, cancelled),
            each=self._show_addresses,
            failed=self._show_addresses_failed,
            cancelled=cancelled,
        )

    def _show_addresses(self, hits: Sequence[AddressHit]) -> None:
        self._address_job = None
        popup = self._the_popup()
        popup.show_addresses(hits)
        self._place(popup)
        self._enter_if_waiting(popup)

    def _show_addresses_failed(self, _error: UserError) -> None:
        self._address_job = None
        popup = self._the_popup()
        popup.say_addresses_failed(extract=self._extract)
        self._place(popup)
        self._wait_no_more()

    def _the_popup(self) -> FindPopup:
        if self._popup is None:
            from widgets.shell.find_popup import FindPopup

            self._popup = FindPopup(self.window())
            self._popup.chosen.connect(self._choose)
        return self._popup

    def _place(self, popup: FindPopup) -> None:
        corner = self.mapTo(self.window(), QPoint(0, self.height() + SPACE))
        popup.fit(max(self.width(), min(560, self.window().width() - corner.x() - 2 * SPACE)))
        popup.move(corner)
        popup.show()
        popup.raise_()

    def _choose(self, choice: Choice) -> None:
        if choice.address is not None:
            self._complete(choice.address)
            return
        self.close_list()
        self.clear()
        self._shown_for = ""
        if choice.cpr is not None:
            self.citizen_chosen.emit(choice.cpr, choice.found_by)
        else:
            self.case_chosen.emit(choice.case_number)

    def _complete(self, hit: AddressHit) -> None:
        """Write the address out and find who is registered there; a road or a house number is asked about further."""
        road, comma, town = hit.title.partition(",")
        names_house = road.rpartition(" ")[2][:1].isdigit()
        if names_house:
            self.setText(hit.title)
        else:
            self.setText(f"{road} {comma}{town}")
            self.setCursorPosition(len(road) + 1)
        further = hit.title if names_house else road
        self._completing = "" if hit.kind == "adresse" else further
        self._start(partial(self._desk.find, hit.title, address=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        open_popup = self._popup if self._popup is not None and not self._popup.isHidden() else None
        if self._enter_waits:
            if self._ahead.take(event):
                return
            if event.key() == Qt.Key.Key_Backspace:
                self._wait_no_more()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter(open_popup)
            case Qt.Key.Key_Down | Qt.Key.Key_Up | Qt.Key.Key_PageDown | Qt.Key.Key_PageUp if open_popup:
                steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
                open_popup.step(steps[Qt.Key(event.key())])
            case Qt.Key.Key_Escape if open_popup:
                self.let_go()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
                self.let_go()
            case _:
                super().keyPressEvent(event)

    def let_go(self) -> None:
        """Nothing that was asked for opens any more."""
        self._enter_waits = False
        self._ahead.forget()
        self.close_list()

    def _enter(self, open_popup: FindPopup | None) -> None:
        """Choose what is marked; with the answer still on its way, choose it when it is the only one."""
        if open_popup is not None and self._shown_for == self.text():
            self._enter_waits = self._awaits_addresses(open_popup)
            if not self._enter_waits:
                open_popup.choose()
        elif self.text().strip():
            self._enter_waits = True
            if self._job is None or self._pause.isActive():
                self._search()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._interrupted:
            self._interrupted = False
            self._pause.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was searched for when a dialog or a notice took the focus is searched for again when it comes back."""
        self._interrupted = self._pause.isActive() or self._job is not None
        self.close_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_list()
        super().hideEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark.move(2 * SPACE + 2, (self.height() - self._mark.height()) // 2)
        self._follow()

    def _follow(self) -> None:
        if self._popup is not None and not self._popup.isHidden():
            self._place(self._popup)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setPlaceholderText(self.tr("CPR, navn + fødselsår, adresse eller sagsnr."))


def _suggested(desk: Desk, text: str, cancelled: Cancellation) -> Iterator[tuple[AddressHit, ...]]:
    yield desk.suggest_addresses(text, cancelled=cancelled)


def _refused(error: UserError) -> str:
    """Why nobody is found here; empty where it was no refusal."""
    from widgets import texts

    return texts.error(error) if error.code == "access-refused" or error.code.startswith("token-") else ""
