"""What if, in the window: one thing changed, every benefit before and after, and each explained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.benefits.assess import Change, Comparison, Setting, compare
from app.benefits.model import Outcome, Reason
from app.benefits.rulebook import Rulebook, load_rulebook
from app.errors import UserError
from app.facts.model import Fact, Facts, Unknown, Value, Why
from tests.widgets.accessibility import nameless, tab_round, untraced
from widgets.benefits.what_if import WhatIf
from widgets.parts.tables import DataTable

NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
TODAY = date(2026, 11, 20)
KNOWN: dict[str, tuple[Value, str]] = {
    "voksne_paa_adressen": (1, "bbr"),
    "antal_boern_hjemme": (0, "cpr"),
    "boligareal": (60, "bbr"),
    "foedt": (date(1961, 1, 7), "cpr"),
}


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook(Path("resources"))


class Reckoner:
    """Counts what it is asked, and holds its answers while it is told to."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.asked: list[tuple[Setting, Setting]] = []
        self.go_on = Event()
        self.go_on.set()

    def compare(self, keys: Sequence[str], before: Setting, after: Setting) -> Comparison:
        self.asked.append((before, after))
        self.go_on.wait(10)
        return compare(keys, before, after, book=self.book, known=TODAY)


@pytest.fixture
def reckoner(book: Rulebook) -> Reckoner:
    return Reckoner(book)


@pytest.fixture
def page(qtbot: QtBot, reckoner: Reckoner) -> WhatIf:
    page = WhatIf(tuple(reckoner.book.benefits.values()), reckoner.compare)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    page.show()
    facts = [Fact(name, value, source, NOW) for name, (value, source) in KNOWN.items()]
    with qtbot.waitSignal(page.reckoned):
        page.show_facts(Facts.of([*facts, Unknown("formue", Why.NOT_ASKED, "eindkomst")]), NOW, TODAY)
    return page


def put(page: WhatIf, name: str, text: str, *, then: bool = False) -> None:
    row = page.entries.rows[name]
    (row.then if then else row.now).put(text)


def tell(page: WhatIf, qtbot: QtBot) -> None:
    """A pensioner's rent of 6.000 kr., which becomes 6.500."""
    with qtbot.waitSignal(page.reckoned):
        put(page, "boligstoette_ordning", "boligydelse")
        put(page, "husstandsindkomst_maaned", "17.500")
        put(page, "husleje_maaned", "6.000")
        put(page, "formue", "0")
        put(page, "varme_betales_saerskilt", "ja")
        put(page, "husleje_maaned", "6.500", then=True)


def row(page: WhatIf, title: str) -> Change:
    """Choose it, in whichever table it is."""
    for table in (page.table, page.aside):
        table.view.clearSelection()
        for number in range(table.model.rowCount()):
            table.view.selectRow(number)
            change = table.current_row()
            if change is not None and change.after.title == title:
                return change
    raise AssertionError(title)


def test_a_change_shows_every_benefit_before_and_after_with_what_it_is_worth(page: WhatIf, qtbot: QtBot) -> None:
    tell(page, qtbot)
    change = row(page, "Boligstøtte")
    assert change.before.amount is not None
    assert change.after.amount is not None
    assert change.monthly == change.after.amount - change.before.amount
    assert change.monthly > Decimal(0)
    assert page._sum.text().startswith("Vejledende forskel i alt pr. måned: +")
    assert page.table.model.rowCount() + page.aside.model.rowCount() == len(page._benefits)


def test_what_was_typed_for_one_benefit_stays_in_sight_beside_the_others(page: WhatIf, qtbot: QtBot) -> None:
    assert page._sum.text().startswith("Ingen sum endnu")
    row(page, "Boligstøtte")
    rent = page.entries.rows["husleje_maaned"].then.widget
    area = page.entries.rows["boligareal"].now.widget
    put(page, "husleje_maaned", "6.500", then=True)
    row(page, "Folkepensionsalder")
    assert rent.isVisible()
    assert page.entries._elsewhere.isVisible()
    assert not area.isVisible()
    page.entries._grid.activate()
    assert rent.y() > page.entries._elsewhere.y() > page.entries.rows["foedt"].now.widget.y()
    with qtbot.waitSignal(page.reckoned):
        page._start_over()
    row(page, "Gebyr")
    assert not rent.isVisible()
    assert not page.entries._elsewhere.isVisible()


def test_the_benefit_one_types_for_keeps_its_place_when_it_gets_a_figure(page: WhatIf, qtbot: QtBot) -> None:
    page.choose("boligstoette")
    tell(page, qtbot)
    change = page.table.current_row()
    assert change is not None
    assert change.after.title == "Boligstøtte"
    assert change.after.amount is not None


def test_what_is_chosen_while_it_is_reckoned_is_explained_as_soon_as_that_is_done(page: WhatIf, qtbot: QtBot) -> None:
    page.choose("pensionstillaeg")
    with qtbot.waitSignal(page.reckoned):
        page.show_facts(page._facts, NOW, TODAY)
        page.choose("pensionstillaeg")
    assert page.explained.title.startswith("Pensionstillæg")


def test_each_side_is_explained_in_steps_with_the_law_and_the_word_vejledende(page: WhatIf, qtbot: QtBot) -> None:
    tell(page, qtbot)
    row(page, "Boligstøtte")
    after = page.explained.steps.lines
    assert any("12 × 6.500 kr." in line for line in after)
    assert "Vejledende · afgøres af Udbetaling Danmark" in page.explained._who.text()
    page._sides.button(0).setChecked(True)
    assert any("12 × 6.000 kr." in line for line in page.explained.steps.lines)


def test_what_is_missing_is_said_and_never_a_zero(page: WhatIf) -> None:
    change = row(page, "Boligstøtte")
    assert change.before.amount is None
    assert page.explained.title == "Boligstøtte: Ikke vurderet"
    assert any("ikke oplyst" in line for line in page.explained.missing.lines)


def test_register_facts_stand_with_their_source_until_somebody_types_over_them(page: WhatIf, qtbot: QtBot) -> None:
    rows = page.entries.rows
    assert rows["boligareal"].now.text == "60"
    assert rows["boligareal"]._source.text() == "BBR · hentet kl. 14.02"
    with qtbot.waitSignal(page.reckoned):
        put(page, "boligareal", "75")
    assert rows["boligareal"]._source.text() == "oplyst af borgeren"
    with qtbot.waitSignal(page.reckoned):
        page._start_over()
    assert rows["boligareal"].now.text == "60"


def test_an_answer_is_vejledende_and_its_doubt_told_in_a_narrow_window_too(page: WhatIf, qtbot: QtBot) -> None:
    page.resize(1194, 600)
    headings = [column.title for column in page.table.model.columns if column.fits(page.table.width())]
    assert headings[1:3] == ["Nu, vejledende", "Hvis, vejledende"]
    longest = max(page.table.view.fontMetrics().horizontalAdvance(each.title) for each in page._benefits.values())
    qtbot.waitUntil(lambda: page.table.view.columnWidth(0) > longest)
    assert not page._doubt.isVisible()
    tell(page, qtbot)
    change = row(page, "Boligstøtte")
    now = page.table.model.columns[1]
    assert now.tip is not None
    assert change.before.unconfirmed
    assert now.text(change).endswith(" kr./md. *")
    assert now.tip(change) == "Ikke bekræftet: bygger på satser, ingen har bekræftet."
    assert page._doubt.isVisible()
    assert page._doubt.text() == "* Bygger på satser, der ikke er bekræftet."
    page.forget()
    assert not page._doubt.isVisible()


def test_no_right_is_no_zero(page: WhatIf, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.reckoned):
        put(page, "oplyst_enlig", "nej")
    change = row(page, "Børnetilskud")
    assert (change.after.outcome, change.after.amount) == (Outcome.NOT_MET, Decimal(0))
    assert page.table.model.columns[1].text(change) == "Ingen ret"
    assert page.explained.title == "Børnetilskud: Ingen ret"
    assert page.table.model.columns[1].text(row(page, "Økonomisk friplads")) == "Ingen ret"


def test_a_sum_says_that_one_child_alone_is_reckoned_for(page: WhatIf, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.reckoned):
        put(page, "yngste_barn_alder", "3")
        put(page, "situation", "enemodtager")
        put(page, "indkomstgrundlag_kr", "300.000")
    assert page._sum.text().endswith("Børne- og ungeydelse er kun talt med for ét barn.")


def test_a_decision_without_confirmed_figures_names_each_and_where_to_look(page: WhatIf, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.reckoned):
        put(page, "antal_boern_hjemme", "1")
        put(page, "oplyst_enlig", "nej")
        put(page, "husstandsindkomst_aar", "300.000")
    change = row(page, "Økonomisk friplads")
    assert change.after.reason is Reason.RATES_MISSING
    where = "Slå den op: uvm.dk, indtægtsgrænser for økonomisk fripladstilskud"
    assert page.explained.missing.lines == tuple(
        f"{label} pr. 20-11-2026 er ikke bekræftet af kommunen. {where}"
        for label in ("Ét trin på skalaen", "Indkomst, hvor egenbetaling begynder", "Indkomst med fuld betaling")
    )
    with qtbot.waitSignal(page.reckoned):
        put(page, "husstandsindkomst_aar", "100.000")
    change = row(page, "Økonomisk friplads")
    assert change.after.reason is Reason.RATES_UNCONFIRMED
    assert len(page.explained.missing.lines) == 2


@pytest.fixture
def old(page: WhatIf, qtbot: QtBot) -> WhatIf:
    """Seventy-four, no children, and no relative has died."""
    told: dict[str, Value] = {"foedt": date(1952, 3, 1), "antal_boern": 0, "doed": False, "paaroerende_doed_dage": None}
    known = page._facts.with_(Fact(name, value, "cpr", NOW) for name, value in told.items())
    with qtbot.waitSignal(page.reckoned):
        page.show_facts(known, NOW, TODAY)
    return page


def titles(table: DataTable[Change]) -> set[str]:
    return {table.model.row(table.model.index(row, 0)).after.title for row in range(table.model.rowCount())}


ASIDE = {
    "Børne- og ungeydelse (ét barn)": "ingen børn under 18 år i CPR",
    "Børnetilskud": "ingen børn under 18 år i CPR",
    "Økonomisk friplads": "ingen børn under 18 år i CPR",
    "Folkepensionsalder": "folkepensionsalderen er nået",
    "Førtidspension": "folkepensionsalderen er nået",
    "Begravelseshjælp": "kun ved et dødsfald",
    "Gebyr": "kun ved pas, kørekort og sundhedskort",
}


def test_what_cannot_matter_to_somebody_old_is_folded_away_with_the_reason_on_each_line(old: WhatIf) -> None:
    every = {benefit.title for benefit in old._benefits.values()}
    assert titles(old.table) == every - set(ASIDE)
    assert not old.aside.isVisible()
    assert old.unfold.text() == "&Ikke aktuelt her (7) – vis"
    QTest.keyClick(old.unfold, Qt.Key.Key_Space)
    assert old.aside.isVisible()
    assert old.unfold.text() == "&Ikke aktuelt her (7) – skjul"
    because = old.aside.model.columns[1].text
    rows = [old.aside.model.row(old.aside.model.index(row, 0)) for row in range(7)]
    assert {row.after.title: because(row) for row in rows} == ASIDE
    QTest.keyClick(old.unfold, Qt.Key.Key_Space)
    assert not old.aside.isVisible()


def test_nothing_unknown_is_folded_away(page: WhatIf) -> None:
    """Nobody has looked up children, relatives or pension here."""
    assert titles(page.aside) == {"Begravelseshjælp", "Gebyr", "Pensionstillæg", "Ældrecheck"}
    assert page.unfold.isVisible()


def test_what_the_citizen_came_for_is_never_folded_away(old: WhatIf, qtbot: QtBot) -> None:
    with qtbot.waitSignal(old.reckoned):
        old.show_facts(old._facts, NOW, TODAY, first={"friplads", "gebyr"})
    assert {"Økonomisk friplads", "Gebyr"} <= titles(old.table)
    assert old._comparison is not None
    assert not {"friplads", "gebyr"} & {each.benefit for each in old._comparison.aside}


def test_a_folded_benefit_is_explained_and_asked_for_and_comes_up_when_it_matters(old: WhatIf, qtbot: QtBot) -> None:
    old.choose("friplads")
    assert old.aside.isVisible()
    assert old.explained.title.startswith("Økonomisk friplads")
    assert old.entries.rows["antal_boern_hjemme"].now.widget.isVisible()
    assert old.table.current_row() is None
    with qtbot.waitSignal(old.reckoned):
        put(old, "antal_boern_hjemme", "1", then=True)
    change = old.table.current_row()
    assert change is not None
    assert change.after.title == "Økonomisk friplads"
    assert old.aside.current_row() is None
    assert old.unfold.text().startswith("&Ikke aktuelt her (4)")
    row(old, "Boligstøtte")
    assert old.explained.title.startswith("Boligstøtte")


def test_folding_away_what_one_looks_at_goes_to_what_matters(old: WhatIf) -> None:
    old.choose("friplads")
    old.unfold.setChecked(False)
    change = old.table.current_row()
    assert change is not None
    assert old.explained.title.startswith(change.after.title)
    assert change.after.title in titles(old.table)


def test_a_sum_counts_no_folded_benefit_among_those_it_goes_without(old: WhatIf, qtbot: QtBot) -> None:
    tell(old, qtbot)
    assert old._comparison is not None
    lacking = [change for change in old._comparison.matters if change.monthly is None]
    assert f"  ·  {len(lacking)} ydelser er ikke med i summen." in old._sum.text()
    assert len(lacking) < len(old._comparison.left_out)


def test_another_citizen_starts_folded_and_nobody_leaves_nothing(old: WhatIf, qtbot: QtBot) -> None:
    old.choose("friplads")
    with qtbot.waitSignal(old.reckoned):
        old.show_facts(old._facts, NOW, TODAY)
    assert not old.aside.isVisible()
    assert not old.unfold.isChecked()
    old.forget()
    assert (old.unfold.isVisible(), old.aside.model.rowCount()) == (False, 0)


@pytest.fixture
def alone(page: WhatIf, qtbot: QtBot) -> WhatIf:
    """An income of 26.272,44 kr. a month from eIndkomst, alone at the address."""
    registered: dict[str, Value] = {"personlig_indkomst_maaned": Decimal("26272.44"), "har_offentlig_pension": False}
    told = [Fact(name, value, "eindkomst", NOW) for name, value in registered.items()]
    known = Facts.of([*page._facts.values(), *told])
    with qtbot.waitSignal(page.reckoned):
        page.show_facts(known, NOW, TODAY)
    return page


def test_what_follows_from_a_register_stands_as_it_is_reckoned_with(alone: WhatIf, qtbot: QtBot) -> None:
    month, year = (alone.entries.rows[f"husstandsindkomst_{span}"] for span in ("maaned", "aar"))
    assert (month.now.text, year.now.text) == ("26.272,44", "315.269,28")
    assert (month._source.text(), year._source.text()) == ("eIndkomst · hentet kl. 14.02",) * 2
    alone.show_facts(alone._facts, NOW, TODAY)
    assert (month.now.text, year.now.text) == ("26.272,44", "315.269,28"), "at once, before it is reckoned"
    with qtbot.waitSignal(alone.reckoned):
        put(alone, "husstandsindkomst_maaned", "20.000")
    assert (year.now.text, year._source.text()) == ("240.000", "oplyst af borgeren kl. 14.02")
    with qtbot.waitSignal(alone.reckoned):
        put(alone, "voksne_paa_adressen", "2")
        put(alone, "husstandsindkomst_maaned", "")
    assert (month.now.text, year.now.text, month._source.text()) == ("", "", "ikke oplyst")
    with qtbot.waitSignal(alone.reckoned):
        alone._start_over()
    assert (month.now.text, year.now.text) == ("26.272,44", "315.269,28")


def test_what_follows_from_a_change_stands_under_it_until_it_is_typed(alone: WhatIf, qtbot: QtBot) -> None:
    rows = alone.entries.rows
    year, ordning = (rows[name].then.widget for name in ("husstandsindkomst_aar", "boligstoette_ordning"))
    assert isinstance(year, QLineEdit)
    assert isinstance(ordning, QComboBox)
    assert (year.placeholderText(), ordning.itemText(0)) == ("uændret", "uændret")
    with qtbot.waitSignal(alone.reckoned):
        put(alone, "husstandsindkomst_maaned", "40.000", then=True)
        put(alone, "boligstoette_ordning", "boligydelse", then=True)
    assert (year.placeholderText(), rows["husstandsindkomst_aar"].now.text) == ("480.000", "315.269,28")
    assert ordning.itemText(0) == "uændret"
    with qtbot.waitSignal(alone.reckoned):
        put(alone, "husstandsindkomst_maaned", "", then=True)
        put(alone, "boligstoette_ordning", "", then=True)
        put(alone, "voksne_paa_adressen", "2", then=True)
    assert ordning.itemText(0) == "ikke oplyst"
    assert (year.placeholderText(), rows["husstandsindkomst_aar"].now.text) == ("ikke oplyst", "315.269,28")


def test_a_field_that_is_emptied_is_not_filled_in_under_the_hand(alone: WhatIf, qtbot: QtBot) -> None:
    with qtbot.waitSignal(alone.reckoned):
        put(alone, "husstandsindkomst_maaned", "")
    assert alone.entries.rows["husstandsindkomst_maaned"].now.text == ""


def test_what_cannot_be_read_is_marked_and_nothing_is_reckoned(page: WhatIf, qtbot: QtBot, reckoner: Reckoner) -> None:
    asked = len(reckoner.asked)
    put(page, "husleje_maaned", "6.5")
    qtbot.waitUntil(lambda: "kan ikke læses" in page._trouble.text)
    assert page.entries.rows["husleje_maaned"].now.widget.property("role") == "error"
    assert len(reckoner.asked) == asked
    with qtbot.waitSignal(page.reckoned):
        put(page, "husleje_maaned", "6.500")
    assert page._trouble.isHidden()


def test_an_amount_that_is_left_is_shown_as_amounts_are_written(page: WhatIf, qtbot: QtBot) -> None:
    line = page.entries.rows["husleje_maaned"].then.widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    with qtbot.waitSignal(page.reckoned):
        QTest.keyClicks(line, "12500")
    assert line.text() == "12500", "nothing moves under the hand"
    told: list[str] = []
    page.entries.rows["husleje_maaned"].then.changed.connect(lambda: told.append(line.text()))
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert told == [], "the same amount is not reckoned anew"
    assert line.text() == "12.500"
    assert page.entries.rows["husleje_maaned"].then.told(TODAY) == Decimal(12500)
    for typed, left in (("1250,5", "1.250,50"), ("12.5", "12.5"), ("", "")):
        line.setFocus()
        line.clear()
        QTest.keyClicks(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert line.text() == left


def test_an_answer_to_what_stood_here_before_is_not_shown(page: WhatIf, qtbot: QtBot, reckoner: Reckoner) -> None:
    reckoner.go_on.clear()
    asked = len(reckoner.asked)
    put(page, "boligareal", "75")
    qtbot.waitUntil(lambda: len(reckoner.asked) > asked)
    page.forget()
    reckoner.go_on.set()
    with qtbot.assertNotEmitted(page.reckoned, wait=100):
        pass
    assert page.table.model.rowCount() == 0
    assert page.explained.title == ""


def test_whose_figures_they_are_is_said_and_why_newer_ones_are_not_taken(page: WhatIf) -> None:
    page.tell_rates("Satser fra Fjordby", (UserError("pack-unsigned", file="2027.zip"),))
    assert page._table_card._source.text() == "Satser fra Fjordby"
    assert "2027.zip" in page._laid_aside.text
    page.tell_rates("Satser fra Fjordby", ())
    assert page._laid_aside.isHidden()


def test_inputs_that_share_a_fact_ask_the_same(book: Rulebook) -> None:
    """One row of the page speaks for all of them."""
    asked: dict[str, set[tuple[object, ...]]] = {}
    for benefit in book.benefits.values():
        for each in benefit.inputs.values():
            if not each.fact:
                asked.setdefault(each.name, set()).add((each.question, each.kind, each.unit, each.default))
    assert {name for name, ways in asked.items() if len(ways) > 1} == set()


def test_every_field_in_sight_has_a_name_and_tab_reaches_it(page: WhatIf, qtbot: QtBot) -> None:
    row(page, "Boligstøtte")
    assert nameless(page) == []
    reached = tab_round(qtbot, page)
    for name in ("husleje_maaned", "boligareal"):
        asked = page.entries.rows[name]
        assert asked.now.widget in reached
        assert reached.index(asked.then.widget) == reached.index(asked.now.widget) + 1
    assert reached.index(page.unfold) == reached.index(page.table.view) + 1
    page.unfold.setChecked(True)
    reached = tab_round(qtbot, page)
    assert reached.index(page.aside.view) == reached.index(page.unfold) + 1


def test_what_is_copied_out_of_its_fields_is_traced_by_whoever_it_belongs_to(page: WhatIf, qtbot: QtBot) -> None:
    assert untraced(page.entries) == []
    field = page.entries.findChildren(QLineEdit)[0]
    field.selectAll()
    with qtbot.waitSignal(page.copy_wanted) as wanted:
        QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == [field.text(), "reckoning"]
