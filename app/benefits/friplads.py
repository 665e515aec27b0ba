"""Økonomisk friplads: dagtilbudsloven § 43, stk. 1, nr. 2, dagtilbudsbekendtgørelsen §§ 2, 27 and 33, and the national
scale of 95 steps, 5 to 99 per cent. The scale's figures are of the calendar year."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from app.benefits.model import Reason
from app.benefits.work import ZERO, Result, Work, down, oere

_HUNDRED: Final = Decimal(100)
_LOWEST: Final = 5
_HIGHEST: Final = Decimal(99)
_MOVES: Final = 5
"""Steps of the scale the income must move before a month is recalculated (dagtilbudsbekendtgørelsen § 33)."""


def friplads_2019(work: Work) -> Result:
    if work.knows("boern_under_18", 0):
        work.say("ingen_boern", _HUNDRED, antal=work.count("boern_under_18"))
        return Result(_HUNDRED, Reason.CONDITION)
    work.need("indkomst_aar_kr", "enlig", "boern_under_18")
    percent = _on_scale(work, _counted(work, _income_in_force(work)))
    saved = _price(work, percent)
    if percent == _HUNDRED:
        return Result(percent, Reason.INCOME, monthly=saved)
    return Result(percent, Reason.PARTIAL if percent else Reason.FULL, monthly=saved)


def _income_in_force(work: Work) -> Decimal:
    """The year's income, or the one the present payment rests on as long as it has moved less than five steps."""
    income, before = work.amount("indkomst_aar_kr"), work.told("hidtil_indkomst_aar_kr")
    work.say("indkomst", income)
    if before is None or before == income:
        return income
    (size,) = work.rate("friplads.trin")
    moved, least = abs(income - before), _MOVES * size
    work.say(
        "genberegnes" if moved >= least else "genberegnes_ikke", flyttet=moved, mindst=least, hidtil=Decimal(before)
    )
    return income if moved >= least else Decimal(before)


def _counted(work: Work, income: Decimal) -> Decimal:
    """The income less what the limits are raised by for more children and for being alone."""
    children = work.count("boern_under_18")
    if children > 1:
        (each,) = work.rate("friplads.pr_ekstra_barn")
        income -= each * (children - 1)
        work.say("boern", income, antal=children - 1, sats=each)
    if work.yes("enlig"):
        (alone,) = work.rate("friplads.tillaeg_enlig")
        income -= alone
        work.say("enlig", income, sats=alone)
    return income


def _on_scale(work: Work, income: Decimal) -> Decimal:
    lower, upper = work.rate("friplads.nedre", "friplads.oevre")
    if income < lower:
        work.say("hel_friplads", ZERO, nedre=lower)
        return ZERO
    if income >= upper:
        work.say("ingen_friplads", _HUNDRED, oevre=upper)
        return _HUNDRED
    (size,) = work.rate("friplads.trin")
    steps = down((income - lower) / size)
    percent = min(_HIGHEST, _LOWEST + steps)
    work.say("trin", percent, nedre=lower, trin=size, antal=steps)
    return percent


def _price(work: Work, percent: Decimal) -> Decimal | None:
    """What is saved a month; None while the price is not told. Friplads comes off first and søskendetilskud after,
    both as shares, so that the other order would give the same."""
    price, others = work.told("takst_md"), work.told("andre_takster_md")
    if price is None:
        return None
    before = Decimal(price)
    if others:
        (share,) = work.rate("friplads.soeskende_andel")
        before += share * Decimal(others)
        work.say("soeskende", before, takst=Decimal(price), andre=Decimal(others), pct=100 * share)
    after = oere(before * percent / 100)
    work.say("egenbetaling", after, pct=percent, pris=before)
    work.show("egenbetaling_md", after)
    work.show("tilskud_md", before - after)
    return before - after
