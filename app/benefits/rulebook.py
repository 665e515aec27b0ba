"""All declarations and figures of a desk in one hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.benefits.declaration import Benefit


@dataclass(frozen=True, slots=True)
class Rulebook:
    benefits: Mapping[str, Benefit]


def load_rulebook(resources: Path) -> Rulebook:
    raise NotImplementedError
