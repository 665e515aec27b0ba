"""The town for the whole run, a desk in it for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.fjordby import Desk, Town
from widgets.theme import apply_theme
from widgets.tokens import Density, Scheme


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("fjordby"))
    yield town
    town.close()


@pytest.fixture(scope="session", autouse=True)
def _dressed(qapp: QApplication) -> None:
    QLocale.setDefault(QLocale("da_DK"))
    qapp.setCursorFlashTime(0)
    apply_theme(qapp, Scheme.LIGHT, Density.COMFORTABLE)


@pytest.fixture
def desk(town: Town, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    town.calm()
    town.diary.clear()
    desk = Desk(town, tmp_path)
    desk.qtbot = qtbot
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def _seat(town: Town, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(town, tmp_path_factory.mktemp("seat"))
    yield desk
    desk.close()


@pytest.fixture
def cleared_desk(_seat: Desk, qtbot: QtBot) -> Desk:
    """One desk for a whole module, cleared before each test: a window is the dearest part of a short journey."""
    _seat.qtbot = qtbot
    _seat.clear()
    return _seat


@pytest.fixture
def another_desk(town: Town, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Desks beside the first, for comparing what two of them see."""
    desks: list[Desk] = []

    def sit_down(*, extract: bool = True) -> Desk:
        folder = tmp_path / f"desk-{len(desks)}"
        folder.mkdir()
        desk = Desk(town, folder, extract=extract)
        desk.qtbot = qtbot
        desks.append(desk)
        return desk

    yield sit_down
    for desk in desks:
        desk.close()
