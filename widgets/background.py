"""The one bridge between worker threads and the event loop.

Blocking work runs on daemon threads, so quitting never waits for a slow register, and its results come back to bound
methods on the GUI thread, in order, in slices short enough that keys and paint come in between. What arrives for a
cancelled job or a dead receiver is dropped. Receivers are held weakly: a job keeps no page alive. What was called is
let go on the GUI thread: a worker that held the last of a page would end what is Qt's in it.
"""

from __future__ import annotations

import inspect
import logging
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, Final, TypeVar
from weakref import WeakMethod

import shiboken6
from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from app.errors import BugError, UserError

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_SLICE: Final = 0.002
"""Seconds of delivering before the event loop gets its turn."""
_KEPT_IDLE: Final = 4
_IDLE_SECONDS: Final = 30.0


class Job:
    """Work under way. `cancel` silences it at once; the thread stops at its next item."""

    __slots__ = ("__weakref__", "_cancelled", "_done", "_each", "_failed", "_finished")

    def __init__(
        self,
        each: Callable[[Any], object] | None,
        done: Callable[..., object] | None,
        failed: Callable[[UserError], object] | None,
        cancelled: Event | None = None,
    ) -> None:
        self._each = _weak(each)
        self._done = _weak(done)
        self._failed = _weak(failed)
        self._cancelled = cancelled or Event()
        self._finished = False

    def cancel(self) -> None:
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def finished(self) -> bool:
        """Whether the last result was delivered. Never becomes true for a cancelled job."""
        return self._finished


def stream(
    make_iterator: Callable[[], Iterator[_T]],
    *,
    each: Callable[[_T], object],
    done: Callable[[], object] | None = None,
    failed: Callable[[UserError], object] | None = None,
    cancelled: Event | None = None,
) -> Job:
    """Iterate on a worker; call `each` with every item on the GUI thread, then `done` or `failed`.

    `each`, `done` and `failed` are bound methods; a closure would keep its page alive. The iterator is made, advanced
    and closed on the worker: a generator's `finally` runs also when the job is cancelled, at its next item; an
    iterator that watches `cancelled` itself ends at once.
    """
    job = Job(each, done, failed, cancelled)
    _pool.start(lambda: _run_stream(job, make_iterator))
    return job


def run(
    call: Callable[[], _T],
    *,
    done: Callable[[_T], object] | None = None,
    failed: Callable[[UserError], object] | None = None,
) -> Job:
    """Call on a worker; hand the result to `done`, or the error to `failed`, on the GUI thread."""
    job = Job(None, done, failed)
    _pool.start(lambda: _run_call(job, call))
    return job


def _run_stream(job: Job, make_iterator: Callable[[], Iterator[Any]]) -> None:
    bridge = _the_bridge()
    try:
        iterator = make_iterator()
        try:
            if not job.is_cancelled():
                for item in iterator:
                    if job.is_cancelled():
                        break
                    bridge.post(job, job._each, (item,), last=False)  # noqa: SLF001 - Job and these are one module
        finally:
            close = getattr(iterator, "close", None)
            if close is not None:
                close()
    except Exception as error:  # noqa: BLE001 - the boundary of a thread: nothing beyond would hear of it
        bridge.post(job, job._failed, (_as_user_error(error),), last=True)  # noqa: SLF001 - as above
    else:
        bridge.post(job, job._done, (), last=True)  # noqa: SLF001 - as above


def _run_call(job: Job, call: Callable[[], Any]) -> None:
    if job.is_cancelled():
        return
    bridge = _the_bridge()
    try:
        value = call()
    except Exception as error:  # noqa: BLE001 - the boundary of a thread: nothing beyond would hear of it
        bridge.post(job, job._failed, (_as_user_error(error),), last=True)  # noqa: SLF001 - as above
    else:
        bridge.post(job, job._done, (value,), last=True)  # noqa: SLF001 - as above


def _as_user_error(error: Exception) -> UserError:
    """A UserError as it is; anything else under a reference, logged by type alone: its text may hold personal data."""
    if isinstance(error, UserError):
        return error
    reference = os.urandom(4).hex().upper()
    _log.error("unexpected %s in background work, reference %s", type(error).__name__, reference)
    return UserError("unexpected", detail=type(error).__name__, reference=reference)


def _weak(method: Callable[..., object] | None) -> WeakMethod[Callable[..., object]] | None:
    if method is None:
        return None
    if not inspect.ismethod(method):
        raise BugError("background work reports to bound methods only")
    return WeakMethod(method)


class _Bridge(QObject):
    """Lives on the GUI thread for good. Workers fill the inbox and ring once; the slot empties it in slices."""

    _rung = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inbox: deque[tuple[Job, WeakMethod[Callable[..., object]] | None, tuple[Any, ...], bool]] = deque()
        self._ended: list[list[Callable[[], None]]] = []
        self._lock = Lock()
        self._ringing = self._stopped = False
        self._rung.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(
        self, job: Job, target: WeakMethod[Callable[..., object]] | None, values: tuple[Any, ...], *, last: bool
    ) -> None:
        """From any thread."""
        with self._lock:
            if self._stopped:
                return
            self._inbox.append((job, target, values, last))
            if not self._ringing:
                self._ringing = True
                self._ring()

    def take_back(self, held: list[Callable[[], None]]) -> None:
        """From any thread: work that is over, in a list of its own, so that nothing else holds it."""
        with self._lock:
            self._ended.append(held)
            if not self._ringing and not self._stopped:
                self._ringing = True
                self._ring()

    def stop(self) -> None:
        with self._lock:
            self._stopped = True

    def _ring(self) -> None:
        try:
            self._rung.emit()
        except RuntimeError:
            _log.debug("result after the application ended")

    @Slot()
    def _deliver(self) -> None:
        emptied = False
        try:
            emptied = self._drain(until=time.perf_counter() + _SLICE)
        finally:
            if not emptied:
                self._ring()

    def _drain(self, *, until: float) -> bool:
        """Whether the inbox was emptied in time."""
        while time.perf_counter() < until:
            with self._lock:
                ended, self._ended = self._ended, []
                item = self._inbox.popleft() if self._inbox else None
                self._ringing = item is not None
            for held in ended:
                held.clear()
            if item is None:
                return True
            job, target, values, last = item
            self._hand_over(job, target, values, last=last)
        return False

    @staticmethod
    def _hand_over(
        job: Job, target: WeakMethod[Callable[..., object]] | None, values: tuple[Any, ...], *, last: bool
    ) -> None:
        if job.is_cancelled():
            return
        method = target() if target is not None else None
        if method is not None and _alive(method):
            method(*values)
        elif target is not None:
            job.cancel()
            return
        if last and not job.is_cancelled():
            job._finished = True  # noqa: SLF001 - Job and its bridge are one module


def _alive(method: Callable[..., object]) -> bool:
    receiver = getattr(method, "__self__", None)
    return not isinstance(receiver, QObject) or shiboken6.isValid(receiver)


class _Pool:
    """Daemon threads, one more whenever none is idle: a slow stream never holds up another."""

    def __init__(self) -> None:
        self._work: SimpleQueue[list[Callable[[], None]]] = SimpleQueue()
        self._lock = Lock()
        self._idle = 0
        self._made = 0

    def start(self, work: Callable[[], None]) -> None:
        _the_bridge()
        with self._lock:
            if self._idle > 0:
                self._idle -= 1
                self._work.put([work])
                return
            self._made += 1
            name = f"background-{self._made}"
        Thread(target=self._serve, args=([work],), name=name, daemon=True).start()

    def _serve(self, held: list[Callable[[], None]] | None) -> None:
        while held is not None:
            held[0]()
            _the_bridge().take_back(held)
            held = self._next()

    def _next(self) -> list[Callable[[], None]] | None:
        with self._lock:
            if self._idle >= _KEPT_IDLE:
                return None
            self._idle += 1
        try:
            return self._work.get(timeout=_IDLE_SECONDS)
        except Empty:
            with self._lock:
                if self._idle > 0:
                    self._idle -= 1
                    return None
            # `start` counted this thread in while it gave up: the work is on its way.
            return self._work.get()


_pool = _Pool()
_bridges: list[_Bridge] = []


def stop() -> None:
    """Hand nothing over any more: the application goes, and a thread that is late would meet it half gone."""
    for bridge in _bridges:
        bridge.stop()


def _the_bridge() -> _Bridge:
    if not _bridges:
        if not QThread.isMainThread():
            raise BugError("background work is started on the GUI thread")
        _bridges.append(_Bridge())
    return _bridges[0]
