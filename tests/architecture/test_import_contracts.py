"""Each import contract bites: a violation planted in a copy of the sources turns it red, and it alone was asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

PLANTED = {
    "app-layers": ("app/errors.py", "import app.citizen.port"),
    "app-plain": ("app/clock.py", "import requests"),
    "one-cipher": ("app/citizen/records.py", "import sqlcipher3"),
    "one-sql": ("app/situations/plan.py", "import sqlalchemy"),
    "one-keychain": ("app/store/desk.py", "import keyring"),
    "widgets-ports": ("widgets/theme.py", "import adapters.transport"),
    "widgets-pages": ("widgets/training/__init__.py", "import widgets.citizen"),
    "widgets-citizen": ("widgets/situations/__init__.py", "import widgets.citizen.context"),
    "widgets-parts": ("widgets/parts/__init__.py", "import widgets.shell"),
    "adapters-ports": ("adapters/transport.py", "import app.citizen.lookup"),
    "registers-apart": ("adapters/registers/cpr/parse.py", "import adapters.registers.bbr.parse"),
    "simulators-plain": ("adapters/registers/cpr/simulator.py", "import app.citizen.model.person"),
    "training-leaf": ("adapters/training/people.py", "import app.cpr"),
}


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """All contracts where none is named."""
    tool = Path(sys.executable).with_name("lint-imports.exe" if os.name == "nt" else "lint-imports")
    command = [str(tool), *(f"--contract={contract}" for contract in contracts), "--no-cache"]
    surroundings = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=120)


def test_every_contract_has_a_planted_violation() -> None:
    assert {contract["id"] for contract in CONTRACTS} == set(PLANTED)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for room in ("app", "widgets", "adapters"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__", "samples"))
    assert lint(folder).returncode == 0
    return folder


@pytest.mark.parametrize("contract", sorted(PLANTED))
def test_a_planted_violation_is_found(sources: Path, contract: str) -> None:
    place, statement = PLANTED[contract]
    file = sources / place
    clean = file.read_text(encoding="utf-8")
    file.write_text(f"{clean}\n\n{statement}\n", encoding="utf-8")
    try:
        found = lint(sources, contract)
    finally:
        file.write_text(clean, encoding="utf-8")
    assert found.returncode == 1, found.stdout
    assert "BROKEN" in found.stdout
