"""The municipality's data files: names, roads, the named people. Read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "training"


@cache
def load(name: str) -> dict[str, Any]:
    """The TOML file `name` of resources/training."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
