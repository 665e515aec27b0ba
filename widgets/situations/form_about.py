"""What tells a form from another of its kind in a list: whom it is about, and where or what, in a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import Final

from app.cpr import CprNumber
from app.facts.model import Facts
from app.situations.derived.family import Near
from app.situations.forms.answers import fill
from app.situations.forms.finished import Draft, FinishedForm
from app.situations.forms.model import Field, FieldKind, Form
from app.situations.forms.typed import written
from widgets import formats

_LONGEST: Final = 60


def of_draft(form: Form, draft: Draft, facts: Facts, today: date) -> Mapping[str, str]:
    """What stands in it by name, as `typed.written` has it; `facts` are what registers know of the citizen."""
    sheet = fill(form, draft.told, draft.choices, facts, (), today)
    return {filled.field.name: written(filled.value) for filled in sheet.shown}


def of_finished(finished: FinishedForm) -> Mapping[str, str]:
    return {field.name: field.value for field in finished.fields}


def about(form: Form, answers: Mapping[str, str], people: Sequence[Near], *, secret: bool) -> str:
    """`people` are those near the citizen. While it is `secret` where somebody of the family lives nobody is named, and
    nothing that was written is told: numbers are masked, and choices say what it is. The same goes for a form about
    somebody else, of whom nobody knows here whether they are protected."""
    asked = [field for name in form.named_by for field in form.fields if field.name == name]
    numbers = [CprNumber.parse(answers.get(field.name, "")) for field in asked if field.kind is FieldKind.CPR]
    near = {one.cpr: one.name for one in people}
    hidden = secret or any(number is not None and number not in near for number in numbers)
    names = {} if hidden else near
    return ", ".join(filter(None, (_said(field, answers.get(field.name, ""), names, hidden=hidden) for field in asked)))


def _said(field: Field, value: str, names: Mapping[CprNumber, str], *, hidden: bool) -> str:
    if field.kind is FieldKind.CPR:
        number = CprNumber.parse(value)
        return (names.get(number) or formats.cpr(number)) if number is not None else ""
    if field.kind is FieldKind.CHOICE:
        return next((option.label for option in field.options if option.value == value), "")
    return "" if hidden else shorten(value, _LONGEST, placeholder=" …")
