"""What a citizen is to the employee at the desk, by the population extract alone. Reads only, in a few milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.access.decide import Relation
from app.cpr import CprNumber
from app.population.model import RelationType

if TYPE_CHECKING:  # its search takes as long to load as a window, and whoever asks has it loaded
    from app.population.index import PopulationIndex


@dataclass(frozen=True, slots=True)
class _Kin:
    """One person's own record; empty but for the number where the extract has none. Numbers are those in force."""

    number: CprNumber
    is_registered: bool
    parents: frozenset[CprNumber]
    children: frozenset[CprNumber]
    spouses: frozenset[CprNumber]
    former_spouses: frozenset[CprNumber]


def relations(index: PopulationIndex, own: CprNumber, citizen: CprNumber) -> frozenset[Relation]:
    """All that `citizen` is to `own`; empty if the extract knows both and they are unrelated.

    One side's record is enough to relate two people, also one who lives elsewhere. Where nothing relates them and one
    of them is not in the extract, it is UNKNOWN. Half siblings are siblings; adopted children are the adopters'.
    UserError("index-damaged") as the index raises it.
    """
    mine, theirs = _kin(index, own), _kin(index, citizen)
    if mine.number == theirs.number:
        return frozenset({Relation.SELF})
    tests = {
        Relation.CHILD: theirs.number in mine.children or mine.number in theirs.parents,
        Relation.PARENT: theirs.number in mine.parents or mine.number in theirs.children,
        Relation.SPOUSE: theirs.number in mine.spouses or mine.number in theirs.spouses,
        Relation.FORMER_SPOUSE: theirs.number in mine.former_spouses or mine.number in theirs.former_spouses,
        Relation.SIBLING: _are_siblings(index, mine, theirs),
        Relation.COMMON_CHILD: _have_a_common_child(index, mine, theirs),
    }
    found = frozenset(relation for relation, holds in tests.items() if holds)
    if not found and not (mine.is_registered and theirs.is_registered):
        return frozenset({Relation.UNKNOWN})
    return found


def _are_siblings(index: PopulationIndex, mine: _Kin, theirs: _Kin) -> bool:
    """By either's own record, or by a parent's where one of the two is not in the extract."""
    return (
        bool(mine.parents & theirs.parents)
        or any(mine.number in _kin(index, parent).children for parent in theirs.parents)
        or any(theirs.number in _kin(index, parent).children for parent in mine.parents)
    )


def _have_a_common_child(index: PopulationIndex, mine: _Kin, theirs: _Kin) -> bool:
    return (
        bool(mine.children & theirs.children)
        or any(mine.number in _kin(index, child).parents for child in theirs.children)
        or any(theirs.number in _kin(index, child).parents for child in mine.children)
    )


def _kin(index: PopulationIndex, cpr: CprNumber) -> _Kin:
    hit, related = index.person(cpr), index.relations(cpr)

    def of(*kinds: RelationType) -> frozenset[CprNumber]:
        return frozenset(number for kind, number in related if kind in kinds)

    return _Kin(
        number=hit.cpr if hit is not None else cpr,
        is_registered=hit is not None,
        parents=of(RelationType.MOTHER, RelationType.FATHER),
        children=of(RelationType.CHILD),
        spouses=of(RelationType.SPOUSE),
        former_spouses=of(RelationType.FORMER_SPOUSE),
    )
