"""A decision in Danish, with what the law asks that it says; as it is kept, copied and read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.benefits.model import Decision, Heard, Hearing, Outcome, Override, Owed
from app.benefits.words import (
    SOURCES,
    WHY_NOT,
    complaint_words,
    figure_line,
    labelled,
    step_line,
    with_unit,
    written,
)

_HEARD: Final[Mapping[Heard, str]] = {
    Heard.HEARD: "Partshørt {day} (forvaltningsloven § 19) om {about}. Svar: {answer}",
    Heard.KNEW: "Ikke partshørt: borgeren kendte oplysningerne om {about} (forvaltningsloven § 19, stk. 1). {answer}",
    Heard.SAFE: (
        "Ikke partshørt om {about}: det er ubetænkeligt at afgøre sagen uden (forvaltningsloven § 19, stk. 2, nr. 1). "
        "{answer}"
    ),
    Heard.STATUTORY_DEADLINE: (
        "Ikke partshørt om {about}: en lovbestemt frist ville blive overskredet (forvaltningsloven § 19, stk. 2, "
        "nr. 2). {answer}"
    ),
    Heard.NO_ACCESS: (
        "Ikke partshørt om {about}: borgeren har ikke ret til aktindsigt i dem (forvaltningsloven § 19, stk. 2, "
        "nr. 4). {answer}"
    ),
    Heard.REOPENED: (
        "Ikke partshørt på forhånd om {about}: borgeren får oplysningerne med afgørelsen og kan forlange sagen "
        "genoptaget (forvaltningsloven § 20). {answer}"
    ),
    Heard.OTHER: "Ikke partshørt om {about}: en anden undtagelse i forvaltningsloven § 19, stk. 2. {answer}",
}


def hearing_line(hearing: Hearing) -> str:
    about = "; ".join(
        f"{labelled(fact.label.lower(), fact.value)} ({SOURCES.get(fact.source, fact.source)})"
        for fact in hearing.about
    )
    day = written(hearing.day) if hearing.day is not None else ""
    return _HEARD[hearing.way].format(day=day, about=about, answer=hearing.answer.strip())


def decision_line(decision: Decision) -> str:
    """What was decided, in one line: what, how much, from when. A fee is but charged."""
    if decision.is_fee:
        return f"{decision.title}: {with_unit(decision.amount, decision.unit)}"
    amount = f"{decision.amount_label} {with_unit(decision.amount, decision.unit)}".strip()
    if decision.outcome is Outcome.NOT_MET:
        refused = f"Afslag: {WHY_NOT[decision.reason]}"
        amount = f"{refused}; {amount}" if decision.amount else refused
    return f"{decision.title} fra {written(decision.on)}. {amount[:1].upper()}{amount[1:]}"


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """`heading` is empty over the figures beside the decision."""

    heading: str
    lines: tuple[str, ...]


def decision_parts(decision: Decision) -> tuple[DecisionPart, ...]:
    """Beside its one line, what the law asks that a decision says: its reasons with the rules and what they rest on
    (forvaltningsloven § 24), the hearing, how to complain (§ 25). Those without lines are left out."""
    owed = decision.owed
    steps = DecisionPart(
        "Begrundelse" if owed.reasons else "Sådan er der regnet", tuple(map(step_line, decision.steps))
    )
    if decision.is_fee and owed.is_nothing:
        return (steps,)
    parts = (
        DecisionPart("", tuple(map(figure_line, decision.further))),
        steps,
        DecisionPart("Regler", decision.grounds),
        DecisionPart("Oplyst af borgeren imod et register", tuple(map(override_line, decision.overrides))),
        DecisionPart("Partshøring", (hearing_line(decision.hearing),) if decision.hearing is not None else ()),
        _complaint(owed),
    )
    return tuple(part for part in parts if part.lines)


def _complaint(owed: Owed) -> DecisionPart:
    if owed.complaint is not None:
        return DecisionPart(f"Klagevejledning ({owed.complaint.paragraph})", (complaint_words(owed.complaint),))
    if owed.reasons:
        return DecisionPart("Klagevejledning (forvaltningsloven § 25)", ("Tjek lokalt, hvem der klages til",))
    return DecisionPart("Fuldt medhold", ("Hverken partshøring, begrundelse eller klagevejledning kræves.",))


def decision_lines(decision: Decision) -> tuple[str, ...]:
    """The decision and all its parts as plain text."""
    said = decision_line(decision)
    return (
        said if decision.is_fee else f"Afgørelse: {said}",
        *(line for part in decision_parts(decision) for line in _plain(part)),
    )


def _plain(part: DecisionPart) -> Iterator[str]:
    if not part.heading:
        yield from part.lines
        return
    yield from ("", f"{part.heading}:")
    yield from (f"- {line}" for line in part.lines)


def override_line(override: Override) -> str:
    """What the decision rests on, what the register has, who chose and why."""
    register = SOURCES.get(override.source, override.source)
    return (
        f"{override.label}: {override.told} oplyst af borgeren, {register} siger {override.register} "
        f"(valgt af {override.by}: {override.why.strip()})"
    )
