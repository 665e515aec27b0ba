"""Every condition and every branch, one row each, in tables/KEY.csv: columns as in the published files, with what is
expected, its outcome and reason. "bekraeftet" rows are Fjordby's, which has confirmed figures."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal

import pytest

from app.benefits.assess import assess
from app.benefits.batch import read_case
from app.benefits.formulas import FORMULAS
from app.benefits.model import Outcome, Reason
from tests.rules.book import TABLES, TODAY, fjordby, shipped
from tests.rules.traces import FIGURES, TRACES, figures, trace


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(TABLES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from ((path.stem, row) for row in csv.DictReader(file))


@pytest.mark.parametrize(("key", "row"), [*rows()], ids=lambda part: part if isinstance(part, str) else part["id"])
def test_a_row_comes_out_as_the_table_says(key: str, row: dict[str, str]) -> None:
    book = fjordby() if row.get("bekraeftet") == "ja" else shipped()
    case = read_case(row, book.benefits[key], on=TODAY)
    assert case is not None
    known, day = case
    found = assess(key, known, book=book, on=day, known=TODAY)
    assert (found.outcome, found.reason) == (Outcome(row["udfald"]), Reason(row["grund"]))
    assert found.amount == (Decimal(row["forventet"]) if row["forventet"] else None)


def test_every_benefit_has_a_table() -> None:
    assert {path.stem for path in TABLES.glob("*.csv")} == set(shipped().benefits) == set(FORMULAS)


@pytest.mark.parametrize("key", sorted(FORMULAS))
def test_the_steps_read_as_approved(key: str) -> None:
    """After a wanted change: `python -m tests.rules.traces`, and read what differs."""
    assert trace(key) == (TRACES / f"{key}.txt").read_text(encoding="utf-8")


def test_the_figures_are_those_approved() -> None:
    """So is every figure that no row of the tables reckons with."""
    assert figures() == FIGURES.read_text(encoding="utf-8")
