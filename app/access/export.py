"""The trail for others to read: the citizen who asks who looked (GDPR art. 15), and the municipality's log system.

Both go through the lines in batches, so that years of them neither fill the memory nor hold up the writer, and stop
with UserError("trace-damaged") at a line that cannot be read: what is left out must not look complete.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from app.access.model import Section
from app.access.trace import TraceEvent, TraceLine
from app.clock import COPENHAGEN
from app.cpr import CprNumber
from app.decoding import decoded
from app.errors import UserError
from app.store.port import DeskFile

INSIGHT: Final = "indsigt"
"""The purpose of an insight's own line in the trace; no errand has the key."""
_BATCH: Final = 5_000


@dataclass(frozen=True, slots=True)
class Insight:
    """One look-up in which the citizen's data were seen: what the citizen is told of it.

    `at` is its first line. `purposes` are keys of errands. With `beside` the look-up was of somebody else, with whom
    the citizen was shown: its purpose is the other's affair too, and wants a look before it is handed out. `employee`
    is empty unless asked for: art. 15 gives dates and purposes, not names (C-579/21, Pankki S).
    """

    at: datetime
    purposes: tuple[str, ...]
    legal_bases: tuple[str, ...]
    sections: tuple[Section, ...]
    steps: tuple[TraceEvent, ...]
    beside: bool
    employee: str = ""


def insight(file: DeskFile, numbers: Collection[CprNumber], *, name_employee: bool = False) -> tuple[Insight, ...]:
    """Every look-up of the citizen who has, or has had, these CPR numbers; oldest first."""
    look_ups: dict[UUID, list[TraceLine]] = {}
    sought = "|".join(f'"{number.digits}"' for number in numbers)
    for number, text in _texts(file, after=0):
        if re.search(sought, text):
            line = _read(number, text)
            if line.relative in numbers or (line.relative is None and line.subject in numbers):
                look_ups.setdefault(line.look_up, []).append(line)
    found = (_told(lines, numbers, name_employee=name_employee) for lines in look_ups.values())
    return tuple(sorted(found, key=lambda look_up: look_up.at))


def _told(lines: list[TraceLine], numbers: Collection[CprNumber], *, name_employee: bool) -> Insight:
    return Insight(
        at=lines[0].at,
        purposes=tuple(dict.fromkeys(line.purpose for line in lines)),
        legal_bases=tuple(dict.fromkeys(line.legal_basis for line in lines)),
        sections=tuple(dict.fromkeys(section for line in lines for section in line.sections)),
        steps=tuple(dict.fromkeys(line.event for line in lines)),
        beside=lines[0].subject not in numbers,
        employee=lines[0].viewer if name_employee else "",
    )


def insight_csv(look_ups: Collection[Insight], headings: Mapping[str, str], say: Callable[[str], str] = str) -> bytes:
    """For a spreadsheet in Danish: UTF-8 with BOM, semicolons, Danish time, no cell that would be a formula.

    `headings` by field of `Insight`; `say` gives a code (errand, section, step, "true") its words. Without employees
    there is no column for them.
    """
    named = any(look_up.employee for look_up in look_ups)
    columns = [field.name for field in fields(Insight) if named or field.name != "employee"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_cell(headings[column]) for column in columns)
    for look_up in look_ups:
        writer.writerow(_cell(_written(getattr(look_up, column), say)) for column in columns)
    return text.getvalue().encode("utf-8-sig")


def _written(value: object, say: Callable[[str], str]) -> str:
    match value:
        case datetime():
            return f"{value.astimezone(COPENHAGEN):%d-%m-%Y %H:%M:%S}"
        case bool():
            return say("true") if value else ""
        case tuple():
            return ", ".join(map(say, value))
        case _:
            return str(value)


_CONTROLS: Final = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
_FORMULA: Final = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]")


def _cell(text: str) -> str:
    """A spreadsheet calculates what begins like a formula, wherever it came from; after an apostrophe it does not."""
    plain = text.translate(_CONTROLS)
    return f"'{plain}" if _FORMULA.match(plain) else plain


_WARNINGS: Final = frozenset({TraceEvent.REFUSED, TraceEvent.REVEALED})
_ESCAPES: Final = _CONTROLS | {ord("\\"): "\\\\", ord("="): "\\=", ord("\n"): "\\n", ord("\r"): "\\r"}


def cef_lines(file: DeskFile, after: int = 0) -> Iterator[tuple[int, str]]:
    """The lines with a number above `after`, each with its number, in the Common Event Format.

    suid is who, duid whom, end when in ms, sproc the look-up, flexString1 the case, as NAV's audit logger has them;
    with the desk and the number the log system can tell if it lacks any. WARN is what is protected or refused. The
    employee's own words stay here: they may say anything about anybody.
    """
    desk = _desk(file)
    for number, text in _texts(file, after):
        yield number, _cef(desk, number, _read(number, text))


def _cef(desk: str, number: int, line: TraceLine) -> str:
    whom = line.relative or line.subject
    severity = "WARN" if line.protected or line.review or line.event in _WARNINGS else "INFO"
    said = {
        "end": str(round(line.at.timestamp() * 1000)),
        "suid": line.viewer,
        "duid": whom.digits if whom else "",
        "sproc": str(line.look_up),
        "flexString1": line.case,
        "flexString1Label": "Sagsnummer" if line.case else "",
        "cs1": line.purpose,
        "cs1Label": "Formål" if line.purpose else "",
        "cs2": line.legal_basis,
        "cs2Label": "Hjemmel" if line.legal_basis else "",
        "cs3": ",".join(line.sections),
        "cs3Label": "Afsnit" if line.sections else "",
        "cs4": " ".join(filter(None, (line.source, "offline" if line.offline else ""))),
        "cs4Label": "Kilde" if line.source else "",
        "cs5": line.contact,
        "cs5Label": "Henvendelse" if line.contact else "",
        "cs6": line.found_by,
        "cs6Label": "Søgekriterium" if line.found_by else "",
        "outcome": line.result,
        "deviceExternalId": desk,
        "externalId": str(number),
    }
    extension = " ".join(f"{key}={value.translate(_ESCAPES)}" for key, value in said.items() if value)
    return f"CEF:0|Indgang|Indgang|1|audit:{line.event}|{line.event}|{severity}|{extension}"


def _texts(file: DeskFile, after: int) -> Iterator[tuple[int, str]]:
    """Number and text of every line above `after`; the anchor is none."""
    while rows := _batch(file, after):
        yield from rows
        after = rows[-1][0]


def _batch(file: DeskFile, after: int) -> list[tuple[int, str]]:
    with file.read() as connection:
        rows = connection.execute(
            "SELECT number, line FROM audit WHERE number > max(?, (SELECT min(number) FROM audit))"
            " ORDER BY number LIMIT ?",
            (after, _BATCH),
        )
        return list(rows)


def _read(number: int, text: str) -> TraceLine:
    try:
        return decoded(text, TraceLine)
    except msgspec.DecodeError as error:
        raise UserError("trace-damaged", detail=type(error).__name__, line=number) from None


def _desk(file: DeskFile) -> str:
    with file.read() as connection:
        row = connection.execute("SELECT json_extract(line, '$.desk') FROM audit ORDER BY number LIMIT 1").fetchone()
    return row[0] if row else ""
