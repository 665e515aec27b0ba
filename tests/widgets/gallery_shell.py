"""The shell's part of the gallery: the window with each thing that can lie over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.citizen.model.dwelling import AddressHit
from app.citizen.port import Health, RegisterKey
from app.cpr import CprNumber
from app.population.find import FindKind, FindResult
from tests.widgets.shell.desk import PEOPLE, MadeUpDesk
from widgets.shell.window import MainWindow, Page
from widgets.tokens import Meaning

_ROADS = (
    AddressHit("navngivenvejpostnummer", "Mågebakken, 9984 Fjordby", None),
    AddressHit("husnummer", "Mågebakken 2, 9984 Fjordby", None),
    *(AddressHit("adresse", f"Mågebakken {number}, 9984 Fjordby", None) for number in range(4, 30, 2)),
)
_FLATS = tuple(
    AddressHit("adresse", f"Åboulevarden 12, {flat}, Nørremark ved Aalebæk Strandpark, 9985 Fjordby Nord", None)
    for flat in ("st. tv", "st. th", "1. tv", "1. th", "2. tv", "2. th", "3. tv", "3. th", "4. tv")
)
_MISSING = FindResult(FindKind.NO_INDEX, address="Mågebakken 12", extract=False)
_FOUND: dict[str, tuple[str, FindResult, tuple[AddressHit, ...] | None]] = {
    "find": ("ka 1959", FindResult(FindKind.PEOPLE, hits=PEOPLE, more=True), ()),
    "find-road": ("Mågebakken", FindResult(FindKind.NOT_LAWFUL, note="road_alone"), _ROADS),
    "find-house": ("Åboulevarden 12, 9985", FindResult(FindKind.PEOPLE, hits=PEOPLE[:2]), _FLATS),
    "find-nobody": ("Mågebakken 4", FindResult(FindKind.PEOPLE, note="nobody_registered"), ()),
    "find-silent": ("Mågebakken", FindResult(FindKind.NOT_LAWFUL, note="road_alone"), None),
    "find-no-index": ("Mågebakken 12", _MISSING, _ROADS[2:5]),
    "find-outside": ("0101801111", FindResult(FindKind.OUTSIDE, cpr=CprNumber("0101801111")), ()),
    "find-outside-no-index": (
        "0101801111",
        FindResult(FindKind.OUTSIDE, cpr=CprNumber("0101801111"), extract=False),
        (),
    ),
}
"""What is typed, what the extract says, and what Adressevælger: None when it does not answer."""


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
    popup = window.find_box._the_popup()
    for state, (typed, result, addresses) in _FOUND.items():
        window.find_box.setText(typed)
        popup.show_result(result, desk.today)
        if addresses is None:
            popup.say_addresses_failed(extract=result.extract)
        else:
            popup.show_addresses(addresses)
        window.find_box._place(popup)
        _grab(window, folder / f"shell-{state}-{name}.png")
        window.find_box.close_list()
    window.find_box.clear()

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
