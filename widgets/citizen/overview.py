"""How the sections lie: all of them on the overview, in as many columns as there is room for, or one on its tab."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.access.model import Section
from app.citizen.model.sections import SectionState
from widgets.citizen.benefits import BenefitsView
from widgets.citizen.cases import CasesView
from widgets.citizen.context import Context
from widgets.citizen.dwelling import DwellingView
from widgets.citizen.history import HistoryView
from widgets.citizen.income import IncomeView
from widgets.citizen.person import PersonView
from widgets.citizen.section import SectionView
from widgets.parts.scrolled import scrolled
from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE

VIEWS: Final[dict[Section, type[SectionView]]] = {
    Section.PERSON: PersonView,
    Section.DWELLING: DwellingView,
    Section.INCOME: IncomeView,
    Section.BENEFITS: BenefitsView,
    Section.CASES: CasesView,
    Section.HISTORY: HistoryView,
}
_COLUMNS: Final = {
    3: ((Section.PERSON, Section.CASES), (Section.DWELLING, Section.BENEFITS), (Section.INCOME, Section.HISTORY)),
    2: ((Section.PERSON, Section.INCOME, Section.CASES), (Section.DWELLING, Section.BENEFITS, Section.HISTORY)),
    1: (tuple(Section),),
}
_WIDE, _MEDIUM = 1440, 940
_GAP: Final = 4 * SPACE


class Overview(QWidget):
    """All six sections in their compact form, made one at a time so that no pause is felt."""

    made = Signal(object)
    """Each `SectionView`, once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views: dict[Section, SectionView] = {}
        self._columns = 0
        self._stacks: list[QVBoxLayout] = []
        self._inner = QWidget()
        set_role(self._inner, "plain")
        self._area = scrolled(self._inner, self)
        self._row = QHBoxLayout(self._inner)
        self._row.setContentsMargins(PAGE_MARGIN, _GAP, PAGE_MARGIN, PAGE_MARGIN)
        self._row.setSpacing(_GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area.setAccessibleName(self.tr("Overblik"))
        layout.addWidget(self._area)

    def make(self, section: Section) -> None:
        """The section's view, if it is not there yet; with the last of them the overview is laid out."""
        if section in self.views:
            return
        view = VIEWS[section](compact=True, parent=self._inner)
        view.hide()
        self.views[section] = view
        self.made.emit(view)
        if len(self.views) == len(VIEWS):
            self._arrange(self._columns_that_fit())

    def show_state(self, state: SectionState, context: Context) -> None:
        for section in Section:
            self.make(section)
        self.views[state.section].show_state(state, context)
        self._share_room()

    def _share_room(self) -> None:
        """What is left of a column goes to its last section if that has something to show, else to nobody."""
        for stack, sections in zip(self._stacks, _COLUMNS[self._columns], strict=True):
            last = self.views[sections[-1]].state
            grows = last is not None and last.value is not None
            stack.setStretch(len(sections) - 1, int(grows))
            stack.setStretch(len(sections), int(not grows))

    def clear(self) -> None:
        """Nothing of the citizen is left in any view, shown or hidden."""
        for view in self.views.values():
            view.forget()
        self._area.verticalScrollBar().setValue(0)

    def _columns_that_fit(self) -> int:
        return 3 if self.width() >= _WIDE else 2 if self.width() >= _MEDIUM else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns and self._columns_that_fit() != self._columns:
            self._arrange(self._columns_that_fit())

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for stack in self._stacks:
            # A view still held by its old column would never tell the new one that its size has changed.
            while stack.takeAt(0) is not None:
                pass
            self._row.removeItem(stack)
            stack.deleteLater()
        self._stacks = []
        previous: QWidget | None = None
        for sections in _COLUMNS[columns]:
            stack = QVBoxLayout()
            stack.setSpacing(_GAP)
            for section in sections:
                stack.addWidget(self.views[section])
                self.views[section].show()
            stack.addStretch(1)
            self._row.addLayout(stack, 1)
            self._stacks.append(stack)
        self._share_room()
        for section in Section:
            if previous is not None:
                QWidget.setTabOrder(previous, self.views[section])
            previous = self.views[section]


class SectionTab(QWidget):
    """One section in full; its view is made before or when the tab is first looked at, and kept."""

    made = Signal(object)
    """The `SectionView`, once."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.view: SectionView | None = None
        self._shown: tuple[object, ...] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(PAGE_MARGIN, _GAP, PAGE_MARGIN, PAGE_MARGIN)

    def make(self) -> SectionView:
        """The view, made now if it was not before."""
        if self.view is None:
            self.view = VIEWS[self.section](compact=False, parent=self)
            self._layout.addWidget(self.view)
            self.made.emit(self.view)
        return self.view

    def show_state(self, state: SectionState, context: Context) -> None:
        """Show `state`, unless just that is shown already."""
        shown = (state, context.purpose, context.protected, context.revealed, context.today)
        if shown != self._shown:
            self._shown = shown
            self.make().show_state(state, context)

    def clear(self) -> None:
        """Nothing of the citizen is left in the view, shown or hidden."""
        self._shown = None
        if self.view is not None:
            self.view.forget()
