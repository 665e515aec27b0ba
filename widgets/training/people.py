"""The named people of the training municipality, to be opened by their situation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from app.errors import UserError
from app.training.people import TrainingPerson
from widgets import formats, texts
from widgets.parts.cards import SectionCard
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import SPACE

_TWO_LINES = 36


class PeopleCard(SectionCard):
    """Says that the municipality is being made until it is told of its people."""

    citizen_chosen = Signal(object)
    """A `CprNumber`."""

    def __init__(self, municipality: str, *, english: bool) -> None:
        super().__init__(self.tr("Borgere i {0}").format(municipality))
        self._english = english
        self.table: DataTable[TrainingPerson] = DataTable(
            "training-people",
            (
                Column[TrainingPerson](self.tr("CPR"), _number, width=96),
                Column[TrainingPerson](self.tr("Situation"), self._situation, width=0, tip=self._situation),
            ),
            title=self.tr("Borgere og deres situation"),
            empty=self.tr("Ingen borgere"),
            filter_hint=self.tr("Filtrér efter situation eller fødselsdag"),
        )
        self.table.opened.connect(self._open)
        self.table.selection_changed.connect(self._show_situation)
        self.table.model.modelReset.connect(self._show_current)  # the filter takes the current row away unsaid
        self._situation_shown = QLabel()
        self._situation_shown.setTextFormat(Qt.TextFormat.PlainText)
        self._situation_shown.setWordWrap(True)
        self._situation_shown.setMinimumHeight(_TWO_LINES)
        self._button = QPushButton(self.tr("Åbn borger"))
        self._button.clicked.connect(self._open_current)
        foot = QHBoxLayout()
        foot.setSpacing(4 * SPACE)
        foot.addWidget(self._situation_shown, 1)
        foot.addWidget(self._button)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)
        self._show_current()
        self.show_message(
            self.tr("{0} bygges …").format(municipality),
            self.tr("Borgerne kan vælges, når de er der. Alt andet kan bruges imens."),
        )
        self.set_loading(loading=True)

    def set_people(self, people: Sequence[TrainingPerson]) -> None:
        self.set_loading(loading=False)
        self.set_source(self.tr("{0} personer").format(len(people)))
        self.table.set_rows(people)
        self.show_content()

    def people_failed(self, error: UserError) -> None:
        self.set_loading(loading=False)
        silent = self.tr("Træningsserverne svarer ikke. Luk Indgang, og start igen.")
        self.show_message(
            self.tr("Borgerne kan ikke vises"), silent if error.code == "training-unavailable" else texts.error(error)
        )

    def _situation(self, person: TrainingPerson) -> str:
        return person.situation(english=self._english)

    def _show_current(self) -> None:
        self._show_situation(self.table.current_row())

    def _show_situation(self, person: TrainingPerson | None) -> None:
        """In full: the row may be too narrow for it."""
        self._button.setEnabled(person is not None)
        self._situation_shown.setText(self._situation(person) if person else self.tr("Vælg en borger. Enter åbner."))
        set_role(self._situation_shown, "fact" if person else "missing")

    def _open(self, person: TrainingPerson) -> None:
        self.citizen_chosen.emit(person.cpr)

    def _open_current(self) -> None:
        person = self.table.current_row()
        if person is not None:
            self._open(person)


def _number(person: TrainingPerson) -> str:
    return formats.cpr(person.cpr)
