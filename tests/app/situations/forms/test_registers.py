"""The checks as they are asked of the registers: admitted first, and silent about protected people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.citizen.model.dwelling import AddressHit
from app.citizen.model.person import Custody, CustodyHolder, Protection, ProtectionKind
from app.citizen.port import AddressSearchQuery, DwellingQuery, FailureKind, PersonQuery, Query, RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.population.model import Hit
from app.situations.forms.model import Check
from app.situations.forms.registers import RegisterChecker
from tests.app.desk import ADDRESS_ID, CHILD, CITIZEN, dwelling, person
from tests.app.situations.forms.made_up import PLACE, TODAY

HIT = Hit(CITIZEN, "Karen Østergård", None, PLACE, 1, protected=False)


class Desk:
    """`answers` by query; a query without one is not found."""

    def __init__(self) -> None:
        self.answers: dict[Query, object] = {}
        self.kind = FailureKind.NOT_FOUND
        self.told: list[object] = []
        self.hit: Hit | None = HIT
        self.refused = False
        self.checker = RegisterChecker(ask=self._ask, extract=self._extract, admit=self._admit, today=lambda: TODAY)

    def _ask(self, key: RegisterKey, query: Query) -> object:
        self.told.append(key)
        if query not in self.answers:
            raise UserError("register-failed", register=key, kind=self.kind)
        return self.answers[query]

    def _extract(self, cpr: CprNumber) -> Hit | None:
        self.told.append("extract")
        return self.hit if cpr == CITIZEN else None

    def _admit(self, cpr: CprNumber, check: Check) -> None:
        self.told.append(check)
        if self.refused:
            raise UserError("access-refused", rule="self")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_only_addresses_that_bbr_knows_are_suggested(desk: Desk) -> None:
    whole, road = AddressHit("adresse", PLACE, ADDRESS_ID), AddressHit("vejnavn", "Ærøvej", None)
    desk.answers[AddressSearchQuery("ærøvej")] = (road, whole)
    assert desk.checker.addresses("ærøvej") == (whole,)
    desk.answers[AddressSearchQuery("ærøvej")] = None
    assert desk.checker.addresses("ærøvej") == ()


def test_an_address_unknown_to_bbr_is_an_answer_and_silence_is_none(desk: Desk) -> None:
    assert desk.checker.dwelling(ADDRESS_ID) is None
    desk.answers[DwellingQuery(ADDRESS_ID)] = dwelling()
    assert desk.checker.dwelling(ADDRESS_ID) == dwelling()
    desk.answers.clear()
    desk.kind = FailureKind.TIMEOUT
    with pytest.raises(UserError, match="register-failed"):
        desk.checker.dwelling(ADDRESS_ID)


@pytest.mark.parametrize(
    ("hit", "address", "said"),
    [
        (HIT, PLACE, True),
        (HIT, "Ærøvej 14, 9998 Fjordby", False),
        (replace(HIT, address="Ærøvej 12, 1. tv, 9998 Fjordby"), PLACE, False),
        (replace(HIT, protected=True), PLACE, None),
        (replace(HIT, protected=True), "Ærøvej 14, 9998 Fjordby", None),
        (replace(HIT, address=None), PLACE, None),
        (None, PLACE, None),
        (HIT, "etsteds", None),
        (replace(HIT, address="Ærøvej, 9998 Fjordby"), PLACE, None),
    ],
)
def test_who_lives_there_is_told_of_nobody_protected(desk: Desk, hit: Hit | None, address: str, said: object) -> None:
    desk.hit = hit
    assert desk.checker.is_resident(CITIZEN, address) is said
    assert desk.told[0] is Check.RESIDENT


def test_custody_is_that_of_today(desk: Desk) -> None:
    holders = (
        Custody(CustodyHolder.MOTHER, None, None),
        Custody(CustodyHolder.FATHER, None, TODAY),
        Custody(CustodyHolder.OTHER_1, None, date(2030, 1, 1)),
    )
    desk.answers[PersonQuery(CHILD)] = person(CHILD, custody=holders)
    assert desk.checker.custody(CHILD) == {CustodyHolder.MOTHER, CustodyHolder.OTHER_1}
    assert desk.told == [Check.CUSTODY, RegisterKey.CPR]


@pytest.mark.parametrize(("end", "protected"), [(None, True), (TODAY, False)])
def test_protection_is_that_of_today(desk: Desk, end: date | None, protected: bool) -> None:
    shield = Protection(ProtectionKind.NAME_AND_ADDRESS, date(2026, 1, 1), end)
    desk.answers[PersonQuery(CITIZEN)] = person(protections=(shield,))
    assert desk.checker.is_protected(CITIZEN) is protected
    assert desk.told == [Check.PROTECTION, RegisterKey.CPR]


def test_whoever_is_refused_is_not_asked_about(desk: Desk) -> None:
    desk.refused = True
    for ask in (desk.checker.custody, desk.checker.is_protected):
        with pytest.raises(UserError, match="access-refused"):
            ask(CITIZEN)
    with pytest.raises(UserError, match="access-refused"):
        desk.checker.is_resident(CITIZEN, PLACE)
    assert not {RegisterKey.CPR, "extract"} & set(desk.told)


def test_an_answer_that_is_no_person_is_none(desk: Desk) -> None:
    desk.answers[PersonQuery(CITIZEN)] = None
    with pytest.raises(UserError, match="register-failed"):
        desk.checker.is_protected(CITIZEN)
