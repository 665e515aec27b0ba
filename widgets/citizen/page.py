"""The citizen page: find, errand, facts. One citizen at a time; nothing of the last one survives the switch."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.access.model import Purpose, Section
from app.citizen.model.archive import Case
from app.citizen.model.sections import PersonFacts, SectionState, State
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.workplace import Workplace
from widgets import formats, texts
from widgets.citizen.band import IdentityBand
from widgets.citizen.cases import CasesView
from widgets.citizen.context import Context
from widgets.citizen.copying import Copying
from widgets.citizen.document_desk import DocumentDesk
from widgets.citizen.grounds import Grounds
from widgets.citizen.note_desk import NoteDesk
from widgets.citizen.paper_desk import PaperDesk
from widgets.citizen.person import PersonView
from widgets.citizen.question import ErrandQuestion
from widgets.citizen.section import SectionView
from widgets.citizen.sight import Sight
from widgets.citizen.tabs import CitizenTabs
from widgets.citizen.task_desk import TaskDesk
from widgets.parts.clipboard import personal_clipboard
from widgets.parts.notices import Banner
from widgets.parts.panes import PaneSplit
from widgets.theme import set_role
from widgets.tokens import Meaning


class Notices(Protocol):
    """Where the page says quietly that something was done."""

    def say(self, text: str, *, undo: bool = False, meaning: Meaning = Meaning.SUCCESS) -> None: ...

    def hush(self) -> None:
        """What was said is about somebody who is not here any more."""
        ...


class CitizenPage(QWidget):
    """Call `open_citizen` or `open_case`; the page asks for the errand before it looks anybody up."""

    idle = Signal()
    """Every section of the look-up has its final state."""
    opened = Signal(object, str)
    """A `CprNumber` and what a list of recent citizens may call them."""
    left = Signal()
    """Nobody is on the page any more."""

    def __init__(self, workplace: Workplace, notices: Notices, *, english: bool = False) -> None:
        super().__init__()
        set_role(self, "page")
        self._workplace = workplace
        self._notices = notices
        self._english = english
        self._suspended = False
        self.sight = Sight(workplace, self)
        self.sight.landed.connect(self._landed)
        self.sight.failed.connect(self._failed)
        self._grounds = Grounds(workplace, self.sight, self, english=english)
        self._grounds.failed.connect(self._failed)
        self._copying = Copying(workplace, self.sight)
        self._copying.said.connect(self._say)
        self._stack = QStackedWidget(self)
        self.question = ErrandQuestion(workplace, self._stack, english=english)
        self.question.answered.connect(self.look_up)
        self.question.left.connect(self._question_left)
        self._view = QWidget(self._stack)
        self.band = IdentityBand(self._view)
        self.band.errand_change_wanted.connect(self.change_errand)
        self.band.ended.connect(self.end_contact)
        self.band.identified.connect(self._identified)
        self._trouble = Banner(self._view, wide=True)
        self.tabs = CitizenTabs(workplace, self.sight)
        self.sight.finished.connect(self.idle)
        self.tabs.made.connect(self._wire)
        self.life = self.tabs.life
        self.life.failed.connect(self._failed)
        self.life.said.connect(self._say)
        self.life.errand_wanted.connect(self.change_errand)
        self.life.ended.connect(self._leave)
        self.life.not_ended.connect(self._not_ended)
        self.life.copy_wanted.connect(partial(self._copying.copy, Section.PERSON))
        self.reckoning = self.tabs.reckoning
        self.reckoning.copy_wanted.connect(partial(self._copying.copy, Section.PERSON))
        self._split = PaneSplit(self.tabs, self._view)
        self._papers = PaperDesk(workplace, self.sight, self.life, self._split)
        self.life.paper_made.connect(self._papers.show)
        self.reckoning.print_wanted.connect(self._papers.print_guidance)
        self.tasks = TaskDesk(workplace, self.life, self._split, english=english)
        self.tasks.errand_chosen.connect(self.take_errand)
        self.tasks.form_chosen.connect(self.open_form)
        self.tasks.situation_chosen.connect(self.choose_situation)
        self.tasks.plan_wanted.connect(self.plan_task)
        self.life.task_wanted.connect(self.tasks.show_task)
        self.documents = DocumentDesk(workplace, self.sight, self._split)
        self.documents.reveal_wanted.connect(self.reveal_address)
        self.documents.impossible.connect(self._say_impossible)
        self.tabs.address_turned.connect(self.documents.follow_address)
        self.notes = NoteDesk(workplace, self.sight, self._split)
        self.notes.written.connect(self._note_written)
        self.notes.failed.connect(self._warn)
        column = QVBoxLayout(self._view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self._trouble)
        column.addWidget(self._split, 1)
        self._stack.addWidget(self._view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def making(self) -> Iterator[None]:
        """Makes what a look-up needs, a part a step, while nobody is waiting for it."""
        self.question.chooser.ensurePolished()
        yield
        yield from self.tabs.making()

    def _wire(self, view: SectionView) -> None:
        view.retried.connect(partial(self._retry, view.section))
        view.copy_wanted.connect(partial(self._copying.copy, view.section))
        view.widening_wanted.connect(self._grounds.ask_to_widen)
        view.override_wanted.connect(self._grounds.ask_to_override)
        if isinstance(view, PersonView):
            view.reveal_wanted.connect(self.reveal_address)
            view.relative_opened.connect(self.open_citizen)
        if isinstance(view, CasesView):
            view.document_opened.connect(self.documents.open)
            view.case_opened.connect(self._open_case_tab)
            if not view.compact:
                self.notes.attach(view)

    # Find → errand

    def open_citizen(self, cpr: CprNumber, found_by: str = "") -> None:
        """Ask for the errand with which `cpr` is to be looked up; `found_by` is the kind of search that led there."""
        self.question.about_citizen(cpr, found_by)

    def open_case(self, number: str) -> None:
        """Ask for the errand unless the case says it; only then is the archive asked whose case it is."""
        self.question.about_case(number)

    def change_errand(self) -> None:
        """Another errand for the citizen on the page: a new purpose, and a new look-up."""
        if self.sight.citizen is not None:
            self.open_citizen(self.sight.citizen)

    def take_errand(self, key: str) -> bool:
        """Whether there is a citizen in sight, now looked up for that errand; else it is kept for the next."""
        errand = next(errand for errand in self._workplace.errands if errand.key == key)
        citizen = self.sight.citizen if self._in_sight else None
        if citizen is None:
            self.question.keep(errand)
            return False
        self.look_up(citizen, self._workplace.state_purpose(errand))
        return True

    def _question_left(self) -> None:
        if self.sight.citizen is None:
            self.left.emit()
        else:
            self._stack.setCurrentWidget(self._view)
            self._resume()

    # Look-up

    def look_up(self, citizen: CprNumber, purpose: Purpose) -> None:
        """Show the citizen; whoever was there before is gone from this moment."""
        self.notes.forget()
        self.documents.forget()
        self._split.close_pane()
        self._notices.hush()
        self._begin(citizen, purpose)
        self.tabs.setCurrentIndex(0)
        self._stack.setCurrentWidget(self._view)
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)
        self.sight.ask()

    def _begin(self, citizen: CprNumber, purpose: Purpose) -> None:
        """A page about the citizen on which nothing is known yet."""
        self._stop()
        self._suspended = False
        self._trouble.clear()
        self.band.show_citizen(citizen, purpose, english=self._english)
        self.tabs.forget()
        self.sight.begin(citizen, purpose)

    def suspend(self) -> None:
        """The desk locks: what was fetched is forgotten; who is on the page, why, and what is typed stay."""
        self.notes.keep_now()
        self.notes.forget()
        going_on = self.life.keep_now()
        if self.sight.citizen is None or self.sight.purpose is None:
            self._stop()
            return
        self._begin(self.sight.citizen, self.sight.purpose)
        self._suspended = True
        self.life.go_on_with(going_on)

    def _resume(self) -> None:
        """After `suspend`: look the citizen up once more, traced as every look-up is, as soon as the page is seen."""
        if self._suspended and self._in_sight and self.isVisible():
            self._suspended = False
            self.sight.ask()

    def _stop(self) -> None:
        self.question.drop()
        self._grounds.drop()
        self.sight.stop()

    def _landed(self, state: SectionState) -> None:
        context = self.sight.context
        if context is not None and state.section is Section.PERSON:
            self._show_identity(state, context)

    def _show_identity(self, state: SectionState, context: Context) -> None:
        if isinstance(state.value, PersonFacts):
            fetched = formats.fetched(state.as_of, context.now).capitalize() if state.as_of else ""
            self.band.show_facts(state.value, context, fetched)
            self._remember(state.value)
        elif state.state in (State.FAILED, State.DENIED):
            self.band.show_unknown(self.tr("Navn ikke hentet"))

    def _failed(self, error: UserError) -> None:
        """The look-up itself broke off (the trace could not be written): nothing more is shown."""
        self._trouble.say(texts.error(error), Meaning.DANGER)
        self.idle.emit()

    # What one can do here

    @property
    def _in_sight(self) -> bool:
        """Whether somebody is on the page, and not behind the question of another one's errand."""
        return self.sight.citizen is not None and self._stack.currentWidget() is self._view

    def refresh(self) -> None:
        """Ask again for the section in sight, or for all of them on the overview."""
        if not self._in_sight:
            return
        section = self.tabs.section
        self.sight.ask((section,) if section is not None else None, refresh=tuple(RegisterKey))

    def _retry(self, section: Section) -> None:
        self.sight.ask((section,), refresh=tuple(RegisterKey))

    def fetch_again(self, registers: Collection[RegisterKey]) -> None:
        """Ask once more, under the same purpose, for what these registers could not be asked for."""
        self.life.registers_heard()
        if not self._in_sight or not self.isVisible():
            return
        lost = self.sight.lost(registers)
        if lost:
            self.sight.ask(lost, refresh=registers)  # somebody may have asked them for news in vain

    def show_tab(self, index: int) -> None:
        """The focus goes along: what had it is out of sight."""
        if self._in_sight and index < self.tabs.count():
            self.tabs.setCurrentIndex(index)
            self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def cross_panes(self) -> None:
        """Between the page and what is open beside it."""
        if self._in_sight:
            self._split.cross()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form, once nothing lies open within it or beside it: that has taken the key before."""
        if event.key() != Qt.Key.Key_Escape or not self.life.close_form():
            super().keyPressEvent(event)

    def copy_cpr(self) -> None:
        """All ten digits to the clipboard."""
        if self._in_sight:
            self._copying.copy_cpr()

    def show_cpr(self) -> None:
        if self._in_sight:
            self.band.number.show_digits()

    def reveal_address(self) -> None:
        """The extra step for a protected address: traced first, painted after. A second time hides it again."""
        if self._in_sight:
            self.sight.reveal_address()

    def hide_address(self) -> None:
        self.sight.hide_address()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._resume()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hide_address()

    def _identified(self, how: str) -> None:
        if self.sight.citizen is not None and self.sight.purpose is not None:
            self.sight.run(partial(self._workplace.identity_checked, self.sight.citizen, self.sight.purpose, how))

    def _say_impossible(self, why: str) -> None:
        self._notices.say(why, meaning=Meaning.WARNING)

    def open_form(self, key: str) -> None:
        self.tabs.setCurrentWidget(self.life)
        self.life.open_form(key)

    def plan_task(self, key: str) -> None:
        self.tabs.setCurrentWidget(self.life)
        self.life.plan_task(key)

    def choose_situation(self, key: str) -> None:
        self.tabs.setCurrentWidget(self.life)
        self.life.choose_situation(key)

    def _say(self, text: str) -> None:
        self._notices.say(text)

    # Notes on the case in sight

    def new_note(self) -> None:
        """Write on the case that is selected. From any other tab to the note that stands open; without one first show
        which case that is, and say so."""
        purpose = self.sight.purpose
        if not self._in_sight or purpose is None:
            return
        if not purpose.opens(Section.CASES):
            self.tabs.turn_to(Section.CASES)
            words = self.tr("Et notat skrives på en sag, og ærindet åbner ingen. Åbn sagerne her først.")
            self._notices.say(words, meaning=Meaning.INFO)
        elif self.tabs.section is Section.CASES:
            self.notes.write()
        elif self.notes.editor is not None:
            self.notes.editor.go_here()
        else:
            self.tabs.turn_to(Section.CASES)
            words = self.tr("Vælg den sag, notatet hører til, og tryk Ctrl+N igen.")
            self._notices.say(words, meaning=Meaning.INFO)

    def explain_note(self) -> None:
        """The connection is another, and with it what happens to a note."""
        self.notes.explain()

    def _note_written(self, words: str) -> None:
        self._trouble.clear()
        self._say(words)

    def _warn(self, error: UserError) -> None:
        self._trouble.say(texts.error(error), Meaning.WARNING)

    def _open_case_tab(self, case: Case) -> None:
        self.tabs.turn_to(Section.CASES)
        view = self.tabs.sections[Section.CASES].view
        if isinstance(view, CasesView):
            view.select_case(case)

    def end_contact(self) -> None:
        """How it ended is asked first, where somebody has been served or may have been."""
        if self._in_sight and self._workplace.serves:
            self.life.ask_how_it_ended(self.notes.told_at_the_end())
        else:
            self._leave()

    def _not_ended(self, words: str) -> None:
        if self._in_sight:
            self._trouble.say(words, Meaning.DANGER)
        else:
            self._notices.say(words, meaning=Meaning.DANGER)

    def _leave(self) -> None:
        """Nobody on the page any more."""
        self._stop()
        self.sight.end()
        self._suspended = False
        self.band.forget()
        self.notes.forget()
        self.documents.forget()
        self._split.close_pane()
        self.tabs.forget()
        personal_clipboard().clear_own()
        self.left.emit()

    def _remember(self, facts: PersonFacts) -> None:
        """A protected citizen is remembered by masked number alone: the list may be seen from across the desk."""
        person = facts.person
        number = formats.cpr(person.cpr)
        named = person.name is not None and not person.is_protected(self._workplace.today)
        self.opened.emit(person.cpr, f"{person.name.full}  ·  {number}" if named and person.name else number)

    @property
    def states(self) -> dict[Section, SectionState]:
        """What is on the page now, for the tour and for tests."""
        return dict(self.sight.states)
