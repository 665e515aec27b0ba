"""From nothing to a desk one can work at, with the day's citizens in the cache: without any register, and with them.

Usable is when the day's appointments are painted, and after them a letter typed in Find. The program is `main.py`'s;
the training servers beside it are the same in both starts. Offline the registers' ports are open and never answer, and
the agenda cannot be read. As a program it starts once and prints when it was usable.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from datetime import time as hour
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from adapters.simulator.panel import HttpFaultPanel, TrainingServers
from app.counter.port import Appointment
from app.errors import UserError
from tests.benchmarks.fjordby import DAY, ROOT, VIEWER, fjordby, gates
from tests.benchmarks.row import Measured, NotMeasuredError, Row

if TYPE_CHECKING:  # the started program loads what it needs itself
    from app.workplace import Workplace
    from widgets.late_desk import LateDesk
    from widgets.start import Dressing
    from widgets.window import DeskWindow

_PAIRS: Final = 9
_QUICK_PAIRS: Final = 3
_WAIT: Final = 60.0
_OPENING: Final = hour(8, 45)
_CONTROL: Final = "control"


def _offline_start(quick: bool) -> Measured:
    with fjordby() as servers, tempfile.TemporaryDirectory() as folder, _hanging(servers.endpoints) as away:
        store = Path(folder)
        expected = _fill(servers, store)
        for endpoints in (servers.endpoints, away):  # the disk cache, and whatever the first start makes
            _start(store, endpoints, is_offline=endpoints is away)
        online, offline = [], []
        for _ in range(_QUICK_PAIRS if quick else _PAIRS):
            online.append(_start(store, servers.endpoints, is_offline=False))
            offline.append(_start(store, away, is_offline=True))
    note = f"{median(offline):.0f} ms, online {median(online):.0f}; {expected} appointments; {len(online)} pairs"
    return Measured(median(offline) / median(online), note)


ROWS: Final = (Row("offline-start", "x online start", 1.2, _offline_start),)


@contextmanager
def _hanging(endpoints: dict[str, str]) -> Iterator[dict[str, str]]:
    """The same with a port for each register that takes a call and says nothing."""
    with ExitStack() as open_ports:
        away = {}
        for name, url in endpoints.items():
            if name == _CONTROL:
                away[name] = url
                continue
            port = open_ports.enter_context(socket.create_server(("127.0.0.1", 0)))
            away[name] = f"http://127.0.0.1:{port.getsockname()[1]}"
        yield away


def _fill(servers: TrainingServers, store: Path) -> int:
    """The day's citizens fetched ahead before the doors open, and the extract; how many are expected."""
    from adapters.keychain.training import TrainingKeys
    from app.access.audit import AuditTrail
    from app.access.purpose import load_errands
    from app.citizen.lookup import Sources
    from app.citizen.records import StoredCache
    from app.clock import COPENHAGEN, AnchoredClock
    from app.counter.agenda import KeptAgenda
    from app.population.desk import Population
    from app.store.desk import DeskStore
    from app.store.folder import claim_store
    from app.sync.prefetch import Prefetch
    from tests.app.desk import access_of
    from tests.benchmarks.shown import made_index

    claim_store(store, municipality="0999", training=True)
    made_index(servers, store).close()
    clock = AnchoredClock(datetime.combine(DAY, _OPENING, COPENHAGEN).astimezone(UTC))
    adapters, errands = gates(servers), load_errands(ROOT / "resources" / "purposes.toml")
    desk = DeskStore(store, TrainingKeys())
    desk.open()
    cache = StoredCache(desk.cache, clock, {key: gate.manifest.ages for key, gate in adapters.items()}, errands)
    trail = AuditTrail(desk.outbox, clock)
    prefetch = Prefetch(
        KeptAgenda(servers.panel, desk.cache, clock),
        errands,
        VIEWER,
        Sources(adapters, cache, trail, access_of(clock), Population(), clock),
        named=lambda _cpr: None,
        is_open=lambda: True,
        gap=0.0,
    )
    *_, last = prefetch.days(lambda seconds: not seconds)
    desk.lock()
    if not all(row.readiness.is_ready for row in last.expected):
        raise NotMeasuredError("the day could not be fetched ahead")
    return len(last.expected)


def _start(store: Path, endpoints: dict[str, str], *, is_offline: bool) -> float:
    """Milliseconds from before the process is made."""
    command = [sys.executable, "-m", "tests.benchmarks.offline", str(store), json.dumps(endpoints), str(is_offline)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    began = time.monotonic()
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=_WAIT)
    except subprocess.TimeoutExpired as error:
        raise NotMeasuredError("no day was painted") from error
    if done.returncode:
        raise NotMeasuredError(f"the program ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    return 1000 * (float(done.stdout) - began)


# One start, in a process of its own


class _Panel(HttpFaultPanel):
    """The training servers' control, whose agenda is away with the registers."""

    def today(self) -> tuple[Appointment, ...]:
        raise UserError("training-unavailable")


class _Usable(QObject):
    """Waits until the day is painted, types a letter, and says when that is painted too."""

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self._listed: QWidget | None = None
        self._typed = self._said = False
        window.settled.connect(lambda: window.place.rested.connect(self._see_day))
        window.find_box.installEventFilter(self)

    def _see_day(self) -> None:
        from widgets.citizen.agenda import AgendaCard

        if self._listed is None:
            self._listed = self._window.findChildren(AgendaCard)[0].table.view.viewport()
            self._listed.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:  # which comes before its paint; what the loop does next comes after
            if watched is self._listed and not self._typed:
                self._typed = True
                QTimer.singleShot(0, self._type)
            elif watched is self._window.find_box and not self._said and self._window.find_box.text():
                self._said = True
                QTimer.singleShot(0, self._say)
        return super().eventFilter(watched, event)

    def _type(self) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
            QApplication.postEvent(self._window.find_box, key)

    def _say(self) -> None:
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        QApplication.quit()


def _main(store: str, endpoints: dict[str, str], *, is_offline: bool) -> int:
    import main
    from widgets import window as pages

    panel = (_Panel if is_offline else HttpFaultPanel)(lambda: endpoints[_CONTROL])
    started = cast("TrainingServers", SimpleNamespace(endpoints=endpoints, panel=panel, stop=lambda: None))
    main._servers = lambda site, ends: started

    class Watched(pages.DeskWindow):
        def __init__(self, desk: Workplace | LateDesk, *, store: Path, dressing: Dressing) -> None:
            super().__init__(desk, store=store, dressing=dressing)
            _Usable(self)

    setattr(pages, "DeskWindow", Watched)  # noqa: B010 - mypy holds that a class is not to be replaced
    return main.main(["--store", store, "--date", DAY.isoformat()])


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1], json.loads(sys.argv[2]), is_offline=sys.argv[3] == "True"))
