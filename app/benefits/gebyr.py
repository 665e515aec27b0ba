"""What a passport, a driving licence and a health card cost at the counter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from app.benefits.model import Reason
from app.benefits.pension import after_years
from app.benefits.work import ZERO, Result, Work

_PASSPORT: Final = ((12, "pas_barn"), (18, "pas_ung"))
"""Below this age, this fee."""

_FREE_BELOW: Final = 15
"""Years: a health card is free for a child."""


def gebyr_2023(work: Work) -> Result:
    item = work.text("ydelse")
    if item == "pas":
        return _passport(work)
    if item == "sundhedskort":
        return _health_card(work)
    (fee,) = work.rate(f"gebyr.{item}")
    work.say("takst", fee)
    return Result(fee)


def _passport(work: Work) -> Result:
    work.need("foedt", "uden_gammelt_pas")
    born: date = work.told("foedt")
    (pension_age,) = work.rate("folkepensionsalder.alder", on=born)
    if work.on >= after_years(born, pension_age):
        figure = "pas_pensionist"
    else:
        figure = next((fee for age, fee in _PASSPORT if work.on < after_years(born, Decimal(age))), "pas_voksen")
    (fee,) = work.rate(f"gebyr.{figure}")
    work.say(figure, fee)
    if not work.yes("uden_gammelt_pas"):
        return Result(fee)
    work.say("dobbelt", 2 * fee)
    return Result(2 * fee, Reason.PARTIAL)


def _health_card(work: Work) -> Result:
    work.need("foedt", "sundhedskort_grund")
    born: date = work.told("foedt")
    if work.text("sundhedskort_grund") != "mistet" or work.on < after_years(born, Decimal(_FREE_BELOW)):
        work.say("sundhedskort_gratis", ZERO)
        return Result(ZERO)
    (fee,) = work.rate("gebyr.sundhedskort")
    work.say("takst", fee)
    return Result(fee)
