"""For whom the form is filled in, at its top: each way of acting asks for just what it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from app.clock import danish_day
from app.cpr import CprNumber
from app.facts.model import Facts
from app.situations.forms.model import Field, FieldKind
from app.situations.forms.representation import (
    Acting,
    Document,
    Hindrance,
    Representation,
    Scope,
    doubts,
    hindrances,
)
from app.situations.forms.typed import Trouble, read
from widgets import formats
from widgets.parts.cards import SectionCard
from widgets.parts.notices import Banner
from widgets.parts.personal_fields import PersonalLine
from widgets.situations import form_words
from widgets.situations.form_choices import ChoiceBox
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning

_NARROW: Final = 220
_DATE: Final = Field("udloeb", FieldKind.DATE, "")
_CPR: Final = Field("fuldmagtshaver", FieldKind.CPR, "")
_OTHERS: Final = (Acting.GUARDIAN, Acting.POWER_OF_ATTORNEY, Acting.PARTY_REPRESENTATIVE)
_LACKING: Final = (Hindrance.NO_NAME, Hindrance.NO_DOCUMENT, Hindrance.NO_REASON)
"""What is said at the field only once somebody wants to be done: it may be on its way."""
_Choice = TypeVar("_Choice", bound=StrEnum)


class RepresentationCard(SectionCard):
    """Tells a whole `Representation` at every change; what hinders stands at the field that it is about."""

    changed = Signal(object)
    left = Signal()
    """Enter in the last of it: on."""

    def __init__(self, representation: Representation, now: Callable[[], datetime], *, hand_over: str = "") -> None:
        super().__init__(QCoreApplication.translate("RepresentationCard", "Hvem udfylder"))
        self._now, self._hand_over = now, hand_over
        self._shown = representation
        self._asked = False
        self._first: _Row | None = None
        self._unclear: tuple[_Row, ...] = ()
        self.acting = self._combo(Acting, form_words.acting)
        self.name, self.cpr, self.expires, self.why = (self._line() for _ in range(4))
        self.scope = self._combo(Scope, form_words.scope)
        self.document = self._combo(Document, form_words.document, empty=self.tr("Vælg"))
        for line in (self.cpr, self.expires):
            line.setFixedWidth(_NARROW)
        optional = self.tr("{0} (kan udelades)")
        until = self.tr("Gælder til og med (tom: til den trækkes tilbage)")
        self._acting = self._row(self.tr("Udfyldes af"), self.acting, tuple(Acting))
        self._name = self._row(self.tr("Navn på den, der handler for borgeren"), self.name, _OTHERS)
        self._cpr = self._row(optional.format(self.tr("CPR-nummer")), self.cpr, _OTHERS)
        self._scope = self._row(self.tr("Papiret gælder"), self.scope, _OTHERS)
        self._expires = self._row(until, self.expires, _OTHERS, expected=form_words.expected(FieldKind.DATE))
        self._document = self._row(self.tr("Papir, du har set"), self.document, _OTHERS)
        self._why = self._row(self.tr("Hvorfor udfylder du for borgeren?"), self.why, (Acting.ASSISTED,))
        self._rows = (
            self._acting, self._name, self._cpr, self._scope, self._expires, self._document, self._why,
        )  # fmt: skip
        self._doubt = Banner()
        self.body.addWidget(self._doubt)
        self._fill(representation)
        self._show_rows()

    @property
    def trouble(self) -> str:
        """All that is said at its fields."""
        return " ".join(row.trouble for row in self._rows if row.trouble)

    @property
    def doubt(self) -> str:
        return "" if self._doubt.isHidden() else self._doubt.text

    @property
    def lacks(self) -> str:
        """The label of the first field that hinders, empty where none does."""
        return self._first.label if self._first is not None else ""

    def ask(self) -> None:
        """Somebody wants to be done: what is missing is said from now on."""
        self._asked = True

    def go_to_missing(self) -> QWidget:
        """To the first field that hinders, where one does; the place to bring into sight."""
        place = self._first or self._acting
        place.go_here()
        return place

    def judge(self, facts: Facts) -> None:
        """Say what hinders and what is to be asked, as the registers' facts now are."""
        today = danish_day(self._now())
        found = hindrances(self._shown, facts, today, hand_over=self._hand_over)
        wrong = [(row, one) for one in found for row in self._about(one)]
        self._first = next((row for row in self._rows if row in [about for about, _ in wrong]), None)
        for row in self._rows:
            said = [self._words(row, one) for about, one in wrong if about is row]
            row.say(" ".join(words for words in said if words))
        asked = [form_words.doubt(one) for one in doubts(self._shown, facts, today)]
        if asked:
            self._doubt.say(" ".join(asked), Meaning.WARNING)
        else:
            self._doubt.clear()

    def _about(self, hindrance: Hindrance) -> tuple[_Row, ...]:
        """Where it stands; of what an earlier draft could not read nobody knows which of the two it was."""
        return {
            Hindrance.NO_NAME: (self._name,),
            Hindrance.NO_DOCUMENT: (self._document,),
            Hindrance.NOT_REGISTERED: (self._document,),
            Hindrance.OUT_OF_SCOPE: (self._scope,),
            Hindrance.OTHER_AUTHORITY: (self._scope,),
            Hindrance.EXPIRED: (self._expires,),
            Hindrance.UNCLEAR: self._unclear or (self._expires,),
            Hindrance.NO_REASON: (self._why,),
        }[hindrance]

    def _words(self, row: _Row, hindrance: Hindrance) -> str:
        if hindrance in _LACKING and not self._asked:
            return ""
        if hindrance is Hindrance.UNCLEAR and row in self._unclear:
            is_number = row is self._cpr
            return form_words.trouble(Trouble.CPR if is_number else Trouble.DATE, _CPR if is_number else _DATE)
        return form_words.hindrance(hindrance)

    def _combo(self, kind: type[_Choice], words: Callable[[_Choice], str], *, empty: str = "") -> ChoiceBox:
        combo = ChoiceBox(self.content)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if empty:
            combo.addItem(empty, None)
        for one in kind:
            combo.addItem(words(one), one)
        combo.activated.connect(self._changed)
        return combo

    def _line(self) -> PersonalLine:
        line = PersonalLine("form", parent=self.content)
        line.setMaxLength(200)
        line.textEdited.connect(self._changed)
        return line

    def _row(
        self, label: str, control: ChoiceBox | PersonalLine, ways: tuple[Acting, ...], *, expected: str = ""
    ) -> _Row:
        row = _Row(label, control, ways, expected)
        left = control.left if isinstance(control, ChoiceBox) else control.returnPressed
        left.connect(partial(self._go_on, row))
        self.body.addWidget(row)
        return row

    def _go_on(self, row: _Row) -> None:
        """To what is next in sight."""
        following = (one for one in self._rows[self._rows.index(row) + 1 :] if not one.isHidden())
        then = next(following, None)
        if then is None:
            self.left.emit()
        else:
            then.go_here()

    def _fill(self, shown: Representation) -> None:
        for combo, value in ((self.acting, shown.acting), (self.scope, shown.scope), (self.document, shown.document)):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        self.name.setText(shown.name)
        self.cpr.setText(shown.cpr.written if shown.cpr is not None else "")
        self.expires.setText(formats.day(shown.expires) if shown.expires is not None else "")
        self.why.setText(shown.why)

    def _changed(self, _value: object = None) -> None:
        now = self._now()
        document = self.document.currentData()
        until = read(_DATE, self.expires.text(), danish_day(now))
        number = CprNumber.parse(self.cpr.text())
        unclear_date = until is not None and not isinstance(until, date)
        unclear_number = number is None and bool(self.cpr.text().strip())
        self._shown = Representation(
            acting=Acting(self.acting.currentData()),
            employee=self._shown.employee,
            name=self.name.text(),
            cpr=number,
            scope=Scope(self.scope.currentData()),
            expires=until if isinstance(until, date) else None,
            document=Document(document) if document else None,
            seen_at=self._seen_at(document, now),
            why=self.why.text(),
            is_unclear=unclear_date or unclear_number,
        )
        unclear = ((self._cpr, unclear_number), (self._expires, unclear_date))
        self._unclear = tuple(row for row, wrong in unclear if wrong)
        self._show_rows()
        self.changed.emit(self._shown)

    def _seen_at(self, document: object, now: datetime) -> datetime | None:
        """When the paper was chosen, and not when something else was typed."""
        if not document:
            return None
        return self._shown.seen_at if document == self._shown.document and self._shown.seen_at else now

    def _show_rows(self) -> None:
        for row in self._rows:
            row.setVisible(self._shown.acting in row.ways)


class _Row(QWidget):
    """One question of the card, and what is wrong with its answer beneath."""

    def __init__(self, label: str, control: QWidget, ways: tuple[Acting, ...], expected: str) -> None:
        super().__init__()
        self.label, self.ways = label, ways
        self._control, self._expected = control, expected
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        title = QLabel(label)
        title.setBuddy(control)
        title.setWordWrap(True)
        control.setAccessibleName(label)
        control.setAccessibleDescription(expected)
        if isinstance(control, PersonalLine):
            control.setPlaceholderText(expected)
        self._trouble = QLabel(self)
        self._trouble.setWordWrap(True)
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._trouble, "danger")
        self._trouble.hide()
        is_narrow = isinstance(control, QComboBox)
        column.addWidget(title)
        column.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag(0))
        column.addWidget(self._trouble)

    @property
    def trouble(self) -> str:
        return "" if self._trouble.isHidden() else self._trouble.text()

    def say(self, words: str) -> None:
        """What is wrong; empty for nothing."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self._control.setAccessibleDescription(". ".join(filter(None, (self._expected, words))))
        set_role(self._control, "error" if words else "")

    def go_here(self) -> None:
        self._control.setFocus(Qt.FocusReason.TabFocusReason)
