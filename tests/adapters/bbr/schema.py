"""The official SDLs of BBR, DAR and MAT as one schema, with the flexible service's relations of the public examples."""

from __future__ import annotations

from functools import cache

from graphql import (
    DefinitionNode,
    DocumentNode,
    FieldDefinitionNode,
    GraphQLSchema,
    NameNode,
    ObjectTypeDefinitionNode,
    build_ast_schema,
    extend_schema,
    parse,
)

from tests.contracts import CONTRACTS

FOLDER = CONTRACTS / "bbr-dar"

_RELATIONS = """
extend type DAR_Adresse {
  AdresseHarEnhed(first: Int after: String where: BBR_EnhedFilterInput): BBR_EnhedConnection
  adresseHarHusnummer: DAR_Husnummer
}
extend type DAR_Husnummer {
  husnummerHoererTilSupplerendeBynavn: DAR_SupplerendeBynavn
  husnummerHoererTilNavngivenVej: DAR_NavngivenVej
  husnummerHoererTilIPostnummer: DAR_Postnummer
  husnummerLiggerIKommuneinddeling: DAGI_Kommuneinddeling
  HusnummerHarAdgangspunkt: DAR_Adressepunkt
  husnummerErPlaceretPaaJordstykke(first: Int after: String where: MAT_JordstykkeFilterInput): MAT_JordstykkeConnection
}
extend type DAR_NavngivenVej {
  navngivenVejBestaarAfNavngivenVejKommunedel(first: Int after: String): DAR_NavngivenVejKommunedelConnection
}
extend type MAT_Jordstykke {
  jordstykkeSamlesISamletFastEjendom(first: Int after: String): MAT_SamletFastEjendomConnection
  id_lokalId_18_Bygning_jordstykke_ref(first: Int after: String where: BBR_BygningFilterInput): BBR_BygningConnection
}
extend type BBR_Bygning {
  liggerIBygning(first: Int after: String where: BBR_EnhedFilterInput): BBR_EnhedConnection
}
extend type Query { GEODKV_Bygning(
  first: Int registreringstid: DafDateTime virkningstid: DafDateTime where: GEODKV_BygningFilterInput
): GEODKV_BygningConnection }
type DAGI_Kommuneinddeling { id_lokalId: String kommunekode: String navn: String kommuneLiggerIRegion: DAGI_Region }
type DAGI_Region { regionskode: String navn: String }
input GEODKV_BygningFilterInput { id_lokalId: DafStringOperationFilterInput }
type GEODKV_Bygning { id_lokalId: String bygningstype: String status: String referererTil: BBR_Bygning }
type GEODKV_BygningConnection { nodes: [GEODKV_Bygning] }
"""


@cache
def entity_service(register: str) -> GraphQLSchema:
    return build_ast_schema(_sdl(register), assume_valid_sdl=True)


@cache
def flexible() -> GraphQLSchema:
    return _merged(current=False)


@cache
def flexible_current() -> GraphQLSchema:
    """The same with registreringstid fixed by the service: no root field takes it."""
    return _merged(current=True)


def _merged(*, current: bool) -> GraphQLSchema:
    """Types that stand in several SDLs once, and one Query of all their root fields."""
    definitions: dict[str, DefinitionNode] = {}
    roots: list[FieldDefinitionNode] = []
    for register in ("BBR", "DAR", "MAT"):
        for definition in _sdl(register).definitions:
            name = getattr(definition, "name", None)
            if isinstance(definition, ObjectTypeDefinitionNode) and definition.name.value == "Query":
                roots += definition.fields or ()
            else:
                definitions.setdefault(f"{definition.kind} {name.value if name else ''}", definition)
    if current:
        roots = [_without_registreringstid(root) for root in roots]
    query = ObjectTypeDefinitionNode(name=NameNode(value="Query"), fields=tuple(roots))
    merged = build_ast_schema(DocumentNode(definitions=(query, *definitions.values())), assume_valid_sdl=True)
    return extend_schema(merged, parse(_RELATIONS))


def _without_registreringstid(root: FieldDefinitionNode) -> FieldDefinitionNode:
    kept = tuple(a for a in root.arguments or () if a.name.value != "registreringstid")
    return FieldDefinitionNode(name=root.name, type=root.type, arguments=kept)


def _sdl(register: str) -> DocumentNode:
    return parse((FOLDER / f"{register}_V001.schema.graphql").read_text(encoding="utf-8"), no_location=True)
