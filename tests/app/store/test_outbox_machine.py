"""The outbox against a model of it: whatever is done in whatever order, with clocks jumping and desks restarting."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from adapters.keychain.training import TrainingKeys
from app.store.desk import DeskStore
from app.store.outbox import KEPT, LONGEST_WAIT, Outbox
from tests.app.desk import StandingClock
from tests.app.store.desks import entry

SUBJECTS = st.sampled_from("abc")
NUMBERS = st.integers(min_value=1, max_value=6)


@dataclass
class Kept:
    """What the model knows of one entry. `waits` says that an attempt failed since it was queued."""

    subject: str
    state: str = "queued"
    waits: bool = False
    settled: datetime | None = None


class OutboxMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = StandingClock()
        self.desk = DeskStore(self.folder, TrainingKeys())
        self.desk.open()
        self.outbox = Outbox(self.desk.outbox, self.clock, chance=lambda: 1.0)
        self.model: dict[int, Kept] = {}
        self.drafts: dict[str, str] = {}

    def teardown(self) -> None:
        self.desk.lock()
        shutil.rmtree(self.folder)

    @initialize(number=NUMBERS, subject=SUBJECTS)
    def begin(self, number: int, subject: str) -> None:
        self.append(number, subject)

    @rule(number=NUMBERS, subject=SUBJECTS)
    def append(self, number: int, subject: str) -> None:
        subject = self.model[number].subject if number in self.model else subject
        self.outbox.append(entry(number, subject))
        self.model.setdefault(number, Kept(subject))

    @rule(number=NUMBERS)
    def delivered(self, number: int) -> None:
        self.outbox.delivered(entry(number).id)
        kept = self.model.get(number)
        if kept is not None and kept.state != "delivered":
            kept.state, kept.settled = "delivered", self.clock.now()

    @rule(number=NUMBERS)
    def retry_later(self, number: int) -> None:
        self.outbox.retry_later(entry(number).id, self.clock.now())
        if number in self.model and self.model[number].state == "queued":
            self.model[number].waits = True

    @rule(number=NUMBERS)
    def parked(self, number: int) -> None:
        self.outbox.parked(entry(number).id, "afvist")
        if number in self.model and self.model[number].state == "queued":
            self.model[number].state = "parked"

    @rule(number=NUMBERS)
    def release(self, number: int) -> None:
        self.outbox.release(entry(number).id)
        if number in self.model and self.model[number].state == "parked":
            self.model[number] = Kept(self.model[number].subject)

    @rule(minutes=st.integers(min_value=-26 * 60, max_value=26 * 60))
    def time_moves(self, minutes: int) -> None:
        self.clock.advance(timedelta(minutes=minutes))

    @rule(days=st.integers(min_value=1, max_value=20))
    def purge(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))
        self.outbox.purge()
        kept = self.clock.now() - KEPT
        for number, one in list(self.model.items()):
            if one.settled is not None and one.settled < kept:
                del self.model[number]

    @rule(key=SUBJECTS, body=st.text(max_size=20))
    def keep_draft(self, key: str, body: str) -> None:
        self.outbox.keep_draft(key, body)
        self.drafts[key] = body

    @rule()
    def restart(self) -> None:
        self.desk.lock()
        self.desk.open()

    @invariant()
    def nothing_is_lost(self) -> None:
        waiting = {n: one.state for n, one in self.model.items() if one.state != "delivered"}
        assert {one.id.int: one.state for one in self.outbox.list()} == waiting
        counts = self.outbox.counts()
        states = list(waiting.values())
        assert (counts.queued, counts.parked) == (states.count("queued"), states.count("parked"))
        assert {key: self.outbox.draft(key) for key in self.drafts} == self.drafts

    @invariant()
    def each_subject_is_told_in_order(self) -> None:
        order = {one.id.int: one.number for one in self.outbox.list()}
        heads: dict[str, int] = {}
        for number in sorted((n for n, one in self.model.items() if one.state == "queued"), key=order.__getitem__):
            heads.setdefault(self.model[number].subject, number)
        due = [one.id.int for one in self.outbox.due(self.clock.now())]
        assert set(due) <= set(heads.values())
        idle = {n for n in heads.values() if not self.model[n].waits}
        assert all(self._appended_ahead(number) for number in idle - set(due))

    def _appended_ahead(self, number: int) -> bool:
        """Appended within five minutes ahead of the present clock: the one wait a clock set back may cause."""
        (kept,) = (one for one in self.outbox.list() if one.id.int == number)
        return timedelta(0) < kept.next_at - self.clock.now() <= LONGEST_WAIT

    @invariant()
    def nobody_waits_longer_than_five_minutes(self) -> None:
        queued = {one.subject for one in self.model.values() if one.state == "queued"}
        now = self.clock.now()
        assert {one.subject for at in (now, now + LONGEST_WAIT) for one in self.outbox.due(at)} == queued


TestOutbox = OutboxMachine.TestCase
TestOutbox.settings = settings(max_examples=30, stateful_step_count=40, deadline=None, derandomize=True, database=None)
