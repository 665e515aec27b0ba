"""The training municipality's PDFs: real Danish letters, some pages each, the same bytes every time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date

import pypdfium2
import pytest

from adapters.training import papers
from adapters.training.people import DocumentRow

RECIPIENT = "Åse Ørsted-Æbelø"
KINDS = (
    "Ansøgning",
    "Afgørelse",
    "Lejekontrakt",
    "Lægeerklæring",
    "Flytteanmeldelse",
    "Indkomstoplysning",
    "Brev, udgående",
)


def row(kind: str, title: str = "") -> DocumentRow:
    return DocumentRow(
        id="d0000001-0000-4000-8000-000000000000",
        title=title or f"{kind} <om> bolig & pension",
        kind=kind,
        letter_date=date(2026, 3, 31),
        state="Endeligt",
        file_name="x.pdf",
    )


def made(kind: str, *, seed: int = 7, title: str = "") -> bytes:
    return papers.make_document(
        row(kind, title), recipient=RECIPIENT, case_number="32.03.04-G01-17-24", unit="Ydelse og Pension", seed=seed
    )


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        return texts
    finally:
        document.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_readable(kind: str) -> None:
    first, *others = pages(made(kind))
    assert len(others) <= 2
    assert RECIPIENT in first
    assert f"{kind} <om> bolig & pension" in first
    assert "31. marts 2026" in first
    assert "32.03.04-G01-17-24" in first
    assert all("opdigtede" in page for page in (first, *others))
    is_sent = kind in ("Afgørelse", "Brev, udgående")
    assert ("Havnegade 1" in first) is is_sent
    assert ("underskrift" in "".join([first, *others])) is not is_sent


def test_what_is_sent_out_may_be_filed_as_a_plain_letter() -> None:
    assert "Bevilget" in "".join(pages(made("Brev", title="Bevilling", seed=3))) or "Afslag" in "".join(
        pages(made("Brev", title="Bevilling", seed=3))
    )


def test_decisions_differ_in_length_and_words() -> None:
    decisions = [pages(made("Afgørelse", seed=seed)) for seed in range(25)]
    assert {len(decision) for decision in decisions} == {1, 2}
    assert len({"".join(decision) for decision in decisions}) > 15


def test_the_same_bytes_in_every_process() -> None:
    digest = hashlib.sha256(made("Afgørelse")).hexdigest()
    assert hashlib.sha256(made("Afgørelse")).hexdigest() == digest
    script = (
        "import hashlib; from tests.adapters.documents.test_papers import made;"
        "print(hashlib.sha256(made('Afgørelse')).hexdigest())"
    )
    done = subprocess.run((sys.executable, "-X", "utf8", "-c", script), capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == digest, done.stderr


def test_reportlab_comes_with_the_first_document() -> None:
    script = "import sys; import adapters.training.papers; print('reportlab' in sys.modules)"
    done = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "False", done.stderr
