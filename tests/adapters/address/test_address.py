"""Adressevælger: our client and the independent PyPI client against the simulator, over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import adressevaelger
import pytest

from adapters.registers.address import parse, simulator
from adapters.registers.address.client import Client
from adapters.training.municipality import Municipality
from adapters.training.wire import Request, Response
from adapters.transport import Transport
from app.citizen.model.dwelling import AddressHit
from app.citizen.port import AddressSearchQuery, FailureKind, RegisterError
from app.clock import SystemClock
from tests.adapters.bbr.hamlet import EMPTY, FLATS, VILLA, Loopback, call, loopback
from tests.adapters.mutants import fuzz

SAMPLE = Path(parse.__file__).with_name("samples") / "hits.json"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback(simulator.respond) as running:
        yield running


def search(server: Loopback, text: str, *, token: str = simulator.TOKEN) -> tuple[AddressHit, ...]:
    client = Client(Transport(clock=SystemClock()), base_url=server.url, token=token)
    return client.fetch(AddressSearchQuery(text), call())


def titles(server: Loopback, text: str) -> list[str]:
    return [hit.title for hit in search(server, text)]


def texts(server: Loopback) -> list[str]:
    return [request.query["tekst"][0] for request in server.seen]


def test_a_house_is_found_by_the_start_of_its_address(server: Loopback) -> None:
    (hit,) = search(server, "ærøvej 16")
    assert hit == AddressHit(
        "adresse", "Ærøvej 16A, Østerhavn, 9984 Fjordby", UUID(VILLA.address_id), UUID(VILLA.house_number_id)
    )
    assert texts(server) == ["ærøvej 16"]


def test_a_house_of_flats_opens_into_its_floors_and_doors(server: Loopback) -> None:
    found = search(server, "Havnegade 12")
    assert [hit.title.split(", ")[1] for hit in found] == ["st. tv", "st. th", "1. tv", "1. th"]
    assert [hit.address_id for hit in found] == [UUID(flat.address_id) for flat in FLATS]
    assert texts(server) == ["Havnegade 12", "Havnegade 12, 9984 Fjordby"]


def test_a_floor_narrows_the_search(server: Loopback) -> None:
    assert titles(server, "Havnegade 12, 1.") == [
        "Havnegade 12, 1. tv, 9984 Fjordby",
        "Havnegade 12, 1. th, 9984 Fjordby",
    ]
    assert titles(server, "Havnegade 12, 1. th, 9984 Fjordby") == ["Havnegade 12, 1. th, 9984 Fjordby"]


def test_streets_are_named_when_no_number_tells_them_apart(server: Loopback) -> None:
    found = search(server, "havne")
    assert {hit.kind for hit in found} == {"navngivenvejpostnummer"}
    assert [hit.title for hit in found] == ["Havnegade, 9984 Fjordby", "Havnevænget, 9984 Fjordby"]
    assert {hit.address_id for hit in found} == {None}


def test_the_town_at_the_end_is_dropped_when_it_stands_in_the_way(server: Loopback) -> None:
    assert titles(server, "Havnevænget 3 Fjordby") == ["Havnevænget 3, 9984 Fjordby"]
    assert texts(server) == ["Havnevænget 3 Fjordby", "Havnevænget 3"]


@pytest.mark.parametrize("text", ["Havnegade 99", "Havnegade 12 1. mf", "Xvej", "Havnegade 12 2 th"])
def test_what_is_not_there_is_not_found_by_asking_for_something_else(server: Loopback, text: str) -> None:
    assert search(server, text) == ()
    assert len(server.seen) == 1


def test_words_are_dropped_twice_at_most(server: Loopback) -> None:
    assert search(server, "Xvej Y By Nord Syd") == ()
    assert len(server.seen) == 3


@pytest.mark.parametrize("text", ["", " ", "h", ", "])
def test_one_letter_is_not_asked_for(server: Loopback, text: str) -> None:
    assert search(server, text) == ()
    assert server.seen == []


def test_a_house_that_will_not_open_is_shown_closed(server: Loopback) -> None:
    def strangers_inside(request: Request, town: Municipality) -> Response:
        inside = request.query["tekst"] == ["Havnegade 12, 9984 Fjordby"]
        return (simulator.impersonate if inside else simulator.respond)(request, town)

    server.answer = strangers_inside
    (hit,) = search(server, "Havnegade 12")
    assert (hit.kind, hit.address_id) == ("husnummer", None)


def test_failures(server: Loopback) -> None:
    def kind(answer: Response | None = None) -> FailureKind:
        if answer is not None:
            server.answer = lambda request, town: answer
        with pytest.raises(RegisterError) as caught:
            search(server, "Havnegade", token=simulator.TOKEN if answer else "wrong")
        return caught.value.kind

    assert kind() is FailureKind.DENIED
    assert kind(Response(400, "text/plain", b"tekst mangler")) is FailureKind.MALFORMED
    assert kind(Response(404, "text/plain", b"")) is FailureKind.UNAVAILABLE
    assert kind(Response(429, "text/plain", b"")) is FailureKind.UNAVAILABLE
    assert kind(Response(200, "application/json", b'{"status": "fejl", "fund": []}')) is FailureKind.MALFORMED


def test_the_sample_parses_with_every_kind_of_hit() -> None:
    found = parse.hits(SAMPLE.read_bytes())
    assert [hit.kind for hit in found] == ["adresse", "husnummer", "navngivenvejpostnummer", "vejnavn"]
    assert [hit.address_id is not None for hit in found] == [True, False, False, False]


def test_ten_thousand_mutants_never_crash() -> None:
    kinds = {entry["type"] for entry in json.loads(SAMPLE.read_bytes())["fund"]}

    def check(found: tuple[AddressHit, ...]) -> None:
        for hit in found:
            assert hit.title
            assert (hit.address_id is not None) == (hit.kind == "adresse")
            assert hit.kind not in kinds or (hit.house_number_id is None) or hit.kind in {"adresse", "husnummer"}

    fuzz([SAMPLE.read_bytes()], parse.hits, check)


def independent(server: Loopback) -> adressevaelger.Client:
    return adressevaelger.Client(base_url=server.url, max_retries=0, initial_backoff=0)


def test_the_independent_client_searches(server: Loopback) -> None:
    client = independent(server)
    flats = client.soeg_fonetisk(adressevaelger.Adressesoegning(tekst="Havnegade 12, 9984 Fjordby"))
    assert [hit.id for hit in flats] == [flat.address_id for flat in FLATS]
    assert {hit.husnummerId for hit in flats} == {FLATS[0].house_number_id}
    (house,) = client.soeg_fonetisk(adressevaelger.Adressesoegning(vejnavn="Havnegade", husnummer="12"))
    assert (house.type, house.vejnavn, house.husnummer) == ("husnummer", "Havnegade", "12")
    (only,) = client.soeg_fonetisk(adressevaelger.Husnummersoegning(tekst="Havnevænget 3"))
    assert only.id == EMPTY.house_number_id
    streets = client.soeg_fonetisk(adressevaelger.Adressesoegning(tekst="havne", maksimum=1))
    assert [(s.type, s.antal_husnumre, s.postnr) for s in streets] == [("navngivenvejpostnummer", 1, "9984")]
    assert client.soeg_fonetisk(adressevaelger.Adressesoegning(tekst="havne", kommunekode="0461")) == []
    assert client.soeg_fonetisk(adressevaelger.Adressesoegning(tekst="havne", postnummer="5000")) == []


def test_the_independent_client_looks_up_by_id(server: Loopback) -> None:
    client = independent(server)
    flat = client.adresse_id(FLATS[1].address_id)
    assert flat is not None
    assert (flat.id_lokalid, flat.adressebetegnelse) == (FLATS[1].address_id, "Havnegade 12, st. th, 9984 Fjordby")
    assert (flat.etagebetegnelse, flat.doerbetegnelse, flat.status) == ("st", "th", "3")
    house = client.husnummer_id(VILLA.house_number_id)
    assert house is not None
    assert house.adgangsadressebetegnelse == "Ærøvej 16A, Østerhavn, 9984 Fjordby"
    assert house.navngivenvejkommunedel is not None
    assert house.navngivenvejkommunedel.vejkode == VILLA.road_code
    assert house.adgangspunkt is not None
    assert house.adgangspunkt.koordinater is not None
    assert house.adgangspunkt.koordinater.x == pytest.approx(650001.33)
    assert client.adresse_id("0a3f50b8-9999-32b8-e044-0003ba298018") is None


def test_the_independent_client_is_told_why_it_is_refused(server: Loopback) -> None:
    with pytest.raises(adressevaelger.ApiError, match="tekst mangler"):
        independent(server).soeg_fonetisk(adressevaelger.Adressesoegning())


def test_an_impostor_looks_up_another_house(server: Loopback) -> None:
    server.answer = simulator.impersonate
    flat = independent(server).adresse_id(FLATS[1].address_id)
    assert flat is not None
    assert flat.id_lokalid != FLATS[1].address_id
