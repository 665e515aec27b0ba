"""Facts: a label, a value or the words that say why there is none, and where it came from on hover or focus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from widgets.parts.cards import copy_from
from widgets.theme import set_role
from widgets.tokens import SPACE, current


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact to show: without `text`, the words in `missing` say why there is none."""

    label: str
    text: str
    missing: str = ""
    provenance: str = ""
    copyable: bool = True


class _ProvenanceChip(QLabel):
    """One per window: floats beside the fact that is pointed at or focused, never under the pointer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("provenance")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_role(self, "provenance")
        self.hide()

    def show_beside(self, fact: FactValue, text: str) -> None:
        self.setText(text)
        self.adjustSize()
        window = self.window()
        end = fact.mapTo(window, QPoint(fact.text_width() + 2 * SPACE, (fact.height() - self.height()) // 2))
        if end.x() + self.width() > window.width() - SPACE:
            end = fact.mapTo(window, QPoint(0, fact.height()))
            end.setX(min(end.x(), window.width() - SPACE - self.width()))
        self.move(end)
        self.raise_()
        self.show()


class FactValue(QLabel):
    """The value of a fact. Focusable, so that its source can be read and its text copied without a mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FactRow("", "")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumHeight(5 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_role(self, "fact")

    @property
    def label(self) -> str:
        return self._row.label

    @property
    def is_missing(self) -> bool:
        return bool(self._row.missing) and not self._row.text

    @property
    def provenance(self) -> str:
        return self._row.provenance

    def show_row(self, row: FactRow) -> None:
        self._row = row
        words = row.text or row.missing
        self.setText(words)
        set_role(self, "missing" if self.is_missing else "fact")
        self.setAccessibleName(f"{row.label}: {words}")
        self.setAccessibleDescription(row.provenance)
        if self.hasFocus():
            self._show_provenance()

    def text_width(self) -> int:
        return min(self.width(), self.fontMetrics().horizontalAdvance(self.text()))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_provenance()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hide_provenance()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_provenance()
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hide_provenance()
        self.update()
        super().focusOutEvent(event)

    def hideEvent(self, _event: QHideEvent) -> None:
        self._hide_provenance()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._row.copyable and not self.is_missing and event.matches(QKeySequence.StandardKey.Copy):
            copy_from(self, self.text(), self.label)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(current().color("focus"), 2))
            painter.drawLine(0, self.height() - 1, self.text_width(), self.height() - 1)

    def _show_provenance(self) -> None:
        if not self.provenance:
            self._hide_provenance()
            return
        chip = self.window().findChild(QLabel, "provenance", Qt.FindChildOption.FindDirectChildrenOnly)
        if not isinstance(chip, _ProvenanceChip):
            chip = _ProvenanceChip(self.window())
        chip.show_beside(self, self.provenance)

    def _hide_provenance(self) -> None:
        chip = self.window().findChild(QLabel, "provenance", Qt.FindChildOption.FindDirectChildrenOnly)
        if chip is not None:
            chip.hide()


class FactGrid(QWidget):
    """Facts under one another, labels in one column. One stop for Tab; the arrow keys go from fact to fact.

    Rows once made are kept, empty and out of sight, for the next citizen: making them costs a hundred times what a
    new text costs. `reserve` makes so many of them beforehand.
    """

    def __init__(self, parent: QWidget | None = None, *, label_width: int = 136, reserve: int = 0) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QLabel, FactValue]] = []
        self._shown = 0
        self._place = QWidget(self)
        """Holds the grid's place in the order of Tab for facts that come later; never in sight, but Qt puts nothing
        after a widget that takes no focus at all."""
        self._place.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._place.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self._make_rows(reserve)

    @property
    def facts(self) -> tuple[FactValue, ...]:
        """Those in sight."""
        return tuple(fact for _, fact in self._rows[: self._shown])

    def show_facts(self, rows: Iterable[FactRow]) -> None:
        """Show `rows` in their order; the focus stays with the label it was on."""
        wanted = tuple(rows)
        focused = next((fact.label for fact in self.facts if fact.hasFocus()), None)
        self._make_rows(len(wanted))
        for (name, fact), row in zip(self._rows, wanted, strict=False):
            name.setText(row.label)
            fact.show_row(row)
        self._empty_rows(len(wanted))
        self._show_rows()
        if focused is not None:
            self._focus_again(focused)

    def clear(self) -> None:
        """No facts, and no word of them in the rows that are kept."""
        self._empty_rows(0)

    def _make_rows(self, count: int) -> None:
        while len(self._rows) < count:
            number = len(self._rows)
            name, fact = QLabel(self), FactValue(self)
            name.setTextFormat(Qt.TextFormat.PlainText)
            set_role(name, "muted")
            name.setMinimumHeight(5 * SPACE)
            name.setBuddy(fact)
            QWidget.setTabOrder(self._rows[-1][1] if self._rows else self._place, fact)
            for column, widget in enumerate((name, fact)):
                widget.hide()
                self._grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignTop)
            self._rows.append((name, fact))

    def _empty_rows(self, count: int) -> None:
        """From row `count` on. Empty rows stay until other facts need less or more of them."""
        for name, fact in self._rows[count : self._shown]:
            name.clear()
            fact.show_row(FactRow("", ""))
        self._shown = count

    def _show_rows(self) -> None:
        # Each widget that comes or goes would have the whole page laid out anew.
        self._grid.setEnabled(False)
        for number, row in enumerate(self._rows):
            for widget in row:
                if widget.isHidden() is (number < self._shown):
                    widget.setVisible(number < self._shown)
        self._grid.setEnabled(True)
        if self._rows and not any(fact.focusPolicy() is Qt.FocusPolicy.StrongFocus for fact in self.facts):
            self._make_stop(self._rows[0][1])

    def _focus_again(self, label: str) -> None:
        """Other facts than before: the one of that label keeps the focus, or the first."""
        facts = self.facts
        if facts:
            fact = next((fact for fact in facts if fact.label == label), facts[0])
            self._make_stop(fact)
            fact.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        facts = self.facts
        focused = next((number for number, fact in enumerate(facts) if fact.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if focused is None or step is None or event.modifiers():
            event.ignore()
            return
        target = facts[max(0, min(len(facts) - 1, focused + step))]
        self._make_stop(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _make_stop(self, stop: FactValue) -> None:
        for _, fact in self._rows:
            fact.setFocusPolicy(Qt.FocusPolicy.StrongFocus if fact is stop else Qt.FocusPolicy.ClickFocus)
