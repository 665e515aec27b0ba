"""Our GraphQL, and the simulator's answers to it, against the official schemas."""

from __future__ import annotations

import json

import pytest
from graphql import (
    FieldNode,
    GraphQLSchema,
    OperationDefinitionNode,
    Visitor,
    execute_sync,
    parse,
    validate,
    visit,
)

from adapters.registers.bbr import queries, simulator
from adapters.registers.bbr.simulator import rows
from adapters.training.wire import Request
from tests.adapters.bbr import schema
from tests.adapters.bbr.hamlet import VILLA, Hamlet
from tests.contracts import needs_contracts

pytestmark = needs_contracts

ENTITIES = (
    queries.ADDRESS,
    queries.HOUSE,
    queries.UNITS,
    queries.BUILDINGS,
    queries.PARCEL_BUILDINGS,
    queries.PARCEL,
    queries.PROPERTY,
)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda e: f"{e.root}-{e.key}")
def test_entity_queries_are_valid_in_their_service_and_in_the_flexible_ones(entity: queries.Entity) -> None:
    document = queries.document(entity, bitemporal=True)
    assert validate(schema.entity_service(entity.register), parse(document)) == []
    assert validate(schema.flexible(), parse(document)) == []
    assert validate(schema.flexible_current(), parse(queries.document(entity, bitemporal=False))) == []


def test_the_dwelling_query_is_valid_in_both_flexible_services() -> None:
    assert validate(schema.flexible(), parse(queries.document(queries.DWELLING, bitemporal=True))) == []
    current = queries.document(queries.DWELLING, bitemporal=False)
    assert validate(schema.flexible_current(), parse(current)) == []
    assert validate(schema.flexible_current(), parse(queries.document(queries.DWELLING, bitemporal=True))) != []


@pytest.mark.parametrize("wrong", ["enh031AntalVarelser", "ejer", "status { x }"])
def test_the_merged_schema_refuses_what_the_service_has_not(wrong: str) -> None:
    document = queries.document(queries.DWELLING, bitemporal=True)
    assert validate(schema.flexible(), parse(document.replace("enh020EnhedensAnvendelse", wrong, 1))) != []


@pytest.mark.parametrize("example", ["01-dar-adresse-list", "02-adresse-med-bbr-enhed-husnummer-jordstykke"])
def test_the_merged_schema_takes_the_public_examples(example: str) -> None:
    content = json.loads((schema.FOLDER / f"{example}.json").read_text(encoding="utf-8"))
    assert _answers_truly(schema.flexible(), content["request"]["query"], {}, content["response"]["data"])


@pytest.mark.parametrize("entity", [*ENTITIES, queries.DWELLING], ids=lambda e: f"{e.register}-{e.root}-{e.key}")
@pytest.mark.parametrize("bitemporal", [True, False])
def test_the_rules_of_datafordeleren_hold(entity: queries.Entity, bitemporal: bool) -> None:
    document = parse(queries.document(entity, bitemporal=bitemporal))
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    (root,) = operation.selection_set.selections
    assert isinstance(root, FieldNode)
    arguments = {a.name.value for a in root.arguments or ()}
    assert {"virkningstid", "first", "after", "where"} <= arguments
    assert ("registreringstid" in arguments) is bitemporal
    aliases = []

    class Aliases(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            if node.alias:
                aliases.append(node)

    visit(document, Aliases())
    assert aliases == []


@pytest.mark.parametrize("entity", [*ENTITIES, queries.DWELLING], ids=lambda e: f"{e.register}-{e.root}-{e.key}")
def test_the_simulator_answers_as_the_schema_says(entity: queries.Entity) -> None:
    document = queries.document(entity, bitemporal=True)
    key = {"DAR_Husnummer": VILLA.house_number_id, "MAT_SamletFastEjendom": str(VILLA.bfe_number)}.get(
        entity.root, VILLA.address_id
    )
    if entity is queries.BUILDINGS:
        key = str(VILLA.building_id)
    if entity in {queries.PARCEL, queries.PARCEL_BUILDINGS}:
        key = rows.objects("DAR_Husnummer", VILLA)[0]["jordstykke"]
    variables: dict[str, object] = {"ids": [key], "at": "2026-11-20T10:00:00Z", "after": None}
    body = json.dumps({"query": document, "variables": variables}).encode()
    request = Request("POST", f"/{entity.register}/v1", {"apiKey": [simulator.API_KEY]}, {}, body)
    answer = json.loads(simulator.respond(request, Hamlet()).body)
    assert answer["data"][entity.root]["nodes"]
    valid = schema.flexible() if entity.register == "flexible" else schema.entity_service(entity.register)
    assert _answers_truly(valid, document, variables, answer["data"])


def test_the_simulator_knows_official_fields_and_filters_only() -> None:
    official = schema.flexible().type_map
    common = {name for name in rows.COMMON.split() if name != "id_lokalId"}
    for kind, fields in rows.FIELDS.items():
        if not kind.startswith("DAGI"):
            assert set(fields.split()) | common <= set(official[kind].fields), kind  # type: ignore[attr-defined]  # every kind is an object type
    for kind, filters in rows.INDEXED.items():
        assert set(filters.split()) <= set(official[f"{kind}FilterInput"].fields), kind  # type: ignore[attr-defined]  # every filter is an input type
    for kind, relations in rows.RELATIONS.items():
        assert set(relations) <= set(official[kind].fields), kind  # type: ignore[attr-defined]  # every kind is an object type


def _answers_truly(valid: GraphQLSchema, document: str, variables: dict[str, object], data: dict[str, object]) -> bool:
    """Whether a schema-true server holding `data` would answer the query with exactly `data`."""
    assert validate(valid, parse(document)) == []
    found = execute_sync(valid, parse(document), root_value=data, variable_values=variables)
    assert found.errors is None
    assert found.data == data
    return True
