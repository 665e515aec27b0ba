"""What the trace must say of what is done at a desk, and an eye on every paint for what it does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.access.model import RelativeKind, Section
from app.access.trace import TraceEvent, TraceLine
from app.citizen.model.sections import DwellingFacts, PersonFacts, Timeline
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from tests.journeys.fjordby import ERRANDS, Desk
from widgets.citizen.section import SectionView
from widgets.parts.paper import Paper

CITIZEN: Final = "newly_separated"
SOURCE: Final = {
    Section.PERSON: RegisterKey.CPR,
    Section.DWELLING: RegisterKey.BBR,
    Section.INCOME: RegisterKey.EINDKOMST,
    Section.BENEFITS: RegisterKey.BENEFITS,
    Section.CASES: RegisterKey.ARCHIVE,
    Section.HISTORY: RegisterKey.CPR,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What a line must say. `section` is "" for all that were asked for."""

    event: TraceEvent
    section: str
    source: str = ""
    of: CprNumber | None = None
    offline: bool = False
    result: str = ""


def row_of(line: TraceLine) -> Row:
    shown = line.event is TraceEvent.SHOWN and not line.result.startswith("document")
    result = "" if shown else " ".join(word for word in line.result.split() if word.count("-") != 4)
    section = line.sections[0] if len(line.sections) == 1 and line.event is not TraceEvent.OPENED else ""
    return Row(line.event, section, line.source, line.relative, line.offline, result)


class Painted(QObject):
    """Watches every paint for somebody whom the trace does not know yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.untraced: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            if isinstance(watched, SectionView):
                self._look_at(watched)
            elif isinstance(watched, Paper) and watched.image is not None and not self._knows_a_document():
                self.untraced.add("a page")
        return False

    def _knows_a_document(self) -> bool:
        return any(line.result.startswith("document") for line in self._desk.lines)

    def _look_at(self, view: SectionView) -> None:
        if view.state is None or view.state.value is None:
            return
        shown = [line for line in self._desk.lines if line.event is TraceEvent.SHOWN]
        if not any(view.section in line.sections for line in shown if line.relative is None):
            self.untraced.add(view.section)
        if set(beside(view.state.value, self._desk)) - {line.relative for line in shown}:
            self.untraced.add(f"somebody in {view.section}")


def beside(value: object, desk: Desk) -> Iterable[CprNumber]:
    """Whom a section's value shows beside the citizen."""
    if isinstance(value, PersonFacts | Timeline):
        yield from (one.cpr for one in value.relatives if one.person is not None and one.cpr is not None)
    if isinstance(value, DwellingFacts):
        yield from (
            one.cpr for one in value.residents or () if one.name is not None and one.cpr != desk.page.sight.citizen
        )


def relatives(desk: Desk, kinds: Iterable[RelativeKind]) -> list[CprNumber]:
    citizen = desk.town.citizen(CITIZEN)
    numbers = {
        RelativeKind.SPOUSE: (citizen.spouse,),
        RelativeKind.CHILD: citizen.children,
        RelativeKind.PARENT: (citizen.mother, citizen.father),
    }
    return [CprNumber(number) for kind in kinds for number in numbers.get(kind, ()) if number]


def housemates(desk: Desk) -> list[CprNumber]:
    """By the town's own record of who lives where."""
    citizen = desk.town.citizen(CITIZEN)
    assert citizen.address is not None
    home = citizen.address.address_id
    everybody = desk.town.municipality.citizens()
    there = (one.cpr for one in everybody if one.address is not None and one.address.address_id == home)
    return [CprNumber(cpr) for cpr in there if cpr != citizen.cpr]


def look_up(desk: Desk, errand: str, *sections: Section, offline: bool = False) -> list[Row]:
    """The lines of one look-up of the citizen: opened, each section, and each person beside the citizen."""
    wanted = sections or tuple(section for section in Section if section in ERRANDS[errand].sections)
    rows = [Row(TraceEvent.OPENED, "")]
    rows += [Row(TraceEvent.SHOWN, section, SOURCE[section], offline=offline) for section in wanted]
    if Section.PERSON in wanted:
        family = relatives(desk, ERRANDS[errand].relatives)
        rows += [Row(TraceEvent.SHOWN, Section.PERSON, RegisterKey.CPR, one, offline) for one in family]
    if Section.DWELLING in wanted:
        rows += [Row(TraceEvent.SHOWN, Section.DWELLING, "extract", one, offline=True) for one in housemates(desk)]
    return rows


def told(desk: Desk, do: Callable[[], object]) -> list[TraceLine]:
    """The lines that `do` leaves: what was under way before it has ended, and so has all that it started."""
    desk.at_rest()
    before = len(desk.lines)
    do()
    QApplication.processEvents()  # what it left for the event loop's next turn begins
    desk.at_rest()
    return list(desk.lines[before:])


def assert_told(lines: Iterable[TraceLine], rows: Iterable[Row]) -> None:
    assert Counter(map(row_of, lines)) == Counter(rows)


def settle(desk: Desk, do: Callable[[], object]) -> Callable[[], None]:
    def done() -> None:
        with desk.settled():
            do()

    return done


@contextmanager
def nothing_untraced(desk: Desk) -> Iterator[Desk]:
    """Whatever is done meanwhile, nobody is painted whom the trace does not know."""
    painted, program = Painted(desk), QApplication.instance()
    assert program is not None
    program.installEventFilter(painted)
    yield desk
    desk.window.repaint()
    program.removeEventFilter(painted)
    assert painted.untraced == set()
