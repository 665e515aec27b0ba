"""What each benefit asks for and how its steps read: `resources/benefits/KEY.toml`, one declaration for forms, what-if
and rows of cases alike."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from app.benefits.model import FEE, AssessmentKind, Decider, Unit
from app.decoding import converted
from app.errors import BugError, UserError
from app.facts.conditions import Condition, read_condition
from app.facts.model import Kind, Value

_Text = Annotated[str, msgspec.Meta(min_length=1)]
_TYPES: Final[Mapping[Kind, tuple[type, ...]]] = {
    Kind.BOOLEAN: (bool,),
    Kind.NUMBER: (int, Decimal),
    Kind.AMOUNT: (int, Decimal),
    Kind.DATE: (date,),
    Kind.TEXT: (str,),
}


@dataclass(frozen=True, slots=True)
class Input:
    """One named field. `fact` is the fact of the vocabulary that answers it, "" where only a person can.

    An estimate goes on without an input that has a `default`, and says `assumption` among its steps. An `optional`
    one changes the answer only when told. `choices` limit a text, as key and label; `least` and `most` a number.
    """

    name: str
    label: str
    question: str
    kind: Kind
    unit: Unit | None
    fact: str
    choices: Mapping[str, str]
    default: bool | int | str | None
    assumption: str
    optional: bool
    least: Decimal
    most: Decimal

    @property
    def told_as(self) -> str:
        """The name of the fact that answers it, the vocabulary's where there is one: what is typed for one benefit is
        told to all that ask. Its own name may be another fact's; CPR has a `civilstand` too."""
        return self.fact or self.name

    def accepts(self, value: Value) -> bool:
        """Whether it can be reckoned with: an empty answer, or a dwelling of 0 m², is none."""
        if isinstance(value, bool) is not (self.kind is Kind.BOOLEAN) or not isinstance(value, _TYPES[self.kind]):
            return False
        if isinstance(value, int | Decimal) and self.kind is not Kind.BOOLEAN:
            return self.least <= value <= self.most
        return not self.choices or value in self.choices


@dataclass(frozen=True, slots=True)
class StepText:
    """`text` has places in braces for the numbers of the case. `paper` says the same where days are told by their month
    alone, for what goes home with the citizen; every step that is given a day has it. `unit` is of the
    number that the step comes to."""

    text: str
    paragraph: str
    paper: str = ""
    unit: Unit = Unit.KRONER


@dataclass(frozen=True, slots=True)
class FigureText:
    """`on_paper` is false for a number that a day of birth can be counted back from."""

    label: str
    unit: Unit
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class AsideRule:
    """The benefit cannot matter where `when` is met, `unless` something else is known; `because` says so in words that
    may go home with the citizen."""

    when: Condition
    because: str
    unless: Condition | None


@dataclass(frozen=True, slots=True)
class Benefit:
    """`law` is what the benefit rests on, `elsewhere` what the citizen is told where no figure can be given here, and
    `amount_label` what the amount is where the title does not say. `complaint_is_local` where no source says who
    decides complaints. `sum_note` is what a sum that it is part of must say. `columns` tells of a file of cases which
    column holds the published result, and of what: "amount" or a figure. `asides` say when it cannot matter;
    `errand_only`, why it matters to nobody who has not come for it. `basis` is the place in the law that a decision is
    made by, which its reasons name whatever the steps rest on.
    """

    key: str
    title: str
    kind: AssessmentKind
    decider: Decider
    law: str
    unit: Unit
    amount_label: str
    elsewhere: str
    inputs: Mapping[str, Input]
    steps: Mapping[str, StepText]
    figures: Mapping[str, FigureText]
    columns: Mapping[str, str]
    complaint_is_local: bool = False
    sum_note: str = ""
    asides: tuple[AsideRule, ...] = ()
    errand_only: str = ""
    basis: str = ""

    def input(self, name: str) -> Input:
        found = self.inputs.get(name)
        if found is None:
            raise BugError(f"{self.key} declares no input {name}")
        return found


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A TOML table: unknown keys are mistakes."""


class _Input(_Table, frozen=True, kw_only=True):
    label: _Text
    question: _Text
    kind: Kind
    unit: Unit | None = None
    fact: str = ""
    choices: dict[str, str] = {}
    default: bool | int | str | None = None
    assumption: str = ""
    optional: bool = False
    least: Decimal | int = 0
    most: Decimal | int = 999_999_999


class _Step(_Table, frozen=True, kw_only=True):
    text: _Text
    paragraph: str = ""
    paper: str = ""
    unit: Unit = Unit.KRONER


class _Figure(_Table, frozen=True, kw_only=True):
    label: _Text
    unit: Unit
    on_paper: bool = True


class _Aside(_Table, frozen=True, kw_only=True):
    when: dict[str, Any]
    because: _Text
    unless: dict[str, Any] | None = None


class _File(_Table, frozen=True, kw_only=True):
    title: _Text
    kind: AssessmentKind
    decider: Decider
    law: _Text
    unit: Unit
    amount_label: str = ""
    elsewhere: _Text
    complaint_is_local: bool = False
    sum_note: str = ""
    inputs: dict[str, _Input]
    steps: dict[str, _Step]
    figures: dict[str, _Figure] = {}
    columns: dict[str, str] = {}
    aside: list[_Aside] = []
    errand_only: str = ""
    basis: str = ""


def load_benefits(folder: Path, vocabulary: Mapping[str, Kind]) -> Mapping[str, Benefit]:
    """By key, the file's name. UserError("benefits-invalid") names the file and the key."""
    return {path.stem: _benefit(path, vocabulary) for path in sorted(folder.glob("*.toml"))}


def _benefit(path: Path, vocabulary: Mapping[str, Kind]) -> Benefit:
    try:
        file = converted(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal), _File)
    except (OSError, ValueError) as error:
        raise _invalid(path, "", str(error)) from error
    for name, table in file.inputs.items():
        _check(path, name, table, file.kind)
    if file.kind is AssessmentKind.DECISION and not file.basis and path.stem != FEE:
        raise _invalid(path, "basis", "a decision names the law it is made by")
    for column, figure in file.columns.items():
        if figure != "amount" and figure not in file.figures:
            raise _invalid(path, column, f"there is no figure {figure}")
    return Benefit(
        key=path.stem,
        title=file.title,
        kind=file.kind,
        decider=file.decider,
        law=file.law,
        unit=file.unit,
        amount_label=file.amount_label,
        elsewhere=file.elsewhere,
        inputs={name: _input(name, table) for name, table in file.inputs.items()},
        steps={name: StepText(step.text, step.paragraph, step.paper, step.unit) for name, step in file.steps.items()},
        figures={name: FigureText(figure.label, figure.unit, figure.on_paper) for name, figure in file.figures.items()},
        columns=file.columns,
        complaint_is_local=file.complaint_is_local,
        sum_note=file.sum_note,
        asides=tuple(_aside(path, table, vocabulary) for table in file.aside),
        errand_only=file.errand_only,
        basis=file.basis,
    )


def _aside(path: Path, table: _Aside, vocabulary: Mapping[str, Kind]) -> AsideRule:
    try:
        unless = read_condition(table.unless, vocabulary) if table.unless is not None else None
        return AsideRule(read_condition(table.when, vocabulary), table.because, unless)
    except UserError as error:
        raise _invalid(path, "aside", error.detail) from error


def _check(path: Path, name: str, table: _Input, kind: AssessmentKind) -> None:
    if (table.default is None) != (not table.assumption):
        raise _invalid(path, name, "default and assumption belong together")
    if table.default is not None and kind is AssessmentKind.DECISION:
        raise _invalid(path, name, "a decision presumes nothing")
    if table.choices and table.kind is not Kind.TEXT:
        raise _invalid(path, name, "choices belong to a text")


def _input(name: str, table: _Input) -> Input:
    return Input(
        name=name,
        label=table.label,
        question=table.question,
        kind=table.kind,
        unit=table.unit,
        fact=table.fact,
        choices=table.choices,
        default=table.default,
        assumption=table.assumption,
        optional=table.optional,
        least=Decimal(table.least),
        most=Decimal(table.most),
    )


def _invalid(path: Path, key: str, why: str) -> UserError:
    return UserError("benefits-invalid", detail=f"{path.name}, [{key}]: {why}", file=path.name, key=key)
