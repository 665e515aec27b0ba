"""The task guide's own words: who, how far one may go, what is to be checked locally. The tasks' texts are data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.access.model import Rule
from app.access.roles import AuthorityLevel
from app.situations.guide import HandOver, Hit, Why
from app.situations.local_notes import LocalNote
from app.situations.tasks import Complaint, Deadline, Fee, Local, Offline, Onward, Owner, Task, Who
from widgets import formats
from widgets.parts.chips import ChipWords
from widgets.tokens import Meaning

_OWN_PAPER: Final = re.compile(r"(?:/?[\w-]+/)*[\w-]+\.(?:md|csv|json|toml)\b")


def who(owner: Owner) -> str:
    """Kommunen · Borgerservice."""
    names = {
        Who.MUNICIPALITY: QCoreApplication.translate("guide", "Kommunen"),
        Who.UDBETALING_DANMARK: "Udbetaling Danmark",
        Who.FAMILIERETSHUSET: "Familieretshuset",
        Who.SKATTESTYRELSEN: "Skattestyrelsen",
        Who.MOTORSTYRELSEN: "Motorstyrelsen",
        Who.POLICE: QCoreApplication.translate("guide", "Politiet"),
        Who.REGION: QCoreApplication.translate("guide", "Regionen"),
        Who.ANKESTYRELSEN: "Ankestyrelsen",
        Who.PARISH: QCoreApplication.translate("guide", "Sognet"),
        Who.ATP: "ATP",
        Who.A_KASSE: QCoreApplication.translate("guide", "A-kassen"),
        Who.STATE: QCoreApplication.translate("guide", "Staten"),
        Who.OTHER: owner.name,
    }
    return " · ".join(filter(None, (owner.name or names[owner.who], owner.unit)))


def level(value: AuthorityLevel) -> ChipWords:
    return {
        AuthorityLevel.GUIDANCE: ChipWords(
            QCoreApplication.translate("guide", "Niveau 1 · Vejledning"),
            Meaning.INFO,
            "info",
            QCoreApplication.translate("guide", "Alle i borgerservice vejleder om det."),
        ),
        AuthorityLevel.RULE_BASED: ChipWords(
            QCoreApplication.translate("guide", "Niveau 2 · Afgøres i skranken"),
            Meaning.INFO,
            "scale",
            QCoreApplication.translate("guide", "Afgøres efter faste regler af en sagsbehandler."),
        ),
        AuthorityLevel.PROFESSIONAL: ChipWords(
            QCoreApplication.translate("guide", "Niveau 3 · Fagligt skøn"),
            Meaning.INFO,
            "scale",
            QCoreApplication.translate("guide", "Forberedes i skranken og afgøres af en fagspecialist."),
        ),
    }[value]


def offline(value: Offline, *, tip: str) -> ChipWords:
    text, meaning, icon = {
        Offline.NOW: (QCoreApplication.translate("guide", "Kan gøres offline"), Meaning.SUCCESS, "wifi-off"),
        Offline.QUEUED: (QCoreApplication.translate("guide", "Offline: lægges i kø"), Meaning.NEUTRAL, "wifi-off"),
        Offline.NO: (QCoreApplication.translate("guide", "Kræver forbindelse"), Meaning.NEUTRAL, "wifi"),
    }[value]
    return ChipWords(text, meaning, icon, tip)


def local(value: Local) -> str:
    return {
        Local.FEE: QCoreApplication.translate("guide", "Gebyr"),
        Local.PHONE: QCoreApplication.translate("guide", "Telefon"),
        Local.ADDRESS: QCoreApplication.translate("guide", "Adresse"),
        Local.DEADLINE: QCoreApplication.translate("guide", "Frist"),
        Local.COMPLAINT: QCoreApplication.translate("guide", "Klage"),
        Local.LAW: QCoreApplication.translate("guide", "Lov"),
        Local.OPENING: QCoreApplication.translate("guide", "Åbningstid"),
        Local.BRING: QCoreApplication.translate("guide", "Medbring"),
    }[value]


def check_locally() -> str:
    """In the place of a fact that no source gives."""
    return QCoreApplication.translate("guide", "Tjek lokalt")


def none() -> str:
    """In the place of a fact that there is none of."""
    return QCoreApplication.translate("guide", "Ingen")


def chips(task: Task, today: date) -> tuple[ChipWords, ...]:
    """What stands under the task's name: how far one may go, whose it is, how soon, and with or without connection."""
    found = []
    if task.ended is not None and task.has_ended(today):
        since = QCoreApplication.translate("guide", "Ophørt {0}").format(formats.day(task.ended.on))
        found.append(ChipWords(since, Meaning.NEUTRAL, "circle-x"))
    found.append(level(task.authority))
    owner = task.owner_on(today)
    if owner is not None:
        found.append(ChipWords(who(owner), Meaning.NEUTRAL, "landmark", source(owner.source)))
    coming = sorted((row.first, who(row), row.source) for row in task.owner if row.first and row.first > today)
    for first, whose, read in coming[:1]:
        words = QCoreApplication.translate("guide", "Fra {0}: {1}").format(formats.day(first), whose)
        found.append(ChipWords(words, Meaning.WARNING, "calendar-clock", source(read)))
    if task.deadline is not None and (soon := how_soon(task.deadline)):
        words = QCoreApplication.translate("guide", "Frist: {0}").format(soon)
        found.append(ChipWords(words, Meaning.WARNING, "calendar-clock", task.deadline.text))
    if task.offline is not None:
        found.append(offline(task.offline.can, tip=task.offline.text))
    return tuple(found)


def found_by(hit: Hit) -> str:
    """Why a task is on the list, under its name."""
    if hit.why is Why.SYNONYM:
        return QCoreApplication.translate("guide", "Også kaldt: {0}").format(hit.words)
    return hit.words


def why_not(over: HandOver) -> str:
    """Why somebody else must do it, and who: one or two sentences."""
    why = {
        Rule.NO_ROLE: QCoreApplication.translate("guide", "Du har ingen rolle, der giver adgang til opgaven."),
        Rule.SUBJECT: QCoreApplication.translate("guide", "Opgaven ligger uden for din rolles emner."),
    }.get(over.why, "")
    needs = {
        AuthorityLevel.GUIDANCE: "",
        AuthorityLevel.RULE_BASED: QCoreApplication.translate("guide", "Opgaven afgøres af en sagsbehandler."),
        AuthorityLevel.PROFESSIONAL: QCoreApplication.translate(
            "guide", "Du kan forberede opgaven, men en fagspecialist afgør den."
        ),
    }[over.level]
    whom = ", ".join(filter(None, (over.unit, over.contact, over.phone)))
    to = QCoreApplication.translate("guide", "Giv videre til {0}.").format(whom) if whom else ""
    return " ".join(filter(None, (why or needs, to)))


def deadline(value: Deadline | None) -> str:
    """Empty where the task has none, as with what follows."""
    return _with_ground(value.text, value.ground) if value is not None else ""


def how_soon(value: Deadline) -> str:
    """As the law counts: 5 dage, 4 hverdage, 24 timer; empty where it gives no one number."""
    counted = value.counted
    for count, words in (
        (counted.days if counted is not None else value.days, QCoreApplication.translate("guide", "{0} dage")),
        (value.weekdays, QCoreApplication.translate("guide", "{0} hverdage")),
        (value.hours, QCoreApplication.translate("guide", "{0} timer")),
        (counted and counted.working_days, QCoreApplication.translate("guide", "{0} arbejdsdage")),
        (counted and counted.weeks, QCoreApplication.translate("guide", "{0} uger")),
        (counted and counted.months, QCoreApplication.translate("guide", "{0} mdr.")),
    ):
        if count:
            return words.format(count)
    return ""


def complaint(value: Complaint | None) -> str:
    if value is None:
        return ""
    words = value.body
    if value.weeks is not None:
        limit = QCoreApplication.translate("guide", "Klagefrist: {0} uger").format(value.weeks)
        words = f"{words.removesuffix('.')}. {limit}"
    return _with_ground(words, value.law)


def fee(value: Fee | None) -> str:
    if value is None:
        return ""
    return QCoreApplication.translate("guide", "{0} {1} (pr. {2})").format(
        value.amount, value.unit, formats.day(value.as_of)
    )


def web(onward: Onward) -> str:
    """As people say it: borger.dk/flytning."""
    return onward.web.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def noted(note: LocalNote, what: Local) -> str:
    """44 00 00 00 (kommunens egen): never the number of whoever else has the task. Empty if nothing is noted."""
    words = {
        Local.PHONE: note.phone,
        Local.OPENING: note.opening,
        Local.ADDRESS: note.address,
        Local.FEE: note.fee,
        Local.DEADLINE: note.deadline,
        Local.COMPLAINT: note.complaint,
    }.get(what, "")
    return QCoreApplication.translate("guide", "{0} (kommunens egen)").format(words) if words else ""


def signed_note(note: LocalNote) -> str:
    """Kommunens egen note · Lise Nord 22-11-2026."""
    return " · ".join(filter(None, (QCoreApplication.translate("guide", "Kommunens egen note"), signed(note))))


def signed(note: LocalNote) -> str:
    """Lise Nord 22-11-2026."""
    return " ".join(filter(None, (note.by, formats.day(note.on) if note.on is not None else "")))


def source(text: str) -> str:
    """Where a fact was read. Indgang's own papers go by one name: nobody at a desk has them as files."""
    return _OWN_PAPER.sub(QCoreApplication.translate("guide", "Indgangs regelsamling"), text)


def sites(sources: Iterable[str]) -> str:
    """The sources of a task in short: borger.dk, Indgangs regelsamling § 5."""
    short = (re.sub(r"https?://(?:www\.)?([^/\s]+)\S*", r"\1", source(text)) for text in sources)
    return ", ".join(dict.fromkeys(short))


def _with_ground(words: str, ground: str) -> str:
    return f"{words.removesuffix('.')} ({paragraphs(ground)})" if ground else words


def paragraphs(law: str) -> str:
    """The sign and its number never part at the end of a line."""
    return law.replace("§ ", "§\N{NO-BREAK SPACE}")
