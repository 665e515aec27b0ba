"""What an assessment is told: each input as it is now, and as it would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from app.benefits.declaration import Input
from app.facts.model import CITIZEN, Fact, Facts, Kind, Unknown, Value
from app.facts.typed import NO, YES, Unreadable, read_value
from widgets import fact_words
from widgets.theme import set_role
from widgets.tokens import SPACE

_ENTRY_WIDTH: Final = 128


class Entry(QObject):
    """One value to type or choose. What is shown as known to a register is not typed until it is changed."""

    changed = Signal()

    def __init__(self, asked: Input, name: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._asked = asked
        self._known = ""
        self._line: QLineEdit | None = None
        self._choice: QComboBox | None = None
        if asked.choices or asked.kind is Kind.BOOLEAN:
            self._choice = QComboBox(parent)
            self._choice.addItem(placeholder, "")
            for key, label in (asked.choices or {YES: self.tr("ja"), NO: self.tr("nej")}).items():
                self._choice.addItem(label, key)
            self._choice.currentIndexChanged.connect(self.changed)
        else:
            self._line = QLineEdit(parent)
            self._line.setPlaceholderText(placeholder)
            if asked.kind in (Kind.AMOUNT, Kind.NUMBER):
                self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._line.textChanged.connect(self.changed)
        self.widget: QWidget = self._choice if self._choice is not None else _the(self._line)
        self.widget.setAccessibleName(name)
        self.widget.setFixedWidth(_ENTRY_WIDTH)

    def know(self, value: Value) -> None:
        """Show what a register, or a draft, has; None for nothing."""
        blocked = self.widget.blockSignals(True)
        if self._choice is not None:
            key = {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value
            self._choice.setCurrentIndex(max(0, self._choice.findData("" if key is None else str(key))))
            self._known = str(self._choice.currentData())
        else:
            self._known = "" if value is None else fact_words.value(value, self._asked.kind)
            _the(self._line).setText(self._known)
        self.widget.blockSignals(blocked)

    @property
    def text(self) -> str:
        return str(self._choice.currentData()) if self._choice is not None else _the(self._line).text()

    def told(self, today: date) -> Value | Unreadable:
        """What somebody has typed here; None where they have not."""
        return None if self.text.strip() in ("", self._known) else read_value(self._asked.kind, self.text, today)

    def mark(self, *, wrong: bool) -> None:
        self.widget.setProperty("invalid", wrong)
        self.widget.style().polish(self.widget)


def _the(line: QLineEdit | None) -> QLineEdit:
    assert line is not None  # noqa: S101 - an entry has one of the two
    return line


class Entries(QWidget):
    """Inputs in rows: the question, what is so now with its source, and what would be."""

    changed = Signal()

    def __init__(self, inputs: Iterable[Input], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = Facts()
        self._rows: dict[str, _Row] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 2 * SPACE, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        grid.setColumnStretch(0, 1)
        for column, words in ((1, self.tr("Nu")), (2, self.tr("Hvis"))):
            heading = QLabel(words, self)
            set_role(heading, "strong")
            grid.addWidget(heading, 0, column)
        for number, asked in enumerate(inputs, start=1):
            row = _Row(asked, grid, number, self)
            row.now.changed.connect(self.changed)
            row.then.changed.connect(self.changed)
            self._rows[asked.name] = row
        grid.setRowStretch(len(self._rows) + 1, 1)

    def show_facts(self, facts: Facts, now: datetime) -> None:
        """Fill in what the registers know, and drop what was typed."""
        self._facts = facts
        for row in self._rows.values():
            row.show_fact(facts, now)

    def show_only(self, names: Sequence[str]) -> None:
        for name, row in self._rows.items():
            row.set_visible(visible=name in names)

    def settings(self, now: datetime, today: date) -> tuple[Facts, Facts] | None:
        """The facts as they are and as they would be; None while something typed cannot be read."""
        before: list[Fact] = []
        after: list[Fact] = []
        readable = True
        for name, row in self._rows.items():
            for entry, told in ((row.now, before), (row.then, after)):
                value = entry.told(today)
                wrong = isinstance(value, Unreadable)
                entry.mark(wrong=wrong)
                readable = readable and not wrong
                if value is not None and not isinstance(value, Unreadable):
                    told.append(Fact(name, value, CITIZEN, now))
        known = self._facts.with_(before)
        return (known, known.with_(after)) if readable else None

    @property
    def rows(self) -> Mapping[str, _Row]:
        return self._rows


class _Row:
    def __init__(self, asked: Input, grid: QGridLayout, number: int, parent: QWidget) -> None:
        self._asked = asked
        unit = f" ({asked.unit})" if asked.unit is not None and asked.kind is not Kind.BOOLEAN else ""
        self._label = QLabel(f"{asked.label}{unit}", parent)
        self._label.setWordWrap(True)
        self._label.setToolTip(asked.question)
        self._source = QLabel(parent)
        self._source.setWordWrap(True)
        set_role(self._source, "muted")
        now = QCoreApplication.translate("benefits", "{0} nu")
        then = QCoreApplication.translate("benefits", "{0} hvis")
        unchanged = QCoreApplication.translate("benefits", "uændret")
        self.now = Entry(asked, now.format(asked.label), "", parent)
        self.then = Entry(asked, then.format(asked.label), unchanged, parent)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._label, 2 * number - 1, 0)
        grid.addWidget(self._source, 2 * number, 0)
        grid.addWidget(self.now.widget, 2 * number - 1, 1, top)
        grid.addWidget(self.then.widget, 2 * number - 1, 2, top)

    def show_fact(self, facts: Facts, now: datetime) -> None:
        known = facts[self._asked.fact or self._asked.name]
        if isinstance(known, Unknown):
            self.now.know(self._asked.default)
            self._source.setText(self._asked.assumption or (fact_words.why(known) if self._asked.fact else ""))
        else:
            self.now.know(known.value)
            self._source.setText(fact_words.origin(known, now))
        self._source.setVisible(bool(self._source.text()))
        self.then.know(None)

    def set_visible(self, *, visible: bool) -> None:
        for part in (self._label, self.now.widget, self.then.widget):
            part.setVisible(visible)
        self._source.setVisible(visible and bool(self._source.text()))
