"""What an assessment carries: what was used, what is missing and why, what is owed; and what if."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

import pytest

from app.benefits.assess import Comparison, Setting, assess, compare
from app.benefits.decision import COMPLAINT, decision
from app.benefits.household import with_household
from app.benefits.model import AssessmentKind, Decider, Outcome, Owed, Reason, Unit
from app.benefits.words import conclusion, owed_lines, why
from app.errors import BugError
from app.facts.model import CITIZEN, Fact, Facts, Unknown, Value, Why
from tests.rules.book import TODAY, assessed, facts, fjordby, shipped

ASKED: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOME: Final[dict[str, Value]] = {
    "boligstoette_ordning": "boligsikring",
    "voksne_paa_adressen": 1,
    "antal_boern_hjemme": 0,
    "husstandsindkomst_maaned": 20000,
    "husleje_maaned": 6000,
    "boligareal": 60,
    "formue": 0,
    "varme_betales_saerskilt": True,
    "boligtype": "leje",
    "eget_koekken": True,
}


def register(name: str, value: Value, source: str = "eindkomst") -> Fact:
    return Fact(name, value, source, ASKED)


def test_the_vocabularys_facts_answer_the_inputs_with_source_and_age() -> None:
    known = facts(**HOME).with_([register("boligareal", 60, "bbr")])
    found = assessed("boligstoette", known)
    assert (found.outcome, found.amount, found.monthly) == (Outcome.GRANTED, Decimal(926), Decimal(926))
    assert register("boligareal", 60, "bbr") in found.used
    assert {fact.name for fact in found.used} == set(HOME)
    assert (found.kind, found.decider) == (AssessmentKind.ESTIMATE, Decider.UDBETALING_DANMARK)
    assert (found.unit, found.on, found.known, found.title) == (Unit.A_MONTH, TODAY, TODAY, "Boligstøtte")
    assert (found.missing, found.absent, found.owed) == ((), (), None)
    assert [rate.key for rate in found.unconfirmed] == ["boligsikring.egenbetaling_min"]


def test_what_is_typed_here_goes_before_the_register() -> None:
    known = facts(**HOME).with_([register("boligareal", 60, "bbr")]).with_([Fact("boligareal", 90, CITIZEN)])
    found = assessed("boligstoette", known)
    assert Fact("boligareal", 90, CITIZEN) in found.used
    assert found.amount != 926


def test_a_fact_that_happens_to_be_called_as_an_input_is_does_not_answer_it() -> None:
    told = facts(pension_civilstand="enlig", indkomst_uden_arbejde_aar=0)
    status = register("civilstand", "enke_eller_enkemand", "cpr")
    found = assess("pensionstillaeg", told.with_([status]), book=shipped(), on=TODAY, known=TODAY)
    assert (found.outcome, found.amount) == (Outcome.GRANTED, Decimal(104748))
    assert status not in found.used


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Why.FAILED, "eIndkomst har ikke svaret"),
        (Why.LOADING, "eIndkomst har ikke svaret endnu"),
        (Why.NOT_ASKED, "eIndkomst er ikke spurgt"),
    ],
)
def test_a_register_that_has_not_answered_is_named_and_never_a_zero(reason: Why, said: str) -> None:
    told = {name: value for name, value in HOME.items() if name != "husstandsindkomst_maaned"}
    known = facts(**told).with_([Unknown("personlig_indkomst_maaned", reason, "eindkomst")])
    found = assessed("boligstoette", known)
    assert (found.outcome, found.reason) == (Outcome.NOT_ASSESSED, Reason.FACTS_MISSING)
    assert (found.amount, found.monthly, found.rates) == (None, None, ())
    assert found.missing == (Unknown("indkomst_kr_md", reason, "eindkomst"),)
    benefit = shipped().benefits["boligstoette"]
    line = f"Vejledende: ikke vurderet – Husstandens indkomst pr. måned: {said}"
    assert conclusion(found, benefit) == line


def test_an_unnamed_source_is_named_as_it_is() -> None:
    assert why(Unknown("x", Why.FAILED, "postkassen")) == "postkassen har ikke svaret"


def test_all_gaps_are_told_at_once() -> None:
    found = assessed("boligstoette", facts(boligstoette_ordning="boligsikring", antal_boern_hjemme=0))
    assert [fact.name for fact in found.missing] == [
        "voksne", "indkomst_kr_md", "husleje_kr_md", "areal_m2", "formue_kr", "varme",
    ]  # fmt: skip
    assert {(fact.why, fact.source) for fact in found.missing} == {(Why.NOT_TOLD, CITIZEN)}


@pytest.mark.parametrize("area", [0, -5, Decimal("0.5"), 2001, None, "60", True])
def test_what_cannot_be_reckoned_with_is_not_told(area: Value) -> None:
    found = assessed("boligstoette", facts(**{**HOME, "boligareal": area}))
    assert [fact.name for fact in found.missing] == ["areal_m2"]


@pytest.mark.parametrize(("name", "value"), [("boligtype", "telt"), ("eget_koekken", 1), ("eget_koekken", "ja")])
def test_what_is_no_choice_is_presumed_as_if_untold(name: str, value: Value) -> None:
    found = assessed("boligstoette", facts(**{**HOME, name: value}))
    assert found.outcome is Outcome.GRANTED
    said = "svaret fra borgeren kan ikke bruges her"
    assert any(step.text.startswith("Forudsat: boligen") and said in step.text for step in found.steps)


def test_what_a_register_has_and_cannot_be_reckoned_with_is_the_registers() -> None:
    found = assessed("boligstoette", facts(**HOME).with_([register("boligareal", 0, "bbr")]))
    assert found.missing == (Unknown("areal_m2", Why.UNUSABLE, "bbr"),)
    assert why(found.missing[0]) == "svaret fra BBR kan ikke bruges her"


def test_no_children_is_an_answer() -> None:
    """CPR says 0: the citizen has nothing to tell."""
    found = assessed("friplads", facts().with_([register("antal_boern_hjemme", 0, "cpr")]), book=fjordby())
    assert (found.outcome, found.reason, found.missing) == (Outcome.NOT_MET, Reason.CONDITION, ())
    assert found.steps[0].text.startswith("Der bor 0 børn under 18 år i husstanden")
    assert found.owed is not None
    assert found.owed.hearing == (register("antal_boern_hjemme", 0, "cpr"),)


@pytest.mark.parametrize(("runs", "amount"), [(True, 230), (False, 0), (None, 0)])
def test_the_least_support_is_asked_of_those_who_apply_and_not_of_those_who_have_it(runs: Value, amount: int) -> None:
    known = facts(**{**HOME, "husstandsindkomst_maaned": 33500})
    found = assessed("boligstoette", known if runs is None else known.with_([register("har_boligstoette", runs)]))
    assert found.amount == amount
    both = [step for step in found.steps if "Får husstanden boligstøtte i forvejen" in step.text]
    assert bool(both) is (runs is None)
    assert all("230 kr. pr. måned" in step.text for step in both)


def test_what_hangs_on_a_birthday_nobody_told_is_told_both_ways() -> None:
    rich = facts(aegtefaelle_eller_barn_u18=False, formue_kr=500000)
    found = assessed("begravelseshjaelp", rich, on=date(2025, 7, 1))
    said = conclusion(found, shipped().benefits["begravelseshjaelp"])
    assert said == ("Vejledende: 0 kr. eller, hvis den afdøde var født før 1. april 1957, 1.050 kr. (ikke bekræftet)")
    told = assessed("begravelseshjaelp", rich.with_([Fact("afdoede_foedt", date(1960, 1, 1), CITIZEN)]), on=found.on)
    assert conclusion(told, shipped().benefits["begravelseshjaelp"]).startswith("Vejledende: ingen ret – formuen")


@pytest.mark.parametrize("key", sorted(shipped().benefits))
def test_a_day_before_the_rules_is_no_matter_of_judgement(key: str) -> None:
    found = assessed(key, Facts(), on=date(1990, 1, 1))
    if key == "folkepensionsalder":
        return
    benefit = shipped().benefits[key]
    assert (found.outcome, found.reason) == (Outcome.NOT_COMPUTABLE, Reason.NO_FORMULA)
    said = conclusion(found, benefit)
    if benefit.kind is AssessmentKind.DECISION:
        assert said == "Kan ikke afgøres her – reglerne for 1. januar 1990 er ikke lagt ind"
    else:
        assert said == f"Vejledende: {benefit.elsewhere}"


def test_a_doubled_fee_is_reasoned_and_its_complaint_looked_up() -> None:
    known = facts(ydelse="pas", foedt=date(1990, 1, 1), uden_gammelt_pas=True)
    found = assessed("gebyr", known, on=date(2023, 6, 1))
    assert found.owed == Owed(reasons=("pasloven § 4 a",))
    assert owed_lines(found.owed) == (
        "Begrundelse (forvaltningsloven §§ 22 og 24) efter pasloven § 4 a",
        "Klagevejledning (forvaltningsloven § 25): tjek lokalt, hvem der klages til",
    )
    plain = assessed("gebyr", known.with_([Fact("uden_gammelt_pas", False, CITIZEN)]), on=date(2023, 6, 1))
    assert plain.owed == Owed()


def test_every_limit_of_boligstoette_is_told_with_its_figures() -> None:
    low = assessed("boligstoette", facts(**{**HOME, "husleje_maaned": 5000}))
    texts = {step.text: step.amount for step in low.steps}
    assert texts["Uden børn er støtten højst 15 pct. af lejen på 62.100 kr."] == 9315
    own = "Husstanden skal selv betale 28.700 kr. af lejen på 62.100 kr.: støtten er højst resten"
    assert texts[own] == 33400
    assert texts["Loftet uden børn er lavest og bestemmer støtten for et år"] == 9315
    pensioner = assessed(
        "boligstoette", facts(**{**HOME, "boligstoette_ordning": "boligydelse", "husstandsindkomst_maaned": 25000})
    )
    texts = {step.text: step.amount for step in pensioner.steps}
    own = (
        "Husstanden skal selv betale 33.000 kr. af lejen på 74.490 kr. (11 pct. af indkomsten på 300.000 kr., dog "
        "mindst 21.300 kr.): støtten er højst resten"
    )
    assert texts[own] == 41490
    assert texts["Den højeste støtte for et år"] == 59628


@pytest.mark.parametrize(
    ("born", "step", "days"),
    [
        (date(1961, 1, 7), "Alderen nås den 7. januar 2028; der kan tidligst søges 6 måneder før", 411),
        (date(1952, 7, 28), "Alderen blev nået den 28. juli 2017", None),
        (date(1959, 11, 22), "Alderen blev nået den 22. november 2026", None),
    ],
)
def test_the_day_of_pension_is_ahead_or_behind(born: date, step: str, days: int | None) -> None:
    found = assessed("folkepensionsalder", facts(foedt=born))
    assert found.steps[-1].text == step
    assert [figure.value for figure in found.further] == ([days] if days else [])


def test_half_a_year_is_no_kroner() -> None:
    found = assessed("folkepensionsalder", facts(foedt=date(1954, 3, 1)))
    assert conclusion(found, shipped().benefits["folkepensionsalder"]) == "Vejledende: 65,5 år"


def test_a_presumption_says_which_register_is_silent() -> None:
    known = facts(**HOME).with_([Unknown("eget_koekken", Why.FAILED, "bbr")])
    texts = [step.text for step in assessed("boligstoette", known).steps]
    assert "Forudsat: boligen har eget køkken (Eget køkken: BBR har ikke svaret)" in texts


def test_a_benefit_nobody_declares_is_a_bug() -> None:
    with pytest.raises(BugError, match="gratis"):
        assess("gratis", Facts(), book=shipped(), on=TODAY, known=TODAY)


# The household


@pytest.mark.parametrize(
    ("told", "month", "year"),
    [
        ([register("personlig_indkomst_maaned", 20000), register("voksne_paa_adressen", 1, "cpr")], 20000, 240000),
        ([register("personlig_indkomst_maaned", 20000), register("voksne_paa_adressen", 2, "cpr")], None, None),
        ([register("personlig_indkomst_maaned", 20000)], None, None),
        ([register("personlig_indkomst_maaned", None), register("voksne_paa_adressen", 1, "cpr")], None, None),
        (
            [register("personlig_indkomst_maaned", 20000), Fact("husstandsindkomst_maaned", 31000, CITIZEN)],
            31000,
            372000,
        ),
        ([Fact("husstandsindkomst_aar", 400000, CITIZEN)], None, 400000),
    ],
)
def test_a_lone_adults_income_is_the_households(told: list[Fact], month: int | None, year: int | None) -> None:
    rent = assessed("boligstoette", facts(**HOME).with_([Unknown("husstandsindkomst_maaned", Why.NOT_TOLD, CITIZEN)]))
    assert rent.missing
    monthly = with_household(facts().with_(told))["husstandsindkomst_maaned"]
    assert (monthly.value if isinstance(monthly, Fact) else None) == month
    loan = assessed("beboerindskud", facts(indskud=25000, boern=0).with_(told), book=fjordby())
    assert {fact.name: fact.value for fact in loan.used}.get("husstandsindkomst_aar") == year


def test_the_derived_income_keeps_its_source_and_age() -> None:
    told = [register("personlig_indkomst_maaned", 20000), register("voksne_paa_adressen", 1, "cpr")]
    home = {key: value for key, value in HOME.items() if key not in {"husstandsindkomst_maaned", "voksne_paa_adressen"}}
    found = assessed("boligstoette", facts(**home).with_(told))
    assert register("husstandsindkomst_maaned", 20000) in found.used


@pytest.mark.parametrize(
    ("folkepension", "pension", "amount"),
    [
        (True, None, 4008),
        (True, True, 4008),
        (False, False, 926),
        (None, False, 926),
        (False, True, None),
        (None, None, None),
    ],
)
def test_folkepension_means_boligydelse(folkepension: Value, pension: Value, amount: int | None) -> None:
    home = {key: value for key, value in HOME.items() if key != "boligstoette_ordning"}
    told = {"har_folkepension": folkepension, "har_offentlig_pension": pension}
    known = facts(**home, **{name: value for name, value in told.items() if value is not None})
    assert assessed("boligstoette", known).amount == amount


def test_what_the_others_of_a_household_get_is_asked_and_not_concluded() -> None:
    """Two adults, one known to have no pension: the other's folkepension may give four times as much."""
    home = {name: value for name, value in HOME.items() if name not in {"boligstoette_ordning", "voksne_paa_adressen"}}
    known = facts(**home, voksne_paa_adressen=2, har_folkepension=False, har_offentlig_pension=False)
    found = assessed("boligstoette", known)
    assert (found.outcome, [fact.name for fact in found.missing]) == (Outcome.NOT_ASSESSED, ["ordning"])
    assert assessed("boligstoette", known.with_([Fact("har_folkepension", True, "benefits")])).amount is not None
    told = known.with_([Fact("boligstoette_ordning", "boligsikring", CITIZEN)])
    assert assessed("boligstoette", told).amount is not None


@pytest.mark.parametrize(("adults", "is_alone"), [(1, True), (2, False), (0, False), (None, False)])
def test_what_is_known_of_one_is_known_of_who_lives_alone(adults: int | None, is_alone: bool) -> None:
    known = facts() if adults is None else facts(voksne_paa_adressen=adults)
    known = known.with_([register("personlig_indkomst_maaned", 20000), register("har_offentlig_pension", False)])
    found = with_household(known)
    assert isinstance(found["husstandsindkomst_maaned"], Fact) is is_alone
    assert isinstance(found["boligstoette_ordning"], Fact) is is_alone


def test_a_single_pensioners_percentage_follows_their_own_income() -> None:
    single = facts(pension_civilstand="enlig", indkomst_uden_arbejde_aar=36336)
    assert assessed("tillaegsprocent", single).amount == 98
    couple = facts(pension_civilstand="med_pensionist", indkomst_uden_arbejde_aar=36336)
    assert assessed("tillaegsprocent", couple).outcome is Outcome.NOT_ASSESSED
    told = single.with_([Fact("pension_indtaegtsgrundlag", 35700, CITIZEN)])
    assert assessed("tillaegsprocent", told).amount == 100


# Decisions


def card(**told: Value) -> Facts:
    return facts(art="almindeligt", egen_udgift=300, formue_under_graensen=True, **told)


def test_full_approval_owes_nothing() -> None:
    given = assessed("helbredstillaeg", card(tillaegsprocent=100))
    assert given.owed == Owed()
    assert given.owed.is_nothing
    assert owed_lines(given.owed) == ("Alt er givet: hverken partshøring, begrundelse eller klagevejledning kræves.",)


def test_less_owes_reasons_complaint_guidance_and_hearing_on_what_others_said() -> None:
    known = card().with_([register("tillaegsprocent", 60, "benefits")])
    owed = assessed("helbredstillaeg", known).owed
    assert owed is not None
    assert not owed.is_nothing
    assert owed.hearing == (register("tillaegsprocent", 60, "benefits"),)
    assert owed.reasons == ("lov om social pension § 14 a",)
    assert owed.complaint == COMPLAINT
    hearing, reasons, guidance = owed_lines(owed)
    assert hearing == (
        "Partshøring over oplysningerne fra ydelsesindekset, hvis borgeren ikke kan antages at kende dem "
        "(forvaltningsloven § 19)"
    )
    assert reasons == "Begrundelse (forvaltningsloven §§ 22 og 24) efter lov om social pension § 14 a"
    assert guidance == (
        "Klagevejledning (forvaltningsloven § 25): Du kan klage til Ankestyrelsen inden 4 uger efter, at du har fået "
        "afgørelsen. Send klagen til kommunen, som vurderer sagen igen. Fastholder kommunen afgørelsen, sender den "
        "klagen videre til Ankestyrelsen senest 4 uger efter, at den har fået klagen."
    )


def test_what_the_citizen_said_needs_no_hearing() -> None:
    owed = assessed("helbredstillaeg", card(tillaegsprocent=0)).owed
    assert owed is not None
    assert owed.hearing == ()
    assert len(owed_lines(owed)) == 2


@pytest.mark.parametrize(("only", "is_nothing"), [("hearing", False), ("reasons", False), ("complaint", False)])
def test_any_duty_is_something(only: str, is_nothing: bool) -> None:
    duties = {"hearing": (register("x", 1),), "reasons": ("§ 1",), "complaint": COMPLAINT}
    assert Owed(**{only: duties[only]}).is_nothing is is_nothing  # type: ignore[arg-type] # one of three


def test_a_decision_goes_into_the_case_with_facts_trace_and_grounds() -> None:
    known = card().with_([register("tillaegsprocent", 60, "benefits")])
    found = assessed("helbredstillaeg", known)
    decided = decision(found)
    assert (decided.benefit, decided.title, decided.outcome) == ("helbredstillaeg", "Helbredstillæg", Outcome.GRANTED)
    assert (decided.amount, decided.unit, decided.reason) == (Decimal(153), Unit.KRONER, Reason.PARTIAL)
    assert (decided.facts, decided.steps, decided.rates) == (found.used, found.steps, found.rates)
    assert (decided.grounds, decided.on) == (("lov om social pension § 14 a",), TODAY)
    assert (decided.further, decided.owed) == (found.further, found.owed)


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("boligstoette", facts(**HOME)),
        ("friplads", facts(indkomst_aar_kr=300000, enlig=False, boern_under_18=1)),
        ("helbredstillaeg", facts(art="udvidet")),
    ],
)
def test_an_estimate_or_an_open_question_is_no_decision(key: str, known: Facts) -> None:
    with pytest.raises(BugError):
        decision(assessed(key, known))


def test_an_unconfirmed_decision_tells_no_amount_and_no_steps() -> None:
    found = assessed("friplads", facts(indkomst_aar_kr=100000, enlig=False, boern_under_18=1, takst_md=4000))
    assert (found.outcome, found.reason) == (Outcome.NOT_ASSESSED, Reason.RATES_UNCONFIRMED)
    assert (found.amount, found.monthly, found.steps, found.further, found.owed) == (None, None, (), (), None)
    assert [rate.key for rate in found.unconfirmed] == ["friplads.nedre", "friplads.oevre"]
    line = conclusion(found, shipped().benefits["friplads"])
    assert line == (
        "ikke vurderet – kommunen har ikke bekræftet “Indkomst, hvor egenbetaling begynder” for 2026: slå op i "
        "uvm.dk, indtægtsgrænser for økonomisk fripladstilskud; kommunen har ikke bekræftet “Indkomst med fuld "
        "betaling” for 2026: slå op i uvm.dk, indtægtsgrænser for økonomisk fripladstilskud"
    )


def test_an_estimate_with_a_missing_figure_tells_how_far_it_came() -> None:
    found = assess("boligstoette", facts(**HOME), book=shipped(), on=date(2027, 1, 1), known=TODAY)
    assert found.reason is Reason.RATES_MISSING
    assert found.steps


# What if

KEYS: Final = ("boligstoette", "friplads", "boernetilskud")
FAMILY: Final[dict[str, Value]] = {**HOME, "antal_boern_hjemme": 1, "oplyst_enlig": True, "takst_md": 4000}


def what_if(before: dict[str, Value], after: dict[str, Value], *keys: str, on: date = TODAY) -> Comparison:
    sides = Setting(facts(**before), TODAY), Setting(facts(**after), on)
    return compare(keys or KEYS, *sides, book=fjordby(), known=TODAY)


def test_more_income_shows_each_benefit_before_and_after_and_what_is_left() -> None:
    found = what_if(HOME, {**HOME, "husstandsindkomst_maaned": 32000}, "boligstoette")
    (change,) = found.changes
    assert (change.before.amount, change.after.amount, change.monthly) == (Decimal(926), Decimal(500), Decimal(-426))
    assert (found.monthly, found.income, found.left_out) == (Decimal(-426), Decimal(12000), ())
    assert found.marginal == Decimal("0.0355")


def test_what_falls_away_altogether_counts() -> None:
    found = what_if(HOME, {**HOME, "husstandsindkomst_maaned": 60000}, "boligstoette")
    assert found.changes[0].after.outcome is Outcome.NOT_MET
    assert found.monthly == -926


def test_another_benefit_reckons_with_the_same_change() -> None:
    found = what_if(FAMILY, {**FAMILY, "husstandsindkomst_maaned": 30000}, "friplads")
    (change,) = found.changes
    assert (change.before.amount, change.after.amount) == (Decimal(0), Decimal(18))
    assert (change.before.monthly, change.after.monthly) == (Decimal(4000), Decimal(3280))
    assert found.monthly == -720


def test_what_cannot_be_summed_is_named() -> None:
    found = what_if(FAMILY, {**FAMILY, "takst_md": None, "husstandsindkomst_maaned": 30000})
    assert found.left_out == ("boligstoette", "friplads")
    assert [change.monthly for change in found.changes] == [None, None, Decimal(0)]
    assert found.marginal == 0


def test_a_change_of_anything_else_has_no_marginal_effect() -> None:
    found = what_if(HOME, {**HOME, "husleje_maaned": 3000}, "boligstoette")
    assert found.income == 0
    assert found.marginal is None
    assert found.monthly < 0


RENT: Final[dict[str, Value]] = {**HOME, "husleje_maaned": 4000}


def test_the_marginal_effect_is_of_the_income_alone() -> None:
    more: dict[str, Value] = {"husstandsindkomst_maaned": 32000}
    alone = what_if(RENT, {**RENT, **more}, "boligstoette")
    both = what_if(HOME, {**RENT, **more}, "boligstoette")
    assert both.monthly < alone.monthly
    assert both.marginal == alone.marginal
    dearer = what_if(HOME, {**HOME, "husleje_maaned": 7000, "husstandsindkomst_maaned": 20100}, "boligstoette")
    assert dearer.monthly > 0
    assert dearer.marginal == 0


def test_the_marginal_effect_moves_the_years_income_with_the_months() -> None:
    after = {**FAMILY, "husstandsindkomst_maaned": 30000, "takst_md": 3000}
    assert what_if(FAMILY, after, "friplads").marginal == Decimal("0.054")
    told = {**after, "husstandsindkomst_aar": 360000}
    assert what_if(FAMILY, told, "friplads").marginal == Decimal("0.054")


def test_on_another_day_the_marginal_effect_is_of_that_day() -> None:
    earned, earns = (facts(**{**FAMILY, "husstandsindkomst_maaned": monthly}) for monthly in (22000, 30000))
    here, there = date(2021, 7, 1), date(2020, 7, 1)

    def marginal(first: date) -> Decimal | None:
        sides = Setting(earned, first), Setting(earns, there)
        return compare(("friplads",), *sides, book=shipped(), known=TODAY).marginal

    assert marginal(there) == Decimal("0.12")
    assert marginal(here) == marginal(there)


def test_income_that_is_not_told_has_no_marginal_effect() -> None:
    told = {name: value for name, value in HOME.items() if name != "husstandsindkomst_maaned"}
    for sides in ((told, HOME), (HOME, told), (HOME, {**HOME, "husstandsindkomst_maaned": None})):
        found = what_if(*sides, "boligstoette")
        assert found.income is None
        assert found.marginal is None
        assert found.monthly == 0


def test_another_day_is_a_change_too() -> None:
    found = what_if(HOME, HOME, "boligstoette", on=date(2027, 1, 1))
    assert found.changes[0].after.on == date(2027, 1, 1)
    assert found.left_out == ("boligstoette",)


def test_a_percentage_is_worth_nothing_by_itself() -> None:
    pension: dict[str, Value] = {"pension_civilstand": "enlig", "pension_indtaegtsgrundlag": 60000}
    found = what_if(pension, {**pension, "pension_indtaegtsgrundlag": 70000}, "tillaegsprocent")
    assert found.monthly == 0
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("key", "on", "told", "monthly"),
    [
        ("boernetilskud", 2024, {"enlig": True, "antal_boern": 2}, "19420"),
        ("boerneydelse", 2026, {"barn_alder": 1, "situation": "enemodtager", "indkomstgrundlag_kr": 0}, "21480"),
        ("boerneydelse", 2023, {"barn_alder": 5, "situation": "enemodtager", "indkomstgrundlag_kr": 0}, "15684"),
        ("aeldrecheck", 2026, {"likvid_formue": 0, "tillaegsprocent": 73}, "19637"),
        ("pensionstillaeg", 2026, {"civilstand": "enlig", "egen_indkomst_uden_arbejde": 0}, "104748"),
    ],
)
def test_a_year_is_worth_a_twelfth_each_month(key: str, on: int, told: dict[str, Value], monthly: str) -> None:
    found = assessed(key, facts(**told), on=date(on, 7, 1))
    assert found.monthly == Decimal(monthly) / 12


def test_pensionstillaeg_is_worth_its_whole_kroner_a_month() -> None:
    found = assessed("pensionstillaeg", facts(civilstand="enlig", egen_indkomst_uden_arbejde=250149))
    assert found.monthly == 4843


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("begravelseshjaelp", {"aegtefaelle_eller_barn_u18": False, "formue_kr": 0}),
        (
            "helbredstillaeg",
            {"art": "almindeligt", "egen_udgift": 45, "tillaegsprocent": 75, "formue_under_graensen": True},
        ),
    ],
)
def test_what_is_paid_once_is_worth_nothing_a_month(key: str, told: dict[str, Value]) -> None:
    found = assessed(key, facts(**told), on=date(2025, 7, 1))
    assert found.outcome is Outcome.GRANTED
    assert found.monthly is None
