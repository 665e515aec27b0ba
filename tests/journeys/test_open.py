"""A citizen is found, the errand is chosen, and six registers fill the page."""

from __future__ import annotations

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.sections import State
from tests.journeys.fjordby import Desk


def test_a_citizen_is_found_by_name_and_year_and_the_page_fills_from_every_register(desk: Desk) -> None:
    citizen = desk.town.citizen("newly_separated")
    lines = desk.find(f"Maria Holm {citizen.born.year}")
    assert any("Maria Kjær Holm" in line for line in lines)
    desk.choose()
    with desk.settled():
        desk.choose_errand("kontanthjaelp")
    assert {section: state.state for section, state in desk.states.items()} == dict.fromkeys(Section, State.FRESH)
    said = desk.said()
    print(said)
    for words in ("Maria Kjær Holm", "Mågebakken 12", "separeret", "Alma", "Villads", "Økonomisk fripladstilskud"):
        assert words in said
    print([(l.event, l.sections, l.result, bool(l.relative)) for l in desk.lines])
