"""The objects of BBR, DAR and Matriklen that follow from the made-up municipality's homes, and their relations."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5
from weakref import WeakKeyDictionary

from adapters.training.municipality import Municipality
from adapters.training.people import Home

Row = dict[str, Any]
HOME: Final = ""
"""The key under which a row keeps the home it was made of; no field has this name."""

_SINCE: Final = "2021-01-05T19:29:22.816433Z"
COMMON: Final = (
    "id_lokalId id_namespace status registreringFra registreringTil registreringsaktoer virkningFra virkningTil"
    " virkningsaktoer forretningshaendelse forretningsomraade forretningsproces datafordelerOpdateringstid"
)
FIELDS: Final = {
    "DAR_Adresse": "adressebetegnelse etagebetegnelse doerbetegnelse husnummer bygning doerpunkt",
    "DAR_Husnummer": "adgangsadressebetegnelse husnummertekst vejmidte adgangTilBygning jordstykke geoDanmarkBygning"
    " adgangspunkt navngivenVej postnummer supplerendeBynavn kommuneinddeling",
    "DAR_NavngivenVej": "vejnavn udtaltVejnavn vejadresseringsnavn administreresAfKommune",
    "DAR_NavngivenVejKommunedel": "vejkode kommune navngivenVej",
    "DAR_Postnummer": "postnr navn postnummerinddeling",
    "DAR_SupplerendeBynavn": "navn",
    "DAR_Adressepunkt": "position",
    "DAGI_Kommuneinddeling": "kommunekode navn",
    "MAT_Jordstykke": "matrikelnummer ejerlavLokalId samletFastEjendomLokalId",
    "MAT_SamletFastEjendom": "BFEnummer",
    "BBR_Enhed": "adresseIdentificerer bygning etage opgang kommunekode enh020EnhedensAnvendelse enh023Boligtype"
    " enh024KondemneretBoligenhed enh026EnhedensSamledeAreal enh027ArealTilBeboelse enh028ArealTilErhverv"
    " enh030KildeTilEnhedensArealer enh031AntalVaerelser enh032Toiletforhold enh033Badeforhold"
    " enh034Koekkenforhold enh035Energiforsyning enh045Udlejningsforhold enh048GodkendtTomBolig"
    " enh051Varmeinstallation enh052Opvarmningsmiddel enh053SupplerendeVarme"
    " enh060EnhedensAndelFaellesAdgangsareal enh063AntalVaerelserTilErhverv enh065AntalVandskylledeToiletter"
    " enh066AntalBadevaerelser enh068FlexboligTilladelsesart enh070AabenAltanTagterrasseAreal enh071AdresseFunktion",
    "BBR_Bygning": "husnummer grund jordstykke kommunekode byg007Bygningsnummer byg021BygningensAnvendelse"
    " byg026Opfoerelsesaar byg027OmTilbygningsaar byg030Vandforsyning byg031Afloebsforhold"
    " byg032YdervaeggensMateriale byg033Tagdaekningsmateriale byg038SamletBygningsareal"
    " byg039BygningensSamledeBoligAreal byg040BygningensSamledeErhvervsAreal byg041BebyggetAreal byg054AntalEtager"
    " byg056Varmeinstallation byg057Opvarmningsmiddel byg058SupplerendeVarme byg070Fredning byg404Koordinat",
}
INDEXED: Final = {
    "DAR_Adresse": "id_lokalId adressebetegnelse husnummer etagebetegnelse doerbetegnelse status bygning",
    "DAR_Husnummer": "id_lokalId husnummertekst adgangTilBygning jordstykke postnummer vejmidte status navngivenVej",
    "MAT_Jordstykke": "id_lokalId matrikelnummer ejerlavLokalId samletFastEjendomLokalId status",
    "MAT_SamletFastEjendom": "id_lokalId status",
    "BBR_Enhed": "id_lokalId adresseIdentificerer bygning etage opgang kommunekode status enh020EnhedensAnvendelse"
    " enh023Boligtype",
    "BBR_Bygning": "id_lokalId husnummer grund jordstykke kommunekode status byg021BygningensAnvendelse",
}
"""The fields a `where` may name; also the root fields there are."""

RELATIONS: Final = {
    "DAR_Adresse": {"AdresseHarEnhed": ("BBR_Enhed", True), "adresseHarHusnummer": ("DAR_Husnummer", False)},
    "DAR_Husnummer": {
        "husnummerHoererTilNavngivenVej": ("DAR_NavngivenVej", False),
        "husnummerHoererTilIPostnummer": ("DAR_Postnummer", False),
        "husnummerHoererTilSupplerendeBynavn": ("DAR_SupplerendeBynavn", False),
        "husnummerLiggerIKommuneinddeling": ("DAGI_Kommuneinddeling", False),
        "HusnummerHarAdgangspunkt": ("DAR_Adressepunkt", False),
        "husnummerErPlaceretPaaJordstykke": ("MAT_Jordstykke", True),
    },
    "DAR_NavngivenVej": {"navngivenVejBestaarAfNavngivenVejKommunedel": ("DAR_NavngivenVejKommunedel", True)},
    "MAT_Jordstykke": {
        "jordstykkeSamlesISamletFastEjendom": ("MAT_SamletFastEjendom", True),
        "id_lokalId_18_Bygning_jordstykke_ref": ("BBR_Bygning", True),
    },
    "BBR_Bygning": {"liggerIBygning": ("BBR_Enhed", True)},
}
"""Whether a relation gives many is the second half."""

POINTS: Final = ("position", "byg404Koordinat")


def related(town: Municipality, kind: str, target: str, home: Home) -> Iterator[Row]:
    """The objects of `target` on the other side of a relation. A parcel of Fjordby holds one building's homes only."""
    homes = [home]
    if kind == "BBR_Bygning":
        homes = _indexed_homes(town, "bygning", [home.building_id or ""])
    return (row for h in homes for row in objects(target, h))


_BY_KEY: Final = {
    ("DAR_Adresse", "husnummer"): "husnummer",
    ("DAR_Husnummer", "id_lokalId"): "husnummer",
    ("BBR_Enhed", "bygning"): "bygning",
    ("BBR_Bygning", "id_lokalId"): "bygning",
    ("BBR_Bygning", "jordstykke"): "jordstykke",
    ("MAT_Jordstykke", "id_lokalId"): "jordstykke",
    ("MAT_SamletFastEjendom", "id_lokalId"): "ejendom",
}
_Index = dict[str, dict[str, list[str]]]
_indexes: WeakKeyDictionary[Municipality, _Index] = WeakKeyDictionary()
_making = threading.Lock()


def _index(town: Municipality) -> _Index:
    """Address ids by house number, building, parcel and property; made when first needed."""
    with _making:
        if town not in _indexes:
            made: _Index = {"husnummer": {}, "bygning": {}, "jordstykke": {}, "ejendom": {}}
            for home in town.homes():
                made["husnummer"].setdefault(home.house_number_id, []).append(home.address_id)
                made["jordstykke"].setdefault(_parcel(home), []).append(home.address_id)
                made["ejendom"].setdefault(str(home.bfe_number), []).append(home.address_id)
                for building in _buildings(home):
                    made["bygning"].setdefault(building["id_lokalId"], []).append(home.address_id)
            _indexes[town] = made
        return _indexes[town]


def _indexed_homes(town: Municipality, key: str, values: list[str]) -> list[Home]:
    index = _index(town)[key]
    return _homes(town, [address for value in values for address in index.get(value, [])])


def _homes(town: Municipality, address_ids: list[str]) -> list[Home]:
    return [home for address in address_ids if (home := town.home(address)) is not None]


def homes_matching(town: Municipality, kind: str, wanted: dict[str, list[str]]) -> Iterable[Home]:
    """The homes whose rows may match: straight from a key where one is filtered, else all."""
    for name, values in wanted.items():
        if name == "adresseIdentificerer" or (kind == "DAR_Adresse" and name == "id_lokalId"):
            return _homes(town, values)
        if (kind, name) in _BY_KEY:
            return _indexed_homes(town, _BY_KEY[kind, name], values)
    return town.homes()


def objects(kind: str, home: Home) -> list[Row]:
    """The home's objects of one kind. Every real unit has a closed forerunner, as BBR keeps them."""
    if kind == "BBR_Enhed":
        return _units(home)
    if kind == "BBR_Bygning":
        return _buildings(home)
    road = str(uuid5(NAMESPACE_URL, f"{home.municipality}{home.road_code}"))
    place = f"{home.postal_code} {home.postal_district}"
    rooms = " ".join(part for part in (f"{home.floor}." if home.floor else "", home.door) if part)
    street = f"{home.road_name} {home.house}"
    values: dict[str, Row] = {
        "DAR_Adresse": {
            "id_lokalId": home.address_id,
            "adressebetegnelse": ", ".join(part for part in (street, rooms, home.locality, place) if part),
            "etagebetegnelse": home.floor,
            "doerbetegnelse": home.door,
            "husnummer": home.house_number_id,
        },
        "DAR_Husnummer": {
            "id_lokalId": home.house_number_id,
            "adgangsadressebetegnelse": ", ".join(part for part in (street, home.locality, place) if part),
            "husnummertekst": home.house,
            "vejmidte": f"{home.municipality}-{home.road_code}",
            "adgangTilBygning": home.building_id,
            "jordstykke": _parcel(home),
            "navngivenVej": road,
            "postnummer": str(uuid5(NAMESPACE_URL, home.postal_code)),
            "adgangspunkt": home.house_number_id,
        },
        "DAR_NavngivenVej": {
            "id_lokalId": road,
            "vejnavn": home.road_name,
            "udtaltVejnavn": home.road_name,
            "vejadresseringsnavn": home.road_name,
            "administreresAfKommune": home.municipality,
        },
        "DAR_NavngivenVejKommunedel": {
            "id_lokalId": str(uuid5(NAMESPACE_URL, f"{road} kommunedel")),
            "vejkode": home.road_code,
            "kommune": home.municipality,
            "navngivenVej": road,
        },
        "DAR_Postnummer": {
            "id_lokalId": str(uuid5(NAMESPACE_URL, home.postal_code)),
            "postnr": home.postal_code,
            "navn": home.postal_district,
        },
        "DAR_SupplerendeBynavn": {
            "id_lokalId": str(uuid5(NAMESPACE_URL, f"{home.postal_code} {home.locality}")),
            "navn": home.locality,
        },
        "DAR_Adressepunkt": {"id_lokalId": home.house_number_id, "position": home.point},
        "DAGI_Kommuneinddeling": {"id_lokalId": f"38{home.municipality}", "kommunekode": home.municipality},
        "MAT_Jordstykke": {
            "id_lokalId": _parcel(home),
            "matrikelnummer": home.parcel,
            "ejerlavLokalId": "99901",
            "samletFastEjendomLokalId": str(home.bfe_number),
        },
        "MAT_SamletFastEjendom": {"id_lokalId": str(home.bfe_number), "BFEnummer": home.bfe_number},
    }
    if kind == "DAR_SupplerendeBynavn" and not home.locality:
        return []
    return [_row(home, "3" if kind.startswith("DAR") else "Gældende", values[kind])]


def _row(home: Home, status: str, values: Row) -> Row:
    times = {"registreringFra": _SINCE, "virkningFra": _SINCE, "datafordelerOpdateringstid": _SINCE}
    return {HOME: home, "status": status, **times, **values}


def _parcel(home: Home) -> str:
    return str(uuid5(NAMESPACE_URL, f"{home.bfe_number} {home.parcel}").int % 10_000_000)


def _units(home: Home) -> list[Row]:
    if home.unit_id is None:
        return []
    place = {
        "adresseIdentificerer": home.address_id,
        "bygning": home.building_id,
        "kommunekode": home.municipality,
    }
    closed = {"id_lokalId": str(uuid5(NAMESPACE_URL, f"{home.unit_id} afsluttet"))}
    return [
        _row(home, "9", {**place, **closed}),
        _row(home, "6", {**place, **dict(home.unit), "id_lokalId": home.unit_id}),
    ]


def _buildings(home: Home) -> list[Row]:
    """The building, and a garage of unknown year beside a house with one dwelling."""
    if home.building_id is None:
        return []
    place = {
        "husnummer": home.house_number_id,
        "jordstykke": _parcel(home),
        "kommunekode": home.municipality,
        "byg404Koordinat": home.point,
    }
    garage = {
        "id_lokalId": str(uuid5(NAMESPACE_URL, f"{home.building_id} garage")),
        "byg007Bygningsnummer": 2,
        "byg021BygningensAnvendelse": "910",
        "byg026Opfoerelsesaar": 1000,
        "byg041BebyggetAreal": 28,
    }
    building = _row(
        home, "6", {**place, "byg007Bygningsnummer": 1, **dict(home.building), "id_lokalId": home.building_id}
    )
    return [building] if home.floor else [building, _row(home, "6", {**place, **garage})]
