"""The page's tabs: the overview, the citizen's life and benefits, and each section in full, filled as it lands."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget

from app.access.model import Section
from app.citizen.model.sections import SectionState
from app.workplace import Workplace
from widgets import texts
from widgets.citizen.context import Context
from widgets.citizen.life import LifeTab
from widgets.citizen.overview import Overview, SectionTab
from widgets.citizen.reckoning import ReckoningTab
from widgets.citizen.sight import Sight
from widgets.steps import Steps


class CitizenTabs(QTabWidget):
    """Follows the citizen in `sight`. A section's tab is filled when it is turned to, or before, while all rests."""

    made = Signal(object)
    """A `SectionView`, each once."""
    address_turned = Signal()
    """The address has come into sight or left it."""

    def __init__(self, workplace: Workplace, sight: Sight) -> None:
        super().__init__()
        self._sight = sight
        self._hid_address = True
        self._ahead = Steps(self)
        self.setDocumentMode(True)
        self.overview = Overview(self)
        self.overview.made.connect(self.made)
        self.addTab(self.overview, self.tr("Overblik"))
        self.life = LifeTab(workplace, sight, self)
        self.addTab(self.life, self.tr("Livssituation"))
        self.sections = {section: SectionTab(section, self) for section in Section}
        for section, tab in self.sections.items():
            tab.made.connect(self.made)
            self.addTab(tab, texts.section(section))
        self.reckoning = ReckoningTab(workplace, self.life, self)
        self.addTab(self.reckoning, self.tr("Beregning"))
        self.life.reckoning_wanted.connect(self.reckon)
        self.currentChanged.connect(self._turned_to)
        sight.landed.connect(self._landed)
        sight.finished.connect(self._finished)
        sight.revealed_turned.connect(self._turn_address)

    def making(self) -> Iterator[None]:
        """Makes what a look-up needs, a part a step."""
        for section in Section:
            self.overview.make(section)
            yield
        for tab in self.sections.values():
            view = tab.make()
            yield
            view.complete()
            yield

    @property
    def section(self) -> Section | None:
        """Whose tab is in sight; None on any other tab."""
        tab = self.currentWidget()
        return tab.section if isinstance(tab, SectionTab) else None

    def turn_to(self, section: Section) -> None:
        self.setCurrentWidget(self.sections[section])

    def reckon(self, benefit: str) -> None:
        """Turn to the reckoning, at the benefit of this key; the focus goes along."""
        self.setCurrentWidget(self.reckoning)
        self.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)
        self.reckoning.choose(benefit)

    def forget(self) -> None:
        """Nothing of the citizen is left on any tab, shown or hidden."""
        self._ahead.drop()
        self.life.forget()
        self.reckoning.forget()
        self.overview.clear()
        for tab in self.sections.values():
            tab.clear()

    def _turn_address(self) -> None:
        """Show anew all that may bear the address."""
        context = self._sight.context
        if context is not None:
            self._hid_address = context.hides_address
            for state in self._sight.states.values():
                self._show(state, context)
        self.life.show_facts()
        self.address_turned.emit()

    def _landed(self, state: SectionState) -> None:
        context = self._sight.context
        if context is not None and context.hides_address == self._hid_address:
            self._show(state, context)
        elif context is not None:
            self._turn_address()

    def _show(self, state: SectionState, context: Context) -> None:
        self.overview.show_state(state, context)
        if self.section is state.section:
            self.sections[state.section].show_state(state, context)

    def _finished(self) -> None:
        self._ahead.begin(self._filling())

    def _filling(self) -> Iterator[None]:
        """Fills the tabs nobody looks at yet, so that turning to one costs no more than painting it."""
        for section, tab in self.sections.items():
            context, state = self._sight.context, self._sight.states.get(section)
            if context is not None and state is not None:
                tab.show_state(state, context)
                yield

    def _turned_to(self, index: int) -> None:
        tab = self.widget(index)
        context = self._sight.context
        if isinstance(tab, SectionTab) and context is not None and tab.section in self._sight.states:
            tab.show_state(self._sight.states[tab.section], context)
