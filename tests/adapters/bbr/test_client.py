"""The client over real HTTP against the simulator, well and ill."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

import pytest

from adapters.registers.bbr import simulator
from adapters.registers.bbr.client import Client
from adapters.registers.bbr.simulator import rows
from adapters.training.municipality import Municipality
from adapters.training.people import Home
from adapters.training.wire import Request, Response
from adapters.transport import Transport
from app.citizen.model.dwelling import Dwelling
from app.citizen.port import DwellingQuery, FailureKind, RegisterError
from app.clock import SystemClock
from tests.adapters.bbr.hamlet import EMPTY, FLATS, VILLA, Loopback, call, loopback


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback(simulator.respond) as running:
        yield running


def fetch(
    server: Loopback, home: Home | str, *, service: str = "flexible", api_key: str = simulator.API_KEY
) -> Dwelling:
    client = Client(Transport(clock=SystemClock()), base_url=server.url, api_key=api_key, service=service)
    address = home if isinstance(home, str) else home.address_id
    return client.fetch(DwellingQuery(UUID(address)), call())


def failure(server: Loopback, home: Home | str, **how: str) -> FailureKind:
    with pytest.raises(RegisterError) as caught:
        fetch(server, home, **how)
    return caught.value.kind


def paths(server: Loopback) -> list[str]:
    return [request.path for request in server.seen]


def entity_services_only(request: Request, town: Municipality) -> Response:
    if request.path.startswith("/flexible"):
        return Response(503, "text/plain", b"")
    return simulator.respond(request, town)


@pytest.mark.parametrize("service", ["flexible", "flexibleCurrent"])
@pytest.mark.parametrize("home", [VILLA, *FLATS], ids=lambda h: f"{h.road_name} {h.house} {h.floor} {h.door}")
def test_a_dwelling_in_one_query(server: Loopback, home: Home, service: str) -> None:
    found = fetch(server, home, service=service)
    assert paths(server) == [f"/{service}/v1"]
    assert server.seen[0].query == {"apiKey": [simulator.API_KEY]}
    assert (found.address_id, found.floor, found.door) == (UUID(home.address_id), home.floor, home.door)
    assert [str(u.id) for u in found.units] == [home.unit_id]
    assert found.building is not None
    assert str(found.building.id) == home.building_id
    assert len(found.other_buildings) == (0 if home.floor else 1)
    assert (found.municipality, found.bfe_number, found.parcel) == ("0999", home.bfe_number, home.parcel)


@pytest.mark.parametrize("home", [VILLA, FLATS[1], EMPTY], ids=lambda h: h.road_name)
def test_the_entity_services_say_the_same_when_the_flexible_one_fails(server: Loopback, home: Home) -> None:
    expected = fetch(server, home)
    server.seen.clear()
    server.answer = entity_services_only
    assert fetch(server, home) == expected
    assert paths(server)[:4] == ["/flexible/v1", "/DAR/v1", "/BBR/v1", "/DAR/v1"]
    assert {*paths(server)[1:]} == {"/DAR/v1", "/BBR/v1", "/MAT/v1"}


def test_an_address_without_a_unit_in_use_is_a_dwelling_without_units(server: Loopback) -> None:
    found = fetch(server, EMPTY)
    assert (found.units, found.building, found.other_buildings) == ((), None, ())
    assert found.designation == "Havnevænget 3, 9984 Fjordby"


def test_an_address_unknown_to_dar_is_not_found_and_nobody_else_is_asked(server: Loopback) -> None:
    assert failure(server, "0a3f50b8-9999-32b8-e044-0003ba298018") is FailureKind.NOT_FOUND
    assert paths(server) == ["/flexible/v1"]


def test_another_address_in_the_answer_is_refused_for_good(server: Loopback) -> None:
    server.answer = simulator.impersonate
    assert failure(server, VILLA) is FailureKind.WRONG_PERSON
    assert paths(server) == ["/flexible/v1"]


def test_the_entity_services_cannot_impersonate_either(server: Loopback) -> None:
    def impostor(request: Request, town: Municipality) -> Response:
        broken = request.path.startswith("/flexible")
        return Response(503, "text/plain", b"") if broken else simulator.impersonate(request, town)

    server.answer = impostor
    assert failure(server, VILLA) is FailureKind.WRONG_PERSON


def test_a_denial_is_final(server: Loopback) -> None:
    assert failure(server, VILLA, api_key="wrong") is FailureKind.DENIED
    server.answer = simulator.deny
    assert failure(server, VILLA) is FailureKind.DENIED
    assert paths(server) == ["/flexible/v1"] * 2


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (Response(503, "text/plain", b""), FailureKind.UNAVAILABLE),
        (Response(404, "text/plain", b""), FailureKind.UNAVAILABLE),
        (Response(200, "application/json", b"{"), FailureKind.MALFORMED),
        (Response(200, "application/json", b'{"data": {"DAR_Adresse": null}}'), FailureKind.MALFORMED),
        (Response(400, "application/json", b'{"errors": [{"message": "x"}]}'), FailureKind.MALFORMED),
    ],
    ids=["503", "404", "no json", "null", "400"],
)
def test_when_both_ways_fail_the_dwelling_fails(server: Loopback, response: Response, kind: FailureKind) -> None:
    server.answer = lambda request, town: response
    assert failure(server, VILLA) is kind
    assert paths(server) == ["/flexible/v1", "/DAR/v1"]


def test_every_page_is_read(server: Loopback) -> None:
    def small_pages(request: Request, town: Municipality) -> Response:
        """A service whose pages are smaller than what is asked for."""
        message = json.loads(request.body)
        query = message["query"].replace("first: 100", "first: 1").replace("_ref(first: 50", "_ref(first: 1")
        body = json.dumps({**message, "query": query}).encode()
        return simulator.respond(Request(request.method, request.path, request.query, request.headers, body), town)

    expected = fetch(server, VILLA)
    server.seen.clear()
    server.answer = small_pages
    assert fetch(server, VILLA) == expected
    assert len(paths(server)) == 3, "the address, and two pages of buildings"
    cursors = [json.loads(request.body)["variables"]["after"] for request in server.seen]
    assert cursors[:2] == [None, None]
    assert cursors[2]


def test_units_cut_off_by_the_page_are_asked_for_again(server: Loopback) -> None:
    def cut(request: Request, town: Municipality) -> Response:
        response = simulator.respond(request, town)
        answer = json.loads(response.body)
        for address in answer["data"].get("DAR_Adresse", {}).get("nodes", []):
            address["AdresseHarEnhed"] = {"pageInfo": {"hasNextPage": True}, "nodes": []}
        return Response(200, response.content_type, json.dumps(answer).encode())

    server.answer = cut
    assert [str(u.id) for u in fetch(server, VILLA).units] == [VILLA.unit_id]
    assert paths(server) == ["/flexible/v1"] * 2


def test_a_service_without_a_last_page_is_left(server: Loopback) -> None:
    def endless(request: Request, town: Municipality) -> Response:
        response = simulator.respond(request, town)
        answer = json.loads(response.body)
        for root in answer["data"].values():
            root["pageInfo"] |= {"hasNextPage": True, "endCursor": "x"}
        return Response(200, response.content_type, json.dumps(answer).encode())

    server.answer = endless
    assert failure(server, VILLA) is FailureKind.TOO_LARGE
    assert len(server.seen) <= 25


def test_a_building_off_the_parcel_is_found_by_its_id(server: Loopback) -> None:
    def off_the_parcel(request: Request, town: Municipality) -> Response:
        response = simulator.respond(request, town)
        answer = json.loads(response.body)
        for address in answer["data"].get("DAR_Adresse", {}).get("nodes", []):
            (parcel,) = address["adresseHarHusnummer"]["husnummerErPlaceretPaaJordstykke"]["nodes"]
            parcel["id_lokalId_18_Bygning_jordstykke_ref"]["nodes"] = []
        return Response(200, response.content_type, json.dumps(answer).encode())

    server.answer = off_the_parcel
    found = fetch(server, FLATS[2])
    assert found.building is not None
    assert str(found.building.id) == FLATS[2].building_id
    assert found.other_buildings == ()
    assert paths(server) == ["/flexible/v1"] * 2


def test_versions_are_configuration(server: Loopback) -> None:
    server.answer = entity_services_only
    client = Client(
        Transport(clock=SystemClock()),
        base_url=f"{server.url}/",
        api_key=simulator.API_KEY,
        service="flexibleCurrent",
        version="v2",
        register_versions={"DAR": "v3", "BBR": "v3", "MAT": "v2"},
    )
    assert client.fetch(DwellingQuery(UUID(VILLA.address_id)), call()).units
    assert {*paths(server)} == {"/flexibleCurrent/v2", "/DAR/v3", "/BBR/v3", "/MAT/v2"}


def test_only_units_in_use_are_asked_for(server: Loopback) -> None:
    """The simulator holds a closed unit beside each one in use, as BBR does; the query leaves it out."""
    assert [row["status"] for row in rows.objects("BBR_Enhed", VILLA)] == ["9", "6"]
    fetch(server, VILLA)
    assert 'AdresseHarEnhed(first: 20 where: {status: {eq: "6"}})' in json.loads(server.seen[0].body)["query"]
