"""Whatever is typed in Find is read as a search or refused in words: never an error, never a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from adapters.keychain.training import TrainingKeys
from app.clock import SystemClock
from app.cpr import CprNumber
from app.errors import UserError
from app.population.addresses import titled_address
from app.population.database import open_index
from app.population.desk import Population
from app.population.find import FindKind, FindResult
from app.population.index import PopulationIndex, build_index
from app.population.lawful import ByAddress, ByCpr, ByNameAndAddress, ByNameAndBirth, Reading
from app.population.model import ExtractPerson
from app.population.query import read_query
from app.workplace import Workplace
from tests.app.desk import ERRANDS, Desk
from tests.app.population.made_up import REFERENCE, MadeUpPeople, questions
from tests.app.test_workplace import OnePage
from tests.app.wrong_input import LIKE, wrong_input

COUNT = 50_000
PEOPLE = 300
_VALUES = re.compile(r"\?(?:,\?)*")


class Watched(PopulationIndex):
    """The index, noting each statement with its lists of values made one."""

    def __init__(self, *arguments: Any) -> None:
        self.statements: set[str] = set()
        super().__init__(*arguments)

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        self.statements.add(_VALUES.sub("?", statement))
        return super()._rows(statement, values)


@dataclass
class Finding:
    """A desk with an encrypted extract of `people`."""

    people: list[ExtractPerson]
    path: Path
    keys: TrainingKeys
    index: Watched
    workplace: Workplace
    failed: list[str] = field(default_factory=list)

    def find(self, text: str, *, address: bool = False) -> FindResult | None:
        """None, and a line in `failed` without what was typed, where it raised anything."""
        try:
            return self.workplace.find(text, address=address)
        except Exception as error:  # noqa: BLE001 - just that must not happen, whatever it is
            self.failed.append(f"{type(error).__name__} for {text!a}")
            return None


@pytest.fixture(scope="module")
def finding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finding]:
    path, keys, people = (
        tmp_path_factory.mktemp("extract") / "population.db",
        TrainingKeys(),
        list(MadeUpPeople(PEOPLE)),
    )
    build_index(path, people, keys, produced=REFERENCE, municipality="0999")
    desk, population = Desk(), Population()
    with closing(Watched(path, SystemClock(), keys)) as index:
        population.open(index)
        workplace = Workplace(
            viewer=desk.viewer,
            municipality="Fjordby Kommune",
            errands=tuple(ERRANDS.values()),
            sources=desk.sources,
            population=population,
            renderer=OnePage(),
        )
        yield Finding(people, path, keys, index, workplace)


def contents(finding: Finding) -> list[tuple[Any, ...]]:
    with closing(open_index(finding.path, finding.keys)) as connection:
        return [
            *connection.execute("SELECT * FROM person ORDER BY cpr"),
            *connection.execute("SELECT * FROM sqlite_schema"),
        ]


def strays(text: str, result: FindResult, finding: Finding) -> list[str]:
    """What the answer has that the question, as it may be read, cannot have found."""
    query = read_query(text, finding.workplace.today)
    if isinstance(query, ByCpr):
        return [f"another number for {text!a}" for hit in result.hits if hit.cpr != query.cpr]
    years, at_address = set[int](), False
    reading: Reading | None = query
    while reading is not None:
        if isinstance(reading, ByNameAndBirth):
            years |= {*reading.years, *(day.year for day in reading.dates)}
        at_address |= isinstance(reading, ByAddress | ByNameAndAddress)
        reading = getattr(reading, "otherwise", None)
    # By an address nobody is found whose address is protected.
    others = [hit for hit in result.hits if (hit.born is None or hit.born.year not in years)]
    return [f"a stray for {text!a}" for hit in others if hit.protected or not at_address]


def test_fifty_thousand_wrong_inputs_raise_nothing_and_inject_nothing(finding: Finding) -> None:
    before, kinds, wrong = contents(finding), set[FindKind](), list[str]()
    for text in wrong_input(finding.people, COUNT):
        result = finding.find(text)
        if result is None:
            continue
        kinds.add(result.kind)
        # Both leave the desk: to the archive and to Adressevælger.
        (result.case_number + result.address).encode()
        if len(result.hits) > 50 or (result.hits and result.kind is not FindKind.PEOPLE):
            wrong.append(f"{result.kind} for {text!a}")
        wrong += strays(text, result, finding)
    assert finding.failed == []
    assert wrong == []
    assert kinds == set(FindKind) - {FindKind.NO_INDEX}
    assert contents(finding) == before
    # No statement grows with what is typed, and none has room for a quoted word.
    assert len(finding.index.statements) < 100
    assert not [statement for statement in finding.index.statements if re.search(r"['\";%\\]|--", statement)]


def test_addresses_that_adressevaelger_might_send_raise_nothing(finding: Finding) -> None:
    """Its titles come back as a search, and JSON may hold what no keyboard types."""
    finding.failed.clear()
    for number, text in enumerate(wrong_input(finding.people, 5_000, seed=8)):
        finding.find(f"{text} {number % 99 + 1}", address=True)
        finding.find(text, address=True)
    assert finding.failed == []
    assert titled_address("Nørregade 12, 9998 Fjordby") is not None


def test_no_wildcard_finds_anybody(finding: Finding) -> None:
    someone = finding.people[0]
    year = someone.cpr.birth_date.year if someone.cpr.birth_date else 0
    for mark in LIKE:
        for text in (mark, f"{mark} {year}", f"{mark} 12", f"{mark} {mark} {year}", f"{someone.cpr.digits[:6]}{mark}"):
            result = finding.find(text)
            assert result is not None
            assert "karen" in mark or result.hits == (), ascii(text)
    long = [at for one in finding.people if (at := one.address) is not None and len(at.road_name) > 9]
    for at in long[:50]:
        result = finding.find(f"{at.road_name[:4]}% {at.house}")
        assert result is not None
        assert not [hit for hit in result.hits if hit.address and hit.address.startswith(at.road_name)], at.road_name
    assert len(long) > 50


def test_the_same_desk_still_finds_people(finding: Finding) -> None:
    asked = questions(finding.people, 100)
    found = [finding.find(question.text) for question in asked]
    hits = [{hit.cpr for hit in result.hits} if result else set() for result in found]
    assert sum(question.person.cpr in own for question, own in zip(asked, hits, strict=True)) > 90


def test_a_number_is_ten_digits_of_a_date_or_none(finding: Finding) -> None:
    for text in wrong_input(finding.people, 20_000, seed=9):
        number = CprNumber.parse(text)
        assert number is None or (number.birth_date is not None and re.fullmatch(r"[0-9]{10}", number.digits))


def test_an_error_would_be_noticed(finding: Finding) -> None:
    finding.failed.clear()
    finding.index.close()
    assert finding.find(finding.people[0].cpr.digits) is None
    assert [text.split()[0] for text in finding.failed] == [UserError.__name__]
