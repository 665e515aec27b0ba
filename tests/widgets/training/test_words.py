"""Every fault of every register says what the desk will look like."""

from __future__ import annotations

import pytest

from app.citizen.port import RegisterKey
from app.training.port import Fault, FaultSetting
from widgets.training import fault_words


@pytest.mark.parametrize("register", RegisterKey)
@pytest.mark.parametrize("fault", Fault)
def test_there_are_words_for_all(register: RegisterKey, fault: Fault) -> None:
    assert fault_words.name(fault)
    words = fault_words.effect(register, FaultSetting(fault, 2.0), 6.0)
    assert words.endswith(".")
    assert "{" not in words


def test_the_desks_own_sentence_is_quoted() -> None:
    words = fault_words.effect(RegisterKey.CPR, FaultSetting(Fault.UNAVAILABLE), 6.0)
    assert words == "»CPR er ude af drift.« Rammer: Person og familie, Bolig, Historik."


def test_a_delay_longer_than_the_program_waits_is_a_time_out() -> None:
    late = fault_words.effect(RegisterKey.EINDKOMST, FaultSetting(Fault.DELAY, 2.5), 6.0)
    assert late == "Indkomst kommer tidligst efter 2,5 sek.; resten fyldes ud imens."
    never = fault_words.effect(RegisterKey.EINDKOMST, FaultSetting(Fault.DELAY, 6.0), 6.0)
    assert never == fault_words.effect(RegisterKey.EINDKOMST, FaultSetting(Fault.TIMEOUT), 6.0)
    assert "6 sek." in never


@pytest.mark.parametrize(
    ("faults", "words"), [(0, "Ingen fejl sat"), (1, "1 register med fejl"), (6, "6 registre med fejl")]
)
def test_the_registers_that_fail_are_counted(faults: int, words: str) -> None:
    assert fault_words.in_force(faults) == words
