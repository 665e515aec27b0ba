"""The bridge: in order, on the right thread, never to the dead, never late, and gone at once when the window is."""

from __future__ import annotations

import functools
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from weakref import WeakMethod

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.errors import BugError, UserError
from widgets import background

ROOT = Path(__file__).parents[2]


class Page(QObject):
    """Writes down what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[object] = []
        self.results: list[object] = []
        self.errors: list[UserError] = []
        self.ended = 0
        self.on_gui_thread = True

    def item(self, value: object) -> None:
        self.on_gui_thread &= QThread.isMainThread()
        self.items.append(value)

    def result(self, value: object) -> None:
        self.on_gui_thread &= QThread.isMainThread()
        self.results.append(value)

    def end(self) -> None:
        self.ended += 1

    def error(self, error: UserError) -> None:
        self.errors.append(error)


@pytest.fixture
def page() -> Iterator[Page]:
    made = Page()
    yield made
    if shiboken6.isValid(made):
        shiboken6.delete(made)


def test_items_come_in_order_on_the_gui_thread(qtbot: QtBot, page: Page) -> None:
    workers: list[bool] = []

    def work() -> Iterator[int]:
        workers.append(QThread.isMainThread())
        yield from range(5_000)

    job = background.stream(work, each=page.item, done=page.end)
    qtbot.waitUntil(lambda: page.ended == 1)
    assert page.items == list(range(5_000))
    assert page.on_gui_thread
    assert workers == [False]
    assert job.finished


def test_many_items_leave_the_event_loop_its_turn(qtbot: QtBot, page: Page) -> None:
    """1,000 items that cost 0.1 ms each: a timer must fire in between, not only after a tenth of a second."""
    gaps: list[float] = []
    last = time.perf_counter()

    class Slow(Page):
        def item(self, value: object) -> None:
            until = time.perf_counter() + 0.0001
            while time.perf_counter() < until:
                pass
            self.items.append(value)

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    slow = Slow()
    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    timer.start()
    background.stream(lambda: iter(range(1_000)), each=slow.item, done=slow.end)
    qtbot.waitUntil(lambda: slow.ended == 1)
    timer.stop()
    assert len(slow.items) == 1_000
    assert len(gaps) > 10


def test_a_result_and_an_error(qtbot: QtBot, page: Page) -> None:
    background.run(lambda: 42, done=page.result)
    qtbot.waitUntil(lambda: page.results == [42])

    def refuse() -> None:
        raise UserError("not-readable")

    background.run(refuse, failed=page.error)
    qtbot.waitUntil(lambda: len(page.errors) == 1)
    assert page.errors[0].code == "not-readable"


def test_the_unexpected_becomes_a_reference_and_is_logged_by_type_alone(
    qtbot: QtBot, page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError("070659-0004 owes 1.234,50")

    background.stream(work, each=page.item, failed=page.error)
    qtbot.waitUntil(lambda: len(page.errors) == 1)
    assert page.items == [1]
    assert page.errors[0].code == "unexpected"
    reference = str(page.errors[0].params["reference"])
    assert len(reference) == 8
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "0706" not in caplog.text
    assert "1.234" not in caplog.text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    caplog.clear()


def test_after_cancelling_nothing_arrives_and_the_iterator_is_closed(qtbot: QtBot, page: Page) -> None:
    go_on, closed = threading.Event(), threading.Event()

    def work() -> Iterator[int]:
        try:
            yield 1
            go_on.wait()
            yield 2
        finally:
            closed.set()

    iterator = work()  # held here, so that only the bridge can close it
    job = background.stream(lambda: iterator, each=page.item, done=page.end)
    qtbot.waitUntil(lambda: page.items == [1])
    job.cancel()
    go_on.set()
    assert closed.wait(5)
    _settle(qtbot)
    assert page.items == [1]
    assert page.ended == 0
    assert not job.finished


def test_what_was_already_queued_when_the_job_was_cancelled_is_dropped(qtbot: QtBot, page: Page) -> None:
    queued = threading.Event()

    def work() -> Iterator[int]:
        yield 1
        yield 2
        queued.set()

    job = background.stream(work, each=page.item)
    assert queued.wait(5)
    job.cancel()
    _settle(qtbot)
    assert page.items == []


def test_a_token_of_the_callers_own_cancels_too(qtbot: QtBot, page: Page) -> None:
    token, begun, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> Iterator[int]:
        begun.set()
        token.wait()
        ended.set()
        yield 1

    background.stream(work, each=page.item, cancelled=token)
    assert begun.wait(5)
    token.set()
    assert ended.wait(5)
    _settle(qtbot)
    assert page.items == []


def test_a_receiver_deleted_in_mid_flight_gets_nothing(qtbot: QtBot) -> None:
    go_on, ended = threading.Event(), threading.Event()

    class Label(QLabel):
        def show_number(self, value: int) -> None:
            self.setText(str(value))

    def work() -> Iterator[int]:
        try:
            yield 1
            go_on.wait()
            yield 2
            yield 3
        finally:
            ended.set()

    label = Label()
    job = background.stream(work, each=label.show_number)
    qtbot.waitUntil(lambda: label.text() == "1")
    shiboken6.delete(label)
    go_on.set()
    assert ended.wait(5)
    _settle(qtbot)
    assert job.is_cancelled()


def test_a_job_keeps_no_page_alive(qtbot: QtBot) -> None:
    go_on = threading.Event()

    class Plain:
        def result(self, value: bool) -> None:
            raise AssertionError("told after its end")

    plain = Plain()
    job = background.run(go_on.wait, done=plain.result)
    del plain
    go_on.set()
    qtbot.waitUntil(job.is_cancelled)


@pytest.mark.parametrize("broken", [False, True], ids=["it answers", "it breaks"])
def test_what_was_called_ends_on_the_gui_thread_even_if_nobody_else_holds_it(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, *, broken: bool
) -> None:
    begun, go_on, ended_on = threading.Event(), threading.Event(), list[threading.Thread]()

    class Asking(QObject):
        def call(self) -> None:
            begun.set()
            go_on.wait()
            if broken:
                raise ZeroDivisionError

        def __del__(self) -> None:
            ended_on.append(threading.current_thread())

    asking = Asking()
    background.run(asking.call)
    assert begun.wait(5)
    del asking
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended_on))
    assert ended_on == [threading.main_thread()]
    caplog.clear()


def test_a_slow_stream_does_not_starve_another(qtbot: QtBot, page: Page) -> None:
    hold = threading.Event()
    for _ in range(12):
        background.run(hold.wait)
    background.run(lambda: "quick", done=page.result)
    qtbot.waitUntil(lambda: page.results == ["quick"])
    hold.set()


def test_an_exception_in_a_receiver_does_not_stop_the_bridge(qtbot: QtBot, page: Page) -> None:
    class Broken(Page):
        def item(self, value: object) -> None:
            raise ZeroDivisionError

    broken = Broken()
    with qtbot.capture_exceptions() as caught:
        background.stream(lambda: iter((1, 2)), each=broken.item, done=broken.end)
        qtbot.waitUntil(lambda: broken.ended == 1)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError, ZeroDivisionError]
    background.run(lambda: 1, done=page.result)
    qtbot.waitUntil(lambda: page.results == [1])


def test_nothing_is_handed_over_once_the_application_goes(qtbot: QtBot, page: Page) -> None:
    bridge, job = background._Bridge(), background.Job(page.item, None, None)
    take: WeakMethod[Callable[..., object]] = WeakMethod(page.item)
    bridge.post(job, take, ("in time",), last=False)
    bridge.stop()
    bridge.post(job, take, ("late",), last=False)
    qtbot.waitUntil(lambda: bool(page.items))
    QApplication.processEvents()
    assert page.items == ["in time"]


def test_closures_are_refused(page: Page) -> None:
    with pytest.raises(BugError):
        background.run(lambda: 1, done=functools.partial(page.result))


def test_quitting_with_a_call_pending_is_instant() -> None:
    program = (
        "import threading, time\n"
        "from PySide6.QtCore import QCoreApplication, QObject, QTimer\n"
        "from widgets import background\n"
        "app = QCoreApplication([])\n"
        "class Page(QObject):\n"
        "    def result(self, value): pass\n"
        "page, never = Page(), threading.Event()\n"
        "for _ in range(6): background.run(never.wait, done=page.result)\n"
        "QTimer.singleShot(0, app.quit)\n"
        "app.exec()\n"
        "print(time.perf_counter_ns(), flush=True)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    seconds = (time.perf_counter_ns() - int(ended.stdout)) / 1e9
    assert ended.returncode == 0, ended.stderr
    assert seconds < 10.0, "six calls would go on for ever"


def _settle(qtbot: QtBot) -> None:
    """Until the bridge has delivered, or dropped, everything posted before now."""
    marker = Page()
    background.run(lambda: 1, done=marker.result)
    qtbot.waitUntil(lambda: marker.results == [1])
