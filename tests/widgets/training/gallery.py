"""Pictures of the training page: `python -m tests.widgets.training.gallery DIR`. For eyes, not for comparison."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from app.citizen.port import RegisterKey
from app.training.port import Fault, FaultSetting
from tests.widgets.shell.desk import MadeUpDesk
from tests.widgets.training.desk import TrainingDesk, training_desk
from widgets.shell.window import MainWindow, Page
from widgets.theme import apply_theme
from widgets.tokens import Density, Scheme
from widgets.training.page import TrainingPage

_SIZES = {"1280": (1280, 720), "1920": (1920, 1080), "narrow": (900, 640)}
_MIXED = dict(
    zip(
        RegisterKey,
        (Fault.TIMEOUT, Fault.DELAY, Fault.WRONG_PERSON, Fault.REFUSED, Fault.NONE, Fault.DENIED),
        strict=True,
    )
)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QLocale.setDefault(QLocale("da_DK"))
    app = QApplication(sys.argv[:1])
    for scheme, sizes in ((Scheme.LIGHT, _SIZES), (Scheme.DARK, _SIZES), (Scheme.HIGH_CONTRAST, {"1280": (1280, 720)})):
        apply_theme(app, scheme, Density.COMFORTABLE)
        for size, (width, height) in sizes.items():
            with training_desk() as desk:
                _draw(desk, folder / f"{scheme.value}-{size}", width, height)


def _draw(desk: TrainingDesk, path: Path, width: int, height: int) -> None:
    window = MainWindow(MadeUpDesk())
    page = TrainingPage(desk.workplace, english="dark" in path.name)
    window.add_page(Page("training", "Træning", "graduation-cap", lambda: page))
    window.resize(width, height)
    window.show()
    _settle(page)
    _grab(window, path, "building")
    page.set_people(desk.people)
    _grab(window, path, "well")
    for register, fault in _MIXED.items():
        desk.servers.set(register, fault, 2.5 if fault is Fault.DELAY else 0.0)
    page.faults._apply({RegisterKey.CPR: FaultSetting(_MIXED[RegisterKey.CPR])})
    page.people.table.view.setFocus()
    page.people.table.view.selectRow(7)
    _settle(page)
    _grab(window, path, "faults")
    page.faults.rows[RegisterKey.EINDKOMST].seconds.setFocus()
    page.people.table._filter.setText("pension")
    _grab(window, path, "seconds")
    page.people.table._filter.setText("xyz")
    desk.servers.close()
    page.faults.presets["down"].setFocus()
    page.faults.presets["down"].click()
    _settle(page)
    _grab(window, path, "silent")
    window.close()
    window.deleteLater()


def _settle(page: TrainingPage) -> None:
    if not QSignalSpy(page.faults.idle).wait(10_000):
        raise SystemExit("the page did not settle")


def _grab(window: MainWindow, path: Path, what: str) -> None:
    QApplication.sendPostedEvents()
    window.grab().save(f"{path}-{what}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
