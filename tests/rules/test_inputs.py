"""What each benefit asks for, by inputs.csv: which fact of a register answers, between which bounds, what is presumed
where nobody says, and what may be missing. The table is read by people; every row of it is tried."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from app.benefits.batch import read_case
from app.benefits.declaration import Input
from app.benefits.work import Work
from app.facts.model import Fact, Facts, Kind, Unknown, Why
from tests.rules.book import TABLES, TODAY, shipped

NOBODY_HAS_MORE = 999_999_999


def rows() -> list[dict[str, str]]:
    with TABLES.with_name("inputs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bounded() -> list[dict[str, str]]:
    return [row for row in rows() if row["slags"] in {Kind.NUMBER, Kind.AMOUNT}]


def declared(row: dict[str, str]) -> Input:
    return shipped().benefits[row["ydelse"]].input(row["felt"])


def named(row: dict[str, str]) -> str:
    return f"{row['ydelse']}: {row['felt']}"


def test_every_input_of_every_benefit_is_in_the_table() -> None:
    every = [(key, name) for key, benefit in shipped().benefits.items() for name in benefit.inputs]
    assert [(row["ydelse"], row["felt"]) for row in rows()] == every


@pytest.mark.parametrize("row", rows(), ids=named)
def test_it_is_of_the_kind_and_counted_in_what_the_table_says(row: dict[str, str]) -> None:
    asked = declared(row)
    assert (asked.kind, asked.unit or "") == (row["slags"], row["enhed"])
    assert " ".join(asked.choices) == row["valg"]
    assert asked.optional is (row["kan_undvaeres"] == "ja")


@pytest.mark.parametrize("row", rows(), ids=named)
def test_the_fact_the_table_names_answers_it_and_no_other(row: dict[str, str]) -> None:
    asked = declared(row)
    assert asked.fact == row["svares_af"]
    assert asked.told_as == (row["svares_af"] or row["felt"])


@pytest.mark.parametrize("row", rows(), ids=named)
def test_where_nobody_says_it_is_presumed_or_missing(row: dict[str, str]) -> None:
    said = {True: "ja", False: "nej", None: ""}
    default = declared(row).default
    assert (said[default] if isinstance(default, bool | None) else str(default)) == row["forudsat"]
    assert bool(declared(row).assumption) is bool(row["forudsat"])


@pytest.mark.parametrize("row", bounded(), ids=named)
def test_what_lies_outside_the_bounds_is_no_answer(row: dict[str, str]) -> None:
    """Neither from a register, nor from a file of cases."""
    asked, benefit = declared(row), shipped().benefits[row["ydelse"]]
    least, most = int(row["mindst"] or 0), int(row["hoejst"] or NOBODY_HAS_MORE)
    assert [asked.accepts(Decimal(value)) for value in (least - 1, least, most, most + 1)] == [False, True, True, False]
    for value, is_answer in ((least, True), (most, True), (most + 1, False)):
        facts = Facts.of([Fact(asked.told_as, value, "cpr")])
        found = Work(benefit, facts, shipped().rates, on=TODAY, known=TODAY)._find(asked)
        assert found == (Fact(asked.told_as, value, "cpr") if is_answer else Unknown(asked.name, Why.UNUSABLE, "cpr"))


@pytest.mark.parametrize("row", [row for row in rows() if row["valg"]], ids=named)
def test_each_choice_is_read_as_itself(row: dict[str, str]) -> None:
    """One may begin as another does: koerekort_fornyelse and koerekort_fornyelse_erhverv."""
    benefit = shipped().benefits[row["ydelse"]]
    for choice in row["valg"].split():
        case = read_case({row["felt"]: choice}, benefit, on=TODAY)
        assert case is not None
        told = case[0][declared(row).told_as]
        assert isinstance(told, Fact)
        assert told.value == choice
