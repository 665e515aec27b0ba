"""The rules a decision names: a line for each law, nothing twice, nothing that a wider place beside it holds."""

from __future__ import annotations

import pytest

from app.benefits.grounds import by_law
from app.benefits.model import FEE, AssessmentKind
from tests.rules.book import shipped

DAYCARE = "dagtilbudsbekendtgørelsen"


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        ((), ()),
        (("", "lov om social pension"), ("lov om social pension",)),
        (
            ("dagtilbudsloven § 43, stk. 1, nr. 2", f"{DAYCARE} §§ 27-28", f"{DAYCARE} § 27, stk. 3", f"{DAYCARE} § 27",
             f"{DAYCARE} § 2", "dagtilbudsloven § 85"),
            ("dagtilbudsloven § 43, stk. 1, nr. 2, og § 85", f"{DAYCARE} § 2 og §§ 27-28"),
        ),
        ((f"{DAYCARE} § 27, stk. 1", f"{DAYCARE} § 27, stk. 3", f"{DAYCARE} § 33"),
         (f"{DAYCARE} § 27, stk. 1, § 27, stk. 3, og § 33",)),
        (("a § 14 a", "a §§ 14 a-14 c", "a § 15", "b § 14 b"), ("a §§ 14 a-14 c og § 15", "b § 14 b")),
        (("a §§ 4, 10 c", "a § 4", "a § 4"), ("a §§ 4, 10 c", "a § 4")),
    ],
)  # fmt: skip
def test_places_are_told_by_law(paragraphs: tuple[str, ...], said: tuple[str, ...]) -> None:
    assert by_law(paragraphs) == said


def test_every_decision_names_the_law_it_is_made_by() -> None:
    decided = [one for one in shipped().benefits.values() if one.kind is AssessmentKind.DECISION]
    assert {one.key for one in decided if not one.basis} == {FEE}
    assert all(" § " in one.basis or " §§ " in one.basis for one in decided if one.basis)
