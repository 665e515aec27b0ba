"""Named facts in words: their values, where they come from, and why one is missing."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from app.citizen.port import RegisterKey
from app.clock import danish_day
from app.facts.model import CITIZEN, EXTRACT, Fact, Kind, Unknown, Value, Why
from app.facts.vocabulary import Term
from widgets import formats, texts

_UNIT = " kr."
_DAYS_AHEAD, _DAYS_AGO = "dage_til_", "_dage"
"""How `facts.toml` names what counts days."""
_YEAR, _YEARS = 365.25, 2
"""Days in a year, and from how many years on nobody counts months any more."""
_MONTH, _MONTHS = _YEAR / 12, 4
"""Days in a month, and from how many months on nobody counts days any more."""


def value(known: Value, kind: Kind) -> str:
    """As one reads it, and as one may type it: 12.500, 01-03-2026, ja."""
    match known:
        case None:
            return QCoreApplication.translate("facts", "Ikke registreret")
        case True:
            return QCoreApplication.translate("facts", "ja")
        case False:
            return QCoreApplication.translate("facts", "nej")
        case str():
            return known
        case Decimal() | int():
            number = Decimal(known)
            whole = number == number.to_integral_value()
            return formats.number(number, decimals=0 if whole else 2 if kind is Kind.AMOUNT else 1)
        case _:
            return formats.day(known)


def said(fact: Fact, term: Term) -> str:
    """Børn under 18 år: 2. Separationen: for 35 dage siden."""
    known = fact.value
    if isinstance(known, int) and _DAYS_AHEAD in term.name:
        return f"{term.label}: {_days_off(known)}"
    if isinstance(known, int) and term.name.endswith(_DAYS_AGO):
        return f"{term.label}: {_days_off(-known)}"
    words = term.values.get(known, known) if isinstance(known, str) else value(known, term.kind)
    return f"{term.label}: {words}{_UNIT if term.kind is Kind.AMOUNT and known is not None else ''}"


def _days_off(days: int) -> str:
    """As one says it of a day that is so many days ahead, or behind where it is negative: the law counts the days, a
    person who reads it the months and the years."""
    match days:
        case 0:
            return QCoreApplication.translate("facts", "i dag")
        case 1:
            return QCoreApplication.translate("facts", "i morgen")
        case -1:
            return QCoreApplication.translate("facts", "i går")
    if abs(days) >= _YEARS * _YEAR:
        number = int(abs(days) / _YEAR)
        ahead, ago = (
            QCoreApplication.translate("facts", "om {0} år"),
            QCoreApplication.translate("facts", "for {0} år siden"),
        )
    elif abs(days) >= _MONTHS * _MONTH:
        number = int(abs(days) / _MONTH)
        ahead, ago = (
            QCoreApplication.translate("facts", "om {0} måneder"),
            QCoreApplication.translate("facts", "for {0} måneder siden"),
        )
    else:
        number = abs(days)
        ahead, ago = (
            QCoreApplication.translate("facts", "om {0} dage"),
            QCoreApplication.translate("facts", "for {0} dage siden"),
        )
    return (ahead if days > 0 else ago).format(number)


def source(key: str) -> str:
    """The register's name, its extract, or the citizen."""
    if key in set(RegisterKey):
        return texts.register(RegisterKey(key))
    words = {
        CITIZEN: QCoreApplication.translate("facts", "borgeren"),
        EXTRACT: QCoreApplication.translate("facts", "CPR-udtræk"),
    }
    return words.get(key, key)


def origin(fact: Fact, now: datetime | None) -> str:
    """CPR · hentet kl. 14.02, or: oplyst af borgeren kl. 14.05; `now` as `formats.moment` has it."""
    if fact.source == CITIZEN:
        told = QCoreApplication.translate("facts", "oplyst af borgeren")
        return told if fact.as_of is None else f"{told} {formats.moment(fact.as_of, now)}"
    name = source(fact.source)
    if fact.source == EXTRACT and fact.as_of is not None:
        return f"{name} {formats.day(danish_day(fact.as_of))}"
    return name if fact.as_of is None else f"{name} · {formats.fetched(fact.as_of, now)}"


def why(unknown: Unknown) -> str:
    """eIndkomst har ikke svaret."""
    match unknown.why:
        case Why.NOT_ASKED:
            return QCoreApplication.translate("facts", "ikke nødvendigt for dette ærinde")
        case Why.LOADING:
            return QCoreApplication.translate("facts", "{0} er ved at svare").format(source(unknown.source))
        case Why.FAILED:
            return QCoreApplication.translate("facts", "{0} har ikke svaret").format(source(unknown.source))
        case Why.NOT_TOLD:
            return QCoreApplication.translate("facts", "ikke oplyst")
        case Why.DIFFERS:
            return QCoreApplication.translate("facts", "registret og borgeren siger ikke det samme – vælg først")
        case Why.PROTECTED:
            return QCoreApplication.translate("facts", "beskyttet – vis adressen for at se det")
        case Why.UNUSABLE:
            words = QCoreApplication.translate("facts", "svaret fra {0} kan ikke bruges her")
            return words.format(source(unknown.source))
