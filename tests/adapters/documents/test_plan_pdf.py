"""The citizen's print: all that is told is on it, as text a screen reader finds in order, and nothing runs as code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from adapters.documents.plan_pdf import PlanPress
from app.errors import UserError
from app.situations.port import PaperContact, PaperLine, PlanPaper

PAPER = PlanPaper(
    name="Anne-Sofie Ærøskøbing Østergaard-Christoffersen",
    day=date(2026, 11, 20),
    municipality="Fjordby Kommune",
    unit="Borgerservice",
    employee="Lise Nord",
    about=("Du er flyttet til kommunen", "Din indkomst er ændret"),
    done=(PaperLine("Anmeld flytning"),),
    yours=(
        PaperLine("Søg plads i vuggestue", day=date(2026, 12, 1)),
        PaperLine("Hent lejekontrakt", deadline="Inden 14 dage", how="Ring til din udlejer."),
    ),
    sent=(PaperLine("Boligstøtte", "Udbetaling Danmark", date(2026, 11, 20)),),
    waits=(PaperLine("Oplysning om indskud", "Boligforeningen", date(2026, 12, 4)),),
    left=(PaperLine("Helbredstillæg"), PaperLine("Flytning", "Borgerservice i kommunen", date(2026, 11, 27))),
    others=(
        PaperLine("Boligsikring", "Udbetaling Danmark", deadline="Inden en måned"),
        PaperLine("Bidrag", "Familieretshuset"),
        PaperLine("Efterlevelseshjælp", "Udbetaling Danmark", date(2026, 12, 8)),
    ),
    contacts=(
        PaperContact("Udbetaling Danmark, borger.dk", ("Boligstøtte",)),
        PaperContact("Pladsanvisningen", ("Søg plads i vuggestue", "Friplads", "Skole, SFO og klub")),
    ),
)
HOSTILE = '#read("/etc/passwd") *fed* $x$ `kode` <b> ]; #panic() \\ // "'


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


def lines(paper: PlanPaper) -> list[str]:
    with opened(PlanPress().print(paper)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [line.removeprefix("• ").strip() for page in pages for line in page.splitlines()]


def test_it_says_what_was_done_what_is_theirs_and_by_when_what_was_sent_and_whom_to_ask() -> None:
    assert lines(PAPER) == [
        "Din plan",
        "Til Anne-Sofie Ærøskøbing Østergaard-Christoffersen",
        "20. november 2026, Borgerservice i Fjordby Kommune",
        "Det handler det om",
        "Du er flyttet til kommunen",
        "Din indkomst er ændret",
        "Det har vi gjort",
        "Anmeld flytning",
        "Det skal du gøre",
        "Søg plads i vuggestue",
        "Senest 1. december 2026",
        "Hent lejekontrakt",
        "Ring til din udlejer.",
        "Inden 14 dage",
        "Det har vi sendt videre",
        "Boligstøtte",
        "Sendt til Udbetaling Danmark den 20. november 2026. Du får svar derfra.",
        "Det venter vi på",
        "Oplysning om indskud",
        "Vi venter på: Boligforeningen, senest 4. december 2026",
        "Det mangler vi at gøre",
        "Helbredstillæg",
        "Flytning",
        "Hvem gør det: Borgerservice i kommunen",
        "Senest 27. november 2026",
        "Det hører til hos andre",
        "Det er ikke kommunen, der afgør det her. Vi har ikke sendt noget videre. Spørg os, hvis du",
        "er i tvivl om, hvad du selv skal gøre.",
        "Udbetaling Danmark",
        "Boligsikring",
        "Inden en måned",
        "Efterlevelseshjælp",
        "Senest 8. december 2026",
        "Fjordby Kommune Side 1 af 2",
        "Familieretshuset",
        "Bidrag",
        "Her kan du spørge",
        "Borgerservice i Fjordby Kommune",
        "Om hele planen. Du talte med Lise Nord.",
        "Udbetaling Danmark, borger.dk",
        "Om »Boligstøtte«",
        "Pladsanvisningen",
        "Om »Søg plads i vuggestue«, »Friplads« og »Skole, SFO og klub«",
        "Fjordby Kommune Side 2 af 2",
    ]


def test_what_there_is_nothing_of_has_no_heading_but_that_nothing_is_theirs_to_do_is_said() -> None:
    bare = replace(PAPER, name="", about=(), done=(), yours=(), sent=(), waits=(), left=(), others=(), contacts=())
    said = lines(bare)
    assert said[:4] == ["Din plan", "20. november 2026, Borgerservice i Fjordby Kommune", "Det skal du gøre", said[3]]
    assert said[3] == "Du skal ikke gøre noget nu."
    assert not any(
        line.startswith(("Det har", "Det kom", "Det venter", "Det mangler", "Det hører", "Det handler", "Til "))
        for line in said
    )


@pytest.mark.parametrize(("left", "others"), [(PAPER.left, ()), ((), PAPER.others)])
def test_where_something_is_left_nobody_is_told_that_there_is_nothing_to_do(
    left: tuple[PaperLine, ...], others: tuple[PaperLine, ...]
) -> None:
    said = lines(replace(PAPER, yours=(), left=left, others=others))
    assert "Du skal ikke gøre noget nu." not in said
    assert "Vi har ikke aftalt noget, du skal gøre nu. Længere nede står det, der mangler." in said


def test_what_people_wrote_is_printed_as_they_wrote_it() -> None:
    said = lines(replace(PAPER, name=HOSTILE, done=(PaperLine(HOSTILE),)))
    assert said.count(HOSTILE) == 1
    assert f"Til {HOSTILE}" in said


def test_a_long_plan_goes_on_over_pages_that_say_which_they_are() -> None:
    long = replace(PAPER, done=tuple(PaperLine(f"Opgave nummer {number}") for number in range(60)))
    said = lines(long)
    assert "Opgave nummer 59" in said
    assert "Fjordby Kommune Side 1 af 3" in said


def test_a_screen_reader_finds_its_language_its_title_and_its_structure() -> None:
    content = PlanPress().print(PAPER)
    with opened(content) as document:
        assert document.get_metadata_value("Title") == "Din plan"
        assert document.is_tagged()
    assert b"/Lang(da-DK)" in content
    assert b"/Marked true" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert re.search(rb"pdfaid:part>2<", content)


def test_it_stands_in_the_packages_own_letters_and_not_the_computers() -> None:
    fonts = set(re.findall(rb"/FontName/\w+\+([\w-]+)", PlanPress().print(PAPER)))
    assert fonts <= {b"SourceSansPro-Regular", b"SourceSansPro-Semibold", b"SourceSansPro-Bold"}


def test_a_template_that_breaks_tells_nothing_of_the_paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "plan.typ"
    broken.write_text("#panic(sys.inputs.plan)", encoding="utf-8")
    monkeypatch.setattr("adapters.documents.typeset._LETTERS", tmp_path)
    with pytest.raises(UserError, match="paper-failed") as failed:
        PlanPress().print(PAPER)
    assert "Christoffersen" not in str(failed.value)
    assert (failed.value.__cause__, failed.value.__suppress_context__) == (None, True)
