"""An assessment in Danish, as it is printed, kept and read aloud. The word "vejledende" is put on here, so that no
estimate goes without it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from app.benefits.declaration import Benefit
from app.benefits.model import (
    Assessment,
    AssessmentKind,
    Complaint,
    Figure,
    Outcome,
    Owed,
    Rate,
    Reason,
    Step,
    Unit,
)
from app.facts.model import CITIZEN, Unknown, Why

_MONTHS: Final = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip

_A_SUM: Final = re.compile(r"(\+ \d+|kr\.|pct\.)$")

SOURCES: Final[Mapping[str, str]] = {
    "cpr": "CPR",
    "eindkomst": "eIndkomst",
    "bbr": "BBR",
    "benefits": "ydelsesindekset",
    "archive": "arkivet",
    "address": "adresseregistret",
    CITIZEN: "borgeren",
}

_WHY: Final[Mapping[Why, str]] = {
    Why.NOT_ASKED: "{source} er ikke spurgt",
    Why.LOADING: "{source} har ikke svaret endnu",
    Why.FAILED: "{source} har ikke svaret",
    Why.NOT_TOLD: "ikke oplyst",
    Why.DIFFERS: "registret og borgeren siger ikke det samme",
    Why.PROTECTED: "beskyttet",
    Why.UNUSABLE: "svaret fra {source} kan ikke bruges her",
}


def written(value: Decimal | int | date | str) -> str:
    """As Danes write it: 95.500 · 91,50 · 1. marts 2026. A number has two decimals, or none when it is whole."""
    if isinstance(value, date):
        return f"{value.day}. {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, str):
        return value
    number = Decimal(value)
    if number == number.to_integral_value():
        return f"{number:,.0f}".replace(",", ".")
    return f"{number:,.2f}".translate(str.maketrans(",.", ".,"))


def in_month(value: Decimal | int | date | str) -> str:
    """As `written`, a date by its month alone: marts 2026."""
    return f"{_MONTHS[value.month - 1]} {value.year}" if isinstance(value, date) else written(value)


def with_unit(value: Decimal, unit: Unit) -> str:
    if unit is Unit.SHARE:
        return with_unit(100 * value, Unit.PERCENT)
    if unit is Unit.COUNT:
        return written(value)
    if unit is Unit.YEARS:
        return f"{value.normalize():f} {unit.value}".replace(".", ",")
    return f"{written(value)} {unit.value}"


def conclusion(assessment: Assessment, benefit: Benefit) -> str:
    """One line: what it comes to, or why there is no answer."""
    said = _conclusion(assessment, benefit)
    return f"Vejledende: {said}" if assessment.kind is AssessmentKind.ESTIMATE else said


def _conclusion(assessment: Assessment, benefit: Benefit) -> str:
    match assessment.outcome:
        case Outcome.NOT_COMPUTABLE:
            return elsewhere(assessment, benefit)
        case Outcome.NOT_ASSESSED:
            return f"ikke vurderet – {'; '.join(lacking(assessment, benefit))}"
        case Outcome.NOT_MET:
            said = f"ingen ret – {WHY_NOT[assessment.reason]}"
        case Outcome.GRANTED:
            said = f"{benefit.amount_label} {amount_said(assessment, why=True)}".strip()
    return f"{said} (ikke bekræftet)" if assessment.unconfirmed else said


def amount_said(assessment: Assessment, *, why: bool = False) -> str:
    """The amount, or both that it may be where that hangs on something nobody has told."""
    said = with_unit(assessment.amount or Decimal(0), assessment.unit)
    if assessment.reason is not Reason.UNLESS_OLD:
        return said
    older = assessment.further[0]
    if why:
        return f"{said} eller, {older.label.lower()}, {with_unit(older.value, older.unit)}"
    return f"{written(assessment.amount or Decimal(0))} eller {with_unit(older.value, older.unit)}"


def elsewhere(assessment: Assessment, benefit: Benefit) -> str:
    """Why no figure can be given here. A day before the first formula has nothing to do with judgement."""
    if assessment.reason is Reason.NO_FORMULA and benefit.kind is AssessmentKind.DECISION:
        return f"Kan ikke afgøres her – reglerne for {written(assessment.on)} er ikke lagt ind"
    return benefit.elsewhere


WHY_NOT: Final[Mapping[Reason, str]] = {
    Reason.BELOW_MINIMUM: "beløbet er under det mindste, der udbetales ved en ny ansøgning",
    Reason.INCOME: "indkomsten er for høj",
    Reason.WEALTH: "formuen er for høj",
    Reason.CONDITION: "en betingelse er ikke opfyldt",
}


def labelled(label: str, said: str) -> str:
    """Husleje pr. måned: 6.000 kr., or after a question its answer: Er ansøger enlig? Ikke oplyst."""
    if not label.endswith("?"):
        return f"{label}: {said}"
    is_name = said[1:2].isupper()  # eIndkomst
    return f"{label} {said if is_name else said[:1].upper() + said[1:]}"


def lacking(assessment: Assessment, benefit: Benefit) -> tuple[str, ...]:
    """What stands between this and an answer, one line each: facts, figures to look up, figures to confirm."""
    facts = [labelled(_label(fact, benefit), why(fact)) for fact in assessment.missing]
    absent = [
        f"satsen “{rate.label}” for {rate.on.year} {'er ikke bekræftet' if rate.held_back else 'mangler'}: "
        f"slå op i {rate.look_up}"
        for rate in assessment.absent
    ]
    unconfirmed: list[str] = []
    if assessment.kind is AssessmentKind.DECISION and assessment.outcome is Outcome.NOT_ASSESSED:
        unconfirmed = [
            f"kommunen har ikke bekræftet “{rate.label}” for {assessment.on.year}: slå op i {rate.look_up}"
            for rate in assessment.unconfirmed
        ]
    return (*facts, *absent, *unconfirmed)


def _label(fact: Unknown, benefit: Benefit) -> str:
    declared = benefit.inputs.get(fact.name)
    return declared.label if declared is not None else fact.name


def why(fact: Unknown) -> str:
    return _WHY[fact.why].format(source=SOURCES.get(fact.source, fact.source))


def owed_lines(owed: Owed) -> tuple[str, ...]:
    """What the law asks for with a decision that gives less than everything, one line each."""
    if owed.reasons and owed.complaint is None:
        return (
            f"Begrundelse (forvaltningsloven §§ 22 og 24) efter {'; '.join(owed.reasons)}",
            "Klagevejledning (forvaltningsloven § 25): tjek lokalt, hvem der klages til",
        )
    if owed.complaint is None:
        return ("Alt er givet: hverken partshøring, begrundelse eller klagevejledning kræves.",)
    heard = ", ".join(dict.fromkeys(SOURCES.get(fact.source, fact.source) for fact in owed.hearing))
    hearing = (
        f"Partshøring over oplysningerne fra {heard}, hvis borgeren ikke kan antages at kende dem "
        f"(forvaltningsloven § 19)"
    )
    return (
        *((hearing,) if heard else ()),
        f"Begrundelse (forvaltningsloven §§ 22 og 24) efter {'; '.join(owed.reasons)}",
        complaint_line(owed.complaint),
    )


def complaint_line(complaint: Complaint) -> str:
    """The guidance that the citizen is given, and its ground."""
    return f"Klagevejledning ({complaint.paragraph}): {complaint_words(complaint)}"


def complaint_words(complaint: Complaint) -> str:
    """Where, until when, and what then happens."""
    said = (
        f"Du kan klage til {complaint.body} inden {complaint.weeks} uger efter, at du har fået afgørelsen. "
        f"Send klagen til {complaint.sent_to}, som vurderer sagen igen."
    )
    if not complaint.forwarded:
        return said
    return (
        f"{said} Fastholder kommunen afgørelsen, sender den klagen videre til {complaint.body} senest "
        f"{complaint.forwarded} uger efter, at den har fået klagen."
    )


def paper_line(step: Step) -> str:
    """`step_line` for the citizen's paper."""
    return step_line(replace(step, text=step.paper or step.text))


def step_line(step: Step) -> str:
    """With what it comes to: after = where the words end in a number, else after a colon."""
    paragraph = f" ({step.paragraph})" if step.paragraph else ""
    if step.amount is None:
        return f"{step.text}{paragraph}"
    between = " = " if _A_SUM.search(step.text) else ": "
    return f"{step.text}{between}{step_amount(step)}{paragraph}"


def step_amount(step: Step) -> str:
    """What the step comes to, with its unit; empty where it is words alone."""
    if step.amount is None:
        return ""
    return with_unit(step.amount, step.unit) if step.unit is not None else written(step.amount)


def figure_line(figure: Figure) -> str:
    return f"{figure.label}: {with_unit(figure.value, figure.unit)}"


def rate_line(rate: Rate) -> str:
    """The figure with everything that makes it worth believing."""
    said = f"{rate.label}: {with_unit(rate.value, rate.unit)}, gælder fra {written(rate.valid_from)}"
    if rate.confirmed is not None:
        return f"{said}. Bekræftet af {rate.confirmed.by} {written(rate.confirmed.on)}: {rate.source}"
    return f"{said}. {'' if rate.is_sure else 'Ikke bekræftet. '}Kilde: {rate.source} [{rate.trust}]"
