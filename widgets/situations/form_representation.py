"""For whom the form is filled in, at its top: each way of acting asks for just what it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.clock import danish_day
from app.cpr import CprNumber
from app.facts.model import Facts
from app.situations.forms.model import Field, FieldKind
from app.situations.forms.representation import (
    Acting,
    Document,
    Representation,
    Scope,
    doubts,
    hindrances,
)
from app.situations.forms.typed import read
from widgets import formats
from widgets.parts.cards import SectionCard
from widgets.parts.notices import Banner
from widgets.parts.personal_fields import PersonalLine
from widgets.situations import form_words
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning

_NARROW: Final = 220
_DATE: Final = Field("udloeb", FieldKind.DATE, "")
_Choice = TypeVar("_Choice", bound=StrEnum)


class RepresentationCard(SectionCard):
    """Tells a whole `Representation` at every change; what hinders stands beside what it is about."""

    changed = Signal(object)

    def __init__(self, representation: Representation, now: Callable[[], datetime], *, hand_over: str = "") -> None:
        super().__init__(QCoreApplication.translate("RepresentationCard", "Hvem udfylder"))
        self._now, self._hand_over = now, hand_over
        self._shown = representation
        self.acting = self._combo(Acting, form_words.acting)
        self.name = self._line(self.tr("Navn"))
        self.cpr = self._line(self.tr("CPR-nummer"), self.tr("kan udelades"))
        self.scope = self._combo(Scope, form_words.scope)
        self.expires = self._line(self.tr("Gælder til og med"), self.tr("tom: til den trækkes tilbage"))
        self.document = self._combo(Document, form_words.document, empty=self.tr("Vælg"))
        self.why = self._line(self.tr("Hvorfor udfylder du for borgeren?"))
        for line in (self.cpr, self.expires):
            line.setFixedWidth(_NARROW)
        self._trouble = QLabel()
        self._trouble.setWordWrap(True)
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._trouble, "danger")
        self._doubt = Banner()
        self._rows: list[tuple[QWidget, tuple[Acting, ...]]] = []
        others = (Acting.GUARDIAN, Acting.POWER_OF_ATTORNEY, Acting.PARTY_REPRESENTATIVE)
        for label, control, ways in (
            (self.tr("Udfyldes for eller af"), self.acting, tuple(Acting)),
            (self.tr("Navn på den, der handler for borgeren"), self.name, others),
            (self.tr("CPR-nummer"), self.cpr, others),
            (self.tr("Papiret gælder"), self.scope, others),
            (self.tr("Gælder til og med"), self.expires, others),
            (self.tr("Papir, du har set"), self.document, others),
            (self.tr("Hvorfor udfylder du for borgeren?"), self.why, (Acting.ASSISTED,)),
        ):
            self._add(label, control, ways)
        for words in (self._trouble, self._doubt):
            self.body.addWidget(words)
        self._fill(representation)
        self._show_rows()

    @property
    def trouble(self) -> str:
        return "" if self._trouble.isHidden() else self._trouble.text()

    @property
    def doubt(self) -> str:
        return "" if self._doubt.isHidden() else self._doubt.text

    def judge(self, facts: Facts) -> None:
        """Say what hinders and what is to be asked, as the registers' facts now are."""
        today = danish_day(self._now())
        found = hindrances(self._shown, facts, today, hand_over=self._hand_over)
        wrong = [form_words.hindrance(one) for one in found]
        self._trouble.setText(" ".join(wrong))
        self._trouble.setVisible(bool(wrong))
        asked = [form_words.doubt(one) for one in doubts(self._shown, facts, today)]
        if asked:
            self._doubt.say(" ".join(asked), Meaning.WARNING)
        else:
            self._doubt.clear()

    def _combo(self, kind: type[_Choice], words: Callable[[_Choice], str], *, empty: str = "") -> QComboBox:
        combo = QComboBox(self.content)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if empty:
            combo.addItem(empty, None)
        for one in kind:
            combo.addItem(words(one), one)
        combo.activated.connect(self._changed)
        return combo

    def _line(self, name: str, hint: str = "") -> QLineEdit:
        line = PersonalLine("form", parent=self.content)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.setMaxLength(200)
        line.textEdited.connect(self._changed)
        return line

    def _add(self, words: str, control: QWidget, ways: tuple[Acting, ...]) -> None:
        row = QWidget(self.content)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        label = QLabel(words)
        label.setBuddy(control)
        control.setAccessibleName(words)
        column.addWidget(label)
        column.addWidget(
            control, 0, Qt.AlignmentFlag.AlignLeft if isinstance(control, QComboBox) else Qt.AlignmentFlag(0)
        )
        self.body.addWidget(row)
        self._rows.append((row, ways))

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
        for line, wrong in ((self.expires, unclear_date), (self.cpr, unclear_number)):
            set_role(line, "error" if wrong else "")
        self._show_rows()
        self.changed.emit(self._shown)

    def _seen_at(self, document: object, now: datetime) -> datetime | None:
        """When the paper was chosen, and not when something else was typed."""
        if not document:
            return None
        return self._shown.seen_at if document == self._shown.document and self._shown.seen_at else now

    def _show_rows(self) -> None:
        for row, ways in self._rows:
            row.setVisible(self._shown.acting in ways)
