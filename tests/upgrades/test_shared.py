"""A shared store of every released schema, kept as it was, opens in this program with all that was told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from adapters.keychain.training import TrainingKeys
from app.situations.plan import fold_contacts, fold_plans
from app.situations.records import PlanRecords
from app.situations.told import ContactOutcome, State
from app.store.shared import SharedStore, revisions
from app.store.shared_sources import OwnFile
from tests.app.desk import CITIZEN
from tests.upgrades.make import KEPT


def test_every_released_schema_is_kept() -> None:
    assert {file.stem.removeprefix("shared-") for file in KEPT.glob("shared-*.db")} == set(revisions())


@pytest.mark.parametrize("kept", sorted(KEPT.glob("shared-*.db")), ids=lambda file: file.stem)
def test_what_was_told_is_still_read(kept: Path, tmp_path: Path) -> None:
    shutil.copyfile(kept, tmp_path / "shared.db")
    store = SharedStore(OwnFile(tmp_path, TrainingKeys()))
    told = PlanRecords(store).of_citizen(CITIZEN)
    store.lock()
    (plan,), (contact,) = fold_plans(told), fold_contacts(told)
    assert [item.task.title for item in plan.items] == ["Anmeld flytning"]
    assert [item.standing.state for item in plan.items] == [State.AWAITS]
    assert len(plan.history) == 5
    assert contact.outcome is ContactOutcome.CONTINUES
