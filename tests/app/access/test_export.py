"""What leaves the trail: everything about the one citizen and nothing that a spreadsheet or log system obeys."""

from __future__ import annotations

import csv
import io
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.export import Insight, _cef, cef_lines, insight, insight_csv
from app.access.model import Section
from app.access.trace import TraceEvent, TraceLine
from app.cpr import CprNumber
from app.errors import UserError
from tests.app.access.trail import START, Trail, line
from tests.app.desk import CHILD, CITIZEN, SPOUSE

HEADINGS = {
    "at": "Tidspunkt",
    "purposes": "Formål",
    "legal_bases": "Hjemmel",
    "sections": "Afsnit",
    "steps": "Handling",
    "beside": "Vist ved opslag på en anden",
    "employee": "Medarbejder",
}
YEARS = 200_000


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    trail = Trail(tmp_path, 50)
    yield trail
    trail.file.close()


def test_every_look_up_of_the_citizen_is_told_once_with_date_purpose_and_law(trail: Trail) -> None:
    told = insight(trail.file, {CITIZEN})
    own = [number for number in range(50) if number // 5 % 2 == 0]
    assert [look_up.at for look_up in told] == [START + timedelta(seconds=number) for number in own if number % 5 == 0]
    first = told[0]
    assert (first.purposes, first.legal_bases) == (("kontanthjaelp",), ("Retssikkerhedsloven § 5, jf. aktivloven",))
    assert first.sections == (Section.PERSON, Section.CASES)
    assert first.steps == (TraceEvent.OPENED, TraceEvent.SHOWN, TraceEvent.REFUSED, TraceEvent.COPIED)
    assert not first.beside


def test_the_employee_is_named_only_when_asked_for(trail: Trail) -> None:
    assert {look_up.employee for look_up in insight(trail.file, {CITIZEN})} == {""}
    assert b"Medarbejder" not in insight_csv(insight(trail.file, {CITIZEN}), HEADINGS)
    named = insight(trail.file, {CITIZEN, SPOUSE}, name_employee=True)
    assert {look_up.employee for look_up in named} == {"lnord", "mkrog"}
    assert b"Medarbejder" in insight_csv(named, HEADINGS)


def test_who_was_shown_beside_another_is_told_so_and_nothing_of_the_other(trail: Trail) -> None:
    told = insight(trail.file, {CHILD})
    assert len(told) == 10
    assert all(look_up.beside for look_up in told)
    assert {look_up.steps for look_up in told} == {(TraceEvent.SHOWN,)}


def test_all_numbers_a_citizen_has_had_are_one_citizen(trail: Trail) -> None:
    assert len(insight(trail.file, {CITIZEN, SPOUSE})) == 10
    assert insight(trail.file, {CprNumber("0101010101")}) == ()


def test_a_number_in_somebodys_words_makes_nobody_looked_up(trail: Trail) -> None:
    trail.trail.write(line(0, subject=SPOUSE, reason=f'"{CHILD.digits}"', look_up=UUID(int=999)))
    assert len(insight(trail.file, {CHILD})) == 10


def test_a_pruned_trail_tells_what_is_left(trail: Trail) -> None:
    trail.trail.prune(trail.keys, START + timedelta(seconds=20))
    assert len(insight(trail.file, {CITIZEN})) == 3
    numbers = [number for number, _ in cef_lines(trail.file)]
    assert numbers == [*range(21, 52)]


def test_a_line_that_cannot_be_read_ends_the_export_and_is_named(trail: Trail) -> None:
    trail.meddle("UPDATE audit SET line = replace(line, 'shown', 'sh0wn') WHERE number = 12")
    for export in (lambda: insight(trail.file, {CITIZEN}), lambda: list(cef_lines(trail.file))):
        with pytest.raises(UserError, match="trace-damaged") as caught:
            export()
        assert caught.value.params == {"line": 12}
        assert CITIZEN.digits not in repr(caught.value)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_csv_opens_in_a_danish_spreadsheet(trail: Trail) -> None:
    content = insight_csv(insight(trail.file, {CHILD}), HEADINGS, lambda code: {"true": "Ja"}.get(code, code))
    assert content.startswith("\ufeff".encode())
    heading, first, *_ = cells(content)
    assert heading == [*HEADINGS.values()][:-1]
    assert first[0] == "20-11-2026 14:02:02"
    assert first[-1] == "Ja"


hostile = st.text(max_size=20) | st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            ["=", "+", "-", "@", "\t", "\r\n", "\n", ";", '"', "'", "|", "\\", " ", "\ufeff", "\u200b", "\u202e", "＝",
             "cmd|' /C calc'!A0", "suid=", "CEF:0|", "\x85", "\u2028", "\x00"]
        ),
        max_size=6,
    ),
)  # fmt: skip


@given(hostile, hostile)
def test_no_cell_begins_like_a_formula_and_no_row_breaks(purpose: str, law: str) -> None:
    row = Insight(START, (purpose,), (law,), (Section.PERSON,), (TraceEvent.SHOWN,), beside=False, employee=law or "x")
    content = insight_csv([row, row], HEADINGS)
    assert content.count(b"\r\n") == content.count(b"\n") == 3
    for found in cells(content)[1:]:
        assert len(found) == len(HEADINGS)
        for cell in found[1:]:
            visible = re.sub(r"^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", "", cell)
            assert visible[:1] not in tuple("=+-@＝＋－＠")


def fields(cef: str) -> dict[str, str]:
    """As a log system reads it: a key is a word with an equals sign that nothing escapes."""
    *header, extension = re.split(r"(?<!\\)\|", cef, maxsplit=7)
    assert len(header) == 7
    _, *found = re.split(r"(?:^| )(\w+)=", extension)
    read = {key: re.sub(r"\\(.)", _unescaped, value) for key, value in zip(found[::2], found[1::2], strict=True)}
    assert len(read) == len(found) // 2
    return {"severity": header[6], "event": header[4], **read}


def _unescaped(escape: re.Match[str]) -> str:
    return {"n": "\n", "r": "\r"}.get(escape[1], escape[1])


def test_the_log_systems_lines_say_who_whom_when_why_and_which_case(trail: Trail) -> None:
    cef = dict(cef_lines(trail.file))
    opened, beside = fields(cef[2]), fields(cef[3])
    assert (opened["suid"], opened["duid"], opened["sproc"]) == ("lnord", CITIZEN.digits, str(UUID(int=1)))
    assert opened["end"] == str(int((START + timedelta(seconds=1)).timestamp() * 1000))
    assert (opened["flexString1"], opened["flexString1Label"]) == ("28.77.08-G01-17-26", "Sagsnummer")
    assert (opened["externalId"], opened["cs4"]) == ("2", "cpr offline")
    assert UUID(opened["deviceExternalId"])
    assert (beside["duid"], beside["severity"]) == (CHILD.digits, "INFO")


def test_what_is_protected_or_refused_is_a_warning(trail: Trail) -> None:
    trail.trail.write(line(1, protected=True), line(0, event=TraceEvent.REVEALED))
    found = Counter((fields(text)["event"], fields(text)["severity"]) for _, text in cef_lines(trail.file))
    assert found["audit:refused", "WARN"] == 10
    assert found["audit:revealed", "WARN"] == 1
    assert found["audit:shown", "WARN"] == 1
    assert found["audit:refused", "INFO"] == 0


def test_the_log_system_goes_on_from_the_last_line_it_has(trail: Trail) -> None:
    everything = list(cef_lines(trail.file))
    assert list(cef_lines(trail.file, after=20)) == everything[20:]
    trail.trail.write(line(7))
    assert [number for number, _ in cef_lines(trail.file, after=50)] == [51]


@given(hostile)
def test_nothing_said_in_a_line_is_another_field_or_line(said: str) -> None:
    cef = _cef(
        "desk", 7, line(1, viewer=said, case=said, purpose=said, legal_basis=said, result=said, reason="hemmeligt")
    )
    assert len(cef.splitlines()) == 1
    read = fields(cef)
    kept = re.sub(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", " ", said)
    assert {read.get(key, "") for key in ("suid", "flexString1", "cs1", "cs2", "outcome")} == {kept}
    assert (read["duid"], read["externalId"]) == (CITIZEN.digits, "7")
    assert "hemmeligt" not in cef


def test_five_years_are_told_in_less_than_a_minute(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    for start in range(0, YEARS, 5_000):
        trail.trail.write(*(years_line(number) for number in range(start, start + 5_000)))
    begin = time.process_time()
    told = insight(trail.file, {CITIZEN})
    insight_csv(told, HEADINGS)
    assert time.process_time() - begin < 60
    assert len(told) == YEARS // 5 // 1_000
    assert sum(1 for _ in cef_lines(trail.file)) == YEARS
    trail.trail.checkpoint(trail.keys)
    assert trail.report().is_whole
    assert time.process_time() - begin < 60
    trail.file.close()


def years_line(number: int) -> TraceLine:
    """Every thousandth look-up is of the citizen."""
    look_up = number // 5
    subject = CITIZEN if look_up % 1_000 == 0 else CprNumber(f"{1_000_000_000 + look_up:010d}")
    return line(number, subject=subject, relative=None)
