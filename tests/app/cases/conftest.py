from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.cases.archives import NoteDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[NoteDesk]:
    made = NoteDesk(tmp_path)
    yield made
    made.close()
