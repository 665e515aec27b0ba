"""The help page says whom there is to practise on in training, and nobody elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from app.training.people import help_list
from widgets.help.page import HelpPage
from widgets.tokens import RESOURCES


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_training_citizen_stands_in_the_help(qtbot: QtBot, language: str) -> None:
    people = help_list(RESOURCES / "training" / "people.toml", english=language == "en")
    text = _read(qtbot, HelpPage(language=language, people=people))
    assert [person for person in people if person not in text] == []


def test_a_municipality_s_own_help_names_nobody_to_practise_on(qtbot: QtBot) -> None:
    assert "Øvepersoner" not in _read(qtbot, HelpPage(language="da"))


def _read(qtbot: QtBot, page: HelpPage) -> str:
    qtbot.addWidget(page)
    browser = page.findChild(QTextBrowser)
    assert browser is not None
    return browser.toPlainText()
