"""A real desk's extract: nobody can be read from its file, and a lost key or file costs the extract, nothing else."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from adapters.keychain.training import TrainingKeys
from app.errors import UserError
from app.population.database import index_key, open_database, open_index
from app.population.index import PopulationIndex, build_index
from app.population.model import ExtractPerson
from app.store.cipher import Error, Key
from tests.app.population.conftest import Noon, ask
from tests.app.population.made_up import REFERENCE, MadeUpPeople, questions
from tests.app.population.test_build import ENDLESS_BUILD
from tests.app.store.disk import build as build_shim
from tests.app.store.disk import run

PEOPLE = 2_000


@pytest.fixture(scope="module")
def people() -> list[ExtractPerson]:
    return list(MadeUpPeople(PEOPLE))


@pytest.fixture
def keys() -> TrainingKeys:
    return TrainingKeys()


@pytest.fixture
def path(tmp_path: Path, people: list[ExtractPerson], keys: TrainingKeys) -> Path:
    path = tmp_path / "population.db"
    build_index(path, people, keys, produced=REFERENCE, municipality="0999")
    return path


def told_in_clear(folder: Path, people: list[ExtractPerson]) -> set[str]:
    """Of the people's names, roads and relatives' numbers, those that can be read in a file of the folder."""
    words = {word for person in people for word in (*person.name.split(), *person.earlier_names) if len(word) > 4}
    words |= {person.address.road_name for person in people if person.address}
    words |= {other.digits for person in people for _, other in person.relations}
    files = [file.read_bytes() for file in folder.iterdir()]
    return {word for word in words if any(word.encode() in written for written in files)}


def test_nobody_is_read_from_the_file(path: Path, people: list[ExtractPerson]) -> None:
    assert list(path.parent.iterdir()) == [path]
    assert told_in_clear(path.parent, people) == set()
    # What the same scan finds in a file in clear.
    build_index(path, people, None, produced=REFERENCE, municipality="0999")
    assert len(told_in_clear(path.parent, people)) > 500


def test_a_build_at_work_writes_one_file_and_nobody_in_clear(
    path: Path, people: list[ExtractPerson], keys: TrainingKeys
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS_BUILD, str(path), index_key(keys).text],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
    ) as build:  # fmt: skip
        assert build.stdout
        assert build.stdout.readline() == "half way\n"
        (part,) = set(path.parent.iterdir()) - {path}
        opened = {Path(link).resolve() for link in Path(f"/proc/{build.pid}/fd").glob("*")}
        build.send_signal(signal.SIGKILL)
    assert {file for file in opened if file.is_file() and file.suffix != ".pyc"} == {part}
    assert told_in_clear(path.parent, people) == set()


def test_it_answers_as_the_file_in_clear_does(path: Path, people: list[ExtractPerson], keys: TrainingKeys) -> None:
    clear = path.with_name("clear.db")
    build_index(clear, people, None, produced=REFERENCE, municipality="0999")
    with closing(PopulationIndex(path, Noon(), keys)) as sealed, closing(PopulationIndex(clear, Noon(), None)) as plain:
        asked = questions(people, 300)
        found = [ask(sealed, question.text) for question in asked]
        assert found == [ask(plain, question.text) for question in asked]
        assert sum(bool(result.hits) for result in found) > 250


@pytest.mark.parametrize(
    ("secret", "code"),
    [(None, "index-key-missing"), ("not a key", "index-key-missing"), (Key.new().text, "index-damaged")],
    ids=["lost", "garbled", "another"],
)
def test_a_lost_key_costs_the_index_until_the_extract_is_imported_again(
    path: Path, people: list[ExtractPerson], keys: TrainingKeys, secret: str | None, code: str
) -> None:
    before = path.read_bytes()
    keys.delete("index")
    if secret is not None:
        keys.write("index", secret)
    with pytest.raises(UserError, match=code):
        PopulationIndex(path, Noon(), keys)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    build_index(path, people[:1], keys, produced=date(2026, 1, 10), municipality="0999")
    with closing(PopulationIndex(path, Noon(), keys)) as index:
        assert index.contains(people[0].cpr)


def test_a_file_in_clear_is_no_index_where_there_is_a_key(
    path: Path, people: list[ExtractPerson], keys: TrainingKeys
) -> None:
    build_index(path, people, None, produced=REFERENCE, municipality="0999")
    with pytest.raises(UserError, match="index-damaged"):
        PopulationIndex(path, Noon(), keys)


def test_damage_is_told_and_printed_nowhere(
    path: Path, people: list[ExtractPerson], keys: TrainingKeys, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = path.read_bytes()
    for at in range(0, len(whole), len(whole) // 40):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            with closing(PopulationIndex(path, Noon(), keys)) as index:
                for person in people[::100]:
                    assert index.contains(person.cpr)
        except UserError as error:
            assert error.code == "index-damaged"  # noqa: PT017 - most damage is to pages nobody asked for
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("statement", ["ATTACH '{}' AS other", "VACUUM INTO '{}'", "SELECT sqlcipher_export('main')"])
def test_no_statement_copies_it_into_the_clear(path: Path, keys: TrainingKeys, statement: str) -> None:
    reading, writing = open_index(path, keys), open_database(path, index_key(keys), write=True)
    for connection in (reading, writing):
        with closing(connection), pytest.raises(Error):
            connection.execute(statement.format(path.with_name("clear.db")))
    assert list(path.parent.iterdir()) == [path]


def test_a_disk_full_at_any_write_keeps_the_old_index_and_is_told(tmp_path: Path) -> None:
    shim = build_shim(tmp_path)
    folder = tmp_path / "store"
    folder.mkdir()
    found = run("full_builder", folder, shim=shim, room="tests.app.population")
    assert found["told"] > 10
    assert found["wrong"] == []


def test_people_who_break_off_leave_no_part(path: Path, keys: TrainingKeys) -> None:
    def breaking() -> Iterator[ExtractPerson]:
        yield from MadeUpPeople(50)
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        build_index(path, breaking(), keys, produced=REFERENCE, municipality="0999")
    assert list(path.parent.iterdir()) == [path]
