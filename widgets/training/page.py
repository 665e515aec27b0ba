"""The trainer's page: faults in the registers, and the people to practise on. Never present beside real registers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.errors import BugError, UserError
from app.training.people import TrainingPerson
from app.workplace import Workplace
from widgets.parts.scrolled import scrolled
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, PAGE_MARGIN
from widgets.training.faults import FaultsCard
from widgets.training.people import PeopleCard

_TWO_COLUMNS: Final = 940
_FAULTS_WIDTH: Final = 640
_TABLE_HEIGHT: Final = 280
_NO_LIMIT: Final = 16777215


class TrainingPage(QWidget):
    """`people` is None while the training municipality is being made; `set_people` brings them later."""

    citizen_chosen = Signal(object)
    """A `CprNumber`."""

    def __init__(
        self, workplace: Workplace, people: Sequence[TrainingPerson] | None = None, *, english: bool = False
    ) -> None:
        super().__init__()
        if workplace.faults is None:
            raise BugError("the training page beside real registers")
        set_role(self, "page")
        patience = {manifest.key: manifest.timeouts.read for manifest, _ in workplace.registers()}
        self.faults = FaultsCard(workplace.faults, patience)
        self.people = PeopleCard(workplace.municipality, english=english)
        self.people.citizen_chosen.connect(self.citizen_chosen)
        self.people.table.setMinimumHeight(_TABLE_HEIGHT)
        inner = QWidget()
        set_role(inner, "plain")
        self._cards = QBoxLayout(QBoxLayout.Direction.TopToBottom, inner)
        self._cards.setContentsMargins(PAGE_MARGIN, CARD_GAP, PAGE_MARGIN, PAGE_MARGIN)
        self._cards.setSpacing(CARD_GAP)
        self._cards.addWidget(self.faults, 5)
        self._cards.addWidget(self.people, 6)
        area = scrolled(inner)
        area.setAccessibleName(self.tr("Træning"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        if people is not None:
            self.set_people(people)

    def set_people(self, people: Sequence[TrainingPerson]) -> None:
        self.people.set_people(people)

    def people_failed(self, error: UserError) -> None:
        """They will not come: the training servers did not say."""
        self.people.people_failed(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _TWO_COLUMNS
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self.faults.setMaximumWidth(_FAULTS_WIDTH if beside else _NO_LIMIT)
        self._cards.setDirection(way)
