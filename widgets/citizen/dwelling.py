"""Dwelling: what BBR has at the address, who is registered there, and how much room there is for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.access.model import Section
from app.citizen.model.coded import Coded
from app.citizen.model.dwelling import Dwelling, Unit
from app.citizen.model.sections import DwellingFacts, SectionValue
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from app.errors import BugError
from app.population.model import Resident
from widgets import formats, texts
from widgets.citizen.context import Context, source_line
from widgets.citizen.section import SectionView
from widgets.parts.facts import FactGrid, FactRow
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role

_READING_WIDTH = 720
_FEW_FACTS, _MANY_FACTS = 7, 21
_HIDDEN = "\0"
"""In place of a value that would tell a protected address."""


def coded(value: Coded | None) -> str:
    """The words, or the bare code said to be unknown; empty where the register holds nothing."""
    if value is None:
        return ""
    if value.text is not None:
        return value.text
    return QCoreApplication.translate("DwellingView", "Ukendt kode {0}").format(value.code)


class DwellingView(SectionView):
    section = Section.DWELLING
    source = RegisterKey.BBR

    def __init__(self, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(compact=compact, parent=parent)
        self._today = date.min
        self._citizen: CprNumber | None = None
        self._facts = FactGrid(self.content, reserve=_FEW_FACTS if compact else _MANY_FACTS)
        self._room = QLabel(self.content)
        self._room.setWordWrap(True)
        set_role(self._room, "strong")
        self._residents_title = QLabel(self.content)
        set_role(self._residents_title, "muted")
        self._residents: DataTable[Resident] = DataTable(
            "residents",
            (
                Column(self.tr("Registreret her"), self._name, width=0),
                Column(self.tr("Alder"), self._age, key=lambda row: row.born or date.max, numeric=True, width=80),
                Column("CPR", self._number, width=112),
            ),
            title=self.tr("Registreret på adressen"),
            empty=self.tr("Ingen er registreret her ifølge udtrækket."),
            parent=self.content,
        )
        self._residents.fit_rows(4 if compact else 12)
        if not compact:
            self._residents.setMaximumWidth(_READING_WIDTH)
        for widget in (self._facts, self._room, self._residents_title, self._residents):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def fill(self, value: SectionValue, context: Context) -> None:
        if not isinstance(value, DwellingFacts):
            raise BugError("another section's value")
        self._today, self._citizen = context.today, context.citizen
        source = source_line(texts.register(self.source), self.state.as_of if self.state else None, context.now)
        if value.dwelling is None:
            words = self.tr("Ingen adresse at slå op i BBR") if not value.residents else self.tr("Ikke hentet")
            self._facts.show_facts([FactRow(self.tr("Bolig"), "", words)])
        else:
            self._facts.show_facts(self._row(*row, source) for row in self._rows(value.dwelling, context))
        self._show_residents(value, context)

    def forget(self) -> None:
        super().forget()
        self._citizen = None
        self._facts.clear()
        self._residents.forget()
        self._room.clear()
        self._residents_title.clear()

    def _row(self, label: str, text: str, source: str) -> FactRow:
        if text == _HIDDEN:
            return FactRow(label, "", self.tr("Beskyttet – vis i Person og familie"), source)
        return FactRow(label, text, self.tr("Ikke registreret"), source)

    def _rows(self, dwelling: Dwelling, context: Context) -> Iterable[tuple[str, str]]:
        yield self.tr("Adresse"), _HIDDEN if context.hides_address else dwelling.designation
        if not dwelling.units:
            yield self.tr("Boligenhed"), self.tr("BBR har ingen bolig på adressen")
        for unit in dwelling.units:
            yield from self._unit(unit)
        building = dwelling.building
        if building is None:
            return
        yield self.tr("Opført"), str(building.built or "")
        if self.compact:
            return
        yield self.tr("Ombygget"), str(building.rebuilt or "")
        yield self.tr("Bygning"), coded(building.use)
        yield self.tr("Etager"), str(building.floors or "")
        yield self.tr("Ydervæg"), coded(building.walls)
        yield self.tr("Tag"), coded(building.roof)
        yield self.tr("Varme"), coded(building.heating)
        yield self.tr("Opvarmningsmiddel"), coded(building.heating_fuel)
        # Property and parcel numbers lead to the address as surely as the street does.
        hidden = _HIDDEN if context.hides_address else None
        yield self.tr("Ejendom (BFE)"), hidden or str(dwelling.bfe_number or "")
        yield self.tr("Matrikel"), hidden or (dwelling.parcel or "")

    def _unit(self, unit: Unit) -> Iterable[tuple[str, str]]:
        yield self.tr("Anvendelse"), coded(unit.use)
        yield self.tr("Areal"), self._square_metres(unit.total_area)
        yield self.tr("Heraf beboelse"), self._square_metres(unit.living_area)
        yield self.tr("Værelser"), "" if unit.rooms is None else str(unit.rooms)
        yield self.tr("Køkken"), coded(unit.kitchen)
        if self.compact:
            return
        yield self.tr("Boligtype"), coded(unit.kind)
        yield self.tr("Toilet"), coded(unit.toilet)
        yield self.tr("Bad"), coded(unit.bath)
        yield self.tr("Erhverv"), self._square_metres(unit.business_area)
        yield self.tr("Kilde til areal"), coded(unit.area_source)

    def _square_metres(self, area: int | None) -> str:
        return "" if area is None else f"{formats.number(area)} m²"

    def _show_residents(self, value: DwellingFacts, context: Context) -> None:
        known = value.residents is not None and value.residents_as_of is not None
        shown = known and not context.hides_address and bool(value.residents)
        self._residents.setVisible(shown)
        self._residents_title.setVisible(True)
        if not known:
            self._residents_title.setText(self.tr("Hvem der ellers er registreret her, kræver CPR-udtrækket."))
        elif context.hides_address:
            self._residents_title.setText(self.tr("Beboere vises ikke, mens adressen er skjult."))
        else:
            day = formats.day(value.residents_as_of) if value.residents_as_of else ""
            self._residents_title.setText(self.tr("Beboere ifølge CPR-udtræk {0}").format(day))
        if shown and value.residents is not None:
            self._residents.set_rows(value.residents)
        self._room.setText(self._room_words(value) if shown else "")
        self._room.setVisible(bool(self._room.text()))

    def _room_words(self, value: DwellingFacts) -> str:
        parts = []
        if value.area_per_person is not None:
            parts.append(self.tr("{0} m² pr. person").format(formats.number(int(value.area_per_person))))
        if value.persons_per_room is not None:
            per_room = formats.number(Decimal(str(round(value.persons_per_room, 1))), decimals=1)
            parts.append(self.tr("{0} personer pr. rum").format(per_room))
        return " · ".join(parts)

    def _name(self, row: Resident) -> str:
        if row.protected:
            return self.tr("Borgeren selv") if row.cpr == self._citizen else self.tr("Beskyttet person")
        return row.name or self.tr("Endnu ikke navngivet")

    def _age(self, row: Resident) -> str:
        """Not a protected housemate's: age beside the relatives' list would tell who it is."""
        return formats.age(row.born, self._today) if row.born and not self._is_hidden(row) else ""

    def _number(self, row: Resident) -> str:
        return "" if self._is_hidden(row) else formats.cpr(row.cpr)

    def _is_hidden(self, row: Resident) -> bool:
        return row.protected and row.cpr != self._citizen
