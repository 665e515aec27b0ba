"""The searches the extract may be asked, and why something typed is none of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from app.cpr import CprNumber


class Unlawful(StrEnum):
    NAME_ALONE = "name_alone"
    BIRTH_ALONE = "birth_alone"
    ROAD_ALONE = "road_alone"
    CPR_INCOMPLETE = "cpr_incomplete"
    CPR_NO_DATE = "cpr_no_date"
    CPR_SEVERAL = "cpr_several"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"


class Criterion(StrEnum):
    """By which kind of search somebody was found."""

    CPR = "cpr"
    NAME_AND_BIRTH = "name_birth"
    ADDRESS = "address"
    NAME_AND_ADDRESS = "name_address"
    CASE = "case"


class Missing(StrEnum):
    """What would make the search lawful; where there are several, any one of them."""

    NAME = "name"
    BIRTH = "birth"
    ADDRESS = "address"
    HOUSE_NUMBER = "house_number"
    CPR = "cpr"


@dataclass(frozen=True, slots=True)
class ByCpr:
    criterion: ClassVar = Criterion.CPR
    cpr: CprNumber


@dataclass(frozen=True, slots=True)
class ByNameAndBirth:
    """`words` are folded. Either `dates` or `years` is filled: several where a two-digit year fits both centuries."""

    criterion: ClassVar = Criterion.NAME_AND_BIRTH
    words: tuple[str, ...] = field(repr=False)
    dates: tuple[date, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ByAddress:
    """`house` in capitals (12A), `floor` and `door` in small letters (st, 2; tv, 12); empty where not typed.

    `otherwise` is the next lawful way to read the same text: only the extract knows which roads there are.
    """

    criterion: ClassVar = Criterion.ADDRESS
    road: str = field(repr=False)
    house: str = field(repr=False)
    floor: str = field(default="", repr=False)
    door: str = field(default="", repr=False)
    postal: str = ""
    otherwise: SearchQuery | None = None


@dataclass(frozen=True, slots=True)
class ByNameAndAddress:
    criterion: ClassVar = Criterion.NAME_AND_ADDRESS
    words: tuple[str, ...] = field(repr=False)
    address: ByAddress
    otherwise: SearchQuery | None = None


@dataclass(frozen=True, slots=True)
class ByCaseNumber:
    number: str


@dataclass(frozen=True, slots=True)
class NotLawful:
    reason: Unlawful
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Empty:
    pass


SearchQuery = ByCpr | ByNameAndBirth | ByAddress | ByNameAndAddress
Reading = SearchQuery | ByCaseNumber | NotLawful | Empty
