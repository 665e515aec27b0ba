"""The addresses of SF1520: current, former, abroad and for contact."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from adapters.registers.cpr.codes import authority
from adapters.registers.cpr.fields import Fields
from app.citizen.model.coded import Coded
from app.citizen.model.person import Address, AddressKey, ContactAddress, Emigration, FormerAddress
from app.citizen.port import FailureKind, RegisterError

_CODE_DIGITS: Final = 4
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DISTRICTS: Final = (
    "byfornyelsesdistrikt",
    "evakueringsdistrikt",
    "kirkedistrikt",
    "skoledistrikt",
    "befolkningsdistrikt",
    "socialdistrikt",
    "sognedistrikt",
    "valgdistrikt",
    "varmedistrikt",
)


def current_address(row: Fields) -> Address | None:
    key = _key(row)
    if key is None:
        return None
    return Address(
        key=key,
        road_name=row.text("vejnavn") or row.text("vejadresseringsnavn"),
        postal_code=row.text("postnummer"),
        postal_district=row.text("postdistrikt"),
        locality=row.text("lokalitet"),
        city=row.text("bynavn"),
        co_name=row.text("conavn"),
        addressing_name=row.text("adresseringsnavn"),
        standard=row.text("standardadresse"),
        building_number=row.text("bygningsnummer"),
        moved_in=row.register_date("tilflytningsdato"),
        lines=row.lines("adr{}-supladr"),
        districts=_districts(row.inner("distrikter")),
        address_id=_address_id(row.text("AdresseUUID")),
    )


def former_address(row: Fields) -> FormerAddress | None:
    """`mark` is retFortrydMarkering: K for corrected, A for undone, Æ for a technical change."""
    key = _key(row)
    if key is None:
        return None
    return FormerAddress(
        key=key,
        road_name=row.text("vejnavn"),
        postal_code=row.text("postnummer"),
        postal_district=row.text("postdistrikt"),
        moved_in=row.register_date("tilflytningsdato"),
        moved_out=row.register_date("fraflytningsdato"),
        mark=row.text("retFortrydMarkering"),
    )


def emigration(row: Fields) -> Emigration | None:
    """`udrejselandekodeMyndighedsnavn` is left alone: the contract says the service fills it with a stub."""
    code = row.code("udrejselandekode", _CODE_DIGITS)
    day, lines = row.register_date("udrejsedato"), row.lines("udlandsadresse{}")
    if code is None and day is None and not lines:
        return None
    return Emigration(country=authority(code or ""), day=day, lines=lines)


def contact_address(row: Fields) -> ContactAddress | None:
    lines = row.lines("kontaktAdr{}")
    return ContactAddress(lines, start=row.day("startdato"), end=row.day("slettedato")) if lines else None


def _key(row: Fields) -> AddressKey | None:
    """None without municipality and road: the emigrated, the dead and those with a number for tax only."""
    municipality, road = row.code("kommunekode", _CODE_DIGITS), row.code("vejkode", _CODE_DIGITS)
    if municipality is None or road is None:
        return None
    return AddressKey(
        municipality=municipality,
        road=road,
        house=row.unpadded("husnummer"),
        floor=row.unpadded("etage"),
        door=row.unpadded("sidedoer"),
    )


def _districts(row: Fields) -> tuple[tuple[str, Coded], ...]:
    found = [
        (name, Coded(row.text(f"{name}Kode") or "", row.text(name)))
        for name in _DISTRICTS
        if row.text(f"{name}Kode") or row.text(name)
    ]
    various = [
        (f"diversedistrikt {part.text('distriktType') or ''}".strip(), part) for part in row.parts("diversedistrikter")
    ]
    found += [(name, Coded(part.text("distriktKode") or "", part.text("distrikt"))) for name, part in various]
    return tuple(found)


def _address_id(text: str | None) -> UUID | None:
    if text is None:
        return None
    if _UUID.fullmatch(text) is None:
        raise RegisterError(FailureKind.MALFORMED, "field AdresseUUID")
    return UUID(text)
