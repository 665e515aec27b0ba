"""Addresses as one types: the extract first, Adressevælger beside it, and no name leaves the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread
from uuid import uuid5

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.citizen.model.dwelling import AddressHit
from app.citizen.port import AddressSearchQuery, Call, Cancellation, FailureKind, PageImage, Query, RegisterKey, Reply
from app.cpr import CprNumber
from app.errors import UserError
from app.population.desk import Population
from app.population.index import PopulationIndex, build_index
from app.population.model import ExtractAddress
from app.workplace import Workplace
from tests.app.desk import ADDRESS_ID, Desk, StandingClock, TableRegister
from tests.app.population.conftest import at, person
from widgets.shell.find_box import FindBox
from widgets.shell.find_popup import FindPopup

KAREN, PETER, HIDDEN = CprNumber("0706594038"), CprNumber("0101804001"), CprNumber("0202704003")
TOWN = "9998 Fjordby"
NOBODY = "Ingen kendte borgere er registreret her ifølge udtrækket."
PEOPLE = (
    person(KAREN.digits, "Karen Lindholm", replace(at("Mågebakken", "12"), floor="2", door="tv")),
    person(PETER.digits, "Peter Holm", replace(at("Mågebakken", "12"), floor="st", door="")),
    replace(person(HIDDEN.digits, "Ane Skjult", at("Vestergade", "4")), protected=True),
    person("0303704005", "Ole Nabo", replace(at("Vestergade", "6"), postal_code="9997")),
)


def address(title: str) -> AddressHit:
    return AddressHit("adresse", f"{title}, {TOWN}", uuid5(ADDRESS_ID, title))


def house(title: str) -> AddressHit:
    return AddressHit("husnummer", f"{title}, {TOWN}", None, uuid5(ADDRESS_ID, title))


def road(title: str) -> AddressHit:
    return AddressHit("navngivenvejpostnummer", f"{title}, {TOWN}", None)


class KeepingRegister(TableRegister):
    """Keeps the calls, to see whether they were cancelled."""

    def __init__(self, key: RegisterKey, clock: StandingClock) -> None:
        super().__init__(key, clock)
        self.calls: list[Call] = []

    def submit(self, query: Query, call: Call, deliver: Callable[[Reply], None]) -> None:
        self.calls.append(call)
        super().submit(query, call, deliver)

    def answer(self, text: str, *hits: AddressHit) -> None:
        self.answers[AddressSearchQuery(text)] = hits

    @property
    def texts(self) -> list[str]:
        return [query.text for query in self.asked if isinstance(query, AddressSearchQuery)]


class NoPages:
    def page_count(self, content: bytes) -> int:
        raise UserError("unexpected")

    def render(self, content: bytes, page: int, width: int) -> PageImage:
        raise UserError("unexpected")


class Counter:
    """The Find box over a real workplace, its address register a table."""

    def __init__(self, qtbot: QtBot) -> None:
        self.desk = Desk()
        self.register = KeepingRegister(RegisterKey.ADDRESS, self.desk.clock)
        self.desk.tables[RegisterKey.ADDRESS] = self.register
        self.population = Population()
        self.workplace = Workplace(
            viewer=self.desk.viewer,
            municipality="Fjordby Kommune",
            errands=(),
            sources=self.desk.sources,
            population=self.population,
            renderer=NoPages(),
        )
        self.window = QWidget()
        self.window.resize(900, 600)
        self.box = FindBox(self.workplace)
        self.other = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.box)
        layout.addWidget(self.other)
        layout.addStretch(1)
        self.citizens: list[CprNumber] = []
        self.box.citizen_chosen.connect(lambda cpr, _found_by: self.citizens.append(cpr))
        self.qtbot = qtbot
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.box.setFocus()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.box, text)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.box, key)

    def rest(self) -> None:
        """Until extract and Adressevælger have both answered what stands in the box, or will not be asked."""
        self.qtbot.waitUntil(self._at_rest)

    def _at_rest(self) -> bool:
        asking = self.box._address_pause.isActive() or self.box._address_job is not None
        return self.shown() and not asking

    def shown(self) -> bool:
        """What the extract says of the text in the box is in sight."""
        popup = self.box.popup
        return popup is not None and popup.isVisible() and self.box._job is None and self._is_current()

    def _is_current(self) -> bool:
        return not self.box._pause.isActive() and self.box._shown_for == self.box.text()

    @property
    def popup(self) -> FindPopup:
        assert self.box.popup is not None
        return self.box.popup

    @property
    def people(self) -> list[str]:
        return self._spoken(self.popup, "list")

    @property
    def addresses(self) -> list[str]:
        return self._spoken(self.popup, "addresses")

    @staticmethod
    def _spoken(popup: FindPopup, which: str) -> list[str]:
        model = (popup.list if which == "list" else popup.addresses).model()
        rows = range(model.rowCount())
        return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]


@pytest.fixture
def bare(qtbot: QtBot) -> Counter:
    """A desk without an extract."""
    return Counter(qtbot)


@pytest.fixture
def counter(bare: Counter, tmp_path: Path) -> Iterator[Counter]:
    path = tmp_path / "extract.sqlite"
    build_index(path, PEOPLE, None, produced=date(2026, 11, 10), municipality="0999")
    index = PopulationIndex(path, bare.desk.clock, None)
    bare.population.open(index)
    yield bare
    index.close()


def test_a_road_without_a_number_is_completed(counter: Counter) -> None:
    counter.register.answer("Mågebakken", road("Mågebakken"), address("Mågebakken 14"))
    counter.type("Mågebakken")
    counter.rest()
    assert counter.popup.words == "Tilføj husnummer til vejen."
    assert counter.popup.heading == "Adresser"
    assert counter.addresses == [f"Mågebakken, {TOWN}, Vej", f"Mågebakken 14, {TOWN}"]
    assert counter.register.texts == ["Mågebakken"]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Vestergade 99", "Vestergade 99"), ("karen lindholm vestergade 99", "vestergade 99"),
        ("Karen Holm, Strandvejen 3, 2. tv", "Strandvejen 3, 2. tv"), ("karen holm strandvejen", "strandvejen"),
        ("Strøget 9, 1. th, 9998 Fjordby", "Strøget 9, 1. th, 9998"), ("Nørre Alle 3a", "Nørre Alle 3A"),
        ("Havnepromenaden 12", "Havnepromenaden 12"), ("Strandvejen 3 Andenby", "Strandvejen 3"),
        ("karen holm strandvejen 9", "strandvejen 9"),
        ("Mette Toft, Nielsens Gade 8", "Nielsens Gade 8"),
    ],
)  # fmt: skip
def test_only_the_address_is_asked_about(counter: Counter, typed: str, asked: str) -> None:
    counter.type(typed)
    counter.rest()
    assert counter.register.texts == [asked]


@pytest.mark.parametrize(
    "typed",
    [
        "karen", "karen lindholm", "jens toft", "toft", "kirsti", "palle", "niels gade", "jens gade", "toft 1959",
        "toft 59", "mette toft 19", "jens gade 19", "holm 5", "holm 59", "holm 195", "karen lindholm 5",
        "karen lindholm 195", "karen strøget 12, 9998", "0706594", "070659-4039", "sag 32.03.00-G01-12-26",
        "holm 1980", "070659",
    ],
)  # fmt: skip
def test_what_may_be_somebody_is_never_sent(counter: Counter, typed: str) -> None:
    counter.type(typed)
    counter.rest()
    assert counter.register.texts == []


def test_an_address_the_extract_knows_is_not_asked_about(counter: Counter) -> None:
    counter.type("Mågebakken 12")
    counter.rest()
    assert len(counter.people) == 2
    assert counter.register.texts == []
    assert counter.addresses == []


def test_choosing_an_address_finds_who_is_registered_there(counter: Counter) -> None:
    counter.register.answer("Mågebakken", address("Mågebakken 14"), address("Mågebakken 12, 2. tv"))
    counter.type("Mågebakken")
    counter.rest()
    counter.press(Qt.Key.Key_Down)
    counter.press(Qt.Key.Key_Return)
    assert counter.box.text() == f"Mågebakken 12, 2. tv, {TOWN}"
    counter.rest()
    assert [line.split(",")[0] for line in counter.people] == ["Karen Lindholm"]
    assert counter.popup.heading == ""
    assert counter.addresses == []
    counter.press(Qt.Key.Key_Return)
    assert counter.citizens == [KAREN]
    assert counter.box.text() == ""


@pytest.mark.parametrize("title", ["Mågebakken 14", "Mågebanken 12", "Vestergade 6", "Mågebakken 12, 3. tv"])
def test_nobody_there_is_said_and_nobody_near_by_is_shown(counter: Counter, title: str) -> None:
    counter.register.answer("Mågebakken", address(title))
    counter.type("Mågebakken")
    counter.rest()
    counter.press(Qt.Key.Key_Return)
    counter.rest()
    assert counter.popup.words == NOBODY
    assert counter.people == []


def test_the_protected_are_never_listed_by_address(counter: Counter) -> None:
    counter.register.answer("Vestergade 4", address("Vestergade 4"))
    counter.type("Vestergade 4")
    counter.rest()
    assert counter.people == []
    counter.press(Qt.Key.Key_Return)
    counter.rest()
    assert counter.people == []
    assert counter.popup.words == NOBODY


def test_a_locality_in_the_title_is_no_obstacle(counter: Counter) -> None:
    written = AddressHit("adresse", f"Mågebakken 12, 2. tv, Nordby, {TOWN}", ADDRESS_ID)
    counter.register.answer("Mågebakken", written)
    counter.type("Mågebakken")
    counter.rest()
    counter.press(Qt.Key.Key_Return)
    counter.rest()
    assert [line.split(",")[0] for line in counter.people] == ["Karen Lindholm"]


def test_a_road_completes_the_text_and_keeps_suggesting(counter: Counter) -> None:
    counter.register.answer("Mågebakken", road("Mågebakken"))
    counter.type("Mågebakken")
    counter.rest()
    counter.register.answer("Mågebakken", address("Mågebakken 14"))
    counter.press(Qt.Key.Key_Return)
    assert counter.box.text() == f"Mågebakken , {TOWN}"
    counter.rest()
    assert counter.popup.words == "Tilføj husnummer til vejen."
    assert counter.addresses == [f"Mågebakken 14, {TOWN}"]
    counter.type("12")
    assert counter.box.text() == f"Mågebakken 12, {TOWN}"
    counter.rest()
    assert len(counter.people) == 2


def test_a_house_number_shows_its_people_and_suggests_its_flats_below(counter: Counter) -> None:
    whole, flats = house("Mågebakken 12"), (address("Mågebakken 12, st."), address("Mågebakken 12, 2. tv"))
    counter.register.answer("Mågebakken", whole)
    counter.register.answer(whole.title, *flats)
    counter.register.held.add(AddressSearchQuery(whole.title))
    counter.type("Mågebakken")
    counter.rest()
    counter.press(Qt.Key.Key_Return)
    assert counter.box.text() == whole.title
    counter.qtbot.waitUntil(lambda: counter.shown() and counter.register.texts[1:] == [whole.title])
    assert len(counter.people) == 2
    counter.press(Qt.Key.Key_Down)
    before = counter.popup.list.geometry()
    counter.register.release(AddressSearchQuery(whole.title))
    counter.rest()
    assert counter.addresses == [flat.title for flat in flats]
    assert counter.popup.list.geometry() == before
    assert counter.popup.list.currentIndex().row() == 1
    assert not counter.popup.addresses.currentIndex().isValid()
    counter.press(Qt.Key.Key_Down)
    assert not counter.popup.list.selectionModel().hasSelection()
    counter.press(Qt.Key.Key_Up)
    counter.press(Qt.Key.Key_Return)
    assert counter.citizens == [PETER]


def test_adressevaelger_never_delays_the_extract(counter: Counter) -> None:
    counter.register.held.add(AddressSearchQuery("Mågebakken"))
    counter.type("Mågebakken")
    counter.qtbot.waitUntil(lambda: counter.register.texts == ["Mågebakken"])
    assert counter.popup.words == "Tilføj husnummer til vejen."
    counter.type(" 12")
    counter.qtbot.waitUntil(counter.shown)
    assert len(counter.people) == 2


def test_a_superseded_question_is_cancelled_and_its_answer_never_shows(counter: Counter) -> None:
    counter.register.answer("Vestergade", address("Vestergade 1"))
    counter.register.answer("Vestergade 99", address("Vestergade 99"))
    counter.register.held.add(AddressSearchQuery("Vestergade"))
    counter.type("Vestergade")
    counter.qtbot.waitUntil(lambda: counter.register.texts == ["Vestergade"])
    counter.type(" 99")
    assert counter.register.calls[0].cancelled.is_set()
    counter.rest()
    counter.register.release(AddressSearchQuery("Vestergade"))
    counter.rest()
    assert counter.addresses == [f"Vestergade 99, {TOWN}"]


def test_letters_typed_quickly_are_one_question(counter: Counter) -> None:
    counter.type("Vestergade 99")
    counter.rest()
    assert counter.register.texts == ["Vestergade 99"]


def test_a_failure_costs_one_quiet_line(counter: Counter) -> None:
    counter.register.failing = FailureKind.UNAVAILABLE
    counter.type("Vestergade")
    counter.rest()
    assert counter.popup.heading == "Adressevælger svarer ikke – udtrækket kan stadig søges"
    assert counter.popup.words == "Tilføj husnummer til vejen."
    counter.type(" 9")
    counter.rest()
    counter.box.selectAll()
    counter.type("karen lindholm 1959")
    counter.rest()
    assert len(counter.people) == 1
    assert counter.popup.heading == ""


def test_enter_before_the_answer_takes_the_only_address(counter: Counter) -> None:
    counter.register.answer("Mågebakken", address("Mågebakken 12, 2. tv"))
    counter.type("Mågebakken")
    counter.press(Qt.Key.Key_Return)
    counter.qtbot.waitUntil(lambda: counter.box.text() == f"Mågebakken 12, 2. tv, {TOWN}")
    counter.rest()
    assert len(counter.people) == 1
    assert counter.citizens == []


def test_enter_takes_no_address_of_an_earlier_text(counter: Counter) -> None:
    counter.register.answer("Vestergade", address("Vestergade 1"), address("Vestergade 3"))
    counter.register.answer("Vestergade 99", address("Vestergade 99"), address("Vestergade 99A"))
    counter.type("Vestergade")
    counter.rest()
    counter.register.held.add(AddressSearchQuery("Vestergade 99"))
    counter.type(" 99")
    counter.qtbot.waitUntil(lambda: counter.register.texts[1:] == ["Vestergade 99"])
    counter.press(Qt.Key.Key_Return)
    assert counter.box.text() == "Vestergade 99"
    counter.register.release(AddressSearchQuery("Vestergade 99"))
    counter.rest()
    assert counter.box.text() == "Vestergade 99"
    assert counter.addresses == [f"Vestergade 99, {TOWN}", f"Vestergade 99A, {TOWN}"]


@pytest.mark.parametrize("leave", [Counter.press, lambda counter, _key: counter.other.setFocus()])
def test_nothing_is_kept(counter: Counter, leave: Callable[[Counter, Qt.Key], None]) -> None:
    counter.register.answer("Mågebakken", house("Mågebakken 12"))
    counter.register.answer(house("Mågebakken 12").title, address("Mågebakken 12, st."))
    counter.type("Mågebakken")
    counter.rest()
    counter.press(Qt.Key.Key_Return)
    counter.rest()
    leave(counter, Qt.Key.Key_Escape)
    assert not counter.popup.isVisible()
    assert (counter.people, counter.addresses, counter.popup.words, counter.popup.heading) == ([], [], "", "")


def test_leaving_the_box_cancels_the_question(counter: Counter) -> None:
    counter.register.held.add(AddressSearchQuery("Vestergade"))
    counter.type("Vestergade")
    counter.qtbot.waitUntil(lambda: counter.register.texts == ["Vestergade"])
    counter.other.setFocus()
    assert counter.register.calls[0].cancelled.is_set()


def test_without_an_extract_the_line_says_so_and_addresses_still_come(bare: Counter) -> None:
    at_road: ExtractAddress = at("Vestergade", "4")
    bare.register.answer(f"{at_road.road_name} 4", address("Vestergade 4"))
    bare.type("Vestergade 4")
    bare.rest()
    missing = "Udtrækket mangler eller er ved at blive dannet. Et CPR-nummer kan slås op med det samme."
    assert bare.popup.words == missing
    assert bare.addresses == [f"Vestergade 4, {TOWN}"]
    bare.press(Qt.Key.Key_Return)
    bare.rest()
    assert bare.popup.words == missing
    bare.register.failing = FailureKind.TIMEOUT
    bare.type("x")
    bare.box.selectAll()
    bare.type("Vestergade")
    bare.rest()
    assert bare.popup.heading == "Adressevælger svarer ikke"


def test_a_number_can_be_looked_up_with_and_without_an_extract(counter: Counter, qtbot: QtBot) -> None:
    counter.type("0101801111")
    counter.rest()
    assert counter.people[0].startswith("Ikke i udtrækket: slå op i CPR")
    counter.press(Qt.Key.Key_Return)
    assert counter.citizens == [CprNumber("0101801111")]


def test_without_an_extract_nobody_is_said_to_live_elsewhere(bare: Counter) -> None:
    bare.type("0101801111")
    bare.rest()
    assert bare.people[0].startswith("Slå op i CPR")
    assert "Udtrækket mangler eller er ved at blive dannet" in bare.people[0]
    assert "anden kommune" not in bare.people[0]
    bare.press(Qt.Key.Key_Return)
    assert bare.citizens == [CprNumber("0101801111")]


def test_a_cancelled_question_frees_its_thread_at_once(counter: Counter) -> None:
    """The register stays silent for longer than the wait."""
    counter.register.held.add(AddressSearchQuery("Vestergade"))
    cancelled, answered = Cancellation(), Event()

    def ask() -> None:
        if counter.workplace.suggest_addresses("Vestergade", cancelled=cancelled) == ():
            answered.set()

    Thread(target=ask, daemon=True).start()
    counter.qtbot.waitUntil(lambda: counter.register.texts == ["Vestergade"])
    cancelled.set()
    assert answered.wait(10), "silence that ends by itself is an error, and no answer"
