"""What each benefit asks for and how its steps read: `resources/benefits/KEY.toml`, one declaration for forms, what-if
and rows of cases alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.benefits.model import AssessmentKind, Decider, Unit
from app.facts.model import Kind


@dataclass(frozen=True, slots=True)
class Input:
    """One named field. `fact` is the fact of the vocabulary that answers it, "" where only a person can.

    An input with a `default` need not be told: the assessment goes on with it and says so among its steps.
    `choices` limit a text, as key and label.
    """

    name: str
    label: str
    question: str
    kind: Kind
    unit: Unit | None
    fact: str
    choices: Mapping[str, str]
    default: bool | int | Decimal | str | None
    assumption: str


@dataclass(frozen=True, slots=True)
class StepText:
    """`text` has places in braces for the numbers of the case."""

    text: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Benefit:
    """`law` is what the benefit rests on, `elsewhere` what the citizen is told where no figure can be given here."""

    key: str
    title: str
    kind: AssessmentKind
    decider: Decider
    law: str
    unit: Unit
    elsewhere: str
    inputs: tuple[Input, ...]
    steps: Mapping[str, StepText]
