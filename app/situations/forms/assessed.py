"""What a form comes to as it stands: its fields made into the inputs of a benefit, and the benefit assessed.

A decision is made of what is settled and of nothing else: what a register has not confirmed, what two sources do not
agree on, and what the rules alone do not settle is said, and nothing is reckoned in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.access.roles import AuthorityLevel
from app.benefits.assess import assess
from app.benefits.decision import decision, owed
from app.benefits.declaration import Benefit
from app.benefits.hearing import lack, value_words
from app.benefits.model import Assessment, AssessmentKind, Decision, Hearing, Outcome, Override, Reason, Step
from app.benefits.rulebook import Rulebook
from app.cpr import CprNumber
from app.facts.conditions import Verdict, named
from app.facts.model import CITIZEN, Fact, Facts, Unknown, Value, Why
from app.facts.vocabulary import Term
from app.situations.forms.answers import Filled, Mark, Sheet
from app.situations.forms.model import LEVEL_OF_RULES, Assess, Form, Made, Way, Weight
from app.situations.forms.typed import written

_SILENT: Final = (Why.LOADING, Why.FAILED)


def assessed(sheet: Sheet, *, book: Rulebook, on: date, known: date, asks: Assess | None = None) -> Assessment | None:
    """What the form comes to `on` the day it is filled in, by figures known on the day `known`: by `asks`, or by what
    it is about. None for a form that is not reckoned, and for an estimate where none is to be made."""
    asks = asks or sheet.form.assess
    if asks is None:
        return None
    benefit = book.benefits[asks.benefit]
    decides = benefit.kind is AssessmentKind.DECISION
    standing = {filled.field.name: _standing(filled, sheet.facts, decides=decides) for filled in sheet.shown}
    hidden = (Unknown(one.field.name, Why.NOT_TOLD, CITIZEN) for one in sheet.fields if not one.shown)
    facts = sheet.facts.with_((*standing.values(), *hidden))
    day = _day(asks, standing, on)
    found = assess(
        asks.benefit,
        facts.with_(_inputs(asks, benefit, standing, decides=decides)),
        book=book,
        on=day if isinstance(day, date) else on,
        known=known,
    )
    found = replace(found, missing=tuple(_fields_of(found.missing, asks, standing)))
    found = _told_by_parts(found, asks, benefit, standing)
    lacking = [*_unsettled(sheet, asks, standing), *([day] if isinstance(day, Unknown) else ())]
    if asks.when is not None:
        answer = asks.when.holds(facts)
        if answer.verdict is Verdict.NOT_MET:
            judged = _by_judgement(found, sheet) if decides and not asks.beside else None
            return _stopped(judged, sheet) if judged is not None else None
        lacking += answer.missing
    if decides:
        lacking += _to_verify(sheet, standing)
    found = _not_assessed(found, lacking) if lacking else found
    return found if asks.beside else _stopped(found, sheet)


class Deciding(StrEnum):
    """What becomes of a decision when the form is finished as it stands."""

    NONE = "none"
    """None is made on it here."""
    DECIDED = "decided"
    UNHEARD = "unheard"
    """The party is to be heard first (forvaltningsloven § 19); until then the form is not finished."""
    OPEN = "open"
    """It is only prepared: facts or figures lack."""
    CASEWORKER = "caseworker"
    """It is only prepared, for somebody who may decide by rules."""
    SPECIALIST = "specialist"
    """It is only prepared, for somebody who may decide by judgement."""


def deciding(
    form: Form, assessment: Assessment | None, *, able: AuthorityLevel, hearing: Hearing | None, today: date
) -> Deciding:
    """By whoever is `able` to decide so much, with what is recorded of the `hearing`."""
    is_beside = form.assess is not None and form.assess.beside
    is_open = assessment is None or assessment.owed is None
    if form.hand_over or (is_beside and (is_open or able < AuthorityLevel.RULE_BASED)):
        return Deciding.NONE
    if form.level > LEVEL_OF_RULES:
        return Deciding.SPECIALIST
    if assessment is None or assessment.kind is not AssessmentKind.DECISION:
        return Deciding.NONE
    if assessment.owed is None:
        return Deciding.SPECIALIST if assessment.outcome is Outcome.NOT_COMPUTABLE else Deciding.OPEN
    if able < AuthorityLevel.RULE_BASED:
        return Deciding.CASEWORKER
    return Deciding.DECIDED if lack(hearing, assessment.owed.hearing, today) is None else Deciding.UNHEARD


def decided(
    sheet: Sheet,
    assessment: Assessment | None,
    *,
    able: AuthorityLevel,
    today: date,
    hearing: Hearing | None = None,
) -> Decision | None:
    """The decision that the finished form carries; None unless it is `deciding` that one is made."""
    becomes = deciding(sheet.form, assessment, able=able, hearing=hearing, today=today)
    if assessment is None or becomes is not Deciding.DECIDED or not sheet.can_finish:
        return None
    return decision(assessment, hearing=hearing, overrides=tuple(_overrides(sheet)))


def _overrides(sheet: Sheet) -> Iterator[Override]:
    """Where it follows the citizen against a register, with who chose and why."""
    for filled in sheet.shown:
        if filled.owes_reason and filled.choice is not None and filled.register is not None:
            choice, words = filled.choice, {option.value: option.label for option in filled.field.options}
            word, known = (words.get(str(value), value_words(value)) for value in (filled.word, filled.known))
            source = filled.register.source
            yield Override(filled.field.label, word, known, source, choice.by, choice.at, choice.why)


def words_for(form: Form, book: Rulebook, vocabulary: Mapping[str, Term]) -> dict[str, str]:
    """What the inputs, facts and fields that an assessment of the form names are called."""
    inputs = [one for asks in reversed(form.reckonings) for one in book.benefits[asks.benefit].inputs.values()]
    return (
        {name: term.label for name, term in vocabulary.items()}
        | {name: asked.label for asked in inputs for name in (asked.name, asked.told_as)}
        | {name: field.label for field in form.fields for name in (field.name, *dict(field.worked_out()))}
    )


# What stands in a field


def _standing(filled: Filled, facts: Facts, *, decides: bool) -> Fact | Unknown:
    """The field's fact, Unknown as long as it is not settled. An estimate goes by the citizen's word where a register
    that could confirm it is silent, a decision does not."""
    name, register = filled.field.name, filled.register
    if filled.mark is Mark.DIFFERS:
        return Unknown(name, Why.DIFFERS, CITIZEN)
    is_silent = isinstance(register, Unknown) and register.why in _SILENT
    if isinstance(register, Unknown) and is_silent and (decides or filled.value is None):
        return replace(register, name=name)
    if decides and filled.question is not None and filled.mark is Mark.TO_BE_VERIFIED:
        return Unknown(name, Why.LOADING if filled.outcome is None else Why.FAILED, filled.question.source)
    if filled.value is None:
        return Unknown(name, Why.NOT_TOLD, CITIZEN)
    return facts[name]


def _day(asks: Assess, standing: Mapping[str, Fact | Unknown], today: date) -> date | Unknown:
    name = asks.on or asks.since
    if not name:
        return today
    told = standing.get(name, Unknown(name, Why.NOT_TOLD, CITIZEN))
    if isinstance(told, Unknown):
        return told
    day = told.value if isinstance(told.value, date) else today
    return day if asks.on else max(day, today)


# What the benefit is asked with


def _inputs(
    asks: Assess, benefit: Benefit, standing: Mapping[str, Fact | Unknown], *, decides: bool
) -> Iterator[Fact | Unknown]:
    """An estimate that the form leaves open is answered by the register, if any can."""
    for name, made in asks.inputs.items():
        fact = _make(benefit.input(name).told_as, made, standing)
        is_open = isinstance(fact, Unknown) and fact.why is Why.NOT_TOLD and made.way is Way.FIELD
        if decides or not is_open:
            yield fact


def _make(name: str, made: Made, standing: Mapping[str, Fact | Unknown]) -> Fact | Unknown:
    """As old as its oldest part, and from a register where one is; what is told of it is the parts."""
    if made.way is Way.ALWAYS:
        return Fact(name, made.always, CITIZEN)
    parts = [standing[field] for field in (*made.fields, *made.less) if field in standing]
    unknown = next((part for part in parts if isinstance(part, Unknown)), None)
    facts = [part for part in parts if isinstance(part, Fact)]
    if unknown is not None or not facts:
        return replace(unknown or Unknown(name, Why.NOT_TOLD, CITIZEN), name=name)
    if made.way is Way.TABLE and " ".join(written(fact.value) for fact in facts) not in made.words:
        return Unknown(name, Why.NOT_TOLD, CITIZEN)
    source = next((fact.source for fact in facts if fact.source != CITIZEN), CITIZEN)
    as_of = min((fact.as_of for fact in facts if fact.as_of is not None), default=None)
    return Fact(name, _value(made, facts), source, as_of)


def _value(made: Made, facts: Iterable[Fact]) -> Value:
    values = {fact.name: fact.value for fact in facts}
    first = next(iter(values.values()))
    match made.way:
        case Way.SUM:
            more = sum((_number(values.get(name)) for name in made.fields), Decimal(0))
            less = sum((_number(values.get(name)) for name in made.less), Decimal(0))
            return made.times * (more - less)
        case Way.ANY:
            return any(value is True for value in values.values())
        case Way.NOT:
            return first is False
        case Way.BORN:
            return CprNumber(str(first)).birth_date
        case Way.TABLE:
            return made.words[" ".join(written(value) for value in values.values())]
        case Way.FIELD | Way.ALWAYS:
            return made.words[written(first)] if made.words else first


def _number(value: Value) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def _told_by_parts(
    found: Assessment, asks: Assess, benefit: Benefit, standing: Mapping[str, Fact | Unknown]
) -> Assessment:
    """What is worked out of several fields rests on each of them, with its own source and age: a sum has none, and
    nobody is heard about what they said themselves."""
    made = {benefit.input(name).told_as: made for name, made in asks.inputs.items()}
    used = tuple(dict.fromkeys(part for fact in found.used for part in _parts(fact, made.get(fact.name), standing)))
    if found.owed is None:
        return replace(found, used=used)
    return replace(
        found, used=used, owed=owed(found.reason, found.steps, used, complaint=found.owed.complaint, basis=found.basis)
    )


def _parts(fact: Fact, made: Made | None, standing: Mapping[str, Fact | Unknown]) -> Iterable[Fact]:
    names = (*made.fields, *made.less) if made is not None else ()
    parts = [part for part in map(standing.get, names) if isinstance(part, Fact)]
    return parts if len(parts) > 1 else [fact]


# What is in the way


def _unsettled(sheet: Sheet, asks: Assess, standing: Mapping[str, Fact | Unknown]) -> Iterator[Unknown]:
    """Fields that the inputs are made of, or that say which of them are, and that do not stand yet: an income that is
    left out because nobody has said whether there is one is no income of nothing."""
    used = {name for made in asks.inputs.values() for name in (*made.fields, *made.less)}
    for group in sheet.form.groups:
        for field in group.fields:
            if field.name in used:
                conditions = [one for one in (group.shown_when, field.shown_when) if one is not None]
                used |= {name for condition in conditions for name in named(condition)}
    for filled in sheet.shown:
        stands = standing[filled.field.name]
        wrong = filled.trouble is not None or filled.mark is Mark.DIFFERS or filled.required
        if filled.field.name in used and wrong and isinstance(stands, Unknown):
            yield stands


def _to_verify(sheet: Sheet, standing: Mapping[str, Fact | Unknown]) -> Iterator[Unknown]:
    """Whatever on the form a register must still confirm, and rules that wait for one."""
    yield from (one for one in (standing[filled.field.name] for filled in sheet.to_verify) if isinstance(one, Unknown))
    for flag in sheet.flags:
        if not flag.met:
            yield from flag.rule.when.holds(sheet.facts).missing


def _fields_of(missing: Iterable[Unknown], asks: Assess, standing: Mapping[str, Fact | Unknown]) -> Iterator[Unknown]:
    """An input that is missing is told by the fields that lack, where it is made of several."""
    for unknown in missing:
        made = asks.inputs.get(unknown.name)
        names = (*made.fields, *made.less) if made is not None else ()
        parts = [one for one in map(standing.get, names) if isinstance(one, Unknown)]
        yield from parts or [unknown]


def _not_assessed(found: Assessment, lacking: Iterable[Unknown]) -> Assessment:
    missing = {unknown.name: unknown for unknown in (*found.missing, *lacking)}
    reason = Reason.FACTS_MISSING
    return replace(_without_answer(found), outcome=Outcome.NOT_ASSESSED, reason=reason, missing=tuple(missing.values()))


def _by_judgement(found: Assessment, sheet: Sheet) -> Assessment:
    """The questions that the form's rules raise say why."""
    asked = [flag.rule for flag in sheet.flags if flag.met and flag.rule.weight is Weight.QUESTION]
    return replace(
        _without_answer(found),
        outcome=Outcome.NOT_COMPUTABLE,
        reason=Reason.JUDGEMENT,
        steps=tuple(Step(rule.say, rule.law) for rule in asked),
        missing=(),
        absent=(),
    )


def _stopped(found: Assessment, sheet: Sheet) -> Assessment:
    """While a rule stops the form it comes to nothing: the steps are what is to be mended first."""
    stops = [flag for flag in sheet.stopped if flag.met]
    if not stops:
        return found
    return replace(
        _without_answer(found),
        outcome=Outcome.NOT_ASSESSED,
        reason=Reason.STOPPED,
        steps=tuple(Step(flag.rule.say, flag.rule.law) for flag in stops),
    )


def _without_answer(found: Assessment) -> Assessment:
    return replace(found, amount=None, monthly=None, further=(), steps=(), rates=(), unconfirmed=(), owed=None)
