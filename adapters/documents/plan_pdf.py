"""The citizen's print of a plan, set by typst: tagged for screen readers (PDF/UA-1) and fit to keep (PDF/A-2a)."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.errors import UserError
from app.situations.port import PaperLine, PlanPaper

_TEMPLATE: Final = Path(__file__).resolve().parents[2] / "resources" / "letters" / "plan.typ"
_MONTHS: Final = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip


class PlanPress:
    """A `Press`. A tenth of a second for the first print, less for the next."""

    def print(self, paper: PlanPaper) -> bytes:
        import typst

        try:
            made = typst.compile(
                _TEMPLATE,
                root=_TEMPLATE.parent,
                font_paths=[_fonts()],
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"plan": json.dumps(_told(paper))},
                pdf_standards=["ua-1", "a-2a"],
            )
        except typst.TypstError as error:  # its text may quote the paper
            raise UserError("paper-failed", detail=type(error).__name__) from None
        if not isinstance(made, bytes):
            raise UserError("paper-failed", detail="no single document")
        return made


def _told(paper: PlanPaper) -> dict[str, Any]:
    groups = {
        name: [_line(line) for line in getattr(paper, name)] for name in ("done", "yours", "sent", "waits", "left")
    }
    every = [line for lines in groups.values() for line in lines]
    return {
        "name": paper.name,
        "day": _written(paper.day),
        "municipality": paper.municipality,
        "unit": paper.unit or "Borgerservice",
        "employee": paper.employee,
        "asked": paper.asked,
        **groups,
        "turn_to": [line for line in every if line["turn_to"]],
    }


def _line(line: PaperLine) -> dict[str, str]:
    day = _written(line.day) if line.day is not None else ""
    return {"text": line.text, "who": line.who, "day": day, "deadline": line.deadline, "turn_to": line.turn_to}


def _written(day: date) -> str:
    """1. december 2026."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def _fonts() -> Path:
    spec = importlib.util.find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise UserError("paper-failed", detail="no font package")
    return Path(spec.origin).parent / "files"
