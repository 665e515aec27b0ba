"""A look-up that shows nobody: what the errand opens is fetched into the desk's cache before the citizen comes.

The same requests, rules and cache as `look_up`, but one request at a time, none for what is fresh enough, none to a
register that is down, and incomes only where the errand may keep them (indkomstregisterloven § 7). One *prefetched*
line is written before the first request; nothing is shown, so nothing is traced as shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from app.access.decide import AccessRequest
from app.access.model import Purpose, Section
from app.access.trace import TraceEvent
from app.access.viewer import Viewer
from app.citizen.compose import Known, requests_for
from app.citizen.lookup import LookUp, Sources
from app.citizen.model.sections import Problem
from app.citizen.port import Cancellation, Failure, FailureKind, Health, Query, RegisterKey
from app.cpr import CprNumber

_RENEWED_AFTER: Final = timedelta(hours=4)
"""Registers ask to be asked again much sooner when somebody is looking; to be ready twice a day is enough."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What of a look-up lies on this desk, and opens though no register answers.

    `as_of` is when the oldest of it was fetched, None if there is nothing. `lacking` are sections of the errand that
    are not wholly there, `problem` why the first of them could not be fetched. `protected`: CPR says that name and
    address are, which it may have learnt after the extract.
    """

    as_of: datetime | None = None
    lacking: tuple[Section, ...] = ()
    problem: Problem | None = None
    protected: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether all is there that may be fetched ahead."""
        return self.as_of is not None and self.problem is None and set(self.lacking) <= {Section.INCOME}


def fetch_ahead(
    citizen: CprNumber,
    purpose: Purpose,
    viewer: Viewer,
    sources: Sources,
    *,
    may_ask: Callable[[], bool],
    followed_from: CprNumber | None = None,
) -> Readiness:
    """Fetch what the desk lacks. `may_ask` is called before each request, may block, and False leaves it unasked.

    What may not be opened is not fetched, and the answer does not tell it from what was left unasked. Raises
    UserError("trace-unavailable") before anything is asked.
    """
    run = _Ahead(citizen, purpose, viewer, sources, None, Cancellation(), followed_from)
    run.fetch(may_ask)
    if run.current is not None and followed_from is None:
        return fetch_ahead(run.current, purpose, viewer, sources, may_ask=may_ask, followed_from=citizen)
    return run.readiness()


class _Ahead(LookUp):
    def _judged(self) -> AccessRequest:
        """Nobody has asked: there is no attempt to trace."""
        return self.sources.access.request(self.citizen, self.purpose)

    def fetch(self, may_ask: Callable[[], bool]) -> None:
        if not self.purpose.errand_for(Section.INCOME).keeps_income:
            self._open -= {Section.INCOME}
        self._kept = self.sources.cache.about(self.citizen)  # to see what is lacking; nobody is shown it
        traced = False
        for register, query in self._due(refresh=()):
            if (failure := self._down(register)) is not None:
                self._known[register, query] = replace(self._known[register, query], failure=failure)
                continue
            if not may_ask():
                continue
            if not traced:
                self.sources.trace.write(self._line(TraceEvent.PREFETCHED, self._view().asked))
                traced = True
            self._fetch(register, query)
            if self.current is not None:
                return

    def _fetch(self, register: RegisterKey, query: Query) -> None:
        manifest = self.sources.registers[register].manifest
        deadline = self.sources.clock.monotonic() + manifest.timeouts.total * manifest.steps
        self._submit(register, query, deadline)
        for request, reply in self._arrived(deadline):
            self._take(request, reply)
        self._give_up()

    def _confirm(self, register: RegisterKey) -> None:
        """What is fetched though nobody sits here must not keep the desk open."""

    def _down(self, register: RegisterKey) -> Failure | None:
        """Why there is no use in asking."""
        adapter = self.sources.registers.get(register)
        if adapter is None:
            return Failure(FailureKind.NOT_CONFIGURED, self.sources.clock.now(), "")
        condition = adapter.condition()
        waits = condition.retry_at is not None and condition.retry_at > self.sources.clock.now()
        if condition.health is Health.DOWN and waits:
            return Failure(FailureKind.UNAVAILABLE, condition.since, "")
        return None

    def _from_cache(self, register: RegisterKey, query: Query) -> tuple[Known, bool]:
        known, due = super()._from_cache(register, query)
        if known.as_of is None:
            return known, due
        return known, due and self.sources.clock.now() - known.as_of >= _RENEWED_AFTER

    def readiness(self) -> Readiness:
        lacking = tuple(section for section in self.asked if not self._is_whole(section))
        fetched = [known.as_of for known in self._known.values() if known.as_of is not None]
        person = self._view().person
        return Readiness(
            as_of=min(fetched, default=None),
            lacking=lacking,
            problem=next(self._problems(), None),
            protected=person is not None and person.is_protected(self.today),
        )

    def _is_whole(self, section: Section) -> bool:
        view = self._view()
        if section not in view.asked:
            return False
        known = [self._known.get(request, Known()) for request in requests_for(replace(view, asked=(section,)))]
        return all(k.value is not None or k.refusal is not None for k in known)

    def _problems(self) -> Iterator[Problem]:
        for (register, _), known in self._known.items():
            failure = known.failure
            if failure is not None and known.value is None:
                yield Problem(register, failure.kind, failure.since, failure.reference)
