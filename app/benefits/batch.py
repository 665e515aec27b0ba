"""Cases from a file without the window: one row, one assessment, printed in Danish.

Columns are the inputs' names; a column that holds the published result is compared with what comes out. `aar` or
`dato` says when (a year is its 1 July); `id` names the row. A row that cannot be read gets a line, and the rest
goes on.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from app.benefits.assess import assess
from app.benefits.declaration import Benefit, Input
from app.benefits.model import Assessment
from app.benefits.rulebook import Rulebook
from app.benefits.words import conclusion, figure_line, owed_lines, rate_line, step_line
from app.errors import UserError
from app.facts.model import CITIZEN, Fact, Facts, Kind, Value

_BEYOND: Final = ""
"""Where a row's cells beyond the last column are put: a decimal comma read as a separator must not cut a number."""

_NUMBER: Final = re.compile(r"\d+([.,]\d{1,2})?", re.ASCII)
_TRUE: Final = frozenset({"1", "t", "true", "ja", "j"})
_FALSE: Final = frozenset({"0", "f", "false", "nej", "n"})


class UnreadableError(Exception):
    """What is wrong with a row, in Danish."""


def assess_rows(
    key: str, lines: Iterable[str], *, book: Rulebook, on: date, known: date, trace: bool = False
) -> Iterator[str]:
    """The lines to print. UserError("benefit-unknown") for a key nobody declares, "rows-empty" for a file without a
    column the benefit knows."""
    benefit = book.benefits.get(key)
    if benefit is None:
        raise UserError("benefit-unknown", detail=key, keys=", ".join(book.benefits))
    counts: Counter[str] = Counter()
    for name, cells in _rows(lines, benefit):
        try:
            case = read_case(cells, benefit, on=on)
        except UnreadableError as error:
            counts["fejl"] += 1
            yield f"{name}: {error}"
            continue
        if case is None:
            counts["sprunget over"] += 1
            yield f"{name}: sprunget over – rækken er ikke om {benefit.title.lower()}"
            continue
        facts, day = case
        assessment = assess(key, facts, book=book, on=day, known=known)
        verdict = _compared(cells, assessment, benefit)
        counts[verdict.rpartition(" ")[2] if verdict else "uden facit"] += 1
        yield f"{name}: {conclusion(assessment, benefit)}{verdict and f' – {verdict}'}"
        if trace:
            yield from (f"    {line}" for line in trace_lines(assessment))
    yield f"{counts.total()} rækker: " + ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))


def _rows(lines: Iterable[str], benefit: Benefit) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row's name and its cells by column."""
    text = iter(lines)
    heading = next(text, "").lstrip("\ufeff")
    separator = ";" if heading.count(";") > heading.count(",") else ","
    columns = next(csv.reader([heading], delimiter=separator), [])
    if not {*benefit.inputs, *_SPECIAL.get(benefit.key, ())} & set(columns):
        raise UserError("rows-empty", detail=f"columns: {columns}", columns=", ".join(benefit.inputs))
    for number, cells in enumerate(csv.reader(text, delimiter=separator), start=2):
        if any(cells):
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
            row[_BEYOND] = "".join(cells[len(columns) :])
            name = row.get("id", "")
            yield f"række {number}{name and f' ({name})'}", row


def read_case(row: Mapping[str, str], benefit: Benefit, *, on: date) -> tuple[Facts, date] | None:
    """The row's facts and day; None when it is about another benefit. UnreadableError says what is wrong with it."""
    if row.get("type") not in {None, benefit.key}:
        return None
    if row.get(_BEYOND):
        raise UnreadableError("rækken har flere felter end den første linje")
    cells = dict(row)
    for column, read in _SPECIAL.get(benefit.key, {}).items():
        cells |= read(cells.get(column, ""))
    facts = Facts.of(
        Fact(declared.told_as, _value(cells[name], declared), CITIZEN)
        for name, declared in benefit.inputs.items()
        if cells.get(name)
    )
    return facts, _day(cells, on)


def _value(cell: str, declared: Input) -> Value:
    value: Value = cell
    try:
        match declared.kind:
            case Kind.BOOLEAN:
                value = _boolean(cell)
            case Kind.NUMBER | Kind.AMOUNT:
                value = _number(cell)
            case Kind.DATE:
                value = date.fromisoformat(cell)
            case Kind.TEXT if declared.choices:
                value = max((each for each in declared.choices if cell.startswith(each)), key=len, default=cell)
    except ValueError as error:
        raise UnreadableError(f"{declared.name}: “{cell}” kan ikke læses") from error
    if not declared.accepts(value):
        raise UnreadableError(f"{declared.name}: “{cell}” kan ikke bruges")
    return value


def _number(cell: str) -> Decimal:
    """Point or comma before at most two decimals. No thousands are marked off: 4.000 could be four or four thousand."""
    if _NUMBER.fullmatch(cell) is None:
        raise ValueError(cell)
    return Decimal(cell.replace(",", "."))


def _boolean(cell: str) -> bool:
    if cell.lower() in _TRUE | _FALSE:
        return cell.lower() in _TRUE
    raise ValueError(cell)


def _day(row: Mapping[str, str], on: date) -> date:
    try:
        if row.get("dato"):
            return date.fromisoformat(row["dato"])
        year = row.get("aar", "")
        return date(int(year), 7, 1) if year not in {"", "-"} else on
    except ValueError as error:
        raise UnreadableError("aar eller dato kan ikke læses") from error


def _compared(row: Mapping[str, str], assessment: Assessment, benefit: Benefit) -> str:
    """Against the published results in the row, if any."""
    figures = {figure.key: figure.value for figure in assessment.further}
    expected = [(figure, row[column]) for column, figure in benefit.columns.items() if row.get(column)]
    for figure, cell in expected:
        found = assessment.amount if figure == "amount" else figures.get(figure)
        try:
            agrees = found is not None and found == Decimal(cell)
        except InvalidOperation:
            agrees = False
        if not agrees:
            return f"forventet {cell}: afviger"
    return f"forventet {', '.join(cell for _, cell in expected)}: stemmer" if expected else ""


def trace_lines(assessment: Assessment) -> Iterator[str]:
    """Every step, every number beside the main one, what the law asks for, every figure with its source."""
    yield from (step_line(step) for step in assessment.steps)
    yield from (figure_line(figure) for figure in assessment.further)
    if assessment.owed is not None:
        yield from owed_lines(assessment.owed)
    yield from (rate_line(rate) for rate in assessment.rates)


def _spoken(text: str) -> dict[str, str]:
    """ "enlig, indkomst 99200 (graense ...)" and "egen udgift 45.00, tillaegsprocent 75", as the published examples of
    pension are written. They presuppose a wealth below the limit, and an ordinary expense."""
    found = {"formue_under_graensen": "ja", "art": "almindeligt"} if "egen udgift" in text else {}
    for name, pattern in _PHRASES.items():
        if said := re.search(pattern, text):
            found[name] = said[1]
    return found


_PHRASES: Final[Mapping[str, str]] = {
    "civilstand": r"^(enlig|par)\b",
    "indkomst": r"\bindkomst (\d+(?:\.\d+)?)",
    "egen_udgift": r"\begen udgift (\d+(?:\.\d+)?)",
    "tillaegsprocent": r"\btillaegsprocent (\d+)",
}


def _either_end(birth: str) -> dict[str, str]:
    return {"foedt": birth} if birth else {}


_SPECIAL: Final[Mapping[str, Mapping[str, Callable[[str], dict[str, str]]]]] = {
    "tillaegsprocent": {"input": _spoken},
    "helbredstillaeg": {"input": _spoken},
    "folkepensionsalder": {"foedt_til": _either_end, "foedt_fra": _either_end},
}
"""Columns of the published tables that hold something else than one input."""
