"""What must be known before anybody is looked up: which errand it is, if a case does not say, and whose case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from app.access.model import Errand, Purpose
from app.cpr import CprNumber
from app.errors import UserError
from app.population.lawful import Criterion
from app.population.model import Hit
from app.workplace import Workplace
from widgets import background, formats, texts
from widgets.citizen.errand import ErrandChooser


class ErrandQuestion(QObject):
    """Puts the chooser of errands in front in `stack` and keeps at it until it is answered or left."""

    answered = Signal(object, object)
    """A `CprNumber`, and the `Purpose` to look them up for."""
    left = Signal()

    def __init__(self, workplace: Workplace, stack: QStackedWidget, *, english: bool) -> None:
        super().__init__(stack)
        self._workplace = workplace
        self._stack = stack
        self._english = english
        self._citizen: CprNumber | None = None
        self._case = ""
        self._found_by = ""
        self._purpose: Purpose | None = None
        self._asked: background.Job | None = None
        self._kept: Errand | None = None

    @cached_property
    def chooser(self) -> ErrandChooser:
        chooser = ErrandChooser(self._workplace.errands, english=self._english, parent=self._stack)
        chooser.chosen.connect(self._chosen)
        chooser.left.connect(self._leave)
        self._stack.addWidget(chooser)
        return chooser

    @property
    def citizen(self) -> CprNumber | None:
        """Whom it is asked about; None for a case."""
        return self._citizen

    def keep(self, errand: Errand) -> None:
        """The answer to the next question, given before it was put."""
        self._kept = errand

    def about_citizen(self, cpr: CprNumber, found_by: str = "") -> None:
        self._citizen, self._case, self._found_by = cpr, "", found_by
        if self._kept is not None:
            self._chosen(self._kept)
            return
        self._ask(formats.cpr(cpr))
        named = partial(self._workplace.in_extract, cpr)
        self._asked = background.run(named, done=self._name_found, failed=self._ignored)

    def about_case(self, number: str) -> None:
        """The archive is asked whose case it is once the errand is known: often by the case's own subject."""
        self._citizen, self._case, self._kept, self._found_by = None, number, None, Criterion.CASE
        likely = self._workplace.errands_of_case(number)
        self._ask(self.tr("Sag {0}").format(number), likely)
        if len(likely) == 1:
            self._chosen(likely[0])

    def _ask(self, who: str, likely: Sequence[Errand] = ()) -> None:
        self.drop()
        self._stack.setCurrentWidget(self.chooser)
        self.chooser.ask(who, likely)

    def drop(self) -> None:
        """An answer about whom one has turned from (a name, whose case it is) must not reach the next."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def _name_found(self, hit: Hit | None) -> None:
        if hit is not None and self._citizen is not None:
            number = formats.cpr(self._citizen)
            self.chooser.name_citizen(number if hit.protected else f"{hit.name}  ·  {number}")

    def _ignored(self, _error: UserError) -> None:
        """The name is a convenience while the errand is chosen; the look-up itself says what is wrong."""

    def _leave(self) -> None:
        self.drop()
        self.left.emit()

    def _chosen(self, errand: Errand) -> None:
        self.drop()
        self._kept = None
        purpose = self._workplace.state_purpose(errand, case=self._case, found_by=self._found_by)
        if self._citizen is not None:
            self.answered.emit(self._citizen, purpose)
            return
        self._purpose = purpose
        find = partial(self._workplace.archive.party_of_case, self._case, purpose)
        self._asked = background.run(find, done=self._party_found, failed=self._party_failed)

    def _party_found(self, cpr: CprNumber) -> None:
        self.answered.emit(cpr, self._purpose)

    def _party_failed(self, error: UserError) -> None:
        self.chooser.name_citizen(texts.error(error))
