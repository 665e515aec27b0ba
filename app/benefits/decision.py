"""What a decision owes the citizen, and the decision as a case takes it over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import msgspec

from app.benefits.grounds import by_law
from app.benefits.model import (
    Assessment,
    Complaint,
    Decision,
    Figure,
    Hearing,
    Outcome,
    Override,
    Owed,
    Rate,
    Reason,
    Step,
    Unit,
)
from app.decoding import decoded
from app.errors import BugError
from app.facts.model import CITIZEN, Fact, Kind, Value

COMPLAINT: Final = Complaint(
    body="Ankestyrelsen",
    sent_to="kommunen",
    weeks=4,
    paragraph="forvaltningsloven § 25",
    forwarded=4,
)


def owed(
    reason: Reason, steps: Sequence[Step], used: Sequence[Fact], *, complaint: Complaint | None, basis: str
) -> Owed:
    """Nothing where all that the law can give is given (forvaltningsloven §§ 19, 22 and 25). Anything less is reasoned
    by the law it is made by and the paragraphs the steps name, after hearing on what others than the citizen have
    said."""
    if reason is Reason.FULL:
        return Owed()
    return Owed(
        hearing=tuple(fact for fact in used if fact.source != CITIZEN),
        reasons=grounds(basis, steps),
        complaint=complaint,
    )


def grounds(basis: str, steps: Sequence[Step]) -> tuple[str, ...]:
    """The law that it is made by and the places the steps rest on, a line for each law (forvaltningsloven § 24,
    stk. 1)."""
    return by_law([basis, *(step.paragraph for step in steps)])


def decision(assessment: Assessment, *, hearing: Hearing | None = None, overrides: Sequence[Override] = ()) -> Decision:
    """What the caseworker decides on this assessment, after the `hearing` that it owes, if any, and with the
    `overrides` it rests on.

    BugError for an estimate or an assessment without an answer.
    """
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
        grounds=grounds(assessment.basis, assessment.steps),
        rates=assessment.rates,
        owed=assessment.owed,
        amount_label=assessment.amount_label,
        hearing=hearing if assessment.owed.hearing else None,
        overrides=tuple(overrides),
    )


class _KeptFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact whose `kind` says what its text is: JSON alone does not tell an amount from a date."""

    name: str
    value: bool | int | str | None
    kind: Kind | None
    source: str
    as_of: datetime | None

    @classmethod
    def of(cls, fact: Fact) -> _KeptFact:
        value = fact.value if isinstance(fact.value, bool | int | None) else str(fact.value)
        kind = {Decimal: Kind.AMOUNT, date: Kind.DATE}.get(type(fact.value))
        return cls(name=fact.name, value=value, kind=kind, source=fact.source, as_of=fact.as_of)

    @property
    def fact(self) -> Fact:
        value: Value = self.value
        if self.kind is Kind.AMOUNT:
            value = Decimal(str(self.value))
        elif self.kind is Kind.DATE:
            value = date.fromisoformat(str(self.value))
        return Fact(self.name, value, self.source, self.as_of)


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as `kept` writes it."""

    benefit: str
    title: str
    outcome: Outcome
    reason: Reason
    on: date
    amount: Decimal
    unit: Unit
    further: tuple[Figure, ...]
    facts: tuple[_KeptFact, ...]
    steps: tuple[Step, ...]
    grounds: tuple[str, ...]
    rates: tuple[Rate, ...]
    hearing: tuple[_KeptFact, ...]
    reasons: tuple[str, ...]
    complaint: Complaint | None
    amount_label: str = ""
    heard: Hearing | None = None
    overrides: tuple[Override, ...] = ()


def kept(decision: Decision) -> str:
    """The decision as one text that a file can hold."""
    return msgspec.json.encode(
        _Kept(
            benefit=decision.benefit,
            title=decision.title,
            outcome=decision.outcome,
            reason=decision.reason,
            on=decision.on,
            amount=decision.amount,
            unit=decision.unit,
            further=decision.further,
            facts=tuple(map(_KeptFact.of, decision.facts)),
            steps=decision.steps,
            grounds=decision.grounds,
            rates=decision.rates,
            hearing=tuple(map(_KeptFact.of, decision.owed.hearing)),
            reasons=decision.owed.reasons,
            complaint=decision.owed.complaint,
            amount_label=decision.amount_label,
            heard=decision.hearing,
            overrides=decision.overrides,
        )
    ).decode()


def read_kept(text: str) -> Decision:
    """What `kept` wrote."""
    found = decoded(text, _Kept)
    return Decision(
        benefit=found.benefit,
        title=found.title,
        outcome=found.outcome,
        reason=found.reason,
        on=found.on,
        amount=found.amount,
        unit=found.unit,
        further=found.further,
        facts=_facts(found.facts),
        steps=found.steps,
        grounds=found.grounds,
        rates=found.rates,
        owed=Owed(_facts(found.hearing), found.reasons, found.complaint),
        amount_label=found.amount_label,
        hearing=found.heard,
        overrides=found.overrides,
    )


def _facts(kept_facts: Iterable[_KeptFact]) -> tuple[Fact, ...]:
    return tuple(one.fact for one in kept_facts)
