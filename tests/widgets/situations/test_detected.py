"""The panel Livssituation: suggests with its reasons, asks calmly, moves nothing under the hands, forgets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.facts.model import CITIZEN, Fact, Facts, Unknown, Value, Why
from app.situations.due import Event
from tests.app.situations.citizen_states import NOW, TODAY
from tests.app.situations.forms.made_up import benefits
from tests.widgets.accessibility import nameless, tab_round
from tests.widgets.situations.made_up import panel
from widgets.parts.chips import Chip
from widgets.situations.detected import SituationPanel

SEPARATED: dict[str, Value] = {"separeret": True, "separeret_dage": 35, "antal_boern": 2, "har_boligstoette": False}
MOVED: dict[str, Value] = {"flytning_retning": "inden-for", "flyttet_dage": 9}
SINGLE: dict[str, Value] = {"har_boernetilskud": True, "andre_voksne_paa_adressen": 1}


def known(values: dict[str, Value]) -> Facts:
    return Facts.of(Fact(name, value, "cpr", NOW) for name, value in values.items())


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[SituationPanel]:
    made = panel()
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def tell(shown: SituationPanel, values: dict[str, Value], errand: str = "skilsmisse", *more: Unknown) -> None:
    shown.show_facts(known(values).with_(more), errand, NOW, TODAY)


def text(shown: SituationPanel) -> str:
    labels = [label.text() for label in shown.findChildren(QLabel) if label.isVisible()]
    chips = [chip.text for chip in shown.findChildren(Chip) if chip.isVisible()]
    return "\n".join((*labels, *chips))


def choices(shown: SituationPanel) -> list[QPushButton]:
    return [button for button in shown.findChildren(QPushButton) if button.text() == "Vælg" and button.isVisible()]


def test_a_suggestion_stands_with_the_facts_that_made_it(shown: SituationPanel) -> None:
    tell(shown, SEPARATED)
    assert [button.accessibleName() for button in choices(shown)] == ["Vælg Separation"]
    assert {"Separeret: ja", "Separationen: for 35 dage siden", "CPR · hentet kl. 14.02"} <= set(
        text(shown).splitlines()
    )
    assert "Separeret: ja (CPR · hentet kl. 14.02)" in choices(shown)[0].accessibleDescription()


def test_nothing_found_is_said_and_what_was_not_looked_at(shown: SituationPanel) -> None:
    tell(shown, {})
    assert "Det hentede peger ikke på nogen ændring. Vælg selv nedenfor." in text(shown)
    assert "Ikke alt er set efter" not in text(shown)
    silent = Unknown("har_loen", Why.FAILED, "eindkomst"), Unknown("adresse", Why.PROTECTED, "cpr")
    tell(shown, {}, "skilsmisse", *silent)
    assert "Ikke alt er set efter: eIndkomst har ikke svaret, adressen er beskyttet." in text(shown)


def test_what_is_on_its_way_shows_as_such(shown: SituationPanel) -> None:
    tell(shown, {}, "skilsmisse", Unknown("har_loen", Why.LOADING, "eindkomst"))
    assert shown._suggested.is_loading
    tell(shown, {})
    assert not shown._suggested.is_loading


def test_choosing_shows_questions_tasks_and_whom_to_tell(shown: SituationPanel) -> None:
    tell(shown, SEPARATED)
    choices(shown)[0].click()
    words = text(shown)
    assert shown.view.title == "Separation"
    assert "•  Er separationen givet, eller skal der søges?" in words
    assert "Frist: Inden otte dage (Loven)" in words
    assert "Udbetaling Danmark" in words
    assert "Hvem skal have besked" in words


def test_tasks_say_why_they_matter_do_not_or_cannot_be_assessed(shown: SituationPanel) -> None:
    tell(shown, {**SEPARATED, "har_boligstoette": None} | {"antal_boern": 0})
    shown.choose("separation")
    words = text(shown)
    assert "Ikke relevant – Børn under 18 år: 0" in words
    keys = [row.touched.task.key for row in shown.view.rows]
    assert keys.index("skattekort") < keys.index("boernebidrag"), "what is not relevant stands last"
    tell(shown, SEPARATED, "skilsmisse", Unknown("har_boligstoette", Why.FAILED, "benefits"))
    assert "Ikke vurderet, spørg borgeren – Får boligstøtte (Ydelsesindeks har ikke svaret)" in text(shown)


def test_a_task_leads_to_what_it_comes_down_to_and_a_late_answer_moves_no_focus(qtbot: QtBot) -> None:
    opened = [benefits()["boligstoette"]]
    shown = panel(reckoned=lambda task, _facts: tuple(opened) if task.key == "boligstoette-aendring" else ())
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    assert QTest.qWaitForWindowActive(shown)
    tell(shown, {**SEPARATED, "har_boligstoette": True})
    shown.choose("separation")
    row = next(row for row in shown.view.rows if row.touched.task.key == "boligstoette-aendring")
    assert [len(each.stops) for each in shown.view.rows].count(2) == 1
    link = row.stops[1]
    assert isinstance(link, QPushButton)
    assert link.text() == "Beregn: Boligstøtte"
    assert shown.view.stops.index(link) == shown.view.stops.index(row.name) + 1
    with qtbot.waitSignal(shown.reckoning_wanted) as wanted:
        link.click()
    assert wanted.args == ["boligstoette"]
    link.setFocus()
    tell(shown, {**SEPARATED, "har_boligstoette": True, "antal_boern": 3})
    now = next(row for row in shown.view.rows if row.touched.task.key == "boligstoette-aendring")
    assert now.stops[1].hasFocus()
    opened.clear()
    tell(shown, {**SEPARATED, "har_boligstoette": True})
    now = next(row for row in shown.view.rows if row.touched.task.key == "boligstoette-aendring")
    assert now.stops == [now.name]
    assert now.name.hasFocus()
    opened.append(benefits()["boligstoette"])
    tell(shown, {**SEPARATED, "har_boligstoette": False})
    now = next(row for row in shown.view.rows if row.touched.task.key == "boligstoette-aendring")
    assert now.stops == [now.name], "what is not relevant is not reckoned"


def test_it_only_says_what_is_wanted(shown: SituationPanel, qtbot: QtBot) -> None:
    tell(shown, SEPARATED)
    shown.choose("separation")
    with qtbot.waitSignal(shown.situation_chosen) as planned:
        shown.view._plan.click()
    assert planned.args == ["separation"]
    with qtbot.waitSignal(shown.task_opened) as opened:
        shown.view.rows[0].name.click()
    assert opened.args == ["separation-skilsmisse"]


def test_every_situation_can_be_chosen_by_keyboard(shown: SituationPanel) -> None:
    tell(shown, {})
    shown.picker.view.setFocus()
    shown.picker.view.selectRow(3)
    QTest.keyClick(shown.picker.view, Qt.Key.Key_Return)
    assert shown.view.situation is not None
    chosen = shown.view.situation.key
    shown.picker.view.selectRow(0)
    shown.picker.view.clicked.emit(shown.picker.model.index(0, 0))
    assert shown.view.situation is not None
    assert shown.view.situation.key != chosen


def test_a_contradiction_is_a_question_with_its_facts(shown: SituationPanel) -> None:
    tell(shown, SINGLE)
    words = text(shown)
    assert "Der er en anden voksen registreret på adressen. Hvem er det, og bor vedkommende her?" in words
    assert "Andre voksne registreret på adressen: 1" in words
    assert "•  Udtrækket kan være ældre end sidste flytning: se dets dato." in words
    tell(shown, SINGLE, "pas")
    assert "anden voksen" not in text(shown)
    assert shown._questions.isHidden()


def test_what_the_citizen_tells_is_marked_as_theirs(shown: SituationPanel) -> None:
    told = Fact("oplyst_enlig", True, CITIZEN, NOW)
    facts = known({"andre_voksne_paa_adressen": 1}).with_([told])
    shown.show_facts(facts, "friplads", NOW, TODAY)
    assert "oplyst af borgeren kl. 14.02" in text(shown)


def test_a_late_answer_moves_neither_focus_nor_choice(shown: SituationPanel) -> None:
    tell(shown, SEPARATED)
    shown.choose("separation")
    rows, suggested = shown.view.rows, choices(shown)
    shown.activateWindow()
    rows[3].name.setFocus()
    tell(shown, {**SEPARATED, "navn": "Karen"})
    assert (shown.view.rows, choices(shown)) == (rows, suggested), "nothing that is shown has changed"
    tell(shown, {**SEPARATED, "antal_boern": 0})
    assert shown.view.rows is not rows
    focused = [row.touched.task.key for row in shown.view.rows if row.name.hasFocus()]
    assert focused == [rows[3].touched.task.key]
    choices(shown)[0].setFocus()
    tell(shown, {**SEPARATED, **MOVED})
    assert [button.objectName() for button in choices(shown) if button.hasFocus()] == ["separation"]


def test_nothing_of_the_citizen_survives(shown: SituationPanel) -> None:
    tell(shown, {**SEPARATED, **SINGLE}, "skilsmisse", Unknown("har_loen", Why.FAILED, "eindkomst"))
    shown.choose("separation")
    shown.forget()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    labels, chips = shown.findChildren(QLabel), shown.findChildren(Chip)
    words = "\n".join([*(label.text() for label in labels), *(chip.text for chip in chips)])
    for trace in ("Separeret", "Børn under", "registreret på adressen", "har ikke svaret"):
        assert trace not in words
    assert shown.view.situation is None
    assert not choices(shown)


MOVED_ON = MOVED | {"flyttet_dato": date(2026, 11, 11)}


@pytest.fixture
def counting(qtbot: QtBot) -> Iterator[SituationPanel]:
    """With the guide's own tasks, whose deadlines count."""
    made = panel(shipped=True)
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def deadline(shown: SituationPanel) -> str:
    """How the line of the first task begins, which counts from the move."""
    (line,) = (words for words in text(shown).splitlines() if "(CPR-loven § 12)" in words)
    return line.partition(": ")[0]


def test_a_registered_day_is_shown_with_its_source_and_the_deadlines_it_makes(counting: SituationPanel) -> None:
    tell(counting, MOVED_ON)
    counting.choose("flytning-inden-for")
    assert counting.view.happened.box.text() == "11-11-2026"
    assert "CPR · hentet kl. 14.02. Ret dagen, hvis borgeren siger en anden." in text(counting)
    assert deadline(counting) == "Senest 16-11-2026"
    assert counting.days("flytning-inden-for") == {Event.MOVE: date(2026, 11, 11)}
    assert counting.days() == {}, "what a register shows of one situation is no other's"


def test_chosen_by_hand_the_day_is_asked_for_and_an_earlier_move_not_taken_for_it(counting: SituationPanel) -> None:
    tell(counting, {**MOVED_ON, "flyttet_dage": 2000, "flyttet_dato": date(2021, 5, 30)})
    counting.choose("flytning-inden-for")
    assert counting.view.happened.box.text() == ""
    assert deadline(counting) == "Frist"
    QTest.keyClicks(counting.view.happened.box, "22.11")
    assert deadline(counting) == "Senest 27-11-2026"
    assert counting.days() == counting.days("flytning-ind") == {Event.MOVE: date(2026, 11, 22)}
    QTest.keyClicks(counting.view.happened.box, ".x")
    assert "Skriv en dato som 1-12-2026." in text(counting)
    assert deadline(counting) == "Frist"
    assert counting.days() == {}


def test_what_the_citizen_tells_goes_before_the_register_and_no_answer_writes_over_it(counting: SituationPanel) -> None:
    tell(counting, MOVED_ON)
    counting.choose("flytning-inden-for")
    counting.activateWindow()
    counting.view.happened.box.setFocus()
    counting.view.happened.box.clear()
    QTest.keyClicks(counting.view.happened.box, "1-11")
    tell(counting, {**MOVED_ON, "navn": "Karen"})
    assert counting.view.happened.box.text() == "1-11"
    assert counting.days("flytning-inden-for") == {Event.MOVE: date(2026, 11, 1)}
    assert "CPR · hentet kl. 14.02. Ret" not in text(counting)


def test_a_situation_without_a_day_asks_for_none_and_the_next_citizen_finds_none(counting: SituationPanel) -> None:
    tell(counting, MOVED_ON)
    counting.choose("flytning-inden-for")
    QTest.keyClicks(counting.view.happened.box, "x")
    counting.choose("separation")
    assert not counting.view.happened.isVisible()
    counting.forget()
    assert (counting.days(), counting.view.happened.box.text()) == ({}, "")
    tell(counting, {})
    counting.choose("flytning-inden-for")
    assert counting.view.happened.box.text() == ""


def test_one_column_where_there_is_no_room_for_two(shown: SituationPanel, qtbot: QtBot) -> None:
    tell(shown, {**SEPARATED, **SINGLE})
    shown.resize(960, 540)
    shown.choose("separation")
    qtbot.waitUntil(lambda: shown._area.verticalScrollBar().value() > 0)
    assert shown._area.horizontalScrollBar().maximum() == 0
    assert shown._side.width() > 800
    shown.resize(1280, 720)
    assert shown._side.width() == 400


def test_names_and_tab_round(shown: SituationPanel, qtbot: QtBot) -> None:
    tell(shown, {**SEPARATED, **SINGLE})
    shown.choose("separation")
    assert nameless(shown) == []
    visited = tab_round(qtbot, shown)
    order = [choices(shown)[0], *shown.picker.stops, *shown.view.stops]
    first = visited.index(order[0])
    places = [(visited.index(widget) - first) % len(visited) for widget in order]
    assert places == sorted(places)


def test_who_takes_a_situation_goes_on_to_what_is_done_with_it(shown: SituationPanel) -> None:
    tell(shown, {**SEPARATED, **SINGLE})
    choices(shown)[0].click()
    assert shown.focusWidget() is shown.view.stops[0]
    shown.picker.stops[0].setFocus()
    QTest.keyClicks(shown.picker.stops[0], "skils")
    QTest.keyClick(shown.picker.stops[0], Qt.Key.Key_Return)
    assert shown.view.situation is not None
    assert shown.view.situation.key == "skilsmisse"
    assert shown.focusWidget() is shown.view.stops[0]
    shown.forget()
    assert shown.picker.model.rowCount() == shown.picker.model.row_count > 1, (
        "nothing is left of it for the next citizen"
    )
