"""Who belongs to a citizen as far as the purpose goes, and how much of a relative is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.access.model import RelativeKind
from app.citizen.model.person import CustodyHolder, Person, RelationKind
from app.citizen.model.sections import Relative, RelativeRole, State
from app.cpr import CprNumber

_ROLE = {
    RelationKind.SPOUSE: (RelativeRole.SPOUSE, RelativeKind.SPOUSE),
    RelationKind.CHILD: (RelativeRole.CHILD, RelativeKind.CHILD),
    RelationKind.MOTHER: (RelativeRole.MOTHER, RelativeKind.PARENT),
    RelationKind.FATHER: (RelativeRole.FATHER, RelativeKind.PARENT),
}
_CUSTODY_PARENT = {CustodyHolder.MOTHER: RelationKind.MOTHER, CustodyHolder.FATHER: RelationKind.FATHER}
_SEES_CUSTODY = frozenset({RelativeKind.CUSTODY_HOLDER, RelativeKind.PARENT})


def named_relatives(person: Person, allowed: frozenset[RelativeKind], today: date) -> tuple[Relative, ...]:
    """The relatives CPR names on the person itself, one entry each with all its roles, not yet looked up."""
    roles: dict[CprNumber, list[RelativeRole]] = {}
    unnumbered: list[Relative] = []
    for relation in person.relations:
        role, kind = _ROLE[relation.kind]
        if kind not in allowed:
            continue
        if relation.cpr is not None:
            roles.setdefault(relation.cpr, []).append(role)
        elif relation.name or relation.born:
            born = relation.born.day if relation.born else None
            unnumbered.append(Relative((role,), None, relation.name, born, State.FRESH))
    if RelativeKind.CUSTODY_HOLDER in allowed:
        for holder in _custody_holders(person, today):
            roles.setdefault(holder, []).append(RelativeRole.CUSTODY_HOLDER)
    guardian = person.guardianship.guardian if person.guardianship and person.guardianship.covers(today) else None
    if RelativeKind.GUARDIAN in allowed and guardian is not None:
        roles.setdefault(guardian, []).append(RelativeRole.GUARDIAN)
    numbered = (Relative(tuple(r), cpr, None, cpr.birth_date, State.LOADING) for cpr, r in roles.items())
    return (*numbered, *unnumbered)


def _custody_holders(person: Person, today: date) -> list[CprNumber]:
    parents = {relation.kind: relation.cpr for relation in person.relations}
    holders = []
    for custody in person.custody:
        parent = _CUSTODY_PARENT.get(custody.holder)
        cpr = parents.get(parent) if parent is not None else custody.cpr
        if cpr is not None and custody.covers(today):
            holders.append(cpr)
    return holders


def limited(person: Person, allowed: frozenset[RelativeKind]) -> Person:
    """The person without the relatives that the purpose leaves out, so that no screen can show them by mistake."""
    if allowed.issuperset(RelativeKind):
        return person
    guardianship = person.guardianship
    if guardianship is not None and RelativeKind.GUARDIAN not in allowed:
        guardianship = replace(guardianship, guardian=None)
    return replace(
        person,
        relations=tuple(r for r in person.relations if _ROLE[r.kind][1] in allowed),
        custody=person.custody if allowed & _SEES_CUSTODY else (),
        guardianship=guardianship,
    )


def as_relative(person: Person, allowed: frozenset[RelativeKind]) -> Person:
    """What is kept of a relative: who they are, where they live, and whose custody they are under."""
    return Person(
        cpr=person.cpr,
        current_cpr=person.current_cpr,
        name=person.name,
        born=person.born,
        sex=person.sex,
        status=person.status,
        status_since=person.status_since,
        civil=None,
        civil_since=None,
        separated_since=None,
        address=person.address,
        former_addresses=(),
        relations=tuple(r for r in person.relations if _ROLE[r.kind][1] is RelativeKind.PARENT),
        custody=person.custody if allowed & _SEES_CUSTODY else (),
        protections=person.protections,
        children_under_18=person.children_under_18,
    )
