"""Figures by the day they apply and the day they were known; doubtful ones are refused by the loader itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.benefits.confirmations import read_confirmations
from app.benefits.model import Decider, MissingRate, Outcome, Rate, Reason, Trust, Unit
from app.benefits.pension import after_years, pension_day
from app.benefits.rates import Rates, read_rates
from app.benefits.words import conclusion
from app.errors import BugError, UserError
from app.facts.model import Value
from tests.rules.book import TODAY, assessed, facts, fjordby, shipped

HEAD = 'look_up = "årets vejledning"\ndecider = "kommune"\n[figures.a]\nlabel = "A"\nunit = "kr."\nparagraph = "§ 1"\n'
SET = '[[set]]\nvalid_from = 2026-01-01\nsource = "S"\ntrust = "{}"\nvalues = {{ a = {} }}\n'


def read(text: str) -> Rates:
    return read_rates({"x.toml": text.encode()})


def find(rates: Rates, on: date = TODAY, known: date = TODAY, key: str = "x.a") -> Rate | MissingRate:
    return rates.find(key, on=on, known=known)


def test_a_figure_carries_all_that_makes_it_worth_believing() -> None:
    text = (
        HEAD + '[[set]]\nvalid_from = 2026-01-01\nvalid_to = 2026-12-31\nknown_from = 2025-12-01\nsource = "VEJ"\n'
        'trust = "B"\nsuperseded_by = "VEJ 2"\nsuperseded_from = 2027-01-01\nvalues = { a = 91.50 }\n'
    )
    assert find(read(text)) == Rate(
        key="x.a",
        label="A",
        value=Decimal("91.50"),
        unit=Unit.KRONER,
        paragraph="§ 1",
        decider=Decider.KOMMUNE,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        known_from=date(2025, 12, 1),
        source="VEJ",
        trust=Trust.OFFICIAL,
        superseded_by="VEJ 2",
        superseded_from=date(2027, 1, 1),
        look_up="årets vejledning",
    )


@pytest.mark.parametrize(
    ("on", "known", "expected"),
    [
        (date(2025, 12, 31), TODAY, None),
        (date(2026, 1, 1), TODAY, 2),
        (date(2026, 12, 31), TODAY, 2),
        (date(2027, 1, 1), TODAY, None),
        (date(2026, 6, 1), date(2026, 1, 13), None),
        (date(2026, 6, 1), date(2026, 1, 14), 1),
        (date(2026, 6, 1), date(2026, 3, 23), 1),
        (date(2026, 6, 1), date(2026, 3, 24), 2),
    ],
)
def test_a_figure_counts_on_its_days_as_it_was_known(on: date, known: date, expected: int | None) -> None:
    year = "valid_from = 2026-01-01\nvalid_to = 2026-12-31\nsource = 'S'\ntrust = 'B'\n"
    rates = read(
        f"{HEAD}[[set]]\n{year}known_from = 2026-01-14\nvalues = {{ a = 1 }}\n"
        f"[[set]]\n{year}known_from = 2026-03-24\nvalues = {{ a = 2 }}\n"
    )
    found = find(rates, on, known)
    assert (found.value if isinstance(found, Rate) else None) == expected


def test_what_is_superseded_without_a_successor_is_missing_from_then_on() -> None:
    child = "boligsikring.pr_barn_2_4"
    before = shipped().rates.find(child, on=TODAY, known=date(2026, 3, 23))
    assert isinstance(before, Rate)
    assert (int(before.value), before.superseded_by[:13]) == (45200, "VEJ nr. 9336 ")
    assert isinstance(shipped().rates.find(child, on=TODAY, known=date(2026, 3, 24)), MissingRate)


def test_a_rate_corrected_in_march_does_not_rewrite_a_january_printout() -> None:
    limit = "boligsikring.indkomstgraense"
    january = shipped().rates.find(limit, on=date(2026, 1, 20), known=date(2026, 1, 20))
    later = shipped().rates.find(limit, on=date(2026, 1, 20), known=TODAY)
    assert isinstance(january, Rate)
    assert isinstance(later, Rate)
    assert (int(january.value), int(later.value)) == (171500, 170300)


@pytest.mark.parametrize("mark", ["D", "R"])
def test_a_doubtful_value_is_not_even_kept(mark: str) -> None:
    rates = read(HEAD + SET.format(mark, 4711))
    assert find(rates) == MissingRate("x.a", "A", TODAY, "årets vejledning", Trust(mark))
    assert find(rates, date(2025, 12, 31)) == MissingRate("x.a", "A", date(2025, 12, 31), "årets vejledning")
    assert "4711" not in repr(rates)


def test_what_bears_no_mark_counts_as_secondary() -> None:
    found = find(read(HEAD + SET.format("C", 1).replace('trust = "C"\n', "")))
    assert isinstance(found, Rate)
    assert found.trust is Trust.SECONDARY
    assert not found.is_sure


@pytest.mark.parametrize(("mark", "is_sure"), [("A", True), ("B", True), ("C", False)])
def test_which_marks_are_sure(mark: str, is_sure: bool) -> None:
    found = find(read(HEAD + SET.format(mark, 1)))
    assert isinstance(found, Rate)
    assert found.is_sure is is_sure


def test_a_figures_own_place_to_look_goes_before_the_files() -> None:
    found = find(read(HEAD.replace("unit", 'look_up = "takstbladet"\nunit') + SET.format("D", 1)))
    assert isinstance(found, MissingRate)
    assert found.look_up == "takstbladet"


def test_an_undeclared_figure_is_a_bug() -> None:
    with pytest.raises(BugError, match=r"x\.b"):
        find(read(HEAD + SET.format("A", 1)), key="x.b")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("look_up =", "Invalid value"),
        (HEAD, "set"),
        (HEAD + SET.format("E", 1), "Invalid enum value"),
        (HEAD + SET.format("A", "true"), "Expected"),
        (HEAD + SET.format("A", "-1"), "is no amount"),
        (HEAD + SET.format("A", "nan"), "is no amount"),
        (HEAD + SET.format("A", 1).replace('source = "S"\n', ""), "source"),
        (HEAD + SET.format("A", 1).replace("source", "sauce"), "sauce"),
        (HEAD + SET.format("A", 1).replace("a = 1", "b = 1"), r"\[b\]: has a value and no \[figures\] table"),
        (HEAD + SET.format("A", 1) + "valid_to = 2025-12-31\n", "is before valid_from"),
        (HEAD + SET.format("A", 1) + SET.format("B", 2), "two values for 2026-01-01"),
        (HEAD + SET.format("A", 1) + 'superseded_by = "VEJ"\n', "belong together"),
        (HEAD + SET.format("A", 1) + "superseded_from = 2026-02-01\n", "belong together"),
    ],
)
def test_a_wrong_file_is_refused_by_name(text: str, why: str) -> None:
    text = text.replace("values = { a = 1 }\nvalid_to = 2025-12-31", "valid_to = 2025-12-31\nvalues = { a = 1 }")
    with pytest.raises(UserError, match=why) as refused:
        read(text)
    assert refused.value.code == "rates-invalid"
    assert refused.value.params["file"] == "x.toml"


def test_neighbouring_years_do_not_contradict_each_other() -> None:
    two = "[[set]]\nvalid_from = {0}-01-01\nvalid_to = {0}-12-31\nsource = 'S'\nvalues = {{ a = {0} }}\n"
    rates = read(HEAD + two.format(2025) + two.format(2026))
    assert [getattr(find(rates, date(year, 12, 31)), "value", None) for year in (2024, 2025, 2026)] == [
        None,
        2025,
        2026,
    ]


def test_a_file_that_is_not_text_is_refused() -> None:
    with pytest.raises(UserError, match="rates-invalid"):
        read_rates({"x.toml": b"\xff\xfe"})


CONFIRMED = """[[confirmed]]
rate = "x.a"
value = {value}
valid_from = 2026-01-01
by = "Lise Nord"
on = 2026-02-01
source = "uvm.dk"
"""


def confirm(rates: Rates, folder: Path, text: str) -> Rates:
    path = folder / "bekraeftet.toml"
    path.write_text(text, encoding="utf-8")
    return rates.confirmed(read_confirmations(path, rates))


@pytest.mark.parametrize(("mark", "becomes"), [("C", Trust.SECONDARY), ("D", Trust.SECONDARY), ("B", Trust.OFFICIAL)])
def test_a_confirmed_figure_says_who_when_and_where(tmp_path: Path, mark: str, becomes: Trust) -> None:
    rates = confirm(read(HEAD + SET.format(mark, 7)), tmp_path, CONFIRMED.format(value=7))
    found = find(rates)
    assert isinstance(found, Rate)
    assert found.confirmed is not None
    assert found.is_sure
    assert (found.confirmed.by, found.confirmed.on, found.source) == ("Lise Nord", date(2026, 2, 1), "uvm.dk")
    assert (found.value, found.trust, found.label, found.unit) == (Decimal(7), becomes, "A", Unit.KRONER)
    assert (found.paragraph, found.decider) == ("§ 1", Decider.KOMMUNE)


def test_the_municipalitys_own_value_goes_before_the_files(tmp_path: Path) -> None:
    rates = confirm(read(HEAD + SET.format("B", 7)), tmp_path, CONFIRMED.format(value="7.25"))
    found = find(rates)
    assert isinstance(found, Rate)
    assert (found.value, found.trust) == (Decimal("7.25"), Trust.SECONDARY)


def test_a_confirmation_is_known_from_the_day_it_was_given(tmp_path: Path) -> None:
    rates = confirm(read(HEAD + SET.format("C", 7)), tmp_path, CONFIRMED.format(value=8))
    before, after = (find(rates, known=date(2026, 1, day)) for day in (30, 31))
    assert isinstance(before, Rate)
    assert before.value == 7
    assert after == before
    then = find(rates, known=date(2026, 2, 1))
    assert isinstance(then, Rate)
    assert then.value == 8


def test_a_figure_that_comes_out_later_asks_for_a_new_confirmation(tmp_path: Path) -> None:
    later = SET.format("C", 9).replace("source", "known_from = 2026-03-24\nsource", 1)
    found = find(confirm(read(HEAD + SET.format("C", 7) + later), tmp_path, CONFIRMED.format(value=7)))
    assert isinstance(found, Rate)
    assert (found.value, found.is_sure) == (Decimal(9), False)


def test_a_confirmation_of_the_same_day_goes_before_the_figure(tmp_path: Path) -> None:
    same = SET.format("C", 9).replace("source", "known_from = 2026-02-01\nsource", 1).replace("-01-01", "-01-31")
    found = find(confirm(read(HEAD + same), tmp_path, CONFIRMED.format(value=7)))
    assert isinstance(found, Rate)
    assert found.value == 7


def test_a_confirmation_ends_with_its_last_day(tmp_path: Path) -> None:
    text = CONFIRMED.format(value=7) + "valid_to = 2026-11-21\n"
    assert isinstance(find(confirm(read(HEAD + SET.format("D", 7)), tmp_path, text)), MissingRate)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (CONFIRMED.format(value=1).replace("x.a", "x.b"), "x.b"),
        (CONFIRMED.format(value="nan"), "x.a"),
        (CONFIRMED.format(value=1).replace('"Lise Nord"', '""'), "confirmed[0].by"),
        (CONFIRMED.format(value=1).replace('source = "uvm.dk"\n', ""), "confirmed[0]"),
        ("[[confirmed]", ""),
    ],
)
def test_a_wrong_confirmation_is_refused_by_name(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(UserError, match="confirmations-invalid") as refused:
        confirm(read(HEAD + SET.format("C", 7)), tmp_path, text)
    assert refused.value.params == {"file": "bekraeftet.toml", "key": key}


def test_a_missing_file_of_confirmations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="confirmations-invalid"):
        read_confirmations(tmp_path / "bekraeftet.toml", shipped().rates)


THIS_YEAR, DERIVED = (SET.format(mark, 7).replace("source", "valid_to = 2026-12-31\nsource") for mark in "CD")
BEFORE = THIS_YEAR.replace("2026", "2023")
SINCE_2020 = SET.format("C", 6).replace("2026", "2020").replace("source", "known_from = 2020-01-01\nsource")


@pytest.mark.parametrize(
    ("sets", "stated", "last"),
    [
        (THIS_YEAR, "", "2026-12-31"),
        (DERIVED, "", "2026-12-31"),
        (THIS_YEAR, "valid_to = 2030-12-31\n", "2026-12-31"),
        (THIS_YEAR, "valid_to = 2026-06-30\n", "2026-06-30"),
        (BEFORE, "", "2026-12-31"),
        (SINCE_2020 + THIS_YEAR, "", "2026-12-31"),
        (SET.format("C", 7), "", ""),
        (SET.format("C", 7), "valid_to = 2028-02-29\n", "2028-02-29"),
        (SET.format("C", 7).replace("2026-01-01", "2026-11-01"), "", ""),
    ],
)
def test_a_confirmation_lasts_no_longer_than_the_figures_it_is_about(
    tmp_path: Path, sets: str, stated: str, last: str
) -> None:
    rates = confirm(read(HEAD + sets), tmp_path, CONFIRMED.format(value=7) + stated)
    found = find(rates)
    if date.fromisoformat(last or "9999-12-31") >= TODAY:
        assert isinstance(found, Rate)
        assert (found.confirmed is not None, str(found.valid_to or "")) == (True, last)
    if last:
        after = date.fromisoformat(last).replace(day=28) + timedelta(days=5)
        later = find(rates, on=after)
        assert isinstance(later, MissingRate) or later.confirmed is None


@pytest.mark.parametrize("on", [date(2027, 1, 1), date(2027, 2, 1), date(2028, 2, 1)])
@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("friplads", {"indkomst_aar_kr": 300_000, "enlig": False, "boern_under_18": 1}),
        ("beboerindskud", {"indskud": 25_000, "husstandsindkomst_aar": 200_000, "boern": 0}),
        ("helbredstillaeg", {"art": "almindeligt", "egen_udgift": 300, "tillaegsprocent": 100, "likvid_formue": 0}),
        ("gebyr", {"ydelse": "pas", "foedt": date(1990, 1, 1), "uden_gammelt_pas": False}),
        ("gebyr", {"ydelse": "sundhedskort", "foedt": date(1990, 1, 1), "sundhedskort_grund": "mistet"}),
    ],
)
def test_this_years_confirmed_figures_decide_nothing_next_year(key: str, told: dict[str, Value], on: date) -> None:
    assert assessed(key, facts(**told), book=fjordby()).outcome is Outcome.GRANTED
    found = assessed(key, facts(**told), book=fjordby(), on=on)
    assert (found.outcome, found.reason, found.amount) == (Outcome.NOT_ASSESSED, Reason.RATES_MISSING, None)
    assert all(rate.held_back is None and rate.look_up for rate in found.absent)
    assert f" for {on.year} mangler: slå op i " in conclusion(found, fjordby().benefits[key])


def test_a_confirmation_says_where_its_figure_is_looked_up(tmp_path: Path) -> None:
    found = find(confirm(read(HEAD + SET.format("C", 7)), tmp_path, CONFIRMED.format(value=7)))
    assert isinstance(found, Rate)
    assert found.look_up == "årets vejledning"


TWO = CONFIRMED.format(value=7) + "{}" + CONFIRMED.format(value=8)


@pytest.mark.parametrize(
    ("sets", "text", "why"),
    [
        (SET.format("C", 7), CONFIRMED.format(value=7).replace("Lise Nord", "  "), "by"),
        (SET.format("C", 7), CONFIRMED.format(value=7).replace("uvm.dk", " "), "source"),
        (SET.format("C", 7), CONFIRMED.format(value=7) + "valid_to = 2025-12-31\n", "is before valid_from"),
        (SET.format("C", 7), TWO.format(""), "two values for 2026-01-01"),
        (SET.format("C", 7), TWO.format("valid_to = 2026-01-01\n"), "two values for 2026-01-01"),
        (SET.format("A", 170300), CONFIRMED.format(value=1703000), "contradicts a proven figure: S"),
    ],
)
def test_a_confirmation_that_cannot_be_right_is_refused(tmp_path: Path, sets: str, text: str, why: str) -> None:
    with pytest.raises(UserError, match=why) as refused:
        confirm(read(HEAD + sets), tmp_path, text)
    assert refused.value.code == "confirmations-invalid"


def test_a_share_is_no_percentage(tmp_path: Path) -> None:
    share = HEAD.replace('"kr."', '"andel"') + SET.format("B", 0.85)
    with pytest.raises(UserError, match="is a share"):
        confirm(read(share), tmp_path, CONFIRMED.format(value=85))
    assert isinstance(find(confirm(read(share), tmp_path, CONFIRMED.format(value=1))), Rate)


@pytest.mark.parametrize(
    ("sets", "text"),
    [
        (SET.format("A", 7), CONFIRMED.format(value=7)),
        (SET.format("A", 7).replace("source", "known_from = 2026-02-02\nsource"), CONFIRMED.format(value=8)),
        (SET.format("C", 7), TWO.format("valid_to = 2025-12-31\n").replace("2026-01-01", "2025-01-01", 1)),
        (SET.format("C", 7), CONFIRMED.format(value=7) + CONFIRMED.format(value=8).replace("2026-02-01", "2026-03-01")),
        (SET.format("C", 7), CONFIRMED.format(value=7) * 2),
    ],
)
def test_a_confirmation_may_be_repeated_corrected_and_given_before_the_proof(
    tmp_path: Path, sets: str, text: str
) -> None:
    assert isinstance(find(confirm(read(HEAD + sets), tmp_path, text)), Rate)


def test_no_confirmations_are_fine(tmp_path: Path) -> None:
    assert list(confirm(shipped().rates, tmp_path, "")) == list(shipped().rates)


def test_fjordby_can_decide_what_a_new_municipality_cannot() -> None:
    asked = facts(indkomst_aar_kr=300000, enlig=False, boern_under_18=1)
    assert assessed("friplads", asked).outcome is Outcome.NOT_ASSESSED
    decided = assessed("friplads", asked, book=fjordby())
    assert (decided.outcome, decided.amount) == (Outcome.GRANTED, Decimal(21))
    assert decided.unconfirmed == ()
    assert {rate.confirmed is not None for rate in decided.rates} == {True}


def test_what_is_lacking_is_named_with_where_to_look() -> None:
    found = assessed("friplads", facts(indkomst_aar_kr=300000, enlig=False, boern_under_18=2))
    assert found.reason is Reason.RATES_MISSING
    assert [(rate.key, rate.held_back) for rate in found.absent] == [("friplads.trin", Trust.DERIVED)]
    assert [rate.key for rate in found.unconfirmed] == ["friplads.pr_ekstra_barn", "friplads.nedre", "friplads.oevre"]
    assert not found.steps
    assert not found.further
    assert "uvm.dk" in found.absent[0].look_up


def test_the_pension_limits_fit_their_steps() -> None:
    """g + 100 * trin = fradrag, which catches a misprint in either."""
    for year in (2023, 2024, 2026):
        for whose in ("enlig", "par"):
            start, size, free = (
                find(shipped().rates, date(year, 7, 1), key=f"pension.{figure}_{whose}")
                for figure in ("procentgraense", "procenttrin", "fradrag")
            )
            assert isinstance(start, Rate)
            assert isinstance(size, Rate)
            assert isinstance(free, Rate)
            assert start.value + 100 * size.value == free.value


@pytest.mark.parametrize(
    ("children", "income", "outcome"),
    [
        (1, 310_000, Outcome.GRANTED),
        (1, 310_001, Outcome.NOT_MET),
        (4, 340_000, Outcome.GRANTED),
        (4, 340_001, Outcome.NOT_MET),
        (5, 340_001, Outcome.NOT_MET),
    ],
)
def test_the_limit_of_a_deposit_loan_rises_for_up_to_four_children(
    tmp_path: Path, children: int, income: int, outcome: Outcome
) -> None:
    """With made-up figures, for the amount for each child has not been found."""
    limits = "".join(
        CONFIRMED.format(value=value).replace("x.a", f"beboerindskud.{figure}")
        for figure, value in (("graense", 300_000), ("pr_barn", 10_000))
    )
    book = replace(shipped(), rates=confirm(shipped().rates, tmp_path, limits))
    found = assessed("beboerindskud", facts(indskud=25_000, husstandsindkomst_aar=income, boern=children), book=book)
    assert found.outcome is outcome
    raised = found.steps[0]
    assert raised.amount == 300_000 + 10_000 * min(children, 4)
    assert raised.text == f"Grænsen hæves med 10.000 kr. for hvert barn, højst fire ({min(children, 4)})"


@pytest.mark.parametrize(
    ("born", "years", "reached"),
    [
        (date(1954, 5, 31), "65.5", date(2019, 11, 30)),
        (date(1955, 3, 30), "66.5", date(2021, 9, 30)),
        (date(2000, 2, 29), "18", date(2018, 2, 28)),
        (date(1954, 1, 31), "66", date(2020, 1, 31)),
        (date(1954, 6, 15), "65.5", date(2019, 12, 15)),
        (date(1955, 12, 31), "67", date(2022, 12, 31)),
    ],
)
def test_a_birthday_that_is_not_there_is_the_last_of_the_month(born: date, years: str, reached: date) -> None:
    assert after_years(born, Decimal(years)) == reached


def test_the_day_of_the_pension_age_is_told_only_when_the_age_is_known() -> None:
    rates = shipped().rates
    assert pension_day(date(1964, 7, 1), rates=rates, known=TODAY) == date(2032, 7, 1)
    assert pension_day(date(1975, 7, 1), rates=rates, known=TODAY) == date(2045, 7, 1)
    assert pension_day(date(1975, 7, 1), rates=rates, known=date(2025, 12, 30)) is None


ONE_DAY = "[[set]]\nvalid_from = {}\nvalid_to = {}\nsource = 'S'\nvalues = {{ a = 1 }}\n"


def test_a_figure_may_count_for_one_day() -> None:
    rates = read(HEAD + ONE_DAY.format("2026-05-01", "2026-05-01"))
    assert [isinstance(find(rates, date(2026, 5, day)), Rate) for day in (1, 2)] == [True, False]


@pytest.mark.parametrize("turned", [False, True])
def test_one_day_in_common_is_a_contradiction(turned: bool) -> None:
    two = [ONE_DAY.format("2026-01-01", "2026-05-01"), ONE_DAY.format("2026-05-01", "2026-12-31")]
    with pytest.raises(UserError, match="two values for 2026-05-01"):
        read(HEAD + "".join(reversed(two) if turned else two))
