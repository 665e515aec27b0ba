"""Icons of one family (Lucide), drawn from the package's SVGs in the theme's colours.

The archive is read at the first icon asked for. An icon given to a button with `give` follows the
theme; an icon never stands without a name or a word beside it, which is its owner's business.
"""

from __future__ import annotations

import importlib.util
import struct
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.errors import BugError
from widgets.tokens import current

_PACKAGE: Final = "justmyresource_lucide"
_ENTRY: Final = struct.Struct("<10xH8xI4xH12xI")  # a central directory entry up to its name
_LOCAL_LENGTHS: Final = struct.Struct("<HH")  # of name and extra field, the last four bytes of a local header
_LOCAL_SIZE: Final = 30
SMALL: Final = 16
LARGE: Final = 20


@cache
def _archive() -> bytes:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise BugError("the icon package is not installed")
    return (Path(spec.origin).parent / "icons.zip").read_bytes()


@cache
def _svg(name: str) -> str:
    """One file of the archive, found by its name in the archive's directory.

    `zipfile` reads the directory's 1,700 entries first, which costs a twelfth of a bare Qt start; a window needs six.
    """
    data, wanted = _archive(), f"{name}.svg".encode()
    place = int.from_bytes(data[-6:-2], "little")
    while (place := data.find(wanted, place)) >= 0:
        header = data[place - _ENTRY.size : place]
        if header.startswith(b"PK\x01\x02"):
            method, size, name_length, local = _ENTRY.unpack(header)
            if name_length == len(wanted):
                start = local + _LOCAL_SIZE + sum(_LOCAL_LENGTHS.unpack_from(data, local + _LOCAL_SIZE - 4))
                raw = data[start : start + size]
                return (zlib.decompress(raw, -zlib.MAX_WBITS) if method else raw).decode("utf-8")
        place += 1
    raise BugError(f"no icon is called {name}")


@cache
def _drawn(name: str, colour: str, size: int, dpr: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(round(size * dpr), round(size * dpr))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def pixmap(name: str, colour: str, *, size: int = SMALL, dpr: float = 1.0) -> QPixmap:
    """`name` in the colour the theme calls `colour`; `size` in device-independent pixels."""
    return _drawn(name, _hex(colour), size, dpr)


def icon(name: str, colour: str, *, size: int = SMALL) -> QIcon:
    """For menus and models, which are built anew when they open. Disabled looks disabled."""
    return _icon(name, _hex(colour), _hex("disabled"), size)


@cache
def _icon(name: str, colour: str, disabled: str, size: int) -> QIcon:
    made = QIcon()
    for dpr in (1.0, 2.0):
        made.addPixmap(_drawn(name, colour, size, dpr))
        made.addPixmap(_drawn(name, disabled, size, dpr), QIcon.Mode.Disabled)
    return made


def give(button: QAbstractButton, name: str, colour: str = "icon", *, size: int = SMALL) -> None:
    """Set the button's icon and let it follow the theme."""
    button.setProperty("icon_name", name)
    button.setProperty("icon_colour", colour)
    button.setIconSize(QSize(size, size))
    button.setIcon(icon(name, colour, size=size))


def retint(widgets: Iterable[QWidget]) -> None:
    """Draw the icons of `give` again in the theme's present colours."""
    for widget in widgets:
        name = widget.property("icon_name")
        if isinstance(name, str) and isinstance(widget, QAbstractButton):
            give(widget, name, str(widget.property("icon_colour")), size=widget.iconSize().width())


def _hex(colour: str) -> str:
    return current().colours[colour]
