"""The dwellings of Fjordby: where the n-th home of a kind lies, and what BBR holds on it.

A home is an int, kind and number within the kind; everything else follows from it. Roads lie in four postal
districts, 9984-9987, which no place in Denmark uses, and the coordinates in open sea.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from adapters.training.draws import Stream
from adapters.training.identifiers import ADDRESS, BUILDING, HOUSE_NUMBER, UNIT, seal
from adapters.training.people import Home
from adapters.training.resources import load

HOUSE, ROW, FLAT, FARM, STUDENT, NURSING = range(6)
KINDS = ("house", "row", "flat", "farm", "student", "nursing")
CODE = "0999"

_SPAN = 1 << 22
_FIRST_NAMED = 15 << 22
_STREAM = 21
_BUILDING_STREAM = 22

Fields = tuple[tuple[str, str | int | None], ...]


@dataclass(frozen=True, slots=True)
class Road:
    code: str
    name: str
    postal_code: str
    district: str
    locality: str


@dataclass(frozen=True, slots=True)
class Place:
    """An address without its ids. `building` is the home that stands for the whole building."""

    road: Road
    house: str
    floor: str
    door: str
    building: int


def home_key(kind: int, number: int) -> int:
    return kind * _SPAN + number


def kind_of(home: int) -> int:
    return home // _SPAN


def named_home_key(number: int) -> int:
    """The key that the ids of the named people's homes are made of."""
    return _FIRST_NAMED + number


def named_home_number(key: int) -> int | None:
    return key - _FIRST_NAMED if key >= _FIRST_NAMED else None


@cache
def roads() -> dict[str, tuple[Road, ...]]:
    """By kind of dwelling; "named" are those of the named people alone. Road codes follow the order of the file."""
    data = load("roads")
    districts: dict[str, str] = data["districts"]
    made: dict[str, tuple[Road, ...]] = {}
    code = 4
    for kind, lines in (*data["roads"].items(), ("named", data["named"]["roads"])):
        row = []
        for line in lines:
            name, postal_code, locality = line.split("|")
            row.append(Road(f"{code:04}", name, postal_code, districts[postal_code], locality))
            code += 12
        made[kind] = tuple(row)
    return made


@lru_cache(maxsize=1 << 16)
def place(home: int) -> Place:
    """Consecutive homes of a kind lie on different roads; no two share road, house, floor and door."""
    kind, number = divmod(home, _SPAN)
    of_kind = roads()[KINDS[kind]]
    number, road = divmod(number, len(of_kind))
    first = home - number * len(of_kind)
    if kind in (HOUSE, FARM):
        return Place(of_kind[road], f"{number + 1}{'A' if number % 17 == 5 else ''}", "", "", home)
    if kind == ROW:
        return Place(of_kind[road], str(number + 1), "", "", first + number // 6 * 6 * len(of_kind))
    doors, floors, names = _stairs(kind, road)
    building, flat = divmod(number, doors * floors)
    floor, door = divmod(flat, doors)
    return Place(
        of_kind[road],
        str(2 * building + 1) if kind == FLAT else str(building + 1),
        "st" if floor == 0 else str(floor),
        names[door],
        first + building * doors * floors * len(of_kind),
    )


def _stairs(kind: int, road: int) -> tuple[int, int, tuple[str, ...]]:
    """Doors on a floor, floors, and the doors' names."""
    if kind == FLAT:
        return (2, 4, ("tv", "th")) if road % 3 else (3, 5, ("tv", "mf", "th"))
    doors = 10 if kind == STUDENT else 15
    return doors, 4 if kind == STUDENT else 2, tuple(str(door + 1) for door in range(doors))


def make_home(seed: int, home: int) -> Home:
    """The whole record, BBR's raw codes included."""
    where = place(home)
    kind = home // _SPAN
    stream = Stream(seed, _STREAM, home)
    building = Stream(seed, _BUILDING_STREAM, where.building)
    unit = _UNITS[kind](stream)
    road = where.road
    return Home(
        address_id=address_id(seed, home),
        house_number_id=seal(seed, HOUSE_NUMBER, where.building if kind != ROW else home),
        municipality=CODE,
        road_code=road.code,
        road_name=road.name,
        house=where.house,
        floor=where.floor,
        door=where.door,
        postal_code=road.postal_code,
        postal_district=road.district,
        locality=road.locality,
        unit_id=seal(seed, UNIT, home),
        building_id=seal(seed, BUILDING, where.building),
        bfe_number=9_000_000 + _building_number(where.building),
        parcel=f"{1 + building.below(180)}{building.pick('abcdefghiklmn')}{building.pick('abcdefghiklmn')}",
        point=f"POINT ({650_000 + building.below(9_000)}.25 {6_280_000 + building.below(9_000)}.5)",
        unit=unit,
        building=_building(kind, building, dict(unit)),
    )


def _building_number(building: int) -> int:
    """Seven digits, different for every building."""
    return building % _SPAN * len(KINDS) + building // _SPAN


@lru_cache(maxsize=1 << 16)
def address_id(seed: int, home: int) -> str:
    return seal(seed, ADDRESS, home)


def unit_fields(
    use: str, kind: str, area: int, rooms: int, *, rented: bool, facilities: str = "TVE", baths: int = 1
) -> Fields:
    toilet, bath, kitchen = tuple(facilities)
    return (
        ("enh020EnhedensAnvendelse", use),
        ("enh023Boligtype", kind),
        ("enh024KondemneretBoligenhed", "0"),
        ("enh026EnhedensSamledeAreal", area),
        ("enh027ArealTilBeboelse", area),
        ("enh028ArealTilErhverv", 0),
        ("enh030KildeTilEnhedensArealer", "1" if use == "120" else "2"),
        ("enh031AntalVaerelser", rooms),
        ("enh032Toiletforhold", toilet),
        ("enh033Badeforhold", bath),
        ("enh034Koekkenforhold", kitchen),
        ("enh035Energiforsyning", "3"),
        ("enh045Udlejningsforhold", "1" if rented else "2"),
        ("enh065AntalVandskylledeToiletter", baths if toilet == "T" else 0),
        ("enh066AntalBadevaerelser", baths if bath == "V" else 0),
    )


def _house(stream: Stream) -> Fields:
    rooms = stream.between(4, 7)
    return unit_fields(
        "120", "1", rooms * 22 + stream.below(40) + 14, rooms, rented=stream.chance(90), baths=1 + rooms // 5
    )


def _row(stream: Stream) -> Fields:
    rooms = stream.between(3, 5)
    return unit_fields(
        "131", "1", rooms * 20 + stream.below(22) + 12, rooms, rented=stream.chance(620), baths=1 + rooms // 5
    )


def _flat(stream: Stream) -> Fields:
    rooms = stream.early((2, 3, 1, 4, 5))
    return unit_fields("140", "1", rooms * 19 + stream.below(18) + 16, rooms, rented=stream.chance(780))


def _farm(stream: Stream) -> Fields:
    rooms = stream.between(5, 9)
    return unit_fields("110", "1", rooms * 26 + stream.below(60), rooms, rented=stream.chance(120), baths=2)


def _student(stream: Stream) -> Fields:
    shared = stream.chance(400)
    return unit_fields(
        "150", "3" if shared else "1", 14 + stream.below(18), 1, rented=True, facilities="TVF" if shared else "TVE"
    )


def _nursing(stream: Stream) -> Fields:
    return unit_fields("160", "4", 28 + stream.below(16), 1, rented=True, facilities="TVG")


_UNITS = (_house, _row, _flat, _farm, _student, _nursing)
_USES = ("120", "131", "140", "110", "150", "160")


def _building(kind: int, stream: Stream, unit: dict[str, str | int | None]) -> Fields:
    area = unit["enh026EnhedensSamledeAreal"]
    dwellings, floors = ((1, 1), (6, 2), (10, 4), (1, 2), (40, 4), (30, 2))[kind]
    one = area if isinstance(area, int) and kind in (HOUSE, FARM) else (0, 92, 66, 0, 22, 38)[kind]
    total = one * dwellings
    built = stream.early((1968, 1975, 1955, 1938, 1982, 1996, 2007, 2016, 1920, 1896, 1877)) + stream.below(9)
    district_heating = kind != FARM and stream.chance(760)
    heat_pump = not district_heating and stream.chance(450)
    return (
        ("byg007Bygningsnummer", 1),
        ("byg021BygningensAnvendelse", _USES[kind]),
        ("byg026Opfoerelsesaar", 1000 if stream.chance(8) else built),
        ("byg027OmTilbygningsaar", built + 25 if built < 1985 and stream.chance(350) else None),
        (
            "byg032YdervaeggensMateriale",
            stream.early(("1", "6", "2", "5", "4")) if kind == FLAT else stream.early(("1", "5")),
        ),
        ("byg033Tagdaekningsmateriale", stream.early(("5", "3", "4", "1", "10", "6"))),
        ("byg038SamletBygningsareal", total),
        ("byg039BygningensSamledeBoligAreal", total),
        ("byg041BebyggetAreal", total // floors),
        ("byg054AntalEtager", floors),
        ("byg056Varmeinstallation", "1" if district_heating else "5" if heat_pump else "2"),
        ("byg057Opvarmningsmiddel", None if district_heating else "1" if heat_pump else stream.early(("7", "3", "6"))),
        ("byg058SupplerendeVarme", "2" if kind in (HOUSE, FARM) and stream.chance(300) else "90"),
    )
