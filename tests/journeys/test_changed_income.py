"""Journey 2 as one visit: a changed income over 65, from the errand to the citizen's print and the contact's end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from adapters.training.filed import Filed
from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.income import IncomeStatement
from app.citizen.model.sections import State as Shown
from app.citizen.port import RegisterKey
from app.situations.told import ContactOutcome, State
from tests.journeys.fjordby import Desk, full_name
from tests.journeys.leaks import Planted
from tests.journeys.reckoned import estimate
from tests.journeys.test_life import (
    agree,
    answer,
    move,
    name_of,
    open_life,
    plan_view,
    settled,
    tab_to,
    the_plan,
    turn_to,
)
from tests.journeys.test_note import TITLE, filed, selected, view, write_note
from widgets.citizen.grounds import WideningDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # of menus, off screen

WHO, ERRAND, TASK = "widow_changed_pension", "boligstoette", "boligstoette-aendring"
NEED = "Ser næsten ikke"


@pytest.fixture
def archive(desk: Desk) -> Iterator[Desk]:
    """The desk, with nothing filed yet in the town's archive, and nothing left there for the next test."""
    desk.town.municipality.filed = Filed()
    yield desk
    desk.town.municipality.filed = Filed()


def open_income(desk: Desk, errand: str) -> IncomeStatement:
    """By the errand whose law names eIndkomst: the citizen comes with that one too."""
    desk.see(Section.INCOME)
    section = desk.page.tabs.sections[Section.INCOME].make()
    opens = next(b for b in section.findChildren(QPushButton) if b.text() == "Åbn med andet ærinde …")
    desk.wait(opens.isVisible)
    opens.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.wait(lambda: isinstance(QApplication.activeWindow(), WideningDialog))
    choice = desk.focus()
    assert isinstance(choice, QComboBox)
    place = next(n for n in range(choice.count()) if choice.itemText(n).startswith(errand))
    for _ in range(place):
        QTest.keyClick(choice, Qt.Key.Key_Down)
    with desk.settled():
        desk.press(Qt.Key.Key_Return)
    desk.come_back()
    desk.at_rest()
    assert desk.state(Section.INCOME) is Shown.FRESH
    statement = desk.states[Section.INCOME].value
    assert isinstance(statement, IncomeStatement)
    return statement


def pick(desk: Desk, label: str, *, down: int) -> None:
    """The choice so many places under what is chosen."""
    if name_of(desk.focus()) != label:
        tab_to(desk, label)
    for _ in range(down):
        desk.press(Qt.Key.Key_Down)


def report_for_her(desk: Desk) -> None:
    """The form on the citizen's behalf, finished with its ground told, and the plan's offer taken."""
    life = desk.page.life
    turn_to(desk, 2)
    life.plan_task(TASK)
    the_plan(desk)
    desk.at_rest()
    desk.wait(plan_view(desk).rows[0].button.hasFocus)
    move(desk, "Udfyld: Ændret indkomst")
    desk.wait(lambda: life.form is not None)
    desk.at_rest()
    form = life.form
    assert form is not None
    desk.wait(lambda: name_of(desk.focus()) == "Ændringen gælder")
    desk.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    pick(desk, "Udfyldes af", down=1)
    desk.control(Qt.Key.Key_Return)
    assert life.form is form, "nobody sends for a citizen without saying why"
    assert name_of(desk.focus()) == "Hvorfor udfylder du for borgeren?", "where it is missing"
    desk.write(NEED)
    pick(desk, "Ændringen gælder", down=1)
    answer(desk, "Ændret fra og med", "11-2026")
    pick(desk, "Slags indkomst", down=2)
    pick(desk, "Hvis indkomst", down=1)
    answer(desk, "Indkomst pr. måned nu", "20.837")
    agree(desk, "Er ændringen varig?")
    desk.at_rest()
    chosen = [form.draft.told[name].text for name in ("ydelse", "indkomstart", "hvis_indkomst")]
    assert chosen == ["boligstoette", "pension", "borgeren"]
    desk.control(Qt.Key.Key_Return)
    desk.wait(lambda: life.form is None)
    desk.wait(lambda: "Kopiér til Udbetaling Danmark" in name_of(QApplication.focusWidget() or desk.page))
    desk.at_rest()
    assert settled(desk, TASK) is State.TO_DO, "offered, not set"
    tab_to(desk, "På planen: Ændringer i boligstøtten. Sæt til »Sendt for borgeren«")
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: settled(desk, TASK) is State.SUBMITTED)


def note_it(desk: Desk) -> None:
    """On her own case about the support, into the archive."""
    desk.control(Qt.Key.Key_N)
    detail = view(desk)._detail
    desk.wait(lambda: detail is not None and detail._note.isVisible())
    case = selected(desk)
    assert case.title == "Ændret indkomst og boligstøtte"
    write_note(desk)
    desk.wait(lambda: desk.delivery.unsent.queued == 0)
    desk.wait(lambda: filed(desk, case) == 1)
    desk.at_rest()
    assert TITLE in desk.said_in(Section.CASES)


def print_plan(desk: Desk) -> str:
    """All that is to be read on what she takes home."""
    papers: list[bytes] = []
    desk.page.life.paper_made.connect(lambda content, _title: papers.append(bytes(content)))
    turn_to(desk, 2)
    tab_to(desk, "Udskriv til borgeren")
    desk.press(Qt.Key.Key_Space)
    desk.wait(lambda: bool(papers))
    with closing(pypdfium2.PdfDocument(papers[0])) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_changed_income_over_65_is_reported_noted_and_printed_in_one_visit(archive: Desk) -> None:
    desk = archive
    desk.visit(WHO, ERRAND)
    desk.at_rest()
    assert desk.state(Section.INCOME) is Shown.NOT_RELEVANT, "guidance on the support opens no income"
    statement = open_income(desk, "Helbredstillæg")
    span = (statement.last_month.year - statement.first_month.year) * 12
    assert span + statement.last_month.month - statement.first_month.month == 12, "thirteen, with both ends"
    desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    seen = {section: desk.said_in(section) for section in (Section.DWELLING, Section.INCOME, Section.BENEFITS)}
    assert "nov. 2025 – nov. 2026" in seen[Section.INCOME]
    assert "steg i maj 2026 fra 10.980 kr. til 15.120 kr." in seen[Section.INCOME]
    assert "Bukkeballevænget 40" in seen[Section.DWELLING]
    assert "2.246 kr. pr. måned" in seen[Section.BENEFITS], "what the support is now"

    open_life(desk)
    page = estimate(desk, now="15.132", then="20.837")
    change = next(change for change in page.table.model._rows if change.after.benefit == "boligstoette")
    assert change.monthly is not None
    assert change.monthly < Decimal(0)
    said = desk.said()
    assert "vejledende" in said
    assert "Udbetaling Danmark" in said

    report_for_her(desk)
    plan = the_plan(desk)
    assert plan.items[0].standing.ground == NEED
    note_it(desk)

    paper = print_plan(desk)
    assert full_name(desk.town.citizen(WHO)) in paper
    assert "Ændringer i boligstøtten Sendt til Udbetaling Danmark den 20. november 2026. Du får svar derfra." in paper
    assert NEED not in paper
    assert [line.result for line in desk.lines if line.event is TraceEvent.COPIED] == [f"plan {plan.id}"]
    assert Planted([desk.people[WHO].digits], (), ()).found_in(paper.encode()) == set()

    visits = desk.workplace._tools.visits  # type: ignore[union-attr] # this desk serves
    citizen = desk.people[WHO]
    desk.at_rest()
    desk.leave("1")
    desk.wait(lambda: visits.known(citizen).contacts[0].closed_at is not None)
    known = visits.known(citizen)
    assert known.contacts[0].outcome is ContactOutcome.SETTLED
    assert (known.contacts[0].errand, known.plans[0].settled) == (ERRAND, 1)
    widened = [line for line in desk.lines if line.event is TraceEvent.WIDENED]
    assert [(line.sections, line.purpose) for line in widened] == [((Section.INCOME,), "helbredstillaeg")]
    asked = [line for line in desk.lines if line.event is TraceEvent.SHOWN and line.source is RegisterKey.EINDKOMST]
    assert asked
    assert {line.purpose for line in asked} == {"helbredstillaeg"}
