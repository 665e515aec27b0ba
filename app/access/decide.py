"""Whether an employee may be shown a citizen, or one of their cases: a pure function of all it depends on.

`RULES` are asked in order and the first that refuses decides. What says least about the citizen is asked first. Core
rules answer `Denied`, which nothing lifts; the others answer `Overridable`: a written reason, given in the purpose,
sets them aside for a limited time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.access.model import Purpose, Rule, Section, Sensitivity
from app.access.roles import AuthorityLevel, UserSystemRole, lies_within

LEASE: Final = timedelta(hours=12)
"""How long verified roles open what is kept on this desk while nothing answers."""
_CLOCK_SLACK: Final = timedelta(minutes=5)
"""How far ahead of this desk's clock the one that dated the roles may be."""
_CONTACT: Final = timedelta(hours=1)
_WORKING_DAY: Final = timedelta(hours=8)


class Relation(StrEnum):
    """What the citizen is to the viewer. None of them: known to be unrelated, as far as the extract tells."""

    SELF = "self"
    CHILD = "child"
    PARENT = "parent"
    SPOUSE = "spouse"
    FORMER_SPOUSE = "former_spouse"
    SIBLING = "sibling"
    COMMON_CHILD = "common_child"
    UNKNOWN = "unknown"


NEAR_RELATIVES: Final = frozenset(Relation) - {Relation.SELF, Relation.UNKNOWN}


class Protection(StrEnum):
    """`ADDRESS` is name and address protection (CPR-loven § 28), `STRICT` that of threatened persons (§ 6, stk. 6)."""

    NONE = "none"
    ADDRESS = "address"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class CaseMarks:
    """What delimits access to a case: KLE subject, responsible unit, sensitivity; None where the archive has none."""

    subject: str | None
    unit: UUID | None
    sensitivity: Sensitivity | None


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """Everything a decision depends on. `offline`: only what this desk keeps is to be shown, or whoever gave the roles
    is not heard from when a register answers.

    `level` is what the task asks of whoever does it; looking asks for guidance alone. `case` is set where one case is
    asked about.
    """

    roles: tuple[UserSystemRole, ...]
    role_age: timedelta
    purpose: Purpose
    section: Section
    now: datetime
    relations: frozenset[Relation] = frozenset()
    protection: Protection = Protection.NONE
    is_shielded: bool = False
    is_colleague: bool = False
    offline: bool = False
    level: AuthorityLevel = AuthorityLevel.GUIDANCE
    case: CaseMarks | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """`address_step`: the address is shown only after an extra, traced step."""

    address_step: bool = False


@dataclass(frozen=True, slots=True)
class Denied:
    """Nothing lifts it: somebody else must serve the citizen."""

    rule: Rule


@dataclass(frozen=True, slots=True)
class Overridable:
    """A written reason lifts it, for `most` at the longest."""

    rule: Rule
    most: timedelta


Refusal = Denied | Overridable
Decision = Allowed | Refusal


def decide(request: AccessRequest) -> Decision:
    return refusal(request) or Allowed(address_step=request.protection is Protection.ADDRESS)


def refusal(request: AccessRequest) -> Refusal | None:
    """The first rule that refuses and is not overridden; None if the request is allowed."""
    for rule in RULES:
        refused = rule(request)
        if isinstance(refused, Denied) or (refused is not None and not _is_overridden(refused.rule, request)):
            return refused
    return None


def task_refusal(roles: tuple[UserSystemRole, ...], level: AuthorityLevel, subjects: tuple[str, ...]) -> Rule | None:
    """The rule that keeps an employee from a task whoever it is for; None if none does. `subjects` are KLE's, none of
    them meaning any. Doing it for a citizen asks `decide` as well."""
    if not roles:
        return Rule.NO_ROLE
    able = _at_level(roles, level)
    if not able:
        return Rule.AUTHORITY
    return None if any(role.limits.meets_subjects(subjects) for role in able) else Rule.SUBJECT


def lapse(request: AccessRequest) -> Denied | None:
    """What refuses the part of an allowed answer that lies on this desk: the roles' age alone."""
    return _expired(request.role_age)


def extract_refusal(roles: tuple[UserSystemRole, ...], role_age: timedelta) -> Denied | None:
    """What keeps an employee from searching the extract on this desk, before there is a citizen or a purpose."""
    return _expired(role_age) if roles else Denied(Rule.NO_ROLE)


def _expired(role_age: timedelta) -> Denied | None:
    fresh = -_CLOCK_SLACK <= role_age < LEASE
    return None if fresh else Denied(Rule.ROLES_EXPIRED)


def refused_sections(request: AccessRequest, sections: Iterable[Section]) -> dict[Section, Refusal]:
    """Those among `sections`, all opened by the purpose, that a rule closes. `request.section` counts for nothing.

    Of a section that is open the rules see its errand's subjects and no more, so that each are asked about once.
    """
    decided: dict[tuple[str, ...], Refusal | None] = {}
    refused: dict[Section, Refusal] = {}
    for section in sections:
        subjects = request.purpose.errand_for(section).kle
        if subjects not in decided:
            decided[subjects] = refusal(replace(request, section=section))
        if (refusing := decided[subjects]) is not None:
            refused[section] = refusing
    return refused


def _no_role(request: AccessRequest) -> Refusal | None:
    """Databeskyttelsesforordningen art. 32: access follows from a role somebody gave, and from nothing else."""
    return None if request.roles else Denied(Rule.NO_ROLE)


def _outside_purpose(request: AccessRequest) -> Refusal | None:
    """Forvaltningsloven § 32, retssikkerhedsloven § 5: not more than the task needs. A wider purpose is the way."""
    is_open = request.purpose.opens(request.section) and _is_the_errands(request)
    return None if is_open else Denied(Rule.OUTSIDE_PURPOSE)


def _is_the_errands(request: AccessRequest) -> bool:
    """Whether the case is one of those that the errand shows. By consent all are: only who opens cases limits them."""
    case, errand = request.case, request.purpose.errand_for(request.section)
    if case is None or request.section is not Section.CASES:
        return True
    subject, bounds = case.subject, errand.case_subjects
    within = not bounds or (subject is not None and any(lies_within(subject, group) for group in bounds))
    return within and errand.case_sensitivity.reaches(_step(case))


def _roles_expired(request: AccessRequest) -> Refusal | None:
    """Databeskyttelsesforordningen art. 32: a right withdrawn, or a stolen desk, ends here although nothing answers."""
    return lapse(request) if request.offline else None


def _self(request: AccessRequest) -> Refusal | None:
    """Forvaltningsloven § 3, stk. 1, nr. 1: nobody handles what is their own."""
    return Denied(Rule.SELF) if Relation.SELF in request.relations else None


def _near_relative(request: AccessRequest) -> Refusal | None:
    """Forvaltningsloven § 3, stk. 1, nr. 2. It reaches further than the extract can tell (in-laws, cousins): there the
    employee must say so (§ 6)."""
    return Denied(Rule.NEAR_RELATIVE) if request.relations & NEAR_RELATIVES else None


def _shielded(request: AccessRequest) -> Refusal | None:
    """Forvaltningsloven § 32. One answer for the employees, politicians and threatened people on the municipality's
    list, because the reason is never told. Opened by a role that reaches VIP in the purpose's own subjects."""
    if not _is_shielded(request):
        return None
    opened = any(role.limits.meets_subjects(_subjects(request)) for role in _cleared(request))
    return None if opened else Denied(Rule.SHIELDED)


def _authority(request: AccessRequest) -> Refusal | None:
    """Delegation: a task above the role's level is prepared and handed over."""
    return None if _able(request) else Denied(Rule.AUTHORITY)


def _sensitivity(request: AccessRequest) -> Refusal | None:
    """Databeskyttelsesforordningen art. 9 and 10: sensitive data only for those who were given them to handle."""
    return None if _cleared(request) else Denied(Rule.SENSITIVITY)


def _stepping_in(request: AccessRequest) -> Refusal | None:
    """Databeskyttelsesforordningen art. 9: what another field knows of somebody is not told beforehand and may be
    sensitive, like a case without marks. Whoever was given no sensitive data to handle has no reason to see it."""
    if request.case is not None or _in_own_subjects(request):
        return None
    able = any(role.limits.sensitivity.reaches(Sensitivity.SENSITIVE) for role in _cleared(request))
    return None if able else Denied(Rule.STEPPING_IN)


def _colleague(request: AccessRequest) -> Refusal | None:
    """Forvaltningsloven § 3, stk. 1, nr. 5: working together may put impartiality in doubt, but need not; and § 4,
    stk. 1: it yields where nobody else can step in. Hence a reason, and one contact."""
    return Overridable(Rule.COLLEAGUE, _CONTACT) if request.is_colleague else None


def _subject(request: AccessRequest) -> Refusal | None:
    """Forvaltningsloven § 32: another field's matters as a rule have no bearing on one's own tasks. Retssikkerhedsloven
    § 5 asks for the whole need, and colleagues step in for each other: hence a reason, and a working day."""
    return None if _competent(request) else Overridable(Rule.SUBJECT, _WORKING_DAY)


def _unit(request: AccessRequest) -> Refusal | None:
    """As with subjects: another unit's case may be opened for somebody absent, or where it bears on one's own."""
    if request.case is None or any(role.limits.covers_unit(request.case.unit) for role in _competent(request)):
        return None
    return Overridable(Rule.UNIT, _WORKING_DAY)


RULES: tuple[Callable[[AccessRequest], Refusal | None], ...] = (
    _no_role,
    _outside_purpose,
    _roles_expired,
    _self,
    _near_relative,
    _shielded,
    _authority,
    _sensitivity,
    _stepping_in,
    _colleague,
    _subject,
    _unit,
)


# One role must satisfy all: its level and every limit of its own delimitation. Hence each step narrows the last.


def _able(request: AccessRequest) -> tuple[UserSystemRole, ...]:
    return _at_level(request.roles, request.level)


def _at_level(roles: tuple[UserSystemRole, ...], level: AuthorityLevel) -> tuple[UserSystemRole, ...]:
    return tuple(role for role in roles if role.kind.level >= level)


def _cleared(request: AccessRequest) -> tuple[UserSystemRole, ...]:
    step = Sensitivity.NOT_CONFIDENTIAL
    if request.case is not None:
        step = _step(request.case)
    if _is_shielded(request):
        step = Sensitivity.VIP
    return tuple(role for role in _able(request) if role.limits.sensitivity.reaches(step))


def _step(case: CaseMarks) -> Sensitivity:
    """A case of unknown sensitivity may hold anything short of what is marked as VIP."""
    return case.sensitivity or Sensitivity.SENSITIVE


def _competent(request: AccessRequest) -> tuple[UserSystemRole, ...]:
    if _is_overridden(Rule.SUBJECT, request):
        return _cleared(request)
    if request.case is not None:
        subject = request.case.subject
        return tuple(role for role in _cleared(request) if role.limits.covers_subject(subject))
    return _in_own_subjects(request)


def _in_own_subjects(request: AccessRequest) -> tuple[UserSystemRole, ...]:
    return tuple(role for role in _cleared(request) if role.limits.meets_subjects(_subjects(request)))


def _subjects(request: AccessRequest) -> tuple[str, ...]:
    return request.purpose.errand_for(request.section).kle


def _is_shielded(request: AccessRequest) -> bool:
    return request.is_shielded or request.protection is Protection.STRICT


def _is_overridden(rule: Rule, request: AccessRequest) -> bool:
    return any(given.rule is rule and request.now < given.until for given in request.purpose.overrides)
