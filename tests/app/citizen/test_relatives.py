"""How much of a relative is kept."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from app.access.model import RelativeKind
from app.citizen.model.coded import Coded
from app.citizen.model.person import (
    CivilStatus,
    ContactAddress,
    Custody,
    CustodyHolder,
    Emigration,
    FormerAddress,
    Guardianship,
    Note,
    Person,
    Protection,
    ProtectionKind,
    RegisterDate,
    Relation,
    RelationKind,
)
from app.citizen.relatives import as_relative, limited
from tests.app.desk import CHILD, CITIZEN, SPOUSE, person

DAY = RegisterDate(date(2020, 1, 2))
EVERYTHING = person(
    current_cpr=SPOUSE,
    status_since=DAY,
    civil=CivilStatus.MARRIED,
    civil_since=DAY,
    separated_since=DAY,
    former_addresses=(FormerAddress(person().address.key, "Ærøvej", "9998", "Fjordby", DAY, DAY),),  # type: ignore[union-attr] # it has one
    relations=(Relation(RelationKind.CHILD, CHILD), Relation(RelationKind.MOTHER, SPOUSE)),
    custody=(Custody(CustodyHolder.MOTHER, DAY, None),),
    protections=(Protection(ProtectionKind.NAME_AND_ADDRESS, None, None),),
    children_under_18=2,
    separated=True,
    started=DAY,
    ended=DAY,
    occupation="bager",
    shared_residence=True,
    shared_residence_since=datetime(2020, 1, 2, tzinfo=UTC),
    citizenship=Coded("5100", "Danmark"),
    citizenship_since=DAY,
    birth_place=Coded("0101", "København"),
    guardianship=Guardianship(DAY, None, full=True, declared=None, guardian=SPOUSE),
    disappeared=DAY,
    emigration=Emigration(Coded("5120", "Sverige"), DAY, ()),
    contact_address=ContactAddress(("Kontakt",), None, None),
    notes=(Note(1, "note", None, None),),
    digital_post=True,
    nemsms=True,
)
KEPT = {"cpr", "current_cpr", "name", "born", "sex", "status", "status_since", "address", "protections"}


def test_of_a_relative_only_who_they_are_and_where_they_live_is_kept() -> None:
    kept = as_relative(EVERYTHING, frozenset())
    same = {field.name for field in fields(Person) if getattr(kept, field.name) == getattr(EVERYTHING, field.name)}
    assert same == KEPT | {"children_under_18"}
    assert kept.relations == (Relation(RelationKind.MOTHER, SPOUSE),)
    assert (kept.custody, kept.guardianship, kept.notes) == ((), None, ())


@pytest.mark.parametrize("kind", [RelativeKind.CUSTODY_HOLDER, RelativeKind.PARENT])
def test_whose_custody_a_relative_is_under_is_kept_where_the_purpose_opens_it(kind: RelativeKind) -> None:
    assert as_relative(EVERYTHING, frozenset({kind})).custody == EVERYTHING.custody


@pytest.mark.parametrize("kind", RelativeKind)
def test_the_citizen_is_cut_by_each_kind_the_purpose_leaves_out(kind: RelativeKind) -> None:
    cut = limited(EVERYTHING, frozenset(RelativeKind) - {kind})
    assert cut.cpr == CITIZEN
    assert (cut != EVERYTHING) is (kind in {RelativeKind.CHILD, RelativeKind.PARENT, RelativeKind.GUARDIAN})
    assert limited(EVERYTHING, frozenset(RelativeKind)) == EVERYTHING
