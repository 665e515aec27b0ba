"""Small marks: an icon and a word, coloured by meaning. Never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimerEvent
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import icons
from widgets.fonts import TextSize, sized
from widgets.tokens import SPACE, Meaning, current


class IconMark(QWidget):
    """A decorative icon that follows the theme; the words beside it say what it means."""

    def __init__(
        self, name: str, colour: str = "icon", *, size: int = icons.SMALL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, colour: str) -> None:
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, icons.pixmap(self._name, self._colour, size=self._size, dpr=self.devicePixelRatioF()))


@dataclass(frozen=True, slots=True)
class ChipWords:
    """`icon` None takes the meaning's own, "" leaves it out. `tip` says more, to hand and screen reader alike."""

    text: str
    meaning: Meaning = Meaning.NEUTRAL
    icon: str | None = None
    tip: str = ""


class Chip(QWidget):
    """A word with an icon in a tinted frame."""

    _ICON = 12

    def __init__(self, words: ChipWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.text)
        self.setAccessibleDescription(words.tip)
        self.setToolTip(words.tip)

    @property
    def text(self) -> str:
        return self._words.text

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(self.font(), TextSize.SMALL))
        icon_width = 0 if self._words.icon == "" else self._ICON + SPACE
        return QSize(metrics.horizontalAdvance(self.text) + icon_width + 4 * SPACE, 5 * SPACE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, QRectF(self.rect()), self.text, self._words.meaning, icon=self._words.icon, widget=self)


def draw_chip(
    painter: QPainter, box: QRectF, text: str, meaning: Meaning, *, icon: str | None, widget: QWidget
) -> None:
    """Fill `box` with a chip; `icon` None takes the meaning's own, "" leaves it out."""
    theme = current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(f"{meaning}.border"), 1))
    painter.setBrush(theme.color(f"{meaning}.bg"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    left = box.left() + 2 * SPACE - 1
    name = meaning.icon if icon is None else icon
    if name:
        size = 12
        mark = icons.pixmap(name, f"{meaning}.fg", size=size, dpr=widget.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, box.top() + (box.height() - size) / 2), mark)
        left += size + SPACE
    painter.setPen(theme.color(f"{meaning}.fg"))
    painter.setFont(sized(widget.font(), TextSize.SMALL))
    words = QRectF(left, box.top(), box.right() - left - SPACE, box.height())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    painter.restore()


class ProgressLine(QWidget):
    """A thin line in reserved space: still when idle, moving while something is on its way.

    It waits a tenth of a second before it shows, so that quick answers do not flicker.
    """

    _STEP_MS = 40
    _DELAY_MS = 100

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self._phase = 0.0
        self._running = False
        self._timer_id = 0

    @property
    def running(self) -> bool:
        return self._running

    def set_running(self, running: bool) -> None:  # noqa: FBT001 - the one thing it can be told
        if running == self._running:
            return
        self._running = running
        self._phase = 0.0
        self._stop_timer()
        if running:
            self._timer_id = self.startTimer(self._DELAY_MS)
        self.update()

    def _stop_timer(self) -> None:
        if self._timer_id:
            self.killTimer(self._timer_id)
            self._timer_id = 0

    def timerEvent(self, _event: QTimerEvent) -> None:
        first = self._phase == 0.0
        self._phase += 0.02
        if first:
            self._stop_timer()
            self._timer_id = self.startTimer(self._STEP_MS)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._running or self._phase == 0.0:
            return
        painter = QPainter(self)
        theme = current()
        painter.fillRect(self.rect(), theme.color("hairline"))
        width = self.width()
        start = (self._phase % 1.0) * width * 1.3 - width * 0.3
        painter.fillRect(QRectF(start, 0, width * 0.3, self.height()), theme.color("accent"))
