"""One made-up protected citizen with everything that tells where she lives: none of it shows until it is asked for,
all of it does then, and it goes again with whoever leaves the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.coded import Coded
from app.citizen.model.dwelling import Building, Unit
from app.citizen.model.person import (
    Address,
    AddressKey,
    ContactAddress,
    Emigration,
    FormerAddress,
    Name,
    Person,
    Protection,
    ProtectionKind,
    RegisterDate,
    Relation,
    RelationKind,
)
from app.citizen.model.sections import DwellingFacts
from app.citizen.port import DwellingQuery, PersonQuery, RegisterKey
from app.cpr import CprNumber
from app.population.desk import Population
from app.population.index import PopulationIndex, build_index
from app.workplace import Workplace
from tests.app.desk import ADDRESS_ID, CITIZEN, ERRANDS, SPOUSE, Desk, dwelling, person
from tests.app.population.conftest import NORREGADE
from tests.app.population.conftest import person as extracted
from tests.journeys.sight import said_on
from tests.widgets.citizen.desk import GreyRenderer
from widgets.parts.tables import DataTable
from widgets.start import Dressing
from widgets.window import DeskWindow

LODGER, HOUSEMATE = CprNumber("0706590004"), CprNumber("0906174072")
HOME = AddressKey("0999", "0101", "12", "2", "tv")
MOVED_IN, WHEN_SHE_MOVED = date(2023, 4, 5), "05-04-2023"
IN_PERSON = (
    "Hemmelighedsvej 12",
    WHEN_SHE_MOVED,
    "Postboks Skjul 9",
    "Gömstigen 3",
    "Dulmeskolen",
    "Samme adresse",
)
IN_DWELLING = ("Hemmelighedsvej 12", "4455667", "12ab Skjulby", "Lasse Lodsgaard", "m² pr. person")
IN_HISTORY = ("Hemmelighedsvej 12", "Fordumsgade 3", WHEN_SHE_MOVED, "Flyttede")
SECRETS = {Section.PERSON: IN_PERSON, Section.DWELLING: IN_DWELLING, Section.HISTORY: IN_HISTORY}
"""What each section says of her address once it is revealed."""
PROTECTED_BY_LAW = Protection(ProtectionKind.NAME_AND_ADDRESS, date(2026, 1, 1), None)


def citizen() -> Person:
    moved = RegisterDate(MOVED_IN)
    address = Address(
        HOME,
        "Hemmelighedsvej",
        "9998",
        "Fjordby",
        moved_in=moved,
        districts=(("Skoledistrikt", Coded("7", "Dulmeskolen")),),
        address_id=ADDRESS_ID,
    )
    former = AddressKey("0999", "0102", "3")
    return person(
        address=address,
        former_addresses=(
            FormerAddress(former, "Fordumsgade", "9998", "Fjordby", RegisterDate(date(2022, 1, 1)), moved),
        ),
        contact_address=ContactAddress(("Postboks Skjul 9", "9998 Fjordby"), None, None),
        emigration=Emigration(Coded("5120", "Sverige"), RegisterDate(date(2022, 9, 1)), ("Gömstigen 3", "Malmö")),
        relations=(Relation(RelationKind.SPOUSE, SPOUSE),),
        protections=(PROTECTED_BY_LAW,),
    )


class Protected:
    """A window on a desk where she, her spouse, a lodger, and a housemate who is protected too share a home."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.desk = Desk()
        home = replace(NORREGADE, road=HOME.road, road_name="Hemmelighedsvej")
        people = (
            replace(extracted(CITIZEN.digits, "Karen Østergård", home), protected=True),
            extracted(SPOUSE.digits, "Ole Østergård", home),
            extracted(LODGER.digits, "Lasse Lodsgaard", home),
            replace(extracted(HOUSEMATE.digits, "Hanne Husfælle", home), protected=True),
        )
        build_index(folder / "extract.db", people, None, produced=self.desk.clock.now().date(), municipality="0999")
        self.index = PopulationIndex(folder / "extract.db", self.desk.clock, None)
        self.desk.extract = self.index
        population = Population()
        population.open(self.index)
        self._answer()
        self.workplace = Workplace(
            viewer=self.desk.viewer,
            municipality="Fjordby",
            errands=tuple(ERRANDS.values()),
            sources=replace(self.desk.sources, neighbours=population),
            population=population,
            renderer=GreyRenderer(),
        )
        self.window = DeskWindow(self.workplace, store=folder, dressing=Dressing("da", lambda _preferences: None))
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.page = self.window.place.page

    def _answer(self) -> None:
        living = Unit(ADDRESS_ID, None, None, 80, 80, None, 3, None, None, None)
        house = Building(ADDRESS_ID, 1, None, 1970, None, None, None, None, 3, None, None, None, None, None)
        facts = replace(
            dwelling(),
            designation="Hemmelighedsvej 12, 2. tv",
            units=(living,),
            building=house,
            bfe_number=4455667,
            parcel="12ab Skjulby",
        )
        spouse = person(SPOUSE, name=Name("Ole Østergård", "Ole", None, "Østergård"), address=citizen().address)
        self.desk.tables[RegisterKey.CPR].answers = {PersonQuery(CITIZEN): citizen(), PersonQuery(SPOUSE): spouse}
        self.desk.tables[RegisterKey.BBR].answers = {DwellingQuery(ADDRESS_ID): facts}

    def look_up(self) -> None:
        self.window.place.setCurrentWidget(self.page)
        with self.qtbot.waitSignal(self.page.idle):
            self.page.look_up(CITIZEN, self.workplace.state_purpose(ERRANDS["kontanthjaelp"]))

    def reveal(self) -> None:
        self.page.reveal_address()
        self.qtbot.waitUntil(lambda: self.page.sight.revealed)

    def said(self, section: Section) -> str:
        """On the section's own tab, which says all there is."""
        self.page.show_tab(list(Section).index(section) + 2)
        QApplication.processEvents()
        view = self.page.tabs.sections[section].view
        assert view is not None
        assert view.isVisible()
        return "\n".join(said_on(view))

    def told(self, section: Section) -> tuple[str, ...]:
        """Which of the secrets the section tells."""
        said = self.said(section)
        return tuple(secret for secret in SECRETS[section] if secret in said)

    def everywhere(self) -> set[str]:
        """Which of them anything in the window tells, the overview included."""
        self.page.show_tab(0)
        QApplication.processEvents()
        said = "\n".join(said_on(self.window))
        found = {secret for secrets in SECRETS.values() for secret in secrets if secret in said}
        return found.union(*(self.told(section) for section in SECRETS))


@pytest.fixture
def protected(qtbot: QtBot, tmp_path: Path) -> Iterator[Protected]:
    made = Protected(qtbot, tmp_path)
    yield made
    made.page.end_contact()
    made.index.close()


@pytest.mark.parametrize("section", SECRETS)
def test_no_section_tells_where_she_lives_until_it_is_revealed(protected: Protected, section: Section) -> None:
    protected.look_up()
    assert protected.told(section) == ()
    protected.reveal()
    assert protected.told(section) == SECRETS[section]
    protected.page.reveal_address()  # a second time hides it again
    assert protected.told(section) == ()


def test_hidden_facts_are_said_to_be_protected_and_not_to_be_missing(protected: Protected) -> None:
    protected.look_up()
    said = protected.said(Section.PERSON)
    for label in ("Adresse", "Tilflyttet", "Udlandsadresse", "Kontaktadresse"):
        assert f"{label}: Beskyttet – vis" in said
    assert "Bor: Beskyttet" in said
    assert "Beboere vises ikke, mens adressen er skjult." in protected.said(Section.DWELLING)
    moves = "Flytninger vises ikke, mens adressen er skjult."
    assert moves in protected.said(Section.HISTORY)
    protected.reveal()
    assert moves not in protected.said(Section.HISTORY)


def test_of_a_protected_housemate_there_is_a_line_and_no_more(protected: Protected) -> None:
    """Neither name nor age nor number, also once the citizen's own address is in sight."""
    protected.look_up()
    protected.reveal()
    protected.said(Section.DWELLING)
    view = protected.page.tabs.sections[Section.DWELLING].view
    assert view is not None
    (table,) = (table for table in view.findChildren(DataTable) if table.isVisible())
    model = table.view.model()
    rows = [
        tuple(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    assert ("Beskyttet person", "", "") in rows
    assert any(name == "Borgeren selv" and age for name, age, _ in rows)
    facts = protected.page.states[Section.DWELLING].value
    assert isinstance(facts, DwellingFacts)
    assert {row.cpr: row.name for row in facts.residents or ()}[HOUSEMATE] is None


def test_over_the_list_of_errands_she_is_a_number_and_her_lodger_has_a_name(protected: Protected) -> None:
    who = protected.page.question.chooser._who
    protected.window.open_citizen(LODGER)
    protected.qtbot.waitUntil(lambda: "Lasse Lodsgaard" in who.text())
    protected.window.open_citizen(CITIZEN)
    job = protected.page.question._asked
    assert job is not None
    protected.qtbot.waitUntil(lambda: job.finished)
    assert who.text() == CITIZEN.masked
    assert "Østergård" not in "\n".join(said_on(protected.window))


def test_the_key_that_hides_the_screen_hides_the_address_for_good(protected: Protected) -> None:
    protected.look_up()
    protected.reveal()
    assert protected.everywhere()
    QTest.keyClick(protected.window, Qt.Key.Key_F9)
    was_hidden = protected.window.privacy_is_on
    assert not protected.page.sight.revealed
    QTest.keyClick(protected.window, Qt.Key.Key_F9)
    assert (was_hidden, protected.window.privacy_is_on) == (True, False)
    assert protected.everywhere() == set()


def test_a_page_that_goes_out_of_sight_hides_the_address_for_good(protected: Protected) -> None:
    protected.look_up()
    protected.reveal()
    protected.window.show_page("help")
    assert not protected.page.sight.revealed
    protected.window.show_page("citizen")
    assert protected.everywhere() == set()
    protected.reveal()
    assert protected.everywhere()
    revealed = [line for line in protected.desk.trace.lines if line.event is TraceEvent.REVEALED]
    assert len(revealed) == 2
