"""Every published result in ../shared/rules is reproduced, through the same door as `python main.py assess`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from app.benefits.model import Rate
from tests.rules.book import PUBLISHED, TODAY, needs_published, printed, published, shipped

pytestmark = needs_published


@pytest.mark.parametrize(
    ("key", "file", "cases"),
    [
        ("boligstoette", "boligstoette-2026-facit.csv", 45),
        ("boerneydelse", "boerneydelse-vektorer.csv", 7),
        ("begravelseshjaelp", "begravelseshjaelp-vektorer.csv", 4),
        ("pensionstillaeg", "folkepension-vektorer-2026.csv", 3),
        ("folkepensionsalder", "folkepensionsalder.csv", 8),
        ("friplads", "friplads-vektorer.csv", 8),
        ("tillaegsprocent", "tillaegsprocent-helbredstillaeg-vektorer.csv", 2),
        ("helbredstillaeg", "tillaegsprocent-helbredstillaeg-vektorer.csv", 3),
    ],
)
def test_every_published_result_is_reproduced(key: str, file: str, cases: int) -> None:
    lines = printed(key, PUBLISHED / file, book=shipped())
    assert [line for line in lines if line.endswith("afviger")] == []
    assert sum(line.endswith("stemmer") for line in lines[:-1]) == cases
    assert f"{cases} stemmer" in lines[-1]


def test_the_pension_age_holds_to_the_last_day_of_every_band() -> None:
    for row in published("folkepensionsalder.csv"):
        for day in filter(None, (row["foedt_fra"], row["foedt_til"])):
            assert value("folkepensionsalder.alder", date.fromisoformat(day)) == Decimal(row["alder_aar"])


def test_boerneydelse_pays_what_the_ministry_publishes() -> None:
    for row in published("boerneydelse-satser.csv"):
        figure = value(f"boerneydelse.aar_{row['aldersbaand'].replace('-', '_')}", date(int(row["aar"]), 7, 1))
        assert figure == Decimal(row["beloeb_aar_kr"])
        assert figure == Decimal(row["beloeb_pr_udbetaling_kr"]) * {"kvartal": 4, "maaned": 12}[row["udbetaling"]]


def test_the_scale_of_friplads_is_the_published_one() -> None:
    columns = {
        "nedre": "nedre_inkl_kr",
        "oevre": "oevre_fuld_betaling_fra_kr",
        "trin": "trin_kr",
        "tillaeg_enlig": "tillaeg_enlig_kr",
    }
    for row in published("friplads-skala.csv"):
        for figure, column in columns.items():
            found = shipped().rates.find(f"friplads.{figure}", on=date(int(row["aar"]), 7, 1), known=TODAY)
            if isinstance(found, Rate):
                assert found.value == Decimal(row[column])
            else:
                assert not row[column] or (found.held_back and row["trin_status"].startswith("derived"))


def test_the_figures_of_the_collection_are_here_or_held_back() -> None:
    """boligsikring, boligydelse and folkepension, by the collection's own names."""
    collected = {
        "boligsikring": ("formue_lav", "indkomstgraense", "egenbetaling_min", "maks_stoette", "maks_leje"),
        "boligydelse": ("formue_hoej", "pr_barn_2_4", "tillaeg", "indkomstgraense", "maks_stoette", "minimum_aar"),
    }
    figures = json.loads((PUBLISHED / "rates.json").read_text(encoding="utf-8"), parse_float=Decimal)
    for benefit, names in collected.items():
        for name in names:
            assert value(f"{benefit}.{name}", TODAY) == figures[benefit]["2026"][name]
    for year, table in figures["folkepension"].items():
        if year.isdigit():
            day = date(int(year), 7, 1)
            assert value("pension.grundbeloeb", day) == table["grundbeloeb"]
            assert value("pension.tillaeg_enlig", day) == table["pt_enlig"]
            assert value("pension.tillaeg_par", day) == table["pt_andre"]
            assert value("pension.aeldrecheck", day) == table["aeldrecheck"]
            assert value("pension.formuegraense", day) == table["formuegraense"]


LICENCES = {
    "fornyelse_C_D": "fornyelse_c_d",
    "fornyelse_tidsbegraenset_helbred": "fornyelse_helbred",
    "midlertidigt_erstatning": "midlertidigt",
    "ombytning_udenlandsk": "ombytning",
}


def test_grants_and_fees_are_those_of_the_collection() -> None:
    figures = json.loads((PUBLISHED / "rates.json").read_text(encoding="utf-8"), parse_float=Decimal)
    for year, table in figures["begravelseshjaelp"].items():
        for name in {"maks", "barn", "formue_enlig", "formue_aegtefaelle"} & set(table):
            assert value(f"begravelseshjaelp.{name}", date(int(year), 7, 1)) == table[name]
        if "minimum_foedt_foer_1957_04_01" in table:
            assert value("begravelseshjaelp.mindst", date(int(year), 7, 1)) == table["minimum_foedt_foer_1957_04_01"]
    for year, table in figures["boernetilskud"].items():
        if year.isdigit():
            for name in ("ordinaert", "ekstra"):
                assert value(f"boernetilskud.{name}", date(int(year), 7, 1)) == table[f"{name}_aar"]
    quarters = figures["boernetilskud"]["2026"]
    assert value("boernetilskud.saerligt_i_alt", TODAY) == 4 * quarters["saerligt_incl_tillaeg_kvartal"]
    assert value("boernetilskud.flerboern", TODAY) == 4 * quarters["flerboern_kvartal"]
    for name, fee in figures["gebyrer"]["koerekort"].items():
        if name != "status":
            assert value(f"gebyr.koerekort_{LICENCES.get(name, name)}", TODAY) == fee


def value(key: str, on: date) -> Decimal:
    found = shipped().rates.find(key, on=on, known=TODAY)
    assert isinstance(found, Rate), key
    return found.value
