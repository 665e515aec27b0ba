"""What holds for every household: never negative, never above what the law can give, and more income never gives
more."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.benefits.model import Outcome
from tests.rules.book import TODAY, assessed, facts, fjordby

kroner = st.integers(min_value=0, max_value=3_000_000)
monthly = st.integers(min_value=0, max_value=120_000)
few = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@few
@given(
    ordning=st.sampled_from(["boligsikring", "boligydelse"]),
    adults=st.integers(1, 4),
    rent=st.integers(0, 30_000),
    area=st.integers(1, 300),
    wealth=kroner,
    heat=st.booleans(),
    income=monthly,
    more=st.integers(1, 20_000),
)
def test_boligstoette(
    ordning: str, adults: int, rent: int, area: int, wealth: int, heat: bool, income: int, more: int
) -> None:
    def support(earned: int, owned: int) -> Decimal:
        home = facts(
            ordning=ordning, voksne=adults, boern=0, indkomst_kr_md=earned, husleje_kr_md=rent, areal_m2=area,
            formue_kr=owned, varme=heat,
        )  # fmt: skip
        found = assessed("boligstoette", home)
        assert found.amount is not None
        assert found.outcome in {Outcome.GRANTED, Outcome.NOT_MET}
        assert (found.amount == 0) is (found.outcome is Outcome.NOT_MET)
        return found.amount

    given_ = support(income, wealth)
    assert 0 <= given_ <= {"boligsikring": 1194, "boligydelse": 4969}[ordning]
    assert support(income + more, wealth) <= given_
    assert support(income, wealth + more) <= given_


@few
@given(income=kroner, more=st.integers(1, 200_000), alone=st.booleans(), children=st.integers(1, 6))
def test_friplads(income: int, more: int, alone: bool, children: int) -> None:
    def share(earned: int) -> Decimal:
        asked = facts(indkomst_aar_kr=earned, enlig=alone, boern_under_18=children, takst_md=4000)
        found = assessed("friplads", asked, book=fjordby())
        assert found.amount is not None
        assert found.monthly is not None
        assert found.monthly == 4000 - 40 * found.amount
        return found.amount

    assert share(income) in {0, *range(5, 101)}
    assert share(income + more) >= share(income)
    alone_and_more = facts(indkomst_aar_kr=income, enlig=True, boern_under_18=children + 1)
    assert (assessed("friplads", alone_and_more, book=fjordby()).amount or 0) <= share(income)


@few
@given(
    own=kroner,
    more=st.integers(1, 200_000),
    theirs=kroner,
    status=st.sampled_from(["enlig", "med_ikke_pensionist", "med_pensionist"]),
)
def test_pensionstillaeg(own: int, more: int, theirs: int, status: str) -> None:
    def amount(earned: int) -> Decimal:
        known = facts(civilstand=status, egen_indkomst_uden_arbejde=earned, aegtefaelle_indkomst_uden_arbejde=theirs)
        found = assessed("pensionstillaeg", known)
        assert found.amount is not None
        return found.amount

    assert 0 <= amount(own + more) <= amount(own) <= (104748 if status == "enlig" else 53604)


@few
@given(income=kroner, more=st.integers(1, 200_000), status=st.sampled_from(["enlig", "par"]))
def test_tillaegsprocent(income: int, more: int, status: str) -> None:
    first, second = (
        assessed("tillaegsprocent", facts(civilstand=status, indkomst=earned)).amount
        for earned in (income, income + more)
    )
    assert first is not None
    assert second is not None
    assert 0 <= second <= first <= 100
    assert first == int(first)


@few
@given(age=st.integers(0, 17), income=kroner, more=st.integers(1, 200_000), halved=st.booleans())
def test_boerneydelse(age: int, income: int, more: int, halved: bool) -> None:
    def amount(earned: int) -> Decimal:
        situation = "ligedeling" if halved else "enemodtager"
        found = assessed("boerneydelse", facts(barn_alder=age, situation=situation, indkomstgrundlag_kr=earned))
        assert found.amount is not None
        return found.amount

    assert 0 <= amount(income + more) <= amount(income) <= 21480


@few
@given(expense=st.integers(0, 100_000), percent=st.integers(0, 100))
def test_helbredstillaeg(expense: int, percent: int) -> None:
    known = facts(art="almindeligt", egen_udgift=expense, tillaegsprocent=percent, formue_under_graensen=True)
    found = assessed("helbredstillaeg", known)
    assert found.amount is not None
    assert 0 <= found.amount <= Decimal("0.85") * expense
    assert found.amount == round(found.amount, 2)


@few
@given(wealth=kroner, more=st.integers(1, 200_000), left_behind=st.booleans())
def test_begravelseshjaelp(wealth: int, more: int, left_behind: bool) -> None:
    first, second = (
        assessed(
            "begravelseshjaelp",
            facts(aegtefaelle_eller_barn_u18=left_behind, formue_kr=owned),
            on=TODAY.replace(year=2025),
        ).amount
        for owned in (wealth, wealth + more)
    )
    assert first is not None
    assert second is not None
    assert 0 <= second <= first <= 12950
