"""Whose folder it is: training and real municipalities never share one."""

from __future__ import annotations

import json
from pathlib import Path

from app.errors import UserError

ORDER = "restore.json"
"""There while a backup takes the place of the desk's files; see `app.store.restore`."""
_MARK = "indgang-store.json"


def claim_store(folder: Path, *, municipality: str, training: bool) -> Path:
    """The folder, made and marked if it is new. A restore in it that was cut short is finished first.

    UserError("store-foreign") if it belongs to another municipality, or to training where this is real and the
    other way round; "store-unusable" if it cannot be made or read.
    """
    owner = {"municipality": municipality, "training": training}
    mark = folder / _MARK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if mark.exists():
            found = json.loads(mark.read_text(encoding="utf-8"))
        elif any(folder.iterdir()):
            raise UserError("store-foreign", detail="a folder with other files in it")
        else:
            mark.write_text(json.dumps(owner), encoding="utf-8")
            found = owner
    except (OSError, ValueError) as error:
        raise UserError("store-unusable", detail=type(error).__name__) from error
    if found != owner:
        raise UserError("store-foreign", detail="marked for another owner")
    if (folder / ORDER).exists():
        from app.store.restore import go_on  # opens encrypted files, which the window shows before

        go_on(folder)
    return folder
