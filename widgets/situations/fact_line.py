"""Facts as chips, with the source they share and its age after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.facts.model import Fact, Unknown
from app.facts.vocabulary import Term
from widgets import fact_words
from widgets.parts.chips import Chip, ChipWords
from widgets.parts.flow import FlowLayout
from widgets.theme import set_role
from widgets.tokens import SPACE


class FactLine(QWidget):
    """A line a source: [Civilstand: Gift] [Civilstand ændrede sig: for 10 dage siden] CPR · hentet kl. 14.02."""

    def __init__(
        self, facts: Iterable[Fact], vocabulary: Mapping[str, Term], now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        by_origin: dict[str, list[Fact]] = {}
        for fact in facts:
            by_origin.setdefault(fact_words.origin(fact, now), []).append(fact)
        for origin, same in by_origin.items():
            flow = FlowLayout(gap=6)
            for fact in same:
                flow.addWidget(Chip(ChipWords(fact_words.said(fact, vocabulary[fact.name]), icon="", tip=origin), self))
            label = QLabel(origin, self)
            set_role(label, "muted")
            flow.addWidget(label)
            column.addLayout(flow)


def spoken(facts: Iterable[Fact], vocabulary: Mapping[str, Term], now: datetime) -> str:
    """The same in one line, for a screen reader."""
    said = (f"{fact_words.said(fact, vocabulary[fact.name])} ({fact_words.origin(fact, now)})" for fact in facts)
    return ". ".join(said)


def because(facts: Iterable[Fact], vocabulary: Mapping[str, Term]) -> str:
    """Børn under 18 år: 0, Får boligstøtte: nej."""
    return ", ".join(fact_words.said(fact, vocabulary[fact.name]) for fact in facts)


def lacking(missing: Iterable[Unknown], vocabulary: Mapping[str, Term]) -> str:
    """Får boligstøtte (Ydelsesindeks har ikke svaret)."""
    return ", ".join(f"{vocabulary[one.name].label} ({fact_words.why(one)})" for one in missing)
