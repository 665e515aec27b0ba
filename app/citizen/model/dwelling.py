"""A dwelling as BBR and DAR have it registered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.citizen.model.coded import Coded


@dataclass(frozen=True, slots=True)
class Unit:
    """BBR enhed: areas in m². A count BBR does not hold is None, never 0."""

    id: UUID
    use: Coded | None
    kind: Coded | None
    total_area: int | None
    living_area: int | None
    business_area: int | None
    rooms: int | None
    toilet: Coded | None
    bath: Coded | None
    kitchen: Coded | None
    condemned: Coded | None = None
    energy_supply: Coded | None = None
    rental: Coded | None = None
    area_source: Coded | None = None
    permit: Coded | None = None
    flush_toilets: int | None = None
    bathrooms: int | None = None


@dataclass(frozen=True, slots=True)
class Building:
    """BBR bygning. A construction year of 1000 means unknown and is given as None."""

    id: UUID
    number: int | None
    use: Coded | None
    built: int | None
    rebuilt: int | None
    total_area: int | None
    housing_area: int | None
    footprint: int | None
    floors: int | None
    walls: Coded | None
    roof: Coded | None
    heating: Coded | None
    heating_fuel: Coded | None
    extra_heating: Coded | None


@dataclass(frozen=True, slots=True)
class Dwelling:
    """One address. `units` are those in use (status opført); none of them means that BBR has no dwelling here.

    `building` holds the first unit's building, else the one the house number gives access to.
    """

    address_id: UUID
    designation: str
    status: Coded
    floor: str
    door: str
    municipality: str | None
    units: tuple[Unit, ...]
    building: Building | None
    other_buildings: tuple[Building, ...] = ()
    bfe_number: int | None = None
    parcel: str | None = None


@dataclass(frozen=True, slots=True)
class AddressHit:
    """One answer of Adressevælger. `kind` is its hit type; only an `adresse` has an id that BBR knows."""

    kind: str
    title: str
    address_id: UUID | None
    house_number_id: UUID | None = None
