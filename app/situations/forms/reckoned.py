"""Which benefits a task comes down to: those its forms are reckoned by, where what they need is opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.benefits.declaration import Benefit
from app.facts.model import Facts, Unknown, Why
from app.situations.forms.model import Assess, Form


def reckoned(forms: Collection[Form], benefits: Mapping[str, Benefit], facts: Facts) -> tuple[Benefit, ...]:
    """What the `forms` of one task are about first. None that needs what the purpose of `facts` does not open, and
    none where no register has been heard of."""
    if not facts:
        return ()
    asked = (
        (asks.benefit, needs(asks, form, benefits[asks.benefit]))
        for form in forms
        for asks in form.reckonings
        if asks.benefit in benefits
    )
    opened = [key for key, names in asked if not any(_is_shut(facts, name) for name in names)]
    return tuple(benefits[key] for key in dict.fromkeys(opened))


def needs(asks: Assess, form: Form, benefit: Benefit) -> frozenset[str]:
    """The facts that registers may answer with: what the benefit cannot do without, and what the fields begin with."""
    told = {one.told_as for one in benefit.inputs.values() if not one.optional}
    return frozenset(told | set(_prefilled(asks, form)))


def _prefilled(asks: Assess, form: Form) -> Iterator[str]:
    used = {name for made in asks.inputs.values() for name in (*made.fields, *made.less)}
    return (field.prefill for field in form.fields if field.name in used and field.prefill)


def _is_shut(facts: Facts, name: str) -> bool:
    known = facts[name]
    return isinstance(known, Unknown) and known.why is Why.NOT_ASKED
