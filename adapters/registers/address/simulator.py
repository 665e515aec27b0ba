"""Adressevælger over the made-up municipality: search for addresses and house numbers, and look-up by id.

As the real service it collapses the addresses of one house number into one hit until its full title is searched
for, and finds nothing where a town's name stands without its postcode.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5
from weakref import WeakKeyDictionary

from adapters.training.municipality import CODE, Municipality
from adapters.training.people import Home
from adapters.training.wire import Request, Response

TOKEN: Final = "adressevaelger123"  # noqa: S105 - the token that the real service publishes for everybody

_SINCE: Final = "2021-01-05T19:29:22.816433Z"
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class _House:
    """One house number. `place` are the words after it: locality, postcode, town. `rooms`: (floor, door, address)."""

    id: str
    road: str
    number: str
    locality: str
    postal_code: str
    district: str
    rooms: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        return ", ".join(part for part in (f"{self.road} {self.number}", *self._tail()) if part)

    @property
    def place(self) -> list[str]:
        return _words(" ".join(self._tail()))

    def _tail(self) -> tuple[str, str]:
        return self.locality, f"{self.postal_code} {self.district}"

    def address(self, floor: str, door: str) -> str:
        room = " ".join(part for part in (f"{floor}." if floor else "", door) if part)
        return ", ".join(part for part in (f"{self.road} {self.number}", room, *self._tail()) if part)


_Index = dict[str, dict[str, _House]]
_indexes: WeakKeyDictionary[Municipality, _Index] = WeakKeyDictionary()
_making = threading.Lock()

_Hit = dict[str, str | int]


def respond(request: Request, town: Municipality) -> Response:
    return _answer(request, town, impostor=False)


def deny(request: Request, town: Municipality) -> Response:  # noqa: ARG001 - the simulators' common form
    return _json({"status": "fejl", "beskrivelse": "Ugyldigt token", "fund": []}, status=401)


def impersonate(request: Request, town: Municipality) -> Response:
    """Other addresses than those searched for, or another than the one looked up."""
    return _answer(request, town, impostor=True)


def _answer(request: Request, town: Municipality, *, impostor: bool) -> Response:
    query = {name: values[0] for name, values in request.query.items() if values}
    if query.get("token") != TOKEN:
        return deny(request, town)
    kind, _, what = request.path.rstrip("/").rpartition("/")
    kind = kind.rpartition("/")[2]
    if kind not in {"adresser", "husnumre"}:
        return Response(404, "text/plain", b"")
    if what != "soeg":
        return _look_up(town, kind, what, impostor=impostor)
    parts = (query.get(name, "") for name in ("tekst", "vejnavn", "husnummer", "etage", "doer"))
    words = _words(" ".join(parts))
    most = query.get("maksimum", "10")
    if not words or not most.isdigit():
        return Response(400, "text/plain; charset=utf-8", b"tekst mangler, eller maksimum er intet tal")
    found = _others(_index(town), words, kind) if impostor else _search(_index(town), words, kind)
    if "postnummer" in query:
        found = (hit for hit in found if f", {query['postnummer']} " in str(hit["titel"]))
    if query.get("kommunekode", CODE) != CODE:
        found = iter(())
    return _json({"status": "ok", "beskrivelse": "", "fund": list(islice(found, min(int(most), _MOST)))})


def _search(index: _Index, words: list[str], kind: str) -> Iterator[_Hit]:
    """As many words as name a road, then number, floor and door; or number, postcode and town."""
    for cut in range(len(words), 0, -1):
        roads = [road for road in index if road.startswith(" ".join(words[:cut]))]
        if roads:
            break
    else:
        return
    rest = words[cut:]
    if len(roads) > 1 and not rest:
        yield from (_road_hit(index[road]) for road in roads)
        return
    for road in roads:
        for house in sorted(index[road].values(), key=lambda h: (len(h.number), h.number)):
            yield from _of_house(house, rest, kind)


def _others(index: _Index, words: list[str], kind: str) -> Iterator[_Hit]:
    found = {hit["titel"] for hit in _search(index, words, kind)}
    houses = (house for road in index.values() for house in road.values())
    return islice((hit for h in houses for hit in _of_house(h, [], kind) if hit["titel"] not in found), 3)


def _of_house(house: _House, rest: list[str], kind: str) -> Iterator[_Hit]:
    number, more = rest[:1], rest[1:]
    if not house.number.lower().startswith("".join(number)) or (more and [house.number.lower()] != number):
        return
    whole = house.place[: len(more)] == more
    if kind == "husnumre" or (whole and len(house.rooms) > 1 and more != house.place):
        if whole:
            yield {"type": "husnummer", "id": house.id, "titel": house.title, **_street(house)}
        return
    for floor, door, address in house.rooms:
        if whole or [*_words(f"{floor} {door}"), *house.place][: len(more)] == more:
            yield {"type": "adresse", "id": address, "titel": house.address(floor, door), "husnummerId": house.id}


def _street(house: _House) -> _Hit:
    return {"vejnavn": house.road, "husnummer": house.number}


def _road_hit(houses: dict[str, _House]) -> _Hit:
    house = next(iter(houses.values()))
    return {
        "type": "navngivenvejpostnummer",
        "id": str(uuid5(NAMESPACE_URL, f"{house.road} {house.postal_code}")),
        "titel": f"{house.road}, {house.postal_code} {house.district}",
        "vejnavn": house.road,
        "postnr": house.postal_code,
        "postdistrikt": house.district,
        "antal_husnumre": len(houses),
    }


def _index(town: Municipality) -> _Index:
    """House numbers by road and postcode, made when first searched; the key is the road in small letters."""
    with _making:
        if town not in _indexes:
            made: _Index = {}
            for home in town.homes():
                road = made.setdefault(f"{' '.join(_words(home.road_name))}\t{home.postal_code}", {})
                house = road.setdefault(home.house_number_id, _house(home))
                house.rooms.append((home.floor, home.door, home.address_id))
            _indexes[town] = made
        return _indexes[town]


def _house(home: Home) -> _House:
    return _House(
        home.house_number_id, home.road_name, home.house, home.locality, home.postal_code, home.postal_district
    )


def _look_up(town: Municipality, kind: str, wanted: str, *, impostor: bool) -> Response:
    home = town.home(wanted.lower()) if kind == "adresser" else _home_of_house(town, wanted.lower())
    if home is not None and impostor:
        home = next(h for h in town.homes() if h.house_number_id != home.house_number_id)
    if home is None:
        return _json({"status": "ikke fundet"})
    house = _house_record(home)
    if kind == "husnumre":
        return _json({"status": "ok", "husnummer": house})
    address = {
        "id_lokalid": home.address_id,
        "adressebetegnelse": _house(home).address(home.floor, home.door),
        "etagebetegnelse": home.floor,
        "doerbetegnelse": home.door,
        **_TIMES,
        "husnummer": house,
    }
    return _json({"status": "ok", "adresse": address})


def _home_of_house(town: Municipality, house_id: str) -> Home | None:
    for road in _index(town).values():
        if house_id in road:
            return town.home(road[house_id].rooms[0][2])
    return None


def _house_record(home: Home) -> dict[str, Any]:
    x, y = (float(part) for part in home.point.strip("POINT ()").split())
    crs = {"type": "name", "properties": {"name": "EPSG:25832"}}
    return {
        "id_lokalid": home.house_number_id,
        "husnummertekst": home.house,
        "adgangsadressebetegnelse": _house(home).title,
        "vejnavn": home.road_name,
        **_TIMES,
        "adgangspunkt": {
            "id_lokalid": home.house_number_id,
            **_TIMES,
            "geometri": {"type": "Point", "crs": crs, "coordinates": [x, y]},
            "koordinater": {"x": x, "y": y},
        },
        "postnummer": {"postnr": home.postal_code, "navn": home.postal_district, **_TIMES},
        "navngivenvej": {"vejnavn": home.road_name, **_TIMES},
        "navngivenvejkommunedel": {"kommune": home.municipality, "vejkode": home.road_code, **_TIMES},
        "navngivenvejpostnummer": None,
        "supplerendebynavn": {"navn": home.locality, **_TIMES} if home.locality else None,
    }


_TIMES: Final = {"status": "3", "virkningfra": _SINCE, "registreringfra": _SINCE}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _json(value: dict[str, Any], *, status: int = 200) -> Response:
    return Response(status, "application/json; charset=utf-8", json.dumps(value, ensure_ascii=False).encode())
