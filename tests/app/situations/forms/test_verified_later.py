"""What a register owed a finished form: asked again inside the form's errand alone, kept beside it, traced first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.documents.guidance_pdf import GuidancePaperPress
from adapters.documents.plan_pdf import PlanPress
from app.access.model import Section
from app.access.roles import AuthorityLevel
from app.access.trace import TraceEvent
from app.errors import UserError
from app.facts.model import Facts
from app.situations.forms.answers import Mark
from app.situations.forms.drafts import FormDrafts
from app.situations.forms.finished import FinishedForm
from app.situations.records import PlanRecords
from app.situations.service import Service, Tools
from tests.app.desk import CITIZEN, ERRANDS, SPOUSE
from tests.app.situations.desks import LISE, Line, VisitDesk, shared_file
from tests.app.situations.forms.made_up import PLACE, TODAY, TableChecker, fact, failed, forms
from tests.app.situations.forms.test_drafts import sheet_of

KNOWN = Facts.of([fact("cpr_nummer", CITIZEN.digits)])
ANSWERS = {
    "adresse_bolig": PLACE, "logivaert": "0702614075", "raader_som": "ejer", "om_borgeren": "ja",
    "tilflytter": CITIZEN.digits,
    "erklaerer": "bor", "bor_fra": "01-11-2026", "underskrevet": "ja",
}  # fmt: skip


class Counter:
    """A desk at which a form was finished while the registers were silent."""

    def __init__(self, folder: Path) -> None:
        self.store = shared_file(folder)
        self.desk = VisitDesk(folder / "desk", Line(PlanRecords(self.store)))
        self.drafts = FormDrafts(self.desk.store.outbox, self.desk.clock, LISE)
        self.checker = TableChecker(down=True)
        self.traced: list[tuple[TraceEvent, str]] = []
        self.refuses = False

    def trace(self, event: TraceEvent, what: str) -> None:
        if self.refuses:
            raise UserError("trace-failed")
        self.traced.append((event, what))

    def service(self, errand: str = "flytning") -> Service:
        tools = Tools(self.desk.visits, self.drafts, PlanPress(), GuidancePaperPress(), LISE, "Fjordby", lambda: TODAY)
        return Service(
            tools,
            CITIZEN,
            ERRANDS[errand],
            trace=self.trace,
            checker=self.checker,
            able=lambda: AuthorityLevel.RULE_BASED,
        )

    def finished(self) -> FinishedForm:
        draft = self.drafts.begin(forms()["logivaertserklaering"], CITIZEN)
        for name, text in ANSWERS.items():
            draft = self.drafts.tell(draft, name, text)
        silent = Facts.of([failed("cpr_nummer")])
        return self.drafts.finish(draft, sheet_of(draft, silent, TableChecker(down=True)))

    def verify(self, facts: Facts = KNOWN, errand: str = "flytning") -> bool:
        service = self.service(errand)
        return service.verify_later(service.forms(forms()), forms(), facts)

    def said(self, form: FinishedForm) -> dict[str, Mark]:
        return {one.field: one.mark for one in self.service().forms(forms()).said[form.id]}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path)
    yield made
    made.desk.close()
    made.store.lock()


def test_as_long_as_the_register_is_silent_nothing_is_said_and_nothing_written(counter: Counter) -> None:
    form = counter.finished()
    assert not counter.verify(Facts.of([failed("cpr_nummer")]))
    assert counter.said(form) == {}
    assert all(event is TraceEvent.SHOWN for event, _ in counter.traced)


def test_when_it_answers_the_outcome_is_kept_once_beside_the_frozen_form(counter: Counter) -> None:
    form = counter.finished()
    counter.checker.down = False
    assert counter.verify()
    assert counter.said(form)["tilflytter"] is Mark.VERIFIED
    assert set(counter.said(form)) == {*form.to_verify, *form.open_rules}
    assert (TraceEvent.WRITTEN, f"form {form.id} verified") in counter.traced
    counter.checker.asked.clear()
    assert not counter.verify()
    assert counter.checker.asked == []
    assert counter.drafts.finished_of(CITIZEN) == (form,)


def test_what_cpr_says_otherwise_is_kept_as_that(counter: Counter) -> None:
    form = counter.finished()
    counter.checker.down, counter.checker.lives_there = False, False
    assert counter.verify(Facts.of([fact("cpr_nummer", SPOUSE.digits)]))
    assert counter.said(form)["tilflytter"] is Mark.DIFFERS
    assert counter.said(form)["logivaert"] is Mark.REFUTED


def test_under_another_errand_nobody_is_asked(counter: Counter) -> None:
    form = counter.finished()
    counter.checker.down = False
    assert not counter.verify(errand="pas")
    assert counter.checker.asked == []
    assert counter.said(form) == {}


def test_a_register_that_the_errand_does_not_open_is_not_asked(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    errand = ERRANDS["flytning"]
    assert Section.DWELLING in errand.sections
    sections = type(errand.sections)(section for section in errand.sections if section is not Section.DWELLING)
    monkeypatch.setitem(ERRANDS, "flytning", replace(errand, sections=sections))
    form = counter.finished()
    counter.checker.down = False
    assert counter.verify()
    assert "adresse_bolig" not in counter.said(form)
    assert "dwelling" not in counter.checker.asked


def test_what_cannot_be_traced_is_not_kept(counter: Counter) -> None:
    form = counter.finished()
    counter.checker.down = False
    service = counter.service()
    kept = service.forms(forms())
    counter.refuses = True
    with pytest.raises(UserError, match="trace-failed"):
        service.verify_later(kept, forms(), KNOWN)
    counter.refuses = False
    assert counter.said(form) == {}


def test_a_form_that_no_longer_ships_waits_as_it_is(counter: Counter) -> None:
    counter.finished()
    counter.checker.down = False
    service = counter.service()
    assert not service.verify_later(service.forms(forms()), {}, KNOWN)
