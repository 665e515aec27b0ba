"""The named people: hand-written lives from the data files, dated relative to the reference date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from adapters.training import homes
from adapters.training.calendar import about, relative
from adapters.training.draws import Stream, fingerprint
from adapters.training.identifiers import ADDRESS, BUILDING, HOUSE_NUMBER, UNIT, seal
from adapters.training.moves import elsewhere, no_fixed_address
from adapters.training.names import addressing
from adapters.training.numbers import NumberPool, not_new_year
from adapters.training.people import Citizen, CustodyRow, Guardian, Home, Protected, Stay
from adapters.training.resources import load

_STREAM = 51
_HEATING = {"1": ("1", None, "90"), "2": ("2", "3", "2"), "5": ("5", "1", "90")}

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Birth:
    cpr: str
    day: date


class Cast:
    """`citizens` by CPR number; `keys` by CPR number, `numbers` by key; `entries` are the raw data by key."""

    def __init__(self, seed: int, reference: date, pool: NumberPool) -> None:
        self._seed = seed
        self._reference = reference
        self.entries: dict[str, Entry] = {**load("cast_families"), **load("cast_others")}
        self.homes: dict[str, Home] = {
            key: _home(seed, number, entry) for number, (key, entry) in enumerate(load("cast_homes").items())
        }
        self._births = {key: self._birth(key, entry, pool) for key, entry in self.entries.items()}
        self.numbers = {key: birth.cpr for key, birth in self._births.items()}
        self.keys = {number: key for key, number in self.numbers.items()}
        self.citizens = {self.numbers[key]: self._citizen(key, entry) for key, entry in self.entries.items()}

    def is_here(self, citizen: Citizen) -> bool:
        """Whether the extract holds the person: lives here, or was last registered here."""
        last = citizen.address or (citizen.former[0] if citizen.former else None)
        return last is not None and last.municipality == homes.CODE

    def _birth(self, key: str, entry: Entry, pool: NumberPool) -> _Birth:
        born = about(entry["born"], self._reference, salt=entry["name"].split("|")[2])
        day = not_new_year(born.toordinal())
        return _Birth(
            pool.issue(Stream(self._seed, _STREAM, fingerprint(key)), day, entry["sex"]), date.fromordinal(day)
        )

    def _citizen(self, key: str, entry: Entry) -> Citizen:
        born = self._births[key].day
        first, middle, last = entry["name"].split("|")
        status, status_date = self._status(entry, born)
        civil, civil_date, spouse, former_spouses, separated = self._civil(key, born, status, status_date)
        stays = tuple(self._stay(line, entry, born) for line in entry["stays"])
        present = stays[0] if stays[0].end is None else None
        origin, immigrated, citizenship = self._origin(entry)
        earlier = entry.get("earlier_name")
        married = civil_date if civil == "G" else born
        digital = entry.get("digital_post", self._age(born) >= 15 and status in ("01", "03"))
        children = [other for other, data in self.entries.items() if key in (data.get("mother"), data.get("father"))]
        return Citizen(
            cpr=self.numbers[key],
            current=self.numbers[entry["current"]] if "current" in entry else None,
            status=status,
            status_date=status_date,
            born=born,
            sex=entry["sex"],
            first=first,
            middle=middle,
            last=last,
            addressing=addressing(first, middle, last),
            name_date=married if earlier else born,
            civil=civil,
            civil_date=civil_date,
            separated=separated,
            spouse=spouse,
            former_spouses=former_spouses,
            mother=self.numbers[entry["mother"]] if "mother" in entry else None,
            father=self.numbers[entry["father"]] if "father" in entry else None,
            children=tuple(
                self.numbers[child] for child in sorted(children, key=lambda child: self._births[child].day)
            ),
            custody=tuple(self._custody(line, born) for line in entry.get("custody", ())),
            address=present,
            former=stays if present is None else stays[1:],
            occupation=entry.get("occupation", ""),
            citizenship=citizenship,
            citizenship_date=born,
            birth_authority=origin or "0851",
            shared_residence=self._day(entry["shared_residence"], born) if "shared_residence" in entry else None,
            guardian=self._guardian(entry["guardian"]) if "guardian" in entry else None,
            protections=tuple(self._protection(line) for line in entry.get("protections", ())),
            digital_post=digital,
            nemsms=digital,
            emigrated=self._emigrated(entry["emigrated"], status_date) if "emigrated" in entry else None,
            immigrated=immigrated,
            disappeared=status_date if status == "70" else None,
            contact_lines=tuple(entry.get("contact", ())),
            earlier_names=((*earlier.split("|"), born, married),) if earlier else (),
        )

    def _day(self, text: str, born: date) -> date:
        return born if text == "birth" else about(text, self._reference)

    def _age(self, born: date) -> int:
        return (self._reference - born).days * 4 // 1461

    def _status(self, entry: Entry, born: date) -> tuple[str, date]:
        code, _, day = entry.get("status", "01").partition("|")
        if code == "03":
            return code, self._stay(entry["stays"][0], entry, born).start.date()
        return code, about(day, self._reference) if day else born

    def _civil(
        self, key: str, born: date, status: str, status_date: date
    ) -> tuple[str, date, str | None, tuple[tuple[str, date, date], ...], date | None]:
        """Civil status, its day, the spouse, former spouses and the day of separation, from either one's entry."""
        for word, how in (("married", "G"), ("divorced", "F"), ("widowed", "E")):
            for one, data in self.entries.items():
                if word not in data:
                    continue
                other, *texts = data[word].split("|")
                if key not in (one, other):
                    continue
                spouse = self.numbers[other if key == one else one]
                start, *rest = (about(text, self._reference) for text in texts)
                if how == "G":
                    return "G", start, spouse, (), rest[0] if rest else None
                civil, day = ("D", status_date) if status == "90" else (how, rest[0])
                return civil, day, None, ((spouse, start, rest[0]),), None
        return ("D", status_date, None, (), None) if status == "90" else ("U", born, None, (), None)

    def _stay(self, line: str, entry: Entry, born: date) -> Stay:
        where, *texts = line.split("|")
        days = [datetime.combine(self._day(text, born), time(9, 30)) for text in texts]
        start, end = days[0], days[1] if len(days) > 1 else None
        if where == "no_fixed":
            return no_fixed_address(start)
        if where.startswith("elsewhere "):
            return elsewhere(int(where.split()[1]), start, end)
        home = self.homes[where]
        co_name = entry.get("co_name", "") if end is None else ""
        return Stay(
            home.municipality, home.road_code, home.road_name, home.house, home.floor, home.door, home.postal_code,
            home.postal_district, home.locality, start, end, home.address_id, co_name,
        )  # fmt: skip

    def _origin(self, entry: Entry) -> tuple[str, tuple[str, date] | None, str]:
        """Place of birth, immigration, citizenship."""
        if "origin" not in entry:
            return "", None, entry.get("citizenship", "5100")
        country, day, *danish = entry["origin"].split("|")
        return "" if danish else country, (country, about(day, self._reference)), "5100" if danish else country

    def _custody(self, line: str, born: date) -> CustodyRow:
        kind, _, holder = line.partition("|")
        return CustodyRow(kind, born, None, self.numbers[holder] if holder else None)

    def _protection(self, line: str) -> Protected:
        kind, start, end = line.split("|")
        return Protected(kind, relative(start, self._reference), relative(end, self._reference))

    def _guardian(self, line: str) -> Guardian:
        kind, who, start, extent = line.split("|")
        name, *lines = who.split(";")
        return Guardian(
            kind=kind,
            cpr=self.numbers[who] if kind == "1" else None,
            name=name if kind == "2" else None,
            lines=tuple(lines),
            start=relative(start, self._reference),
            end=None,
            full=extent == "full",
        )

    def _emigrated(self, line: str, day: date) -> tuple[str, date, tuple[str, ...]]:
        country, *lines = line.split("|")
        return country, day, tuple(lines)


def _home(seed: int, number: int, entry: Entry) -> Home:
    road = next(road for road in homes.roads()["named"] if road.name == entry["road"])
    key = homes.named_home_key(number)
    known = "unit" in entry
    return Home(
        address_id=seal(seed, ADDRESS, key),
        house_number_id=seal(seed, HOUSE_NUMBER, key),
        municipality=homes.CODE,
        road_code=road.code,
        road_name=road.name,
        house=entry["house"],
        floor=entry.get("floor", ""),
        door=entry.get("door", ""),
        postal_code=road.postal_code,
        postal_district=road.district,
        locality=road.locality,
        unit_id=seal(seed, UNIT, key) if known else None,
        building_id=seal(seed, BUILDING, key) if known else None,
        bfe_number=8_900_000 + number,
        parcel=f"{number + 1}a",
        point=f"POINT ({640_000 + 31 * number}.5 {6_270_000 + 17 * number}.5)",
        unit=_unit(entry["unit"]) if known else (),
        building=_building(entry["building"], entry["unit"][2]) if known else (),
    )


def _unit(values: list[Any]) -> homes.Fields:
    use, kind, area, rooms, facilities, rented = values
    return homes.unit_fields(use, kind, area, rooms, rented=rented == "1", facilities=facilities)


def _building(values: list[Any], area: int) -> homes.Fields:
    use, built, dwellings, floors, heating = values
    installation, fuel, extra = _HEATING[heating]
    return (
        ("byg007Bygningsnummer", 1),
        ("byg021BygningensAnvendelse", use),
        ("byg026Opfoerelsesaar", built),
        ("byg027OmTilbygningsaar", None),
        ("byg032YdervaeggensMateriale", "1"),
        ("byg033Tagdaekningsmateriale", "5"),
        ("byg038SamletBygningsareal", area * dwellings),
        ("byg039BygningensSamledeBoligAreal", area * dwellings),
        ("byg041BebyggetAreal", area * dwellings // floors),
        ("byg054AntalEtager", floors),
        ("byg056Varmeinstallation", installation),
        ("byg057Opvarmningsmiddel", fuel),
        ("byg058SupplerendeVarme", extra),
    )
