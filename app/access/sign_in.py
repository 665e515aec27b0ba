"""The roles of an employee who has signed in: from the file where the municipality's sign-in puts their token.

A token is taken while it holds. From then on its roles are under the lease (`app.access.lease`) like configured ones,
also past the token's own end and after a new start; only a later token takes its place. The key store remembers which
one was taken last, so that an old token put back is no new sign-in, whatever the computer's clock says.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

from app.access.lease import Lease
from app.access.roles import SignIn, VerifiedRoles
from app.clock import Clock
from app.errors import UserError
from app.store.port import KeySource

_log = logging.getLogger(__name__)
TAKEN: Final = "token-taken"
"""The name in the key store of the token taken last: when it was issued, ISO 8601 in UTC, and its id."""
_SKEW: Final = timedelta(minutes=5)
"""How far the issuer's clock and this computer's may be apart."""
_MOST_BYTES: Final = 1_000_000


class TokenRoles:
    """Usable from any thread, as `AccessControl.roles`. `read` verifies a file's bytes; the file is read again when it
    has changed."""

    def __init__(
        self, file: Path, read: Callable[[bytes], SignIn], *, lease: Lease, keys: KeySource, clock: Clock
    ) -> None:
        self._file = file
        self._read = read
        self._lease = lease
        self._keys = keys
        self._clock = clock
        self._lock = Lock()
        self._taken: tuple[tuple[int, ...], SignIn] | None = None

    def __call__(self) -> VerifiedRoles:
        """UserError, and with it nobody is let in: token-missing, -malformed, -untrusted, -foreign, -other-person,
        -early, -expired. Blocks briefly."""
        with self._lock:
            try:
                found = self._file.stat()
                version = found.st_mtime_ns, found.st_size, found.st_ino
                if self._taken is None or self._taken[0] != version:
                    self._taken = None
                    self._taken = version, self._take(self._bytes())
            except OSError as error:
                self._taken = None
                raise UserError("token-missing", detail=type(error).__name__) from None
            return VerifiedRoles(self._taken[1].job_functions, self._lease.confirmed_at, by_token=True)

    def _bytes(self) -> bytes:
        with self._file.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise UserError("token-malformed", detail="too long")
        return content

    def _take(self, content: bytes) -> SignIn:
        token, now = self._read(content), self._clock.now()
        if now + _SKEW < token.begins_at:
            raise UserError("token-early")
        issued_at, identity = self._last_taken()
        if identity == token.id and issued_at == token.issued_at:
            return token
        is_later = issued_at is None or token.issued_at > issued_at
        if not is_later or now - _SKEW >= token.ends_at:
            raise UserError("token-expired")
        self._keys.write(TAKEN, f"{token.issued_at.isoformat()} {token.id}")
        self._lease.confirm()
        return token

    def _last_taken(self) -> tuple[datetime | None, str]:
        """None of what the key store says otherwise: then only a token that still holds is taken."""
        instant, _, identity = (self._keys.read(TAKEN) or "").partition(" ")
        try:
            return (datetime.fromisoformat(instant), identity) if instant else (None, "")
        except ValueError:
            _log.warning("which token was taken last is not understood")
            return None, ""
