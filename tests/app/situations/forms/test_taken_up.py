"""A citizen's forms under one errand: no other's are told, and what was prepared is gone on with by who may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.documents.guidance_pdf import GuidancePaperPress
from adapters.documents.plan_pdf import PlanPress
from app.access.roles import AuthorityLevel
from app.access.trace import TraceEvent
from app.access.viewer import Viewer
from app.benefits.model import Hearing
from app.errors import UserError
from app.situations.forms.assessed import Deciding
from app.situations.forms.drafts import FormDrafts
from app.situations.forms.finished import Draft, FinishedForm, Prepared
from app.situations.records import PlanRecords
from app.situations.service import Service, Tools
from tests.app.desk import CITIZEN, ERRANDS
from tests.app.situations.desks import LISE, Line, VisitDesk, shared_file
from tests.app.situations.forms.made_up import TODAY, TableChecker, forms
from tests.app.situations.forms.test_assessed import ALONE, COUPLE, heard, reckoned
from tests.app.situations.forms.test_drafts import WHOLE, sheet_of

PER = Viewer("pholm", "Per Holm", "Ydelsesområdet")


class Office:
    """One desk at which two employees sit one after the other."""

    def __init__(self, folder: Path) -> None:
        self.store = shared_file(folder)
        self.desk = VisitDesk(folder / "desk", Line(PlanRecords(self.store)))
        self.traced: list[tuple[TraceEvent, str]] = []

    def drafts(self, viewer: Viewer = LISE) -> FormDrafts:
        return FormDrafts(self.desk.store.outbox, self.desk.clock, viewer)

    def service(
        self, errand: str = "enkeltudgift", viewer: Viewer = LISE, able: AuthorityLevel = AuthorityLevel.RULE_BASED
    ) -> Service:
        press, guidance = PlanPress(), GuidancePaperPress()
        tools = Tools(self.desk.visits, self.drafts(viewer), press, guidance, viewer, "Fjordby", lambda: TODAY)
        return Service(
            tools,
            CITIZEN,
            ERRANDS[errand],
            trace=lambda event, what: self.traced.append((event, what)),
            checker=TableChecker(),
            able=lambda: able,
        )

    def prepared(self) -> FinishedForm:
        """An enkeltudgift that Lise has prepared."""
        draft = self.told("enkeltudgift", WHOLE)
        return self.service().finish(draft, sheet_of(draft), assessment=None)

    def told(self, form: str, answers: Mapping[str, str]) -> Draft:
        drafts = self.drafts()
        draft = drafts.begin(forms()[form], CITIZEN)
        for name, text in answers.items():
            draft = drafts.tell(draft, name, text)
        return draft


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.desk.close()
    made.store.lock()


def test_forms_of_other_errands_are_counted_and_not_told(office: Office) -> None:
    prepared = office.prepared()
    move = office.drafts().keep(office.told("flytteanmeldelse", {"flyttedato": "01-11-2026"}))
    passport = office.service("pas").forms(forms())
    assert (passport.drafts, passport.finished, passport.said, passport.elsewhere) == ((), (), {}, 2)
    moving = office.service("flytning").forms(forms())
    assert (moving.drafts, moving.finished, moving.elsewhere) == ((move,), (), 1)
    spending = office.service("enkeltudgift").forms(forms())
    assert (spending.drafts, spending.finished, spending.elsewhere) == ((), (prepared,), 1)
    assert office.traced[-1] == (TraceEvent.SHOWN, "forms")


def test_a_form_whose_kind_is_no_more_belongs_to_no_errand(office: Office) -> None:
    office.prepared()
    kinds = {key: form for key, form in forms().items() if key != "enkeltudgift"}
    assert office.service().forms(kinds).elsewhere == 1


def test_what_lies_unfinished_of_another_errand_is_not_gone_on_with(office: Office) -> None:
    form, told_at = forms()["enkeltudgift"], office.desk.clock.now()
    draft = office.told("enkeltudgift", {"udgift": "Briller"})
    office.desk.clock.advance(timedelta(seconds=2))
    looked_up = office.desk.clock.now()
    kept = office.drafts().keep(draft)
    assert office.service("enkeltudgift").begin(form).id == kept.id
    anew = office.service("pas").begin(form, looked_up)
    assert (anew.id != kept.id, anew.is_blank) == (True, True), "told before, though it was kept after"
    assert office.service("pas").begin(form).is_blank
    assert office.service("pas").begin(form, told_at).id == kept.id, "the desk was locked while it was written"
    office.drafts().keep(office.drafts().tell(kept, "betydning", "Smerter"))
    assert office.service("pas").begin(form, looked_up).is_blank, "some of it was told before"


def test_a_specialist_takes_up_what_was_prepared_and_both_stand(office: Office) -> None:
    prepared = office.prepared()
    assert prepared.deciding is Deciding.SPECIALIST
    service = office.service(viewer=PER, able=AuthorityLevel.PROFESSIONAL)
    assert service.forms(forms()).to_take_up == {prepared.id}
    draft = service.take_up(prepared)
    assert office.traced[-1] == (TraceEvent.SHOWN, f"form {prepared.id}")
    assert draft.prepared == Prepared(prepared.id, "Lise Nord", "Borgerservice", prepared.finished_at)
    assert (draft.id != prepared.id, draft.told, draft.choices) == (True, prepared.draft.told, prepared.draft.choices)
    assert service.forms(forms()).drafts == (), "to look is not to write"
    drafts = office.drafts(PER)
    draft = drafts.keep(drafts.tell(draft, "betydning", "Smerter, siden sidste uge"))
    assert service.take_up(prepared) == draft, "what was begun is gone on with"
    assert service.forms(forms()).to_take_up == frozenset()
    office.desk.clock.advance(timedelta(hours=1))
    done = service.finish(draft, sheet_of(draft), assessment=None)
    assert (done.employee, done.unit) == ("Per Holm", "Ydelsesområdet")
    assert done.draft.prepared is not None
    assert done.draft.prepared.employee == "Lise Nord"
    found = service.forms(forms())
    assert found.drafts == ()
    assert found.finished == (done, prepared), "what was prepared stays as it was"
    assert found.to_take_up == {done.id}


@pytest.mark.parametrize("able", [AuthorityLevel.GUIDANCE, AuthorityLevel.RULE_BASED])
def test_who_may_not_decide_takes_up_nothing(office: Office, able: AuthorityLevel) -> None:
    prepared = office.prepared()
    service = office.service(viewer=PER, able=able)
    assert service.forms(forms()).to_take_up == frozenset()
    with pytest.raises(UserError, match="form-not-yours"):
        service.take_up(prepared)


def test_what_a_guide_has_prepared_a_caseworker_decides(office: Office) -> None:
    draft = office.told("oekonomisk-friplads", COUPLE)
    sheet = sheet_of(draft, ALONE)
    found = reckoned(sheet)
    guide = office.service("friplads", able=AuthorityLevel.GUIDANCE)
    prepared = guide.finish(draft, sheet, assessment=found)
    assert (prepared.deciding, prepared.decision) == (Deciding.CASEWORKER, None)
    service = office.service("friplads", viewer=PER)
    assert service.forms(forms()).to_take_up == {prepared.id}
    taken = office.drafts(PER).hear(service.take_up(prepared), heard(found))
    done = service.finish(taken, sheet_of(taken, ALONE), assessment=found)
    assert done.decision is not None
    assert isinstance(done.draft.hearing, Hearing)
    assert service.forms(forms()).to_take_up == frozenset(), "decided there is nothing to take up"
