"""The closed vocabulary of `resources/facts.toml`: what may be said, and which section knows it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.access.model import Section
from app.errors import UserError
from app.facts.model import Kind


@dataclass(frozen=True, slots=True)
class Term:
    """`section` is None for what only the citizen can tell. `values`: all that a text may say, and in which words.

    `ask` is how one asks the citizen, for what a task may hang on; else empty.
    """

    name: str
    kind: Kind
    label: str
    section: Section | None
    values: Mapping[str, str] = field(default_factory=dict)
    ask: str = ""


def load_vocabulary(path: Path) -> Mapping[str, Term]:
    """By name, in the file's order. UserError("facts-invalid") names the file and the fact."""
    key = ""
    terms = {}
    try:
        for key, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            section = Section(table["section"]) if "section" in table else None
            values, ask = dict(table.get("values", {})), str(table.get("ask", ""))
            terms[key] = Term(key, Kind(table["kind"]), str(table["label"]), section, values, ask)
    except (OSError, ValueError, KeyError, TypeError) as error:
        detail = f"{path.name}, [{key}]: {error}"
        raise UserError("facts-invalid", detail=detail, file=path.name, key=key) from error
    return terms


def kinds(vocabulary: Mapping[str, Term]) -> dict[str, Kind]:
    """As `conditions.read_condition` wants it."""
    return {name: term.kind for name, term in vocabulary.items()}
