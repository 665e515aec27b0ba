"""The citizen's forms: those that lie here, the one that is filled in, and what registers owe finished ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.access.roles import AuthorityLevel
from app.benefits.model import Assessment
from app.citizen.model.sections import State
from app.errors import UserError
from app.facts.model import Facts
from app.situations.beside import Offer
from app.situations.forms.assessed import assessed, words_for
from app.situations.forms.finished import Draft, FinishedForm, outstanding
from app.situations.handbook import Handbook
from app.situations.service import CitizenForms, Service
from app.workplace import Workplace
from widgets.benefits.foot import AssessmentFoot
from widgets.citizen.sight import Sight
from widgets.parts.scrolled import scrolled
from widgets.situations.form import FormView, Reckoning
from widgets.situations.form_about import about, of_draft, of_finished
from widgets.situations.form_finished import outcome
from widgets.situations.form_list import FormsCard
from widgets.situations.questions import QuestionsFoot
from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE


class FormsPlace(QStackedWidget):
    """The list from `begin` on, and before it the form that somebody fills in.

    Registers are asked for what they owe only while `page` is in sight.
    """

    form_wanted = Signal(str)
    """The key of a form to begin."""
    task_wanted = Signal(str)
    """The key of a task for the plan."""
    form_opened = Signal()
    """A form is about to get the focus: bring this place into sight."""
    form_closing = Signal()
    """The form with the focus goes: else that would go wherever Qt finds a place."""
    form_finished = Signal()
    errand_wanted = Signal()
    """Somebody wants the forms of another errand."""
    listed = Signal(object)
    """The `FinishedForm`s that lie here, and those finished on this visit, as often as there are others."""
    offered = Signal(object)
    """An `Offer` of a form that has just been finished and is not listed: it is another errand's."""
    offer_taken = Signal(object)
    """An `Offer` for the plan."""
    copy_wanted = Signal(str, str)
    said = Signal(str)

    def __init__(
        self,
        workplace: Workplace,
        sight: Sight,
        handbook: Handbook,
        *,
        offers: Callable[[FinishedForm], tuple[Offer, ...]],
        page: QWidget,
    ) -> None:
        super().__init__()
        self._offers = offers
        self._workplace, self._sight, self._handbook, self._page = workplace, sight, handbook, page
        self._service: Service | None = None
        self._errand = ""
        self._facts = Facts()
        self._kept: CitizenForms | None = None
        self._done: tuple[FinishedForm, ...] = ()
        self._verifying = self._verify_again = False
        self._closed_form: UUID | None = None
        self.form: FormView | None = None
        self._list = FormsCard(handbook.forms)
        self._list.started.connect(self.form_wanted)
        self._list.resumed.connect(self._resume)
        self._list.task_wanted.connect(self.task_wanted)
        self._list.offer_taken.connect(self.offer_taken)
        self._list.copy_wanted.connect(self.copy_wanted)
        self._list.taken_up.connect(self._take_up)
        self._list.errand_wanted.connect(self.errand_wanted)
        around = QWidget()
        set_role(around, "plain")
        column = QVBoxLayout(around)
        column.setContentsMargins(PAGE_MARGIN, SPACE, PAGE_MARGIN, PAGE_MARGIN)
        column.addWidget(self._list)
        self.addWidget(scrolled(around))
        sight.finished.connect(self._verify)
        sight.failed.connect(self._not_verified)

    def begin(self, service: Service, errand: str) -> None:
        """Look at those of the citizen in sight, whom `service` serves for the errand of that key."""
        self._service, self._errand = service, errand
        self._list.put_first(errand)
        self._look()

    def forget(self) -> None:
        """Nobody, or somebody else, is on the page. A form is kept as it is."""
        self._close()
        self._service = self._kept = self._closed_form = None
        self._done = ()
        self._facts = Facts()
        self._verifying = self._verify_again = False
        self._list.forget(self._workplace.now)

    def keep_now(self) -> None:
        """Keep what is typed, on the spot: the desk locks."""
        if self.form is not None:
            self.form.keep_now()

    def show_facts(self, facts: Facts) -> None:
        self._facts = facts
        self._show_about()
        if self.form is not None:
            self._inform(self.form)

    def _inform(self, form: FormView) -> None:
        """What the registers know now, and whom they know near the citizen."""
        if self._sight.person is not None:
            form.show_people(self._sight.near)
        form.show_earlier(self._kept.finished if self._kept is not None else ())
        form.show_facts(self._facts)

    def registers_heard(self) -> None:
        """A register answers again: what a form waited for is asked once more, also a finished one."""
        if self.form is not None:
            self.form.registers_heard()
        self._verify()

    # The list

    def _look(self) -> None:
        if self._service is not None:
            self._sight.run(partial(self._service.forms, self._handbook.forms), self._show)

    def _show(self, found: CitizenForms) -> None:
        self._kept = found
        if self.form is not None:
            self.form.show_earlier(found.finished)
        self._tell_finished()
        self.show_offers()
        self._show_about()
        self._list.show_forms(found, self._sight.called, self._workplace.now)
        self._verify()

    def _tell_finished(self) -> None:
        listed = self._kept.finished if self._kept is not None else ()
        known = {form.id for form in listed}
        self.listed.emit((*listed, *(form for form in self._done if form.id not in known)))

    def show_offers(self) -> None:
        """What finished forms have made of tasks on the plan, as often as that changes."""
        finished = self._kept.finished if self._kept is not None else ()
        self._list.show_offers({form.id: self._offers(form) for form in finished})

    def _show_about(self) -> None:
        """What tells the forms in the list apart, as often as more is known of those they are about."""
        kept, forms, facts = self._kept or CitizenForms(), self._handbook.forms, self._facts
        told = {
            one.id: (forms[one.form], of_draft(forms[one.form], one, facts, self._workplace.today))
            for one in kept.drafts
        }
        told |= {one.id: (forms[one.form], of_finished(one)) for one in kept.finished}
        near, secret = self._sight.near, self._sight.hides_family
        self._list.show_about({id_: about(form, said, near, secret=secret) for id_, (form, said) in told.items()})

    # What registers owe

    def _verify(self) -> None:
        """What registers owed the finished forms, once those of the page have answered, and only while it is open."""
        service, kept = self._service, self._kept
        if service is None or kept is None or not self._page.isVisible():
            return
        if any(state.state is State.LOADING for state in self._sight.states.values()):
            return
        if not any(outstanding(form, kept.said.get(form.id, ())) for form in kept.finished):
            return
        self._verify_again = self._verifying
        if not self._verifying:
            self._verifying = True
            facts = self._sight.facts(self._handbook.basis)
            self._sight.run(partial(service.verify_later, kept, self._handbook.forms, facts), self._verified)

    def _verified(self, learnt: bool) -> None:  # noqa: FBT001 - a job hands over what it found
        again, self._verifying, self._verify_again = self._verify_again, False, False
        if learnt or again:
            self._look()

    def _not_verified(self, _error: UserError) -> None:
        """Whatever broke off: the next time it is asked again."""
        self._verifying = self._verify_again = False

    # The form in sight

    def open_form(self, key: str) -> None:
        """The one that lies unfinished, or an empty one."""
        purpose = self._sight.purpose
        if self._service is not None and purpose is not None:
            begin = partial(self._service.begin, self._handbook.forms[key], purpose.opened_at)
            self._sight.run(begin, self._resume)

    def _take_up(self, prepared: FinishedForm) -> None:
        if self._service is not None:
            self._sight.run(partial(self._service.take_up, prepared), self._resume)

    def _resume(self, draft: Draft) -> None:
        if self._service is not None:
            self._sight.run(partial(_with_level, self._service, draft), self._show_form)

    def _show_form(self, found: tuple[Draft, AuthorityLevel]) -> None:
        if self._service is None:
            return
        self._close()
        self.form = self._view_of(*found, self._service)
        self.form.finished.connect(self._finished)
        self.form.thrown.connect(self._closed)
        self.form.closed.connect(self._closed)
        self.form.left.connect(self._look)
        self.form.form_wanted.connect(self.form_wanted)
        self.form.copy_wanted.connect(self.copy_wanted)
        self.addWidget(self.form)
        self.setCurrentWidget(self.form)
        self.form_opened.emit()
        self._inform(self.form)
        self.form.go_here()

    def _view_of(self, draft: Draft, able: AuthorityLevel, service: Service) -> FormView:
        """The form of `draft`, over its feet."""
        handbook, today = self._handbook, self._workplace.today
        form = handbook.forms[draft.form]
        assess = partial(assessed, book=handbook.book, on=today, known=handbook.known)
        view = FormView(
            form,
            draft,
            name=self._sight.called,
            drafts=service.drafts,
            checker=service.checker,
            now=lambda: self._workplace.now,
            finish=lambda whole, sheet: service.finish(whole, sheet, assessment=assess(sheet)),
            by=self._workplace.viewer.name,
            forms=handbook.forms,
            able=able,
        )
        self._add_feet(view, assess)
        return view

    def _add_feet(self, view: FormView, assess: Callable[..., Assessment | None]) -> None:
        """What does not fit with the registers, and what it comes to, at every letter."""
        handbook, form = self._handbook, view.form
        errand = form.errand if form.errand == self._errand else ""
        questions = QuestionsFoot(handbook.contradictions, errand, handbook.vocabulary, lambda: self._workplace.now)
        view.add_foot(questions, questions.show_sheet)
        words = words_for(form, handbook.book, handbook.vocabulary)
        for asks in form.reckonings:
            foot = AssessmentFoot(handbook.book.benefits[asks.benefit], partial(assess, asks=asks), words)
            view.add_foot(foot, foot.show_sheet)
            if asks is form.assess:
                view.decide_by(Reckoning(assess, foot.verb, words))

    def _finished(self, form: FinishedForm) -> None:
        self.form_finished.emit()
        self.said.emit(outcome(form) or self.tr("{0} er færdig.").format(form.title))
        self._done = (*self._done, form)
        self._tell_finished()
        self._list.unfold(form.id)
        offers = self._offers(form)
        is_listed = self._handbook.forms[form.form].errand == self._errand
        if is_listed or not offers:
            self._list.go_to(form.id, offer=bool(offers) and not form.hand_over)
        self._left()
        if offers and not is_listed:
            self.offered.emit(offers[0])

    def close_form(self) -> bool:
        """Leave the form that has the focus; whether there is one."""
        focused = self.window().focusWidget()
        if self.form is None or focused is None or not self.form.isAncestorOf(focused):
            return False
        self._closed()
        return True

    def _closed(self) -> None:
        """To its row in the list; without one, thrown away or never written in, to where a form is begun. What cannot
        be kept stays, and says why."""
        if self.form is None or self._service is None:
            return
        self.form.keep_now()
        if not self.form.may_be_left:
            return
        self._closed_form = self.form.draft.id
        self._close()
        self._sight.run(partial(self._service.forms, self._handbook.forms), self._show_closed)

    def _show_closed(self, found: CitizenForms) -> None:
        """What was asked for after it was closed: any earlier answer may not have its row."""
        if self._closed_form is not None:
            self._list.go_to(self._closed_form)
            left = next((draft for draft in found.drafts if draft.id == self._closed_form), None)
            if left is not None:
                title = self._handbook.forms[left.form].title
                self.said.emit(self.tr("{0} ligger som kladde under Blanketter.").format(title))
            self._closed_form = None
        self._show(found)

    def _left(self) -> None:
        self._close()
        self._look()

    def _close(self) -> None:
        if self.form is None:
            return
        form, self.form = self.form, None
        focused = self.window().focusWidget()
        if focused is not None and form.isAncestorOf(focused):
            self.form_closing.emit()
        self.removeWidget(form)
        form.hide()
        form.deleteLater()


def _with_level(service: Service, draft: Draft) -> tuple[Draft, AuthorityLevel]:
    """The draft, and how much the employee may decide: roles are looked up."""
    return draft, service.able()
