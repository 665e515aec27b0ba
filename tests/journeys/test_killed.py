"""kill -9 of the whole program while it looks citizens up and writes notes: what it said to be durable is there."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.training.filed import Filed
from app.access.model import Section
from app.citizen.model.archive import CaseFile
from app.store.folder import claim_store
from tests.journeys.fjordby import Desk, Town
from tests.journeys.killing import kill_again_and_again

KILLS = 20
PEOPLE = ("newly_separated", "family_of_nine", "widow_changed_pension")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is killed")


def test_nothing_acknowledged_is_lost_or_doubled(town: Town, tmp_path: Path, another_desk: Callable[..., Desk]) -> None:
    store = claim_store(tmp_path / "killed", municipality="0999", training=True)
    shutil.copy(town.extract.with_name("population.db"), store / "population.db")
    people = [town.people[key].digits for key in PEOPLE]
    found = kill_again_and_again(store, town.servers.urls, people, kills=KILLS, seed=20_261_120)
    assert found.kills == KILLS
    assert found.lines > 4 * KILLS
    assert len(found.notes) > 2
    assert (found.lost, found.broken, found.missing) == (0, 0, set())
    desk, filed = another_desk(), Counter[str]()
    for key in PEOPLE:
        desk.visit(key)
        file = desk.states[Section.CASES].value
        assert isinstance(file, CaseFile)
        filed.update(str(entry.id) for case in file.cases for entry in case.journal)
    assert found.notes & filed.keys()
    assert {number for note, number in filed.items() if note in found.notes} == {1}
    town.municipality.filed = Filed()
