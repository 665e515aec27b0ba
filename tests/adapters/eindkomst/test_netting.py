"""The worked cases of netting: what a caseworker must see when employers report, regret and correct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from adapters.registers.eindkomst.netting import FiledReport, net
from app.citizen.model.income import Amount, IncomeGroup, IncomeLine

OCTOBER = FiledReport(
    payer="99999911",
    month=date(2025, 10, 1),
    type="00",
    kind=None,
    pay_start=date(2025, 10, 1),
    pay_end=date(2025, 10, 31),
    disposed=date(2025, 10, 31),
    amounts=((Amount.A_INCOME_AM, Decimal("30000.00")), (Amount.A_TAX, Decimal("9000.00"))),
    hours=Decimal("160.33"),
    unit="1099999999",
)
OCTOBER_T = replace(OCTOBER, reversal=True)


def paid(report: FiledReport, amount: str) -> FiledReport:
    return replace(report, amounts=((Amount.A_INCOME_AM, Decimal(amount)),), hours=None)


def opposite(report: FiledReport) -> FiledReport:
    amounts = tuple((field, -value) for field, value in report.amounts)
    return replace(report, amounts=amounts, hours=None if report.hours is None else -report.hours)


def only(*reports: FiledReport) -> IncomeLine:
    lines, _ = net(reports)
    assert len(lines) == 1
    return lines[0]


def test_a_plain_report_is_one_line() -> None:
    lines, reversed_reports = net([OCTOBER])
    assert reversed_reports == 0
    assert lines == (
        IncomeLine(
            month=date(2025, 10, 1),
            payer="99999911",
            type=lines[0].type,
            kind=None,
            group=IncomeGroup.WAGE,
            amounts=OCTOBER.amounts,
            hours=Decimal("160.33"),
            pay_start=date(2025, 10, 1),
            pay_end=date(2025, 10, 31),
            disposed=date(2025, 10, 31),
        ),
    )
    assert (lines[0].type.code, lines[0].type.text) == ("00", "Løn")
    assert lines[0].gross == Decimal("30000.00")


@pytest.mark.parametrize("reversal", [OCTOBER_T, opposite(OCTOBER_T)], ids=["same sign", "negative"])
@pytest.mark.parametrize("reversal_first", [False, True])
def test_a_reversal_takes_back_the_whole_report(reversal: FiledReport, reversal_first: bool) -> None:
    reports = [reversal, OCTOBER] if reversal_first else [OCTOBER, reversal]
    assert net(reports) == ((), 1)


@pytest.mark.parametrize("reversal", [OCTOBER_T, opposite(OCTOBER_T)], ids=["same sign", "negative"])
def test_a_report_reversed_and_filed_again_counts_once(reversal: FiledReport) -> None:
    again = paid(OCTOBER, "31000.00")
    lines, reversed_reports = net([OCTOBER, reversal, again])
    assert [(line.gross, line.reports, line.corrected) for line in lines] == [(Decimal("31000.00"), 1, True)]
    assert reversed_reports == 1


def test_a_report_filed_again_under_another_kind_leaves_only_the_new_line() -> None:
    benefit = replace(OCTOBER, type="04", kind="0041")
    wrong, right = replace(benefit, kind="0042"), benefit
    lines, reversed_reports = net([wrong, replace(wrong, reversal=True), right])
    assert [(line.kind.code if line.kind else "", line.corrected) for line in lines] == [("0041", False)]
    assert reversed_reports == 1


def test_a_correction_is_a_difference_in_the_same_pay_period() -> None:
    line = only(OCTOBER, replace(paid(OCTOBER, "-1250.50"), correction=True))
    assert line.gross == Decimal("28749.50")
    assert (line.reports, line.corrected, line.disposed) == (2, True, date(2025, 10, 31))


def test_a_late_correction_counts_in_its_income_month() -> None:
    late = replace(paid(OCTOBER, "500.00"), correction=True, disposed=date(2025, 12, 15))
    line = only(OCTOBER, late)
    assert (line.month, line.gross, line.disposed) == (date(2025, 10, 1), Decimal("30500.00"), date(2025, 12, 15))


def test_a_reversal_without_its_report_is_a_negative_amount_kept_and_marked() -> None:
    for reversal in (OCTOBER_T, opposite(OCTOBER_T)):
        line = only(reversal)
        assert (line.gross, line.hours, line.corrected) == (Decimal("-30000.00"), Decimal("-160.33"), True)


def test_a_report_corrected_and_then_reversed_as_a_sum_cancels_out() -> None:
    corrected = replace(paid(OCTOBER, "-2000.00"), correction=True)
    reversal = replace(paid(OCTOBER, "28000.00"), reversal=True)
    assert net([paid(OCTOBER, "30000.00"), corrected, reversal]) == ((), 2)


def test_of_several_fitting_reports_the_one_with_the_same_disposition_date_is_taken_back() -> None:
    early, late = OCTOBER, replace(OCTOBER, disposed=date(2025, 11, 14))
    assert only(early, late, replace(late, reversal=True)).disposed == early.disposed
    assert only(early, late, replace(early, reversal=True)).disposed == late.disposed


def test_a_reversal_of_another_pay_period_does_not_take_back_this_report() -> None:
    elsewhere = replace(OCTOBER_T, pay_start=date(2025, 10, 1), pay_end=date(2025, 10, 14))
    assert only(OCTOBER, OCTOBER, elsewhere).gross == Decimal("30000.00")
    assert only(OCTOBER, OCTOBER, elsewhere).reports == 3


def test_two_equal_reports_lose_only_one_to_one_reversal() -> None:
    lines, reversed_reports = net([OCTOBER, OCTOBER, OCTOBER_T])
    assert [(line.gross, line.reports) for line in lines] == [(Decimal("30000.00"), 1)]
    assert reversed_reports == 1


def test_month_payer_type_and_kind_are_kept_apart_and_sorted() -> None:
    others = [
        replace(OCTOBER, kind="0103"),
        replace(OCTOBER, type="05"),
        replace(OCTOBER, payer="99999910"),
        replace(OCTOBER, month=date(2025, 9, 1)),
    ]
    lines, _ = net([OCTOBER, *others])
    assert [(f"{line.month:%Y%m}", line.payer, line.type.code, line.kind and line.kind.code) for line in lines] == [
        ("202509", "99999911", "00", None),
        ("202510", "99999910", "00", None),
        ("202510", "99999911", "00", None),
        ("202510", "99999911", "00", "0103"),
        ("202510", "99999911", "05", None),
    ]


def test_half_months_are_summed_with_the_outer_days_of_their_pay_periods() -> None:
    first = replace(paid(OCTOBER, "15000"), pay_end=date(2025, 10, 14), disposed=date(2025, 10, 14))
    second = replace(paid(OCTOBER, "16000"), pay_start=date(2025, 10, 15))
    line = only(first, second)
    assert (line.gross, line.pay_start, line.pay_end) == (Decimal(31000), date(2025, 10, 1), date(2025, 10, 31))
    assert (line.reports, line.corrected) == (2, False)


def test_a_report_of_nothing_is_still_a_report() -> None:
    line = only(replace(OCTOBER, amounts=(), hours=None))
    assert (line.gross, line.corrected) == (Decimal(0), False)
