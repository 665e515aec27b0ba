"""What an assessment is told: each input as it is now, and as it would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.benefits.assess import Setting
from app.benefits.declaration import Input
from app.benefits.household import with_household
from app.benefits.model import Unit
from app.facts.model import CITIZEN, Fact, Facts, Kind, Unknown, Value
from app.facts.typed import NO, YES, Unreadable, read_value
from widgets import fact_words, formats
from widgets.parts.personal_fields import PersonalLine
from widgets.theme import set_role
from widgets.tokens import SPACE

_ENTRY_WIDTH: Final = 128


class Entry(QObject):
    """One value to type or choose. What is shown as known to a register is not typed until it is changed."""

    changed = Signal()

    def __init__(self, asked: Input, name: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._asked = asked
        self._placeholder = placeholder
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
            self._line = PersonalLine("reckoning", parent=parent)
            self._line.setPlaceholderText(placeholder)
            if asked.kind in (Kind.AMOUNT, Kind.NUMBER):
                self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._line.textChanged.connect(self.changed)
            if asked.kind is Kind.AMOUNT:
                self._line.editingFinished.connect(self._write_out)
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

    def _write_out(self) -> None:
        """Left, an amount is shown as amounts are written: it is the same one."""
        line = _the(self._line)
        value = read_value(Kind.AMOUNT, line.text(), date.min)
        if isinstance(value, Decimal) and (words := fact_words.value(value, Kind.AMOUNT)) != line.text():
            blocked = line.blockSignals(True)
            line.setText(words)
            line.blockSignals(blocked)

    def presume(self, words: str) -> None:
        """What stands here, greyed or first in the list, until somebody types; "" for what was said at first."""
        said = words or self._placeholder
        if self._choice is not None:
            self._choice.setItemText(0, said)
        else:
            _the(self._line).setPlaceholderText(said)

    def in_words(self, value: Value) -> str:
        """As it is typed or chosen here."""
        return self._asked.choices.get(str(value)) or fact_words.value(value, self._asked.kind)

    @property
    def text(self) -> str:
        return str(self._choice.currentData()) if self._choice is not None else _the(self._line).text()

    @property
    def is_typed(self) -> bool:
        return self.text.strip() not in ("", self._known)

    def put(self, text: str) -> None:
        """As if somebody had typed `text`, or chosen the key `text`."""
        if self._choice is not None:
            self._choice.setCurrentIndex(self._choice.findData(text))
        else:
            _the(self._line).setText(text)

    def told(self, today: date) -> Value | Unreadable:
        """What somebody has typed here; None where they have not."""
        if not self.is_typed:
            return None
        value = read_value(self._asked.kind, self.text, today)
        return value if isinstance(value, Unreadable) or self._asked.accepts(value) else Unreadable(self._asked.kind)


def _the(line: QLineEdit | None) -> QLineEdit:
    assert line is not None  # noqa: S101 - an entry has one of the two
    return line


def mark_wrong(field: QWidget, *, wrong: bool) -> None:
    """A frame of danger round what cannot be read."""
    set_role(field, "error" if wrong else "")


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
        for column, words in enumerate(_sides(), start=1):
            heading = QLabel(words, self)
            set_role(heading, "strong")
            grid.addWidget(heading, 0, column)
        self._days = tuple(self._day_field(words, grid, column) for column, words in enumerate(_sides(), start=1))
        grid.addWidget(QLabel(self.tr("Regnet for"), self), 1, 0)
        for number, asked in enumerate(inputs, start=2):
            row = _Row(asked, grid, number, self)
            row.now.changed.connect(self.changed)
            row.then.changed.connect(self.changed)
            self._rows[asked.told_as] = row
        self._grid = grid
        self._elsewhere = QLabel(self.tr("Ændret for andre ydelser"), self)
        set_role(self._elsewhere, "strong")
        grid.setRowStretch(len(self._rows) + 3, 1)

    def _day_field(self, side: str, grid: QGridLayout, column: int) -> QLineEdit:
        field = PersonalLine("reckoning", parent=self)
        field.setAccessibleName(self.tr("Regnet for, {0}").format(side))
        field.setFixedWidth(_ENTRY_WIDTH)
        field.textChanged.connect(self.changed)
        grid.addWidget(field, 1, column)
        return field

    def show_facts(self, facts: Facts, now: datetime, today: date) -> None:
        """Fill in what the registers know, and drop what was typed."""
        self._facts = facts
        for field in self._days:
            field.setText(formats.day(today))
        reckoned = with_household(facts)
        for row in self._rows.values():
            row.show_fact(reckoned, now)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops before the inputs, which come after them."""
        return self._days

    def show_only(self, names: Sequence[str]) -> None:
        """The rows of `names`, in that order, and below them what was typed in others: it counts in every benefit."""
        others = [name for name, row in self._rows.items() if row.is_typed and name not in names]
        for name, row in self._rows.items():
            row.set_visible(visible=name in names or name in others)
        self._elsewhere.setVisible(bool(others))
        heading = len(names) + 2
        self._grid.addWidget(self._elsewhere, heading, 0, 1, 3)
        before: QWidget = self._days[-1]
        for number, name in (*enumerate(names, start=2), *enumerate(others, start=heading + 1)):
            before = self._rows[name].place(number, before)

    def settings(self, now: datetime, today: date) -> tuple[Setting, Setting] | None:
        """How it is and how it would be; None while something typed cannot be read."""
        told: tuple[list[Fact], list[Fact]] = ([], [])
        readable = True
        for name, row in self._rows.items():
            for entry, facts in zip((row.now, row.then), told, strict=True):
                value = entry.told(today)
                wrong = isinstance(value, Unreadable)
                mark_wrong(entry.widget, wrong=wrong)
                readable = readable and not wrong
                if value is not None and not isinstance(value, Unreadable):
                    facts.append(Fact(name, value, CITIZEN, now))
        days = []
        for field in self._days:
            day = read_value(Kind.DATE, field.text(), today)
            mark_wrong(field, wrong=not isinstance(day, date))
            if isinstance(day, date):
                days.append(day)
        if not readable or len(days) < len(self._days):
            return None
        known = self._facts.with_(told[0])
        would_be = known.with_(told[1])
        self._follow(known, would_be, now)
        return Setting(known, days[0]), Setting(would_be, days[1])

    def _follow(self, known: Facts, would_be: Facts, now: datetime) -> None:
        """Show what follows from what was typed: it is what will be reckoned with."""
        sides = with_household(known), with_household(would_be)
        for row in self._rows.values():
            row.follow(*sides, now)

    @property
    def rows(self) -> Mapping[str, _Row]:
        return self._rows


class _Row:
    """Label and source stand together, left; the two entries right of them."""

    def __init__(self, asked: Input, grid: QGridLayout, number: int, parent: QWidget) -> None:
        self._asked = asked
        self._shown: Fact | Unknown | None = None
        self._grid = grid
        unit = f" ({asked.unit})" if asked.unit is not None and asked.unit is not Unit.COUNT else ""
        self._words = QWidget(parent)
        self._words.setToolTip(asked.question)
        label, self._source = QLabel(f"{asked.label}{unit}", self._words), QLabel(self._words)
        for each in (label, self._source):
            each.setWordWrap(True)
        set_role(self._source, "muted")
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, SPACE, 0, 0)
        words.setSpacing(0)
        words.addWidget(label)
        words.addWidget(self._source)
        now, then = _sides()
        unchanged = QCoreApplication.translate("benefits", "uændret")
        self.now = Entry(asked, f"{asked.label}, {now}", "", parent)
        self.then = Entry(asked, f"{asked.label}, {then}", unchanged, parent)
        self.place(number, None)

    def place(self, number: int, before: QWidget | None) -> QWidget:
        """In the grid's row `number`, and behind `before` for Tab; gives what is last for Tab."""
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._words, number, 0)
        self._grid.addWidget(self.now.widget, number, 1, top)
        self._grid.addWidget(self.then.widget, number, 2, top)
        if before is not None:
            QWidget.setTabOrder(before, self.now.widget)
        QWidget.setTabOrder(self.now.widget, self.then.widget)
        return self.then.widget

    @property
    def is_typed(self) -> bool:
        return self.now.is_typed or self.then.is_typed

    def show_fact(self, facts: Facts, now: datetime) -> None:
        known = facts[self._asked.told_as]
        self._show(known)
        self.then.know(None)
        self.then.presume("")
        self._tell_source(known, now)

    def follow(self, facts: Facts, would_be: Facts, now: datetime) -> None:
        """What was typed over a register's word is the citizen's, and stays; what was not follows the rest."""
        known, then = (side[self._asked.told_as] for side in (facts, would_be))
        if known != self._shown and not self.now.is_typed:
            self._show(known)
        if known == then or self.then.is_typed:
            self.then.presume("")
        else:
            self.then.presume(fact_words.why(then) if isinstance(then, Unknown) else self.then.in_words(then.value))
        self._tell_source(known, now)

    def _show(self, known: Fact | Unknown) -> None:
        self._shown = known
        self.now.know(self._asked.default if isinstance(known, Unknown) else known.value)

    def _tell_source(self, known: Fact | Unknown, now: datetime) -> None:
        if self.now.is_typed:
            words = fact_words.origin(Fact(known.name, None, CITIZEN), now)
        elif isinstance(known, Fact):
            words = fact_words.origin(known, now)
        else:
            words = self._asked.assumption or (fact_words.why(known) if self._asked.fact else "")
        self._source.setText(words)
        self._source.setVisible(bool(words))

    def set_visible(self, *, visible: bool) -> None:
        for part in (self._words, self.now.widget, self.then.widget):
            part.setVisible(visible)


def _sides() -> tuple[str, str]:
    return QCoreApplication.translate("benefits", "Nu"), QCoreApplication.translate("benefits", "Hvis")
