"""A finished form in the citizen's list: what was decided, in words, what its rules asked, and what comes after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.benefits.decision_words import decision_line, decision_parts
from app.situations.beside import Offer
from app.situations.forms.finished import FinishedForm, Following, Verification
from app.situations.forms.model import Form
from widgets import formats
from widgets.parts.chips import Chip
from widgets.situations import form_words, plan_words
from widgets.theme import set_role
from widgets.tokens import SPACE


class FinishedRow(QWidget):
    """Folded it says what became of the form; unfolded the whole decision, what to ask, and what follows."""

    copy_wanted = Signal()
    form_wanted = Signal(str)
    """A form that follows, by its key."""
    task_wanted = Signal(str)
    """A task that follows, by its key, for the plan."""
    offer_taken = Signal(object)
    """The `Offer` for the plan."""

    taken_up = Signal()
    """Somebody who may goes on from what was but prepared."""

    def __init__(
        self,
        form: FinishedForm,
        said: Sequence[Verification],
        forms: Mapping[str, Form],
        now: datetime,
        *,
        later: FinishedForm | None = None,
        may_go_on: bool = False,
    ) -> None:
        """`later` is what somebody else has made of it since."""
        super().__init__()
        self.form = form
        self._forms = forms
        self._about = words("")
        self._about.hide()
        self._outcome = words(outcome(form), "strong")
        self.unfold = QPushButton(self)
        self.unfold.setObjectName(f"unfold {form.id}")
        self.unfold.setCheckable(True)
        set_role(self.unfold, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        to = self.tr("Kopiér til {0}").format(form.hand_over) if form.hand_over else self.tr("Kopiér sammendrag")
        self._copy = _button(to, self.copy_wanted.emit)
        self._copy.setObjectName(str(form.id))
        self._go_on = _button(self.tr("Tag op"), self.taken_up.emit)
        self._go_on.setVisible(may_go_on)
        self._later = later
        column.addLayout(self._line(said, now))
        self._offers: tuple[Offer, ...] = ()
        self._offered = QWidget(self)
        self._offer_lines = QVBoxLayout(self._offered)
        self._offer_lines.setContentsMargins(4 * SPACE, 0, 0, 0)
        self._offer_lines.setSpacing(SPACE)
        self._offered.hide()
        column.addWidget(self._offered)
        self._details = QWidget(self)
        column.addWidget(self._details)
        inside = QVBoxLayout(self._details)
        inside.setContentsMargins(4 * SPACE, 0, 0, 2 * SPACE)
        inside.setSpacing(2 * SPACE)
        for part in self._parts():
            inside.addWidget(part)
        self.unfold.setVisible(inside.count() > 0)
        self.unfold.toggled.connect(self._fold)
        self._fold(is_open=False)
        self.show_about("")

    @property
    def about(self) -> str:
        """What tells it from another of its kind."""
        return self._about.text()

    @property
    def outcome(self) -> str:
        """What became of it, in one line."""
        return self._outcome.text()

    @property
    def details(self) -> tuple[str, ...]:
        """All that is told unfolded, a line each."""
        return tuple(line for label in self._details.findChildren(QLabel) for line in label.text().split("\n"))

    def show_about(self, about: str) -> None:
        """Whom and what it is about, empty where nobody can say; its buttons are called so too."""
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._name_buttons()

    def _name_buttons(self) -> None:
        called = ", ".join(filter(None, (self.form.title, self.about)))
        self.unfold.setAccessibleName(f"{self.unfold.text()} {called}")
        self._copy.setAccessibleName(f"{self._copy.text()}: {called}")
        self._go_on.setAccessibleName(self.tr("Tag op {0}").format(called))

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """What tasks of the plan have become with it, each with a button to say so there."""
        if offers == self._offers:
            return
        self._offers = offers
        while (item := self._offer_lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for offer in offers:
            self._offer_lines.addWidget(self._offer(offer))
        self._offered.setVisible(bool(offers))

    def _offer(self, offer: Offer) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * SPACE)
        task = self.tr("På planen: {0}").format(offer.item.task.title)
        detail = plan_words.detail(offer.to)
        line.addWidget(words(f"{task}\n{detail}" if detail else task), 1)
        button = _button(plan_words.set_to(offer.to.state), partial(self.offer_taken.emit, offer))
        button.setObjectName(f"offer {self.form.id}")
        button.setAccessibleName(f"{task}. {button.text()}")
        button.setAccessibleDescription(detail)
        line.addWidget(button)
        return row

    def _line(self, said: Sequence[Verification], now: datetime) -> QHBoxLayout:
        form, decision = self.form, self.form.decision
        is_decided = decision is not None and not decision.is_fee
        done = self.tr("Afgjort {0} af {1}") if is_decided else self.tr("Færdig {0} af {1}")
        history = [
            done.format(formats.moment(form.finished_at, now), form.employee),
            form_words.prepared(form.draft, now),
        ]
        if self._later is not None:
            when = formats.moment(self._later.finished_at, now)
            history.append(self.tr("gjort færdig {0} af {1}").format(when, self._later.employee))
        done = " · ".join(filter(None, history))
        acted = form_words.acted(form.representation)
        about = QVBoxLayout()
        about.setSpacing(0)
        for label in (words(form.title), self._about, self._outcome):
            about.addWidget(label)
        self._outcome.setVisible(bool(self._outcome.text()))
        about.addWidget(words("\n".join(filter(None, [done, acted, *form_words.said_since(form, said)])), "muted"))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * SPACE)
        line.addLayout(about, 1)
        for chip in form_words.verified(form, said):
            line.addWidget(Chip(chip))
        for button in (self.unfold, self._go_on, self._copy):
            line.addWidget(button)
        return line

    def _parts(self) -> Iterator[QWidget]:
        decision = self.form.decision
        for part in decision_parts(decision) if decision is not None else ():
            is_list = bool(part.heading) and len(part.lines) > 1
            yield _part(part.heading, _listed(part.lines) if is_list else _text(part.lines))
        if self.form.asked:
            yield _part(self.tr("Spørg om og husk"), _listed(self.form.asked))
        if self.form.following:
            yield _part(self.tr("Hvad der følger"), *map(self._following, self.form.following))

    def _following(self, one: Following) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * SPACE)
        line.addWidget(words(f"• {one.say}"), 1)
        if one.form in self._forms:
            fill_in = self.tr("Udfyld {0}").format(self._forms[one.form].title)
            line.addWidget(_button(fill_in, partial(self.form_wanted.emit, one.form)))
        if one.task:
            plan = _button(self.tr("Sæt på planen"), partial(self.task_wanted.emit, one.task))
            plan.setAccessibleName(self.tr("Sæt på planen: {0}").format(one.say))
            line.addWidget(plan)
        return row

    def _fold(self, is_open: bool) -> None:  # noqa: FBT001 - as `toggled` has it
        self.unfold.setText(self.tr("Skjul") if is_open else self.tr("Vis"))
        self._name_buttons()
        self._details.setVisible(is_open)


def outcome(form: FinishedForm) -> str:
    """What became of the finished form: the decision, or that none was made and who makes it; empty where none is."""
    decision = form.decision
    return decision_line(decision) if decision is not None else form_words.became(form.deciding)


def words(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        set_role(label, role)
    return label


def _part(heading: str, *body: QWidget) -> QWidget:
    """Under its heading, that one may find it."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in (*((words(heading, "strong"),) if heading else ()), *body):
        column.addWidget(widget)
    return part


def _text(lines: Sequence[str]) -> QLabel:
    return words("\n".join(lines))


def _listed(lines: Sequence[str]) -> QLabel:
    return _text([f"• {line}" for line in lines])


def _button(text: str, pressed: Callable[[], None]) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"))
    set_role(button, "quiet")
    button.clicked.connect(pressed)
    return button
