"""The visit of the citizen in sight: how they came, the plan that is made with them, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.access.model import Purpose, Widening
from app.cpr import CprNumber
from app.errors import UserError
from app.facts.model import Facts
from app.situations.beside import Beside, Offer
from app.situations.due import Event
from app.situations.forms.finished import FinishedForm
from app.situations.handbook import Handbook
from app.situations.plan import Contact, Plan, likely_outcome
from app.situations.service import Service, plan_task, planned
from app.situations.told import Channel, ContactOutcome
from app.situations.visit import Visit
from app.workplace import Workplace
from widgets import background, texts
from widgets.citizen.sight import Sight
from widgets.parts.colour_bar import citizen_colour
from widgets.situations import task_words
from widgets.situations.closing import ChannelBox, ClosingDialog
from widgets.situations.plan import PlanView
from widgets.tokens import CARD_PADDING, SPACE


class VisitPlace(QWidget):
    """Shows the plan from `begin` on; `channel` stands wherever its owner puts it.

    How it ended can be asked without: whoever was served need not have been planned for. What is emitted without a word
    here is the tab's; see `LifeTab`.
    """

    begun = Signal()
    """`plan` is there, and takes tasks."""
    changed = Signal()
    """Another plan is in sight, or the same has got on."""
    task_wanted = Signal(str)
    form_wanted = Signal(str)
    reckoning_wanted = Signal(str)
    errand_wanted = Signal()
    copy_wanted = Signal(str, str)
    paper_made = Signal(bytes, str, object)
    served = Signal(object, object)
    ended = Signal()
    not_ended = Signal(str)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, sight: Sight, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._sight = workplace, sight
        self._service: Service | None = None
        self._handbook: Handbook | None = None
        self._closing: ClosingDialog | None = None
        self._ending: _Ending | None = None
        self._open_note = ""
        self._visit: Visit | None = None
        self._beside = Beside()
        self.plan: PlanView | None = None
        self.channel = ChannelBox(self)
        self.channel.told.connect(self._tell_channel)
        self.channel.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(CARD_PADDING, SPACE, CARD_PADDING, CARD_PADDING)

    def begin(self, service: Service, handbook: Handbook) -> None:
        """Open the visit of the citizen in sight, whom `service` serves."""
        purpose = self._sight.purpose
        if purpose is not None:
            self._service, self._handbook = service, handbook
            self._beside = Beside(
                handbook.situations,
                handbook.tasks,
                handbook.forms,
                handbook.vocabulary,
                self._beside.facts,
                comes_down_to=handbook.reckoned,
            )
            self._sight.run(partial(service.visit, purpose.opened_at), self._show_visit)

    def _show_visit(self, visit: Visit) -> None:
        self._visit = visit
        if visit.contact is None:
            visit.channel = self.channel.channel
        self._show_channel()
        self.plan = PlanView(visit, lambda: self._workplace.now, self._titles, self._widenings)
        self.plan.failed.connect(self.failed)
        self.plan.print_wanted.connect(self._print)
        self.plan.changed.connect(self._plan_changed)
        self.plan.errand_wanted.connect(self.errand_wanted)
        self.plan.copy_wanted.connect(self.copy_wanted)
        self.plan.task_opened.connect(self.task_wanted)
        self.plan.form_wanted.connect(self.form_wanted)
        self.plan.reckoning_wanted.connect(self.reckoning_wanted)
        self.plan.show_beside(self._beside)
        self._column.addWidget(self.plan)
        self.plan.reload()
        self.begun.emit()

    def _widenings(self) -> tuple[Widening, ...]:
        return self._sight.purpose.widenings if self._sight.purpose is not None else ()

    def forget(self) -> None:
        """Nobody, or somebody else, is on the page."""
        if self._closing is not None:
            self._closing.reject()
        self._service = self._handbook = self._visit = None
        self._beside = Beside()
        self.channel.hide()
        if self.plan is not None:
            self.plan.hide()
            self.plan.deleteLater()
            self.plan = None
        self.changed.emit()

    def keep_now(self) -> None:
        """Keep what is typed, on the spot: the desk locks."""
        if self.plan is not None:
            self.plan.keep_now()

    # How they came

    def _tell_channel(self, channel: Channel) -> None:
        if self._visit is not None and self._visit.contact is None:
            self._visit.channel = channel

    def _show_channel(self) -> None:
        """Whoever sits at the telephone keeps it from one citizen to the next; a ticket is the counter's."""
        visit, purpose = self._visit, self._sight.purpose
        if visit is None or purpose is None:
            return
        if visit.contact is None and purpose.contact:
            visit.channel = Channel.COUNTER
        self.channel.show_channel(visit.channel, fixed=visit.contact is not None)
        self.channel.show()

    def serve(self) -> None:
        """Something is done for the citizen: the contact is open from now on at the latest."""
        if self._visit is not None:
            background.run(self._visit.serve, failed=self._fail)

    # The plan

    def plan_situation(self, key: str, facts: Facts, days: Mapping[Event, date]) -> None:
        """The tasks of the situation of that key, as `planned` has them."""
        handbook = self._handbook
        if handbook is None or self.plan is None:
            return
        situation = next(each for each in handbook.situations if each.key == key)
        today = self._workplace.today
        self.plan.take_on(key, planned(situation, facts, handbook.guide, today, say=task_words.who, days=days))

    def plan_task(self, key: str, days: Mapping[Event, date]) -> None:
        """The task of that key. `days` are when things happened, as far as anybody knows."""
        if self._handbook is None or self.plan is None:
            return
        guide = self._handbook.guide
        task = plan_task(guide.task(key), guide, self._workplace.today, say=task_words.who, days=days)
        self.plan.take_on("", [task])

    def show_facts(self, facts: Facts) -> None:
        """What is known of the citizen now."""
        self._lay_beside(replace(self._beside, facts=facts))

    def show_forms(self, finished: tuple[FinishedForm, ...]) -> None:
        """The citizen's, as they lie here."""
        self._lay_beside(replace(self._beside, finished=finished))

    def _lay_beside(self, beside: Beside) -> None:
        self._beside = beside
        if self.plan is not None:
            self.plan.show_beside(beside)

    def offers_of(self, form: FinishedForm) -> tuple[Offer, ...]:
        """What tasks of the plan in sight have become with it."""
        plan = self.plan.plan if self.plan is not None else None
        return self._beside.offered_by(form, plan) if plan is not None else ()

    def go_to(self, offer: Offer) -> None:
        """The focus goes to where it may be taken."""
        if self.plan is not None:
            self.plan.go_to(offer)

    def take(self, offer: Offer) -> None:
        """Set the task to what is offered."""
        if self.plan is not None:
            self.plan.take(offer)

    def _plan_changed(self) -> None:
        self._show_channel()
        self.changed.emit()

    def _print(self, plan: Plan) -> None:
        service, visit = self._service, self._visit
        if service is not None and visit is not None:
            self._sight.run(partial(_paper_of, service, visit, plan, self._sight.name, self._about), self._printed)

    @property
    def _titles(self) -> Mapping[str, str]:
        """What the life situations are called."""
        known = self._handbook.situations if self._handbook is not None else ()
        return {situation.key: situation.title for situation in known}

    @property
    def _about(self) -> Mapping[str, str]:
        """What they are called to the citizen."""
        known = self._handbook.situations if self._handbook is not None else ()
        return {situation.key: situation.citizen for situation in known}

    def _printed(self, made: tuple[bytes, Callable[[], None]]) -> None:
        content, trace = made
        self.paper_made.emit(content, self.tr("Plan til borgeren"), trace)

    # How it ended

    def ask_how_it_ended(self, open_note: str = "") -> None:
        """With one key; then the contact is closed, also one in which nothing was written, and `ended` is told once
        that is kept. Not asked again meanwhile. `open_note` as in `ClosingDialog`."""
        citizen, purpose = self._sight.citizen, self._sight.purpose
        if self._ending is not None:
            return
        self._open_note = open_note
        if citizen is None or purpose is None:
            self.ended.emit()
        elif self._visit is None:
            service = self._service or self._workplace.serve(citizen, purpose)
            self._sight.run(partial(service.visit, purpose.opened_at), self._ask)
        else:
            self._ask(self._visit)

    def _ask(self, visit: Visit) -> None:
        citizen = self._sight.citizen
        if citizen is None or self._closing is not None:
            return
        if visit.contact is None and visit is not self._visit:
            visit.channel = self.channel.channel
        self._closing = ClosingDialog(
            self._sight.called,
            self._likely(visit),
            parent=self,
            channel=visit.channel,
            is_open=visit.contact is not None,
            colour=citizen_colour(citizen),
            open_note=self._open_note,
        )
        self._closing.accepted.connect(partial(self._answered, visit, self._closing))
        self._closing.finished.connect(self._closing_over)
        self._closing.open()

    def _answered(self, visit: Visit, dialog: ClosingDialog) -> None:
        self._closing = None
        self.channel.show_channel(dialog.ways.channel, fixed=False)
        if dialog.outcome is not None:
            self._close(visit, dialog.outcome, dialog.ways.channel)
        else:
            self.ended.emit()

    def _closing_over(self) -> None:
        self._closing = None

    def _likely(self, visit: Visit) -> ContactOutcome | None:
        """None while it is not known what was done: in a contact that is open, in a plan that is being asked for, or in
        a note that is not finished. Where nobody has looked for a plan, none was gone on with."""
        if self._open_note:
            return None
        plans = self.plan.plans if self.plan is not None else None
        if plans is None and (visit.contact is not None or self.plan is not None):
            return None
        return likely_outcome(visit.contact, plans or ())

    def _close(self, visit: Visit, outcome: ContactOutcome, channel: Channel) -> None:
        citizen, purpose = self._sight.citizen, self._sight.purpose
        if citizen is None or purpose is None:
            return
        said = [self.tr("Henvendelsen er afsluttet.")]
        plan = self.plan.plan if self.plan is not None else None
        if plan is not None and plan.is_open and outcome is ContactOutcome.CONTINUES:
            left = self.tr("Planen går videre: {0} af {1} opgaver mangler.")
            said.append(left.format(len(plan.items) - plan.settled, len(plan.items)))
        self._ending = _Ending(citizen, purpose, " ".join(said))
        background.run(partial(visit.close, outcome, channel), done=self._closed, failed=self._not_closed)

    def _closed(self, _contact: Contact) -> None:
        """Whoever has come onto the page meanwhile stays there."""
        ending, self._ending = self._ending, None
        if ending is not None:
            self.served.emit(ending.citizen, ending.purpose)
            self.said.emit(ending.said)
            if ending.is_of(self._sight.purpose):
                self.ended.emit()

    def _not_closed(self, error: UserError) -> None:
        """The citizen stays on the page, with all that is typed there, and it may be tried again."""
        ending, self._ending = self._ending, None
        is_here = ending is not None and ending.is_of(self._sight.purpose)
        words = (
            self.tr("Henvendelsen er ikke afsluttet. {0}")
            if is_here
            else self.tr("Den forrige henvendelse er ikke afsluttet. {0}")
        )
        self.not_ended.emit(words.format(texts.error(error)))

    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)


@dataclass(frozen=True, slots=True)
class _Ending:
    """A contact that is being closed, and what is said once it is."""

    citizen: CprNumber
    purpose: Purpose
    said: str

    def is_of(self, purpose: Purpose | None) -> bool:
        """Whether it is the look-up in sight, however much that has been widened since."""
        return purpose is not None and purpose.id == self.purpose.id


def _paper_of(
    service: Service, visit: Visit, plan: Plan, name: str, about: Mapping[str, str]
) -> tuple[bytes, Callable[[], None]]:
    """The print, and what traces it as often as it goes to a printer."""
    return service.print_plan(visit, plan, name=name, situations=about), partial(visit.printing, plan)
