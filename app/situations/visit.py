"""What is done for one citizen and errand, each look and each writing traced before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import Lock
from uuid import UUID

from app.access.trace import TraceEvent
from app.cpr import CprNumber
from app.errors import BugError
from app.situations.plan import Contact, Plan
from app.situations.told import Channel, ContactOutcome, PlanTask, Standing
from app.situations.unsaved import Unsaved
from app.situations.visits import Known, Visits


class Visit:
    """What is done for one citizen and errand, as the widgets hold it. Its contact opens with the first thing that is
    done: to look is to serve nobody yet. `since` is when the citizen was looked up.

    `trace` hears of every reading and writing before it is done, and raises where it may not be done; then nothing is.
    """

    def __init__(
        self,
        visits: Visits,
        citizen: CprNumber,
        errand: str,
        trace: Callable[[TraceEvent, str], None],
        *,
        since: datetime | None = None,
    ) -> None:
        self._visits = visits
        self._citizen = citizen
        self._errand = errand
        self._trace = trace
        self._since = since
        self._seen: set[UUID] = set()
        self._items: frozenset[UUID] | None = None
        self._opening = Lock()
        self.contact = visits.going_on(citizen, errand)
        """None before anything is done."""
        self.channel = self.contact.channel if self.contact is not None else Channel.COUNTER
        """How the citizen came. To be told before the contact opens, or where it ends: what is written stays."""

    def known(self) -> Known:
        """Of the visit's own errand; others are counted."""
        self._trace(TraceEvent.SHOWN, "plans")
        known = self._visits.known(self._citizen).under(self._errand)
        self._seen.update(plan.id for plan in known.plans)
        items = frozenset(item.id for plan in known.plans for item in plan.items)
        self._items = items if known.failure is None else None
        return known

    def unsent(self) -> Mapping[UUID, str]:
        """Shows nothing of the citizen, and is not traced."""
        return self._visits.unsent(self._citizen)

    def typed(self) -> Unsaved:
        """What somebody typed here and did not save. It is the writer's own, and shows with the traced plan; where the
        shared store has deleted that plan, it goes too."""
        texts = self._visits.unsaved_texts
        kept = texts.of_citizen(self._citizen, self._errand)
        gone = {form.item for form in kept.forms} - self._items if self._items is not None else set()
        if gone:  # or only just added, here, after the plans were read
            gone -= self._visits.added_here(self._citizen)
        return texts.let_go(self._citizen, self._errand, gone) if gone else kept

    def keep_unsaved(self, unsaved: Unsaved) -> None:
        """Nothing is told to anybody before it is saved, and that is traced."""
        self._visits.unsaved_texts.keep(self._citizen, self._errand, unsaved)

    def start(self, situations: Iterable[str], tasks: Iterable[PlanTask]) -> Plan:
        self._trace(TraceEvent.WRITTEN, "plan started")
        plan = self._visits.start(self.serve(), situations, tasks)
        self._seen.add(plan.id)
        return plan

    def choose(self, plan: Plan, situation: str, tasks: Iterable[PlanTask]) -> Plan:
        self._admit(TraceEvent.WRITTEN, plan)
        return self._visits.choose(self.serve(), plan, situation, tasks)

    def add(self, plan: Plan, task: PlanTask) -> Plan:
        self._admit(TraceEvent.WRITTEN, plan)
        return self._visits.add(self.serve(), plan, task)

    def move(self, plan: Plan, item: UUID, to: Standing) -> Plan:
        self._admit(TraceEvent.WRITTEN, plan)
        return self._visits.move(self.serve(), plan, item, to)

    def note(self, plan: Plan, text: str, item: UUID | None = None) -> Plan:
        self._admit(TraceEvent.WRITTEN, plan)
        return self._visits.note(self.serve(), plan, text, item)

    def printing(self, plan: Plan) -> None:
        """Before the citizen's print is made."""
        self._admit(TraceEvent.COPIED, plan)

    def _admit(self, event: TraceEvent, plan: Plan) -> None:
        if plan.id not in self._seen:
            raise BugError("a plan that this contact was not shown")
        self._trace(event, f"plan {plan.id}")

    def try_again(self, records: Iterable[UUID]) -> None:
        for record in records:
            self._visits.try_again(record)

    def close(self, outcome: ContactOutcome, channel: Channel | None = None) -> Contact:
        """A visit in which nothing was written has been one all the same. `channel` as in `Visits.close`."""
        before, self.channel = self.contact, channel or self.channel
        what = f"contact {before.id} closed" if before is not None else "contact"
        corrected = before is not None and self.channel is not before.channel
        self._trace(TraceEvent.WRITTEN, f"{what}, channel {self.channel}" if corrected else what)
        self.contact = self._visits.close(self.serve(), outcome, self.channel)
        return self.contact

    def serve(self) -> Contact:
        """The contact, from now on at the latest."""
        with self._opening:
            if self.contact is None:
                self.contact = self._visits.open(self._citizen, self._errand, self.channel, since=self._since)
            return self.contact
