"""The errands' file: complete, consistent, and wrong ones refused with the place named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.access.model import Section
from app.access.purpose import load_errands
from app.errors import UserError
from tests.app.desk import ERRANDS

GOOD = """[pas]
title = "Pas"
title_en = "Passport"
legal_basis = "Pasloven"
sections = ["person"]
relatives = ["child"]
"""


def test_a_passport_opens_the_person_and_nothing_else() -> None:
    assert ERRANDS["pas"].sections == {Section.PERSON}


def test_no_errand_at_udbetaling_danmark_opens_income() -> None:
    """The municipality has no legal basis of its own for incomes there: lov om Udbetaling Danmark § 3."""
    for errand in ERRANDS.values():
        if "Udbetaling Danmark" in errand.legal_basis:
            assert Section.INCOME not in errand.sections


def test_every_subject_is_one_of_kles() -> None:
    titles = Path(__file__).parents[2] / "resources" / "kle" / "emner.csv"
    numbers = {line.split(",")[0].strip('"') for line in titles.read_text(encoding="utf-8").splitlines()}
    for errand in ERRANDS.values():
        for subject in errand.kle:
            assert any(number == subject or number.startswith(f"{subject}.") for number in numbers), subject


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('sections = ["person"]', 'sections = ["person", "shoes"]'), "shoes"),
        (('sections = ["person"]', 'sections = ["cases"]'), "must contain person"),
        (('sections = ["person"]', 'sections = ["person", "income"]'), "belong together"),
        (('sections = ["person"]', 'sections = ["person", "history"]'), "belong together"),
        (('legal_basis = "Pasloven"', 'legal_basis = ""'), "legal_basis is empty"),
        (('title = "Pas"\n', ""), "title is missing"),
        (('title = "Pas"', 'titel = "Pas"'), "unknown key titel"),
        (('relatives = ["child"]', 'relatives = ["child"]\nkeeps_income = true'), "belongs with income"),
        (('relatives = ["child"]', 'relatives = ["child"]\nkeeps_income = "ja"'), "true or false"),
        (("[pas]", "[pas"), "purposes.toml"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    file = tmp_path / "purposes.toml"
    file.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        load_errands(file)
    assert refused.value.code == "purposes-invalid"
    assert said in refused.value.detail
