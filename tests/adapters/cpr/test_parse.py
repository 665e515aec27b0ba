"""Each field of SF1520, the answers about anybody else, and the values the contract does not allow."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from lxml import etree

from adapters.registers.cpr.parse import parse
from adapters.registers.cpr.request import SERVICE
from adapters.serviceplatform.envelope import open_envelope
from app.citizen.model.coded import Coded
from app.citizen.model.person import (
    Address,
    AddressKey,
    CivilStatus,
    ContactAddress,
    Custody,
    CustodyHolder,
    Emigration,
    FormerAddress,
    Guardianship,
    Name,
    Note,
    Person,
    PersonStatus,
    Protection,
    ProtectionKind,
    RegisterDate,
    Relation,
    RelationKind,
)
from app.citizen.port import FailureKind, RegisterError
from app.cpr import CprNumber
from tests.adapters.cpr import village
from tests.adapters.cpr.samples import FOLDER, sample
from tests.contracts import CONTRACTS, needs_contracts
from tests.xsd import compile_schema

MOTHER = CprNumber(village.MOTHER)

EVERYTHING = Person(
    cpr=MOTHER,
    current_cpr=MOTHER,
    name=Name("Åse Østergård", "Åse", "Ærø", "Østergård", RegisterDate(date(2012, 6, 9))),
    born=RegisterDate(date(1985, 3, 14), uncertain=True),
    sex="K",
    status=PersonStatus.RESIDENT,
    status_since=RegisterDate(date(2012, 6, 10)),
    civil=CivilStatus.MARRIED,
    civil_since=RegisterDate(date(2012, 6, 9)),
    separated_since=RegisterDate(date(2026, 9, 1)),
    address=Address(
        key=AddressKey("0999", "0412", "16A", "1", "4"),
        road_name="Fjordvej",
        postal_code="9998",
        postal_district="Fjordby",
        locality="Solhavehjemmet",
        city="Østerhavn",
        co_name="c/o Æbeltoft",
        addressing_name="Åse Østergård",
        standard="Fjordvej 16A,1 4",
        building_number="2",
        moved_in=RegisterDate(date(2024, 5, 1)),
        lines=("Bagbygningen", "Port 2"),
        districts=(
            ("skoledistrikt", Coded("3", "Østre Skole")),
            ("sognedistrikt", Coded("8318", None)),
            ("diversedistrikt 16", Coded("A1", "Havnen")),
        ),
        address_id=UUID("0a3f50b8-0000-32b8-e044-0003ba298018"),
    ),
    former_addresses=(
        FormerAddress(
            AddressKey("0851", "1016", "7"),
            "Søgade",
            "9000",
            "Aalborg",
            moved_in=RegisterDate(date(2010, 1, 1), uncertain=True),
            moved_out=RegisterDate(date(2024, 5, 1)),
        ),
        FormerAddress(
            AddressKey("0851", "1017", "9"),
            None,
            None,
            None,
            moved_in=RegisterDate(date(2010, 1, 1)),
            moved_out=RegisterDate(date(2010, 1, 1)),
            mark="K",
        ),
    ),
    relations=(
        Relation(RelationKind.SPOUSE, CprNumber(village.FATHER)),
        Relation(RelationKind.CHILD, CprNumber(village.SON)),
        Relation(RelationKind.CHILD, CprNumber(village.DAUGHTER)),
        Relation(RelationKind.MOTHER, CprNumber(village.WIDOW)),
        Relation(RelationKind.FATHER, name="Østergård,Aage", born=RegisterDate(date(1950, 1, 2), uncertain=True)),
    ),
    custody=(
        Custody(CustodyHolder.MOTHER, RegisterDate(date(1985, 3, 14)), date(2003, 3, 14)),
        Custody(CustodyHolder.OTHER_1, None, None, CprNumber(village.GUARDED)),
    ),
    protections=(
        Protection(ProtectionKind.NAME_AND_ADDRESS, date(2026, 1, 10), date(2027, 1, 10)),
        Protection(ProtectionKind.DIRECTORY, date(2024, 1, 10), date(2025, 1, 10)),
    ),
    children_under_18=2,
    separated=True,
    started=RegisterDate(date(1985, 3, 14)),
    ended=RegisterDate(date(2026, 10, 31), uncertain=True),
    occupation="Sygeplejerske",
    shared_residence=True,
    shared_residence_since=datetime(2026, 6, 30, 22, 0, tzinfo=UTC),
    citizenship=Coded("5180", "Tyskland"),
    citizenship_since=RegisterDate(date(1985, 3, 14)),
    birth_place=Coded("0851", "Aalborg"),
    guardianship=Guardianship(
        RegisterDate(date(2025, 2, 3)), date(2027, 2, 3), full=False, declared=True, guardian=CprNumber(village.WIDOW)
    ),
    disappeared=RegisterDate(date(2026, 10, 30)),
    emigration=Emigration(
        Coded("5120", "Sverige"), RegisterDate(date(2009, 1, 2), uncertain=True), ("Storgatan 4", "Malmö")
    ),
    contact_address=ContactAddress(("c/o Holm", "Havnegade 1"), date(2026, 3, 1), date(2026, 12, 1)),
    notes=(Note(1, "Legitimation forevist", date(2026, 1, 2), date(2028, 1, 2)),),
    digital_post=True,
    nemsms=False,
)


def read(name: str, number: str) -> Person:
    return parse(open_envelope(sample(name)), CprNumber(number))


def changed(name: str, old: str, new: str) -> etree._Element:
    text = sample(name).decode()
    assert old in text
    return open_envelope(text.replace(old, new).encode())


@pytest.mark.parametrize("field", [field.name for field in fields(Person)])
def test_every_field_of_the_contract(field: str) -> None:
    assert getattr(read("everything", village.MOTHER), field) == getattr(EVERYTHING, field)


@needs_contracts
@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.xml")))
def test_the_samples_keep_to_the_contract(name: str) -> None:
    body = etree.fromstring(sample(name))[0][0]
    fault = body.findall("detail/*")
    compile_schema(CONTRACTS / "cpr" / "PersonBaseDataExtendedService").assertValid(fault[0] if fault else body)


def test_an_expired_protection_protects_nobody() -> None:
    widow = read("protection-expired", village.WIDOW)

    assert widow.protections[0] == Protection(ProtectionKind.NAME_AND_ADDRESS, date(2024, 1, 10), date(2025, 1, 10))
    assert widow.is_protected(date(2025, 1, 9))
    assert not widow.is_protected(date(2025, 1, 10))
    assert not widow.is_protected(village.REFERENCE)


def test_a_widow_has_no_spouse() -> None:
    widow = read("protection-expired", village.WIDOW)

    assert widow.civil is CivilStatus.WIDOWED
    assert [relation.kind for relation in widow.relations] == [RelationKind.CHILD]


@pytest.mark.parametrize(
    ("row", "protected"),
    [
        ("<beskyttet>true</beskyttet>", True),
        ("<startdato>2026-01-10</startdato>", True),
        ("<startdato>2026-01-10</startdato><beskyttet>false</beskyttet>", False),
        ("<slutdato>2027-01-10</slutdato><beskyttet>false</beskyttet>", True),
        ("<slutdato>2026-11-20</slutdato><beskyttet>true</beskyttet>", False),
        ("<beskyttet>false</beskyttet>", False),
        ("", False),
    ],
)
def test_protection_when_in_doubt_protects(row: str, protected: bool) -> None:
    whole = "<startdato>2026-01-10</startdato><slutdato>2027-01-10</slutdato><beskyttet>true</beskyttet>"

    person = parse(changed("everything", whole, row), MOTHER)

    assert person.is_protected(village.REFERENCE) is protected


def test_a_guardian_by_name_and_address() -> None:
    abroad = read("emigrated", village.ABROAD)

    assert abroad.guardianship == Guardianship(
        RegisterDate(date(2021, 6, 1)),
        None,
        full=True,
        declared=False,
        guardian_name="Dieter Planck",
        lines=("Allee 33", "Celle"),
    )
    assert abroad.emigration == Emigration(
        Coded("5180", "Tyskland"), RegisterDate(date(2025, 3, 1)), ("Hauptstrasse 4", "Flensburg")
    )
    assert abroad.contact_address == ContactAddress(("c/o Østergård", "Fjordvej 16A"), None, None)
    assert abroad.address is None


def test_a_guardian_outside_cpr_has_neither_number_nor_name() -> None:
    outside = "<umyndiggorelseRelationType>0</umyndiggorelseRelationType>"
    answer = changed("everything", outside.replace("0", "1"), outside)

    guardianship = parse(answer, MOTHER).guardianship

    assert guardianship is not None
    assert (guardianship.guardian, guardianship.guardian_name, guardianship.lines) == (None, None, ())


def test_the_unnamed_the_dead_and_those_without_a_home() -> None:
    assert read("unnamed-child", village.DAUGHTER).name is None
    dead = read("dead", village.DEAD)
    assert (dead.status, dead.ended) == (PersonStatus.DEAD, RegisterDate(date(2026, 8, 8)))
    assert read("disappeared", village.GONE).disappeared == RegisterDate(date(2026, 2, 2))
    homeless = read("no-fixed-address", village.HOMELESS)
    assert homeless.lacks_fixed_address
    assert homeless.address is not None
    assert homeless.address.address_id is None


def test_a_superseded_number_answers_for_itself() -> None:
    person = read("superseded", village.OLD_NUMBER)

    assert person.cpr == CprNumber(village.OLD_NUMBER)
    assert person.current_cpr == CprNumber(village.NEW_NUMBER)
    assert person.status is PersonStatus.CHANGED_NUMBER


def test_a_code_no_table_explains_stays_a_code() -> None:
    assert parse(changed("everything", ">5180<", ">5990<"), MOTHER).citizenship == Coded("5990", None)
    assert parse(changed("everything", "Kode>851<", "Kode>8999<"), MOTHER).birth_place == Coded("8999", "Vor Frue")


def test_zeros_are_no_number() -> None:
    answer = changed("everything", f"<mor><personnummer>{village.WIDOW}", "<mor><personnummer>0000000000")

    assert RelationKind.MOTHER not in [relation.kind for relation in parse(answer, MOTHER).relations]


def _kind(answer: etree._Element, asked: str = village.MOTHER) -> FailureKind:
    with pytest.raises(RegisterError) as error:
        parse(answer, CprNumber(asked))
    assert village.MOTHER not in str(error.value)
    return error.value.kind


def test_an_answer_about_somebody_else_is_refused() -> None:
    number, current = "<personnummer>{}</personnummer>\n", f"<gaeldendePersonnummer>{village.MOTHER}</gae"
    assert _kind(open_envelope(sample("everything")), village.FATHER) is FailureKind.WRONG_PERSON
    assert (
        _kind(changed("everything", number.format(village.MOTHER), number.format(village.FATHER)))
        is FailureKind.WRONG_PERSON
    )
    nameless = sample("everything").decode().replace(number.format(village.MOTHER), "")
    assert parse(open_envelope(nameless.encode()), MOTHER).cpr == MOTHER
    assert current in nameless
    nobody = nameless.replace(current, "<gaeldendePersonnummer></gae")
    assert _kind(open_envelope(nobody.encode())) is FailureKind.WRONG_PERSON
    assert _kind(open_envelope(sample("superseded")), village.NEW_NUMBER) is FailureKind.WRONG_PERSON


def test_no_persondata_is_no_answer() -> None:
    assert _kind(etree.Element(f"{{{SERVICE}}}PersonLookupResponse")) is FailureKind.NOT_FOUND
    assert _kind(etree.Element("PersonLookupResponse")) is FailureKind.MALFORMED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<status>1</status>", "<status>2</status>"),
        ("<civilstand>G<", "<civilstand>X<"),
        ("<koen>K</koen>", "<koen>K</koen><koen>M</koen>"),
        ("<antalBoernUnder18>2</antalBoernUnder18>", ""),
        ("<antalBoernUnder18>2<", "<antalBoernUnder18>-2<"),
        ("<antalBoernUnder18>2<", "<antalBoernUnder18>\u0662<"),
        ("<dato>1985-03-14</dato><usik", "<dato>1985-03-41</dato><usik"),
        ("<dato>2024-05-01T12:00:00<", "<dato>2024-05-01T12:00<"),
        ("<dato>2024-05-01T12:00:00<", "<dato>2024-05-01T99:00:00<"),
        ("2012-06-09T23:30:00Z", "9999-12-31T23:30:00-14:00"),
        ("<kommunekode>999<", "<kommunekode>99912<"),
        ("0a3f50b8-0000-32b8", "0a3f50b8-0000"),
        ("<mor><personnummer>0506540008<", "<mor><personnummer>050654<"),
        ("<barn><personnummer>1105144013</personnummer></barn>", "<barn/>"),
        ("<foraeldremyndighedtype>3<", "<foraeldremyndighedtype>7<"),
        ("<VærgemålType>DELVIS<", "<VærgemålType>HELT<"),
        ("<beskyttet>true<", "<beskyttet>måske<"),
        ("Sygeplejerske", "<b>Sygeplejerske</b>"),
    ],
)
def test_a_value_outside_the_contract_is_refused(old: str, new: str) -> None:
    assert _kind(changed("everything", old, new)) is FailureKind.MALFORMED


def test_elements_the_contract_does_not_know_are_passed_over() -> None:
    answer = changed("everything", "<alder>41</alder>", "<alder>41</alder><nyhed>x</nyhed><!-- note -->")

    assert parse(answer, MOTHER) == EVERYTHING
