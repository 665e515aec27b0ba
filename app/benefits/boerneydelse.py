"""Børne- og ungeydelse: børne- og ungeydelsesloven §§ 1-5, for one child, a whole year, with the right fully earned.

The reduction follows the recipient's own income alone since 2022.
"""

from __future__ import annotations

from decimal import Decimal

from app.benefits.model import Reason
from app.benefits.work import ZERO, Result, Work, oere, up

_BANDS = ((2, "0_2", 4), (6, "3_6", 4), (14, "7_14", 4), (17, "15_17", 12))
"""The last age of each band, its figure, and payments a year."""

_FULLY_EARNED = 72
"""Months of residence or work in the last ten years (§ 2)."""


def boerneydelse_2022(work: Work) -> Result:
    return _for_one_child(work, base="topskat")


def boerneydelse_2023(work: Work) -> Result:
    """As the year before, with 660 kr. more a child; how that was halved or reduced no published result shows."""
    result = _for_one_child(work, base="topskat")
    if result.reason is Reason.CONDITION:
        return result
    if work.text("situation") != "enemodtager" or result.reason is not Reason.FULL:
        raise work.not_computable("tillaeg_2023_ikke_efterproevet")
    (extra,) = work.rate("boerneydelse.tillaeg")
    work.say("tillaeg_2023", result.amount + extra, tillaeg=extra)
    return Result(result.amount + extra, monthly=(result.amount + extra) / 12)


def boerneydelse_2026(work: Work) -> Result:
    return _for_one_child(work, base="mellemskat")


def _for_one_child(work: Work, *, base: str) -> Result:
    work.need("barn_alder", "situation", "indkomstgrundlag_kr")
    age = work.count("barn_alder")
    band = next((band for band in _BANDS if age <= band[0]), None)
    if band is None:
        work.say("fyldt_18")
        return Result(ZERO, Reason.CONDITION)
    if work.yes("udland"):
        raise work.not_computable("udland")
    if work.count("optjent_maaneder") < _FULLY_EARNED:
        raise work.not_computable("ikke_optjent")
    _, figure, payments = band
    (whole,) = work.rate(f"boerneydelse.aar_{figure}")
    work.say("sats", whole, alder=age)
    payment = whole / payments
    if work.text("situation") == "ligedeling":
        payment = up(payment / 2)
        work.say("ligedeling", payment * payments, betaling=payment, antal=payments)
    share = payment * payments
    reduction = _reduction(work, base)
    yearly = max(ZERO, oere(share - reduction))
    work.show("pr_udbetaling", oere(yearly / payments))
    if not yearly:
        return Result(ZERO, Reason.INCOME)
    return Result(yearly, Reason.PARTIAL if reduction else Reason.FULL, monthly=yearly / 12)


def _reduction(work: Work, base: str) -> Decimal:
    """§ 1 a."""
    income = work.amount("indkomstgrundlag_kr")
    if paid_in := work.amount("pensionsindbetaling_kr"):
        cap, factor = work.rate("boerneydelse.pension_loft", "boerneydelse.pension_divisor")
        less = min(paid_in, cap) / factor
        income -= less
        work.say("pension", oere(income), indbetalt=paid_in, loft=cap, fradrag=oere(less))
    threshold, taper = work.rate("boerneydelse.aftrapningsgraense", "boerneydelse.aftrapning")
    over = max(ZERO, income - threshold)
    if not over:
        work.say("under_graensen", graense=threshold)
        return ZERO
    work.say(f"nedsat_{base}", oere(taper * over), pct=100 * taper, over=oere(over), graense=threshold)
    return taper * over
