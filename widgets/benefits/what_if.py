"""What if: the citizen's benefits side by side, as they are and as they would be, each explained step by step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QCollator, QLocale, QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QPushButton,
    QRadioButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.benefits.assess import Change, Comparison, Setting
from app.benefits.declaration import Benefit, Input
from app.benefits.model import Outcome
from app.errors import UserError
from app.facts.model import Facts
from widgets import background, formats, texts
from widgets.benefits import words
from widgets.benefits.entry import Entries
from widgets.benefits.explained import Explained
from widgets.parts.cards import PersonalCard
from widgets.parts.notices import Banner
from widgets.parts.scrolled import scrolled
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, PAGE_MARGIN, Meaning

Compare = Callable[[Sequence[str], Setting, Setting], Comparison]
"""Blocks for some milliseconds."""

_CELL: Final = 128
"""Room for 104.748,50 kr./år *."""

_TOLD: Final = 504
"""What the left side takes of a window, at first: the names of the benefits must not be cut in a narrow one."""

_BESIDE: Final = 1_000
_BELOW_HEIGHT: Final = 1_200
_ASIDE_TITLE: Final = 200
_ASIDE_ROWS: Final = 4
_PAUSE_MS: Final = 120
"""After the last key, before it is reckoned."""


class WhatIf(QWidget):
    """Call `show_facts` with what is known of the citizen; everything else is typed here, and kept nowhere."""

    print_wanted = Signal(object)
    """The `Comparison` in sight, to be printed as guidance."""
    copy_wanted = Signal(str, str)
    """As a card's: the text, and what kind of text it is."""
    reckoned = Signal()

    def __init__(self, benefits: Sequence[Benefit], compare: Compare, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._benefits = {benefit.key: benefit for benefit in benefits}
        self._compare = compare
        self._now: datetime | None = None
        self._today = date.min
        self._facts = Facts()
        self._comparison: Comparison | None = None
        self._first: Collection[str] = ()
        # Made once for a citizen: the row one is typing for must not move under the hand.
        self._order: list[str] = []
        self._chosen_key = ""
        self._job: background.Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._reckon)
        inputs = _inputs(benefits)
        labels = {asked.name: asked.label for asked in inputs} | {asked.fact: asked.label for asked in inputs}
        self._trouble, self._laid_aside = Banner(self), Banner(self)
        self.table = self._make_table()
        self.table.selection_changed.connect(self._chosen)
        self.aside = self._make_aside()
        self.aside.selection_changed.connect(self._chosen)
        self.unfold = QPushButton(self)
        self.unfold.setCheckable(True)
        set_role(self.unfold, "quiet")
        self.unfold.toggled.connect(self._fold)
        self._doubt = QLabel(self.tr("* Bygger på satser, der ikke er bekræftet."), self)
        self._doubt.setWordWrap(True)
        self._doubt.hide()
        set_role(self._doubt, "muted")
        self._sum = QLabel(self)
        self._sum.setWordWrap(True)
        self._sum.setTextFormat(Qt.TextFormat.PlainText)
        self.explained = Explained(labels, self)
        self.entries = Entries(inputs)
        self.entries.changed.connect(self._pause.start)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self._told_card())
        right = QSplitter(Qt.Orientation.Vertical, splitter)
        self._table_card = self._make_table_card()
        right.addWidget(self._table_card)
        right.addWidget(self._explained_card())
        for part in range(2):
            right.setStretchFactor(part, 1)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_TOLD, 2 * _TOLD])
        for each in (splitter, right):
            each.setChildrenCollapsible(False)
            each.setHandleWidth(CARD_GAP)
        stops = (
            *(*self.entries.stops, self._clear, self._print, self.table.view, self.unfold, self.aside.view),
            *(*self._sides.buttons(), self.explained),
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, CARD_GAP, PAGE_MARGIN, PAGE_MARGIN)
        column.addWidget(self._trouble)
        column.addWidget(self._laid_aside)
        self._across = splitter
        column.addWidget(scrolled(splitter, self), 1)

    def _told_card(self) -> PersonalCard:
        card = self._card(self.tr("Hvad nu hvis"))
        hint = QLabel(self.tr("Skriv under »Hvis«, hvad der ændrer sig. Intet gemmes eller sendes."), card.content)
        hint.setWordWrap(True)
        set_role(hint, "muted")
        set_role(self.entries, "plain")
        self._clear = QPushButton(self.tr("Begynd forfra"))
        set_role(self._clear, "quiet")
        self._clear.clicked.connect(self._start_over)
        card.add_to_header(self._clear)
        card.body.addWidget(hint)
        card.body.addWidget(scrolled(self.entries, card.content), 1)
        card.setMinimumWidth(448)
        return card

    def _make_table_card(self) -> PersonalCard:
        card = self._card(self.tr("Ydelser nu og hvis"))
        self._print = QPushButton(self.tr("&Udskriv som vejledning"))
        self._print.clicked.connect(self._print_asked)
        card.add_to_header(self._print)
        card.body.addWidget(self.table)
        card.body.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.aside)
        card.body.addWidget(self._doubt)
        card.body.addWidget(self._sum)
        return card

    def _explained_card(self) -> PersonalCard:
        card = self._card(self.tr("Forklaring"))
        self._sides = QButtonGroup(self)
        for number, words_of in enumerate((self.tr("Nu"), self.tr("Hvis"))):
            side = QRadioButton(words_of)
            self._sides.addButton(side, number)
            card.add_to_header(side)
            side.setChecked(bool(number))
        self._sides.idToggled.connect(self._explain)
        card.body.addWidget(self.explained, 1)
        return card

    def _card(self, title: str) -> PersonalCard:
        card = PersonalCard(title, self)
        card.copy_wanted.connect(self.copy_wanted)
        return card

    def _make_table(self) -> DataTable[Change]:
        table: DataTable[Change] = DataTable(
            "what_if",
            (
                Column(self.tr("Ydelse"), lambda change: change.after.title, width=0),
                Column(
                    self.tr("Nu, vejledende"),
                    lambda change: words.cell(change.before),
                    numeric=True,
                    width=_CELL,
                    faint=lambda change: change.before.amount is None,
                    tip=lambda change: words.doubt(change.before),
                ),
                Column(
                    self.tr("Hvis, vejledende"),
                    lambda change: words.cell(change.after),
                    numeric=True,
                    width=_CELL,
                    faint=lambda change: change.after.amount is None,
                    tip=lambda change: words.doubt(change.after),
                ),
                Column(self.tr("Forskel pr. md."), _difference, numeric=True, width=132),
                Column(self.tr("Afgøres af"), lambda change: words.decider(change.after.decider), width=148, least=720),
            ),
            title=self.tr("Ydelser før og efter"),
            empty=self.tr("Ingen ydelser er regnet endnu."),
            parent=self,
        )
        table.fit_rows(6, grow=True)
        return table

    def _make_aside(self) -> DataTable[Change]:
        """What cannot matter by what is known; reckoned all the same for whoever knows better."""
        table: DataTable[Change] = DataTable(
            "what_if_aside",
            (
                Column(self.tr("Ydelse"), lambda change: change.after.title, width=_ASIDE_TITLE),
                Column(self.tr("Ikke aktuelt her, fordi"), self._because, width=0, tip=self._because),
            ),
            title=self.tr("Ikke aktuelt her"),
            empty="",
            parent=self,
        )
        table.fit_rows(_ASIDE_ROWS)
        table.hide()
        return table

    def _because(self, change: Change) -> str:
        aside = self._comparison.aside if self._comparison is not None else ()
        return next((each.because for each in aside if each.benefit == change.after.benefit), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for two beside each other they stand below each other, and scroll."""
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE
        self._across.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self._across.setMinimumHeight(0 if wide else _BELOW_HEIGHT)

    def tell_rates(self, origin: str, refused: Sequence[UserError]) -> None:
        """Whose figures these are, and why newer ones that were dropped here are not taken."""
        self._table_card.set_source(origin)
        if refused:
            self._laid_aside.say(" ".join(dict.fromkeys(map(texts.error, refused))), Meaning.WARNING)
        else:
            self._laid_aside.clear()

    def show_facts(self, facts: Facts, now: datetime, today: date, *, first: Collection[str] = ()) -> None:
        """Start over with what is known of the citizen now. The benefits of the keys `first` stand first: they are
        what the citizen came for."""
        self._now, self._today, self._facts, self._first = now, today, facts, first
        self._order, self._chosen_key = [], ""
        self.unfold.setChecked(False)
        self._start_over()

    def choose(self, benefit: str) -> None:
        """Explain the benefit of this key, and ask for what it needs; while it is reckoned, as soon as that is done."""
        self._chosen_key = benefit
        for table in (self.table, self.aside):
            keys = _keys(table)
            if benefit in keys:
                self.unfold.setChecked(self.unfold.isChecked() or table is self.aside)
                table.view.selectRow(keys.index(benefit))

    def forget(self) -> None:
        """Nobody any more."""
        self._pause.stop()
        self._drop()
        self._now = self._comparison = None
        self._chosen_key = ""
        self.table.forget()
        self.aside.forget()
        self.unfold.hide()
        self.explained.forget()
        self._doubt.hide()
        self._sum.clear()

    def _start_over(self) -> None:
        if self._now is not None:
            self.entries.show_facts(self._facts, self._now, self._today)
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
        if settings is None:
            self._trouble.say(self.tr("Noget af det skrevne kan ikke læses. Ret det markerede."), Meaning.WARNING)
            return
        self._trouble.clear()
        before, after = settings
        reckon = partial(self._compare, tuple(self._benefits), before, after)
        self._job = background.run(reckon, done=self._compared, failed=self._failed)

    def _failed(self, error: UserError) -> None:
        self._trouble.say(texts.error(error), Meaning.DANGER)

    def _compared(self, comparison: Comparison) -> None:
        """What the citizen came for is never set aside."""
        aside = tuple(each for each in comparison.aside if each.benefit not in self._first)
        self._comparison = comparison = replace(comparison, aside=aside)
        if not self._order:
            self._order = self._ordered(comparison.changes)
        self._fill(comparison)
        self._sum.setText(self._sum_words(comparison))
        sides = (side for change in comparison.matters for side in (change.before, change.after))
        self._doubt.setVisible(any(map(words.doubt, sides)))
        self._explain()
        self.reckoned.emit()

    def _fill(self, comparison: Comparison) -> None:
        """The benefit one types for stays chosen, also when it comes to matter."""
        in_order = sorted(comparison.changes, key=lambda change: self._order.index(change.after.benefit))
        left = {each.benefit for each in comparison.aside}
        for table, is_aside in ((self.table, False), (self.aside, True)):
            with QSignalBlocker(table):
                table.set_rows([change for change in in_order if (change.after.benefit in left) is is_aside])
                table.view.setCurrentIndex(QModelIndex())
        self.unfold.setVisible(bool(left))
        self._fold(self.unfold.isChecked())
        self.choose(self._chosen_key or next(iter(_keys(self.table)), ""))

    def _fold(self, is_open: bool) -> None:  # noqa: FBT001 - as `toggled` has it
        """Whoever folds away what they looked at looks at the first that matters."""
        count = self.aside.model.rowCount()
        said = self.tr("&Ikke aktuelt her ({0}) – skjul") if is_open else self.tr("&Ikke aktuelt her ({0}) – vis")
        self.unfold.setText(said.format(count))
        self.aside.setVisible(is_open and count > 0)
        if not is_open and self._chosen_key in _keys(self.aside):
            self.choose(next(iter(_keys(self.table)), ""))

    def _ordered(self, changes: Sequence[Change]) -> list[str]:
        collator = QCollator(QLocale("da_DK"))
        by_title = sorted(changes, key=lambda change: collator.sortKey(change.after.title))
        by_use = sorted(by_title, key=lambda change: (change.after.benefit not in self._first, _lacks_a_figure(change)))
        return [change.after.benefit for change in by_use]

    def _sum_words(self, comparison: Comparison) -> str:
        summed = [change for change in comparison.changes if _is_summed(change)]
        if not summed:
            return self.tr("Ingen sum endnu: vælg en ydelse, og skriv det, den mangler.")
        parts = [self.tr("Vejledende forskel i alt pr. måned: {0}").format(_signed(comparison.monthly))]
        if comparison.marginal is not None:
            lost = self.tr("For hver krone mere i indkomst falder ydelserne {0} øre.")
            parts.append(lost.format(formats.number(comparison.marginal * 100)))
        if left_out := set(comparison.left_out) - {each.benefit for each in comparison.aside}:
            parts.append(self.tr("{0} ydelser er ikke med i summen.").format(len(left_out)))
        notes = (self._benefits[change.after.benefit].sum_note for change in summed)
        parts += [f"{note}." for note in notes if note]
        return "  ·  ".join(parts)

    def _chosen(self, change: Change | None) -> None:
        """One row of the two tables."""
        if change is not None:
            for other in (self.table, self.aside):
                if change.after.benefit not in _keys(other):
                    other.view.setCurrentIndex(QModelIndex())
            self._chosen_key = change.after.benefit
            asked = self._benefits[change.after.benefit].inputs.values()
            self.entries.show_only([each.told_as for each in asked])
        self._explain()

    def _explain(self, *_toggled: object) -> None:
        change = self.table.current_row() or self.aside.current_row()
        if change is None:
            self.explained.forget()
        else:
            self.explained.show_assessment(change.after if self._sides.checkedId() else change.before)

    def _print_asked(self) -> None:
        if self._comparison is not None:
            self.print_wanted.emit(self._comparison)


def _inputs(benefits: Sequence[Benefit]) -> tuple[Input, ...]:
    """Each fact once: what two benefits ask for is told once."""
    return tuple({each.told_as: each for benefit in benefits for each in benefit.inputs.values()}.values())


def _keys(table: DataTable[Change]) -> list[str]:
    """In the order of its rows."""
    return [table.model.row(table.model.index(number, 0)).after.benefit for number in range(table.model.rowCount())]


def _difference(change: Change) -> str:
    return "" if change.monthly is None else _signed(change.monthly)


def _signed(amount: Decimal) -> str:
    return f"+{formats.amount(amount, oere=False)}" if amount > 0 else formats.amount(amount, oere=False)


def _is_summed(change: Change) -> bool:
    """There is something to sum: no right on either side is nothing."""
    sides = change.before.outcome, change.after.outcome
    return change.monthly is not None and any(outcome is not Outcome.NOT_MET for outcome in sides)


def _lacks_a_figure(change: Change) -> bool:
    return change.before.amount is None and change.after.amount is None
