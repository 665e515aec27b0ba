"""Answers of both services to grants: what is read, what is refused, and about whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from lxml import etree

from adapters.registers.benefits import parse as parse_module
from adapters.registers.benefits import simulator
from adapters.registers.benefits.parse import Page, merged, parse_municipal, parse_udk
from adapters.serviceplatform.envelope import open_envelope
from adapters.training.people import GrantRow
from app.citizen.model.grants import Sector
from app.citizen.port import FailureKind, RegisterError
from tests.adapters.benefits.village import Village, answer, grant, inside, message, query
from tests.adapters.eindkomst.village import ASKED, OTHER, TRANSACTION
from tests.adapters.mutants import fuzz

SAMPLES = Path(parse_module.__file__).parent / "samples"
UDK = Sector.UDBETALING_DANMARK
Read = Callable[[etree._Element], Page]


def municipal(element: etree._Element) -> Page:
    return parse_municipal(element, cpr=ASKED, transaction=TRANSACTION)


def udk(element: etree._Element) -> Page:
    return parse_udk(element, cpr=ASKED, transaction=TRANSACTION)


def refused(read: Read, element: etree._Element) -> FailureKind:
    with pytest.raises(RegisterError) as caught:
        read(element)
    assert ASKED.digits not in str(caught.value)
    return caught.value.kind


def sample(name: str) -> etree._Element:
    return open_envelope((SAMPLES / f"{name}.xml").read_bytes())


def all_of(element: etree._Element, name: str) -> list[etree._Element]:
    return list(element.iter(f"{{*}}{name}"))


def remove(element: etree._Element, name: str) -> etree._Element:
    for gone in all_of(element, name):
        parent = gone.getparent()
        assert parent is not None
        parent.remove(gone)
    return element


def rewrite(element: etree._Element, old: str, new: str) -> etree._Element:
    return etree.fromstring(etree.tostring(element).decode().replace(old, new))


def test_every_field_of_a_grant_is_read() -> None:
    page = municipal(sample("bevillinger"))
    first, second = page.grants
    assert page.entries == 2
    assert (first.id, first.name, first.title) == ("ydelse-kommune-1", "Kontanthjælp", "Hjælp til forsørgelse")
    assert (first.kle.code, first.start, first.end) == ("32.24.04", date(2025, 3, 1), None)
    assert (first.recipient, first.amount, first.frequency, first.in_arrears) == (
        ASKED,
        Decimal("12326.00"),
        "Månedlig",
        True,
    )
    assert (first.owner, first.department, first.system) == ("99999901", "Borgerservice", "Fjordby Ydelser")
    assert (first.sensitivity, first.case_number) == ("FORTROLIGE_PERSONOPLYSNINGER", "2025-001234")
    paid = first.payments[0]
    assert (paid.day, paid.gross, paid.net) == (date(2026, 9, 28), Decimal("12326.00"), Decimal("9100.50"))
    assert (paid.start, paid.end, paid.status) == (date(2026, 9, 1), date(2026, 9, 28), "Udbetalt")
    assert (second.title, second.end, second.case_number, second.payments) == (None, date(2026, 9, 30), None, ())


def test_the_net_is_unknown_where_one_payment_held_several_benefits() -> None:
    element = sample("bevillinger")
    all_of(element, "OekonomiskEffektueringSamletBruttobeloeb")[0].text = "15000.00"
    assert [payment.net for payment in municipal(element).grants[0].payments] == [None, Decimal("9100.50")]


def test_udk_payments_are_put_together_to_grants() -> None:
    pension, housing = udk(sample("udk_effektueringer")).grants
    assert (pension.kle.code, [payment.day.month for payment in pension.payments]) == ("32.03.04", [9, 10])
    assert (housing.kle.code, [payment.gross for payment in housing.payments]) == ("32.06.04", [Decimal("3211.00")])


def test_a_udk_reply_with_only_the_parts_that_are_known_of_it_is_read() -> None:
    pension, housing = udk(sample("udk_effektueringer_uden_parter")).grants
    assert (pension.recipient, pension.amount, pension.start) == (None, None, date(2026, 9, 1))
    assert [(paid.day, paid.gross) for paid in pension.payments] == [
        (date(2026, 9, 1), Decimal("12326.00")),
        (date(2026, 10, 1), Decimal("12326.00")),
    ]
    assert housing.owner == "99999905"


def test_a_udk_reply_that_names_nobody_must_be_to_our_question() -> None:
    element = sample("udk_effektueringer_uden_parter")
    with pytest.raises(RegisterError) as caught:
        parse_udk(element, cpr=ASKED, transaction=uuid4())
    assert caught.value.kind is FailureKind.WRONG_PERSON


@pytest.mark.parametrize("read", [municipal, udk])
def test_another_person_is_refused(read: Read) -> None:
    element = sample("bevillinger" if read is municipal else "udk_effektueringer")
    assert refused(read, rewrite(element, ASKED.digits, OTHER)) is FailureKind.WRONG_PERSON


@pytest.mark.parametrize("sector", list(Sector))
@pytest.mark.parametrize("grants", [(grant(1), grant(2, sector="udk")), ()], ids=["grants", "nothing"])
def test_the_simulator_as_somebody_else_is_refused(sector: Sector, grants: tuple[GrantRow, ...]) -> None:
    response = simulator.impersonate(message(query(sector)), Village(grants))
    read = municipal if sector is Sector.MUNICIPAL else udk
    assert refused(read, inside(response)) is FailureKind.WRONG_PERSON


def test_a_grant_paid_to_somebody_else_is_still_the_citizen_s() -> None:
    element = answer(grant(1))
    [recipient] = all_of(element, "BevilgetYdelseEffektueringModtager")
    for child in recipient:
        child.text = (child.text or "").replace(ASKED.digits, OTHER)
    [found] = municipal(element).grants
    assert found.recipient is not None
    assert found.recipient.digits == OTHER


def test_a_grant_of_somebody_else_paid_to_the_citizen_is_shown() -> None:
    element = answer(grant(1))
    [party] = all_of(element, "Bevillingsmodtager")
    for child in party:
        child.text = (child.text or "").replace(ASKED.digits, OTHER)
    assert [found.recipient for found in municipal(element).grants] == [ASKED]


def test_one_strange_grant_among_many_refuses_the_answer() -> None:
    element = answer(grant(1), grant(2), grant(3))
    entry = all_of(element, "BevilgetYdelse")[1]
    for child in entry.iter("{*}PartCPRNummer", "{*}PartURN"):
        child.text = (child.text or "").replace(ASKED.digits, OTHER)
    assert refused(municipal, element) is FailureKind.WRONG_PERSON


def test_a_company_as_the_only_party_is_not_the_citizen() -> None:
    element = remove(answer(grant(1)), "PartCPRNummer")
    for urn in all_of(element, "PartURN"):
        urn.text = "urn:oio:cvr-nr:99999901"
    assert refused(municipal, element) is FailureKind.WRONG_PERSON


def test_the_urn_alone_names_the_citizen_and_may_not_contradict_the_number() -> None:
    assert municipal(remove(answer(grant(1)), "PartCPRNummer")).grants[0].recipient == ASKED
    element = answer(grant(1))
    all_of(element, "PartURN")[0].text = f"urn:oio:cpr-nr:{OTHER}"
    assert refused(municipal, element) is FailureKind.MALFORMED


@pytest.mark.parametrize("read", [municipal, udk])
def test_an_empty_answer_must_be_to_our_question(read: Read) -> None:
    element = sample("ingen_bevillinger")
    if read is udk:
        element = answer(sector=UDK)
    assert read(element) == Page(0, ())
    assert refused(read, rewrite(element, str(TRANSACTION), str(uuid4()))) is FailureKind.WRONG_PERSON
    assert refused(read, remove(element, "TransaktionsId")) is FailureKind.MALFORMED


@pytest.mark.parametrize("read", [municipal, udk])
def test_one_service_s_answer_is_no_answer_of_the_other(read: Read) -> None:
    element = sample("udk_effektueringer" if read is municipal else "bevillinger")
    assert refused(read, element) is FailureKind.MALFORMED


def test_denial_is_denial_and_other_errors_are_malformed() -> None:
    element = sample("afvist")
    assert refused(municipal, element) is FailureKind.DENIED
    [words] = all_of(element, "FejlTekst")
    words.text = "Fejl i data for 0701614038"
    assert refused(municipal, element) is FailureKind.MALFORMED
    words.text = "For mange bevillinger"
    assert refused(municipal, element) is FailureKind.TOO_LARGE


@pytest.mark.parametrize(
    "name",
    [
        "YdelseNavn",
        "BevilgetYdelseID",
        "BevilgetYdelseStartDato",
        "BevilgetYdelseKLEEmne",
        "BevilgetYdelseEffektueringModtager",
        "BevillingStruktur",
        "OekonomiskYdelseseffektueringBeloeb",
    ],
)
def test_half_a_grant_is_refused(name: str) -> None:
    assert refused(municipal, remove(answer(grant(1)), name)) is FailureKind.MALFORMED


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("OekonomiskEffektueringsplanYdelsesbeloeb", "1.500,00"),
        ("OekonomiskYdelseseffektueringBeloeb", "NaN"),
        ("BevilgetYdelseStartDato", "2026-02-30"),
        ("BevilgetYdelseKLEEmne", "32.*"),
        ("PartCPRNummer", "070161-4038"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused(name: str, text: str) -> None:
    element = answer(grant(1))
    all_of(element, name)[0].text = text
    assert refused(municipal, element) is FailureKind.MALFORMED


def test_a_grant_told_twice_is_one_grant_with_all_its_payments() -> None:
    page = municipal(sample("bevillinger"))
    assert merged(page.grants + page.grants) == page.grants
    halves = [municipal(answer(grant(1, payments=(row,)))).grants for row in reversed(grant(1).payments)]
    [whole] = merged(halves[0] + halves[1])
    assert [payment.day.month for payment in whole.payments] == [9, 10]


@pytest.mark.parametrize("sector", list(Sector))
def test_ten_thousand_mutants_neither_crash_nor_show_another_person(sector: Sector) -> None:
    read = municipal if sector is Sector.MUNICIPAL else udk
    grants = (grant(1), grant(2, kle="27.69.40", payments=()), grant(3, sector="udk", kle="32.03.04"))
    samples = [simulator.respond(message(query(sector)), Village(rows)).body for rows in (grants, ())]
    if sector is UDK:
        samples.append((SAMPLES / "udk_effektueringer_uden_parter.xml").read_bytes())
    seen: list[etree._Element] = []

    def read_bytes(body: bytes) -> Page:
        element = open_envelope(body)
        seen[:] = [element]
        return read(element)

    def is_about_the_person(page: Page) -> None:
        if sector is UDK or not page.grants:
            assert str(TRANSACTION) in [(element.text or "").strip() for element in all_of(seen[0], "TransaktionsId")]
        if sector is Sector.MUNICIPAL:
            entries = seen[0].findall("{*}BevilgetYdelseListe/{*}BevilgetYdelse")
        else:
            parties = ("{*}BevilgetYdelseEffektueringModtager", "{*}Bevillingsmodtager")
            parts = all_of(seen[0], "OEkonomiskYdelseseffektuering")
            entries = [part for part in parts if all_of(part, "YdelseNavn") and list(part.iter(*parties))]
        assert all(ASKED.digits in etree.tostring(entry).decode() for entry in entries)

    tally = fuzz(samples, read_bytes, is_about_the_person)
    assert tally.refused[FailureKind.WRONG_PERSON] > 200
    assert tally.answered > 300
