"""`main.py import-population` as a person types it: what it takes, what it refuses in a sentence, and what it keeps."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from keyring.backends import fail

from adapters.cpr_extract import read_extract
from app.arguments import parse_arguments
from app.clock import SystemClock
from app.cpr import CprNumber
from app.population.index import PopulationIndex, build_index
from app.population.query import ByCpr
from main import VERSION, _population, main, site_of
from tests.adapters.keychain.backends import Vault, chosen
from tests.contracts import CONTRACTS, needs_contracts
from tests.journeys.fjordby import ROOT, Desk, Town

OFFICIAL = CONTRACTS / "cpr-testpersons"
INDEX = "population.db"
REFUSED = 2


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)


def known(store: Path, cpr: CprNumber) -> bool:
    index = PopulationIndex(store / INDEX, SystemClock(), None)
    try:
        return index.contains(cpr)
    finally:
        index.close()


def extract_of(people: Iterable[list[str]], town: Town, *, count: int | None = None) -> bytes:
    """A whole extract of these people's records, under the town's own start record."""
    lines = [line for records in people for line in records]
    first = town.extract.read_bytes().split(b"\n", 1)[0].decode("cp1252")
    end = f"999{'0' * 10}{len(lines) if count is None else count:08d}"
    return "\n".join((first, *lines, end)).encode("cp1252")


def records(town: Town, most: int) -> list[list[str]]:
    """The records of the first people of the town's extract."""
    by_person: dict[str, list[str]] = {}
    for line in town.extract.read_bytes().decode("cp1252").split("\n")[1:-1]:
        if line[3:13] not in by_person and len(by_person) == most:
            break
        by_person.setdefault(line[3:13], []).append(line)
    return list(by_person.values())


@pytest.fixture
def store(tmp_path: Path, town: Town) -> Path:
    """A training desk with a small extract on it."""
    (tmp_path / "small.txt").write_bytes(extract_of(records(town, 20), town))
    done = run("import-population", tmp_path / "small.txt", "--store", tmp_path / "store")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "CPR-udtræk af 20-11-2026 er indlæst.\n"
    return tmp_path / "store"


def test_an_extract_is_imported_and_its_people_are_found(store: Path, town: Town) -> None:
    for person in records(town, 20):
        assert known(store, CprNumber(person[0][3:13]))
    assert not known(store, town.people["other_municipality"])


def wrong_files(town: Town) -> dict[str, bytes]:
    good = extract_of(records(town, 5), town)
    return {
        "Filen er ikke et CPR-udtræk. Det gamle er beholdt.": b"navn;adresse\nEt regneark;Et sted\n",
        "Udtrækket slutter før tid: slutposten mangler. Det gamle er beholdt.": good.rpartition(b"\n")[0],
        "Udtrækket har et andet antal poster, end slutposten siger. Det gamle er beholdt.": extract_of(
            records(town, 5), town, count=9_999
        ),
        "Udtrækket har ingen personer. Det gamle er beholdt.": extract_of([], town),
    }


def test_wrong_files_are_refused_in_a_sentence_and_the_old_index_is_kept(store: Path, town: Town) -> None:
    someone = CprNumber(records(town, 20)[-1][0][3:13])
    before = (store / INDEX).read_bytes()
    for sentence, content in wrong_files(town).items():
        (store.parent / "wrong.txt").write_bytes(content)
        done = run("import-population", store.parent / "wrong.txt", "--store", store)
        assert (done.returncode, done.stdout, done.stderr) == (REFUSED, "", f"{sentence}\n")
    assert (store / INDEX).read_bytes() == before
    assert known(store, someone)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(store: Path) -> None:
    done = run("import-population", store.parent / "nowhere.txt", "--store", store)
    assert (done.returncode, done.stderr) == (REFUSED, "Filen kan ikke læses.\n")


CONFIGURATION = """
[municipality]
code = "0461"
name = "Odense Kommune"
cvr = "35209115"
[employee]
user = "az12345"
name = "Navn Navnesen"
cpr = "0101010101"
[[roles]]
name = "Borgerservice"
[[roles.rights]]
role = "sagsbehandler"
[store]
folder = "{store}"
recovery_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
[registers.archive]
url = "https://127.0.0.1:9/"
"""


def test_a_real_configuration_and_training_refuse_each_others_stores(tmp_path: Path, store: Path, town: Town) -> None:
    from app.errors import UserError
    from app.store.folder import claim_store

    config = tmp_path / "odense.toml"
    config.write_text(CONFIGURATION.format(store=store), encoding="utf-8")
    with pytest.raises(UserError, match="store-foreign"):
        claim_store(store, municipality="0461", training=False)
    done = run("--config", config)
    assert done.returncode == REFUSED
    assert "Træning og drift deler aldrig mappe." in done.stderr

    real = claim_store(tmp_path / "real", municipality="0461", training=False)
    done = run("import-population", tmp_path / "small.txt", "--store", real)
    assert done.returncode == REFUSED
    assert "Træning og drift deler aldrig mappe." in done.stderr
    assert not (real / INDEX).exists()


def test_a_real_extract_is_encrypted_with_a_key_from_the_key_store(
    tmp_path: Path, town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    config, extract, store = tmp_path / "odense.toml", tmp_path / "small.txt", tmp_path / "real"
    config.write_text(CONFIGURATION.format(store=store), encoding="utf-8")
    people = records(town, 20)
    extract.write_bytes(extract_of(people, town))
    arguments = ["import-population", str(extract), "--config", str(config)]
    vault = Vault()
    with chosen(vault):
        assert main(arguments) == 0
        said = capfd.readouterr()
        assert said.out.startswith("CPR-udtræk af 20-11-2026 er indlæst.\nSlet filen nu.")
        assert said.err == ""
        index = _population(site_of(parse_arguments(["--config", str(config)], VERSION)))
        try:
            assert all(index.contains(CprNumber(person[0][3:13])) for person in people)
            assert index.municipality == "0461"
        finally:
            index.close()
    assert [username for _, username in vault.kept] == [f"index {store}"]
    written = (store / INDEX).read_bytes()
    words = {word.encode() for person in people for line in person for word in line[13:].split() if len(word) > 5}
    assert words
    assert not [word for word in words if word in written]


def test_without_a_key_store_no_real_extract_is_imported(
    tmp_path: Path, town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    config, extract, store = tmp_path / "odense.toml", tmp_path / "small.txt", tmp_path / "real"
    config.write_text(CONFIGURATION.format(store=store), encoding="utf-8")
    extract.write_bytes(extract_of(records(town, 3), town))
    with chosen(fail.Keyring()):  # type: ignore[no-untyped-call] # keyring leaves it untyped
        assert main(["import-population", str(extract), "--config", str(config)]) == REFUSED
    assert "intet sikkert nøglelager" in capfd.readouterr().err
    assert [file.name for file in store.iterdir()] == ["indgang-store.json"]


@needs_contracts
def test_the_44_official_test_persons_are_imported_and_found(tmp_path: Path) -> None:
    people: list[list[str]] = []
    start = ""
    for path in sorted(OFFICIAL.glob("PNR_*.txt")):
        lines = [line for line in path.read_bytes().decode("cp1252").splitlines() if line.strip()]
        start = lines[0]
        people.append(lines[1:-1])
    assert len(people) == 44
    count = sum(map(len, people))
    whole = "\n".join((start, *(line for person in people for line in person), f"999{'0' * 10}{count:08d}"))
    (tmp_path / "official.txt").write_bytes(whole.encode("cp1252"))
    refused = run("import-population", tmp_path / "official.txt", "--store", tmp_path / "store")
    assert refused.returncode == REFUSED
    assert "virkelige borgere" in refused.stderr  # their numbers might be somebody's: training keeps them out
    with (tmp_path / "official.txt").open("rb") as stream:
        extract = read_extract(stream)
        build_index(tmp_path / INDEX, extract, None, produced=extract.produced, municipality="0851")
    index = PopulationIndex(tmp_path / INDEX, SystemClock(), None)
    try:
        for path in OFFICIAL.glob("PNR_*.txt"):
            cpr = CprNumber(path.stem.removeprefix("PNR_"))
            assert index.contains(cpr)
            (hit,) = index.find(ByCpr(cpr)).hits
            assert hit.cpr == cpr or index.person(cpr) == hit
    finally:
        index.close()


def test_what_was_imported_is_what_find_finds(desk: Desk) -> None:
    """The desk's own index was built by the same reader from the town's whole extract."""
    assert desk.workplace.population.produced == desk.workplace.today
    (line,) = desk.find(desk.people["long_name"].written)
    assert "Anne-Sofie Ærøskøbing Østergaard-Christoffersen" in line
