"""While the desk is locked its encrypted extract is shut: nobody is found in it, and its key is fetched anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.keychain.training import TrainingKeys
from app.citizen.model.person import AddressKey
from app.cpr import CprNumber
from app.errors import UserError
from app.population.database import index_key
from app.population.desk import Population
from app.population.index import PopulationIndex, build_index
from tests.app.population.conftest import Noon, ask, names, person

SOMEBODY = CprNumber("0701614038")


class Extract:
    def __init__(self, folder: Path) -> None:
        self.keys = TrainingKeys()
        index_key(self.keys, make=True)
        path = folder / "extract.db"
        build_index(path, [person(SOMEBODY.digits, "Karen Lindholm")], self.keys, produced=NOON, municipality="0999")
        self.index = PopulationIndex(path, Noon(), self.keys)
        self.population = Population()


NOON = Noon().now().date()


@pytest.fixture
def extract(tmp_path: Path) -> Iterator[Extract]:
    extract = Extract(tmp_path)
    yield extract
    extract.index.close()


def test_nobody_is_found_in_it_until_it_is_unlocked(extract: Extract) -> None:
    extract.population.open(extract.index)
    ask(extract.index, "xyxyxy 1961")  # which is looked for far and wide
    assert extract.index._vocabulary != {}
    extract.population.lock()
    assert extract.population.index is None
    assert extract.population.person(SOMEBODY) is None
    assert extract.population.residents(AddressKey("0999", "0412", "12", "2", "tv")) is None
    with pytest.raises(UserError):
        ask(extract.index, "karen 1961")
    assert extract.index._vocabulary == {}
    extract.population.unlock()
    found = extract.population.person(SOMEBODY)
    assert found is not None
    assert names(extract.index, "karen 1961") == ["Karen Lindholm"]


def test_a_key_that_is_gone_costs_the_extract_and_not_the_desk(extract: Extract) -> None:
    extract.population.open(extract.index)
    extract.population.lock()
    extract.keys.delete("index")
    extract.population.unlock()
    assert extract.population.index is None


def test_one_that_is_opened_while_the_desk_is_locked_is_shut_at_once(extract: Extract) -> None:
    extract.population.lock()
    extract.population.open(extract.index)
    assert extract.population.index is None
    with pytest.raises(UserError):
        extract.index.person(SOMEBODY)
    extract.population.unlock()
    assert extract.population.person(SOMEBODY) is not None
