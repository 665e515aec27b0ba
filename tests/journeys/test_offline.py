"""The network goes and comes back: said without a click, and what was lost is fetched for the page in sight."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.access.model import Section
from app.access.trace import TraceEvent
from app.citizen.model.archive import FilePart
from app.citizen.model.sections import State
from app.citizen.port import RegisterKey
from app.sync.connection import ConnectionWatch, Reach
from app.training.port import Fault
from tests.journeys.fjordby import Desk
from tests.journeys.test_life import open_life
from tests.journeys.test_note import look_at_cases, view
from tests.journeys.test_switch import ONE, OTHER
from tests.journeys.traced import told

SECTIONS = (Section.PERSON, Section.INCOME, Section.BENEFITS, Section.CASES)


class Watched:
    """A desk whose registers are watched; a round of the watch is one second of it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.watch = ConnectionWatch(desk.registers, desk.clock, role_age=timedelta)
        desk.workplace._watch = self.watch

    def round(self) -> None:
        """Long enough for the next probes to be due."""
        self.desk.wind(timedelta(seconds=31))
        self.watch.look()
        self.desk.window.offline.refresh()

    @property
    def banner(self) -> str:
        banner = self.desk.window.offline_banner
        return "" if banner.isHidden() else banner.text


@pytest.fixture
def watched(desk: Desk) -> Watched:
    watched = Watched(desk)
    watched.watch.look()
    desk.window.offline.refresh()
    desk.town.diary.clear()
    return watched


def cut(desk: Desk) -> None:
    desk.town.fault(Fault.REFUSED, *RegisterKey)


def test_the_network_goes_and_comes_back_without_a_click(watched: Watched) -> None:
    desk = watched.desk
    cut(desk)
    desk.visit(ONE)
    assert all(desk.state(section) is State.FAILED for section in SECTIONS)
    watched.round()
    assert watched.watch.current.reach is Reach.OFFLINE
    assert "Ingen forbindelse til registrene siden kl. 14.02" in watched.banner
    assert "Ingen forbindelse" in desk.said()
    watched.round()
    purpose = desk.page.sight.purpose
    desk.town.calm()
    with desk.settled():
        watched.round()
        assert watched.banner == ""
    assert desk.window.quiet_line.text.startswith("Forbindelsen er tilbage kl. 14.0")
    assert all(desk.state(section) is State.FRESH for section in Section)
    assert all(desk.notice(section) == "" for section in Section)
    assert "Mågebakken 12" in desk.said()
    assert desk.page.sight.purpose == purpose


def test_a_probe_asks_about_nobody_and_leaves_no_trace(watched: Watched) -> None:
    desk = watched.desk
    cut(desk)
    desk.visit(ONE)
    desk.leave()
    before = len(desk.lines)
    for _ in range(5):
        watched.round()
    desk.town.calm()
    watched.round()
    assert watched.watch.current.reach is Reach.ONLINE
    assert len(desk.lines) == before
    assert desk.states == {}


def test_only_what_was_lost_is_asked_for_again_under_the_same_purpose_and_traced(watched: Watched) -> None:
    desk = watched.desk
    desk.town.fault(Fault.REFUSED, RegisterKey.EINDKOMST)
    desk.visit(ONE)
    assert desk.state(Section.INCOME) is State.FAILED
    for _ in range(3):
        watched.round()
    assert watched.watch.current.away == {RegisterKey.EINDKOMST}
    assert watched.banner == "", "one register is no outage"
    desk.town.calm()
    desk.town.diary.clear()

    def come_back() -> None:
        with desk.settled():
            watched.round()

    lines = told(desk, come_back)
    assert desk.state(Section.INCOME) is State.FRESH
    opened = [line for line in lines if line.event is TraceEvent.OPENED]
    assert [line.sections for line in opened] == [(Section.INCOME, Section.HISTORY)]
    assert opened[0].purpose == "kontanthjaelp"
    assert RegisterKey.BENEFITS not in desk.town.asked


def test_the_dwelling_that_waited_for_cpr_is_fetched_with_it(watched: Watched) -> None:
    desk = watched.desk
    desk.town.fault(Fault.REFUSED, RegisterKey.CPR)
    desk.visit(ONE)
    assert desk.state(Section.DWELLING) is State.FAILED
    for _ in range(3):
        watched.round()
    desk.town.calm()
    with desk.settled():
        watched.round()
    assert desk.state(Section.PERSON) is State.FRESH
    assert desk.state(Section.DWELLING) is State.FRESH


def test_a_citizen_out_of_sight_is_not_asked_about(watched: Watched) -> None:
    desk = watched.desk
    cut(desk)
    desk.visit(ONE)
    watched.round()
    desk.find(desk.people[OTHER].digits)
    desk.choose()
    before = len(desk.lines)
    desk.town.calm()
    watched.round()
    assert watched.watch.current.reach is Reach.ONLINE
    assert len(desk.lines) == before
    desk.page.question.chooser._words.setFocus()
    desk.press(Qt.Key.Key_Escape)
    assert desk.state(Section.PERSON) is State.FAILED
    desk.window.show_page("help")
    desk.window.offline.returned.emit(frozenset(RegisterKey))
    desk.page.fetch_again(frozenset(RegisterKey))
    assert desk.page.sight.jobs == [] or all(job.finished for job in desk.page.sight.jobs)
    assert len(desk.lines) == before
    desk.window.show_page("citizen")
    with desk.settled():
        desk.window.offline.returned.emit(frozenset(RegisterKey))
    assert desk.state(Section.PERSON) is State.FRESH


def test_what_was_refused_is_not_asked_for_again(watched: Watched) -> None:
    desk = watched.desk
    desk.town.fault(Fault.DENIED, RegisterKey.EINDKOMST)
    desk.town.fault(Fault.REFUSED, RegisterKey.BENEFITS)
    desk.visit(ONE)
    for _ in range(3):
        watched.round()
    desk.town.fault(Fault.NONE, RegisterKey.BENEFITS)
    with desk.settled():
        watched.round()
    assert desk.state(Section.BENEFITS) is State.FRESH
    assert desk.state(Section.INCOME) is State.DENIED


def test_what_is_cached_opens_while_nothing_answers_and_says_its_age(watched: Watched) -> None:
    desk = watched.desk
    desk.visit(ONE)
    desk.leave()
    cut(desk)
    desk.wind(timedelta(hours=8))
    desk.visit(ONE)
    watched.round()
    assert watched.watch.current.reach is Reach.OFFLINE
    assert all(desk.states[section].value is not None for section in SECTIONS)
    assert "Viser oplysninger fra" in desk.notice(Section.PERSON)
    desk.press(Qt.Key.Key_F5)
    assert desk.window.quiet_line.text == "Ikke muligt nu: ingen forbindelse til registrene."


def test_what_the_archive_must_give_is_refused_with_the_reason_and_a_note_is_queued(watched: Watched) -> None:
    desk = watched.desk
    case = look_at_cases(desk)
    detail = view(desk)._detail
    assert detail is not None
    assert detail._note.accessibleDescription() == ""
    desk.town.fault(Fault.REFUSED, RegisterKey.ARCHIVE)
    with desk.settled():
        desk.press(Qt.Key.Key_F5)
    assert desk.state(Section.CASES) is State.FAILED
    watched.round()
    assert watched.watch.current.away == {RegisterKey.ARCHIVE}
    assert desk.window.status.text().strip() == "1 register svarer ikke", "one failed call, and a probe unanswered"
    queued = "I kø, sendes senere: Sagsarkiv svarer ikke."
    assert detail._note.accessibleDescription() == queued
    assert queued in detail._note.toolTip()

    refused = "Ikke muligt nu: Sagsarkiv svarer ikke."
    before = len(desk.lines)
    desk.page.documents.open(FilePart(case.id, "afgoerelse.pdf", "application/pdf", "afgoerelse.bin"), "Afgørelse")
    assert desk.window.quiet_line.text == refused
    assert desk.page._split.pane.content is None
    desk.window.quiet_line.clear()
    desk.window.open_case(case.number)
    assert desk.window.quiet_line.text == refused
    assert desk.page._stack.currentWidget() is desk.page._view
    assert len(desk.lines) == before

    desk.town.calm()
    with desk.settled():
        watched.round()
    assert desk.state(Section.CASES) is State.FRESH
    assert detail._note.accessibleDescription() == ""


def test_news_asked_for_in_vain_are_fetched_when_the_register_answers_again(watched: Watched) -> None:
    """What is kept here is young enough to be shown, and not what was asked for."""
    desk = watched.desk
    desk.visit(ONE)
    desk.town.fault(Fault.REFUSED, RegisterKey.ARCHIVE)
    with desk.settled():
        desk.page.sight.ask((Section.CASES,), refresh=(RegisterKey.ARCHIVE,))
    assert desk.state(Section.CASES) is State.FAILED
    for _ in range(3):
        watched.round()
    desk.town.calm()
    desk.town.diary.clear()
    with desk.settled():
        watched.round()
    assert desk.state(Section.CASES) is State.FRESH
    assert desk.town.asked.count(RegisterKey.ARCHIVE) > 1, "the watch asks once about nobody, the page for the cases"
    assert RegisterKey.CPR not in desk.town.asked


def test_a_form_finished_without_bbr_is_confirmed_by_itself_when_bbr_is_back(watched: Watched) -> None:
    desk = watched.desk
    desk.town.fault(Fault.REFUSED, RegisterKey.BBR)
    desk.visit(ONE, "flytning")
    for _ in range(3):
        watched.round()
    assert watched.watch.current.away == {RegisterKey.BBR}
    open_life(desk)
    life = desk.page.life
    life.open_form("logivaertserklaering")
    desk.wait(lambda: life.form is not None)
    assert life.form is not None
    work = life.form._work
    home = desk.workplace.suggest_addresses("Mågebakken 12")[0]
    host = desk.people[OTHER].digits
    work.tell("adresse_bolig", home.title, home.address_id)
    told = {"logivaert": host, "raader_som": "ejer", "om_borgeren": "ja", "erklaerer": "bor", "bor_fra": "01-11-2026"}
    for name, text in told.items():
        work.tell(name, text)
    work.tell("underskrevet", "ja")
    desk.wait(lambda: work.sheet.can_finish and len(work._outcomes) == 2)
    life.form.finish()
    forms = life._forms
    assert forms is not None
    desk.wait(lambda: life.form is None and forms._kept is not None and len(forms._kept.finished) == 1)
    assert forms._kept is not None
    (form,) = forms._kept.finished
    assert form.to_verify == ("adresse_bolig",)
    assert not forms._kept.said[form.id]
    desk.wait(lambda: not forms._verifying)
    before = len(desk.lines)
    desk.town.calm()
    with desk.settled():
        watched.round()
    desk.wait(lambda: forms._kept is not None and bool(forms._kept.said[form.id]))
    assert forms._kept.said[form.id][0].is_confirmed
    desk.wait(lambda: "Bekræftet 20-11-2026" in desk.said())
    written = [line.result for line in desk.lines[before:] if line.event is TraceEvent.WRITTEN]
    assert written == [f"form {form.id} verified"]
    assert {line.purpose for line in desk.lines[before:]} == {"flytning"}


def test_a_page_that_nobody_looks_at_asks_nothing_more(watched: Watched) -> None:
    desk = watched.desk
    desk.visit(ONE, "flytning")
    open_life(desk)
    life = desk.page.life
    desk.leave()
    before = len(desk.lines)
    life.registers_heard()
    assert life._forms is not None
    assert not life._forms._verifying
    assert len(desk.lines) == before
