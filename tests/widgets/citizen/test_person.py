"""The person card: what one says of a person, and nothing that goes without saying."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.access.model import Section
from app.citizen.model.person import CivilStatus, RegisterDate
from app.citizen.model.sections import PersonFacts, Problem, SectionState, State
from app.citizen.port import FailureKind, RegisterKey
from tests.app.desk import person
from tests.widgets.citizen import made_up
from tests.widgets.citizen.test_income import words
from widgets.citizen.person import PersonView

BORN, LATER = RegisterDate(date(1952, 7, 30)), RegisterDate(date(2026, 4, 10))


@pytest.mark.parametrize(
    ("contact", "said"),
    [("A17", "CPR kender ikke nummeret på aftalen."), ("", "CPR kender ikke nummeret.")],
)
def test_a_number_that_cpr_has_nobody_under_is_said_to_be_that(qtbot: QtBot, contact: str, said: str) -> None:
    context = made_up.context()
    context = replace(context, purpose=replace(context.purpose, contact=contact))
    problem = Problem(RegisterKey.CPR, FailureKind.NOT_FOUND, context.now, "")
    view = PersonView(compact=True)
    qtbot.addWidget(view)
    view.show_state(SectionState(context.purpose.id, Section.PERSON, State.FAILED, problem=problem), context)
    lines = [label.text() for label in view.findChildren(QLabel)]
    assert any(line.startswith(said) for line in lines)
    assert not any(context.citizen.digits[:6] in line for line in lines)


@pytest.mark.parametrize(
    ("civil", "since", "said"),
    [
        (CivilStatus.UNMARRIED, BORN, "Ugift"),
        (CivilStatus.UNMARRIED, LATER, "Ugift · siden 10-04-2026"),
        (CivilStatus.WIDOWED, LATER, "Enke · siden 10-04-2026"),
    ],
)
def test_civil_status_says_since_when_unless_it_is_since_birth(
    qtbot: QtBot, civil: CivilStatus, since: RegisterDate, said: str
) -> None:
    view = PersonView(compact=True)
    qtbot.addWidget(view)
    facts = PersonFacts(person(born=BORN, sex="K", civil=civil, civil_since=since), ())
    view.show_state(made_up.state(Section.PERSON, facts), made_up.context())
    view.show()
    assert said in words(view).splitlines()
