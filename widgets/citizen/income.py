"""Income: what eIndkomst has been told, month by month, and what changed. Sums and words, no judgement of law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.access.model import Section
from app.citizen.income import ChangeKind, IncomeChange, MonthSum, changes, monthly
from app.citizen.model.income import IncomeGroup, IncomeStatement
from app.citizen.model.sections import SectionValue
from app.citizen.port import RegisterKey
from app.errors import BugError
from widgets import formats, texts
from widgets.citizen.context import Context
from widgets.citizen.income_detail import IncomeDetail
from widgets.citizen.section import SectionView
from widgets.parts.charts import Bar, BarChart
from widgets.parts.chips import IconMark
from widgets.theme import set_role
from widgets.tokens import SPACE

_MOST_CHANGES = 3
_CHANGE_ICONS = {
    ChangeKind.STARTED: "circle-play",
    ChangeKind.STOPPED: "circle-stop",
    ChangeKind.ROSE: "trending-up",
    ChangeKind.FELL: "trending-down",
}


class IncomeView(SectionView):
    section = Section.INCOME
    source = RegisterKey.EINDKOMST

    def __init__(self, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(compact=compact, parent=parent)
        self._chart = BarChart(self.tr("Indkomst pr. måned"), self.content)
        self._remarks = QLabel(self.content)
        self._remarks.setWordWrap(True)
        set_role(self._remarks, "muted")
        self._sentences = _Sentences(self.content)
        self._sentences.setVisible(compact)
        self._detail: IncomeDetail | None = None
        if compact:
            for widget in (self._chart, self._sentences, self._remarks):
                self.body.addWidget(widget)
            self.body.addStretch(1)

    def complete(self) -> None:
        if not self.compact and self._detail is None:
            self._detail = IncomeDetail(self._chart, self._remarks, self.content)
            self.body.addWidget(self._detail, 1)

    def fill(self, value: SectionValue, context: Context) -> None:
        if not isinstance(value, IncomeStatement):
            raise BugError("another section's value")
        remarks = " ".join(self._remarks_about(value))
        if not value.lines:
            period = f"{formats.month(value.first_month)} – {formats.month(value.last_month)}"
            words = self.tr("Ingen indkomst er indberettet for {0}").format(period)
            unreported = self.tr("De nyeste måneder er måske ikke indberettet endnu.")
            self.show_message(words, " ".join(filter(None, (unreported, remarks))))
            return
        months = monthly(value, context.today)
        provisional = frozenset(month.month for month in months if month.provisional)
        self._show_chart(value, months)
        found = changes(value, context.today)
        if self._detail is not None:
            self._detail.show_statement(value, found, provisional)
        else:
            most = sorted(found, key=lambda change: abs(change.after - change.before), reverse=True)[:_MOST_CHANGES]
            self._sentences.show_changes([change for change in found if change in most], provisional)
        self._remarks.setText(remarks)
        self._remarks.setVisible(bool(remarks))

    def forget(self) -> None:
        super().forget()
        self._chart.set_data((), (), summary="")
        self._sentences.show_changes([], frozenset())
        self._remarks.clear()
        if self._detail is not None:
            self._detail.forget()

    def _show_chart(self, statement: IncomeStatement, months: Sequence[MonthSum]) -> None:
        groups = [group for group in IncomeGroup if any(dict(month.by_group).get(group) for month in months)]
        reported = {line.month for line in statement.lines}
        bars = []
        for month in months:
            sums = dict(month.by_group)
            bars.append(
                Bar(
                    label=formats.month_short(month.month),
                    group=str(month.month.year),
                    title=formats.month(month.month),
                    values=tuple(sums.get(group, Decimal(0)) for group in groups),
                    provisional=month.provisional and month.month in reported,
                    note=self._note(month, reported),
                )
            )
        names = [texts.income_group(group) for group in groups]
        self._chart.set_data(names, bars, summary=self._summary(months, reported))

    def _note(self, month: MonthSum, reported: set[date]) -> str:
        if month.month in reported:
            return ""
        return self.tr("Ikke indberettet endnu") if month.provisional else self.tr("Intet indberettet")

    def _summary(self, months: Sequence[MonthSum], reported: set[date]) -> str:
        total = formats.amount(sum((month.total for month in months), Decimal(0)), oere=False)
        words = [
            self.tr("I alt {0} før skat for {1} – {2}.").format(
                total, formats.month(months[0].month), formats.month(months[-1].month)
            )
        ]
        newest = next((month for month in reversed(months) if month.month in reported), None)
        if newest is not None:
            sentence = self.tr("Senest {0} i {1} (foreløbig).") if newest.provisional else self.tr("Senest {0} i {1}.")
            words.append(sentence.format(formats.amount(newest.total, oere=False), formats.month(newest.month)))
        unreported = [formats.month(m.month) for m in months if m.provisional and m.month not in reported]
        if unreported:
            words.append(self.tr("Ikke indberettet endnu: {0}.").format(", ".join(unreported)))
        return " ".join(words)

    def _remarks_about(self, statement: IncomeStatement) -> Sequence[str]:
        words = []
        if statement.reversed_reports == 1:
            words.append(self.tr("1 indberetning er tilbageført helt og indgår ikke."))
        elif statement.reversed_reports:
            sentence = self.tr("{0} indberetninger er tilbageført helt og indgår ikke.")
            words.append(sentence.format(formats.number(statement.reversed_reports)))
        if statement.advice:
            sentence = self.tr("eIndkomst har en bemærkning til svaret (advis {0}).")
            words.append(sentence.format(", ".join(statement.advice)))
        return words


class _Sentences(QWidget):
    """The most important changes, one under the other, in rows that are there from the start."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(1, 1)
        self._rows = [(IconMark("", parent=self), QLabel(self)) for _ in range(_MOST_CHANGES)]
        for number, (mark, words) in enumerate(self._rows):
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            self._grid.addWidget(mark, number, 0)
            self._grid.addWidget(words, number, 1)
            mark.hide()
            words.hide()

    def show_changes(self, found: Sequence[IncomeChange], provisional: frozenset[date]) -> None:
        self._grid.setEnabled(False)  # each row that comes or goes would have the whole page laid out anew
        for number, (mark, words) in enumerate(self._rows):
            change = found[number] if number < len(found) else None
            if change is not None:
                mark.show_icon(_CHANGE_ICONS[change.kind], "icon")
                words.setText(texts.income_change(change, provisional=change.month in provisional))
            else:
                words.clear()
            for widget in (mark, words):
                widget.setVisible(change is not None)
        self._grid.setEnabled(True)
