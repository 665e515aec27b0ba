"""What is known of the desk's keys without holding them, and the way back when the key store has lost one.

`keys.json` has no secrets: per file the key store's back end, the key's check value and, sealed to the municipality's
public key (X25519), the key itself.
"""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.decoding import decoded
from app.errors import UserError
from app.store.cipher import Key
from app.store.port import KeySource

FILE = "keys.json"
OUTBOX = "outbox"
CACHE = "cache"
SHARED = "shared"
"""The shared store, where it is a file of this desk's own."""


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """`wrap` is the key sealed for the public key `wrapped_for`; both are empty without one."""

    backend: str
    check: str
    wrap: str = ""
    wrapped_for: str = ""


def read_records(folder: Path) -> dict[str, KeyRecord]:
    """The records by file; none if they are missing or cannot be understood."""
    try:
        return decoded((folder / FILE).read_bytes(), dict[str, KeyRecord])
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError:
        return {}
    except OSError as error:
        raise UserError("store-unusable", detail=type(error).__name__) from error


def write_records(folder: Path, records: dict[str, KeyRecord]) -> None:
    try:
        write_whole(folder / FILE, msgspec.json.format(msgspec.json.encode(records)))
    except OSError as error:
        raise UserError("store-unusable", detail=type(error).__name__) from error


def write_whole(path: Path, content: bytes) -> None:
    """Written beside and moved into place, each step on the disk before the next: half a record is none."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """The folder's names on the disk. Windows keeps them with the files and opens no folder."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_recovery_pair() -> tuple[str, str]:
    """Private and public key in base64. The private one belongs in the municipality's safe, never on a desk."""
    from nacl.public import PrivateKey

    private = PrivateKey.generate()
    return _text(bytes(private)), _text(bytes(private.public_key))


def wrap(key: Key, public: str) -> str:
    from nacl.public import PublicKey, SealedBox

    return _text(SealedBox(PublicKey(base64.b64decode(public))).encrypt(key.raw))


def record_of(key: Key, backend: str, public: str, old: KeyRecord | None) -> KeyRecord:
    """What is noted of `key`; sealed anew only where `old` is not the same key sealed for the same `public`."""
    sealed = ""
    if public:
        same = old is not None and old.check == key.check and old.wrapped_for == public
        sealed = old.wrap if old is not None and same else wrap(key, public)
    return KeyRecord(backend, key.check, sealed, public)


def recover(folder: Path, private: Path, keys: KeySource) -> None:
    """Put the keys of the outbox and of the desk's own shared store back into the key store, from the records in
    `folder` (a store or a backup).

    `private` is the file with the municipality's private key. UserError("recovery-unreadable") if it or the records
    cannot be read, "recovery-wrong" if one was sealed for another.
    """
    records = read_records(folder)
    sealed = {name: records[name] for name in (OUTBOX, SHARED) if name in records}
    try:
        secret = _bytes(private.read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("recovery-unreadable", detail=type(error).__name__) from error
    if secret is None or OUTBOX not in sealed or not all(record.wrap for record in sealed.values()):
        raise UserError("recovery-unreadable", detail="no key" if secret is None else "no wrap")
    opened = {name: _opened(record, secret) for name, record in sealed.items()}
    for name, key in opened.items():
        keys.write(name, key.text)


def _opened(record: KeyRecord, secret: bytes) -> Key:
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    try:
        key = Key(SealedBox(PrivateKey(secret)).decrypt(base64.b64decode(record.wrap)))
    except (CryptoError, ValueError) as error:
        raise UserError("recovery-wrong", detail=type(error).__name__) from None
    if key.check != record.check:
        raise UserError("recovery-wrong", detail="another key inside")
    return key


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes | None:
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == 32 else None
