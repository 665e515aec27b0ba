"""The citizen's print of a plan."""

from __future__ import annotations

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
        "unit": paper.unit or "Borgerservice",
        "employee": paper.employee,
        "asked": paper.asked,
        **groups,
        "contacts": [{"who": contact.who, "about": contact.about} for contact in paper.contacts],
    }


def _line(line: PaperLine) -> dict[str, str]:
    day = day_in_words(line.day) if line.day is not None else ""
    return {"text": line.text, "who": line.who, "day": day, "deadline": line.deadline, "how": line.how}
