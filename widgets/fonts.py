"""The typeface and its four sizes; nothing else picks a family, a size or a weight in code.

Linux has no font to count on, so a named package carries one there; tests use it everywhere, so that pictures are
alike. Windows and macOS keep their own. Figures of both are tabular: amounts line up without more.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

_PACKAGE: Final = "font_source_sans_pro"
_FILES: Final = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")
_FAMILY: Final = "Source Sans Pro"


class TextSize(IntEnum):
    """Device-independent pixels; Qt scales them with the screen."""

    SMALL = 12
    BODY = 13
    SECTION = 15
    NAME = 20


def font_directory() -> Path | None:
    """Where the packaged typeface lies, for the screen and for PDFs; None where the package is missing."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "files"


def _uses_system_font() -> bool:
    own = sys.platform in ("win32", "darwin")
    return own and os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] != "offscreen"


@cache
def _register(directory: Path) -> None:
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(directory / name))


def base_font() -> QFont:
    """The body font, its files registered with Qt on the way. Falls back to the system's font without the package."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    directory = None if _uses_system_font() else font_directory()
    if directory is not None:
        _register(directory)
        font = QFont(_FAMILY)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(TextSize.BODY)
    return font


def sized(font: QFont, size: TextSize, *, semibold: bool = False) -> QFont:
    """A copy of `font` for painting by hand; widgets get theirs from the style sheet by role."""
    copy = QFont(font)
    copy.setPixelSize(size)
    copy.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    return copy
