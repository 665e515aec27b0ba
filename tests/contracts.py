"""The official contract files, kept beside the project and never inside it; tests skip where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

CONTRACTS = Path(__file__).resolve().parents[2] / "shared" / "interfaces" / "contracts"

needs_contracts = pytest.mark.skipif(
    not CONTRACTS.is_dir(), reason="the official contract files (../shared/interfaces/contracts) are not here"
)
