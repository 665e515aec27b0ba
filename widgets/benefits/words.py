"""Assessments in words and short forms."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.benefits.model import Assessment, AssessmentKind, Decider, MissingRate, Outcome, Rate, Reason, Trust
from app.benefits.words import with_unit
from widgets import formats
from widgets.tokens import Meaning


def result(assessment: Assessment) -> str:
    """The figure, or why there is none, short enough for a table."""
    if assessment.amount is not None:
        return with_unit(assessment.amount, assessment.unit)
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


def why_not(reason: Reason) -> str:
    """Why there is no right, or none to more."""
    return {
        Reason.BELOW_MINIMUM: QCoreApplication.translate("benefits", "beløbet er under det mindste, der udbetales"),
        Reason.INCOME: QCoreApplication.translate("benefits", "indkomsten er for høj"),
        Reason.WEALTH: QCoreApplication.translate("benefits", "formuen er for høj"),
    }.get(reason, QCoreApplication.translate("benefits", "en betingelse er ikke opfyldt"))


def kind(assessment: Assessment) -> str:
    """ "vejledende" stands beside every estimate, whoever decides beside every decision."""
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


def absent(rate: MissingRate) -> str:
    """The figure that is not there, and where to look it up. One held back is not told before it is confirmed."""
    if rate.held_back is None:
        words = QCoreApplication.translate("benefits", "{0} pr. {1} mangler. Slå den op: {2}")
    else:
        words = QCoreApplication.translate("benefits", "{0} pr. {1} er ikke bekræftet af kommunen. Slå den op: {2}")
    return words.format(rate.label, formats.day(rate.on), rate.look_up)


def trust(rate: Rate) -> str:
    if rate.confirmed is not None:
        words = QCoreApplication.translate("benefits", "bekræftet {0}")
        return words.format(formats.day(rate.confirmed.on))
    return {
        Trust.PROVEN: QCoreApplication.translate("benefits", "efterprøvet"),
        Trust.OFFICIAL: QCoreApplication.translate("benefits", "officiel kilde"),
    }.get(rate.trust, QCoreApplication.translate("benefits", "ikke bekræftet"))
