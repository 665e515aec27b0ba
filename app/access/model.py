"""Sections, the viewer and the purpose: what every look-up is bound to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.errors import BugError


class Section(StrEnum):
    """A part of the citizen page that a purpose opens or leaves closed."""

    PERSON = "person"
    DWELLING = "dwelling"
    INCOME = "income"
    BENEFITS = "benefits"
    CASES = "cases"
    HISTORY = "history"


class RelativeKind(StrEnum):
    """Whose data beside the citizen's own a purpose may open."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    CUSTODY_HOLDER = "custody_holder"
    GUARDIAN = "guardian"


class Sensitivity(StrEnum):
    """KOMBIT's scale (FoelsomhedType), from open to closed: who may see one step may see those before it."""

    NOT_CONFIDENTIAL = "IKKE_FORTROLIGE_DATA"
    CONFIDENTIAL = "FORTROLIGE_PERSONOPLYSNINGER"
    SENSITIVE = "FOELSOMME_PERSONOPLYSNINGER"
    VIP = "VIP_SAGER"

    def reaches(self, step: Sensitivity) -> bool:
        return _LADDER[self] >= _LADDER[step]


_LADDER: Final = {step: place for place, step in enumerate(Sensitivity)}


class Rule(StrEnum):
    """Why somebody is not shown. The ground of each stands at its function in `app.access.decide`."""

    NO_ROLE = "no_role"
    OUTSIDE_PURPOSE = "outside_purpose"
    ROLES_EXPIRED = "roles_expired"
    SELF = "self"
    NEAR_RELATIVE = "near_relative"
    SHIELDED = "shielded"
    AUTHORITY = "authority"
    SENSITIVITY = "sensitivity"
    STEPPING_IN = "stepping_in"
    COLLEAGUE = "colleague"
    SUBJECT = "subject"
    UNIT = "unit"


class WideningGround(StrEnum):
    """Why a section outside the first purpose may be opened."""

    SECOND_PURPOSE = "second_purpose"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Errand:
    """One row of `resources/purposes.toml`: what a task at the counter may open, and by which law.

    `income_months` counts back from the present month and includes it. `agreement` names the row of the
    municipality's configuration with the codes eIndkomst issued for this legal basis. `kle` limits which
    grants and cases are asked for; empty means every subject. `case_subjects` narrows that for cases, and none more
    sensitive than `case_sensitivity` is shown. A case of `cases` is this errand and no other.
    `keeps_income` lets incomes lie encrypted on the desk;
    without it they are in memory only (indkomstregisterloven § 7).
    """

    key: str
    title: str
    title_en: str
    legal_basis: str
    sections: frozenset[Section]
    relatives: frozenset[RelativeKind]
    income_months: int = 0
    history_years: int = 0
    agreement: str = ""
    kle: tuple[str, ...] = ()
    case_subjects: tuple[str, ...] = ()
    case_sensitivity: Sensitivity = Sensitivity.VIP
    cases: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    keeps_income: bool = False

    def subjects(self, section: Section) -> tuple[str, ...]:
        """What `section` is limited to by this errand; empty means every subject."""
        return (self.case_subjects if section is Section.CASES else ()) or self.kle


@dataclass(frozen=True, slots=True)
class Widening:
    """One section opened beyond the first purpose, by another purpose or by the citizen's consent."""

    section: Section
    ground: WideningGround
    reason: str
    at: datetime
    errand: Errand | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A rule set aside for this purpose before `until`, on a reason in the employee's own words."""

    rule: Rule
    reason: str
    until: datetime


SEAL: Final = object()
"""Held by `app.access.purpose` alone: a purpose cannot be made on the side."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why this citizen is looked up. Made by `state_purpose()`, `widen()` and `override()` only.

    `contact` is the ticket or appointment it follows from, `case` the case number; both may be empty. `found_by` is
    the kind of search that led to the citizen, empty where none did.
    """

    id: UUID
    errand: Errand
    opened_at: datetime
    case: str = ""
    contact: str = ""
    found_by: str = ""
    widenings: tuple[Widening, ...] = ()
    overrides: tuple[Override, ...] = ()
    seal: object = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.seal is not SEAL:
            raise BugError("a purpose is stated with access.state_purpose()")

    @property
    def legal_basis(self) -> str:
        return self.errand.legal_basis

    @property
    def sections(self) -> frozenset[Section]:
        return self.errand.sections | {w.section for w in self.widenings}

    @property
    def needs_review(self) -> bool:
        """Whether somebody else looks it over: it follows from no contact and no case, or sets a rule aside."""
        return not (self.case or self.contact) or bool(self.overrides)

    def opens(self, section: Section) -> bool:
        return section in self.errand.sections or any(w.section is section for w in self.widenings)

    def errand_for(self, section: Section) -> Errand:
        """The errand whose legal basis, period and relatives cover `section`: the first, or the widening's own."""
        if section in self.errand.sections:
            return self.errand
        for widening in self.widenings:
            if widening.section is section and widening.errand is not None:
                return widening.errand
        return self.errand
