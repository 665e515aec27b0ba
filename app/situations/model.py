"""Life situations and contradictions as the data has them, and as they stand for one citizen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.facts.conditions import Condition, Verdict
from app.facts.model import Fact, Unknown
from app.situations.due import Event
from app.situations.tasks import Deadline, Task


class Theme(StrEnum):
    """KL's four, each a file of `resources/situations`."""

    FAMILY = "familie"
    WORK = "arbejde"
    HOUSING = "bolig"
    THIRD_AGE = "tredje-alder"


@dataclass(frozen=True, slots=True)
class Registered:
    """What a register has by itself once a task is done, in words ("CPR har flytningen"): it does where `when` is met.
    `since` is the fact that tells the day: a date, or days since it."""

    says: str
    when: Condition
    since: str


@dataclass(frozen=True, slots=True)
class Touch:
    """A task the situation touches, by its key in the task guide. Without `when` it always does.

    `deadline` is one that the situation itself sets; the task's own stands with the task.
    """

    task: str
    because: str
    when: Condition | None
    deadline: Deadline | None
    registered: Registered | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """What must be told to whom: by the citizen, or by the municipality where `who` says so."""

    who: str
    what: str
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, for deadlines that count from it. `fact` tells the day where the situation is detected: a date,
    or days since it; empty where no register tells one and the same day for all it may be."""

    event: Event
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Without `when` it is never detected, only chosen. `citizen` is what it is called to the citizen, `ask` are
    questions in the order a colleague would put them."""

    key: str
    theme: Theme
    title: str
    citizen: str
    summary: str
    when: Condition | None
    ask: tuple[str, ...]
    touches: tuple[Touch, ...]
    tell: tuple[Tell, ...]
    sources: tuple[str, ...]
    happened: Happened | None = None


@dataclass(frozen=True, slots=True)
class Detected:
    """Register facts that look like a situation: shown with them, never a decision."""

    situation: Situation
    because: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A task of a situation for one citizen. `verdict` says whether it is relevant; `used` and `missing` say why."""

    touch: Touch
    task: Task
    verdict: Verdict
    used: tuple[Fact, ...]
    missing: tuple[Unknown, ...]

    @property
    def deadline(self) -> Deadline | None:
        return self.touch.deadline or self.task.deadline


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that do not fit together, and the errands to which that matters. What it says is a question."""

    key: str
    errands: frozenset[str]
    tasks: tuple[str, ...]
    when: Condition
    shows: tuple[str, ...]
    question: str
    check: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A contradiction of one citizen: `facts` are those it rests on and those to see beside them, each with its source
    and age."""

    contradiction: Contradiction
    facts: tuple[Fact, ...]
