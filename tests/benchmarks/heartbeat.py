"""The event loop's pulse: a timer every two milliseconds, and how long after one beat the next one came.

As a program it is the bare Qt process: it beats until its standard input closes, then prints its gaps as JSON.
"""

from __future__ import annotations

import json
import sys
from array import array
from threading import Thread
from time import perf_counter
from typing import Final

from PySide6.QtCore import QMetaObject, QObject, Qt, QTimer, Slot

_BEAT_MS: Final = 2
_WARM_UP_MS: Final = 500


class Heartbeat(QObject):
    """`gaps` in milliseconds, since `start`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gaps = array("d")
        self._last = 0.0
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    @Slot()
    def start(self) -> None:
        self.gaps = array("d")
        self._last = perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = perf_counter()
        self.gaps.append(1000 * (now - self._last))
        self._last = now


def _bare() -> int:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.show()
    heart = Heartbeat(app)
    heart.start()
    QTimer.singleShot(_WARM_UP_MS, heart.start)
    QTimer.singleShot(_WARM_UP_MS, _say_ready)
    Thread(target=_quit_with_stdin, args=(app,), daemon=True).start()
    app.exec()
    heart.stop()
    sys.stdout.write(json.dumps(list(heart.gaps)) + "\n")
    return 0


def _say_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def _quit_with_stdin(app: QObject) -> None:
    sys.stdin.read()
    QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)


if __name__ == "__main__":
    raise SystemExit(_bare())
