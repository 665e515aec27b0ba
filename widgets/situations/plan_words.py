"""The plan in words: states, what they ask for, what became of a task and who did it when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from app.clock import danish_day
from app.situations.beside import Offer
from app.situations.due import Event
from app.situations.plan import Plan, PlanItem
from app.situations.told import (
    CHECK_LOCALLY,
    Ask,
    Channel,
    ContactOutcome,
    ItemAdded,
    ItemMoved,
    NoteAdded,
    PlanEvent,
    Standing,
    State,
)
from app.situations.visits import Known
from widgets import formats, texts
from widgets.parts.chips import ChipWords
from widgets.tokens import Meaning


def state(value: State) -> str:
    return {
        State.TO_DO: QCoreApplication.translate("plan", "Skal gøres"),
        State.DONE: QCoreApplication.translate("plan", "Gjort her"),
        State.SUBMITTED: QCoreApplication.translate("plan", "Sendt for borgeren"),
        State.HANDED_OVER: QCoreApplication.translate("plan", "Overdraget"),
        State.CITIZEN: QCoreApplication.translate("plan", "Borgeren gør det"),
        State.AWAITS: QCoreApplication.translate("plan", "Afventer"),
        State.NOT_RELEVANT: QCoreApplication.translate("plan", "Ikke relevant"),
    }[value]


def lettered(choices: Sequence[str]) -> list[str]:
    """Each with a letter of its own to press: the first of its letters that is still free."""
    taken: set[str] = set()
    marked = []
    for words in choices:
        at = next((at for at, letter in enumerate(words.lower()) if letter.isalpha() and letter not in taken), None)
        if at is None:
            marked.append(words)
            continue
        taken.add(words[at].lower())
        marked.append(f"{words[:at]}&{words[at:]}")
    return marked


def save_as(value: State) -> str:
    return QCoreApplication.translate("plan", "Gem som »{0}«").format(state(value))


def chip(value: State) -> ChipWords:
    meaning, icon = {
        State.TO_DO: (Meaning.NEUTRAL, "circle"),
        State.DONE: (Meaning.SUCCESS, None),
        State.SUBMITTED: (Meaning.SUCCESS, "send"),
        State.HANDED_OVER: (Meaning.SUCCESS, "forward"),
        State.CITIZEN: (Meaning.INFO, "user"),
        State.AWAITS: (Meaning.WARNING, "hourglass"),
        State.NOT_RELEVANT: (Meaning.NEUTRAL, "minus"),
    }[value]
    return ChipWords(state(value), meaning, icon)


def ask(value: Ask, asked_by: State) -> str:
    """The label of the field."""
    if value is Ask.DAY:
        return {
            State.HANDED_OVER: QCoreApplication.translate("plan", "Overdraget den"),
            State.CITIZEN: QCoreApplication.translate("plan", "Senest den (kan udelades)"),
        }.get(asked_by, QCoreApplication.translate("plan", "Ventes senest den (kan udelades)"))
    if value is Ask.RECEIVER and asked_by is State.AWAITS:
        return QCoreApplication.translate("plan", "Hvem eller hvad afventes?")
    return {
        Ask.RECEIVER: QCoreApplication.translate("plan", "Overdraget til"),
        Ask.GROUND: QCoreApplication.translate("plan", "Borgerens særlige behov"),
        Ask.REASON: QCoreApplication.translate("plan", "Hvorfor er opgaven ikke relevant?"),
    }[value]


def help_with(value: Ask) -> str:
    """Under the field; empty where the label says it all."""
    if value is Ask.GROUND:
        return QCoreApplication.translate(
            "plan",
            "Kommunen sender kun for borgere med særlige behov (lov om Udbetaling Danmark § 3). Skriv, hvilket behov.",
        )
    return QCoreApplication.translate("plan", "Dag-måned eller dag-måned-år") if value is Ask.DAY else ""


def missing(value: Ask) -> str:
    """What to do about an empty field."""
    return {
        Ask.RECEIVER: QCoreApplication.translate("plan", "Skriv hvem."),
        Ask.GROUND: QCoreApplication.translate("plan", "Skriv behovet."),
        Ask.REASON: QCoreApplication.translate("plan", "Skriv hvorfor."),
        Ask.DAY: QCoreApplication.translate("plan", "Skriv datoen."),
    }[value]


def detail(standing: Standing) -> str:
    """What the state asked for, in a line beside it; empty where that was nothing."""
    day = formats.day(standing.day) if standing.day is not None else ""
    match standing.state:
        case State.SUBMITTED:
            sent = QCoreApplication.translate("plan", "Til Udbetaling Danmark. Særligt behov: {0}")
            return sent.format(standing.ground)
        case State.HANDED_OVER:
            return QCoreApplication.translate("plan", "Til {0}, {1}").format(standing.receiver, day)
        case State.CITIZEN if day:
            return QCoreApplication.translate("plan", "Senest {0}").format(day)
        case State.AWAITS if day:
            return QCoreApplication.translate("plan", "{0}, senest {1}").format(standing.receiver, day)
        case State.AWAITS:
            return standing.receiver
        case State.NOT_RELEVANT:
            return standing.reason
        case _:
            return ""


def by(who: str, at: datetime, now: datetime) -> str:
    """Lise Nord, kl. 14.02."""
    return f"{who}, {formats.moment(at, now)}"


def about(item: PlanItem) -> str:
    """Who decides, and the deadline: its last day where that is known, and what the law says; and that the citizen's
    print leaves it out."""
    task = item.task
    words = [QCoreApplication.translate("plan", "{0} afgør").format(task.decider)] if task.decider else []
    if task.due is not None:
        words.append(QCoreApplication.translate("plan", "Senest {0}").format(formats.day(task.due)))
    if task.deadline == CHECK_LOCALLY:
        words.append(QCoreApplication.translate("plan", "Frist: tjek lokalt"))
    elif task.deadline:
        words.append(task.deadline)
    if task.is_discreet:
        words.append(QCoreApplication.translate("plan", "Står ikke på borgerens udskrift"))
    return " · ".join(words)


def late(item: PlanItem, today: date) -> ChipWords | None:
    """Where the deadline has passed: here, or before anybody could do anything about it here."""
    due = item.task.due
    if item.is_settled or due is None or due >= today:
        return None
    if due >= danish_day(item.added_at):
        return ChipWords(QCoreApplication.translate("plan", "Fristen er overskredet"), Meaning.DANGER)
    passed = QCoreApplication.translate("plan", "Fristen var {0}").format(formats.day(due))
    tip = QCoreApplication.translate("plan", "Den var gået, da opgaven kom på planen. Spørg, om det er gjort.")
    return ChipWords(passed, Meaning.WARNING, "calendar-clock", tip)


def asks(question: str) -> ChipWords:
    """On a task of which nobody knows whether it matters; `question` is empty where nobody can say what to ask."""
    words = QCoreApplication.translate("plan", "Spørg borgeren")
    if question:
        words = QCoreApplication.translate("plan", "Spørg: {0}").format(question[0].lower() + question[1:])
    tip = QCoreApplication.translate(
        "plan", "Det vides ikke, om opgaven gælder borgeren. Spørg; gør den ikke, er den »Ikke relevant«."
    )
    return ChipWords(words, Meaning.WARNING, "circle-question-mark", tip)


def offered(offer: Offer) -> str:
    """CPR har flytningen fra 16-11-2026. Or: »Ændret indkomst« er færdig. Til Udbetaling Danmark. Særligt behov: …"""
    if offer.form is None:
        day = formats.day(offer.since) if offer.since is not None else ""
        return QCoreApplication.translate("plan", "{0} fra {1}.").format(offer.says, day)
    finished = QCoreApplication.translate("plan", "»{0}« er færdig.").format(offer.form.title)
    return " ".join(filter(None, (finished, detail(offer.to))))


def set_to(value: State) -> str:
    return QCoreApplication.translate("plan", "Sæt til »{0}«").format(state(value))


def happened(value: Event) -> str:
    """The label of the day that deadlines are counted from."""
    return {
        Event.MOVE: QCoreApplication.translate("plan", "Flyttedag"),
        Event.MARRIAGE: QCoreApplication.translate("plan", "Vielsesdag"),
        Event.DEATH: QCoreApplication.translate("plan", "Dødsdag"),
        Event.PENSION_AGE: QCoreApplication.translate("plan", "Dag, pensionsalderen nås"),
        Event.REQUEST: QCoreApplication.translate("plan", "Dag, anmodningen kom"),
        Event.DECISION: QCoreApplication.translate("plan", "Dag, borgeren fik afgørelsen"),
    }[value]


def event(value: PlanEvent, now: datetime) -> str:
    """One line of a task's history."""
    match value.what:
        case ItemAdded():
            words = QCoreApplication.translate("plan", "Sat på planen")
        case ItemMoved(to=to):
            words = ": ".join(filter(None, (state(to.state), detail(to))))
        case NoteAdded(text=text):
            words = QCoreApplication.translate("plan", "Note: {0}").format(text)
        case _:
            words = QCoreApplication.translate("plan", "Planen begyndt")
    return f"{by(value.by.name, value.at, now)}: {words}"


def progress(plan: Plan) -> str:
    return QCoreApplication.translate("plan", "{0} af {1} afsluttet").format(plan.settled, len(plan.items))


def waits() -> ChipWords:
    tip = QCoreApplication.translate("plan", "Gemt på denne computer. Sendes, når det fælles lager svarer.")
    return ChipWords(QCoreApplication.translate("plan", "Venter på at blive sendt"), Meaning.INFO, "clock", tip)


def age(known: Known, now: datetime) -> str:
    """Why the plans are not as of now, and as of when they are."""
    why = texts.error(known.failure) if known.failure is not None else ""
    if known.as_of is None:
        shown = QCoreApplication.translate("plan", "Viser kun det, der er skrevet på denne computer.")
    else:
        when = formats.moment(known.as_of, now)
        shown = QCoreApplication.translate("plan", "Viser planen, som den var {0}.").format(when)
    return f"{why} {shown}"


def begun(plan: Plan, now: datetime) -> str:
    """How a plan is told from another."""
    day = formats.day(danish_day(plan.started_at))
    if danish_day(plan.started_at) == danish_day(now):
        day = QCoreApplication.translate("plan", "i dag")
    return QCoreApplication.translate("plan", "Plan fra {0} · {1}").format(day, progress(plan))


def channel(value: Channel) -> str:
    return {
        Channel.COUNTER: QCoreApplication.translate("plan", "Skranke"),
        Channel.PHONE: QCoreApplication.translate("plan", "Telefon"),
        Channel.VIDEO: QCoreApplication.translate("plan", "Video"),
        Channel.WRITTEN: QCoreApplication.translate("plan", "Skriftligt"),
    }[value]


def outcome(value: ContactOutcome) -> str:
    return {
        ContactOutcome.SETTLED: QCoreApplication.translate("plan", "Færdig – intet mangler"),
        ContactOutcome.CONTINUES: QCoreApplication.translate("plan", "Fortsætter – noget mangler"),
        ContactOutcome.REFERRED: QCoreApplication.translate("plan", "Vist videre – ikke vores opgave"),
        ContactOutcome.BROKEN_OFF: QCoreApplication.translate("plan", "Afbrudt"),
    }[value]
