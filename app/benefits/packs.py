"""Where the figures come from: shipped with the program, or dropped in later as a signed pack.

A pack is a zip file of rate files as in `resources/rates`, with `pack.toml` saying name, issuer and day, and beside
it the same name with ".sig": the base64 of an Ed25519 signature over the zip file's bytes. The pack issued last
counts, alone and whole.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import msgspec

from app.benefits.rates import read_rates
from app.decoding import converted
from app.errors import UserError
from app.store.signature import is_signed_by

_ABOUT: Final = "pack.toml"
_LARGEST: Final = 20_000_000
"""Bytes; the shipped rates are a thousandth of it."""


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is shown of where the figures come from."""

    name: Annotated[str, msgspec.Meta(min_length=1)]
    issuer: Annotated[str, msgspec.Meta(min_length=1)]
    issued: date


@dataclass(frozen=True, slots=True)
class Pack:
    origin: Origin
    files: Mapping[str, bytes]


def shipped_pack(folder: Path) -> Pack:
    return _pack({path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))}, folder.name)


def newest_pack(shipped: Pack, folder: Path, signer: str, *, today: date) -> tuple[Pack, tuple[UserError, ...]]:
    """The pack issued last, and not after `today`, of `shipped` and the valid ones in `folder`, and the refusals of the
    others."""
    newest, refused = shipped, []
    for path in sorted(folder.glob("*.zip")):
        try:
            pack = read_pack(path, signer, at_least=shipped, today=today)
        except UserError as error:
            refused.append(error)
            continue
        if pack.origin.issued > newest.origin.issued:
            newest = pack
    return newest, tuple(refused)


def read_pack(path: Path, signer: str, *, at_least: Pack, today: date) -> Pack:
    """A dropped pack, its signature checked before it is opened.

    UserError("pack-unsigned") when it is not from `signer`, "pack-invalid" when it is damaged or lacks a figure that
    `at_least` declares, "pack-early" when it is issued after `today`, "rates-invalid" when a file in it is wrong.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
        signature = path.with_name(f"{path.name}.sig").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("pack-unsigned", detail=type(error).__name__, file=path.name) from error
    if not is_signed_by(signer, content, signature):
        raise UserError("pack-unsigned", detail="the signature does not match", file=path.name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        # RuntimeError is a password, or a way of packing that Python does not know.
        raise UserError("pack-invalid", detail=type(error).__name__, file=path.name) from error
    pack = _pack(files, path.name)
    if pack.origin.issued > today:
        raise UserError("pack-early", detail=f"issued {pack.origin.issued}", file=path.name)
    if lacking := set(read_rates(at_least.files)) - set(read_rates(pack.files)):
        raise UserError("pack-invalid", detail=f"lacks {min(lacking)}", file=path.name)
    return pack


def _pack(files: dict[str, bytes], where: str) -> Pack:
    try:
        about = converted(tomllib.loads(files.pop(_ABOUT).decode("utf-8")), Origin)
    except (KeyError, ValueError) as error:
        raise UserError("pack-invalid", detail=f"{where}, {_ABOUT}: {error}", file=where) from error
    return Pack(about, files)
