"""Reads an extract file person by person, never holding more than one of them.

Code page 1252 (latin-1 is a part of it), one record a line, trailing blanks cut off or not, CRLF or LF. A person's
records stand together, in any order. A line without a known record type is passed over and counted.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import BinaryIO, Final

from adapters.cpr_extract.records import NOT_NEEDED, READ, Records, person
from app.errors import UserError
from app.population.model import ExtractPerson

_log = logging.getLogger(__name__)

_START = re.compile(r"000.{10}.{6}(?P<produced>\d{8})(\d{8})?\s*")
_REPLY_HEADER = re.compile(r"\d{4}[0139][06].{8}.{8}\d{2}\d{4}(?=000)")
_COUNT: Final = slice(13, 21)
_READ: Final = {kind.encode(): kind for kind in READ}
_NOT_NEEDED: Final = frozenset(kind.encode() for kind in NOT_NEEDED)
_END: Final = b"999"
_ERROR: Final = "910"
_SAMPLE: Final = 1 << 20
_LONGEST: Final = 1 << 12
_START_AND_END: Final = 2


class Extract:
    """One pass over one file. `skipped` counts lines of unknown record types so far, `refused` CPR's error records.

    Iterating raises UserError with the line's number and nothing of its content: extract-malformed, extract-split (a
    person without the main record: the file is not sorted by person), extract-count, extract-truncated,
    extract-continues (lines after the end record).
    """

    def __init__(self, stream: BinaryIO, *, excerpt: bool = False) -> None:
        _refuse_utf8(stream)
        self._lines = stream
        self._excerpt = excerpt
        self.produced = _production_date(_text(stream.readline(_LONGEST)))
        self.skipped: Counter[str] = Counter()
        self.refused = 0

    def __iter__(self) -> Iterator[ExtractPerson]:
        records: Records = {}
        whose, first_line, found = b"", 0, 0
        for number, line in enumerate(self._lines, start=2):
            kind = line[:3]
            if kind in _READ:
                if line[3:13] != whose:
                    if records:
                        yield self._person(records, first_line)
                    records, whose, first_line = {}, line[3:13], number
                records.setdefault(_READ[kind], []).append(_text(line))
            elif kind == _END:
                if records:
                    yield self._person(records, first_line)
                self._finish(_text(line), number, found=found)
                return
            elif kind not in _NOT_NEEDED:
                if not line.strip():
                    continue
                self._unknown(_text(kind))
            found += 1
        raise UserError("extract-truncated", detail="no end record")

    def _person(self, records: Records, line: int) -> ExtractPerson:
        try:
            return person(records, self.produced)
        except KeyError:
            raise UserError("extract-split", detail=f"line {line}", line=line) from None
        except ValueError:
            raise UserError("extract-malformed", detail=f"line {line}", line=line) from None

    def _finish(self, line: str, number: int, *, found: int) -> None:
        """CPR does not say whether the start and end records count themselves: both readings are accepted."""
        counted = line[_COUNT].strip()
        if not counted.isdigit():
            raise UserError("extract-malformed", detail=f"line {number}", line=number)
        if not self._excerpt and not found <= int(counted) <= found + _START_AND_END:
            raise UserError("extract-count", detail=f"line {number}", counted=int(counted), found=found, line=number)
        if any(after.strip() for after in self._lines):
            raise UserError("extract-continues", detail=f"line {number}", line=number)

    def _unknown(self, kind: str) -> None:
        if kind == _ERROR:
            self.refused += 1
            return
        name = kind if kind.isdigit() else "?"
        if name not in self.skipped:
            _log.warning("the extract has records of the unknown type %s", name)
        self.skipped[name] += 1


def read_extract(stream: BinaryIO, *, excerpt: bool = False) -> Extract:
    """The extract in a seekable file at its beginning.

    `excerpt` takes a file cut out of a larger extract, whose end record still counts the whole. Raises
    UserError: extract-not-cpr, extract-encoding (somebody has turned it into UTF-8, which moves the columns).
    """
    return Extract(stream, excerpt=excerpt)


def _text(line: bytes) -> str:
    return line.decode("cp1252", errors="replace").rstrip()


def _refuse_utf8(stream: BinaryIO) -> None:
    sample = stream.read(_SAMPLE)
    stream.seek(0)
    if sample.isascii():
        return
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return
    raise UserError("extract-encoding")


def _production_date(line: str) -> date:
    """From the start record, which a reply from CPR's socket carries behind a header of 28 characters."""
    header = _REPLY_HEADER.match(line)
    start = _START.fullmatch(line) or _START.fullmatch(line[header.end() :] if header else "")
    if start is None:
        raise UserError("extract-not-cpr", line=1)
    try:
        return datetime.strptime(start["produced"], "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise UserError("extract-not-cpr", line=1) from None
