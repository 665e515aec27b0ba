"""The one widget that draws any form: who it is for, its groups as cards, and what is still missing.

One column, label above, help under, error beside the field. Enter goes to the next field, Ctrl+Enter finishes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.access.roles import AuthorityLevel
from app.benefits.model import Assessment
from app.clock import danish_day
from app.errors import UserError
from app.facts.model import Facts
from app.situations.derived.family import Near
from app.situations.forms.answers import Flag, Sheet
from app.situations.forms.assessed import Deciding, deciding
from app.situations.forms.check import Checker
from app.situations.forms.drafts import FormDrafts
from app.situations.forms.finished import Draft, FinishedForm, decided_before
from app.situations.forms.model import Form, Group
from widgets import formats, texts
from widgets.parts.beside import Beside, Foot
from widgets.parts.cards import SectionCard
from widgets.parts.notices import announce
from widgets.parts.scrolled import FocusInSight, scrolled
from widgets.parts.stops import stop_before
from widgets.parts.writing_pane import WritingPane
from widgets.situations import form_words
from widgets.situations.form_editors import FileEditor
from widgets.situations.form_field import FieldRow, FlagLine
from widgets.situations.form_frame import FormFoot, FormHead
from widgets.situations.form_hearing import HearingCard
from widgets.situations.form_representation import RepresentationCard
from widgets.situations.form_work import FormWork
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, PAGE_MARGIN, SPACE, Meaning

_WIDEST: Final = 640
_SCROLL_BAR: Final = 16


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a form is decided by: what a sheet comes to, the `verb` that decides it, and what inputs, facts and fields
    are called."""

    assess: Callable[[Sheet], Assessment | None]
    verb: Callable[[Assessment], str]
    labels: Mapping[str, str]


class FormView(WritingPane):
    """Hidden or closed it keeps what was typed. `finish` freezes the draft on a worker, traced by whoever gives it.

    `able` is how much the employee may decide, `forms` are all there are, for those that a rule sends one on to.
    """

    finished = Signal(object)
    """The `FinishedForm`."""
    thrown = Signal()
    """A person threw the draft away."""
    closed = Signal()
    """A person is done with it for now: it is kept as it is."""
    left = Signal()
    """Out of sight, with what was typed kept."""
    form_wanted = Signal(str)
    """Another form instead, by its key."""

    def __init__(
        self,
        form: Form,
        draft: Draft,
        *,
        name: str,
        drafts: FormDrafts,
        checker: Checker,
        now: Callable[[], datetime],
        finish: Callable[[Draft, Sheet], FinishedForm],
        by: str,
        forms: Mapping[str, Form],
        able: AuthorityLevel = AuthorityLevel.GUIDANCE,
    ) -> None:
        super().__init__()
        self.form = form
        self._able, self._name, self._forms = able, name, forms
        self._finishing = False
        self._deciding = Deciding.NONE
        self._reckoning: Reckoning | None = None
        self._hearing: HearingCard | None = None
        self._people: tuple[Near, ...] = ()
        self._finished_before: tuple[FinishedForm, ...] = ()
        self._show_feet: list[Callable[[Sheet], None]] = []
        self._work = FormWork(form, draft, drafts=drafts, checker=checker, now=now, finish=finish, by=by, parent=self)
        self._rows: dict[str, FieldRow] = {}
        self._cards: list[tuple[Group, QWidget]] = []
        self._representation = RepresentationCard(draft.representation, now, hand_over=form.hand_over)
        self._set_up(name, checker)
        self._work.changed.connect(self._show)
        self._work.kept.connect(self._say_kept)
        self._work.failed.connect(self._fail)
        self._work.finished.connect(self.finished)
        self._work.thrown.connect(self.thrown)
        self._representation.changed.connect(self._work.represent)
        self._representation.left.connect(self._go_in)
        self._show()
        self._say_kept()

    def _set_up(self, name: str, checker: Checker) -> None:
        set_role(self, "page")
        self.setAccessibleName(self.tr("{0} for {1}").format(self.form.title, name))
        self._foot = FormFoot(self.form.title)
        self._foot.next.clicked.connect(self._go_to_missing)
        self._foot.thrown.connect(self.throw_away)
        self._foot.close_form.clicked.connect(self.closed)
        self._foot.finish.clicked.connect(self.finish)
        self._beside = Beside(self._body(name, checker), width=_WIDEST + 2 * PAGE_MARGIN + _SCROLL_BAR, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._beside, 1)
        column.addWidget(self._foot)
        self._set_mnemonics()

    def _body(self, name: str, checker: Checker) -> QScrollArea:
        inside, column = QWidget(), QWidget()
        set_role(inside, "plain")
        column.setMaximumWidth(_WIDEST)
        across = QHBoxLayout(inside)
        across.setContentsMargins(PAGE_MARGIN, SPACE, PAGE_MARGIN, CARD_GAP)
        across.addWidget(column, 1)
        across.addStretch(0)
        cards = QVBoxLayout(column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(CARD_GAP)
        cards.addWidget(FormHead(self.form, name=name, citizen=self._work.draft.citizen))
        self._above = QVBoxLayout()
        self._above.setSpacing(SPACE)
        self._said: tuple[Flag, ...] = ()
        cards.addLayout(self._above)
        cards.addWidget(self._representation)
        for group in self.form.groups:
            card = self._card(group, checker)
            self._cards.append((group, card))
            cards.addWidget(card)
        self._cards_end = cards
        cards.addStretch(1)
        self._area = scrolled(inside)
        FocusInSight(self._area, inside)
        return self._area

    def _card(self, group: Group, checker: Checker) -> SectionCard:
        card = SectionCard(group.title)
        says_optional = group.is_optional and len(group.fields) > 1
        about = (self.tr("Alt her kan udelades.") if says_optional else "", group.help)
        if any(about):
            words = QLabel(" ".join(filter(None, about)))
            words.setWordWrap(True)
            set_role(words, "muted")
            card.body.addWidget(words)
        for field in group.fields:
            row = FieldRow(field, checker.addresses, forms=self._forms, says_optional=not says_optional)
            row.form_wanted.connect(self.form_wanted)
            row.told.connect(self._work.tell)
            row.chose.connect(self._work.choose)
            row.explained.connect(self._work.explain)
            row.left.connect(self._go_on)
            if isinstance(row.editor, FileEditor):
                row.attached.connect(self._work.attach)
            self._rows[field.name] = row
            card.body.addWidget(row)
        return card

    def _set_mnemonics(self) -> None:
        """One letter each, the first of the label that is still free."""
        taken: set[str] = set()
        for row in self._rows.values():
            letter = next((one for one in row.field.label.lower() if one.isalpha() and one not in taken), "")
            taken.add(letter)
            row.set_mnemonic(letter)

    def add_foot(self, foot: Foot, show: Callable[[Sheet], None]) -> None:
        """`foot` stands beside the fields from now on, or above the buttons, below those before it, and `show` is told
        of each sheet: it is at every letter."""
        self._beside.add_foot(foot)
        self._show_feet.append(show)
        self._order_focus()
        show(self._work.sheet)

    def _order_focus(self) -> None:
        """Tab goes as one reads; what is added after the buttons would else come after them."""
        hearing = self._hearing.stops if self._hearing is not None else ()
        feet = (stop for foot in self._beside.feet for stop in foot.stops)
        for before, after in pairwise((*hearing, *feet, *self._foot.stops)):
            QWidget.setTabOrder(before, after)

    def decide_by(self, reckoning: Reckoning) -> None:
        """The button says what it decides from now on, and a hearing that is owed is recorded here."""
        self._reckoning = reckoning
        self._hearing = HearingCard(self._work.draft.hearing, lambda: self._work.now, reckoning.labels)
        self._hearing.changed.connect(self._work.hear)
        self._hearing.left.connect(self._go_to_end)
        self._cards_end.insertWidget(self._cards_end.count() - 1, self._hearing)
        self._order_focus()
        self._show_deciding(self._work.sheet)

    @property
    def hearing(self) -> HearingCard | None:
        """None on a form that nothing is decided by."""
        return self._hearing

    @property
    def becomes(self) -> str:
        """What becomes of the decision, where it is not made here and now."""
        return self._foot.becomes.text()

    @property
    def earlier(self) -> str:
        """That the same is decided already, said at the button that decides it again."""
        return self._foot.earlier

    @property
    def verb(self) -> str:
        """The words of the button that finishes the form."""
        return self._foot.finish.text()

    @property
    def draft(self) -> Draft:
        return self._work.draft

    @property
    def sheet(self) -> Sheet:
        return self._work.sheet

    @property
    def state(self) -> str:
        """Gemt som kladde kl. 14.02."""
        return self._foot.state.text()

    @property
    def missing(self) -> str:
        """How far it is, and what is next."""
        return self._foot.missing

    def row(self, name: str) -> FieldRow:
        return self._rows[name]

    def go_here(self) -> None:
        """To the first field that lacks something, else to the first of all."""
        waiting = next(iter(self._work.sheet.hindrances), None)
        self._reveal(self._rows[waiting.field.name] if waiting is not None else next(iter(self._rows.values())))

    def show_facts(self, facts: Facts) -> None:
        """What the registers know now; again whenever another section lands."""
        self._work.show_facts(facts)

    def show_people(self, people: Sequence[Near]) -> None:
        """Those near the citizen whom the purpose opens, to be chosen where a field asks for one of them."""
        if tuple(people) != self._people:
            self._people = tuple(people)
            for row in self._rows.values():
                row.offer(self._people, danish_day(self._work.now))

    def show_earlier(self, finished: Sequence[FinishedForm]) -> None:
        """The citizen's finished forms, newest first: what one of them has decided is told where it is again."""
        self._finished_before = tuple(finished)
        self._show_before(self._work.sheet)

    def registers_heard(self) -> None:
        """What a register did not answer is asked once more."""
        self._work.ask_again()

    def keep_now(self) -> None:
        """Before the window or the desk closes: at once, on this thread."""
        self._work.keep_now()

    @property
    def may_be_left(self) -> bool:
        """Whether nothing is lost and nothing missed: all of it is kept, and it is not just being finished."""
        return self._work.is_kept and not self._work.is_finishing

    def throw_away(self) -> None:
        self._work.throw_away()

    # What is shown

    def _show(self) -> None:
        sheet = self._work.sheet
        shown_groups = set(sheet.groups)
        for group, card in self._cards:
            card.setVisible(group in shown_groups and any(sheet[field.name].shown for field in group.fields))
        for filled in sheet.fields:
            flags = [flag for flag in sheet.flags if flag.rule.field == filled.field.name]
            self._rows[filled.field.name].show_filled(filled, flags, self._work.now, finishing=self._finishing)
        above = (flag for flag in sheet.flags if not flag.rule.field and (flag.met or flag.hinders))
        self._show_above(tuple(above))
        self._representation.judge(sheet.facts)
        self._show_progress(sheet)
        self._show_deciding(sheet)
        for show in self._show_feet:
            show(sheet)

    def _show_above(self, flags: tuple[Flag, ...]) -> None:
        if flags == self._said:
            return
        self._said = flags
        while (item := self._above.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for flag in flags:
            line = FlagLine(flag, self._forms)
            line.form_wanted.connect(self.form_wanted)
            self._above.addWidget(line)
            line.show()  # Qt would show it later by itself, and till then no key finds it
            if line.button is not None:
                stop_before(self._representation.acting, line.button)

    def _show_before(self, sheet: Sheet) -> None:
        """At the field that is decided about, and in short at the button that decides: it is read last."""
        before, now = decided_before(sheet, self._finished_before), self._work.now
        if self.form.assess is not None and self.form.assess.about:
            words = form_words.decided_before(before, now) if before is not None else ""
            self._rows[self.form.assess.about].say_earlier(words)
        is_at_hand = self._deciding is not Deciding.NONE
        self._foot.show_earlier(form_words.decided_already(before, now) if before is not None and is_at_hand else "")

    def _show_progress(self, sheet: Sheet) -> None:
        waiting = next(iter(sheet.hindrances), None)
        label = self._representation.lacks or (waiting.field.label if waiting is not None else "")
        self._foot.show_progress(*sheet.progress, label)

    def _show_deciding(self, sheet: Sheet) -> None:
        found = self._reckoning.assess(sheet) if self._reckoning is not None else None
        today, hearing = danish_day(self._work.now), self._work.draft.hearing
        becomes = deciding(self.form, found, able=self._able, hearing=hearing, today=today)
        is_whole = sheet.can_finish or becomes is not Deciding.OPEN
        self._deciding = becomes if is_whole else Deciding.NONE
        is_decided = becomes in (Deciding.DECIDED, Deciding.UNHEARD)
        if self._hearing is not None:
            self._hearing.show_owed(found.owed.hearing if is_decided and found is not None and found.owed else ())
        self._foot.show_becomes(form_words.becomes(self._deciding))
        verb = form_words.finishing(self._deciding, self.form)
        is_beside = self.form.assess is not None and self.form.assess.beside
        if is_decided and not is_beside and self._reckoning is not None and found is not None:
            verb = self._reckoning.verb(found)
        whole = self.tr("{0} – {1} for {2}").format(verb, self.form.title, self._name)
        self._foot.show_verb(verb, whole if is_decided else verb)
        self._show_before(sheet)

    def _say_kept(self) -> None:
        at = self._work.kept_at
        words = self.tr("Gemt som kladde {0}").format(formats.moment(at, self._work.now)) if at is not None else ""
        self._foot.show_kept(words)

    def _fail(self, error: UserError) -> None:
        self._foot.trouble.say(texts.error(error), Meaning.DANGER)

    # Going about it

    def _go_on(self, name: str) -> None:
        """To the next field in sight; after the last to the hearing that is owed, or to the button. Where two values
        differ, first between them."""
        if self._rows[name].is_torn:
            self._reveal(self._rows[name])
            return
        names = list(self._rows)
        self._go_to_first(names[names.index(name) + 1 :])

    def _go_in(self) -> None:
        self._go_to_first(list(self._rows))

    def _go_to_first(self, names: Sequence[str]) -> None:
        for following in names:
            if self._work.sheet[following].shown:
                self._reveal(self._rows[following])
                return
        if self._hearing is not None and self._hearing.isVisible():
            self._hearing.go_here()
            self._area.ensureWidgetVisible(self._hearing)
            return
        self._go_to_end()

    def _go_to_end(self) -> None:
        self._foot.finish.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_missing(self) -> None:
        """Or to what a rule says is wrong."""
        if self._representation.lacks:
            self._area.ensureWidgetVisible(self._representation.go_to_missing())
            return
        sheet = self._work.sheet
        wrong = [flag.rule.field for flag in sheet.stopped if flag.rule.field]
        for name in (*(waiting.field.name for waiting in sheet.hindrances), *wrong):
            self._reveal(self._rows[name])
            return

    def _reveal(self, row: FieldRow) -> None:
        row.go_here()
        self._area.ensureWidgetVisible(row)

    def finish(self) -> None:
        """Freeze it; with something missing say what, beside each field, and go to the first. The button is not shut
        meanwhile: Qt would hand the focus on to the one that closes."""
        is_unheard = self._deciding is Deciding.UNHEARD
        if self._work.can_finish and not is_unheard:
            self._work.finish()
            return
        self._finishing = True
        self._representation.ask()
        self._show()
        if is_unheard and self._work.can_finish and self._hearing is not None:
            self._foot.trouble.clear()
            self._hearing.go_to_missing()
            self._area.ensureWidgetVisible(self._hearing)
            announce(self, self._hearing.trouble)
            return
        words = self.tr("Blanketten kan ikke færdiggøres endnu.")
        stopped = [flag.rule.say for flag in self._work.sheet.stopped]
        hindered = " ".join((words, *stopped))
        self._foot.trouble.say(hindered, Meaning.DANGER if stopped else Meaning.WARNING)
        announce(self, hindered)
        self._go_to_missing()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.keep_now()
            self.left.emit()
