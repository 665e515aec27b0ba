"""The operating system's key store: kept per store, refused where a key would lie in clear or be forgotten."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from adapters.keychain.system import SystemKeychain
from adapters.keychain.training import TrainingKeys
from app.errors import UserError
from app.store.port import KeySource
from tests.adapters.keychain.backends import OtherVault, PlaintextKeyring, Vault, chosen

SECRET = "5e" * 32


def chain_of(*members: KeyringBackend) -> KeyringBackend:
    return instance(type("Chain", (chainer.ChainerBackend,), {"backends": list(members)}))


def instance(kind: type[KeyringBackend]) -> KeyringBackend:
    return kind()


def test_a_secret_is_kept_per_store_and_forgotten(tmp_path: Path) -> None:
    with chosen(Vault()):
        here: KeySource = SystemKeychain(tmp_path / "a")
        there = SystemKeychain(tmp_path / "b")
        assert here.read("outbox") is None
        here.write("outbox", SECRET)
        assert (here.read("outbox"), here.read("cache"), there.read("outbox")) == (SECRET, None, None)
        here.delete("outbox")
        here.delete("outbox")
        assert here.read("outbox") is None
        assert here.name == "keyring.backends.SecretService.Keyring"


@pytest.mark.parametrize(
    "backend",
    [
        instance(fail.Keyring),
        instance(null.Keyring),
        instance(PlaintextKeyring),
        chain_of(),
        chain_of(instance(PlaintextKeyring), instance(null.Keyring)),
        instance(type("Unknown", (Vault,), {"__module__": "somebody.elses"})),
    ],
    ids=lambda backend: f"{type(backend).__module__}.{type(backend).__name__}",
)
def test_a_back_end_that_may_not_hold_keys_is_refused_and_never_handed_one(
    backend: KeyringBackend, tmp_path: Path
) -> None:
    with chosen(backend):
        keys = SystemKeychain(tmp_path)
        uses: tuple[Callable[[], object], ...] = (
            lambda: keys.name,
            lambda: keys.read("outbox"),
            lambda: keys.write("outbox", SECRET),
            lambda: keys.delete("outbox"),
        )
        for use in uses:
            with pytest.raises(UserError) as refused:
                use()
            assert refused.value.code == "keys-refused"
            assert "." in str(refused.value.params["backend"])
    assert not getattr(backend, "kept", None)


def test_of_a_chain_only_a_trusted_member_is_used(tmp_path: Path) -> None:
    vault = OtherVault()
    with chosen(chain_of(instance(PlaintextKeyring), vault)):
        keys = SystemKeychain(tmp_path)
        keys.write("outbox", SECRET)
        assert keys.name == "keyring.backends.kwallet.DBusKeyring"
    assert list(vault.kept.values()) == [SECRET]


def test_a_locked_key_store_says_so_and_repeats_nothing(tmp_path: Path) -> None:
    vault = Vault()
    with chosen(vault):
        keys = SystemKeychain(tmp_path)
        vault.locked = True
        with pytest.raises(UserError) as refused:
            keys.write("outbox", SECRET)
    assert (refused.value.code, refused.value.detail) == ("keys-unavailable", "KeyringLocked")
    assert SECRET not in str(refused.value)


def test_a_key_store_that_forgets_at_once_is_refused(tmp_path: Path) -> None:
    class Sieve(Vault):
        def set_password(self, service: str, username: str, password: str) -> None:
            """Says that it has been kept."""

    Sieve.__module__, Sieve.__qualname__ = Vault.__module__, Vault.__qualname__
    with chosen(Sieve()), pytest.raises(UserError, match="keys-refused"):
        SystemKeychain(tmp_path).write("outbox", SECRET)


def test_trainings_file_keys_are_the_same_after_every_start_and_nothing_else_is_there() -> None:
    first: KeySource = TrainingKeys()
    first.write("audit-head", "7")
    second = TrainingKeys()
    for name in ("outbox", "cache"):
        assert first.read(name) == second.read(name)
        assert len(bytes.fromhex(second.read(name) or "")) == 32
    assert first.read("outbox") != first.read("cache")
    assert (first.read("audit-head"), second.read("audit-head")) == ("7", None)
    first.delete("audit-head")
    assert first.read("audit-head") is None


def test_keyring_is_not_imported_before_it_is_asked() -> None:
    code = (
        "import sys, pathlib; from adapters.keychain.system import SystemKeychain;"
        "SystemKeychain(pathlib.Path()); print('keyring' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr
