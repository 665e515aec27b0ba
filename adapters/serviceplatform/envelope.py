"""SOAP 1.1 and 1.2 envelopes, and what a fault means. No text of a fault ever leaves here: it may name the person."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from adapters.transport import parse_xml
from app.citizen.port import FailureKind, RegisterError

SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP12 = "http://www.w3.org/2003/05/soap-envelope"

Secure = Callable[[etree._Element], None]  # noqa: SLF001 - lxml has no public name for its element type

_PUBLISHABLE = re.compile(r"[A-Za-z0-9_.:-]{1,60}")
_MOST_DIGITS = 5
_UNKNOWN_PERSON = re.compile(r"PNR[ _]not[ _]found", re.IGNORECASE)
_ACCESS = re.compile(
    r"denied|forbidden|no.access|not.?allowed|permission|authori[sz]|authenticat|security|privilege|agreement"
    r"|(ingen|ikke|mangl\w*).adgang|adgang.nægtet|rettighed|ikke.?tilladt",
    re.IGNORECASE,
)
_CALLER_AT_FAULT = re.compile(r"(Client|Sender)\b")


def soap11(body: etree._Element, *, action: str, secure: Secure | None = None) -> tuple[dict[str, str], bytes]:
    """Headers and bytes of a SOAP 1.1 message; `secure` may add to the envelope before it is written."""
    headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{action}"'}
    return headers, _written(SOAP11, body, secure)


def soap12(body: etree._Element, *, action: str, secure: Secure | None = None) -> tuple[dict[str, str], bytes]:
    """Headers and bytes of a SOAP 1.2 message; the action travels in the content type."""
    return {"Content-Type": f'application/soap+xml; charset=utf-8; action="{action}"'}, _written(SOAP12, body, secure)


def _written(namespace: str, body: etree._Element, secure: Secure | None) -> bytes:
    envelope = etree.Element(f"{{{namespace}}}Envelope", nsmap={"soap": namespace})
    etree.SubElement(envelope, f"{{{namespace}}}Header")
    etree.SubElement(envelope, f"{{{namespace}}}Body").append(body)
    if secure is not None:
        secure(envelope)
    return etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")


def open_envelope(xml: bytes) -> etree._Element:
    """The one element inside Body.

    Raises RegisterError: NOT_FOUND for an unknown person, DENIED for a fault about access, UNAVAILABLE for any
    other fault of the service, MALFORMED for a fault that blames the request and for what is no envelope.
    """
    root = parse_xml(xml)
    for namespace in (SOAP11, SOAP12):
        if root.tag == f"{{{namespace}}}Envelope":
            return _content(root, namespace)
    raise RegisterError(FailureKind.MALFORMED, "no SOAP envelope")


def _content(envelope: etree._Element, namespace: str) -> etree._Element:
    bodies = envelope.findall(f"{{{namespace}}}Body")
    inside = [element for body in bodies for element in body if isinstance(element.tag, str)]
    if len(bodies) != 1 or len(inside) != 1:
        raise RegisterError(FailureKind.MALFORMED, "not one element in the SOAP body")
    if inside[0].tag == f"{{{namespace}}}Fault":
        raise _meaning(inside[0])
    return inside[0]


def _meaning(fault: etree._Element) -> RegisterError:
    """Serviceplatformen's own ErrorList goes before SOAP's codes, which only tell the two sides apart."""
    said: dict[str, list[str]] = {}
    for element in fault.iter("{*}*"):
        said.setdefault(etree.QName(element).localname, []).append((element.text or "").strip())
    errors = said.get("ErrorCode", [])
    soap_codes = said.get("faultcode", []) + said.get("Value", [])
    texts = said.get("ErrorText", []) + said.get("faultstring", []) + said.get("Text", [])
    detail = "fault " + " ".join(_publishable(code) for code in errors + soap_codes)
    everything = " ".join(errors + soap_codes + texts)
    if _UNKNOWN_PERSON.search(everything):
        return RegisterError(FailureKind.NOT_FOUND, detail)
    if _ACCESS.search(everything):
        return RegisterError(FailureKind.DENIED, detail)
    if not errors and any(_CALLER_AT_FAULT.search(code) for code in soap_codes):
        return RegisterError(FailureKind.MALFORMED, detail)
    return RegisterError(FailureKind.UNAVAILABLE, detail)


def _publishable(code: str) -> str:
    """The code, unless it could carry a CPR number or a sentence."""
    if _PUBLISHABLE.fullmatch(code) and sum(c.isdigit() for c in code) <= _MOST_DIGITS:
        return code
    return "(unprintable)"
