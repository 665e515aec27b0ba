"""Papers for citizens, set by typst: tagged for screen readers (PDF/UA-1) and fit to keep (PDF/A-2a)."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.errors import UserError

_MONTHS: Final = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
_LETTERS: Final = Path(__file__).resolve().parents[2] / "resources" / "letters"


def typeset(letter: str, told: dict[str, Any]) -> bytes:
    """The PDF of `resources/letters/LETTER.typ`, which reads `told` under its own name: nothing a person wrote is code.

    A tenth of a second for the first, less for the next. UserError("paper-failed").
    """
    import typst

    try:
        made = typst.compile(
            _LETTERS / f"{letter}.typ",
            root=_LETTERS,
            font_paths=[_fonts()],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={letter: json.dumps(told)},
            pdf_standards=["ua-1", "a-2a"],
        )
    except typst.TypstError as error:  # its text may quote the paper
        raise UserError("paper-failed", detail=type(error).__name__) from None
    if not isinstance(made, bytes):
        raise UserError("paper-failed", detail="no single document")
    return made


def day_in_words(day: date) -> str:
    """1. december 2026."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def _fonts() -> Path:
    spec = importlib.util.find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise UserError("paper-failed", detail="no font package")
    return Path(spec.origin).parent / "files"
