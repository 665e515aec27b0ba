"""One section of the page in its six states; what is particular to a section fills `body`."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.access.decide import Overridable
from app.access.model import Section
from app.citizen.model.sections import Problem, SectionState, SectionValue, State
from app.citizen.port import FailureKind, RegisterKey
from widgets import formats, texts
from widgets.citizen.context import Context, source_line
from widgets.parts.cards import PersonalCard
from widgets.parts.stops import first_stop
from widgets.theme import set_role
from widgets.tokens import Meaning

_ICONS = {
    State.LOADING: "cloud-download",
    State.NOT_RELEVANT: "circle-slash",
    State.DENIED: "lock",
    State.FAILED: "cloud-off",
}
_RESERVED = 180
"""Pixels kept for a section on the overview, so that a late answer does not move what lies below by much."""


class SectionView(PersonalCard):
    """Shows states; subclasses show values. `compact` is the overview's form, without it the tab's own."""

    section: ClassVar[Section]
    source: ClassVar[RegisterKey]

    widening_wanted = Signal(object)
    """The `Section` that somebody wants to open beyond the purpose."""
    override_wanted = Signal(object)
    """The `Overridable` refusal that somebody has a reason to set aside."""

    def __init__(self, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(texts.section(self.section), parent, minimum_body=_RESERVED if compact else 0)
        self.compact = compact
        self._state: SectionState | None = None
        self._widen = QPushButton(self.tr("Åbn med andet ærinde …"))
        set_role(self._widen, "quiet")
        self._widen.setAccessibleName(self.tr("Åbn {0} med andet ærinde").format(self.title))
        self._widen.clicked.connect(self._ask_to_widen)
        self._override = QPushButton(self.tr("Åbn med begrundelse …"))
        set_role(self._override, "quiet")
        self._override.setAccessibleName(self.tr("Åbn {0} med begrundelse").format(self.title))
        self._override.clicked.connect(self._ask_to_override)
        for button in (self._widen, self._override):
            button.hide()
            self.add_to_header(button)

    def complete(self) -> None:
        """Make what the section needs only with a value to show, if it is not there yet: a step of its own."""

    def fill(self, value: SectionValue, context: Context) -> None:
        """Show `value`. Called again with every newer one."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of everything about the citizen; subclasses clear what they hold."""
        self._state = None

    @property
    def state(self) -> SectionState | None:
        return self._state

    def show_state(self, state: SectionState, context: Context) -> None:
        self._state = state
        if self.window().focusWidget() in (self._widen, self._override):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # a button that hides sends the focus out of the section
        self._widen.setVisible(state.state is State.NOT_RELEVANT)
        self._override.setVisible(isinstance(state.refusal, Overridable))
        self.set_loading(loading=bool(state.waiting_for) or state.state is State.LOADING)
        self.set_source(self._source_line(state, context) if state.value else "")
        self._show_notice(state, context)
        if state.value is not None:
            self.complete()
            self.show_content()
            self.fill(state.value, context)
        else:
            words, hint = self._words(state)
            self.show_message(words, hint, icon=_ICONS.get(state.state, "info"))
        if not self.is_loading and self.window().focusWidget() is self:
            self._hand_on_focus()

    def _hand_on_focus(self) -> None:
        """To what Tab comes to first here; without any it stays, so that Tab goes on from here."""
        stop = first_stop(self)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def source_words(self) -> str:
        """What the facts come from, as a person calls it."""
        return texts.register(self.source)

    def _source_line(self, state: SectionState, context: Context) -> str:
        """Source and age, and by what a section outside the first errand was opened."""
        line = source_line(self.source_words(), state.as_of, context.now)
        opened = next((w for w in context.purpose.widenings if w.section is self.section), None)
        if opened is None:
            return line
        ground = opened.errand.title if opened.errand else self.tr("samtykke")
        by = self.tr("åbnet med {0}").format(ground)
        return f"{line} · {by}"

    def _show_notice(self, state: SectionState, context: Context) -> None:
        if state.problem is not None and state.state is State.FAILED:
            words = texts.problem(state.problem, context.now, state.as_of)
            if (state.problem.register, state.problem.kind) == (RegisterKey.CPR, FailureKind.NOT_FOUND):
                words = texts.unknown_number(booked=bool(context.purpose.contact))
            retry = self.tr("Prøv igen") if _may_help(state.problem) else ""
            self.set_notice(words, Meaning.DANGER if state.value is None else Meaning.WARNING, retry=retry)
        elif state.state is State.STALE and state.as_of is not None and not state.waiting_for:
            old = self.tr("Oplysningerne er fra {0}.").format(formats.moment(state.as_of, context.now))
            self.set_notice(old, Meaning.WARNING, retry=self.tr("Hent igen"))
        else:
            self.clear_notice()

    def _words(self, state: SectionState) -> tuple[str, str]:
        if state.state is State.NOT_RELEVANT:
            return self.tr("Ikke nødvendigt for dette ærinde"), self.tr("Oplysningerne er ikke hentet.")
        if state.refusal is not None:
            return self.tr("Du har ikke adgang"), texts.refusal(state.refusal.rule)
        if state.state is State.DENIED:
            return self.tr("Du har ikke adgang"), self.tr("Opslaget er logget. Spørg din autorisationsansvarlige.")
        if state.state is State.FAILED:
            return self.tr("Ikke hentet"), ""
        return self.tr("Henter fra {0}").format(texts.register(self.source)), ""

    def _ask_to_widen(self) -> None:
        self.widening_wanted.emit(self.section)

    def _ask_to_override(self) -> None:
        if self._state is not None:
            self.override_wanted.emit(self._state.refusal)


def _may_help(problem: Problem) -> bool:
    return problem.kind not in (FailureKind.NOT_CONFIGURED, FailureKind.NOT_FOUND, FailureKind.DENIED)
