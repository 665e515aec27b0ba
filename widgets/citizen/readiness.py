"""What opens without a connection, in words: short for a line of the agenda, in full where there is room."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.access.model import Section
from app.citizen.ahead import Readiness
from widgets import formats, texts


def short(value: Readiness, now: datetime) -> str:
    """Klar offline · kl. 9.02."""
    if value.as_of is None and value.problem is not None:
        return QCoreApplication.translate("readiness", "{0} mangler").format(texts.register(value.problem.register))
    if value.as_of is None:
        return QCoreApplication.translate("readiness", "Hentes ved åbning")
    if value.problem is not None:
        sentence = QCoreApplication.translate("readiness", "Delvis klar, {0} mangler")
        return sentence.format(texts.register(value.problem.register))
    return f"{_how(value)} · {formats.moment(value.as_of, now)}"


def full(value: Readiness, now: datetime) -> str:
    """Also what is lacking, and why."""
    if value.as_of is None and value.problem is None:
        return QCoreApplication.translate("readiness", "Hentes ved åbning, hvis registrene svarer.")
    words = []
    if value.as_of is not None:
        fetched = QCoreApplication.translate("readiness", "{0}, {1}.")
        words.append(fetched.format(_how(value), formats.fetched(value.as_of, now)))
    if value.problem is not None:
        words.append(texts.failure(value.problem.kind, texts.register(value.problem.register)))
    if value.lacking:
        failed = QCoreApplication.translate("readiness", "Mangler: {0}.")
        later = QCoreApplication.translate("readiness", "Hentes ved åbning: {0}.")
        lacking = ", ".join(map(texts.section, value.lacking))
        words.append((later if value.problem is None else failed).format(lacking))
    return " ".join(words)


def _how(value: Readiness) -> str:
    if not value.lacking:
        return QCoreApplication.translate("readiness", "Klar offline")
    if value.lacking == (Section.INCOME,):
        return QCoreApplication.translate("readiness", "Klar uden indkomst")
    return QCoreApplication.translate("readiness", "Delvis klar")
