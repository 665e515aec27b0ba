"""The citizen's print of a what-if: every figure with the word vejledende, who decides, and how it was reckoned."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from adapters.documents.guidance_pdf import GuidancePaperPress
from app.benefits.assess import Setting, compare
from app.benefits.guidance import guidance_lines, total
from app.benefits.port import GuidancePaper
from app.benefits.rulebook import load_rulebook
from app.facts.model import CITIZEN, Fact, Facts, Value

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
TOLD: dict[str, Value] = {
    "boligstoette_ordning": "boligydelse",
    "voksne_paa_adressen": 1,
    "antal_boern_hjemme": 0,
    "husstandsindkomst_maaned": Decimal(17500),
    "husleje_maaned": Decimal(6000),
    "boligareal": 60,
    "formue": Decimal(0),
    "varme_betales_saerskilt": True,
}


def paper(name: str = "Anne-Sofie Ærøskøbing") -> GuidancePaper:
    book = load_rulebook(Path("resources"))
    now = Facts.of(Fact(key, value, CITIZEN, NOW) for key, value in TOLD.items())
    then = now.with_([Fact("husleje_maaned", Decimal(6500), CITIZEN, NOW)])
    keys = ("boligstoette", "friplads")
    comparison = compare(keys, Setting(now, TODAY), Setting(then, TODAY), book=book, known=TODAY)
    lines = tuple(guidance_lines(comparison, book))
    return GuidancePaper(name, TODAY, TODAY, "Fjordby Kommune", "Borgerservice", "Lise Nord", lines, total(comparison))


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(GuidancePaperPress().print(paper()))


def test_it_says_what_a_benefit_comes_to_now_and_if_and_that_it_binds_nobody(text: str) -> None:
    assert "Vejledende beregning" in text
    assert "Den er ikke en afgørelse." in text
    assert "Vejledende. Udbetaling Danmark afgør." in text
    assert "kendt den 20. november 2026" in text
    assert "Forskel: +" in text


def test_the_steps_are_there_with_the_laws_place(text: str) -> None:
    assert "12 × 6.500 kr." in text
    assert "boligstøtteloven § 10" in text


def test_what_nobody_could_reckon_is_not_on_it(text: str) -> None:
    assert "friplads" not in text


def test_a_protected_citizen_is_not_named(text: str) -> None:
    assert "Anne-Sofie Ærøskøbing" in text
    assert "Til " not in text_of(GuidancePaperPress().print(paper(name="")))


def test_it_is_tagged_for_screen_readers_and_fit_to_keep() -> None:
    content = GuidancePaperPress().print(paper())
    assert b"/MarkInfo" in content
    assert b"pdfuaid" in content or b"StructTreeRoot" in content
