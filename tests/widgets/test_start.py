"""What a window waits for before it shows, and what waits for the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from app.access.viewer import Viewer
from app.errors import UserError
from tests.benchmarks.fjordby import ROOT
from tests.benchmarks.start import cold_start
from widgets.late_desk import LateDesk
from widgets.start import Dressing
from widgets.window import DeskWindow

if TYPE_CHECKING:
    from app.population.index import PopulationIndex
    from app.workplace import Workplace


class Order(QObject):
    """What came first: the Find box's first paint, or the making of the workplace."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append("painted")
        return False

    def make(self) -> Workplace:
        self.seen.append("made")
        raise UserError("index-missing")


def _no_extract() -> PopulationIndex:
    raise UserError("index-missing")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the program's own folder is not known elsewhere")
def test_no_heavy_module_is_there_at_the_first_paint(tmp_path: Path) -> None:
    assert cold_start("program", tmp_path).heavy == ()


def test_no_source_is_read_for_what_is_imported() -> None:
    code = "import widgets.window, linecache; print(len(linecache.cache))"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(said.stdout) < 10  # those that came with PySide itself


_COPY_AND_QUIT = """
import pathlib, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from widgets.parts.clipboard import personal_clipboard
from widgets.start import start_application
app = QApplication(sys.argv[:1])
start_application(app, pathlib.Path(sys.argv[1]), None)
personal_clipboard().copy("0702614075")
QTimer.singleShot(0, app.quit)
app.exec()
print([app.clipboard().text()])
"""


def test_a_number_that_was_copied_is_not_on_the_clipboard_when_the_program_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _COPY_AND_QUIT, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "['']\n", "")


def test_the_workplace_is_made_after_the_first_paint_and_a_failure_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    order = Order()
    desk = LateDesk(Viewer("lnord", "Lise Nord", "Borgerservice"), "Fjordby", is_training=True, make=order.make)
    window = DeskWindow(desk, store=tmp_path, dressing=Dressing("da", lambda _preferences: None))
    qtbot.addWidget(window)
    window.find_box.installEventFilter(order)
    window.open_extract(_no_extract)
    with qtbot.waitSignal(window.settled):
        window.show()
    qtbot.waitUntil(window.desk_banner.isVisible)
    assert order.seen[0] == "painted"
    assert "made" in order.seen


_DRESS = """
import logging, pathlib, sys
from PySide6.QtWidgets import QApplication
from widgets import start
logging.basicConfig(stream=sys.stdout, format="%(message)s")
start.RESOURCES = pathlib.Path(sys.argv[1])
print(start.start_application(QApplication(sys.argv[:1]), pathlib.Path(sys.argv[1]), sys.argv[2]).untranslated)
"""


@pytest.mark.parametrize(("language", "lacks"), [("en", True), ("da", False)])
def test_a_language_without_its_texts_is_told_and_logged(tmp_path: Path, language: str, lacks: bool) -> None:
    """Danish stands in the program: it needs no file."""
    run = [sys.executable, "-c", _DRESS, str(tmp_path), language]
    said = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert ("en.qm is missing" in said) is lacks
    assert said.endswith(f"{lacks}\n")


def test_a_window_that_should_speak_english_and_cannot_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    desk = LateDesk(Viewer("lnord", "Lise Nord", "Borgerservice"), "Fjordby", is_training=True, make=Order().make)
    for untranslated in (True, False):
        dressing = Dressing("en", lambda _preferences: None, untranslated=untranslated)
        window = DeskWindow(desk, store=tmp_path, dressing=dressing)
        qtbot.addWidget(window)
        assert window.desk_banner.isHidden() is not untranslated
