"""Every rule of every form speaks when it should, and is silent one step away from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.facts.model import CITIZEN, Fact, Facts, Unknown, Value, Why
from app.situations.forms.answers import Mark, Sheet, fill
from app.situations.forms.check import Outcome, silent
from app.situations.forms.load import facts_asked_for
from app.situations.forms.model import Check, FieldKind, Weight
from tests.app.desk import ERRANDS
from tests.app.situations.forms.made_up import (
    CHILD,
    NOW,
    TODAY,
    TableChecker,
    checked,
    fact,
    facts,
    failed,
    forms,
    sheet,
    vocabulary,
)
from tests.app.situations.forms.rule_cases import CASES

KEYS = {
    "oekonomisk-friplads", "helbredstillaeg", "beboerindskudslaan", "flytteanmeldelse", "logivaertserklaering",
    "indrejse", "boligstoette", "aendret-indkomst", "boernetilskud-enlig", "fritagelse-digital-post",
    "fritagelse-selvbetjening", "boernepas", "koerekort", "attester", "begravelseshjaelp", "enkeltudgift",
}  # fmt: skip


def parts(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split(";"))


def value(text: str) -> Value:
    return {"ja": True, "nej": False}[text] if text in ("ja", "nej") else int(text)


def judged(form: str, case: dict[str, str]) -> Sheet:
    answers = {name: text for name, text in case.items() if name[0] not in "@+"}
    known = Facts.of(fact(name[1:], value(text)) for name, text in case.items() if name[0] == "@")
    said = {name[1:]: fact(name[1:], value(text)) for name, text in case.items() if name[0] == "+"}
    outcomes = [
        Outcome(question, tuple(said.get(unknown.name, unknown) for unknown in silent(question, Why.NOT_ASKED).facts))
        for question in sheet(form, answers, known).questions
    ]
    return sheet(form, answers, known, outcomes)


def spoken(form: str, case: dict[str, str]) -> set[str]:
    return {flag.rule.key for flag in judged(form, case).flags if flag.met}


def test_the_sixteen_forms_are_there_and_every_rule_has_its_case() -> None:
    assert set(forms()) == KEYS
    assert {form.key: {rule.key for rule in form.rules} for form in forms().values()} == {
        form: set(rules) for form, rules in CASES.items()
    }


@pytest.mark.parametrize(("form", "rule"), [(form, rule) for form, rules in CASES.items() for rule in rules])
def test_a_rule_speaks_when_met_and_not_one_step_away(form: str, rule: str) -> None:
    met, change = (parts(text) for text in CASES[form][rule])
    assert rule in spoken(form, met)
    assert rule not in spoken(form, {**met, **change})


@pytest.mark.parametrize("form", sorted(KEYS))
def test_an_empty_form_lacks_what_it_requires_and_says_nothing_yet(form: str) -> None:
    empty = sheet(form)
    assert not empty.can_finish
    assert {filled.field.name for filled in empty.hindrances} == {
        filled.field.name for filled in empty.shown if filled.required
    }
    assert [flag.rule.key for flag in empty.flags if flag.met] == []


@pytest.mark.parametrize("form", sorted(KEYS))
def test_a_form_asks_no_register_that_its_purpose_leaves_closed(form: str) -> None:
    terms, errand = vocabulary(), ERRANDS[forms()[form].errand]
    sections = {getattr(terms[name], "section", None) for name in facts_asked_for(forms()[form])} - {None}
    assert sections <= set(errand.sections)


def test_protection_stops_a_private_party_also_while_cpr_is_silent() -> None:
    answers = {
        "modtager": "privat", "modtager_navn": "Fjordby Fodbold", "om_borgeren": "nej",
        "om_anden": "0702614075", "udpeget_ved": "cpr",
        "slags": "adresseoplysning",
    }  # fmt: skip
    assert checked("attester", answers).can_finish
    assert not checked("attester", answers, checker=TableChecker(protected=True)).can_finish
    silent_cpr = checked("attester", answers, checker=TableChecker(down=True))
    assert [(flag.rule.weight, flag.met) for flag in silent_cpr.stopped] == [(Weight.STOP, False)]
    assert not silent_cpr.can_finish
    assert not sheet("attester", answers).can_finish, "before CPR was asked"
    assert checked("attester", answers | {"modtager": "borgeren"}, checker=TableChecker(protected=True)).can_finish


def test_another_s_attest_is_asked_of_the_register_at_once_and_no_difference_is_made_of_it() -> None:
    known = Facts.of([fact("cpr_nummer", "030559-4077")])
    asked = sheet("attester", {"modtager": "privat"}, known)
    assert not asked["om_person"].shown, "nobody has said that it is about the citizen in sight"
    other = sheet("attester", {"modtager": "privat", "om_borgeren": "nej", "om_anden": "0702614075"}, known)
    assert other["om_anden"].mark is not Mark.DIFFERS
    assert [(question.field, question.check) for question in other.questions] == [("om_anden", Check.PROTECTION)]
    assert [flag.rule.key for flag in other.stopped] == ["beskyttet-anden"]
    own = sheet("attester", {"modtager": "privat", "om_borgeren": "ja"}, known)
    assert own["om_person"].value == "0305594077"
    assert [flag.rule.key for flag in own.stopped] == ["beskyttet"]


def test_a_landlord_s_declaration_is_about_the_citizen_only_when_it_is_said() -> None:
    known = Facts.of([fact("cpr_nummer", "030559-4077")])
    assert not sheet("logivaertserklaering", {}, known)["tilflytter"].shown
    other = sheet("logivaertserklaering", {"om_borgeren": "nej", "tilflytter_anden": "0702614075"}, known)
    assert (other["tilflytter_anden"].value, other["tilflytter"].shown) == ("0702614075", False)


def test_an_earlier_number_is_the_citizen_s_only_when_it_is_the_citizen_who_arrives() -> None:
    known = Facts.of([fact("cpr_nummer", "030559-4077"), fact("i_kommunen", True), fact("udrejst", False)])
    untold = sheet("indrejse", {}, known)
    assert not untold["tidligere_cpr"].shown
    assert not untold.flags, "whose arrival it is has not been said"
    host = sheet("indrejse", {"om_borgeren": "nej", "andens_tidligere_cpr": "0702614075"}, known)
    assert (host["andens_tidligere_cpr"].mark, host["tidligere_cpr"].shown) == (Mark.NONE, False)
    assert "bor-her-allerede" not in {flag.rule.key for flag in host.flags}
    own = sheet("indrejse", {"om_borgeren": "ja"}, known)
    assert own["tidligere_cpr"].value == "0305594077"
    assert "bor-her-allerede" in {flag.rule.key for flag in own.flags}


CONSENTS = ("samtykke_mor", "samtykke_far", "samtykke_anden_1", "samtykke_anden_2")
PASS = {"barn": CHILD.digits, "barn_moedt": "ja", "gammelt_pas": "med"}


def test_a_passport_needs_the_consent_of_all_holders_of_custody_that_cpr_has() -> None:
    asked = checked("boernepas", PASS)
    assert [name for name in CONSENTS if asked[name].shown and asked[name].required] == list(CONSENTS[:2])
    assert not asked.can_finish
    one = checked("boernepas", PASS | {"samtykke_mor": "moedt"})
    assert not one.can_finish
    both = checked("boernepas", PASS | {"samtykke_mor": "moedt", "samtykke_far": "digitalt"})
    assert both.can_finish
    assert not both.to_verify


def test_without_cpr_a_passport_waits_for_it_or_for_a_paper_on_custody() -> None:
    down = TableChecker(down=True)
    silent_cpr = checked("boernepas", PASS, checker=down)
    assert [name for name in CONSENTS if silent_cpr[name].shown] == list(CONSENTS)
    assert [filled.field.name for filled in silent_cpr.to_verify] == ["barn"]
    assert [flag.rule.key for flag in silent_cpr.stopped] == ["ukendt-myndighed"]
    assert not silent_cpr.can_finish
    assert not checked("boernepas", PASS | {"samtykke_mor": "moedt"}, checker=down).can_finish
    assert not checked("boernepas", PASS | {"myndighed_papir": "mangler"}, checker=down).can_finish
    by_paper = checked("boernepas", PASS | {"myndighed_papir": "alle"}, checker=down)
    assert by_paper.can_finish
    assert "ingen-indehaver" in {flag.rule.key for flag in by_paper.flags if not flag.met}


def test_a_child_without_a_holder_of_custody_in_cpr_needs_the_paper() -> None:
    nobody = TableChecker(holders=frozenset())
    assert not checked("boernepas", PASS, checker=nobody).can_finish
    assert checked("boernepas", PASS | {"myndighed_papir": "alle"}, checker=nobody).can_finish


def test_a_paper_on_custody_does_not_stand_for_the_consents_that_cpr_asks_for() -> None:
    answers = PASS | {"myndighed_papir": "alle"}
    assert not sheet("boernepas", answers).can_finish, "before CPR was asked"
    known = checked("boernepas", answers)
    assert not known["myndighed_papir"].shown
    assert not known.can_finish


def test_while_cpr_is_being_asked_no_consent_flickers() -> None:
    asking = sheet("boernepas", PASS)
    assert not any(asking[name].shown for name in (*CONSENTS, "myndighed_papir"))
    assert not asking.can_finish


def test_a_rule_that_awaits_a_register_is_told_and_hinders_nothing_unless_it_stops() -> None:
    known = Facts.of([failed("andre_voksne_paa_adressen", "bbr"), failed("aegtefaelle_samme_adresse")])
    flags = sheet("boernetilskud-enlig", {"oplyst_enlig": "ja", "andre_voksne": "nej"}, known).flags
    assert {flag.rule.key for flag in flags if not flag.met} == {"anden-voksen", "aegtefaelle-paa-adressen"}
    assert not any(flag.hinders for flag in flags)


def test_a_rule_beside_a_field_out_of_sight_is_silent() -> None:
    hidden = sheet("koerekort", {"art": "bortkommet", "udloeber": "19-11-2026"})
    assert not hidden["udloeber"].shown
    assert "udloebet" not in {flag.rule.key for flag in hidden.flags}


def test_out_of_sight_a_rule_over_registers_is_silent_and_a_stop_is_not() -> None:
    form = forms()["boligstoette"]
    rule = next(rule for rule in form.rules if rule.key == "ikke-helaarsbolig")
    known = facts(helaarsbolig=False)
    for weight, speaks in ((Weight.QUESTION, False), (Weight.STOP, True)):
        hidden = replace(form, rules=(replace(rule, field="husleje_maaned", weight=weight),))
        assert bool(fill(hidden, {}, {}, known, (), TODAY).flags) is speaks


def test_a_stop_waits_also_for_what_a_register_may_not_tell() -> None:
    answers = {"modtager": "privat", "om_borgeren": "nej", "om_anden": CHILD.digits}
    (question,) = sheet("attester", answers).questions
    untold = sheet("attester", answers, outcomes=[silent(question, Why.NOT_ASKED)])
    assert [flag.rule.weight for flag in untold.stopped] == [Weight.STOP]


def test_what_follows_follows_from_what_was_said() -> None:
    alone = sheet("flytteanmeldelse", {"hos_andre": "nej"})
    assert "logivaertserklaering" not in {follow_up.form for follow_up in alone.follow_ups}
    hosted = sheet("flytteanmeldelse", {"hos_andre": "ja"})
    assert "logivaertserklaering" in {follow_up.form for follow_up in hosted.follow_ups}


def test_the_level_three_form_is_prepared_and_the_four_for_udbetaling_danmark_are_handed_over() -> None:
    assert [form.key for form in forms().values() if form.level == 3] == ["enkeltudgift"]
    assert {form.key for form in forms().values() if form.hand_over} == {
        "aendret-indkomst", "begravelseshjaelp", "boernetilskud-enlig", "boligstoette",
    }  # fmt: skip


def test_a_child_that_died_is_as_old_as_on_that_day_and_no_older() -> None:
    answers = {"afdoede": "2011084070", "doedsdato": "19-11-2026"}
    dead = sheet("begravelseshjaelp", answers)
    assert (dead.facts["afdoede_alder"], dead.facts["doedsdato_alder"]) == (
        Fact("afdoede_alder", 18, CITIZEN, NOW),
        Fact("doedsdato_alder", 17, CITIZEN, NOW),
    )
    for unread in ({**answers, "afdoede": ""}, {**answers, "doedsdato": ""}):
        assert isinstance(sheet("begravelseshjaelp", unread).facts["doedsdato_alder"], Unknown)


def test_every_choice_and_every_paper_is_of_its_own_kind() -> None:
    for form in forms().values():
        for one in form.fields:
            assert bool(one.options) is (one.kind is FieldKind.CHOICE)
            assert one.label
        assert form.sources


def test_an_unknown_fact_of_a_check_is_no_fact() -> None:
    first = sheet("boernepas", PASS)
    (question,) = first.questions
    outcome = silent(question, Why.NOT_ASKED)
    later = sheet("boernepas", PASS, outcomes=[outcome])
    assert all(isinstance(later.facts[f"barn_{word}"], Unknown) for word in ("indehaver_mor", "indehaver_far"))
    assert isinstance(later.facts["barn_alder"], Fact)
