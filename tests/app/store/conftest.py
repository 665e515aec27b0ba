from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.keychain.backends import chosen
from tests.app.store.desks import Premises
from tests.app.store.disk import build


@pytest.fixture
def premises(tmp_path: Path) -> Iterator[Premises]:
    folder = tmp_path / "store"
    folder.mkdir()
    made = Premises(folder)
    with chosen(made.vault):
        yield made


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("shim"))
