"""What is done for one citizen under one purpose: the plan of the visit, forms, prints. All of it traced first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec

from app.access.model import Errand, Section
from app.access.roles import AuthorityLevel
from app.access.trace import TraceEvent
from app.access.viewer import Viewer
from app.benefits.assess import Comparison
from app.benefits.guidance import guidance_of
from app.benefits.model import Assessment
from app.benefits.port import GuidancePress
from app.benefits.rulebook import Rulebook
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.facts.conditions import Verdict
from app.facts.model import Facts
from app.situations.detect import touched
from app.situations.due import Event, due
from app.situations.forms.answers import Sheet
from app.situations.forms.assessed import Deciding, decided, deciding
from app.situations.forms.check import Checker
from app.situations.forms.drafts import FormDrafts
from app.situations.forms.finished import Draft, FinishedForm, Verification, outstanding, verify
from app.situations.forms.model import Form
from app.situations.guide import Guide
from app.situations.local_notes import LocalNote
from app.situations.model import Situation
from app.situations.paper import paper_of
from app.situations.plan import Plan
from app.situations.port import Press
from app.situations.tasks import Deadline, Local, Owner, Task, Who
from app.situations.told import CHECK_LOCALLY, Office, PlanTask
from app.situations.visit import Visit
from app.situations.visits import Visits

Trace = Callable[[TraceEvent, str], None]
"""Event and what it was about; raises UserError where it may not be, and then nothing is done."""

_ASKED: Final = {RegisterKey.CPR: Section.PERSON, RegisterKey.BBR: Section.DWELLING}
"""The registers that checks of a form ask, and the sections that open them."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a desk serves its citizens with."""

    visits: Visits
    drafts: FormDrafts
    press: Press
    guidance: GuidancePress
    viewer: Viewer
    municipality: str
    today: Callable[[], date]


@dataclass(frozen=True, slots=True)
class CitizenForms:
    """The citizen's unfinished and finished forms at this desk. `said` is what registers have said since of the
    finished ones that waited for them, oldest first, by the forms' ids.

    `to_take_up` are finished ones that were but prepared, which this employee may go on from. `elsewhere` counts those
    of other errands: that there are some is all that is told of them.
    """

    drafts: tuple[Draft, ...] = ()
    finished: tuple[FinishedForm, ...] = ()
    said: Mapping[UUID, tuple[Verification, ...]] = field(default_factory=dict)
    to_take_up: frozenset[UUID] = frozenset()
    elsewhere: int = 0


class Service:
    """Methods block briefly, `print_plan` for a second the first time. `checker` asks registers for the forms."""

    def __init__(
        self,
        tools: Tools,
        citizen: CprNumber,
        errand: Errand,
        *,
        trace: Trace,
        checker: Checker,
        able: Callable[[], AuthorityLevel],
    ) -> None:
        self._tools = tools
        self._citizen = citizen
        self._errand = errand
        self._trace = trace
        self._able = able
        self.checker = checker
        self.drafts = tools.drafts
        """For the fields of a form at work; reading and finishing go through this service."""

    def visit(self, since: datetime | None = None) -> Visit:
        """What goes on with the citizen, who was looked up at `since`; see there for when the contact opens."""
        return Visit(self._tools.visits, self._citizen, self._errand.key, self._trace, since=since)

    def forms(self, forms: Mapping[str, Form]) -> CitizenForms:
        """Of the visit's own errand; others are counted, as of plans. So is one whose kind is not in `forms`."""
        self._trace(TraceEvent.SHOWN, "forms")
        own = {key for key, form in forms.items() if form.errand == self._errand.key}
        drafts, finished = self.drafts.of_citizen(self._citizen), self.drafts.finished_of(self._citizen)
        shown = [form for form in finished if form.form in own]
        going_on = tuple(draft for draft in drafts if draft.form in own)
        taken_up = {draft.prepared.form for draft in (*going_on, *(form.draft for form in shown)) if draft.prepared}
        able = self._able() if any(form.needs is not None for form in shown) else AuthorityLevel.GUIDANCE
        return CitizenForms(
            drafts=going_on,
            finished=tuple(shown),
            said={form.id: self.drafts.verifications(form.id) for form in shown if form.to_verify or form.open_rules},
            to_take_up=frozenset(form.id for form in shown if _may_take_up(form, able) and form.id not in taken_up),
            elsewhere=len(drafts) + len(finished) - len(going_on) - len(shown),
        )

    def verify_later(self, kept: CitizenForms, forms: Mapping[str, Form], facts: Facts) -> bool:
        """Ask again what registers did not answer while the finished ones of `kept` were filled in; whether any has
        answered, which is kept beside the form. `facts` are what is known of the citizen now.

        Only for forms of the errand that the citizen was looked up for, and of registers that it opens; whoever is
        asked about is admitted and traced as while the form was filled in.
        """
        may_ask = [register for register, section in _ASKED.items() if section in self._errand.sections]
        learnt = False
        for finished in kept.finished:
            form, said = forms.get(finished.form), self.drafts.verifications(finished.id)
            if form is None or form.errand != self._errand.key or not outstanding(finished, said):
                continue
            now, today = self.drafts.now, self._tools.today()
            news = verify(finished, form, facts, self.checker, now, today, said=said, may_ask=may_ask)
            if news:
                self._trace(TraceEvent.WRITTEN, f"form {finished.id} verified")
                self.drafts.verified(finished.id, news)
                learnt = True
        return learnt

    def begin(self, form: Form, since: datetime | None = None) -> Draft:
        """The one that lies unfinished, or an empty one. Of another errand it is gone on with only if all of it was
        told `since` the citizen was looked up: what was told before is that errand's."""
        self._trace(TraceEvent.SHOWN, f"form {form.key}")
        unfinished = (
            draft
            for draft in self.drafts.of_citizen(self._citizen)
            if draft.form == form.key and (form.errand == self._errand.key or _is_fresh(draft, since))
        )
        return next(unfinished, None) or self.drafts.begin(form, self._citizen)

    def take_up(self, prepared: FinishedForm) -> Draft:
        """Go on from what somebody prepared, as far as anybody has already.

        UserError("form-not-yours") for whoever may not decide so much.
        """
        self._trace(TraceEvent.SHOWN, f"form {prepared.id}")
        if not _may_take_up(prepared, self._able()):
            raise UserError("form-not-yours")
        going_on = (
            draft
            for draft in self.drafts.of_citizen(self._citizen)
            if draft.prepared is not None and draft.prepared.form == prepared.id
        )
        return next(going_on, None) or self.drafts.take_up(prepared)

    def able(self) -> AuthorityLevel:
        """What the employee may decide under this purpose."""
        return self._able()

    def finish(self, draft: Draft, sheet: Sheet, *, assessment: Assessment | None) -> FinishedForm:
        """With its decision, where the assessment is one that the employee may make.

        UserError("form-unheard") where the party is to be heard first.
        """
        able, today = self._able(), self._tools.today()
        becomes = deciding(sheet.form, assessment, able=able, hearing=draft.hearing, today=today)
        if becomes is Deciding.UNHEARD:
            raise UserError("form-unheard")
        self._trace(TraceEvent.WRITTEN, f"form {draft.id}")
        decision = decided(sheet, assessment, able=able, today=today, hearing=draft.hearing)
        return self.drafts.finish(draft, sheet, decision=decision, deciding=becomes)

    def print_plan(self, visit: Visit, plan: Plan, *, name: str, situations: Mapping[str, str]) -> bytes:
        """A PDF for the citizen. `name` is empty where name and address are protected; `situations` are what they are
        called to the citizen, by their keys."""
        visit.printing(plan)
        paper = paper_of(
            plan,
            about=[situations[key] for key in plan.situations if key in situations],
            name=name,
            day=self._tools.today(),
            municipality=self._tools.municipality,
            employee=self._tools.viewer,
        )
        return self._tools.press.print(paper)

    def print_guidance(self, comparison: Comparison, book: Rulebook, *, name: str, known: date) -> bytes:
        """A PDF of a what-if for the citizen; `name` as in `print_plan`, `known` the day of whose knowledge it is."""
        self.printing_guidance()
        tools = self._tools
        paper = guidance_of(
            comparison,
            book.benefits,
            name=name,
            day=tools.today(),
            known=known,
            municipality=tools.municipality,
            employee=tools.viewer,
        )
        return tools.guidance.print(paper)

    def printing_guidance(self) -> None:
        """Before a what-if is set, or goes to a printer."""
        self._trace(TraceEvent.COPIED, "what-if")


def _may_take_up(form: FinishedForm, able: AuthorityLevel) -> bool:
    return form.needs is not None and able >= form.needs


def _is_fresh(draft: Draft, since: datetime | None) -> bool:
    """All that is told in it was told since: it may be kept later than that, when its form goes out of sight."""
    return since is not None and bool(draft.told) and all(told.at >= since for told in draft.told.values())


def planned(
    situation: Situation,
    facts: Facts,
    guide: Guide,
    today: date,
    *,
    say: Callable[[Owner], str],
    days: Mapping[Event, date],
) -> tuple[PlanTask, ...]:
    """The situation's tasks for this citizen, those left out that the facts say are not relevant, and those
    marked of which they do not say it.

    `say` puts an owner in words. `days` are when things happened, as far as anybody knows.
    """
    tasks = {task.key: task for task in guide.tasks}
    return tuple(
        _marked(plan_task(each.task, guide, today, say=say, days=days, deadline=each.deadline), each.verdict)
        for each in touched(situation, facts, tasks)
        if each.verdict is not Verdict.NOT_MET
    )


def _marked(task: PlanTask, verdict: Verdict) -> PlanTask:
    return replace(task, unsure=True) if verdict is Verdict.NOT_ASSESSED else task


def plan_task(
    task: Task,
    guide: Guide,
    today: date,
    *,
    say: Callable[[Owner], str],
    days: Mapping[Event, date],
    deadline: Deadline | None = None,
) -> PlanTask:
    """As the guide has it today. `deadline` is a situation's own, which goes before the task's."""
    owner, note, deadline = task.owner_on(today), guide.note(task), deadline or task.deadline
    unknown = CHECK_LOCALLY if Local.DEADLINE in task.check_locally else ""
    office = _office(task, owner, say)
    turn_to, reached = _turn_to(task, office, note)
    return PlanTask(
        task=task.key,
        title=task.title,
        decider=say(owner) if owner is not None else "",
        deadline=deadline.words if deadline is not None else unknown,
        due=due(deadline.counted, days) if deadline is not None else None,
        turn_to=turn_to,
        discreet=task.discreet or msgspec.UNSET,
        how=task.citizen or _how(task, turn_to or (office.called if office is not None else "")) or msgspec.UNSET,
        office=office or msgspec.UNSET,
        reached=tuple(filter(None, reached)) or msgspec.UNSET,
        answer=(deadline is not None and deadline.answer) or msgspec.UNSET,
    )


def _how(task: Task, contact: str) -> str:
    """Kontakt: Ydelser i kommunen. Hav klar: MitID, lejekontrakt eller skøde."""
    between = "; " if any("," in each for each in task.bring) else ", "
    told = {"Kontakt": contact, "Hav klar": between.join(map(_in_a_sentence, task.bring))}
    return " ".join(f"{label}: {words}." for label, words in told.items() if words)


def _in_a_sentence(words: str) -> str:
    """With a small letter, but for what is written in capitals."""
    rest = words.split(maxsplit=1)[0][1:]
    return words if rest != rest.lower() else words[0].lower() + words[1:]


def _office(task: Task, owner: Owner | None, say: Callable[[Owner], str]) -> Office | None:
    """Of another authority the name that the guide sends people to, who know no department of it."""
    if owner is None:
        return None
    if owner.who is Who.MUNICIPALITY:
        return Office(owner.unit, is_municipal=True)
    return Office(task.next.who if task.next is not None else say(owner))


def _turn_to(task: Task, office: Office | None, note: LocalNote) -> tuple[str, tuple[str, ...]]:
    """Whom, and how they are reached. Whoever has the task, and not whom it goes on to, who has another: Borgerservice
    a move, Udbetaling Danmark the support that does not move along. Nobody in particular where it is not known how to
    reach them: then the plan names whoever made it, and each line who has the task."""
    if note.contact or note.phone:
        ours = office if office is not None and office.is_municipal else Office("", is_municipal=True)
        return note.contact or ours.called, (note.phone,)
    if office is None or office.is_municipal or task.next is None:
        return "", ()
    reached = (task.next.phone, task.next.web, task.next.address)
    return office.name if any(reached) else "", reached
