"""The municipality that the servers serve, made while they already listen."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable

from adapters.registers.address import simulator as address
from adapters.registers.bbr import simulator as bbr
from adapters.training.municipality import Municipality
from adapters.training.wire import Request


class Town:
    """Made by a thread of its own where a function is given, which then also warms what is slow at first use."""

    def __init__(self, made: Municipality | Callable[[], Municipality]) -> None:
        self._town: Municipality | None = None
        self._settled = threading.Event()
        self._closed = False
        self._maker: threading.Thread | None = None
        if isinstance(made, Municipality):
            self._town = made
            self._settled.set()
        else:
            self._maker = threading.Thread(target=self._make, args=(made,), name="municipality", daemon=True)
            self._maker.start()

    def get(self) -> Municipality:
        """Waits until it is made. ConnectionAbortedError, which ends the request, if that will not be."""
        self._settled.wait()
        if self._town is None or self._closed:
            raise ConnectionAbortedError
        return self._town

    def release(self) -> None:
        """Nobody waits any longer, and nobody gets the municipality."""
        self._closed = True
        self._settled.set()

    def close(self) -> None:
        self.release()
        if self._maker is not None:
            self._maker.join()

    def _make(self, factory: Callable[[], Municipality]) -> None:
        try:
            self._town = factory()
        finally:
            self._settled.set()
        for warm in (_warm_address, _warm_bbr):
            if not self._closed:
                warm(self._town)


def _warm_address(town: Municipality) -> None:
    query = {"token": [address.TOKEN], "tekst": ["a"]}
    address.respond(Request("GET", "/adresser/soeg", query, {}, b""), town)


def _warm_bbr(town: Municipality) -> None:
    """Any look-up by another key than the address makes the index."""
    query = (
        'query($ids: [String!]!) { BBR_Bygning(virkningstid: "2026-01-01T00:00:00Z" where: {jordstykke: {in: $ids}})'
        " { nodes { id_lokalId } } }"
    )
    body = json.dumps({"query": query, "variables": {"ids": ["0"]}}).encode()
    bbr.respond(Request("POST", "/BBR/v1", {"apiKey": [bbr.API_KEY]}, {}, body), town)
