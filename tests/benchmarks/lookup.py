"""How long a look-up takes beside what cannot be shorter: calls that need one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations
from statistics import median
from time import perf_counter
from typing import Final

from adapters.registers.gate import Gate
from adapters.simulator.panel import TrainingServers
from app.access.model import Section
from app.access.purpose import state_purpose
from app.citizen.lookup import Sources, look_up
from app.citizen.model.sections import SectionState, State
from app.citizen.port import Call, Condition, Manifest, Query, Register, RegisterKey, Reply, Timeouts
from app.cpr import CprNumber
from app.training.port import Fault, FaultSetting
from tests.benchmarks.fjordby import VIEWER, delay, errand, fjordby, gates, sources
from tests.benchmarks.row import Measured, NotMeasuredError, Row

_WHO: Final = "newly_separated"
"""With a spouse and children, a dwelling, incomes, benefits and several cases."""

_ERRAND: Final = "enkeltudgift"
_DELAYS: Final = (0.2, 0.4, 0.8, 1.6)
_DELAYED: Final = (RegisterKey.CPR, RegisterKey.EINDKOMST, RegisterKey.BBR, RegisterKey.ARCHIVE)

_STEADY: Final = 0.2
"""Every register's delay while one is dead: short noise is a small share of it."""

_DEAD_TOTAL: Final = 1.2
"""The shortened deadline of one step, in seconds; longer than three of the archive's requests."""

_DEAD_TURNS: Final = 5


@dataclass(frozen=True, slots=True)
class _LookUp:
    """Seconds from the call: to the end, and to each section's last state."""

    whole: float
    sections: dict[Section, float]
    states: dict[Section, SectionState]


def _timed(citizen: CprNumber, asked: Sources) -> _LookUp:
    purpose = state_purpose(errand(_ERRAND), asked.clock)
    ended: dict[Section, float] = {}
    states: dict[Section, SectionState] = {}
    began = perf_counter()
    for state in look_up(citizen, purpose, VIEWER, asked):
        ended[state.section] = perf_counter() - began
        states[state.section] = state
    return _LookUp(perf_counter() - began, ended, states)


def _citizen(servers: TrainingServers) -> CprNumber:
    return CprNumber(dict(servers.panel.people())[_WHO])


def _demand_fresh(done: _LookUp, sections: Sequence[Section] = tuple(Section)) -> None:
    wrong = [section.value for section in sections if done.states[section].state is not State.FRESH]
    if wrong:
        raise NotMeasuredError(f"not fetched: {', '.join(wrong)}")


def _longest_chain(seconds: dict[RegisterKey, float]) -> float:
    """CPR and then its relatives or BBR; the archive's search, cases and documents; eIndkomst by itself."""
    cpr, archive = seconds[RegisterKey.CPR], seconds[RegisterKey.ARCHIVE]
    return max(2 * cpr, cpr + seconds[RegisterKey.BBR], 3 * archive, seconds[RegisterKey.EINDKOMST])


def _all_orders(quick: bool) -> Measured:
    """The worst order's ratio. An order that beats its chain says that the chain is wrong, and so is the number."""
    orders = tuple(permutations(_DELAYS))
    ratios: dict[tuple[float, ...], float] = {}
    with fjordby() as servers:
        citizen, adapters = _citizen(servers), gates(servers)
        delay(servers, dict.fromkeys(RegisterKey, 0.05))
        _demand_fresh(_timed(citizen, sources(adapters)))  # imports, connections, what the servers make once
        for order in orders[:: 6 if quick else 1]:
            seconds = dict(zip(_DELAYED, order, strict=True))
            delay(servers, seconds)
            done = _timed(citizen, sources(adapters))
            _demand_fresh(done)
            ratios[order] = done.whole / _longest_chain(seconds)
    if min(ratios.values()) < 1:
        raise NotMeasuredError(f"a look-up took {min(ratios.values()):.3f} of its longest chain")
    worst = max(ratios, key=lambda order: ratios[order])
    words = " ".join(f"{key}={1000 * wait:.0f}" for key, wait in zip(_DELAYED, worst, strict=True))
    return Measured(ratios[worst], f"median {median(ratios.values()):.3f}; worst {words}; {len(ratios)} orders")


class _Stopwatch:
    """A register, and how long its slowest reply took, in seconds."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.slowest = 0.0

    @property
    def manifest(self) -> Manifest:
        return self._register.manifest

    def submit(self, query: Query, call: Call, deliver: Callable[[Reply], None]) -> None:
        began = perf_counter()

        def deliver_timed(reply: Reply) -> None:
            self.slowest = max(self.slowest, perf_counter() - began)
            deliver(reply)

        self._register.submit(query, call, deliver_timed)

    def condition(self) -> Condition:
        return self._register.condition()


def _short_gates(servers: TrainingServers) -> dict[RegisterKey, Gate]:
    """New gates, with no breaker open yet, around the real clients; only their deadlines are shorter."""
    made = gates(servers)
    short = Timeouts(connect=_DEAD_TOTAL, read=_DEAD_TOTAL, total=_DEAD_TOTAL)
    return {
        key: Gate(replace(gate.manifest, timeouts=short), gate._fetch, gate._ping, clock=gate._clock)
        for key, gate in made.items()
    }


@dataclass(frozen=True, slots=True)
class _Dead:
    """One register's turn at being dead: others' time in seconds with and without it, and its own over its deadline."""

    others: dict[Section, list[float]]
    alone: dict[Section, list[float]]
    over_deadline: list[float]


@cache
def _one_dead(quick: bool) -> dict[RegisterKey, _Dead]:
    dying = (*_DELAYED, RegisterKey.BENEFITS)
    found: dict[RegisterKey, _Dead] = {}
    with fjordby() as servers:
        citizen = _citizen(servers)
        for dead in dying:
            turns = _Dead({}, {}, [])
            for _ in range(2 if quick else _DEAD_TURNS):
                _dead_turn(servers, citizen, dead, turns)
            found[dead] = turns
    return found


def _dead_turn(servers: TrainingServers, citizen: CprNumber, dead: RegisterKey, turns: _Dead) -> None:
    adapters = _short_gates(servers)
    watch = _Stopwatch(adapters[dead])
    unaffected = tuple(section for section in Section if section not in watch.manifest.sections)
    delay(servers, {})
    _demand_fresh(_timed(citizen, sources(dict(adapters))))
    delay(servers, dict.fromkeys(RegisterKey, _STEADY))
    alive = _timed(citizen, sources(dict(adapters)))
    servers.panel.set(dead, FaultSetting(Fault.TIMEOUT))
    without = _timed(citizen, sources({**adapters, dead: watch}))
    delay(servers, {})
    for gate in adapters.values():
        gate.close()
    _demand_fresh(alive)
    _demand_fresh(without, unaffected)
    if any(without.states[section].state is State.FRESH for section in watch.manifest.sections - {Section.HISTORY}):
        raise NotMeasuredError(f"{dead} answered although it was dead")
    for section in unaffected:
        turns.others.setdefault(section, []).append(without.sections[section])
        turns.alone.setdefault(section, []).append(alive.sections[section])
    turns.over_deadline.append(watch.slowest / (_DEAD_TOTAL * watch.manifest.steps))


def _others_beside_the_dead(quick: bool) -> Measured:
    ratios = {
        (dead, section): median(times) / median(turns.alone[section])
        for dead, turns in _one_dead(quick).items()
        for section, times in turns.others.items()
    }
    dead, section = max(ratios, key=lambda pair: ratios[pair])
    return Measured(max(ratios.values()), f"median {median(ratios.values()):.3f}; worst {section} beside {dead}")


def _deadline_of_the_dead(quick: bool) -> Measured:
    worst = {dead: max(turns.over_deadline) for dead, turns in _one_dead(quick).items()}
    return Measured(max(worst.values()), " ".join(f"{dead}={ratio:.3f}" for dead, ratio in worst.items()))


ROWS: Final = (
    Row("look-up-24-orders", "x longest chain", 1.05, _all_orders),
    Row("one-register-dead", "x without it", 1.10, _others_beside_the_dead),
    Row("one-register-dead-deadline", "x its deadline", 1.05, _deadline_of_the_dead),
)
