"""Cases and documents across departments, as the archive has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.access.model import Section, Sensitivity
from app.citizen.model.archive import Case, CaseFile
from app.citizen.model.sections import SectionValue
from app.citizen.port import RegisterKey
from app.clock import danish_day
from app.errors import BugError
from widgets import formats, texts
from widgets.citizen.case_detail import CaseDetail
from widgets.citizen.context import Context, source_line
from widgets.citizen.section import SectionView
from widgets.citizen.sent_notes import CaseNotes
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import Meaning

_HIGH = 640
_UNDATED = datetime.min.replace(tzinfo=UTC)


class CasesView(SectionView):
    section = Section.CASES
    source = RegisterKey.ARCHIVE

    case_opened = Signal(object)
    """The `Case` somebody wants to read; from the overview."""
    document_opened = Signal(object, str)
    """A `FilePart`, and what a person calls the document."""
    case_shown = Signal(object)
    """The `Case` that is shown in full now, again with every newer answer."""
    note_wanted = Signal()
    """On the case that is shown in full."""
    note_retried = Signal(object)
    note_taken_back = Signal(object)
    """The id of a parked note."""

    def __init__(self, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(compact=compact, parent=parent)
        self._context: Context | None = None
        self._selected: UUID | None = None
        self._remarks = QLabel(self.content)
        self._remarks.setWordWrap(True)
        set_role(self._remarks, "muted")
        self._cases = self._table()
        self._detail: CaseDetail | None = None
        self.body.addWidget(self._remarks)
        self.body.addWidget(self._cases, int(compact))
        if compact:
            self._cases.fit_rows(6, grow=True)
            self._cases.opened.connect(self.case_opened)
        else:
            self._cases.selection_changed.connect(self._select)
            self._cases.opened.connect(self._read)

    def complete(self) -> None:
        if not self.compact and self._detail is None:
            self._detail = CaseDetail(self.content)
            self._detail.document_opened.connect(self.document_opened)
            self._detail.note_wanted.connect(self.note_wanted)
            self._detail.notes.retried.connect(self.note_retried)
            self._detail.notes.taken_back.connect(self.note_taken_back)
            self.body.addWidget(self._detail, 1)

    def explain_note(self, hindrance: str) -> None:
        if self._detail is not None:
            self._detail.explain_note(hindrance)

    def fill(self, value: SectionValue, context: Context) -> None:
        if not isinstance(value, CaseFile):
            raise BugError("another section's value")
        same = self._context is not None and self._context.citizen == context.citizen
        wanted = self._selected if same else None
        self._context = context
        remarks = self._remarks_about(value, context)
        if not value.cases:
            none = (
                self.tr("Ingen sager til dette ærinde")
                if value.left_out or value.withheld
                else self.tr("Ingen sager om borgeren")
            )
            self.show_message(none, remarks, icon="folder")
            return
        self._cases.set_rows(sorted(value.cases, key=_opened, reverse=True))
        marks = len(self._cases.model.columns) - 1
        self._cases.leave_out(*(() if any(map(self._marks, value.cases)) else (marks,)))
        self._remarks.setText(remarks)
        self._remarks.setVisible(bool(remarks))
        if self._detail is not None:
            self._show_case(wanted)

    def forget(self) -> None:
        super().forget()
        self._context = None
        self._selected = None
        self._cases.forget()
        self._remarks.clear()
        if self._detail is not None:
            self._detail.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.compact:
            self._cases.fit_rows(8 if self.height() >= _HIGH else 4)

    def select_case(self, case: Case) -> None:
        """Show `case` in full, where it is among the cases now."""
        self._selected = case.id
        if self._detail is not None and self._context is not None:
            self._show_case(case.id)
            self._cases.view.setFocus()

    def _show_case(self, wanted: UUID | None) -> None:
        """The case with that id, or the newest."""
        model = self._cases.model
        rows = [model.row(model.index(place, 0)) for place in range(model.rowCount())]
        if not rows:
            return
        place = next((number for number, case in enumerate(rows) if case.id == wanted), 0)
        self._cases.view.setCurrentIndex(model.index(place, 0))
        self._select(rows[place])

    def _select(self, case: Case | None) -> None:
        if case is None or self._detail is None or self._context is None:
            return
        self._selected = case.id
        as_of = self.state.as_of if self.state else None
        self._detail.show_case(case, source_line(texts.register(self.source), as_of, self._context.now))
        self.case_shown.emit(case)

    def show_notes(self, notes: CaseNotes) -> None:
        """This desk's own notes, where their case is the one that is shown."""
        if self._detail is not None and notes.case == self._selected:
            self._detail.show_notes(notes)

    def _read(self, _case: Case) -> None:
        if self._detail is not None:
            self._detail.focus_journal()

    def _remarks_about(self, value: CaseFile, context: Context) -> str:
        words = []
        if value.left_out == 1:
            words.append(self.tr("1 sag hører ikke til dette ærinde og er ikke vist."))
        elif value.left_out:
            sentence = self.tr("{0} sager hører ikke til dette ærinde og er ikke vist.")
            words.append(sentence.format(formats.number(value.left_out)))
        if value.withheld == 1:
            words.append(self.tr("1 sag vises ikke: din rolle."))
        elif value.withheld:
            words.append(self.tr("{0} sager vises ikke: din rolle.").format(formats.number(value.withheld)))
        if context.hides_address and value.cases and not self.compact:
            words.append(self.tr("Borgerens beskyttede adresse kan stå i notater og dokumenter."))
        return " ".join(words)

    def _table(self) -> DataTable[Case]:
        compact = self.compact
        columns: Sequence[Column[Case]] = (
            Column(self.tr("Sag"), lambda case: case.title or case.number, width=0, tip=self._all_words),
            Column(self.tr("Emne"), self._subject, width=200, least=760, tip=self._subject),
            Column(
                self.tr("Afdeling"),
                self._unit,
                width=112 if compact else 144,
                least=600 if compact else 0,
                tip=self._unit,
            ),
            Column(self.tr("Status"), self._state_words, width=112),
            Column(self.tr("Oprettet"), self._day, key=_opened, width=92, least=500 if compact else 0),
            Column(self.tr("Sagsnummer"), lambda case: case.number, width=156, least=960),
            Column(self.tr("Mærke"), self._marks, width=112, mark=_mark, tip=self._mark_tip),
        )
        return DataTable(
            "cases-compact" if compact else "cases",
            columns,
            title=self.tr("Sager"),
            empty=self.tr("Ingen sager."),
            filter_hint="" if compact else self.tr("Filtrér sager: titel, emne, afdeling, status …"),
            parent=self.content,
        )

    def _subject(self, case: Case) -> str:
        if case.subject is None:
            return self.tr("Ikke registreret")
        return case.subject.text or self.tr("Ukendt emne {0}").format(case.subject.code)

    def _unit(self, case: Case) -> str:
        return case.unit or self.tr("Ikke registreret")

    def _state_words(self, case: Case) -> str:
        return texts.case_state(case.state) if case.state else self.tr("Ikke registreret")

    def _day(self, case: Case) -> str:
        return formats.day(danish_day(case.opened)) if case.opened else self.tr("Ukendt dato")

    def _marks(self, case: Case) -> str:
        if case.sensitivity in (Sensitivity.SENSITIVE, Sensitivity.VIP):
            return texts.sensitivity(case.sensitivity)
        return self.tr("Undtaget") if case.restricted else ""

    def _mark_tip(self, case: Case) -> str:
        if not case.restricted:
            return ""
        return self.tr("Undtaget fra aktindsigt: {0}").format(case.restricted)

    def _all_words(self, case: Case) -> str:
        """What a narrow table leaves out."""
        lines = (
            case.title,
            case.number,
            self._subject(case),
            self._unit(case),
            self._state_words(case),
            self._day(case),
        )
        return "\n".join(filter(None, (*lines, self._mark_tip(case))))


def _opened(case: Case) -> datetime:
    return case.opened or _UNDATED


def _mark(case: Case) -> Meaning | None:
    if case.sensitivity is Sensitivity.VIP:
        return Meaning.DANGER
    if case.sensitivity is Sensitivity.SENSITIVE:
        return Meaning.WARNING
    return Meaning.NEUTRAL if case.restricted else None
