"""What Python drops in a ring is found on the window's thread alone: elsewhere a widget's end is the process's."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from widgets.garbage import Garbage, search

ROOT = Path(__file__).resolve().parents[2]
MANY = 5_000


class Ring(QObject):
    """One of Qt's that nobody but itself holds, as a dialog and its buttons hold each other."""

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        super().__init__()
        self._itself = self
        self._ended_on = ended_on

    def __del__(self) -> None:
        self._ended_on.append(threading.current_thread())


@pytest.fixture
def garbage() -> Iterator[Garbage]:
    owner = QObject()
    yield Garbage(owner)
    owner.deleteLater()


def allocate() -> list[list[int]]:
    """More than Python lets be made before it searches."""
    return [[number] for number in range(MANY)]


def on_a_worker() -> None:
    worker = threading.Thread(target=lambda: [allocate() for _ in range(200)])
    worker.start()
    worker.join()


def test_no_worker_searches_however_much_it_allocates(garbage: Garbage) -> None:
    gc.enable()
    Garbage(garbage)
    ended_on: list[threading.Thread] = []
    Ring(ended_on)
    on_a_worker()
    assert ended_on == []
    gc.collect()
    assert ended_on == [threading.main_thread()]


def test_it_is_searched_for_by_itself_between_two_turns_of_the_event_loop(garbage: Garbage, qtbot: QtBot) -> None:
    ended_on: list[threading.Thread] = []
    Ring(ended_on)
    kept = allocate()
    garbage._timer.setInterval(1)
    garbage.begin()
    qtbot.waitUntil(lambda: bool(ended_on))
    assert ended_on == [threading.main_thread()]
    assert len(kept) == MANY


@pytest.mark.parametrize(
    ("counts", "most", "ages"),
    [
        ((700, 11, 11), (700, 10, 10), []),
        ((701, 0, 0), (700, 10, 10), [0]),
        ((701, 10, 10), (700, 10, 10), [0]),
        ((701, 11, 10), (700, 10, 10), [1]),
        ((701, 11, 11), (700, 10, 10), [2]),
        ((701, 0, 11), (700, 10, 10), [2]),
        pytest.param((2001, 11, 0), (2000, 10, 0), [1], id="Python 3.14, which searches the oldest in parts"),
    ],
)
def test_the_old_is_searched_more_rarely_than_the_new(
    monkeypatch: pytest.MonkeyPatch, counts: tuple[int, ...], most: tuple[int, ...], ages: list[int]
) -> None:
    searched: list[int] = []
    with monkeypatch.context() as python:
        python.setattr(gc, "get_threshold", lambda: most)
        python.setattr(gc, "get_count", lambda: counts)
        python.setattr(gc, "collect", searched.append)
        search()
    assert searched == ages


_WINDOWS_AND_WORKERS = """
import gc, sys, threading
from PySide6.QtWidgets import QApplication, QPushButton, QTableView, QWidget
from widgets.garbage import Garbage
class Window(QWidget):
    def __init__(self):
        super().__init__()
        self.itself, self.button, self.table = self, QPushButton(self), QTableView(self)
app = QApplication(sys.argv[:1])
garbage = Garbage(app)
garbage._timer.setInterval(1)
garbage.begin()
over = threading.Event()
def allocate():
    while not over.wait(0.001):
        [[number] for number in range(2000)]
workers = [threading.Thread(target=allocate) for _ in range(2)]
for worker in workers: worker.start()
for _ in range(60):
    Window().show()
    app.processEvents()
over.set()
for worker in workers: worker.join()
print("well")
"""


def test_windows_come_and_go_while_workers_allocate() -> None:
    """Without `Garbage` this ends by SIGSEGV."""
    done = subprocess.run(
        [sys.executable, "-c", _WINDOWS_AND_WORKERS], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout) == (0, "well\n"), done.stderr
