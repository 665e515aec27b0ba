"""A journal note being written beside the page: kept as a draft while one types, frozen with Ctrl+Enter."""

from __future__ import annotations

import logging
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.access.model import Purpose, Section
from app.cases.notes import Draft, Notes
from app.cpr import CprNumber
from app.errors import UserError
from app.workplace import Workplace
from widgets import background, formats, texts
from widgets.parts.clipboard import personal_clipboard
from widgets.parts.colour_bar import ColourBar
from widgets.parts.notices import announce
from widgets.parts.personal_fields import PersonalLine, PersonalText
from widgets.parts.writing_pane import WritingPane
from widgets.theme import set_role
from widgets.tokens import CARD_PADDING, SPACE

_log = logging.getLogger(__name__)

_KEEP_MS: Final = 400
_LONGEST_TITLE: Final = 200


class NoteEditor(WritingPane):
    """One draft. Hidden or closed it keeps what was typed; what it keeps is always that draft's case alone."""

    finished = Signal()
    """The note is frozen and on its way."""
    left = Signal()
    """Out of sight, with what was typed kept."""

    def __init__(
        self, workplace: Workplace, notes: Notes, purpose: Purpose, draft: Draft, *, name: str, case_title: str
    ) -> None:
        super().__init__()
        self._workplace, self._notes, self._purpose = workplace, notes, purpose
        self._draft = self._kept = draft
        self._keeping: background.Job | None = None
        self._finishing: background.Job | None = None
        self._copying: background.Job | None = None
        self._over = False
        self._pause = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._pause.timeout.connect(self._keep)
        self._set_up(name, case_title)
        self._say_kept()

    def _set_up(self, name: str, case_title: str) -> None:
        self.setAccessibleName(self.tr("Notat om {0}, {1}").format(name, case_title))
        who, what = QLabel(name), QLabel(case_title)
        set_role(who, "strong")
        set_role(what, "muted")
        for label in (who, what):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._title = PersonalLine("note", self._draft.title)
        self._title.setMaxLength(_LONGEST_TITLE)
        self._text = PersonalText("note", self._draft.text)
        self._text.setTabChangesFocus(True)
        title_label, text_label = QLabel(self.tr("Overskrift")), QLabel(self.tr("Notat"))
        for label, field in ((title_label, self._title), (text_label, self._text)):
            label.setBuddy(field)
            field.setAccessibleName(label.text())
        self._title_trouble, self._trouble = QLabel(), QLabel()
        for label in (self._title_trouble, self._trouble):
            label.setWordWrap(True)
            set_role(label, "danger")
            label.hide()
        hint = QLabel(self.tr("Et færdigt notat kan ikke ændres. Det sendes til arkivet, når arkivet svarer."))
        hint.setWordWrap(True)
        self._state = QLabel()
        for label in (hint, self._state):
            set_role(label, "muted")
        self._finish = QPushButton(self.tr("Færdiggør notat"))
        set_role(self._finish, "primary")
        self._finish.setToolTip(self.tr("Færdiggør notat (Ctrl+Enter)"))
        self._finish.clicked.connect(self.finish)
        foot = QHBoxLayout()
        foot.addWidget(self._state, 1)
        foot.addWidget(self._finish)
        about = QVBoxLayout()
        about.setSpacing(0)
        about.addWidget(who)
        about.addWidget(what)
        band = QHBoxLayout()
        band.setSpacing(2 * SPACE)
        bar = ColourBar()
        bar.show_citizen(self._draft.citizen)
        band.addWidget(bar)
        band.addLayout(about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PADDING, 0, CARD_PADDING, CARD_PADDING)
        column.setSpacing(SPACE)
        column.addLayout(band)
        column.addSpacing(2 * SPACE)
        for widget in (title_label, self._title, self._title_trouble):
            column.addWidget(widget)
        column.addSpacing(SPACE)
        column.addWidget(text_label)
        column.addWidget(self._text, 1)
        for widget in (self._trouble, hint):
            column.addWidget(widget)
        column.addSpacing(SPACE)
        column.addLayout(foot)
        self.copy_wanted.connect(self._copy)
        self._title.textChanged.connect(self._edited)
        self._text.textChanged.connect(self._edited)
        self._title.returnPressed.connect(self._text.setFocus)
        self.setFocusProxy(self._text if self._draft.title else self._title)

    def go_here(self) -> None:
        """To where one writes on: the text, as soon as anything is written."""
        is_begun = self._draft.title.strip() or self._draft.text.strip()
        (self._text if is_begun else self._title).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def draft(self) -> Draft:
        return self._draft

    @property
    def state(self) -> str:
        """Gemt som kladde kl. 14.02."""
        return self._state.text()

    @property
    def is_unfinished(self) -> bool:
        """Whether there is a word in it, and it is not on its way."""
        written = self._draft.title.strip() or self._draft.text.strip()
        return bool(written) and self._finishing is None and not self._over

    @property
    def is_kept(self) -> bool:
        """Whether all that is typed lies as a draft."""
        return self._kept.edits >= self._draft.edits

    @property
    def trouble(self) -> str:
        """What is wrong, beside the field that it is about."""
        return "".join(label.text() for label in (self._title_trouble, self._trouble) if not label.isHidden())

    # Keeping the draft

    def _edited(self) -> None:
        self._draft = self._draft.changed(self._title.text(), self._text.toPlainText())
        self._clear_trouble()
        if not self._pause.isActive():  # not put off by the next letter: what is typed is kept all along
            self._pause.start()

    def _keep(self) -> None:
        if self._keeping is None and not self._over:
            keep = partial(self._notes.keep_draft, self._draft)
            self._keeping = background.run(keep, done=self._draft_kept, failed=self._not_kept)

    def _draft_kept(self, kept: Draft) -> None:
        self._keeping = None
        self._kept = kept
        self._say_kept()
        if kept.edits < self._draft.edits:
            self._pause.start()

    def _not_kept(self, error: UserError) -> None:
        self._keeping = None
        self._state.clear()
        self._say_trouble(texts.error(error), self._trouble)
        self._pause.start(_KEEP_MS * 10)

    def keep_now(self) -> None:
        """Before the window or the desk closes: at once, on this thread."""
        if self._over or self.is_kept:
            return
        self._pause.stop()
        try:
            self._kept = self._notes.keep_draft(self._draft)
        except UserError as error:
            _log.warning("draft %s is not kept: %s", self._draft.id, error.code)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.keep_now()
            self.left.emit()

    def _say_kept(self) -> None:
        at = self._kept.kept_at
        words = self.tr("Gemt som kladde {0}").format(formats.moment(at, self._workplace.now)) if at else ""
        self._state.setText(words)

    def _copy(self, text: str, what: str) -> None:
        """Traced first, copied after."""
        trace = partial(_traced_copy, self._workplace, self._draft.citizen, self._purpose, what, text)
        self._copying = background.run(trace, done=personal_clipboard().copy, failed=self._not_copied)

    def _not_copied(self, error: UserError) -> None:
        self._say_trouble(texts.error(error), self._trouble)

    # Finishing

    def finish(self) -> None:
        """Freeze the note; without a heading or a text say what is missing."""
        if not self._draft.title.strip():
            self._say_trouble(self.tr("Skriv en overskrift."), self._title_trouble)
            set_role(self._title, "error")
            self._title.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._draft.text.strip():
            self._say_trouble(self.tr("Skriv notatets tekst."), self._trouble)
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._finishing is None:
            self._pause.stop()
            self._hold(held=True)
            finish = partial(self._workplace.finish_note, self._draft, self._purpose)
            self._finishing = background.run(finish, done=self._note_finished, failed=self._not_finished)

    def _note_finished(self, _nothing: None) -> None:
        self._over = True
        self.finished.emit()

    def _not_finished(self, error: UserError) -> None:
        self._finishing = None
        self._hold(held=False)
        self._say_trouble(texts.error(error), self._trouble)
        self._pause.start()

    def _hold(self, *, held: bool) -> None:
        """What is on its way is not changed. The button is not shut: Qt would take the focus from it, and out of the
        pane."""
        self._title.setReadOnly(held)
        self._text.setReadOnly(held)

    def _say_trouble(self, words: str, label: QLabel) -> None:
        label.setText(words)
        label.show()
        announce(self, words)

    def _clear_trouble(self) -> None:
        if self._title_trouble.isVisible():
            set_role(self._title, "")
        for label in (self._title_trouble, self._trouble):
            label.hide()


def _traced_copy(workplace: Workplace, citizen: CprNumber, purpose: Purpose, what: str, text: str) -> str:
    workplace.copied(citizen, purpose, Section.CASES, what)
    return text
