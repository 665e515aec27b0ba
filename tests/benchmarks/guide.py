"""The task guide: what a key costs while somebody types, and how often the right task comes first.

Three lists say what citizens say. `phrases.csv` was written down before there was a search, `phrases_blind.csv` by
somebody who had seen no synonym; of that one 83 % came first when it was new. Both have been looked at since, while
search and synonyms were made better. `phrases_unheard.csv` was written as blind, and nothing is ever fitted to it: it
alone says how the search does with what it has not heard.
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
PHRASES: Final = _ROOT / "tests" / "app" / "situations" / "phrases.csv"
BLIND: Final = PHRASES.with_name("phrases_blind.csv")
UNHEARD: Final = PHRASES.with_name("phrases_unheard.csv")


def shipped_guide() -> Guide:
    """The shipped tasks, with no note of any municipality."""
    guide = load_guide(_RESOURCES, _RESOURCES / "no-notes.json", load_errands(_RESOURCES / "purposes.toml"))
    if not guide.tasks:
        raise NotMeasuredError("there are no tasks")
    return guide


def phrases(listed: Path = PHRASES) -> list[tuple[str, tuple[str, ...]]]:
    """What somebody says, and the keys of the task that is meant and of those that are right, too."""
    with listed.open(encoding="utf-8", newline="") as file:
        return [(row["phrase"], (row["task"], *row.get("also", "").split())) for row in csv.DictReader(file)]


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


def _wrong_first(listed: Path) -> Measured:
    guide, asked = shipped_guide(), phrases(listed)
    found = [(phrase, right, [hit.task.key for hit in guide.search(phrase, limit=3)]) for phrase, right in asked]
    wrong = [
        f"{phrase!r}: {(keys or ['nothing'])[0]}, not {right[0]}"
        for phrase, right, keys in found
        if not set(keys[:1]) & set(right)
    ]
    near = sum(bool(set(keys) & set(right)) for _, right, keys in found)
    fitted = "nothing is" if listed == UNHEARD else "search and synonyms were"
    note = f"{listed.name}, which {fitted} fitted to: {near} of {len(asked)} among the first three"
    return Measured(100 * len(wrong) / len(asked), "; ".join([note, *wrong]))


ROWS: Final = (
    Row("task-search", "ms a key, p95", 20, _key),
    Row("task-search-wrong-first-of-phrases", "% of 100 phrases", 5, lambda _quick: _wrong_first(PHRASES)),
    Row("task-search-wrong-first-of-phrases-blind", "% of 120 phrases", 5, lambda _quick: _wrong_first(BLIND)),
    Row("task-search-wrong-first-of-phrases-unheard", "% of 120 phrases", 5, lambda _quick: _wrong_first(UNHEARD)),
)
