"""A what-if as the citizen takes it home: what each benefit comes to now and if, how, and that it binds nobody."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.benefits.assess import Change, Comparison
from app.benefits.model import Assessment, AssessmentKind, Decider
from app.benefits.port import GuidanceLine
from app.benefits.rulebook import Rulebook
from app.benefits.words import conclusion, step_line, written


def guidance_lines(comparison: Comparison, book: Rulebook) -> Iterator[GuidanceLine]:
    """The benefits that have a figure on either side; what nobody could reckon is left out."""
    for change in comparison.changes:
        if change.before.amount is not None or change.after.amount is not None:
            yield GuidanceLine(
                title=change.after.title,
                before=_result(change.before, book),
                after=_result(change.after, book),
                difference=_difference(change),
                note=_note(change.after),
                steps=tuple(step_line(step) for step in change.after.steps),
            )


def total(comparison: Comparison) -> str:
    return _signed(comparison.monthly)


def _result(assessment: Assessment, book: Rulebook) -> str:
    return conclusion(assessment, book.benefits[assessment.benefit])


def _difference(change: Change) -> str:
    return "" if change.monthly is None else _signed(change.monthly)


def _signed(amount: Decimal) -> str:
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{written(abs(amount))} kr. pr. måned"


def _note(assessment: Assessment) -> str:
    if assessment.decider is Decider.UDBETALING_DANMARK:
        return "Vejledende. Udbetaling Danmark afgør."
    if assessment.kind is AssessmentKind.ESTIMATE:
        return "Vejledende. Kommunen afgør."
    return "Vejledende, til du søger. Kommunen afgør."
