"""Back ends for `keyring` as one meets them: a good one in memory that can be locked or lose things, and bad ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.compat import properties
from keyring.errors import KeyringLocked


class _NeverFound(KeyringBackend):
    """Not chosen by itself in another test."""

    @properties.classproperty
    def priority(cls) -> float:  # noqa: N805 - a property of the class
        raise RuntimeError("only where a test puts it")


class Vault(_NeverFound):
    """In memory, under the name of one that may be trusted. Locked, it refuses as a real one does."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring leaves it untyped
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._guard(username)
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._guard(password)
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._guard(username)
        del self.kept[service, username]

    def _guard(self, told: str) -> None:
        if self.locked:
            raise KeyringLocked(f"cannot do that with {told}")

    def replace(self, name: str, secret: str | None) -> None:
        """Change or lose what is kept under `name`, in whatever store."""
        for service, username in list(self.kept):
            if username.startswith(name):
                del self.kept[service, username]
                if secret is not None:
                    self.kept[service, username] = secret


class OtherVault(Vault):
    """Another trusted one: a desktop that has moved from one to the other."""


Vault.__module__, Vault.__qualname__ = "keyring.backends.SecretService", "Keyring"
OtherVault.__module__, OtherVault.__qualname__ = "keyring.backends.kwallet", "DBusKeyring"


class PlaintextKeyring(_NeverFound):
    """As the package keyrings.alt has it: a file in clear."""

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError("asked for a key")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("given a key")


PlaintextKeyring.__module__ = "keyrings.alt.file"


@contextmanager
def chosen(backend: KeyringBackend) -> Iterator[None]:
    """What `keyring` finds on this computer, for a while."""
    before = keyring.core._keyring_backend
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.core._keyring_backend = before
