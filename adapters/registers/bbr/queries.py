"""The GraphQL documents, as Datafordeleren allows them: no alias, one root field, `virkningstid`, paged.

The flexible service joins the registers from the address; the entity services answer one entity at a time. Both
ask for the same fields, so that one parser reads both. `flexibleCurrent` fixes registreringstid and takes none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

UNITS_HERE: Final = "AdresseHarEnhed"
HOUSE_NUMBER: Final = "adresseHarHusnummer"
MUNICIPALITY: Final = "husnummerLiggerIKommuneinddeling"
PARCELS: Final = "husnummerErPlaceretPaaJordstykke"
PROPERTIES: Final = "jordstykkeSamlesISamletFastEjendom"
BUILDINGS_HERE: Final = "id_lokalId_18_Bygning_jordstykke_ref"

_ADDRESS: Final = "id_lokalId adressebetegnelse etagebetegnelse doerbetegnelse status husnummer"
_HOUSE: Final = "id_lokalId vejmidte adgangTilBygning jordstykke"
_UNIT: Final = (
    "id_lokalId status adresseIdentificerer bygning enh020EnhedensAnvendelse enh023Boligtype"
    " enh024KondemneretBoligenhed enh026EnhedensSamledeAreal enh027ArealTilBeboelse enh028ArealTilErhverv"
    " enh030KildeTilEnhedensArealer enh031AntalVaerelser enh032Toiletforhold enh033Badeforhold enh034Koekkenforhold"
    " enh035Energiforsyning enh045Udlejningsforhold enh065AntalVandskylledeToiletter enh066AntalBadevaerelser"
    " enh068FlexboligTilladelsesart"
)
_BUILDING: Final = (
    "id_lokalId status byg007Bygningsnummer byg021BygningensAnvendelse byg026Opfoerelsesaar byg027OmTilbygningsaar"
    " byg032YdervaeggensMateriale byg033Tagdaekningsmateriale byg038SamletBygningsareal"
    " byg039BygningensSamledeBoligAreal byg041BebyggetAreal byg054AntalEtager byg056Varmeinstallation"
    " byg057Opvarmningsmiddel byg058SupplerendeVarme"
)
_PARCEL: Final = "id_lokalId matrikelnummer"


@dataclass(frozen=True, slots=True)
class Entity:
    """One root field. `key` is the filter the ids go into; `status` limits to objects in use ("6", opført).

    `first` is the page size: the service counts a query's cost as page size times what is nested under it.
    """

    register: str
    root: str
    key: str
    selection: str
    status: str = ""
    first: int = 2


ADDRESS: Final = Entity("DAR", "DAR_Adresse", "id_lokalId", _ADDRESS)
HOUSE: Final = Entity("DAR", "DAR_Husnummer", "id_lokalId", _HOUSE)
UNITS: Final = Entity("BBR", "BBR_Enhed", "adresseIdentificerer", _UNIT, status="6", first=100)
BUILDINGS: Final = Entity("BBR", "BBR_Bygning", "id_lokalId", _BUILDING, status="6", first=100)
PARCEL_BUILDINGS: Final = Entity("BBR", "BBR_Bygning", "jordstykke", _BUILDING, status="6", first=100)
PARCEL: Final = Entity("MAT", "MAT_Jordstykke", "id_lokalId", f"{_PARCEL} samletFastEjendomLokalId")
PROPERTY: Final = Entity("MAT", "MAT_SamletFastEjendom", "id_lokalId", "BFEnummer")

_IN_USE: Final = 'where: {status: {eq: "6"}}'
_MORE: Final = "pageInfo { hasNextPage }"

DWELLING: Final = Entity(
    "flexible",
    "DAR_Adresse",
    "id_lokalId",
    f"""{_ADDRESS}
    {UNITS_HERE}(first: 20 {_IN_USE}) {{ {_MORE} nodes {{ {_UNIT} }} }}
    {HOUSE_NUMBER} {{
      {_HOUSE}
      {MUNICIPALITY} {{ kommunekode }}
      {PARCELS}(first: 5) {{ nodes {{
        {_PARCEL}
        {PROPERTIES}(first: 1) {{ nodes {{ BFEnummer }} }}
        {BUILDINGS_HERE}(first: 50 {_IN_USE}) {{ {_MORE} nodes {{ {_BUILDING} }} }}
      }} }}
    }}""",
)
"""The whole dwelling in one query: six joins, three deep, of the 17 and 7 that the service allows."""


def document(entity: Entity, *, bitemporal: bool) -> str:
    """The operation. Its variables are $ids [String!], $at DafDateTime and $after String."""
    times = "virkningstid: $at registreringstid: $at" if bitemporal else "virkningstid: $at"
    where = f"{entity.key}: {{in: $ids}}" + (f' status: {{eq: "{entity.status}"}}' if entity.status else "")
    return (
        f"query($ids: [String!]!, $at: DafDateTime!, $after: String) {{\n"
        f"  {entity.root}(first: {entity.first} after: $after {times} where: {{{where}}}) {{\n"
        f"    pageInfo {{ hasNextPage endCursor }}\n"
        f"    nodes {{ {entity.selection} }}\n"
        f"  }}\n"
        f"}}\n"
    )
