"""The task guide: what a key costs while somebody types, and how often the right task comes first.

The phrases were written down before there was a search, and are no part of it: synonyms belong to the tasks.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Final

from app.access.purpose import load_errands
from app.situations.guide import Guide, load_guide
from tests.benchmarks.row import Measured, NotMeasuredError, Row

_ROOT: Final = Path(__file__).resolve().parents[2]
_RESOURCES: Final = _ROOT / "resources"
_PHRASES: Final = _ROOT / "tests" / "app" / "situations" / "phrases.csv"


def shipped_guide() -> Guide:
    """The shipped tasks, with no note of any municipality."""
    guide = load_guide(_RESOURCES, _RESOURCES / "no-notes.json", load_errands(_RESOURCES / "purposes.toml"))
    if not guide.tasks:
        raise NotMeasuredError("there are no tasks")
    return guide


def phrases(listed: Path = _PHRASES) -> list[tuple[str, str]]:
    """What somebody says, and the key of the task that is meant."""
    with listed.open(encoding="utf-8", newline="") as file:
        return [(row["phrase"], row["task"]) for row in csv.DictReader(file)]


@cache
def _typed(quick: bool) -> dict[str, float]:
    """Every phrase typed letter by letter into a guide that has never been asked: milliseconds a key."""
    asked = phrases()[: 20 if quick else None]
    began = perf_counter()
    guide = shipped_guide()
    made = perf_counter() - began
    times = []
    for phrase, _ in asked:
        for end in range(1, len(phrase) + 1):
            began = perf_counter()
            guide.search(phrase[:end])
            times.append((perf_counter() - began) * 1000)
    times.sort()
    return {"p95": times[int(0.95 * len(times))], "most": times[-1], "keys": len(times), "made": made}


def _key(quick: bool) -> Measured:
    typed = _typed(quick)
    note = f"{typed['keys']:.0f} keys, slowest {typed['most']:.1f} ms; read and indexed in {typed['made']:.1f} s"
    return Measured(typed["p95"], note)


def _wrong_first(_quick: bool) -> Measured:
    guide, asked = shipped_guide(), phrases()
    found = [(phrase, key, [hit.task.key for hit in guide.search(phrase)]) for phrase, key in asked]
    wrong = [f"{phrase!r}: {(keys or ['nothing'])[0]}, not {key}" for phrase, key, keys in found if keys[:1] != [key]]
    near = sum(key in keys[:3] for _, key, keys in found)
    return Measured(100 * len(wrong) / len(asked), f"{near} of {len(asked)} among the first three; {'; '.join(wrong)}")


ROWS: Final = (
    Row("task-search", "ms a key, p95", 20, _key),
    Row("task-search-wrong-first", "% of phrases", 5, _wrong_first),
)
