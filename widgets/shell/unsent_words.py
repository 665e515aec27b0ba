"""What is unsent, in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.cases.port import Outcome
from app.sync.deliver import Unsent
from widgets import formats
from widgets.tokens import Meaning


def line(unsent: Unsent, now: datetime) -> str:
    """3 ikke sendt siden kl. 10.15; empty where everything is sent."""
    count = unsent.queued + unsent.parked
    if not count or unsent.oldest is None:
        return ""
    since = formats.moment(unsent.oldest, now)
    return QCoreApplication.translate("unsent", "{0} ikke sendt siden {1}").format(count, since)


def meaning(unsent: Unsent) -> Meaning:
    return Meaning.WARNING if unsent.trouble is not None or unsent.parked else Meaning.INFO


def icon(unsent: Unsent) -> str:
    return "circle-pause" if unsent.trouble is Outcome.DENIED else "arrow-up-down"


def details(unsent: Unsent, now: datetime) -> list[str]:
    """Each thing that stands in the way, and what happens about it."""
    said = []
    since = formats.moment(unsent.since, now) if unsent.since is not None else ""
    who = _receiver(unsent.kind)
    if unsent.trouble is Outcome.DENIED:
        denied = QCoreApplication.translate(
            "unsent", "{0} afviser at tage imod fra dig siden {1}. Afsendelsen holder pause."
        )
        said.append(denied.format(who, since))
    elif unsent.trouble is Outcome.UNAVAILABLE:
        away = QCoreApplication.translate("unsent", "{0} svarer ikke siden {1}. Der prøves igen af sig selv.")
        said.append(away.format(who, since))
    if unsent.queued:
        waiting = QCoreApplication.translate("unsent", "Venter på at blive sendt: {0}")
        said.append(waiting.format(formats.number(unsent.queued)))
    if unsent.parked:
        parked = QCoreApplication.translate("unsent", "Parkeret på sagen eller planen, til du tager stilling: {0}")
        said.append(parked.format(formats.number(unsent.parked)))
    return said


def _receiver(kind: str) -> str:
    from app.situations.told import VISIT

    if kind == VISIT:
        return QCoreApplication.translate("unsent", "Det fælles lager")
    return QCoreApplication.translate("unsent", "Arkivet")
