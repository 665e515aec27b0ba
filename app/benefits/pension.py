"""What depends on pension: pensionstillæg, the personal percentage, ældrecheck, helbredstillæg and the pension age.
Lov om social pension §§ 1 a, 14 a, 29, 31, 49, 72 d. Since 2023 nobody's work income reduces pensionstillæg."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from app.benefits.model import MissingRate, Reason, Unit
from app.benefits.rates import Rates
from app.benefits.words import with_unit
from app.benefits.work import ZERO, Result, Work, down, oere, up

_HUNDRED: Final = Decimal(100)


def pensionstillaeg_2023(work: Work) -> Result:
    work.need("civilstand", "egen_indkomst_uden_arbejde")
    status = work.text("civilstand")
    base = work.amount("egen_indkomst_uden_arbejde")
    work.say("egen_indkomst", base)
    if status != "enlig":
        spouse = work.amount("aegtefaelle_indkomst_uden_arbejde")
        counted = spouse
        if status == "med_ikke_pensionist":
            (left_out,) = work.rate("pension.bortseelse")
            counted = (1 - left_out) * spouse
            work.say("aegtefaelle_del", counted, pct=100 * (1 - left_out), indkomst=spouse)
        else:
            work.say("aegtefaelle_hel", counted)
        base += counted
        if work.told("aegtefaelle_loen"):
            work.say("loen_taeller_ikke")
    base = down(base, 100)
    work.say("grundlag", base)
    work.show("grundlag", base)
    whose = "enlig" if status == "enlig" else "par"
    full, free, taper = work.rate(f"pension.tillaeg_{whose}", f"pension.fradrag_{whose}", f"pension.procent_{status}")
    over = max(ZERO, base - free)
    yearly = max(ZERO, oere(full - taper * over))
    work.say("tillaeg", yearly, fuldt=full, pct=100 * taper, over=over, fradrag=free)
    work.show("pr_maaned", down(yearly / 12))
    if not yearly:
        return Result(ZERO, Reason.INCOME)
    return Result(yearly, Reason.PARTIAL if over else Reason.FULL, monthly=down(yearly / 12))


def tillaegsprocent_2022(work: Work) -> Result:
    work.need("civilstand", "indkomst")
    percent = _percent(work)
    if not percent:
        return Result(ZERO, Reason.INCOME)
    return Result(percent, Reason.FULL if percent == _HUNDRED else Reason.PARTIAL, monthly=ZERO)


def _percent(work: Work) -> Decimal:
    """One point less for each step begun above the limit. The two published examples exclude cutting off, and cannot
    tell rounding up from rounding to the nearest."""
    whose = "enlig" if work.text("civilstand") == "enlig" else "par"
    limit, size = work.rate(f"pension.procentgraense_{whose}", f"pension.procenttrin_{whose}")
    income = work.amount("indkomst")
    steps = up(max(ZERO, income - limit) / size)
    percent = max(ZERO, _HUNDRED - steps)
    work.say("procent", percent, indkomst=income, graense=limit, trin=size, antal=steps)
    return percent


def aeldrecheck_2021(work: Work) -> Result:
    """The percentage as Udbetaling Danmark has set it, or else as it comes out here."""
    told = work.told("tillaegsprocent")
    work.need("likvid_formue", *(() if told is not None else ("civilstand", "indkomst")))
    limit, whole = work.rate("pension.formuegraense", "pension.aeldrecheck")
    wealth = work.amount("likvid_formue")
    if wealth > limit:
        work.say("formue_for_hoej", ZERO, formue=wealth, graense=limit)
        return Result(ZERO, Reason.WEALTH)
    work.say("formue", formue=wealth, graense=limit)
    percent = Decimal(told) if told is not None else _percent(work)
    yearly = oere(whole * percent / 100)
    work.say("check", yearly, fuld=whole, pct=percent)
    if not yearly:
        return Result(ZERO, Reason.INCOME)
    return Result(yearly, Reason.FULL if percent == _HUNDRED else Reason.PARTIAL, monthly=yearly / 12)


def helbredstillaeg_2020(work: Work) -> Result:
    """§ 14 a: for what the public health insurance covers a part of. Other expenses take judgement."""
    if work.text("art") != "almindeligt":
        raise work.not_computable("udvidet", Reason.JUDGEMENT)
    work.need("egen_udgift", "tillaegsprocent")
    if not _is_poor_enough(work):
        return Result(ZERO, Reason.WEALTH)
    (share,) = work.rate("helbredstillaeg.andel")
    expense, percent = work.amount("egen_udgift"), work.amount("tillaegsprocent")
    amount = oere(share * expense * percent / 100)
    work.say("tillaeg", amount, pct=100 * share, udgift=expense, procent=percent)
    work.show("egenbetaling", expense - amount)
    if not percent:
        return Result(ZERO, Reason.INCOME)
    return Result(amount, Reason.FULL if percent == _HUNDRED else Reason.PARTIAL)


def _is_poor_enough(work: Work) -> bool:
    """By the amount when it is told, else by what Udbetaling Danmark has answered."""
    wealth = work.told("likvid_formue")
    if wealth is None:
        below = work.yes("formue_under_graensen")
        work.say("formue_udk" if below else "formue_udk_for_hoej")
        return below
    (limit,) = work.rate("pension.formuegraense")
    work.say("formue" if wealth <= limit else "formue_for_hoej", formue=Decimal(wealth), graense=limit)
    return bool(wealth <= limit)


def folkepensionsalder_2025(work: Work) -> Result:
    """§ 1 a. The figures' days of validity are days of birth."""
    work.need("foedt")
    born: date = work.told("foedt")
    (years,) = work.rate("folkepensionsalder.alder", on=born)
    reached = after_years(born, years)
    work.say("alder", foedt=born, alder=with_unit(years, Unit.YEARS))
    if reached > work.on:
        work.say("naas", dag=reached)
        work.show("dage_til", Decimal((reached - work.on).days))
    else:
        work.say("naaet", dag=reached)
    return Result(years)


def foertidspension_2003(work: Work) -> Result:
    raise work.not_computable("foer_2003" if work.told("foer_2003") else "ingen_satser")


def pension_day(born: date, *, rates: Rates, known: date) -> date | None:
    """The day the pension age is reached; None for a birth year whose age is not known."""
    age = rates.find("folkepensionsalder.alder", on=born, known=known)
    return None if isinstance(age, MissingRate) else after_years(born, age.value)


def after_years(born: date, years: Decimal) -> date:
    """The birthday `years` later, by whole and half years; the last day of a month that is too short for it."""
    months = born.year * 12 + born.month - 1 + int(years * 12)
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first.replace(day=min(born.day, (following - first).days))
