"""The guide's page: type, arrow, Enter; what one may not do is handed on; the municipality's words beside ours."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.access.purpose import load_errands
from app.access.roles import AuthorityLevel, SystemRole, UserSystemRole
from app.errors import UserError
from app.situations.due import Counted, Event
from app.situations.guide import Guide
from app.situations.local_notes import NOTHING, LocalNote, LocalNotes
from app.situations.tasks import Deadline, Local, Offline, Owner, Who
from tests.app.situations.made_up_tasks import read_tasks
from tests.widgets.accessibility import nameless, tab_round, untraced
from widgets.parts.chips import Chip
from widgets.situations import task_words
from widgets.situations.guide import GuidePage
from widgets.situations.task_view import TaskView
from widgets.tokens import RESOURCES

SUBJECTS = {"23.05.08": "Folkeregistrering", "32.03.14": "Individuel boligstøtte", "27.36.04": "Helbredstillæg"}
DAY = date(2026, 11, 22)
CASEWORKER = (UserSystemRole(SystemRole.CASEWORKER),)


TO_CHECK = """
[tjek]
title = "Tjek det"
area = "kort"
summary = "Kort"
owner = [ {{ who = "kommune" }} ]
level = 1
errand = "pas"
steps = ["Spørg."]
next = {{ who = "Udbetaling Danmark", web = "eksempel.dk" }}
check_locally = ["{what}"]
"""


def made_guide(tmp_path: Path, **files: str) -> Guide:
    errands = load_errands(RESOURCES / "purposes.toml")
    tasks = read_tasks(tmp_path / "tasks", **files)
    return Guide(tasks, LocalNotes(tmp_path / "noter.json"), errands=errands, subjects=SUBJECTS)


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    return made_guide(tmp_path)


def shown(
    qtbot: QtBot, guide: Guide, roles: Callable[[], tuple[UserSystemRole, ...]] = lambda: CASEWORKER
) -> GuidePage:
    page = GuidePage(
        guide,
        roles=roles,
        today=lambda: DAY,
        author="Lise Nord",
        forms={"flytteanmeldelse": "Flytteanmeldelse"},
        situations={"flytning-inden-for": "Flytning inden for kommunen"},
    )
    qtbot.addWidget(page)
    page.resize(1196, 670)
    with qtbot.waitExposed(page):
        page.show()
    page.go_here()
    qtbot.waitUntil(lambda: page._job is not None and page._job.finished)
    return page


@pytest.fixture
def page(qtbot: QtBot, guide: Guide) -> GuidePage:
    return shown(qtbot, guide)


def typed(page: GuidePage, text: str) -> list[str]:
    """The keys of the tasks listed then."""
    field = page._field
    field.clear()
    QTest.keyClicks(field, text)
    return [row.key for row in page._list.rows]


def focused_within(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def writing(page: GuidePage) -> bool:
    return page.view.note.is_writing


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(page: QWidget, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.isVisible() and text in b.text())


def test_it_opens_with_every_task_in_danish_order(page: GuidePage) -> None:
    titles = [row.title for row in page._list.rows]
    assert titles[0].startswith("Adresseopslag")
    assert titles[-1] == "Pas"
    assert page._count.text() == "6 opgaver"


def test_typing_shows_the_likeliest_task_whole(page: GuidePage) -> None:
    assert typed(page, "jeg er flyttet")[0] == "flytning-indenlands"
    told = words(page.view)
    for part in (
        "Flytning inden for Danmark",
        "Bed om legitimation.",
        "Lejekontrakt",
        "Senest fem dage efter flytningen (CPR-loven §\N{NO-BREAK SPACE}12)",
        "Ministeriet. Klagefrist: 4 uger (CPR-loven §\N{NO-BREAK SPACE}56)",
        "Kvittering for flytning",
        "23.05.08 Folkeregistrering",
        "Person og familie, Bolig",
        "Kilder: Prøve",
    ):
        assert part in told
    chips = [chip.text for chip in page.view.findChildren(Chip) if chip.isVisible()]
    assert chips == [
        "Niveau 2 · Afgøres i skranken",
        "Kommunen · Borgerservice",
        "Frist: 5 dage",
        "Offline: lægges i kø",
    ]
    assert page.view._steps.lines[0] == "Bed om legitimation."


def test_a_fact_without_a_source_is_to_be_checked_locally(page: GuidePage) -> None:
    typed(page, "adressebeskyttelse")
    missing = {fact.label for fact in page.view._law.facts if fact.text() == "Tjek lokalt"}
    assert missing == {"Lov", "Frist"}
    assert page.view._bring.lines == ("Tjek lokalt",)
    typed(page, "jeg er flyttet")
    assert [fact.text() for fact in page.view._onward.facts] == ["Tjek lokalt", "Tjek lokalt"]


def test_that_there_is_none_is_said(page: GuidePage) -> None:
    """An empty place would leave it open whether anybody has looked."""
    page.open_task("adressebeskyttelse")
    assert facts(page)["Klage"] == "Ingen"


def test_how_to_reach_a_place_that_nothing_is_known_of_is_to_be_checked_locally(qtbot: QtBot, tmp_path: Path) -> None:
    unknown = TO_CHECK.format(what="fee").replace(', web = "eksempel.dk"', "")
    page = shown(qtbot, made_guide(tmp_path, kort=unknown))
    page.open_task("tjek")
    assert facts(page)["Telefon"] == "Tjek lokalt"
    task = page._guide.task("tjek")
    page._guide.keep_note(task, NOTED.signed("Lise Nord", DAY), instead_of=NOTHING)
    page.view.show_task(task, CASEWORKER, DAY)
    assert facts(page)["Telefon"] == "44 00 00 00 (kommunens egen)"


@pytest.mark.parametrize("known", ['phone = "70 00 00 00"', 'web = "eksempel.dk"', 'address = "Torvet 1"'])
def test_one_way_to_reach_a_place_is_enough(qtbot: QtBot, tmp_path: Path, known: str) -> None:
    page = shown(qtbot, made_guide(tmp_path, kort=TO_CHECK.format(what="fee").replace('web = "eksempel.dk"', known)))
    page.open_task("tjek")
    assert "Tjek lokalt" not in {fact.text() for fact in page.view._onward.facts}


def test_where_it_goes_afterwards_is_told(page: GuidePage) -> None:
    typed(page, "boligstøtte")
    facts = {fact.label: fact.text() for fact in page.view._onward.facts}
    assert facts["Modtager"] == "Udbetaling Danmark"
    assert facts["Telefon"] == "70 00 00 00"
    assert {fact.label: fact.text() for fact in page.view._law.facts}["Gebyr"] == "0 kr. (pr. 01-01-2026)"


def test_the_keyboard_alone_finds_marks_and_starts(qtbot: QtBot, page: GuidePage) -> None:
    assert typed(page, "adresse")[0] != "gaebyr-udgaaet"
    first = page._list.key
    QTest.keyClick(page._field, Qt.Key.Key_Down)
    assert page._list.key != first
    QTest.keyClick(page._field, Qt.Key.Key_Up)
    assert page._list.key == first
    QTest.keyClick(page._field, Qt.Key.Key_PageDown)
    assert page._list.key == page._list.rows[-1].key
    typed(page, "jeg er flyttet")
    QTest.keyClick(page._field, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.errand_chosen) as chosen:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        QTest.keyClick(focused, Qt.Key.Key_Space)
    assert chosen.args == ["flytning"]
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page._field.hasFocus()


def test_enter_in_the_list_goes_on_to_the_task(page: GuidePage) -> None:
    typed(page, "jeg er flyttet")
    page._list.setFocus()
    QTest.keyClick(page._list, Qt.Key.Key_Return)
    assert focused_within(page.view)


def test_forms_and_situations_that_are_there_are_offered(qtbot: QtBot, page: GuidePage) -> None:
    typed(page, "jeg er flyttet")
    with qtbot.waitSignal(page.form_chosen) as form:
        button(page, "Flytteanmeldelse").click()
    with qtbot.waitSignal(page.situation_chosen) as situation:
        page.view._links.linkActivated.emit("flytning-inden-for")
    assert (form.args, situation.args) == (["flytteanmeldelse"], ["flytning-inden-for"])
    typed(page, "boligstøtte")  # its form has no title here, so it is not offered
    assert not [b for b in page.findChildren(QPushButton) if b.isVisible() and "Udfyld" in b.text()]


def test_what_one_may_not_do_is_handed_over(qtbot: QtBot, page: GuidePage, guide: Guide) -> None:
    guide.keep_note(guide.task("helbredstillaeg"), LocalNote(contact="Bodil"), instead_of=NOTHING)
    typed(page, "tandlæge")
    assert page._list.rows[0].mark == "Skal gives videre"
    assert "fagspecialist afgør den. Giv videre til Pension og ældre, Bodil." in page.view._handed.text
    with qtbot.waitSignal(page.hand_over_chosen) as over:
        button(page, "Giv videre").click()
    assert over.args == ["helbredstillaeg"]
    assert button(page, "Find borger").isVisible()


# Beside a citizen


def beside(qtbot: QtBot, guide: Guide, key: str, errand: str, planned: Collection[str] = ()) -> TaskView:
    view = TaskView(
        guide,
        author="Lise Nord",
        forms={"flytteanmeldelse": "Flytteanmeldelse"},
        situations={"flytning-inden-for": "Flyttet"},
        beside=errand,
        planned=planned,
    )
    qtbot.addWidget(view)
    view.resize(440, 700)
    view.show()
    qtbot.waitExposed(view)
    view.show_task(guide.task(key), CASEWORKER, DAY)
    return view


def offered(view: QWidget) -> list[str]:
    return [button.text() for button in view.findChildren(QPushButton) if button.isVisible() and button.text()]


def test_beside_a_citizen_nobody_is_to_be_found_and_the_title_stands_on_the_pane(qtbot: QtBot, guide: Guide) -> None:
    view = beside(qtbot, guide, "flytning-indenlands", "flytning")
    assert offered(view)[:2] == ["Læg i planen", "Udfyld: Flytteanmeldelse"]
    assert ">Flyttet</a>" in view._links.text()
    assert "Flytning inden for Danmark" not in words(view).splitlines()
    assert view.accessibleName() == "Flytning inden for Danmark"
    with qtbot.waitSignal(view.plan_wanted) as planned:
        button(view, "Læg i planen").click()
    assert planned.args == ["flytning-indenlands"]
    assert not any("Skift ærinde" in text for text in offered(view))


def test_a_task_that_is_on_the_plan_is_shown_there_and_not_put_there_again(qtbot: QtBot, guide: Guide) -> None:
    view = beside(qtbot, guide, "flytning-indenlands", "flytning", {"flytning-indenlands"})
    assert offered(view)[0] == "Vis i planen"
    assert button(view, "Vis i planen").property("role") != "primary"
    view.show_task(guide.task("pas"), CASEWORKER, DAY)
    assert "Læg i planen" in offered(view)
    assert button(view, "Læg i planen").property("role") == "primary"


def test_a_task_of_another_errand_offers_to_look_the_citizen_up_for_it(qtbot: QtBot, guide: Guide) -> None:
    view = beside(qtbot, guide, "flytning-indenlands", "pas")
    with qtbot.waitSignal(view.errand_chosen) as chosen:
        button(view, "Skift ærinde til: Flytning").click()
    assert chosen.args == ["flytning"]
    view.show_task(guide.task("gaebyr-udgaaet"), CASEWORKER, DAY)
    assert not any("Skift ærinde" in text or "Læg i planen" in text for text in offered(view))


def test_the_day_a_deadline_counts_from_is_asked_for_beside_a_citizen_alone(qtbot: QtBot, guide: Guide) -> None:
    counted = Deadline(text="5 dage", ground="Loven", source="x", counted=Counted(since=Event.MOVE, days=5))
    moving = msgspec.structs.replace(guide.task("flytning-indenlands"), deadline=counted)
    view = beside(qtbot, guide, "flytning-indenlands", "flytning")
    assert not view.happened.isVisible(), "the made-up one counts from nothing"
    view.show_task(moving, CASEWORKER, DAY)
    assert (view.happened.isVisible(), view.happened.event_asked) == (True, Event.MOVE)
    QTest.keyClicks(view.happened.box, "22.11.2026")
    assert view.happened.day == date(2026, 11, 22)
    view.show_task(guide.task("pas"), CASEWORKER, DAY)
    assert not view.happened.isVisible()
    assert view.happened.box.text() == ""
    page = shown(qtbot, guide)
    page.view.show_task(moving, CASEWORKER, DAY)
    assert not page.view.happened.isVisible()
    assert nameless(view) == []
    assert untraced(view.happened) == []


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ({"days": 5}, "Frist: 5 dage"),
        ({"working_days": 7}, "Frist: 7 arbejdsdage"),
        ({"weeks": 4}, "Frist: 4 uger"),
        ({"months": 6}, "Frist: 6 mdr."),
        ({"month_end": True}, None),
    ],
)
def test_the_chip_counts_as_the_law_does(guide: Guide, way: dict[str, int], said: str | None) -> None:
    counted = msgspec.convert({"from": "flytning", **way}, Counted)
    deadline = Deadline(text="…", source="x", counted=counted)
    task = msgspec.structs.replace(guide.task("flytning-indenlands"), deadline=deadline)
    found = [chip.text for chip in task_words.chips(task, DAY) if chip.text.startswith("Frist")]
    assert found == ([said] if said else [])


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ({"days": 180}, ["Frist: 180 dage"]),
        ({"weekdays": 4}, ["Frist: 4 hverdage"]),
        ({"hours": 24}, ["Frist: 24 timer"]),
        ({}, []),
    ],
)
def test_a_deadline_that_nobody_counts_keeps_its_laws_unit(guide: Guide, way: dict[str, int], said: list[str]) -> None:
    deadline = msgspec.convert({"text": "…", "source": "x", **way}, Deadline)
    task = msgspec.structs.replace(guide.task("flytning-indenlands"), deadline=deadline)
    assert [chip.text for chip in task_words.chips(task, DAY) if chip.text.startswith("Frist")] == said


def test_only_mine_leaves_out_what_others_do_and_says_so(page: GuidePage) -> None:
    page._only_mine.setChecked(True)
    assert "helbredstillaeg" not in [row.key for row in page._list.rows]
    assert typed(page, "tandlæge") == []
    assert "Fjern fluebenet" in words(page._nothing)
    assert not page.view._inner.isVisible()
    page._only_mine.setChecked(False)
    assert page._list.rows[0].key == "helbredstillaeg"


def test_without_a_role_nothing_is_started(qtbot: QtBot, guide: Guide) -> None:
    page = shown(qtbot, guide, roles=tuple)
    typed(page, "jeg er flyttet")
    assert not [b for b in page.findChildren(QPushButton) if b.isVisible() and "Find borger" in b.text()]
    assert "ingen rolle" in page.view._handed.text


def test_as_long_as_roles_cannot_be_read_nothing_is_kept_back_and_no_note_written(qtbot: QtBot, guide: Guide) -> None:
    def refused() -> tuple[UserSystemRole, ...]:
        raise UserError("store-locked")

    page = shown(qtbot, guide, roles=refused)
    assert typed(page, "tandlæge") == ["helbredstillaeg"]
    assert page._list.rows[0].mark == ""
    assert "låst" in page._trouble.text
    assert not page.view.note._write.isVisible()


def test_notes_that_cannot_be_read_cost_themselves_alone(qtbot: QtBot, guide: Guide, tmp_path: Path) -> None:
    (tmp_path / "noter.json").write_text("{", encoding="utf-8")
    page = shown(qtbot, guide)
    assert "noter.json kan ikke læses" in page._trouble.text
    assert typed(page, "tandlæge") == ["helbredstillaeg"]
    assert page._list.rows[0].mark == "Skal gives videre"


def test_a_task_that_has_ended_leads_to_the_one_in_its_place(page: GuidePage) -> None:
    page.open_task("gaebyr-udgaaet")
    assert page._list.key == "gaebyr-udgaaet"
    told = "Opgaven ophørte 01-12-2015. Bestillingen blev digital. I stedet: Flytning inden for Danmark."
    assert page.view._ended.text == told
    assert page.view._ended.button.hasFocus()
    assert not page.view._start.isVisible()
    assert next(row.mark for row in page._list.rows if row.key == "gaebyr-udgaaet") == "Ophørt"
    page.view._ended.button.click()
    assert page.view.task is not None
    assert page.view.task.key == "flytning-indenlands"


def test_a_task_opens_whatever_the_list_was_filtered_by(page: GuidePage) -> None:
    typed(page, "boligstøtte")
    page._only_mine.setChecked(True)
    page.open_task("helbredstillaeg")
    assert page._list.key == "helbredstillaeg"
    assert page.view.task is not None
    assert page.view.task.key == "helbredstillaeg"
    assert focused_within(page.view)


@pytest.mark.parametrize("width", [700, 1196])
def test_another_task_is_laid_out_before_it_is_painted(page: GuidePage, guide: Guide, width: int) -> None:
    page.resize(width, 670)
    for key in ("flytning-indenlands", "pas", "helbredstillaeg", "flytning-indenlands"):
        page.view.show_task(guide.task(key), CASEWORKER, DAY)
        chips = page.view._chip_line
        assert chips.height() == page.view._chips.heightForWidth(chips.width())
        for card in (*page.view._cards.values(), page.view.note):
            layout = card.layout()
            assert layout is not None
            # Labels shown for the first time get their small font afterwards: a pixel or two, less than a line.
            assert not card.isVisible() or abs(card.height() - layout.totalHeightForWidth(card.width())) < 12


# The municipality's own note


def write(page: GuidePage, **fields: str) -> None:
    card = page.view.note
    button(card, "note").click()
    names: dict[str, QPlainTextEdit | QLineEdit] = {
        "text": card._words,
        **card._lines,
    }
    for name, words_ in fields.items():
        names[name].clear()
        QTest.keyClicks(names[name], words_)


def test_a_note_is_written_signed_and_found(qtbot: QtBot, page: GuidePage, guide: Guide) -> None:
    typed(page, "pas")
    write(page, text="Kun ved skranke ni", contact="Bodil", fee="178 kr.")
    with qtbot.waitSignals([page.view.note.kept, page.said]):
        QTest.keyClick(page.view.note._words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    note = guide.note(guide.task("pas"))
    assert (note.text, note.contact, note.by, note.on) == ("Kun ved skranke ni", "Bodil", "Lise Nord", DAY)
    told = words(page.view.note)
    assert "Kun ved skranke ni" in told
    assert "Lise Nord 22-11-2026" in told
    fee = next(fact for fact in page.view._law.facts if fact.label == "Gebyr")
    assert (fee.text(), fee.provenance) == ("178 kr. (kommunens egen)", "Kommunens egen note · Lise Nord 22-11-2026")
    assert typed(page, "skranke")[0] == "pas"


NOTED = LocalNote(
    phone="44 00 00 00",
    opening="Torsdag til 18",
    address="Torvet 1",
    fee="178 kr.",
    deadline="To uger",
    complaint="Til borgmesteren",
)


def facts(page: GuidePage) -> dict[str, str]:
    return {fact.label: fact.text() for grid in (page.view._law, page.view._onward) for fact in grid.facts}


@pytest.mark.parametrize("what", [what for what in Local if what not in (Local.BRING, Local.LAW)])
def test_what_the_municipality_has_noted_stands_where_it_was_to_be_checked(
    qtbot: QtBot, tmp_path: Path, what: Local
) -> None:
    """Also where the task goes on to somebody else: it says whose it is."""
    page = shown(qtbot, made_guide(tmp_path, kort=TO_CHECK.format(what=what.value)))
    page.open_task("tjek")
    assert facts(page)[task_words.local(what)] == "Tjek lokalt"
    task = page._guide.task("tjek")
    page._guide.keep_note(task, NOTED.signed("Lise Nord", DAY), instead_of=NOTHING)
    page.view.show_task(task, CASEWORKER, DAY)
    assert facts(page)[task_words.local(what)] == f"{getattr(NOTED, what.value)} (kommunens egen)"
    row = next(fact for fact in (*page.view._law.facts, *page.view._onward.facts) if fact.provenance)
    assert row.provenance == "Kommunens egen note · Lise Nord 22-11-2026"
    assert "Tjek lokalt" not in facts(page).values()


def test_the_telephone_of_a_note_is_not_given_as_somebody_else_s(page: GuidePage, guide: Guide) -> None:
    for key in ("boligstoette", "adressebeskyttelse"):
        guide.keep_note(guide.task(key), NOTED, instead_of=NOTHING)
    page.open_task("boligstoette")
    assert facts(page)["Telefon"] == "70 00 00 00"
    page.open_task("adressebeskyttelse")
    assert facts(page)["Telefon"] == "44 00 00 00 (kommunens egen)"


def test_ten_digits_are_warned_of_and_kept_only_knowingly(page: GuidePage) -> None:
    typed(page, "pas")
    write(page, text="Ring til 0706590004")
    assert "CPR-nummer" in page.view.note._warning.text
    assert page.view.note._save.text() == "Gem alligevel"
    page.view.note._words.clear()
    assert not page.view.note._warning.isVisible()
    assert page.view.note._save.text() == "Gem note"


def test_what_is_half_written_waits_with_its_task(page: GuidePage) -> None:
    typed(page, "pas")
    write(page, text="Kun ved")
    page.open_task("flytning-indenlands")
    assert not writing(page)
    page.open_task("pas")
    assert writing(page)
    assert page.view.note._words.toPlainText() == "Kun ved"
    QTest.keyClick(page.view.note._words, Qt.Key.Key_Escape)
    assert page.view.note._words.toPlainText() == "Kun ved"
    page.view.note.drop()
    page.open_task("flytning-indenlands")
    page.open_task("pas")
    assert not writing(page)


def test_a_colleague_s_note_is_shown_before_it_is_written_over(qtbot: QtBot, page: GuidePage, tmp_path: Path) -> None:
    typed(page, "pas")
    write(page, text="Mit")
    LocalNotes(tmp_path / "noter.json").keep("pas", LocalNote(text="Deres", by="Bo"), instead_of=NOTHING)
    page.view.note.save()
    qtbot.waitUntil(lambda: bool(page.view.note.notice))
    assert "En anden har rettet noten" in page.view.note.notice
    assert "Deres" in words(page.view.note)
    assert page.view.note._words.toPlainText() == "Mit"
    with qtbot.waitSignal(page.view.note.kept):
        page.view.note.save()
    assert page._guide.note(page._guide.task("pas")).text == "Mit"


def test_a_note_that_cannot_be_saved_is_still_there(qtbot: QtBot, page: GuidePage, tmp_path: Path) -> None:
    typed(page, "pas")
    write(page, text="Mit")
    (tmp_path / "noter.json").mkdir()
    page.view.note.save()
    qtbot.waitUntil(lambda: bool(page.view.note.notice))
    assert writing(page)
    assert page.view.note._words.toPlainText() == "Mit"


def test_a_guide_does_not_write_notes(qtbot: QtBot, guide: Guide) -> None:
    page = shown(qtbot, guide, roles=lambda: (UserSystemRole(SystemRole.GUIDE),))
    typed(page, "jeg er flyttet")
    assert not page.view.note._write.isVisible()
    page.view.note.begin()
    assert not writing(page)


def test_nothing_is_without_a_name_and_tab_comes_round(qtbot: QtBot, page: GuidePage) -> None:
    typed(page, "pas")
    button(page.view.note, "Skriv note").click()
    assert nameless(page) == []
    page._field.setFocus()
    visited = tab_round(qtbot, page)
    assert page._list in visited
    assert page.view._start in visited
    assert page.view.note._words in visited


def test_a_screen_reader_hears_what_sets_a_task_apart(page: GuidePage) -> None:
    typed(page, "tandlæge")
    index = page._list.model().index(0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Helbredstillæg, Skal gives videre, Også kaldt: tandlæge"


@pytest.mark.parametrize("width", [636, 876, 1196, 1836])
def test_nothing_is_cut_at_any_width(qtbot: QtBot, page: GuidePage, width: int) -> None:
    page.resize(width, 490)
    typed(page, "jeg er flyttet")
    qtbot.waitUntil(lambda: page.view._inner.width() <= page.view.viewport().width())


# Words


def test_every_member_has_words() -> None:
    assert all(task_words.who(Owner(who=who, name="Navn" if who is Who.OTHER else "")) for who in Who)
    assert all(task_words.local(what) for what in Local)
    assert all(task_words.level(level).tip for level in AuthorityLevel)
    assert all(task_words.offline(can, tip="").text for can in Offline)


def test_a_coming_owner_is_told_beforehand(guide: Guide) -> None:
    chips = [chip.text for chip in task_words.chips(guide.task("boligstoette"), date(2013, 1, 1))]
    assert "Kommunen" in chips
    assert "Fra 01-03-2013: Udbetaling Danmark" in chips


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BENEFITS.md § 5", "Indgangs regelsamling § 5"),
        ("/rules/BENEFITS.md § 5", "Indgangs regelsamling § 5"),
        ("resources/kle/emner.csv", "Indgangs regelsamling"),
        ("https://www.borger.dk/flytning", "https://www.borger.dk/flytning"),
    ],
)
def test_a_source_is_named_as_people_know_it(text: str, said: str) -> None:
    assert task_words.source(text) == said


def test_sources_in_short_are_each_named_once() -> None:
    sources = ("https://www.borger.dk/a", "https://borger.dk/b", "BENEFITS.md § 5")
    assert task_words.sites(sources) == "borger.dk, Indgangs regelsamling § 5"
