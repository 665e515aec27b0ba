"""Benefits granted and paid by all authorities, as the benefits index has them (SF1491, SF1492)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.citizen.model.coded import Coded
from app.cpr import CprNumber


class Sector(StrEnum):
    """Whose benefits: an authority searches within its own sector, so each is a call of its own."""

    MUNICIPAL = "municipal"
    UDBETALING_DANMARK = "udbetaling_danmark"


@dataclass(frozen=True, slots=True)
class Payment:
    """`net` is after tax and ATP where the index says so; `status` is the paying system's own words."""

    day: date
    gross: Decimal
    net: Decimal | None
    start: date
    end: date | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Grant:
    """A benefit granted. `amount` per `frequency` from the payment plan; None where the plan holds none."""

    id: str
    name: str
    title: str | None
    kle: Coded
    start: date
    end: date | None
    recipient: CprNumber | None
    amount: Decimal | None
    frequency: str | None
    in_arrears: bool | None
    owner: str
    department: str | None
    system: str | None
    sensitivity: str | None
    case_number: str | None
    payments: tuple[Payment, ...]


@dataclass(frozen=True, slots=True)
class GrantList:
    """`verified` is False for a reply whose form no contract in hand could check (SF1492)."""

    sector: Sector
    grants: tuple[Grant, ...]
    verified: bool
