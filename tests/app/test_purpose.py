"""The errands' file: complete, consistent, and wrong ones refused with the place named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.access.model import Section
from app.access.purpose import errands_of_case, load_errands
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
        for subject in errand.kle + errand.case_subjects + errand.cases:
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
        (('relatives = ["child"]', 'relatives = ["child"]\ncases = ["23.09.02"]'), "closed section"),
        (
            ('sections = ["person"]', 'sections = ["person", "cases"]\nkle = ["28"]\ncases = ["23.09.02"]'),
            "outside kle",
        ),
        (('relatives = ["child"]', 'relatives = ["child"]\ncases = "23.09.02"'), "cases must be a list"),
        (('relatives = ["child"]', 'relatives = ["child"]\ncase_subjects = ["32"]'), "closed section"),
        (('relatives = ["child"]', 'relatives = ["child"]\ncase_sensitivity = "FOELSOMME"'), "FOELSOMME"),
        (
            ('relatives = ["child"]', 'relatives = ["child"]\ncase_sensitivity = "IKKE_FORTROLIGE_DATA"'),
            "closed section",
        ),
        (
            ('sections = ["person"]', 'sections = ["person", "cases"]\nkle = ["28"]\ncase_subjects = ["32"]'),
            "case_subjects outside kle",
        ),
        (
            ('sections = ["person"]', 'sections = ["person", "cases"]\ncase_subjects = ["28"]\ncases = ["32.03"]'),
            "cases outside kle",
        ),
        (
            ('sections = ["person"]', 'sections = ["person", "cases"]\ncase_subjects = "28"'),
            "case_subjects must be a list",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    file = tmp_path / "purposes.toml"
    file.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        load_errands(file)
    assert refused.value.code == "purposes-invalid"
    assert said in refused.value.detail


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        ("23.05.10-P19-3-26", ["flytning"]),
        ("23.05.08-P19-3-26", ["bopael"]),
        ("23.05.12-P19-3-26", ["flytning", "indrejse"]),
        ("28.77.08-G01-17-26", ["friplads"]),
        ("28.09.40-G01-17-26", ["dagtilbud"]),
        ("28.77.04-G01-17-26", ["dagtilbud", "friplads"]),
        ("32.24.04-G01-1-26", ["kontanthjaelp"]),
        ("32.21.12-G01-1-26", ["enkeltudgift"]),
        ("27.36.04-G01-1-26", ["visitation"]),
        ("32.64.04-G01-1-26", ["doedsfald", "boligstoette", "helbredstillaeg", "friplads", "beboerindskud"]),
        ("32.03.04-G01-1-26", ["foertidspension", "doedsfald", "helbredstillaeg"]),
        ("23.09.02-G01-1-26", []),
        ("03.25.15-G01-1-26", []),
        ("320.30.04-G01-1-26", []),
        ("32.30.041-G01-1-26", []),
        ("S2026-1", []),
    ],
)
def test_a_cases_subject_says_which_errands_it_may_be(number: str, keys: list[str]) -> None:
    """The one that opens least comes first; an errand that opens no cases, or all of them, is none of them."""
    assert [errand.key for errand in errands_of_case(number, ERRANDS.values())] == keys


def test_no_two_errands_claim_one_subject() -> None:
    claimed = [subject for errand in ERRANDS.values() for subject in errand.cases]
    assert len(claimed) == len(set(claimed)) > 0
