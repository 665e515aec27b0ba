"""Cases and documents across the departments, from templates for generated people and by hand for named ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from adapters.training.draws import Stream
from adapters.training.identifiers import CASE, DEPARTMENT, DOCUMENT, seal, unseal
from adapters.training.people import CaseRow, DocumentRow, JournalRow
from adapters.training.resources import load

DEPARTMENTS = ("Borgerservice", "Ydelse", "Børn og Unge", "Job", "Social", "Teknik og Miljø")

_STREAM = 81
_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_NUMBER = re.compile(r"\d\d\.\d\d\.\d\d-G01-(\d+)-\d\d")
_FIRST_GENERATED_RUN = 1000
_CASES_EACH = 8
_DOCUMENTS_EACH = 64

Entry = dict[str, Any]


def running_number(index: int, part: int) -> int:
    """Generated people's cases are numbered so that the number says whose they are."""
    return _FIRST_GENERATED_RUN + index * _CASES_EACH + part


def party_of_number(number: str) -> int | None:
    """Whose generated case has this number, by the person's index; None for hand-written ones and other texts."""
    found = _NUMBER.fullmatch(number)
    run = int(found[1]) if found else 0
    return (run - _FIRST_GENERATED_RUN) // _CASES_EACH if run >= _FIRST_GENERATED_RUN else None


def department(seed: int, unit_id: str) -> str | None:
    found = unseal(seed, unit_id)
    return DEPARTMENTS[found.index] if found is not None and found.kind == DEPARTMENT else None


def chosen(seed: int, index: int, suits: frozenset[str], reference: date) -> Iterator[tuple[Entry, date]]:
    """Templates and opening days for a generated person whom the words of `suits` describe."""
    stream = Stream(seed, _STREAM, index)
    fitting = [entry for entry in load("cases").values() if entry["suits"] in suits]
    drawn = (entry for entry in fitting if stream.chance(entry["per_mille"]))
    for entry in islice(drawn, _CASES_EACH):
        yield entry, reference - timedelta(days=1 + stream.early(range(1_300)))


def make_case(
    entry: Entry, opened: date, *, seed: int, reference: date, party: str, index: int, part: int, run: int
) -> CaseRow:
    """One case as it stands on the reference date; later journal entries and states have not happened yet."""
    hour = 9 + (index + part) % 5
    written = [_Line(line, opened, hour, 7 * number) for number, line in enumerate(entry["journal"])]
    kept = [line for line in written if line.at.date() < reference]
    documents = tuple(
        line.document(seal(seed, DOCUMENT, index, part * _DOCUMENTS_EACH + number))
        for number, line in enumerate(kept)
        if line.kind
    )
    filed = iter(documents)
    unit = entry["unit"]
    return CaseRow(
        id=seal(seed, CASE, index, part),
        number=f"{entry['kle']}-G01-{run}-{opened:%y}",
        title=entry["title"],
        description=entry["description"],
        kle=entry["kle"],
        party=party,
        unit_id=seal(seed, DEPARTMENT, DEPARTMENTS.index(unit)),
        unit=unit,
        sensitivity=entry["sensitivity"],
        legal_basis=entry["basis"],
        opened=_at(opened, hour, 0),
        states=tuple(_states(entry["states"], opened, hour, reference)),
        journal=tuple(
            JournalRow(line.title, line.at, None if line.kind else line.text, next(filed).id if line.kind else None)
            for line in kept
        ),
        documents=documents,
        restricted=entry.get("restricted"),
    )


class _Line:
    """One line of a journal: "days|title|text", or "days|#kind|title" for a document ("!kind" for a damaged one)."""

    def __init__(self, line: str, opened: date, hour: int, minute: int) -> None:
        days, title, text = line.split("|")
        self.at = _at(opened + timedelta(days=int(days)), hour, minute)
        self.hostile = title.startswith("!")
        self.kind = title[1:] if title[0] in "#!" else ""
        self.title = text if self.kind else title
        self.text = text

    def document(self, identifier: str) -> DocumentRow:
        name = re.sub(r"[^A-Za-z0-9ÆØÅæøå]+", "-", self.title)[:60].strip("-")
        return DocumentRow(
            id=identifier,
            title=self.title,
            kind=self.kind,
            letter_date=self.at.date(),
            state="Modtaget" if "indgaaende" in self.kind else "Endeligt",
            file_name=f"{name}.pdf",
            hostile=self.hostile,
        )


def _states(lines: list[str], opened: date, hour: int, reference: date) -> Iterator[tuple[datetime, str]]:
    yield _at(opened, hour, 0), "Opstaaet"
    for number, line in enumerate(lines, start=1):
        state, days = line.split("|")
        day = opened + timedelta(days=int(days))
        if day >= reference:
            return
        yield _at(day, hour, 40 + number), state


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), _COPENHAGEN)
