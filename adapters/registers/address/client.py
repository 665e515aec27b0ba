"""Asks Adressevælger as one types."""

from __future__ import annotations

from itertools import chain
from typing import Final

from adapters.registers.address import MANIFEST, MOST_DROPS, MOST_EXPANDED
from adapters.registers.address.parse import hits
from adapters.transport import Outgoing, Transport
from app.citizen.model.dwelling import AddressHit
from app.citizen.port import AddressSearchQuery, Call, FailureKind, RegisterError

_SHORTEST: Final = 2
_PAGE: Final = "20"
_DOORS: Final = frozenset({"tv", "mf", "th"})


class Client:
    def __init__(self, transport: Transport, *, base_url: str, token: str) -> None:
        self._transport = transport
        self._url = f"{base_url.rstrip('/')}/adresser/soeg"
        self._token = token

    def fetch(self, query: AddressSearchQuery, call: Call) -> tuple[AddressHit, ...]:
        """The service's hits in its own order; no hit is an empty answer. A text of one letter is not asked for."""
        words = query.text.replace(",", " ").split()
        if len(" ".join(words)) < _SHORTEST:
            return ()
        found = self._search(" ".join(words), call)
        for _ in range(MOST_DROPS):
            if found or len(words) == 1 or not _may_be_a_town(words.pop()):
                break
            found = self._search(" ".join(words), call)
        houses = [hit for hit in found if hit.kind == "husnummer"]
        if not 0 < len(houses) <= MOST_EXPANDED:
            return found
        return tuple(chain.from_iterable(self._addresses(h, call) if h.kind == "husnummer" else (h,) for h in found))

    def _addresses(self, house: AddressHit, call: Call) -> tuple[AddressHit, ...]:
        """The floors and doors behind one house number, which a search for its title lists; else the house itself."""
        found = self._search(house.title, call)
        return tuple(hit for hit in found if hit.house_number_id == house.house_number_id and hit.address_id) or (
            house,
        )

    def _search(self, text: str, call: Call) -> tuple[AddressHit, ...]:
        incoming = self._transport.send(
            Outgoing(
                method="GET",
                url=self._url,
                headers={"Accept": "application/json"},
                query=(("tekst", text), ("maksimum", _PAGE), ("token", self._token)),
            ),
            call,
            MANIFEST.timeouts,
        )
        if incoming.status != 200:
            kind = FailureKind.MALFORMED if incoming.status == 400 else FailureKind.UNAVAILABLE
            raise RegisterError(kind, f"status {incoming.status}")
        return hits(incoming.body)


def _may_be_a_town(word: str) -> bool:
    """Numbers and doors narrow a search down; dropping them would answer another question."""
    return word.isalpha() and word.lower() not in _DOORS
