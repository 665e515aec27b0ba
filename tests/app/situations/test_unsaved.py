"""What is typed in a plan and not saved: there after a crash, gone when it is done with, and the newest always."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.situations.records import PlanRecords
from app.situations.told import Ask, State
from app.situations.unsaved import Unsaved, UnsavedTexts, Unwritten
from app.situations.visit import Visit
from app.store.outbox import Entry
from tests.app.desk import CITIZEN, SPOUSE
from tests.app.situations.desks import MOVE, Line, VisitDesk, shared_file

MOVING = "flytning"
ITEM, OTHER = UUID(int=1), UUID(int=2)
NOTE = Unwritten(ITEM, None, {"note": "Ringede kl. 9,\n og "})
HANDED = Unwritten(OTHER, State.HANDED_OVER, {Ask.RECEIVER: "Pension", Ask.DAY: ""})
HALF = Unsaved().with_form(NOTE).with_form(HANDED).with_task("Hent nø")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[VisitDesk]:
    store = shared_file(tmp_path)
    made = VisitDesk(tmp_path / "desk", Line(PlanRecords(store)))
    yield made
    made.close()
    store.lock()


def texts(desk: VisitDesk) -> UnsavedTexts:
    return desk.visits.unsaved_texts


def rows(desk: VisitDesk) -> int:
    with desk.store.outbox.read() as connection:
        return int(connection.execute("SELECT count(*) FROM draft").fetchone()[0])


def test_it_is_there_after_a_crash_as_it_was_typed_and_for_this_citizen_alone(desk: VisitDesk) -> None:
    texts(desk).keep(CITIZEN, MOVING, HALF)
    desk.restart()
    assert texts(desk).of_citizen(CITIZEN, MOVING) == HALF
    assert texts(desk).of_citizen(SPOUSE, MOVING) == Unsaved()


def test_what_was_typed_on_a_plan_that_the_shared_store_has_deleted_goes_with_it(desk: VisitDesk) -> None:
    visit = Visit(desk.visits, CITIZEN, MOVING, lambda _event, _what: None)
    plan = visit.start([], [MOVE])
    here = Unwritten(plan.items[0].id, None, {"note": "Ringede"})
    texts(desk).keep(CITIZEN, MOVING, HALF.with_form(here))
    assert visit.typed().form(ITEM) == NOTE, "nobody has asked the shared store yet"
    desk.line.cut = "shared-unreachable"
    visit.known()
    assert visit.typed().form(ITEM) == NOTE
    desk.line.cut = ""
    visit.known()
    assert visit.typed().forms == (here,)
    assert visit.typed().task == "Hent nø"
    desk.restart()
    assert texts(desk).of_citizen(CITIZEN, MOVING).forms == (here,)


def test_what_is_typed_on_what_was_added_after_the_plans_were_read_stays(desk: VisitDesk) -> None:
    visit = Visit(desk.visits, CITIZEN, MOVING, lambda _event, _what: None)
    visit.known()
    new = Unwritten(visit.start([], [MOVE]).items[0].id, None, {"note": "Ringede"})
    texts(desk).keep(CITIZEN, MOVING, Unsaved().with_form(new))
    assert visit.typed().forms == (new,)
    texts(desk).keep(CITIZEN, MOVING, Unsaved().with_form(new).with_form(NOTE))
    assert visit.typed().forms == (new,), "what no plan has goes all the same"
    assert texts(desk).of_citizen(CITIZEN, MOVING).forms == (new,)


def test_what_is_typed_while_a_deleted_plans_text_is_let_go_stays(
    desk: VisitDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Visit(desk.visits, CITIZEN, MOVING, lambda _event, _what: None)
    visit.known()
    gone = Unsaved().with_form(NOTE)
    texts(desk).keep(CITIZEN, MOVING, gone)
    asked = desk.outbox.of_subject

    def meanwhile(subject: str) -> tuple[Entry, ...]:
        texts(desk).keep(CITIZEN, MOVING, gone.with_task("Hent nøgle"))
        return asked(subject)

    monkeypatch.setattr(desk.outbox, "of_subject", meanwhile)
    typed = visit.typed()
    assert (typed.forms, typed.task) == ((), "Hent nøgle")
    assert texts(desk).of_citizen(CITIZEN, MOVING) == typed


def test_what_is_typed_for_one_errand_shows_in_no_other(desk: VisitDesk) -> None:
    texts(desk).keep(CITIZEN, MOVING, HALF)
    assert texts(desk).of_citizen(CITIZEN, "pas") == Unsaved()
    texts(desk).keep(CITIZEN, "pas", Unsaved().with_task("Billede"))
    assert texts(desk).of_citizen(CITIZEN, MOVING) == HALF


def test_what_is_done_with_is_let_go(desk: VisitDesk) -> None:
    texts(desk).keep(CITIZEN, MOVING, HALF)
    less = HALF.without(ITEM)
    assert (less.form(ITEM), less.form(OTHER)) == (None, HANDED)
    texts(desk).keep(CITIZEN, MOVING, less.without(OTHER).with_task("  "))
    assert rows(desk) == 0


def test_an_overtaken_keeping_brings_nothing_back(desk: VisitDesk) -> None:
    done = HALF.without(ITEM).without(OTHER).with_task("")
    texts(desk).keep(CITIZEN, MOVING, done)
    texts(desk).keep(CITIZEN, MOVING, HALF)
    assert rows(desk) == 0
    again = texts(desk).of_citizen(CITIZEN, MOVING).with_form(NOTE)
    assert again.edits > done.edits
    texts(desk).keep(CITIZEN, MOVING, again)
    texts(desk).keep(CITIZEN, MOVING, done)
    assert texts(desk).of_citizen(CITIZEN, MOVING) == again


def test_after_a_restart_an_older_state_does_not_replace_a_newer(desk: VisitDesk) -> None:
    texts(desk).keep(CITIZEN, MOVING, HALF)
    desk.restart()
    texts(desk).keep(CITIZEN, MOVING, Unsaved().with_task("Gammel"))
    assert texts(desk).of_citizen(CITIZEN, MOVING) == HALF


def test_one_form_an_item_the_last_one() -> None:
    moved = Unwritten(ITEM, State.AWAITS, {Ask.RECEIVER: "Banken"})
    assert Unsaved().with_form(NOTE).with_form(moved).forms == (moved,)


def test_a_broken_paste_is_kept_without_its_half_characters(desk: VisitDesk) -> None:
    broken = Unwritten(ITEM, None, {"note": "a\ud83d b\0"})
    texts(desk).keep(CITIZEN, MOVING, Unsaved().with_form(broken).with_task("x\ud83d"))
    kept = texts(desk).of_citizen(CITIZEN, MOVING)
    assert (kept.forms[0].words, kept.task) == ({"note": "a\ufffd b"}, "x\ufffd")


def test_it_prints_without_what_was_typed() -> None:
    assert "Ringede" not in repr(HALF)
    assert "Hent" not in repr(HALF)
