"""BBR's and DAR's codes in words. `codes.json` holds the lists and which field uses which.

BBR's texts are those of the official code lists (BBR's kodelister, codebook of 19 July 2026); codes on their way
out stand in real data and are kept.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from app.citizen.model.coded import Coded

_DAR_STATUS: Final = {"2": "Foreløbig", "3": "Gældende", "4": "Nedlagt", "5": "Henlagt"}


@cache
def _lists() -> dict[str, dict[str, str]]:
    """Code lists by field: its number (`byg021`, `enh020`), or its name where it has none."""
    content = json.loads(Path(__file__).with_name("codes.json").read_text(encoding="utf-8"))
    return {field: content["lists"][name] for field, name in content["fields"].items()}


def coded(field: str, code: str) -> Coded:
    """`code` of the BBR field `field`, in words where its list is in hand."""
    lists = _lists()
    return Coded(code, lists.get(field, lists.get(field[:6], {})).get(code))


def address_status(code: str) -> Coded:
    return Coded(code, _DAR_STATUS.get(code))
