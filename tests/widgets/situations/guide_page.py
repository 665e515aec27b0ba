"""The guide on a page of its own, with made-up tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.access.purpose import load_errands
from app.access.roles import SystemRole, UserSystemRole
from app.situations.guide import Guide
from app.situations.local_notes import LocalNote, LocalNotes
from tests.app.situations.made_up_tasks import read_tasks
from widgets.situations.guide import GuidePage
from widgets.tokens import RESOURCES

SUBJECTS = {"23.05.08": "Folkeregistrering", "32.03.14": "Individuel boligstøtte", "27.36.04": "Helbredstillæg"}


DAY = date(2026, 11, 22)


CASEWORKER = (UserSystemRole(SystemRole.CASEWORKER),)


TO_CHECK = """
[tjek]
title = "Tjek det"
area = "kort"
summary = "Kort"
owner = [ {{ who = "kommune" }} ]
level = 1
errand = "pas"
steps = ["Spørg."]
next = {{ who = "Udbetaling Danmark", web = "eksempel.dk" }}
check_locally = ["{what}"]
"""


def made_guide(tmp_path: Path, **files: str) -> Guide:
    errands = load_errands(RESOURCES / "purposes.toml")
    tasks = read_tasks(tmp_path / "tasks", **files)
    return Guide(tasks, LocalNotes(tmp_path / "noter.json"), errands=errands, subjects=SUBJECTS)


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    return made_guide(tmp_path)


def shown(
    qtbot: QtBot, guide: Guide, roles: Callable[[], tuple[UserSystemRole, ...]] = lambda: CASEWORKER
) -> GuidePage:
    page = GuidePage(
        guide,
        roles=roles,
        today=lambda: DAY,
        author="Lise Nord",
        forms={"flytteanmeldelse": "Flytteanmeldelse"},
        situations={"flytning-inden-for": "Flytning inden for kommunen"},
    )
    qtbot.addWidget(page)
    page.resize(1196, 670)
    with qtbot.waitExposed(page):
        page.show()
    page.go_here()
    qtbot.waitUntil(lambda: page._job is not None and page._job.finished)
    return page


@pytest.fixture
def page(qtbot: QtBot, guide: Guide) -> GuidePage:
    return shown(qtbot, guide)


def typed(page: GuidePage, text: str) -> list[str]:
    """The keys of the tasks listed then."""
    field = page._field
    field.clear()
    QTest.keyClicks(field, text)
    return [row.key for row in page._list.rows]


def focused_within(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def writing(page: GuidePage) -> bool:
    return page.view.note.is_writing


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(page: QWidget, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.isVisible() and text in b.text())


NOTED = LocalNote(
    phone="44 00 00 00",
    opening="Torsdag til 18",
    address="Torvet 1",
    fee="178 kr.",
    deadline="To uger",
    complaint="Til borgmesteren",
)


def facts(page: GuidePage) -> dict[str, str]:
    return {fact.label: fact.text() for grid in (page.view._law, page.view._onward) for fact in grid.facts}
