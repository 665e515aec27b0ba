"""Envelopes of both versions, what a fault means, and that none of its words come out."""

from __future__ import annotations

import pytest
from lxml import etree

from adapters.serviceplatform.envelope import SOAP11, SOAP12, open_envelope, soap11, soap12
from app.citizen.port import FailureKind, RegisterError

NUMBER = "1403850006"


def content() -> etree._Element:
    return etree.fromstring("<a:Værge xmlns:a='urn:a'>Åse</a:Værge>")


@pytest.mark.parametrize("write", [soap11, soap12])
def test_danish_names_survive_the_trip(write: object) -> None:
    _, message = soap11(content(), action="urn:x") if write is soap11 else soap12(content(), action="urn:x")

    inside = open_envelope(message)

    assert (inside.tag, inside.text) == ("{urn:a}Værge", "Åse")


def test_the_action_travels_where_each_version_wants_it() -> None:
    eleven, _ = soap11(content(), action="urn:x#y")
    twelve, _ = soap12(content(), action="urn:x#y")

    assert eleven == {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"urn:x#y"'}
    assert twelve == {"Content-Type": 'application/soap+xml; charset=utf-8; action="urn:x#y"'}


def test_security_sees_the_whole_envelope_before_it_is_written() -> None:
    def sign(envelope: etree._Element) -> None:
        body = envelope.findtext(f"{{{SOAP11}}}Body/{{urn:a}}Værge")
        etree.SubElement(envelope[0], "signature").text = body

    _, message = soap11(content(), action="", secure=sign)

    assert etree.fromstring(message).findtext(f"{{{SOAP11}}}Header/signature") == "Åse"


def fault11(code: str, text: str, detail: str = "") -> bytes:
    inside = (
        f"<s:Fault><faultcode>{code}</faultcode><faultstring>{text}</faultstring><detail>{detail}</detail></s:Fault>"
    )
    return f'<s:Envelope xmlns:s="{SOAP11}"><s:Body>{inside}</s:Body></s:Envelope>'.encode()


def fault12(code: str, text: str, detail: str = "") -> bytes:
    inside = (
        f"<s:Fault><s:Code><s:Value>{code}</s:Value></s:Code><s:Reason><s:Text>{text}</s:Text></s:Reason>"
        f"<s:Detail>{detail}</s:Detail></s:Fault>"
    )
    return f'<s:Envelope xmlns:s="{SOAP12}"><s:Body>{inside}</s:Body></s:Envelope>'.encode()


def errors(code: str, text: str) -> str:
    namespace = "http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/"
    error = f"<Error><ErrorCode>{code}</ErrorCode><ErrorText>{text}</ErrorText></Error>"
    return f'<ServiceplatformFault xmlns="{namespace}"><ErrorList>{error}</ErrorList></ServiceplatformFault>'


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (fault11("s:Server", "PNR not found"), FailureKind.NOT_FOUND),
        (fault11("s:Server", "Fejl", errors("CPR-1", f"{NUMBER}: pnr NOT found")), FailureKind.NOT_FOUND),
        (fault12("s:Receiver", "x", errors("PNR_NOT_FOUND", "")), FailureKind.NOT_FOUND),
        (fault11("s:Client", "x", errors("1", "Access denied")), FailureKind.DENIED),
        (fault11("wsse:FailedAuthentication", "x"), FailureKind.DENIED),
        (fault12("s:Sender", "Not authorised"), FailureKind.DENIED),
        (fault11("s:Server", "Ingen adgang"), FailureKind.DENIED),
        (fault11("s:Client", "Invalid request"), FailureKind.MALFORMED),
        (fault12("s:Sender", "Invalid request"), FailureKind.MALFORMED),
        (fault11("s:Server", "Fejl"), FailureKind.UNAVAILABLE),
        (fault12("s:Receiver", "Fejl"), FailureKind.UNAVAILABLE),
        (fault11("s:Server", "Could not access the backend"), FailureKind.UNAVAILABLE),
        (fault11("s:Client", "x", errors("TIMEOUT", "Backend")), FailureKind.UNAVAILABLE),
        (b"<a/>", FailureKind.MALFORMED),
        (b"no xml", FailureKind.MALFORMED),
        (f'<s:Envelope xmlns:s="{SOAP11}"/>'.encode(), FailureKind.MALFORMED),
        (f'<s:Envelope xmlns:s="{SOAP11}"><s:Body/></s:Envelope>'.encode(), FailureKind.MALFORMED),
        (f'<s:Envelope xmlns:s="{SOAP11}"><s:Body><a/><b/></s:Body></s:Envelope>'.encode(), FailureKind.MALFORMED),
        (
            f'<s:Envelope xmlns:s="{SOAP11}"><s:Body><a/></s:Body><s:Body/></s:Envelope>'.encode(),
            FailureKind.MALFORMED,
        ),
    ],
)
def test_what_a_fault_means(message: bytes, kind: FailureKind) -> None:
    with pytest.raises(RegisterError) as error:
        open_envelope(message)

    assert error.value.kind is kind


@pytest.mark.parametrize("code", [NUMBER, "140385-0006", "Åse Østergård", "14 03 85 00 06", "1.4.0.3.8.5"])
def test_a_code_that_could_name_a_person_is_not_repeated(code: str) -> None:
    with pytest.raises(RegisterError) as error:
        open_envelope(fault11("s:Server", f"{code} Åse", errors(code, f"{NUMBER} Åse")))

    assert error.value.detail == "fault (unprintable) s:Server"


def test_comments_beside_the_content_do_not_matter() -> None:
    message = f'<s:Envelope xmlns:s="{SOAP11}"><s:Body><!-- a --><a/></s:Body></s:Envelope>'

    assert open_envelope(message.encode()).tag == "a"
