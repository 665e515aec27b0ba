from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.keychain.backends import chosen
from tests.app.store.desks import Premises


@pytest.fixture
def premises(tmp_path: Path) -> Iterator[Premises]:
    folder = tmp_path / "store"
    folder.mkdir()
    made = Premises(folder)
    with chosen(made.vault):
        yield made
