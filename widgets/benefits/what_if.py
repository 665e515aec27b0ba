"""What if: the citizen's benefits side by side, as they are and as they would be, each explained step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.benefits.assess import Change, Comparison, Setting
from app.benefits.declaration import Benefit, Input
from app.errors import UserError
from app.facts.model import Facts, Kind
from app.facts.typed import read_value
from widgets import background, formats, texts
from widgets.benefits import words
from widgets.benefits.entry import Entries
from widgets.benefits.explained import Explained
from widgets.parts.notices import Banner
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, PAGE_MARGIN, SPACE, Meaning

Compare = Callable[[Sequence[str], Setting, Setting], Comparison]
"""Blocks for some milliseconds."""

_PAUSE_MS: Final = 120
"""After the last key, before it is reckoned."""


class WhatIf(QWidget):
    """Call `show_facts` with what is known of the citizen; everything else is typed here, and kept nowhere."""

    print_wanted = Signal(object)
    """The `Comparison` in sight, to be printed as guidance."""
    reckoned = Signal()

    def __init__(self, benefits: Sequence[Benefit], compare: Compare, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._benefits = {benefit.key: benefit for benefit in benefits}
        self._compare = compare
        self._now: datetime | None = None
        self._today = date.min
        self._facts = Facts()
        self._comparison: Comparison | None = None
        self._job: background.Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._reckon)
        inputs = _inputs(benefits)
        labels = {asked.name: asked.label for asked in inputs} | {asked.fact: asked.label for asked in inputs}
        self._trouble = Banner(self)
        self.table = self._make_table()
        self.table.selection_changed.connect(self._chosen)
        self._sum = QLabel(self)
        self._sum.setWordWrap(True)
        self._sum.setTextFormat(Qt.TextFormat.PlainText)
        self.explained = Explained(labels, self)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self._left(inputs))
        splitter.addWidget(self._right())
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, CARD_GAP, PAGE_MARGIN, CARD_GAP)
        column.addWidget(self._trouble)
        column.addWidget(splitter, 1)

    def _left(self, inputs: Sequence[Input]) -> QWidget:
        left = QWidget(self)
        heading = QLabel(self.tr("Hvad nu hvis"), left)
        set_role(heading, "section")
        hint = QLabel(self.tr("Skriv under »Hvis«, hvad der ændrer sig. Intet gemmes og sendes."), left)
        hint.setWordWrap(True)
        set_role(hint, "muted")
        self._days = (
            self._day_field(left, self.tr("Regnet for nu")),
            self._day_field(left, self.tr("Regnet for hvis")),
        )
        days = QHBoxLayout()
        days.addWidget(QLabel(self.tr("Regnet for"), left), 1)
        for field in self._days:
            days.addWidget(field)
        days.setContentsMargins(0, 0, 2 * SPACE, 0)
        self.entries = Entries(inputs)
        self.entries.changed.connect(self._pause.start)
        set_role(self.entries, "plain")
        scroll = QScrollArea(left)
        scroll.setWidget(self.entries)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        clear = QPushButton(self.tr("Ryd det, der er skrevet"), left)
        clear.clicked.connect(self._start_over)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, CARD_GAP, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(heading)
        column.addWidget(hint)
        column.addLayout(days)
        column.addWidget(scroll, 1)
        column.addWidget(clear, 0, Qt.AlignmentFlag.AlignLeft)
        left.setMinimumWidth(440)
        return left

    def _right(self) -> QWidget:
        right = QWidget(self)
        self._sides = QButtonGroup(self)
        before, after = QRadioButton(self.tr("Nu"), right), QRadioButton(self.tr("Hvis"), right)
        self._sides.addButton(before, 0)
        self._sides.addButton(after, 1)
        after.setChecked(True)
        self._sides.idToggled.connect(self._explain)
        self._print = QPushButton(self.tr("Udskriv som vejledning"), right)
        self._print.clicked.connect(self._print_asked)
        line = QHBoxLayout()
        line.setSpacing(3 * SPACE)
        explain = QLabel(self.tr("Forklaring"), right)
        set_role(explain, "strong")
        line.addWidget(explain)
        line.addWidget(before)
        line.addWidget(after)
        line.addStretch(1)
        line.addWidget(self._print)
        column = QVBoxLayout(right)
        column.setContentsMargins(CARD_GAP, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.table)
        column.addWidget(self._sum)
        column.addLayout(line)
        column.addWidget(self.explained, 1)
        return right

    def _day_field(self, parent: QWidget, name: str) -> QLineEdit:
        field = QLineEdit(parent)
        field.setAccessibleName(name)
        field.setFixedWidth(128)
        field.textChanged.connect(self._pause.start)
        return field

    def _make_table(self) -> DataTable[Change]:
        table: DataTable[Change] = DataTable(
            "what_if",
            (
                Column(self.tr("Ydelse"), lambda change: change.after.title, width=0),
                Column(
                    self.tr("Nu"),
                    lambda change: words.result(change.before),
                    numeric=True,
                    width=148,
                    faint=lambda change: change.before.amount is None,
                ),
                Column(
                    self.tr("Hvis"),
                    lambda change: words.result(change.after),
                    numeric=True,
                    width=148,
                    faint=lambda change: change.after.amount is None,
                ),
                Column(self.tr("Forskel pr. md."), _difference, numeric=True, width=120),
                Column(self.tr("Art"), lambda change: words.kind(change.after), width=96, least=640),
                Column(self.tr("Afgøres af"), lambda change: words.decider(change.after.decider), width=148, least=760),
            ),
            title=self.tr("Ydelser før og efter"),
            empty=self.tr("Ingen ydelser er regnet endnu."),
            parent=self,
        )
        table.fit_rows(12)
        return table

    def show_facts(self, facts: Facts, now: datetime, today: date) -> None:
        """Start over with what is known of the citizen now."""
        self._now, self._today, self._facts = now, today, facts
        self._start_over()

    def forget(self) -> None:
        """Nobody any more."""
        self._pause.stop()
        self._drop()
        self._now = self._comparison = None
        self.table.forget()
        self.explained.forget()
        self._sum.clear()

    def _start_over(self) -> None:
        if self._now is not None:
            self.entries.show_facts(self._facts, self._now)
            for field in self._days:
                field.setText(formats.day(self._today))
            self._pause.start()

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _reckon(self) -> None:
        """What was under way is answered no more: it was about what stood here before."""
        self._drop()
        if self._now is None:
            return
        settings = self.entries.settings(self._now, self._today)
        typed = (read_value(Kind.DATE, field.text(), self._today) for field in self._days)
        days = [day for day in typed if isinstance(day, date)]
        if settings is None or len(days) != len(self._days):
            self._trouble.say(self.tr("Noget af det skrevne kan ikke læses. Ret det markerede."), Meaning.WARNING)
            return
        self._trouble.clear()
        before, after = (
            Setting(facts, day) for facts, day in zip(settings, days, strict=True) if isinstance(day, date)
        )
        reckon = partial(self._compare, tuple(self._benefits), before, after)
        self._job = background.run(reckon, done=self._compared, failed=self._failed)

    def _failed(self, error: UserError) -> None:
        self._trouble.say(texts.error(error), Meaning.DANGER)

    def _compared(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.table.set_rows(comparison.changes)
        if self.table.current_row() is None and comparison.changes:
            self.table.view.selectRow(0)
        self._sum.setText(self._sum_words(comparison))
        self._explain()
        self.reckoned.emit()

    def _sum_words(self, comparison: Comparison) -> str:
        parts = [self.tr("Forskel i alt pr. måned: {0}").format(_signed(comparison.monthly))]
        if comparison.marginal is not None:
            lost = self.tr("For hver krone mere i indkomst falder ydelserne {0} øre.")
            parts.append(lost.format(formats.number(comparison.marginal * 100)))
        if comparison.left_out:
            titles = ", ".join(self._benefits[key].title for key in comparison.left_out)
            parts.append(self.tr("Ikke med i summen: {0}.").format(titles))
        return "  ·  ".join(parts)

    def _chosen(self, change: Change | None) -> None:
        names = [asked.name for asked in self._benefits[change.after.benefit].inputs] if change is not None else []
        self.entries.show_only(names)
        self._explain()

    def _explain(self, *_toggled: object) -> None:
        change = self.table.current_row()
        if change is None:
            self.explained.forget()
        else:
            self.explained.show_assessment(change.after if self._sides.checkedId() else change.before)

    def _print_asked(self) -> None:
        if self._comparison is not None:
            self.print_wanted.emit(self._comparison)


def _inputs(benefits: Sequence[Benefit]) -> tuple[Input, ...]:
    """Each name once: what two benefits ask for is told once."""
    return tuple({asked.name: asked for benefit in benefits for asked in benefit.inputs}.values())


def _difference(change: Change) -> str:
    return "" if change.monthly is None else _signed(change.monthly)


def _signed(amount: Decimal) -> str:
    return f"+{formats.amount(amount, oere=False)}" if amount > 0 else formats.amount(amount, oere=False)
