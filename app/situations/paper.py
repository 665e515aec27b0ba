"""The plan in the citizen's words: what they came for, what was done, what they must do, what was sent and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from app.access.viewer import Viewer
from app.clock import danish_day
from app.situations.plan import CHECK_LOCALLY, UDBETALING_DANMARK, Plan, PlanItem, PlanTask, State
from app.situations.port import PaperContact, PaperLine, PlanPaper

_UNIT: Final = "Kommunen · "
_HERE: Final = " i kommunen"


def paper_of(
    plan: Plan, *, asked: Iterable[str], name: str, day: date, municipality: str, employee: Viewer
) -> PlanPaper:
    """`asked` are the titles of errand and situations. Give no `name` where name and address are protected.

    What is not relevant, what was noted and what is discreet stay here: the first two are the employees' own words to
    one another, and who lives with the citizen may read the paper.
    """
    lines: dict[State, list[PaperLine]] = {state: [] for state in State}
    contacts: dict[str, list[str]] = {}
    for item in plan.items:
        if item.task.is_discreet:
            continue
        lines[item.standing.state].append(_line(item, day))
        if item.task.turn_to and _may_be_asked(item):
            contacts.setdefault(_reached(item.task.turn_to), []).append(item.task.title)
    return PlanPaper(
        name=name,
        day=day,
        municipality=municipality,
        unit=employee.unit,
        employee=employee.name,
        asked=tuple(dict.fromkeys(asked)),
        done=tuple(lines[State.DONE]),
        yours=tuple(lines[State.CITIZEN]),
        sent=(*lines[State.SUBMITTED], *lines[State.HANDED_OVER]),
        waits=tuple(lines[State.AWAITS]),
        left=tuple(lines[State.TO_DO]),
        contacts=tuple(PaperContact(who, tuple(about)) for who, about in contacts.items()),
    )


def _line(item: PlanItem, today: date) -> PaperLine:
    task, standing = item.task, item.standing
    match standing.state:
        case State.SUBMITTED:
            return PaperLine(task.title, UDBETALING_DANMARK, danish_day(item.moved_at))
        case State.HANDED_OVER | State.AWAITS:
            return PaperLine(task.title, _called(standing.receiver), standing.day)
        case State.CITIZEN:
            day = standing.day or _coming(task, today)
            words = "" if day is not None or task.deadline == CHECK_LOCALLY else task.deadline
            return PaperLine(task.title, day=day, deadline=words, how="" if task.how is msgspec.UNSET else task.how)
        case State.TO_DO:
            title = f"{task.title} – hvis det gælder dig" if task.is_unsure else task.title
            return PaperLine(title, day=_coming(task, today))
        case _:
            return PaperLine(task.title)


def _coming(task: PlanTask, today: date) -> date | None:
    """A deadline that has passed helps nobody to be in time: then its words say what holds."""
    return task.due if task.due is not None and task.due >= today else None


def _may_be_asked(item: PlanItem) -> bool:
    """Whether whoever has the task by itself has it still: what is done is nobody's, and what was sent is theirs to
    whom it was sent."""
    to = item.standing
    if to.state in (State.DONE, State.NOT_RELEVANT):
        return False
    if to.state not in (State.SUBMITTED, State.HANDED_OVER):
        return True
    has = (UDBETALING_DANMARK if to.state is State.SUBMITTED else to.receiver).casefold()
    asked = item.task.turn_to.partition(" · ")[0].removesuffix(_HERE).casefold()
    return asked in has or has in asked


def _called(receiver: str) -> str:
    """As one says it: a unit of the municipality stands in a plan as "Kommunen · Pension og tillæg"."""
    unit = receiver.removeprefix(_UNIT)
    return f"{unit}{_HERE}" if unit != receiver else receiver


def _reached(turn_to: str) -> str:
    """As one says it and dials it: "Skattestyrelsen, telefon 72 22 18 18, skat.dk"."""
    parts = (part.removeprefix("https://").removeprefix("www.").rstrip("/") for part in turn_to.split(" · "))
    return ", ".join(f"telefon {part}" if part[:1].isdigit() else part for part in parts)
