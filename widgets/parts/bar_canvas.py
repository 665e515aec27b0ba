"""The drawing of stacked bars: axis with few ticks, hatching for what is provisional, one bar chosen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import formats
from widgets.fonts import TextSize, sized
from widgets.tokens import SPACE, current

_Drawn = tuple[str, str, tuple[Decimal, ...], bool]
"""Label, group, values by series, provisional."""

_AXIS_HEIGHT: Final = 34
_TOP: Final = 18
_SHAPES: Final = 4
_STEPS: Final = (1, 2, 5)


def draw_swatch(painter: QPainter, series: int, *, x: float, y: float) -> None:
    """A 12-pixel square in the series' colour with its shape in it, as the bars carry it."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(series))
    painter.drawRoundedRect(QRectF(x - 6, y - 6, 12, 12), 2, 2)
    _draw_shape(painter, series, QPointF(x, y))
    painter.restore()


def _colour(series: int) -> QColor:
    colours = current().series
    return QColor(colours[series % len(colours)])


def _draw_shape(painter: QPainter, series: int, middle: QPointF) -> None:
    """What tells the series apart without colour: dot, bar, diamond, triangle, then the same hollow."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = current().color("surface")
    hollow = series % (2 * _SHAPES) >= _SHAPES
    painter.setPen(QPen(ink, 1.2) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QBrush(ink))
    x, y = middle.x(), middle.y()
    match series % _SHAPES:
        case 0:
            painter.drawEllipse(middle, 2.4, 2.4)
        case 1:
            painter.drawRect(QRectF(x - 3.5, y - 1.2, 7, 2.4))
        case 2:
            painter.drawPolygon(
                QPolygonF([QPointF(x, y - 3.4), QPointF(x + 3.4, y), QPointF(x, y + 3.4), QPointF(x - 3.4, y)])
            )
        case _:
            painter.drawPolygon(QPolygonF([QPointF(x, y - 3), QPointF(x + 3.2, y + 2.6), QPointF(x - 3.2, y + 2.6)]))
    painter.restore()


def tick_step(span: Decimal) -> Decimal:
    """The round step that gives at most four ticks over `span`."""
    if span <= 0:
        return Decimal(1000)
    power = Decimal(10) ** (span.adjusted() - 1)
    while True:
        for step in _STEPS:
            if span / (power * step) <= 4:
                return power * step
        power *= 10


class BarCanvas(QWidget):
    """Stacked bars. Left and right, Home and End choose a bar; so does the pointer."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list[_Drawn] = []
        self._place: int | None = None
        self._top_value = self._bottom_value = Decimal(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(132)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(480, 176)

    def set_bars(self, bars: Sequence[_Drawn]) -> None:
        self._bars = list(bars)
        self._place = None
        highest = max((sum((v for v in values if v > 0), Decimal(0)) for _, _, values, _ in bars), default=Decimal(0))
        lowest = min((sum((v for v in values if v < 0), Decimal(0)) for _, _, values, _ in bars), default=Decimal(0))
        self._step = tick_step(highest - lowest)
        self._top_value = math.ceil(highest / self._step) * self._step or self._step
        self._bottom_value = math.floor(lowest / self._step) * self._step
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._bars) - 1
        if last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        now = self._place
        match event.key():
            case Qt.Key.Key_Left:
                self._choose(last if now is None else max(0, now - 1))
            case Qt.Key.Key_Right:
                self._choose(0 if now is None else min(last, now + 1))
            case Qt.Key.Key_Home:
                self._choose(0)
            case Qt.Key.Key_End:
                self._choose(last)
            case _:
                event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        plot = self._plot()
        if self._bars and plot.left() <= event.position().x() < plot.right():
            self._choose(int((event.position().x() - plot.left()) / plot.width() * len(self._bars)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._bars and self._place is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._choose(len(self._bars) - 1)
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._place = None
            self.update()
        super().leaveEvent(event)

    def _choose(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self.update()
            self.chosen.emit(place)

    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        left = max(metrics.horizontalAdvance(formats.number(v)) for v in (self._top_value, self._bottom_value)) + 12
        return QRectF(left, _TOP, max(1, self.width() - left - SPACE), max(1, self.height() - _TOP - _AXIS_HEIGHT))

    def _y(self, plot: QRectF, value: Decimal) -> float:
        span = self._top_value - self._bottom_value
        return plot.bottom() - float((value - self._bottom_value) / span) * plot.height() if span else plot.bottom()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sized(self.font(), TextSize.SMALL))
        plot = self._plot()
        if self._bars:
            self._paint_ticks(painter, plot)
            slot = plot.width() / len(self._bars)
            for place, bar in enumerate(self._bars):
                box = QRectF(plot.left() + place * slot, plot.top(), slot, plot.height())
                if place == self._place:
                    ground = box.adjusted(0, -_TOP + 2, 0, _AXIS_HEIGHT - 2)
                    painter.fillRect(ground, current().color("selection" if self.hasFocus() else "hover"))
                    self._paint_tick_lines(painter, box)
                self._paint_bar(painter, plot, box, bar)
                self._paint_labels(painter, box, place)
            self._paint_zero(painter, plot)
        if self.hasFocus():
            painter.setPen(QPen(current().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _ticks(self) -> list[Decimal]:
        count = int((self._top_value - self._bottom_value) / self._step)
        return [self._bottom_value + self._step * number for number in range(count + 1)]

    def _paint_ticks(self, painter: QPainter, plot: QRectF) -> None:
        self._paint_tick_lines(painter, plot)
        painter.setPen(current().color("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in self._ticks():
            words = QRectF(0, self._y(plot, value) - 9, plot.left() - 8, 18)
            painter.drawText(words, int(right), formats.number(value))

    def _paint_tick_lines(self, painter: QPainter, box: QRectF) -> None:
        for value in self._ticks():
            painter.fillRect(
                QRectF(box.left(), round(self._y(self._plot(), value)), box.width(), 1), current().color("grid")
            )

    def _paint_zero(self, painter: QPainter, plot: QRectF) -> None:
        y = round(self._y(plot, Decimal(0)))
        painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), current().color("control_border"))

    def _paint_bar(self, painter: QPainter, plot: QRectF, box: QRectF, bar: _Drawn) -> None:
        _, _, values, provisional = bar
        width = min(40.0, max(6.0, box.width() * 0.62))
        left = round(box.center().x() - width / 2)
        above = below = Decimal(0)
        for series, value in enumerate(values):
            start = above if value >= 0 else below
            y_start, y_end = self._y(plot, start), self._y(plot, start + value)
            if value >= 0:
                above += value
            else:
                below += value
            piece = QRectF(left, min(y_start, y_end), width, max(0.0, abs(y_start - y_end) - 1))
            if value:
                self._paint_piece(painter, piece, series, provisional=provisional)

    @staticmethod
    def _paint_piece(painter: QPainter, piece: QRectF, series: int, *, provisional: bool) -> None:
        colour = _colour(series)
        if provisional:
            painter.fillRect(piece, current().color("surface"))
            painter.fillRect(piece, QBrush(colour, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(colour, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(piece.adjusted(0.5, 0.5, -0.5, -0.5))
            return
        painter.fillRect(piece, colour)
        if piece.height() >= 12 and piece.width() >= 12:
            _draw_shape(painter, series, piece.center())

    def _paint_labels(self, painter: QPainter, box: QRectF, place: int) -> None:
        label, group, values, _ = self._bars[place]
        middle = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(current().color("text" if place == self._place else "muted"))
        painter.drawText(QRectF(box.left() - 8, box.bottom() + 2, box.width() + 16, 16), middle, label)
        if place == 0 or self._bars[place - 1][1] != group:
            painter.drawText(QRectF(box.left() - 8, box.bottom() + 17, box.width() + 16, 16), middle, group)
        if place in (self._place, len(self._bars) - 1) and any(values):
            total = formats.number(sum(values, Decimal(0)))
            top = self._y(self._plot(), sum((v for v in values if v > 0), Decimal(0)))
            room = max(box.width(), painter.fontMetrics().horizontalAdvance(total) + 4)
            start = min(box.center().x() - room / 2, self.width() - room)
            painter.setPen(current().color("text"))
            painter.drawText(QRectF(start, top - 17, room, 16), middle, total)
