"""The citizen in sight: who, for what purpose, and what is known. Nothing of the last one survives a switch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.access.model import Purpose, Section
from app.citizen.model.sections import PersonFacts, SectionState, State
from app.citizen.port import Cancellation, RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.facts.model import Facts
from app.situations.derive import facts_of
from app.situations.derived.family import Near, near_ones
from app.situations.derived.told import Basis
from app.workplace import Workplace
from widgets import background, formats
from widgets.citizen.context import Context

_T = TypeVar("_T")


class Sight(QObject):
    """One citizen at a time, from `begin` to `end`. What is asked meanwhile ends with them."""

    landed = Signal(object)
    """A `SectionState` that is now in `states`."""
    finished = Signal()
    """Every section that was asked for has its final state."""
    revealed_turned = Signal()
    """A protected address may be painted from now on, or may not any more."""
    failed = Signal(object)
    """A `UserError`: the look-up, or something done for the citizen, broke off."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.citizen: CprNumber | None = None
        self.purpose: Purpose | None = None
        self.revealed = False
        self._states: dict[Section, SectionState] = {}
        self.cancelled = Cancellation()
        self.jobs: list[background.Job] = []

    def begin(self, citizen: CprNumber, purpose: Purpose) -> None:
        """Somebody of whom nothing is known yet; each section lands as loading, or as not relevant."""
        self.stop()
        self.citizen, self.purpose, self.revealed = citizen, purpose, False
        self._states = {}
        for section in Section:
            loading = State.LOADING if purpose.opens(section) else State.NOT_RELEVANT
            self._take(SectionState(purpose.id, section, loading))

    def end(self) -> None:
        self.stop()
        self.citizen = self.purpose = None
        self.revealed = False
        self._states = {}

    def stop(self) -> None:
        """Whatever is under way is not waited for any more."""
        self.cancelled.set()
        self.cancelled = Cancellation()
        for job in self.jobs:
            job.cancel()
        self.jobs = []

    def ask(self, sections: tuple[Section, ...] | None = None, *, refresh: Collection[RegisterKey] = ()) -> None:
        """Look up the `sections` that the purpose opens, all of them without; see `look_up` for `refresh`."""
        if self.citizen is None or self.purpose is None:
            return
        ask = partial(
            self._workplace.look_up,
            self.citizen,
            self.purpose,
            only=sections,
            refresh=refresh,
            cancelled=self.cancelled,
        )
        self._keep(background.stream(ask, each=self._take, done=self._finish, failed=self._fail))

    def run(self, call: Callable[[], _T], done: Callable[[_T], None] | None = None) -> None:
        """Something for this citizen that blocks; the answer does not reach the next one."""
        self._keep(background.run(call, done=done, failed=self._fail))

    def reveal_address(self) -> None:
        """The extra step for a protected address: traced first, painted after. A second time hides it again."""
        context = self.context
        if context is None or not context.protected:
            return
        if context.revealed:
            self.hide_address()
        else:
            self.run(partial(self._workplace.reveal_address, context.citizen, context.purpose), self._reveal_traced)

    def hide_address(self) -> None:
        """Whoever walks away from a protected address finds it hidden again."""
        if self.revealed:
            self.revealed = False
            self.revealed_turned.emit()

    def _reveal_traced(self, _nothing: None) -> None:
        self.revealed = True
        self.revealed_turned.emit()

    def _keep(self, job: background.Job) -> None:
        self.jobs = [*(known for known in self.jobs if not known.finished), job]

    def _take(self, state: SectionState) -> None:
        self._states[state.section] = state
        if isinstance(state.value, PersonFacts) and state.section is Section.PERSON:
            self.citizen = state.value.person.cpr
        self.landed.emit(state)

    # A job calls back bound methods of its receiver only; a signal's emit is none.
    def _finish(self) -> None:
        self.finished.emit()

    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)

    @property
    def states(self) -> Mapping[Section, SectionState]:
        return self._states

    @property
    def person(self) -> PersonFacts | None:
        state = self._states.get(Section.PERSON)
        return state.value if state is not None and isinstance(state.value, PersonFacts) else None

    @property
    def context(self) -> Context | None:
        """None when nobody is in sight. Until CPR has spoken an address counts as protected."""
        if self.citizen is None or self.purpose is None:
            return None
        protected = self.person is None or self.person.address_step
        today = self._workplace.today
        return Context(self.citizen, self.purpose, self._workplace.now, today, protected, self.revealed)

    def facts(self, basis: Basis) -> Facts:
        """What is known of the citizen now; nothing when nobody is in sight."""
        context = self.context
        if context is None:
            return Facts()
        return facts_of(self._states, context.purpose, context.today, basis, revealed=context.revealed)

    @property
    def near(self) -> tuple[Near, ...]:
        """Those near the citizen whom the purpose opens."""
        if self.person is None or self.purpose is None:
            return ()
        opened = self.purpose.errand_for(Section.PERSON).relatives
        return near_ones(self.person, opened, self._workplace.today)

    @property
    def hides_family(self) -> bool:
        """Whether it is protected where the citizen or one of `near` lives. So it counts until CPR has told of them."""
        if self.person is None or self.person.address_step:
            return True
        near = {one.cpr for one in self.near}
        family = (relative for relative in self.person.relatives if relative.cpr in near)
        return any(relative.person is None or relative.address_step for relative in family)

    @property
    def name(self) -> str:
        """Empty for a protected citizen: papers are left on buses."""
        context, person = self.context, self.person
        if context is None or context.protected or person is None or person.person.name is None:
            return ""
        return person.person.name.full

    @property
    def called(self) -> str:
        """By name, else by masked number; empty when nobody is in sight."""
        return self.name or (formats.cpr(self.citizen) if self.citizen is not None else "")

    def lost(self, registers: Collection[RegisterKey]) -> tuple[Section, ...]:
        """What these registers could not be asked for, and the history, which draws on all of it."""
        lost = [section for section, state in self._states.items() if state.awaits(registers)]
        if lost and Section.HISTORY in self._states and not self._states[Section.HISTORY].is_shut:
            lost.append(Section.HISTORY)
        return tuple(dict.fromkeys(lost))
