"""Whatever is done to the file behind the program's back is found, and the line it was done to is named."""

from __future__ import annotations

import ast
import random
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.access.verify import Fault, Finding, verify, verify_file
from tests.app.access.trail import KEY, Trail, connect, line

Row = tuple[int, str, bytes]
LINES = 200
_OTHER = {"a": "b", "0": "1", "1": "0", "e": "f", "n": "m", "s": "t", ":": ";", "2": "3", "x": "y"}


@pytest.fixture(scope="module")
def trail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trail]:
    trail = Trail(tmp_path_factory.mktemp("trail"), LINES)
    yield trail
    trail.file.close()


class Copy:
    """The chain in a table of its own, to be spoilt and laid out again."""

    def __init__(self, rows: list[Row]) -> None:
        self.connection = dbapi2.connect(":memory:", isolation_level=None)
        self.connection.execute("CREATE TABLE audit (number, line, digest)")
        self.lay(rows)

    def lay(self, rows: list[Row]) -> None:
        self.connection.execute("DELETE FROM audit")
        self.connection.executemany("INSERT INTO audit VALUES (?, ?, ?)", rows)


def edit(rows: list[Row], draw: random.Random) -> tuple[list[Row], int]:
    """One character of one line, or one bit of its digest."""
    place = draw.randrange(len(rows))
    number, text, digest = rows[place]
    if draw.random() < 0.5:
        at = draw.randrange(len(text))
        text = text[:at] + _OTHER.get(text[at], "x") + text[at + 1 :]
    else:
        at = draw.randrange(len(digest))
        digest = digest[:at] + bytes([digest[at] ^ 1 << draw.randrange(8)]) + digest[at + 1 :]
    return [*rows[:place], (number, text, digest), *rows[place + 1 :]], number


def take_out(rows: list[Row], draw: random.Random) -> tuple[list[Row], int]:
    """Some lines in a row, with or without closing the gap behind them."""
    place = draw.randrange(len(rows) - 1)
    after = min(len(rows) - 1, place + draw.randint(1, 5))
    rest = rows[after:]
    if draw.random() < 0.5:
        rest = [(number - (after - place), text, digest) for number, text, digest in rest]
    return [*rows[:place], *rest], place


def move(rows: list[Row], draw: random.Random) -> tuple[list[Row], int]:
    """Two lines change places; their numbers stay where they were."""
    one, other = sorted(draw.sample(range(1, len(rows)), 2))
    moved = list(rows)
    moved[one], moved[other] = (one, *rows[other][1:]), (other, *rows[one][1:])
    return moved, one


def put_in(rows: list[Row], draw: random.Random) -> tuple[list[Row], int]:
    """A line that was never written, or one written elsewhere; those behind it move up."""
    place = draw.randrange(1, len(rows))
    copied = rows[draw.randrange(1, len(rows))]
    text = copied[1].replace("lnord", "mkrog") if draw.random() < 0.5 else copied[1]
    behind = [(number + 1, text, digest) for number, text, digest in rows[place:]]
    return [*rows[:place], (place, text, draw.choice((copied[2], draw.randbytes(32)))), *behind], place


def cut_short(rows: list[Row], draw: random.Random) -> tuple[list[Row], int]:
    keep = draw.randrange(0, len(rows))
    return rows[:keep], keep


@pytest.mark.parametrize("spoil", [edit, take_out, move, put_in, cut_short])
def test_a_thousand_meddlings_are_all_found_at_their_line(
    trail: Trail, spoil: Callable[[list[Row], random.Random], tuple[list[Row], int]]
) -> None:
    rows, draw = trail.rows(), random.Random(spoil.__name__)  # noqa: S311 - a seed to come back to
    copy = Copy(rows)
    assert verify(copy.connection, trail.head).is_whole
    for attempt in range(200):
        spoilt, number = spoil(rows, draw)
        copy.lay(spoilt)
        findings = verify(copy.connection, trail.head).findings
        assert findings, attempt
        assert findings[0].number == number, attempt


def test_a_line_changed_with_its_digest_made_anew_is_missed_by_the_next(trail: Trail) -> None:
    rows = trail.rows()
    text = rows[2][1].replace("lnord", "mkrog")
    digest = sha256(rows[1][2] + (2).to_bytes(8, "big") + text.encode()).digest()
    copy = Copy([*rows[:2], (2, text, digest), *rows[3:]])
    assert verify(copy.connection, trail.head).findings == (Finding(3, Fault.CHANGED),)


def test_a_whole_chain_made_anew_is_not_the_one_the_head_knows(trail: Trail, tmp_path: Path) -> None:
    anew = Trail(tmp_path)
    anew.meddle("UPDATE audit SET line = ?, digest = ? WHERE number = 0", *trail.rows()[0][1:])
    for number in range(LINES):
        anew.trail.write(line(number, viewer="mkrog"))
    assert verify(connect(anew.file.path), trail.head).findings == (Finding(LINES, Fault.NOT_THE_HEADS),)
    anew.file.close()


def test_the_same_line_written_another_way_is_another_line(trail: Trail) -> None:
    """Two readers may take different ones of two equal keys."""
    rows = trail.rows()
    for text in (rows[5][1].replace('{"at"', '{ "at"'), '{"case":"x",' + rows[5][1][1:]):
        copy = Copy([*rows[:5], (5, text, rows[5][2]), *rows[6:]])
        assert verify(copy.connection, trail.head).findings == (Finding(5, Fault.CHANGED),)


@pytest.mark.parametrize(
    "row",
    [(3, None, b""), (3, "[]", b"x"), (3, "[" * 100_000, b"x"), (3, b"{}", "text"), (3, '"\\ud800"', None), (3, 7, 7)],
)
def test_rubbish_in_a_row_is_a_finding(trail: Trail, row: Row) -> None:
    rows = trail.rows()
    copy = Copy([*rows[:3], row, *rows[4:]])
    assert verify(copy.connection, trail.head).findings[0] == Finding(3, Fault.CHANGED)


def test_a_file_rolled_back_to_before_the_head_is_found_and_younger_lines_are_the_limit(tmp_path: Path) -> None:
    trail = Trail(tmp_path, 10)
    older = tmp_path / "older.db"
    trail.fold()
    shutil.copy(trail.file.path, older)
    trail.trail.write(line(10))
    assert verify_file(older, KEY, trail.head).is_whole
    trail.trail.checkpoint(trail.keys)
    assert verify_file(older, KEY, trail.head).findings == (Finding(11, Fault.OLDER),)
    trail.file.close()


def test_a_copy_is_read_with_its_key_and_stays_as_it_is(tmp_path: Path) -> None:
    trail = Trail(tmp_path, 10)
    copy = tmp_path / "copy"
    copy.mkdir()
    for part in tmp_path.glob("outbox.db*"):
        shutil.copy(part, copy)
    before = (copy / "outbox.db").read_bytes()
    report = verify_file(copy / "outbox.db", KEY, trail.head)
    assert report.is_whole
    assert (report.lines, report.last, report.pruned, report.restored) == (10, 10, 0, ())
    assert (copy / "outbox.db").read_bytes() == before
    unreadable = (Finding(0, Fault.UNREADABLE),)
    assert verify_file(copy / "outbox.db", bytes(32), trail.head).findings[:1] == unreadable
    assert verify_file(copy / "away.db", KEY, trail.head).findings == unreadable
    assert not (copy / "away.db").exists()
    trail.file.close()


def test_a_desk_at_work_is_verified_without_holding_it_up(tmp_path: Path) -> None:
    trail = Trail(tmp_path, 10)
    head = trail.head
    with trail.file.write() as connection:
        connection.execute("INSERT INTO draft VALUES ('key', 'body', '')")
        assert verify_file(trail.file.path, KEY, head).is_whole
    trail.trail.write(line(10))
    report = verify_file(trail.file.path, KEY, head)
    assert report.is_whole
    assert report.last == 11
    trail.file.close()


def test_a_page_that_went_bad_is_told_from_where_on(tmp_path: Path) -> None:
    trail = Trail(tmp_path, LINES)
    trail.fold()
    trail.file.close()
    raw = bytearray(trail.file.path.read_bytes())
    raw[len(raw) // 2] ^= 1
    trail.file.path.write_bytes(raw)
    findings = verify_file(trail.file.path, KEY, trail.head).findings
    assert Fault.UNREADABLE in {finding.fault for finding in findings}
    assert 0 < findings[0].number < LINES


def test_without_a_head_the_report_says_so(trail: Trail) -> None:
    with trail.file.read() as connection:
        assert verify(connection, None).findings == (Finding(LINES, Fault.NO_HEAD),)


def test_a_report_repeats_nothing_of_a_line(trail: Trail) -> None:
    rows = trail.rows()
    copy = Copy([(number, text.replace("fresh", "stale"), digest) for number, text, digest in rows])
    report = verify(copy.connection, trail.head)
    assert len(report.findings) > 50
    assert not any(word in repr(report) for word in ("lnord", "0702614075", "kontanthjaelp"))


def test_verify_shares_no_function_with_the_writer() -> None:
    tree = ast.parse(Path(verify.__code__.co_filename).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not any(name and name.startswith("app.") for name in imported)
