"""The identity band: who is on the page and why. It never scrolls away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.access.model import Purpose
from app.citizen.model.person import Person, PersonStatus, ProtectionKind
from app.citizen.model.sections import PersonFacts
from app.cpr import CprNumber
from widgets import formats, icons, texts
from widgets.citizen.context import Context
from widgets.parts.chips import Chip, ChipWords
from widgets.parts.colour_bar import ColourBar
from widgets.parts.flow import FlowLayout
from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE, Meaning

_SHOWN_MS = 10_000


class CprLabel(QPushButton):
    """The number, its last four digits masked but for ten seconds after a click or key."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "quiet")
        self._cpr: CprNumber | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._write)
        self.clicked.connect(self.show_digits)

    def set_cpr(self, cpr: CprNumber) -> None:
        self._cpr = cpr
        self._timer.stop()
        self._write()

    @property
    def is_shown(self) -> bool:
        return self._timer.isActive()

    def show_digits(self) -> None:
        self._timer.start()
        self._write()

    def _write(self) -> None:
        if self._cpr is None:
            return
        self.setText(formats.cpr(self._cpr, shown=self.is_shown))
        self.setAccessibleName(self.tr("CPR-nummer {0}").format(self.text()))
        self.setToolTip(self.tr("Vis alle ti cifre i 10 sekunder"))


class IdentityBand(QFrame):
    """Name, age, number, what must be known before anything is said, and the errand."""

    errand_change_wanted = Signal()
    ended = Signal()
    identified = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "topbar")
        self.setAccessibleName(self.tr("Borger"))
        self._checked: CprNumber | None = None
        self._bar = ColourBar()
        self._name = QLabel()
        set_role(self._name, "name")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._age = QLabel()
        self.number = CprLabel()
        self._civil = QLabel()
        for label in (self._age, self._civil):
            set_role(label, "muted")
        self._errand = QPushButton()
        set_role(self._errand, "quiet")
        self._errand.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron after the words
        self._errand.clicked.connect(self.errand_change_wanted)
        self._end = QPushButton(self.tr("Afslut henvendelse"))
        self._end.clicked.connect(self.ended)
        self._identity = self._identity_button()
        self._chips_box = QWidget()
        self._chips = FlowLayout(self._chips_box, gap=SPACE, line_gap=SPACE)
        self._shown_chips: tuple[ChipWords, ...] = ()
        self._fetched = QLabel()
        set_role(self._fetched, "muted")
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(3 * SPACE)
        for widget in (self._name, self._age, self.number, self._civil):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self._errand)
        first.addWidget(self._end)
        second = QHBoxLayout()
        second.setSpacing(3 * SPACE)
        second.addWidget(self._chips_box, 1)
        second.addWidget(self._identity)
        second.addWidget(self._fetched)
        lines = QVBoxLayout()
        lines.setContentsMargins(4 * SPACE, 2 * SPACE, PAGE_MARGIN, 2 * SPACE)
        lines.setSpacing(SPACE)
        lines.addLayout(first)
        lines.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._bar)
        row.addLayout(lines, 1)

    def _identity_button(self) -> QPushButton:
        button = QPushButton(self.tr("Legitimation ikke kontrolleret"))
        set_role(button, "quiet")
        menu = QMenu(button)
        for words in (
            self.tr("Pas"),
            self.tr("Kørekort"),
            self.tr("MitID"),
            self.tr("Sundhedskort og kontrolspørgsmål"),
            self.tr("Kendt af medarbejderen"),
        ):
            action = QAction(words, menu)
            action.triggered.connect(self._identify)
            menu.addAction(action)
        button.setMenu(menu)
        return button

    def _identify(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._identity.setText(self.tr("Legitimation: {0}").format(action.text()))
            self.identified.emit(action.text())

    def show_citizen(self, cpr: CprNumber, purpose: Purpose, *, english: bool = False) -> None:
        """A citizen about whom nothing is known yet. The identity check holds for the visit, not for the errand."""
        if cpr != self._checked:
            self._checked = cpr
            self._identity.setText(self.tr("Legitimation ikke kontrolleret"))
        self._bar.show_citizen(cpr)
        self.number.set_cpr(cpr)
        title = purpose.errand.title_en if english else purpose.errand.title
        self._errand.setText(self.tr("Ærinde: {0}").format(title))
        self._errand.setToolTip(purpose.legal_basis)
        self._errand.setAccessibleDescription(self.tr("Skift ærinde"))
        icons.give(self._errand, "chevron-down")
        self.forget()
        self._name.setText(self.tr("Henter …"))

    def forget(self) -> None:
        """Nothing of the last citizen stays, for eye or screen reader."""
        self.setAccessibleName(self.tr("Borger"))
        for label in (self._name, self._age, self._civil, self._fetched):
            label.clear()
        self._show_chips(())

    def show_unknown(self, words: str) -> None:
        """CPR gave no person: the band says so where the name would stand; the card says why and what to do."""
        self._name.setText(words)

    def show_facts(self, facts: PersonFacts, context: Context, fetched: str) -> None:
        person = facts.person
        name = person.name.full if person.name and person.name.full else self.tr("Endnu ikke navngivet")
        self._name.setText(name)
        self.setAccessibleName(self.tr("Borger: {0}").format(name))
        dead = person.status is PersonStatus.DEAD
        self._age.setText(formats.age(person.born.day, context.today) if person.born and not dead else "")
        if not self.number.is_shown:
            self.number.set_cpr(person.cpr)
        civil = texts.civil_status(person.civil, person.sex) if person.civil else ""
        self._civil.setText(self.tr("Separeret") if person.separated else "" if dead else civil)
        self._fetched.setText(fetched)
        self._show_chips(self._warnings(facts, context))

    def _show_chips(self, chips: Iterable[ChipWords]) -> None:
        wanted = tuple(chips)
        if wanted != self._shown_chips:
            self._shown_chips = wanted
            self._chips.show_only(Chip(words, parent=self._chips_box) for words in wanted)

    def _warnings(self, facts: PersonFacts, context: Context) -> Iterable[ChipWords]:
        person = facts.person
        if person.status is not None and person.status is not PersonStatus.RESIDENT:
            yield ChipWords(texts.person_status(person.status), self._status_meaning(person))
        if person.is_protected(context.today):
            ends = next((p.end for p in person.protections if p.kind is ProtectionKind.NAME_AND_ADDRESS), None)
            tip = self.tr("Navne- og adressebeskyttelse til {0}").format(formats.day(ends)) if ends else ""
            yield ChipWords(self.tr("Beskyttet"), Meaning.WARNING, icon="shield", tip=tip)
        if person.guardianship is not None and person.guardianship.covers(context.today):
            yield ChipWords(self.tr("Værgemål"), Meaning.WARNING)
        if facts.followed_from is not None:
            old = self.tr("Slået op med {0}").format(formats.cpr(facts.followed_from))
            yield ChipWords(self.tr("Nyt personnummer"), Meaning.INFO, tip=old)
        if person.cpr.is_administrative:
            yield ChipWords(self.tr("Administrativt nummer"), Meaning.INFO)
        yield from self._post(person)

    @staticmethod
    def _status_meaning(person: Person) -> Meaning:
        gone = (PersonStatus.DEAD, PersonStatus.ANNULLED, PersonStatus.DISAPPEARED)
        return Meaning.DANGER if person.status in gone else Meaning.WARNING

    def _post(self, person: Person) -> Iterable[ChipWords]:
        if person.digital_post is None:
            return
        if person.digital_post:
            yield ChipWords(self.tr("Digital Post"), Meaning.NEUTRAL, icon="mail")
        else:
            yield ChipWords(self.tr("Ikke Digital Post"), Meaning.INFO, icon="mail")
