"""Mutual TLS: every certificate that is not the right one is refused, by either side, whatever the environment says."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import trustme

from adapters.transport import Incoming, Outgoing, Tls, Transport
from app.citizen.port import Call, Cancellation, FailureKind, RegisterError, Timeouts
from app.clock import SystemClock
from tests.adapters.wires import Wire, answering, dripping, silent

HOST = "127.0.0.1"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
TIMEOUTS = Timeouts(connect=60, read=60, total=60)
ALL_OVER = 20.0
"""Below every time-out and what a server is silent for, far above what a busy machine needs."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Two authorities that do not know each other, on disk."""

    ours: trustme.CA
    theirs: trustme.CA
    folder: Path

    def authority(self, which: trustme.CA) -> Path:
        path = self.folder / f"{id(which)}.pem"
        which.cert_pem.write_to_path(str(path))
        return path

    def tls(self, issuer: trustme.CA, *, trusts: trustme.CA | None = None, expired: bool = False) -> Tls:
        leaf = issuer.issue_cert("client@fjordby.example", not_after=YESTERDAY if expired else None)
        name = uuid4()
        certificate, key = self.folder / f"{name}.crt", self.folder / f"{name}.key"
        leaf.cert_chain_pems[0].write_to_path(str(certificate))
        leaf.private_key_pem.write_to_path(str(key))
        return Tls(certificate, key, self.authority(trusts or self.ours))

    def server(
        self,
        issuer: trustme.CA | None = None,
        *,
        host: str = HOST,
        expired: bool = False,
        most: ssl.TLSVersion | None = None,
        leaf: trustme.LeafCert | None = None,
    ) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf = leaf or (issuer or self.ours).issue_cert(host, not_after=YESTERDAY if expired else None)
        leaf.configure_cert(context)
        self.ours.configure_trust(context)
        context.verify_mode = ssl.CERT_REQUIRED
        if most is not None:
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
            context.maximum_version = most
            context.set_ciphers("DEFAULT@SECLEVEL=0")
        return context


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return Papers(trustme.CA(), trustme.CA(), tmp_path_factory.mktemp("papers"))


def ask(tls: Tls | None, url: str, *, seconds: float = 60.0, pins: frozenset[bytes] = frozenset()) -> Incoming:
    transport = Transport(clock=SystemClock(), tls=tls, pins=pins)
    call = Call(time.monotonic() + seconds, "az1", uuid4(), threading.Event())
    try:
        return transport.send(Outgoing("GET", url), call, TIMEOUTS)
    finally:
        transport.close()


def test_the_right_certificates_meet(papers: Papers) -> None:
    with Wire(answering(), context=papers.server()) as wire:
        assert ask(papers.tls(papers.ours), wire.url).body == b"ok"


def test_a_refused_client(papers: Papers) -> None:
    tls = papers.tls(papers.ours)
    for refused in (None, papers.tls(papers.theirs), papers.tls(papers.ours, expired=True)):
        with Wire(answering(), context=papers.server()) as wire:
            with pytest.raises(RegisterError) as caught:
                ask(refused, wire.url)
            assert caught.value.kind is FailureKind.UNREACHABLE
            assert ask(tls, wire.url).body == b"ok"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_a_refused_server(papers: Papers) -> None:
    impostors = {
        "other authority": papers.server(papers.theirs),
        "expired": papers.server(expired=True),
        "other host": papers.server(host="register.example"),
        "TLS 1.1": papers.server(most=ssl.TLSVersion.TLSv1_1),
    }
    for name, context in impostors.items():
        with Wire(answering(), context=context) as wire, pytest.raises(RegisterError) as caught:
            ask(papers.tls(papers.ours), wire.url)
        assert (caught.value.kind, caught.value.detail) == (FailureKind.UNREACHABLE, "tls"), name
        assert not caught.value.retriable, name


def pin(leaf: trustme.LeafCert) -> bytes:
    """By openssl, as the configuration tells how to find it."""
    certificate = leaf.cert_chain_pems[0].bytes()
    key = _openssl("x509", "-pubkey", "-noout", said=certificate)
    return _openssl("dgst", "-sha256", "-binary", said=_openssl("pkey", "-pubin", "-outform", "der", said=key))


def _openssl(*arguments: str, said: bytes) -> bytes:
    return subprocess.run(["openssl", *arguments], input=said, capture_output=True, check=True).stdout  # noqa: S607 - openssl by name


class Overheard:
    """A server of its own key that keeps what it was told."""

    def __init__(self) -> None:
        self.heard = b""

    def script(self, connection: socket.socket, over: threading.Event) -> None:
        self.heard += connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        over.wait(30)


def test_a_server_is_known_by_the_key_it_is_pinned_to_the_present_or_the_next(papers: Papers) -> None:
    present, coming = papers.ours.issue_cert(HOST), papers.ours.issue_cert(HOST)
    tls, pins = papers.tls(papers.ours), frozenset({pin(present), pin(coming)})
    for leaf in (present, coming):
        with Wire(answering(), context=papers.server(leaf=leaf)) as wire:
            assert ask(tls, wire.url, pins=pins).body == b"ok"


def test_a_server_with_another_key_is_told_nothing(papers: Papers) -> None:
    """Its certificate is the very same in all else: authority, name and time."""
    known, other = papers.ours.issue_cert(HOST), papers.ours.issue_cert(HOST)
    tls, server = papers.tls(papers.ours), Overheard()
    with Wire(server.script, context=papers.server(leaf=other)) as wire:
        for _ in range(2):  # the second must not find the first one's connection in the pool
            with pytest.raises(RegisterError) as caught:
                ask(tls, f"{wire.url}/0702614075", pins=frozenset({pin(known)}))
            assert (caught.value.kind, caught.value.retriable) == (FailureKind.UNTRUSTED, False)
            assert caught.value.__context__ is None
        assert wire.connections == 2
    assert server.heard == b""


def test_a_connection_refused_once_is_not_used_again(papers: Papers) -> None:
    known, other = papers.ours.issue_cert(HOST), papers.ours.issue_cert(HOST)
    server = Overheard()
    transport = Transport(clock=SystemClock(), tls=papers.tls(papers.ours), pins=frozenset({pin(known)}))
    with Wire(server.script, context=papers.server(leaf=other)) as wire:
        for _ in range(3):
            call = Call(time.monotonic() + 60, "az1", uuid4(), threading.Event())
            with pytest.raises(RegisterError) as caught:
                transport.send(Outgoing("GET", wire.url), call, TIMEOUTS)
            assert caught.value.kind is FailureKind.UNTRUSTED
        transport.close()
    assert server.heard == b""


def test_a_pin_is_beside_the_authorities_and_not_instead_of_them(papers: Papers) -> None:
    tls = papers.tls(papers.ours)
    leaves = {
        "other authority": papers.theirs.issue_cert(HOST),
        "expired": papers.ours.issue_cert(HOST, not_after=YESTERDAY),
        "other host": papers.ours.issue_cert("register.example"),
    }
    for name, leaf in leaves.items():
        with Wire(answering(), context=papers.server(leaf=leaf)) as wire, pytest.raises(RegisterError) as caught:
            ask(tls, wire.url, pins=frozenset({pin(leaf)}))
        assert (caught.value.kind, caught.value.detail) == (FailureKind.UNREACHABLE, "tls"), name


def test_tls_1_2_is_still_spoken(papers: Papers) -> None:
    with Wire(answering(), context=papers.server(most=ssl.TLSVersion.TLSv1_2)) as wire:
        assert ask(papers.tls(papers.ours), wire.url).body == b"ok"


def test_a_server_that_answers_in_clear_is_none(papers: Papers) -> None:
    def script(connection: socket.socket, over: threading.Event) -> None:
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with Wire(script) as wire, pytest.raises(RegisterError) as caught:
        ask(papers.tls(papers.ours), f"https://{HOST}:{wire.port}")
    assert (caught.value.kind, caught.value.detail) == (FailureKind.UNREACHABLE, "tls")


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_no_bundle_of_the_environment_is_believed(
    papers: Papers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """Neither beside the private authority nor beside the system's own."""
    tls = papers.tls(papers.ours)
    monkeypatch.setenv(name, str(bundle(papers.theirs, tmp_path, folder=name.endswith("DIR"))))
    for wanting in (tls, replace(tls, authority=None)):
        with Wire(answering(), context=papers.server(papers.theirs)) as wire:
            with pytest.raises(RegisterError) as caught:
                ask(wanting, wire.url)
            assert caught.value.detail == "tls"
    with Wire(answering(), context=papers.server()) as wire:
        assert ask(tls, wire.url).body == b"ok"


def bundle(authority: trustme.CA, folder_of: Path, *, folder: bool) -> Path:
    """As OpenSSL looks for it: a file, or a folder with files named by the hash of the authority's name."""
    path = folder_of / "hostile.pem"
    authority.cert_pem.write_to_path(str(path))
    if not folder:
        return path
    named = subprocess.run(["openssl", "x509", "-hash", "-noout", "-in", path], capture_output=True, text=True)  # noqa: S607 - openssl by name
    path.rename(folder_of / f"{named.stdout.strip()}.0")
    return folder_of


def test_no_proxy_is_asked_and_no_secret_of_a_session_is_written(
    papers: Papers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Wire(answering(200, b"proxy")) as proxy, Wire(answering(), context=papers.server()) as wire:
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "secrets"))
        assert ask(papers.tls(papers.ours), wire.url).body == b"ok"
        assert proxy.connections == 0
    assert list(tmp_path.iterdir()) == []


def test_no_public_authority_is_believed_beside_the_private_one(papers: Papers) -> None:
    transport = Transport(clock=SystemClock(), tls=papers.tls(papers.ours))
    call = Call(time.monotonic() + 60, "az1", uuid4(), threading.Event())
    with Wire(answering(), context=papers.server()) as wire:
        transport.send(Outgoing("GET", wire.url), call, TIMEOUTS)
        assert transport._made is not None
        assert len(transport._made._context.get_ca_certs()) == 1
        transport.close()


def test_no_handshake_and_no_body_outlives_the_deadline(papers: Papers) -> None:
    tls = papers.tls(papers.ours)
    body = dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"z")
    for wire in (Wire(silent), Wire(body, context=papers.server())):
        with wire:
            began = time.monotonic()
            with pytest.raises(RegisterError) as caught:
                ask(tls, f"https://{HOST}:{wire.port}", seconds=0.3)
            assert caught.value.kind is FailureKind.TIMEOUT
            assert time.monotonic() - began < ALL_OVER


def test_cancelling_ends_a_handshake(papers: Papers) -> None:
    began = threading.Event()

    def script(connection: socket.socket, over: threading.Event) -> None:
        connection.recv(1)
        began.set()
        over.wait(30)

    cancelled = Cancellation()
    transport = Transport(clock=SystemClock(), tls=papers.tls(papers.ours))
    with Wire(script) as wire:
        threading.Thread(target=lambda: cancelled.set() if began.wait(10) else None).start()
        started = time.monotonic()
        call = Call(started + 60, "az1", uuid4(), cancelled)
        with pytest.raises(RegisterError):
            transport.send(Outgoing("GET", f"https://{HOST}:{wire.port}"), call, TIMEOUTS)
        assert time.monotonic() - started < ALL_OVER
    transport.close()


def test_files_that_do_not_load_are_a_matter_of_configuration(papers: Papers) -> None:
    good = papers.tls(papers.ours)
    absent = papers.folder / "absent.pem"
    for tls in (
        Tls(absent, good.key),
        Tls(good.certificate, good.certificate),
        Tls(good.certificate, good.key, absent),
    ):
        with pytest.raises(RegisterError) as caught:
            ask(tls, f"https://{HOST}:9")
        assert caught.value.kind is FailureKind.NOT_CONFIGURED
