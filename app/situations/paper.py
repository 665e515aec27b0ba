"""The plan in the citizen's words: what they came for, what was done, what they must do, what was sent and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from app.access.viewer import Viewer
from app.clock import danish_day
from app.situations.plan import CHECK_LOCALLY, UDBETALING_DANMARK, Plan, PlanItem, PlanTask, State
from app.situations.port import PaperContact, PaperLine, PlanPaper


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
            contacts.setdefault(_contact(item.task), []).append(item.task.title)
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
            return PaperLine(task.title, _receiver(item), standing.day)
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
