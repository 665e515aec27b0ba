"""What the made-up municipality knows, as plain values in the registers' own codes.

CPR numbers are strings of ten digits; codes are the registers' codes, with leading zeros where they have them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Guardian:
    """`kind` is umyndiggorelseRelationType: "0" not in CPR, "1" by number, "2" by name and address."""

    kind: str
    cpr: str | None
    name: str | None
    lines: tuple[str, ...]
    start: date
    end: date | None
    full: bool


@dataclass(frozen=True, slots=True)
class Protected:
    """`kind` as in CPR record 004: "0001" name and address, "0002" directory, "0003" marketing."""

    kind: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """`kind`: "0003" mother, "0004" father, "0005" and "0006" others; `cpr` for the others only."""

    kind: str
    start: date
    end: date | None
    cpr: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """One address of DAR with its BBR unit. `unit_id` is None where BBR has no dwelling. BBR values are raw codes.

    `bbr` keys are BBR's own GraphQL field names (enh020EnhedensAnvendelse, byg026Opfoerelsesaar …); counts and
    areas are int, codes str.
    """

    address_id: str
    house_number_id: str
    municipality: str
    road_code: str
    road_name: str
    house: str
    floor: str
    door: str
    postal_code: str
    postal_district: str
    locality: str
    unit_id: str | None
    building_id: str | None
    bfe_number: int
    parcel: str
    point: str
    unit: tuple[tuple[str, str | int | None], ...]
    building: tuple[tuple[str, str | int | None], ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """A period at an address, in Danish local time without a zone. `address_id` is None outside the municipality."""

    municipality: str
    road_code: str
    road_name: str
    house: str
    floor: str
    door: str
    postal_code: str
    postal_district: str
    locality: str
    start: datetime
    end: datetime | None
    address_id: str | None
    co_name: str = ""


@dataclass(frozen=True, slots=True)
class Citizen:
    """One person. `spouse`, `mother`, `father` and `children` are CPR numbers; `former_spouses` with end dates.

    `current` is the number in force where this one is superseded (status "50", "60"). `address` is None for
    status 20 and above; a person without fixed address has one on a special road (vejkode 9900-9999).
    `earlier_names` are (first, middle, last, from, to), newest first.
    """

    cpr: str
    current: str | None
    status: str
    status_date: date
    born: date
    sex: str
    first: str
    middle: str
    last: str
    addressing: str
    name_date: date
    civil: str
    civil_date: date
    separated: date | None
    spouse: str | None
    former_spouses: tuple[tuple[str, date, date], ...]
    mother: str | None
    father: str | None
    children: tuple[str, ...]
    custody: tuple[CustodyRow, ...]
    address: Stay | None
    former: tuple[Stay, ...]
    occupation: str = ""
    citizenship: str = "5100"
    citizenship_date: date | None = None
    birth_authority: str = ""
    shared_residence: date | None = None
    guardian: Guardian | None = None
    protections: tuple[Protected, ...] = ()
    digital_post: bool = True
    nemsms: bool = True
    emigrated: tuple[str, date, tuple[str, ...]] | None = None
    immigrated: tuple[str, date] | None = None
    contact_lines: tuple[str, ...] = ()
    disappeared: date | None = None
    notes: tuple[str, ...] = ()
    earlier_names: tuple[tuple[str, str, str, date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One report to eIndkomst about one person. `fields` are (suffix of blanket 16001, value); `reversal` marks a
    T report, `correction` a later change with difference amounts in the same pay period. `month` is YYYYMM; a T
    report repeats the fields it takes back with the opposite sign."""

    payer: str
    month: str
    pay_start: date
    pay_end: date
    disposed: date
    type: str
    kind: str | None
    production_unit: str
    fields: tuple[tuple[str, Decimal], ...]
    reversal: bool = False
    correction: bool = False


@dataclass(frozen=True, slots=True)
class PaymentRow:
    day: date
    gross: Decimal
    net: Decimal
    start: date
    end: date
    status: str


@dataclass(frozen=True, slots=True)
class GrantRow:
    """`sector` "kommune" or "udk". `frequency` and `in_arrears` as the index words them."""

    id: str
    sector: str
    name: str
    title: str
    kle: str
    start: date
    end: date | None
    amount: Decimal
    frequency: str
    in_arrears: bool
    owner_cvr: str
    department: str
    system: str
    sensitivity: str
    case_number: str
    payments: tuple[PaymentRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """`content` is made on demand by `Municipality.document`; `hostile` marks the training's damaged PDF."""

    id: str
    title: str
    kind: str
    letter_date: date
    state: str
    file_name: str
    restricted: str | None = None
    hostile: bool = False


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A note (`text` set) or an attached document (`document` set)."""

    title: str
    at: datetime
    text: str | None
    document: str | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """`states` are (instant, OIO fremdrift), oldest first. `unit_id` and `unit` name the responsible department."""

    id: str
    number: str
    title: str
    description: str
    kle: str
    party: str
    unit_id: str
    unit: str
    sensitivity: str
    legal_basis: str
    opened: datetime
    states: tuple[tuple[datetime, str], ...]
    journal: tuple[JournalRow, ...]
    documents: tuple[DocumentRow, ...]
    restricted: str | None = None
