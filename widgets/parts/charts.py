"""Bars by month, stacked by kind: read with the eye, with the arrow keys, or as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from widgets import formats
from widgets.parts.bar_canvas import BarCanvas, draw_swatch
from widgets.parts.flow import FlowLayout
from widgets.parts.notices import announce
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import SPACE, current


@dataclass(frozen=True, slots=True)
class Bar:
    """One month. `values` in kroner, one for each series; `group` is the year, written under its first month.

    `provisional` is hatched and said in words. `note` says what else there is to say: "Ikke indberettet endnu".
    """

    label: str
    group: str
    title: str
    values: tuple[Decimal, ...]
    provisional: bool = False
    note: str = ""

    @property
    def total(self) -> Decimal:
        return sum(self.values, Decimal(0))


class _LegendKey(QWidget):
    """A series' shape and name."""

    def __init__(self, number: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self._name = name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._name) + 5 * SPACE, 7 * SPACE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_swatch(painter, self._number, x=6, y=self.height() / 2)
        painter.setPen(current().color("text"))
        words = self.rect().adjusted(4 * SPACE, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._name)


class BarChart(QWidget):
    """Stacked bars with a legend, the values of the month that is pointed at or chosen by key, and a table switch."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._series: tuple[str, ...] = ()
        self._bars: tuple[Bar, ...] = ()
        self._table: DataTable[Bar] | None = None
        self._legend = FlowLayout(gap=4 * SPACE, line_gap=0)
        self._switch = QPushButton(self.tr("Vis som tabel"), self)
        self._switch.setCheckable(True)
        set_role(self._switch, "quiet")
        self._switch.toggled.connect(self._show_table)
        self._canvas = BarCanvas()
        self._canvas.setAccessibleName(title)
        self._canvas.chosen.connect(self._show_values)
        self._readout = QLabel(self)
        self._readout.setTextFormat(Qt.TextFormat.PlainText)
        self._readout.setWordWrap(True)
        self._readout.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._readout.setFixedHeight(2 * self._readout.fontMetrics().lineSpacing() + 2)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._canvas)
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addLayout(self._legend, 1)
        top.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._readout)

    @property
    def readout(self) -> str:
        return self._readout.text()

    def set_data(self, series: Sequence[str], bars: Sequence[Bar], *, summary: str) -> None:
        """`summary` is what the picture says, in a sentence, for those who do not see it."""
        if tuple(series) != self._series:
            self._series = tuple(series)
            self._fill_legend()
            self._drop_table()
        self._bars = tuple(bars)
        self._canvas.set_bars(
            [(bar.label, bar.group, bar.values, bar.provisional) for bar in self._bars],
        )
        self._canvas.setAccessibleDescription(summary)
        self._readout.setText(summary)
        if self._table is not None:
            self._table.set_rows(self._bars)

    def _fill_legend(self) -> None:
        self._legend.show_only(_LegendKey(number, name, self) for number, name in enumerate(self._series))

    def _show_values(self, place: int) -> None:
        bar = self._bars[place]
        parts = [f"{name} {_unbroken(value)}" for name, value in zip(self._series, bar.values, strict=False) if value]
        words = [self.tr("I alt {0}").format(_unbroken(bar.total))]
        if bar.provisional:
            words.append(self.tr("foreløbig"))
        if bar.note:
            words.append(bar.note)
        text = f"{bar.title}: " + " · ".join([*parts, *words])
        self._readout.setText(text)
        self._canvas.setAccessibleDescription(text)
        announce(self._canvas, text)

    def _show_table(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self._switch.setText(self.tr("Vis som diagram") if shown else self.tr("Vis som tabel"))
        if shown and self._table is None:
            self._table = self._made_table()
            self._stack.addWidget(self._table)
        self._stack.setCurrentIndex(1 if shown else 0)
        self._readout.setVisible(not shown)

    def _drop_table(self) -> None:
        if self._table is not None:
            self._switch.setChecked(False)
            self._stack.removeWidget(self._table)
            self._table.deleteLater()
            self._table = None

    def _made_table(self) -> DataTable[Bar]:
        columns = [Column[Bar](self.tr("Måned"), lambda bar: bar.title, key=self._bars.index, width=88)]
        for number, name in enumerate(self._series):
            columns.append(Column[Bar](name, _value_text(number), key=_value(number), numeric=True, width=104))
        columns.append(
            Column[Bar](
                self.tr("I alt"),
                lambda bar: formats.amount(bar.total),
                key=lambda bar: bar.total,
                numeric=True,
                width=104,
            )
        )
        columns.append(Column[Bar](self.tr("Bemærkning"), self._remark, width=0))
        table = DataTable(
            "bar-chart", columns, title=self._title, empty=self.tr("Ingen beløb i perioden."), parent=self
        )
        table.set_rows(self._bars)
        return table

    def _remark(self, bar: Bar) -> str:
        return ", ".join(filter(None, (self.tr("foreløbig") if bar.provisional else "", bar.note)))


def _unbroken(value: Decimal) -> str:
    """An amount that no line break parts from its unit."""
    return formats.amount(value).replace(" ", "\N{NO-BREAK SPACE}")


def _value(number: int) -> Callable[[Bar], Decimal]:
    return lambda bar: bar.values[number] if number < len(bar.values) else Decimal(0)


def _value_text(number: int) -> Callable[[Bar], str]:
    value = _value(number)
    return lambda bar: formats.amount(value(bar))
