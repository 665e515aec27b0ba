"""Ordinært and ekstra børnetilskud to a single parent: lov om børnetilskud §§ 2, 3 and 10 a."""

from __future__ import annotations

from app.benefits.model import Reason
from app.benefits.work import ZERO, Result, Work


def boernetilskud_2024(work: Work) -> Result:
    work.need("enlig", "antal_boern")
    children, alike = work.count("antal_boern"), work.count("flerboern")
    if work.yes("forsoerger_forhold"):
        raise work.not_computable("ikke_efterproevet")
    if not children or not (work.yes("enlig") or alike):
        work.say("ikke_enlig" if children else "ingen_boern")
        return Result(ZERO, Reason.CONDITION)
    yearly = ZERO
    if work.yes("enlig"):
        each, household = work.rate("boernetilskud.ordinaert", "boernetilskud.ekstra")
        yearly = children * each
        work.say("ordinaert", yearly, antal=children, sats=each)
        yearly += household
        work.say("ekstra", yearly, sats=household)
    if alike:
        (more,) = work.rate("boernetilskud.flerboern")
        yearly += alike * more
        work.say("flerboern", yearly, antal=alike, sats=more)
    work.show("kvartal", yearly / 4)
    return Result(yearly, monthly=yearly / 12)
