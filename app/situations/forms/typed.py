"""What somebody typed, as a value: in the forms Danes write, refused where it could mean two things."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.cpr import CprNumber
from app.facts.model import Fact, Value
from app.situations.forms.model import Field, FieldKind


class Trouble(StrEnum):
    """Why typed text is no value. Each has its own words on the screen."""

    CPR = "cpr"
    AMOUNT = "amount"
    NUMBER = "number"
    MONTH = "month"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    CHOICE = "choice"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TOO_EARLY = "too_early"
    """Before the date that it may not precede."""


YES: Final = "ja"
NO: Final = "nej"
"""How a yes or no is kept as text."""

_AMOUNT: Final = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2})|,-)?")
_DATE: Final = re.compile(r"(\d{1,2})[-./ ]{1,2}(\d{1,2})[-./ ]{1,2}(\d{4}|\d{2})|(\d{2})(\d{2})(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH: Final = re.compile(r"(\d{1,2})[-./ ]+(\d{4})")
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_NAMED_MONTH: Final = re.compile(r"([a-z]{3,9})\.? +(\d{4})")
_MONTH_NAMES: Final = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_DANISH_PHONE: Final = 8
_LONGEST_PHONE: Final = 15
"""Digits of a number with its country code (ITU-T E.164)."""
_AHEAD: Final = 20
"""A two-digit year further ahead than this is of the last century."""


def read(field: Field, text: str, today: date) -> Value | Trouble:
    """The value of `text`, None for no word at all."""
    text = " ".join(text.split()) if field.kind is not FieldKind.LONG_TEXT else text.strip()
    if not text:
        return None
    reader = _READERS.get(field.kind)
    value = text if reader is None else reader(text, today)
    if field.kind is FieldKind.CHOICE and text not in {option.value for option in field.options}:
        return Trouble.CHOICE
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if field.least is not None and value < field.least:
            return Trouble.TOO_SMALL
        if field.most is not None and value > field.most:
            return Trouble.TOO_LARGE
    return value


def _cpr(text: str, _today: date) -> Value | Trouble:
    """Ten digits that say a date. Modulus 11 is not asked for: real numbers fail it."""
    number = CprNumber.parse(text)
    return number.digits if number is not None else Trouble.CPR


def amount_of(text: str) -> Decimal | None:
    """12.500 and 12 500 are thousands, øre come after a comma; 12.5 could mean either and is none."""
    plain = re.sub(r" ?(?:kr\.?|dkk)$", "", " ".join(text.split()), flags=re.IGNORECASE)
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return None
    whole, oere = re.sub("[. ]", "", found[1]), found[2] or "0"
    return Decimal(f"{whole}.{oere}")


def _amount(text: str, _today: date) -> Value | Trouble:
    amount = amount_of(text)
    return Trouble.AMOUNT if amount is None else amount


def _number(text: str, _today: date) -> Value | Trouble:
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else Trouble.NUMBER


def _date(text: str, today: date) -> Value | Trouble:
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _DATE.fullmatch(text)
    if found is None:
        return Trouble.DATE
    day, month, year = (int(part) for part in found.groups() if part is not None)
    if year < 100:
        year += 2000 if 2000 + year <= today.year + _AHEAD else 1900
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> Value | Trouble:
    try:
        return date(year, month, day)
    except ValueError:
        return Trouble.DATE


def _month(text: str, _today: date) -> Value | Trouble:
    """Its first day."""
    named = _NAMED_MONTH.fullmatch(text.lower())
    if named is not None:
        month = next((n for n, name in enumerate(_MONTH_NAMES, start=1) if _means(named[1], name)), 0)
        year = int(named[2])
    else:
        numbered, iso = _MONTH.fullmatch(text), _ISO_MONTH.fullmatch(text)
        if numbered is not None:
            month, year = int(numbered[1]), int(numbered[2])
        elif iso is not None:
            month, year = int(iso[2]), int(iso[1])
        else:
            return Trouble.MONTH
    return date(year, month, 1) if 1 <= month <= len(_MONTH_NAMES) and year > 0 else Trouble.MONTH


def _means(word: str, month: str) -> bool:
    return word in (month, month[:3])


def _phone(text: str, _today: date) -> Value | Trouble:
    """A Danish number as eight digits, a foreign one with + and its country code."""
    if not re.fullmatch(r"\+?[\d ()-]+", text, re.ASCII):
        return Trouble.PHONE
    digits = re.sub(r"\D", "", text)
    abroad = text.startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if abroad else digits
    if abroad and not digits.startswith("45"):
        return f"+{digits}" if _DANISH_PHONE <= len(digits) <= _LONGEST_PHONE else Trouble.PHONE
    digits = digits.removeprefix("45") if abroad else digits
    return digits if len(digits) == _DANISH_PHONE else Trouble.PHONE


def _email(text: str, _today: date) -> Value | Trouble:
    return text if _EMAIL.fullmatch(text) else Trouble.EMAIL


def _yes_no(text: str, _today: date) -> Value | Trouble:
    return {YES: True, NO: False}.get(text, Trouble.CHOICE)


_READERS: Final[dict[FieldKind, Callable[[str, date], Value | Trouble]]] = {
    FieldKind.CPR: _cpr,
    FieldKind.AMOUNT: _amount,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.MONTH: _month,
    FieldKind.PHONE: _phone,
    FieldKind.EMAIL: _email,
    FieldKind.YES_NO: _yes_no,
}


def written(value: Value) -> str:
    """The value as one text that is the same wherever it is compared or kept: ISO dates, ja and nej, no thousands."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value)


def comparable(field: Field, value: Value) -> str:
    """What two words for the same thing have in common."""
    text = written(value)
    if field.kind is FieldKind.CPR:
        return re.sub(r"\D", "", text)
    if field.kind in (FieldKind.ADDRESS, FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.EMAIL):
        return re.sub(r"[^\w]+", " ", text.casefold()).strip()
    if field.kind is FieldKind.AMOUNT and value is not None:
        return f"{Decimal(text):.2f}"
    return text


def worked_out(field: Field, value: Value, today: date) -> tuple[tuple[str, int], ...]:
    """Number facts that follow from the value alone, see `model`."""
    match field.kind, value:
        case FieldKind.CPR, str(digits):
            age = age_on(digits, today)
            return ((f"{field.name}_alder", age),) if age is not None else ()
        case FieldKind.DATE, date() as day:
            return ((f"{field.name}_dage", (today - day).days),)
        case FieldKind.MONTH, date() as month:
            return ((f"{field.name}_maaneder", (today.year - month.year) * 12 + today.month - month.month),)
    return ()


def age_on(digits: str, day: date) -> int | None:
    """Whole years on the day, by the date that the number says; None where it says none."""
    born = CprNumber(digits).birth_date
    if born is None:
        return None
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def as_value(field: Field, fact: Fact) -> Value:
    """A register's fact as the field's kind has it: a whole number of kroner is an amount too, and a number to CPR
    is ten digits whatever stands between them."""
    if fact.value is None or isinstance(fact.value, bool):
        return fact.value
    if field.kind is FieldKind.AMOUNT and isinstance(fact.value, int):
        return Decimal(fact.value)
    if field.kind is FieldKind.CPR:
        number = CprNumber.parse(str(fact.value))
        return number.digits if number is not None else None
    return fact.value
