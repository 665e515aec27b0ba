"""Documents in the side pane. Those of a protected citizen wait for the extra, traced step: letters bear addresses."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.citizen.model.archive import FilePart
from app.sync.availability import Action
from app.workplace import Workplace
from widgets import texts
from widgets.citizen.document import DocumentView
from widgets.citizen.sight import Sight
from widgets.parts.notices import EmptyState
from widgets.parts.panes import PaneSplit


class DocumentDesk(QObject):
    """Call `follow_address` when the address comes into sight or leaves it."""

    reveal_wanted = Signal()
    impossible = Signal(str)
    """Why no document can be opened now."""

    def __init__(self, workplace: Workplace, sight: Sight, split: PaneSplit) -> None:
        super().__init__(split)
        self._workplace = workplace
        self._sight = sight
        self._split = split
        self._file: FilePart | None = None
        self._title = ""

    def open(self, file: FilePart, title: str) -> None:
        how = self._workplace.availability(Action.OPEN_DOCUMENT)
        if how.is_impossible:
            self.impossible.emit(texts.availability(how))
            return
        self._file, self._title = file, title
        self._show()

    def follow_address(self) -> None:
        """Show the document that waits, or hide the one in sight."""
        content = self._split.pane.content
        if self._file is not None and isinstance(content, DocumentView | EmptyState):
            self._show()

    def _show(self) -> None:
        context = self._sight.context
        if context is None or self._file is None:
            return
        if context.hides_address:
            step = EmptyState(
                "shield",
                self.tr("Dokumentet kan vise den beskyttede adresse."),
                self.tr("Visningen logges."),
                action=self.tr("Vis dokument og adresse"),
            )
            step.acted.connect(self.reveal_wanted)
            self._split.open_pane(self._title, step)
        else:
            view = DocumentView(self._workplace, context.citizen, context.purpose, self._file)
            self._split.open_pane(self._title, view)

    def forget(self) -> None:
        """Nobody, or somebody else, is on the page."""
        self._file = None
