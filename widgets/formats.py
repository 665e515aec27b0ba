"""Numbers, dates, times and ages as Danes write them; Danish in both languages of the interface, words apart.

Instants come in aware UTC and are shown in Danish time.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import QCoreApplication

from app.clock import COPENHAGEN, danish_day
from app.cpr import CprNumber

MINUS = "−"


def number(value: Decimal | int, *, decimals: int = 0) -> str:
    """1.234,5 with a real minus."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if rounded < 0 else text


def amount(value: Decimal, *, oere: bool = True) -> str:
    """1.234,50 kr., or 1.235 kr. where øre only disturb."""
    return f"{number(value, decimals=2 if oere else 0)} kr."


def day(value: date) -> str:
    """21-11-2026."""
    return f"{value:%d-%m-%Y}"


def month(value: date) -> str:
    """nov. 2026."""
    return f"{month_short(value)} {value.year}"


def month_short(value: date) -> str:
    """nov., as axis labels and tables have it."""
    return (
        QCoreApplication.translate("formats", "jan."),
        QCoreApplication.translate("formats", "feb."),
        QCoreApplication.translate("formats", "mar."),
        QCoreApplication.translate("formats", "apr."),
        QCoreApplication.translate("formats", "maj"),
        QCoreApplication.translate("formats", "jun."),
        QCoreApplication.translate("formats", "jul."),
        QCoreApplication.translate("formats", "aug."),
        QCoreApplication.translate("formats", "sep."),
        QCoreApplication.translate("formats", "okt."),
        QCoreApplication.translate("formats", "nov."),
        QCoreApplication.translate("formats", "dec."),
    )[value.month - 1]


def clock_time(instant: datetime) -> str:
    """kl. 14.02."""
    local = instant.astimezone(COPENHAGEN)
    return QCoreApplication.translate("formats", "kl. {0}").format(f"{local:%H.%M}")


def moment(instant: datetime, now: datetime | None) -> str:
    """kl. 14.02 for today, 20-11-2026 kl. 14.02 for any other day, and for what is kept: that has no `now`."""
    if now is not None and danish_day(instant) == danish_day(now):
        return clock_time(instant)
    return f"{day(danish_day(instant))} {clock_time(instant)}"


def ago(instant: datetime, now: datetime) -> str:
    """lige nu, for 5 min. siden, for 3 timer siden, for 2 dage siden. Never in the future: clocks differ."""
    minutes = max(0, int((now - instant).total_seconds() // 60))
    if minutes < 1:
        return QCoreApplication.translate("formats", "lige nu")
    if minutes < 60:
        return QCoreApplication.translate("formats", "for {0} min. siden").format(minutes)
    hours = minutes // 60
    if hours < 24:
        if hours == 1:
            return QCoreApplication.translate("formats", "for 1 time siden")
        return QCoreApplication.translate("formats", "for {0} timer siden").format(hours)
    days = (danish_day(now) - danish_day(instant)).days
    if days <= 1:
        return QCoreApplication.translate("formats", "for 1 dag siden")
    return QCoreApplication.translate("formats", "for {0} dage siden").format(days)


def age(born: date, today: date) -> str:
    """67 år; under two years in months, under two months in days, as a health visitor counts."""
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months >= 24:
        return QCoreApplication.translate("formats", "{0} år").format(months // 12)
    if months >= 2:
        return QCoreApplication.translate("formats", "{0} mdr.").format(months)
    days = (today - born).days
    if days == 1:
        return QCoreApplication.translate("formats", "1 dag")
    return QCoreApplication.translate("formats", "{0} dage").format(days)


def cpr(value: CprNumber, *, shown: bool = False) -> str:
    """070161-···· until a key or click asks for all ten digits."""
    return value.written if shown else value.masked


def fetched(instant: datetime, now: datetime | None) -> str:
    """hentet kl. 14.02; `now` as `moment` has it."""
    return QCoreApplication.translate("formats", "hentet {0}").format(moment(instant, now))
