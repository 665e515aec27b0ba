"""What the benefits declare: facts of the vocabulary, steps that are used, and what is refused in a wrong file."""

from __future__ import annotations

import ast
import string
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.benefits.declaration import load_benefits
from app.benefits.formulas import FORMULAS, formula_for
from app.benefits.model import AssessmentKind, Decider
from app.benefits.words import written
from app.benefits.work import Work
from app.errors import BugError, UserError
from app.facts.model import Facts
from app.facts.vocabulary import kinds, load_vocabulary
from tests.rules.book import RESOURCES, TODAY, shipped

VOCABULARY = load_vocabulary(RESOURCES / "facts.toml")
KINDS = kinds(VOCABULARY)

ESTIMATES = {
    "aeldrecheck", "begravelseshjaelp", "boerneydelse", "boernetilskud", "boligstoette", "foertidspension",
    "folkepensionsalder", "pensionstillaeg", "tillaegsprocent",
}  # fmt: skip


def test_who_decides() -> None:
    for key, benefit in shipped().benefits.items():
        estimate = key in ESTIMATES
        assert benefit.kind is (AssessmentKind.ESTIMATE if estimate else AssessmentKind.DECISION)
        assert benefit.decider is (Decider.UDBETALING_DANMARK if estimate else Decider.KOMMUNE)


def test_every_input_that_names_a_fact_names_one_of_its_kind() -> None:
    for benefit in shipped().benefits.values():
        for declared in benefit.inputs.values():
            if declared.fact:
                term = VOCABULARY[declared.fact]
                assert term.kind is declared.kind, declared.name
                assert set(term.values) <= set(declared.choices), declared.name
                assert bool(term.values) is bool(declared.choices), declared.name


def test_every_declared_input_and_step_is_asked_for_somewhere() -> None:
    asked = {
        node.value
        for file in Path("app/benefits").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for benefit in shipped().benefits.values():
        assert set(benefit.inputs) <= asked
        assert {step for step in benefit.steps if not step.startswith(("bindende_", "nedsat_"))} <= asked


def test_every_step_has_plain_places_for_numbers() -> None:
    for benefit in shipped().benefits.values():
        for step in benefit.steps.values():
            assert all(spec in {None, ""} for _, _, spec, _ in string.Formatter().parse(step.text))


def test_a_formula_counts_from_its_day() -> None:
    assert {key: [since.isoformat() for since, _ in formulas] for key, formulas in FORMULAS.items()} == {
        "aeldrecheck": ["2021-01-01"],
        "beboerindskud": ["2020-01-01"],
        "begravelseshjaelp": ["2023-01-01"],
        "boerneydelse": ["2022-01-01", "2023-01-01", "2024-01-01", "2026-01-01"],
        "boernetilskud": ["2024-01-01"],
        "boligstoette": ["2026-01-01"],
        "foertidspension": ["2003-01-01"],
        "folkepensionsalder": ["0001-01-01"],
        "friplads": ["2019-01-01"],
        "gebyr": ["2023-01-01"],
        "helbredstillaeg": ["2020-01-01"],
        "pensionstillaeg": ["2023-01-01"],
        "tillaegsprocent": ["2022-01-01"],
    }
    for formulas in FORMULAS.values():
        for since, formula in formulas:
            year = f"_{since.year}"
            assert formula.__name__.endswith(year) or since.year == 1 or formula is formulas[0][1]
    assert formula_for("boerneydelse", date(2025, 12, 31)) is FORMULAS["boerneydelse"][2][1]
    assert formula_for("boerneydelse", date(2026, 1, 1)) is FORMULAS["boerneydelse"][3][1]


def test_what_is_not_declared_is_a_bug() -> None:
    work = Work(shipped().benefits["gebyr"], Facts(), shipped().rates, on=TODAY, known=TODAY)
    with pytest.raises(BugError, match="gebyr declares no step nej"):
        work.say("nej")
    with pytest.raises(BugError, match="gebyr declares no input nej"):
        work.need("nej")


def test_a_step_that_tells_a_day_says_it_by_its_month_on_paper() -> None:
    benefit = shipped().benefits["gebyr"]
    work = Work(benefit, Facts(), shipped().rates, on=TODAY, known=TODAY)
    with pytest.raises(BugError, match="gebyr tells a day in takst"):
        work.say("takst", dag=TODAY)
    for step in shipped().benefits["folkepensionsalder"].steps.values():
        places = [{name for _, name, _, _ in string.Formatter().parse(text)} for text in (step.text, step.paper)]
        assert places[0] == places[1]


def test_numbers_and_days_are_written_as_danes_write_them() -> None:
    assert [written(value) for value in (95500, 1234567, 0)] == ["95.500", "1.234.567", "0"]
    assert written(TODAY) == "22. november 2026"
    assert written("som det er") == "som det er"


GOOD = """title = "T"
kind = "estimate"
decider = "kommune"
law = "L"
unit = "kr."
elsewhere = "E"
[inputs.a]
label = "A"
question = "A?"
kind = "amount"
[steps.s]
text = "S"
"""


def test_the_smallest_declaration_loads(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(GOOD, encoding="utf-8")
    benefit = load_benefits(tmp_path, KINDS)["t"]
    declared = benefit.inputs["a"]
    assert (benefit.key, benefit.amount_label, benefit.figures, benefit.columns) == ("t", "", {}, {})
    assert (declared.fact, declared.choices, declared.default, declared.optional) == ("", {}, None, False)
    assert (declared.least, declared.most, declared.unit) == (Decimal(0), Decimal(999_999_999), None)
    assert benefit.steps["s"].paragraph == ""


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('title = "T"\n', "", ""),
        ('title = "T"\n', "title =\n", ""),
        ('kind = "amount"', 'kind = "size"', ""),
        ('kind = "amount"', 'kind = "amount"\ncolour = "red"', ""),
        ('kind = "amount"', 'kind = "amount"\ndefault = 0', "a"),
        ('kind = "amount"', 'kind = "amount"\nassumption = "nul"', "a"),
        ('kind = "amount"', 'kind = "amount"\nchoices = { a = "A" }', "a"),
        ('text = "S"', 'text = "S"\n[columns]\nforventet = "kvartal"', "forventet"),
        ("[inputs.a]", '[[aside]]\nwhen = { fact = "vejret", max = 0 }\nbecause = "B"\n[inputs.a]', "aside"),
        ("[inputs.a]", '[[aside]]\nwhen = { fact = "alder", max = 0 }\nbecause = ""\n[inputs.a]', ""),
    ],
)
def test_a_wrong_declaration_is_refused_by_name(tmp_path: Path, before: str, after: str, key: str) -> None:
    assert before in GOOD
    (tmp_path / "t.toml").write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(UserError, match="benefits-invalid") as refused:
        load_benefits(tmp_path, KINDS)
    assert refused.value.params == {"file": "t.toml", "key": key}


def test_a_decision_presumes_nothing(tmp_path: Path) -> None:
    text = GOOD.replace("estimate", "decision").replace('"amount"', '"amount"\ndefault = 0\nassumption = "nul"')
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="presumes nothing"):
        load_benefits(tmp_path, KINDS)
