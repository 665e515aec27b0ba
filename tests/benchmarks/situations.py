"""Life situations: the plan of one visit once the facts are there, and everybody of the made-up municipality once.

Going through everybody proves that no citizen's facts break the rules. It is a test and never a feature: nothing in
the program looks for situations or contradictions in more than the one citizen it serves.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from itertools import cycle
from time import perf_counter, process_time
from typing import Final

from adapters.training.municipality import Municipality
from app.access.model import Purpose
from app.access.purpose import load_errands, state_purpose
from app.benefits.pension import pension_day
from app.benefits.rulebook import load_rulebook
from app.facts.model import CITIZEN, Fact, Facts
from app.facts.vocabulary import load_vocabulary
from app.situations.derive import facts_of
from app.situations.derived.told import Basis
from app.situations.detect import contradictions, detect, touched
from tests.app.situations.generated import Town
from tests.app.situations.shipped import CONTRADICTIONS, SITUATIONS, STAND_INS
from tests.benchmarks.fjordby import DAY, ROOT, clock
from tests.benchmarks.row import Measured, Row

_EVERYBODY: Final = 60_000
_QUICK: Final = 1_000
_TOLD: Final = (Fact("oplyst_indkomst_maaned", 20_000, CITIZEN), Fact("oplyst_personer", 2, CITIZEN))


@cache
def _basis() -> Basis:
    rates = load_rulebook(ROOT / "resources").rates
    vocabulary = load_vocabulary(ROOT / "resources" / "facts.toml")
    return Basis(vocabulary, "0999", partial(pension_day, rates=rates, known=DAY))


@cache
def _purposes() -> dict[str, Purpose]:
    errands = load_errands(ROOT / "resources" / "purposes.toml")
    return {errand.key: state_purpose(errand, clock()) for errand in errands}


def _plan(facts: Facts, key: str) -> Counter[str]:
    """What the panel shows: suggestions, every suggested situation's tasks, and the questions."""
    found = Counter(detected.situation.key for detected in detect(facts, SITUATIONS))
    for situation in SITUATIONS:
        if situation.key in found or situation.when is None:
            touched(situation, facts, STAND_INS)
    found.update(f"?{one.contradiction.key}" for one in contradictions(facts, key, CONTRADICTIONS, declared=_TOLD))
    return found


def _one(quick: bool) -> Measured:
    """Sections to facts, and facts to the plan; p95 over citizens, everything open."""
    town, purpose = Town(Municipality(DAY, size=_QUICK)), _purposes()["kontanthjaelp"]
    people = list(town.people)[: 100 if quick else 600]
    pages = [town.states(cpr, purpose) for cpr in people]
    times, derived = [], []
    for page in pages:
        began = perf_counter()
        facts = facts_of(page, purpose, DAY, _basis())
        derived.append((perf_counter() - began) * 1000)
        _plan(facts, "kontanthjaelp")
        times.append((perf_counter() - began) * 1000)
    return Measured(_p95(times), f"of which facts {_p95(derived):.2f} ms; slowest {max(times):.1f} ms")


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _everybody(quick: bool) -> Measured:
    """Each citizen with everything open, and under one of the errands in turn. On one core, so in its own seconds."""
    began, wall = process_time(), perf_counter()
    town = Town(Municipality(DAY, size=_QUICK if quick else _EVERYBODY))
    wide, turns = _purposes()["kontanthjaelp"], cycle(_purposes().values())
    found: Counter[str] = Counter()
    for cpr, turn in zip(town.people, turns, strict=False):
        for purpose in (wide, turn):
            known = facts_of(town.states(cpr, purpose), purpose, DAY, _basis())
            found += _plan(known, purpose.errand.key)
    nobody = sorted({situation.key for situation in SITUATIONS if situation.when is not None} - set(found))
    most = ", ".join(f"{key} {count}" for key, count in found.most_common(4))
    told = f"{perf_counter() - wall:.0f} s by the clock; {len(town.people)} citizens, two plans each, no error"
    return Measured(process_time() - began, f"{told}; {most}; nobody in {nobody}")


ROWS: Final = (
    Row("situation-plan", "ms, p95", 20, _one),
    Row("situations-everybody", "s of work", 300, _everybody),
)
