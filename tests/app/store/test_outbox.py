"""What a person did is kept until somebody has confirmed it: once, in order, and past every wait and refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.errors import BugError
from app.store.desk import DeskStore
from app.store.outbox import KEPT, LONGEST_WAIT, Counts, EntryState, NewEntry, Outbox
from tests.app.store.desks import Premises, entry


@pytest.fixture
def desk(premises: Premises) -> Iterator[DeskStore]:
    made = premises.desk()
    made.open()
    yield made
    made.lock()


@pytest.fixture
def outbox(premises: Premises, desk: DeskStore) -> Outbox:
    return premises.outbox(desk)


def due(outbox: Outbox, premises: Premises) -> list[int]:
    return [one.id.int for one in outbox.due(premises.clock.now())]


def test_what_is_appended_is_due_at_once_and_comes_back_as_it_was(outbox: Outbox, premises: Premises) -> None:
    outbox.append(entry(1))
    (kept,) = outbox.due(premises.clock.now())
    assert (kept.id, kept.kind, kept.subject, kept.body) == (
        entry(1).id,
        entry(1).kind,
        entry(1).subject,
        entry(1).body,
    )
    assert (kept.state, kept.attempts, kept.reason) == (EntryState.QUEUED, 0, "")
    assert kept.created_at == kept.next_at == premises.clock.now()


def test_the_same_entry_again_is_nothing_new_even_when_delivered(outbox: Outbox, premises: Premises) -> None:
    outbox.append(entry(1))
    outbox.append(entry(1))
    outbox.delivered(entry(1).id)
    outbox.append(entry(1))
    assert (outbox.list(), due(outbox, premises)) == ((), [])


def test_only_its_id_can_be_there_already_and_then_nothing_of_the_row_changes(
    outbox: Outbox, premises: Premises, desk: DeskStore
) -> None:
    """Whatever SQLite is told to do about other conflicts: there are none, for `number` is never given."""

    def rows() -> list[tuple[object, ...]]:
        with desk.outbox.read() as connection:
            return connection.execute("SELECT * FROM entry ORDER BY number").fetchall()

    for number in (1, 2):
        outbox.append(entry(number))
    outbox.retry_later(entry(1).id, premises.clock.now())
    outbox.parked(entry(1).id, "afvist")
    before = rows()
    premises.clock.advance(timedelta(minutes=1))
    outbox.append(entry(1))
    assert rows() == before
    with desk.outbox.read() as connection:
        made = connection.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'entry'").fetchall()
    unique = [line.split()[0] for _, sql in made for line in (sql or "").splitlines() if "UNIQUE" in line]
    assert unique == ["id"]


@pytest.mark.parametrize(
    "other", [entry(1, text="ny"), entry(1, subject="sag-2"), NewEntry(entry(1).id, "x", "sag-1", "{}")]
)
def test_the_same_id_with_other_content_is_a_bug(outbox: Outbox, other: NewEntry) -> None:
    outbox.append(entry(1))
    with pytest.raises(BugError) as refused:
        outbox.append(other)
    assert other.body not in str(refused.value)
    assert [kept.body for kept in outbox.list()] == [entry(1).body]


def test_an_entry_joins_the_callers_transaction(outbox: Outbox, desk: DeskStore) -> None:
    def finish(share: int) -> None:
        with desk.outbox.write() as connection:
            outbox.append(entry(1), within=connection)
            outbox.drop_draft("note", within=connection)
            connection.execute("SELECT ?", (1 // share,))

    outbox.keep_draft("note", "kladde")
    with pytest.raises(ZeroDivisionError):
        finish(0)
    assert (outbox.list(), outbox.draft("note")) == ((), "kladde")
    finish(1)
    assert (len(outbox.list()), outbox.draft("note")) == (1, None)


def test_one_subject_is_told_in_order_and_no_other_waits_for_it(outbox: Outbox, premises: Premises) -> None:
    for number, subject in enumerate(("a", "a", "b", "a", "b"), start=1):
        outbox.append(entry(number, subject))
    assert due(outbox, premises) == [1, 3]
    outbox.retry_later(entry(1).id, premises.clock.now())
    assert due(outbox, premises) == [3]
    outbox.delivered(entry(3).id)
    assert due(outbox, premises) == [5]
    premises.clock.advance(LONGEST_WAIT)
    outbox.delivered(entry(1).id)
    assert due(outbox, premises) == [2, 5]


def test_a_refused_entry_is_parked_with_its_reason_and_holds_up_nobody(outbox: Outbox, premises: Premises) -> None:
    for number in (1, 2):
        outbox.append(entry(number))
    outbox.parked(entry(1).id, "sagen er lukket")
    assert due(outbox, premises) == [2]
    assert [(one.state, one.reason) for one in outbox.list()] == [
        (EntryState.PARKED, "sagen er lukket"),
        (EntryState.QUEUED, ""),
    ]
    outbox.release(entry(1).id)
    assert due(outbox, premises) == [1]


def test_waits_double_up_to_five_minutes_by_chance(outbox: Outbox, premises: Premises, desk: DeskStore) -> None:
    outbox.append(entry(1))
    now, waits = premises.clock.now(), []
    for _ in range(10):
        outbox.retry_later(entry(1).id, now)
        waits.append((outbox.list()[0].next_at - now).total_seconds())
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    for chance, wait in ((0.0, 0), (0.5, 150)):
        Outbox(desk.outbox, premises.clock, chance=lambda: chance).retry_later(entry(1).id, now)  # noqa: B023 - called here
        assert (outbox.list()[0].next_at - now).total_seconds() == wait
    assert outbox.list()[0].attempts == 12


@pytest.mark.parametrize("jump", [timedelta(hours=-26), timedelta(hours=26), timedelta(days=-3650)])
def test_a_clock_that_jumps_starves_nothing(outbox: Outbox, premises: Premises, jump: timedelta) -> None:
    outbox.append(entry(1))
    for _ in range(12):
        outbox.retry_later(entry(1).id, premises.clock.now())
    assert due(outbox, premises) == []
    premises.clock.advance(jump)
    premises.clock.advance(LONGEST_WAIT)
    assert due(outbox, premises) == [1]


def test_late_news_of_an_entry_that_moved_on_changes_nothing(outbox: Outbox, premises: Premises) -> None:
    outbox.append(entry(1))
    outbox.release(entry(1).id)
    outbox.delivered(entry(1).id)
    outbox.retry_later(entry(1).id, premises.clock.now())
    outbox.parked(entry(1).id, "for sent")
    outbox.release(entry(1).id)
    outbox.delivered(entry(2).id)
    assert outbox.counts() == Counts(0, 0, None)


def test_an_answer_that_comes_after_all_settles_a_parked_entry(outbox: Outbox) -> None:
    outbox.append(entry(1))
    outbox.parked(entry(1).id, "afvist")
    outbox.delivered(entry(1).id)
    assert outbox.counts() == Counts(0, 0, None)


def test_the_count_says_what_has_not_been_delivered_and_since_when(outbox: Outbox, premises: Premises) -> None:
    since = premises.clock.now()
    for number in range(4):
        outbox.append(entry(number, subject=str(number)))
        premises.clock.advance(timedelta(minutes=1))
    outbox.parked(entry(0).id, "afvist")
    outbox.delivered(entry(3).id)
    assert outbox.counts() == Counts(queued=2, parked=1, oldest=since)


def test_delivered_entries_stay_a_week_and_others_for_good(outbox: Outbox, premises: Premises, desk: DeskStore) -> None:
    for number in range(3):
        outbox.append(entry(number, subject=str(number)))
    outbox.parked(entry(1).id, "afvist")
    outbox.delivered(entry(2).id)

    def kept() -> int:
        with desk.outbox.read() as connection:
            return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])

    premises.clock.advance(KEPT)
    outbox.purge()
    assert kept() == 3
    premises.clock.advance(timedelta(days=365))
    outbox.purge()
    assert (kept(), len(outbox.list())) == (2, 2)


def test_drafts_are_kept_replaced_and_dropped(outbox: Outbox) -> None:
    assert outbox.draft("note") is None
    outbox.keep_draft("note", "første")
    outbox.keep_draft("note", "anden")
    outbox.keep_draft("andet", "x")
    assert outbox.draft("note") == "anden"
    outbox.drop_draft("note")
    outbox.drop_draft("note")
    assert (outbox.draft("note"), outbox.draft("andet")) == (None, "x")


def test_everything_is_there_after_a_lock(outbox: Outbox, premises: Premises, desk: DeskStore) -> None:
    outbox.append(entry(1))
    outbox.keep_draft("note", "kladde")
    desk.lock()
    desk.open()
    assert (due(outbox, premises), outbox.draft("note")) == ([1], "kladde")
