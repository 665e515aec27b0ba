"""PersonLookupRequest in both official forms: with a token, or with agreement UUIDs and a client certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from lxml import etree

from app.citizen.port import Call
from app.cpr import CprNumber

SERVICE: Final = "http://serviceplatformen.dk/xml/wsdl/soap11/CPR/PersonBaseDataExtended/5/"
ACTION: Final = SERVICE + "PersonLookup"
SERVICE_UUID: Final = UUID("4925d7a0-1b5b-11ec-bdc6-b312b83236d4")
ENTITY_ID: Final = "http://cpr.serviceplatformen.dk/service/personbasedataextended/5"
"""Whom a token for this service is issued for."""

_CALL: Final = "http://serviceplatformen.dk/xml/schemas/CallContext/1/"
_AUTHORITY: Final = "http://serviceplatformen.dk/xml/schemas/AuthorityContext/1/"
_INVOCATION: Final = "http://serviceplatformen.dk/xml/schemas/InvocationContext/1/"
_PNR: Final = "http://serviceplatformen.dk/xml/schemas/cpr/PNR/1/"


@dataclass(frozen=True, slots=True)
class TokenForm:
    """The call says for which municipality; who may ask is in the token."""

    municipality_cvr: str


@dataclass(frozen=True, slots=True)
class ContextForm:
    """The older form: the three UUIDs that Serviceplatformen issued with the agreement."""

    agreement: UUID
    user_system: UUID
    user: UUID
    service: UUID = SERVICE_UUID


CallForm = TokenForm | ContextForm


def person_lookup(cpr: CprNumber, *, form: CallForm, call: Call) -> etree._Element:
    request = etree.Element(f"{{{SERVICE}}}PersonLookupRequest", nsmap={"cpr": SERVICE})
    if isinstance(form, TokenForm):
        _context(request, _CALL, "CallContext", _caller(call))
        _context(request, _AUTHORITY, "AuthorityContext", {"MunicipalityCVR": form.municipality_cvr})
    else:
        agreement = {
            "ServiceAgreementUUID": str(form.agreement),
            "UserSystemUUID": str(form.user_system),
            "UserUUID": str(form.user),
            "ServiceUUID": str(form.service),
        }
        _context(request, _INVOCATION, "InvocationContext", agreement | _caller(call))
    etree.SubElement(request, f"{{{_PNR}}}PNR", nsmap={"pnr": _PNR}).text = cpr.digits
    return request


def _caller(call: Call) -> dict[str, str]:
    """Both travel for the owner's log only."""
    return {"OnBehalfOfUser": call.user, "CallersServiceCallIdentifier": str(call.transaction)}


def _context(request: etree._Element, namespace: str, name: str, values: dict[str, str]) -> None:
    context = etree.SubElement(request, f"{{{namespace}}}{name}", nsmap={"ctx": namespace})
    for key, value in values.items():
        etree.SubElement(context, f"{{{namespace}}}{key}").text = value
