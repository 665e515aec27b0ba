"""What a form holds now: for each field the register's fact, the citizen's word, and which of them stands.

Neither ever overwrites the other. Where they differ nothing stands until a person has chosen, the choice is kept with
who made it, and it holds only for the two values it was made between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.cpr import CprNumber
from app.facts.conditions import Answer, Condition, Verdict
from app.facts.model import CITIZEN, Fact, Facts, Unknown, Value, Why
from app.situations.forms.check import Outcome, Place, Question, silent
from app.situations.forms.model import SAYS, Check, Field, FollowUp, Form, Group, Rule, Weight
from app.situations.forms.typed import Trouble, age_on, as_value, comparable, read, worked_out, written


@dataclass(frozen=True, slots=True)
class Told:
    """The citizen's word as it was typed. `id` is the address chosen, or the file attached."""

    text: str = field(repr=False)
    at: datetime
    id: UUID | None = None


class Stands(StrEnum):
    NOTHING = "nothing"
    REGISTER = "register"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of two differing values stands, between just these two, and `why`, where that is asked."""

    stands: Stands
    register: str = field(repr=False)
    told: str = field(repr=False)
    by: str = field(repr=False)
    at: datetime
    why: str = field(default="", repr=False)


class Mark(StrEnum):
    NONE = "none"
    DIFFERS = "differs"
    TO_BE_VERIFIED = "to_be_verified"
    """A register would know, and has not answered."""
    VERIFIED = "verified"
    REFUTED = "refuted"
    """The register has answered that it is not so."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One field. `register` is None where no register is asked for it, Unknown where it gave nothing."""

    field: Field
    register: Fact | Unknown | None = None
    told: Told | None = None
    known: Value = None
    """The register's value, as the field's kind has it."""
    word: Value = None
    """The citizen's."""
    value: Value = None
    stands: Stands = Stands.NOTHING
    mark: Mark = Mark.NONE
    trouble: Trouble | None = None
    required: bool = False
    shown: bool = True
    choice: Choice | None = None
    question: Question | None = None
    """What a register is to be asked about the value that stands."""
    outcome: Outcome | None = None
    owes_reason: bool = False
    """A decision is made on the citizen's word against a register: whoever chose it says why."""

    @property
    def is_missing(self) -> bool:
        return self.shown and self.required and self.value is None and self.told is None

    @property
    def hinders(self) -> bool:
        """Whether the form cannot be finished as this field is."""
        is_open = self.is_missing or self.trouble is not None or self.mark is Mark.DIFFERS
        return self.shown and (is_open or self.lacks_reason)

    @property
    def lacks_reason(self) -> bool:
        return self.owes_reason and self.choice is not None and not self.choice.why.strip()


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule that speaks, or one that cannot be judged before a register has answered (`met` False).

    `is_silent`: that register has failed, and is not merely on its way.
    """

    rule: Rule
    met: bool
    is_silent: bool = False

    @property
    def hinders(self) -> bool:
        return self.rule.weight is Weight.STOP or (self.met and self.rule.weight is Weight.ERROR)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it stands at one moment. `facts` are the registers' with what stands here laid over them."""

    form: Form
    fields: tuple[Filled, ...]
    groups: tuple[Group, ...]
    flags: tuple[Flag, ...]
    follow_ups: tuple[FollowUp, ...]
    facts: Facts

    def __getitem__(self, name: str) -> Filled:
        return next(filled for filled in self.fields if filled.field.name == name)

    @property
    def shown(self) -> tuple[Filled, ...]:
        return tuple(filled for filled in self.fields if filled.shown)

    @property
    def hindrances(self) -> tuple[Filled, ...]:
        """Fields that stand in the way, in reading order."""
        return tuple(filled for filled in self.fields if filled.hinders)

    @property
    def stopped(self) -> tuple[Flag, ...]:
        return tuple(flag for flag in self.flags if flag.hinders)

    @property
    def can_finish(self) -> bool:
        return not self.hindrances and not self.stopped

    @property
    def to_verify(self) -> tuple[Filled, ...]:
        return tuple(filled for filled in self.shown if filled.mark is Mark.TO_BE_VERIFIED)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is to be asked of the registers and has no answer yet."""
        return tuple(
            filled.question
            for filled in self.shown
            if filled.question is not None and (filled.outcome is None or not filled.outcome.is_answered)
        )

    @property
    def progress(self) -> tuple[int, int]:
        """Required fields that have their value, of all required."""
        required = [filled for filled in self.shown if filled.required]
        return sum(not filled.hinders for filled in required), len(required)


def fill(
    form: Form,
    told: Mapping[str, Told],
    choices: Mapping[str, Choice],
    facts: Facts,
    outcomes: Iterable[Outcome],
    today: date,
) -> Sheet:
    """The form from top to bottom: what is above settles what is shown and required below."""
    answered = {outcome.question: outcome for outcome in outcomes}
    filled: dict[str, Filled] = {}
    groups = []
    for group in form.groups:
        if not _holds(group.shown_when, facts):
            filled |= {one.name: Filled(one, told=told.get(one.name), shown=False) for one in group.fields}
            continue
        groups.append(group)
        for one in group.fields:
            if not _holds(one.shown_when, facts):
                filled[one.name] = Filled(one, told=told.get(one.name), shown=False)
                continue
            state = _weigh(one, told.get(one.name), choices.get(one.name), facts, filled, today)
            is_against = state.choice is not None and state.stands is Stands.CITIZEN
            state = replace(_verified(state, filled, answered), owes_reason=form.is_decided and is_against)
            filled[one.name] = state
            facts = facts.with_(_facts_of(state, today, filled))
    return Sheet(
        form=form,
        fields=tuple(filled.values()),
        groups=tuple(groups),
        flags=tuple(_flags(form, filled, facts)),
        follow_ups=tuple(one for one in form.follow_ups if _is_met(one.when, facts)),
        facts=facts,
    )


def _weigh(
    one: Field, told: Told | None, choice: Choice | None, facts: Facts, above: Mapping[str, Filled], today: date
) -> Filled:
    """The register's fact against the citizen's word."""
    register = facts[one.prefill] if one.prefill else None
    required = one.required if isinstance(one.required, bool) else _is_met(one.required, facts)
    word = read(one, told.text, today) if told is not None else None
    state = Filled(one, register, told, required=required)
    if word is None:
        told = None
    known = as_value(one, register) if isinstance(register, Fact) else None
    if isinstance(word, Trouble):
        return replace(state, known=known, trouble=word)
    if word is not None and _is_too_early(one, word, above):
        return replace(state, known=known, trouble=Trouble.TOO_EARLY)
    state = replace(state, known=known, word=word)
    if told is None or word is None:
        stands = Stands.NOTHING if known is None else Stands.REGISTER
        return replace(state, told=None, value=known, stands=stands)
    if one.offers and (known is None or comparable(one, word) != comparable(one, known)):
        return replace(state, register=None, known=None, value=word, stands=Stands.CITIZEN)
    if known is None:
        silent_register = isinstance(register, Unknown) and register.why in (Why.LOADING, Why.FAILED)
        mark = Mark.TO_BE_VERIFIED if silent_register else Mark.NONE
        return replace(state, value=word, stands=Stands.CITIZEN, mark=mark)
    if comparable(one, word) == comparable(one, known):
        return replace(state, value=known, stands=Stands.REGISTER, mark=Mark.VERIFIED)
    if choice is None or (choice.register, choice.told) != (written(known), written(word)):
        return replace(state, mark=Mark.DIFFERS)
    value = known if choice.stands is Stands.REGISTER else word
    return replace(state, value=value, stands=choice.stands, choice=choice)


def settle(filled: Filled, stands: Stands, *, by: str, at: datetime) -> Choice:
    """A person's choice between the field's two values as they are now; the reason given between them stays."""
    why = filled.choice.why if filled.choice is not None else ""
    return Choice(stands, written(filled.known), written(filled.word), by, at, why)


def _is_too_early(one: Field, word: Value, above: Mapping[str, Filled]) -> bool:
    first = above[one.not_before].value if one.not_before else None
    return isinstance(word, date) and isinstance(first, date) and word < first


def _verified(state: Filled, above: Mapping[str, Filled], answered: Mapping[Question, Outcome]) -> Filled:
    """The field with what a register says of its value."""
    question = _question(state, above)
    if question is None:
        return state
    outcome = answered.get(question)
    state = replace(state, question=question, outcome=outcome)
    if outcome is None or not outcome.is_answered:
        return replace(state, mark=Mark.TO_BE_VERIFIED)
    decisive = outcome.facts[0]
    if question.check is Check.PROTECTION:
        return state
    if question.check is Check.CUSTODY:
        return replace(state, mark=Mark.VERIFIED)
    if isinstance(decisive, Unknown):
        return replace(state, mark=Mark.TO_BE_VERIFIED)
    return replace(state, mark=Mark.VERIFIED if decisive.value else Mark.REFUTED)


def _question(state: Filled, above: Mapping[str, Filled]) -> Question | None:
    check = state.field.check
    if check is None or not isinstance(state.value, str) or state.mark is Mark.DIFFERS:
        return None
    if check is Check.DWELLING:
        return Question(state.field.name, check, place=_place(state))
    person = CprNumber(state.value)
    if check is not Check.RESIDENT:
        return Question(state.field.name, check, person=person)
    at = above[state.field.at]
    if not isinstance(at.value, str):
        return None
    return Question(state.field.name, check, person=person, place=_place(at))


def _place(state: Filled) -> Place:
    chosen = state.told.id if state.told is not None and state.stands is Stands.CITIZEN else None
    return Place(str(state.value), chosen)


def _facts_of(state: Filled, today: date, above: Mapping[str, Filled]) -> Iterable[Fact | Unknown]:
    """What the field lays over the registers' facts. One that is not settled is not known, whatever a register says."""
    one = state.field
    if state.value is None:
        empty = isinstance(state.register, Fact) and state.told is None and state.trouble is None
        if not empty or one.name != one.prefill:
            yield Unknown(one.name, Why.NOT_TOLD, CITIZEN)
    else:
        source, at = CITIZEN, state.told.at if state.told is not None else None
        is_proposal = bool(one.offers)  # nobody is heard about whom they themselves apply for
        if state.stands is Stands.REGISTER and isinstance(state.register, Fact) and not is_proposal:
            source, at = state.register.source, state.register.as_of
        yield Fact(one.name, state.value, source, at)
        for name, number in worked_out(one, state.value, today):
            yield Fact(name, number, source, at)
        person = above[one.age_of].value if one.age_of else None
        age = age_on(person, state.value) if isinstance(person, str) and isinstance(state.value, date) else None
        if age is not None:
            yield Fact(f"{one.name}_alder", age, source, at)
    if state.outcome is not None:
        yield from state.outcome.facts
    elif state.question is not None:
        yield from silent(state.question, Why.LOADING).facts
    elif one.check is not None:
        yield from (Unknown(f"{one.name}_{word}", Why.NOT_TOLD, CITIZEN) for word in SAYS[one.check])


def _flags(form: Form, filled: Mapping[str, Filled], facts: Facts) -> Iterable[Flag]:
    for rule in form.rules:
        if rule.field and not filled[rule.field].shown and rule.weight is not Weight.STOP:
            continue
        answer = rule.when.holds(facts)
        if answer.verdict is Verdict.MET:
            yield Flag(rule, met=True)
        elif answer.verdict is Verdict.NOT_ASSESSED and _awaits_register(rule, answer):
            yield Flag(rule, met=False, is_silent=any(unknown.why is Why.FAILED for unknown in answer.missing))


def _awaits_register(rule: Rule, answer: Answer) -> bool:
    """A stop waits for all it was not told; others only for what may still come. A note is worth no waiting."""
    if rule.weight is Weight.STOP:
        return any(unknown.source != CITIZEN for unknown in answer.missing)
    coming = any(unknown.why in (Why.LOADING, Why.FAILED) for unknown in answer.missing)
    return coming and rule.weight is not Weight.NOTE


def _is_met(condition: Condition | None, facts: Facts) -> bool:
    return condition is None or condition.holds(facts).verdict is Verdict.MET


def _holds(condition: Condition | None, facts: Facts) -> bool:
    """Whether to show it: also where a register failed that would say so, for then the person must be asked."""
    if condition is None:
        return True
    answer = condition.holds(facts)
    failed = any(unknown.why is Why.FAILED for unknown in answer.missing)
    return answer.verdict is Verdict.MET or (answer.verdict is Verdict.NOT_ASSESSED and failed)
