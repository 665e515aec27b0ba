"""What the facts look like: situations to suggest, the tasks a situation touches, and questions where facts disagree.

Nothing here decides anything, and nothing is for more than the one citizen whose facts are given: a contradiction is
looked for to serve somebody today, never to find somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.facts.conditions import Answer, Verdict
from app.facts.model import CITIZEN, Fact, Facts, Unknown
from app.situations.forms.answers import Sheet
from app.situations.model import Contradiction, Detected, Question, Situation, Touch, Touched
from app.situations.tasks import Task


def detect(facts: Facts, situations: Iterable[Situation]) -> tuple[Detected, ...]:
    """The situations whose conditions are met, each with the facts that met them."""
    found = []
    for situation in situations:
        answer = situation.when.holds(facts) if situation.when is not None else Answer(Verdict.NOT_MET)
        if answer.verdict is Verdict.MET:
            found.append(Detected(situation, answer.used))
    return tuple(found)


def happened_on(situation: Situation, facts: Facts, today: date) -> Fact | None:
    """The day it happened, as the facts that show it say, with who says so. None where they do not show it: a move
    that a register holds is then another than the one somebody tells of."""
    happened = situation.happened
    if happened is None or not happened.fact or not detect(facts, [situation]):
        return None
    return _day(facts[happened.fact], today)


def registered_since(touch: Touch, facts: Facts, today: date) -> date | None:
    """The day from which a register shows that the task is done. None where none shows it, or no certain day."""
    shows = touch.registered
    if shows is None or shows.when.holds(facts).verdict is not Verdict.MET:
        return None
    day = _day(facts[shows.since], today)
    return day.value if day is not None and isinstance(day.value, date) else None


def _day(fact: Fact | Unknown, today: date) -> Fact | None:
    """That a fact tells, as a date or as days since it."""
    if isinstance(fact, Unknown) or fact.value is None:
        return None
    days = fact.value
    return replace(fact, value=today - timedelta(days)) if isinstance(days, int) else fact


def touched(situation: Situation, facts: Facts, tasks: Mapping[str, Task]) -> tuple[Touched, ...]:
    """The tasks of the situation in its order, each with whether it matters to this citizen and why."""
    found = []
    for touch in situation.touches:
        answer = touch.when.holds(facts) if touch.when is not None else Answer(Verdict.MET)
        found.append(Touched(touch, tasks[touch.task], answer.verdict, answer.used, answer.missing))
    return tuple(found)


def contradictions(
    facts: Facts, errand: str, known: Iterable[Contradiction], *, declared: Collection[Fact] = ()
) -> tuple[Question, ...]:
    """Those that matter to `errand`, from facts inside its purpose and what the citizen has `declared` today.

    A fact that is not there raises no question.
    """
    facts = compared(facts.with_(declared))
    found = []
    for contradiction in known:
        if errand not in contradiction.errands:
            continue
        answer = contradiction.when.holds(facts)
        if answer.verdict is Verdict.MET:
            beside = (facts[name] for name in contradiction.shows)
            shown = dict.fromkeys([*(fact for fact in beside if isinstance(fact, Fact)), *answer.used])
            found.append(Question(contradiction, tuple(shown)))
    return tuple(found)


DECLARED: Final = {
    "oplyst_enlig": "oplyst_enlig",
    "indkomst": "oplyst_indkomst_maaned",
    "personer": "oplyst_personer",
}
"""The fields of forms in which the citizen tells what a register holds in the same measure, with the fact it is. Income
after AM-bidrag, or the income to come, is another measure: no question may rest on that difference."""


def declared_in(sheet: Sheet) -> tuple[Fact, ...]:
    """What the citizen has told in the form so far, whether or not a register says the same."""
    return tuple(
        Fact(DECLARED[filled.field.name], filled.word, CITIZEN, filled.told.at)
        for filled in sheet.shown
        if filled.field.name in DECLARED and filled.told is not None and filled.word is not None
    )


def compared(facts: Facts) -> Facts:
    """With what the citizen tells laid beside what a register holds, where both are known."""
    return facts.with_(_comparisons(facts))


def _comparisons(facts: Facts) -> Iterator[Fact | Unknown]:
    told, held = facts["oplyst_indkomst_maaned"], facts["indkomst_maaned"]
    yield _compare("indkomst_afvigelse_pct", told, held, _per_cent)
    told, held = facts["oplyst_personer"], facts["personer_paa_adressen"]
    yield _compare("personer_afvigelse", told, held, lambda said, registered: registered - said)


def _compare(
    name: str, told: Fact | Unknown, held: Fact | Unknown, by: Callable[[Decimal, Decimal], Decimal | None]
) -> Fact | Unknown:
    """As old as the register's answer, which is the older of the two."""
    if isinstance(told, Unknown):
        return Unknown(name, told.why, told.source)
    if isinstance(held, Unknown):
        return Unknown(name, held.why, held.source)
    said, registered = told.value, held.value
    if not isinstance(said, int | Decimal) or not isinstance(registered, int | Decimal):
        return Fact(name, None, held.source, held.as_of)
    return Fact(name, by(Decimal(said), Decimal(registered)), held.source, held.as_of)


def _per_cent(said: Decimal, registered: Decimal) -> Decimal | None:
    """Whole per cent of what was said; None where nothing was."""
    if said == 0:
        return None
    return ((registered - said) * 100 / said).quantize(Decimal(1), rounding=ROUND_HALF_UP)
