"""What is unsent, in the top bar: nothing while there is nothing, else how many, since when and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.cases.port import Outcome
from app.sync.deliver import Unsent
from tests.widgets.shell.desk import MadeUpDesk
from widgets.shell.status import UnsentStatus

NOW = MadeUpDesk().now
BEFORE = NOW - timedelta(hours=3)


@pytest.fixture
def desk() -> MadeUpDesk:
    return MadeUpDesk()


@pytest.fixture
def status(desk: MadeUpDesk, qtbot: QtBot) -> UnsentStatus:
    made = UnsentStatus(desk)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("unsent", [None, Unsent(), Unsent(trouble=Outcome.UNAVAILABLE, since=NOW)])
def test_nothing_unsent_takes_no_room(desk: MadeUpDesk, status: UnsentStatus, unsent: Unsent | None) -> None:
    desk.unsent = Unsent(2, 0, BEFORE)
    status.refresh()
    assert not status.isHidden()
    desk.unsent = unsent or Unsent()
    status.refresh()
    assert status.isHidden()


def test_it_says_how_many_and_since_when_to_eye_and_ear(desk: MadeUpDesk, status: UnsentStatus) -> None:
    desk.unsent = Unsent(2, 1, BEFORE)
    status.refresh()
    assert status.text().strip() == status.accessibleName() == "3 ikke sendt siden kl. 11.42"
    assert status.toolTip().splitlines() == [
        "Venter på at blive sendt: 2",
        "Parkeret på sagen eller planen, til du tager stilling: 1",
    ]
    desk.unsent = Unsent(1, 0, BEFORE - timedelta(days=1))
    status.refresh()
    assert status.accessibleName() == "1 ikke sendt siden 19-11-2026 kl. 11.42"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Outcome.UNAVAILABLE, "Arkivet svarer ikke siden kl. 14.42. Der prøves igen af sig selv."),
        (Outcome.DENIED, "Arkivet afviser at tage imod fra dig siden kl. 14.42. Afsendelsen holder pause."),
    ],
)
def test_it_says_what_stands_in_the_way(desk: MadeUpDesk, status: UnsentStatus, trouble: Outcome, words: str) -> None:
    desk.unsent = Unsent(1, 0, BEFORE, trouble, NOW)
    status.refresh()
    assert status.toolTip().splitlines()[0] == words
    assert status.menu().actions()[0].text() == words
    assert not status.menu().actions()[0].isEnabled()


def test_sending_can_be_asked_for_where_there_is_something_to_send(desk: MadeUpDesk, status: UnsentStatus) -> None:
    desk.unsent = Unsent(1, 0, BEFORE)
    status.refresh()
    status.menu().actions()[-1].trigger()
    assert desk.hurried == 1
    desk.unsent = Unsent(0, 1, BEFORE)
    status.refresh()
    assert [action.text() for action in status.menu().actions()] == [
        "Parkeret på sagen eller planen, til du tager stilling: 1"
    ]
