"""One field of a form: its label, what one types into, where the value is from, and what is wrong or to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.facts.model import CITIZEN, Unknown, Why
from app.situations.derived.family import Near
from app.situations.forms.answers import Filled, Flag, Mark, Stands
from app.situations.forms.model import Field, Form
from widgets import fact_words
from widgets.parts.chips import Chip, ChipWords, IconMark
from widgets.parts.flow import FlowLayout
from widgets.parts.notices import Banner
from widgets.parts.personal_fields import PersonalLine
from widgets.situations import form_words
from widgets.situations.form_choices import ChoiceButton
from widgets.situations.form_editors import FileEditor, editor
from widgets.situations.form_offers import PersonEditor, Suggest
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning

_LONGEST: Final = 500


class FieldRow(QWidget):
    """Changes only what has changed: it is told of every letter typed anywhere in the form."""

    told = Signal(str, str, object)
    """The field's name, the text, and the id of a chosen address."""
    chose = Signal(str, object)
    """The field's name and what `Stands`."""
    explained = Signal(str, str)
    """The field's name and why the citizen is followed against a register."""
    attached = Signal(str, object)
    """The field's name and the path of a paper."""
    left = Signal(str)
    form_wanted = Signal(str)
    """Another form instead, by its key."""

    def __init__(
        self, field: Field, suggest: Suggest, *, forms: Mapping[str, Form], says_optional: bool = True
    ) -> None:
        """`says_optional`: its label says so where it need not be filled in; else its group does."""
        super().__init__()
        self.field = field
        self._forms = forms
        self._says_optional = says_optional
        self._filled: Filled | None = None
        self._flags: tuple[Flag, ...] = ()
        self._asked = False
        self._shown_chips: tuple[ChipWords, ...] = ()
        self.editor = editor(field, suggest)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._letter = ""
        self._help = _words(field.help, self)
        set_role(self._help, "muted")
        self._help.setVisible(bool(field.help))
        self._trouble = _words("", self)
        set_role(self._trouble, "danger")
        self._trouble.hide()
        self._difference = _Difference()
        self._difference.chose.connect(self._choose)
        self._difference.explained.connect(partial(self.explained.emit, field.name))
        self._difference.left.connect(partial(self.left.emit, field.name))
        self._difference.hide()
        self._earlier = Banner(self)
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips, gap=SPACE)
        self._chips.hide()
        self._said = QVBoxLayout()
        self._said.setSpacing(SPACE)
        self._lay_out()
        self.set_mnemonic("")
        self.editor.told.connect(self._tell)
        self.editor.left.connect(partial(self.left.emit, field.name))
        if isinstance(self.editor, FileEditor):
            self.editor.wanted.connect(partial(self.attached.emit, field.name))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2 * SPACE)
        column.setSpacing(SPACE)
        for widget in (
            self._label, self._help, self.editor, self._trouble, self._chips, self._difference, self._earlier,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addLayout(self._said)

    def offer(self, people: Sequence[Near], today: date) -> None:
        """Those near the citizen among whom the field may be answered."""
        if isinstance(self.editor, PersonEditor):
            self.editor.offer([near for near in people if near.kind in self.field.offers], today)
            self._label.setBuddy(self.editor.stop)

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def words(self) -> tuple[str, ...]:
        """All that is said beside the field, marks first."""
        chips = [chip.text for chip in self._chips.findChildren(Chip) if not chip.isHidden()]
        trouble = [self._trouble.text()] if not self._trouble.isHidden() else []
        said = [flag.rule.say for flag in self._flags if flag.met or flag.hinders]
        earlier = [self._earlier.text] if not self._earlier.isHidden() else []
        return (*chips, *trouble, *said, *earlier)

    @property
    def difference(self) -> _Difference | None:
        """Where register and citizen differ."""
        return None if self._difference.isHidden() else self._difference

    @property
    def is_torn(self) -> bool:
        """Whether somebody is still to go and say if register or citizen stands, or why."""
        focused = self.focusWidget()
        is_there = focused is not None and focused.hasFocus() and self._difference.isAncestorOf(focused)
        return self._stop is not None and not is_there

    @property
    def _stop(self) -> QWidget | None:
        if self._filled is None or self._difference.isHidden():
            return None
        if self._filled.mark is Mark.DIFFERS:
            return self._difference.register
        return self._difference.why if self._filled.lacks_reason else None

    def say_earlier(self, words: str) -> None:
        """What has been decided on just this before; empty for nothing."""
        if words:
            self._earlier.say(words, Meaning.WARNING, repeats=False)
        else:
            self._earlier.clear()

    def go_here(self) -> None:
        """To what there is to do: choose between two values, else type one."""
        stop = self._stop or self.editor.stop
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def set_mnemonic(self, letter: str) -> None:
        """Alt and `letter` go to the field; the first one of its label, whatever its case."""
        self._letter = letter
        self._label.setBuddy(self.editor.stop)
        self._show_label(required=True)

    def _show_label(self, *, required: bool) -> None:
        text = self.field.label
        at = text.lower().find(self._letter) if self._letter else -1
        marked = text.replace("&", "&&") if at < 0 else f"{text[:at]}&{text[at:]}"
        is_marked = not required and self._says_optional
        self._label.setText(self.tr("{0} (kan udelades)").format(marked) if is_marked else marked)

    def show_filled(self, filled: Filled, flags: Sequence[Flag], now: datetime, *, finishing: bool) -> None:
        """`finishing`: somebody wants to be done, so that what is missing is said."""
        if (filled, tuple(flags), finishing) == (self._filled, self._flags, self._asked):
            return
        speaks = tuple(flags) != self._flags
        self._filled, self._flags, self._asked = filled, tuple(flags), finishing
        self.setVisible(filled.shown)
        if not filled.shown:
            return
        self._show_label(required=filled.required)
        self._show_text(filled)
        self._show_trouble(filled, finishing=finishing)
        self._show_chips(filled, now)
        self._difference.setVisible(filled.mark is Mark.DIFFERS or filled.choice is not None)
        if not self._difference.isHidden():
            self._difference.show_values(filled)
        if speaks:
            self._show_flags()
        required = self.tr("Skal udfyldes") if filled.required else self.tr("Kan udelades")
        expected = form_words.expected(self.field.kind)
        said = ". ".join(filter(None, (required, expected, self.field.help, *self.words)))
        self.editor.name_it(self.field.label, said)

    def _show_text(self, filled: Filled) -> None:
        if filled.told is not None:
            self.editor.show_text(filled.told.text)
        elif not self.editor.isAncestorOf(self.focusWidget() or self) or filled.known is not None:
            self.editor.show_text(form_words.typed(self.field, filled.known))

    def _show_trouble(self, filled: Filled, *, finishing: bool) -> None:
        words = ""
        if filled.trouble is not None:
            words = form_words.trouble(filled.trouble, self.field)
        elif finishing and filled.is_missing:
            words = self.tr("Skal udfyldes.")
        elif finishing and filled.mark is Mark.DIFFERS:
            words = self.tr("Vælg, hvad der gælder.")
        elif finishing and filled.lacks_reason:
            words = self.tr("Skriv, hvorfor borgerens oplysning følges.")
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self.editor.show_error(wrong=bool(words))

    def _show_chips(self, filled: Filled, now: datetime) -> None:
        chips = tuple(self._marks(filled, now))
        if chips == self._shown_chips:
            return
        self._shown_chips = chips
        self._chip_flow.show_only([Chip(words, self._chips) for words in chips])
        self._chips.setVisible(bool(chips))

    def _marks(self, filled: Filled, now: datetime) -> Sequence[ChipWords]:
        marks = []
        register = filled.register
        if filled.stands is Stands.REGISTER and register is not None and not isinstance(register, Unknown):
            marks.append(ChipWords(fact_words.origin(register, now), icon="database"))
        elif isinstance(register, Unknown) and register.why is Why.FAILED:
            silent = self.tr("{0} svarer ikke").format(form_words.source(register.source))
            marks.append(ChipWords(silent, Meaning.WARNING))
        if filled.choice is not None:
            chosen = self.tr("Valgt af {0}").format(filled.choice.by)
            marks.append(ChipWords(chosen, icon="user-check"))
        who = form_words.source(_checker(filled))
        mark = {
            Mark.TO_BE_VERIFIED: ChipWords(
                self.tr("Skal bekræftes"),
                Meaning.WARNING,
                tip=self.tr("Bekræftes af sig selv, når {0} svarer").format(who),
            ),
            Mark.VERIFIED: ChipWords(self.tr("Bekræftet: {0}").format(who), Meaning.SUCCESS),
            Mark.REFUTED: ChipWords(self.tr("Ikke bekræftet: {0}").format(who), Meaning.WARNING),
            Mark.DIFFERS: ChipWords(self.tr("Forskel"), Meaning.WARNING),
        }.get(filled.mark)
        if mark is not None:
            marks.append(mark)
        waiting = [flag.rule.say for flag in self._flags if flag.is_silent and not flag.hinders]
        if waiting and filled.mark is not Mark.TO_BE_VERIFIED:
            tip = self.tr("Registeret svarer ikke. Spørg selv: {0}").format(" ".join(waiting))
            marks.append(ChipWords(self.tr("Ikke undersøgt"), Meaning.WARNING, tip=tip))
        return marks

    def _show_flags(self) -> None:
        while (item := self._said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for flag in self._flags:
            if flag.met or flag.hinders:
                line = FlagLine(flag, self._forms)
                line.form_wanted.connect(self.form_wanted)
                self._said.addWidget(line)
                line.show()  # Qt would show it later by itself, and till then no key finds it
                if line.button is not None:  # after what else is in the row: Tab goes as one reads
                    QWidget.setTabOrder(self._difference.why, line.button)

    def _tell(self, text: str, chosen: object) -> None:
        self.told.emit(self.field.name, text, chosen)

    def _choose(self, stands: object) -> None:
        self.chose.emit(self.field.name, stands)


class FlagLine(QFrame):
    """What a rule says, and its ground, with the way to the form it speaks of; or that the form stops before it can be
    judged."""

    form_wanted = Signal(str)

    def __init__(self, flag: Flag, forms: Mapping[str, Form]) -> None:
        super().__init__()
        meaning = form_words.weight(flag.rule.weight)
        say = flag.rule.say
        if not flag.met:
            say = self.tr("Kan ikke færdiggøres, før registeret har svaret.")
        set_role(self, f"banner-{meaning}")
        law = flag.rule.law.replace("§ ", "§\N{NO-BREAK SPACE}").replace(" stk. ", " stk.\N{NO-BREAK SPACE}")
        words = f"{say} ({law})" if law else say
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(IconMark(meaning.icon, f"{meaning}.fg"), 0, Qt.AlignmentFlag.AlignTop)
        self.button = self._way_to(forms[flag.rule.form]) if flag.met and flag.rule.form else None
        said = QVBoxLayout()
        said.addWidget(_words(words))
        if self.button is not None:
            said.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(said, 1)
        self.setAccessibleName(words)

    def _way_to(self, form: Form) -> QPushButton:
        button = QPushButton(self.tr("Udfyld {0}").format(form.title).replace("&", "&&"))
        button.clicked.connect(partial(self.form_wanted.emit, form.key))
        return button


class _Difference(QFrame):
    """Both values beside each other; a person says which one stands, and why where that is asked."""

    chose = Signal(object)
    explained = Signal(str)
    left = Signal()
    """Enter: on."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "note")
        self.register, self.citizen = ChoiceButton(), ChoiceButton()
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(0)
        for button, stands in ((self.register, Stands.REGISTER), (self.citizen, Stands.CITIZEN)):
            self._group.addButton(button)
            column.addWidget(button)
            button.clicked.connect(partial(self.chose.emit, stands))
            button.left.connect(self._go_on)
        self._asks = _words(self.tr("Hvorfor følges borgerens oplysning?"), self)
        self.why = PersonalLine("form", parent=self)
        self.why.setMaxLength(_LONGEST)
        self.why.setAccessibleName(self._asks.text())
        self._asks.setBuddy(self.why)
        self.why.textEdited.connect(self.explained)
        self.why.returnPressed.connect(self.left)
        for widget in (self._asks, self.why):
            column.addWidget(widget)

    def _go_on(self) -> None:
        if self.why.isHidden():
            self.left.emit()
        else:
            self.why.setFocus(Qt.FocusReason.TabFocusReason)

    def show_values(self, filled: Filled) -> None:
        one = filled.field
        source = form_words.source(filled.register.source if filled.register is not None else CITIZEN)
        for button, text in (
            (self.register, self.tr("{0} siger: {1}").format(source, form_words.value(one, filled.known))),
            (self.citizen, self.tr("Borgeren siger: {0}").format(form_words.value(one, filled.word))),
        ):
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(f"{one.label}. {text}")
        stands = filled.choice.stands if filled.choice is not None else None
        self._group.setExclusive(False)
        self.register.setChecked(stands is Stands.REGISTER)
        self.citizen.setChecked(stands is Stands.CITIZEN)
        self._group.setExclusive(True)
        for widget in (self._asks, self.why):
            widget.setVisible(filled.owes_reason)
        why = filled.choice.why if filled.choice is not None else ""
        if self.why.text() != why:
            self.why.setText(why)


def _checker(filled: Filled) -> str:
    """Who verifies the field."""
    if filled.outcome is not None and filled.outcome.facts:
        return filled.outcome.facts[0].source
    if filled.question is not None:
        return filled.question.source
    return filled.register.source if filled.register is not None else CITIZEN


def _words(text: str, parent: QWidget | None = None) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
