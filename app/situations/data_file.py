"""A TOML file of content that knows its own lines: whoever wrote it is told the file, the line and the table."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

_SYNTAX_LINE = re.compile(r"at line (\d+)")
_HEADER = re.compile(r"\[\[?\s*([^\]]+?)\s*\]")


class Place(TypedDict):
    """Where something is wrong, as the parameters of a UserError."""

    file: str
    line: int
    key: str


class SyntaxProblem(Exception):  # noqa: N818 - it becomes a UserError with the reader's own code
    """No TOML, or no file; `place` says where."""

    def __init__(self, why: str, place: Place) -> None:
        super().__init__(why)
        self.place = place


@dataclass(frozen=True, slots=True)
class DataFile:
    """`tables` by key in the file's order."""

    path: Path
    lines: tuple[str, ...]
    tables: dict[str, Any]

    def place(self, key: str, field: str = "") -> Place:
        """Of `field` in the table `key`; of the table's heading where the field is not to be found."""
        heading, found, within = 0, 0, False
        for number, line in enumerate(self.lines, start=1):
            if header := _HEADER.match(line):
                name, _, rest = header[1].partition(".")
                within = name.strip("\"'") == key
                heading = heading or number * within
                found = found or number * (within and bool(field) and rest.split(".")[0] == field)
            elif within and field and not found and re.match(rf"\s*{re.escape(field)}\s*[.=]", line):
                found = number
        return Place(file=self.path.name, line=found or heading or 1, key=key)


def read_data_file(path: Path) -> DataFile:
    """Raises `SyntaxProblem`."""
    try:
        text = path.read_text(encoding="utf-8")
        return DataFile(path, tuple(text.splitlines()), tomllib.loads(text))
    except (OSError, UnicodeDecodeError) as error:
        raise SyntaxProblem(type(error).__name__, Place(file=path.name, line=1, key="")) from error
    except tomllib.TOMLDecodeError as error:
        line = _SYNTAX_LINE.search(str(error))
        raise SyntaxProblem(str(error), Place(file=path.name, line=int(line[1]) if line else 1, key="")) from error
