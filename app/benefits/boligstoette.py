"""Boligstøtte to tenants without children: lov om individuel boligstøtte §§ 8-23, as proven by the results of
Udbetaling Danmark's own calculator for 2026."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from app.benefits.model import Reason
from app.benefits.work import ZERO, Result, Work, kroner, tightest

_WHY_NOTHING: Final = {"egenbetaling": Reason.CONDITION}


def boligstoette_2026(work: Work) -> Result:
    work.need("ordning", "boern")
    if work.count("boern") or work.text("boligtype") != "leje" or work.yes("saerlige_forhold"):
        raise work.not_computable("ikke_efterproevet")
    work.need("voksne", "indkomst_kr_md", "husleje_kr_md", "areal_m2", "formue_kr", "varme")
    if not work.yes("eget_koekken"):
        work.say("intet_koekken")
        return Result(ZERO, Reason.CONDITION)
    ordning = work.text("ordning")
    rent, income = _rent_2026(work, ordning), _income_2026(work, ordning)
    limits = (
        _boligydelse_2026(work, rent, income) if ordning == "boligydelse" else _boligsikring_2026(work, rent, income)
    )
    binding, yearly = tightest(limits)
    work.say(f"bindende_{binding}", max(ZERO, yearly))
    if yearly <= 0:
        return Result(ZERO, _WHY_NOTHING.get(binding, Reason.INCOME))
    return _paid_2026(work, ordning, kroner(yearly))


def _rent_2026(work: Work, ordning: str) -> Decimal:
    """§§ 10, 12 and 14: a year's rent without consumption, for the area that counts, up to the highest."""
    area, persons = work.amount("areal_m2"), work.count("voksne")
    rent = 12 * work.amount("husleje_kr_md")
    work.say("husleje_aar", rent, husleje=work.amount("husleje_kr_md"))
    if work.yes("varme"):
        (heating,) = work.rate(f"{ordning}.tillaeg_varme")
        rent += area * heating
        work.say("varme_saerskilt", rent, areal=area, sats=heating)
    else:
        heat, water = work.rate(f"{ordning}.fradrag_varme", f"{ordning}.fradrag_varmt_vand")
        rent = max(ZERO, rent - area * (heat + water))
        work.say("varme_i_husleje", rent, areal=area, varme=heat, vand=water)
    first, further, highest = work.rate(f"{ordning}.areal_foerste", f"{ordning}.areal_ekstra", f"{ordning}.maks_leje")
    counted = first + further * (persons - 1)
    if area > counted:
        rent = rent * counted / area
        work.say("areal_afkortet", rent, areal=area, personer=persons, tilladt=counted)
    if rent > highest:
        work.say("leje_afkortet", highest, foer=rent, maks=highest)
        rent = highest
    return rent


def _income_2026(work: Work, ordning: str) -> Decimal:
    """§§ 8 and 8 a: a year's income of all adults, with a part of their wealth."""
    income, wealth = 12 * work.amount("indkomst_kr_md"), work.amount("formue_kr")
    work.say("indkomst_aar", income, indkomst=work.amount("indkomst_kr_md"))
    if 24 * work.amount("husleje_kr_md") > income:
        work.say("halv_indkomst")
    (low,) = work.rate(f"{ordning}.formue_lav")
    if wealth > low:
        high, lower, upper = work.rate(
            f"{ordning}.formue_hoej", f"{ordning}.formue_andel_lav", f"{ordning}.formue_andel_hoej"
        )
        income += lower * (min(wealth, high) - low) + upper * max(ZERO, wealth - high)
        shares = {"nederste": 100 * lower, "oeverste": 100 * upper}
        work.say("formue_tillagt", income, formue=wealth, lav=low, hoej=high, **shares)
    return income


def _boligsikring_2026(work: Work, rent: Decimal, income: Decimal) -> list[tuple[str, Decimal]]:
    """§ 22: the lowest of what the rent gives, the cap without children, and what is left when one has paid oneself.
    The highest support of § 23 cannot bind: the cap of the highest rent is far below it."""
    share, taper, threshold, own, cap = work.rate(
        "boligsikring.andel",
        "boligsikring.aftrapning",
        "boligsikring.indkomstgraense",
        "boligsikring.egenbetaling_min",
        "boligsikring.loft_uden_boern",
    )
    over = max(ZERO, income - threshold)
    formula = share * rent - taper * over
    work.say(
        "formel_boligsikring", formula, andel=100 * share, pct=100 * taper, leje=rent, over=over, graense=threshold
    )
    work.say("loft_uden_boern", cap * rent, pct=100 * cap, leje=rent)
    work.say("egenbetaling_mindst", rent - own, leje=rent, selv=own)
    return [
        ("formel", formula),
        ("loft_uden_boern", cap * rent),
        ("egenbetaling", rent - own),
    ]


def _boligydelse_2026(work: Work, rent: Decimal, income: Decimal) -> list[tuple[str, Decimal]]:
    """§ 21: as boligsikring, with an addition to the rent, a share of the income to pay oneself, and no cap."""
    share, taper, addition, threshold, least, own, highest = work.rate(
        "boligydelse.andel",
        "boligydelse.aftrapning",
        "boligydelse.tillaeg",
        "boligydelse.indkomstgraense",
        "boligydelse.egenbetaling_min",
        "boligydelse.egenbetaling_andel",
        "boligydelse.maks_stoette",
    )
    over = max(ZERO, income - threshold)
    formula = share * (rent + addition) - taper * over
    said = {"andel": 100 * share, "pct": 100 * taper, "leje": rent, "over": over, "graense": threshold}
    work.say("formel_boligydelse", formula, tillaeg=addition, **said)
    paid = max(least, own * income)
    of_income = {"pct": 100 * own, "indkomst": income, "mindst": least}
    work.say("egenbetaling_hoejeste", rent - paid, leje=rent, selv=paid, **of_income)
    work.say("maks", highest)
    return [
        ("formel", formula),
        ("egenbetaling", rent - paid),
        ("maks", highest),
    ]


def _paid_2026(work: Work, ordning: str, yearly: Decimal) -> Result:
    """Rounded by the year first, then by the month (rounding the month alone fails a published result)."""
    (least,) = work.rate(f"{ordning}.minimum_aar")
    monthly, runs = kroner(yearly / 12), work.told("faar_boligstoette")
    if yearly < least and not (runs and monthly):
        work.say("under_mindste", ZERO, aar=yearly, mindste=least)
        if runs is None and monthly:
            work.say("under_mindste_maaske", maaned=monthly)
        return Result(ZERO, Reason.BELOW_MINIMUM)
    if yearly < least:
        work.say("under_mindste_loebende", aar=yearly, mindste=least)
    work.say("pr_maaned", monthly, aar=yearly)
    work.show("aar", yearly)
    return Result(monthly, monthly=monthly)
