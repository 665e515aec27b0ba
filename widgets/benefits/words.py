"""Assessments in words and short forms."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.benefits.model import Assessment, AssessmentKind, Decider, Outcome, Rate, Reason, Trust
from app.benefits.words import amount_said
from widgets import formats
from widgets.tokens import Meaning


def result(assessment: Assessment) -> str:
    """The figure, or why there is none, short enough for a table."""
    if has_no_right(assessment):
        return QCoreApplication.translate("benefits", "Ingen ret")
    if assessment.amount is not None:
        return amount_said(assessment)
    match assessment.outcome:
        case Outcome.NOT_ASSESSED:
            return QCoreApplication.translate("benefits", "Ikke vurderet")
        case Outcome.NOT_COMPUTABLE if assessment.reason is Reason.JUDGEMENT:
            return QCoreApplication.translate("benefits", "Beror på et skøn")
        case Outcome.NOT_COMPUTABLE:
            return QCoreApplication.translate("benefits", "Kan ikke beregnes her")
        case Outcome.NOT_MET:
            return QCoreApplication.translate("benefits", "Ikke opfyldt")
        case Outcome.GRANTED:
            return QCoreApplication.translate("benefits", "Opfyldt")


def has_no_right(assessment: Assessment) -> bool:
    """To anything: somebody who must pay everything is told how much."""
    return assessment.outcome is Outcome.NOT_MET and (not assessment.amount or assessment.reason is Reason.CONDITION)


def doubt(assessment: Assessment) -> str:
    """That an answer rests on figures nobody answers for; empty for one that does not, and where there is none."""
    if assessment.amount is None or not assessment.unconfirmed:
        return ""
    return QCoreApplication.translate("benefits", "Ikke bekræftet: bygger på satser, ingen har bekræftet.")


def cell(assessment: Assessment) -> str:
    """As `result`, with a star for its doubt: a narrow table has no room for more."""
    return f"{result(assessment)} *" if doubt(assessment) else result(assessment)


def why_not(reason: Reason) -> str:
    """Why there is no right, or none to more."""
    return {
        Reason.BELOW_MINIMUM: QCoreApplication.translate(
            "benefits", "beløbet er under det mindste, der udbetales ved en ny ansøgning"
        ),
        Reason.INCOME: QCoreApplication.translate("benefits", "indkomsten er for høj"),
        Reason.WEALTH: QCoreApplication.translate("benefits", "formuen er for høj"),
    }.get(reason, QCoreApplication.translate("benefits", "en betingelse er ikke opfyldt"))


def kind(assessment: Assessment) -> str:
    """ "vejledende" stands beside every estimate, where it is decided beside every decision."""
    if assessment.kind is AssessmentKind.ESTIMATE:
        return QCoreApplication.translate("benefits", "vejledende")
    return QCoreApplication.translate("benefits", "afgøres her")


def decider(value: Decider) -> str:
    if value is Decider.UDBETALING_DANMARK:
        return "Udbetaling Danmark"
    return QCoreApplication.translate("benefits", "Kommunen")


def meaning(assessment: Assessment) -> Meaning:
    match assessment.outcome:
        case Outcome.GRANTED:
            return Meaning.SUCCESS
        case Outcome.NOT_MET:
            return Meaning.NEUTRAL
        case _:
            return Meaning.WARNING


def figures_in_the_way(assessment: Assessment) -> tuple[str, ...]:
    """The figures that are not there, or that a decision may not use, and where to look each up. One held back is not
    told before it is confirmed."""
    absent = QCoreApplication.translate("benefits", "{0} pr. {1} mangler. Slå den op: {2}")
    doubtful = QCoreApplication.translate("benefits", "{0} pr. {1} er ikke bekræftet af kommunen. Slå den op: {2}")
    day = formats.day(assessment.on)
    lines = [
        (absent if rate.held_back is None else doubtful).format(rate.label, formats.day(rate.on), rate.look_up)
        for rate in assessment.absent
    ]
    if assessment.kind is AssessmentKind.DECISION and assessment.outcome is Outcome.NOT_ASSESSED:
        lines += [doubtful.format(rate.label, day, rate.look_up) for rate in assessment.unconfirmed]
    return tuple(lines)


def trust(rate: Rate) -> str:
    if rate.confirmed is not None:
        words = QCoreApplication.translate("benefits", "bekræftet af {0} {1}")
        return words.format(rate.confirmed.by, formats.day(rate.confirmed.on))
    return {
        Trust.PROVEN: QCoreApplication.translate("benefits", "efterprøvet"),
        Trust.OFFICIAL: QCoreApplication.translate("benefits", "officiel kilde"),
    }.get(rate.trust, QCoreApplication.translate("benefits", "ikke bekræftet"))
