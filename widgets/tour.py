"""The tour: every page and every state of a section as a picture, from training data, off screen.

A script of stops; each waits for the page to come to rest before the window is drawn to a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from app.access.model import Section
from app.citizen.model.archive import CaseFile
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from app.errors import BugError
from app.preferences import Preferences
from app.training.port import Fault, FaultPanel, FaultSetting
from app.workplace import Workplace
from widgets.citizen.page import CitizenPage
from widgets.tour_life import life_stops
from widgets.window import DeskWindow

_DESK: Final = (1920, 1080)
_SMALL: Final = (1280, 720)
_AT_REST_MS: Final = 350
_LONGEST_MS: Final = 30_000
_NOTICED_MS: Final = 4_000
_RETURNED_SECONDS: Final = 40
"""As the connection's watch has them at most."""
_AGENDA_MS: Final = 15_000
"""For the rest of the day's appointments to be made ready."""
IDLE: Final = -1
"""What a stop yields to wait for the look-up's end; any other number is milliseconds."""


class Tour(QObject):
    """Walks its stops once; `finished` when the last picture is written."""

    finished = Signal()

    def __init__(
        self, window: DeskWindow, workplace: Workplace, folder: Path, people: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(window)
        if workplace.faults is None:
            raise BugError("the tour needs training data")
        self._window = window
        self._workplace = workplace
        self._faults: FaultPanel = workplace.faults
        self._folder = folder
        self._people = dict(people)
        self._errands = {errand.key: errand for errand in workplace.errands}
        self._script = self._stops()
        self._waiting = False
        self._number = 0
        self._late = QTimer(self, singleShot=True, interval=_LONGEST_MS)
        self._late.timeout.connect(self._go_on)

    def begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._window.resize(*_DESK)
        self._window.show()
        self._page.idle.connect(self._idle)
        QTimer.singleShot(_AT_REST_MS, self._go_on)

    @property
    def _page(self) -> CitizenPage:
        return self._window.place.page

    def _idle(self) -> None:
        if self._waiting:
            self._waiting = False
            QTimer.singleShot(_AT_REST_MS, self._go_on)

    def _go_on(self) -> None:
        self._late.stop()
        wait = next(self._script, None)
        if wait is None:
            self.finished.emit()
        elif wait == IDLE:
            self._waiting = True
            self._late.start()
        else:
            QTimer.singleShot(wait, self._go_on)

    def _picture(self, name: str) -> None:
        self._number += 1
        self._window.grab().save(str(self._folder / f"{self._number:02}-{name}.png"))

    def _open(self, person: str, errand: str) -> int:
        """Nobody of an earlier stop is cached: each is asked for anew."""
        self._window.show_page("citizen")
        self._window.place.setCurrentWidget(self._page)
        self._page.look_up(CprNumber(self._people[person]), self._workplace.state_purpose(self._errands[errand]))
        return IDLE

    def _all(self, fault: Fault, delay: float = 0.0) -> None:
        for register in RegisterKey:
            self._faults.set(register, FaultSetting(fault, delay))

    def _style(self, *, scheme: str = "light", density: str = "comfortable") -> None:
        self._window.dressing.restyle(Preferences(scheme=scheme, density=density))

    def _stops(self) -> Iterator[int]:
        yield from self._finding()
        yield from self._one_citizen()
        yield from life_stops(self._window, self._open, self._picture, self._in_looks)
        yield from self._people_at_the_counter()
        yield from self._states()
        yield from self._looks()
        yield from self._other_pages()

    def _finding(self) -> Iterator[int]:
        self._window.show_page("citizen")
        yield _AGENDA_MS
        self._picture("start")
        for name, typed in (("find", "maria holm 1990"), ("find-not-lawful", "maria")):
            self._window.find_box.setFocus()
            self._window.find_box.setText(typed)
            self._window.find_box.textEdited.emit(typed)
            yield 900
            self._picture(name)
        self._window.find_box.clear()
        self._window.find_box.close_list()
        self._window.open_citizen(CprNumber(self._people["newly_separated"]))
        yield 500
        self._picture("errand")

    def _one_citizen(self) -> Iterator[int]:
        yield self._open("newly_separated", "enkeltudgift")
        self._picture("overview")
        for number, section in enumerate(Section, start=2):
            self._page.show_tab(number)
            yield _AT_REST_MS
            self._picture(f"tab-{section}")
        yield from self._document("newly_separated", "enkeltudgift", "document")
        yield from self._note("newly_separated", "enkeltudgift")
        yield from self._document("hostile_document", "enkeltudgift", "document-hostile")

    def _document(self, person: str, errand: str, name: str) -> Iterator[int]:
        yield self._open(person, errand)
        state = self._page.states.get(Section.CASES)
        value = state.value if state is not None else None
        files = [
            (file, document.title)
            for case in (value.cases if isinstance(value, CaseFile) else ())
            for document in case.documents
            for file in document.files
        ]
        if files:
            self._page.show_tab(6)
            self._page.documents.open(*files[0])
            yield 2_500
            self._picture(name)

    def _note(self, person: str, errand: str) -> Iterator[int]:
        yield self._open(person, errand)
        self._page.show_tab(6)
        yield _AT_REST_MS
        self._page.new_note()
        yield _AT_REST_MS
        self._picture("note")

    def _people_at_the_counter(self) -> Iterator[int]:
        for person, errand in (
            ("widow_changed_pension", "helbredstillaeg"),
            ("family_of_nine", "enkeltudgift"),
            ("three_employers_reversed", "enkeltudgift"),
            ("truly_no_income", "kontanthjaelp"),
            ("dead", "doedsfald"),
            ("changed_number", "kontanthjaelp"),
            ("guardianship", "enkeltudgift"),
            ("newborn_unnamed", "sundhedskort"),
            ("no_fixed_address", "enkeltudgift"),
            ("threatened", "enkeltudgift"),
            ("long_name", "enkeltudgift"),
            ("emigrated", "enkeltudgift"),
            ("dwelling_not_in_bbr", "flytning"),
        ):
            yield self._open(person, errand)
            self._picture(f"citizen-{person}")
        yield self._open("protected", "flytning")
        self._picture("protected-hidden")
        self._page.reveal_address()
        yield 500
        self._picture("protected-shown")

    def _states(self) -> Iterator[int]:
        yield self._open("child_passport_joint_custody", "pas")
        self._picture("state-not-relevant")
        self._all(Fault.DELAY, 30.0)
        self._open("twin_one", "enkeltudgift")
        yield 900
        self._picture("state-loading")
        for fault in (Fault.UNAVAILABLE, Fault.DENIED, Fault.MALFORMED, Fault.WRONG_PERSON):
            self._all(fault)
            yield self._open("soon_67_years_abroad", "enkeltudgift")
            self._picture(f"state-{fault}")
        self._all(Fault.NONE)
        yield 31_000  # the breakers let a probe through again
        yield self._open("soon_67_years_abroad", "enkeltudgift")
        self._all(Fault.UNAVAILABLE)
        self._page.refresh()
        yield IDLE
        self._picture("state-last-good")
        self._all(Fault.NONE)
        yield 31_000

    def _in_looks(self, name: str, show: Callable[[], None]) -> Iterator[int]:
        """What is in sight, at rest, then small, then in the dark; `show` brings it into sight again."""
        for look, size in (("", _DESK), ("-1280x720", _SMALL), ("-dark", _DESK)):
            self._window.resize(*size)
            if look == "-dark":
                self._style(scheme="dark")
            yield _AT_REST_MS
            show()
            yield _AT_REST_MS
            self._picture(f"{name}{look}")
        self._style()
        yield _AT_REST_MS

    def _looks(self) -> Iterator[int]:
        looks: tuple[tuple[str, tuple[int, int], dict[str, str]], ...] = (
            ("1280x720", _SMALL, {}),
            ("dark", _DESK, {"scheme": "dark"}),
            ("dark-1280x720", _SMALL, {"scheme": "dark"}),
            ("high-contrast", _DESK, {"scheme": "high_contrast"}),
            ("compact", _DESK, {"density": "compact"}),
        )
        for name, size, changes in looks:
            self._style(**changes)
            self._window.resize(*size)
            yield self._open("newly_separated", "enkeltudgift")
            self._picture(f"look-{name}")
        self._style()
        self._window.resize(*_DESK)

    def _other_pages(self) -> Iterator[int]:
        for page in ("training", "help", "settings"):
            self._window.show_page(page)
            yield 800
            self._picture(f"page-{page}")
        self._window.show_page("citizen")
        for name, show in (("palette", self._window.show_palette), ("keys", self._window.show_help)):
            yield from self._overlay(name, show)
        self._window.toggle_privacy()
        yield _AT_REST_MS
        self._picture("privacy")
        self._window.toggle_privacy()
        for scheme in ("light", "dark"):
            yield from self._locked(scheme)
            yield from self._offline(scheme)
        self._style()

    def _locked(self, scheme: str) -> Iterator[int]:
        self._style(scheme=scheme)
        self._window.lock_screen.lock()
        yield _AT_REST_MS
        self._picture(f"locked-{scheme}")
        self._window.lock_screen.unlock()
        yield 2 * _AT_REST_MS

    def _offline(self, scheme: str) -> Iterator[int]:
        """The last answers, with nothing to renew them; and what can be done meanwhile."""
        self._style(scheme=scheme)
        yield self._open("newly_separated", "enkeltudgift")
        self._all(Fault.REFUSED)
        self._page.refresh()
        yield IDLE
        yield _NOTICED_MS
        self._picture(f"offline-{scheme}")
        self._window.show_palette()
        field = self._window.focusWidget()
        if isinstance(field, QLineEdit):
            field.insert("hent")
        yield _AT_REST_MS
        self._picture(f"offline-palette-{scheme}")
        self._window.show_palette()
        self._all(Fault.NONE)
        for _ in range(_RETURNED_SECONDS):
            yield 1_000
            if not self._window.offline_banner.isVisible():
                break
        yield _AT_REST_MS
        self._picture(f"online-again-{scheme}")

    def _overlay(self, name: str, toggle: Callable[[], None]) -> Iterator[int]:
        toggle()
        yield _AT_REST_MS
        self._picture(name)
        toggle()
        yield _AT_REST_MS
