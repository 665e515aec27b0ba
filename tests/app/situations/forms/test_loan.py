"""The loan for a deposit is decided by the income of all who move in: eIndkomst's, or a word that somebody chose."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.benefits.model import Outcome, Reason
from app.facts.model import Facts, Why
from app.situations.forms.answers import Stands, settle
from tests.app.situations.forms.made_up import NOW, TableChecker, checked, fact, failed, sheet
from tests.app.situations.forms.test_assessed import LOAN, lacking, reckoned

ALONE = Facts.of(
    [fact("personlig_indkomst_maaned", Decimal("24150.00"), "eindkomst"), fact("voksne_paa_adressen", 1, "bbr")]
)


def test_the_loan_is_tested_by_income_once_the_dwelling_is_known_to_be_one() -> None:
    form = "beboerindskudslaan"
    found = reckoned(checked(form, LOAN))
    assert (found.outcome, found.reason, found.amount) == (Outcome.GRANTED, Reason.FULL, Decimal(30000))
    poor = reckoned(checked(form, {**LOAN, "indkomst_ansoeger": "75.000"}))
    assert (poor.outcome, poor.reason) == (Outcome.NOT_MET, Reason.INCOME)
    assert reckoned(checked(form, {**LOAN, "boligart": "privat"})).reason is Reason.JUDGEMENT
    assert reckoned(checked(form, {**LOAN, "gammelt_laan": "ja"})).reason is Reason.JUDGEMENT
    assert reckoned(checked(form, LOAN, checker=TableChecker(at=None))).reason is Reason.JUDGEMENT
    down = reckoned(checked(form, LOAN, checker=TableChecker(down=True)))
    assert down.outcome is Outcome.NOT_ASSESSED
    assert lacking(down)["ny_bolig"] is Why.FAILED
    assert lacking(reckoned(sheet(form, LOAN)))["ny_bolig"] is Why.LOADING


@pytest.mark.parametrize(
    ("change", "year"),
    [
        ({}, 240_000),
        ({"voksne": "2", "indkomst_andre_voksne": "5.000"}, 300_000),
        ({"indkomst_andre_voksne": "5.000"}, 240_000),
        ({"hele_husstanden": "nej", "voksne_indflyttere": "2", "indkomst_andre_voksne": "5.000"}, 300_000),
        ({"hele_husstanden": "nej", "voksne_indflyttere": "1", "voksne": "2", "indkomst_andre_voksne": "9"}, 240_000),
        ({"anden_indkomst": "ja", "anden_indkomst_maaned": "1.000", "dokumentation": "regnskab.pdf"}, 252_000),
    ],
)
def test_the_income_for_a_loan_is_a_year_of_all_who_move_in(change: dict[str, str], year: int) -> None:
    found = reckoned(checked("beboerindskudslaan", {**LOAN, **change}))
    said = f"{year:,}".replace(",", ".")
    assert [step.text for step in found.steps if said in step.text]


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"hele_husstanden": ""}, {"hele_husstanden"}),
        ({"voksne": ""}, {"voksne"}),
        ({"hele_husstanden": "nej"}, {"voksne_indflyttere"}),
        ({"voksne": "2"}, {"indkomst_andre_voksne"}),
        ({"indkomst_ansoeger": ""}, {"indkomst_ansoeger"}),
        ({"anden_indkomst": ""}, {"anden_indkomst"}),
        ({"anden_indkomst": "ja"}, {"anden_indkomst_maaned"}),
    ],
)
def test_a_loan_is_not_reckoned_before_whose_income_counts_is_told(change: dict[str, str], lacks: set[str]) -> None:
    found = reckoned(checked("beboerindskudslaan", {**LOAN, **change}))
    assert (found.outcome, found.steps) == (Outcome.NOT_ASSESSED, ())
    assert set(lacking(found)) == lacks


def test_a_loan_goes_by_eindkomst_and_by_another_word_only_once_a_person_has_chosen_and_said_why() -> None:
    form = "beboerindskudslaan"
    untold = {name: text for name, text in LOAN.items() if name not in {"indkomst_ansoeger", "voksne"}}
    filled = checked(form, untold, ALONE)
    assert (filled["indkomst_ansoeger"].value, filled["voksne"].value) == (Decimal(24150), 1)
    assert reckoned(filled).outcome is Outcome.GRANTED
    differing = checked(form, LOAN, ALONE)
    assert lacking(reckoned(differing)) == {"indkomst_ansoeger": Why.DIFFERS}
    choice = settle(differing["indkomst_ansoeger"], Stands.CITIZEN, by="Lise Nord", at=NOW)
    outcomes = [filled.outcome for filled in differing.fields if filled.outcome is not None]
    chosen = sheet(form, LOAN, ALONE, outcomes, {"indkomst_ansoeger": choice})
    assert [filled.field.name for filled in chosen.hindrances] == ["indkomst_ansoeger"]
    explained = replace(choice, why="Sat ned i tid")
    settled = sheet(form, LOAN, ALONE, outcomes, {"indkomst_ansoeger": explained})
    assert settled.can_finish
    assert reckoned(settled).outcome is Outcome.GRANTED


@pytest.mark.parametrize("why", [Why.FAILED, Why.LOADING])
def test_no_answer_from_eindkomst_is_no_loan_whatever_the_citizen_says(why: Why) -> None:
    found = reckoned(
        checked("beboerindskudslaan", LOAN, Facts.of([failed("personlig_indkomst_maaned", "eindkomst", why)]))
    )
    assert found.outcome is Outcome.NOT_ASSESSED
    assert lacking(found) == {"indkomst_ansoeger": why}


def test_the_adults_at_the_address_now_say_nothing_of_another_household() -> None:
    other = {**LOAN, "hele_husstanden": "nej", "voksne": "", "voksne_indflyttere": ""}
    found = sheet("beboerindskudslaan", other, ALONE)
    assert not found["voksne"].shown
    assert found["voksne_indflyttere"].is_missing
