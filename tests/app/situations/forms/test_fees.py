"""The fee that stands beside a form about something else: told where it is confirmed, and in nobody's way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.access.roles import AuthorityLevel
from app.benefits.decision_words import decision_line, decision_lines
from app.benefits.model import Outcome, Unit
from app.benefits.words import with_unit
from app.facts.model import Why
from app.situations.forms.assessed import assessed, decided
from tests.app.situations.forms.made_up import TODAY, checked, facts, sheet
from tests.app.situations.forms.test_assessed import lacking, reckoned
from tests.rules.book import fjordby


def parts(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split(";"))


def test_a_passport_s_fee_stands_beside_its_form_and_by_the_old_passport() -> None:
    answers = {
        "barn": "0906174072", "barn_moedt": "ja", "gammelt_pas": "med", "samtykke_mor": "moedt",
        "samtykke_far": "moedt",
    }  # fmt: skip
    fees = [rate.value for rate in (reckoned(checked("boernepas", answers)).rates) if rate.key == "gebyr.pas_barn"]
    found = {old: reckoned(checked("boernepas", {**answers, "gammelt_pas": old})) for old in ("med", "intet")}
    assert {one.amount for one in found.values()} == set(fees)
    lost = reckoned(checked("boernepas", {**answers, "gammelt_pas": "bortkommet"}))
    assert lost.amount == 2 * fees[0]
    whole = checked("boernepas", answers)
    made = decided(whole, reckoned(whole), able=AuthorityLevel.RULE_BASED, today=TODAY)
    assert made is not None
    assert (made.benefit, made.amount) == ("gebyr", fees[0])
    said = with_unit(fees[0], Unit.KRONER)
    assert decision_line(made) == f"Gebyr: {said}"
    lines = decision_lines(made)
    assert lines[0] == f"Gebyr: {said}"
    assert not any(word in line for line in lines for word in ("Afgørelse", "Alt er givet"))


def test_a_fee_that_is_doubled_says_why_and_where_to_complain() -> None:
    answers = {
        "barn": "0906174072", "barn_moedt": "ja", "gammelt_pas": "bortkommet", "bortkomst_meldt": "ja",
        "samtykke_mor": "moedt", "samtykke_far": "moedt", "legitimation": "attest",
    }  # fmt: skip
    whole = checked("boernepas", answers)
    made = decided(whole, reckoned(whole), able=AuthorityLevel.RULE_BASED, today=TODAY)
    assert made is not None
    lines = decision_lines(made)
    assert lines[0].startswith("Gebyr: ")
    assert "Begrundelse:" in lines
    assert any(line.startswith("Klagevejledning") for line in lines)
    proposed = checked("boernepas", {**answers, "barn": ""}, facts(barn_cpr_nummer="0906174072"))
    assert proposed.can_finish
    assert reckoned(proposed).owed == made.owed, "nobody is heard about who their own child is"


def test_a_fee_is_told_also_while_its_form_is_stopped() -> None:
    fee = reckoned(checked("boernepas", {"barn": "0906174072", "barn_moedt": "nej", "gammelt_pas": "med"}))
    assert (fee.outcome, fee.is_fee) == (Outcome.GRANTED, True)


@pytest.mark.parametrize(
    ("answers", "fee"),
    [
        ("art=fornyelse;gruppe=1;fornyes_som=almindeligt", "koerekort_fornyelse"),
        ("art=fornyelse;gruppe=1;fornyes_som=koerelaerer", "koerekort_fornyelse_koerelaerer"),
        ("art=fornyelse;gruppe=1;fornyes_som=helbred", "koerekort_fornyelse_helbred"),
        ("art=fornyelse;gruppe=2;fornyes_til=c_d", "koerekort_fornyelse_c_d"),
        ("art=fornyelse;gruppe=2;fornyes_til=erhverv;fornyes_som=almindeligt", "koerekort_fornyelse_erhverv"),
        ("art=fornyelse;gruppe=2;fornyes_til=erhverv_helbred", "koerekort_fornyelse_erhverv_helbred"),
        ("art=bortkommet;gruppe=1;kun_knallert=nej", "koerekort_duplikat"),
        ("art=bortkommet;gruppe=1;kun_knallert=ja", "koerekort_duplikat_knallert"),
        ("art=bortkommet;gruppe=2", "koerekort_duplikat"),
        ("art=ombytning;gruppe=1", "koerekort_ombytning"),
        ("art=internationalt;gruppe=2", "koerekort_internationalt"),
    ],
)
def test_a_driving_licence_has_the_fee_of_what_it_is_about(answers: str, fee: str) -> None:
    found = assessed(sheet("koerekort", parts(answers)), book=fjordby(), on=TODAY, known=TODAY)
    assert found is not None
    assert {*(rate.key for rate in found.rates), *(rate.key for rate in found.absent)} == {f"gebyr.{fee}"}


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ("art=fornyelse;gruppe=1", "fornyes_som"),
        ("art=fornyelse;gruppe=2", "fornyes_til"),
        ("art=bortkommet;gruppe=1", "kun_knallert"),
        ("art=fornyelse", "gruppe"),
    ],
)
def test_a_fee_that_hangs_on_more_asks_for_it_and_hinders_nothing(answers: str, asked: str) -> None:
    found = sheet("koerekort", parts(answers))
    made = reckoned(found)
    assert (made.outcome, made.amount) == (Outcome.NOT_ASSESSED, None)
    assert asked in lacking(made)
    assert asked == "gruppe" or not found[asked].hinders


def test_a_fee_that_is_confirmed_is_decided_beside_the_form_and_a_first_licence_has_none() -> None:
    answers = parts("art=fornyelse;gruppe=1;fornyes_som=almindeligt")
    looked_up = date(2026, 11, 21)
    made = assessed(sheet("koerekort", answers), book=fjordby(), on=looked_up, known=looked_up)
    assert made is not None
    assert (made.outcome, made.amount) == (Outcome.GRANTED, Decimal(190))
    first = sheet("koerekort", {**answers, "art": "foerste"})
    assert assessed(first, book=fjordby(), on=TODAY, known=TODAY) is None


def test_answers_that_a_table_has_no_line_for_are_not_told() -> None:
    whole = sheet("koerekort", parts("art=ombytning;gruppe=1"))
    assert whole.form.assess is not None
    made = whole.form.assess.inputs["ydelse"]
    short = replace(made, words={line: word for line, word in made.words.items() if line != "ombytning"})
    form = replace(whole.form, assess=replace(whole.form.assess, inputs={"ydelse": short}))
    assert lacking(reckoned(replace(whole, form=form))) == {"ydelse": Why.NOT_TOLD}
