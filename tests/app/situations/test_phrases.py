"""What a hundred citizens say, written down before there was a search: the task meant comes first nearly always."""

from __future__ import annotations

import pytest

from tests.benchmarks.guide import phrases, shipped_guide
from tests.benchmarks.row import NotMeasuredError


def test_the_task_that_is_meant_comes_first() -> None:
    try:
        guide = shipped_guide()
    except NotMeasuredError as error:
        pytest.skip(str(error))
    asked = phrases()
    assert {key for _, key in asked} <= {task.key for task in guide.tasks}
    wrong = [phrase for phrase, key in asked if [hit.task.key for hit in guide.search(phrase, limit=1)] != [key]]
    assert len(wrong) <= 0.05 * len(asked), wrong
