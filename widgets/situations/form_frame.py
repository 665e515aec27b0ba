"""What stands around a form's fields: its heading, and the bar with how far it is and what finishes it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.cpr import CprNumber
from app.situations.forms.model import Form
from widgets.parts.chips import Chip, ChipWords, IconMark
from widgets.parts.colour_bar import ColourBar
from widgets.parts.flow import FlowLayout
from widgets.parts.notices import Banner, announce
from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE, Meaning


class FormHead(QWidget):
    """What the form is, for whom, how far it may be decided here, by whom and by which law."""

    def __init__(self, form: Form, *, name: str, citizen: CprNumber) -> None:
        super().__init__()
        title, who, about = QLabel(form.title), QLabel(name), QLabel(form.about)
        set_role(title, "name")
        set_role(who, "strong")
        set_role(about, "muted")
        for label in (title, who, about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        bar = ColourBar()
        bar.show_citizen(citizen)
        chips = QWidget()
        flow = FlowLayout(chips, gap=SPACE)
        for chip in self._chips(form):
            flow.addWidget(Chip(chip, chips))
        words = QVBoxLayout()
        words.setSpacing(SPACE)
        for widget in (title, who, about, chips):
            words.addWidget(widget)
        head = QHBoxLayout(self)
        head.setContentsMargins(0, 2 * SPACE, 0, 0)
        head.setSpacing(2 * SPACE)
        head.addWidget(bar)
        head.addLayout(words, 1)

    def _chips(self, form: Form) -> Iterator[ChipWords]:
        level = {
            1: self.tr("Vejledning og hjælp"),
            2: self.tr("Afgøres efter regler"),
            3: self.tr("Forberedes her, afgøres ikke"),
        }[form.level]
        yield ChipWords(level, Meaning.WARNING if form.level > 2 else Meaning.INFO)
        yield ChipWords(self.tr("Afgør: {0}").format(form.decider), icon="landmark")
        for law in form.law:
            yield ChipWords(law, icon="scale")


class FormFoot(QFrame):
    """Says and asks; what becomes of the form is for others."""

    thrown = Signal()
    """The draft is to be thrown away, and was asked for twice: it cannot be had back."""

    def __init__(self, title: str) -> None:
        super().__init__()
        set_role(self, "topbar")
        self.trouble = Banner(self)
        self._earlier = QWidget(self)
        self._earlier_words = QLabel(self._earlier)
        self.becomes, self.state, self.progress = QLabel(), QLabel(), QLabel()
        for label in (self.becomes, self._earlier_words):
            label.setWordWrap(True)
            set_role(label, "strong")
        set_role(self.state, "muted")
        self.next, self.finish = QPushButton(), QPushButton()
        self.close_form = QPushButton(self.tr("Luk"))
        self.close_form.setToolTip(self.tr("Tilbage til blanketterne; det skrevne bliver liggende som kladde (Esc)"))
        self.close_form.setAccessibleName(self.tr("Luk {0}").format(title))
        self.throw = QPushButton(self.tr("Kassér kladde"))
        self.throw.clicked.connect(self._ask_to_throw)
        for button in (self.next, self.close_form, self.throw):
            set_role(button, "quiet")
        set_role(self.finish, "primary")
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 2 * SPACE, PAGE_MARGIN, 2 * SPACE)
        column.addWidget(self.trouble)
        column.addWidget(self.becomes)
        earlier = QHBoxLayout(self._earlier)
        earlier.setContentsMargins(0, 0, 0, 0)
        earlier.setSpacing(2 * SPACE)
        earlier.addWidget(IconMark(Meaning.WARNING.icon, f"{Meaning.WARNING}.fg"), 0, Qt.AlignmentFlag.AlignTop)
        earlier.addWidget(self._earlier_words, 1)
        self._earlier.hide()
        column.addWidget(self._earlier)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        for widget in (self.progress, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.state, self.throw, self.close_form, self.finish):
            row.addWidget(widget)
        column.addLayout(row)
        for before, after in pairwise(self.stops):
            QWidget.setTabOrder(before, after)

    @property
    def stops(self) -> tuple[QPushButton, ...]:
        """In the order of Tab: what throws away comes last."""
        return (self.next, self.finish, self.close_form, self.throw)

    @property
    def earlier(self) -> str:
        return "" if self._earlier.isHidden() else self._earlier_words.text()

    @property
    def missing(self) -> str:
        """How far it is, and what is next."""
        return " ".join(filter(None, (self.progress.text(), self.next.text() if not self.next.isHidden() else "")))

    def show_progress(self, done: int, of: int, label: str) -> None:
        """`label` names what lacks an answer first; empty where nothing does."""
        self.progress.setText(self.tr("{0} af {1} udfyldt").format(done, of))
        self.next.setVisible(bool(label))
        if label:
            lacks = self.tr("Mangler svar: {0}") if label.endswith("?") else self.tr("Mangler: {0}")
            self.next.setText(lacks.format(label).replace("&", "&&"))
            self.next.setAccessibleName(self.tr("Gå til {0}").format(label))

    def show_verb(self, verb: str, said: str) -> None:
        """What finishing does, and the same `said` in full."""
        self.finish.setText(verb.replace("&", "&&"))
        self.finish.setAccessibleName(said)
        self.finish.setToolTip(self.tr("{0} (Ctrl+Enter)").format(said))

    def show_becomes(self, words: str) -> None:
        """What becomes of the decision, where it is not made here and now."""
        self.becomes.setText(words)
        self.becomes.setVisible(bool(words))

    def show_earlier(self, words: str) -> None:
        """That the same is decided already: whoever comes to the button may not have its field in sight."""
        self._earlier_words.setText(words)
        self._earlier.setVisible(bool(words))
        self.finish.setAccessibleDescription(words)

    def show_kept(self, words: str) -> None:
        """Empty where no draft is kept."""
        self.state.setText(words)
        self.throw.setVisible(bool(words))
        self.trouble.clear()

    def _ask_to_throw(self) -> None:
        again = self.tr("Kassér for altid")
        if self.throw.text() == again:
            self.thrown.emit()
        else:
            self.throw.setText(again)
            announce(self, again)
