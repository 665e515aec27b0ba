"""Beboerindskudslån: the income test of boligstøtteloven § 56. A loan is given whole or not at all; only the citizen's
own liquid wealth may be held against one who is within the limit (Ankestyrelsen 99-19, 100-19)."""

from __future__ import annotations

from typing import Final

from app.benefits.model import Reason
from app.benefits.work import ZERO, Result, Work

_MOST_CHILDREN: Final = 4


def beboerindskud_2020(work: Work) -> Result:
    work.need("indskud", "husstandsindkomst_aar", "boern")
    income, children = work.amount("husstandsindkomst_aar"), work.count("boern")
    (limit,) = work.rate("beboerindskud.graense")
    if income > limit and children:
        (each,) = work.rate("beboerindskud.pr_barn")
        limit += each * min(children, _MOST_CHILDREN)
        work.say("boern", limit, antal=min(children, _MOST_CHILDREN), sats=each)
    if income > limit:
        work.say("over_graensen", indkomst=income, graense=limit)
        return Result(ZERO, Reason.INCOME)
    work.say("under_graensen", indkomst=income, graense=limit)
    wealth = work.told("likvid_formue")
    if wealth is not None and wealth >= work.amount("indskud"):
        raise work.not_computable("egen_formue", Reason.JUDGEMENT)
    work.say("helt_laan", work.amount("indskud"))
    return Result(work.amount("indskud"))
