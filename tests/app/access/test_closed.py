"""No line, no look: with a trail that takes nothing, nobody is asked about and nothing is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from app.access.model import Section
from app.citizen.lookup import look_up
from app.citizen.model.sections import SectionState
from app.citizen.port import CaseNumberQuery, FileQuery, PersonQuery, RegisterKey
from app.errors import UserError
from app.population.desk import Population
from app.workplace import Workplace
from tests.app.access.trail import BROKEN, Trail
from tests.app.desk import CITIZEN, ERRANDS, Desk, person
from tests.app.test_workplace import FILE, NUMBER, OnePage

TRIES = 250
Break = Callable[[Trail], AbstractContextManager[None]]


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.tables[RegisterKey.CPR].answers = {PersonQuery(CITIZEN): person()}
    return desk


@pytest.mark.parametrize("broken", BROKEN)
def test_nothing_is_asked_or_shown(desk: Desk, tmp_path: Path, broken: Break) -> None:
    trail = Trail(tmp_path)
    sources = replace(desk.sources, trace=trail.trail)
    purpose = desk.purpose("kontanthjaelp")
    assert any(state.value for state in look_up(CITIZEN, purpose, desk.viewer, sources))
    asked = [len(table.asked) for table in desk.tables.values()]
    states: list[SectionState] = []
    with broken(trail):
        for attempt in range(TRIES):
            refresh = tuple(RegisterKey) if attempt % 2 else ()  # from the cache as little as from the registers
            with pytest.raises(UserError, match="trace-unavailable"):
                states.extend(look_up(CITIZEN, purpose, desk.viewer, sources, refresh=refresh))
    assert states == []
    assert [len(table.asked) for table in desk.tables.values()] == asked
    assert any(state.value for state in look_up(CITIZEN, purpose, desk.viewer, sources))
    trail.trail.checkpoint(trail.keys)
    assert trail.report().is_whole
    trail.file.close()


@pytest.mark.parametrize("broken", BROKEN)
def test_no_step_beside_the_look_up_goes_on_without_its_line(desk: Desk, tmp_path: Path, broken: Break) -> None:
    trail = Trail(tmp_path)
    workplace = Workplace(
        viewer=desk.viewer,
        municipality="Fjordby Kommune",
        errands=tuple(ERRANDS.values()),
        sources=replace(desk.sources, trace=trail.trail),
        population=Population(),
        renderer=OnePage(),
    )
    purpose = workplace.state_purpose(ERRANDS["boligstoette"])
    cases = workplace.state_purpose(ERRANDS["enkeltudgift"])
    income = ERRANDS["friplads"]
    steps: tuple[Callable[[], object], ...] = (
        lambda: workplace.archive.open_file(CITIZEN, cases, FILE),
        lambda: workplace.archive.page_turned(CITIZEN, cases, FILE, 1),
        lambda: workplace.archive.party_of_case(NUMBER, cases),
        lambda: workplace.reveal_address(CITIZEN, purpose),
        lambda: workplace.copied(CITIZEN, purpose, Section.PERSON, "cpr"),
        lambda: workplace.identity_checked(CITIZEN, purpose, "Pas"),
        lambda: workplace.widen(CITIZEN, purpose, Section.INCOME, reason=income.title, errand=income),
    )
    archive = desk.tables[RegisterKey.ARCHIVE]
    archive.answers = {CaseNumberQuery(NUMBER): CITIZEN, FileQuery(FILE): None}
    with broken(trail):
        for step in steps:
            with pytest.raises(UserError, match="trace-unavailable"):
                step()
    assert archive.asked == []
    trail.file.close()
