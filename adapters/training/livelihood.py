"""What a person lives on over the last 24 months, as spells; reports and benefits are both made from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from adapters.training.draws import Stream

_STREAM = 61
MONTHS = 24
PENSION_AGE = 67


@dataclass(frozen=True, slots=True)
class Spell:
    """`kind` and `payer` by their keys in payers.toml. `first` and `last` count months back from the present one
    (24 is the oldest, 1 the newest reported). `gross` is øre a month before tax; `every` 3 means each third month."""

    kind: str
    payer: str
    gross: int
    first: int = MONTHS
    last: int = 1
    hours: int = 16033
    every: int = 1
    varies: bool = False


def parse_spell(line: str) -> Spell:
    """A line of the data files: kind|payer|kroner|first|last, then hours=… or every=…"""
    kind, payer, kroner, first, last, *rest = line.split("|")
    spell = Spell(kind, payer, int(kroner) * 100, int(first), int(last))
    for word in rest:
        name, _, value = word.partition("=")
        spell = replace(spell, hours=int(float(value) * 100)) if name == "hours" else replace(spell, every=int(value))
    return spell


@dataclass(frozen=True, slots=True)
class Situation:
    """What the spells of a generated person depend on. `baby` is the age in months of a mother's youngest, or None;
    `months_here` how long an immigrant has been in Denmark."""

    age: int
    baby: int | None
    months_here: int
    present: bool


def spells(seed: int, index: int, situation: Situation, payers: dict[str, Any]) -> tuple[Spell, ...]:
    """The life course of a generated person."""
    if not situation.present:
        return ()
    stream = Stream(seed, _STREAM, index)
    work = payers["workplaces"]
    if situation.age < 18:
        made = _teenager(stream, situation.age, work)
    elif situation.age >= PENSION_AGE:
        made = _pensioner(stream, situation.age)
    elif situation.age < 27 and stream.chance(560):
        made = _student(stream, work)
    else:
        made = _grown(stream, situation, work)
    return tuple(
        replace(spell, first=min(spell.first, situation.months_here))
        for spell in made
        if situation.months_here >= spell.last
    )


def _wage(stream: Stream, work: dict[str, list[str]], *, first: int = MONTHS, last: int = 1) -> Spell:
    fortnightly = stream.chance(220)
    gross = 2_250_000 + 10_000 * (stream.below(130) + stream.below(130) + stream.below(90))
    hours = stream.early((16033, 14800, 13000, 10400))
    return Spell(
        "wage14" if fortnightly else "wage",
        stream.early(work["fortnightly" if fortnightly else "monthly"]),
        gross * hours // 16033,
        first,
        last,
        hours,
        varies=stream.chance(300),
    )


def _teenager(stream: Stream, age: int, work: dict[str, list[str]]) -> list[Spell]:
    if age < 15 or not stream.chance(350):
        return []
    return [
        Spell(
            "wage",
            stream.pick(work["young"]),
            190_000 + 5_000 * stream.below(60),
            stream.between(2, 20),
            1,
            2600,
            varies=True,
        )
    ]


def _student(stream: Stream, work: dict[str, list[str]]) -> list[Spell]:
    made = [Spell("student_grant", "su", 682_000 if stream.chance(700) else 411_000)]
    if stream.chance(620):
        made.append(
            Spell(
                "wage",
                stream.pick(work["young"]),
                350_000 + 10_000 * stream.below(50),
                stream.between(3, 24),
                1,
                4300,
                varies=True,
            )
        )
    return made


def _pensioner(stream: Stream, age: int) -> list[Spell]:
    made = [
        Spell("state_pension", "udk", stream.pick((731_000, 1_098_000, 1_512_000))),
        Spell("atp", "atp", 90_000 + 1_000 * stream.below(170)),
    ]
    if stream.chance(560):
        made.append(Spell("pension", "pension_fund", 180_000 + 10_000 * stream.below(90)))
    if age < 72 and stream.chance(160):
        made.append(Spell("wage", "shop", 620_000 + 10_000 * stream.below(60), 24, stream.pick((1, 1, 4, 9)), 6000))
    return made


def _grown(stream: Stream, situation: Situation, work: dict[str, list[str]]) -> list[Spell]:
    if situation.baby is not None and situation.baby < 20:
        leave = min(situation.baby, 10)
        start, end = situation.baby, max(1, situation.baby - leave + 1)
        made = [_wage(stream, work, first=MONTHS, last=start + 1)] if start < MONTHS else []
        if start >= 1:
            made.append(Spell("maternity", "udk", 2_090_000, start, end))
        if end > 1:
            made.append(replace(_wage(stream, work), first=end - 1))
        return made
    roll = stream.below(1000)
    change = stream.between(3, 20)
    for bound, course in _COURSES:
        if roll < bound:
            return course(stream, work, change)
    return []


def _settled(stream: Stream, work: dict[str, list[str]], change: int) -> list[Spell]:
    if stream.chance(760):
        return [_wage(stream, work)]
    return [_wage(stream, work, last=change + 1), _wage(stream, work, first=change - stream.below(2))]


def _unemployed(stream: Stream, work: dict[str, list[str]], change: int) -> list[Spell]:
    back = stream.chance(450) and change > 5
    made = [
        _wage(stream, work, last=change + 1),
        Spell("unemployment", "a_kasse", 1_932_000, change, change - 3 if back else 1),
    ]
    return [*made, _wage(stream, work, first=change - 4)] if back else made


def _on_social(stream: Stream, work: dict[str, list[str]], change: int) -> list[Spell]:
    kind, gross = (
        ("education_help", 742_000) if stream.chance(250) else ("social", stream.pick((1_270_000, 1_689_000, 695_000)))
    )
    if stream.chance(500):
        return [Spell(kind, "municipality", gross)]
    return [_wage(stream, work, last=change + 1), Spell(kind, "municipality", gross, change)]


def _sick(stream: Stream, work: dict[str, list[str]], change: int) -> list[Spell]:
    last = max(1, change - stream.between(2, 9))
    made = [_wage(stream, work, last=change + 1), Spell("sickness", "municipality", 1_905_000, change, last)]
    return [*made, _wage(stream, work, first=last - 1)] if last > 1 else made


def _disabled(stream: Stream, work: dict[str, list[str]], change: int) -> list[Spell]:
    del work, change
    return [Spell("disability", "udk", stream.pick((2_195_000, 1_866_000)))]


def _self_employed(stream: Stream, work: dict[str, list[str]], change: int) -> list[Spell]:
    del work, change
    return [
        Spell(
            "fee",
            stream.pick(("builder", "hotel", "windmills")),
            900_000 + 20_000 * stream.below(120),
            every=stream.pick((1, 2, 3)),
        )
    ]


_COURSES = (
    (735, _settled), (790, _unemployed), (845, _on_social), (885, _sick), (935, _disabled), (980, _self_employed),
)  # fmt: skip
