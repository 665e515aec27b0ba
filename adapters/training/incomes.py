"""Reports to eIndkomst, made from spells. The amounts are made up; only their sums agree, to the øre."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from adapters.training.calendar import last_weekday, month_end, month_start
from adapters.training.draws import Stream
from adapters.training.livelihood import Spell
from adapters.training.people import Report
from adapters.training.resources import load

_STREAM = 62
_FORTNIGHT = timedelta(days=14)
_FIRST_FORTNIGHT = date(2024, 1, 1)
_TAX_FREE_A_MONTH = 490_000
_ATP_OWN, _ATP_ALL = 9_900, 29_700


def kroner(ore: int) -> Decimal:
    return Decimal(ore).scaleb(-2)


def net(kind: str, gross: int) -> int:
    """Øre paid out of `gross` a month."""
    _, _, am, per_cent, _ = load("payers")["kinds"][kind]
    contribution = gross * 8 // 100 if am else 0
    return gross - contribution - _tax(gross - contribution, per_cent, _TAX_FREE_A_MONTH)


def _tax(base: int, per_cent: int, free: int) -> int:
    """Whole kroner of A-tax."""
    return max(0, base - free) * per_cent // 10_000 * 100


def reports(seed: int, index: int, spells: tuple[Spell, ...], reference: date) -> list[Report]:
    """All reports of the spells, by month and payer."""
    made: list[Report] = []
    for number, spell in enumerate(spells):
        stream = Stream(seed, _STREAM, index * 16 + number)
        make = _fortnightly if spell.kind == "wage14" else _monthly
        made.extend(make(stream, spell, reference))
    return sorted(made, key=lambda report: (report.month, report.pay_end, report.payer))


def _monthly(stream: Stream, spell: Spell, reference: date) -> Iterator[Report]:
    advance = load("payers")["kinds"][spell.kind][4]
    unit = stream.below(900_000)
    for back in range(spell.first, spell.last - 1, -1):
        if back % spell.every:
            continue
        first = month_start(reference, -back)
        disposed = last_weekday(month_start(first, -1) if advance else first)
        yield _report(spell, first, month_end(first), disposed, _varied(stream, spell), unit, share=1)


def _fortnightly(stream: Stream, spell: Spell, reference: date) -> Iterator[Report]:
    """The basis month is that of the pay day, a week after the period; a period belongs where its pay day lies."""
    oldest, newest = month_start(reference, -spell.first), month_start(reference, 1 - spell.last)
    unit = stream.below(900_000)
    steps = (oldest - _FIRST_FORTNIGHT) // _FORTNIGHT - 1
    start = _FIRST_FORTNIGHT + steps * _FORTNIGHT
    while start < newest:
        end = start + _FORTNIGHT - timedelta(days=1)
        disposed = end + timedelta(days=5)
        if oldest <= disposed < newest or (spell.last == 1 and newest <= disposed < reference - timedelta(days=3)):
            yield _report(spell, start, end, disposed, _varied(stream, spell), unit, share=2)
        start += _FORTNIGHT


def _varied(stream: Stream, spell: Spell) -> int:
    return spell.gross * stream.between(930, 1075) // 1000 if spell.varies else spell.gross


def _report(spell: Spell, start: date, end: date, disposed: date, gross: int, unit: int, *, share: int) -> Report:
    data = load("payers")
    kind, sort, am, per_cent, advance = data["kinds"][spell.kind]
    amounts = (
        _b_amounts(gross) if kind == "05" else _a_amounts(spell, gross // share, am=am, per_cent=per_cent, share=share)
    )
    month = start if advance or share == 1 else disposed
    return Report(
        payer=data["payers"][spell.payer],
        month=f"{month.year}{month.month:02}",
        pay_start=start,
        pay_end=end,
        disposed=disposed,
        type=kind,
        kind=sort or None,
        production_unit=f"1{int(data['payers'][spell.payer]) % 1000:03}{unit:06}",
        fields=tuple((field, kroner(ore)) for field, ore in amounts if ore),
    )


def _a_amounts(spell: Spell, gross: int, *, am: bool, per_cent: int, share: int) -> tuple[tuple[str, int], ...]:
    """`gross` is what the pay period earned; hours are hundredths and travel in the same form."""
    free = _TAX_FREE_A_MONTH // share
    if not am:
        return (("058", gross), ("059", _tax(gross, per_cent, free)))
    own_pension = gross * 4 // 100 if spell.hours > 6_000 else 0
    own_atp, atp = (_ATP_OWN // share, _ATP_ALL // share) if spell.hours > 6_000 else (0, 0)
    liable = gross - own_pension - own_atp
    contribution = liable * 8 // 100
    return (
        ("057", liable),
        ("059", _tax(liable - contribution, per_cent, free)),
        ("060", contribution),
        ("076", atp),
        ("096", spell.hours // share),
        ("197", own_pension),
        ("198", 2 * own_pension),
        ("199", own_atp),
    )


def _b_amounts(gross: int) -> tuple[tuple[str, int], ...]:
    return (("070", gross),)


def reversed_report(report: Report) -> Report:
    """The reversal of a report: the same period and day, every amount with the opposite sign."""
    return replace(report, fields=tuple((field, -value) for field, value in report.fields), reversal=True)


def corrected_report(report: Report, difference: int) -> Report:
    """A later change of `difference` øre of A-income with AM contribution, as difference amounts."""
    contribution = abs(difference) * 8 // 100 * (1 if difference > 0 else -1)
    fields = (("057", kroner(difference)), ("060", kroner(contribution)))
    return replace(report, fields=fields, correction=True)


def disturbed(seed: int, index: int, made: list[Report]) -> list[Report]:
    """Some employers make mistakes: one report in a few hundred people's is reversed, or corrected afterwards."""
    stream = Stream(seed, _STREAM, -1 - index)
    wages = [number for number, report in enumerate(made) if report.type == "00"]
    if wages and stream.chance(60):
        number = stream.pick(wages)
        made[number + 1 : number + 1] = [reversed_report(made[number]), refiled_report(made[number])]
    elif wages and stream.chance(60):
        number = stream.pick(wages)
        made.insert(number + 1, corrected_report(made[number], stream.pick((-125_000, 84_050, 210_000))))
    return made


def refiled_report(report: Report) -> Report:
    """What the employer filed after the reversal: the right A-income, a tenth less."""
    fields = dict(report.fields)
    liable = int(fields["057"].scaleb(2)) * 9 // 10
    contribution = liable * 8 // 100
    fields["057"], fields["060"] = kroner(liable), kroner(contribution)
    if "059" in fields:
        fields["059"] = kroner(_tax(liable - contribution, 38, _TAX_FREE_A_MONTH))
    return replace(report, fields=tuple((field, value) for field, value in fields.items() if value))


def month_name(reference: date, back: int) -> str:
    first = month_start(reference, -back)
    return f"{first.year}{first.month:02}"
