"""The index file: replaced whole or not at all, and refused when it is not what it should be."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.errors import UserError
from app.population.index import PopulationIndex, build_index
from app.population.model import ExtractPerson
from tests.app.population.conftest import Noon, person
from tests.app.population.made_up import MadeUpPeople

OLD = date(2026, 1, 3)
NEW = date(2026, 1, 10)

ENDLESS_BUILD = """
import sys
from datetime import date
from pathlib import Path
from app.population.index import build_index
from tests.app.population.made_up import MadeUpPeople

def people():
    for number, person in enumerate(MadeUpPeople(50_000)):
        if number == 20_000:
            print("half way", flush=True)
            sys.stdin.read()
        yield person

build_index(Path(sys.argv[1]), people(), produced=date(2026, 1, 10), municipality="0999")
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "extract.sqlite"
    build_index(path, MadeUpPeople(300), produced=OLD, municipality="0999")
    return path


def produced(path: Path) -> date:
    index = PopulationIndex(path, Noon())
    index.close()
    return index.produced


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        PopulationIndex(path, Noon()).close()
    return caught.value.code


def test_a_build_killed_half_way_leaves_the_old_index(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS_BUILD, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
    ) as build:  # fmt: skip
        assert build.stdout
        assert build.stdout.readline() == "half way\n"
        (part,) = path.parent.glob("*.part")
        # Another build meanwhile leaves the one at work alone.
        build_index(path, MadeUpPeople(200), produced=OLD, municipality="0999")
        assert part.exists()
        build.send_signal(signal.SIGKILL)
    assert produced(path) == OLD
    assert part.exists()
    build_index(path, MadeUpPeople(300), produced=NEW, municipality="0999")
    assert produced(path) == NEW
    assert list(path.parent.iterdir()) == [path]


def test_an_extract_that_breaks_off_leaves_the_old_index(path: Path) -> None:
    def people() -> Iterator[ExtractPerson]:
        yield from MadeUpPeople(50)
        raise UserError("extract-damaged")

    with pytest.raises(UserError, match="extract-damaged"):
        build_index(path, people(), produced=NEW, municipality="0999")
    assert produced(path) == OLD
    assert list(path.parent.iterdir()) == [path]


def test_an_extract_of_nobody_is_refused(path: Path) -> None:
    with pytest.raises(UserError, match="extract-empty"):
        build_index(path, [], produced=NEW, municipality="0999")
    assert produced(path) == OLD


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file from being replaced")
def test_an_open_index_goes_on_answering_from_the_old_file(path: Path) -> None:
    (known,) = MadeUpPeople(1)
    index = PopulationIndex(path, Noon())
    build_index(path, [person("0101704001", "Ole Holm")], produced=NEW, municipality="0999")
    assert index.person(known.cpr)
    index.close()
    assert produced(path) == NEW


def test_the_same_person_twice_is_one_person(tmp_path: Path) -> None:
    ole = person("0101704001", "Ole Holm")
    path = tmp_path / "extract.sqlite"
    build_index(path, [ole, replace(ole, last="Lund")], produced=NEW, municipality="0999")
    index = PopulationIndex(path, Noon())
    hit = index.person(ole.cpr)
    index.close()
    assert hit
    assert hit.name == "Ole Lund"


def test_a_missing_index(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.sqlite") == "index-missing"
    assert refused(tmp_path) == "index-missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\x00" + bytes(4000)])
def test_a_file_that_is_no_index(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "extract.sqlite"
    path.write_bytes(content)
    assert refused(path) == "index-damaged"


def test_somebody_elses_database(tmp_path: Path) -> None:
    path = tmp_path / "extract.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE person (cpr)")
    assert refused(path) == "index-damaged"


def test_an_index_cut_short(path: Path) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2)
    assert refused(path) == "index-damaged"


def test_damage_found_while_searching_quotes_nobody(path: Path) -> None:
    (known,) = MadeUpPeople(1)
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 8192))
    with pytest.raises(UserError) as caught, closing(PopulationIndex(path, Noon())) as index:
        index.person(known.cpr)
    assert caught.value.code == "index-damaged"
    assert known.cpr.digits not in str(caught.value)


def test_another_version_must_be_built_anew(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    assert refused(path) == "index-outdated"
    build_index(path, MadeUpPeople(10), produced=NEW, municipality="0999")
    assert produced(path) == NEW


def test_nothing_can_be_written_through_an_open_index(path: Path) -> None:
    index = PopulationIndex(path, Noon())
    with pytest.raises(UserError):
        index._rows("DELETE FROM person")
    index.close()
    assert produced(path) == OLD
