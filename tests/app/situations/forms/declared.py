"""`python -m tests.app.situations.forms.declared`: write down what every form asks, when, and what it is reckoned by,
for a person to read and approve."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.facts.conditions import Bound, Condition, Every, Not, Some
from app.situations.forms.model import Assess, Field, Form, Made, Way
from tests.app.situations.forms.made_up import forms

APPROVED: Final = Path(__file__).with_name("approved")


def declared(form: Form) -> str:
    return "".join(f"{line}\n" for line in _lines(form))


def _lines(form: Form) -> Iterator[str]:
    yield f"# {form.title} (niveau {form.level}, {form.errand})"
    for group in form.groups:
        yield f"## {group.title}{_when(group.shown_when)}"
        yield from (_field(field) for field in group.fields)
    for rule in form.rules:
        leads = f"; fører til {rule.form}" if rule.form else ""
        yield f"Regel {rule.key} ({rule.weight}{rule.field and f' ved {rule.field}'}): {_said(rule.when)}{leads}"
    if form.named_by:
        yield f"Kendes på {', '.join(form.named_by)}"
    for follow_up in form.follow_ups:
        yield f"Bagefter {follow_up.form or follow_up.task or follow_up.say}{_when(follow_up.when)}"
    for served in form.serves:
        yield f"Svarer på {served.task} når {served.field} er {' eller '.join(served.answers)}"
    for reckoned in form.reckonings:
        yield from _reckoned(reckoned)


def _field(field: Field) -> str:
    required = "skal udfyldes" if field.required is True else ""
    if isinstance(field.required, Every | Some | Not | Bound):
        required = f"skal udfyldes når {_said(field.required)}"
    parts = (
        field.kind,
        required,
        f"fra {field.prefill}" if field.prefill else "",
        f"slås op: {field.check} {field.at}".rstrip() if field.check is not None else "",
        f"mindst {field.least}" if field.least is not None else "",
        f"højst {field.most}" if field.most is not None else "",
        f"ikke før {field.not_before}" if field.not_before else "",
        f"med alder af {field.age_of}" if field.age_of else "",
        f"tilbyder {', '.join(field.offers)}" if field.offers else "",
        f"valg: {', '.join(option.value for option in field.options)}" if field.options else "",
        f"vises når {_said(field.shown_when)}" if field.shown_when is not None else "",
    )
    return f"Felt {field.name}: {'; '.join(filter(None, parts))}"


def _reckoned(assess: Assess) -> Iterator[str]:
    on = f" på {assess.on}" if assess.on else f" fra {assess.since}" if assess.since else ""
    about = f"{on} om {assess.about}" if assess.about else on
    yield f"Regnes {assess.benefit}{' ved siden af' if assess.beside else ''}{about}{_when(assess.when)}"
    yield from (f"  {name} = {_made(made)}" for name, made in assess.inputs.items())


def _made(made: Made) -> str:
    if made.way is Way.ALWAYS:
        return f"altid {made.always}"
    less = f" minus {' og '.join(made.less)}" if made.less else ""
    times = f" gange {made.times}" if made.times != 1 else ""
    words = "".join(f"; {said} = {word}" for said, word in made.words.items())
    return f"{made.way} {', '.join(made.fields)}{less}{times}{words}"


def _when(condition: Condition | None) -> str:
    return f" når {_said(condition)}" if condition is not None else ""


def _said(condition: Condition) -> str:
    match condition:
        case Every(parts):
            return f"({' og '.join(map(_said, parts))})"
        case Some(parts):
            return f"({' eller '.join(map(_said, parts))})"
        case Not(part):
            return f"ikke {_said(part)}"
        case Bound(fact, among, least, most):
            bounds = f"{f' ≥ {least}' if least is not None else ''}{f' ≤ {most}' if most is not None else ''}"
            return f"{fact} = {' | '.join(map(_value, among))}" if among else f"{fact}{bounds}"


def _value(value: object) -> str:
    return {True: "ja", False: "nej"}[value] if isinstance(value, bool) else str(value)


def main() -> None:
    APPROVED.mkdir(exist_ok=True)
    for key, form in forms().items():
        (APPROVED / f"{key}.txt").write_text(declared(form), encoding="utf-8")


if __name__ == "__main__":
    main()
