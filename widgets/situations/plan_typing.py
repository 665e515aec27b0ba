"""What is typed in a plan and not written yet, kept soon after: the desk may lock or fall at any moment."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import UserError
from app.situations.told import State
from app.situations.unsaved import Unsaved, Unwritten
from app.situations.visit import Visit
from widgets import background

_log = logging.getLogger(__name__)

_KEEP_MS: Final = 400


class PlanTyping(QObject):
    """Keeps nothing before `begin`: what was kept earlier must be known first. `keep_now` asks for it itself."""

    failed = Signal(object)
    """A `UserError`: it is not kept, and tried again."""

    def __init__(self, visit: Visit, parent: QObject) -> None:
        super().__init__(parent)
        self._visit = visit
        self._now, self._kept = Unsaved(), Unsaved()
        self._has_begun = False
        self._keeping: background.Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._pause.timeout.connect(self._keep)

    @property
    def unsaved(self) -> Unsaved:
        return self._now

    @property
    def has_begun(self) -> bool:
        return self._has_begun

    def begin(self, kept: Unsaved) -> None:
        """Go on with what is kept; what was typed meanwhile counts for more."""
        typed, self._has_begun = self._now, True
        self._now = self._kept = kept
        for form in typed.forms:
            self._take(self._now.with_form(form))
        if typed.task:
            self._take(self._now.with_task(typed.task))

    def form(self, item: UUID, state: State | None, words: Mapping[str, str]) -> None:
        self._take(self._now.with_form(Unwritten(item, state, dict(words))))

    def over(self, item: UUID) -> None:
        """The form is written, or its writer wants no more of it."""
        if self._now.form(item) is not None:
            self._take(self._now.without(item))

    def task(self, text: str) -> None:
        if text != self._now.task:
            self._take(self._now.with_task(text))

    def _take(self, unsaved: Unsaved) -> None:
        self._now = unsaved
        if self._has_begun and not self._pause.isActive():  # not put off by the next letter
            self._pause.start(_KEEP_MS)

    def _keep(self) -> None:
        if self._keeping is None:
            keep = partial(_kept, self._visit, self._now)
            self._keeping = background.run(keep, done=self._was_kept, failed=self._not_kept)

    def _was_kept(self, kept: Unsaved) -> None:
        self._keeping = None
        self._kept = kept
        if kept.edits < self._now.edits:
            self._pause.start(_KEEP_MS)

    def _not_kept(self, error: UserError) -> None:
        self._keeping = None
        self.failed.emit(error)
        self._pause.start(_KEEP_MS * 10)

    def keep_now(self) -> None:
        """Before the desk closes: at once, on this thread."""
        try:
            if not self._has_begun and not self._now.is_blank:
                self.begin(self._visit.typed())
            if self._has_begun and self._kept.edits < self._now.edits:
                self._visit.keep_unsaved(self._now)
                self._kept = self._now
        except UserError as error:
            _log.warning("what is typed in a plan is not kept: %s", error.code)
        self._pause.stop()


def _kept(visit: Visit, unsaved: Unsaved) -> Unsaved:
    visit.keep_unsaved(unsaved)
    return unsaved
