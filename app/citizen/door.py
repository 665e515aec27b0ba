"""The way to what is known of a citizen besides the look-up: admitted by the rules, traced, asked of one register."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from queue import Empty, SimpleQueue
from uuid import UUID, uuid4

from app.access.decide import CaseMarks, Protection, refusal
from app.access.model import Purpose, Section
from app.access.trace import TraceEvent, TraceLine
from app.access.viewer import Viewer
from app.citizen.lookup import Sources
from app.citizen.model.person import Person
from app.citizen.port import Answer, Call, Cancellation, FailureKind, PersonQuery, Query, RegisterKey, Reply
from app.clock import danish_day
from app.cpr import CprNumber
from app.errors import UserError


class Door:
    """What one employee may do with one desk's `sources`. Usable from any thread."""

    def __init__(self, viewer: Viewer, sources: Sources) -> None:
        self.sources = sources
        self._viewer = viewer
        self._revealed: set[tuple[UUID, CprNumber]] = set()
        """Under which purpose whose address was revealed: what is done with it afterwards is marked like it."""

    def admit(
        self,
        citizen: CprNumber,
        purpose: Purpose,
        section: Section,
        *,
        kept: bool = False,
        written: bool = False,
        case: CaseMarks | None = None,
    ) -> None:
        """UserError("access-refused") with the rule that refuses, traced. `kept`: what lies on this desk is shown, and
        no register that knows the employee is asked first. `written`: nothing is shown."""
        asked = self.sources.access.request(citizen, purpose)
        offline = (kept or asked.offline) and not written
        if (refused := refusal(replace(asked, section=section, offline=offline, case=case))) is not None:
            self.trace(TraceEvent.REFUSED, citizen, purpose, section, result=refused.rule)
            raise UserError("access-refused", rule=refused.rule)

    def trace(
        self,
        event: TraceEvent,
        citizen: CprNumber | None,
        purpose: Purpose,
        section: Section,
        *,
        result: str,
        source: str = "",
        reason: str = "",
    ) -> None:
        line = TraceLine(
            event=event,
            look_up=purpose.id,
            at=self.sources.clock.now(),
            viewer=self._viewer.user,
            subject=citizen,
            purpose=purpose.errand_for(section).key,
            legal_basis=purpose.errand_for(section).legal_basis,
            case=purpose.case,
            contact=purpose.contact,
            sections=(section,),
            source=source,
            result=result,
            reason=reason,
            protected=citizen is not None and self._is_protected(citizen, purpose),
            review=purpose.needs_review,
        )
        self.sources.trace.write(line)

    def reveal(self, citizen: CprNumber, purpose: Purpose) -> None:
        """The step before a protected address is painted: admitted and traced; what is traced later is marked by it."""
        self.admit(citizen, purpose, Section.PERSON, kept=True)
        self._revealed.add((purpose.id, citizen))
        self.trace(TraceEvent.REVEALED, citizen, purpose, Section.PERSON, result="address")

    def ask(self, key: RegisterKey, query: Query, cancelled: Cancellation | None = None) -> object:
        """One answer, waited for; a failure becomes a UserError about that register. None as soon as `cancelled`."""
        register = self.sources.registers.get(key)
        if register is None:
            raise UserError("register-failed", register=key, kind=FailureKind.NOT_CONFIGURED)
        clock, timeouts = self.sources.clock, register.manifest.timeouts
        wait = timeouts.total * register.manifest.steps
        replies: SimpleQueue[Reply | None] = SimpleQueue()
        cancelled = cancelled or Cancellation()
        cancelled.on_set(partial(replies.put, None))
        call = Call(clock.monotonic() + wait, self._viewer.user, uuid4(), cancelled)
        with self.sources.attention:
            register.submit(query, call, replies.put)
            try:
                reply = replies.get(timeout=wait + 1)
            except Empty:
                raise UserError("register-failed", register=key, kind=FailureKind.TIMEOUT) from None
        if reply is None:
            return None
        if isinstance(reply, Answer):
            return reply.value
        raise UserError("register-failed", detail=reply.reference, register=key, kind=reply.kind)

    def _is_protected(self, citizen: CprNumber, purpose: Purpose) -> bool:
        """As far as is known here: by the extract and the lists, by CPR's last answer, or by the step that revealed."""
        if (purpose.id, citizen) in self._revealed:
            return True
        if self.sources.access.request(citizen, purpose).protection is not Protection.NONE:
            return True
        kept = self.sources.cache.about(citizen)(RegisterKey.CPR, PersonQuery(citizen))
        return (
            kept is not None
            and isinstance(kept.value, Person)
            and kept.value.is_protected(danish_day(self.sources.clock.now()))
        )
