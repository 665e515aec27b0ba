"""One cold start, in a process of its own: `started.py bare` or `started.py program`.

Prints one JSON line when the field has been painted and a typed character has been painted in it. The program is
main.py itself, run as a script; the only thing added is an event filter on its Find box. The bare window is a
QMainWindow with a QLineEdit, asked for the same.
"""

from __future__ import annotations

import json
import runpy
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

if TYPE_CHECKING:  # what the program itself does not load must not be there because of this
    from app.workplace import Workplace
    from widgets.start import Dressing

ROOT: Final = Path(__file__).resolve().parents[2]
HEAVY: Final = (
    "requests",
    "lxml",
    "sqlalchemy",
    "reportlab",
    "pypdfium2",
    "keyring",
    "rapidfuzz",
    "msgspec",
    "sqlcipher3",
    "nacl",
)


class FirstLetter(QObject):
    """Waits for the field's first paint, types one letter, and reports when that is painted too."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._painted_at = 0.0
        self._heavy: list[str] = []
        self._reported = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            if not self._painted_at:
                QTimer.singleShot(0, self._after_first_paint)
            elif self._field.text() and not self._reported:
                self._reported = True
                QTimer.singleShot(0, self._report)
        return super().eventFilter(watched, event)

    def _after_first_paint(self) -> None:
        """A paint event comes before its paint; whatever the loop does next comes after."""
        if self._painted_at:
            return
        self._painted_at = time.monotonic()
        self._heavy = [name for name in HEAVY if name in sys.modules]
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
            QApplication.postEvent(self._field, key)

    def _report(self) -> None:
        said = {"painted": self._painted_at, "typed": time.monotonic(), "heavy": self._heavy}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
        QApplication.quit()


def _bare() -> int:
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    field = QLineEdit()
    window.setCentralWidget(field)
    window.resize(1440, 900)
    FirstLetter(field)
    window.show()
    return app.exec()


def _program(arguments: list[str]) -> None:
    sys.path.insert(0, str(ROOT))
    from widgets import window as pages

    class Watched(pages.DeskWindow):
        def __init__(self, workplace: Workplace, *, store: Path, dressing: Dressing) -> None:
            super().__init__(workplace, store=store, dressing=dressing)
            FirstLetter(self.find_box)

    setattr(pages, "DeskWindow", Watched)  # noqa: B010 - mypy holds that a class is not to be replaced
    sys.argv = [str(ROOT / "main.py"), *arguments]
    runpy.run_path(str(ROOT / "main.py"), run_name="__main__")


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        _bare()
    else:
        _program(sys.argv[2:])
