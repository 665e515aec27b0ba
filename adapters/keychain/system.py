"""The operating system's key store, by way of `keyring`, which would as gladly use a file in clear: here it may not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.errors import UserError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "Indgang"
# Named one by one: null forgets in silence, fail is none, and of a back end nobody has looked at nothing is known.
_TRUSTED = frozenset({
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.libsecret.Keyring",
})  # fmt: skip
_Result = TypeVar("_Result")


class SystemKeychain:
    """The keys of one store, kept for the person signed in to this computer, under the store's own path."""

    def __init__(self, store: Path) -> None:
        self._store = store.resolve()
        self._lock = threading.Lock()
        self._found: KeyringBackend | None = None

    @property
    def name(self) -> str:
        return _name(self._backend())

    def read(self, name: str) -> str | None:
        backend = self._backend()
        return _asked(lambda: backend.get_password(_SERVICE, self._user(name)))

    def write(self, name: str, secret: str) -> None:
        backend = self._backend()
        _asked(lambda: backend.set_password(_SERVICE, self._user(name), secret))
        if self.read(name) != secret:
            raise UserError("keys-refused", detail="what is written is not read back", backend=_name(backend))

    def delete(self, name: str) -> None:
        backend = self._backend()
        if self.read(name) is not None:
            _asked(lambda: backend.delete_password(_SERVICE, self._user(name)))

    def _user(self, name: str) -> str:
        return f"{name} {self._store}"

    def _backend(self) -> KeyringBackend:
        """Looked for once: finding it imports what the platform has."""
        with self._lock:
            if self._found is None:
                self._found = _trusted_backend()
            return self._found


def _trusted_backend() -> KeyringBackend:
    import keyring

    chosen = _asked(keyring.get_keyring)
    for backend in _members(chosen):
        if _name(backend) in _TRUSTED:
            return backend
    raise UserError("keys-refused", detail=_name(chosen), backend=_name(chosen))


def _members(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    """The back end itself, or those a chain would ask, first one first: a chain may end in a file in clear."""
    from keyring.backends.chainer import ChainerBackend

    yield from _asked(lambda: list(backend.backends)) if isinstance(backend, ChainerBackend) else (backend,)


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _asked(call: Callable[[], _Result]) -> _Result:
    """Every back end fails in its own words; some quote what they were handed, so only the kind goes on."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - D-Bus, COM and Keychain errors share no other base
        raise UserError("keys-unavailable", detail=type(error).__name__) from None
