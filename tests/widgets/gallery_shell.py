"""The shell's part of the gallery: the window with each thing that can lie over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.citizen.port import Health, RegisterKey
from app.workplace import FindKind, FindResult
from tests.widgets.shell.desk import PEOPLE, MadeUpDesk
from widgets.shell.window import MainWindow, Page
from widgets.tokens import Meaning


def draw_shell(folder: Path, name: str, make_page: Callable[[], QWidget], *, width: int, height: int) -> None:
    desk = MadeUpDesk()
    window = MainWindow(desk)
    window.add_page(
        Page("citizen", "Borger", "user", make_page, help="Find en borger, vælg ærinde, og se situationen.")
    )
    window.add_page(Page("training", "Træning", "graduation-cap", QWidget))
    window.add_page(Page("settings", "Indstillinger", "settings", QWidget, at_foot=True))
    window.add_page(Page("help", "Hjælp", "circle-question-mark", QWidget, at_foot=True))
    window.resize(width, height)
    window.show()
    _grab(window, folder / f"shell-{name}.png")

    window.find_box.setFocus()
    window.find_box.setText("ka 1959")
    popup = window.find_box._the_popup()
    popup.show_result(FindResult(FindKind.PEOPLE, hits=PEOPLE, more=True), desk.today)
    window.find_box._place(popup)
    _grab(window, folder / f"shell-find-{name}.png")
    window.find_box.close_list()

    desk.health = {RegisterKey.CPR: Health.DOWN, RegisterKey.EINDKOMST: Health.FAILING, RegisterKey.BBR: Health.UNKNOWN}
    window.status.refresh()
    window.say("Notatet er gemt", undo=True)
    window.offline_banner.say("Ingen forbindelse siden kl. 10.15. Viser gemte oplysninger.", Meaning.WARNING)
    window.status.show_list()
    _grab(window, folder / f"shell-registers-{name}.png")
    window.status.show_list()

    window.show_palette()
    _grab(window, folder / f"shell-palette-{name}.png")
    window.show_palette()
    window.show_help()
    _grab(window, folder / f"shell-help-{name}.png")
    window.show_help()
    window.toggle_privacy()
    _grab(window, folder / f"shell-private-{name}.png")
    window.toggle_privacy()
    window.close()
    window.deleteLater()


def _grab(window: QWidget, path: Path) -> None:
    QApplication.sendPostedEvents()
    window.grab().save(str(path))
