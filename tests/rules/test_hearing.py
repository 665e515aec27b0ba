"""What stands between a decision and its hearing (forvaltningsloven §§ 19-20), by hearings.csv."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.benefits.decision_words import hearing_line
from app.benefits.hearing import Lack, heard_facts, lack
from app.benefits.model import Heard, HeardFact, Hearing
from app.facts.model import Fact
from tests.rules.book import TABLES, TODAY

INCOME = Fact("indkomst", Decimal(25_150), "eindkomst")
ABOUT = {
    "samme": (INCOME,),
    "andet": (Fact("formue", Decimal(25_150), "eindkomst"),),
    "beløb": (Fact("indkomst", Decimal(25_151), "eindkomst"),),
}


def rows() -> list[dict[str, str]]:
    with TABLES.with_name("hearings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def recorded(row: dict[str, str]) -> Hearing | None:
    if not row["hvordan"]:
        return None
    day = TODAY + timedelta(days=int(row["dage_fra_i_dag"])) if row["dage_fra_i_dag"] else None
    return Hearing(Heard(row["hvordan"]), heard_facts(ABOUT[row["om"]], {}), row["svar"], day)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["beskrivelse"])
def test_a_decision_waits_for_what_the_table_says(row: dict[str, str]) -> None:
    owed = (INCOME,) if row["skyldes"] == "ja" else ()
    assert lack(recorded(row), owed, TODAY) == (Lack(row["mangler"]) if row["mangler"] else None)


def test_every_way_is_in_the_table_and_says_its_place_in_the_law() -> None:
    assert {row["hvordan"] for row in rows()} == {"", *Heard}
    for way in Heard:
        line = hearing_line(Hearing(way, heard_facts([INCOME], {"indkomst": "Indkomst"}), "Svar.", TODAY))
        assert "forvaltningsloven § " in line
        assert "indkomst: 25.150 kr. (eIndkomst)" in line
        assert line.endswith("Svar.")


def test_a_fact_is_told_as_people_write_it() -> None:
    values = [None, True, False, Decimal("24150.00"), date(2026, 1, 7), "enlig"]
    told = heard_facts([Fact("a", value, "cpr") for value in values], {"a": "Å"})
    said = ("ikke registreret", "ja", "nej", "24.150 kr.", "7. januar 2026", "enlig")
    assert told == tuple(HeardFact("a", "Å", each, "cpr") for each in said)
    assert heard_facts([INCOME], {})[0].label == "indkomst"
