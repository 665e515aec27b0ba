"""Roles in the shape of Fælleskommunal Adgangsstyring: what an employee may do, and with which data.

The municipality bundles the user-system roles (brugersystemroller) that Indgang declares into job-function roles
(jobfunktionsroller), each with its data delimitation (dataafgrænsning). They come from the municipality's
configuration or, with sign-in by token, from its `Privileges_intermediate` (`adapters.serviceplatform.assertion`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.access.model import Sensitivity

if TYPE_CHECKING:
    from app import settings

KLE_PATTERN: Final = r"\d{2}(\.\d{2}){0,2}(\.\*)?"
"""A KLE subject or a group of them: 32, 32.*, 32.18.*, 32.18.04."""


class AuthorityLevel(IntEnum):
    """What a task asks of whoever does it."""

    GUIDANCE = 1
    RULE_BASED = 2
    PROFESSIONAL = 3


class SystemRole(StrEnum):
    """The user-system roles Indgang declares; each has its authority level."""

    GUIDE = "vejleder"
    CASEWORKER = "sagsbehandler"
    SPECIALIST = "fagspecialist"

    @property
    def level(self) -> AuthorityLevel:
        return _LEVELS[self]


_LEVELS: Final = {
    SystemRole.GUIDE: AuthorityLevel.GUIDANCE,
    SystemRole.CASEWORKER: AuthorityLevel.RULE_BASED,
    SystemRole.SPECIALIST: AuthorityLevel.PROFESSIONAL,
}


@dataclass(frozen=True, slots=True)
class Delimitation:
    """Which data a role reaches: KLE patterns, organisational units, the highest sensitivity. All of it applies.

    Empty `kle` and `units` do not limit. `VIP` must be given in so many words, and opens shielded citizens too.
    """

    kle: tuple[str, ...] = ()
    units: frozenset[UUID] = frozenset()
    sensitivity: Sensitivity = Sensitivity.SENSITIVE

    def covers_subject(self, subject: str | None) -> bool:
        """Whether one subject lies within; an unknown subject lies within no limit."""
        return not self.kle or (subject is not None and any(lies_within(subject, pattern) for pattern in self.kle))

    def meets_subjects(self, subjects: Iterable[str]) -> bool:
        """Whether a task that draws on `subjects` (none: on all) has some within."""
        asked = tuple(subjects)
        return not asked or not self.kle or any(lies_within(a, b) or lies_within(b, a) for a in asked for b in self.kle)

    def covers_unit(self, unit: UUID | None) -> bool:
        return not self.units or unit in self.units


@dataclass(frozen=True, slots=True)
class UserSystemRole:
    kind: SystemRole
    limits: Delimitation = Delimitation()


@dataclass(frozen=True, slots=True)
class JobFunctionRole:
    """`name` is the municipality's own; a token does not tell it."""

    name: str
    roles: tuple[UserSystemRole, ...]


@dataclass(frozen=True, slots=True)
class VerifiedRoles:
    """An employee's roles and the instant at which whoever gives them last confirmed them.

    `by_token`: a new token alone confirms them, no register's answer does.
    """

    job_functions: tuple[JobFunctionRole, ...]
    verified_at: datetime
    by_token: bool = False

    @property
    def roles(self) -> tuple[UserSystemRole, ...]:
        """They add up: what one of them opens is open."""
        return tuple(role for job_function in self.job_functions for role in job_function.roles)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the municipality's sign-in says of the employee: from `begins_at` and before `ends_at`. `id` is its own."""

    id: str
    job_functions: tuple[JobFunctionRole, ...]
    issued_at: datetime
    begins_at: datetime
    ends_at: datetime


def configured_roles(tables: Iterable[settings.Role]) -> tuple[JobFunctionRole, ...]:
    """The `[[roles]]` of the municipality's configuration."""
    return tuple(
        JobFunctionRole(
            table.name,
            tuple(
                UserSystemRole(
                    SystemRole(right.role),
                    Delimitation(right.kle, frozenset(map(UUID, right.units)), Sensitivity(right.sensitivity)),
                )
                for right in table.rights
            ),
        )
        for table in tables
    )


def lies_within(subject: str, pattern: str) -> bool:
    """Whether a KLE subject or group lies inside another, group by group: 32.18.04 lies within 32.*, 32.18 and itself,
    and 3.* holds nothing of it."""
    group = pattern.removesuffix(".*")
    return f"{subject.removesuffix('.*')}.".startswith(f"{group}.")
