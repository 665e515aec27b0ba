"""The index file, in clear and encrypted: replaced whole or not at all, refused when it is not what it should be."""

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

from adapters.keychain.training import TrainingKeys
from app.errors import UserError
from app.population.database import index_key, open_database
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
from adapters.keychain.training import TrainingKeys
from app.population.index import build_index
from tests.app.population.made_up import MadeUpPeople

def people():
    for number, person in enumerate(MadeUpPeople(50_000)):
        if number == 20_000:
            print("half way", flush=True)
            sys.stdin.read()
        yield person

keys = TrainingKeys() if sys.argv[2] else None
if keys is not None:
    keys.write("index", sys.argv[2])
build_index(Path(sys.argv[1]), people(), keys, produced=date(2026, 1, 10), municipality="0999")
"""


Keys = TrainingKeys | None


@pytest.fixture(params=["in clear", "encrypted"])
def keys(request: pytest.FixtureRequest) -> Keys:
    if request.param == "in clear":
        return None
    keys = TrainingKeys()
    index_key(keys, make=True)
    return keys


@pytest.fixture
def path(tmp_path: Path, keys: Keys) -> Path:
    path = tmp_path / "extract.sqlite"
    build_index(path, MadeUpPeople(300), keys, produced=OLD, municipality="0999")
    return path


def produced(path: Path, keys: Keys) -> date:
    index = PopulationIndex(path, Noon(), keys)
    index.close()
    return index.produced


def refused(path: Path, keys: Keys) -> str:
    with pytest.raises(UserError) as caught:
        PopulationIndex(path, Noon(), keys).close()
    return caught.value.code


def opened(path: Path, keys: Keys) -> sqlite3.Connection:
    return open_database(path, index_key(keys) if keys else None, write=True)


def test_a_build_killed_half_way_leaves_the_old_index(path: Path, keys: Keys) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS_BUILD, str(path), index_key(keys).text if keys else ""],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
    ) as build:  # fmt: skip
        assert build.stdout
        assert build.stdout.readline() == "half way\n"
        (part,) = path.parent.glob("*.part")
        # Another build meanwhile leaves the one at work alone.
        build_index(path, MadeUpPeople(200), keys, produced=OLD, municipality="0999")
        assert part.exists()
        build.send_signal(signal.SIGKILL)
    assert produced(path, keys) == OLD
    assert part.exists()
    build_index(path, MadeUpPeople(300), keys, produced=NEW, municipality="0999")
    assert produced(path, keys) == NEW
    assert list(path.parent.iterdir()) == [path]


def test_an_extract_that_breaks_off_leaves_the_old_index(path: Path, keys: Keys) -> None:
    def people() -> Iterator[ExtractPerson]:
        yield from MadeUpPeople(50)
        raise UserError("extract-damaged")

    with pytest.raises(UserError, match="extract-damaged"):
        build_index(path, people(), keys, produced=NEW, municipality="0999")
    assert produced(path, keys) == OLD
    assert list(path.parent.iterdir()) == [path]


def test_an_extract_of_nobody_is_refused(path: Path, keys: Keys) -> None:
    with pytest.raises(UserError, match="extract-empty"):
        build_index(path, [], keys, produced=NEW, municipality="0999")
    assert produced(path, keys) == OLD


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file from being replaced")
def test_an_open_index_goes_on_answering_from_the_old_file(path: Path, keys: Keys) -> None:
    (known,) = MadeUpPeople(1)
    index = PopulationIndex(path, Noon(), keys)
    build_index(path, [person("0101704001", "Ole Holm")], keys, produced=NEW, municipality="0999")
    assert index.person(known.cpr)
    index.close()
    assert produced(path, keys) == NEW


def test_the_same_person_twice_is_one_person(tmp_path: Path, keys: Keys) -> None:
    ole = person("0101704001", "Ole Holm")
    path = tmp_path / "extract.sqlite"
    build_index(path, [ole, replace(ole, last="Lund")], keys, produced=NEW, municipality="0999")
    index = PopulationIndex(path, Noon(), keys)
    hit = index.person(ole.cpr)
    index.close()
    assert hit
    assert hit.name == "Ole Lund"


def test_a_missing_index(tmp_path: Path, keys: Keys) -> None:
    assert refused(tmp_path / "none.sqlite", keys) == "index-missing"
    assert refused(tmp_path, keys) == "index-missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\x00" + bytes(4000)])
def test_a_file_that_is_no_index(tmp_path: Path, content: bytes, keys: Keys) -> None:
    path = tmp_path / "extract.sqlite"
    path.write_bytes(content)
    assert refused(path, keys) == "index-damaged"


def test_somebody_elses_database(tmp_path: Path, keys: Keys) -> None:
    path = tmp_path / "extract.sqlite"
    with closing(opened(path, keys)) as other:
        other.execute("CREATE TABLE person (cpr)")
    assert refused(path, keys) == "index-damaged"


def test_an_index_cut_short(path: Path, keys: Keys) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2)
    assert refused(path, keys) == "index-damaged"


def test_damage_found_while_searching_quotes_nobody(path: Path, keys: Keys) -> None:
    (known,) = MadeUpPeople(1)
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 8192))
    with pytest.raises(UserError) as caught, closing(PopulationIndex(path, Noon(), keys)) as index:
        index.person(known.cpr)
    assert caught.value.code == "index-damaged"
    assert known.cpr.digits not in str(caught.value)


def test_another_version_must_be_built_anew(path: Path, keys: Keys) -> None:
    with closing(opened(path, keys)) as connection:
        connection.execute("PRAGMA user_version = 999")
    assert refused(path, keys) == "index-outdated"
    build_index(path, MadeUpPeople(10), keys, produced=NEW, municipality="0999")
    assert produced(path, keys) == NEW


def test_nothing_can_be_written_through_an_open_index(path: Path, keys: Keys) -> None:
    index = PopulationIndex(path, Noon(), keys)
    with pytest.raises(UserError):
        index._rows("DELETE FROM person")
    index.close()
    assert produced(path, keys) == OLD
