"""What was done at the desk reaches the archive: in order, once, however often it is away, denies or refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from queue import SimpleQueue
from uuid import UUID, uuid4

import pytest

from app.cases.port import JournalNote, Outcome, Receipt, Refusal
from app.store.outbox import NewEntry
from app.sync.deliver import Unsent
from tests.app.cases.archives import CASE, OTHER, NoteDesk

REFUSED = Receipt(Outcome.REFUSED, Refusal.NOT_ACCEPTED)
SOON = 10.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[NoteDesk]:
    made = NoteDesk(tmp_path)
    yield made
    made.archive.held.set()
    made.close()


def test_a_cases_notes_go_in_order_and_are_kept_until_acknowledged(desk: NoteDesk) -> None:
    notes = [desk.write(f"Notat {number}") for number in range(3)]
    assert desk.delivery.deliver_due() is None
    assert desk.archive.asked == notes
    assert desk.outbox.counts().queued == 0
    assert desk.told[-1] == Unsent()


def test_an_entry_leaves_the_queue_on_the_archives_word_and_not_before(desk: NoteDesk) -> None:
    desk.write()
    queued: list[int] = []

    def look(_note: JournalNote) -> None:
        queued.append(desk.outbox.counts().queued)

    desk.archive.says = look
    desk.delivery.deliver_due()
    assert queued == [1]


def test_an_archive_that_is_away_is_asked_ever_less_often_and_with_one_note_at_a_time(desk: NoteDesk) -> None:
    desk.archive.away()
    for number in range(5):
        desk.write(case=CASE if number % 2 else OTHER)
    waits = []
    for _ in range(9):
        wait = desk.delivery.deliver_due()
        assert wait is not None
        waits.append(wait)
        assert desk.delivery.deliver_due() == wait
        desk.clock.advance(timedelta(seconds=wait))
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert len(desk.archive.asked) == 9
    assert desk.told[-1].queued == 5
    assert desk.told[-1].trouble is Outcome.UNAVAILABLE
    assert desk.told[-1].since == desk.told[0].oldest


def test_an_archive_that_is_away_is_asked_once_a_round_even_where_the_wait_is_nothing(desk: NoteDesk) -> None:
    desk.write()
    desk.write(case=OTHER)
    desk.delivery._chance = lambda: -1.0

    def away(_note: JournalNote) -> Receipt:
        assert len(desk.archive.asked) < 5
        return Receipt(Outcome.UNAVAILABLE)

    desk.archive.says = away
    assert desk.delivery.deliver_due() == 0
    assert len(desk.archive.asked) == 1


def test_a_day_of_silence_is_made_good_within_a_minute_in_order(desk: NoteDesk) -> None:
    desk.archive.away()
    written: dict[UUID, list[UUID]] = {CASE.id: [], OTHER.id: []}
    for number in range(96):
        case = CASE if number % 3 else OTHER
        written[case.id].append(desk.write(f"Notat {number}", case=case))
        for _ in range(5):
            desk.clock.advance(timedelta(seconds=desk.delivery.deliver_due() or 60))
    desk.delivery.deliver_due()  # so that it comes back when the longest wait has just begun
    desk.archive.back()
    tried = len(desk.archive.asked)
    desk.clock.advance(timedelta(seconds=60))
    assert desk.delivery.deliver_due() is None
    arrived = desk.archive.asked[tried:]
    assert len(arrived) == len(set(arrived)) == 96
    for subject, notes in written.items():
        assert [note for note in arrived if desk.archive.kept[note].case == subject] == notes


def test_a_register_heard_from_again_is_tried_at_once(desk: NoteDesk) -> None:
    desk.archive.away()
    desk.write()
    for _ in range(8):
        desk.clock.advance(timedelta(seconds=desk.delivery.deliver_due() or 0))
    desk.delivery.deliver_due()
    desk.archive.back()
    desk.delivery.answered()
    assert desk.delivery.deliver_due() is None
    assert len(desk.archive.kept) == 1


def test_a_denial_pauses_everything_and_burns_no_attempt(desk: NoteDesk) -> None:
    desk.archive.denies()
    desk.write()
    desk.write(case=OTHER)
    assert desk.delivery.deliver_due() == 300
    assert len(desk.archive.asked) == 1
    assert (desk.told[-1].trouble, desk.told[-1].since) == (Outcome.DENIED, desk.clock.now())
    assert all(entry.attempts == 0 for entry in desk.outbox.list())
    desk.delivery.answered()
    desk.write()
    desk.delivery.deliver_due()
    assert len(desk.archive.asked) == 1, "neither an answer to a question nor new work asks again for a right to write"
    desk.archive.back()
    desk.delivery.try_now()
    assert desk.delivery.deliver_due() is None
    assert len(desk.archive.kept) == 3
    assert desk.told[-1] == Unsent()


def test_a_refused_note_is_parked_with_its_reason_and_holds_up_nobody(desk: NoteDesk) -> None:
    bad = desk.write("Dårlig")
    good = desk.write("God")
    desk.archive.says = lambda note: REFUSED if note.id == bad else None
    desk.delivery.deliver_due()
    assert set(desk.archive.kept) == {good}
    assert (desk.told[-1].queued, desk.told[-1].parked) == (0, 1)
    (parked,) = desk.outbox.list()
    assert parked.reason == Refusal.NOT_ACCEPTED


def test_a_note_that_fails_whenever_it_is_tried_holds_up_no_other_case(desk: NoteDesk) -> None:
    poison = desk.write("Gift")
    desk.archive.says = lambda note: Receipt(Outcome.UNAVAILABLE) if note.id == poison else None
    desk.delivery.deliver_due()
    others = [desk.write(case=OTHER) for _ in range(20)]
    desk.clock.advance(timedelta(seconds=2))
    desk.delivery.deliver_due()
    assert set(desk.archive.kept) == set(others)
    assert desk.archive.asked.count(poison) <= 2


def test_an_entry_of_a_kind_nobody_here_delivers_is_parked(desk: NoteDesk) -> None:
    desk.outbox.append(NewEntry(uuid4(), "payment", "sag-1", "{}"))
    note = desk.write()
    desk.delivery.deliver_due()
    assert set(desk.archive.kept) == {note}
    assert desk.told[-1].parked == 1


def test_a_locked_desk_sends_nothing_and_goes_on_when_it_is_opened(desk: NoteDesk) -> None:
    desk.write()
    desk.store.lock()
    assert desk.delivery.deliver_due() == 60
    assert desk.archive.asked == []
    desk.store.open()
    desk.delivery.deliver_due()
    assert len(desk.archive.kept) == 1


def test_locked_while_the_archive_answered_it_is_told_again_under_the_same_id(desk: NoteDesk) -> None:
    note = desk.write()
    desk.archive.says = lambda _note: desk.store.lock()
    desk.delivery.deliver_due()
    desk.archive.back()
    desk.store.open()
    desk.delivery.deliver_due()
    assert desk.archive.asked == [note, note]
    assert desk.outbox.counts().queued == 0


@pytest.mark.parametrize("hours", [26, -26])
def test_a_clock_that_jumps_starves_nothing(desk: NoteDesk, hours: int) -> None:
    desk.archive.away()
    desk.write()
    desk.delivery.deliver_due()
    desk.clock._now += timedelta(hours=hours)
    desk.archive.back()
    desk.clock._seconds += 60
    assert desk.delivery.deliver_due() is None
    assert len(desk.archive.kept) == 1


def test_what_was_being_sent_when_the_program_ended_is_sent_again_under_the_same_id(desk: NoteDesk) -> None:
    note = desk.write()
    desk.archive.away()
    desk.delivery.deliver_due()
    desk.restart()
    desk.archive.back()
    desk.delivery.deliver_due()
    assert desk.archive.asked == [note, note]


def test_an_archive_heard_from_ends_a_wait_begun_before_the_start(desk: NoteDesk) -> None:
    note = desk.write()
    desk.archive.away()
    desk.delivery.deliver_due()
    desk.restart()
    desk.delivery._hurried = False
    assert desk.delivery.deliver_due() == 2
    desk.archive.back()
    desk.delivery.answered()
    desk.delivery.deliver_due()
    assert desk.archive.asked == [note, note]


class Reports:
    """The delivery's reports as they come, waited for."""

    def __init__(self, desk: NoteDesk) -> None:
        self._queue: SimpleQueue[Unsent] = SimpleQueue()
        desk.delivery._report = self._queue.put

    def wait_for(self, queued: int, *, trouble: Outcome | None = None) -> None:
        while (said := self._queue.get(timeout=SOON)).queued != queued or said.trouble is not trouble:
            pass


def test_the_thread_wakes_when_something_is_written(desk: NoteDesk) -> None:
    reports = Reports(desk)
    desk.archive.held.clear()
    desk.delivery.start()
    desk.write()
    reports.wait_for(1)
    desk.archive.held.set()
    reports.wait_for(0)
    assert len(desk.archive.kept) == 1


def test_the_thread_wakes_when_a_register_answers_again(desk: NoteDesk) -> None:
    reports = Reports(desk)
    desk.archive.away()
    desk.write()
    desk.delivery.start()
    reports.wait_for(1, trouble=Outcome.UNAVAILABLE)
    desk.archive.back()
    desk.delivery.answered()
    reports.wait_for(0)


def test_the_thread_wakes_by_itself_when_it_is_time(desk: NoteDesk) -> None:
    reports = Reports(desk)
    desk.delivery._chance = lambda: -0.98
    desk.archive.away()
    desk.write()
    desk.delivery.start()
    reports.wait_for(1, trouble=Outcome.UNAVAILABLE)
    desk.archive.back()
    desk.clock.advance(timedelta(seconds=60))
    reports.wait_for(0)


def test_stopping_leaves_a_call_under_way_alone_and_begins_no_other(
    desk: NoteDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sync.deliver._GOODBYE", 0.01)
    first, second = desk.write(), desk.write(case=OTHER)
    desk.archive.held.clear()
    desk.delivery.start()
    assert desk.archive.begun.wait(SOON)
    desk.delivery.stop()
    assert desk.delivery._thread.is_alive()
    desk.archive.held.set()
    desk.delivery._thread.join(SOON)
    assert not desk.delivery._thread.is_alive()
    assert desk.archive.asked == [first]
    assert [entry.id for entry in desk.outbox.list()] == [second]
