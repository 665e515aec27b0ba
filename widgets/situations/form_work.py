"""A form at work, apart from how it looks: every change refills it at once, is kept soon after and checked in the
background. Nothing here waits for a register or for the disk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.benefits.model import Hearing
from app.clock import danish_day
from app.errors import UserError
from app.facts.model import Facts
from app.situations.forms.answers import Sheet, Stands, fill, settle
from app.situations.forms.check import Checker, Outcome, Question, ask
from app.situations.forms.drafts import FormDrafts
from app.situations.forms.finished import Draft, FinishedForm
from app.situations.forms.model import Form
from app.situations.forms.representation import Representation, hindrances
from widgets import background

_log = logging.getLogger(__name__)

_KEEP_MS: Final = 400
_CHECK_MS: Final = 300
_ASK_AGAIN_MS: Final = 30_000


class FormWork(QObject):
    """Holds the draft and what the registers have said. `finish` freezes a draft on a worker, traced by its owner."""

    changed = Signal()
    """`sheet` is another."""
    kept = Signal()
    """`kept_at` is later."""
    failed = Signal(object)
    """A `UserError`."""
    finished = Signal(object)
    """The `FinishedForm`."""
    thrown = Signal()
    """The draft is gone."""

    def __init__(
        self,
        form: Form,
        draft: Draft,
        *,
        drafts: FormDrafts,
        checker: Checker,
        now: Callable[[], datetime],
        finish: Callable[[Draft, Sheet], FinishedForm],
        by: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.form, self.draft, self._kept = form, draft, draft
        self._drafts, self._checker, self._now, self._finish, self._by = drafts, checker, now, finish, by
        self._facts = Facts()
        self._outcomes: dict[Question, Outcome] = {}
        self._asking: dict[Question, background.Job] = {}
        self._keeping: background.Job | None = None
        self._finishing: background.Job | None = None
        self._attaching: dict[str, background.Job] = {}
        self.is_over = False
        self._is_thrown = False
        self._keep_pause = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep_pause.timeout.connect(self._keep)
        self._check_pause = QTimer(self, singleShot=True, interval=_CHECK_MS)
        self._check_pause.timeout.connect(self._check)
        self._again = QTimer(self, singleShot=True, interval=_ASK_AGAIN_MS)
        self._again.timeout.connect(self.ask_again)
        self.sheet = self._filled()
        self._check_pause.start()

    @property
    def now(self) -> datetime:
        return self._now()

    @property
    def kept_at(self) -> datetime | None:
        return self._kept.kept_at

    @property
    def is_kept(self) -> bool:
        """Whether all that is typed lies as a draft, or is wanted no more."""
        return self.is_over or self._kept.edits >= self.draft.edits

    @property
    def is_finishing(self) -> bool:
        return self._finishing is not None

    @property
    def can_finish(self) -> bool:
        today = danish_day(self._now())
        acting, hand_over = self.draft.representation, self.form.hand_over
        return self.sheet.can_finish and not hindrances(acting, self.sheet.facts, today, hand_over=hand_over)

    # What changes it

    def tell(self, name: str, text: str, chosen: UUID | None = None) -> None:
        """The citizen's word on one field, at every letter."""
        self._take(self._drafts.tell(self.draft, name, text, chosen))

    def choose(self, name: str, stands: Stands) -> None:
        """Which of two values stands, recorded with who chose."""
        choice = settle(self.sheet[name], stands, by=self._by, at=self._now())
        self._take(self._drafts.choose(self.draft, name, choice))

    def explain(self, name: str, why: str) -> None:
        """Why the citizen's word is followed against a register, at every letter."""
        if name in self.draft.choices:
            self._take(self._drafts.explain(self.draft, name, why))

    def represent(self, representation: Representation) -> None:
        self._take(self._drafts.represent(self.draft, representation))

    def hear(self, hearing: Hearing | None) -> None:
        """What is recorded of the hearing that the decision owes."""
        self._take(self._drafts.hear(self.draft, hearing))

    def attach(self, name: str, path: Path) -> None:
        """Keep the paper first; the field tells of it when it is kept."""
        job = self._attaching.pop(name, None)
        if job is not None:
            job.cancel()
        attach = partial(_attached, self._drafts, self.draft.id, name, path)
        self._attaching[name] = background.run(attach, done=self._attached, failed=self._fail)

    def show_facts(self, facts: Facts) -> None:
        """What the registers know now, as often as it changes."""
        self._facts = facts
        self._refill()

    def ask_again(self) -> None:
        """A register is heard again: what it did not answer is asked once more."""
        self._outcomes = {question: one for question, one in self._outcomes.items() if one.is_answered}
        self._refill()

    def _take(self, draft: Draft) -> None:
        if self.is_over or self._finishing is not None:
            return
        self.draft = draft
        self._refill()
        if not self._keep_pause.isActive():  # not put off by the next letter: what is typed is kept all along
            self._keep_pause.start()

    def _attached(self, kept: tuple[str, str, UUID]) -> None:
        name, title, paper = kept
        self.tell(name, title, paper)

    def _refill(self) -> None:
        self.sheet = self._filled()
        self._check_pause.start()
        self.changed.emit()

    def _filled(self) -> Sheet:
        today = danish_day(self._now())
        told, choices = self.draft.told, self.draft.choices
        return fill(self.form, told, choices, self._facts, self._outcomes.values(), today)

    # Asking registers

    def _check(self) -> None:
        """Ask what has no answer yet; a question that is no longer the form's is dropped."""
        wanted = {question for question in self.sheet.questions if question not in self._outcomes}
        for question in [one for one in self._asking if one not in wanted]:
            self._asking.pop(question).cancel()
        for question in wanted - set(self._asking):
            call = partial(ask, question, self._checker, self._now())
            self._asking[question] = background.run(call, done=self._answered, failed=self._fail)

    def _answered(self, outcome: Outcome) -> None:
        self._asking.pop(outcome.question, None)
        self._outcomes[outcome.question] = outcome
        if not outcome.is_answered and not self._again.isActive():
            self._again.start()
        self._refill()

    # Keeping and finishing

    def _keep(self) -> None:
        if self._keeping is None and not self.is_over:
            keep = partial(self._drafts.keep, self.draft)
            self._keeping = background.run(keep, done=self._was_kept, failed=self._not_kept)

    def _was_kept(self, kept: Draft) -> None:
        self._keeping = None
        self._kept = kept
        if self._is_thrown:
            self._throw()
            return
        self.kept.emit()
        if kept.edits < self.draft.edits:
            self._keep_pause.start()

    def _not_kept(self, error: UserError) -> None:
        self._keeping = None
        if self._is_thrown:
            self._throw()
            return
        self._fail(error)
        self._keep_pause.start(_KEEP_MS * 10)

    def keep_now(self) -> None:
        """Before the window or the desk closes: at once, on this thread."""
        if self.is_kept:
            return
        self._keep_pause.stop()
        try:
            self._kept = self._drafts.keep(self.draft)
        except UserError as error:
            _log.warning("draft %s is not kept: %s", self.draft.id, error.code)
            self._fail(error)
            self._keep_pause.start(_KEEP_MS * 10)

    def throw_away(self) -> None:
        """A person wants no more of it. What is just being kept is kept first, so that it does not come back."""
        self.is_over = self._is_thrown = True
        self._stop()
        if self._keeping is None:
            self._throw()

    def _throw(self) -> None:
        background.run(partial(self._drafts.throw_away, self.draft.id), done=self._was_thrown, failed=self._fail)

    def _was_thrown(self, _nothing: None) -> None:
        self.thrown.emit()

    def finish(self) -> None:
        if self.is_over or self._finishing is not None or not self.can_finish:
            return
        self._keep_pause.stop()
        self._finishing = background.run(
            partial(self._finish, self.draft, self.sheet), done=self._was_finished, failed=self._not_finished
        )

    def _was_finished(self, finished: FinishedForm) -> None:
        self.is_over = True
        self._stop()
        self.finished.emit(finished)

    def _not_finished(self, error: UserError) -> None:
        self._finishing = None
        self._keep_pause.start()
        self._fail(error)
        self.changed.emit()

    def _stop(self) -> None:
        for timer in (self._keep_pause, self._check_pause, self._again):
            timer.stop()
        for job in self._asking.values():
            job.cancel()

    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)


def _attached(drafts: FormDrafts, draft: UUID, name: str, path: Path) -> tuple[str, str, UUID]:
    return name, path.name, drafts.attach(draft, name, path)
