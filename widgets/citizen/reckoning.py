"""The tab "Beregning": the citizen's benefits as they are and as they would be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.workplace import Workplace
from widgets import formats
from widgets.benefits.what_if import WhatIf
from widgets.citizen.life import LifeTab
from widgets.parts.notices import EmptyState


class ReckoningTab(QWidget):
    """Shows what `life` knows of the citizen; made when it is first looked at."""

    copy_wanted = Signal(str, str)
    print_wanted = Signal(object)
    """A `Comparison`."""

    def __init__(self, workplace: Workplace, life: LifeTab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._life = workplace, life
        self.what_if: WhatIf | None = None
        self._is_current = False
        self._waiting = EmptyState("calculator", self.tr("Læser satser og regler …"), parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._waiting)
        life.facts_changed.connect(self._outdate)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._life.prepare()
        self._show_facts()

    def _outdate(self) -> None:
        self._is_current = False
        if self.isVisible():
            self._show_facts()

    def _show_facts(self) -> None:
        handbook = self._life.handbook
        if handbook is None or self._is_current:
            return
        if self.what_if is None:
            self.what_if = WhatIf(tuple(handbook.book.benefits.values()), handbook.compare, self)
            self.what_if.copy_wanted.connect(self.copy_wanted)
            self.what_if.print_wanted.connect(self.print_wanted)
            rates = handbook.book.origin
            issued = self.tr("Satser fra {0}, {1}").format(rates.issuer, formats.day(rates.issued))
            self.what_if.tell_rates(issued, handbook.book.refused)
            self._waiting.hide()
            self._column.addWidget(self.what_if)
        self._is_current = True
        forms = (form for form in handbook.forms.values() if form.errand == self._life.errand)
        first = {asks.benefit for form in forms for asks in form.reckonings}
        self.what_if.show_facts(self._life.facts, self._workplace.now, self._workplace.today, first=first)

    def choose(self, benefit: str) -> None:
        """Explain the benefit of this key, once it is reckoned."""
        self._show_facts()
        if self.what_if is not None:
            self.what_if.choose(benefit)

    def forget(self) -> None:
        self._is_current = False
        if self.what_if is not None:
            self.what_if.forget()
