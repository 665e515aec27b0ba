"""What the page shows: sections in their six states, and the values each section holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.access.decide import Refusal
from app.access.model import Section
from app.citizen.model.archive import CaseFile
from app.citizen.model.dwelling import Dwelling
from app.citizen.model.grants import GrantList
from app.citizen.model.income import IncomeStatement
from app.citizen.model.person import Person
from app.citizen.port import SILENT, FailureKind, RegisterKey
from app.cpr import CprNumber
from app.population.model import Resident

_WOULD_ANSWER: Final = SILENT | {FailureKind.NEEDS_CPR}
"""Failures that end when the register is heard from again."""


class State(StrEnum):
    LOADING = "loading"
    FRESH = "fresh"
    STALE = "stale"
    FAILED = "failed"
    DENIED = "denied"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class Problem:
    """Which source gave no answer, how, and since when."""

    register: RegisterKey
    kind: FailureKind
    since: datetime
    reference: str


class RelativeRole(StrEnum):
    """Why a person appears beside the citizen; one person may have several."""

    SPOUSE = "spouse"
    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    CUSTODY_HOLDER = "custody_holder"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class Relative:
    """One relative, with a state of its own. `person` is None until CPR answered, or where there is no number.

    `refusal` is the rule by which the employee is not shown this relative.
    """

    roles: tuple[RelativeRole, ...]
    cpr: CprNumber | None
    name: str | None
    born: date | None
    state: State
    person: Person | None = None
    as_of: datetime | None = None
    problem: Problem | None = None
    refusal: Refusal | None = None
    address_step: bool = False


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """`followed_from` is the superseded number somebody asked with, when CPR led on to another.

    `address_step` here and on a relative: the address is shown only after an extra, traced step.
    """

    person: Person
    relatives: tuple[Relative, ...]
    followed_from: CprNumber | None = None
    address_step: bool = False


@dataclass(frozen=True, slots=True)
class DwellingFacts:
    """`dwelling` is None where the citizen has no address to ask BBR about: no fixed address, abroad, dead.

    `residents` are by the extract of `residents_as_of`, the citizen included; None without an extract. `protected` as
    `PersonFacts.address_step`.
    """

    dwelling: Dwelling | None
    residents: tuple[Resident, ...] | None
    residents_as_of: date | None
    protected: bool

    @property
    def persons_per_room(self) -> float | None:
        rooms = sum(unit.rooms or 0 for unit in self.dwelling.units) if self.dwelling else 0
        return len(self.residents) / rooms if self.residents and rooms else None

    @property
    def area_per_person(self) -> float | None:
        area = sum(unit.living_area or 0 for unit in self.dwelling.units) if self.dwelling else 0
        return area / len(self.residents) if self.residents and area else None


@dataclass(frozen=True, slots=True)
class BenefitFacts:
    """One list per sector that answered; the section's problem names the one that did not."""

    lists: tuple[GrantList, ...]


class TimelineKind(StrEnum):
    BORN = "born"
    CHILD = "child"
    MOVED = "moved"
    LOST_ADDRESS = "lost_address"
    EMIGRATED = "emigrated"
    CIVIL_STATUS = "civil_status"
    SEPARATED = "separated"
    CUSTODY = "custody"
    GUARDIANSHIP = "guardianship"
    PROTECTION = "protection"
    INCOME_STARTED = "income_started"
    INCOME_STOPPED = "income_stopped"
    GRANT_STARTED = "grant_started"
    GRANT_ENDED = "grant_ended"
    CASE_OPENED = "case_opened"
    CASE_STATE = "case_state"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One thing that happened. `params` fill the sentence that `widgets.texts` makes of `kind`.

    `reveals_address` marks an event that tells where somebody lives or lived, or when they came there or left.
    """

    day: date
    kind: TimelineKind
    params: tuple[tuple[str, str], ...]
    source: RegisterKey
    uncertain: bool = False
    reveals_address: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Newest first. `missing` are the sections whose sources have not answered, or lie outside the purpose.

    `relatives` are those named in an event.
    """

    events: tuple[TimelineEvent, ...]
    missing: tuple[Section, ...]
    relatives: tuple[Relative, ...] = ()


SectionValue = PersonFacts | DwellingFacts | IncomeStatement | BenefitFacts | CaseFile | Timeline


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section as it is now. With FAILED, `value` is the last good answer, or the half that did arrive.

    `as_of` is when the oldest part of `value` was fetched; `waiting_for` the registers still to answer. With DENIED,
    `refusal` is the rule of this desk that refuses; without one a register does, and `problem` says which.
    """

    look_up: UUID
    section: Section
    state: State
    value: SectionValue | None = None
    as_of: datetime | None = None
    problem: Problem | None = None
    waiting_for: tuple[RegisterKey, ...] = ()
    refusal: Refusal | None = None

    def awaits(self, registers: Collection[RegisterKey]) -> bool:
        """Whether it, or a relative in it, is not shown or not fresh because one of `registers` was silent."""
        relatives = self.value.relatives if isinstance(self.value, PersonFacts) else ()
        problems = (self.problem, *(relative.problem for relative in relatives))
        lost = (problem for problem in problems if problem is not None and problem.kind in _WOULD_ANSWER)
        return any(problem.register in registers for problem in lost)

    @property
    def is_shut(self) -> bool:
        """Not asked for: the purpose leaves it closed, or a rule of this desk refuses."""
        return self.state is State.NOT_RELEVANT or self.refusal is not None
