"""What each form hands to the rules, and where it hands them nothing: one line for each word of its `[assess]`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from app.benefits.model import Assessment, Outcome, Reason
from app.situations.forms.assessed import assessed
from tests.app.situations.forms.made_up import TODAY, checked
from tests.app.situations.forms.test_assessed import COUPLE, HEALTH, HOUSING, LOAN
from tests.rules.book import fjordby

DEAD = {
    "afdoede": "0702614075", "doedsdato": "01-06-2024", "dansk_sygesikring": "ja", "efterlader_aegtefaelle": "nej",
    "efterlader_boern": "nej", "kun_minimum": "nej", "samlet_formue": "45.000",
}  # fmt: skip
CHANGED = {
    "ydelse": "boligstoette", "aendret_fra": "11-2026", "oplyst_indkomst_maaned": "25.000",
    "oevrig_indkomst_maaned": "5.000", "husleje_maaned": "6.000", "varme_i_husleje": "nej", "areal": "60",
    "voksne": "1", "boern": "0", "formue": "0", "folkepension": "nej",
}  # fmt: skip


def reckoned(form: str, answers: Mapping[str, str]) -> Assessment | None:
    return assessed(checked(form, answers), book=fjordby(), on=TODAY, known=TODAY)


@pytest.mark.parametrize(
    ("form", "answers", "change", "said"),
    [
        ("aendret-indkomst", CHANGED, "", "12 × 30.000"),
        ("aendret-indkomst", CHANGED, "oevrig_indkomst_maaned=0", "12 × 25.000"),
        ("boligstoette", HOUSING, "oplyst_indkomst_maaned=21.000", "12 × 21.000"),
    ],
)
def test_an_income_is_all_of_its_parts(form: str, answers: dict[str, str], change: str, said: str) -> None:
    found = reckoned(form, answers | parts(change))
    assert found is not None
    assert [step.text for step in found.steps if said in step.text]


def parts(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split(";") if part)


@pytest.mark.parametrize(
    ("change", "amount"),
    [
        ("", 0),
        ("efterlader_aegtefaelle=ja", 9300),
        ("efterlader_boern=ja", 9300),
    ],
)
def test_a_funeral_is_helped_by_whoever_is_left(change: str, amount: int) -> None:
    """A couple with 45.000 kr. gets 9.300 kr. by the published example of 2024."""
    found = reckoned("begravelseshjaelp", DEAD | parts(change))
    assert found is not None
    assert found.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("form", "answers", "change"),
    [
        ("begravelseshjaelp", DEAD, "dansk_sygesikring=nej"),
        ("begravelseshjaelp", DEAD, "kun_minimum=ja"),
        ("boernetilskud-enlig", {"oplyst_enlig": "ja", "boern_hjemme": "2"}, "ophold=mindst"),
        ("aendret-indkomst", CHANGED, "ydelse=pension"),
    ],
)
def test_where_the_form_settles_that_none_is_to_be_made_there_is_no_estimate(
    form: str, answers: dict[str, str], change: str
) -> None:
    assert reckoned(form, answers | parts(change)) is None


@pytest.mark.parametrize(
    ("form", "answers", "change"),
    [
        ("boernetilskud-enlig", {"oplyst_enlig": "ja", "boern_hjemme": "2"}, "ophold=mest"),
        ("boernetilskud-enlig", {"oplyst_enlig": "ja", "boern_hjemme": "2"}, "ophold=lige"),
        ("aendret-indkomst", CHANGED, "ydelse=begge"),
        ("beboerindskudslaan", LOAN, "boligart=lejlighed"),
        ("beboerindskudslaan", LOAN, "boligart=vaerelse"),
    ],
)
def test_where_the_rules_settle_it_there_is_an_answer(form: str, answers: dict[str, str], change: str) -> None:
    found = reckoned(form, answers | parts(change))
    assert found is not None
    assert found.reason is not Reason.JUDGEMENT
    assert found.outcome in (Outcome.GRANTED, Outcome.NOT_MET)


@pytest.mark.parametrize(
    ("form", "answers", "change"),
    [
        ("beboerindskudslaan", LOAN, "boligart=ungdomsbolig"),
        ("beboerindskudslaan", LOAN, "boligart=privat"),
        ("beboerindskudslaan", LOAN, "ibrugtaget_efter_1964=nej"),
        ("beboerindskudslaan", LOAN, "gammelt_laan=ja"),
        ("helbredstillaeg", HEALTH, "folkepension=nej;foertidspension_foer_2003=nej"),
        ("oekonomisk-friplads", COUPLE, "bor_mest_hos=anden"),
        ("oekonomisk-friplads", COUPLE, "bor_mest_hos=lige;har_pladsen=nej"),
    ],
)
def test_each_condition_that_is_not_met_leaves_it_to_judgement(form: str, answers: dict[str, str], change: str) -> None:
    found = reckoned(form, answers | {"friplads_nu": "nej"} | parts(change))
    assert found is not None
    assert found.reason is Reason.JUDGEMENT


@pytest.mark.parametrize(
    ("art", "is_by_rules"),
    [
        ("medicin", True),
        ("tandlaege", True),
        ("hoereapparat", True),
        ("fysioterapi", True),
        ("fodterapi", True),
        ("psykolog", True),
        ("kiropraktor", True),
        ("tandprotese", False),
        ("briller", False),
        ("fodbehandling", False),
    ],
)
def test_almindeligt_helbredstillaeg_is_by_rules_and_udvidet_takes_judgement(art: str, is_by_rules: bool) -> None:
    found = reckoned("helbredstillaeg", HEALTH | {"art": art, "allerede_behandlet": "nej"})
    assert found is not None
    assert (found.outcome is Outcome.GRANTED, found.reason is Reason.JUDGEMENT) == (is_by_rules, not is_by_rules)
