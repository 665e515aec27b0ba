"""Search among 700,000 in an encrypted file: seeded people and questions (CPR number, name and year, address), a tenth
misspelt.

"The same final SQL fetched bare" is the SELECT the answer ends in: the last statement of the search that reads hit rows
(person joined with road), with its own parameters, run alone on its own connection and fetched, nothing made of it.
"By key" is stricter: the rows of the hits shown, read by CPR number alone.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from adapters.keychain.training import TrainingKeys
from app.clock import SystemClock
from app.population.database import open_index
from app.population.hits import COLUMNS
from app.population.index import PopulationIndex, SearchResult, build_index
from app.population.model import ExtractPerson
from app.population.query import ByAddress, ByCpr, ByNameAndAddress, ByNameAndBirth, read_query
from app.store.port import KeySource
from tests.app.population.made_up import REFERENCE, MadeUpPeople, Question, questions
from tests.benchmarks.row import Measured, Row

_PEOPLE: Final = 700_000
_QUICK_PEOPLE: Final = 50_000
_QUERIES: Final = 1_000


class _Recording(PopulationIndex):
    """The index under measurement, remembering the last statement that reads hit rows."""

    final: tuple[str, Sequence[Any]] | None = None

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        if COLUMNS in statement:
            self.final = statement, values
        return super()._rows(statement, values)


def search_benchmark(people: int = 700_000, queries: int = 1_000, keys: KeySource | None = None) -> dict[str, float]:
    """Build, ask, and time each answer beside its own final SQL; milliseconds unless the name says otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "extract.sqlite"
        choose = random.Random(3)  # noqa: S311 - a sample to ask about
        sample: list[ExtractPerson] = []

        def sampled() -> Iterator[ExtractPerson]:
            for person in MadeUpPeople(people):
                if choose.random() < 5 * queries / people:
                    sample.append(person)
                yield person

        began = perf_counter()
        for _ in MadeUpPeople(people):
            pass
        making = perf_counter() - began
        began = perf_counter()
        build_index(path, sampled(), keys, produced=REFERENCE, municipality="0999")
        building = perf_counter() - began - making
        return {
            "build_s": building,
            "file_mb": path.stat().st_size / 1e6,
            **_measured(path, keys, questions(sample, queries)),
        }


def _measured(path: Path, keys: KeySource | None, asked: Sequence[Question]) -> dict[str, float]:
    index, bare = _Recording(path, SystemClock(), keys), open_index(path, keys)
    first, found, finals = [], 0, []
    for question in asked:
        index.final = None
        began = perf_counter()
        result = _answer(index, question)
        first.append((perf_counter() - began) * 1000)
        found += question.person.cpr in {hit.cpr for hit in result.hits[: 10 if question.kind == "name" else 50]}
        numbers = [int(hit.cpr.digits) for hit in result.hits]
        marks = ",".join("?" * len(numbers))
        by_key = f"SELECT {COLUMNS} FROM person p LEFT JOIN road r ON r.id = p.road WHERE p.cpr IN ({marks})"  # noqa: S608 - marks alone
        finals.append((index.final or ("SELECT 1", ()), (by_key, numbers)))
    # The second time round nothing is read from the disk by either side, and who goes first changes.
    whole: list[float] = []
    final: list[float] = []
    keyed: list[float] = []
    for turn, (question, (last, by_key_only)) in enumerate(zip(asked, finals, strict=True)):
        if turn % 2:
            final.append(_timed(bare, *last))
        began = perf_counter()
        _answer(index, question)
        whole.append((perf_counter() - began) * 1000)
        if not turn % 2:
            final.append(_timed(bare, *last))
        keyed.append(_timed(bare, *by_key_only))
    index.close()
    bare.close()
    return {
        "found_share": found / len(asked),
        "first_median_ms": _share(first, 0.5),
        "first_p95_ms": _share(first, 0.95),
        "first_max_ms": max(first),
        "again_p95_ms": _share(whole, 0.95),
        "final_sql_p95_ms": _share(final, 0.95),
        "by_key_p95_ms": _share(keyed, 0.95),
        "p95_ratio": _share(whole, 0.95) / _share(final, 0.95),
        "by_key_ratio": _share(whole, 0.95) / _share(keyed, 0.95),
    }


def _answer(index: PopulationIndex, question: Question) -> SearchResult:
    query = read_query(question.text, REFERENCE)
    assert isinstance(query, ByCpr | ByNameAndBirth | ByAddress | ByNameAndAddress)
    return index.find(query)


def _timed(connection: Any, statement: str, values: Sequence[Any]) -> float:
    began = perf_counter()
    connection.execute(statement, values).fetchall()
    return (perf_counter() - began) * 1000


def _share(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


@cache
def _found(quick: bool) -> dict[str, float]:
    return search_benchmark(_QUICK_PEOPLE if quick else _PEOPLE, _QUERIES, TrainingKeys())


def _slowest(quick: bool) -> Measured:
    """Of the first answers, read from the disk, and the second, the worse."""
    found = _found(quick)
    note = f"first {found['first_p95_ms']:.1f} ms, again {found['again_p95_ms']:.1f}, found {found['found_share']:.1%}"
    return Measured(max(found["first_p95_ms"], found["again_p95_ms"]), note)


def _beside_sql(quick: bool) -> Measured:
    found = _found(quick)
    return Measured(
        found["p95_ratio"], f"final SQL p95 {found['final_sql_p95_ms']:.2f} ms; built in {found['build_s']:.0f} s"
    )


ROWS: Final = (
    Row("search-700k", "ms, p95", 50, _slowest),
    Row("search-700k-ratio", "x final SQL", 3, _beside_sql),
)
