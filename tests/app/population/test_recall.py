"""How many of a thousand questions, a tenth of them misspelt, find the person meant."""

from __future__ import annotations

from pathlib import Path

from app.population.index import PopulationIndex, build_index
from tests.app.population.conftest import Noon, ask
from tests.app.population.made_up import REFERENCE, MadeUpPeople, Question, questions


def test_misspelt_questions_find_the_person_meant(tmp_path: Path) -> None:
    people = list(MadeUpPeople(20_000))
    build_index(tmp_path / "extract.sqlite", people, None, produced=REFERENCE, municipality="0999")
    index = PopulationIndex(tmp_path / "extract.sqlite", Noon(), None)
    asked = questions(people, 1_000) + [one for one in questions(people, 1_000, wrong=1.0, seed=5) if one.misspelt]
    lost = [one for one in asked if not _is_found(index, one)]
    index.close()
    mixed = sum(not any(one is other for other in asked[1_000:]) for one in lost)
    assert mixed <= 30
    # Of the misspelt alone too: some slips make another name that somebody has.
    assert len(lost) - mixed <= 0.03 * len(asked[1_000:])


def _is_found(index: PopulationIndex, question: Question) -> bool:
    first_ten = ask(index, question.text).hits[:10]
    if question.kind == "address":
        # Everybody in the house fits an address alike: the house is what must be found.
        return any(
            question.person.address and question.person.address.road_name in (hit.address or "") for hit in first_ten
        )
    return any(hit.cpr == question.person.cpr for hit in first_ten)
