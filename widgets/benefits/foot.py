"""What a form comes to while it is filled in: one line beside it or above its buttons, and the explanation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.benefits.declaration import Benefit
from app.benefits.model import Assessment, AssessmentKind, Outcome, Owed
from app.benefits.words import elsewhere, labelled, with_unit
from app.facts.model import CITIZEN
from app.situations.forms.answers import Sheet
from widgets import fact_words
from widgets.benefits import words
from widgets.benefits.explained import Explained
from widgets.parts.beside import Foot
from widgets.parts.chips import IconMark
from widgets.theme import set_role
from widgets.tokens import CARD_PADDING, PAGE_MARGIN, SPACE

_TALLEST: Final = 360
"""Beneath a form, at most: what is being filled in stays in sight."""
_LEAST: Final = 96


class AssessmentFoot(Foot):
    """`assess` is asked at every change, on this thread: it is arithmetic, and waits for nothing. `labels` gives
    inputs, facts and fields their words."""

    def __init__(
        self,
        benefit: Benefit,
        assess: Callable[[Sheet], Assessment | None],
        labels: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._benefit, self._assess, self._labels = benefit, assess, labels
        self._assessment: Assessment | None = None
        self._kind, self._headline, self._detail = QLabel(self), QLabel(self), QLabel(self)
        for label, role in ((self._kind, "muted"), (self._headline, "strong"), (self._detail, "muted")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            set_role(label, role)
        self._detail.setWordWrap(True)
        self._mark = IconMark("info", "info.fg", parent=self)
        self.unfold = QPushButton(self)
        self.unfold.setCheckable(True)
        set_role(self.unfold, "quiet")
        self.explained = Explained(labels, self)
        self.explained.hide()
        self.unfold.toggled.connect(self._unfold)
        self._line = line = QHBoxLayout()
        line.setSpacing(2 * SPACE)
        for widget in (self._mark, self._kind, self._headline):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.unfold)
        self._is_beside, self._room = False, _TALLEST
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE)
        self._column.addWidget(self.explained)
        self._column.addLayout(line)
        self._column.addWidget(self._detail)
        self.stand(beside=False, room=_TALLEST)
        self._unfold(open_=False)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        return (self.unfold, self.explained)

    def stand(self, *, beside: bool, room: int) -> None:
        """The explanation unfolds away from the line that unfolds it: below it in a card, above it at the bottom."""
        set_role(self, "card" if beside else "foot")
        side = CARD_PADDING if beside else PAGE_MARGIN
        self._column.setContentsMargins(side, 2 * SPACE, side, 2 * SPACE)
        if beside is not self._is_beside:
            self._column.removeWidget(self.explained)
            self._column.insertWidget(self._column.count() if beside else 0, self.explained)
        self._is_beside, self._room = beside, room
        self._fit()

    def _fit(self) -> None:
        """In a card the explanation fills what the lines leave; at the bottom it gives way."""
        if not self._is_beside:
            self.explained.setMinimumHeight(_LEAST)
            self.explained.setMaximumHeight(max(_LEAST, min(_TALLEST, self._room)))
            return
        margins = self._column.contentsMargins()
        wide = self.width() - margins.left() - margins.right()
        lines = self._line.sizeHint().height() + (self._detail.heightForWidth(wide) if self.detail else 0)
        self.explained.setFixedHeight(max(_LEAST, self._room - lines - margins.top() - margins.bottom() - 3 * SPACE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def kind(self) -> str:
        return self._kind.text()

    @property
    def headline(self) -> str:
        return self._headline.text()

    @property
    def detail(self) -> str:
        """Why, and what the law asks for."""
        return self._detail.text()

    def show_sheet(self, sheet: Sheet) -> None:
        found = self._assess(sheet)
        if found == self._assessment:
            return
        self._assessment = found
        self.setVisible(found is not None)
        if found is None:
            return
        is_decision = found.kind is AssessmentKind.DECISION
        of = self.tr("Vejledende beregning af {0}").format(self._benefit.title.lower())
        self._kind.setText("" if found.is_fee else self.tr("Afgørelse") if is_decision else of)
        self._kind.setVisible(bool(self.kind))
        self._headline.setText(self._said(found))
        meaning = words.meaning(found)
        self._mark.show_icon(meaning.icon, f"{meaning}.fg")
        self._detail.setText(" · ".join(self._details(found)))
        self._detail.setVisible(bool(self.detail))
        self._fit()
        self.setAccessibleName(": ".join(filter(None, (self.kind, self.headline))))
        self.setAccessibleDescription(self.detail)
        if self.unfold.isChecked():
            self.explained.show_assessment(found)

    def _unfold(self, open_: bool) -> None:  # noqa: FBT001 - as `toggled` has it
        self.unfold.setText(self.tr("Skjul beregning") if open_ else self.tr("Vis beregning"))
        if open_ and self._assessment is not None:
            self.explained.show_assessment(self._assessment)
        self.explained.setVisible(open_)

    # In words

    def verb(self, found: Assessment) -> str:
        """What the button does that decides it."""
        if found.outcome is Outcome.NOT_MET:
            return self.tr("Giv afslag: {0}").format(words.why_not(found.reason))
        said = self._said(found)
        return self.tr("Afgør: {0}").format(f"{said[:1].lower()}{said[1:]}")

    def _said(self, found: Assessment) -> str:
        if found.is_fee:
            return self.tr("{0}: {1}").format(self._benefit.title, words.result(found))
        if found.amount is None:
            return words.result(found)
        if words.has_no_right(found):
            return self.tr("Ingen ret: {0}").format(words.why_not(found.reason))
        label = self._benefit.amount_label
        if not label and found.kind is AssessmentKind.DECISION:
            label = self._benefit.title
        said = f"{label[:1].upper()}{label[1:]} {words.result(found)}".strip()
        return (
            self.tr("{0}: {1}").format(said, words.why_not(found.reason)) if found.outcome is Outcome.NOT_MET else said
        )

    def _details(self, found: Assessment) -> Iterator[str]:
        match found.outcome:
            case Outcome.NOT_ASSESSED:
                yield from self._lacking(found)
            case Outcome.NOT_COMPUTABLE:
                yield from [step.text for step in found.steps] or [elsewhere(found, self._benefit)]
            case _:
                yield from (f"{one.label} {with_unit(one.value, one.unit)}" for one in found.further)
                if found.unconfirmed:
                    yield self.tr("Bygger på satser, der ikke er bekræftet.")
                if found.owed is not None and not (found.is_fee and found.owed.is_nothing):
                    yield self._owed(found.owed)

    def _lacking(self, found: Assessment) -> Iterator[str]:
        """The first of what is missing and how many more: what stops the form, registers, what is not filled in yet."""
        stops = [step.text for step in found.steps]
        facts = sorted(found.missing, key=lambda unknown: unknown.source == CITIZEN)
        lines = stops + [labelled(self._labels.get(one.name, one.name), fact_words.why(one)) for one in facts]
        lines += words.figures_in_the_way(found)
        yield lines[0]
        if lines[1:]:
            yield self.tr("{0} mere mangler").format(len(lines) - 1)

    def _owed(self, owed: Owed) -> str:
        if owed.is_nothing:
            return self.tr("Fuldt medhold: hverken partshøring, begrundelse eller klagevejledning")
        if not owed.hearing:
            return self.tr("Kræver begrundelse og klagevejledning")
        labels = dict.fromkeys(self._labels.get(fact.name, fact.name) for fact in owed.hearing)
        heard = [f"»{one}«" if one.endswith("?") else one.lower() for one in labels]
        *before, last = heard
        about = self.tr("{0} og {1}").format(", ".join(before), last) if before else last
        return self.tr("Kræver partshøring (om {0}), begrundelse og klagevejledning").format(about)
