"""The plans of a visit at work, apart from how they look: read, written on in the background, watched until sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.clock import danish_day
from app.errors import UserError
from app.situations.plan import Plan, PlanItem
from app.situations.told import PlanTask, Standing
from app.situations.unsaved import Unsaved
from app.situations.visit import Visit
from app.situations.visits import Known
from widgets import background
from widgets.situations.plan_typing import PlanTyping

_T = TypeVar("_T")
_EVERY_MS: Final = 1_000
_LASTS: Final = 2
"""Rounds of looking after which it is said that something waits: where it is sent at once, that would but flash."""


class PlanWork(QObject):
    """The citizen's plans as they are known, with what was written here since. One of them is in sight, or none."""

    looked_up = Signal()
    """`known` is new."""
    changed = Signal()
    """Another plan is in sight, or something has become of it."""
    told = Signal(object)
    """The id of an item: its move, or the note on it, is written."""
    taken_on = Signal(object)
    """The keys of tasks that have come onto the plan in sight; "" for one written by hand."""
    failed = Signal(object)
    """A `UserError`."""

    def __init__(self, visit: Visit, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self.visit, self._now = visit, now
        self.unsent: Mapping[UUID, str] = {}
        """What is to be said to be unsent, as `Known` has it."""
        self.moved: PlanItem | None = None
        """What was moved last, as it stood before."""
        self._plans: dict[UUID, Plan] = {}
        self._in_sight: UUID | None = None
        self.known: Known | None = None
        self._asks = self._begins = self._anew = False
        self._wanted: list[tuple[str, tuple[PlanTask, ...]]] = []
        self._jobs: list[background.Job] = []
        self._round = 0
        self._since: dict[UUID, int] = {}
        """The round in which each record that is not sent was first seen."""
        self.typing = PlanTyping(visit, self)
        self.typing.failed.connect(self.failed)
        self.timer = QTimer(self, interval=_EVERY_MS)
        self.timer.timeout.connect(self._look_again)

    @property
    def plan(self) -> Plan | None:
        return self._plans.get(self._in_sight) if self._in_sight is not None else None

    @property
    def plans(self) -> tuple[Plan, ...] | None:
        """Open ones first, then the newest; None while they are asked for."""
        by_need = sorted(self._plans.values(), key=lambda plan: (plan.is_open, plan.started_at), reverse=True)
        return tuple(by_need) if self.known is not None or by_need else None

    # Reading

    def reload(self) -> None:
        """Ask the shared store, and lay what is unsent over it. A look at the citizen: traced."""
        self._asks = True
        self._run(partial(_looked_up, self.visit), self._show_looked_up, self._not_looked_up)

    def _not_looked_up(self, error: UserError) -> None:
        """What was to go onto a plan goes nowhere, and that is told with the error."""
        self._asks = False
        self._wanted.clear()
        self.failed.emit(error)

    def _show_looked_up(self, found: tuple[Known, Unsaved]) -> None:
        self._asks = False
        known, typed = found
        if not self.typing.has_begun:
            self.typing.begin(typed)
        self.show_known(known)

    def show_known(self, known: Known) -> None:
        """The plan in sight stays, with what was written since this was asked for; else the one somebody was typing in
        comes, or the newest open one. Nothing comes where somebody is about to begin one."""
        self.known = known
        self._since = {record: -_LASTS for record in known.unsent if record not in self._since} | self._since
        self._take_unsent(known.unsent)
        for plan in known.plans:
            self._take_in(plan)
        if self.plan is None and not self._anew:
            typed_in = [form.item for form in self.typing.unsaved.forms]
            half_done = (plan for plan in known.plans if any(map(plan.item, typed_in)))
            shown = next(half_done, None) or next((plan for plan in known.plans if plan.is_open), None)
            self._in_sight = shown.id if shown is not None else None
        self.looked_up.emit()
        self.changed.emit()
        self._watch()
        self._take_on_wanted()

    def _take_in(self, plan: Plan) -> None:
        """An answer older than what was just written takes nothing away."""
        known = self._plans.get(plan.id)
        self._plans[plan.id] = plan if known is None else known.with_(plan.history)

    def choose(self, plan: UUID | None) -> None:
        """Bring it into sight; None to begin another."""
        self._anew = plan is None
        self._in_sight = plan
        self.changed.emit()

    # Writing

    def take_on(self, situation: str, tasks: Iterable[PlanTask]) -> None:
        """A life situation and its tasks go onto the plan that is about the same, or begin one. `situation` may be
        empty: then there is but the plan in sight to go onto. Waits for what is known, and for a plan just begun; where
        nothing is known, it is asked for again."""
        self._wanted.append((situation, tuple(tasks)))
        if self.known is None and not self._asks:
            self.reload()
        self._take_on_wanted()

    def _take_on_wanted(self) -> None:
        while self._wanted and self.known is not None and not self._begins:
            self._take_on(*self._wanted.pop(0))

    def _take_on(self, situation: str, tasks: tuple[PlanTask, ...]) -> None:
        contact = self.visit.contact.id if self.visit.contact is not None else None
        others = (self.plans or ()) if situation and not self._anew else ()
        today = danish_day(self._now())
        near = (known for known in (self.plan, *others) if known is not None)
        plan = next((known for known in near if known.takes_in(situation, tasks, contact, today)), None)
        taken = frozenset(task.task for task in tasks)
        if plan is None:
            self._begins = True
            begin = partial(self.visit.start, (situation,) if situation else (), tasks)
            self._run(partial(_taken, taken, begin), self._begun, self._not_begun)
        elif situation:
            choose = partial(self.visit.choose, plan, situation, tasks)
            self._run(partial(_taken, taken, choose), self._take_up)
        else:
            for task in tasks:
                self._run(partial(_taken, taken, partial(self.visit.add, plan, task)), self._added)

    def _begun(self, found: tuple[frozenset[str], Plan]) -> None:
        self._begins = False
        self._take_up(found)
        self._take_on_wanted()

    def _not_begun(self, error: UserError) -> None:
        self._begins = False
        self.failed.emit(error)
        self._take_on_wanted()

    def _take_up(self, found: tuple[frozenset[str], Plan]) -> None:
        """It comes into sight; what was there lies beside it."""
        self._in_sight = found[1].id
        self._added(found)

    def _added(self, found: tuple[frozenset[str], Plan]) -> None:
        taken, plan = found
        self._written(plan)
        if self._in_sight == plan.id:
            self.taken_on.emit(taken)

    def move(self, item: UUID, to: Standing, refused: Callable[[UserError], object]) -> None:
        plan = self.plan
        if plan is not None:
            self.moved = plan.item(item)
            self._run(partial(_told, item, partial(self.visit.move, plan, item, to)), self._was_told, refused)

    def note(self, item: UUID, text: str, refused: Callable[[UserError], object]) -> None:
        plan = self.plan
        if plan is not None:
            self._run(partial(_told, item, partial(self.visit.note, plan, text, item)), self._was_told, refused)

    def move_back(self) -> None:
        before, self.moved = self.moved, None
        plan = next((plan for plan in self._plans.values() if before and plan.item(before.id)), None)
        if before is not None and plan is not None:
            self._run(partial(self.visit.move, plan, before.id, before.standing), self._written)

    def _was_told(self, told: tuple[UUID, Plan]) -> None:
        item, plan = told
        self._written(plan)
        self.told.emit(item)

    def _written(self, plan: Plan) -> None:
        self._take_in(plan)
        self._anew = False
        if self.plan is None:
            self._in_sight = plan.id
        if self._in_sight == plan.id:
            self.changed.emit()
        self._look()

    # What is unsent

    def _watch(self) -> None:
        """Look again while something waits to be sent, and no longer."""
        if self._since and not self.timer.isActive():
            self.timer.start()
        elif not self._since:
            self.timer.stop()

    def _look_again(self) -> None:
        self._round += 1
        self._look()

    def _look(self) -> None:
        self._run(self.visit.unsent, self._show_unsent)

    def _show_unsent(self, unsent: Mapping[UUID, str]) -> None:
        before = self.unsent
        self._take_unsent(unsent)
        if before != self.unsent:
            self.changed.emit()
        self._watch()

    def _take_unsent(self, unsent: Mapping[UUID, str]) -> None:
        """What was refused is said at once."""
        self._since = {record: self._since.get(record, self._round) for record in unsent}
        self.unsent = {
            record: why for record, why in unsent.items() if why or self._round - self._since[record] >= _LASTS
        }

    def try_again(self) -> None:
        refused = [record for record, why in self.unsent.items() if why]
        self._run(partial(self.visit.try_again, refused), self._tried)

    def _tried(self, _nothing: None) -> None:
        self._look()

    def _run(
        self, call: Callable[[], _T], done: Callable[[_T], object], failed: Callable[[UserError], object] | None = None
    ) -> None:
        job = background.run(call, done=done, failed=failed or self._fail)
        self._jobs = [*(known for known in self._jobs if not known.finished), job]

    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)

    def forget(self) -> None:
        """Somebody else comes onto the page."""
        self.typing.keep_now()
        self.timer.stop()
        for job in self._jobs:
            job.cancel()
        self._jobs = []


def _looked_up(visit: Visit) -> tuple[Known, Unsaved]:
    return visit.known(), visit.typed()


def _taken(tasks: frozenset[str], call: Callable[[], Plan]) -> tuple[frozenset[str], Plan]:
    return tasks, call()


def _told(item: UUID, call: Callable[[], Plan]) -> tuple[UUID, Plan]:
    return item, call()
