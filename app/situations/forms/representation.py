"""For whom a form is filled in, and by what right: nothing is taken for granted, everything is written down.

Forvaltningsloven § 8: a party may be represented, and is shown to be where it is doubted. Which papers suffice for
which task stands with the task; here it is kept who looked at what.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from app.cpr import CprNumber
from app.facts.model import Fact, Facts


class Acting(StrEnum):
    SELF = "self"
    ASSISTED = "assisted"
    """An employee fills in on the citizen's behalf (medbetjening)."""
    GUARDIAN = "guardian"
    POWER_OF_ATTORNEY = "power_of_attorney"
    PARTY_REPRESENTATIVE = "party_representative"


class Scope(StrEnum):
    ALL = "all"
    """Everything before the municipality, and no other authority."""
    EVERYWHERE = "everywhere"
    """Everything before any authority."""
    THIS_TASK = "this_task"
    OTHER = "other"
    """It is about something else than this form."""


class Document(StrEnum):
    """What was looked at."""

    ORIGINAL = "original"
    COPY = "copy"
    DIGITAL = "digital"
    """A power of attorney given on line and looked up where it was given."""
    REGISTER = "register"
    """The guardianship as CPR has it."""


class Hindrance(StrEnum):
    """Why nobody may act in that way on this form. Each has its own words on the screen."""

    NO_NAME = "no_name"
    NO_DOCUMENT = "no_document"
    NOT_REGISTERED = "not_registered"
    """CPR is named as what was seen, and has no guardianship."""
    OUT_OF_SCOPE = "out_of_scope"
    OTHER_AUTHORITY = "other_authority"
    """It is about the municipality alone, and the form goes on to somebody else."""
    EXPIRED = "expired"
    UNCLEAR = "unclear"
    """A number or a date was typed that cannot be read: no date would mean until revoked."""
    NO_REASON = "no_reason"


class Doubt(StrEnum):
    """What is to be asked; it hinders nothing."""

    HAS_GUARDIAN = "has_guardian"
    """CPR has a guardian, and the citizen acts alone."""
    NO_GUARDIAN = "no_guardian"
    """Somebody acts as guardian, and CPR has none."""
    EXPIRES_SOON = "expires_soon"
    """Within a month, while a case may take longer."""


@dataclass(frozen=True, slots=True)
class Representation:
    """`employee` is who took it down, always; `why` is the ground for filling in on the citizen's behalf.

    `expires` is the last day of it, None for until revoked. `seen_at` is when `document` was looked at, by `employee`.
    """

    acting: Acting = Acting.SELF
    employee: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    cpr: CprNumber | None = None
    scope: Scope = Scope.THIS_TASK
    expires: date | None = None
    document: Document | None = None
    seen_at: datetime | None = None
    why: str = field(default="", repr=False)
    is_unclear: bool = False

    @property
    def by_another(self) -> bool:
        """Somebody beside citizen and employee acts."""
        return self.acting in _OTHERS


_OTHERS: Final = (Acting.GUARDIAN, Acting.POWER_OF_ATTORNEY, Acting.PARTY_REPRESENTATIVE)
_SOON: Final = 31


def hindrances(acting: Representation, facts: Facts, today: date, *, hand_over: str = "") -> tuple[Hindrance, ...]:
    """All that stands in the way, in the order in which it is asked for. `hand_over` is the authority that the form
    goes on to, empty where it stays here."""
    if acting.acting is Acting.SELF:
        return ()
    if acting.acting is Acting.ASSISTED:
        return () if acting.why.strip() else (Hindrance.NO_REASON,)
    found = []
    if not acting.name.strip():
        found.append(Hindrance.NO_NAME)
    if acting.document is None or acting.seen_at is None:
        found.append(Hindrance.NO_DOCUMENT)
    elif acting.document is Document.REGISTER and not _has_guardian(facts):
        found.append(Hindrance.NOT_REGISTERED)
    if acting.scope is Scope.OTHER:
        found.append(Hindrance.OUT_OF_SCOPE)
    if acting.scope is Scope.ALL and hand_over:
        found.append(Hindrance.OTHER_AUTHORITY)
    if acting.expires is not None and acting.expires < today:
        found.append(Hindrance.EXPIRED)
    if acting.is_unclear:
        found.append(Hindrance.UNCLEAR)
    return tuple(found)


def doubts(acting: Representation, facts: Facts, today: date) -> tuple[Doubt, ...]:
    known = facts["har_vaerge"]
    answered = isinstance(known, Fact)
    found = []
    if answered and _has_guardian(facts) and acting.acting in (Acting.SELF, Acting.ASSISTED):
        found.append(Doubt.HAS_GUARDIAN)
    if answered and not _has_guardian(facts) and acting.acting is Acting.GUARDIAN:
        found.append(Doubt.NO_GUARDIAN)
    if acting.by_another and acting.expires is not None and 0 <= (acting.expires - today).days <= _SOON:
        found.append(Doubt.EXPIRES_SOON)
    return tuple(found)


def _has_guardian(facts: Facts) -> bool:
    known = facts["har_vaerge"]
    return isinstance(known, Fact) and known.value is True
