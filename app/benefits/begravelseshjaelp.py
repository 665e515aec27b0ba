"""Begravelseshjælp: sundhedsloven § 160. The day of the assessment is the day of the death."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from app.benefits.model import Reason
from app.benefits.pension import after_years
from app.benefits.work import ZERO, Result, Work

_OF_AGE: Final = Decimal(18)
_ALWAYS_SOMETHING: Final = date(1957, 4, 1)
"""Whoever was born before this day leaves a right to a smallest amount."""


def begravelseshjaelp_2023(work: Work) -> Result:
    born: date | None = work.told("afdoede_foedt")
    if born is not None and work.on < after_years(born, _OF_AGE):
        (flat,) = work.rate("begravelseshjaelp.barn")
        work.say("barn", flat)
        return Result(flat)
    work.need("aegtefaelle_eller_barn_u18", "formue_kr")
    left_behind = work.yes("aegtefaelle_eller_barn_u18")
    highest, free = work.rate(
        "begravelseshjaelp.maks",
        f"begravelseshjaelp.formue_{'aegtefaelle' if left_behind else 'enlig'}",
    )
    over = max(ZERO, work.amount("formue_kr") - free)
    amount = max(ZERO, highest - over)
    work.say("efterlevende" if left_behind else "enlig", graense=free)
    work.say("nedsat", amount, maks=highest, over=over)
    if born is not None and born >= _ALWAYS_SOMETHING:
        return _result(amount, highest)
    (least,) = work.rate("begravelseshjaelp.mindst")
    if born is not None:
        amount = max(amount, least)
        work.say("mindst", amount, mindst=least)
    elif amount < least:
        work.say("mindst_maaske", mindst=least)
        work.show("mindst", least)
        return Result(amount, Reason.UNLESS_OLD)
    return _result(amount, highest)


def _result(amount: Decimal, highest: Decimal) -> Result:
    if not amount:
        return Result(ZERO, Reason.WEALTH)
    return Result(amount, Reason.PARTIAL if amount < highest else Reason.FULL)
