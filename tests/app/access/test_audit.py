"""The trail: durable before it returns, chained, refused as a whole, kept by its head, shortened in one way only."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from app.access import audit
from app.access.audit import AuditTrail
from app.access.trace import TraceEvent, TraceLine
from app.access.verify import Fault
from app.errors import BugError, UserError
from tests.app.access.trail import START, Trail, connect, line, outbox


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    trail = Trail(tmp_path)
    yield trail
    trail.file.close()


def written(trail: Trail) -> list[TraceLine]:
    return [msgspec.json.decode(text, type=TraceLine) for _, text, _ in trail.rows()[1:]]


def test_a_line_is_in_the_file_as_it_was_written_before_write_returns(trail: Trail) -> None:
    trail.trail.write(line(0), line(1))
    other = connect(trail.file.path)
    texts = [text for (text,) in other.execute("SELECT line FROM audit WHERE number > 0 ORDER BY number")]
    other.close()
    assert [msgspec.json.decode(text, type=TraceLine) for text in texts] == [line(0), line(1)]
    assert trail.report().is_whole


def test_every_desk_has_a_first_link_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one, other = Trail(tmp_path, 1), Trail(tmp_path / "other", 1)
    assert one.rows()[1][1] == other.rows()[1][1]
    assert one.rows()[1][2] != other.rows()[1][2]
    other.keys.write(audit.HEAD, one.head or "")
    assert Fault.OTHER_DESK in {finding.fault for finding in other.report().findings}
    one.file.close()
    other.file.close()


def test_what_is_written_goes_in_as_a_whole_or_not_at_all(trail: Trail) -> None:
    with pytest.raises(UserError, match="trace-unavailable") as caught:
        trail.trail.write(line(0), line(1, reason="\ud83d hemmeligt"))
    assert written(trail) == []
    assert "hemmeligt" not in repr(caught.value)
    assert caught.value.__suppress_context__


def test_threads_write_one_chain(trail: Trail) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: trail.trail.write(line(number), line(number)), range(100)))
    assert trail.report().is_whole
    assert sorted(one.at for one in written(trail)) == sorted(2 * [line(number).at for number in range(100)])


@pytest.mark.parametrize("statement", ["UPDATE audit SET line = ''", "DELETE FROM audit"])
def test_the_file_itself_refuses_to_change_a_line(trail: Trail, statement: str) -> None:
    trail.trail.write(line(0))
    connection = connect(trail.file.path)
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(statement)
    connection.close()


def test_a_key_store_that_is_away_costs_a_warning_and_is_tried_again(
    trail: Trail, caplog: pytest.LogCaptureFixture
) -> None:
    before = trail.head
    trail.vault.locked = True
    with caplog.at_level(logging.WARNING):
        assert not trail.trail.checkpoint(trail.keys)
    assert caplog.messages == ["the trace's head is not kept: keys-unavailable"]
    trail.trail.write(line(0))
    trail.vault.locked = False
    assert trail.trail.checkpoint(trail.keys)
    assert trail.head != before
    assert trail.report().is_whole


def test_an_older_file_put_back_cannot_take_over_the_head(trail: Trail, tmp_path: Path) -> None:
    trail.trail.write(line(0))
    trail.fold()
    shutil.copy(trail.file.path, tmp_path / "older.db")
    trail.trail.write(line(1))
    trail.trail.checkpoint(trail.keys)
    head = trail.head
    back = outbox(tmp_path, "older.db")
    restored = AuditTrail(back, trail.clock)
    for _ in range(3):  # nor by growing past the head's number
        with pytest.raises(UserError, match="trace-older"):
            restored.checkpoint(trail.keys)
        restored.write(line(2))
    assert trail.head == head
    restored.resume(trail.keys, "lnord")
    assert restored.checkpoint(trail.keys)
    trail.file.close()
    trail.file = back
    report = trail.report()
    assert report.is_whole
    assert report.restored == (5,)
    told = written(trail)[-1]
    assert (told.event, told.viewer, told.result) == (TraceEvent.RESTORED, "lnord", head)


@pytest.mark.parametrize("head", ["", "{}", "null", '{"desk":"x","number":1,"digest":""}'])
def test_a_head_that_says_nothing_is_kept_as_evidence(trail: Trail, head: str) -> None:
    trail.keys.write(audit.HEAD, head)
    with pytest.raises(UserError, match="trace-older"):
        trail.trail.checkpoint(trail.keys)
    assert trail.head == head


def test_lines_whose_time_is_up_are_deleted_and_the_chain_goes_on(tmp_path: Path) -> None:
    trail = Trail(tmp_path, 20)
    digests = {number: digest for number, _, digest in trail.rows()}
    trail.clock.advance(timedelta(days=200))
    assert trail.trail.prune(trail.keys, START + timedelta(seconds=12)) == 12
    rows = trail.rows()
    assert [number for number, _, _ in rows] == [*range(12, 22)]
    assert all(digests[number] == digest for number, _, digest in rows[:-1])
    assert written(trail)[0] == line(12)
    told = written(trail)[-1]
    assert (told.event, told.result, told.at) == (TraceEvent.PRUNED, "12", trail.clock.now())
    report = trail.report()
    assert report.is_whole
    assert (report.lines, report.pruned) == (9, 12)
    with pytest.raises(BugError, match="CONSTRAINT"), trail.file.write() as connection:
        connection.execute("DELETE FROM audit")
    assert trail.trail.prune(trail.keys, START + timedelta(seconds=12)) == 0
    assert trail.trail.prune(trail.keys, trail.clock.now() + timedelta(days=1)) == 9
    assert trail.report().is_whole
    trail.trail.write(line(3))
    assert trail.trail.checkpoint(trail.keys)
    assert trail.report().is_whole
    trail.file.close()


def test_nothing_is_deleted_while_the_head_cannot_be_kept(tmp_path: Path) -> None:
    trail = Trail(tmp_path, 5)
    trail.vault.locked = True
    assert trail.trail.prune(trail.keys, START + timedelta(days=1)) == 0
    assert len(trail.rows()) == 6
    trail.file.close()


def test_lines_deleted_as_if_their_time_were_up_are_missed(tmp_path: Path) -> None:
    trail = Trail(tmp_path, 20)
    anchor = trail.rows()[0][1]
    trail.meddle("DELETE FROM audit WHERE number < 8")
    trail.meddle("UPDATE audit SET line = ? WHERE number = 8", anchor)
    assert [(finding.number, finding.fault) for finding in trail.report().findings] == [(8, Fault.PRUNED_UNTOLD)]
    trail.file.close()


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ['","reason":"', '"', "\\", "\\u0022", "\n", "\x00", "\x7f", "\u2028", "é", "e\u0301", "}", '"}', "\ufeff"]
)
lines = st.builds(
    line, st.integers(0, 9), reason=words, result=words, viewer=words, case=words, purpose=words, legal_basis=words
)


@given(lines, lines)
def test_two_lines_have_the_same_bytes_only_if_they_say_the_same(one: TraceLine, other: TraceLine) -> None:
    assert (audit._canonical(one) == audit._canonical(other)) == (one == other)
    assert msgspec.json.decode(audit._canonical(one), type=TraceLine) == one


@pytest.fixture(scope="module")
def long_trail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trail]:
    trail = Trail(tmp_path_factory.mktemp("trail"))
    yield trail
    trail.file.close()


@settings(deadline=None)
@given(lines)
def test_the_verifier_reads_every_line_the_writer_can_write(long_trail: Trail, said: TraceLine) -> None:
    long_trail.trail.write(said)
    long_trail.trail.checkpoint(long_trail.keys)
    assert long_trail.report().is_whole
