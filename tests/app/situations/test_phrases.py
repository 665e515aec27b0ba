"""What a hundred citizens say, written down before there was a search: the task meant comes first nearly always.

A second list is of what a reader of the finished guide typed and did not find. Each of those must come first, and
says nothing of how well the search does with what it has not heard.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.situations.guide import Guide
from tests.benchmarks.guide import phrases, shipped_guide
from tests.benchmarks.row import NotMeasuredError


@pytest.fixture(scope="module")
def guide() -> Guide:
    try:
        return shipped_guide()
    except NotMeasuredError as error:
        pytest.skip(str(error))


def test_the_task_that_is_meant_comes_first(guide: Guide) -> None:
    asked = phrases()
    assert {key for _, key in asked} <= {task.key for task in guide.tasks}
    wrong = [phrase for phrase, key in asked if [hit.task.key for hit in guide.search(phrase, limit=1)] != [key]]
    assert len(wrong) <= 0.05 * len(asked), wrong


@pytest.mark.parametrize(("phrase", "key"), phrases(Path(__file__).parent / "phrases_of_the_review.csv"))
def test_what_a_reader_missed_is_found(guide: Guide, phrase: str, key: str) -> None:
    assert [hit.task.key for hit in guide.search(phrase, limit=1)] == [key]
