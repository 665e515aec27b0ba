"""KLE, the municipalities' common subject plan: numbers to titles, for the benefits index and the archive."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

from app.citizen.model.coded import Coded

_TOPICS: Final = Path(__file__).resolve().parent.parent / "resources" / "kle" / "emner.csv"


def topic(number: str) -> Coded:
    """The subject with its title. An unknown number, or a group such as 32.*, has no title."""
    return Coded(number, _titles().get(number))


@cache
def _titles() -> dict[str, str]:
    with _TOPICS.open(encoding="utf-8", newline="") as file:
        return {row["emnenr"]: row["titel"] for row in csv.DictReader(file)}
