"""The raw form tree to reports: what is read, what is refused, and about whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from lxml import etree

from adapters.registers.eindkomst import parse as parse_module
from adapters.registers.eindkomst import simulator
from adapters.registers.eindkomst.netting import net
from adapters.registers.eindkomst.parse import Filing, parse
from adapters.serviceplatform.envelope import open_envelope
from adapters.training.people import Report
from app.citizen.model.income import Amount
from app.citizen.port import FailureKind, RegisterError
from tests.adapters.eindkomst.village import (
    ASKED,
    OTHER,
    TRANSACTION,
    Village,
    answer,
    inside,
    message,
    query,
    report,
)
from tests.adapters.mutants import fuzz

SAMPLES = Path(parse_module.__file__).parent / "samples"
E = "{http://rep.oio.dk/skat.dk/eindkomst/}"
CONTEXT = "{http://kombit.dk/xml/schemas/kontekst/2017/01/01/}"


def read(element: etree._Element) -> Filing:
    return parse(element, cpr=ASKED, transaction=TRANSACTION)


def refused(element: etree._Element) -> FailureKind:
    with pytest.raises(RegisterError) as caught:
        read(element)
    assert ASKED.digits not in str(caught.value)
    return caught.value.kind


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.xml").read_bytes()


def first(element: etree._Element, name: str) -> etree._Element:
    found = element.find(f".//{{*}}{name}")
    assert found is not None
    return found


def remove(element: etree._Element, name: str) -> etree._Element:
    gone = first(element, name)
    parent = gone.getparent()
    assert parent is not None
    parent.remove(gone)
    return element


def field(element: etree._Element, suffix: str) -> etree._Element:
    """The content of the first field with that suffix."""
    for number in element.iter("{*}BlanketFeltNummerIdentifikator"):
        if (number.text or "").endswith(suffix):
            around = number.getparent()
            assert around is not None
            content = around.getnext()
            assert content is not None
            return content
    raise AssertionError(suffix)


def test_every_field_of_a_report_is_read() -> None:
    [found] = read(answer(report("202510", kind="0103"))).reports
    assert (found.payer, found.month, found.type, found.kind) == ("99999911", date(2025, 10, 1), "00", "0103")
    assert (found.pay_start, found.pay_end, found.disposed) == (
        date(2025, 10, 1),
        date(2025, 10, 31),
        date(2025, 10, 31),
    )
    assert found.amounts == ((Amount.A_INCOME_AM, Decimal("30000.00")), (Amount.A_TAX, Decimal("9000.00")))
    assert (found.hours, found.unit) == (Decimal(150), "1099999999")
    assert (found.reversal, found.correction) == (False, False)


def test_reversals_and_corrections_are_known_by_their_marks() -> None:
    marks = [(r.reversal, r.correction) for r in read(answer(report(reversal=True), report(correction=True))).reports]
    assert sorted(marks) == [(False, True), (True, False)]


@pytest.mark.parametrize("mark", ["011", "021"])
def test_either_mark_makes_a_reversal(mark: str) -> None:
    element = answer(report(reversal=True))
    field(element, mark).text = "I" if mark == "011" else "0"
    assert [found.reversal for found in read(element).reports] == [True]


def test_codes_get_the_zeros_that_senders_leave_out() -> None:
    element = answer(report(type_code="04", kind="0006"))
    field(element, "012").text, field(element, "019").text = "4", "6"
    assert [(found.type, found.kind) for found in read(element).reports] == [("04", "0006")]


def test_the_sample_of_wages_is_netted_as_worked_out_by_hand() -> None:
    filing = read(open_envelope(sample("wages_reversed_and_corrected")))
    lines, reversed_reports = net(filing.reports)
    assert [(f"{line.month:%Y%m}", line.payer, line.gross, line.corrected) for line in lines] == [
        ("202509", "99999911", Decimal("30000.00"), False),
        ("202510", "99999911", Decimal("30500.00"), True),
        ("202510", "99999912", Decimal("4200.00"), False),
        ("202511", "99999911", Decimal("28750.00"), True),
    ]
    assert (len(filing.reports), reversed_reports) == (7, 1)


def test_a_refund_form_repeats_the_amount_and_holiday_forms_are_no_income() -> None:
    filing = read(open_envelope(sample("benefits_with_refund")))
    assert [dict(found.amounts)[Amount.A_INCOME] for found in filing.reports] == [
        Decimal("14500.00"),
        Decimal("12326.00"),
    ]
    assert filing.advice == ("4812",)


def test_an_amount_that_only_the_refund_form_states_counts() -> None:
    element = open_envelope(sample("benefits_with_refund"))
    stated = [form for form in element.iter(f"{E}AngivelseNiveau3") if first(form, "BlanketNummerIdentifikator").text]
    for form in stated:
        if first(form, "BlanketNummerIdentifikator").text == "16001":
            first(form, "BlanketFeltNummerIdentifikator").text = "100000000000000079"
    assert Amount.A_INCOME not in dict(read(element).reports[0].amounts)
    assert dict(read(element).reports[1].amounts)[Amount.A_INCOME] == Decimal("12326.00")


def test_an_empty_answer_is_nothing_reported_if_it_is_to_our_question() -> None:
    element = open_envelope(sample("nothing_reported"))
    assert read(element) == Filing((), ())
    with pytest.raises(RegisterError) as caught:
        parse(element, cpr=ASKED, transaction=uuid4())
    assert caught.value.kind is FailureKind.WRONG_PERSON
    assert refused(remove(element, "TransaktionsId")) is FailureKind.MALFORMED


def test_another_person_is_refused_wherever_the_number_stands() -> None:
    element = answer(report())
    first(element, "PersonCivilRegistrationIdentifier").text = OTHER
    assert refused(element) is FailureKind.WRONG_PERSON
    beside = answer(report())
    number = first(beside, "PersonCivilRegistrationIdentifier")
    stranger = etree.SubElement(first(beside, "IndkomstOplysningSamling"), number.tag)
    stranger.text = OTHER
    assert refused(beside) is FailureKind.WRONG_PERSON


@pytest.mark.parametrize("reports", [(report(),), ()], ids=["reports", "nothing"])
def test_the_simulator_as_somebody_else_is_refused(reports: tuple[Report, ...]) -> None:
    response = simulator.impersonate(message(query()), Village(reports))
    assert refused(inside(response)) is FailureKind.WRONG_PERSON


def test_two_people_in_one_answer_are_refused() -> None:
    element = answer(report())
    person = first(element, "IndkomstOplysningPersonStruktur")
    person.addnext(etree.fromstring(etree.tostring(person)))
    assert refused(element) is FailureKind.MALFORMED


def test_denial_is_denial() -> None:
    assert refused(open_envelope(sample("denied"))) is FailureKind.DENIED


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Der er ikke adgang for abonnenten", FailureKind.DENIED),
        ("Soegningen giver for mange forekomster", FailureKind.TOO_LARGE),
        ("Svaret er større end tilladt", FailureKind.TOO_LARGE),
        ("Personen findes ikke", FailureKind.NOT_FOUND),
        ("Der opstod en fejl for 0701614038", FailureKind.MALFORMED),
    ],
)
def test_what_the_register_calls_an_error(words: str, kind: FailureKind) -> None:
    element = open_envelope(sample("denied"))
    first(element, "FejlTekst").text = words
    first(element, "FejlId").text = "0701614038"
    assert refused(element) is kind


def test_remarks_give_their_ids_only_and_no_id_that_could_be_a_number() -> None:
    element = open_envelope(sample("benefits_with_refund"))
    first(element, "AdvisId").text = ASKED.digits
    assert read(element).advice == ("?",)


@pytest.mark.parametrize(
    "name",
    [
        "PersonCivilRegistrationIdentifier",
        "IndkomstOplysningSamling",
        "VirksomhedSENummerIdentifikator",
        "LoenPeriodeOplysningStruktur",
        "AngivelsePeriode",
        "BlanketNummerIdentifikator",
        "AngivelseFeltSamling",
        "BlanketFeltNummerIdentifikator",
        "AngivelseFeltIndholdTekst",
    ],
)
def test_half_a_statement_is_refused(name: str) -> None:
    assert refused(remove(answer(report()), name)) is FailureKind.MALFORMED


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("057", "30.000,00"),
        ("057", "NaN"),
        ("057", "1e9"),
        ("016", "202513"),
        ("016", ""),
        ("012", "x"),
        ("019", "12345"),
    ],
)
def test_a_field_that_cannot_be_read_is_refused(suffix: str, text: str) -> None:
    element = answer(report(kind="0103"))
    field(element, suffix).text = text
    assert refused(element) is FailureKind.MALFORMED


def test_a_field_stated_twice_counts_once_and_may_not_contradict_itself() -> None:
    element = answer(report())
    content = field(element, "057")
    stated = content.getparent()
    assert stated is not None
    stated.addnext(etree.fromstring(etree.tostring(stated)))
    assert dict(read(element).reports[0].amounts)[Amount.A_INCOME_AM] == Decimal("30000.00")
    content.text = "40000.00"
    assert refused(element) is FailureKind.MALFORMED


def test_ten_thousand_mutants_neither_crash_nor_show_another_person() -> None:
    samples = [
        simulator.respond(message(query()), Village(reports)).body
        for reports in (
            (report("202510"), report("202510", reversal=True)),
            (report(kind="0103", correction=True),),
            (),
        )
    ]
    seen: list[etree._Element] = []

    def read_bytes(body: bytes) -> Filing:
        element = open_envelope(body)
        seen[:] = [element]
        return read(element)

    def is_about_the_person(filing: Filing) -> None:
        named = {(number.text or "").strip() for number in seen[0].iter("{*}PersonCivilRegistrationIdentifier")}
        assert named == {ASKED.digits} if filing.reports else named <= {ASKED.digits}
        if not named:
            assert seen[0].findtext(f"{CONTEXT}HovedOplysningerSvar/{CONTEXT}TransaktionsId") == str(TRANSACTION)
        net(filing.reports)

    tally = fuzz(samples, read_bytes, is_about_the_person)
    assert tally.refused[FailureKind.WRONG_PERSON] > 300
    assert tally.answered > 300
