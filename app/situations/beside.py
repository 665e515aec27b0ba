"""What lies beside a plan today: what registers have of its tasks, what nobody knows yet, and forms that are finished.

None of it is written on the plan. It is offered, and what becomes of a task is still a person's word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.benefits.declaration import Benefit
from app.clock import danish_day
from app.facts.conditions import Verdict
from app.facts.model import Facts, Why
from app.facts.vocabulary import Term
from app.situations.detect import registered_since
from app.situations.due import due
from app.situations.forms.assessed import Deciding
from app.situations.forms.finished import FinishedForm
from app.situations.forms.model import Form
from app.situations.forms.representation import Acting
from app.situations.model import Situation, Touch
from app.situations.plan import Plan, PlanItem
from app.situations.tasks import Task
from app.situations.told import UDBETALING_DANMARK, PlanTask, Standing, State

_PREPARED: Final = (Deciding.CASEWORKER, Deciding.SPECIALIST)


@dataclass(frozen=True, slots=True)
class Offer:
    """What `item` may become with one key: a register has it (`says`, `since`), or its `form` is finished."""

    item: PlanItem
    to: Standing
    says: str = ""
    since: date | None = None
    form: FinishedForm | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """`facts` are what is known of the citizen now, `finished` the citizen's forms."""

    situations: Sequence[Situation] = ()
    tasks: Mapping[str, Task] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    vocabulary: Mapping[str, Term] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    finished: tuple[FinishedForm, ...] = ()
    comes_down_to: Callable[[Task, Facts], tuple[Benefit, ...]] = lambda _task, _facts: ()

    def forms_of(self, item: PlanItem) -> tuple[Form, ...]:
        """Those that the task is worked on with."""
        task = self.tasks.get(item.task.task)
        return tuple(self.forms[key] for key in task.forms if key in self.forms) if task is not None else ()

    def reckoned(self, item: PlanItem) -> tuple[Benefit, ...]:
        """What the task comes down to, as far as it may be reckoned here."""
        task = self.tasks.get(item.task.task)
        return self.comes_down_to(task, self.facts) if task is not None else ()

    def asks(self, plan: Plan, item: PlanItem) -> tuple[str, ...]:
        """What to ask the citizen, to know whether the task matters: none where that is known, and "" where somebody
        is to ask and nobody can say what: while a register is on its way, and before anything is looked up at all."""
        if not item.task.is_unsure:
            return ()
        if not self.facts:
            return ("",)
        answers = [touch.when.holds(self.facts) for touch in self._touches(plan, item) if touch.when is not None]
        if any(answer.verdict is Verdict.MET for answer in answers):
            return ()
        missing = (one for answer in answers for one in answer.missing if one.why is not Why.LOADING)
        return tuple(dict.fromkeys(self.vocabulary[one.name].ask for one in missing)) or ("",)

    def offer(self, plan: Plan, item: PlanItem, today: date) -> Offer | None:
        """What is known to have become of it; None where nothing is, or it is done with."""
        if item.is_settled:
            return None
        for touch in self._touches(plan, item):
            since = registered_since(touch, self.facts, today)
            if touch.registered is not None and since is not None and self._is_the_same(touch, item, since):
                return Offer(item, Standing(State.DONE), says=touch.registered.says, since=since)
        by_form = [offer for form in self.finished for offer in self.offered_by(form, plan) if offer.item.id == item.id]
        return max(by_form, key=_finished_at, default=None)

    def offered_by(self, form: FinishedForm, plan: Plan) -> tuple[Offer, ...]:
        """What has become of tasks with the form, if they were on the plan the day it was finished."""
        return tuple(
            Offer(item, to, form=form)
            for item in plan.items
            if not item.is_settled
            and self._is_about(form, item)
            and danish_day(form.finished_at) >= danish_day(item.added_at)
            and (to := _becomes(form, item.task)) is not None
        )

    def _touches(self, plan: Plan, item: PlanItem) -> Iterator[Touch]:
        """As the plan's situations have the task."""
        for situation in self.situations:
            if situation.key in plan.situations:
                yield from (touch for touch in situation.touches if touch.task == item.task.task)

    def _is_the_same(self, touch: Touch, item: PlanItem, since: date) -> bool:
        """Whether the register's day is the one that the item's deadline was counted from."""
        task = self.tasks.get(item.task.task)
        deadline = touch.deadline or (task.deadline if task is not None else None)
        if item.task.due is None or deadline is None or deadline.counted is None:
            return True
        return due(deadline.counted, {deadline.counted.since: since}) == item.task.due

    def _is_about(self, form: FinishedForm, item: PlanItem) -> bool:
        """A task whose own form, its first, is still to follow is not done by another."""
        task, declared = self.tasks.get(item.task.task), self.forms.get(form.form)
        if declared is not None and declared.serves:
            served = (one.task for one in declared.serves if form.answer(one.field) in one.answers)
            return item.task.task in served
        follows = {one.form for one in form.following}
        return task is not None and form.form in task.forms and task.forms[0] not in follows - {form.form}


def _finished_at(offer: Offer) -> float:
    return offer.form.finished_at.timestamp() if offer.form is not None else 0.0


def _becomes(form: FinishedForm, task: PlanTask) -> Standing | None:
    """None where it is open: facts or figures lack. Only on behalf of somebody is a form sent to Udbetaling Danmark."""
    acting, day = form.representation, danish_day(form.finished_at)
    if form.hand_over:
        theirs = form.hand_over == UDBETALING_DANMARK and task.is_udbetaling_danmarks
        if theirs and acting.acting is Acting.ASSISTED:
            return Standing(State.SUBMITTED, ground=acting.why).trimmed()
        return Standing(State.HANDED_OVER, receiver=form.hand_over, day=day)
    if form.deciding in _PREPARED:
        return Standing(State.HANDED_OVER, receiver=task.decider or form.decider, day=day)
    return Standing(State.DONE) if form.deciding is not Deciding.OPEN else None
