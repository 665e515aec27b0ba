"""A form on the screen over a real encrypted store, with registers from a table that a test may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.access.roles import AuthorityLevel
from app.citizen.model.dwelling import AddressHit, Dwelling
from app.citizen.model.person import CustodyHolder
from app.cpr import CprNumber
from app.facts.model import Facts
from app.facts.vocabulary import load_vocabulary
from app.situations.forms.answers import Sheet
from app.situations.forms.assessed import assessed, decided, deciding, words_for
from app.situations.forms.drafts import FormDrafts
from app.situations.forms.finished import Draft, FinishedForm
from tests.app.desk import CITIZEN
from tests.app.situations.forms.made_up import TODAY, TableChecker, forms
from tests.app.situations.forms.stores import VIEWER, FormStore
from tests.rules.book import RESOURCES, fjordby
from widgets.benefits.foot import AssessmentFoot
from widgets.situations.form import FormView, Reckoning

ENOUGH = 30_000
Open = Callable[..., FormView]


@dataclass
class HeldChecker:
    """Answers as `table` does once it is let go; until then whoever asks waits, as for a register that hangs."""

    table: TableChecker = field(default_factory=TableChecker)
    go: Event = field(default_factory=Event)
    waiting: int = 0

    def _hold(self) -> None:
        self.waiting += 1
        self.go.wait(30)

    def addresses(self, text: str) -> tuple[AddressHit, ...]:
        self._hold()
        return self.table.addresses(text)

    def dwelling(self, address: UUID) -> Dwelling | None:
        self._hold()
        return self.table.dwelling(address)

    def is_resident(self, person: CprNumber, address: str) -> bool | None:
        self._hold()
        return self.table.is_resident(person, address)

    def custody(self, child: CprNumber) -> frozenset[CustodyHolder]:
        self._hold()
        return self.table.custody(child)

    def is_protected(self, person: CprNumber) -> bool:
        self._hold()
        return self.table.is_protected(person)


class HeldDrafts(FormDrafts):
    """A disk that takes its time: nothing is kept before it is let go. `begun` says that something is being kept."""

    def __init__(self, store: FormStore) -> None:
        super().__init__(store.store.outbox, store.clock, VIEWER)
        self.begun, self.go = Event(), Event()

    def keep(self, draft: Draft) -> Draft:
        self.begun.set()
        self.go.wait(30)
        return super().keep(draft)


def with_feet(view: FormView) -> tuple[AssessmentFoot, ...]:
    """What the form comes to, by the figures Fjordby has confirmed."""
    terms = load_vocabulary(RESOURCES / "facts.toml")
    assess = partial(assessed, book=fjordby(), on=TODAY, known=TODAY)
    labels = words_for(view.form, fjordby(), terms)
    feet = []
    for asks in view.form.reckonings:
        foot = AssessmentFoot(fjordby().benefits[asks.benefit], partial(assess, asks=asks), labels)
        view.add_foot(foot, foot.show_sheet)
        if asks is view.form.assess:
            view.decide_by(Reckoning(assess, foot.verb, labels))
        feet.append(foot)
    return tuple(feet)


def with_foot(view: FormView) -> AssessmentFoot:
    """The first of them, which is about the form's own benefit."""
    return with_feet(view)[0]


class FormDesk:
    """`view` opens a form, or an earlier draft of one. It is held: what is in sight is deleted by Qt, as in the
    program, and never by Python's garbage collection, which does not know in what order."""

    def __init__(self, folder: Path) -> None:
        self.kept = FormStore(folder)
        self.clock = self.kept.clock
        self.drafts: FormDrafts = self.kept.drafts

    def view(
        self,
        form: str,
        answers: Mapping[str, str] | None = None,
        *,
        known: Facts | None = None,
        checker: TableChecker | HeldChecker | None = None,
        draft: Draft | None = None,
        name: str = "Anne-Sofie Ærøskøbing Østergaard-Christoffersen",
        able: AuthorityLevel = AuthorityLevel.RULE_BASED,
    ) -> FormView:
        definition = forms()[form]
        draft = draft or self.drafts.begin(definition, CITIZEN)
        for one, text in (answers or {}).items():
            draft = self.drafts.tell(draft, one, text)
        view = FormView(
            definition,
            draft,
            name=name,
            drafts=self.drafts,
            checker=checker or TableChecker(),
            now=self.clock.now,
            finish=partial(self._finish, able),
            by=VIEWER.name,
            forms=forms(),
            able=able,
        )
        view.show_facts(known or Facts())
        return view

    def _finish(self, able: AuthorityLevel, draft: Draft, sheet: Sheet) -> FinishedForm:
        """As `Service.finish`, by the figures that Fjordby has confirmed."""
        found = assessed(sheet, book=fjordby(), on=TODAY, known=TODAY)
        becomes = deciding(sheet.form, found, able=able, hearing=draft.hearing, today=TODAY)
        decision = decided(sheet, found, able=able, today=TODAY, hearing=draft.hearing)
        return self.drafts.finish(draft, sheet, decision=decision, deciding=becomes)

    def close(self) -> None:
        self.kept.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FormDesk]:
    made = FormDesk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def open_form(desk: FormDesk, qtbot: QtBot) -> Open:
    def opened(form: str, *arguments: object, **more: object) -> FormView:
        view = desk.view(form, *arguments, **more)  # type: ignore[arg-type] # as `FormDesk.view` takes them
        qtbot.addWidget(view)
        view.resize(760, 900)
        view.show()
        view.activateWindow()
        assert QTest.qWaitForWindowActive(view, ENOUGH)
        return view

    return opened
