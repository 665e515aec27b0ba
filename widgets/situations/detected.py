"""Livssituation: what the registers may point to, all situations to choose from, and the one that is chosen.

It suggests and asks; it decides nothing and keeps nothing of the citizen after `forget`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.benefits.declaration import Benefit
from app.facts.model import Fact, Facts, Unknown, Why
from app.facts.vocabulary import Term
from app.situations.detect import contradictions, detect, happened_on, touched
from app.situations.due import Event
from app.situations.model import Contradiction, Detected, Question, Situation, Theme
from app.situations.tasks import Task
from widgets import fact_words
from widgets.parts.cards import SectionCard
from widgets.parts.tables import Column, DataTable
from widgets.situations.questions import QuestionCard, SuggestionCard
from widgets.situations.touched import SituationView, words
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, PAGE_MARGIN, SPACE

_SIDE: Final = 400
_WIDE: Final = 1_100
_READING_WIDTH: Final = 960
_ROWS: Final = 9


def theme(value: Theme) -> str:
    return {
        Theme.FAMILY: QCoreApplication.translate("situations", "Familie"),
        Theme.WORK: QCoreApplication.translate("situations", "Arbejde"),
        Theme.HOUSING: QCoreApplication.translate("situations", "Bolig"),
        Theme.THIRD_AGE: QCoreApplication.translate("situations", "Pension og ældre"),
    }[value]


class SituationPanel(QWidget):
    """Show it facts as they come; it says which situation to plan and which task to open."""

    situation_chosen = Signal(str)
    """The key of a situation to put into the plan."""
    task_opened = Signal(str)
    """The key of a task to open in the guide."""
    reckoning_wanted = Signal(str)
    """The key of a benefit to reckon."""
    copy_wanted = Signal(str, str)

    def __init__(
        self,
        situations: Sequence[Situation],
        known: Sequence[Contradiction],
        tasks: Mapping[str, Task],
        vocabulary: Mapping[str, Term],
        parent: QWidget | None = None,
        *,
        reckoned: Callable[[Task, Facts], tuple[Benefit, ...]] = lambda _task, _facts: (),
    ) -> None:
        super().__init__(parent)
        self._reckoned = reckoned
        self._situations = tuple(situations)
        self._known = tuple(known)
        self._tasks = tasks
        self._vocabulary = vocabulary
        self._facts = Facts()
        self._now: datetime | None = None
        self._today = date.min
        self._told: dict[Event, date | None] = {}
        self._left_at = ""
        self._drawn: object = None
        self._choices: list[QPushButton] = []
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Livssituation"))
        self._area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # no place for Tab: there is always a button within
        inner = QWidget()
        set_role(inner, "plain")
        self._area.setWidget(inner)
        self._questions = SectionCard(self.tr("Passer oplysningerne?"), inner)
        self._suggested = SectionCard(self.tr("Det kunne være"), inner)
        self._all = self._make_picker(inner)
        self.view = SituationView(vocabulary, inner)
        self.view.task_opened.connect(self.task_opened)
        self.view.wanted.connect(self.situation_chosen)
        self.view.reckoning_wanted.connect(self.reckoning_wanted)
        self.view.day_told.connect(self.tell_day)
        self.view.happened.copy_wanted.connect(self.copy_wanted)
        self._lists = {card: QWidget(card.content) for card in (self._questions, self._suggested)}
        for card, held in self._lists.items():
            card.set_source("")
            card.body.addWidget(held)
        self._missing = words("", "muted", self._suggested.content)
        self._suggested.body.addWidget(self._missing)
        self._lay_out(inner)
        self.forget()

    def _make_picker(self, parent: QWidget) -> SectionCard:
        card = SectionCard(self.tr("Alle livssituationer"), parent)
        self.picker: DataTable[Situation] = DataTable(
            "situations",
            (
                Column(self.tr("Livssituation"), lambda row: row.title, width=0),
                Column(self.tr("Tema"), lambda row: theme(row.theme), width=116),
            ),
            title=self.tr("Alle livssituationer"),
            empty=self.tr("Ingen livssituation passer."),
            filter_hint=self.tr("Find livssituation"),
            parent=card.content,
        )
        self.picker.fit_rows(_ROWS)
        self.picker.set_rows(self._situations)
        self.picker.opened.connect(self._take)
        self.picker.view.clicked.connect(self._choose_current)
        card.body.addWidget(self.picker)
        return card

    def _lay_out(self, inner: QWidget) -> None:
        self._side = QWidget(inner)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(CARD_GAP)
        side.addWidget(self._suggested)
        side.addWidget(self._all)
        side.addStretch(1)
        main = QVBoxLayout()
        main.setSpacing(CARD_GAP)
        for card in (self._questions, self.view):
            card.setMaximumWidth(_READING_WIDTH)
            main.addWidget(card)
        main.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._row.setContentsMargins(PAGE_MARGIN, CARD_GAP, PAGE_MARGIN, PAGE_MARGIN)
        self._row.setSpacing(CARD_GAP)
        self._row.addWidget(self._side)
        self._row.addLayout(main, 1)
        self._row.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)

    def show_facts(self, facts: Facts, errand: str, now: datetime, today: date) -> None:
        """What is known of the citizen now, under the errand of that key. Call again as registers answer."""
        self._facts, self._now, self._today = facts, now, today
        found = detect(facts, self._situations)
        asked = contradictions(facts, errand, self._known)
        drawn = found, asked, now
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw_questions(asked, now)
            self._draw_suggested(found, now)
        self._say_what_is_missing(facts)
        if self.view.situation is not None:
            self._show(self.view.situation)
        elif self._left_at:
            self.choose(self._left_at)

    def choose(self, key: str) -> None:
        """Show the situation of that key, detected or not."""
        for situation in self._situations:
            if situation.key == key:
                self._choose(situation)

    def tell_day(self, event: Event, day: date | None) -> None:
        """The citizen says when it happened: that goes before what a register has; None before it too."""
        self._told[event] = day
        if self.view.situation is not None:
            self._show(self.view.situation)

    @property
    def told(self) -> dict[Event, date | None]:
        """The days as the citizen told them."""
        return dict(self._told)

    def go_on_with(self, told: Mapping[Event, date | None], situation: str) -> None:
        """What the citizen told before, and the key of the situation that was shown, as soon as there are facts."""
        self._told, self._left_at = dict(told), situation

    def days(self, key: str = "") -> dict[Event, date]:
        """When things happened: as the registers show for the situation of that key, if any, and as was told."""
        days: dict[Event, date | None] = {}
        for situation in self._situations:
            known = self._registered(situation) if situation.key == key else None
            if situation.happened is not None and known is not None and isinstance(known.value, date):
                days[situation.happened.event] = known.value
        return {event: day for event, day in (days | self._told).items() if day is not None}

    def _registered(self, situation: Situation) -> Fact | None:
        """What a register has of the day, unless the citizen has told it."""
        if situation.happened is None or situation.happened.event in self._told:
            return None
        return happened_on(situation, self._facts, self._today)

    def forget(self) -> None:
        """Nobody: no fact, no suggestion, no question."""
        self._told, self._left_at = {}, ""
        self._facts, self._drawn, self._choices = Facts(), None, []
        self._replace(self._questions, [])
        self._replace(self._suggested, [])
        self._questions.hide()
        self._suggested.set_loading(loading=False)
        self._missing.clear()
        self.view.clear()
        self.picker.forget()  # and what was looked for with the citizen who has left
        self.picker.set_rows(self._situations)
        self._area.verticalScrollBar().setValue(0)

    def _take(self, situation: Situation) -> None:
        """Show it, and go on to what is done with it."""
        self._choose(situation)
        self.view.go_here()

    def _choose(self, situation: Situation) -> None:
        self._show(situation)
        if self._row.direction() is QBoxLayout.Direction.TopToBottom:
            QTimer.singleShot(0, self, self._bring_into_sight)  # when it is laid out

    def _bring_into_sight(self) -> None:
        self._area.verticalScrollBar().setValue(self.view.y() - CARD_GAP)

    def _show(self, situation: Situation) -> None:
        found = touched(situation, self._facts, self._tasks)
        known = self._registered(situation)
        origin = fact_words.origin(known, self._now) if known is not None and self._now is not None else ""
        reckoned = {one.task.key: self._reckoned(one.task, self._facts) for one in found}
        days = self.days(situation.key)
        self.view.show_situation(situation, found, self._today, days, origin=origin, reckoned=reckoned)
        self._order_focus()

    def _order_focus(self) -> None:
        """Tab goes as one reads; what is made anew would else come last."""
        chain = [self._area, *self._choices, *self.picker.stops, *self.view.stops]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _choose_current(self) -> None:
        row = self.picker.current_row()
        if row is not None:
            self._choose(row)

    def _draw_questions(self, asked: Sequence[Question], now: datetime) -> None:
        held = self._lists[self._questions]
        cards = [QuestionCard(question, self._vocabulary, now, held) for question in asked]
        self._replace(self._questions, cards)
        self._questions.setVisible(bool(cards))

    def _draw_suggested(self, found: Sequence[Detected], now: datetime) -> None:
        kept = next((button.objectName() for button in self._choices if button.hasFocus()), None)
        self._choices = []
        cards = [self._suggestion(detected, now) for detected in found]
        nothing = self.tr("Det hentede peger ikke på nogen ændring. Vælg selv nedenfor.")
        self._replace(self._suggested, cards or [words(nothing, "missing")])
        for button in self._choices:
            if button.objectName() == kept:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._order_focus()

    def _suggestion(self, detected: Detected, now: datetime) -> QWidget:
        card = SuggestionCard(detected, self._vocabulary, now, self._lists[self._suggested])
        card.choose.clicked.connect(lambda: self._take(detected.situation))
        self._choices.append(card.choose)
        return card

    def _replace(self, card: SectionCard, shown: Sequence[QWidget]) -> None:
        held = QWidget(card.content)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        for widget in shown:
            column.addWidget(widget)
        old, self._lists[card] = self._lists[card], held
        card.body.replaceWidget(old, held)
        old.hide()
        held.show()
        old.deleteLater()

    def _say_what_is_missing(self, facts: Facts) -> None:
        """A suggestion that did not come because a register was silent must not look like none."""
        unknown = [fact for fact in facts.values() if isinstance(fact, Unknown)]
        self._suggested.set_loading(loading=any(fact.why is Why.LOADING for fact in unknown))
        silent = dict.fromkeys(fact_words.why(fact) for fact in unknown if fact.why is Why.FAILED)
        hidden = self.tr("adressen er beskyttet") if any(fact.why is Why.PROTECTED for fact in unknown) else ""
        missing = ", ".join(filter(None, (*silent, hidden)))
        self._missing.setText(self.tr("Ikke alt er set efter: {0}.").format(missing) if missing else "")
        self._missing.setVisible(bool(missing))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._side.setFixedWidth(_SIDE) if wide else self._side.setMinimumWidth(0)
        if not wide:
            self._side.setMaximumWidth(16_777_215)
