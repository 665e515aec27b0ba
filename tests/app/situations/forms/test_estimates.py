"""What a form comes to beside what it is about: an estimate of each benefit that it changes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.benefits.model import Assessment, AssessmentKind, Outcome, Reason
from app.facts.model import Facts
from app.situations.forms.assessed import assessed
from tests.app.situations.forms.made_up import TODAY, sheet
from tests.app.situations.forms.test_assessed import at
from tests.rules.book import fjordby

PENSION = {
    "ydelse": "pension", "aendret_fra": "12-2026", "faar_folkepension": "ja", "samliv": "med_ikke_pensionist",
    "egen_indkomst_aar": "180.000", "partners_indkomst_aar": "120.000",
}  # fmt: skip


def supplement(answers: Mapping[str, str], known: Facts | None = None) -> Assessment | None:
    """The estimate of pensionstillæg on the form of a changed income."""
    found = sheet("aendret-indkomst", answers, known)
    (asks,) = found.form.estimates
    return assessed(found, book=fjordby(), on=TODAY, known=TODAY, asks=asks)


def test_a_changed_income_is_reckoned_for_the_pension_as_udbetaling_danmark_does() -> None:
    found = supplement(PENSION)
    assert found is not None
    assert (found.kind, found.outcome) == (AssessmentKind.ESTIMATE, Outcome.GRANTED)
    # Own 180.000, a working spouse with 120.000 in pension: 3.496 a month in Udbetaling Danmark's own simulator.
    assert (found.amount, found.monthly) == (Decimal(41956), Decimal(3496))
    couple = supplement({**PENSION, "ydelse": "begge", "samliv": "med_pensionist", "partners_indkomst_aar": "300.000"})
    assert couple is not None
    assert couple.amount == Decimal(53604) - (480_000 - 198_800) * Decimal("0.16")
    single = supplement({**PENSION, "samliv": "enlig"})
    assert single is not None
    assert single.amount == Decimal(104748) - (180_000 - 99_200) * Decimal("0.309"), "nobody's income but one's own"


def test_a_pension_that_is_not_told_of_is_not_reckoned() -> None:
    assert supplement({**PENSION, "ydelse": "boligstoette"}) is None
    assert supplement({**PENSION, "faar_folkepension": "nej"}) is None
    for name in ("samliv", "egen_indkomst_aar", "partners_indkomst_aar", "aendret_fra", "faar_folkepension"):
        found = supplement({**PENSION, name: ""})
        assert found is not None
        assert (found.outcome, found.amount) == (Outcome.NOT_ASSESSED, None)
        assert found.missing
    next_year = supplement({**PENSION, "aendret_fra": "01-2027"})
    assert next_year is not None
    assert (next_year.outcome, next_year.reason) == (Outcome.NOT_ASSESSED, Reason.RATES_MISSING)


def test_a_change_for_both_is_reckoned_for_both() -> None:
    both = {
        **PENSION, "ydelse": "begge", "oplyst_indkomst_maaned": "15.000", "oevrig_indkomst_maaned": "5.000",
        "husleje_maaned": "6.000", "varme_i_husleje": "nej", "areal": "60", "voksne": "1", "boern": "0",
        "formue": "0", "folkepension": "nej",
    }  # fmt: skip
    assert at(both, Facts(), "aendret-indkomst").amount == 926
    found = supplement(both)
    assert found is not None
    assert found.amount == Decimal(41956)
