"""The real Find box, filled with what no search is made of: it answers in words, and Adressevælger hears no number."""

from __future__ import annotations

import logging
import re

import pytest

from app.citizen.port import RegisterKey
from tests.app.population.made_up import MadeUpPeople
from tests.app.wrong_input import HOSTILE, wrong_input
from tests.journeys.fjordby import Desk

COUNT = 400
RAW = re.compile(r"error|traceback|exception|sqlite|none\b|<[a-z]+ object|register-failed|unexpected", re.IGNORECASE)


@pytest.fixture
def desk(cleared_desk: Desk) -> Desk:
    return cleared_desk


def test_wrong_input_is_answered_in_words(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    box, words = desk.window.find_box, set[str]()
    before = box._pause.interval(), box._address_pause.interval()
    box._pause.setInterval(0)
    box._address_pause.setInterval(0)
    box.setFocus()
    try:
        for text in (*HOSTILE, *wrong_input(list(MadeUpPeople(50)), COUNT)):
            box.clear()
            box.insert(text)
            typed = box.text()
            desk.wait(lambda typed=typed: box._shown_for == typed or not typed.strip())  # type: ignore[misc]
            if box.popup is not None and box.popup.isVisible():
                words.add(box.popup.words)
                assert not RAW.search(f"{box.popup.words} {box.popup.heading}"), ascii(typed)
        desk.wait(lambda: box._address_job is None and not box._address_pause.isActive())
    finally:
        box._pause.setInterval(before[0])
        box._address_pause.setInterval(before[1])
        box.clear()
        box.close_list()
    assert not any("kunne ikke gennemføres" in said for said in words)
    assert len(words) > 5
    assert not any(record.levelno >= logging.ERROR or record.exc_info for record in caplog.records)
    assert set(desk.town.asked) <= {RegisterKey.ADDRESS}
    assert desk.lines == ()
