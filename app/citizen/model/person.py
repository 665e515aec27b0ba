"""A person as CPR has them registered (SF1520 PersonBaseDataExtended v5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from app.citizen.model.coded import Coded
from app.cpr import CprNumber


class PersonStatus(IntEnum):
    """CPR's own status codes."""

    RESIDENT = 1
    SPECIAL_ROAD = 3
    GREENLAND = 5
    GREENLAND_SPECIAL_ROAD = 7
    TAX_ONLY = 20
    ANNULLED = 30
    DOUBLE_NUMBER = 50
    CHANGED_NUMBER = 60
    DISAPPEARED = 70
    EMIGRATED = 80
    DEAD = 90

    @property
    def is_superseded(self) -> bool:
        """The person lives on under another number: follow `Person.current_cpr`."""
        return self in (PersonStatus.DOUBLE_NUMBER, PersonStatus.CHANGED_NUMBER)

    @property
    def is_active(self) -> bool:
        return self <= PersonStatus.GREENLAND_SPECIAL_ROAD


class CivilStatus(StrEnum):
    UNMARRIED = "U"
    MARRIED = "G"
    DIVORCED = "F"
    WIDOWED = "E"
    PARTNERSHIP = "P"
    PARTNERSHIP_ENDED = "O"
    SURVIVING_PARTNER = "L"
    DEAD = "D"


class ProtectionKind(StrEnum):
    NAME_AND_ADDRESS = "name_and_address"
    DIRECTORY = "directory"
    MARKETING = "marketing"


class RelationKind(StrEnum):
    SPOUSE = "spouse"
    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"


class CustodyHolder(IntEnum):
    """`foraeldremyndighedtype`: who holds custody of this person."""

    MOTHER = 3
    FATHER = 4
    OTHER_1 = 5
    OTHER_2 = 6


@dataclass(frozen=True, slots=True)
class RegisterDate:
    """A date that the register itself may mark as uncertain (`usikkerhedsmarkering`)."""

    day: date
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    addressing: str
    first: str | None = None
    middle: str | None = None
    last: str | None = None
    since: RegisterDate | None = None

    @property
    def full(self) -> str:
        """First, middle and last name as registered; the addressing name where CPR has no parts."""
        return " ".join(part for part in (self.first, self.middle, self.last) if part) or self.addressing


@dataclass(frozen=True, slots=True)
class Protection:
    kind: ProtectionKind
    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether it protects on `day`; one whose end date has come protects nobody (CPR-loven § 28)."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class AddressKey:
    """CPR's own key of a dwelling: codes with leading zeros, house number and door without padding."""

    municipality: str
    road: str
    house: str
    floor: str = ""
    door: str = ""

    @property
    def is_administrative(self) -> bool:
        """Roads 9900-9999 stand for having no fixed address, for whatever reason."""
        return self.road >= "9900"


@dataclass(frozen=True, slots=True)
class Address:
    """`address_id` is DAR's UUID, the door to BBR. `lines` are CPR's supplementary lines."""

    key: AddressKey
    road_name: str | None
    postal_code: str | None
    postal_district: str | None
    locality: str | None = None
    city: str | None = None
    co_name: str | None = None
    addressing_name: str | None = None
    standard: str | None = None
    building_number: str | None = None
    moved_in: RegisterDate | None = None
    lines: tuple[str, ...] = ()
    districts: tuple[tuple[str, Coded], ...] = ()
    address_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FormerAddress:
    """`mark` is CPR's correction mark; None for an ordinary row."""

    key: AddressKey
    road_name: str | None
    postal_code: str | None
    postal_district: str | None
    moved_in: RegisterDate | None
    moved_out: RegisterDate | None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Emigration:
    country: Coded
    day: RegisterDate | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactAddress:
    lines: tuple[str, ...]
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Guardianship:
    """`full` is None where CPR does not say whether it is full or partial (VærgemålType)."""

    start: RegisterDate
    end: date | None
    full: bool | None
    declared: bool | None
    guardian: CprNumber | None = None
    guardian_name: str | None = None
    lines: tuple[str, ...] = ()

    def covers(self, day: date) -> bool:
        return self.start.day <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Custody:
    """Custody *of* this person. For mother and father CPR gives the number through the parent relation."""

    holder: CustodyHolder
    start: RegisterDate | None
    end: date | None
    cpr: CprNumber | None = None

    def covers(self, day: date) -> bool:
        return self.end is None or day < self.end


@dataclass(frozen=True, slots=True)
class Relation:
    """A relative as CPR names them: by number, or by name and birth date where there is no number."""

    kind: RelationKind
    cpr: CprNumber | None = None
    name: str | None = None
    born: RegisterDate | None = None


@dataclass(frozen=True, slots=True)
class Note:
    number: int | None
    text: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """`cpr` is the number the answer is about, `current_cpr` the one now in force.

    `citizenship` and `birth_place` carry CPR's authority codes. `children_under_18` is CPR's own count, which
    leaves out inactive children.
    """

    cpr: CprNumber
    current_cpr: CprNumber | None
    name: Name | None
    born: RegisterDate | None
    sex: str | None
    status: PersonStatus | None
    status_since: RegisterDate | None
    civil: CivilStatus | None
    civil_since: RegisterDate | None
    separated_since: RegisterDate | None
    address: Address | None
    former_addresses: tuple[FormerAddress, ...]
    relations: tuple[Relation, ...]
    custody: tuple[Custody, ...]
    protections: tuple[Protection, ...]
    children_under_18: int
    separated: bool = False
    started: RegisterDate | None = None
    ended: RegisterDate | None = None
    occupation: str | None = None
    shared_residence: bool = False
    shared_residence_since: datetime | None = None
    citizenship: Coded | None = None
    citizenship_since: RegisterDate | None = None
    birth_place: Coded | None = None
    guardianship: Guardianship | None = None
    disappeared: RegisterDate | None = None
    emigration: Emigration | None = None
    contact_address: ContactAddress | None = None
    notes: tuple[Note, ...] = ()
    digital_post: bool | None = None
    nemsms: bool | None = None

    def is_protected(self, day: date) -> bool:
        """Name and address protection in force on `day`."""
        return any(p.kind is ProtectionKind.NAME_AND_ADDRESS and p.covers(day) for p in self.protections)

    @property
    def lacks_fixed_address(self) -> bool:
        """Registered without a fixed address; a threatened person looks just the same and must."""
        return self.status in (PersonStatus.SPECIAL_ROAD, PersonStatus.GREENLAND_SPECIAL_ROAD)
