"""One SOAP call over the transport, and the one place where OIO IDWS tokens and signing come in."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal, Protocol

from lxml import etree

from adapters.serviceplatform.envelope import open_envelope, soap11, soap12
from adapters.transport import Outgoing, Transport
from app.citizen.port import Call, FailureKind, RegisterError, Timeouts

_ANSWERS: Final = (200, 500)
"""A SOAP fault travels in 500; any other status is no answer of the service itself."""


class Security(Protocol):
    """What OIO IDWS will fill: token, timestamp, addressing and signature, for one service."""

    def secure(self, envelope: etree._Element, *, action: str, url: str) -> None:
        """Add to the envelope's Header; called once per message, after the body is in place."""
        ...


class TransportSecurity:
    """Mutual TLS and nothing inside the message: the context form of call, and the training servers."""

    def secure(self, envelope: etree._Element, *, action: str, url: str) -> None:
        """The envelope goes as it is."""


class SoapCaller:
    """One service at one address."""

    def __init__(
        self,
        transport: Transport,
        url: str,
        *,
        security: Security | None = None,
        version: Literal["1.1", "1.2"] = "1.1",
    ) -> None:
        self._transport = transport
        self._url = url
        self._security = security or TransportSecurity()
        self._write = soap11 if version == "1.1" else soap12

    def call(self, body: etree._Element, action: str, *, call: Call, timeouts: Timeouts) -> etree._Element:
        """The element inside the answer's Body. Raises RegisterError as the transport and `open_envelope` do."""
        secure = partial(self._security.secure, action=action, url=self._url)
        headers, message = self._write(body, action=action, secure=secure)
        incoming = self._transport.send(
            Outgoing(method="POST", url=self._url, headers=headers, body=message), call, timeouts
        )
        if incoming.status not in _ANSWERS:
            raise RegisterError(FailureKind.MALFORMED, f"status {incoming.status} instead of a SOAP answer")
        return open_envelope(incoming.body)
