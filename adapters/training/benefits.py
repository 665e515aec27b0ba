"""Benefits of the municipality and of Udbetaling Danmark, with their payments. Amounts and rules are made up.

A benefit that is taxable income follows the spells that the reports to eIndkomst are made from: same months, same
amounts. The others follow the family and the home.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from adapters.training.calendar import last_weekday, month_end, month_start
from adapters.training.draws import Stream
from adapters.training.identifiers import GRANT, seal
from adapters.training.incomes import kroner, net
from adapters.training.livelihood import PENSION_AGE, Spell
from adapters.training.people import GrantRow, PaymentRow
from adapters.training.resources import load

MUNICIPALITY_CVR = "99999901"
UDK_CVR = "33236072"
_STREAM = 71
_QUARTER = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Award:
    """`template` by its key in benefits.toml; `first` and `last` count months back from the present one, `last` 0
    while it runs. `gross` and `net` are øre a payment."""

    template: str
    gross: int
    net: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Family:
    """What a generated person's benefits depend on: ages of the children they are paid for, whether the home is
    rented, and whether there is another adult in it."""

    age: int
    child_ages: tuple[int, ...]
    rented: bool
    alone: bool


def parse_award(line: str) -> Award:
    """A line of the data files: template|kroner a payment|first|last month."""
    template, amount, first, last = line.split("|")
    gross = int(amount) * 100
    income = load("benefits")[template].get("income")
    return Award(template, gross, net(income, gross) if income else gross, int(first), int(last))


def awards(seed: int, index: int, spells: tuple[Spell, ...], family: Family) -> Iterator[Award]:
    """The benefits of a generated person."""
    taxable = {entry["income"]: key for key, entry in load("benefits").items() if "income" in entry}
    for spell in spells:
        if spell.kind in taxable:
            last = 0 if spell.last == 1 else spell.last
            yield Award(taxable[spell.kind], spell.gross, net(spell.kind, spell.gross), spell.first, last)
    stream = Stream(seed, _STREAM, index)
    monthly = sum(spell.gross // spell.every for spell in spells if spell.last == 1)
    for template, gross, first, last in _untaxed(stream, monthly, family):
        yield Award(template, gross, gross, first, last)


def _untaxed(stream: Stream, monthly: int, family: Family) -> Iterator[tuple[str, int, int, int]]:
    """(template, øre a payment, first month, last month)."""
    poor = monthly < 2_300_000
    if family.rented and poor and family.age >= 18 and stream.chance(600):
        yield "boligstoette", 60_000 + 1_000 * stream.below(280), stream.between(2, 24), 0
    minors = [age for age in family.child_ages if age < 18]
    if minors:
        yield "boerneydelse", sum(493_000 if age < 3 else 390_000 if age < 7 else 310_200 for age in minors), 24, 0
        if family.alone:
            yield "boernetilskud", 305_000 + 189_000 * len(minors), stream.between(3, 24), 0
        in_day_care = sum(1 for age in minors if 1 <= age <= 9)
        if in_day_care and monthly < 2_900_000 and stream.chance(700):
            first = stream.between(4, 20)
            yield (
                "friplads",
                30_000 + 100 * stream.below(2_400) * in_day_care,
                first,
                stream.pick((0, 0, 0, first // 2)),
            )
    if family.age >= PENSION_AGE and monthly < 1_500_000:
        if stream.chance(350):
            yield "helbredstillaeg", 15_000 + 500 * stream.below(160), stream.between(3, 24), 0
        if stream.chance(250):
            yield "varmetillaeg", 18_000 + 500 * stream.below(60), 24, 0
    if poor and 18 <= family.age < PENSION_AGE and stream.chance(180):
        month = stream.between(1, 22)
        yield "enkeltydelse", 80_000 + 5_000 * stream.below(120), month, month


def grants(seed: int, index: int, made: list[Award], reference: date) -> tuple[GrantRow, ...]:
    """The rows of the benefits index. A grant that began before the oldest month shows its payments from there on."""
    rows = []
    for number, award in enumerate(made):
        entry = load("benefits")[award.template]
        start = month_start(reference, -award.first)
        municipal = entry["sector"] == "kommune"
        rows.append(
            GrantRow(
                id=seal(seed, GRANT, index, number),
                sector=entry["sector"],
                name=entry["name"],
                title=entry.get("title", ""),
                kle=entry["kle"],
                start=start,
                end=month_end(month_start(reference, -award.last)) if award.last else None,
                amount=kroner(award.gross),
                frequency=entry["frequency"],
                in_arrears=entry["in_arrears"],
                owner_cvr=MUNICIPALITY_CVR if municipal else UDK_CVR,
                department=entry["department"],
                system=entry["system"],
                sensitivity=entry["sensitivity"],
                case_number=f"{entry['kle']}-G01-{1000 + index % 9000 * 8 + number}-{start:%y}" if municipal else "",
                payments=tuple(_payments(award, entry["frequency"], reference, arrears=entry["in_arrears"])),
            )
        )
    return tuple(rows)


def _payments(award: Award, frequency: str, reference: date, *, arrears: bool) -> Iterator[PaymentRow]:
    """Up to today, and the next one where it has been ordered."""
    for back in range(award.first, award.last - 1, -1):
        first = month_start(reference, -back)
        if frequency == "Kvartårlig" and first.month not in _QUARTER:
            continue
        end = month_end(month_start(first, 2)) if frequency == "Kvartårlig" else month_end(first)
        day = last_weekday(first) if arrears else first
        status = "Udbetalt" if day <= reference else "Sendt til udbetaling"
        if award.last == 0 and arrears and back == 0:
            continue
        yield PaymentRow(day, kroner(award.gross), kroner(award.net), first, end, status)
