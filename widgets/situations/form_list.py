"""A citizen's forms at this desk: what is half done and may be gone on with, what is finished, and a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.situations.beside import Offer
from app.situations.forms.finished import Draft, FinishedForm, Verification
from app.situations.forms.model import Form
from app.situations.service import CitizenForms
from widgets.parts.cards import PersonalCard
from widgets.situations import form_words
from widgets.situations.elsewhere import ElsewhereBanner
from widgets.situations.form_choices import ChoiceBox
from widgets.situations.form_finished import FinishedRow, words
from widgets.situations.form_summary import summary
from widgets.theme import set_role
from widgets.tokens import SPACE


class FormsCard(PersonalCard):
    """Shows what it is given and emits what is wanted. `copy_wanted` carries a summary, traced by its owner first.

    What is unfolded stays so.
    """

    started = Signal(str)
    """A new form, by its key."""
    resumed = Signal(object)
    """The `Draft` to go on with."""
    task_wanted = Signal(str)
    """A task for the plan, by its key."""
    taken_up = Signal(object)
    """The `FinishedForm`, but prepared, to go on from."""
    errand_wanted = Signal()
    """Another errand, for the forms that are its."""
    offer_taken = Signal(object)
    """The `Offer` that somebody takes, for the plan."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__(QCoreApplication.translate("FormsCard", "Blanketter"))
        self._forms = forms
        self._awaited = ""
        self._is_called = False
        self._unfolded: set[UUID] = set()
        self._offers: Mapping[UUID, tuple[Offer, ...]] = {}
        self._about: Mapping[UUID, str] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE)
        self._empty = QLabel(self.tr("Ingen kladder og ingen færdige blanketter her."))
        set_role(self._empty, "missing")
        self._pick = ChoiceBox(self.content)
        self._pick.setAccessibleName(self.tr("Ny blanket"))
        self.put_first("")
        self._pick.left.connect(self._start)
        self._begin = QPushButton(self.tr("Udfyld"), self.content)
        self._begin.setAccessibleName(self.tr("Udfyld ny blanket"))
        self._begin.clicked.connect(self._start)
        self._elsewhere = ElsewhereBanner(self.content)
        self._elsewhere.acted.connect(self.errand_wanted)
        new = QHBoxLayout()
        new.setSpacing(2 * SPACE)
        new.addWidget(self._pick)
        new.addWidget(self._begin)
        new.addStretch(1)
        self.body.addWidget(self._elsewhere)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._rows)
        self.body.addLayout(new)
        self.body.addStretch(1)

    def show_forms(self, kept: CitizenForms, name: str, now: datetime) -> None:
        """Drafts first, as the store orders them. `name` is the citizen's, for the summaries."""
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus() and focused.objectName():
            self._awaited = focused.objectName()
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        rows: list[DraftRow | FinishedRow] = [
            self._draft_row(draft, now) for draft in kept.drafts if draft.form in self._forms
        ]
        rows += [self._finished_row(form, kept, name, now) for form in kept.finished]
        for row in rows:
            row.show_about(self._about.get(row.form.id, ""))
            self._rows.addWidget(row)
            row.show()  # Qt would show it later by itself, and till then no key finds it
        self._elsewhere.show_forms(kept.elsewhere)
        self._empty.setVisible(self._rows.count() == 0)
        self._settle_focus()

    def forget(self, now: datetime) -> None:
        """Nobody, or somebody else, is on the page: who was waited for takes no focus there."""
        self._awaited, self._is_called, self._offers, self._about = "", False, {}, {}
        self.show_forms(CitizenForms(), "", now)

    def put_first(self, errand: str) -> None:
        """The forms of the errand of that key stand first to be chosen, the others after them by title."""
        self._pick.clear()
        for form in sorted(self._forms.values(), key=lambda one: (one.errand != errand, one.title)):
            self._pick.addItem(form.title, form.key)

    def go_to(self, form: UUID, *, offer: bool = False) -> None:
        """The focus goes to the row of the draft or finished form as soon as it is shown, there to the `offer` for the
        plan where it has one; else to where a new one is begun."""
        self._awaited, self._is_called = f"offer {form}" if offer else str(form), True

    @property
    def elsewhere(self) -> str:
        """That there are forms of other errands, empty without."""
        return self._elsewhere.told

    def show_offers(self, offers: Mapping[UUID, tuple[Offer, ...]]) -> None:
        """What tasks of the plan have become with the finished forms, by the forms' ids."""
        if offers != self._offers:
            self._offers = offers
            for row in self.content.findChildren(FinishedRow):
                row.show_offers(offers.get(row.form.id, ()))
            self._order_focus()

    def show_about(self, about: Mapping[UUID, str]) -> None:
        """What tells drafts and finished forms from others of their kind, by their ids."""
        if about != self._about:
            self._about = about
            for row in self.rows:
                row.show_about(about.get(row.form.id, ""))

    @property
    def rows(self) -> list[DraftRow | FinishedRow]:
        """As they stand."""
        items = (self._rows.itemAt(at) for at in range(self._rows.count()))
        rows = (item.widget() for item in items if item is not None)
        return [row for row in rows if isinstance(row, DraftRow | FinishedRow)]

    def _settle_focus(self) -> None:
        buttons = self._order_focus()
        awaited = next((button for button in buttons if button.objectName() == self._awaited), None)
        goal = awaited or (self._pick if self._is_called else None)
        if goal is not None and self.isVisible():
            self._awaited, self._is_called = "", False
            goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_focus(self) -> list[QPushButton]:
        """Tab goes as one reads; what is made anew would else come last."""
        buttons: list[QPushButton] = []
        for row in self.rows:
            buttons += row.findChildren(QPushButton)
        for before, after in pairwise((self._elsewhere.button, *buttons, self._pick, self._begin)):
            QWidget.setTabOrder(before, after)
        return buttons

    def _draft_row(self, draft: Draft, now: datetime) -> DraftRow:
        row = DraftRow(draft, self._forms[draft.form].title, now)
        row.resumed.connect(partial(self.resumed.emit, draft))
        return row

    def unfold(self, form: UUID) -> None:
        """Show all of a form that has just been finished, as soon as it is listed."""
        self._unfolded.add(form)

    def _finished_row(self, form: FinishedForm, kept: CitizenForms, name: str, now: datetime) -> FinishedRow:
        said = kept.said.get(form.id, ())
        later = (one for one in kept.finished if one.draft.prepared is not None and one.draft.prepared.form == form.id)
        row = FinishedRow(form, said, self._forms, now, later=next(later, None), may_go_on=form.id in kept.to_take_up)
        row.taken_up.connect(partial(self.taken_up.emit, form))
        row.unfold.setChecked(form.id in self._unfolded)
        row.unfold.toggled.connect(partial(self._fold, form.id))
        row.form_wanted.connect(self.started)
        row.task_wanted.connect(self.task_wanted)
        row.offer_taken.connect(self.offer_taken)
        row.show_offers(self._offers.get(form.id, ()))
        row.copy_wanted.connect(partial(self._copy, form, said, name))
        return row

    def _fold(self, form: UUID, is_open: bool) -> None:  # noqa: FBT001 - as `toggled` has it
        if is_open:
            self._unfolded.add(form)
        else:
            self._unfolded.discard(form)

    def _copy(self, form: FinishedForm, said: Sequence[Verification], name: str) -> None:
        self.copy_wanted.emit(summary(form, name, said), f"form {form.form}")

    def _start(self) -> None:
        self.started.emit(str(self._pick.currentData()))


class DraftRow(QWidget):
    """What is half done, by whom, and the way back into it."""

    resumed = Signal()

    def __init__(self, form: Draft, title: str, now: datetime) -> None:
        super().__init__()
        self.form, self._title = form, title
        self._about = words("")
        said = " · ".join(filter(None, (form_words.kept(form, now), form_words.prepared(form, now))))
        self._go_on = QPushButton(self.tr("Fortsæt"))
        self._go_on.setObjectName(str(form.id))
        set_role(self._go_on, "quiet")
        self._go_on.clicked.connect(self.resumed)
        told = QVBoxLayout()
        told.setSpacing(0)
        for label in (words(title), self._about, words(said, "muted")):
            told.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * SPACE)
        line.addLayout(told, 1)
        line.addWidget(self._go_on)
        self.show_about("")

    @property
    def about(self) -> str:
        """What tells it from another of its kind."""
        return self._about.text()

    def show_about(self, about: str) -> None:
        """As on a finished one."""
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._go_on.setAccessibleName(self.tr("Fortsæt {0}").format(", ".join(filter(None, (self._title, about)))))
