"""What every section of the page needs to know besides its own facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.access.model import Purpose, Section
from app.citizen.model.person import Address, AddressKey
from app.cpr import CprNumber
from widgets import formats


@dataclass(frozen=True, slots=True)
class Context:
    """The citizen on the page, why, and what of a protected address may be painted now.

    `protected` counts as of today; `revealed` is set by the extra, traced step and falls with the next citizen.
    """

    citizen: CprNumber
    purpose: Purpose
    now: datetime
    today: date
    protected: bool = False
    revealed: bool = False

    @property
    def hides_address(self) -> bool:
        return self.protected and not self.revealed

    def opens(self, section: Section) -> bool:
        return self.purpose.opens(section)


def street_line(address: Address) -> str:
    """Ærøvej 12, 2. tv; the standard address where CPR has no road name."""
    if not address.road_name:
        return address.standard or ""
    return " ".join(filter(None, (address.road_name, house_text(address.key))))


def house_text(key: AddressKey) -> str:
    floor = f"{key.floor}." if key.floor.isdigit() else key.floor
    door = " ".join(filter(None, (floor, key.door)))
    return ", ".join(filter(None, (key.house.lstrip("0"), door)))


def address_lines(address: Address) -> Sequence[str]:
    """As on an envelope: c/o, road, locality, postal district."""
    name = address.co_name or ""
    care_of = name if not name or name.casefold().startswith("c/o") else f"c/o {name}"
    post = " ".join(filter(None, (address.postal_code, address.postal_district)))
    return tuple(filter(None, (care_of, street_line(address), address.locality, post)))


def source_line(source: str, as_of: datetime | None, now: datetime) -> str:
    """CPR · hentet kl. 14.02."""
    return source if as_of is None else f"{source} · {formats.fetched(as_of, now)}"
