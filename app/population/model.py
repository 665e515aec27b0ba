"""What one person's CPR Direkte records give the search index."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.cpr import CprNumber


class RelationType(StrEnum):
    """Relations CPR has registered, now (records 012, 014, 015, 016) or before (029)."""

    SPOUSE = "spouse"
    FORMER_SPOUSE = "former_spouse"
    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    CUSTODY_HOLDER = "custody_holder"


@dataclass(frozen=True, slots=True)
class ExtractAddress:
    """Codes and numbers as `app.citizen.model.person.AddressKey` has them: no padding on house, floor and door."""

    municipality: str
    road: str
    house: str
    floor: str
    door: str
    road_name: str
    locality: str
    postal_code: str
    postal_district: str


@dataclass(frozen=True, slots=True)
class ExtractPerson:
    """`protected_until` is None with no protection in force or none ending; `protected` says whether there is one.

    `relations` are pairs of type and number. `current` is the number in force where this one is superseded.
    """

    cpr: CprNumber
    current: CprNumber | None
    status: int
    born: date | None
    name: str
    first: str
    middle: str
    last: str
    address: ExtractAddress | None
    protected: bool
    protected_until: date | None
    relations: tuple[tuple[RelationType, CprNumber], ...]
    earlier_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a result list: enough to tell people apart before anybody is opened, and no more.

    `address` is None for a protected or address-less person, and ends at the road by an extract of another day.
    `protected` counts whoever the municipality shields, too. `distinction` is set only where two hits share name and
    birth date: what sets this one apart (road, a child's birth year, civil status), never a protected address.
    `by_earlier_name` says that only a name they had before fits what was typed.
    """

    cpr: CprNumber
    name: str
    born: date | None
    address: str | None
    status: int
    protected: bool
    distinction: str | None = None
    by_earlier_name: bool = False


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody registered at a dwelling. Showing a protected one tells where they live: `name` may be held back.

    By an extract of another day everybody counts as protected."""

    cpr: CprNumber
    name: str | None = field(repr=False)
    born: date | None
    protected: bool
    status: int


def kept_back(resident: Resident) -> Resident:
    return replace(resident, name=None, protected=True)
