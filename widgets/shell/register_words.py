"""What a register's condition is called, and what it means for the work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.citizen.port import Condition, FailureKind, Health, RegisterKey
from widgets import formats
from widgets.tokens import Meaning

_ORDER = (Health.DOWN, Health.FAILING, Health.UP, Health.UNKNOWN)
"""Worst first. What has not been asked says nothing of the rest."""


def worst(conditions: Iterable[Condition]) -> Health:
    return min((condition.health for condition in conditions), key=_ORDER.index, default=Health.UNKNOWN)


def denies(condition: Condition) -> bool:
    """It answers, and what it answers is no."""
    return condition.health is Health.FAILING and condition.kind is FailureKind.DENIED


def meaning(health: Health) -> Meaning:
    return {
        Health.UP: Meaning.SUCCESS,
        Health.UNKNOWN: Meaning.NEUTRAL,
        Health.FAILING: Meaning.WARNING,
        Health.DOWN: Meaning.DANGER,
    }[health]


def icon(health: Health) -> str:
    return "circle-dashed" if health is Health.UNKNOWN else meaning(health).icon


def line(conditions: list[Condition]) -> str:
    """All registers in a few words, the worst of them first."""
    down = sum(condition.health is Health.DOWN for condition in conditions)
    denying = sum(denies(condition) for condition in conditions)
    unstable = sum(condition.health is Health.FAILING for condition in conditions) - denying
    if down and down == len(conditions):
        return QCoreApplication.translate("registers", "Ingen registre svarer")
    if down == 1:
        return QCoreApplication.translate("registers", "1 register svarer ikke")
    if down:
        return QCoreApplication.translate("registers", "{0} registre svarer ikke").format(down)
    if unstable == 1:
        return QCoreApplication.translate("registers", "1 register svarer ustabilt")
    if unstable:
        return QCoreApplication.translate("registers", "{0} registre svarer ustabilt").format(unstable)
    if denying == 1:
        return QCoreApplication.translate("registers", "1 register afviser opslag")
    if denying:
        return QCoreApplication.translate("registers", "{0} registre afviser opslag").format(denying)
    return QCoreApplication.translate("registers", "{0} registre").format(len(conditions))


def state(condition: Condition, now: datetime) -> str:
    """One register's state and since when."""
    since = formats.moment(condition.since, now)
    if denies(condition):
        return QCoreApplication.translate("registers", "Afviser opslag siden {0}").format(since)
    match condition.health:
        case Health.UP:
            return QCoreApplication.translate("registers", "Svarer")
        case Health.UNKNOWN:
            return QCoreApplication.translate("registers", "Ikke spurgt endnu")
        case Health.FAILING:
            return QCoreApplication.translate("registers", "Svarer ustabilt siden {0}").format(since)
        case Health.DOWN:
            return QCoreApplication.translate("registers", "Svarer ikke siden {0}").format(since)


def retry(condition: Condition, now: datetime) -> str:
    if condition.health is not Health.DOWN or condition.retry_at is None:
        return ""
    return QCoreApplication.translate("registers", "Prøves igen {0}.").format(formats.moment(condition.retry_at, now))


def consequence(register: RegisterKey) -> str:
    """What cannot be done while it is away, and what can."""
    return {
        RegisterKey.CPR: QCoreApplication.translate(
            "registers",
            "Person og familie vises fra sidst hentede, hvis de er hentet før. "
            "Bolig kan kun hentes for kendte adresser.",
        ),
        RegisterKey.EINDKOMST: QCoreApplication.translate(
            "registers", "Indkomst vises fra sidst hentede, hvis den er hentet før."
        ),
        RegisterKey.BBR: QCoreApplication.translate(
            "registers", "Boligens areal og rum vises fra sidst hentede, hvis de er hentet før."
        ),
        RegisterKey.ADDRESS: QCoreApplication.translate(
            "registers", "Adresser foreslås ikke, mens der skrives. Udtrækket kan stadig søges."
        ),
        RegisterKey.BENEFITS: QCoreApplication.translate(
            "registers", "Ydelser vises fra sidst hentede, hvis de er hentet før."
        ),
        RegisterKey.ARCHIVE: QCoreApplication.translate(
            "registers", "Sager vises fra sidst hentede, hvis de er hentet før. Dokumenter kan ikke åbnes."
        ),
    }[register]
