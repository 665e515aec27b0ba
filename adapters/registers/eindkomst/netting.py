"""From the reports as filed to what counts: reversed reports gone, corrections added up.

eIndkomst delivers every report ever filed for the period, without summing, the reversed ones and their reversals
included, and leaves the netting to the reader (documentation of SF0770_A and info.skat.dk, oid 2277175, 1823456,
2233519, 1745567, 2045884). The rules kept here, each from there:

1. A reversal (tilbageførsel: blanket 11000 felt 011 = T, or blanket 16000 felt 021) takes back one whole report
   that was wrong in itself. Codes, crosses and texts cannot be corrected, only reversed and filed again. So it
   cancels one report of the same payer, income month, type, kind and pay period with the same amounts; if several
   fit, the one with the same disposition date, production unit and employment goes first. The sign that a reversal
   is written with does not matter.
2. A correction (felt 151) states the difference, normally in the pay period and with the disposition date of the
   report it corrects, now and then later. It is added, whatever its date.
3. A reversal that fits no report counts as minus its amounts: the report it takes back may lie outside the answer,
   or have been changed by corrections that are reversed together with it.
4. What is left is summed per income month, payer, income type and income kind. A line that has become negative is
   kept: a month may not be negative by law, so it is something to see, not to hide. Reports that cancelled out
   leave no line and are counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from adapters.registers.eindkomst.codes import group_of, income_kind, income_type
from app.citizen.model.income import Amount, IncomeLine


@dataclass(frozen=True, slots=True)
class FiledReport:
    """One report as filed: one blanket 16000 under its 11000. Amounts in the order of `Amount`, unused fields absent.

    `unit` (produktionsenhed) and `employment` only help to find the report that a reversal takes back.
    """

    payer: str
    month: date
    type: str
    kind: str | None
    pay_start: date
    pay_end: date
    disposed: date | None
    amounts: tuple[tuple[Amount, Decimal], ...]
    hours: Decimal | None = None
    reversal: bool = False
    correction: bool = False
    unit: str | None = None
    employment: str | None = None


def net(reports: Sequence[FiledReport]) -> tuple[tuple[IncomeLine, ...], int]:
    """The lines, by month, payer, type and kind, and the number of reports that cancelled out entirely."""
    groups: defaultdict[tuple[date, str, str, str], list[FiledReport]] = defaultdict(list)
    for report in reports:
        groups[report.month, report.payer, report.type, report.kind or ""].append(report)
    lines: list[IncomeLine] = []
    reversed_reports = 0
    for _, group in sorted(groups.items()):
        counting, cancelled = _cancel(group)
        reversed_reports += cancelled
        changed = any(report.reversal or report.correction for report in group)
        if counting and (_amounts(counting) or _hours(counting) or not changed):
            lines.append(_line(counting, corrected=changed))
        else:
            reversed_reports += sum(not report.reversal for report in counting)
    return tuple(lines), reversed_reports


def _cancel(group: Sequence[FiledReport]) -> tuple[list[FiledReport], int]:
    """What counts of one group, loose reversals as negative amounts, and how many reports were taken back."""
    counting = [report for report in group if not report.reversal]
    loose: list[FiledReport] = []
    cancelled = 0
    for reversal in (report for report in group if report.reversal):
        original = _taken_back_by(reversal, counting)
        if original is None:
            loose.append(_as_deduction(reversal))
        else:
            counting.remove(original)
            cancelled += 1
    return counting + loose, cancelled


def _taken_back_by(reversal: FiledReport, reports: Sequence[FiledReport]) -> FiledReport | None:
    values = _values(reversal)
    opposite = {(field, -value) for field, value in values}
    fitting = [
        report
        for report in reports
        if (report.pay_start, report.pay_end) == (reversal.pay_start, reversal.pay_end)
        and _values(report) in (values, opposite)
    ]
    return max(fitting, key=lambda report: _likeness(report, reversal), default=None)


def _likeness(report: FiledReport, reversal: FiledReport) -> int:
    return (
        4 * (report.disposed == reversal.disposed)
        + 2 * (report.unit == reversal.unit)
        + (report.employment == reversal.employment)
    )


def _values(report: FiledReport) -> set[tuple[str, Decimal]]:
    values = {(str(amount), value) for amount, value in report.amounts if value}
    return values | {("hours", report.hours)} if report.hours else values


def _as_deduction(reversal: FiledReport) -> FiledReport:
    """The reversal with the sign that takes money away, whichever it was written with."""
    if sum((value for _, value in reversal.amounts), reversal.hours or Decimal(0)) <= 0:
        return reversal
    return replace(
        reversal,
        amounts=tuple((amount, -value) for amount, value in reversal.amounts),
        hours=None if reversal.hours is None else -reversal.hours,
    )


def _amounts(reports: Sequence[FiledReport]) -> tuple[tuple[Amount, Decimal], ...]:
    """Sums per field, those that come to nothing left out."""
    sums: defaultdict[Amount, Decimal] = defaultdict(Decimal)
    for report in reports:
        for amount, value in report.amounts:
            sums[amount] += value
    return tuple((amount, sums[amount]) for amount in Amount if sums[amount])


def _hours(reports: Sequence[FiledReport]) -> Decimal | None:
    reported = [report.hours for report in reports if report.hours is not None]
    return sum(reported, Decimal(0)) if reported else None


def _line(reports: Sequence[FiledReport], *, corrected: bool) -> IncomeLine:
    first = reports[0]
    return IncomeLine(
        month=first.month,
        payer=first.payer,
        type=income_type(first.type),
        kind=income_kind(first.kind) if first.kind else None,
        group=group_of(first.type, first.kind),
        amounts=_amounts(reports),
        hours=_hours(reports),
        pay_start=min(report.pay_start for report in reports),
        pay_end=max(report.pay_end for report in reports),
        disposed=max((report.disposed for report in reports if report.disposed), default=None),
        reports=len(reports),
        corrected=corrected,
    )
