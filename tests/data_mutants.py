"""What `python -m tests.mutation --data` changes in the law's data: a figure by one of its last digit, a condition, a
bound or a whole rule dropped or turned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

RATES: Final = Path("resources/rates")
BENEFITS: Final = Path("resources/benefits")
FORMS: Final = Path("resources/forms")

_HELD_BACK: Final = ("D", "R")
_FIGURE: Final = re.compile(r"(?P<name>\w+) = (?P<value>-?\d+(?:\.\d+)?)$")
_DROPPED: Final = re.compile(
    r"(?:when|unless|shown_when|required|prefill|fact|choices|options|least|most|optional|since|register|check|errand_only"
    r"|complaint_is_local|words|\w+ = \{ (?:field|sum|any|not|born|table|always) = )\b"
)
_PAIRED: Final = {"default": "assumption"}
_TABLES: Final = ("[[rule]]", "[[aside]]", "[[then]]", "[[estimate]]")
_BOUND: Final = re.compile(r"\b(?:min|max|least|most|times|default) = (?P<value>\d+)\b")
_TURNED: Final = re.compile(r"\bis = (?P<value>true|false)\b")
_LISTED: Final = re.compile(r"\b(?:all|any|in|sum|less|table) = \[")
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class DataMutant:
    """The file as it would be; `line` is where it is changed."""

    path: Path
    line: int
    change: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"

    def plant(self) -> None:
        """Whoever reads the file in this process from now on reads this."""
        target, read_text, read_bytes = self.path.resolve(), Path.read_text, Path.read_bytes

        def text_of(path: Path, encoding: str | None = None, errors: str | None = None) -> str:
            return self.text if path.resolve() == target else read_text(path, encoding, errors)

        def bytes_of(path: Path) -> bytes:
            return self.text.encode() if path.resolve() == target else read_bytes(path)

        for name, instead in (("read_text", text_of), ("read_bytes", bytes_of)):
            setattr(Path, name, instead)


def mutants_of(path: Path) -> Iterator[DataMutant]:
    """Every single change to one file, in its order."""
    text = path.read_text(encoding="utf-8")
    found = _figures(text) if path.parent == RATES else _rules(text)
    for start, end, instead in sorted(found):
        was = " ".join(text[start:end].split())
        said = f"{was}  ->  {instead or 'dropped'}" if len(was) < 80 else f"{was[:80]} …  ->  {instead or 'dropped'}"
        yield DataMutant(path, text.count("\n", 0, start) + 1, said, text[:start] + instead + text[end:])


_Edit = tuple[int, int, str]
"""From, to, and what stands there instead."""


def _figures(text: str) -> Iterator[_Edit]:
    """Those with a mark that is told: what is held back is told by its mark alone."""
    for part in re.finditer(r"^\[\[set\]\]$.*?(?=^\[\[set\]\]$|\Z)", text, re.MULTILINE | re.DOTALL):
        mark = re.search(r'^trust = "(\w)"', part[0], re.MULTILINE)
        if mark is None or mark[1] in _HELD_BACK:
            continue
        values = part[0].find("[set.values]")
        for line in re.finditer(r"^.*$", part[0], re.MULTILINE):
            figure = _FIGURE.match(line[0])
            if figure is not None and 0 <= values < line.start():
                start = part.start() + line.start()
                yield start + figure.start("value"), start + figure.end("value"), _next(figure["value"])


def _next(figure: str) -> str:
    """One more of its last digit: 0.225 becomes 0.226."""
    value = Decimal(figure)
    return str(value + Decimal((0, (1,), int(value.as_tuple().exponent))))


def _rules(text: str) -> Iterator[_Edit]:
    code = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)
    code = re.sub(r"#.*", lambda remark: " " * len(remark[0]), code)
    for line in re.finditer(r"^.*\n", code, re.MULTILINE):
        end = _end(code, line.start(), line.end())
        if _DROPPED.match(line[0]):
            yield line.start(), end, ""
        for key, other in _PAIRED.items():
            if line[0].startswith(f"{key} = "):
                also = re.search(rf"^{other} = .*\n", code[end:], re.MULTILINE)
                yield line.start(), end + (also.end() if also is not None and not also.start() else 0), ""
        if line[0].strip() in _TABLES:
            name = line[0].strip("[]\n")
            following = re.search(rf"^\[(?!\[?{name}\.)", code[line.end() :], re.MULTILINE)
            yield line.start(), line.end() + following.start() if following is not None else len(text), ""
    for bound in _BOUND.finditer(code):
        yield bound.start("value"), bound.end("value"), str(int(bound["value"]) + 1)
    for turned in _TURNED.finditer(code):
        yield turned.start("value"), turned.end("value"), {"true": "false", "false": "true"}[turned["value"]]
    for listed in _LISTED.finditer(code):
        yield from _parts(code, listed.end())


def _end(code: str, start: int, end: int) -> int:
    """Where the value ends that begins on the line: one in brackets may go on below."""
    while code.count("[", start, end) != code.count("]", start, end) and end < len(code):
        end = code.index("\n", end) + 1
    return end


def _parts(code: str, start: int) -> Iterator[_Edit]:
    """Each of at least two members of the list that begins there, with its comma."""
    depth, at, members = 0, start, []
    for place in range(start, len(code)):
        depth += (code[place] in "[{") - (code[place] in "]}")
        if depth < 0 or (depth == 0 and code[place] == ","):
            if code[at:place].strip():
                members.append((at, place))
            at = place + 1
        if depth < 0:
            break
    if len(members) > 1:
        for begin, end in members:
            yield begin, end + (code[end] == ","), ""
