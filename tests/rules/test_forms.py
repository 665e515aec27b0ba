"""What the forms hand to the rules: nothing the rules ask for is left to a presumption by accident, and a day ahead is
reckoned by its own figures."""

from __future__ import annotations

import pytest

from app.benefits.model import Assessment, Outcome, Reason
from app.facts.model import Facts
from app.situations.forms.assessed import assessed
from tests.app.situations.forms.made_up import benefits, checked, forms
from tests.app.situations.forms.test_assessed import ALONE, COUPLE, HOUSING, LOAN
from tests.rules.book import TODAY, fjordby

LEFT: dict[str, set[str]] = {
    "aendret-indkomst": {"boligtype", "eget_koekken", "saerlige_forhold", "faar_boligstoette"},
    "aendret-indkomst pensionstillaeg": {"aegtefaelle_loen"},
    "boernepas": {"sundhedskort_grund"},
    "boernetilskud-enlig": {"flerboern", "forsoerger_forhold"},
    "boligstoette": {"faar_boligstoette"},
    "koerekort": {"foedt", "uden_gammelt_pas", "sundhedskort_grund"},
}
"""Inputs that a form does not ask for: a register answers, the estimate says what it presumes, or they are of another
fee."""


def at(form: str, answers: dict[str, str], known: Facts | None = None) -> Assessment:
    found = assessed(checked(form, answers, known or Facts()), book=fjordby(), on=TODAY, known=TODAY)
    assert found is not None
    return found


def test_a_form_asks_for_all_that_its_benefit_rests_on() -> None:
    left = {}
    for key, form in forms().items():
        for asks in form.reckonings:
            own = key if asks is form.assess else f"{key} {asks.benefit}"
            left[own] = set(benefits()[asks.benefit].inputs) - set(asks.inputs)
    assert {key: names for key, names in left.items() if names} == LEFT


def test_a_dwelling_without_a_kitchen_is_told_on_the_form() -> None:
    assert at("boligstoette", HOUSING).outcome is Outcome.GRANTED
    without = at("boligstoette", {**HOUSING, "koekken": "nej"})
    assert (without.outcome, without.reason) == (Outcome.NOT_MET, Reason.CONDITION)


@pytest.mark.parametrize(
    ("form", "answers", "known", "day", "lacks"),
    [
        ("beboerindskudslaan", LOAN, Facts(), "indflytning", {"graense"}),
        ("oekonomisk-friplads", COUPLE, ALONE, "optaget_fra", {"pr_ekstra_barn"}),
        ("boligstoette", HOUSING, Facts(), "indflyttet", {"tillaeg_varme"}),
    ],
)
def test_a_day_next_year_is_not_decided_by_this_years_figures(
    form: str, answers: dict[str, str], known: Facts, day: str, lacks: set[str]
) -> None:
    assert at(form, answers, known).outcome is Outcome.GRANTED
    found = at(form, {**answers, day: "01-02-2027"}, known)
    assert (found.outcome, found.reason, found.amount) == (Outcome.NOT_ASSESSED, Reason.RATES_MISSING, None)
    assert {rate.key.partition(".")[2] for rate in found.absent} == lacks


def test_two_on_a_form_are_asked_for_both_their_pensions() -> None:
    """Nobody has said, and the register knows of one of them alone."""
    home = {name: answer for name, answer in HOUSING.items() if name != "folkepension"}
    found = at("boligstoette", {**home, "personer": "2"})
    assert (found.outcome, found.amount) == (Outcome.NOT_ASSESSED, None)
