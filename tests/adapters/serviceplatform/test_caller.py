"""One SOAP call over real HTTP, in both versions, with the place for signing in use."""

from __future__ import annotations

from threading import Event
from typing import Literal
from uuid import UUID

import pytest
from lxml import etree

from adapters.serviceplatform.caller import SoapCaller
from adapters.serviceplatform.envelope import SOAP11, SOAP12
from adapters.training.wire import Request, Response
from adapters.transport import Transport
from app.citizen.port import Call, FailureKind, RegisterError, Timeouts
from app.clock import SystemClock
from tests.adapters.serviceplatform.loopback import serving

CLOCK = SystemClock()
TIMEOUTS = Timeouts(connect=2, read=5, total=8)
CONTENT = "{urn:a}Værge"


def call() -> Call:
    return Call(deadline=CLOCK.monotonic() + 8, user="az0001", transaction=UUID(int=7), cancelled=Event())


def echo(request: Request) -> Response:
    return Response(200, "text/xml", request.body)


class Signature:
    """Marks the envelope with what it was told, as a signature would cover it."""

    def secure(self, envelope: etree._Element, *, action: str, url: str) -> None:
        etree.SubElement(envelope[0], "signed", action=action, to=url)


@pytest.mark.parametrize(("version", "namespace"), [("1.1", SOAP11), ("1.2", SOAP12)])
def test_the_content_comes_back(version: Literal["1.1", "1.2"], namespace: str) -> None:
    asked: list[Request] = []

    def answer(request: Request) -> Response:
        asked.append(request)
        return echo(request)

    with serving(answer) as url:
        caller = SoapCaller(Transport(clock=CLOCK), url, version=version, security=Signature())
        content = caller.call(etree.Element(CONTENT), "urn:action", call=call(), timeouts=TIMEOUTS)

    assert content.tag == CONTENT
    envelope = etree.fromstring(asked[0].body)
    assert envelope.tag == f"{{{namespace}}}Envelope"
    signed = envelope.find(f"{{{namespace}}}Header/signed")
    assert signed is not None
    assert (signed.get("action"), signed.get("to")) == ("urn:action", url)


@pytest.mark.parametrize(
    ("status", "kind"), [(404, FailureKind.MALFORMED), (202, FailureKind.MALFORMED), (503, FailureKind.UNAVAILABLE)]
)
def test_any_other_status_is_no_answer_of_the_service(status: int, kind: FailureKind) -> None:
    with serving(lambda asked: Response(status, "text/xml", asked.body)) as url:
        caller = SoapCaller(Transport(clock=CLOCK), url)
        with pytest.raises(RegisterError) as error:
            caller.call(etree.Element(CONTENT), "urn:action", call=call(), timeouts=TIMEOUTS)

    assert error.value.kind is kind
