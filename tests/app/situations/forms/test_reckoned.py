"""Which benefits a task leads to: those of its forms, where the purpose opens what they need."""

from __future__ import annotations

import pytest

from app.access.model import Section
from app.facts.model import Facts, Unknown, Why
from app.situations.forms.model import Form
from app.situations.forms.reckoned import needs, reckoned
from tests.app.desk import ERRANDS
from tests.app.situations.citizen_states import VOCABULARY
from tests.app.situations.forms.made_up import benefits, facts, forms

SUPPORT = [forms()["boligstoette"], forms()["aendret-indkomst"]]
SUBSIDY = [forms()["oekonomisk-friplads"]]


def keys(about: list[Form], known: Facts) -> list[str]:
    return [benefit.key for benefit in reckoned(about, benefits(), known)]


def lacking(name: str, why: Why = Why.NOT_ASKED) -> Facts:
    return facts(boligareal=62).with_([Unknown(name, why, "register")])


def test_a_task_comes_down_to_what_its_forms_are_reckoned_by_each_once() -> None:
    assert keys(SUPPORT, facts(boligareal=62)) == ["boligstoette", "pensionstillaeg"]
    assert keys([forms()["flytteanmeldelse"]], facts(boligareal=62)) == []
    assert keys(SUPPORT, Facts()) == [], "no register has been heard of"


@pytest.mark.parametrize(
    ("about", "name", "left"),
    [
        (SUPPORT, "boligareal", ["pensionstillaeg"]),
        (SUBSIDY, "antal_boern_hjemme", []),
        (SUBSIDY, "personlig_indkomst_maaned", []),
    ],
)
def test_what_the_purpose_does_not_open_is_not_reckoned_by_guess(about: list[Form], name: str, left: list[str]) -> None:
    assert keys(about, lacking(name)) == left
    assert keys(about, lacking(name, Why.LOADING)) == keys(about, facts(boligareal=62)), "it is on its way"


def test_what_a_benefit_can_do_without_need_not_be_opened() -> None:
    assert "boligstoette" in keys(SUPPORT, lacking("har_boligstoette"))
    assert keys(SUPPORT, lacking("har_loen")) == ["boligstoette", "pensionstillaeg"]


@pytest.mark.parametrize("key", [key for key, form in forms().items() if form.reckonings])
def test_a_form_s_own_errand_opens_what_it_is_reckoned_by(key: str) -> None:
    form = forms()[key]
    for asks in form.reckonings:
        names = needs(asks, form, benefits()[asks.benefit])
        sections = {VOCABULARY[name].section for name in names if name in VOCABULARY}
        assert sections - {None} <= {Section(one) for one in ERRANDS[form.errand].sections}
