"""Sums and changes of an income statement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.citizen.income import ChangeKind, add_months, by_payer, changes, monthly
from app.citizen.model.coded import Coded
from app.citizen.model.income import Amount, IncomeGroup, IncomeLine, IncomeStatement

FIRST, LAST = date(2025, 11, 1), date(2026, 11, 1)
TODAY = date(2026, 11, 20)


def line(month: date, gross: str, payer: str = "11111111", group: IncomeGroup = IncomeGroup.WAGE) -> IncomeLine:
    return IncomeLine(
        month=month,
        payer=payer,
        type=Coded("00", "Løn"),
        kind=None,
        group=group,
        amounts=((Amount.A_INCOME_AM, Decimal(gross)), (Amount.A_TAX, Decimal("100.50"))),
        hours=Decimal("160.33"),
        pay_start=month,
        pay_end=month,
        disposed=None,
    )


def statement(*lines: IncomeLine) -> IncomeStatement:
    return IncomeStatement(FIRST, LAST, lines)


def test_months_are_added_across_years() -> None:
    assert add_months(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert add_months(date(2025, 11, 1), 14) == date(2027, 1, 1)


def test_every_month_has_a_sum_and_the_newest_two_are_provisional() -> None:
    sums = monthly(statement(line(FIRST, "20000.00"), line(FIRST, "50.25")), date(2026, 11, 20))
    assert len(sums) == 13
    assert sums[0].total == Decimal("20050.25")
    assert sums[1].total == 0
    assert [entry.month for entry in sums if entry.provisional] == [date(2026, 10, 1), date(2026, 11, 1)]


def test_no_lines_give_thirteen_empty_months_not_an_error() -> None:
    assert sum(entry.total for entry in monthly(statement(), date(2026, 11, 20))) == 0
    assert changes(statement(), TODAY) == ()


def test_payers_come_newest_first() -> None:
    first, second = by_payer(statement(line(FIRST, "1.00"), line(add_months(FIRST, 3), "2.00", "22222222")))
    assert (first.payer, second.payer) == ("22222222", "11111111")
    assert first.total(Amount.A_TAX) == Decimal("100.50")


def test_a_job_that_stops_and_one_that_starts() -> None:
    old = [line(add_months(FIRST, n), "20000.00") for n in range(4)]
    new = [line(add_months(FIRST, n), "25000.00", "22222222") for n in range(4, 12)]
    found = {(change.kind, change.month) for change in changes(statement(*old, *new), TODAY)}
    assert found == {(ChangeKind.STOPPED, date(2026, 3, 1)), (ChangeKind.STARTED, date(2026, 3, 1))}


def test_the_newest_month_not_yet_reported_is_no_stop() -> None:
    rows = [line(add_months(FIRST, n), "20000.00") for n in range(12)]
    assert changes(statement(*rows), TODAY) == ()


def test_a_half_reported_present_month_is_no_fall() -> None:
    rows = [line(add_months(FIRST, n), "20000.00") for n in range(12)]
    assert changes(statement(*rows, line(LAST, "9000.00")), TODAY) == ()


def test_a_jump_is_told_and_a_ripple_is_not() -> None:
    amounts = ["20000.00", "21000.00", "30000.00", *["20000.00"] * 9]
    rows = [line(add_months(FIRST, n), amount) for n, amount in enumerate(amounts)]
    kinds = [(change.kind, change.month) for change in changes(statement(*rows), TODAY)]
    assert kinds == [(ChangeKind.FELL, date(2026, 2, 1)), (ChangeKind.ROSE, date(2026, 1, 1))]
