"""One life situation: what to ask, the tasks it touches with why and who decides, and what must be told to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.benefits.declaration import Benefit
from app.facts.conditions import Verdict
from app.facts.vocabulary import Term
from app.situations.due import Event, due
from app.situations.model import Situation, Tell, Touched
from app.situations.tasks import Deadline
from widgets import formats, icons
from widgets.parts.cards import SectionCard
from widgets.parts.chips import Chip, ChipWords, IconMark
from widgets.situations import fact_line, task_words
from widgets.situations.happened_field import HappenedField
from widgets.situations.reckon_line import ReckonLine
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning


def words(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A text that wraps."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    label.setWordWrap(True)  # after the policy: it adds that the height follows the width
    if role:
        set_role(label, role)
    return label


def bulleted(lines: Iterable[str]) -> str:
    return "\n".join(f"•  {line}" for line in lines)


Reckoned = Mapping[str, tuple[Benefit, ...]]
"""What may be reckoned of tasks, by their keys."""


class TaskRow(QWidget):
    """A task by name, which opens it in the guide; below why it is touched, beside it who decides. `benefits` are what
    it comes down to, as far as they may be reckoned here."""

    opened = Signal(str)
    reckoning_wanted = Signal(str)
    """The key of a benefit."""

    def __init__(
        self,
        touched: Touched,
        vocabulary: Mapping[str, Term],
        today: date,
        days: Mapping[Event, date],
        parent: QWidget | None = None,
        *,
        benefits: Sequence[Benefit] = (),
    ) -> None:
        super().__init__(parent)
        self.touched = touched
        relevant = touched.verdict is not Verdict.NOT_MET
        self.name = QPushButton(touched.task.title, self)
        set_role(self.name, "quiet")
        icons.give(self.name, "chevron-right" if relevant else "minus", "accent" if relevant else "muted")
        self.name.clicked.connect(lambda: self.opened.emit(touched.task.key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(self.name, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        owner = touched.task.owner_on(today)
        decider = task_words.who(owner) if owner is not None else ""
        if decider and relevant:
            head.addWidget(Chip(ChipWords(decider, Meaning.NEUTRAL, "landmark", self.tr("Afgør opgaven")), self))
        column.addLayout(head)
        below = QVBoxLayout()
        below.setContentsMargins(8 * SPACE, 0, 0, SPACE)
        below.setSpacing(SPACE)
        said = [words(text, role, self) for text, role in self._lines(touched, vocabulary, relevant=relevant)]
        for label in said:
            below.addWidget(label)
        if touched.deadline is not None and relevant:
            said.append(words(self._deadline(touched.deadline, days), parent=self))
            below.addLayout(_beside("clock", said[-1], self))
        self._reckon = ReckonLine(self)
        self._reckon.wanted.connect(self.reckoning_wanted)
        self._reckon.show_benefits(benefits if relevant else ())
        below.addWidget(self._reckon)
        column.addLayout(below)
        self.name.setAccessibleDescription(" ".join([*(label.text() for label in said), decider]))

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, as one reads."""
        return [self.name, *self._reckon.buttons]

    def _deadline(self, deadline: Deadline, days: Mapping[Event, date]) -> str:
        last = due(deadline.counted, days)
        if last is None:
            return self.tr("Frist: {0}").format(deadline.words)
        return self.tr("Senest {0}: {1}").format(formats.day(last), deadline.words)

    def _lines(self, touched: Touched, vocabulary: Mapping[str, Term], *, relevant: bool) -> Iterable[tuple[str, str]]:
        if not relevant:
            why = fact_line.because(touched.used, vocabulary)
            yield self.tr("Ikke relevant – {0}").format(why), "muted"
            return
        yield touched.touch.because, ""
        if touched.verdict is Verdict.NOT_ASSESSED:
            missing = fact_line.lacking(touched.missing, vocabulary)
            yield self.tr("Ikke vurderet, spørg borgeren – {0}").format(missing), "muted"
        elif touched.used:
            yield fact_line.because(touched.used, vocabulary), "muted"


def _place(row: TaskRow, stop: QWidget) -> tuple[str, int]:
    """Which one of the stops of a task."""
    return row.touched.task.key, row.stops.index(stop)


def _beside(icon: str, text: QLabel, parent: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(SPACE + 2)
    line.addWidget(IconMark(icon, parent=parent), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(text, 1)
    return line


class SituationView(SectionCard):
    """The chosen situation. What is not relevant stands last, with the fact that says so."""

    task_opened = Signal(str)
    wanted = Signal(str)
    """The key of the situation to put into the plan."""
    day_told = Signal(object, object)
    """The `Event`, and its day; None where there is none."""
    reckoning_wanted = Signal(str)
    """The key of a benefit to reckon."""

    def __init__(self, vocabulary: Mapping[str, Term], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._vocabulary = vocabulary
        self._shown: tuple[Situation, tuple[Touched, ...], Mapping[Event, date], Reckoned] | None = None
        self.happened = HappenedField(self.content)
        self.happened.told.connect(self.day_told)
        self._filled = QWidget(self.content)
        self.body.addWidget(self.happened)
        self.body.addWidget(self._filled)
        self._plan = QPushButton(self.tr("&Læg i planen"))
        set_role(self._plan, "primary")
        self._plan.clicked.connect(self._want)
        self.add_to_header(self._plan)
        self.set_source("")
        self.rows: tuple[TaskRow, ...] = ()
        self.clear()

    @property
    def situation(self) -> Situation | None:
        return self._shown[0] if self._shown is not None else None

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, as one reads."""
        return [self._plan, *self.happened.stops, *(stop for row in self.rows for stop in row.stops)]

    def go_here(self) -> None:
        self._plan.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        self._shown = None
        self.rows = ()
        self._replace(QWidget(self.content))
        self.happened.clear()
        self._title.setText(self.tr("Livssituationen"))
        self.setAccessibleName(self._title.text())
        self._plan.hide()
        self.show_message(
            self.tr("Vælg en livssituation."),
            self.tr("Så står her, hvad I skal spørge om, hvilke opgaver den rører, hvem der afgør dem, og hvornår."),
            icon="waypoints",
        )

    def show_situation(
        self,
        situation: Situation,
        touched: Sequence[Touched],
        today: date,
        days: Mapping[Event, date],
        *,
        origin: str = "",
        reckoned: Reckoned | None = None,
    ) -> None:
        """The same once more changes nothing, so that a late answer moves neither focus nor place. `days` are when
        things happened, as far as anybody knows; `origin` says which register has the situation's own, `reckoned`
        what the tasks come down to."""
        shown = situation, tuple(touched), dict(days), reckoned or {}
        if shown == self._shown:
            return
        event = situation.happened.event if situation.happened is not None else None
        day = days.get(event) if event is not None else None
        self.happened.ask(event, day, today, about=situation.key, origin=origin)
        focused = next((_place(row, stop) for row in self.rows for stop in row.stops if stop.hasFocus()), None)
        self._shown = shown
        self._title.setText(situation.title)
        self.setAccessibleName(situation.title)
        self._plan.setAccessibleName(self.tr("Læg {0} i planen").format(situation.title))
        self._plan.show()
        self._fill(situation, touched, today, days, reckoned or {})
        self.show_content()
        for row in self.rows:
            if focused is not None and row.touched.task.key == focused[0]:
                place = min(focused[1], len(row.stops) - 1)
                row.stops[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(
        self,
        situation: Situation,
        touched: Sequence[Touched],
        today: date,
        days: Mapping[Event, date],
        reckoned: Reckoned,
    ) -> None:
        filled = QWidget(self.content)
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(words(situation.summary, parent=filled))
        column.addWidget(self._questions(situation, filled))
        relevant = [one for one in touched if one.verdict is not Verdict.NOT_MET]
        others = [one for one in touched if one.verdict is Verdict.NOT_MET]
        rows = []
        for title, group in ((self.tr("Opgaver, i rækkefølge"), relevant), (self.tr("Ikke relevante nu"), others)):
            if group:
                column.addWidget(words(title, "section", filled))
            for one in group:
                benefits = reckoned.get(one.task.key, ())
                row = TaskRow(one, self._vocabulary, today, days, filled, benefits=benefits)
                row.opened.connect(self.task_opened)
                row.reckoning_wanted.connect(self.reckoning_wanted)
                column.addWidget(row)
                rows.append(row)
        if situation.tell:
            column.addWidget(words(self.tr("Hvem skal have besked"), "section", filled))
            for tell in situation.tell:
                column.addWidget(self._tell(tell, filled))
        self.rows = tuple(rows)
        self._replace(filled)

    def _replace(self, filled: QWidget) -> None:
        old, self._filled = self._filled, filled
        self.body.replaceWidget(old, filled)
        old.hide()
        filled.show()
        old.deleteLater()

    def _questions(self, situation: Situation, parent: QWidget) -> QFrame:
        frame = QFrame(parent)
        set_role(frame, "note")
        frame.setAccessibleName(self.tr("Spørg om"))
        column = QVBoxLayout(frame)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(words(self.tr("Spørg om"), "strong", frame))
        column.addWidget(words(bulleted(situation.ask), parent=frame))
        return frame

    def _tell(self, tell: Tell, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, SPACE)
        line.setSpacing(2 * SPACE)
        line.addWidget(IconMark("megaphone", parent=box), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(words(tell.who, "strong", box))
        text.addWidget(words(tell.what, parent=box))
        if tell.deadline is not None:
            text.addWidget(words(self.tr("Frist: {0}").format(tell.deadline.words), parent=box))
        line.addLayout(text, 1)
        return box

    def _want(self) -> None:
        if self._shown is not None:
            self.wanted.emit(self._shown[0].key)
