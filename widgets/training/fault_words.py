"""What a fault is called, and what the caseworker will see of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.access.model import Section
from app.citizen.port import FailureKind, RegisterKey
from app.training.port import Fault, FaultSetting
from widgets import formats, texts
from widgets.tokens import Meaning

_SECTIONS: Final = {
    RegisterKey.CPR: (Section.PERSON, Section.DWELLING, Section.HISTORY),
    RegisterKey.EINDKOMST: (Section.INCOME,),
    RegisterKey.BBR: (Section.DWELLING,),
    RegisterKey.BENEFITS: (Section.BENEFITS,),
    RegisterKey.ARCHIVE: (Section.CASES,),
}
"""The sections that fail with a register. Without CPR there is no address, and so no dwelling."""

_FAILURES: Final = {
    Fault.TIMEOUT: FailureKind.TIMEOUT,
    Fault.UNAVAILABLE: FailureKind.UNAVAILABLE,
    Fault.REFUSED: FailureKind.UNREACHABLE,
    Fault.MALFORMED: FailureKind.MALFORMED,
    Fault.HALF: FailureKind.MALFORMED,
    Fault.WRONG_PERSON: FailureKind.WRONG_PERSON,
}


def name(fault: Fault) -> str:
    return {
        Fault.NONE: QCoreApplication.translate("training", "Ingen fejl"),
        Fault.DELAY: QCoreApplication.translate("training", "Langsom"),
        Fault.TIMEOUT: QCoreApplication.translate("training", "Svarer aldrig"),
        Fault.UNAVAILABLE: QCoreApplication.translate("training", "Ude af drift (503)"),
        Fault.REFUSED: QCoreApplication.translate("training", "Afviser forbindelse"),
        Fault.DENIED: QCoreApplication.translate("training", "Afviser adgang"),
        Fault.MALFORMED: QCoreApplication.translate("training", "Ulæseligt svar"),
        Fault.HALF: QCoreApplication.translate("training", "Halvt svar"),
        Fault.WRONG_PERSON: QCoreApplication.translate("training", "Svarer om en forkert person"),
    }[fault]


def meaning(fault: Fault) -> Meaning:
    if fault is Fault.NONE:
        return Meaning.SUCCESS
    return Meaning.WARNING if fault is Fault.DELAY else Meaning.DANGER


def effect(register: RegisterKey, setting: FaultSetting, patience: float) -> str:
    """What the caseworker sees at the next look-up. `patience`: seconds until the program gives the register up."""
    fault = setting.fault
    if fault is Fault.NONE:
        return QCoreApplication.translate("training", "Svarer som normalt.")
    if fault is Fault.DELAY and setting.delay < patience:
        return _late(register, seconds(setting.delay))
    if register is RegisterKey.ADDRESS:
        return QCoreApplication.translate("training", "Adresser foreslås ikke, mens der skrives.")
    source = texts.register(register)
    if fault is Fault.DENIED:
        said = QCoreApplication.translate("training", "»Du har ikke adgang.« Heller ikke det allerede hentede vises.")
    elif fault in (Fault.DELAY, Fault.TIMEOUT):
        said = QCoreApplication.translate("training", "Efter {0}: »{1}«").format(
            seconds(patience), texts.failure(FailureKind.TIMEOUT, source)
        )
    else:
        said = QCoreApplication.translate("training", "»{0}«").format(texts.failure(_FAILURES[fault], source))
    return f"{said} " + QCoreApplication.translate("training", "Rammer: {0}.").format(_sections(register))


def seconds(value: float) -> str:
    """2 sek.; 2,5 sek."""
    exact = Decimal(str(round(value, 1)))
    text = formats.number(exact, decimals=0 if exact == exact.to_integral_value() else 1)
    return QCoreApplication.translate("training", "{0} sek.").format(text)


def in_force(faults: int) -> str:
    """How many registers are made to fail."""
    if not faults:
        return QCoreApplication.translate("training", "Ingen fejl sat")
    if faults == 1:
        return QCoreApplication.translate("training", "1 register med fejl")
    return QCoreApplication.translate("training", "{0} registre med fejl").format(faults)


def _late(register: RegisterKey, after: str) -> str:
    if register is RegisterKey.ADDRESS:
        return QCoreApplication.translate("training", "Adresser foreslås tidligst efter {0}").format(after)
    late = QCoreApplication.translate("training", "{0} kommer tidligst efter {1}; resten fyldes ud imens.")
    return late.format(_sections(register), after)


def _sections(register: RegisterKey) -> str:
    return ", ".join(texts.section(section) for section in _SECTIONS[register])
