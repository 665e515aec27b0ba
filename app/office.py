"""What the municipality does with a desk's files: the trace verified and handed out, the recovery pair made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from app.access.audit import HEAD
from app.access.export import cef_lines, insight, insight_csv
from app.access.verify import Report, verify_file
from app.cpr import CprNumber
from app.errors import UserError
from app.store.cipher import Key
from app.store.keys import OUTBOX, make_recovery_pair
from app.store.port import KeySource
from app.sync.upkeep import DeskFiles


def verify_trace(store: Path, keys: KeySource) -> Report:
    """Of the desk in the folder `store`, whether it is open or not. UserError("outbox-key-missing")."""
    key = Key.parse(keys.read(OUTBOX) or "")
    if key is None:
        raise UserError("outbox-key-missing")
    return verify_file(store / "outbox.db", key.raw, keys.read(HEAD))


def write_log(files: DeskFiles, target: Path, *, after: int = 0) -> None:
    """The lines above number `after` as CEF. UserError("file-unwritable")."""
    try:
        with target.open("w", encoding="utf-8") as file:
            file.writelines(f"{text}\n" for _, text in cef_lines(files.store.outbox, after))
    except OSError as error:
        raise _unwritable(error) from error


def write_insight(
    files: DeskFiles,
    target: Path,
    number: str,
    headings: Mapping[str, str],
    say: Callable[[str], str],
    *,
    employees: bool = False,
) -> None:
    """Who saw the citizen and why, as a spreadsheet; see `insight_csv`. UserError("no-cpr") or ("file-unwritable")."""
    cpr = CprNumber.parse(number)
    if cpr is None:
        raise UserError("no-cpr")
    seen = insight(files.store.outbox, [cpr], name_employee=employees)
    try:
        target.write_bytes(insight_csv(seen, headings, say))
    except OSError as error:
        raise _unwritable(error) from error


def write_recovery_pair(target: Path) -> str:
    """The private key to a new file that only its owner reads; the public one to write in the configuration."""
    private, public = make_recovery_pair()
    try:
        target.touch(mode=0o600, exist_ok=False)
        target.write_text(private, encoding="ascii")
    except OSError as error:
        raise _unwritable(error) from error
    return public


def _unwritable(error: OSError) -> UserError:
    return UserError("file-unwritable", detail=type(error).__name__)
