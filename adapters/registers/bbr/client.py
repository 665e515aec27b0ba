"""Asks Datafordeleren for one dwelling: the flexible service first, the entity services one by one when it fails."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC
from types import MappingProxyType
from typing import Final
from uuid import UUID

from adapters.registers.bbr import MANIFEST, parse, queries
from adapters.registers.bbr.parse import Node
from adapters.transport import Outgoing, Transport
from app.citizen.model.dwelling import Dwelling
from app.citizen.port import Call, DwellingQuery, FailureKind, RegisterError
from app.clock import Clock, SystemClock

_log = logging.getLogger(__name__)

_CURRENT: Final = "flexibleCurrent"
_SERVICE_TROUBLE: Final = frozenset({FailureKind.UNAVAILABLE, FailureKind.MALFORMED, FailureKind.TOO_LARGE})
"""What another service of Datafordeleren may do better. A refusal or a deadline is final."""

_MOST_PAGES: Final = 10
_MOST_IDS: Final = 100
"""DAF-GQL-0016: no more than a hundred values in one `in`."""

ENTITY_VERSIONS: Final[Mapping[str, str]] = MappingProxyType({"DAR": "v1", "BBR": "v1", "MAT": "v1"})


class Client:
    """`service` is "flexible" or "flexibleCurrent"; `register_versions` are the entity services' versions."""

    def __init__(
        self,
        transport: Transport,
        *,
        base_url: str,
        api_key: str,
        service: str = "flexible",
        version: str = "v1",
        register_versions: Mapping[str, str] = ENTITY_VERSIONS,
        clock: Clock | None = None,
    ) -> None:
        self._transport = transport
        self._base_url = base_url.rstrip("/")
        self._api_key = api_key
        self._service = service
        self._versions = {service: version, **register_versions}
        self._clock = clock or SystemClock()

    def fetch(self, query: DwellingQuery, call: Call) -> Dwelling:
        """NOT_FOUND for an address DAR does not know; an address without a unit in use is a dwelling without units."""
        try:
            return self._from_flexible(query.address_id, call)
        except RegisterError as error:
            if error.kind not in _SERVICE_TROUBLE:
                raise
            _log.warning("%s failed (%s); asking the entity services", self._service, error)
        return self._from_entities(query.address_id, call)

    def _from_flexible(self, asked: UUID, call: Call) -> Dwelling:
        address = parse.known_address(self._ask(queries.DWELLING, [str(asked)], call, service=self._service))
        if parse.more(address, queries.UNITS_HERE):
            units = self._ask(queries.UNITS, [str(asked)], call, service=self._service)
            address[queries.UNITS_HERE] = {"nodes": units}
        for parcel in parse.parcels(address):
            if parse.more(parcel, queries.BUILDINGS_HERE):
                ids = [parse.text(parcel, "id_lokalId")]
                buildings = self._ask(queries.PARCEL_BUILDINGS, ids, call, service=self._service)
                parcel[queries.BUILDINGS_HERE] = {"nodes": buildings}
        absent = parse.absent_buildings(address)
        elsewhere = self._ask(queries.BUILDINGS, absent, call, service=self._service)
        return parse.dwelling(address, asked, elsewhere)

    def _from_entities(self, asked: UUID, call: Call) -> Dwelling:
        """The same tree as the flexible service's, one answer hung on the other."""
        address = parse.known_address(self._ask(queries.ADDRESS, [str(asked)], call))
        address[queries.UNITS_HERE] = {"nodes": self._ask(queries.UNITS, [str(asked)], call)}
        houses = self._ask(queries.HOUSE, [parse.text(address, "husnummer")], call)
        for house in houses[:1]:
            address[queries.HOUSE_NUMBER] = house
            parcels = self._ask(queries.PARCEL, [parse.text(house, "jordstykke")], call)
            house[queries.PARCELS] = {"nodes": parcels}
            for parcel in parcels:
                properties = self._ask(queries.PROPERTY, [parse.text(parcel, "samletFastEjendomLokalId")], call)
                parcel[queries.PROPERTIES] = {"nodes": properties}
                buildings = self._ask(queries.PARCEL_BUILDINGS, [parse.text(parcel, "id_lokalId")], call)
                parcel[queries.BUILDINGS_HERE] = {"nodes": buildings}
        elsewhere = self._ask(queries.BUILDINGS, parse.absent_buildings(address), call)
        return parse.dwelling(address, asked, elsewhere)

    def _ask(
        self, entity: queries.Entity, ids: Sequence[str | None], call: Call, *, service: str | None = None
    ) -> list[Node]:
        """Every page of one root field, from the entity's own service unless another is named."""
        named = [i for i in ids if i is not None]
        if not named:
            return []
        if len(named) > _MOST_IDS:
            raise RegisterError(FailureKind.TOO_LARGE, "more ids than one query takes")
        nodes: list[Node] = []
        after: str | None = None
        for _ in range(_MOST_PAGES):
            answer = self._page(entity, named, after, call, service or entity.register)
            nodes += answer.nodes
            after = answer.after
            if after is None:
                return nodes
        raise RegisterError(FailureKind.TOO_LARGE, "more pages than a dwelling has")

    def _page(self, entity: queries.Entity, ids: list[str], after: str | None, call: Call, service: str) -> parse.Page:
        now = self._clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        message = {
            "query": queries.document(entity, bitemporal=service != _CURRENT),
            "variables": {"ids": ids, "at": now, "after": after},
        }
        incoming = self._transport.send(
            Outgoing(
                method="POST",
                url=f"{self._base_url}/{service}/{self._versions[service]}",
                headers={"Content-Type": "application/json", "Accept": "application/json"},
                query=(("apiKey", self._api_key),),
                body=json.dumps(message).encode(),
            ),
            call,
            MANIFEST.timeouts,
        )
        if incoming.status not in (200, 400):
            raise RegisterError(FailureKind.UNAVAILABLE, f"{service} answered {incoming.status}")
        return parse.page(incoming.body, entity.root)
