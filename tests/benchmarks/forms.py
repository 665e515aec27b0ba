"""A form under the fingers while a register hangs: how long one key holds the event loop, from press to paint.

As a program it types in the largest form and prints milliseconds a key as JSON, beside those of a bare line of text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

from tests.benchmarks.fjordby import ROOT
from tests.benchmarks.row import Measured, NotMeasuredError, Row

_KEYS: Final = 2_000
_QUICK_KEYS: Final = 200
_LONGEST: Final = 300.0
_HELD: Final = 2
"""Calls under way, for the dwelling and for the host, before the first key."""
_FORM: Final = "flytteanmeldelse"


def _keystroke(quick: bool) -> Measured:
    command = [sys.executable, "-m", "tests.benchmarks.forms", str(_QUICK_KEYS if quick else _KEYS)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=_LONGEST, check=False
    )
    if done.returncode:
        raise NotMeasuredError(f"the form ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    said = json.loads(done.stdout)
    form, bare = (_share(said[name], 0.99) for name in ("form", "bare"))
    note = f"{form:.1f} ms, bare {bare:.1f}; median {_share(said['form'], 0.5):.1f}; {said['held']} calls held"
    return Measured(form - bare, note)


def _share(times: list[float], part: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


ROWS: Final = (Row("form-keystroke-p99", "ms above bare", 16, _keystroke),)


def _type(line: Any, keys: int, again: Callable[[], None]) -> list[float]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    times = []
    for number in range(keys):
        begun = perf_counter()
        if number % 30 == 0:
            again()
        key = Qt.Key.Key_0 if number % 3 else Qt.Key.Key_Backspace
        QTest.keyClick(line, key)
        QApplication.processEvents()
        times.append(1000 * (perf_counter() - begun))
    return times


def _main(keys: int) -> int:
    from PySide6.QtWidgets import QApplication, QLineEdit

    from tests.app.situations.forms.made_up import PLACE
    from tests.widgets.situations.form_desk import FormDesk, HeldChecker
    from widgets.theme import apply_theme
    from widgets.tokens import Density, Scheme

    app = QApplication(["indgang", "-style", "fusion"])
    apply_theme(app, Scheme.LIGHT, Density.COMFORTABLE)
    with TemporaryDirectory() as folder:
        desk, held = FormDesk(Path(folder)), HeldChecker()
        view = desk.view(_FORM, {"ny_adresse": PLACE, "hos_andre": "ja", "logivaert": "0702614075"}, checker=held)
        bare = QLineEdit()
        for window in (view, bare):
            window.resize(1280, 720)
            window.show()
        line = view.row("flyttedato").editor.stop
        while held.waiting < _HELD:
            app.processEvents()
        times = {
            "form": _type(line, keys, line.clear if isinstance(line, QLineEdit) else bare.clear),
            "bare": _type(bare, keys, bare.clear),
        }
        held.go.set()
        view.keep_now()
        sys.stdout.write(json.dumps({**times, "held": held.waiting}) + "\n")
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    raise SystemExit(_main(int(sys.argv[1])))
