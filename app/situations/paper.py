"""The plan in the citizen's words: what was done, what they must do, what was sent and is left, and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from app.access.viewer import Viewer
from app.clock import danish_day
from app.situations.plan import Plan, PlanItem
from app.situations.port import PaperContact, PaperLine, PlanPaper
from app.situations.told import CHECK_LOCALLY, UDBETALING_DANMARK, Office, PlanTask, State

_FRONT_DESK: Final = "Borgerservice"
"""Where whoever made the plan sits, if no unit says it."""


def paper_of(
    plan: Plan, *, about: Iterable[str], name: str, day: date, municipality: str, employee: Viewer
) -> PlanPaper:
    """`about` are the situations in words for the citizen. Give no `name` where name and address are protected.

    What is not relevant, what was noted and what is discreet stay here: the first two are the employees' own words to
    one another, and who lives with the citizen may read the paper. The errand stays here with the discreet: it may be
    to have one's address hidden.
    """
    unit = employee.unit or _FRONT_DESK
    lines: dict[State, list[PaperLine]] = {state: [] for state in State}
    others: list[PaperLine] = []
    contacts: dict[str, list[str]] = {}
    for item in plan.items:
        if item.task.is_discreet:
            continue
        office = _office(item.task, unit)
        theirs = item.standing.state is State.TO_DO and office is not None and not office.is_municipal
        (others if theirs else lines[item.standing.state]).append(_line(item, office, day))
        if item.task.turn_to and _may_be_asked(item):
            contacts.setdefault(_contact(item.task), []).append(item.task.title)
    return PlanPaper(
        name=name,
        day=day,
        municipality=municipality,
        unit=unit,
        employee=employee.name,
        about=tuple(about),
        done=tuple(lines[State.DONE]),
        yours=tuple(lines[State.CITIZEN]),
        sent=(*lines[State.SUBMITTED], *lines[State.HANDED_OVER]),
        waits=tuple(lines[State.AWAITS]),
        left=tuple(lines[State.TO_DO]),
        others=tuple(others),
        contacts=tuple(PaperContact(who, tuple(tasks)) for who, tasks in contacts.items()),
    )


def _line(item: PlanItem, office: Office | None, today: date) -> PaperLine:
    task, standing = item.task, item.standing
    match standing.state:
        case State.SUBMITTED:
            return PaperLine(task.title, UDBETALING_DANMARK, danish_day(item.moved_at))
        case State.HANDED_OVER | State.AWAITS:
            return PaperLine(task.title, _receiver(item), standing.day)
        case State.CITIZEN:
            how = "" if task.how is msgspec.UNSET else task.how
            day, words = (standing.day, "") if standing.day is not None else _by_when(task, today)
            return PaperLine(task.title, day=day, deadline=words, how=how)
        case State.TO_DO:
            title = f"{task.title} – hvis det gælder dig" if task.is_unsure else task.title
            who = office.called if office is not None else ""
            ours = office is None or office.is_municipal
            day, words = (_coming(task, today), "") if ours else _by_when(task, today)
            return PaperLine(title, who, day, words)
        case _:
            return PaperLine(task.title)


def _office(task: PlanTask, unit: str) -> Office | None:
    """What was written by hand is for the unit that makes the plan. None where an older plan does not say."""
    if task.office is not msgspec.UNSET:
        return task.office
    return None if task.task else Office(unit, is_municipal=True)


def _coming(task: PlanTask, today: date) -> date | None:
    """A deadline that has passed helps nobody to be in time: then its words say what holds."""
    return task.due if task.due is not None and task.due >= today else None


def _by_when(task: PlanTask, today: date) -> tuple[date | None, str]:
    """The citizen's own deadline: its day, else what the law says; neither where it is for the office to answer by."""
    day = _coming(task, today)
    if task.is_answer or task.deadline == CHECK_LOCALLY:
        return None, ""
    return day, "" if day is not None else task.deadline


def _may_be_asked(item: PlanItem) -> bool:
    """Whether whoever has the task by itself has it still: what is done is nobody's, and what was sent is theirs to
    whom it was sent."""
    to = item.standing
    if to.state in (State.DONE, State.NOT_RELEVANT):
        return False
    if to.state not in (State.SUBMITTED, State.HANDED_OVER):
        return True
    has = UDBETALING_DANMARK if to.state is State.SUBMITTED else _receiver(item)
    return any(name in has.casefold() or has.casefold() in name for name in _names(item.task))


def _names(task: PlanTask) -> set[str]:
    """What whoever may be asked about it goes by: a unit of the municipality by its own name, too."""
    names = {task.turn_to}
    if task.office is not msgspec.UNSET and task.office.called == task.turn_to:
        names.add(task.office.name)
    return {name.casefold() for name in names if name}


def _receiver(item: PlanItem) -> str:
    """As one says it, where it is whoever decides it; else as somebody wrote it."""
    task, receiver = item.task, item.standing.receiver
    return task.office.called if task.office is not msgspec.UNSET and receiver == task.decider else receiver


def _contact(task: PlanTask) -> str:
    """As one says it and dials it: "Skattestyrelsen, telefon 72 22 18 18, skat.dk"."""
    reached = () if task.reached is msgspec.UNSET else task.reached
    ways = (way.removeprefix("https://").removeprefix("www.").rstrip("/") for way in reached)
    return ", ".join((task.turn_to, *(f"telefon {way}" if way[:1].isdigit() else way for way in ways)))
