"""That `python -m tests.mutation --data` changes what it says, one thing at a time."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.data_mutants import BENEFITS, FORMS, RATES, DataMutant, mutants_of

LOAN = RATES / "beboerindskud.toml"


def test_a_figure_is_one_more_of_its_last_digit_and_what_is_held_back_stays() -> None:
    assert [mutant.change for mutant in mutants_of(LOAN)] == ["251874  ->  251875"], "three more bear a D"
    shares = {mutant.change for mutant in mutants_of(RATES / "boligsikring.toml")}
    assert {"0.18  ->  0.19", "91.50  ->  91.51", "65  ->  66"} <= shares


@pytest.mark.parametrize("path", [BENEFITS / "friplads.toml", FORMS / "enkeltudgift.toml"], ids=lambda path: path.stem)
def test_every_change_reads_otherwise(path: Path) -> None:
    was = tomllib.loads(path.read_text(encoding="utf-8"))
    changed = [tomllib.loads(mutant.text) for mutant in mutants_of(path)]
    assert changed
    assert was not in changed


def test_a_condition_loses_a_part_a_bound_moves_and_a_rule_goes(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(
        '[[rule]]\nkey = "a"\nwhen = { all = [{ fact = "x", min = 3 }, { fact = "y", is = true }] } # min = 9\n'
        'say = "min = 1"\n\n[other]\nleast = 0\n',
        encoding="utf-8",
    )
    found = {(mutant.line, mutant.change.partition("  ->  ")[2]) for mutant in mutants_of(path)}
    assert found == {(1, "dropped"), (3, "dropped"), (3, "4"), (3, "false"), (7, "dropped"), (7, "1")}
    (whole,) = (mutant for mutant in mutants_of(path) if mutant.line == 1)
    assert whole.text == "[other]\nleast = 0\n"


def test_what_is_planted_is_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("read_text", "read_bytes"):
        monkeypatch.setattr(Path, name, getattr(Path, name))
    DataMutant(LOAN, 1, "", "å").plant()
    assert LOAN.read_text(encoding="utf-8") == LOAN.resolve().read_text(encoding="utf-8") == "å"
    assert LOAN.read_bytes().decode() == "å"
    assert (RATES / "gebyr.toml").read_text(encoding="utf-8") != "å"
