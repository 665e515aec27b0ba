"""From incomes, grants and cases to named facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.access.model import Section
from app.citizen.model.grants import GrantList, Sector
from app.citizen.model.income import Amount, IncomeGroup
from app.citizen.model.sections import BenefitFacts, State
from app.citizen.port import FailureKind
from app.facts.model import Fact, Unknown, Value, Why
from app.situations.derive import facts_of
from tests.app.situations.citizen_states import (
    BASIS,
    NOW,
    TODAY,
    benefits,
    facts,
    grant,
    incomes,
    line,
    purpose,
    state,
    whole,
)


def value(name: str, **values: object) -> Value | Why:
    found = facts(**values)[name]  # type: ignore[arg-type] # sections by name
    return found.why if isinstance(found, Unknown) else found.value


def months(*amounts: str, last: date = date(2026, 10, 1), group: IncomeGroup = IncomeGroup.WAGE) -> object:
    """A statement with these amounts in the months up to `last`."""
    first = last.year * 12 + last.month - 1 - (len(amounts) - 1)
    rows = [line(date((first + n) // 12, (first + n) % 12 + 1, 1), a, group) for n, a in enumerate(amounts)]
    return incomes(*rows)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (months("100", "100", "100", "116"), (Decimal(116), date(2026, 10, 1), 16)),
        (months("100", "100", "100", "50"), (Decimal(50), date(2026, 10, 1), -50)),
        (months("100", "100", "100", "100", "200", last=date(2026, 11, 1)), (Decimal(100), date(2026, 10, 1), 0)),
        (months("100", "100", "100", "80", last=date(2026, 9, 1)), (Decimal(80), date(2026, 9, 1), -20)),
        (months("100"), (Decimal(100), date(2026, 10, 1), None)),
        (incomes(), (Decimal(0), date(2026, 9, 1), None)),
        (incomes(first=date(2026, 11, 1)), (None, None, None)),
        (incomes(line(date(2026, 10, 1), "9"), first=date(2026, 9, 1)), (Decimal(9), date(2026, 10, 1), None)),
    ],
)
def test_the_level_of_income(statement: object, expected: tuple[Value, ...]) -> None:
    names = ("indkomst_maaned", "indkomst_maaned_dato", "indkomst_aendring_pct")
    assert tuple(value(name, income=statement) for name in names) == expected


def test_a_year_is_twelve_whole_months() -> None:
    assert value("indkomst_aar", income=months(*["100"] * 12)) == 1200
    assert value("indkomst_aar", income=months(*["100"] * 13, last=date(2026, 11, 1))) == 1200
    assert value("indkomst_gennemsnit", income=months("100")) == Decimal("8.33")
    assert value("indkomst_aar", income=incomes(first=date(2025, 12, 1))) is None
    assert value("indkomst_gennemsnit", income=incomes(first=date(2025, 12, 1))) is None


def test_wages_and_benefits_that_began_and_ended() -> None:
    stopped = months("100", "100", "100", last=date(2026, 7, 1))
    assert value("loen_ophoert_dage", income=stopped) == (TODAY - date(2026, 8, 1)).days
    assert value("har_loen", income=stopped) is False
    begun = incomes(
        line(date(2026, 9, 1), "100"),
        line(date(2026, 10, 1), "100"),
        line(date(2026, 8, 1), "9", IncomeGroup.STUDENT_GRANT, "2"),
        line(date(2026, 6, 1), "9", IncomeGroup.PUBLIC_BENEFIT, "3"),
        line(date(2026, 10, 1), "9", IncomeGroup.PUBLIC_PENSION, "4"),
    )
    assert value("loen_begyndt_dage", income=begun) == (TODAY - date(2026, 9, 1)).days
    assert value("su_begyndt_dage", income=begun) == (TODAY - date(2026, 8, 1)).days
    assert value("ydelse_begyndt_dage", income=begun) == (TODAY - date(2026, 10, 1)).days
    assert value("ydelse_ophoert_dage", income=begun) == (TODAY - date(2026, 9, 1)).days
    assert value("pension_aendret_dage", income=begun) == (TODAY - date(2026, 10, 1)).days
    raised = months("100", "100", "120", "120", group=IncomeGroup.OTHER_PENSION)
    assert value("pension_aendret_dage", income=raised) == (TODAY - date(2026, 9, 1)).days
    assert value("har_loen", income=begun) is True
    assert value("har_su", income=begun) is False
    assert value("har_offentlig_pension", income=begun) is True


def test_income_after_the_labour_market_contribution() -> None:
    paid = line(date(2026, 10, 1), "30000")
    paid = replace(paid, amounts=(*paid.amounts, (Amount.AM_CONTRIBUTION, Decimal(2400))))
    assert value("personlig_indkomst_maaned", income=incomes(paid, line(date(2026, 9, 1), "5"))) == 27600
    assert value("personlig_indkomst_maaned", income=incomes(first=date(2026, 11, 1))) is None


def test_nothing_earned_is_no_wage() -> None:
    assert value("har_loen", income=months("0")) is False


# Benefits and cases


@pytest.mark.parametrize(
    ("name", "title", "municipal"),
    [
        ("har_boligstoette", "Boligydelse", False),
        ("har_folkepension", "Folkepension", False),
        ("har_boerneydelse", "Børne- og ungeydelse", False),
        ("har_boernetilskud", "Børnetilskud", False),
        ("har_friplads", "Økonomisk fripladstilskud", True),
        ("har_helbredstillaeg", "Helbredstillæg", True),
        ("har_kontanthjaelp", "Uddannelseshjælp", True),
        ("har_sygedagpenge", "Sygedagpenge", True),
    ],
)
def test_running_grants(name: str, title: str, municipal: bool) -> None:
    def granted(start: date, end: date | None) -> BenefitFacts:
        one = [grant(title, start, end)]
        return benefits((), one) if municipal else benefits(one)

    assert value(name, benefits=granted(TODAY, TODAY)) is True
    assert value(name, benefits=granted(TODAY + timedelta(1), None)) is False
    assert value(name, benefits=granted(date(2020, 1, 1), TODAY - timedelta(1))) is False
    assert value(name, benefits=benefits()) is False


def test_that_the_citizen_has_no_pension_says_nothing_of_the_others_at_home() -> None:
    assert value("nogen_har_folkepension", benefits=benefits([grant("Folkepension")])) is True
    assert value("nogen_har_folkepension", benefits=benefits()) is None


def test_housing_support_a_month() -> None:
    assert value("boligstoette_maaned", benefits=benefits([grant("Boligstøtte", amount=Decimal(900))])) == 900
    assert value("boligstoette_maaned", benefits=benefits([grant("Boligstøtte", amount=None)])) is None
    assert value("boligstoette_maaned", benefits=benefits([grant("Boligstøtte", frequency="Daglig")])) is None
    assert value("boligstoette_maaned", benefits=benefits([grant("Folkepension")])) is None


def test_the_newest_grant() -> None:
    two = benefits([grant("Boligstøtte", date(2026, 11, 1))], [grant("Helbredstillæg", date(2026, 10, 1))])
    assert value("ydelse_begyndt_indeks_dage", benefits=two) == 19
    assert value("ydelse_begyndt_indeks_dage", benefits=benefits()) is None


@pytest.mark.parametrize(
    ("kind", "failure", "why"),
    [
        (State.LOADING, None, Why.LOADING),
        (State.FAILED, FailureKind.UNAVAILABLE, Why.FAILED),
        (State.FAILED, FailureKind.DENIED, Why.NOT_ASKED),
    ],
)
def test_a_silent_sector_is_not_a_no(kind: State, failure: FailureKind | None, why: Why) -> None:
    half = BenefitFacts((GrantList(Sector.MUNICIPAL, (grant("Helbredstillæg"),), verified=True),))
    states = {**whole(), Section.BENEFITS: state(Section.BENEFITS, half, kind, failure)}
    found = facts_of(states, purpose(), TODAY, BASIS)
    assert found["har_helbredstillaeg"] == Fact("har_helbredstillaeg", True, "benefits", NOW)
    for name in ("har_boligstoette", "boligstoette_maaned", "ydelse_begyndt_indeks_dage"):
        assert found[name] == Unknown(name, why, "benefits")


@pytest.mark.parametrize(("subject", "asked"), [("32.06", True), ("32", True), ("32.06.00", True), ("28.77", False)])
def test_a_benefit_outside_the_errand_s_subjects_was_not_asked_for(subject: str, asked: bool) -> None:
    found = facts(given=purpose(kle=subject))["har_boligstoette"]
    assert isinstance(found, Fact) is asked
    assert asked or found == Unknown("har_boligstoette", Why.NOT_ASKED, "benefits")


def test_open_cases() -> None:
    assert value("aabne_sager") == 1
