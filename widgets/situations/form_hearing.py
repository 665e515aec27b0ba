"""The hearing that a decision owes, beside the form it is decided on: about what, how, when, and what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.benefits.hearing import Lack, heard_facts, lack
from app.benefits.model import Heard, Hearing
from app.benefits.words import labelled
from app.clock import danish_day
from app.facts.model import Fact
from app.situations.forms.model import Field, FieldKind
from app.situations.forms.typed import read
from widgets import fact_words, formats
from widgets.parts.cards import SectionCard
from widgets.parts.personal_fields import PersonalLine
from widgets.situations import form_words
from widgets.situations.form_choices import ChoiceBox
from widgets.theme import set_role
from widgets.tokens import SPACE

_NARROW: Final = 220
_LONGEST: Final = 1000
_DATE: Final = Field("hoert", FieldKind.DATE, "")
_WRONG: Final = (Lack.OTHER_FACTS, Lack.NOT_YET)
"""What is said at once: the rest may be on its way."""


class HearingCard(SectionCard):
    """In sight while a hearing is owed. Tells a whole `Hearing` at every change, None where no way is chosen."""

    changed = Signal(object)
    left = Signal()
    """Enter in the last of it: on."""

    def __init__(self, hearing: Hearing | None, now: Callable[[], datetime], labels: Mapping[str, str]) -> None:
        super().__init__(QCoreApplication.translate("HearingCard", "Partshøring"))
        self._now, self._labels = now, labels
        self._recorded = hearing
        self._owed: tuple[Fact, ...] = ()
        self._asked = False
        self._why = _words(
            self.tr(
                "Afgørelsen giver ikke fuldt medhold. Borgeren skal kende oplysningerne her og kunne udtale sig om dem,"
                " før den træffes (forvaltningsloven § 19)."
            )
        )
        self._about = _words("")
        set_role(self._why, "muted")
        self.way = ChoiceBox(self.content)
        self.way.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.way.addItem(self.tr("Vælg"), None)
        for one in Heard:
            self.way.addItem(form_words.heard(one), one)
        self.way.activated.connect(self._choose)
        self.day, self.answer = self._line(), self._line()
        self.day.setFixedWidth(_NARROW)
        self.day.setPlaceholderText(form_words.expected(FieldKind.DATE))
        self.day.setAccessibleDescription(self.day.placeholderText())
        self.way.left.connect(self._leave_way)
        self.day.returnPressed.connect(partial(self._reach, self.answer))
        self.answer.returnPressed.connect(self.left)
        self._trouble = _words("")
        set_role(self._trouble, "danger")
        for words in (self._why, self._about):
            self.body.addWidget(words)
        self._add(self.tr("Hvordan er borgeren hørt?"), self.way)
        self._day_row, self._day_label = self._add(self.tr("Hørt den"), self.day)
        self._answer_row, self._answer_label = self._add("", self.answer)
        self.body.addWidget(self._trouble)
        if hearing is not None:
            self.way.setCurrentIndex(self.way.findData(hearing.way))
            self.day.setText(formats.day(hearing.day) if hearing.day is not None else "")
            self.answer.setText(hearing.answer)
        self._show_rows()
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in order."""
        return (self.way, self.day, self.answer)

    @property
    def about(self) -> str:
        """The facts that the citizen is to be heard about, a line each."""
        return self._about.text()

    @property
    def trouble(self) -> str:
        """What is still missing, empty where no hearing is owed. It is said in the card once it was asked for, or where
        something is wrong."""
        return self._trouble.text() if not self.isHidden() else ""

    @property
    def says_trouble(self) -> bool:
        return bool(self.trouble) and not self._trouble.isHidden()

    def show_owed(self, owed: Sequence[Fact]) -> None:
        """The facts that the decision, as it now is, must not be made on unheard."""
        self._owed = tuple(owed)
        self.setVisible(bool(self._owed))
        lines = heard_facts(self._owed, self._labels)
        said = (labelled(one.label, f"{one.value} ({fact_words.source(one.source)})") for one in lines)
        self._about.setText("\n".join(said))
        self._judge()

    def go_here(self) -> None:
        """To the first of it, as one reads."""
        self._reach(self.way)

    def go_to_missing(self) -> None:
        """Somebody wants to decide: say what is missing, and go there."""
        self._asked = True
        self._judge()
        wants_day = self._lack in (Lack.NO_DAY, Lack.NOT_YET)
        wants_answer = self._lack is Lack.NO_ANSWER
        self._reach(self.day if wants_day else self.answer if wants_answer else self.way)

    def _leave_way(self) -> None:
        way = self.way.currentData()
        if way is None:
            self.left.emit()
        else:
            self._reach(self.day if way == Heard.HEARD else self.answer)

    @staticmethod
    def _reach(control: QWidget) -> None:
        control.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _lack(self) -> Lack | None:
        return lack(self._recorded, self._owed, danish_day(self._now()))

    def _judge(self) -> None:
        missing = self._lack
        self._trouble.setText(form_words.unheard(missing) if missing is not None else "")
        self._trouble.setVisible(missing in _WRONG or (self._asked and missing is not None))

    def _line(self) -> QLineEdit:
        line = PersonalLine("form", parent=self.content)
        line.setMaxLength(_LONGEST)
        line.textEdited.connect(self._tell)
        return line

    def _add(self, words: str, control: QWidget) -> tuple[QWidget, QLabel]:
        row, label = QWidget(self.content), QLabel(words)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        label.setBuddy(control)
        control.setAccessibleName(words)
        is_narrow = isinstance(control, QComboBox)
        column.addWidget(label)
        column.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag(0))
        self.body.addWidget(row)
        return row, label

    def _choose(self) -> None:
        """Chosen again, it is about the facts as they now are; whoever is heard here is mostly heard today."""
        self._recorded = None
        if self.way.currentData() == Heard.HEARD and not self.day.text().strip():
            self.day.setText(formats.day(danish_day(self._now())))
        self._tell()

    def _tell(self) -> None:
        way = self.way.currentData()
        if way is None:
            self._recorded = None
        else:
            typed = read(_DATE, self.day.text(), danish_day(self._now())) if way == Heard.HEARD else None
            self._recorded = Hearing(
                way=Heard(way),
                about=self._recorded.about if self._recorded is not None else heard_facts(self._owed, self._labels),
                answer=self.answer.text(),
                day=typed if isinstance(typed, date) else None,
            )
        self._show_rows()
        self._judge()
        self.changed.emit(self._recorded)

    def _show_rows(self) -> None:
        way = self.way.currentData()
        self._day_row.setVisible(way == Heard.HEARD)
        self._answer_row.setVisible(way is not None)
        if way is not None:
            self._answer_label.setText(form_words.heard_answer(Heard(way)))
            self.answer.setAccessibleName(self._answer_label.text())


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
