from __future__ import annotations

import tempfile
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


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory where there is such a place: for thousands of disks, or of writes nobody need wait for."""
    place = Path("/dev/shm")  # noqa: S108 - made-up people on throw-away disks
    with tempfile.TemporaryDirectory(dir=place if place.is_dir() else None) as folder:
        yield Path(folder)
