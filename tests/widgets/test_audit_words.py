"""The words of the trace's commands: no code of the program's own reaches the citizen."""

from __future__ import annotations

from enum import StrEnum

import pytest

from app.access.export import INSIGHT
from app.access.model import Section
from app.access.trace import TraceEvent
from app.access.verify import Fault, Finding, Report
from tests.app.desk import ERRANDS
from widgets.audit_words import AuditWords

WORDS = AuditWords(ERRANDS.values())


@pytest.mark.parametrize("code", [*TraceEvent, *Section, *ERRANDS, INSIGHT, "true"])
def test_every_code_of_an_insight_has_its_words(code: str) -> None:
    key = code.value if isinstance(code, StrEnum) else code
    assert WORDS.said(key) != key


def test_no_two_steps_are_told_alike() -> None:
    assert len({WORDS.said(event.value) for event in TraceEvent}) == len(TraceEvent)
    assert INSIGHT not in ERRANDS


def test_every_fault_is_told_with_its_line() -> None:
    report = Report(lines=3, last=3, pruned=0, restored=(), findings=tuple(Finding(7, fault) for fault in Fault))
    told = [line for line in WORDS.report(report) if line.startswith("Linje 7: ")]
    assert len(set(told)) == len(Fault)
