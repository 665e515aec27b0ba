"""Grants and payments from the benefits index: SF1491 for the municipalities, SF1492 for Udbetaling Danmark.

An authority searches within its own sector, so the sector of the query picks the service. SF1492 is called with
the body that is publicly known; its data limits take the form that SF1491 gives them (the same parts, by KOMBIT's
type register), its action follows SF1491's pattern, and its reply is marked as not verified against a contract.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final, Protocol
from uuid import UUID

from lxml import etree

from adapters.registers.benefits import MANIFEST
from adapters.registers.benefits.limits import DataLimits, admits, common_subjects
from adapters.registers.benefits.parse import Page, merged, parse_municipal, parse_udk
from adapters.serviceplatform.caller import SoapCaller
from app.citizen.model.grants import Grant, GrantList, Sector
from app.citizen.port import Call, FailureKind, GrantsQuery, RegisterError
from app.clock import Clock, SystemClock
from app.cpr import CprNumber

MUNICIPAL_ACTION: Final = "http://www.kombit.dk/int/2022/01/01/YdelseListeHentService#BevillingHent"
UDK_ACTION: Final = "http://www.kombit.dk/int/2017/01/01/YdelseListeHentUDKKommuneService#EffektueringHentUDKKommune"

_MUNICIPAL = "http://www.kombit.dk/int/2022/01/01/"
_UDK = "http://www.kombit.dk/int/2017/01/01/"
_CONTEXT = "http://kombit.dk/xml/schemas/kontekst/2017/01/01/"
_MOST_USER = 255
_MOST_PAGES = 20
_SYSTEM_CLOCK: Final = SystemClock()

_log = logging.getLogger(__name__)


class _Parse(Protocol):
    def __call__(self, answer: etree._Element, *, cpr: CprNumber, transaction: UUID) -> Page: ...


@dataclass(frozen=True, slots=True)
class _Service:
    caller: SoapCaller
    action: str
    namespace: str
    element: str
    parse: _Parse


class Client:
    """Both services behind one register. `limits` are the caseworker's own; `municipality_cvr` is whom they serve."""

    def __init__(
        self,
        municipal_caller: SoapCaller,
        udk_caller: SoapCaller,
        *,
        municipality_cvr: str,
        limits: DataLimits,
        clock: Clock = _SYSTEM_CLOCK,
        page_size: int = 500,
    ) -> None:
        self._services = {
            Sector.MUNICIPAL: _Service(
                municipal_caller,
                MUNICIPAL_ACTION,
                _MUNICIPAL,
                "BevillingHent_I",
                parse_municipal,
            ),
            Sector.UDBETALING_DANMARK: _Service(
                udk_caller,
                UDK_ACTION,
                _UDK,
                "EffektueringHentUDKKommune_I",
                parse_udk,
            ),
        }
        self._municipality_cvr = municipality_cvr
        self._limits = limits
        self._clock = clock
        self._page_size = page_size

    def fetch(self, query: GrantsQuery, call: Call) -> GrantList:
        """All grants with their payments, page by page; only those within the subjects and limits asked for.

        Raises RegisterError: NOT_CONFIGURED for a purpose with a subject that KLE cannot have, DENIED where the
        caseworker's limits leave nothing of what the purpose asks for, TOO_LARGE past 20 pages, and what the call
        and the parser raise.
        """
        subjects = _subjects(query, self._limits)
        if subjects is None:
            raise RegisterError(FailureKind.DENIED, "no subject of the purpose is within the data limits")
        service = self._services[query.sector]
        came: list[Grant] = []
        for number in range(_MOST_PAGES):
            request = self._request(service, query, call, subjects=subjects, start=number * self._page_size)
            answer = service.caller.call(request, service.action, call=call, timeouts=MANIFEST.timeouts)
            page = service.parse(answer, cpr=query.cpr, transaction=call.transaction)
            came += page.grants
            if page.entries < self._page_size:
                break
        else:
            raise RegisterError(FailureKind.TOO_LARGE, "more pages of grants than anybody has")
        grants = merged(came)
        asked = tuple(g for g in grants if admits(g, subjects=subjects, sensitivity=self._limits.sensitivity))
        if len(asked) < len(grants):
            _log.warning("call %s: %d grants beyond the limits left out", call.transaction, len(grants) - len(asked))
        return GrantList(query.sector, asked, verified=query.sector is Sector.MUNICIPAL)

    def _request(
        self, service: _Service, query: GrantsQuery, call: Call, *, subjects: Sequence[str], start: int
    ) -> etree._Element:
        namespace = service.namespace
        request = etree.Element(f"{{{namespace}}}{service.element}", nsmap={"y": namespace})
        self._add_context(request, call)
        _add(_add(request, namespace, "Kriterie"), namespace, "PartCPRNummer", query.cpr.digits)
        if query.sector is Sector.MUNICIPAL:
            _add(request, namespace, "MedtagEffektueringer", "true")
        self._add_limits(_add(request, namespace, "RettighedListe"), namespace, subjects)
        pages = _add(request, namespace, "ResultatFilter")
        _add(pages, namespace, "ResultatAntalMaks", str(self._page_size))
        _add(pages, namespace, "ResultatStart", str(start))
        if query.sector is Sector.UDBETALING_DANMARK:
            _add(request, namespace, "SorteringRetning", "ASC")
        return request

    def _add_context(self, request: etree._Element, call: Call) -> None:
        now = self._clock.now().astimezone(UTC)
        context = _add(request, _CONTEXT, "HovedOplysninger")
        _add(context, _CONTEXT, "TransaktionsId", str(call.transaction))
        _add(context, _CONTEXT, "TransaktionsTid", now.isoformat(timespec="seconds").replace("+00:00", "Z"))
        _add(context, _CONTEXT, "OnBehalfOfUser", call.user[:_MOST_USER])

    def _add_limits(self, rights: etree._Element, namespace: str, subjects: Sequence[str]) -> None:
        group = _add(rights, namespace, "BevillingDataAfgrGruppe")
        authorities = _add(group, namespace, "MyndighedDataAfgrListe")
        for cvr in self._limits.cvr or (self._municipality_cvr,):
            _add(authorities, namespace, "VirksomhedCVRNummer", cvr)
        limits = (
            ("BevillingFoelsomhed", self._limits.sensitivity),
            ("KLEDataAfgr", ",".join(subjects)),
            ("SystemDataAfgr", ",".join(self._limits.systems)),
        )
        if any(value for _, value in limits):
            limit = _add(_add(group, namespace, "BevillingAfgrListe"), namespace, "BevillingDataAfgr")
            for name, value in limits:
                if value:
                    _add(limit, namespace, name, value)


def _subjects(query: GrantsQuery, limits: DataLimits) -> tuple[str, ...] | None:
    try:
        return common_subjects(query.kle, limits.kle)
    except ValueError:
        raise RegisterError(FailureKind.NOT_CONFIGURED, "a purpose with a subject that is none") from None


def _add(parent: etree._Element, namespace: str, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    element.text = text
    return element
