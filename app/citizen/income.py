"""Reading an income statement: sums per month and payer, and what changed. Pure functions, no judgement of law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from app.citizen.model.income import Amount, IncomeGroup, IncomeLine, IncomeStatement

_LEVEL_CHANGE = Decimal("0.15")


def months_between(first: date, last: date) -> tuple[date, ...]:
    """The first days of all months from `first` to `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(add_months(first, n) for n in range(count))


def add_months(month: date, count: int) -> date:
    """The first day of the month `count` months after that of `month`."""
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)


@dataclass(frozen=True, slots=True)
class MonthSum:
    """One month's gross income by group, in kroner; `provisional` while reports for it may still come."""

    month: date
    by_group: tuple[tuple[IncomeGroup, Decimal], ...]
    provisional: bool

    @property
    def total(self) -> Decimal:
        return sum((amount for _, amount in self.by_group), Decimal(0))


@dataclass(frozen=True, slots=True)
class PayerSum:
    """One payer over the whole period. `months` counts those with income; `last` is the newest of them."""

    payer: str
    group: IncomeGroup
    lines: tuple[IncomeLine, ...]
    gross: Decimal
    months: int
    first: date
    last: date

    def total(self, amount: Amount) -> Decimal:
        return sum((line.amount(amount) for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class IncomeSpell:
    """One payer's lines, and the months it started in and was gone from; None where the statement does not tell."""

    payer: str
    group: IncomeGroup
    lines: tuple[IncomeLine, ...]
    started: date | None
    stopped: date | None


class ChangeKind(StrEnum):
    STARTED = "started"
    STOPPED = "stopped"
    ROSE = "rose"
    FELL = "fell"


@dataclass(frozen=True, slots=True)
class IncomeChange:
    """`before` and `after` are monthly gross amounts in kroner; zero before a start and after a stop."""

    kind: ChangeKind
    month: date
    payer: str
    group: IncomeGroup
    before: Decimal
    after: Decimal


def monthly(statement: IncomeStatement, today: date) -> tuple[MonthSum, ...]:
    """One entry a month of the period, empty months too. The present month and the one before are provisional:
    employers report after the month has ended."""
    sums: dict[date, dict[IncomeGroup, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line in statement.lines:
        sums[line.month][line.group] += line.gross
    open_since = add_months(today, -1)
    return tuple(
        MonthSum(
            month=month,
            by_group=tuple((group, sums[month][group]) for group in IncomeGroup if sums[month].get(group)),
            provisional=month >= open_since,
        )
        for month in months_between(statement.first_month, statement.last_month)
    )


def by_payer(statement: IncomeStatement) -> tuple[PayerSum, ...]:
    """Payers by newest income, then by size."""
    lines: dict[tuple[str, IncomeGroup], list[IncomeLine]] = defaultdict(list)
    for line in statement.lines:
        lines[line.payer, line.group].append(line)
    payers = (
        PayerSum(
            payer=payer,
            group=group,
            lines=tuple(rows),
            gross=sum((row.gross for row in rows), Decimal(0)),
            months=len({row.month for row in rows}),
            first=min(row.month for row in rows),
            last=max(row.month for row in rows),
        )
        for (payer, group), rows in lines.items()
    )
    return tuple(sorted(payers, key=lambda payer: (payer.last, payer.gross), reverse=True))


def spells(statement: IncomeStatement, today: date) -> tuple[IncomeSpell, ...]:
    """One a payer, in the order of the lines.

    The present month counts for nothing: what is reported of it is a part. A start in the period's first month and
    a stop in the newest month anybody reported for are no news: the period merely begins there, or the report has
    not come yet. For the month before last every report has come: silence from then on is a stop.
    """
    present = today.replace(day=1)
    newest = add_months(present, -2)
    lines: dict[tuple[str, IncomeGroup], list[IncomeLine]] = {}
    for line in statement.lines:
        if line.month < present:
            newest = max(newest, line.month)
            lines.setdefault((line.payer, line.group), []).append(line)
    found = []
    for (payer, group), rows in lines.items():
        months = [row.month for row in rows]
        first, last = min(months), max(months)
        started = first if first > statement.first_month else None
        found.append(IncomeSpell(payer, group, tuple(rows), started, add_months(last, 1) if last < newest else None))
    return tuple(found)


def changes(statement: IncomeStatement, today: date) -> tuple[IncomeChange, ...]:
    """Starts, stops and jumps of more than 15 % from one month with income to the next, newest first."""
    found: list[IncomeChange] = []
    for spell in spells(statement, today):
        found += _changes_of(spell)
    return tuple(sorted(found, key=lambda change: (change.month, abs(change.after - change.before)), reverse=True))


def _changes_of(spell: IncomeSpell) -> Iterable[IncomeChange]:
    amounts: dict[date, Decimal] = defaultdict(Decimal)
    for line in spell.lines:
        amounts[line.month] += line.gross

    def change(kind: ChangeKind, month: date, before: Decimal, after: Decimal) -> IncomeChange:
        return IncomeChange(kind, month, spell.payer, spell.group, before, after)

    months = sorted(amounts)
    if spell.started is not None:
        yield change(ChangeKind.STARTED, spell.started, Decimal(0), amounts[months[0]])
    if spell.stopped is not None:
        yield change(ChangeKind.STOPPED, spell.stopped, amounts[months[-1]], Decimal(0))
    for earlier, later in pairwise(months):
        before, after = amounts[earlier], amounts[later]
        if before > 0 and abs(after - before) > before * _LEVEL_CHANGE:
            yield change(ChangeKind.ROSE if after > before else ChangeKind.FELL, later, before, after)
