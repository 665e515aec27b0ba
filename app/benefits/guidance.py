"""A what-if in the citizen's words. The word vejledende is put on every figure here, also where the municipality itself
will decide: what has not been applied for is not decided. A date about somebody is told by its month alone: the paper
has no CPR number, and a day of birth is half of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from app.access.viewer import Viewer
from app.benefits.assess import Change, Comparison
from app.benefits.declaration import Benefit, Input
from app.benefits.household import with_household
from app.benefits.model import Assessment, Decider, Outcome, Unit
from app.benefits.port import AsideLine, GuidanceLine, GuidancePaper, MissingLine, Reckoned, Told
from app.benefits.words import (
    amount_said,
    conclusion,
    elsewhere,
    figure_line,
    in_month,
    paper_line,
    with_unit,
    written,
)
from app.facts.model import Fact, Unknown, Value

VEJLEDENDE: Final = "Vejledende"
NOT_RECKONED: Final = "ikke regnet"
_NOT_COMPARABLE: Final = "kan ikke opgøres"


def guidance_of(
    comparison: Comparison,
    benefits: Mapping[str, Benefit],
    *,
    name: str,
    day: date,
    known: date,
    municipality: str,
    employee: Viewer,
) -> GuidancePaper:
    """`benefits` by their keys. Give no `name` where name and address are protected.

    A benefit with a figure on neither side is only named with what it lacks; one that is set aside, with the reason.
    """
    reckoned = [change for change in comparison.matters if _has_figure(change)]
    return GuidancePaper(
        name=name,
        day=day,
        known=known,
        municipality=municipality,
        unit=employee.unit,
        employee=employee.name,
        told=tuple(_told(comparison, benefits)),
        lines=tuple(_line(change, benefits[change.after.benefit], municipality) for change in reckoned),
        total=_total(comparison, reckoned, benefits),
        missing=tuple(_missing(comparison, benefits)),
        aside=tuple(AsideLine(benefits[each.benefit].title, each.because) for each in comparison.aside),
        reckoned=tuple(_reckoned(change, benefits[change.after.benefit]) for change in reckoned),
    )


def _has_figure(change: Change) -> bool:
    return change.before.amount is not None or change.after.amount is not None


def _line(change: Change, benefit: Benefit, municipality: str) -> GuidanceLine:
    return GuidanceLine(
        title=f"{benefit.title} ({VEJLEDENDE.lower()})",
        before=_cell(change.before),
        after=_cell(change.after),
        difference=_NOT_COMPARABLE if _is_left_out(change) else _signed(change.monthly or Decimal(0)),
        decider=_decider(benefit.decider, municipality),
    )


def _cell(assessment: Assessment) -> str:
    if assessment.amount is None:
        return NOT_RECKONED
    said = "ingen ret" if assessment.outcome is Outcome.NOT_MET else amount_said(assessment)
    return f"{said} (ikke bekræftet)" if assessment.unconfirmed else said


def _signed(amount: Decimal) -> str:
    if not amount:
        return "ingen forskel"
    return f"{'+' if amount > 0 else '−'}{with_unit(abs(amount), Unit.KRONER)}"


def _decider(decider: Decider, municipality: str) -> str:
    match decider:
        case Decider.KOMMUNE:
            return municipality
        case Decider.UDBETALING_DANMARK:
            return "Udbetaling Danmark"
        case Decider.FAMILIERETSHUSET:
            return "Familieretshuset"


def _is_left_out(change: Change) -> bool:
    """Whether the sum goes without it: a percentage that changes, or a figure on one side alone."""
    return change.monthly is None and change.before.amount != change.after.amount


def _total(comparison: Comparison, reckoned: list[Change], benefits: Mapping[str, Benefit]) -> str:
    if all(change.monthly is None for change in reckoned):
        return ""
    said = f"{VEJLEDENDE} forskel i alt pr. måned: {_signed(comparison.monthly)}"
    left_out = [change.after.title for change in reckoned if _is_left_out(change)]
    notes = [benefits[change.after.benefit].sum_note for change in reckoned if not _is_left_out(change)]
    return " – ".join((f"{said} (uden {', '.join(left_out)})" if left_out else said, *filter(None, notes)))


def _missing(comparison: Comparison, benefits: Mapping[str, Benefit]) -> Iterator[MissingLine]:
    for change in comparison.matters:
        benefit = benefits[change.after.benefit]
        before, after = (_lack(side, benefit) for side in (change.before, change.after))
        if before and not after:
            before = f"Nu: {before}"
        elif after and not before:
            after = f"Hvis: {after}"
        if before or after:
            yield MissingLine(benefit.title, after or before)


def _lack(assessment: Assessment, benefit: Benefit) -> str:
    """Why there is no figure, as far as the citizen can use it; empty where there is one."""
    if assessment.amount is not None:
        return ""
    if assessment.outcome is Outcome.NOT_COMPUTABLE:
        return elsewhere(assessment, benefit)
    if assessment.missing:
        return f"Vi mangler at vide: {', '.join(benefit.input(fact.name).label for fact in assessment.missing)}"
    return f"Satserne for {assessment.on.year} mangler eller er ikke bekræftet"


def _reckoned(change: Change, benefit: Benefit) -> Reckoned:
    told = change.after if change.after.amount is not None else change.before
    side = "Hvis" if told is change.after else "Nu"
    word = VEJLEDENDE.lower()
    said = conclusion(told, benefit).removeprefix(f"{VEJLEDENDE}: ")
    shown = (figure for figure in told.further if benefit.figures[figure.key].on_paper)
    further = (f"{figure_line(figure)} ({word})" for figure in shown)
    return Reckoned(
        title=benefit.title,
        on=told.on,
        conclusions=(f"{side} – {word}: {said}", *further),
        steps=tuple(paper_line(step) for step in told.steps),
        doubts=tuple(f"Satsen “{rate.label}” er ikke bekræftet." for rate in told.unconfirmed),
    )


def _told(comparison: Comparison, benefits: Mapping[str, Benefit]) -> Iterator[Told]:
    """What differs between the two sides: the day, and whatever a benefit asks for, as it was reckoned with."""
    before, after = comparison.before, comparison.after
    if before.on != after.on:
        yield Told("Den dag, der er regnet for", written(before.on), written(after.on))
    inputs = [asked for change in comparison.changes for asked in benefits[change.after.benefit].inputs.values()]
    sides = before.facts, after.facts
    reckoned = tuple(map(with_household, sides))
    for name, asked in {each.fact or each.name: each for each in inputs}.items():
        was, becomes = (_value(facts[name]) for facts in reckoned)
        if was != becomes and len({_value(facts[name]) for facts in sides}) > 1:
            yield Told(asked.label, _said(was, asked), _said(becomes, asked))


def _value(fact: Fact | Unknown) -> Value:
    return fact.value if isinstance(fact, Fact) else None


def _said(value: Value, asked: Input) -> str:
    match value:
        case None:
            return "ikke oplyst"
        case bool():
            return "ja" if value else "nej"
        case str():
            return asked.choices.get(value, value)
        case date():
            return in_month(value)
        case int() | Decimal():
            return with_unit(Decimal(value), asked.unit or Unit.COUNT)
