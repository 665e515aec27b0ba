"""The list: each change as text of one file, and the tests that must turn red."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

ROOT: Final = Path(__file__).resolve().parents[2]


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    promise: str
    file: str
    old: str
    new: str
    tests: list[str]


@dataclass(frozen=True, slots=True)
class Mutant:
    """`old` stands once in `file` and keeps the `promise`; with `new` in its place each of `tests` must turn red."""

    name: str
    promise: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def planted_in(self, text: str) -> str:
        return text.replace(self.old, self.new)

    def misfit(self, tree: Path = ROOT) -> str:
        """What no longer fits the tree; empty if all does."""
        path = tree / self.file
        found = path.read_text(encoding="utf-8").count(self.old) if path.is_file() else 0
        if found != 1:
            return f"its old text stands {found} times in {self.file}"
        if self.old == self.new:
            return "it changes nothing"
        missing = [test for test in self.tests if not _is_there(tree, test)]
        return f"there is no {missing[0]}" if missing else "" if self.tests else "it names no test"


def load() -> tuple[Mutant, ...]:
    """All of them, in the order of their tables."""
    rows: list[Mutant] = []
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for name, row in msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, _Row]).items():
            rows.append(Mutant(name, row.promise, row.file, row.old, row.new, tuple(row.tests)))
    return tuple(rows)


def _is_there(tree: Path, test: str) -> bool:
    """By the names alone; whether a parameter is there pytest tells when it is run."""
    file, *inside = test.partition("[")[0].split("::")
    path = tree / file
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return bool(inside) and all(
        re.search(rf"^\s*(?:def|class) {name}\b|^{name} = ", text, re.MULTILINE) for name in inside
    )
