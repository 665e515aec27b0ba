"""What if, on a desk of Fjordby: another income beside what the registers know."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys.fjordby import Desk
from widgets.benefits.what_if import WhatIf
from widgets.citizen.reckoning import ReckoningTab


def estimate(desk: Desk, *, now: str, then: str) -> WhatIf:
    """What another income a month does to the support, which only Udbetaling Danmark decides."""
    desk.press(Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    desk.wait(lambda: isinstance(desk.page.tabs.currentWidget(), ReckoningTab))
    tab = desk.page.tabs.currentWidget()
    assert isinstance(tab, ReckoningTab)
    desk.wait(lambda: tab.what_if is not None and tab.what_if.table.model.rowCount() > 0)
    page = tab.what_if
    assert page is not None
    rows = page.entries.rows
    known = {"husstandsindkomst_maaned": now, "husleje_maaned": "6.000", "formue": "0", "varme_betales_saerskilt": "ja"}
    told = [(rows[name].now, text) for name, text in known.items()]
    for row, text in (*told, (rows["husstandsindkomst_maaned"].then, then)):
        with desk.qtbot.waitSignal(page.reckoned):
            row.put(text)
    desk.at_rest()
    return page
