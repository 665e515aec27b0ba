"""Codes in words, and the group that the counter sorts incomes by."""

from __future__ import annotations

import csv

import pytest

from adapters.registers.eindkomst.codes import KINDS, TYPES, group_of, income_kind, income_type
from app.citizen.model.income import IncomeGroup
from tests.contracts import CONTRACTS, needs_contracts


@needs_contracts
def test_every_official_code_has_words() -> None:
    with (CONTRACTS / "eindkomst/eindkomst_indkomsttyper.csv").open(encoding="utf-8", newline="") as file:
        assert {row["kode"] for row in csv.DictReader(file)} == set(TYPES)
    with (CONTRACTS / "eindkomst/eindkomst_indtaegtsarter_kode68.csv").open(encoding="utf-8", newline="") as file:
        assert {row["kode"] for row in csv.DictReader(file)} == set(KINDS)


def test_an_unknown_code_is_shown_as_such() -> None:
    assert (income_type("77").code, income_type("77").text) == ("77", None)
    assert income_kind("9999").text is None
    assert group_of("77", "9999") is IncomeGroup.OTHER


@pytest.mark.parametrize(
    ("type_code", "kind", "group"),
    [
        ("00", None, IncomeGroup.WAGE),
        ("00", "0103", IncomeGroup.PUBLIC_BENEFIT),
        ("01", None, IncomeGroup.STUDENT_GRANT),
        ("04", "0006", IncomeGroup.PUBLIC_PENSION),
        ("24", "0006", IncomeGroup.PUBLIC_PENSION),
        ("04", "0009", IncomeGroup.OTHER_PENSION),
        ("04", "0025", IncomeGroup.OTHER_PENSION),
        ("04", "0005", IncomeGroup.PUBLIC_BENEFIT),
        ("04", "0078", IncomeGroup.PUBLIC_BENEFIT),
        ("05", "0078", IncomeGroup.PUBLIC_BENEFIT),
        ("05", None, IncomeGroup.B_INCOME),
        ("05", "0079", IncomeGroup.B_INCOME),
        ("06", "0041", IncomeGroup.PUBLIC_BENEFIT),
        ("07", None, IncomeGroup.PUBLIC_BENEFIT),
        ("09", None, IncomeGroup.TAX_FREE),
        ("09", "0006", IncomeGroup.TAX_FREE),
        ("04", None, IncomeGroup.OTHER),
    ],
)
def test_group_by_type_and_kind(type_code: str, kind: str | None, group: IncomeGroup) -> None:
    assert group_of(type_code, kind) is group
