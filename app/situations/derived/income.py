"""From eIndkomst: the level, what changed, and what one lives on. Amounts are gross, as `IncomeLine.gross`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.citizen.income import ChangeKind, IncomeChange, add_months, changes, monthly
from app.citizen.model.income import Amount, IncomeGroup, IncomeStatement
from app.facts.model import Fact, Unknown
from app.situations.derived.told import Told, days_since

_BENEFITS: Final = (IncomeGroup.PUBLIC_BENEFIT, IncomeGroup.PUBLIC_PENSION, IncomeGroup.STUDENT_GRANT)
_PENSIONS: Final = (IncomeGroup.PUBLIC_PENSION, IncomeGroup.OTHER_PENSION)
_YEAR: Final = 12
_BEFORE: Final = 3


def income_facts(statement: IncomeStatement, told: Told, today: date) -> Iterator[Fact | Unknown]:
    newest = _newest_month(statement, today)
    totals = {month.month: month.total for month in monthly(statement, today)}
    year = _months(totals, add_months(today, -1), _YEAR)
    yearly = sum(year, Decimal(0)) if year is not None else None
    yield from told.facts(
        indkomst_maaned=totals.get(newest),
        indkomst_maaned_dato=newest if newest in totals else None,
        personlig_indkomst_maaned=_after_contribution(statement, newest) if newest in totals else None,
        indkomst_aar=yearly,
        indkomst_gennemsnit=_round(yearly / _YEAR, "0.01") if yearly is not None else None,
        indkomst_aendring_pct=_change(totals, newest),
    )
    found = changes(statement, today)
    yield from told.facts(
        loen_begyndt_dage=_days(found, ChangeKind.STARTED, (IncomeGroup.WAGE,), today),
        loen_ophoert_dage=_days(found, ChangeKind.STOPPED, (IncomeGroup.WAGE,), today),
        ydelse_begyndt_dage=_days(found, ChangeKind.STARTED, _BENEFITS, today),
        ydelse_ophoert_dage=_days(found, ChangeKind.STOPPED, _BENEFITS, today),
        su_begyndt_dage=_days(found, ChangeKind.STARTED, (IncomeGroup.STUDENT_GRANT,), today),
        pension_aendret_dage=_days(found, None, _PENSIONS, today),
    )
    now = {line.group for line in statement.lines if line.month >= newest and line.gross > 0}
    yield from told.facts(
        har_loen=IncomeGroup.WAGE in now,
        har_offentlig_pension=IncomeGroup.PUBLIC_PENSION in now,
        har_su=IncomeGroup.STUDENT_GRANT in now,
    )


def _newest_month(statement: IncomeStatement, today: date) -> date:
    """The last whole month; while nobody has reported for it, the one before."""
    last = add_months(today, -1)
    return last if any(line.month == last for line in statement.lines) else add_months(today, -2)


def _months(totals: dict[date, Decimal], last: date, count: int) -> list[Decimal] | None:
    """`count` months up to `last`; None where the purpose's period does not reach as far."""
    wanted = [add_months(last, -back) for back in range(count)]
    return [totals[month] for month in wanted] if all(month in totals for month in wanted) else None


def _after_contribution(statement: IncomeStatement, month: date) -> Decimal:
    """Taxable income less AM-bidrag; own ATP and pension are not in it."""
    lines = [line for line in statement.lines if line.month == month]
    return sum((line.gross - line.amount(Amount.AM_CONTRIBUTION) for line in lines), Decimal(0))


def _change(totals: dict[date, Decimal], newest: date) -> Decimal | None:
    """Per cent of the mean of the three months before; None where they hold nothing to compare with."""
    before = _months(totals, add_months(newest, -1), _BEFORE)
    mean = sum(before, Decimal(0)) / _BEFORE if before is not None else Decimal(0)
    return _round((totals[newest] - mean) * 100 / mean, "1") if newest in totals and mean > 0 else None


def _days(
    found: tuple[IncomeChange, ...], kind: ChangeKind | None, groups: tuple[IncomeGroup, ...], today: date
) -> int | None:
    """Since the month of the newest such change began; of any kind without one."""
    months = [change.month for change in found if kind in (None, change.kind) and change.group in groups]
    return days_since(max(months, default=None), today)


def _round(value: Decimal, step: str) -> Decimal:
    return value.quantize(Decimal(step), rounding=ROUND_HALF_UP)
