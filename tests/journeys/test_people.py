"""The people whose situations matter at a counter, each shown for what CPR and the others say of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.access.decide import Denied, Overridable, Refusal
from app.access.model import Rule, Section
from app.access.trace import TraceEvent
from app.citizen.model.sections import State
from tests.journeys.fjordby import Desk
from widgets.citizen.grounds import OverrideDialog
from widgets.parts.chips import Chip


@pytest.fixture
def desk(cleared_desk: Desk) -> Desk:
    return cleared_desk


def chips(desk: Desk) -> list[str]:
    return [chip.text for chip in desk.page.band.findChildren(Chip) if chip.isVisible()]


def all_fresh(desk: Desk) -> bool:
    return all(state.state is State.FRESH for state in desk.states.values())


def test_a_dead_citizen_is_shown_as_dead_without_an_age_and_without_an_address(desk: Desk) -> None:
    desk.visit("dead")
    assert "Død" in chips(desk)
    assert desk.page.band._age.text() == ""
    said = desk.said_in(Section.PERSON)
    assert "Adresse: Ingen, borgeren er død" in said
    assert "Lone Mortensen" in said
    assert "Havnepromenaden" not in said
    assert "Ophørt 31-10-2026" in desk.said_in(Section.BENEFITS)
    assert all_fresh(desk)


def test_an_emigrated_citizen_shows_the_country_and_both_addresses_abroad_and_at_home(desk: Desk) -> None:
    desk.visit("emigrated")
    assert "Udrejst" in chips(desk)
    said = desk.said_in(Section.PERSON)
    for words in ("Adresse: Udrejst", "Udrejst til: Sverige", "Kungsgatan 7", "c/o Åse Ågren"):
        assert words in said
    assert all_fresh(desk)


def test_a_disappeared_citizen_is_shown_as_disappeared(desk: Desk) -> None:
    cpr = next(c.cpr for c in desk.town.municipality.citizens() if c.disappeared is not None and c.last == "Tværgaard")
    desk.visit(type(desk.people["dead"])(cpr))
    assert "Forsvundet" in chips(desk)
    assert "Adresse: Forsvundet" in desk.said_in(Section.PERSON)
    assert all_fresh(desk)


def test_find_leads_from_an_old_number_to_the_one_now_in_force(desk: Desk) -> None:
    old = desk.people["changed_number"]
    now = desk.town.citizen("changed_number").current
    (line,) = desk.find(old.digits)
    assert "Khaled Haddad" in line
    desk.choose()
    with desk.settled():
        desk.choose_errand("kontanthjaelp")
    assert desk.page.sight.citizen is not None
    assert desk.page.sight.citizen.digits == now
    assert all_fresh(desk)


def test_an_old_number_that_no_extract_knows_is_followed_by_cpr_and_the_band_says_so(
    another_desk: Callable[..., Desk],
) -> None:
    desk = another_desk(extract=False)
    old = desk.people["changed_number"]
    (line,) = desk.find(old.digits)
    assert "lå op i CPR" in line
    desk.choose()
    with desk.settled():
        desk.choose_errand("kontanthjaelp")
    assert desk.page.band.number.text() != old.masked
    assert "Nyt personnummer" in chips(desk)
    (chip,) = (c for c in desk.page.band.findChildren(Chip) if c.isVisible() and c.text == "Nyt personnummer")
    assert chip.toolTip() == f"Slået op med {old.masked}"
    assert "Skippergade 21, 3. th" in desk.said()
    assert all_fresh(desk)
    subjects = {line.subject for line in desk.lines}
    assert len(subjects) == 2


def test_guardianship_stands_in_the_band_and_the_guardian_among_the_relatives(desk: Desk) -> None:
    desk.visit("guardianship", "digital_post")
    assert "Værgemål" in chips(desk)
    said = desk.said_in(Section.PERSON)
    assert "Værgemål: Delvist" in said
    assert "Kirsten Bruun" in said


def test_a_newborn_without_a_name_is_called_so_everywhere_and_protected_nowhere(desk: Desk) -> None:
    desk.visit("newborn_unnamed", "flytning")
    assert desk.page.band._name.text() == "Endnu ikke navngivet"
    assert desk.page.band._age.text() == "9 dage"
    residents = desk.said_in(Section.DWELLING)
    assert "Endnu ikke navngivet" in residents
    assert "Ida Møller Winther" in residents
    assert "Beskyttet" not in desk.said()


def test_twins_are_two_lines_in_find_that_nobody_can_mistake(desk: Desk) -> None:
    born = desk.town.citizen("twin_one").born
    lines = desk.find(f"Bertelsen {born.day:02}{born.month:02}{born.year}")
    twins = [line for line in lines if "Bertelsen" in line]
    assert len(twins) == len(set(twins)) == 2
    assert {"Noah" in line for line in twins} == {True, False}


def test_two_people_of_one_name_and_birth_date_are_told_apart_before_anyone_is_opened(desk: Desk) -> None:
    citizen = desk.town.citizen("same_name_one")
    lines = [line for line in desk.find(f"Anne Marie Jensen {citizen.born:%d%m%Y}") if "Anne Marie Jensen" in line]
    assert len(lines) == 2
    assert {"Mågebakken 20A" in line for line in lines} == {True, False}
    assert {"Nørre Fjordvej 2" in line for line in lines} == {True, False}
    assert desk.lines == ()
    desk.choose(next(row for row, line in enumerate(lines) if "Nørre Fjordvej 2" in line))
    with desk.settled():
        desk.choose_errand("kontanthjaelp")
    assert desk.page.sight.citizen == desk.people["same_name_two"]


def test_a_citizen_of_another_municipality_is_not_in_the_extract_and_is_looked_up_in_cpr(desk: Desk) -> None:
    (line,) = desk.find(desk.people["other_municipality"].written)
    assert line.startswith("Ikke i udtrækket: slå op i CPR")
    desk.choose()
    with desk.settled():
        desk.choose_errand("pas")
    assert desk.page.band._name.text() == "Helle Winther"
    assert "5000 Odense C" in desk.said_in(Section.PERSON)


def test_truly_no_income_and_income_too_new_to_be_reported_are_told_apart(desk: Desk) -> None:
    desk.visit("truly_no_income")
    nothing = desk.said_in(Section.INCOME)
    assert "Ingen indkomst er indberettet for nov. 2025 – nov. 2026" in nothing
    desk.visit("income_too_new")
    new = desk.said_in(Section.INCOME)
    assert "Ikke indberettet endnu: okt. 2026, nov. 2026." in new
    assert "Ingen indkomst er indberettet" not in new


def test_incomes_that_all_stopped_months_ago_are_said_to_have_stopped(desk: Desk) -> None:
    desk.visit("income_too_new")
    said = desk.said_in(Section.INCOME)
    assert "ophørte i jul. 2026" in said
    assert "ophørte" in desk.said_in(Section.HISTORY)


def test_three_employers_are_three_payers_and_the_reversed_report_counts_for_nothing(desk: Desk) -> None:
    desk.visit("three_employers_reversed")
    assert "1 indberetning er tilbageført helt og indgår ikke." in desk.said_in(Section.INCOME)
    desk.see(Section.INCOME)
    QApplication.processEvents()
    said = desk.said_in(Section.INCOME)
    assert said.count("Udbetaler: SE 9999") >= 3
    assert len({word for word in said.split() if word.startswith("9999003")}) >= 3


def test_a_dwelling_bbr_does_not_know_is_said_to_be_that(desk: Desk) -> None:
    desk.visit("dwelling_not_in_bbr")
    said = desk.said_in(Section.DWELLING)
    assert "BBR har ingen bolig på adressen" in said
    assert "Havnepromenaden 2" in said
    assert "Poul Erik Madsen" in said
    assert desk.state(Section.DWELLING) is State.FRESH


def test_a_family_of_nine_has_four_and_a_half_persons_to_a_room(desk: Desk) -> None:
    desk.visit("family_of_nine")
    said = desk.said_in(Section.DWELLING)
    assert "5 m² pr. person · 4,5 personer pr. rum" in said
    desk.see(Section.PERSON)
    QApplication.processEvents()
    assert desk.said_in(Section.PERSON).count("Pårørende: Barn") == 7
    assert "Pårørende: Ægtefælle" in desk.said_in(Section.PERSON)


REFUSED: dict[str, Refusal] = {
    "user": Denied(Rule.SELF),
    "own_sister": Denied(Rule.NEAR_RELATIVE),
    "colleague": Overridable(Rule.COLLEAGUE, timedelta(hours=1)),
}


@pytest.mark.parametrize("who", REFUSED)
def test_oneself_ones_sister_and_a_colleague_are_refused_before_any_register_is_asked(desk: Desk, who: str) -> None:
    desk.visit(who)
    assert {(state.state, state.refusal) for state in desk.states.values()} == {(State.DENIED, REFUSED[who])}
    assert desk.town.asked == []
    events = [(line.event, line.result) for line in desk.lines]
    assert events == [(TraceEvent.OPENED, ""), *[(TraceEvent.REFUSED, REFUSED[who].rule)] * len(Section)]
    assert desk.page.band._name.text() == "Navn ikke hentet"


WITH_REASON = "Åbn Person og familie med begrundelse"


def test_a_colleague_opens_on_a_reason_without_her_vip_case(desk: Desk) -> None:
    desk.visit("colleague")
    button = next(b for b in desk.page.findChildren(QPushButton) if b.accessibleName() == WITH_REASON and b.isVisible())
    desk.click(button)
    desk.wait(lambda: isinstance(QApplication.activeWindow(), OverrideDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, OverrideDialog)
    assert not dialog.primary.isEnabled()
    reason = "Ingen anden er i huset, og hun skal rejse i dag"
    desk.write(reason)
    with desk.settled():
        desk.press(Qt.Key.Key_Return)
    assert all_fresh(desk)
    assert desk.page.band._name.text() == "Trine Poulsen"
    assert "1 sag vises ikke: din rolle." in desk.said_in(Section.CASES)
    given = next(line for line in desk.lines if line.event is TraceEvent.OVERRIDDEN)
    assert (given.reason, given.review) == (reason, True)


def test_everybody_else_of_the_help_page_opens_with_every_section_final(desk: Desk) -> None:
    for who in desk.people.keys() - REFUSED.keys():
        desk.visit(who)
        assert all_fresh(desk), who


def test_an_address_with_a_care_of_says_it_once(desk: Desk) -> None:
    desk.visit("long_name")
    said = desk.said_in(Section.PERSON)
    assert "c/o Gården Østre Ærøskøbinglund" in said
    assert "c/o c/o" not in said
