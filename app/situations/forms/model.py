"""A form as `resources/forms` describes it: groups of fields, rules over them, and what follows when it is finished.

Everything a field knows is a fact under the field's own name, so that one language of conditions serves required and
shown fields, rules and follow-ups alike. Beside it stand facts that are worked out of it:

    cpr      NAME_alder       age in whole years, from the date that the number says
    date     NAME_dage        whole days from the date to today; negative for a day to come
             NAME_alder       age on that day of the person in another field, where it is `age_of` one
    month    NAME_maaneder    whole months from that month to the present one
    check    NAME_...         what the register says of the value, see `SAYS`
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.access.model import RelativeKind
from app.facts.conditions import Condition
from app.facts.model import Kind


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    CPR = "cpr"
    ADDRESS = "address"
    AMOUNT = "amount"
    NUMBER = "number"
    MONTH = "month"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    CHOICE = "choice"
    YES_NO = "yes_no"
    FILE = "file"

    @property
    def fact(self) -> Kind:
        """The kind of fact a value of it is."""
        return _FACTS.get(self, Kind.TEXT)


_FACTS: Final = {
    FieldKind.AMOUNT: Kind.AMOUNT,
    FieldKind.NUMBER: Kind.NUMBER,
    FieldKind.MONTH: Kind.DATE,
    FieldKind.DATE: Kind.DATE,
    FieldKind.YES_NO: Kind.BOOLEAN,
}


class Check(StrEnum):
    """What a register is asked about a field's value."""

    DWELLING = "dwelling"
    """Whether the address exists and is somebody's dwelling, and what kind."""
    RESIDENT = "resident"
    """Whether the person is registered at the address of another field."""
    CUSTODY = "custody"
    """Who holds custody of the child."""
    PROTECTION = "protection"
    """Whether name and address are protected (CPR-loven § 28)."""


SAYS: Final = {
    Check.DWELLING: ("findes", "er_bolig", "helaarsbolig", "eget_koekken"),
    Check.RESIDENT: ("bor_der",),
    Check.CUSTODY: ("indehaver_mor", "indehaver_far", "indehaver_anden_1", "indehaver_anden_2"),
    Check.PROTECTION: ("beskyttet",),
}
"""The facts of each check, all of them yes or no, as they follow the field's name. The first is what verifies it,
custody apart: whoever holds it, the number is then known."""

LEVEL_OF_RULES: Final = 2
"""Of a form that is decided here by rules, as the task guide counts."""

_WORKED_OUT: Final = {FieldKind.CPR: "alder", FieldKind.DATE: "dage", FieldKind.MONTH: "maaneder"}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice. `value` is what is kept."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """`prefill` is the fact that a register may know it by, `at` the address field that RESIDENT is asked about.

    `least` and `most` bound numbers and amounts; `not_before` is a date field that this one may not precede, `age_of`
    the CPR field whose age is told on this day. `offers` are those near the citizen who can be chosen; whom of them
    CPR would name alone is a proposal, which the citizen's word replaces.
    """

    name: str
    kind: FieldKind
    label: str
    help: str = ""
    required: bool | Condition = False
    shown_when: Condition | None = None
    prefill: str = ""
    check: Check | None = None
    at: str = ""
    options: tuple[Option, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    not_before: str = ""
    age_of: str = ""
    offers: tuple[RelativeKind, ...] = ()

    def worked_out(self) -> Iterator[tuple[str, Kind]]:
        """Names and kinds of the facts beside its own."""
        if self.kind in _WORKED_OUT:
            yield f"{self.name}_{_WORKED_OUT[self.kind]}", Kind.NUMBER
        if self.age_of:
            yield f"{self.name}_alder", Kind.NUMBER
        if self.check is not None:
            for word in SAYS[self.check]:
                yield f"{self.name}_{word}", Kind.BOOLEAN


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    fields: tuple[Field, ...]
    help: str = ""
    shown_when: Condition | None = None

    @property
    def is_optional(self) -> bool:
        """None of its fields is ever required."""
        return all(field.required is False for field in self.fields)


class Weight(StrEnum):
    """What a rule does when its condition is met."""

    STOP = "stop"
    """The form is refused. It is refused as well while a register that it depends on has not answered."""
    ERROR = "error"
    """It cannot be finished before it is mended."""
    QUESTION = "question"
    """Something to ask; it hinders nothing."""
    NOTE = "note"
    """Something to know."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Speaks when `when` is met, beside `field` or, without one, above the whole form. `law` is its ground, `form` the
    key of another form that it may send one on to."""

    key: str
    weight: Weight
    when: Condition
    say: str
    field: str = ""
    law: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What comes after: another form, a task of the guide, or a sentence alone."""

    say: str
    form: str = ""
    task: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """A task that the form is an answer to where `field` is answered by one of `answers`."""

    task: str
    field: str
    answers: tuple[str, ...]


class Way(StrEnum):
    """How an input of a benefit is made of the form's fields. A field that is not shown is no part of it."""

    FIELD = "field"
    """As it stands there."""
    SUM = "sum"
    """All of `fields` less `less`, so many `times`."""
    ANY = "any"
    """Yes where one of them is; known when all of them are."""
    NOT = "not"
    BORN = "born"
    """The day of birth that a number to CPR says."""
    TABLE = "table"
    """What stands in `words` beside the answers of `fields`, those that are shown, one after the other."""
    ALWAYS = "always"
    """The same on every form of the kind."""


@dataclass(frozen=True, slots=True)
class Made:
    """`words` are the benefit's own words for a choice, or for "ja" and "nej", or for several answers with a blank
    between them; `always` is the one of ALWAYS."""

    way: Way
    fields: tuple[str, ...]
    less: tuple[str, ...] = ()
    times: int = 1
    words: Mapping[str, str | bool] = field(default_factory=dict)
    always: str = ""


@dataclass(frozen=True, slots=True)
class Assess:
    """What the form is reckoned by: `benefit` on `inputs`, by the benefit's own names.

    `when` is where the rules alone settle it: elsewhere a decision takes judgement, and no estimate is made. `on` is
    the date field whose day it is reckoned for, or the month field whose first; `since` one whose day counts unless it
    is past. Without either: today. `about` is the field whose answer is decided about: what was decided on the same
    before is told beside it. What stands `beside` is no more than a help: a fee, on a form that is about
    something else, decided where it can be and otherwise let be.
    """

    benefit: str
    inputs: Mapping[str, Made]
    when: Condition | None = None
    on: str = ""
    since: str = ""
    beside: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """`level` as the task guide's: 2 is decided here, 3 is prepared and handed over. `errand` names the purpose.

    `hand_over` is whom a summary is made for, empty where nothing is handed over. `sources` say where rules were read.
    `estimates` are what it is reckoned by beside `assess`, for guidance alone. `serves` says which of the tasks that
    name it a filled-in one is about; without it, all. `named_by` are the fields that tell two of the kind apart: whom
    each is about, and where or what.
    """

    key: str
    title: str
    about: str
    errand: str
    level: int
    decider: str
    groups: tuple[Group, ...]
    rules: tuple[Rule, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    law: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    hand_over: str = ""
    assess: Assess | None = None
    estimates: tuple[Assess, ...] = ()
    serves: tuple[Served, ...] = ()
    named_by: tuple[str, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether it is about a decision that is made here by rules."""
        is_about_it = self.assess is not None and not self.assess.beside
        return self.level == LEVEL_OF_RULES and not self.hand_over and is_about_it

    @property
    def reckonings(self) -> tuple[Assess, ...]:
        """All that the form is reckoned by, what it is about first."""
        return (*((self.assess,) if self.assess is not None else ()), *self.estimates)

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for group in self.groups for field in group.fields)
