"""Keeps a shared store of the present schema, for the tests of every later one: `python -m tests.upgrades.make`.

Run once when a schema is released; what is here is never made again.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.keychain.training import TrainingKeys
from app.situations.records import PlanRecords
from app.store.shared import SharedStore, revisions
from app.store.shared_sources import OwnFile
from tests.app.situations.test_plan import contact_records, story

KEPT = Path(__file__).parent


def main() -> None:
    target = KEPT / f"shared-{revisions()[-1]}.db"
    if target.exists():
        sys.exit(f"{target.name} is kept already")
    with TemporaryDirectory() as folder:
        store = SharedStore(OwnFile(Path(folder), TrainingKeys()))
        records = PlanRecords(store)
        closed, opened, _ = contact_records()
        for told in (opened, *story(), closed):
            records.append(told)
        store.lock()
        shutil.copyfile(Path(folder) / "shared.db", target)


if __name__ == "__main__":
    main()
