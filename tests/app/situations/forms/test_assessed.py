"""What forms come to: decided where everything is settled, said where it is not, and never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from app.access.roles import AuthorityLevel
from app.benefits.decision import kept, read_kept
from app.benefits.hearing import heard_facts
from app.benefits.model import Assessment, AssessmentKind, Decision, Heard, Hearing, Outcome, Reason, Unit
from app.cpr import CprNumber
from app.facts.model import CITIZEN, Fact, Facts, Unknown, Why
from app.facts.vocabulary import load_vocabulary
from app.situations.forms.answers import Choice, Mark, Sheet, Stands, Told, fill, settle
from app.situations.forms.assessed import Deciding, assessed, decided, words_for
from app.situations.forms.finished import Draft, FinishedForm, freeze
from app.situations.forms.model import Made, Way
from tests.app.desk import CITIZEN as WHO
from tests.app.situations.forms.made_up import (
    FETCHED,
    NOW,
    PLACE,
    ROOT,
    TODAY,
    checked,
    fact,
    failed,
    forms,
    sheet,
    told,
)
from tests.app.situations.forms.stores import VIEWER, FormStore
from tests.rules.book import fjordby, shipped

ALONE = Facts.of(
    [
        fact("antal_boern_hjemme", 2),
        fact("personlig_indkomst_maaned", Decimal("24150.00"), "eindkomst"),
        fact("andre_voksne_paa_adressen", 0, "bbr"),
        fact("aegtefaelle_samme_adresse", False),
        fact("har_friplads", False, "benefits"),
    ]
)
FRIPLADS = {
    "barn": "0906224070", "dagtilbud": "Børnehuset", "optaget_fra": "01-12-2026", "takst_maaned": "3.000",
    "bor_mest_hos": "ansoeger", "oplyst_enlig": "ja", "egen_virksomhed": "nej",
}  # fmt: skip
COUPLE = {**FRIPLADS, "oplyst_enlig": "nej", "samlever": "0702614075", "indkomst_samlever": "25.000"}
HEALTH = {
    "art": "tandlaege", "egen_udgift": "1.000", "folkepension": "ja", "tillaegsprocent": "100",
    "formue_kendt": "ja", "likvid_formue": "20.000",
}  # fmt: skip
LOAN = {
    "ny_bolig": PLACE, "boligart": "lejlighed", "ibrugtaget_efter_1964": "ja", "indflytning": "01-12-2026",
    "indskud": "30.000", "husleje_maaned": "7.000", "lejekontrakt": "kontrakt.pdf", "boern": "0",
    "hele_husstanden": "ja", "voksne": "1", "indkomst_ansoeger": "20.000", "anden_indkomst": "nej",
    "formue": "5.000", "gammelt_laan": "nej",
}  # fmt: skip
HOUSING = {
    "bolig": PLACE, "indflyttet": "01-03-2026", "bor_til": "leje", "husleje_maaned": "6.000", "varme_i_husleje": "nej",
    "areal": "60", "koekken": "ja", "personer": "1", "boern": "0", "folkepension": "nej",
    "oplyst_indkomst_maaned": "20.000", "formue": "0",
}  # fmt: skip


def reckoned(found: Sheet) -> Assessment:
    """By the figures that Fjordby has confirmed."""
    made = assessed(found, book=fjordby(), on=TODAY, known=TODAY)
    assert made is not None
    return made


def at(answers: Mapping[str, str], known: Facts = ALONE, form: str = "oekonomisk-friplads") -> Assessment:
    return reckoned(sheet(form, answers, known))


def lacking(found: Assessment) -> dict[str, Why]:
    return {unknown.name: unknown.why for unknown in found.missing}


def decision_of(form: str, answers: Mapping[str, str], known: Facts | None = None) -> Decision | None:
    found = checked(form, answers, known)
    return decided(found, reckoned(found), able=AuthorityLevel.RULE_BASED, today=TODAY)


def heard(about: Assessment, way: Heard = Heard.HEARD, answer: str = "Det passer.") -> Hearing:
    """The party heard yesterday about what the decision owes."""
    assert about.owed is not None
    day = TODAY - timedelta(days=1) if way is Heard.HEARD else None
    return Hearing(way, heard_facts(about.owed.hearing, {}), answer, day, "Lise Nord", NOW)


# Økonomisk friplads


def test_while_a_rule_stops_the_form_it_comes_to_nothing_but_what_is_to_be_mended() -> None:
    """Søskendetilskud is on the cheaper places: with the dearer one among the siblings' there is nothing to reckon."""
    poor = ALONE.with_([fact("personlig_indkomst_maaned", Decimal(15000), "eindkomst")])
    siblings = {**FRIPLADS, "andre_takster_maaned": "4.000"}
    found = at({**siblings, "er_dyrest": "nej"}, poor)
    assert (found.outcome, found.reason, found.amount) == (Outcome.NOT_ASSESSED, Reason.STOPPED, None)
    assert (found.owed, found.further, found.rates) == (None, (), ())
    (step,) = found.steps
    assert step.text.startswith("Skriv den dyreste plads under takst")
    assert at({**siblings, "er_dyrest": "ja"}, poor).reason is Reason.FULL
    of_age = at({**siblings, "er_dyrest": "nej", "barn": "0702614075", "bor_mest_hos": "anden"}, poor)
    assert len(of_age.steps) == 2, "a rule's stop goes before judgement"
    assert decision_of("oekonomisk-friplads", {**siblings, "er_dyrest": "nej"}, poor) is None


def test_an_estimate_is_stopped_as_well_and_none_is_made_where_there_is_none() -> None:
    single = {
        "oplyst_enlig": "ja", "enlig_siden": "01-03-2026", "grund": "flyttet", "andre_voksne": "nej",
        "boern_hjemme": "2", "ophold": "mest", "erklaering": "nej",
    }  # fmt: skip
    assert at(single, Facts(), "boernetilskud-enlig").reason is Reason.STOPPED
    elsewhere = sheet("boernetilskud-enlig", {**single, "ophold": "mindst"})
    assert assessed(elsewhere, book=fjordby(), on=TODAY, known=TODAY) is None


def test_a_low_income_gives_the_whole_place_and_owes_nothing() -> None:
    known = ALONE.with_([fact("personlig_indkomst_maaned", Decimal(15000), "eindkomst")])
    found = at(FRIPLADS, known)
    assert (found.outcome, found.reason, found.amount) == (Outcome.GRANTED, Reason.FULL, Decimal(0))
    assert found.owed is not None
    assert found.owed.is_nothing
    assert {figure.key: figure.value for figure in found.further}["tilskud_md"] == 3000


def test_two_incomes_are_a_years_and_the_decision_says_who_knows_what_and_since_when() -> None:
    found = at(COUPLE)
    told = {used.name: used for used in found.used}
    # Each part of the sum by whoever knows it: eIndkomst says the applicant's, the citizen the partner's.
    assert told["indkomst_ansoeger"] == Fact("indkomst_ansoeger", Decimal("24150.00"), "eindkomst", FETCHED)
    assert told["indkomst_samlever"] == Fact("indkomst_samlever", Decimal("25000.00"), CITIZEN, NOW)
    assert "indkomst_aar_kr" not in told
    assert found.steps[0].amount == Decimal(589800)
    assert (found.outcome, found.reason) == (Outcome.GRANTED, Reason.PARTIAL)
    # (12 x 49150 - 7000 - 218100) / 4836 = 75,4 whole steps over 5 pct.
    assert found.amount == 80
    assert found.owed is not None
    assert {fact.name for fact in found.owed.hearing} == {"indkomst_ansoeger", "antal_boern_hjemme"}
    assert found.owed.reasons
    assert found.owed.complaint is not None


def test_a_high_income_gives_none() -> None:
    found = at({**COUPLE, "indkomst_samlever": "60.000"})
    assert (found.outcome, found.reason, found.amount) == (Outcome.NOT_MET, Reason.INCOME, Decimal(100))
    assert found.owed is not None
    assert found.owed.complaint is not None


def test_a_sibling_s_place_and_the_price_come_from_the_form() -> None:
    figures = {figure.key: figure.value for figure in at({**COUPLE, "andre_takster_maaned": "2.000"}).further}
    assert figures["egenbetaling_md"] == 3200
    # The dearest is 4.000, and half of 2.000: 80 pct. of 5.000.
    dearer = {**COUPLE, "takst_maaned": "4.000", "andre_takster_maaned": "2.000", "er_dyrest": "ja"}
    assert {figure.key: figure.value for figure in at(dearer).further}["egenbetaling_md"] == 4000


def test_siblings_places_are_not_decided_before_the_dearest_is_told_apart() -> None:
    form, answers = "oekonomisk-friplads", {**COUPLE, "takst_maaned": "2.000", "andre_takster_maaned": "4.000"}
    assert [filled.field.name for filled in sheet(form, answers, ALONE).hindrances] == ["er_dyrest"]
    assert not sheet(form, {**answers, "er_dyrest": "nej"}, ALONE).can_finish
    assert sheet(form, {**answers, "er_dyrest": "ja"}, ALONE).can_finish
    assert not sheet(form, COUPLE, ALONE)["er_dyrest"].shown


def test_the_children_of_a_loan_are_those_at_home() -> None:
    known = Facts.of([fact("antal_boern", 3), fact("antal_boern_hjemme", 0)])
    assert sheet("beboerindskudslaan", {}, known)["boern"].value == 0


def test_next_year_is_not_reckoned_with_this_year_s_figures() -> None:
    moved = at({**HOUSING, "indflyttet": "01-02-2027"}, Facts(), "boligstoette")
    assert (moved.on.isoformat(), moved.outcome, moved.reason) == (
        "2027-02-01",
        Outcome.NOT_ASSESSED,
        Reason.RATES_MISSING,
    )
    assert at(HOUSING, Facts(), "boligstoette").on == TODAY


@pytest.mark.parametrize(
    ("before", "percent", "step"), [("580.000", 78, "under 5 trin"), ("500.000", 80, "og der genberegnes")]
)
def test_a_month_is_reckoned_anew_when_the_income_has_moved_five_steps(before: str, percent: int, step: str) -> None:
    answers = {**COUPLE, "friplads_nu": "ja", "hidtil_indkomst_aar": before}
    known = ALONE.with_([fact("har_friplads", True, "benefits")])
    found = at(answers, known)
    assert any(step in said.text for said in found.steps)
    assert found.amount == percent
    without = {name: text for name, text in answers.items() if name != "hidtil_indkomst_aar"}
    assert lacking(at(without, known)) == {"hidtil_indkomst_aar": Why.NOT_TOLD}
    assert lacking(at({**answers, "hidtil_indkomst_aar": "12.5"}, known)) == {"hidtil_indkomst_aar": Why.NOT_TOLD}


def test_what_cannot_be_read_is_not_taken_for_what_was_not_said() -> None:
    assert lacking(at({**FRIPLADS, "takst_maaned": "12.5"})) == {"takst_maaned": Why.NOT_TOLD}
    assert at({**FRIPLADS, "takst_maaned": ""}).outcome is Outcome.GRANTED


def test_two_words_for_one_thing_are_no_income_before_a_person_has_chosen() -> None:
    answers = {**FRIPLADS, "indkomst_ansoeger": "12.000"}
    found = at(answers)
    assert (found.outcome, found.amount, found.steps, found.owed) == (Outcome.NOT_ASSESSED, None, (), None)
    assert lacking(found) == {"indkomst_ansoeger": Why.DIFFERS}
    pending = sheet("oekonomisk-friplads", answers, ALONE)
    choice = settle(pending["indkomst_ansoeger"], Stands.CITIZEN, by="Lise Nord", at=NOW)
    chosen: dict[str, Choice] = {"indkomst_ansoeger": choice}
    settled = reckoned(sheet("oekonomisk-friplads", answers, ALONE, choices=chosen))
    assert (settled.outcome, settled.amount) == (Outcome.GRANTED, Decimal(0))
    (income,) = (used for used in settled.used if used.name == "husstandsindkomst_aar")
    assert income == Fact("husstandsindkomst_aar", Decimal(144000), CITIZEN, NOW)


@pytest.mark.parametrize("answers", [{}, {"indkomst_ansoeger": "12.000"}])
@pytest.mark.parametrize("why", [Why.FAILED, Why.LOADING])
def test_no_answer_from_eindkomst_is_no_decision_whatever_the_citizen_says(
    answers: Mapping[str, str], why: Why
) -> None:
    known = ALONE.with_([failed("personlig_indkomst_maaned", "eindkomst", why)])
    found = at({**FRIPLADS, **answers}, known)
    assert found.outcome is Outcome.NOT_ASSESSED
    assert found.missing == (Unknown("indkomst_ansoeger", why, "eindkomst"),)


def test_a_rule_that_waits_for_a_register_is_said_though_no_input_needs_it() -> None:
    known = ALONE.with_([failed("andre_voksne_paa_adressen", "bbr")])
    assert lacking(at({**FRIPLADS, "enlig_afklaret": "ja"}, known)) == {"andre_voksne_paa_adressen": Why.FAILED}


def test_an_income_that_may_be_there_is_asked_for_first() -> None:
    without = {name: text for name, text in FRIPLADS.items() if name != "egen_virksomhed"}
    assert lacking(at(without)) == {"egen_virksomhed": Why.NOT_TOLD}
    own = {**FRIPLADS, "egen_virksomhed": "ja"}
    assert lacking(at(own)) == {"indkomst_anden": Why.NOT_TOLD}
    assert at({**own, "indkomst_anden": "1.000"}).steps[0].amount == 12 * Decimal("25150.00")


def test_another_adult_on_the_address_takes_judgement_until_it_is_settled() -> None:
    known = ALONE.with_([fact("andre_voksne_paa_adressen", 1, "bbr")])
    found = at({**FRIPLADS, "enlig_afklaret": "nej"}, known)
    assert (found.outcome, found.reason, found.amount) == (Outcome.NOT_COMPUTABLE, Reason.JUDGEMENT, None)
    assert [step.text for step in found.steps] == ["Der er andre voksne registreret på adressen. Hvem er det?"]
    assert lacking(at(FRIPLADS, known)) == {"enlig_afklaret": Why.NOT_TOLD}
    assert at({**FRIPLADS, "enlig_afklaret": "ja"}, known).outcome is Outcome.GRANTED


def test_a_spouse_who_is_registered_there_takes_judgement_until_it_is_settled() -> None:
    known = ALONE.with_([fact("aegtefaelle_samme_adresse", True)])
    assert at({**FRIPLADS, "enlig_afklaret": "nej"}, known).reason is Reason.JUDGEMENT
    assert at({**FRIPLADS, "enlig_afklaret": "ja"}, known).outcome is Outcome.GRANTED


def test_a_couple_has_nothing_to_settle_about_the_other_adult() -> None:
    known = ALONE.with_([fact("andre_voksne_paa_adressen", 1, "bbr"), fact("aegtefaelle_samme_adresse", True)])
    assert at(COUPLE, known).outcome is Outcome.GRANTED


def test_whether_there_is_a_reduction_already_must_be_known() -> None:
    """From the index or from the citizen: what there is is reckoned anew by other rules."""
    known = ALONE.with_([failed("har_friplads", "benefits")])
    assert lacking(at(FRIPLADS, known)) == {"friplads_nu": Why.FAILED}
    assert at(FRIPLADS).outcome is Outcome.GRANTED


def test_the_place_decides_whose_the_reduction_is() -> None:
    assert at({**FRIPLADS, "bor_mest_hos": "anden"}).reason is Reason.JUDGEMENT
    assert at({**FRIPLADS, "bor_mest_hos": "lige", "har_pladsen": "nej"}).reason is Reason.JUDGEMENT
    assert at({**FRIPLADS, "bor_mest_hos": "lige", "har_pladsen": "ja"}).outcome is Outcome.GRANTED


def test_the_day_is_the_place_s_first_but_none_that_is_past() -> None:
    assert at(FRIPLADS).on.isoformat() == "2026-12-01"
    assert at({**FRIPLADS, "optaget_fra": "01-02-2020"}).on == TODAY
    without = {name: text for name, text in FRIPLADS.items() if name != "optaget_fra"}
    assert lacking(at(without)) == {"optaget_fra": Why.NOT_TOLD}


def test_figures_nobody_has_confirmed_decide_nothing() -> None:
    found = assessed(sheet("oekonomisk-friplads", FRIPLADS, ALONE), book=shipped(), on=TODAY, known=TODAY)
    assert found is not None
    assert found.outcome is Outcome.NOT_ASSESSED
    assert found.absent or found.unconfirmed


# The others


def test_health_supplement_in_full_in_part_and_none() -> None:
    form = "helbredstillaeg"
    full = at(HEALTH, Facts(), form)
    assert (full.outcome, full.reason, full.amount) == (Outcome.GRANTED, Reason.FULL, Decimal(850))
    part = at({**HEALTH, "tillaegsprocent": "40"}, Facts(), form)
    assert (part.reason, part.amount) == (Reason.PARTIAL, Decimal(340))
    rich = at({**HEALTH, "likvid_formue": "500.000"}, Facts(), form)
    assert (rich.outcome, rich.reason) == (Outcome.NOT_MET, Reason.WEALTH)
    by_udk = {**HEALTH, "formue_kendt": "nej"}
    assert lacking(at(by_udk, Facts(), form)) == {"formue_under_graensen": Why.NOT_TOLD}
    assert at({**by_udk, "formue_under_graensen": "ja"}, Facts(), form).amount == 850
    assert at({**HEALTH, "art": "briller"}, Facts(), form).reason is Reason.JUDGEMENT
    silent = Facts.of([failed("har_folkepension", "benefits")])
    assert lacking(at(HEALTH, silent, form))["folkepension"] is Why.FAILED


def test_health_supplement_is_for_folkepension_and_the_foertidspension_from_before_2003() -> None:
    form = "helbredstillaeg"
    none = Facts.of([fact("har_folkepension", False, "benefits")])
    answers = {name: text for name, text in HEALTH.items() if name != "folkepension"}
    asked = sheet(form, answers, none)
    assert asked["foertidspension_foer_2003"].required
    assert asked["foertidspension_foer_2003"].value is None, "what the index has of folkepension does not answer it"
    assert lacking(reckoned(asked)) == {"foertidspension_foer_2003": Why.NOT_TOLD}
    assert at({**answers, "foertidspension_foer_2003": "ja"}, none, form).amount == 850
    assert at({**answers, "foertidspension_foer_2003": "nej"}, none, form).reason is Reason.JUDGEMENT
    newer = at({**HEALTH, "folkepension": "nej", "foertidspension_foer_2003": "nej"}, Facts(), form)
    assert (newer.reason, newer.amount) == (Reason.JUDGEMENT, None)


def test_a_fortune_is_told_by_its_amount_or_by_its_being_below_the_limit_and_never_by_both() -> None:
    both = {**HEALTH, "likvid_formue": "200.000", "formue_under_graensen": "ja"}
    assert at({**both, "formue_kendt": "ja"}, Facts(), "helbredstillaeg").reason is Reason.WEALTH
    assert at({**both, "formue_kendt": "nej"}, Facts(), "helbredstillaeg").amount == 850
    unsaid = {name: text for name, text in both.items() if name != "formue_kendt"}
    assert not sheet("helbredstillaeg", unsaid).can_finish
    assert "formue_kendt" in lacking(at(unsaid, Facts(), "helbredstillaeg"))


def test_housing_support_is_an_estimate_that_takes_the_citizens_word() -> None:
    known = Facts.of([failed("boligareal", "bbr")])
    found = at(HOUSING, known, "boligstoette")
    assert (found.kind, found.outcome, found.amount) == (AssessmentKind.ESTIMATE, Outcome.GRANTED, Decimal(926))
    assert found.owed is None
    assert any("Forudsat" in step.text for step in found.steps)
    assert lacking(at({**HOUSING, "areal": ""}, known, "boligstoette")) == {"areal": Why.FAILED}
    assert at({**HOUSING, "bor_til": "ejer"}, known, "boligstoette").outcome is Outcome.NOT_COMPUTABLE
    open_scheme = {name: text for name, text in HOUSING.items() if name != "folkepension"}
    pension = Facts.of([fact("har_offentlig_pension", False, "eindkomst")])
    assert at(open_scheme, pension, "boligstoette").amount == 926
    assert lacking(at(open_scheme, Facts(), "boligstoette")) == {"folkepension": Why.NOT_TOLD}
    heated = at({**HOUSING, "varme_i_husleje": "ja"}, known, "boligstoette")
    assert heated.amount != found.amount
    two = at({**HOUSING, "personer": "2"}, known, "boligstoette")
    assert {used.name: used.value for used in two.used}.items() >= {"personer": 2, "boern": 0}.items()


@pytest.mark.parametrize("form", ["boligstoette", "aendret-indkomst"])
def test_a_pension_that_the_index_has_is_filled_in_and_a_no_against_it_is_settled_first(form: str) -> None:
    known = Facts.of([fact("nogen_har_folkepension", True, "benefits")])
    answers = {name: text for name, text in HOUSING.items() if name != "folkepension"}
    changed = {"ydelse": "boligstoette", "aendret_fra": "11-2026", "oevrig_indkomst_maaned": "0", "voksne": "1"}
    answers = {**answers, **(changed if form == "aendret-indkomst" else {})}
    filled = sheet(form, answers, known)["folkepension"]
    assert (filled.value, filled.stands) == (True, Stands.REGISTER)
    as_pensioner = at(answers, known, form)
    assert as_pensioner.amount == at({**answers, "folkepension": "ja"}, Facts(), form).amount != 926
    denied = {**answers, "folkepension": "nej"}
    assert sheet(form, denied, known)["folkepension"].mark is Mark.DIFFERS
    assert lacking(at(denied, known, form)) == {"folkepension": Why.DIFFERS}
    assert at(denied, Facts(), form).amount == 926


def test_what_is_less_is_taken_off_and_must_be_known_too() -> None:
    whole = sheet("boligstoette", HOUSING)
    assert whole.form.assess is not None
    smaller = Made(Way.SUM, ("areal",), less=("personer",))
    inputs = {**whole.form.assess.inputs, "areal_m2": smaller}
    form = replace(whole.form, assess=replace(whole.form.assess, inputs=inputs))
    found = reckoned(replace(whole, form=form))
    assert any("59 m²" in step.text for step in found.steps)
    alone = sheet("boligstoette", {**HOUSING, "personer": ""})
    assert "personer" in lacking(reckoned(replace(alone, form=form)))


def test_a_changed_income_is_reckoned_for_housing_support_alone() -> None:
    answers = {
        "ydelse": "boligstoette", "oplyst_indkomst_maaned": "15.000", "oevrig_indkomst_maaned": "5.000",
        "husleje_maaned": "6.000", "varme_i_husleje": "nej", "areal": "60", "voksne": "1", "boern": "0",
        "formue": "0", "folkepension": "nej", "aendret_fra": "11-2026",
    }  # fmt: skip
    ahead = at({**answers, "aendret_fra": "02-2027"}, Facts(), "aendret-indkomst")
    assert (ahead.on.isoformat(), ahead.reason) == ("2027-02-01", Reason.RATES_MISSING)
    assert at(answers, Facts(), "aendret-indkomst").amount == 926
    pension = sheet("aendret-indkomst", {**answers, "ydelse": "pension"})
    assert assessed(pension, book=fjordby(), on=TODAY, known=TODAY) is None
    apart = {name: text for name, text in answers.items() if name != "oevrig_indkomst_maaned"}
    assert lacking(at(apart, Facts(), "aendret-indkomst")) == {"oevrig_indkomst_maaned": Why.NOT_TOLD}


def test_a_child_supplement_and_help_to_a_funeral_are_estimates() -> None:
    alone = {"oplyst_enlig": "ja", "boern_hjemme": "2", "ophold": "mest"}
    child = at(alone, Facts(), "boernetilskud-enlig")
    assert (child.kind, child.unit) == (AssessmentKind.ESTIMATE, Unit.A_YEAR)
    assert child.outcome in (Outcome.GRANTED, Outcome.NOT_ASSESSED)
    assert {used.name for used in child.used} >= {"oplyst_enlig", "antal_boern_hjemme"} or child.absent
    dead = {
        "afdoede": "0702614075", "doedsdato": "01-06-2024", "dansk_sygesikring": "ja", "efterlader_aegtefaelle": "nej",
        "efterlader_boern": "nej", "kun_minimum": "nej", "samlet_formue": "25.000",
    }  # fmt: skip
    funeral = at(dead, Facts(), "begravelseshjaelp")
    assert (funeral.on.isoformat(), funeral.amount) == ("2024-06-01", Decimal(8450))
    born = next(used for used in funeral.used if used.name == "afdoede_foedt")
    assert born.value == CprNumber("0702614075").birth_date
    wife = at({**dead, "efterlader_boern": "", "efterlader_aegtefaelle": "ja"}, Facts(), "begravelseshjaelp")
    assert lacking(wife) == {"efterlader_boern": Why.NOT_TOLD}
    assert lacking(at({**dead, "doedsdato": ""}, Facts(), "begravelseshjaelp"))["doedsdato"] is Why.NOT_TOLD


def test_a_form_that_is_not_reckoned_comes_to_nothing() -> None:
    assert assessed(sheet("flytteanmeldelse"), book=fjordby(), on=TODAY, known=TODAY) is None


def test_every_name_an_assessment_can_miss_has_its_word() -> None:
    terms = load_vocabulary(ROOT / "resources" / "facts.toml")
    pension = sheet("aendret-indkomst", {"ydelse": "pension", "faar_folkepension": "ja"})
    for found in (*map(sheet, forms()), pension):
        for asks in found.form.reckonings:
            made = assessed(found, book=fjordby(), on=TODAY, known=TODAY, asks=asks)
            missing = {unknown.name for unknown in made.missing} if made is not None else set()
            assert missing <= set(words_for(found.form, fjordby(), terms))


# What the finished form carries


def test_a_finished_form_carries_its_decision_out_of_the_kept_file(tmp_path: Path) -> None:
    desk = FormStore(tmp_path)
    form = forms()["oekonomisk-friplads"]
    draft = desk.drafts.begin(form, WHO)
    for name, text in COUPLE.items():
        draft = desk.drafts.tell(draft, name, text)
    found = fill(form, draft.told, draft.choices, ALONE, (), TODAY)
    made = reckoned(found)
    draft = desk.drafts.hear(draft, heard(made))
    reached = decided(found, made, able=AuthorityLevel.RULE_BASED, today=TODAY, hearing=draft.hearing)
    assert reached is not None
    finished = desk.drafts.finish(draft, found, decision=reached, deciding=Deciding.DECIDED)
    desk.restart()
    (again,) = desk.drafts.finished_of(WHO)
    assert finished.decision == again.decision == reached
    assert again.deciding is Deciding.DECIDED
    assert {used.name: used.value for used in reached.facts}["indkomst_samlever"] == Decimal(25000)
    assert reached.owed.hearing
    assert reached.hearing is not None
    assert (reached.hearing.by, reached.hearing.at) == ("Lise Nord", desk.clock.now())
    for secret in ("24150", "24.150", "Det passer"):
        assert secret not in repr(again)
    desk.close()


def test_what_was_finished_before_forms_were_decided_is_read_still() -> None:
    form = forms()["oekonomisk-friplads"]
    draft = Draft(UUID(int=1), form.key, WHO, told=told(FRIPLADS))
    finished = freeze(draft, sheet(form.key, FRIPLADS, ALONE), VIEWER, NOW, TODAY)
    old = msgspec.json.decode(msgspec.json.encode(finished))
    for later in ("kept_decision", "deciding", "following"):
        del old[later]
    del old["draft"]["hearing"]
    assert msgspec.json.decode(msgspec.json.encode(old), type=FinishedForm).decision is None


def test_every_kind_of_value_comes_back_as_it_was_kept() -> None:
    reached = decision_of("oekonomisk-friplads", FRIPLADS, ALONE)
    assert reached is not None
    values = (True, False, 3, Decimal("3.50"), TODAY, "leje", "2026-01-01", None)
    facts = tuple(Fact(f"f{number}", value, CITIZEN, NOW) for number, value in enumerate(values))
    filled = replace(reached, facts=facts)
    back = read_kept(kept(filled))
    assert back == filled
    assert [type(used.value) for used in back.facts] == [type(value) for value in values]


@pytest.mark.parametrize(
    ("able", "is_decided"),
    [(AuthorityLevel.GUIDANCE, False), (AuthorityLevel.RULE_BASED, True), (AuthorityLevel.PROFESSIONAL, True)],
)
def test_who_may_not_decide_leaves_no_decision(able: AuthorityLevel, is_decided: bool) -> None:
    found = sheet("oekonomisk-friplads", FRIPLADS, ALONE)
    assert (decided(found, reckoned(found), able=able, today=TODAY) is not None) is is_decided


def test_no_decision_without_a_whole_form_a_right_to_decide_and_an_answer() -> None:
    able = AuthorityLevel.PROFESSIONAL
    whole = sheet("oekonomisk-friplads", FRIPLADS, ALONE)
    made = reckoned(whole)
    assert decided(whole, made, able=able, today=TODAY) is not None
    assert decided(whole, None, able=able, today=TODAY) is None
    prepared = replace(whole, form=replace(whole.form, level=3))
    handed_over = replace(whole, form=replace(whole.form, hand_over="Udbetaling Danmark"))
    assert decided(prepared, made, able=able, today=TODAY) is None
    assert decided(handed_over, made, able=able, today=TODAY) is None
    unnamed = sheet("oekonomisk-friplads", {**FRIPLADS, "dagtilbud": ""}, ALONE)
    assert reckoned(unnamed).amount is not None
    assert decided(unnamed, reckoned(unnamed), able=able, today=TODAY) is None
    other = sheet("oekonomisk-friplads", {**FRIPLADS, "bor_mest_hos": "anden"}, ALONE)
    assert decided(other, reckoned(other), able=able, today=TODAY) is None
    housing = sheet("boligstoette", HOUSING)
    assert decided(housing, reckoned(housing), able=able, today=TODAY) is None


def test_each_part_of_a_sum_is_as_old_as_it_is() -> None:
    later = {**told(COUPLE), "indkomst_samlever": Told("25.000", FETCHED - timedelta(days=1))}
    found = fill(forms()["oekonomisk-friplads"], later, {}, ALONE, (), TODAY)
    ages = {used.name: (used.source, used.as_of) for used in reckoned(found).used}
    assert ages["indkomst_ansoeger"] == ("eindkomst", FETCHED)
    assert ages["indkomst_samlever"] == (CITIZEN, FETCHED - timedelta(days=1))
