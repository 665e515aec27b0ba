"""The fault panel against the real training servers: what is chosen is in force, and what is shown is true."""

from __future__ import annotations

from contextlib import nullcontext
from threading import Event

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adapters.simulator.faults import Setting
from app.citizen.port import RegisterKey
from app.errors import UserError
from app.training.port import Fault, FaultSetting
from tests.widgets.training.desk import TrainingDesk
from widgets.parts.notices import Banner
from widgets.training.faults import FaultsCard
from widgets.training.page import TrainingPage

NONE = Setting()


def in_force(desk: TrainingDesk) -> dict[str, tuple[str, float]]:
    """What the servers themselves have, without those that are well."""
    settings = desk.servers.settings()
    return {key: (value.fault.value, value.delay) for key, value in settings.items() if value != NONE}


def test_all_registers_are_there_and_well(page: TrainingPage) -> None:
    assert tuple(page.faults.rows) == tuple(RegisterKey)
    for row in page.faults.rows.values():
        assert row.fault.currentText() == "Ingen fejl"
        assert row.effect == "Svarer som normalt."
    assert not page.faults.notice


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_chosen_by_key_is_in_force(qtbot: QtBot, desk: TrainingDesk, page: TrainingPage, fault: Fault) -> None:
    row = page.faults.rows[RegisterKey.BBR]
    row.fault.setFocus()
    with nullcontext() if fault is Fault.NONE else qtbot.waitSignal(page.faults.idle):
        for _ in range(list(Fault).index(fault)):
            QTest.keyClick(row.fault, Qt.Key.Key_Down)
    expected = {} if fault is Fault.NONE else {"bbr": (fault.value, 2.0 if fault is Fault.DELAY else 0.0)}
    assert in_force(desk) == expected
    assert row.fault.currentIndex() == list(Fault).index(fault)
    assert row.seconds.isVisible() == (fault is Fault.DELAY)
    assert row.fault.accessibleDescription() == row.effect != ""


def test_the_seconds_step_by_a_half_and_are_in_force(qtbot: QtBot, desk: TrainingDesk, page: TrainingPage) -> None:
    row = page.faults.rows[RegisterKey.CPR]
    with qtbot.waitSignal(page.faults.idle):
        row.chosen.emit(RegisterKey.CPR, FaultSetting(Fault.DELAY, 2.0))
    row.seconds.setFocus()
    with qtbot.waitSignal(page.faults.idle):
        QTest.keyClick(row.seconds, Qt.Key.Key_Up)
    assert in_force(desk) == {"cpr": ("delay", 2.5)}
    assert "2,5 sek." in row.effect
    row.seconds.selectAll()
    QTest.keyClicks(row.seconds, "4")
    assert in_force(desk) == {"cpr": ("delay", 2.5)}, "a number half typed must not be set"
    with qtbot.waitSignal(page.faults.idle):
        QTest.keyClick(row.seconds, Qt.Key.Key_Return)
    assert in_force(desk) == {"cpr": ("delay", 4.0)}


@pytest.mark.parametrize(
    ("preset", "expected"),
    [
        ("down", {key.value: ("unavailable", 0.0) for key in RegisterKey}),
        ("slow", {key.value: ("delay", 2.0) for key in RegisterKey}),
        ("cpr", {"cpr": ("unavailable", 0.0)}),
        ("well", {}),
    ],
)
def test_a_preset_sets_all_registers(
    qtbot: QtBot, desk: TrainingDesk, page: TrainingPage, preset: str, expected: dict[str, tuple[str, float]]
) -> None:
    desk.servers.set("archive", "half")
    with qtbot.waitSignal(page.faults.idle):
        page.faults.presets[preset].click()
    assert in_force(desk) == expected
    shown = {key.value for key, row in page.faults.rows.items() if row.fault.currentText() != "Ingen fejl"}
    assert shown == set(expected)


def test_choices_in_a_hurry_end_with_the_last(qtbot: QtBot, desk: TrainingDesk, page: TrainingPage) -> None:
    """Each click would be a thread of its own: unordered, the first could win."""
    for _ in range(10):
        with qtbot.waitSignal(page.faults.idle):
            for preset in ("down", "slow", "cpr", "well", "slow"):
                page.faults.presets[preset].click()
            page.faults.rows[RegisterKey.BBR].chosen.emit(RegisterKey.BBR, FaultSetting(Fault.DENIED))
            assert page.faults.rows[RegisterKey.BBR].fault.currentText() == "Afviser adgang"
        expected = {key.value: ("delay", 2.0) for key in RegisterKey} | {"bbr": ("denied", 0.0)}
        assert in_force(desk) == expected
        assert page.faults.rows[RegisterKey.BBR].fault.currentText() == "Afviser adgang"


def test_faults_that_somebody_else_set_show_with_the_page(qtbot: QtBot, desk: TrainingDesk, page: TrainingPage) -> None:
    page.hide()
    desk.servers.set("benefits", "timeout")
    with qtbot.waitSignal(page.faults.idle):
        page.show()
    assert page.faults.rows[RegisterKey.BENEFITS].fault.currentText() == "Svarer aldrig"


def test_silent_servers_are_said_and_nothing_is_claimed(qtbot: QtBot, desk: TrainingDesk, page: TrainingPage) -> None:
    desk.servers.close()
    page.faults.presets["down"].setFocus()
    with qtbot.waitSignal(page.faults.idle):
        page.faults.presets["down"].click()
    assert "svarer ikke" in page.faults.notice
    assert not page.faults.is_loading
    for row in page.faults.rows.values():
        assert row.fault.currentIndex() == -1
        assert row.effect == row.fault.accessibleDescription() == ""
    assert page.faults.presets["down"].hasFocus()


class Failing:
    """A panel that fails as often as it is told, then is the real one."""

    def __init__(self, desk: TrainingDesk, failures: int) -> None:
        assert desk.workplace.faults is not None
        self._panel = desk.workplace.faults
        self._failures = failures

    def set(self, register: RegisterKey, setting: FaultSetting) -> None:
        if self._failures:
            self._failures -= 1
            raise UserError("training-unavailable")
        self._panel.set(register, setting)

    def current(self) -> dict[RegisterKey, FaultSetting]:
        return self._panel.current()


def test_another_try_sets_what_was_not_set(qtbot: QtBot, desk: TrainingDesk) -> None:
    card = FaultsCard(Failing(desk, 1), {})
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.idle):
        card.show()
    with qtbot.waitSignal(card.idle):
        card.presets["cpr"].click()
    assert in_force(desk) == {}
    banner = card.findChild(Banner)
    assert isinstance(banner, Banner)
    with qtbot.waitSignal(card.idle):
        banner.button.click()
    assert in_force(desk) == {"cpr": ("unavailable", 0.0)}
    assert not card.notice


def test_a_page_in_pieces_forgets_what_was_not_set(qtbot: QtBot, desk: TrainingDesk) -> None:
    """A wish that failed must not come true long after, when the page is opened for something else."""
    card = FaultsCard(Failing(desk, 1), {})
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.idle):
        card.show()
    with qtbot.waitSignal(card.idle):
        card.presets["down"].click()
    card.hide()
    with qtbot.waitSignal(card.idle):
        card.show()
    assert in_force(desk) == {}
    assert not card.notice
    assert card.rows[RegisterKey.CPR].fault.currentText() == "Ingen fejl"


class Holding(Failing):
    """Sets BBR's fault only when `go` is set."""

    def __init__(self, desk: TrainingDesk) -> None:
        super().__init__(desk, 0)
        self.go = Event()

    def set(self, register: RegisterKey, setting: FaultSetting) -> None:
        if register is RegisterKey.BBR:
            self.go.wait(10)
        super().set(register, setting)


def test_a_choice_on_its_way_stays_in_sight(qtbot: QtBot, desk: TrainingDesk) -> None:
    """The answer to an earlier choice does not know of it yet, and must not take it back."""
    panel = Holding(desk)
    card = FaultsCard(panel, {})
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.idle):
        card.show()
    with qtbot.waitSignal(card.idle):
        for register in (RegisterKey.CPR, RegisterKey.BBR):
            card.rows[register].chosen.emit(register, FaultSetting(Fault.DENIED))
        qtbot.waitUntil(lambda: card.accessibleDescription() == "1 register med fejl")
        assert card.is_loading
        assert card.rows[RegisterKey.BBR].fault.currentText() == "Afviser adgang"
        panel.go.set()
    assert in_force(desk) == {"cpr": ("denied", 0.0), "bbr": ("denied", 0.0)}


def test_the_wheel_sets_nothing(page: TrainingPage, desk: TrainingDesk) -> None:
    for control in (page.faults.rows[RegisterKey.CPR].fault, page.faults.rows[RegisterKey.CPR].seconds):
        control.setFocus()
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, event)
        assert not event.isAccepted()
    assert not page.faults.is_loading
    assert in_force(desk) == {}
