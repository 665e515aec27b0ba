"""Incomes as reported to eIndkomst, netted: what was reversed or corrected counts no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.citizen.model.coded import Coded


class Amount(StrEnum):
    """The form fields a counter uses, in kroner; the suffix in blanket 16001 (or 16300) stands beside each."""

    A_INCOME_AM = "a_income_am"  # 057
    A_INCOME = "a_income"  # 058
    A_TAX = "a_tax"  # 059
    AM_CONTRIBUTION = "am_contribution"  # 060
    FREE_CAR = "free_car"  # 065
    FREE_BOARD = "free_board"  # 066
    B_INCOME_AM = "b_income_am"  # 070
    B_INCOME = "b_income"  # 071
    ATP = "atp"  # 076
    TAX_FREE_TRAVEL = "tax_free_travel"  # 078
    SEVERANCE = "severance"  # 091
    REPAID_BENEFIT = "repaid_benefit"  # 095
    GROSS_HOLIDAY_PAY = "gross_holiday_pay"  # 098
    OWN_PENSION = "own_pension"  # 197
    EMPLOYER_PENSION = "employer_pension"  # 198


class IncomeGroup(StrEnum):
    """How the counter tells incomes apart; follows from income type and kind."""

    WAGE = "wage"
    PUBLIC_PENSION = "public_pension"
    OTHER_PENSION = "other_pension"
    PUBLIC_BENEFIT = "public_benefit"
    STUDENT_GRANT = "student_grant"
    B_INCOME = "b_income"
    TAX_FREE = "tax_free"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """One payer, one income month, one type and kind, after netting.

    `month` is the first day of the month the income belongs to for tax (basismåned); `pay_start` and `pay_end`
    the period it was earned in. `reports` counts the reports behind the line, `corrected` says that one of them
    changed or reversed another. `amounts` has each field once. `hours` is None where none were reported.
    """

    month: date
    payer: str
    type: Coded
    kind: Coded | None
    group: IncomeGroup
    amounts: tuple[tuple[Amount, Decimal], ...]
    hours: Decimal | None
    pay_start: date
    pay_end: date
    disposed: date | None
    reports: int = 1
    corrected: bool = False

    def amount(self, kind: Amount) -> Decimal:
        """The amount reported in that field; zero where the field was not used."""
        return next((value for key, value in self.amounts if key is kind), Decimal(0))

    @property
    def gross(self) -> Decimal:
        """Taxable income before contributions: A- and B-income and severance, in kroner."""
        return sum((value for kind, value in self.amounts if kind in _TAXABLE), Decimal(0))


_TAXABLE: Final = frozenset({
    Amount.A_INCOME_AM,
    Amount.A_INCOME,
    Amount.B_INCOME_AM,
    Amount.B_INCOME,
    Amount.SEVERANCE,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class IncomeStatement:
    """The answer for one person and period. No lines is a fact: nothing has been reported for it.

    `reversed_reports` counts reports that cancelled out entirely and so have no line. `advice` holds the
    register's own remarks (Advis), without personal data.
    """

    first_month: date
    last_month: date
    lines: tuple[IncomeLine, ...]
    reversed_reports: int = 0
    advice: tuple[str, ...] = ()
