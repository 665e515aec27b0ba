"""How long one change in what-if takes: every benefit before and after, for a household with all that can be told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from app.benefits.assess import Setting, compare
from app.benefits.rulebook import load_rulebook
from app.facts.model import CITIZEN, Fact, Facts, Value
from tests.benchmarks.row import Measured, NotMeasuredError, Row

_RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"
_DAY: Final = date(2026, 11, 22)
_CHANGES: Final = 400
_HOUSEHOLD: Final[dict[str, Value]] = {
    "boligstoette_ordning": "boligydelse", "voksne_paa_adressen": 1, "antal_boern_hjemme": 0, "husleje_maaned": 7000,
    "boligareal": 90, "formue": 1_200_000, "varme_betales_saerskilt": True, "boern_under_18": 1, "oplyst_enlig": True,
    "takst_md": 4000, "yngste_barn_alder": 5, "situation": "ligedeling", "indkomstgrundlag_kr": 980_000,
    "pension_civilstand": "enlig", "indkomst_uden_arbejde_aar": 180_000, "likvid_formue": 40_000,
    "foedt": date(1958, 3, 9),
    "art": "almindeligt", "egen_udgift": 450, "tillaegsprocent": 60, "formue_under_graensen": True, "indskud": 25_000,
    "boern": 0, "ydelse": "pas", "uden_gammelt_pas": False, "aegtefaelle_eller_barn_u18": True, "formue_kr": 30_000,
}  # fmt: skip


def _told(income: int) -> Facts:
    facts = {**_HOUSEHOLD, "husstandsindkomst_maaned": Decimal(income)}
    return Facts.of(Fact(name, value, CITIZEN) for name, value in facts.items())


def _one_change(quick: bool) -> Measured:
    """The slowest but one in a hundred of many changes of income, as a person drags it."""
    book = load_rulebook(_RESOURCES, confirmed=_RESOURCES / "training" / "confirmed_rates.toml")
    keys, before = tuple(book.benefits), Setting(_told(18_000), _DAY)
    taken = []
    for step in range(_CHANGES // 10 if quick else _CHANGES):
        began = perf_counter()
        found = compare(keys, before, Setting(_told(10_000 + 97 * step), _DAY), book=book, known=_DAY)
        taken.append(1000 * (perf_counter() - began))
        if len(found.changes) != len(keys) or found.marginal is None:
            raise NotMeasuredError("a change was not assessed")
    slow = sorted(taken)[len(taken) * 99 // 100]
    return Measured(slow, f"median {median(taken):.2f} ms; {len(keys)} benefits, {len(taken)} changes")


ROWS: Final = (Row("what-if-change", "ms", 50, _one_change),)
