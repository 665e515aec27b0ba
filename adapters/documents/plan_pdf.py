"""The citizen's print of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adapters.documents.typeset import day_in_words, typeset
from app.situations.port import PaperLine, PlanPaper


class PlanPress:
    """A `Press`."""

    def print(self, paper: PlanPaper) -> bytes:
        return typeset("plan", _told(paper))


def _told(paper: PlanPaper) -> dict[str, Any]:
    groups = {
        name: [_line(line) for line in getattr(paper, name)] for name in ("done", "yours", "sent", "waits", "left")
    }
    return {
        "name": paper.name,
        "day": day_in_words(paper.day),
        "municipality": paper.municipality,
        "unit": paper.unit,
        "employee": paper.employee,
        "about": paper.about,
        **groups,
        "others": [{"who": who, "lines": lines} for who, lines in _by_whom(paper.others).items()],
        "contacts": [{"who": contact.who, "about": contact.about} for contact in paper.contacts],
    }


def _by_whom(lines: Iterable[PaperLine]) -> dict[str, list[dict[str, str]]]:
    """Whoever comes first, comes first."""
    found: dict[str, list[dict[str, str]]] = {}
    for line in lines:
        found.setdefault(line.who, []).append(_line(line))
    return found


def _line(line: PaperLine) -> dict[str, str]:
    day = day_in_words(line.day) if line.day is not None else ""
    return {"text": line.text, "who": line.who, "day": day, "deadline": line.deadline, "how": line.how}
