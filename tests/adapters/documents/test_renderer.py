"""Hostile PDFs cost a message: the parent goes on, and the next good file is drawn."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from adapters.documents import child
from adapters.documents.renderer import ChildRenderer
from adapters.training.papers import hostile
from app.citizen.port import PageImage
from app.errors import UserError
from tests.adapters.documents import papers

ROOT = Path(__file__).resolve().parents[3]
CODES = {"document-unreadable", "document-encrypted", "document-too-large", "document-timeout"}
CHILD = (
    sys.executable,
    "-c",
    "import sys; from adapters.documents.child import run; run(sys.stdin.buffer, sys.stdout.buffer)",
)
posix = pytest.mark.skipif(sys.platform == "win32", reason="these limits are POSIX's")


@pytest.fixture
def renderer() -> Iterator[ChildRenderer]:
    made = ChildRenderer(CHILD)
    yield made
    made.close()


def dark(image: PageImage) -> int:
    return sum(value < 100 for value in image.pixels)


def assert_draws_well(renderer: ChildRenderer) -> None:
    content = papers.good(pages=2)
    assert renderer.page_count(content) == 2
    image = renderer.render(content, 1, 595)
    assert (image.width, image.height) == (595, 842)
    assert len(image.pixels) == image.stride * image.height
    assert 200 < dark(image) < 50_000


def refusal(renderer: ChildRenderer, content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        renderer.render(content, 0, 800)
    return caught.value.code


def test_a_good_document_is_counted_and_drawn(renderer: ChildRenderer) -> None:
    assert_draws_well(renderer)


def test_what_was_filled_into_a_form_is_drawn(renderer: ChildRenderer) -> None:
    assert dark(renderer.render(papers.filled_form(), 0, 595)) > 200


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "document-unreadable", id="empty"),
        pytest.param(b"PK\x03\x04 no PDF at all", "document-unreadable", id="no pdf"),
        pytest.param(papers.good()[:400], "document-unreadable", id="cut short"),
        pytest.param(hostile(), "document-unreadable", id="the training's damaged one"),
        pytest.param(papers.encrypted(), "document-encrypted", id="password"),
        pytest.param(b"%PDF-1.7" + bytes(child.MAX_BYTES), "document-too-large", id="too many bytes"),
    ],
)
def test_a_bad_document_is_refused_with_its_reason(renderer: ChildRenderer, content: bytes, code: str) -> None:
    assert refusal(renderer, content) == code
    assert_draws_well(renderer)


@pytest.mark.parametrize("page", [-1, 1, 2_000_000])
def test_a_page_that_is_not_there_is_refused(renderer: ChildRenderer, page: int) -> None:
    with pytest.raises(UserError, match="document-unreadable"):
        renderer.render(papers.good(), page, 800)
    assert_draws_well(renderer)


@pytest.mark.parametrize(("width", "height"), [(1_000_000, 1_000_000), (1_000_000, 3), (3, 1_000_000)])
def test_a_huge_page_is_drawn_small(renderer: ChildRenderer, width: int, height: int) -> None:
    image = renderer.render(papers.sized(width, height), 0, 4_000)
    assert image.width * image.height <= child.MAX_PIXELS + 2 * child.MAX_SIDE
    assert max(image.width, image.height) <= child.MAX_SIDE
    assert_draws_well(renderer)


def test_300_mutants_harm_nobody(renderer: ChildRenderer) -> None:
    outcomes: Counter[str] = Counter()
    for content in papers.mutated(300):
        try:
            image = renderer.render(content, 0, 300)
            outcomes["drawn"] += len(image.pixels) == image.stride * image.height
        except UserError as error:
            outcomes[error.code] += 1
    assert outcomes.total() == 300
    assert outcomes.keys() <= {"drawn", *CODES}
    assert 20 < outcomes["drawn"] < 300
    assert_draws_well(renderer)


def test_an_endless_document_is_given_up_by_the_clock() -> None:
    renderer = ChildRenderer(CHILD, seconds=1.5)
    try:
        assert refusal(renderer, papers.endless()) == "document-timeout"
        renderer._seconds = 100  # a new process is started, which may take a busy machine longer than the document had
        assert_draws_well(renderer)
    finally:
        renderer.close()


def test_a_child_that_does_not_answer_is_given_up_by_the_clock() -> None:
    renderer = ChildRenderer((sys.executable, "-c", "import threading; threading.Event().wait(20)"), seconds=0.5)
    assert refusal(renderer, papers.good()) == "document-timeout"
    renderer.close()


@posix
def test_an_endless_document_is_ended_by_its_processor_limit() -> None:
    renderer = ChildRenderer(CHILD, seconds=100)
    try:
        assert refusal(renderer, papers.endless()) == "document-timeout"
        assert_draws_well(renderer)
    finally:
        renderer.close()


_BOMBS = """
import resource
from tests.adapters.documents import papers
from tests.adapters.documents.test_renderer import CHILD, CODES, ChildRenderer, assert_draws_well, refusal
renderer = ChildRenderer(CHILD)
for content in (papers.bomb(), papers.nested()):
    assert refusal(renderer, content) in CODES
    assert_draws_well(renderer)
renderer.close()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@posix
def test_a_memory_bomb_stays_below_the_limit() -> None:
    """In a program of its own: a child counts as large as who started it, and the tests have had others."""
    done = subprocess.run([sys.executable, "-c", _BOMBS], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < (1 << 20) + 50_000  # in KiB


def test_a_child_that_was_killed_is_replaced(renderer: ChildRenderer) -> None:
    assert_draws_well(renderer)
    first = renderer._process
    assert first is not None
    first.kill()
    first.wait()
    assert_draws_well(renderer)
    assert renderer._process is not first


def test_threads_get_their_own_pages(renderer: ChildRenderer) -> None:
    contents = [papers.sized(100 + 10 * number, 200) for number in range(8)]

    def draw(number: int) -> tuple[int, int]:
        image = renderer.render(contents[number % 8], 0, 100)
        return number, image.height

    with ThreadPoolExecutor(8) as pool:
        for number, height in pool.map(draw, range(64)):
            assert abs(height - 100 * 200 / (100 + 10 * (number % 8))) <= 1


def test_closing_ends_a_hanging_document_at_once() -> None:
    renderer = ChildRenderer(CHILD, seconds=100)
    assert_draws_well(renderer)
    asked = Event()
    codes: list[str] = []

    def hang() -> None:
        asked.set()
        try:
            renderer.render(papers.endless(), 0, 800)
        except UserError as error:
            codes.append(error.code)

    thread = Thread(target=hang)
    thread.start()
    asked.wait()
    renderer.close()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert codes == ["document-unreadable"]
    assert renderer._process is None


def test_a_closed_renderer_starts_no_process(renderer: ChildRenderer) -> None:
    renderer.close()
    assert refusal(renderer, papers.good()) == "document-unreadable"
    assert renderer._process is None


def test_a_process_that_is_started_while_the_renderer_closes_is_ended_too(
    renderer: ChildRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = subprocess.Popen

    def closing(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        renderer._closed = True  # as `close` does first; it has not seen this process
        return start(*arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", closing)
    assert refusal(renderer, papers.good()) == "document-unreadable"
    assert renderer._process is None


def test_a_renderer_that_cannot_start_says_so() -> None:
    renderer = ChildRenderer((sys.executable, "-c", "raise SystemExit(3)"))
    assert refusal(renderer, papers.good()) == "document-unreadable"
    renderer.close()


def test_the_child_ends_with_its_input_and_imports_no_qt() -> None:
    script = (
        "import io, sys; from adapters.documents.child import OPEN, REQUEST, run;"
        "content = sys.stdin.buffer.read();"
        "run(io.BytesIO(REQUEST.pack(OPEN, 0, 0, len(content)) + content), io.BytesIO());"
        "print([name for name in sys.modules if name.split('.')[0] in"
        " ('PySide6', 'shiboken6', 'requests', 'lxml', 'app', 'widgets')])"
    )
    done = subprocess.run((sys.executable, "-c", script), input=papers.good(), capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == b"[]"


@posix
def test_the_child_can_write_no_file(tmp_path: Path) -> None:
    script = (
        "import sys; from adapters.documents import child; child._limit_process();"
        "file = open(sys.argv[1], 'wb', buffering=0); file.write(b'x')"
    )
    target = tmp_path / "leak"
    done = subprocess.run((sys.executable, "-c", script, str(target)), capture_output=True, timeout=60)
    assert done.returncode != 0
    assert b"File too large" in done.stderr
    assert target.stat().st_size == 0
