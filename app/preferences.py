"""How one employee wants the window: kept in this desk's folder, never anything about a citizen."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path

_log = logging.getLogger(__name__)
_FILE = "preferences.json"


@dataclass(frozen=True, slots=True)
class Preferences:
    """`scheme`: system, light, dark or high_contrast; `density`: comfortable or compact; `language`: da or en."""

    scheme: str = "system"
    density: str = "comfortable"
    language: str = "da"


def load_preferences(store: Path) -> Preferences:
    """What was kept; the defaults for what was not, or cannot be read."""
    try:
        kept = json.loads((store / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError) as error:
        _log.warning("preferences not read: %s", type(error).__name__)
        return Preferences()
    known = {field.name for field in fields(Preferences)}
    return Preferences(**{key: value for key, value in kept.items() if key in known and isinstance(value, str)})


def keep_preferences(store: Path, preferences: Preferences) -> None:
    """Written beside and moved into place, so that a crash leaves the old ones."""
    part = store / f"{_FILE}.part"
    part.write_text(json.dumps(asdict(preferences)), encoding="utf-8")
    part.replace(store / _FILE)
