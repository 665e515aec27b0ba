"""The tab "Livssituation": what may have happened, the plan of the visit, and the forms that go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.access.roles import AuthorityLevel
from app.benefits.model import Assessment
from app.citizen.model.sections import SectionState, State
from app.errors import UserError
from app.facts.model import Facts
from app.situations.derive import facts_of
from app.situations.due import Event
from app.situations.forms.assessed import assessed, words_for
from app.situations.forms.finished import Draft, FinishedForm, outstanding
from app.situations.forms.model import Form
from app.situations.handbook import Handbook
from app.situations.plan import Channel, ContactOutcome, Plan, likely_outcome
from app.situations.service import CitizenForms, Service, plan_task, planned
from app.situations.visits import Visit
from app.workplace import Workplace
from widgets import background
from widgets.benefits.foot import AssessmentFoot
from widgets.citizen.sight import Sight
from widgets.parts.colour_bar import citizen_colour
from widgets.parts.notices import EmptyState
from widgets.situations import task_words
from widgets.situations.closing import ChannelBox, ClosingDialog
from widgets.situations.detected import SituationPanel
from widgets.situations.form import FormView, Reckoning
from widgets.situations.form_finished import outcome
from widgets.situations.form_list import FormsCard
from widgets.situations.plan import PlanView
from widgets.situations.questions import QuestionsFoot
from widgets.tokens import CARD_PADDING, PAGE_MARGIN, SPACE

_SITUATION, _PLAN, _FORMS = range(3)
_SETTLE_MS: Final = 60
"""Registers answer one after the other; what they mean together is looked at when they pause."""


@dataclass(frozen=True, slots=True)
class GoingOn:
    """Where somebody was when the desk locked, and the key of the form in sight, "" without one."""

    place: int
    form: str


class LifeTab(QWidget):
    """Follows the citizen in `sight`. What needs the handbook is made when the tab is first looked at."""

    task_wanted = Signal(str)
    """The key of a task to show beside the page."""
    facts_changed = Signal(object)
    """The `Facts` that are known now."""
    copy_wanted = Signal(str, str)
    paper_made = Signal(bytes, str, object)
    """A PDF for the citizen, what it is, and what traces that it goes to the printer."""
    ended = Signal()
    """The contact is closed, or there was none: the citizen may leave the page."""
    errand_wanted = Signal()
    """Somebody wants another errand for the citizen."""
    said = Signal(str)
    failed = Signal(object)
    """A `UserError` for the page to tell."""

    def __init__(self, workplace: Workplace, sight: Sight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._sight = workplace, sight
        self._handbook: Handbook | None = None
        self._service: Service | None = None
        self._visit: Visit | None = None
        self._facts = Facts()
        self._reading: background.Job | None = None
        self._panel: SituationPanel | None = None
        self._forms: FormsCard | None = None
        self.plan: PlanView | None = None
        self.form: FormView | None = None
        self._wanted: list[tuple[str, str]] = []
        self._closing: ClosingDialog | None = None
        self._kept: CitizenForms | None = None
        self._verifying = self._verify_again = False
        self._pause = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._pause.timeout.connect(self.show_facts)
        self._bar = QTabBar(self)
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setAccessibleName(self.tr("Livssituation"))
        for title in (self.tr("Situation"), self.tr("Plan"), self.tr("Blanketter")):
            self._bar.addTab(title)
        self._bar.currentChanged.connect(self._turn)
        self._stack = QStackedWidget(self)
        self._places = [QWidget(self._stack) for _ in range(self._bar.count())]
        for place in self._places:
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self._stack.addWidget(place)
        self._waiting = EmptyState("clipboard-list", self.tr("Læser opgaver og livssituationer …"), parent=self._stack)
        self._stack.addWidget(self._waiting)
        self._stack.setCurrentWidget(self._waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QVBoxLayout()
        bar.setContentsMargins(PAGE_MARGIN - 2 * SPACE, SPACE, PAGE_MARGIN, 0)
        line = QHBoxLayout()
        line.addWidget(self._bar, 1)
        self.channel = ChannelBox(self)
        self.channel.told.connect(self._tell_channel)
        self.channel.hide()
        line.addWidget(self.channel)
        bar.addLayout(line)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        sight.landed.connect(self._landed)
        sight.finished.connect(self._verify_forms)
        sight.failed.connect(self._not_verified)

    # The handbook

    def prepare(self) -> None:
        """Begin to read what is written down, once."""
        if self._reading is None:
            self._reading = background.run(self._workplace.handbook, done=self._read, failed=self._unread)

    def _read(self, handbook: Handbook) -> None:
        self._handbook = handbook
        panel = SituationPanel(
            handbook.situations,
            handbook.contradictions,
            handbook.tasks,
            handbook.vocabulary,
            parent=self._places[_SITUATION],
        )
        panel.situation_chosen.connect(self.choose_situation)
        panel.task_opened.connect(self.task_wanted)
        panel.copy_wanted.connect(self.copy_wanted)
        self._fill(_SITUATION, panel)
        self._panel = panel
        forms = FormsCard(handbook.forms)
        forms.started.connect(self.open_form)
        forms.resumed.connect(self._resume_form)
        forms.task_wanted.connect(self.plan_task)
        forms.copy_wanted.connect(self.copy_wanted)
        self._fill(_FORMS, forms, margin=PAGE_MARGIN)
        self._forms = forms
        self._stack.setCurrentIndex(self._bar.currentIndex())
        self.show_facts()
        self._serve()

    def _unread(self, error: UserError) -> None:
        self._reading = None
        self.failed.emit(error)

    def _fill(self, place: int, widget: QWidget, *, margin: int = 0) -> None:
        layout = self._places[place].layout()
        assert layout is not None  # noqa: S101 - made with the place
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        layout.setContentsMargins(margin, SPACE if margin else 0, margin, margin)
        layout.addWidget(widget)

    # The citizen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.prepare()
        self._serve()

    def _landed(self, _state: SectionState) -> None:
        self._pause.start()

    def show_facts(self) -> None:
        """What is known of the citizen now, to whoever shows it."""
        context, handbook = self._sight.context, self._handbook
        if context is None or handbook is None:
            return
        self._facts = facts_of(
            self._sight.states, context.purpose, context.today, handbook.basis, revealed=context.revealed
        )
        if self._panel is not None:
            self._panel.show_facts(self._facts, context.purpose.errand.key, context.now, context.today)
        if self.form is not None:
            self.form.show_facts(self._facts)
        self.facts_changed.emit(self._facts)

    @property
    def facts(self) -> Facts:
        return self._facts

    @property
    def handbook(self) -> Handbook | None:
        """None until it is read."""
        return self._handbook

    def _serve(self) -> None:
        """Open the visit of the citizen in sight, once it is asked for."""
        citizen, purpose = self._sight.citizen, self._sight.purpose
        if self._service is not None or self._handbook is None or citizen is None or purpose is None:
            return
        if not (self.isVisible() or self._wanted):
            return
        self._service = self._workplace.serve(citizen, purpose)
        if self._forms is not None:
            self._forms.put_first(purpose.errand.key)
        self._sight.run(partial(self._service.visit, purpose.opened_at), self._visiting)
        self._look_at_forms()

    def _visiting(self, visit: Visit) -> None:
        self._visit = visit
        if visit.contact is None:
            visit.channel = self.channel.channel
        self._show_channel()
        self.plan = PlanView(visit, lambda: self._workplace.now, self._titles)
        self.plan.failed.connect(self.failed)
        self.plan.print_wanted.connect(self._print)
        self.plan.changed.connect(self._name_plan)
        self.plan.errand_wanted.connect(self.errand_wanted)
        self.plan.copy_wanted.connect(self.copy_wanted)
        self.plan.task_opened.connect(self.task_wanted)
        self._fill(_PLAN, self.plan, margin=CARD_PADDING)
        self.plan.reload()
        wanted, self._wanted = self._wanted, []
        for kind, key in wanted:
            {"situation": self.choose_situation, "task": self.plan_task, "form": self.open_form}[kind](key)

    def forget(self) -> None:
        """Nobody, or somebody else, is on the page. A form is kept as it is."""
        self._pause.stop()
        if self._closing is not None:
            self._closing.reject()
        self._close_form()
        self._service = self._visit = None
        self.channel.hide()
        self._wanted = []
        self._facts = Facts()
        if self.plan is not None:
            self._fill(_PLAN, QWidget(self._places[_PLAN]))
            self.plan = None
        self._name_plan()
        if self._panel is not None:
            self._panel.forget()
        self._kept = None
        self._verifying = self._verify_again = False
        if self._forms is not None:
            self._forms.show_forms(CitizenForms(), "", self._workplace.now)
        self._bar.setCurrentIndex(_SITUATION)

    def keep_now(self) -> GoingOn:
        """Keep what is typed, on the spot: the desk locks."""
        if self.plan is not None:
            self.plan.keep_now()
        if self.form is not None:
            self.form.keep_now()
        place = self._bar.currentIndex()
        return GoingOn(place, self.form.form.key if self.form is not None and place == _FORMS else "")

    def go_on_with(self, before: GoingOn) -> None:
        """Where somebody was, as soon as the citizen is back; what was half typed there comes with it."""
        self._bar.setCurrentIndex(before.place)
        if before.form:
            self._wanted = [("form", before.form)]

    def close_contact(self) -> None:
        """The contact that something was done in ends, by what was done, and nobody is asked."""
        visit = self._visit
        if visit is not None and visit.contact is not None and visit.contact.closed_at is None:
            self._close(visit, self._likely or ContactOutcome.CONTINUES)

    def ask_how_it_ended(self) -> None:
        """With one key; then the contact is closed, also one in which nothing was written, and `ended` is told."""
        citizen, purpose = self._sight.citizen, self._sight.purpose
        if citizen is None or purpose is None:
            self.ended.emit()
            return
        if self._visit is None:
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
        channel = visit.channel if visit.contact is None else None
        self._closing = ClosingDialog(
            self._sight.called, self._likely, parent=self, channel=channel, colour=citizen_colour(citizen)
        )
        self._closing.accepted.connect(partial(self._answered, visit, self._closing))
        self._closing.finished.connect(self._closing_over)
        self._closing.open()

    def _answered(self, visit: Visit, dialog: ClosingDialog) -> None:
        self._closing = None
        if dialog.channel is not None:
            visit.channel = dialog.channel.channel
            self.channel.show_channel(visit.channel, fixed=False)
        if dialog.outcome is not None:
            self._close(visit, dialog.outcome)
        self.ended.emit()

    def _closing_over(self) -> None:
        self._closing = None

    @property
    def _likely(self) -> ContactOutcome | None:
        """None while it is not known what was done."""
        contact = self._visit.contact if self._visit is not None else None
        plans = self.plan.plans if self.plan is not None else None
        return None if contact is not None and plans is None else likely_outcome(contact, plans or ())

    def _close(self, visit: Visit, outcome: ContactOutcome) -> None:
        background.run(partial(visit.close, outcome), failed=self._fail)
        said = [self.tr("Henvendelsen er afsluttet.")]
        plan = self.plan.plan if self.plan is not None else None
        if plan is not None and plan.is_open and outcome is ContactOutcome.CONTINUES:
            left = self.tr("Planen går videre: {0} af {1} opgaver mangler.")
            said.append(left.format(len(plan.items) - plan.settled, len(plan.items)))
        self.said.emit(" ".join(said))

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

    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)

    # The plan

    def choose_situation(self, key: str) -> None:
        """Put its tasks on the plan, and show it."""
        if not self._is_ready("situation", key) or self._handbook is None or self.plan is None:
            return
        situation = next(each for each in self._handbook.situations if each.key == key)
        days = self._panel.days(key) if self._panel is not None else {}
        guide, today = self._handbook.guide, self._workplace.today
        tasks = planned(situation, self._facts, guide, today, say=task_words.who, days=days)
        self.plan.take_on(key, tasks)
        self._bar.setCurrentIndex(_PLAN)

    def plan_task(self, key: str) -> None:
        """Put one task on the plan, and show it: where it is handed over is written there."""
        if not self._is_ready("task", key) or self._handbook is None or self.plan is None:
            return
        guide, days = self._handbook.guide, self._panel.days() if self._panel is not None else {}
        self.plan.take_on("", [plan_task(guide.task(key), guide, self._workplace.today, say=task_words.who, days=days)])
        self._bar.setCurrentIndex(_PLAN)

    @property
    def errand(self) -> str | None:
        """The key of the errand that the citizen was looked up for; None without one."""
        return self._sight.purpose.errand.key if self._sight.purpose is not None else None

    def tell_day(self, event: Event, day: date) -> None:
        """The citizen says when it happened: deadlines count from it."""
        if self._panel is not None:
            self._panel.tell_day(event, day)

    def _is_ready(self, kind: str, key: str) -> bool:
        """Whether the visit is open; else what is wanted waits for it."""
        if self._visit is not None and self.plan is not None:
            return True
        self._wanted.append((kind, key))
        self.prepare()
        self._serve()
        return False

    def _name_plan(self) -> None:
        self._show_channel()
        plan = self.plan.plan if self.plan is not None else None
        name = self.tr("Plan")
        self._bar.setTabText(_PLAN, f"{name} ({plan.settled}/{len(plan.items)})" if plan is not None else name)

    def _print(self, plan: Plan) -> None:
        service, visit, handbook = self._service, self._visit, self._handbook
        if service is None or visit is None or handbook is None:
            return
        make = partial(_paper_of, service, visit, plan, self._sight.name, self._titles)
        self._sight.run(make, self._printed)

    @property
    def _titles(self) -> Mapping[str, str]:
        """What the life situations are called."""
        known = self._handbook.situations if self._handbook is not None else ()
        return {situation.key: situation.title for situation in known}

    def _printed(self, made: tuple[bytes, Callable[[], None]]) -> None:
        content, trace = made
        self.paper_made.emit(content, self.tr("Plan til borgeren"), trace)

    def registers_heard(self) -> None:
        """A register answers again: what a form waited for is asked once more, also a finished one."""
        if self.form is not None:
            self.form.registers_heard()
        self._verify_forms()

    # Forms

    def _look_at_forms(self) -> None:
        if self._service is not None:
            self._sight.run(self._service.forms, self._show_forms)

    def _show_forms(self, found: CitizenForms) -> None:
        self._kept = found
        if self._forms is not None:
            self._forms.show_forms(found, self._sight.called, self._workplace.now)
        self._verify_forms()

    def _verify_forms(self) -> None:
        """What registers owed the finished forms, once those of the page have answered, and only while it is open."""
        service, handbook, kept, page = self._service, self._handbook, self._kept, self.parentWidget()
        if service is None or handbook is None or kept is None or page is None or not page.isVisible():
            return
        if any(state.state is State.LOADING for state in self._sight.states.values()):
            return
        if not any(outstanding(form, kept.said.get(form.id, ())) for form in kept.finished):
            return
        self._verify_again = self._verifying
        if not self._verifying:
            self._verifying = True
            self.show_facts()
            self._sight.run(partial(service.verify_later, kept, handbook.forms, self._facts), self._verified)

    def _verified(self, learnt: bool) -> None:  # noqa: FBT001 - a job hands over what it found
        again, self._verifying, self._verify_again = self._verify_again, False, False
        if learnt or again:
            self._look_at_forms()

    def _not_verified(self, _error: UserError) -> None:
        """Whatever broke off: the next time it is asked again."""
        self._verifying = self._verify_again = False

    def open_form(self, key: str) -> None:
        """The one that lies unfinished, or an empty one."""
        if not self._is_ready("form", key) or self._handbook is None or self._service is None:
            return
        self._sight.run(partial(self._service.begin, self._handbook.forms[key]), self._resume_form)

    def _resume_form(self, draft: Draft) -> None:
        if self._service is not None:
            self._sight.run(partial(_with_level, self._service, draft), self._show_form)

    def _show_form(self, found: tuple[Draft, AuthorityLevel]) -> None:
        draft, able = found
        service, handbook = self._service, self._handbook
        if service is None or handbook is None:
            return
        self._close_form()
        form, today = handbook.forms[draft.form], self._workplace.today
        assess = partial(assessed, book=handbook.book, on=today, known=handbook.known)
        self.form = FormView(
            form,
            draft,
            name=self._sight.called,
            drafts=service.drafts,
            checker=service.checker,
            now=lambda: self._workplace.now,
            finish=lambda whole, sheet: service.finish(whole, sheet, assessment=assess(sheet)),
            by=self._workplace.viewer.name,
            able=able,
        )
        self._add_feet(self.form, form, handbook, assess)
        self.form.finished.connect(self._form_finished)
        self.form.thrown.connect(self._form_left)
        self.form.left.connect(self._look_at_forms)
        self.form.copy_wanted.connect(self.copy_wanted)
        self._stack.addWidget(self.form)
        self._stack.setCurrentWidget(self.form)
        self._bar.setCurrentIndex(_FORMS)
        self._stack.setCurrentWidget(self.form)
        self.form.show_facts(self._facts)
        self.form.go_here()

    def _add_feet(
        self, view: FormView, form: Form, handbook: Handbook, assess: Callable[..., Assessment | None]
    ) -> None:
        """What does not fit with the registers, and what it comes to, at every letter."""
        errand = self.errand if self.errand == form.errand else ""
        questions = QuestionsFoot(
            handbook.contradictions, errand or "", handbook.vocabulary, lambda: self._workplace.now
        )
        view.add_foot(questions, questions.show_sheet)
        words = words_for(form, handbook.book, handbook.vocabulary)
        for asks in form.reckonings:
            foot = AssessmentFoot(handbook.book.benefits[asks.benefit], partial(assess, asks=asks), words)
            view.add_foot(foot, foot.show_sheet)
            if asks is form.assess:
                view.decide_by(Reckoning(assess, foot.verb, words))

    def _form_finished(self, form: FinishedForm) -> None:
        if self._visit is not None:
            background.run(self._visit.serve, failed=self._fail)
        became = outcome(form)
        self.said.emit(became or self.tr("{0} er færdig.").format(form.title))
        if self._forms is not None:
            self._forms.unfold(form.id)
            self._forms.go_to(form.id)
        self._form_left()

    def _form_left(self) -> None:
        self._close_form()
        self._look_at_forms()

    def _close_form(self) -> None:
        if self.form is not None:
            form, self.form = self.form, None
            focused = self.window().focusWidget()
            if focused is not None and form.isAncestorOf(focused):
                self._bar.setFocus(Qt.FocusReason.OtherFocusReason)  # else it would go wherever Qt finds a place
            self._stack.removeWidget(form)
            form.hide()
            form.deleteLater()
        if self._handbook is not None:
            self._stack.setCurrentIndex(self._bar.currentIndex())

    def _turn(self, place: int) -> None:
        """The form in sight stays open behind the other places."""
        if self._handbook is None:
            return
        self._stack.setCurrentWidget(self.form if place == _FORMS and self.form is not None else self._places[place])


def _with_level(service: Service, draft: Draft) -> tuple[Draft, AuthorityLevel]:
    """The draft, and how much the employee may decide: roles are looked up."""
    return draft, service.able()


def _paper_of(
    service: Service, visit: Visit, plan: Plan, name: str, titles: Mapping[str, str]
) -> tuple[bytes, Callable[[], None]]:
    """The print, and what traces it as often as it goes to a printer."""
    return service.print_plan(visit, plan, name=name, situations=titles), partial(visit.printing, plan)
