"""The extract's lines in CPR's own columns, and everything the same on every machine."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from adapters.training.municipality import Municipality
from tests.contracts import CONTRACTS, needs_contracts

_DIGEST = "ff3c874cd15b0fb45c2a1be92df4e53d3d950e4f9106c50b10651b96b9d9bc5d"
_AFFAIRS_DIGEST = "ec5b3f4e23f5c2e146568f43195d3a6619e9db6e8a3094c5e47ea90b5256376b"
_SCRIPT = """
import hashlib
from datetime import date
from adapters.training.municipality import Municipality
town = Municipality(date(2026, 11, 20), seed=999, size=2_000)
print(hashlib.sha256("\\n".join(town.extract()).encode("cp1252")).hexdigest())
digest = hashlib.sha256()
for number in [citizen.cpr for citizen in town.citizens()][:400]:
    digest.update(repr((town.reports(number), town.grants(number), town.cases(number))).encode())
for home in town.homes():
    digest.update(repr(home).encode())
print(digest.hexdigest())
"""


@pytest.fixture(scope="module")
def lines(town: Municipality) -> list[str]:
    return list(town.extract())


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_the_municipality_is_the_same_on_every_machine(hash_seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    assert done.stdout.split() == [_DIGEST, _AFFAIRS_DIGEST]


def test_one_persons_data_do_not_depend_on_what_was_asked_before(town: Municipality) -> None:
    number = next(citizen.cpr for citizen in town.citizens() if town.cases(citizen.cpr) and town.grants(citizen.cpr))
    fresh = Municipality(town.reference, size=town.size)
    assert fresh.cases(number) == town.cases(number)
    assert fresh.grants(number) == town.grants(number)
    assert fresh.citizen(number) == town.citizen(number)


def test_start_and_end_records_and_the_count(lines: list[str]) -> None:
    assert lines[0] == "00000000000001109012026112020261120"
    assert lines[-1] == f"9999999999999{len(lines) - 2:08}"
    assert len(lines[-1]) == 21


@needs_contracts
def test_every_line_fits_its_record(lines: list[str]) -> None:
    with (CONTRACTS / "cpr" / "cpr_direkte_records.csv").open(encoding="utf-8", newline="") as file:
        lengths = {row["record"][-3:]: int(row["record_len"]) for row in csv.DictReader(file)}
    for line in lines:
        assert line == line.rstrip()
        assert len(line) <= lengths[line[:3]]
        line.encode("cp1252")


def test_people_come_one_by_one_with_their_records_in_cprs_order(lines: list[str]) -> None:
    numbers = [line[3:13] for line in lines[1:-1]]
    blocks = [number for number, before in zip(numbers, ["", *numbers], strict=False) if number != before]
    assert len(set(blocks)) == len(blocks)
    order: dict[str, list[str]] = {}
    for line in lines[1:-1]:
        order.setdefault(line[3:13], []).append(line[:3])
    for records in order.values():
        assert records[0] == "001"
        assert records[-1] == "003"
        assert records[:-1] == sorted(records[:-1])


def test_columns_hold_what_the_citizen_is(town: Municipality, lines: list[str], named: dict[str, str]) -> None:
    of = {key: [line for line in lines if line[3:13] == number] for key, number in named.items()}

    def record(key: str, kind: str) -> str:
        return next(line for line in of[key] if line.startswith(kind)).ljust(320)

    citizen = town.citizen(named["newly_separated"])
    assert citizen is not None
    main = record("newly_separated", "001")
    assert (main[23:25], main[38], main[39:49]) == ("01", "K", citizen.born.isoformat())
    assert record("newly_separated", "008")[13:63].strip() == "Maria"
    assert record("newly_separated", "008")[105:145].strip() == "Holm"
    assert record("newly_separated", "012")[13:24] == f"G{citizen.spouse}"
    assert record("newly_separated", "013")[25:35] == str(citizen.separated)
    text = record("newly_separated", "003")
    assert (text[115:149].strip(), text[183:187], text[187:207].strip()) == ("Mågebakken 12", "9984", "Fjordby")
    assert text[229:249].strip() == "Mågebakken"
    codes = record("family_of_nine", "002")
    assert (codes[13:17], codes[21:25], codes[25:27], codes[27:31]) == ("0999", "011 ", "04", "  mf")
    protection = town.citizen(named["protected"])
    assert protection is not None
    line = record("protected", "004")
    assert (line[13:17], line[27:37]) == ("0001", str(protection.protections[0].end))
    assert record("changed_number", "001")[13:23] == str(getattr(town.citizen(named["changed_number"]), "current", ""))
    assert record("emigrated", "005")[13:17] == "5120"
    assert record("emigrated", "006")[13:47].strip() == "c/o Åse Ågren"
    guardian = town.citizen(named["guardianship"])
    assert guardian is not None
    assert guardian.guardian is not None
    assert record("guardianship", "017")[34:48] == f"0001{guardian.guardian.cpr}"
    assert record("dead", "001")[23:25] == "90"
    assert record("dead", "003")[183:187] == "0000"
    assert record("newborn_unnamed", "008")[13:145].strip() == ""
    assert {line[13:23] for line in of["newly_separated"] if line.startswith("014")} == set(citizen.children)


def test_every_kind_of_record_occurs(lines: list[str]) -> None:
    kinds = Counter(line[:3] for line in lines)
    expected = "001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016 017 022 023 024 026 029"
    assert set(expected.split()) <= set(kinds)


def test_the_extract_is_read_in_the_code_page_of_cpr(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert (
        hashlib.sha256(text.encode("cp1252").decode("cp1252").encode()).digest()
        == hashlib.sha256(text.encode()).digest()
    )
