"""How one employee wants the window: kept in this desk's folder, never anything about a citizen."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

_log = logging.getLogger(__name__)
_FILE = "preferences.json"
LOCK_MINUTES: Final = range(1, 31)


@dataclass(frozen=True, slots=True)
class Preferences:
    """`scheme`: system, light, dark or high_contrast; `density`: comfortable or compact; `language`: da or en.

    `lock_after`: minutes without use, one of LOCK_MINUTES.
    """

    scheme: str = "system"
    density: str = "comfortable"
    language: str = "da"
    lock_after: int = 5


def load_preferences(store: Path) -> Preferences:
    """What was kept; the defaults for what was not, or cannot be read."""
    try:
        kept = json.loads((store / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError) as error:
        _log.warning("preferences not read: %s", type(error).__name__)
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    names = (field.name for field in fields(Preferences))
    return Preferences(**{name: kept[name] for name in names if _fits(name, kept.get(name))})


def keep_preferences(store: Path, preferences: Preferences) -> None:
    """Written beside and moved into place, so that a crash leaves the old ones."""
    part = store / f"{_FILE}.part"
    part.write_text(json.dumps(asdict(preferences)), encoding="utf-8")
    part.replace(store / _FILE)


def _fits(name: str, value: object) -> bool:
    return value in LOCK_MINUTES if name == "lock_after" else isinstance(value, str)
