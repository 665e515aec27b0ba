"""The citizen's print of a what-if: all that is told is on it, in order, and nothing runs as code."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from adapters.documents.guidance_pdf import GuidancePaperPress
from app.benefits.port import AsideLine, GuidanceLine, GuidancePaper, MissingLine, Reckoned, Told
from tests.adapters.documents.test_plan_pdf import HOSTILE, opened

DAY = date(2026, 11, 20)
PAPER = GuidancePaper(
    name="Anne-Sofie Ærøskøbing",
    day=DAY,
    known=date(2026, 11, 19),
    municipality="Fjordby Kommune",
    unit="Pension",
    employee="Lise Nord",
    told=(Told("Husleje pr. måned", "6.000 kr./md.", "6.500 kr./md."),),
    lines=(GuidanceLine("Støtte (vejledende)", "926 kr.", "1.001 kr.", "+75 kr.", "Kommunen"),),
    total="Vejledende forskel i alt pr. måned: +75 kr.",
    missing=(MissingLine("Ældrecheck", "Vi mangler at vide: Formue"),),
    aside=(AsideLine("Økonomisk friplads", "ingen børn under 18 år i CPR"),),
    reckoned=(
        Reckoned(
            "Støtte",
            date(2027, 1, 1),
            ("Hvis – vejledende: 1.001 kr.",),
            ("Husleje for et år = 78.000 (§ 10)",),
            ("Satsen “X” er ikke bekræftet.",),
        ),
    ),
)


def lines(paper: GuidancePaper) -> list[str]:
    with opened(GuidancePaperPress().print(paper)) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return [line.strip().removeprefix("• ").removeprefix("1. ") for line in text.splitlines()]


def test_it_says_that_it_is_guidance_what_changed_what_it_comes_to_how_and_whom_to_ask() -> None:
    said = lines(PAPER)
    wanted = [
        "Vejledning: hvad nu hvis",
        "Til Anne-Sofie Ærøskøbing",
        "20. november 2026, Pension i Fjordby Kommune",
        "Det har vi ændret",
        "Husleje pr. måned: fra 6.000 kr./md. til 6.500 kr./md.",
        "Det betyder det for dig",
        "Vejledende forskel i alt pr. måned: +75 kr.",
        "Det kan vi ikke regne på endnu",
        "Ældrecheck: Vi mangler at vide: Formue",
        "Ikke aktuelt her",
        "Økonomisk friplads: ingen børn under 18 år i CPR",
        "Sådan har vi regnet",
        "Med de satser, vi kendte 19. november 2026.",
        "Støtte",
        "Regnet for 1. januar 2027.",
        "Hvis – vejledende: 1.001 kr.",
        "Husleje for et år = 78.000 (§ 10)",
        "Satsen “X” er ikke bekræftet.",
        "Her kan du spørge",
        "Pension i Fjordby Kommune. Du talte med Lise Nord.",
        "Fjordby Kommune Side 1 af 1",
    ]
    assert [line for line in said if line in wanted] == wanted
    whole = " ".join(said)
    assert "Tallene er vejledende. Det er ikke en afgørelse." in whole
    cells = [whole.index(cell) for cell in ("(vejledende)", "926 kr.", "1.001 kr.", "+75 kr.", "Kommunen")]
    assert cells == sorted(cells)


def test_without_a_name_nobody_is_named_and_without_figures_there_is_no_table() -> None:
    said = lines(replace(PAPER, name="", unit="", lines=(), total="", reckoned=(), missing=(), aside=(), told=()))
    assert not any(line.startswith("Til") for line in said)
    assert "20. november 2026, Borgerservice i Fjordby Kommune" in said
    headings = ("Det betyder det for dig", "Sådan har vi regnet", "Det kan vi ikke regne på endnu", "Det har vi ændret")
    assert "Ikke aktuelt her" not in said
    assert not set(headings) & set(said)


def test_nothing_that_is_told_runs_as_code() -> None:
    said = lines(replace(PAPER, name=HOSTILE, told=(Told(HOSTILE, "a", "b"),), missing=(MissingLine("X", HOSTILE),)))
    assert f"Til {HOSTILE}" in said
    assert " ".join(said).count(HOSTILE) == 3


def test_a_screen_reader_finds_its_language_its_title_its_structure_and_the_heads_of_its_table() -> None:
    content = GuidancePaperPress().print(PAPER)
    with opened(content) as document:
        assert document.get_metadata_value("Title") == "Vejledning: hvad nu hvis"
        assert document.is_tagged()
    assert b"/Lang(da-DK)" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert re.search(rb"pdfaid:part>2<", content)
    assert b"/S/TH" in content
