"""Drafts and finished forms in the desk's real encrypted file: kept, resumed, frozen, and never twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.access.viewer import Viewer
from app.citizen.port import RegisterKey
from app.errors import UserError
from app.facts.model import Facts
from app.situations.forms.answers import Mark, Sheet, Stands, fill, settle
from app.situations.forms.check import ask
from app.situations.forms.drafts import FormDrafts
from app.situations.forms.finished import Draft, FinishedForm, Verification, outstanding, verify
from app.situations.forms.representation import Acting, Document, Hindrance, Representation, Scope, hindrances
from tests.app.desk import CITIZEN, SPOUSE
from tests.app.situations.forms.made_up import NOW, PLACE, TODAY, TableChecker, fact, failed, forms
from tests.app.situations.forms.stores import FormStore

PER = Viewer("pholm", "Per Holm", "Borgerservice")
PRIVATE = "Ærøskøbing"
WHOLE = {
    "udgift": "Tandbehandling", "beloeb": "4.500", "allerede_betalt": "nej", "helbred": "ja",
    "social_begivenhed": "nej", "kunne_forudses": "nej", "betydning": f"Smerter, bor i {PRIVATE}",
    "indkomst": "12.000", "har_partner": "nej", "husleje_maaned": "5.200", "formue": "0",
}  # fmt: skip
NOT_THERE = "Logiværten er ikke registreret på adressen. Bed om skøde eller lejekontrakt."
PDF = b"%PDF-1.7 made up"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FormStore]:
    made = FormStore(tmp_path)
    yield made
    made.close()


def told(desk: FormStore, form: str, answers: Mapping[str, str]) -> Draft:
    draft = desk.drafts.begin(forms()[form], CITIZEN)
    for name, text in answers.items():
        draft = desk.drafts.tell(draft, name, text)
    return draft


def sheet_of(draft: Draft, known: Facts | None = None, checker: TableChecker | None = None) -> Sheet:
    form = forms()[draft.form]
    first = fill(form, draft.told, draft.choices, known or Facts(), (), TODAY)
    outcomes = [ask(question, checker or TableChecker(), NOW) for question in first.questions]
    return fill(form, draft.told, draft.choices, known or Facts(), outcomes, TODAY)


def finish(desk: FormStore, draft: Draft, known: Facts | None = None) -> FinishedForm:
    return desk.drafts.finish(draft, sheet_of(draft, known))


def test_a_draft_outlives_a_crash_with_everything_in_it(desk: FormStore) -> None:
    draft = told(desk, "enkeltudgift", WHOLE)
    known = Facts.of([fact("indkomst_maaned", Decimal("11000.00"), "eindkomst")])
    choice = settle(sheet_of(draft, known)["indkomst"], Stands.CITIZEN, by="Lise Nord", at=NOW)
    draft = desk.drafts.choose(draft, "indkomst", choice)
    acting = Representation(Acting.ASSISTED, why="Kan ikke se skærmen")
    kept = desk.drafts.keep(desk.drafts.represent(draft, acting))
    desk.restart()
    assert desk.drafts.find(draft.id) == kept
    assert kept.kept_at == desk.clock.now()
    assert kept.choices["indkomst"].by == "Lise Nord"
    assert (kept.representation.why, kept.representation.employee) == ("Kan ikke se skærmen", "Lise Nord")


def test_nothing_typed_lies_readable_on_the_disk(desk: FormStore) -> None:
    desk.drafts.keep(told(desk, "enkeltudgift", WHOLE))
    finish(desk, told(desk, "enkeltudgift", WHOLE))
    for file in desk.folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert PRIVATE.encode() not in content
        assert CITIZEN.digits.encode() not in content


def test_drafts_are_listed_on_their_citizen_last_changed_first(desk: FormStore) -> None:
    first = desk.drafts.keep(told(desk, "enkeltudgift", {"udgift": "Briller"}))
    desk.clock.advance(timedelta(seconds=1))
    second = desk.drafts.keep(told(desk, "boernepas", {"barn": "0906174072"}))
    assert [draft.id for draft in desk.drafts.of_citizen(CITIZEN)] == [second.id, first.id]
    assert desk.drafts.of_citizen(SPOUSE) == ()
    desk.clock.advance(timedelta(seconds=1))
    desk.drafts.keep(desk.drafts.tell(first, "beloeb", "100"))
    assert [draft.id for draft in desk.drafts.of_citizen(CITIZEN)] == [first.id, second.id]


def test_an_older_state_never_replaces_a_newer_one(desk: FormStore) -> None:
    older = told(desk, "enkeltudgift", {"udgift": "Br"})
    newer = desk.drafts.keep(desk.drafts.tell(older, "udgift", "Briller"))
    assert desk.drafts.keep(older) == newer
    assert desk.drafts.find(newer.id) == newer


def test_a_draft_says_who_kept_it_last_and_not_who_only_looked(desk: FormStore) -> None:
    begun = desk.drafts.keep(told(desk, "enkeltudgift", {"udgift": "Briller"}))
    colleague = FormDrafts(desk.store.outbox, desk.clock, PER)
    assert [draft.kept_by for draft in colleague.of_citizen(CITIZEN)] == ["Lise Nord"]
    desk.clock.advance(timedelta(days=1))
    colleague.keep(colleague.tell(begun, "beloeb", "100"))
    (kept,) = desk.drafts.of_citizen(CITIZEN)
    assert (kept.kept_by, kept.kept_at, kept.representation.employee) == ("Per Holm", desk.clock.now(), "Lise Nord")
    prepared = finish(desk, desk.drafts.keep(told(desk, "enkeltudgift", WHOLE)))
    assert desk.drafts.take_up(prepared).kept_by == "", "nobody has kept it yet"


def test_a_draft_without_a_word_is_let_go(desk: FormStore) -> None:
    draft = desk.drafts.keep(told(desk, "enkeltudgift", {"udgift": "Briller"}))
    desk.drafts.keep(desk.drafts.tell(draft, "udgift", " "))
    assert desk.drafts.of_citizen(CITIZEN) == ()


def test_who_acts_is_worth_keeping_before_the_first_word(desk: FormStore) -> None:
    empty = desk.drafts.begin(forms()["enkeltudgift"], CITIZEN)
    draft = desk.drafts.represent(empty, Representation(Acting.GUARDIAN, name="Bo"))
    desk.drafts.keep(draft)
    assert len(desk.drafts.of_citizen(CITIZEN)) == 1


def test_a_draft_is_thrown_away_by_a_person_with_its_papers(desk: FormStore, tmp_path: Path) -> None:
    draft = desk.drafts.keep(told(desk, "enkeltudgift", {"udgift": "Briller"}))
    paper = desk.drafts.attach(draft.id, "regning", paper_at(tmp_path))
    desk.drafts.throw_away(draft.id)
    assert desk.drafts.find(draft.id) is None
    assert desk.drafts.paper(paper) is None


def test_a_locked_desk_keeps_what_it_had_and_takes_nothing(desk: FormStore) -> None:
    draft = desk.drafts.keep(told(desk, "enkeltudgift", {"udgift": "Briller"}))
    desk.store.lock()
    with pytest.raises(UserError, match="store-locked"):
        desk.drafts.keep(desk.drafts.tell(draft, "udgift", "Tænder"))
    desk.store.open()
    assert desk.drafts.find(draft.id) == draft


def test_finishing_freezes_and_ends_the_draft_in_one_commit(desk: FormStore) -> None:
    draft = desk.drafts.keep(told(desk, "enkeltudgift", WHOLE))
    finished = finish(desk, draft)
    desk.restart()
    assert desk.drafts.of_citizen(CITIZEN) == ()
    assert desk.drafts.finished_of(CITIZEN) == (finished,)
    assert (finished.id, finished.level, finished.employee, finished.unit) == (
        draft.id,
        3,
        "Lise Nord",
        "Borgerservice",
    )
    values = {field.name: field for field in finished.fields}
    assert (values["beloeb"].value, values["beloeb"].source) == ("4500.00", "citizen")
    assert "begivenhed" not in values
    assert finished.asked == ("Udgifter til helbred kan gives uden en social begivenhed.",)


def test_a_disk_that_fails_leaves_the_draft_and_nothing_finished(desk: FormStore) -> None:
    draft = desk.drafts.keep(told(desk, "enkeltudgift", WHOLE))
    with desk.store.outbox.write() as connection:
        connection.execute("CREATE TRIGGER no BEFORE DELETE ON form_draft BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match=r"\w"):
        finish(desk, draft)
    assert desk.drafts.finished_of(CITIZEN) == ()
    assert desk.drafts.find(draft.id) == draft


def test_finished_twice_is_finished_once(desk: FormStore) -> None:
    draft = desk.drafts.keep(told(desk, "enkeltudgift", WHOLE))
    first = finish(desk, draft)
    desk.clock.advance(timedelta(minutes=1))
    assert finish(desk, draft) == first
    assert desk.drafts.finished_of(CITIZEN) == (first,)


def test_a_late_save_does_not_bring_a_finished_draft_back_nor_can_it_be_thrown_away(desk: FormStore) -> None:
    draft = told(desk, "enkeltudgift", WHOLE)
    finished = finish(desk, draft)
    desk.drafts.keep(draft)
    desk.drafts.throw_away(draft.id)
    assert desk.drafts.of_citizen(CITIZEN) == ()
    assert desk.drafts.finished_of(CITIZEN) == (finished,)


def test_the_file_itself_refuses_to_change_a_finished_form(desk: FormStore) -> None:
    finish(desk, told(desk, "enkeltudgift", WHOLE))
    with pytest.raises(Exception, match=r"\w"), desk.store.outbox.write() as connection:
        connection.execute("UPDATE form_finished SET body = ''")


@pytest.mark.parametrize("lacking", ["beloeb", "betydning"])
def test_nothing_unfinished_is_frozen_whatever_a_screen_lets_through(desk: FormStore, lacking: str) -> None:
    draft = told(desk, "enkeltudgift", {name: text for name, text in WHOLE.items() if name != lacking})
    with pytest.raises(UserError, match="form-not-finished"):
        finish(desk, draft)


def test_without_the_right_to_act_nothing_is_frozen(desk: FormStore) -> None:
    acting = Representation(Acting.POWER_OF_ATTORNEY, name="Bo Lund")
    draft = desk.drafts.represent(told(desk, "enkeltudgift", WHOLE), acting)
    assert hindrances(draft.representation, Facts(), TODAY) == (Hindrance.NO_DOCUMENT,)
    with pytest.raises(UserError, match="form-not-finished"):
        finish(desk, draft)


def test_a_paper_for_the_municipality_freezes_no_form_for_another_authority(desk: FormStore) -> None:
    form = forms()["enkeltudgift"]
    whole = told(desk, "enkeltudgift", WHOLE)
    acting = Representation(
        Acting.POWER_OF_ATTORNEY, name="Bo Lund", scope=Scope.ALL, document=Document.ORIGINAL, seen_at=NOW
    )
    draft = desk.drafts.represent(whole, acting)
    elsewhere = replace(sheet_of(draft), form=replace(form, hand_over="Udbetaling Danmark"))
    with pytest.raises(UserError, match="form-not-finished"):
        desk.drafts.finish(draft, elsewhere)
    assert finish(desk, draft).representation.scope is Scope.ALL


def test_a_choice_is_frozen_with_both_words_and_who_chose(desk: FormStore) -> None:
    known = Facts.of([fact("indkomst_maaned", Decimal("11000.00"), "eindkomst")])
    draft = told(desk, "enkeltudgift", WHOLE)
    with pytest.raises(UserError, match="form-not-finished"):
        finish(desk, draft, known)
    for stands, value, source in ((Stands.REGISTER, "11000.00", "eindkomst"), (Stands.CITIZEN, "12000.00", "citizen")):
        choice = settle(sheet_of(draft, known)["indkomst"], stands, by="Lise Nord", at=NOW)
        chosen = replace(desk.drafts.choose(draft, "indkomst", choice), id=type(draft.id)(int=len(value + source)))
        income = next(field for field in finish(desk, chosen, known).fields if field.name == "indkomst")
        assert (income.value, income.source, income.register, income.told) == (value, source, "11000.00", "12.000")
        assert (income.chosen_by, income.chosen_at) == ("Lise Nord", NOW)


def test_what_was_to_be_verified_is_verified_later_beside_the_frozen_form(desk: FormStore) -> None:
    answers = {
        "adresse_bolig": PLACE, "logivaert": "0702614075", "raader_som": "ejer", "om_borgeren": "ja",
        "tilflytter": "0305594077",
        "erklaerer": "bor", "bor_fra": "01-11-2026", "underskrevet": "ja",
    }  # fmt: skip
    silent = Facts.of([failed("cpr_nummer")])
    draft = told(desk, "logivaertserklaering", answers)
    finished = desk.drafts.finish(draft, sheet_of(draft, silent, TableChecker(down=True)))
    assert set(finished.to_verify) == {"adresse_bolig", "logivaert", "tilflytter"}
    assert len(finished.open_rules) == 2
    form = forms()["logivaertserklaering"]
    assert verify(finished, form, silent, TableChecker(down=True), NOW, TODAY) == ()
    known = Facts.of([fact("cpr_nummer", "030559-4077")])
    later = NOW + timedelta(hours=2)
    news = verify(finished, form, known, TableChecker(lives_there=False), later, TODAY)
    assert {(one.field, one.mark, one.source) for one in news} == {
        ("adresse_bolig", Mark.VERIFIED, "bbr"),
        ("logivaert", Mark.REFUTED, "cpr"),
        ("tilflytter", Mark.VERIFIED, "cpr"),
        ("BBR har ingen bolig på adressen. Hvad bor personen i?", Mark.VERIFIED, "bbr"),
        (NOT_THERE, Mark.REFUTED, "cpr"),
    }
    assert outstanding(finished, news) == frozenset()
    assert outstanding(finished, news[:1]) == {*finished.to_verify, *finished.open_rules} - {news[0].field}
    desk.drafts.verified(finished.id, news)
    desk.drafts.verified(finished.id, news)
    desk.restart()
    assert set(desk.drafts.verifications(finished.id)) == set(news)
    assert desk.drafts.finished_of(CITIZEN) == (finished,)
    assert desk.drafts.verifications(type(draft.id)(int=1)) == ()
    assert isinstance(news[0], Verification)


def test_only_what_is_outstanding_is_asked_again_and_only_of_registers_one_may_ask(desk: FormStore) -> None:
    answers = {
        "adresse_bolig": PLACE, "logivaert": "0702614075", "raader_som": "ejer", "om_borgeren": "ja",
        "tilflytter": "0305594077",
        "erklaerer": "bor", "bor_fra": "01-11-2026", "underskrevet": "ja",
    }  # fmt: skip
    draft, known = told(desk, "logivaertserklaering", answers), Facts.of([fact("cpr_nummer", "0702614075")])
    finished = desk.drafts.finish(
        replace(draft, told={**draft.told}), sheet_of(draft, Facts.of([failed("cpr_nummer")]), TableChecker(down=True))
    )
    form, checker = forms()["logivaertserklaering"], TableChecker()

    def asked(*said: Verification, may_ask: tuple[RegisterKey, ...] = tuple(RegisterKey)) -> set[str]:
        news = verify(finished, form, known, checker, NOW, TODAY, said=said, may_ask=may_ask)
        return {one.field for one in news}

    assert asked(may_ask=()) == {"tilflytter"}, "what the page has asked for anyway needs no asking"
    assert checker.asked == []
    assert "logivaert" in asked(may_ask=(RegisterKey.CPR,))
    assert checker.asked == ["is_resident"]
    every = verify(finished, form, known, checker, NOW, TODAY)
    assert next(one for one in every if one.field == "tilflytter").mark is Mark.DIFFERS
    checker.asked.clear()
    assert asked(*every) == set()
    assert checker.asked == []
    assert asked(*(one for one in every if one.field != "logivaert")) == {"logivaert"}
    assert checker.asked == ["is_resident"]


def paper_at(folder: Path, content: bytes = PDF, name: str = "regning.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_paper_is_kept_encrypted_and_goes_with_the_finished_form(desk: FormStore, tmp_path: Path) -> None:
    draft = told(desk, "enkeltudgift", WHOLE)
    forgotten = desk.drafts.attach(draft.id, "regning", paper_at(tmp_path))
    paper = desk.drafts.attach(draft.id, "regning", paper_at(tmp_path, b"\xff\xd8\xff picture"))
    finished = finish(desk, desk.drafts.tell(draft, "regning", "regning.pdf", paper))
    assert next(field.file for field in finished.fields if field.name == "regning") == paper
    assert desk.drafts.paper(paper) == b"\xff\xd8\xff picture"
    assert desk.drafts.paper(forgotten) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"MZ program", "paper-unreadable"), (PDF + bytes(10_000_000), "paper-too-large")],
)
def test_other_papers_are_refused(desk: FormStore, tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(UserError, match=code):
        desk.drafts.attach(desk.drafts.begin(forms()["enkeltudgift"], CITIZEN).id, "r", paper_at(tmp_path, content))


def test_a_paper_that_is_gone_is_refused(desk: FormStore, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="paper-unreadable"):
        desk.drafts.attach(desk.drafts.begin(forms()["enkeltudgift"], CITIZEN).id, "r", tmp_path / "gone.pdf")


def test_half_a_character_does_not_stop_a_draft(desk: FormStore) -> None:
    kept = desk.drafts.keep(told(desk, "enkeltudgift", {"udgift": "Tand\ud83d"}))
    assert desk.drafts.find(kept.id) == kept


def test_nobodys_number_or_word_is_in_a_repr(desk: FormStore) -> None:
    finished = finish(desk, told(desk, "enkeltudgift", WHOLE))
    for shown in (repr(finished), repr(finished.draft), repr(finished.draft.told)):
        assert PRIVATE not in shown
        assert CITIZEN.digits not in shown
