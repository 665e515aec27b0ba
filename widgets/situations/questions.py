"""What facts may point to, as suggestions; and facts that do not fit together, as questions: beside the situations, and
above a form's buttons while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.facts.vocabulary import Term
from app.situations.detect import contradictions, declared_in
from app.situations.forms.answers import Sheet
from app.situations.model import Contradiction, Detected, Question
from widgets.parts.beside import Foot
from widgets.parts.chips import IconMark
from widgets.parts.notices import announce
from widgets.situations.fact_line import FactLine, spoken
from widgets.situations.touched import bulleted, words
from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE


class SuggestionCard(QFrame):
    """A situation that the registers may point to, the facts that made it, and the button that takes it."""

    def __init__(self, detected: Detected, vocabulary: Mapping[str, Term], now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "note")
        situation = detected.situation
        self.choose = QPushButton(self.tr("Vælg"), self)
        self.choose.setObjectName(situation.key)
        self.choose.setAccessibleName(self.tr("Vælg {0}").format(situation.title))
        self.choose.setAccessibleDescription(spoken(detected.because, vocabulary, now))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(words(situation.title, "strong", self), 1)
        head.addWidget(self.choose)
        column.addLayout(head)
        column.addWidget(FactLine(detected.because, vocabulary, now, self))


class QuestionCard(QFrame):
    """One question, the facts it rests on with source and age, and what to check before anything is concluded."""

    def __init__(
        self, question: Question, vocabulary: Mapping[str, Term], now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(IconMark("circle-question-mark", "info.fg", parent=self), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(words(question.contradiction.question, "strong", self), 1)
        column.addLayout(head)
        column.addWidget(FactLine(question.facts, vocabulary, now, self))
        column.addWidget(words(bulleted(question.contradiction.check), "muted", self))
        self.setAccessibleName(question.contradiction.question)
        self.setAccessibleDescription(spoken(question.facts, vocabulary, now))


class QuestionsFoot(Foot):
    """What the citizen has told in the form, laid beside the registers. Shown while there is a question."""

    def __init__(
        self,
        known: Sequence[Contradiction],
        errand: str,
        vocabulary: Mapping[str, Term],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._known, self._errand, self._vocabulary, self._now = tuple(known), errand, vocabulary, now
        self._asked: tuple[Question, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE)
        self.hide()

    def stand(self, *, beside: bool, room: int) -> None:
        del room  # a question is not cut short
        side, above = (0, 0) if beside else (PAGE_MARGIN, SPACE)
        self._column.setContentsMargins(side, above, side, above)

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(question.contradiction.question for question in self._asked)

    def show_sheet(self, sheet: Sheet) -> None:
        """Only questions that rest on something told here: the others stand with the situations."""
        told = declared_in(sheet)
        names = {fact.name for fact in told}
        found = contradictions(sheet.facts, self._errand, self._known, declared=told)
        asked = tuple(question for question in found if names & _rests_on(question))
        if asked == self._asked:
            return
        fresh = [
            question for question in asked if question.contradiction not in [old.contradiction for old in self._asked]
        ]
        self._asked = asked
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for question in asked:
            self._column.addWidget(QuestionCard(question, self._vocabulary, self._now(), self))
        self.setVisible(bool(asked))
        for question in fresh:
            announce(self, question.contradiction.question)


def _rests_on(question: Question) -> set[str]:
    """The facts told that it is about: a comparison stands for what was compared."""
    compared = {"indkomst_afvigelse_pct": "oplyst_indkomst_maaned", "personer_afvigelse": "oplyst_personer"}
    return {compared.get(fact.name, fact.name) for fact in question.facts}
