from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.training.desk import TrainingDesk, training_desk
from widgets.training.page import TrainingPage


@pytest.fixture
def desk() -> Iterator[TrainingDesk]:
    with training_desk() as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: TrainingDesk) -> TrainingPage:
    """In sight, with its people, and with what the servers said of their faults."""
    made = TrainingPage(desk.workplace, desk.people)
    qtbot.addWidget(made)
    made.resize(1200, 640)
    with qtbot.waitSignal(made.faults.idle):
        made.show()
    return made
