"""Income on its own tab: the chart beside what changed, then payers and every line reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QScrollArea, QTableView, QVBoxLayout, QWidget

from app.citizen.income import IncomeChange, PayerSum, by_payer
from app.citizen.model.coded import Coded
from app.citizen.model.income import Amount, IncomeLine, IncomeStatement
from widgets import formats, texts
from widgets.parts.charts import BarChart
from widgets.parts.tables import ALL_ROWS, Column, DataTable
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, SPACE, Meaning

_WIDE = 900
_LOW = 520
_CHART, _LOW_CHART = 248, 206
_FEW_CHANGES, _SOME_CHANGES = 3, 5
_IN_COLUMNS = frozenset(
    {
        Amount.A_INCOME_AM,
        Amount.A_INCOME,
        Amount.B_INCOME_AM,
        Amount.B_INCOME,
        Amount.SEVERANCE,
        Amount.A_TAX,
        Amount.AM_CONTRIBUTION,
        Amount.ATP,
    }
)


class IncomeDetail(QScrollArea):
    """Takes `chart` and `remarks` over. One page that scrolls as a whole: its tables are as high as their rows.

    On a low desk the chart is lower and fewer changes stand beside it, so that the reports begin in sight.
    """

    def __init__(self, chart: BarChart, remarks: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = QWidget()
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self._provisional: frozenset[date] = frozenset()
        self._found: Sequence[IncomeChange] = ()
        self._shows_all = self._low = False
        self._chart = chart
        self._changes, self._payers, self._lines = self._change_table(), self._payer_table(), self._line_table()
        for table in (self._changes, self._payers, self._lines):
            table.fit_rows(ALL_ROWS)
            table.view.selectionModel().currentRowChanged.connect(partial(self._show_row, table.view))
        self._all_changes = QPushButton(self._page)
        set_role(self._all_changes, "quiet")
        self._all_changes.clicked.connect(self._show_all_changes)
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        right.addWidget(self._changes)
        right.addWidget(self._all_changes, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(remarks)
        right.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(CARD_GAP)
        self._top.addWidget(chart, 1, Qt.AlignmentFlag.AlignTop)
        self._top.addLayout(right, 1)
        set_role(self._page, "plain")
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(self._top)
        column.addWidget(self._payers)
        column.addWidget(self._lines)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Indkomst i tal"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        low = self.height() < _LOW
        if low != self._low:
            self._low = low
            self._show_changes()
        self._fit_chart()

    def _fit_chart(self) -> None:
        """No lower than a legend of several lines leaves it."""
        layout = self._chart.layout()
        needed = layout.totalMinimumHeightForWidth(self._chart.width()) if layout is not None else 0
        self._chart.setFixedHeight(max(needed, _LOW_CHART if self._low else _CHART))

    def forget(self) -> None:
        self._found, self._provisional, self._shows_all = (), frozenset(), False
        for table in (self._changes, self._payers, self._lines):
            table.forget()

    def show_statement(
        self, statement: IncomeStatement, found: Sequence[IncomeChange], provisional: frozenset[date]
    ) -> None:
        """`found` are the statement's changes, `provisional` the months that may still get reports."""
        self._provisional = provisional
        self._found = found
        self._fit_chart()
        self._show_changes()
        self._payers.set_rows(by_payer(statement))
        self._lines.set_rows(sorted(statement.lines, key=lambda line: (line.month, line.gross), reverse=True))

    def _show_changes(self) -> None:
        """The newest of them, and a button for the rest."""
        first = _FEW_CHANGES if self._low else _SOME_CHANGES
        few = not self._shows_all and len(self._found) > first
        shown = self._found[:first] if few else self._found
        self._changes.set_rows(shown)
        self._all_changes.setText(self.tr("Vis alle {0} ændringer").format(len(self._found)))
        self._all_changes.setVisible(few)

    def _show_all_changes(self) -> None:
        self._shows_all = True
        self._show_changes()
        self._changes.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_row(self, view: QTableView, index: QModelIndex, _before: QModelIndex) -> None:
        """Follow the arrow keys: the table itself has nothing to scroll."""
        if index.isValid() and view.hasFocus():
            place = view.visualRect(index)
            centre = view.viewport().mapTo(self._page, place.center())
            self.ensureVisible(0, centre.y(), 0, 2 * place.height())

    def _change_table(self) -> DataTable[IncomeChange]:
        return DataTable(
            "income-changes",
            (
                Column(self.tr("Måned"), lambda c: formats.month(c.month), key=lambda c: c.month, width=76),
                Column(self.tr("Ændring"), lambda change: texts.change_kind(change.kind), width=80),
                Column(
                    self.tr("Indkomst"),
                    lambda change: f"SE {change.payer}, {texts.income_group(change.group)}",
                    width=0,
                    tip=self._change_sentence,
                ),
                Column(
                    self.tr("Før"),
                    lambda change: formats.amount(change.before, oere=False),
                    key=lambda change: change.before,
                    numeric=True,
                    width=92,
                ),
                Column(
                    self.tr("Efter"),
                    lambda change: formats.amount(change.after, oere=False),
                    key=lambda change: change.after,
                    numeric=True,
                    width=92,
                ),
            ),
            title=self.tr("Ændringer i indkomsten"),
            heading=self.tr("Ændringer"),
            empty=self.tr("Ingen ændringer på over 15 % i perioden."),
            parent=self._page,
        )

    def _change_sentence(self, change: IncomeChange) -> str:
        return texts.income_change(change, provisional=change.month in self._provisional)

    def _payer_table(self) -> DataTable[PayerSum]:
        def amount(title: str, value: Amount, width: int) -> Column[PayerSum]:
            return Column(
                title,
                lambda payer: formats.amount(payer.total(value)),
                key=lambda payer: payer.total(value),
                numeric=True,
                width=width,
            )

        return DataTable(
            "income-payers",
            (
                Column(self.tr("Udbetaler"), lambda payer: f"SE {payer.payer}", width=104),
                Column(self.tr("Art"), lambda payer: texts.income_group(payer.group), width=0),
                Column(self.tr("Måneder"), lambda p: str(p.months), key=lambda p: p.months, numeric=True, width=76),
                Column(self.tr("Senest"), lambda p: formats.month(p.last), key=lambda p: p.last, width=84),
                Column(
                    self.tr("Brutto senest"),
                    lambda payer: formats.amount(_newest_gross(payer)),
                    key=_newest_gross,
                    numeric=True,
                    width=116,
                ),
                Column(
                    self.tr("Brutto i alt"),
                    lambda payer: formats.amount(payer.gross),
                    key=lambda payer: payer.gross,
                    numeric=True,
                    width=120,
                ),
                amount(self.tr("A-skat"), Amount.A_TAX, 112),
                amount(self.tr("AM-bidrag"), Amount.AM_CONTRIBUTION, 108),
                amount(self.tr("ATP"), Amount.ATP, 92),
                Column(
                    self.tr("Pension"), lambda p: formats.amount(_pension(p)), key=_pension, numeric=True, width=108
                ),
                Column(self.tr("Timer"), self._payer_hours, key=_hours_of_payer, numeric=True, width=84),
            ),
            title=self.tr("Udbetalere i perioden"),
            empty=self.tr("Ingen udbetalere."),
            parent=self._page,
        )

    def _line_table(self) -> DataTable[IncomeLine]:
        def amount(title: str, value: Amount, width: int) -> Column[IncomeLine]:
            return Column(
                title,
                lambda line: formats.amount(line.amount(value)),
                key=lambda line: line.amount(value),
                numeric=True,
                width=width,
            )

        return DataTable(
            "income-lines",
            (
                Column(self.tr("Måned"), lambda line: formats.month(line.month), key=lambda line: line.month, width=76),
                Column(self.tr("Udbetaler"), lambda line: f"SE {line.payer}", width=96),
                Column(self.tr("Art"), self._kind, width=0, tip=self._type_and_kind),
                Column(
                    self.tr("Brutto"),
                    lambda line: formats.amount(line.gross),
                    key=lambda line: line.gross,
                    numeric=True,
                    width=108,
                ),
                amount(self.tr("A-skat"), Amount.A_TAX, 104),
                amount(self.tr("AM-bidrag"), Amount.AM_CONTRIBUTION, 100),
                amount(self.tr("ATP"), Amount.ATP, 80),
                Column(self.tr("Timer"), self._line_hours, key=_hours_of_line, numeric=True, width=72),
                Column(self.tr("Andre felter"), self._other_fields, width=132, tip=self._other_fields),
                Column(self.tr("Lønperiode"), self._period, key=lambda line: line.pay_start, width=152),
                Column(
                    self.tr("Mærke"),
                    lambda line: self.tr("Rettet") if line.corrected else "",
                    width=112,
                    mark=lambda line: Meaning.INFO if line.corrected else None,
                ),
            ),
            title=self.tr("Indberetninger"),
            heading=self.tr("Indberetninger"),
            empty=self.tr("Ingen indberetninger."),
            filter_hint=self.tr("Filtrér indberetninger: måned, SE-nummer, art …"),
            parent=self._page,
        )

    def _payer_hours(self, payer: PayerSum) -> str:
        return self._hours(_hours_of_payer(payer), known=any(line.hours is not None for line in payer.lines))

    def _line_hours(self, line: IncomeLine) -> str:
        return self._hours(_hours_of_line(line), known=line.hours is not None)

    def _hours(self, hours: Decimal, *, known: bool) -> str:
        return formats.number(hours, decimals=2) if known else self.tr("Ingen")

    def _kind(self, line: IncomeLine) -> str:
        """The kind says more than the type; where one of them is unknown, both stand."""
        if line.kind is not None and line.kind.text is not None and line.type.text is not None:
            return line.kind.text
        return self._type_and_kind(line)

    def _type_and_kind(self, line: IncomeLine) -> str:
        return " · ".join(self._coded(value) for value in (line.type, line.kind) if value is not None)

    def _coded(self, value: Coded) -> str:
        return value.text if value.text is not None else self.tr("Ukendt kode {0}").format(value.code)

    def _other_fields(self, line: IncomeLine) -> str:
        others = [
            f"{texts.amount_kind(kind)} {formats.amount(value)}"
            for kind, value in line.amounts
            if value and kind not in _IN_COLUMNS
        ]
        return ", ".join(others) or self.tr("Ingen")

    def _period(self, line: IncomeLine) -> str:
        return f"{formats.day(line.pay_start)} – {formats.day(line.pay_end)}"


def _newest_gross(payer: PayerSum) -> Decimal:
    return sum((line.gross for line in payer.lines if line.month == payer.last), Decimal(0))


def _pension(payer: PayerSum) -> Decimal:
    return payer.total(Amount.OWN_PENSION) + payer.total(Amount.EMPLOYER_PENSION)


def _hours_of_payer(payer: PayerSum) -> Decimal:
    return sum((_hours_of_line(line) for line in payer.lines), Decimal(0))


def _hours_of_line(line: IncomeLine) -> Decimal:
    return line.hours or Decimal(0)
