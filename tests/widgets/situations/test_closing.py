"""The end of a contact: one key, the likeliest answer under Enter, and the channel told where it is not told yet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.situations.told import Channel, ContactOutcome
from tests.widgets.accessibility import nameless
from widgets.parts.notices import Banner
from widgets.situations import plan_words
from widgets.situations.closing import ChannelBox, ClosingDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def asked(
    page: QWidget,
    likely: ContactOutcome | None,
    channel: Channel = Channel.COUNTER,
    *,
    is_open: bool = False,
    open_note: str = "",
) -> ClosingDialog:
    dialog = ClosingDialog("Karen Lindholm", likely, parent=page, channel=channel, is_open=is_open, open_note=open_note)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.open()
    return dialog


@pytest.mark.parametrize("likely", ContactOutcome)
def test_enter_takes_what_is_likely(page: QWidget, likely: ContactOutcome) -> None:
    dialog = asked(page, likely)
    focused = dialog.focusWidget()
    assert focused is not None
    assert plan_words.outcome(likely) in focused.accessibleName() or plan_words.outcome(likely) in str(
        focused.property("text")
    )
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert (dialog.outcome, dialog.result()) == (likely, ClosingDialog.DialogCode.Accepted)
    assert nameless(dialog) == []


@pytest.mark.parametrize(("key", "outcome"), list(zip("1234", ContactOutcome, strict=True)))
def test_one_key_answers(page: QWidget, key: str, outcome: ContactOutcome) -> None:
    dialog = asked(page, ContactOutcome.CONTINUES)
    QTest.keyClicks(dialog, key)
    assert (dialog.outcome, dialog.result()) == (outcome, ClosingDialog.DialogCode.Accepted)


@pytest.mark.parametrize("note", ["", "Notatet er ikke gjort færdigt."])
def test_nothing_is_ready_where_nobody_knows_what_was_done(page: QWidget, note: str) -> None:
    dialog = asked(page, None, open_note=note)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.outcome, dialog.result()) == (None, ClosingDialog.DialogCode.Rejected)


def test_looking_is_no_contact_and_what_is_open_is_one(page: QWidget) -> None:
    QTest.keyClicks(opened := asked(page, ContactOutcome.SETTLED, is_open=True), "0")
    assert opened.isVisible(), "something was done: it was a contact"
    QTest.keyClicks(looked := asked(page, ContactOutcome.SETTLED), "0")
    assert (looked.outcome, looked.result()) == (None, ClosingDialog.DialogCode.Accepted)


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(("key", "channel"), list(zip("stvk", Channel, strict=True)))
def test_one_key_corrects_how_the_citizen_came(page: QWidget, key: str, channel: Channel, is_open: bool) -> None:
    dialog = asked(page, ContactOutcome.SETTLED, Channel.VIDEO, is_open=is_open)
    assert dialog.ways.channel is Channel.VIDEO
    focused = dialog.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, key)
    assert dialog.ways.channel is channel
    assert dialog.isVisible()
    QTest.keyClicks(focused, "2")
    assert (dialog.outcome, dialog.ways.channel) == (ContactOutcome.CONTINUES, channel)


def test_a_channel_is_told_by_keyboard_and_stands_once_it_is_written(qtbot: QtBot) -> None:
    box = ChannelBox()
    qtbot.addWidget(box)
    told: list[Channel] = []
    box.told.connect(told.append)
    box.show_channel(Channel.COUNTER, fixed=False)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (told, box.channel) == ([Channel.PHONE], Channel.PHONE)
    box.show_channel(Channel.PHONE, fixed=True)
    assert not box.isEnabled()
    assert nameless(box) == []


@pytest.mark.parametrize("said", ["", "Notatet er ikke gjort færdigt."])
def test_a_note_that_stands_open_is_told_to_eye_and_ear_and_takes_no_key(page: QWidget, said: str) -> None:
    dialog = asked(page, ContactOutcome.SETTLED, open_note=said)
    assert [banner.text for banner in dialog.findChildren(Banner) if banner.isVisible()] == ([said] if said else [])
    question = "Hvordan endte henvendelsen fra Karen Lindholm?"
    assert dialog.accessibleDescription() == " ".join(filter(None, (question, said)))
    assert nameless(dialog) == []
    assert dialog.focusWidget() is dialog.answers[0]
    QTest.keyClicks(dialog, "2")
    assert dialog.outcome is ContactOutcome.CONTINUES


def test_the_answers_stand_under_each_other_key_and_words(page: QWidget) -> None:
    dialog = asked(page, ContactOutcome.CONTINUES)
    inked = [first_ink(answer) for answer in dialog.answers]
    assert max(inked) - min(inked) <= 3, "a digit's own shape"
    assert max(inked) < dialog.answers[0].width() // 4


def first_ink(button: QPushButton) -> int:
    """How far in the words begin, in pixels: inside its frame, the first column that is not the frame's ground."""
    image = button.grab().toImage()
    middle = range(image.height() // 4, 3 * image.height() // 4)
    ground = image.pixelColor(image.width() // 2, 4)
    return next(x for x in range(6, image.width()) if any(image.pixelColor(x, y) != ground for y in middle))
