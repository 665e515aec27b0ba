"""kill -9 of the whole program at random moments of its work: what it loses, and how soon it works again."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from statistics import median
from typing import Final

from app.store.folder import claim_store
from tests.benchmarks.row import Measured, NotMeasuredError, Row
from tests.journeys.fjordby import Town
from tests.journeys.killing import Found, kill_again_and_again

_KILLS: Final = 200
_SEED: Final = 7
_PEOPLE: Final = ("newly_separated", "family_of_nine", "widow_changed_pension")


@cache
def _killed(quick: bool) -> Found:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        town = Town(folder)
        try:
            store = claim_store(folder / "store", municipality="0999", training=True)
            shutil.copy(folder / "population.db", store / "population.db")
            people = [town.people[key].digits for key in _PEOPLE]
            urls = town.servers.urls
            found = kill_again_and_again(store, urls, people, kills=5 if quick else _KILLS, seed=_SEED)
        finally:
            town.close()
    if not found.notes:
        raise NotMeasuredError("no note was finished between the kills")
    return found


def _lost(quick: bool) -> Measured:
    """Lines and notes it had said to be durable and that were not there, and chains that did not hold."""
    found = _killed(quick)
    note = f"{found.kills} kills, {found.lines} lines and {len(found.notes)} notes acknowledged"
    return Measured(found.lost + found.broken + len(found.missing), note)


def _restart(quick: bool) -> Measured:
    """Seconds from the start to the first look-up, the slowest of all."""
    starts = _killed(quick).starts
    return Measured(max(starts), f"median {median(starts):.2f}; {len(starts)} starts")


ROWS: Final = (
    Row("killed-lost", "lost or broken", 0, _lost),
    Row("killed-restart", "s, slowest", 3.0, _restart),
)
