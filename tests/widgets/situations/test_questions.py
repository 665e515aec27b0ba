"""What the citizen says in a form, laid beside the registers: asked at once, and never under another errand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.facts.model import Facts
from tests.app.situations.citizen_states import VOCABULARY
from tests.app.situations.forms.made_up import fact
from tests.app.situations.shipped import CONTRADICTIONS
from tests.widgets.accessibility import nameless
from tests.widgets.situations.form_desk import FormDesk
from widgets.situations.form import FormView
from widgets.situations.questions import QuestionsFoot

WAGES = Facts.of([fact("indkomst_maaned", Decimal(33000), "eindkomst"), fact("har_loen", True, "eindkomst")])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FormDesk]:
    made = FormDesk(tmp_path)
    yield made
    made.close()


def opened(desk: FormDesk, qtbot: QtBot, form: str, known: Facts, errand: str) -> tuple[FormView, QuestionsFoot]:
    view = desk.view(form, known=known)
    foot = QuestionsFoot(CONTRADICTIONS, errand, VOCABULARY, desk.clock.now)
    view.add_foot(foot, foot.show_sheet)
    qtbot.addWidget(view)
    view.show()
    return view, foot


def say(view: FormView, name: str, text: str) -> None:
    """Over what is prefilled."""
    box = view.row(name).editor.stop
    assert isinstance(box, QLineEdit)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)


def test_an_income_that_is_typed_is_asked_about_at_once(desk: FormDesk, qtbot: QtBot) -> None:
    view, foot = opened(desk, qtbot, "enkeltudgift", WAGES, "enkeltudgift")
    assert not foot.isVisible()
    say(view, "indkomst", "2")
    assert any("Hvilken måned gælder den?" in question for question in foot.questions)
    assert foot.isVisible()
    said = " ".join(label.text() for label in foot.findChildren(QLabel))
    assert "trukket fra" in said
    assert nameless(foot) == []
    say(view, "indkomst", "20000")
    assert any("Hvilken måned" in question for question in foot.questions)
    say(view, "indkomst", "33000")
    assert foot.questions == ()
    assert not foot.isVisible()


def test_wages_of_somebody_who_says_nothing_comes_in(desk: FormDesk, qtbot: QtBot) -> None:
    view, foot = opened(desk, qtbot, "enkeltudgift", WAGES, "enkeltudgift")
    say(view, "indkomst", "0")
    assert any("indberettet løn" in question for question in foot.questions)


def test_how_many_live_here_by_what_is_told(desk: FormDesk, qtbot: QtBot) -> None:
    registered = Facts.of([fact("personer_paa_adressen", 3, "bbr")])
    view, foot = opened(desk, qtbot, "boligstoette", registered, "boligstoette")
    say(view, "personer", "2")
    assert any("ikke lige mange" in question for question in foot.questions)


def test_another_errand_asks_nothing_and_neither_does_what_only_registers_say(desk: FormDesk, qtbot: QtBot) -> None:
    view, foot = opened(desk, qtbot, "enkeltudgift", WAGES, "")
    say(view, "indkomst", "0")
    assert foot.questions == ()
    alone = Facts.of([fact("har_kontanthjaelp", True, "benefits"), fact("loen_begyndt_dage", 9, "eindkomst")])
    view, foot = opened(desk, qtbot, "enkeltudgift", alone, "enkeltudgift")
    assert foot.questions == (), "it stands with the situations"


def test_single_and_another_adult_on_the_address(desk: FormDesk, qtbot: QtBot) -> None:
    shared = Facts.of([fact("andre_voksne_paa_adressen", 1, "bbr")])
    view, foot = opened(desk, qtbot, "oekonomisk-friplads", shared, "friplads")
    view._work.tell("oplyst_enlig", "ja")
    assert any("en anden voksen registreret" in question for question in foot.questions)
