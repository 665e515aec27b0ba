"""Benefits: what runs comes first, what has ended says so, and a silent authority is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.access.model import Section
from app.citizen.model.grants import Sector
from app.citizen.model.sections import BenefitFacts, State
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from tests.app.desk import SPOUSE
from tests.widgets.accessibility import nameless
from tests.widgets.citizen import made_up
from tests.widgets.citizen.made_up import grant, grants
from tests.widgets.citizen.test_income import cells, table, words
from widgets.citizen.benefit_detail import GrantDetail
from widgets.citizen.benefits import BenefitsView


def shown(
    qtbot: QtBot,
    value: BenefitFacts,
    *,
    compact: bool,
    kind: State = State.FRESH,
    waiting: tuple[RegisterKey, ...] = (),
    width: int = 1200,
) -> BenefitsView:
    view = BenefitsView(compact=compact)
    qtbot.addWidget(view)
    view.resize(width, 800)
    register = RegisterKey.BENEFITS if kind is State.FAILED else None
    state = made_up.state(Section.BENEFITS, value, kind, register=register, waiting=waiting)
    view.show_state(state, made_up.context())
    view.show()
    return view


def detail(view: BenefitsView) -> GrantDetail:
    found = view.findChild(GrantDetail)
    assert found is not None
    return found


def test_running_grants_come_first_and_ended_ones_say_so(qtbot: QtBot) -> None:
    rows = cells(shown(qtbot, made_up.typical_grants(), compact=True), "benefits-compact")
    assert [(row[0], row[3]) for row in rows] == [
        ("Varmetillæg", "Fra 01-12-2026"),
        ("Folkepension", "Siden 01-06-2026"),
        ("Helbredstillæg", "Siden 01-05-2025"),
        ("Boligstøtte", "Siden 01-03-2024"),
        ("Enkeltydelse · Tandbehandling", "Ophørt 28-02-2026"),
        ("Børne- og ungeydelse", "Ophørt 31-12-2025"),
    ]


def test_authority_amount_and_latest_payment_are_words(qtbot: QtBot) -> None:
    rows = {row[0]: row for row in cells(shown(qtbot, made_up.typical_grants(), compact=True), "benefits-compact")}
    assert rows["Helbredstillæg"][1:3] == ["Kommunen", "350 kr. pr. måned"]
    assert rows["Børne- og ungeydelse"][1:3] == ["Udbetaling Danmark", "5.253 kr. pr. kvartal"]
    assert rows["Varmetillæg"][2] == "Ikke oplyst"
    assert rows["Varmetillæg"][5] == "Ikke udbetalt"
    assert rows["Folkepension"][5] == "01-11-2026", "a payment that has not gone out is not the latest"


def test_an_end_today_has_not_ended(qtbot: QtBot) -> None:
    last_day = BenefitFacts((grants(grant("Boligstøtte", end=made_up.TODAY)),))
    assert cells(shown(qtbot, last_day, compact=True), "benefits-compact")[0][3] == "Til 20-11-2026"


def test_an_unknown_frequency_is_shown_as_it_came(qtbot: QtBot) -> None:
    odd = BenefitFacts((grants(grant("Tillæg", frequency="Hvert skudår")),))
    assert cells(shown(qtbot, odd, compact=False), "benefits")[0][4] == "Hvert skudår"


def test_the_unverified_reply_is_told_in_full_and_on_hover(qtbot: QtBot) -> None:
    told = "Svaret fra Udbetaling Danmark læses efter en form, der ikke er bekræftet."
    assert told in words(shown(qtbot, made_up.typical_grants(), compact=False))
    compact = shown(qtbot, made_up.typical_grants(), compact=True)
    assert told not in words(compact)
    assert compact.toolTip() == told
    municipal = BenefitFacts((grants(grant("Friplads"), sector=Sector.MUNICIPAL), replace(grants(), verified=True)))
    assert "bekræftet" not in words(shown(qtbot, municipal, compact=False))


def test_what_may_be_paid_once_is_not_said_to_be_daily(qtbot: QtBot) -> None:
    once = BenefitFacts((grants(grant("Enkeltydelse", frequency="Daglig")),))
    assert cells(shown(qtbot, once, compact=False), "benefits")[0][4] == "dag eller engang"
    assert "dag" not in cells(shown(qtbot, once, compact=True), "benefits-compact")[0][2]


def test_a_sector_that_failed_is_missing_in_words(qtbot: QtBot) -> None:
    only = BenefitFacts((grants(grant("Friplads"), sector=Sector.MUNICIPAL),))
    view = shown(qtbot, only, compact=True, kind=State.FAILED)
    assert "Ydelser fra Udbetaling Danmark mangler her." in words(view)
    assert "Ydelsesindeks" in view.notice


def test_a_sector_still_to_come_is_not_missing(qtbot: QtBot) -> None:
    only = BenefitFacts((grants(grant("Boligstøtte")),))
    view = shown(qtbot, only, compact=True, kind=State.LOADING, waiting=(RegisterKey.BENEFITS,))
    assert "Ydelser fra kommunen er ikke kommet endnu." in words(view)
    assert view.is_loading


def test_nothing_from_one_authority_does_not_speak_for_the_other(qtbot: QtBot) -> None:
    told = words(shown(qtbot, BenefitFacts((grants(sector=Sector.MUNICIPAL),)), compact=True, kind=State.FAILED))
    assert "Ingen ydelser fra kommunen\n" in told
    assert "Ydelser fra Udbetaling Danmark mangler her." in told


def test_nothing_from_both(qtbot: QtBot) -> None:
    told = words(shown(qtbot, BenefitFacts((grants(sector=Sector.MUNICIPAL), grants())), compact=False))
    assert "Ingen ydelser fra kommunen eller Udbetaling Danmark" in told


def test_the_selected_grant_shows_its_payments(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_grants(), compact=False)
    grants_table = table(view, "benefits")
    assert detail(view).title == "Varmetillæg"
    assert cells(view, "payments") == []
    grants_table.view.setCurrentIndex(grants_table.model.index(1, 0))
    assert detail(view).title == "Folkepension"
    assert [row[:1] + row[2:] for row in cells(view, "payments")] == [
        ["01-12-2026", "16.230,00 kr.", "Ikke oplyst", "Sendt til udbetaling"],
        ["01-11-2026", "16.230,00 kr.", "9.738,00 kr.", "Udbetalt"],
        ["01-10-2026", "16.230,00 kr.", "Ikke oplyst", "Udbetalt"],
    ]
    qtbot.waitUntil(lambda: "32.06.00 Boligstøtte generelt" in words(view))
    assert "Borgeren selv" in words(view)


def test_the_selection_outlives_a_newer_answer_but_not_the_citizen(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_grants(), compact=False)
    grants_table = table(view, "benefits")
    grants_table.view.setCurrentIndex(grants_table.model.index(3, 0))
    more = BenefitFacts((*made_up.typical_grants().lists, grants(grant("Ny ydelse", start=date(2026, 11, 1)))))
    view.show_state(made_up.state(Section.BENEFITS, more), made_up.context())
    assert detail(view).title == "Boligstøtte"
    assert grants_table.current_row().grant.name == "Boligstøtte"  # type: ignore[attr-defined] # a GrantRow
    other = replace(made_up.context(), citizen=SPOUSE)
    view.show_state(made_up.state(Section.BENEFITS, more), other)
    assert detail(view).title == "Varmetillæg"


def test_money_to_somebody_else_is_said_without_the_whole_number(qtbot: QtBot) -> None:
    paid_out = replace(grant("Boligstøtte"), recipient=CprNumber("0101904072"))
    view = shown(qtbot, BenefitFacts((grants(paid_out),)), compact=False)
    qtbot.waitUntil(lambda: "En anden: 010190-····" in words(view))
    told = words(view)
    assert "4072" not in told


@pytest.mark.parametrize(("width", "hidden"), [(440, {1, 3, 5}), (560, {1, 4, 5}), (800, {4})])
def test_a_narrow_card_gives_up_columns_not_names(qtbot: QtBot, width: int, hidden: set[int]) -> None:
    view = shown(qtbot, made_up.long_grants(), compact=True, width=width)
    columns = table(view, "benefits-compact").view
    assert {number for number in range(6) if columns.isColumnHidden(number)} == hidden
    assert columns.columnWidth(0) >= 160


def test_markup_in_a_registers_words_is_shown_as_it_is(qtbot: QtBot) -> None:
    view = shown(qtbot, BenefitFacts((grants(grant("<img src='file:///x'><b>Å</b>")),)), compact=True)
    model = table(view, "benefits-compact").model
    tip = str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in tip
    assert "&lt;b&gt;Å" in tip


@pytest.mark.parametrize("compact", [True, False])
def test_everything_that_takes_focus_has_a_name(qtbot: QtBot, compact: bool) -> None:
    assert nameless(shown(qtbot, made_up.typical_grants(), compact=compact)) == []
