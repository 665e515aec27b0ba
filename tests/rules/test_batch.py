"""Files of cases: what is printed, and that a bad row stops nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import office
from app.benefits.batch import assess_rows
from app.errors import UserError
from app.site import Site
from app.store.port import KeySource
from tests.app.test_settings import GOOD, write
from tests.rules.book import RESOURCES, TODAY, fjordby, shipped

HEAD = "id,aar,aegtefaelle_eller_barn_u18,formue_kr,afdoede_foedt,forventet_kr"


def run(*rows: str, key: str = "begravelseshjaelp", head: str = HEAD, trace: bool = False) -> list[str]:
    return list(assess_rows(key, [head, *rows], book=shipped(), on=TODAY, known=TODAY, trace=trace))


def test_a_row_is_one_line_and_the_file_one_more() -> None:
    assert run("g1,2024,0,25000,1960-01-01,8450") == [
        "række 2 (g1): Vejledende: 8.450 kr. (ikke bekræftet) – forventet 8450: stemmer",
        "1 rækker: 1 stemmer",
    ]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("x,2024,0,mange,,", "række 2 (x): formue_kr: “mange” kan ikke læses"),
        ("x,2024,0,1.234,,", "række 2 (x): formue_kr: “1.234” kan ikke læses"),
        ("x,2024,0,-1,,", "række 2 (x): formue_kr: “-1” kan ikke læses"),
        ("x,2024,0,nan,,", "række 2 (x): formue_kr: “nan” kan ikke læses"),
        ("x,2024,0,10000000000,,", "række 2 (x): formue_kr: “10000000000” kan ikke bruges"),
        ("x,2024,måske,0,,", "række 2 (x): aegtefaelle_eller_barn_u18: “måske” kan ikke læses"),
        ("x,2024,0,0,i går,", "række 2 (x): afdoede_foedt: “i går” kan ikke læses"),
        ("x,i år,0,0,,", "række 2 (x): aar eller dato kan ikke læses"),
        ("x,0,0,0,,", "række 2 (x): aar eller dato kan ikke læses"),
    ],
)
def test_a_bad_row_gets_a_line_and_the_rest_goes_on(row: str, line: str) -> None:
    bad, good, end = run(row, "g1,2024,0,25000,1960-01-01,8450")
    assert bad == line
    assert good.endswith("stemmer")
    assert end == "2 rækker: 1 fejl, 1 stemmer"


@pytest.mark.parametrize(
    ("expected", "verdict"),
    [
        ("8451", "forventet 8451: afviger"),
        ("rigtigt", "forventet rigtigt: afviger"),
        ("8450.00", "forventet 8450.00: stemmer"),
    ],
)
def test_the_published_result_is_compared(expected: str, verdict: str) -> None:
    line, end = run(f"g1,2024,0,25000,1960-01-01,{expected}")
    assert line.endswith(f" – {verdict}")
    assert end == f"1 rækker: 1 {verdict.rpartition(' ')[2]}"


def test_a_row_without_a_published_result_is_only_assessed() -> None:
    line, end = run("g1,2024,0,25000,1960-01-01")
    assert line == "række 2 (g1): Vejledende: 8.450 kr. (ikke bekræftet)"
    assert end == "1 rækker: 1 uden facit"


def test_a_published_result_for_what_cannot_be_assessed_is_a_difference() -> None:
    assert run("g1,2026,0,0,,12950")[0].endswith("afviger")


def test_empty_rows_are_no_rows_and_numbers_are_the_files() -> None:
    assert [line[:7] for line in run("", "g1,2024,0,0,,", ",,,,,", "g2,2024,0,0,,")] == [
        "række 3",
        "række 5",
        "2 række",
    ]


def test_a_row_without_a_name_has_its_number() -> None:
    assert run("2024,0,0", head="aar,aegtefaelle_eller_barn_u18,formue_kr")[0].startswith("række 2: Vejledende: 12.500")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("dato,aegtefaelle_eller_barn_u18,formue_kr", "2024-03-01,0,25000.50"),
        ("aar;aegtefaelle_eller_barn_u18;formue_kr", "2024;nej;25000,50"),
        ("\ufeffaar,aegtefaelle_eller_barn_u18,formue_kr", "2024,False, 25000.5 "),
        ('"aar","aegtefaelle_eller_barn_u18","formue_kr"', '"2024","N","25000,5"'),
    ],
)
def test_danish_and_plain_files_read_alike(head: str, row: str) -> None:
    assert run(row, head=head)[0] == "række 2: Vejledende: 8.449,50 kr. (ikke bekræftet)"


@pytest.mark.parametrize("word", ["1", "T", "true", "Ja", "j"])
def test_words_for_yes(word: str) -> None:
    assert "9.300" in run(f"x,2024,{word},45000,1960-01-01,")[0]


@pytest.mark.parametrize("year", ["", "-"])
def test_a_row_without_a_year_is_assessed_on_the_asked_day(year: str) -> None:
    lines = assess_rows(
        "begravelseshjaelp", [HEAD, f"x,{year},0,0,,"], book=shipped(), on=date(2025, 5, 1), known=TODAY
    )
    assert "12.950" in next(lines)


def test_the_trace_has_steps_numbers_and_figures_with_their_sources() -> None:
    head = "aar,civilstand,egen_indkomst_uden_arbejde"
    said = run("2026,enlig,99300", key="pensionstillaeg", head=head, trace=True)
    page = "aeldresagen.dk, beregning af folkepension, 14-01-2026; tabel i et offentligt arkiv efter VEJ nr. 9336 [C]"
    assert "\n".join(said) == (
        "række 2: Vejledende: 104.717,10 kr./år (ikke bekræftet)\n"
        "    Egen indkomst uden løn og folkepension; løn tæller ikke siden 2023: 99.300 kr. "
        "(lov om social pension §§ 27-31)\n"
        "    Indtægtsgrundlaget rundes ned til nærmeste 100 kr. = 99.300 kr. (lov om social pension § 29, stk. 6)\n"
        "    Fuldt tillæg på 104.748 kr., minus 30,90 pct. af de 100 kr., grundlaget er over fradraget på 99.200 kr. = "
        "104.717,10 kr. (lov om social pension § 31, stk. 2)\n"
        "    Indtægtsgrundlag: 99.300 kr./år\n"
        "    Pr. måned, ører slås af: 8.726 kr.\n"
        f"    Fuldt pensionstillæg, enlig: 104.748 kr./år, gælder fra 1. januar 2026. Ikke bekræftet. Kilde: {page}\n"
        f"    Fradrag, enlig: 99.200 kr./år, gælder fra 1. januar 2026. Ikke bekræftet. Kilde: {page}\n"
        "    Nedsættelse, enlig: 30,90 pct., gælder fra 21. oktober 2024. Kilde: pensionsloven, "
        "LBK 1123 af 21/10/2024, § 31, stk. 2 (danskelove.dk) [B]\n"
        "1 rækker: 1 uden facit"
    )


def test_a_confirmed_figure_is_printed_with_who_confirmed_it() -> None:
    lines = ["aar,ydelse,foedt,uden_gammelt_pas", "2026,pas,1990-01-01,nej"]
    said = [*assess_rows("gebyr", lines, book=fjordby(), on=TODAY, known=TODAY, trace=True)]
    assert said[-2] == (
        "    Pas, fra 18 år: 891 kr., gælder fra 1. januar 2026. Bekræftet af Lise Nord 2. januar 2026: "
        "Fjordbys takstblad (træning; satserne for 2023)"
    )


def test_the_trace_tells_what_the_law_asks_for() -> None:
    head = "aar,indkomst_aar_kr,enlig,boern_under_18"
    said = run("2021,285818,nej,1", key="friplads", head=head, trace=True)
    assert any(line.startswith("    Begrundelse (forvaltningsloven §§ 22 og 24) efter dagtilbuds") for line in said)
    assert any(line.startswith("    Klagevejledning (forvaltningsloven § 25)") for line in said)
    full = run("2021,185700,nej,1", key="friplads", head=head, trace=True)
    assert "    Alt er givet: hverken partshøring, begrundelse eller klagevejledning kræves." in full
    estimate = run("g1,2024,0,25000,1960-01-01,8450", trace=True)
    assert not any("Begrundelse" in line or "Alt er givet" in line for line in estimate)


def test_a_number_is_never_cut_at_a_comma() -> None:
    bad, good, _ = run("2024,0,25000,50", "2024,0,25000,", head="aar,aegtefaelle_eller_barn_u18,formue_kr")
    assert bad == "række 2: rækken har flere felter end den første linje"
    assert "8.450" in good
    single = run("25000,50", key="tillaegsprocent", head="indkomst")[0]
    assert single == "række 2: rækken har flere felter end den første linje"


def test_the_trace_is_printed_on_request_alone() -> None:
    row = "g1,2024,0,25000,1960-01-01,8450"
    plain = list(assess_rows("begravelseshjaelp", [HEAD, row], book=shipped(), on=TODAY, known=TODAY))
    assert plain == run(row)
    assert len(run(row, trace=True)) > len(plain)


def said_at(config: Path | None, file: Path) -> list[str]:
    """As `python main.py assess gebyr FILE`, which needs no keys."""

    def no_keys(folder: Path) -> KeySource:
        raise AssertionError(folder)

    arguments = SimpleNamespace(config=config, date=TODAY, benefit="gebyr", file=file, trace=False)
    said: list[str] = []
    site = Site(arguments, keychain=no_keys, training_folder=lambda: file.parent)
    assert office.assess(site, RESOURCES, said.append) == 0
    return said


def test_what_fjordby_confirmed_is_told_to_be_an_exercise(tmp_path: Path) -> None:
    file = tmp_path / "gebyr.csv"
    file.write_text("aar,ydelse,foedt,uden_gammelt_pas\n2026,pas,1990-01-01,nej\n", encoding="utf-8")
    first, row, _ = said_at(None, file)
    assert first.startswith("Øvelse: uden --config er satserne bekræftet af Fjordby, som ikke findes.")
    assert row == "række 2: 891 kr."
    own = said_at(write(tmp_path, GOOD), file)
    assert len(own) == 2
    assert own[0].startswith("række 2: ikke vurderet – satsen “Pas, fra 18 år” for 2026 mangler")


def test_an_unknown_benefit_names_the_known_ones() -> None:
    with pytest.raises(UserError, match="benefit-unknown") as refused:
        run("x", key="gratis")
    assert str(refused.value.params["keys"]).startswith("aeldrecheck, beboerindskud, ")


@pytest.mark.parametrize("lines", [[], [""], ["navn,alder", "Alma,3"]])
def test_a_file_without_a_column_of_the_benefit_is_refused(lines: list[str]) -> None:
    with pytest.raises(UserError, match="rows-empty") as refused:
        list(assess_rows("tillaegsprocent", lines, book=shipped(), on=TODAY, known=TODAY))
    assert refused.value.params == {"columns": "civilstand, indkomst"}


def test_rows_of_another_benefit_are_skipped() -> None:
    head = "type,aar,civilstand,indkomst"
    skipped, done, end = run(
        "helbredstillaeg,2026,enlig,0", "tillaegsprocent,2026,par,105000", key="tillaegsprocent", head=head
    )
    assert skipped == "række 2: sprunget over – rækken er ikke om personlig tillægsprocent"
    assert done == "række 3: Vejledende: 73 pct."
    assert end == "2 rækker: 1 sprunget over, 1 uden facit"


def test_a_text_that_begins_with_a_choice_is_that_choice() -> None:
    head = "aar,situation,barn_alder,indkomstgrundlag_kr"
    assert "8.384" in run('2025,"ligedeling, en foraelder",3,300000', key="boerneydelse", head=head)[0]
    line = run("2025,deling,3,300000", key="boerneydelse", head=head)[0]
    assert line == "række 2: situation: “deling” kan ikke bruges"


def test_the_published_examples_words_are_understood() -> None:
    head = "type,aar,input,forventet"
    line = run('helbredstillaeg,-,"egen udgift 45.00, tillaegsprocent 75",28.69', key="helbredstillaeg", head=head)[0]
    assert line == "række 2: 28,69 kr. – forventet 28.69: stemmer"
    line = run('tillaegsprocent,2026,"enlig, indkomst 35700.50 (graense 35700)",99', key="tillaegsprocent", head=head)[
        0
    ]
    assert line.endswith("stemmer")
    lacking = run("helbredstillaeg,2026,tillaegsprocent 75,", key="helbredstillaeg", head=head)[0]
    assert lacking == "række 2: ikke vurderet – Udgift: ikke oplyst"


def test_a_birth_band_is_asked_at_its_first_day_or_else_its_last() -> None:
    head = "foedt_fra,foedt_til,alder_aar"
    lines = run(",1953-12-31,65", "1954-01-01,1954-06-30,65.5", key="folkepensionsalder", head=head)
    assert [line.endswith("stemmer") for line in lines] == [True, True, True]
