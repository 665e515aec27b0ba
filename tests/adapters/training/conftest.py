from __future__ import annotations

from datetime import date

import pytest

from adapters.training.municipality import Municipality

REFERENCE = date(2026, 11, 20)


@pytest.fixture(scope="session")
def town() -> Municipality:
    """Small enough for every test, with every kind of family in it."""
    return Municipality(REFERENCE, size=3_000)


@pytest.fixture(scope="session")
def named(town: Municipality) -> dict[str, str]:
    return dict(town.named())
