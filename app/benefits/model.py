"""What an assessment is made of: figures with their sources, steps in words, and what the law owes the citizen.

Texts in here are Danish content: they come from `resources/benefits` and `resources/rates` and go on screen, on paper
and into the file as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.facts.model import Fact, Unknown

FEE: Final = "gebyr"
"""The benefit that is none: it is charged and not applied for."""


class Trust(StrEnum):
    """How a figure is known."""

    PROVEN = "A"
    """Reproduces results of the authority's own calculator."""
    OFFICIAL = "B"
    """Read on an official page, in a statute or on a municipality's page."""
    SECONDARY = "C"
    """Read elsewhere: shown as unconfirmed in estimates, refused in decisions. What bears no mark counts as this."""
    DERIVED = "D"
    """Somebody's arithmetic: no assessment uses it before the municipality has confirmed it."""
    REMEMBERED = "R"
    """From memory: as `DERIVED`."""


class Decider(StrEnum):
    KOMMUNE = "kommune"
    UDBETALING_DANMARK = "udbetaling_danmark"
    FAMILIERETSHUSET = "familieretshuset"


class AssessmentKind(StrEnum):
    """The municipality decides, or somebody else does and this is vejledende."""

    ESTIMATE = "estimate"
    DECISION = "decision"


class Unit(StrEnum):
    KRONER = "kr."
    AN_HOUR = "kr./time"
    A_WEEK = "kr./uge"
    A_MONTH = "kr./md."
    A_QUARTER = "kr./kvartal"
    A_YEAR = "kr./år"
    A_YEAR_PER_M2 = "kr./m²/år"
    PERCENT = "pct."
    SHARE = "andel"
    M2 = "m²"
    YEARS = "år"
    COUNT = "antal"


class Outcome(StrEnum):
    GRANTED = "granted"
    """There is a right, and `amount` says how much; for a decision perhaps less than was applied for."""
    NOT_MET = "not_met"
    NOT_ASSESSED = "not_assessed"
    """A fact or a figure is missing; the answer may be anything. Never a zero."""
    NOT_COMPUTABLE = "not_computable"
    """No published result proves this path, or it takes judgement: no figure from here."""


class Reason(StrEnum):
    """Why the outcome is what it is; the steps say it in words."""

    FULL = "full"
    """All that the law can give."""
    PARTIAL = "partial"
    UNLESS_OLD = "unless_old"
    """Of begravelseshjælp: perhaps more, if the dead was born early enough. The first further figure is what it is
    then."""
    BELOW_MINIMUM = "below_minimum"
    INCOME = "income"
    WEALTH = "wealth"
    CONDITION = "condition"
    FACTS_MISSING = "facts_missing"
    RATES_MISSING = "rates_missing"
    RATES_UNCONFIRMED = "rates_unconfirmed"
    NOT_PROVEN = "not_proven"
    NO_FORMULA = "no_formula"
    """The day lies before the first formula."""
    JUDGEMENT = "judgement"
    STOPPED = "stopped"
    """A rule of the form stands in the way. The steps are what it says."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The municipality has looked a figure up and answers for it. `source` is where it was read."""

    rate: str
    value: Decimal
    valid_from: date
    valid_to: date | None
    by: str
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure of the law, as it was known from one day on.

    `key` is "friplads.nedre". `known_from` is None where the source bears no date: known all along.
    `superseded_by` names the source that took its place, and `superseded_from` the day from which that was known. Both
    days of validity are included. `look_up` is where the figure is found, for whoever is to confirm it.
    """

    key: str
    label: str
    value: Decimal
    unit: Unit
    paragraph: str
    decider: Decider
    valid_from: date
    valid_to: date | None
    known_from: date | None
    source: str
    trust: Trust
    superseded_by: str = ""
    superseded_from: date | None = None
    confirmed: Confirmation | None = None
    look_up: str = ""

    @property
    def is_sure(self) -> bool:
        return self.confirmed is not None or self.trust in {Trust.PROVEN, Trust.OFFICIAL}


@dataclass(frozen=True, slots=True)
class MissingRate:
    """A figure that is not there for the day, and where to look it up. `held_back` is the mark of one that is in the
    file but may not be used before the municipality has confirmed it; its value is not told."""

    key: str
    label: str
    on: date
    look_up: str
    held_back: Trust | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a calculation in words. `paragraph` is the law's place, empty for plain arithmetic. `paper` are the
    words for a paper that may be left on a bus, where they are others: a day of birth is half a CPR number. `unit` is
    the amount's; None without one, and on decisions kept before it was told."""

    text: str
    paragraph: str = ""
    amount: Decimal | None = None
    paper: str = ""
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number beside the main one: what it comes to per payment, the parents' share of a price."""

    key: str
    label: str
    value: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class Complaint:
    """Where a complaint goes, as the guidance of forvaltningsloven § 25 must tell.

    `weeks` count from the day the party got the decision; `forwarded` are the weeks within which whoever it is
    `sent_to` sends it on to `body` from the day it came, 0 where that is not known.
    """

    body: str
    sent_to: str
    weeks: int
    paragraph: str
    forwarded: int = 0


@dataclass(frozen=True, slots=True)
class Owed:
    """What the law asks for before and with a decision that gives less than everything; nothing where all is given.

    `hearing` are the facts from registers that weigh against the citizen: forvaltningsloven § 19 asks that they be
    heard about them, unless they are known to know. `reasons` and `complaint` follow §§ 22-25; reasons without a
    `complaint` are of a decision whose complaints go where the municipality's own notes say.
    """

    hearing: tuple[Fact, ...] = ()
    reasons: tuple[str, ...] = ()
    complaint: Complaint | None = None

    @property
    def is_nothing(self) -> bool:
        return not self.hearing and not self.reasons and self.complaint is None


class Heard(StrEnum):
    """How forvaltningsloven § 19 is met before a decision that gives less than everything."""

    HEARD = "heard"
    KNEW = "knew"
    """The party may be taken to know the facts, and that the municipality has them (stk. 1)."""
    SAFE = "safe"
    """The facts and the case are such that it is safe to decide without (stk. 2, nr. 1)."""
    STATUTORY_DEADLINE = "statutory_deadline"
    """Waiting would break a deadline set by statute (stk. 2, nr. 2)."""
    NO_ACCESS = "no_access"
    """The party has no right of access to the facts (stk. 2, nr. 4)."""
    REOPENED = "reopened"
    """The case can be taken up again, and that and regard for the party speak for deciding first: they are told the
    facts with the decision, and that they may demand it (§ 20)."""
    OTHER = "other"
    """Another number of stk. 2: 3, 5 or 6. Which, and why, is written by whoever has read it: no source in hand gives
    their words."""


@dataclass(frozen=True, slots=True)
class HeardFact:
    """A fact as the party was told it: its name, what it is called, its value as text, and who says so."""

    name: str
    label: str
    value: str = field(repr=False)
    source: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is recorded of the hearing that a decision owes. It covers the facts it was `about`, and no others.

    `day` is when the party was heard, None for the other ways; `answer` what the party answered, or why there was no
    need. `by` and `at` are who recorded it, and when.
    """

    way: Heard
    about: tuple[HeardFact, ...]
    answer: str = field(repr=False)
    day: date | None = None
    by: str = field(default="", repr=False)
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """`amount` is None unless the outcome is GRANTED or NOT_MET. `monthly` is its worth to the citizen in kroner a
    month, for adding up; None where it has none or it is unknown.

    `used` and `rates` are everything that was looked at.
    `unconfirmed` are those of `rates` to be marked "ikke bekræftet". `owed` is None for estimates.
    `amount_label` is what the amount is, "egenbetaling"; empty where the title says it. `basis` is the law that a
    decision is made by, as its declaration has it.
    """

    benefit: str
    title: str
    kind: AssessmentKind
    decider: Decider
    outcome: Outcome
    reason: Reason
    on: date
    known: date
    unit: Unit
    amount: Decimal | None = None
    monthly: Decimal | None = None
    further: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()
    used: tuple[Fact, ...] = ()
    missing: tuple[Unknown, ...] = ()
    rates: tuple[Rate, ...] = ()
    unconfirmed: tuple[Rate, ...] = ()
    absent: tuple[MissingRate, ...] = ()
    owed: Owed | None = None
    amount_label: str = ""
    basis: str = ""

    @property
    def is_fee(self) -> bool:
        return self.benefit == FEE


@dataclass(frozen=True, slots=True)
class Override:
    """A register's fact that the decision does not rest on, for the citizen said otherwise: both as text, `source` the
    register, and who chose between them, when and why."""

    label: str
    told: str = field(repr=False)
    register: str = field(repr=False)
    source: str
    by: str = field(repr=False)
    at: datetime
    why: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as a case takes it over: what was decided, on which facts, by which steps and grounds.

    `hearing` is None where none was owed. `overrides` are where it follows the citizen against a register.
    """

    benefit: str
    title: str
    outcome: Outcome
    reason: Reason
    on: date
    amount: Decimal
    unit: Unit
    further: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    grounds: tuple[str, ...]
    rates: tuple[Rate, ...]
    owed: Owed
    amount_label: str = ""
    hearing: Hearing | None = None
    overrides: tuple[Override, ...] = ()

    @property
    def is_fee(self) -> bool:
        return self.benefit == FEE
