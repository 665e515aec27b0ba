"""A small Fjordby with its six registers on loopback ports, and a desk in it that is used with keys and mouse.

The town lives as long as the test run and is never changed but for its faults; every test sits at a desk of its own,
with gates, cache, trace and window that nobody has used before.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from adapters import wiring
from adapters.cpr_extract import read_extract
from adapters.documents.guidance_pdf import GuidancePaperPress
from adapters.documents.plan_pdf import PlanPress
from adapters.documents.renderer import ChildRenderer
from adapters.keychain.training import TrainingKeys
from adapters.registers.breaker import Breaker
from adapters.registers.gate import Gate
from adapters.simulator.loopback import Exchange
from adapters.simulator.servers import Servers, serve
from adapters.training.municipality import CODE, Municipality
from adapters.training.people import Citizen, Home
from app.access.idle import IdleWatch
from app.access.model import Errand, Section
from app.access.purpose import load_errands
from app.access.trace import MemoryTrace, TraceEvent, TraceLine
from app.access.viewer import Viewer
from app.benefits.rulebook import load_rulebook
from app.cases.notes import NOTE, Notes, file_entry
from app.citizen.lookup import Sources
from app.citizen.model.sections import SectionState, State
from app.citizen.port import RegisterKey, Timeouts
from app.citizen.records import Cache, MemoryCache
from app.clock import COPENHAGEN, AnchoredClock
from app.cpr import CprNumber
from app.errors import UserError
from app.once import once
from app.population.desk import Population
from app.population.index import PopulationIndex, build_index
from app.situations.forms.drafts import FormDrafts
from app.situations.handbook import Handbook, load_handbook
from app.situations.service import Tools
from app.situations.told import VISIT, ContactOutcome
from app.situations.visits import Visits
from app.store.desk import DeskStore
from app.store.outbox import Outbox
from app.store.shared import shared_store
from app.sync.deliver import Delivery
from app.sync.prefetch import Prefetch
from app.sync.visits import LateVisits, tell_visit
from app.training.configuration import training_configuration
from app.training.people import people_at_work
from app.training.port import Fault, FaultSetting
from app.workplace import Workplace
from tests.app.desk import StandingClock, access_of
from tests.journeys.sight import said_on
from widgets import background
from widgets.citizen.page import CitizenPage
from widgets.start import Dressing
from widgets.window import DeskWindow

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 20)
AT = datetime.combine(DAY, time(14, 2), COPENHAGEN).astimezone(UTC)
SIZE = 1500
VIEWER = Viewer("lnord", "Lise Nord", "Borgerservice")
ERRANDS = {errand.key: errand for errand in load_errands(ROOT / "resources" / "purposes.toml")}
ENOUGH = 30_000
"""Milliseconds no wait of a test that passes comes near, but shorter than what a test has a register hold back."""
PATIENT = Timeouts(ENOUGH / 1000, ENOUGH / 1000, ENOUGH / 1000)
"""A machine that stands still for some seconds is no register that is away."""

T = TypeVar("T")
_DRESSING = Dressing("da", restyle=lambda _preferences: None)


@cache
def handbook() -> Handbook:
    """Fjordby's, read once for all desks; nobody has written notes on tasks."""
    resources = ROOT / "resources"
    book = load_rulebook(resources, confirmed=resources / "training" / "confirmed_rates.toml")
    notes = ROOT / "no-notes.json"
    errands = tuple(ERRANDS.values())
    return load_handbook(resources, errands=errands, notes=notes, book=book, municipality=CODE, today=DAY)


class Panel:
    """The fault panel's door straight into servers of this process."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers

    def set(self, register: RegisterKey, setting: FaultSetting) -> None:
        self._servers.set(register, setting.fault, setting.delay)

    def current(self) -> dict[RegisterKey, FaultSetting]:
        found = self._servers.settings()
        return {RegisterKey(key): FaultSetting(Fault(row.fault), row.delay) for key, row in found.items()}


class WindingClock(AnchoredClock):
    """Can be wound forward. It tells the time of day so slowly that the minute lasts a whole test, on a slow machine
    too, and yet no two things happen at once; what is waited for takes as long as it does."""

    def __init__(self) -> None:
        super().__init__(AT)
        self._ahead = timedelta()

    def now(self) -> datetime:
        return AT + (super().now() - AT) / 20 + self._ahead

    def monotonic(self) -> float:
        return super().monotonic() + self._ahead.total_seconds()

    def wind(self, step: timedelta) -> None:
        self._ahead += step

    def set_back(self) -> None:
        """To the minute it began with, however long ago that is: a whole module of tests says 14.02."""
        super().__init__(AT)
        self._ahead = timedelta()


class Diary:
    """What was asked on the wire and what was traced, in the order in which it happened."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._entries: list[RegisterKey | TraceEvent] = []

    def note(self, entry: RegisterKey | TraceEvent) -> None:
        with self._lock:
            self._entries.append(entry)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()

    @property
    def entries(self) -> list[RegisterKey | TraceEvent]:
        with self._lock:
            return list(self._entries)


class NotingTrace(MemoryTrace):
    """The trace of a desk, which notes each line's place among the requests, and can be broken."""

    def __init__(self, diary: Diary) -> None:
        super().__init__()
        self._diary = diary
        self.broken = False

    def write(self, *lines: TraceLine) -> None:
        if self.broken:
            raise UserError("trace-unavailable")
        super().write(*lines)
        for line in lines:
            self._diary.note(line.event)


class Town:
    """The municipality, its servers, its extract, and what the servers were asked."""

    def __init__(self, folder: Path) -> None:
        self.municipality = Municipality(DAY, size=SIZE)
        self.people = {key: CprNumber(cpr) for key, cpr in self.municipality.named()}
        self.names = {name for citizen in self.municipality.citizens() if (name := full_name(citizen))}
        self.clock = AnchoredClock(AT)
        self.extract = folder / "udtraek.txt"
        self.extract.write_bytes("\n".join(self.municipality.extract()).encode("cp1252"))
        with self.extract.open("rb") as stream:
            extract = read_extract(stream)
            build_index(folder / "population.db", extract, None, produced=extract.produced, municipality=CODE)
        self.servers = serve(self.municipality)
        self.panel = Panel(self.servers)
        self.diary = Diary()
        for key, register in self.servers._registers.items():
            register.server._handle = self._tapped(RegisterKey(key), register.server._handle)

    def _tapped(self, key: RegisterKey, handle: Callable[[Exchange], None]) -> Callable[[Exchange], None]:
        def tap(exchange: Exchange) -> None:
            self.diary.note(key)
            handle(exchange)

        return tap

    @property
    def asked(self) -> list[RegisterKey]:
        """The register of each request that has reached a server since the test began."""
        return [entry for entry in self.diary.entries if isinstance(entry, RegisterKey)]

    def calm(self) -> None:
        """No faults any more; whoever waits at a server gets the right answer now."""
        for key in RegisterKey:
            self.panel.set(key, FaultSetting())

    def fault(self, fault: Fault, *registers: RegisterKey, delay: float = 0.0) -> None:
        for key in registers:
            self.panel.set(key, FaultSetting(fault, delay))

    def citizen(self, key: str) -> Citizen:
        found = self.municipality.citizen(self.people[key].digits)
        assert found is not None
        return found

    def home(self, key: str) -> Home:
        stay = self.citizen(key).address
        assert stay is not None
        assert stay.address_id is not None
        home = self.municipality.home(stay.address_id)
        assert home is not None
        return home

    def index(self) -> PopulationIndex:
        """One's own: a desk that is locked shuts it."""
        return PopulationIndex(self.extract.with_name("population.db"), self.clock, None)

    def close(self) -> None:
        self.servers.close()


class Desk:
    """One caseworker's window on the town, and the hands that use it."""

    qtbot: QtBot

    def __init__(self, town: Town, folder: Path, *, extract: bool = True) -> None:
        self.town = town
        self.people = town.people
        self.trace = NotingTrace(town.diary)
        self.cache = MemoryCache()
        self.clock = WindingClock()
        self.renderer = ChildRenderer([sys.executable, str(ROOT / "main.py"), "--child", "pdf"])
        configuration = training_configuration(town.servers.urls, folder)
        wires = once(lambda: configuration)
        self.registers: dict[RegisterKey, Gate] = wiring.registers(
            wires, tuple(RegisterKey), self.clock, answered=self._answered
        )
        self._set_timeouts(PATIENT, *RegisterKey)
        self.store = DeskStore(folder, TrainingKeys())
        self.store.open()
        self.outbox = Outbox(self.store.outbox, self.clock)
        filing = wiring.LateFiling(wires, VIEWER.user, self.clock)
        self.shared = shared_store(None, folder, self.store._keys, training=True)
        told = LateVisits(lambda: self.shared)
        routes = {NOTE: partial(file_entry, filing), VISIT: partial(tell_visit, told)}
        self.delivery = Delivery(self.outbox, routes, self.clock)
        self.delivery.start()
        self.notes = Notes(self.store.outbox, self.outbox, self.clock, VIEWER, self.delivery.wake)
        population = Population()
        if extract:
            population.open(town.index())
        people = people_at_work({key: cpr.digits for key, cpr in town.people.items()})
        access = access_of(self.clock, people, lambda: population.index)
        kept = self._kept(folder)
        sources = Sources(self.registers, kept, self.trace, access, population, self.clock, deadline=ENOUGH / 1000)
        self.workplace = Workplace(
            viewer=VIEWER,
            municipality="Fjordby Kommune",
            errands=tuple(ERRANDS.values()),
            sources=sources,
            population=population,
            prefetch=self._prefetch(sources, population),
            renderer=self.renderer,
            faults=town.panel,
            notes=self.notes,
            handbook=handbook,
            tools=self._tools(told),
            delivery=self.delivery,
        )
        self.window: DeskWindow = DeskWindow(self.workplace, store=folder, dressing=_DRESSING)
        # Whoever waits for another program, or types straight into a widget, has not left: the clock stands still.
        self.window.lock_screen.presence.idle = IdleWatch(StandingClock(), timedelta(minutes=5))
        self.window.show()
        self.come_back()
        self._idle = 0
        self.page.idle.connect(self._count_idle)

    def _tools(self, told: LateVisits) -> Tools:
        visits = Visits(
            file=self.store.outbox,
            outbox=self.outbox,
            kept=self.store.cache,
            shared=told,
            clock=self.clock,
            viewer=VIEWER,
            written=self.delivery.wake,
        )
        drafts = FormDrafts(self.store.outbox, self.clock, VIEWER)
        return Tools(visits, drafts, PlanPress(), GuidancePaperPress(), VIEWER, "Fjordby Kommune", lambda: DAY)

    def _kept(self, _folder: Path) -> Cache:
        """Where the registers' answers are kept."""
        return self.cache

    def _prefetch(self, _sources: Sources, _population: Population) -> Prefetch | None:
        """What today's agenda is read and made ready with."""
        return None

    def _answered(self, key: RegisterKey) -> None:
        if key is RegisterKey.ARCHIVE:
            self.delivery.answered()

    def _count_idle(self) -> None:
        self._idle += 1

    @property
    def page(self) -> CitizenPage:
        return self.window.place.page

    @property
    def states(self) -> dict[Section, SectionState]:
        return self.page.states

    @property
    def lines(self) -> tuple[TraceLine, ...]:
        return self.trace.lines

    def state(self, section: Section) -> State:
        return self.states[section].state

    @contextmanager
    def hurried(self, *registers: RegisterKey) -> Iterator[None]:
        """These registers are given up at once, so that a test of silence is a short one."""
        self._set_timeouts(Timeouts(0.3, 0.3, 0.3), *registers)
        yield
        self._set_timeouts(PATIENT, *registers)

    def _set_timeouts(self, timeouts: Timeouts, *registers: RegisterKey) -> None:
        for key in registers:
            gate = self.registers[key]
            assert isinstance(gate, Gate)
            gate._manifest = replace(gate.manifest, timeouts=timeouts, steps=1)

    def wind(self, step: timedelta) -> None:
        """Time goes by. Not under a call: it would be late at once."""
        self.wait(lambda: self._is_answered() and not any(gate._due for gate in self.registers.values()))
        self.clock.wind(step)

    def _is_answered(self) -> bool:
        """Nothing is asked any more for the citizen in sight."""
        return all(job.finished or job.is_cancelled() for job in self.page.sight.jobs)

    # Hands

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the focus is."""
        QTest.keyClick(self.focus(), key, modifiers)

    def control(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def leave(self, answer: str = "0") -> None:
        """Ctrl+Enter, and the one key that says how it ended; 0 is that nobody was served."""
        citizen = self.page.sight.citizen
        self.control(Qt.Key.Key_Return)
        if citizen is not None and self.page.sight.citizen is not None:
            self.answer_how_it_ended(answer)

    def answer_how_it_ended(self, answer: str) -> None:
        visiting = self.page.life._visiting
        self.wait(lambda: visiting._closing is not None)
        dialog = visiting._closing
        assert dialog is not None
        QTest.keyClicks(dialog, answer)
        self.wait(lambda: self.page.sight.citizen is None)
        self.come_back()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=ENOUGH)

    def at_rest(self) -> None:
        """Until nothing is under way in the background any more, whoever began it, and all it found has been handed
        over. Not where an agenda is read, which goes on all day."""
        self.wait(_nothing_under_way)

    def find(self, text: str) -> list[str]:
        """Type into Find; what the list says to eye and ear, line by line."""
        self.control(Qt.Key.Key_L)
        box = self.window.find_box
        assert box.hasFocus()
        self.write(text)
        self.wait(lambda: box.popup is not None and box.popup.isVisible() and box._shown_for == box.text())
        assert box.popup is not None
        model = box.popup.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def choose(self, line: int = 0) -> None:
        """Take the line of the list under Find."""
        for _ in range(line):
            self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)

    def choose_errand(self, key: str) -> None:
        """The errand by its title and law; nothing is waited for."""
        errand: Errand = ERRANDS[key]
        self.write(f"{errand.title} {errand.legal_basis}")
        self.press(Qt.Key.Key_Return)

    def ask_for(self, cpr: CprNumber, errand: str) -> None:
        """Find by number, errand, and no waiting for the registers."""
        self.find(cpr.digits)
        self.choose()
        self.choose_errand(errand)

    def visit(self, who: str | CprNumber, errand: str = "kontanthjaelp") -> None:
        """The whole way to a page on which every section has its final state."""
        cpr = self.people[who] if isinstance(who, str) else who
        with self.settled():
            self.ask_for(cpr, errand)

    def come_back(self) -> None:
        """What a window manager does when a dialog closes, and the off-screen platform does not; again, where what
        goes or comes late has taken the focus meanwhile."""
        assert any(self._is_back() for _ in range(ENOUGH // 1_000))

    def _is_back(self) -> bool:
        self.window.activateWindow()
        return bool(QTest.qWaitForWindowActive(self.window, 1_000))

    def settled(self) -> Settling:
        return Settling(self)

    def see(self, section: Section) -> None:
        """Turn to a section's own tab with its key."""
        place = list(Section).index(section) + 2
        self.press(getattr(Qt.Key, f"Key_{place + 1}"), Qt.KeyboardModifier.AltModifier)
        self.wait(lambda: self.page.tabs.currentIndex() == place)

    # Eyes

    def said(self) -> str:
        """Everything the window says now to eye, ear and pointer."""
        return "\n".join(said_on(self.window))

    def said_in(self, section: Section) -> str:
        """What the section says where it is in sight: on its own tab or on the overview."""
        tab = self.page.tabs.sections[section].view
        view = tab if tab is not None and tab.isVisible() else self.page.tabs.overview.views[section]
        return "\n".join(said_on(view))

    def notice(self, section: Section) -> str:
        return self.page.tabs.overview.views[section].notice

    def child(self, kind: type[T], name: str) -> T:
        """The one widget of `kind` in sight that a screen reader calls `name`."""
        found = [widget for widget in self._in_sight() if isinstance(widget, kind) and _called(widget) == name]
        assert len(found) == 1, f"{len(found)} of {name}"
        return found[0]

    def _in_sight(self) -> Iterator[QObject]:
        for top in QApplication.topLevelWidgets():
            if top.isVisible():
                yield from (widget for widget in top.findChildren(QWidget) if widget.isVisible())

    def clear(self) -> None:
        """As if nobody had sat here yet: no citizen, nothing known, no register found wanting, the clock set back."""
        self.town.calm()
        visiting = self.page.life._visiting
        visit = visiting._visit
        if visit is not None and visit.contact is not None and visit.contact.closed_at is None:
            visiting._close(visit, ContactOutcome.CONTINUES, visit.channel)
        self.page._leave()
        self.at_rest()  # what was under way would write and ask as if it were the next test's
        self.window.find_box.clear()
        self.cache._by_subject.clear()
        self.trace._lines.clear()
        self.trace.broken = False
        self.clock.set_back()
        for key, gate in self.registers.items():
            assert isinstance(gate, Gate)
            gate._breaker = Breaker(key, self.clock)
        self.come_back()
        self.town.diary.clear()

    def close(self) -> None:
        self.town.calm()
        self.page._leave()
        self.window.close()
        self.window.deleteLater()
        for gate in self.registers.values():
            assert isinstance(gate, Gate)
            gate.close()
        self.renderer.close()
        self.delivery.stop()
        self.workplace.population.lock()
        self.store.lock()
        self.shared.lock()


class Settling:
    """`with desk.settled():` what is done inside starts a look-up; leaving waits for its end."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __enter__(self) -> None:
        self._before = self._desk._idle

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            # An older look-up may end first.
            self._desk.wait(lambda: self._desk._idle > self._before and self._desk._is_answered())
            # Widgets put into a layout come into sight with the next turn of the event loop.
            QApplication.processEvents()


def _nothing_under_way() -> bool:
    """A worker counts as busy until its last result lies in the bridge's inbox."""
    pool = background._pool
    with pool._lock:
        workers = [thread for thread in threading.enumerate() if thread.name.startswith("background-")]
        busy = len(workers) - pool._idle
    return busy <= 0 and not any(bridge._inbox for bridge in background._bridges)


def full_name(citizen: Citizen) -> str:
    return " ".join(filter(None, (citizen.first, citizen.middle, citizen.last)))


def _called(widget: QObject) -> str:
    name = widget.property("accessibleName") or widget.property("text") or ""
    return str(name)
