"""The list of mutants fits the tree: `python -m tests.mutants` runs them, this only keeps the list from rotting."""

from __future__ import annotations

import re

from tests.mutants.planted import load


def test_every_old_text_stands_exactly_once_and_every_named_test_is_there() -> None:
    assert {mutant.name: why for mutant in load() if (why := mutant.misfit())} == {}


def test_no_name_is_given_twice_and_each_says_its_promise() -> None:
    mutants = load()
    assert len({mutant.name for mutant in mutants}) == len(mutants)
    assert all(re.fullmatch(r"[a-z0-9-]{3,24}", mutant.name) and mutant.promise for mutant in mutants)


def test_the_check_itself_notices() -> None:
    from dataclasses import replace

    mutant = load()[0]
    assert "0 times" in replace(mutant, old="nothing of the kind").misfit()
    assert "0 times" in replace(mutant, file="app/nowhere.py").misfit()
    assert "changes nothing" in replace(mutant, new=mutant.old).misfit()
    assert "no test" in replace(mutant, tests=()).misfit()
    assert "there is no" in replace(mutant, tests=("tests/app/test_cpr.py::test_nobody_wrote",)).misfit()
