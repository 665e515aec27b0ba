"""Reads what a form is reckoned by: `[assess.inputs]`, where each input of the benefit is made of the form's fields.

    INPUT = { field = "a" }                         as it stands
    INPUT = { field = "a", words = { x = "y" } }    a choice, or ja and nej, in the benefit's own words
    INPUT = { sum = ["a", "b"], less = ["c"], times = 12 }
    INPUT = { any = ["a", "b"] }                    yes where one is
    INPUT = { not = "a" }
    INPUT = { born = "a" }                          the day of birth that a number to CPR says
    INPUT = { table = ["a", "b"], words = { "x" = "u", "y ja" = "v" } }
                                                    by the answers in sight: x, or y and ja
    INPUT = { always = "x" }                        the benefit's own word, whatever stands on the form

INPUT is the benefit's own name, or that of the fact which answers it. No expressions, no code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from app.benefits.declaration import Benefit, Input
from app.benefits.model import AssessmentKind
from app.facts.model import Kind
from app.situations.forms.model import Field, FieldKind, Made, Way
from app.situations.forms.typed import NO, YES

_NUMBERS: Final = (Kind.NUMBER, Kind.AMOUNT)
_TAKES: Final = {
    Way.SUM: (_NUMBERS, (FieldKind.AMOUNT, FieldKind.NUMBER)),
    Way.ANY: ((Kind.BOOLEAN,), (FieldKind.YES_NO,)),
    Way.NOT: ((Kind.BOOLEAN,), (FieldKind.YES_NO,)),
    Way.BORN: ((Kind.DATE,), (FieldKind.CPR,)),
}
"""The kinds of input that a way can make, and of field that it is made of."""


def read_assess(
    tables: Mapping[str, dict[str, Any]],
    benefit: Benefit,
    fields: Mapping[str, Field],
    at: Callable[[str], None],
    *,
    beside: bool = False,
) -> Iterator[tuple[str, Made]]:
    """Each input of the benefit with how it is made; `at` is told which is being read. ValueError says what is wrong.

    A decision is made of what stands on the form and of nothing else, so that one must make every input,
    unless it stands `beside`.
    """
    made = set()
    for key, table in tables.items():
        at(key)
        asked = _input(benefit, key)
        if asked.name in made:
            raise ValueError(f"{asked.name} is made twice")
        made.add(asked.name)
        yield asked.name, _made(asked, dict(table), fields)
    at(benefit.key)
    left = [name for name in benefit.inputs if name not in made]
    if left and benefit.kind is AssessmentKind.DECISION and not beside:
        raise ValueError(f"nothing makes {', '.join(left)}")


def _input(benefit: Benefit, key: str) -> Input:
    found = [asked for asked in benefit.inputs.values() if asked.name == key]
    found = found or [asked for asked in benefit.inputs.values() if asked.fact == key]
    if not found:
        raise ValueError(f"{benefit.key} has no input {key}")
    return found[0]


def _made(asked: Input, table: dict[str, Any], fields: Mapping[str, Field]) -> Made:
    ways = [way for way in Way if way in table]
    if len(ways) != 1:
        raise ValueError(f"one of {', '.join(Way)}")
    way = ways[0]
    named = table.pop(way)
    if way is Way.ALWAYS:
        if table or named not in asked.choices:
            raise ValueError(f"one of {', '.join(asked.choices)}, and nothing beside it")
        return Made(way, (), always=str(named))
    made = Made(
        way=way,
        fields=tuple(named) if isinstance(named, list) else (str(named),),
        less=tuple(table.pop("less", ())),
        times=int(table.pop("times", 1)),
        words=dict(table.pop("words", {})),
    )
    if asked.kind is Kind.BOOLEAN and made.words and set(made.words.values()) <= {YES, NO}:
        made = replace(made, words={answer: word == YES for answer, word in made.words.items()})
    if table:
        raise ValueError(f"unknown: {', '.join(sorted(table))}")
    for trouble in _troubles(asked, made, fields, is_list=isinstance(named, list)):
        raise ValueError(trouble)
    return made


def _troubles(asked: Input, made: Made, fields: Mapping[str, Field], *, is_list: bool) -> Iterator[str]:
    missing = [name for name in (*made.fields, *made.less) if name not in fields]
    if missing:
        yield f"no field is called {', '.join(missing)}"
    if is_list is not (made.way in (Way.SUM, Way.ANY, Way.TABLE)) or not made.fields:
        yield f"{made.way} does not take that many fields"
    if (made.less or made.times != 1) and made.way is not Way.SUM:
        yield "less and times belong to a sum"
    if made.way is Way.FIELD:
        yield from _misfits(asked, made, fields[made.fields[0]])
        return
    if made.way is Way.TABLE:
        yield from _misplaced(asked, made, [_answers(fields[name]) for name in made.fields])
        return
    inputs, kinds = _TAKES[made.way]
    if made.words:
        yield "words belong to a field"
    if asked.kind not in inputs:
        yield f"{made.way} makes no {asked.kind}"
    for name in (*made.fields, *made.less):
        if fields[name].kind not in kinds:
            yield f"{made.way} is not made of a {fields[name].kind}"


def _misfits(asked: Input, made: Made, field: Field) -> Iterator[str]:
    """Every answer of the field must be one that the benefit can reckon with."""
    answers: tuple[str | bool, ...] = _answers(field)
    if made.words:
        if set(made.words) != set(answers):
            yield f"words for {', '.join(_answers(field))}, and for nothing else"
        answers = tuple(made.words.values())
    elif field.kind.fact is not asked.kind and not (field.kind.fact in _NUMBERS and asked.kind in _NUMBERS):
        yield f"a {field.kind} is no {asked.kind}"
    elif field.kind is FieldKind.YES_NO:
        return
    if asked.kind is Kind.BOOLEAN and all(isinstance(answer, bool) for answer in answers):
        return
    if (made.words or asked.choices) and (not answers or any(answer not in asked.choices for answer in answers)):
        yield f"the answers are not {', '.join(asked.choices)}"


def _misplaced(asked: Input, made: Made, answers: Sequence[Sequence[str]]) -> Iterator[str]:
    """Every line of a table is answers that its fields have, in their order: of some or of all."""
    for line, word in made.words.items():
        left = iter(answers)
        if not line or not all(any(answer in one for one in left) for answer in line.split(" ")):
            yield f"no fields answer {line}"
        if word not in asked.choices:
            yield f"{word} is none of {', '.join(asked.choices)}"


def _answers(field: Field) -> tuple[str, ...]:
    return (YES, NO) if field.kind is FieldKind.YES_NO else tuple(option.value for option in field.options)
