"""GraphQL answers to a `Dwelling`. Pure; the entity services' answers come here in the flexible service's shape.

Everything that is not as the schema says is MALFORMED, and anything about another address is WRONG_PERSON: no
field is guessed. BBR writes an empty text and null alike for what it does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from adapters.registers.bbr import queries
from adapters.registers.bbr.codes import address_status, coded
from adapters.transport import parse_json
from app.citizen.model.coded import Coded
from app.citizen.model.dwelling import Building, Dwelling, Unit
from app.citizen.port import FailureKind, RegisterError

Node = dict[str, object]

_IN_FORCE: Final = "3"
_BUILT: Final = "6"
_UNKNOWN_YEAR: Final = 1000
_LONG: Final = 2**63
_CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DENIALS: Final = ("DAF-AUTH-", "AUTH_NOT_")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True, slots=True)
class Page:
    """`after` is the cursor of the next page, opaque; None on the last."""

    nodes: list[Node]
    after: str | None


def page(body: bytes, root: str) -> Page:
    """The root field's nodes. Any entry in `errors` is a failure, whatever stands beside it."""
    answer = _node(parse_json(body), "answer")
    if answer.get("errors"):
        raise _refusal(answer["errors"])
    connection = _node(_node(answer.get("data"), "data").get(root), root)
    info = _node(connection.get("pageInfo"), "pageInfo")
    nodes = _nodes(connection, root)
    if not _flag(info, "hasNextPage"):
        return Page(nodes, None)
    after = text(info, "endCursor")
    if after is None:
        raise _malformed("endCursor")
    return Page(nodes, after)


def _refusal(errors: object) -> RegisterError:
    """The first error that denies, else the first. Only its code may reach the log."""
    codes = []
    for error in errors if isinstance(errors, list) else [errors]:
        extensions = error.get("extensions") if isinstance(error, dict) else None
        code = extensions.get("code") if isinstance(extensions, dict) else None
        codes.append(code if isinstance(code, str) and _CODE.fullmatch(code) else "no code")
    for code in codes:
        if code.startswith(_DENIALS):
            return RegisterError(FailureKind.DENIED, code)
    return _malformed(f"errors: {codes[0] if codes else 'none'}")


def known_address(nodes: Sequence[Node]) -> Node:
    """The address among DAR's answers, the one in force where there are several."""
    if not nodes:
        raise RegisterError(FailureKind.NOT_FOUND, "DAR knows no such address")
    return next((node for node in nodes if text(node, "status") == _IN_FORCE), nodes[0])


def dwelling(address: Node, asked: UUID, elsewhere: Sequence[Node] = ()) -> Dwelling:
    """`elsewhere` holds the buildings that `absent_buildings` missed, as far as BBR has them in use."""
    if _id(address, "id_lokalId") != asked:
        raise RegisterError(FailureKind.WRONG_PERSON, "the answer names another address")
    house, grounds = _house(address), parcels(address)
    nodes = [n for ground in grounds for n in rows(ground, queries.BUILDINGS_HERE)] + list(elsewhere)
    buildings = {b.id: b for b in map(building, filter(_in_use, nodes))}
    main = next((buildings.pop(i) for i in _building_ids(address)[:1] if i in buildings), None)
    properties = [p for ground in grounds for p in rows(ground, queries.PROPERTIES)]
    return Dwelling(
        address_id=asked,
        designation=_required(address, "adressebetegnelse"),
        status=address_status(_required(address, "status")),
        floor=text(address, "etagebetegnelse") or "",
        door=text(address, "doerbetegnelse") or "",
        municipality=_municipality(house) if house else None,
        units=tuple(map(unit, _units(address))),
        building=main,
        other_buildings=tuple(sorted(buildings.values(), key=_by_number)),
        bfe_number=number(properties[0], "BFEnummer") if properties else None,
        parcel=text(grounds[0], "matrikelnummer") if grounds else None,
    )


def parcels(address: Node) -> list[Node]:
    house = _house(address)
    return rows(house, queries.PARCELS) if house else []


def absent_buildings(address: Node) -> list[str]:
    """Ids of buildings the dwelling is in that do not stand on its parcels: on foreign ground, across a boundary."""
    present = {_id(n, "id_lokalId") for ground in parcels(address) for n in rows(ground, queries.BUILDINGS_HERE)}
    return [str(i) for i in _building_ids(address) if i not in present]


def _building_ids(address: Node) -> list[UUID]:
    """The units' buildings in the units' order; without any, the one the house number gives access to."""
    named = [_optional_id(n, "bygning") for n in _units(address)]
    house = _house(address)
    if not any(named) and house is not None:
        named = [_optional_id(house, "adgangTilBygning")]
    return list(dict.fromkeys(i for i in named if i is not None))


def _units(address: Node) -> list[Node]:
    """The units in use, each once. BBR answers with closed ones too, and a unit says itself whose it is."""
    found: dict[UUID, Node] = {}
    for node in rows(address, queries.UNITS_HERE):
        if _id(node, "adresseIdentificerer") != _id(address, "id_lokalId"):
            raise RegisterError(FailureKind.WRONG_PERSON, "a unit of another address")
        if _in_use(node):
            found.setdefault(_id(node, "id_lokalId"), node)
    return list(found.values())


def _house(address: Node) -> Node | None:
    value = address.get(queries.HOUSE_NUMBER)
    if value is None:
        return None
    house = _node(value, queries.HOUSE_NUMBER)
    if _id(house, "id_lokalId") != _id(address, "husnummer"):
        raise RegisterError(FailureKind.WRONG_PERSON, "another house number")
    return house


def _municipality(house: Node) -> str | None:
    """The municipality code. The entity services give it as the first half of `vejmidte` ("0151-0613")."""
    division = house.get(queries.MUNICIPALITY)
    if division is not None:
        return text(_node(division, queries.MUNICIPALITY), "kommunekode")
    middle = text(house, "vejmidte")
    return middle.partition("-")[0] if middle else None


def _in_use(node: Node) -> bool:
    return _required(node, "status") == _BUILT


def _by_number(building: Building) -> tuple[bool, int, UUID]:
    return building.number is None, building.number or 0, building.id


def unit(node: Node) -> Unit:
    return Unit(
        id=_id(node, "id_lokalId"),
        use=_coded(node, "enh020EnhedensAnvendelse"),
        kind=_coded(node, "enh023Boligtype"),
        total_area=number(node, "enh026EnhedensSamledeAreal"),
        living_area=number(node, "enh027ArealTilBeboelse"),
        business_area=number(node, "enh028ArealTilErhverv"),
        rooms=number(node, "enh031AntalVaerelser"),
        toilet=_coded(node, "enh032Toiletforhold"),
        bath=_coded(node, "enh033Badeforhold"),
        kitchen=_coded(node, "enh034Koekkenforhold"),
        condemned=_coded(node, "enh024KondemneretBoligenhed"),
        energy_supply=_coded(node, "enh035Energiforsyning"),
        rental=_coded(node, "enh045Udlejningsforhold"),
        area_source=_coded(node, "enh030KildeTilEnhedensArealer"),
        permit=_coded(node, "enh068FlexboligTilladelsesart"),
        flush_toilets=number(node, "enh065AntalVandskylledeToiletter"),
        bathrooms=number(node, "enh066AntalBadevaerelser"),
    )


def building(node: Node) -> Building:
    return Building(
        id=_id(node, "id_lokalId"),
        number=number(node, "byg007Bygningsnummer"),
        use=_coded(node, "byg021BygningensAnvendelse"),
        built=_year(node, "byg026Opfoerelsesaar"),
        rebuilt=_year(node, "byg027OmTilbygningsaar"),
        total_area=number(node, "byg038SamletBygningsareal"),
        housing_area=number(node, "byg039BygningensSamledeBoligAreal"),
        footprint=number(node, "byg041BebyggetAreal"),
        floors=number(node, "byg054AntalEtager"),
        walls=_coded(node, "byg032YdervaeggensMateriale"),
        roof=_coded(node, "byg033Tagdaekningsmateriale"),
        heating=_coded(node, "byg056Varmeinstallation"),
        heating_fuel=_coded(node, "byg057Opvarmningsmiddel"),
        extra_heating=_coded(node, "byg058SupplerendeVarme"),
    )


def rows(node: Node, field: str) -> list[Node]:
    """The nodes of a nested connection; none where the relation is null."""
    connection = node.get(field)
    return [] if connection is None else _nodes(_node(connection, field), field)


def more(node: Node, field: str) -> bool:
    """Whether the nested connection was cut off by its page size."""
    connection = node.get(field)
    return connection is not None and _flag(_node(_node(connection, field).get("pageInfo"), "pageInfo"), "hasNextPage")


def text(node: Node, field: str) -> str | None:
    value = node.get(field)
    if value is None or isinstance(value, str):
        return value or None
    raise _malformed(field)


def number(node: Node, field: str) -> int | None:
    value = node.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _LONG:
        raise _malformed(field)
    return value


def _year(node: Node, field: str) -> int | None:
    """BBR writes 1000 for a year nobody knows, and 0 for a rebuilding that never was."""
    year = number(node, field)
    return year if year is not None and year > _UNKNOWN_YEAR else None


def _coded(node: Node, field: str) -> Coded | None:
    code = text(node, field)
    return coded(field, code) if code is not None else None


def _required(node: Node, field: str) -> str:
    value = text(node, field)
    if value is None:
        raise _malformed(field)
    return value


def _id(node: Node, field: str) -> UUID:
    value = _required(node, field)
    if not _UUID.fullmatch(value):
        raise _malformed(field)
    return UUID(value)


def _optional_id(node: Node, field: str) -> UUID | None:
    return None if text(node, field) is None else _id(node, field)


def _nodes(connection: Node, field: str) -> list[Node]:
    nodes = connection.get("nodes")
    if not isinstance(nodes, list):
        raise _malformed(field)
    return [_node(n, field) for n in nodes]


def _node(value: object, field: str) -> Node:
    if not isinstance(value, dict):
        raise _malformed(field)
    return value


def _flag(node: Node, field: str) -> bool:
    value = node.get(field)
    if not isinstance(value, bool):
        raise _malformed(field)
    return value


def _malformed(field: str) -> RegisterError:
    return RegisterError(FailureKind.MALFORMED, field)
