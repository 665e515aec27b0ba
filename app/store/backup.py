"""A copy of what only this desk has: the outbox with its trail, and the shared store where it is a file here.

A backup is a folder: `outbox.db`, perhaps `shared.db`, and the part of `keys.json` that tells which keys open them,
with the wraps that let the municipality recover those keys. A copy is encrypted with the key of what it was made of.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.errors import UserError
from app.store.cipher import Key
from app.store.desk import DeskStore
from app.store.keys import OUTBOX, SHARED, KeyRecord, settle, write_records
from app.store.restore import file_of, is_whole, part_of

Copy = Callable[[Path], tuple[Key, KeyRecord] | None]
"""Copies a file to a new one, and tells its key and what is noted of it; None where there is no such file."""


def backup(desk: DeskStore, target: Path, shared: Copy) -> None:
    """Copy the open desk's outbox and its `shared` store into the new folder `target`, while others write. `outbox.db`
    is there when all of it is.

    The outbox comes first: what it takes for delivered, the copy of the shared store then has.
    UserError("backup-exists") if the folder has something in it, "backup-failed" if it cannot be written or a copy is
    not whole; what `OwnFile` has if the shared store cannot be opened.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise UserError("backup-exists")
        records: dict[str, KeyRecord] = {}
        for name, copy in ((OUTBOX, desk.copy), (SHARED, shared)):
            found = copy(part_of(target, name))
            if found is not None:
                key, records[name] = found
                if not is_whole(name, part_of(target, name), key):
                    raise UserError("backup-failed", detail=f"the copy of {name} is not whole")
        write_records(target, records)
        for name in reversed(records):
            part_of(target, name).replace(target / file_of(name))
            settle(target)
    except OSError as error:
        raise UserError("backup-failed", detail=type(error).__name__) from error
