"""The register's fact and the citizen's word: which stands, and that neither goes under in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app.access.model import RelativeKind
from app.citizen.model.dwelling import AddressHit
from app.citizen.model.person import CustodyHolder
from app.facts.model import CITIZEN, Fact, Facts, Unknown, Why
from app.situations.forms.answers import Choice, Mark, Sheet, Stands, Told, fill, settle
from app.situations.forms.check import Place, Question, ask
from app.situations.forms.model import Check
from app.situations.forms.typed import Trouble
from tests.app.desk import ADDRESS_ID
from tests.app.situations.forms.made_up import (
    ADULT,
    CHILD,
    FETCHED,
    NOW,
    PLACE,
    TEENAGER,
    TODAY,
    TableChecker,
    checked,
    dwelling,
    fact,
    facts,
    failed,
    forms,
    sheet,
    unit,
)

INCOME = "indkomst_ansoeger"
KNOWN = Facts.of([fact("personlig_indkomst_maaned", Decimal("24150.00"), "eindkomst")])


def friplads(told: str = "", known: Facts = KNOWN, choice: Choice | None = None) -> Sheet:
    answers = {INCOME: told} if told else {}
    return sheet("oekonomisk-friplads", answers, known, choices={INCOME: choice} if choice else {})


def test_a_register_fills_in_with_its_source_and_age() -> None:
    filled = friplads()[INCOME]
    assert (filled.value, filled.stands, filled.mark) == (Decimal("24150.00"), Stands.REGISTER, Mark.NONE)
    assert friplads().facts[INCOME] == Fact(INCOME, Decimal("24150.00"), "eindkomst", FETCHED)


def test_the_same_word_confirms_the_register() -> None:
    filled = friplads("24.150")[INCOME]
    assert (filled.value, filled.stands, filled.mark) == (Decimal("24150.00"), Stands.REGISTER, Mark.VERIFIED)


def test_where_they_differ_nothing_stands_until_somebody_chooses() -> None:
    undecided = friplads("19.500")
    filled = undecided[INCOME]
    assert (filled.value, filled.stands, filled.mark) == (None, Stands.NOTHING, Mark.DIFFERS)
    assert (filled.known, filled.word) == (Decimal("24150.00"), Decimal(19500))
    assert isinstance(undecided.facts[INCOME], Unknown)
    assert filled in undecided.hindrances


@pytest.mark.parametrize(
    ("stands", "value"), [(Stands.REGISTER, Decimal("24150.00")), (Stands.CITIZEN, Decimal(19500))]
)
def test_a_choice_stands_and_says_who_made_it(stands: Stands, value: Decimal) -> None:
    choice = settle(friplads("19.500")[INCOME], stands, by="Lise Nord", at=NOW)
    filled = friplads("19.500", choice=choice)[INCOME]
    assert (filled.value, filled.stands, filled.mark, filled.choice) == (value, stands, Mark.NONE, choice)
    assert filled.hinders is filled.lacks_reason is (stands is Stands.CITIZEN)
    explained = replace(choice, why="Sat ned i tid")
    assert not friplads("19.500", choice=explained)[INCOME].hinders
    assert settle(friplads("19.500", choice=explained)[INCOME], stands, by="Lise Nord", at=NOW).why == "Sat ned i tid"
    assert friplads("19.500", choice=replace(choice, why=" "))[INCOME].lacks_reason is (stands is Stands.CITIZEN)


def test_a_choice_is_between_two_values_and_lapses_with_either() -> None:
    choice = settle(friplads("19.500")[INCOME], Stands.CITIZEN, by="Lise Nord", at=NOW)
    other_word = friplads("19.600", choice=choice)[INCOME]
    later = Facts.of([fact("personlig_indkomst_maaned", Decimal("25000.00"), "eindkomst")])
    other_fact = friplads("19.500", later, choice)[INCOME]
    for filled in (other_word, other_fact):
        assert (filled.mark, filled.choice, filled.value) == (Mark.DIFFERS, None, None)


def test_the_only_child_is_a_proposal_that_the_citizens_word_replaces() -> None:
    known = facts(barn_cpr_nummer=CHILD.digits)
    proposed = sheet("oekonomisk-friplads", known=known)["barn"]
    assert (proposed.value, proposed.stands) == (CHILD.digits, Stands.REGISTER)
    assert proposed.register == fact("barn_cpr_nummer", CHILD.digits)
    same = sheet("oekonomisk-friplads", {"barn": CHILD.written}, known)["barn"]
    assert (same.value, same.stands, same.mark) == (CHILD.digits, Stands.REGISTER, Mark.VERIFIED)
    other = sheet("oekonomisk-friplads", {"barn": TEENAGER.digits}, known)["barn"]
    assert (other.value, other.stands, other.mark) == (TEENAGER.digits, Stands.CITIZEN, Mark.NONE)
    assert other.register is None
    wrong = sheet("oekonomisk-friplads", {"barn": "12"}, known)["barn"]
    assert (wrong.value, wrong.trouble) == (None, Trouble.CPR)


@pytest.mark.parametrize("why", [Why.LOADING, Why.FAILED])
def test_whom_it_is_about_waits_for_no_register(why: Why) -> None:
    known = Facts.of([failed("barn_cpr_nummer", why=why)])
    filled = sheet("oekonomisk-friplads", {"barn": CHILD.digits}, known)["barn"]
    assert (filled.value, filled.stands, filled.mark) == (CHILD.digits, Stands.CITIZEN, Mark.NONE)


@pytest.mark.parametrize("why", [Why.LOADING, Why.FAILED])
def test_without_the_register_the_word_stands_to_be_verified_and_verifies_itself(why: Why) -> None:
    silent = Facts.of([failed("personlig_indkomst_maaned", "eindkomst", why)])
    filled = friplads("24.150", silent)[INCOME]
    assert (filled.stands, filled.mark) == (Stands.CITIZEN, Mark.TO_BE_VERIFIED)
    assert not filled.hinders
    assert friplads("24.150")[INCOME].mark is Mark.VERIFIED
    assert friplads("24.151")[INCOME].mark is Mark.DIFFERS


def test_outside_the_purpose_there_is_nothing_to_wait_for() -> None:
    shut = Facts.of([failed("personlig_indkomst_maaned", "eindkomst", Why.NOT_ASKED)])
    assert friplads("24.150", shut)[INCOME].mark is Mark.NONE


def test_an_unreadable_word_neither_stands_nor_gives_way_to_the_register() -> None:
    filled = friplads("12.5")[INCOME]
    assert (filled.value, filled.trouble) == (None, Trouble.AMOUNT)
    assert filled.hinders


def test_a_known_nothing_is_no_value() -> None:
    empty = friplads(known=Facts.of([fact("personlig_indkomst_maaned", None, "eindkomst")]))
    assert empty[INCOME].is_missing


def test_what_is_out_of_sight_counts_for_nothing_and_is_not_lost() -> None:
    answers = {"oplyst_enlig": "ja", "samlever": "0305594077"}
    hidden = sheet("oekonomisk-friplads", answers)
    assert not hidden["samlever"].shown
    assert isinstance(hidden.facts["samlever"], Unknown)
    told = hidden["samlever"].told
    assert told is not None
    assert told.text == "0305594077"
    assert sheet("oekonomisk-friplads", answers | {"oplyst_enlig": "nej"})["samlever"].value == "0305594077"


def test_a_whole_group_may_be_out_of_sight() -> None:
    shown = {group.title for group in sheet("koerekort", {"art": "bortkommet"}).groups}
    assert "Kørekortet" in shown


def test_a_required_field_is_required_while_its_condition_is_met() -> None:
    down = checked("boernepas", {"barn": CHILD.digits}, checker=TableChecker(down=True))
    up = checked("boernepas", {"barn": CHILD.digits})
    assert not down["samtykke_mor"].required
    assert up["samtykke_mor"].required


def test_progress_counts_required_fields_in_sight() -> None:
    assert sheet("koerekort").progress == (0, 3)
    assert sheet("koerekort", {"art": "fornyelse", "gruppe": "1"}).progress == (2, 7)


# Checks against the registers

MOVE = {"ny_adresse": PLACE, "hos_andre": "ja", "logivaert": "0702614075"}


def test_an_address_is_looked_up_by_what_was_chosen_or_by_the_only_one_of_its_name() -> None:
    assert checked("flytteanmeldelse", MOVE)["ny_adresse"].mark is Mark.VERIFIED
    chosen = {"ny_adresse": Told("Et andet navn", NOW, ADDRESS_ID)}
    (question,) = fill(forms()["flytteanmeldelse"], chosen, {}, Facts(), (), TODAY).questions
    assert question == Question("ny_adresse", Check.DWELLING, place=Place("Et andet navn", ADDRESS_ID))
    assert fact_of(question, "findes", TableChecker(hits=())) is True
    typed = Question("ny_adresse", Check.DWELLING, place=Place(PLACE))
    assert fact_of(typed, "findes", TableChecker(hits=())) is False
    twice = (AddressHit("adresse", PLACE, ADDRESS_ID), AddressHit("adresse", PLACE, UUID(int=9)))
    assert fact_of(typed, "findes", TableChecker(hits=twice)) is False


def fact_of(question: Question, word: str, checker: TableChecker) -> object:
    found = {one.name: one for one in ask(question, checker, NOW).facts}[f"{question.field}_{word}"]
    return found.value if isinstance(found, Fact) else found.why


DWELLING = Question("b", Check.DWELLING, place=Place(PLACE, ADDRESS_ID))


@pytest.mark.parametrize(
    ("units", "is_home", "all_year", "kitchen"),
    [
        ((unit(),), True, True, True),
        ((unit(kind="3", kitchen="F"),), True, True, False),
        ((unit(kind="5", use="510"),), True, False, True),
        ((unit(kind="E", use="321"),), False, Why.NOT_ASKED, Why.NOT_ASKED),
        ((unit(kind="", use="120"),), True, True, True),
        ((unit(kind="", use="321"),), False, Why.NOT_ASKED, Why.NOT_ASKED),
        ((unit(kitchen=""),), True, True, Why.NOT_ASKED),
        ((unit(kind="1", use=""),), True, Why.NOT_ASKED, True),
        ((unit(kind="E", use="321"), unit()), True, True, True),
        ((), False, Why.NOT_ASKED, Why.NOT_ASKED),
    ],
)
def test_what_bbr_has_at_the_address(
    units: tuple[object, ...], is_home: object, all_year: object, kitchen: object
) -> None:
    checker = TableChecker(at=dwelling(*units))  # type: ignore[arg-type] # units as `unit` makes them
    said = [fact_of(DWELLING, word, checker) for word in ("er_bolig", "helaarsbolig", "eget_koekken")]
    assert said == [is_home, all_year, kitchen]


def test_an_address_that_bbr_does_not_know_exists_and_is_no_dwelling() -> None:
    gone = TableChecker(at=None)
    assert (fact_of(DWELLING, "findes", gone), fact_of(DWELLING, "er_bolig", gone)) == (True, False)


@pytest.mark.parametrize(
    ("lives_there", "mark"), [(True, Mark.VERIFIED), (False, Mark.REFUTED), (None, Mark.TO_BE_VERIFIED)]
)
def test_a_host_lives_there_or_not_or_it_may_not_be_told(lives_there: bool | None, mark: Mark) -> None:
    found = checked("flytteanmeldelse", MOVE, checker=TableChecker(lives_there=lives_there))
    assert found["logivaert"].mark is mark
    assert not found["logivaert"].hinders


def test_a_host_is_asked_about_once_the_address_is_there() -> None:
    without = sheet("flytteanmeldelse", {"hos_andre": "ja", "logivaert": "0702614075"})
    assert without.questions == ()


def test_another_value_is_another_question() -> None:
    outcomes = [ask(question, TableChecker(), NOW) for question in sheet("flytteanmeldelse", MOVE).questions]
    changed = sheet("flytteanmeldelse", MOVE | {"logivaert": "0305594077"}, outcomes=outcomes)
    assert [question.field for question in changed.questions] == ["logivaert"]
    assert changed["logivaert"].mark is Mark.TO_BE_VERIFIED
    assert isinstance(changed.facts["logivaert_bor_der"], Unknown)


def test_a_silent_register_leaves_the_question_open_and_the_form_going() -> None:
    down = checked("flytteanmeldelse", MOVE, checker=TableChecker(down=True))
    assert {filled.field.name for filled in down.to_verify} == {"ny_adresse", "logivaert"}
    assert {question.field for question in down.questions} == {"ny_adresse", "logivaert"}
    assert not down.stopped


def test_holders_of_custody_are_told_apart() -> None:
    question = Question("barn", Check.CUSTODY, person=CHILD)
    checker = TableChecker(holders=frozenset((CustodyHolder.FATHER, CustodyHolder.OTHER_2)))
    said = [fact_of(question, f"indehaver_{who}", checker) for who in ("mor", "far", "anden_1", "anden_2")]
    assert said == [False, True, False, True]


def test_a_protected_person_wears_no_mark_of_it() -> None:
    answers = {"modtager": "borgeren", "om_borgeren": "ja", "om_person": "0702614075"}
    for protected in (True, False):
        assert checked("attester", answers, checker=TableChecker(protected=protected))["om_person"].mark is Mark.NONE


def test_a_date_is_not_before_another() -> None:
    form = forms()["logivaertserklaering"]
    first, *_rest = form.groups
    late = replace(
        next(one for one in form.fields if one.name == "bor_fra"), name="til", not_before="fra", shown_when=None
    )
    early = replace(late, name="fra", not_before="")
    form = replace(form, groups=(replace(first, fields=(early, late)),), rules=(), follow_ups=())
    told = {"fra": Told("02-11-2026", NOW), "til": Told("01-11-2026", NOW)}
    assert fill(form, told, {}, Facts(), (), TODAY)["til"].trouble is Trouble.TOO_EARLY
    told |= {"til": Told("02-11-2026", NOW)}
    assert fill(form, told, {}, Facts(), (), TODAY)["til"].value == date(2026, 11, 2)


def test_the_citizens_word_is_the_citizens_fact() -> None:
    told = sheet("boernetilskud-enlig", {"oplyst_enlig": "ja"}, facts(andre_voksne_paa_adressen=1))
    assert told.facts["oplyst_enlig"] == Fact("oplyst_enlig", True, CITIZEN, NOW)
    assert told.facts["andre_voksne_paa_adressen"] == fact("andre_voksne_paa_adressen", 1)


def test_a_funeral_form_knows_who_died_and_when_where_the_citizen_in_sight_has() -> None:
    dead = facts(doed_cpr_nummer=ADULT.digits, doed_dato=date(2026, 11, 2))
    found = sheet("begravelseshjaelp", known=dead)
    assert (found["afdoede"].value, found["doedsdato"].value) == (ADULT.digits, date(2026, 11, 2))
    assert found.facts["doedsdato_alder"] == fact("doedsdato_alder", 65)
    alive = facts(doed_cpr_nummer=None, doed_dato=None)
    untold = sheet("begravelseshjaelp", known=alive)
    assert untold["afdoede"].is_missing
    assert untold["doedsdato"].is_missing
    spouse = sheet("begravelseshjaelp", {"afdoede": TEENAGER.digits, "doedsdato": "03-11-2026"}, alive)
    assert (spouse["afdoede"].value, spouse["afdoede"].mark) == (TEENAGER.digits, Mark.NONE)
    assert spouse["doedsdato"].value == date(2026, 11, 3)
    assert spouse["afdoede"].field.offers == (RelativeKind.SPOUSE,)
