"""Reads `resources/forms/*.toml` and refuses what would only show itself at the counter.

A field is shown and required by what stands before it, so that one pass from top to bottom settles a form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.access.model import RelativeKind
from app.benefits.declaration import Benefit
from app.benefits.model import AssessmentKind
from app.errors import UserError
from app.facts.conditions import Condition, named, read_condition
from app.facts.model import Kind
from app.situations.forms.load_assess import read_assess
from app.situations.forms.model import (
    Assess,
    Check,
    Field,
    FieldKind,
    FollowUp,
    Form,
    Group,
    Option,
    Rule,
    Served,
    Weight,
)

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_BOUNDED: Final = (FieldKind.NUMBER, FieldKind.AMOUNT)
_NAMES: Final = (FieldKind.CPR, FieldKind.ADDRESS, FieldKind.TEXT, FieldKind.CHOICE)
_CHECKED: Final = {
    Check.DWELLING: FieldKind.ADDRESS,
    Check.RESIDENT: FieldKind.CPR,
    Check.CUSTODY: FieldKind.CPR,
    Check.PROTECTION: FieldKind.CPR,
}


def load_forms(
    folder: Path,
    vocabulary: Mapping[str, Kind],
    errands: Collection[str],
    *,
    benefits: Mapping[str, Benefit],
    tasks: Collection[str] | None = None,
) -> Mapping[str, Form]:
    """By key, which is the file's name. `vocabulary` are the named facts' kinds, `errands` the purposes' keys, `tasks`
    the guide's; without them none is looked for.

    UserError("forms-invalid") names the file, the line and the key.
    """
    forms = {path.stem: _load(path, vocabulary, errands, benefits) for path in sorted(folder.glob("*.toml"))}
    for form in forms.values():
        for led_to in (*(follow_up.form for follow_up in form.follow_ups), *(rule.form for rule in form.rules)):
            if led_to and led_to not in forms:
                detail = f"{form.key}: no form is called {led_to}"
                raise UserError("forms-invalid", detail=detail, file=f"{form.key}.toml", line=1, key=led_to)
        for task in (*(follow_up.task for follow_up in form.follow_ups), *(served.task for served in form.serves)):
            if task and tasks is not None and task not in tasks:
                detail = f"{form.key}: no task is called {task}"
                raise UserError("forms-invalid", detail=detail, file=f"{form.key}.toml", line=1, key=task)
    return forms


def _load(
    path: Path, vocabulary: Mapping[str, Kind], errands: Collection[str], benefits: Mapping[str, Benefit]
) -> Form:
    reader = _Reader(vocabulary, errands, benefits)
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        return reader.form(path.stem, tomllib.loads(text))
    except (OSError, ValueError, KeyError, TypeError, UserError) as error:
        why = error.detail if isinstance(error, UserError) else f"{type(error).__name__} {error}"
        line = _line(text, reader.at, str(error))
        detail = f"{path.name}, line {line}, [{reader.at}]: {why}"
        raise UserError("forms-invalid", detail=detail, file=path.name, line=line, key=reader.at) from error


def _line(text: str, key: str, why: str) -> int:
    """TOML's own line where it has one, else the line that names the key."""
    told = re.search(r"at line (\d+)", why)
    if told:
        return int(told[1])
    named = re.escape(key)
    found = re.search(rf'^(?:(?:name|key|title|benefit) = "{named}"|{named} = )', text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


class _Reader:
    """Reads one form from top to bottom. `at` is the field or rule being read."""

    def __init__(
        self, vocabulary: Mapping[str, Kind], errands: Collection[str], benefits: Mapping[str, Benefit]
    ) -> None:
        self.at = ""
        self._benefits = benefits
        self._vocabulary = vocabulary
        self._errands = errands
        self._known: dict[str, Kind] = dict(vocabulary)
        self._fields: dict[str, Field] = {}

    def form(self, key: str, table: dict[str, Any]) -> Form:
        self.at = key
        groups = tuple(self._group(one) for one in table.pop("group"))
        rules = tuple(self._rule(one) for one in table.pop("rule", ()))
        follow_ups = tuple(self._follow_up(one) for one in table.pop("then", ()))
        assess = self._assess(table.pop("assess")) if "assess" in table else None
        estimates = tuple(self._estimate(one) for one in table.pop("estimate", ()))
        self.at = key
        form = Form(
            key=key,
            title=str(table.pop("title")),
            about=str(table.pop("about")),
            errand=str(table.pop("errand")),
            level=int(table.pop("level")),
            decider=str(table.pop("decider")),
            groups=groups,
            rules=rules,
            follow_ups=follow_ups,
            law=tuple(table.pop("law", ())),
            sources=tuple(table.pop("sources", ())),
            hand_over=str(table.pop("hand_over", "")),
            assess=assess,
            estimates=estimates,
            serves=tuple(self._served(one) for one in table.pop("serves", ())),
            named_by=tuple(table.pop("named_by", ())),
        )
        _nothing_left(table)
        _refuse(form.errand not in self._errands, f"no errand is called {form.errand}")
        _refuse(form.level not in (1, 2, 3), f"level {form.level}")
        _refuse(len({rule.key for rule in rules}) != len(rules), "two rules of one key")
        for name in form.named_by:
            is_name = name in self._fields and self._fields[name].kind in _NAMES
            _refuse(not is_name, f"{name} is no person, place or thing")
        return form

    def _group(self, table: dict[str, Any]) -> Group:
        self.at = title = str(table.pop("title"))
        shown_when = self._condition(table.pop("shown_when", None))
        fields = tuple(self._field(one) for one in table.pop("field"))
        self.at = title
        group = Group(title, fields, str(table.pop("help", "")), shown_when)
        _nothing_left(table)
        return group

    def _field(self, table: dict[str, Any]) -> Field:
        self.at = name = str(table.pop("name"))
        required = table.pop("required", False)
        least, most = table.pop("least", None), table.pop("most", None)
        field = Field(
            name=name,
            kind=FieldKind(table.pop("kind")),
            label=str(table.pop("label")),
            help=str(table.pop("help", "")),
            required=required if isinstance(required, bool) else read_condition(required, self._known),
            shown_when=self._condition(table.pop("shown_when", None)),
            prefill=str(table.pop("prefill", "")),
            check=Check(table.pop("check")) if "check" in table else None,
            at=str(table.pop("at", "")),
            options=tuple(Option(str(one["value"]), str(one["label"])) for one in table.pop("options", ())),
            least=None if least is None else Decimal(least),
            most=None if most is None else Decimal(most),
            not_before=str(table.pop("not_before", "")),
            age_of=str(table.pop("age_of", "")),
            offers=tuple(RelativeKind(one) for one in table.pop("offers", ())),
        )
        _nothing_left(table)
        for trouble in self._troubles(field):
            raise ValueError(trouble)
        self._fields[name] = field
        self._known[name] = field.kind.fact
        self._known.update(field.worked_out())
        return field

    def _troubles(self, field: Field) -> Iterator[str]:
        name, kind = field.name, field.kind
        if not _NAME.fullmatch(name):
            yield "a name is small ASCII letters, digits and _"
        if name in self._fields:
            yield "two fields of one name"
        if self._vocabulary.get(name, kind.fact) is not kind.fact:
            yield f"the fact of this name is a {self._vocabulary[name]}, not a {kind.fact}"
        if field.prefill and self._vocabulary.get(field.prefill) is not kind.fact:
            yield f"prefill {field.prefill} is not a fact of kind {kind.fact}"
        if (kind is FieldKind.CHOICE) is not bool(field.options):
            yield "a choice has options, and nothing else has"
        if (field.least is not None or field.most is not None) and kind not in _BOUNDED:
            yield f"a {kind} has no bounds"
        if field.check is not None and _CHECKED[field.check] is not kind:
            yield f"{field.check} is not asked about a {kind}"
        if (field.check is Check.RESIDENT) is not bool(field.at):
            yield "resident needs `at`, and nothing else has it"
        for other, wanted in (
            (field.at, FieldKind.ADDRESS),
            (field.not_before, FieldKind.DATE),
            (field.age_of, FieldKind.CPR),
        ):
            if other and (other not in self._fields or self._fields[other].kind is not wanted):
                yield f"{other} is not a field of kind {wanted} before this one"
        if field.not_before and kind is not FieldKind.DATE:
            yield "only a date is not before another"
        if field.offers and kind is not FieldKind.CPR:
            yield "only a number to CPR is chosen among people"
        if field.age_of and kind is not FieldKind.DATE:
            yield "an age is told on a date"

    def _rule(self, table: dict[str, Any]) -> Rule:
        self.at = key = str(table.pop("key"))
        rule = Rule(
            key=key,
            weight=Weight(table.pop("weight")),
            when=read_condition(table.pop("when"), self._known),
            say=str(table.pop("say")),
            field=str(table.pop("field", "")),
            law=str(table.pop("law", "")),
            form=str(table.pop("form", "")),
        )
        _nothing_left(table)
        _refuse(bool(rule.field) and rule.field not in self._fields, f"no field is called {rule.field}")
        return rule

    def _served(self, table: dict[str, Any]) -> Served:
        served = Served(str(table.pop("task")), str(table.pop("field")), tuple(table.pop("answers")))
        self.at = served.task
        options = [option.value for option in self._fields[served.field].options]
        _refuse(not set(served.answers) <= set(options), f"{served.field} is not answered like that")
        _nothing_left(table)
        return served

    def _follow_up(self, table: dict[str, Any]) -> FollowUp:
        self.at = say = str(table.pop("say"))
        when = self._condition(table.pop("when", None))
        follow_up = FollowUp(say, str(table.pop("form", "")), str(table.pop("task", "")), when)
        _nothing_left(table)
        return follow_up

    def _estimate(self, table: dict[str, Any]) -> Assess:
        asks = self._assess(table)
        _refuse(self._benefits[asks.benefit].kind is AssessmentKind.DECISION, f"{asks.benefit} is decided")
        return asks

    def _assess(self, table: dict[str, Any]) -> Assess:
        self.at = key = str(table.pop("benefit"))
        _refuse(key not in self._benefits, f"no benefit is called {key}")
        beside = bool(table.pop("beside", False))
        inputs = dict(read_assess(table.pop("inputs"), self._benefits[key], self._fields, self._say_at, beside=beside))
        self.at = key
        on, since = str(table.pop("on", "")), str(table.pop("since", ""))
        for day in filter(None, (on, since)):
            is_day = day in self._fields and self._fields[day].kind in (FieldKind.DATE, FieldKind.MONTH)
            _refuse(not is_day, f"{day} is not a field of kind date or month")
        about = str(table.pop("about", ""))
        _refuse(bool(about) and about not in self._fields, f"no field is called {about}")
        assess = Assess(key, inputs, self._condition(table.pop("when", None)), on, since, beside, about)
        _nothing_left(table)
        return assess

    def _say_at(self, key: str) -> None:
        self.at = key

    def _condition(self, table: object) -> Condition | None:
        return None if table is None else read_condition(table, self._known)


def facts_asked_for(form: Form) -> frozenset[str]:
    """The names that the form's prefill and conditions ask of the registers: not its own fields nor what they yield."""
    own = {name for field in form.fields for name in (field.name, *(name for name, _ in field.worked_out()))}
    conditions = [
        *(field.required for field in form.fields if not isinstance(field.required, bool)),
        *(group.shown_when for group in form.groups if group.shown_when is not None),
        *(field.shown_when for field in form.fields if field.shown_when is not None),
        *(rule.when for rule in form.rules),
        *(follow_up.when for follow_up in form.follow_ups if follow_up.when is not None),
        *(asks.when for asks in form.reckonings if asks.when is not None),
    ]
    asked = {name for condition in conditions for name in named(condition)}
    return frozenset((asked | {field.prefill for field in form.fields if field.prefill}) - own)


def _nothing_left(table: Mapping[str, Any]) -> None:
    _refuse(bool(table), f"unknown: {', '.join(sorted(table))}")


def _refuse(wrong: bool, why: str) -> None:  # noqa: FBT001 - reads as a sentence
    if wrong:
        raise ValueError(why)
