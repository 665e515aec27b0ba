"""One assessment explained: its steps, the figures it rests on, what is missing, and what the law asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.benefits.model import Assessment, Owed, Reason
from app.benefits.words import complaint_line, labelled, step_amount, with_unit
from widgets import fact_words, formats
from widgets.benefits import words
from widgets.parts.notices import Banner
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning

_PLACE_WIDTH: Final = 176
_NUMBER_WIDTH: Final = 96


@dataclass(frozen=True, slots=True)
class _Line:
    """`place` is the law's paragraph or a source; `number` the amount, right."""

    text: str
    place: str = ""
    number: str = ""


class _Lines(QWidget):
    """A heading and numbered lines under it; the labels are kept for the next assessment."""

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading = QLabel(heading, self)
        set_role(self._heading, "strong")
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 2 * SPACE)
        self._grid.setHorizontalSpacing(4 * SPACE)
        self._grid.setVerticalSpacing(SPACE + 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(2, _NUMBER_WIDTH)
        self._grid.addWidget(self._heading, 0, 0, 1, 3)

    def show_lines(self, lines: Iterable[_Line]) -> None:
        given = tuple(lines)
        while len(self._rows) < len(given):
            self._add_row()
        for number, row in enumerate(self._rows):
            line = given[number] if number < len(given) else _Line("")
            whole_place = line.place.replace("§ ", "§\N{NO-BREAK SPACE}")
            for label, text in zip(row, (line.text, whole_place, line.number), strict=True):
                label.setText(text)
                label.setVisible(number < len(given))
        self.setVisible(bool(given))

    def _add_row(self) -> None:
        text, place, number = (QLabel(self) for _ in range(3))
        for label in (text, place, number):
            label.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        place.setWordWrap(True)
        place.setFixedWidth(_PLACE_WIDTH)
        set_role(place, "muted")
        below = len(self._rows) + 1
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(text, below, 0, top)
        self._grid.addWidget(place, below, 1, top)
        self._grid.addWidget(number, below, 2, top | Qt.AlignmentFlag.AlignRight)
        self._rows.append((text, place, number))

    @property
    def lines(self) -> tuple[str, ...]:
        """The words in sight, a line each."""
        return tuple(text.text() for text, _, _ in self._rows if text.text())


class Explained(QScrollArea):
    """Shows one assessment at a time. `labels` gives inputs and facts their words."""

    def __init__(self, labels: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        inner = QWidget()
        set_role(inner, "plain")
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Forklaring"))
        set_role(self, "reading")
        self._title = QLabel(inner)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        set_role(self._title, "section")
        self._who = QLabel(inner)
        self._who.setWordWrap(True)
        set_role(self._who, "muted")
        self._doubt = Banner(inner)
        self.steps = _Lines(self.tr("Sådan er der regnet"), inner)
        self.missing = _Lines(self.tr("Mangler"), inner)
        self.owed = _Lines(self.tr("Loven kræver"), inner)
        self.rates = _Lines(self.tr("Satser og kilder"), inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 2 * SPACE, 0)
        column.setSpacing(2 * SPACE)
        for part in (self._title, self._who, self._doubt, self.missing, self.steps, self.owed, self.rates):
            column.addWidget(part)
        column.addStretch(1)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def doubt(self) -> str:
        """The words of the banner in sight, empty without one."""
        return "" if self._doubt.isHidden() else self._doubt.text

    def forget(self) -> None:
        self._title.clear()
        self._who.clear()
        self._doubt.clear()
        for part in (self.steps, self.missing, self.owed, self.rates):
            part.show_lines(())

    def show_assessment(self, assessment: Assessment) -> None:
        self._title.setText(f"{assessment.title}: {words.result(assessment)}")
        whose = self.tr("{0} · afgøres af {1} · regnet for {2} med satser kendt {3}")
        self._who.setText(
            whose.format(
                words.kind(assessment).capitalize(),
                words.decider(assessment.decider),
                formats.day(assessment.on),
                formats.day(assessment.known),
            )
        )
        if assessment.unconfirmed:
            self._doubt.say(self.tr("Bygger på satser, der ikke er bekræftet."), Meaning.WARNING)
        else:
            self._doubt.clear()
        steps = [_Line(step.text, step.paragraph, step_amount(step)) for step in assessment.steps]
        is_stopped = assessment.reason is Reason.STOPPED
        self.steps.show_lines(() if is_stopped else steps)
        missing = [_Line(text) for text in self._missing(assessment)]
        self.missing.show_lines([*steps, *missing] if is_stopped else missing)
        is_plain_fee = assessment.is_fee and assessment.owed is not None and assessment.owed.is_nothing
        self.owed.show_lines(self._owed(None if is_plain_fee else assessment.owed))
        self.rates.show_lines(
            _Line(f"{rate.label} ({words.trust(rate)})", rate.source, with_unit(rate.value, rate.unit))
            for rate in assessment.rates
        )
        self.verticalScrollBar().setValue(0)

    def _missing(self, assessment: Assessment) -> Iterable[str]:
        for unknown in assessment.missing:
            label = self._labels.get(unknown.name, unknown.name)
            yield labelled(label, fact_words.why(unknown))
        yield from words.figures_in_the_way(assessment)

    def _owed(self, owed: Owed | None) -> Iterable[_Line]:
        if owed is None:
            return
        if owed.is_nothing:
            yield _Line(self.tr("Fuldt medhold: hverken partshøring, begrundelse eller klagevejledning."))
        for fact in owed.hearing:
            label = self._labels.get(fact.name, fact.name)
            words_of = self.tr("Partshøring om {0} fra {1}, hvis borgeren ikke kender oplysningen")
            yield _Line(
                words_of.format(label.lower(), fact_words.source(fact.source)), self.tr("Forvaltningsloven § 19")
            )
        if owed.reasons and owed.complaint is None:
            yield _Line(self.tr("Klagevejledning: tjek lokalt, hvem der klages til"), "forvaltningsloven § 25")
        for reason in owed.reasons:
            yield _Line(reason, self.tr("Forvaltningsloven §§ 22-24"))
        if owed.complaint is not None:
            yield _Line(complaint_line(owed.complaint))
