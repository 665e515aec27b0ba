"""Facts: a label, a value or the words that say why there is none, and where it came from on hover or focus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from widgets.parts.clipboard import personal_clipboard
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

    def __init__(self, label: str, parent: QWidget | None = None, *, copyable: bool = False) -> None:
        super().__init__(parent)
        self._label = label
        self._provenance = ""
        self._copyable = copyable
        self._missing = False
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumHeight(5 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def is_missing(self) -> bool:
        return self._missing

    @property
    def provenance(self) -> str:
        return self._provenance

    def set_value(self, text: str, provenance: str = "") -> None:
        """`provenance` as one line: "CPR · hentet kl. 14.02"."""
        self._show(text, provenance, missing=False)

    def set_missing(self, words: str, provenance: str = "") -> None:
        """Why there is no value, in words: "Ikke registreret"."""
        self._show(words, provenance, missing=True)

    @property
    def label(self) -> str:
        return self._label

    def set_copyable(self, *, copyable: bool) -> None:
        self._copyable = copyable

    def _show(self, text: str, provenance: str, *, missing: bool) -> None:
        self._provenance, self._missing = provenance, missing
        self.setText(text)
        set_role(self, "missing" if missing else "fact")
        self.setAccessibleName(f"{self._label}: {text}")
        self.setAccessibleDescription(provenance)
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
        if self._copyable and not self._missing and event.matches(QKeySequence.StandardKey.Copy):
            personal_clipboard().copy(self.text())
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(current().color("focus"), 2))
            painter.drawLine(0, self.height() - 1, self.text_width(), self.height() - 1)

    def _show_provenance(self) -> None:
        if not self._provenance:
            self._hide_provenance()
            return
        chip = self.window().findChild(QLabel, "provenance", Qt.FindChildOption.FindDirectChildrenOnly)
        if not isinstance(chip, _ProvenanceChip):
            chip = _ProvenanceChip(self.window())
        chip.show_beside(self, self._provenance)

    def _hide_provenance(self) -> None:
        chip = self.window().findChild(QLabel, "provenance", Qt.FindChildOption.FindDirectChildrenOnly)
        if chip is not None:
            chip.hide()


class FactGrid(QWidget):
    """Facts under one another, labels in one column. One stop for Tab; the arrow keys go from fact to fact.

    `show_facts` fills it, again and again; `add` is for facts that are there for good.
    """

    def __init__(self, parent: QWidget | None = None, *, label_width: int = 136) -> None:
        super().__init__(parent)
        self._facts: list[FactValue] = []
        self._labels: list[QLabel] = []
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

    @property
    def facts(self) -> tuple[FactValue, ...]:
        return tuple(self._facts)

    def show_facts(self, rows: Iterable[FactRow]) -> None:
        """Show `rows` in their order. With the same labels as before, only texts change: focus and place stay."""
        wanted = tuple(rows)
        if [row.label for row in wanted] != [fact.label for fact in self._facts]:
            focused = next((fact.label for fact in self._facts if fact.hasFocus()), None)
            self.clear()
            for row in wanted:
                self.add(row.label).show()
            self._focus_again(focused)
        for row, fact in zip(wanted, self._facts, strict=True):
            fact.set_copyable(copyable=row.copyable)
            if row.text:
                fact.set_value(row.text, row.provenance)
            else:
                fact.set_missing(row.missing, row.provenance)

    def _focus_again(self, label: str | None) -> None:
        """After a rebuild: the fact of that label, or the first, if the focus was on a fact."""
        if label is None or not self._facts:
            return
        fact = next((fact for fact in self._facts if fact.label == label), self._facts[0])
        self._make_stop(fact)
        fact.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, label: str, *, copyable: bool = False) -> FactValue:
        fact = FactValue(label, self, copyable=copyable)
        name = QLabel(label, self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        set_role(name, "muted")
        name.setMinimumHeight(5 * SPACE)
        name.setBuddy(fact)
        row = len(self._facts)
        QWidget.setTabOrder(self._facts[-1] if self._facts else self._place, fact)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(fact, row, 1, Qt.AlignmentFlag.AlignTop)
        self._facts.append(fact)
        self._labels.append(name)
        self._make_stop(self._facts[0])
        return fact

    def clear(self) -> None:
        for widget in (*self._facts, *self._labels):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._facts.clear()
        self._labels.clear()

    def set_shown(self, fact: FactValue, *, shown: bool) -> None:
        """Show or hide a fact together with its label."""
        fact.setVisible(shown)
        self._labels[self._facts.index(fact)].setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = [fact for fact in self._facts if not fact.isHidden()]
        focused = next((fact for fact in shown if fact.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if focused is None or step is None or event.modifiers():
            event.ignore()
            return
        target = shown[max(0, min(len(shown) - 1, shown.index(focused) + step))]
        self._make_stop(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _make_stop(self, stop: FactValue) -> None:
        for fact in self._facts:
            fact.setFocusPolicy(Qt.FocusPolicy.StrongFocus if fact is stop else Qt.FocusPolicy.ClickFocus)
