"""The rules of Datafordeleren that the simulator keeps, so that a client which breaks them fails in training."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.registers.bbr import simulator
from adapters.training.wire import Request, Response
from tests.adapters.bbr.hamlet import FLATS, VILLA, Hamlet

AT = 'virkningstid: "2026-11-20T10:00:00Z"'


def post(query: str, *, path: str = "/flexible/v1", api_key: str = simulator.API_KEY, **variables: Any) -> Response:
    body = json.dumps({"query": query, "variables": variables}).encode()
    return simulator.respond(Request("POST", path, {"apiKey": [api_key]}, {}, body), Hamlet())


def ask(query: str, *, path: str = "/flexible/v1", **variables: Any) -> Any:
    answer = json.loads(post(query, path=path, **variables).body)
    assert "errors" not in answer, answer
    return answer["data"]


def code(query: str, *, path: str = "/flexible/v1") -> str:
    answer = json.loads(post(query, path=path).body)
    assert answer["data"] is None
    return str(answer["errors"][0].get("extensions", {}).get("code"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"{{ a: DAR_Adresse({AT}) {{ nodes {{ status }} }} }}", "DAF-GQL-0008"),
        (f"{{ DAR_Adresse({AT}) {{ nodes {{ s: status }} }} }}", "DAF-GQL-0008"),
        ("{ DAR_Adresse { nodes { status } } }", "DAF-GQL-0009"),
        (f"{{ DAR_Adresse({AT}) {{ nodes {{ status }} }} BBR_Enhed({AT}) {{ nodes {{ status }} }} }}", "DAF-GQL-0010"),
        ("{ __schema { types { name } } }", "HC0046"),
        (f"{{ DAR_Adresse({AT}) {{ nodes {{ ejer }} }} }}", "None"),
        (f'{{ BBR_Enhed({AT} where: {{enh026EnhedensSamledeAreal: {{eq: "1"}}}}) {{ nodes {{ status }} }} }}', "None"),
        (f'{{ DAR_Adresse({AT} where: {{status: {{startsWith: "3"}}}}) {{ nodes {{ status }} }} }}', "None"),
        (f"query($x: String!) {{ DAR_Adresse({AT} where: {{status: {{eq: $x}}}}) {{ nodes {{ status }} }} }}", "None"),
        (f"{{ DAR_Adresse({AT}) {{ nodes {{ status ", "None"),
        ("nonsense", "None"),
    ],
)
def test_rules(query: str, expected: str) -> None:
    assert code(query) == expected


def test_an_unknown_key_is_refused() -> None:
    assert post(f"{{ DAR_Adresse({AT}) {{ nodes {{ status }} }} }}", api_key="other").status == 401


def test_the_entity_services_have_their_own_roots_and_no_relations() -> None:
    units = f"{{ BBR_Enhed({AT}) {{ nodes {{ status }} }} }}"
    assert ask(units, path="/BBR/v1")
    assert code(units, path="/DAR/v1") == "None"
    assert code(f"{{ DAR_Adresse({AT}) {{ nodes {{ AdresseHarEnhed {{ nodes {{ status }} }} }} }} }}", path="/DAR/v1")


def test_flexible_current_fixes_registreringstid() -> None:
    query = f'{{ DAR_Adresse({AT} registreringstid: "2026-11-20T10:00:00Z") {{ nodes {{ status }} }} }}'
    assert ask(query, path="/flexible/v1")
    assert code(query, path="/flexibleCurrent/v1") == "None"


def test_pages_follow_an_opaque_cursor_to_the_last() -> None:
    query = (
        f"query($after: String) {{ DAR_Adresse(first: 4 after: $after {AT})"
        " { pageInfo { hasNextPage endCursor } nodes { id_lokalId } } }"
    )
    first = ask(query)["DAR_Adresse"]
    second = ask(query, after=first["pageInfo"]["endCursor"])["DAR_Adresse"]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    ids = [node["id_lokalId"] for page in (first, second) for node in page["nodes"]]
    assert ids == [home.address_id for home in Hamlet().homes()]


def test_an_address_can_be_asked_for_by_its_text() -> None:
    text = "Havnegade 12, 1. tv, 9984 Fjordby"
    found = ask(f'{{ DAR_Adresse({AT} where: {{adressebetegnelse: {{eq: "{text}"}}}}) {{ nodes {{ id_lokalId }} }} }}')
    assert found["DAR_Adresse"]["nodes"] == [{"id_lokalId": FLATS[2].address_id}]


def test_a_house_of_flats_is_one_building_with_all_its_units() -> None:
    found = ask(
        f'{{ BBR_Bygning({AT} where: {{id_lokalId: {{eq: "{FLATS[0].building_id}"}}}}) {{ nodes {{'
        ' byg404Koordinat { wkt crs } liggerIBygning(where: {status: {eq: "6"}}) { nodes { id_lokalId } } } } }'
    )
    (building,) = found["BBR_Bygning"]["nodes"]
    assert building["byg404Koordinat"] == {"wkt": VILLA.point, "crs": 25832}
    assert [u["id_lokalId"] for u in building["liggerIBygning"]["nodes"]] == [f.unit_id for f in FLATS]
