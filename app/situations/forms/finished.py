"""A form that is finished: every field with its source and age, for whom, by whom, and what is still to be verified.

It is what a plan shows and a case adopts. Nothing of it changes; what a register confirms later stands beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from app.access.roles import AuthorityLevel
from app.access.viewer import Viewer
from app.benefits.decision import kept, read_kept
from app.benefits.model import Decision, Hearing
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.facts.conditions import Verdict, named
from app.facts.model import CITIZEN, Fact, Facts
from app.situations.forms.answers import Choice, Filled, Flag, Mark, Sheet, Stands, Told, fill
from app.situations.forms.assessed import Deciding
from app.situations.forms.check import Checker, ask
from app.situations.forms.model import SAYS, FieldKind, Form, Rule, Weight
from app.situations.forms.representation import Representation, hindrances
from app.situations.forms.typed import comparable, written


@dataclass(frozen=True, slots=True)
class Prepared:
    """A finished form that was but prepared, by whom and when: somebody who may goes on from it."""

    form: UUID
    employee: str = field(repr=False)
    unit: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A form being filled in. `edits` counts its changes: an older state never replaces a newer one.

    `kept_at` is when it was last kept, None for one that never was; `kept_by` is who did, empty also where an older
    program did not ask. `hearing` is what is recorded of the one that its decision owes. `prepared` is what it was
    taken up from.
    """

    id: UUID
    form: str
    citizen: CprNumber = field(repr=False)
    representation: Representation = field(default_factory=Representation)
    told: Mapping[str, Told] = field(default_factory=dict, repr=False)
    choices: Mapping[str, Choice] = field(default_factory=dict, repr=False)
    edits: int = 0
    kept_at: datetime | None = None
    hearing: Hearing | None = None
    prepared: Prepared | None = None
    kept_by: str = field(default="", repr=False)

    @property
    def is_blank(self) -> bool:
        return not (self.told or self.choices or self.hearing) and self.representation.acting == Representation().acting


@dataclass(frozen=True, slots=True)
class FinishedField:
    """`value` as `typed.written` has it; `source` who knows it, and `as_of` since when.

    `register` and `told` are both words where there were two, `chosen_by` who settled between them and
    `chosen_why`, where that is asked. `file` is the paper attached.
    """

    name: str
    kind: FieldKind
    label: str
    value: str = field(repr=False)
    words: str = field(repr=False)
    """The option's own words, for a choice."""
    stands: Stands
    mark: Mark
    source: str
    as_of: datetime | None
    register: str = field(default="", repr=False)
    told: str = field(default="", repr=False)
    chosen_by: str = field(default="", repr=False)
    chosen_at: datetime | None = None
    chosen_why: str = field(default="", repr=False)
    file: UUID | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """What comes after, as `FollowUp` has it; `form` and `task` are keys, empty for a sentence alone."""

    say: str
    form: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class FinishedForm:
    """`to_verify` are names of fields, `open_rules` sentences that a register must still settle, `asked` the
    questions and notes that the rules raised, `following` what comes after. `draft` is what it was made from,
    `kept_decision` the text of what was decided with it, empty where nothing was; `deciding` says why."""

    id: UUID
    form: str
    title: str
    level: int
    decider: str
    hand_over: str
    citizen: CprNumber = field(repr=False)
    representation: Representation
    fields: tuple[FinishedField, ...]
    to_verify: tuple[str, ...]
    open_rules: tuple[str, ...]
    asked: tuple[str, ...]
    finished_at: datetime
    employee: str = field(repr=False)
    unit: str
    draft: Draft = field(repr=False)
    kept_decision: str = field(default="", repr=False)
    deciding: Deciding = Deciding.NONE
    following: tuple[Following, ...] = ()

    @property
    def decision(self) -> Decision | None:
        """What was decided on these fields, for a case to adopt."""
        return read_kept(self.kept_decision) if self.kept_decision else None

    def answer(self, name: str) -> str:
        """How the field of that name was answered, as `typed.written` has it; empty where it was not."""
        return next((field.value for field in self.fields if field.name == name), "")

    @property
    def needs(self) -> AuthorityLevel | None:
        """What somebody must be able to decide to take up what was but prepared; None where there is nothing to."""
        return _NEEDS.get(self.deciding)


_NEEDS: Final = {
    Deciding.OPEN: AuthorityLevel.RULE_BASED,
    Deciding.CASEWORKER: AuthorityLevel.RULE_BASED,
    Deciding.SPECIALIST: AuthorityLevel.PROFESSIONAL,
}


@dataclass(frozen=True, slots=True)
class Verification:
    """What a register said afterwards of a field that was to be verified, or of a rule that waited for it; `field` is
    then the rule's sentence. DIFFERS and REFUTED need a person."""

    field: str
    mark: Mark
    source: str
    at: datetime

    @property
    def is_confirmed(self) -> bool:
        return self.mark is Mark.VERIFIED


def outstanding(finished: FinishedForm, said: Iterable[Verification]) -> frozenset[str]:
    """The fields and sentences of rules that no register has spoken of since; see `Verification`."""
    return frozenset((*finished.to_verify, *finished.open_rules)) - {one.field for one in said}


def decided_before(sheet: Sheet, finished: Iterable[FinishedForm]) -> FinishedForm | None:
    """The first of the `finished` on which the same was decided: about the same child, the same dwelling."""
    name = sheet.form.assess.about if sheet.form.assess is not None else ""
    if not name or sheet[name].value is None:
        return None
    one = sheet[name]
    about = comparable(one.field, one.value)
    for form in finished:
        answers = [comparable(one.field, field.value) for field in form.fields if field.name == name]
        if form.form == sheet.form.key and form.kept_decision and about in answers:
            return form
    return None


def freeze(
    draft: Draft,
    sheet: Sheet,
    viewer: Viewer,
    now: datetime,
    today: date,
    *,
    decision: Decision | None = None,
    deciding: Deciding = Deciding.NONE,
) -> FinishedForm:
    """With the `decision` of `assessed.decided`, if any, and what is `deciding` it.

    UserError("form-not-finished" | "form-unheard") while anything stands in the way, whatever a screen lets through.
    """
    form = sheet.form
    if not sheet.can_finish or hindrances(draft.representation, sheet.facts, today, hand_over=form.hand_over):
        raise UserError("form-not-finished")
    if deciding is Deciding.UNHEARD:
        raise UserError("form-unheard")
    return FinishedForm(
        id=draft.id,
        form=form.key,
        title=form.title,
        level=form.level,
        decider=form.decider,
        hand_over=form.hand_over,
        citizen=draft.citizen,
        representation=draft.representation,
        fields=tuple(_frozen(filled) for filled in sheet.shown if filled.value is not None),
        to_verify=tuple(filled.field.name for filled in sheet.to_verify),
        open_rules=tuple(flag.rule.say for flag in sheet.flags if not flag.met),
        asked=tuple(flag.rule.say for flag in sheet.flags if _is_said(flag)),
        finished_at=now,
        employee=viewer.name,
        unit=viewer.unit,
        draft=draft,
        kept_decision=kept(decision) if decision is not None else "",
        deciding=deciding,
        following=tuple(Following(one.say, one.form, one.task) for one in sheet.follow_ups),
    )


def _is_said(flag: Flag) -> bool:
    return flag.met and flag.rule.weight in (Weight.QUESTION, Weight.NOTE)


def _frozen(filled: Filled) -> FinishedField:
    one, told, choice = filled.field, filled.told, filled.choice
    register = filled.register if isinstance(filled.register, Fact) else None
    by_register = filled.stands is Stands.REGISTER and register is not None
    words = next((option.label for option in one.options if option.value == filled.value), "")
    return FinishedField(
        name=one.name,
        kind=one.kind,
        label=one.label,
        value=written(filled.value),
        words=words,
        stands=filled.stands,
        mark=filled.mark,
        source=register.source if by_register and register is not None else CITIZEN,
        as_of=register.as_of if by_register and register is not None else told.at if told is not None else None,
        register=written(filled.known),
        told=told.text if told is not None else "",
        chosen_by=choice.by if choice is not None else "",
        chosen_at=choice.at if choice is not None else None,
        chosen_why=choice.why.strip() if choice is not None else "",
        file=told.id if told is not None and one.kind is FieldKind.FILE else None,
    )


def verify(
    finished: FinishedForm,
    form: Form,
    facts: Facts,
    checker: Checker,
    now: datetime,
    today: date,
    *,
    said: Iterable[Verification] = (),
    may_ask: Collection[RegisterKey] = tuple(RegisterKey),
) -> tuple[Verification, ...]:
    """Ask again about what is outstanding after what was `said`: what registers say now, one entry for each that has
    answered. Only of registers that one `may_ask`; `facts` are those already asked for. Blocks."""
    draft, left = finished.draft, outstanding(finished, said)
    waiting = [rule for rule in form.rules if rule.say in left]
    used = {name for rule in waiting for name in named(rule.when)}
    sheet = fill(form, draft.told, draft.choices, facts, (), today)
    asked = [
        ask(question, checker, now)
        for question in sheet.questions
        if question.source in may_ask
        and (question.field in left or used.intersection(f"{question.field}_{word}" for word in SAYS[question.check]))
    ]
    sheet = fill(form, draft.told, draft.choices, facts, asked, today)
    fields = (
        Verification(filled.field.name, filled.mark, _who(filled), now)
        for filled in sheet.shown
        if filled.field.name in left and filled.mark not in (Mark.TO_BE_VERIFIED, Mark.NONE)
    )
    rules = (_judged(rule, sheet.facts, now) for rule in waiting)
    return (*fields, *(one for one in rules if one is not None))


def _judged(rule: Rule, facts: Facts, now: datetime) -> Verification | None:
    """A rule that waited for a register; None while it still does, or where no register has a say in it."""
    answer = rule.when.holds(facts)
    if answer.verdict is Verdict.NOT_ASSESSED:
        return None
    source = next((fact.source for fact in answer.used if fact.source != CITIZEN), CITIZEN)
    return Verification(rule.say, Mark.REFUTED if answer.verdict is Verdict.MET else Mark.VERIFIED, source, now)


def _who(filled: Filled) -> str:
    if filled.outcome is not None and filled.outcome.facts:
        return filled.outcome.facts[0].source
    return filled.register.source if filled.register is not None else CITIZEN
