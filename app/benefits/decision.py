"""What a decision owes the citizen, and the decision as a case takes it over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.benefits.model import Assessment, Complaint, Decision, Owed, Reason, Step
from app.errors import BugError
from app.facts.model import CITIZEN, Fact

COMPLAINT: Final = Complaint(
    body="Ankestyrelsen",
    sent_to="kommunen, som først vurderer sagen igen og sender klagen videre senest 4 uger efter, den kom",
    weeks=4,
    paragraph="forvaltningsloven § 25",
)


def owed(reason: Reason, steps: Sequence[Step], used: Sequence[Fact]) -> Owed:
    """Nothing where all that the law can give is given (forvaltningsloven §§ 19, 22 and 25). Anything less is reasoned
    by the paragraphs the steps name, after hearing on what others than the citizen have said."""
    if reason is Reason.FULL:
        return Owed()
    return Owed(
        hearing=tuple(fact for fact in used if fact.source != CITIZEN), reasons=grounds(steps), complaint=COMPLAINT
    )


def grounds(steps: Sequence[Step]) -> tuple[str, ...]:
    """The law's places the steps rest on, each once."""
    return tuple(dict.fromkeys(step.paragraph for step in steps if step.paragraph))


def decision(assessment: Assessment) -> Decision:
    """What the caseworker decides on this assessment. BugError for an estimate or an assessment without an answer."""
    if assessment.owed is None or assessment.amount is None:
        raise BugError(f"{assessment.benefit} is not decided: {assessment.outcome}")
    return Decision(
        benefit=assessment.benefit,
        title=assessment.title,
        outcome=assessment.outcome,
        reason=assessment.reason,
        on=assessment.on,
        amount=assessment.amount,
        unit=assessment.unit,
        further=assessment.further,
        facts=assessment.used,
        steps=assessment.steps,
        grounds=grounds(assessment.steps),
        rates=assessment.rates,
        owed=assessment.owed,
    )
