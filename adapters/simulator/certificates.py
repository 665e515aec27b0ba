"""Throw-away certificates for trying mutual TLS: an authority, the servers' certificate and the client's.

ca.pem, server.pem and client.pem, with server.key and client.key. For tests only: nothing protects the keys but the
folder's permissions.
"""

from __future__ import annotations

import ssl
from pathlib import Path


def server_context(folder: Path) -> ssl.SSLContext:
    """Writes the files and asks every client for its certificate. ImportError where trustme is not installed."""
    import trustme

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    for name, identity in (("server", "127.0.0.1"), ("client", "client@training.example")):
        issued = authority.issue_cert(identity)
        issued.cert_chain_pems[0].write_to_path(str(folder / f"{name}.pem"))
        issued.private_key_pem.write_to_path(str(folder / f"{name}.key"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    context.load_verify_locations(folder / "ca.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    return context
