"""A few made-up homes whose dwellings BBR must get right, and a loopback server for the simulators that serve them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from time import monotonic
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from adapters.training.municipality import Municipality
from adapters.training.people import Home
from adapters.training.wire import Request, Response
from app.citizen.port import Call

VILLA = Home(
    address_id="0a3f50b8-1000-32b8-e044-0003ba298018",
    house_number_id="0a3f507b-1000-32b8-e044-0003ba298018",
    municipality="0999",
    road_code="0412",
    road_name="Ærøvej",
    house="16A",
    floor="",
    door="",
    postal_code="9984",
    postal_district="Fjordby",
    locality="Østerhavn",
    unit_id="c0b216a2-1000-4695-814f-a9babb0e474e",
    building_id="f207466c-1000-4de6-a727-53c38d22faaf",
    bfe_number=9_000_001,
    parcel="6hh",
    point="POINT (650001.33 6280001.35)",
    unit=(
        ("enh020EnhedensAnvendelse", "120"),
        ("enh023Boligtype", "1"),
        ("enh024KondemneretBoligenhed", "0"),
        ("enh026EnhedensSamledeAreal", 173),
        ("enh027ArealTilBeboelse", 165),
        ("enh028ArealTilErhverv", 0),
        ("enh031AntalVaerelser", 5),
        ("enh032Toiletforhold", "T"),
        ("enh033Badeforhold", "V"),
        ("enh034Koekkenforhold", "E"),
        ("enh035Energiforsyning", None),
        ("enh045Udlejningsforhold", "2"),
        ("enh065AntalVandskylledeToiletter", 3),
    ),
    building=(
        ("byg007Bygningsnummer", 1),
        ("byg021BygningensAnvendelse", "120"),
        ("byg026Opfoerelsesaar", 1967),
        ("byg032YdervaeggensMateriale", "1"),
        ("byg033Tagdaekningsmateriale", "5"),
        ("byg038SamletBygningsareal", 173),
        ("byg056Varmeinstallation", "2"),
        ("byg057Opvarmningsmiddel", "7"),
        ("byg058SupplerendeVarme", "77"),
    ),
)
_FLAT = replace(
    VILLA,
    road_code="0500",
    road_name="Havnegade",
    house="12",
    locality="",
    house_number_id="0a3f507b-2000-32b8-e044-0003ba298018",
    building_id="f207466c-2000-4de6-a727-53c38d22faaf",
    bfe_number=9_000_002,
    parcel="12ab",
)
FLATS = tuple(
    replace(
        _FLAT,
        address_id=f"0a3f50b8-200{n}-32b8-e044-0003ba298018",
        unit_id=f"c0b216a2-200{n}-4695-814f-a9babb0e474e",
        floor=floor,
        door=door,
    )
    for n, (floor, door) in enumerate((("st", "tv"), ("st", "th"), ("1", "tv"), ("1", "th")))
)
EMPTY = replace(
    VILLA,
    address_id="0a3f50b8-3000-32b8-e044-0003ba298018",
    house_number_id="0a3f507b-3000-32b8-e044-0003ba298018",
    road_name="Havnevænget",
    house="3",
    locality="",
    unit_id=None,
    building_id=None,
    bfe_number=9_000_003,
)


class Hamlet(Municipality):
    """Homes alone, nobody in them: nothing of Fjordby is made for it."""

    def __init__(self) -> None:
        self.reference = date(2026, 11, 20)
        self._homes = {home.address_id: home for home in (VILLA, *FLATS, EMPTY)}

    def home(self, address_id: str) -> Home | None:
        return self._homes.get(address_id)

    def homes(self) -> Iterator[Home]:
        return iter(self._homes.values())


Answerer = Callable[[Request, Municipality], Response]


@dataclass
class Loopback:
    """`answer` may be changed while the server runs; `seen` are the requests in order."""

    url: str
    answer: Answerer
    seen: list[Request] = field(default_factory=list)


@contextmanager
def loopback(answer: Answerer) -> Iterator[Loopback]:
    town = Hamlet()
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    running = Loopback(f"http://127.0.0.1:{server.server_port}", answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, unquote(parts.path), parse_qs(parts.query), headers, body)
            running.seen.append(request)
            response = running.answer(request, town)
            self.send_response(response.status)
            self.send_header("Content-Type", response.content_type)
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server.RequestHandlerClass = Handler
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def call(seconds: float = 20.0) -> Call:
    return Call(deadline=monotonic() + seconds, user="test", transaction=UUID(int=7), cancelled=Event())
