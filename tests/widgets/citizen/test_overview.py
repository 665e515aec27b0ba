"""How the sections lie, as far as it is not seen in a picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.access.model import Section
from widgets.citizen.overview import Overview, SectionTab


def stops_that_scroll(place: QWidget) -> list[str]:
    """Places with the focus of which nobody would see where it is."""
    areas = place.findChildren(QScrollArea)
    return [type(area).__name__ for area in areas if Qt.FocusPolicy.TabFocus in area.focusPolicy()]


def test_tab_goes_past_the_overview_to_its_sections(qtbot: QtBot) -> None:
    overview = Overview()
    qtbot.addWidget(overview)
    for section in Section:
        overview.make(section)
    assert overview.findChild(QScrollArea) is not None
    assert stops_that_scroll(overview) == []


@pytest.mark.parametrize("section", Section)
def test_tab_goes_past_what_scrolls_in_a_section(qtbot: QtBot, section: Section) -> None:
    tab = SectionTab(section)
    qtbot.addWidget(tab)
    tab.make().complete()
    assert stops_that_scroll(tab) == []
