"""History: one timeline out of all the sections the purpose opens."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from app.access.model import Section
from app.citizen.model.sections import SectionValue, Timeline, TimelineKind
from app.citizen.port import RegisterKey
from app.errors import BugError
from widgets import texts
from widgets.citizen.context import Context
from widgets.citizen.section import SectionView
from widgets.parts.timeline import TimelineEntry, TimelineView
from widgets.theme import set_role

_ICONS = {
    TimelineKind.BORN: "baby",
    TimelineKind.CHILD: "baby",
    TimelineKind.MOVED: "house",
    TimelineKind.LOST_ADDRESS: "map-pin-off",
    TimelineKind.EMIGRATED: "plane",
    TimelineKind.CIVIL_STATUS: "users",
    TimelineKind.SEPARATED: "users",
    TimelineKind.CUSTODY: "users",
    TimelineKind.GUARDIANSHIP: "shield",
    TimelineKind.PROTECTION: "shield",
    TimelineKind.INCOME_STARTED: "circle-play",
    TimelineKind.INCOME_STOPPED: "circle-stop",
    TimelineKind.GRANT_STARTED: "hand-coins",
    TimelineKind.GRANT_ENDED: "hand-coins",
    TimelineKind.CASE_OPENED: "folder-open",
    TimelineKind.CASE_STATE: "folder",
    TimelineKind.STATUS: "user",
}


class HistoryView(SectionView):
    section = Section.HISTORY
    source = RegisterKey.CPR

    def source_words(self) -> str:
        return self.tr("Flere kilder")

    def __init__(self, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(compact=compact, parent=parent)
        self._timeline = TimelineView(self.tr("Tidslinje"), self.content)
        self._missing = QLabel(self.content)
        self._missing.setWordWrap(True)
        set_role(self._missing, "muted")
        self.body.addWidget(self._timeline, 1)
        self.body.addWidget(self._missing)

    def fill(self, value: SectionValue, context: Context) -> None:
        if not isinstance(value, Timeline):
            raise BugError("another section's value")
        entries = [
            TimelineEntry(
                day=event.day,
                icon=_ICONS[event.kind],
                text=texts.event(event, hide_address=context.hides_address),
                source=texts.register(event.source),
                note=self.tr("usikker dato") if event.uncertain else "",
            )
            for event in value.events
            if not (event.reveals_address and context.hides_address)
        ]
        self._timeline.set_entries(entries)
        waiting = self.state.waiting_for if self.state else ()
        left_out = [section for section in value.missing if not waiting or not context.opens(section)]
        names = ", ".join(texts.section(section) for section in left_out)
        said = [self.tr("Uden: {0}").format(names)] if left_out else []
        if context.hides_address:  # whether there was a move or not: that there is none would tell something too
            said.append(self.tr("Flytninger vises ikke, mens adressen er skjult."))
        self._missing.setText("\n".join(said))
        self._missing.setVisible(bool(said))

    def forget(self) -> None:
        super().forget()
        self._timeline.set_entries(())
        self._missing.clear()
