"""Requests, simulator answers and samples against the official XSDs, and our action against the WSDL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from adapters.registers.eindkomst import simulator
from adapters.registers.eindkomst.client import ACTION
from adapters.training.wire import Request
from app.citizen.port import FailureKind, RegisterError
from app.cpr import CprNumber
from tests.adapters.eindkomst.village import (
    FUND,
    SECOND_EMPLOYER,
    TRANSACTION,
    Village,
    answer,
    call,
    client,
    inside,
    message,
    query,
    report,
    request_body,
)
from tests.contracts import CONTRACTS, needs_contracts
from tests.xsd import compile_schema

FOLDER = CONTRACTS / "eindkomst" / "SKATForwardEIndkomstService"
SAMPLES = sorted((Path(simulator.__file__).parent / "samples").glob("*.xml"))
REPORTS = (
    report("202509"),
    report("202510", reversal=True),
    report("202510", correction=True, amount="-120.50", disposed=date(2025, 12, 1)),
    report("202510", payer=SECOND_EMPLOYER),
    report("202511", payer=FUND, type_code="04", kind="0006", suffix="058"),
    replace(report("202511", payer=FUND), fields=()),
)


def validated(element: etree._Element) -> None:
    compile_schema(FOLDER).assertValid(element)


@needs_contracts
@pytest.mark.parametrize("case", ["", "27.69.40-G01-7-25"])
def test_every_request_is_valid(case: str) -> None:
    validated(request_body(query(case=case)))


@needs_contracts
def test_every_answer_of_the_simulator_is_valid() -> None:
    asked = message(query(case="27.69.40-G01-7-25"))
    for reports in (REPORTS, REPORTS[:1], ()):
        validated(answer(*reports))
        for respond in (simulator.respond, simulator.deny, simulator.impersonate):
            validated(inside(respond(asked, Village(reports))))


@needs_contracts
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_valid(sample: Path) -> None:
    found = etree.parse(sample).getroot().find("{http://schemas.xmlsoap.org/soap/envelope/}Body/*")
    assert found is not None
    validated(etree.fromstring(etree.tostring(found)))


@needs_contracts
def test_the_action_is_the_wsdl_s() -> None:
    wsdl = etree.parse(FOLDER / "wsdl" / "SKATForwardEIndkomstServiceService.wsdl")
    operations = wsdl.findall(".//{http://schemas.xmlsoap.org/wsdl/soap/}operation")
    assert [operation.get("soapAction") for operation in operations] == [ACTION]


def test_legal_basis_case_and_caseworker_travel_in_the_fields_the_contract_has() -> None:
    said = {
        etree.QName(element).localname: element.text
        for element in request_body(query("202511", "202610", case="27.69.40-G01-7-25")).iter()
        if element.text
    }
    assert said["AbonnentTypeKode"] == "0784"
    assert said["AbonnementTypeKode"] == "3153"
    assert said["AdgangFormaalTypeKode"] == "272"
    assert said["IndkomstOplysningAdgangReferenceNummerIdentifikator"] == "27.69.40-G01-7-25"
    assert said["IndkomstOplysningAdgangMedarbejderIdentifikator"] == said["OnBehalfOfUser"] == "az12345"
    assert said["TransaktionsId"] == str(TRANSACTION)
    assert (said["SoegeAarMaanedFraKode"], said["SoegeAarMaanedTilKode"]) == ("202511", "202610")
    assert said["VirksomhedSENummerIdentifikator"] == "99999901"


def test_an_agreement_that_is_not_configured_is_not_asked_with() -> None:
    with pytest.raises(RegisterError) as caught:
        client().fetch(replace(query(), agreement="andet"), call())
    assert caught.value.kind is FailureKind.NOT_CONFIGURED


@pytest.mark.parametrize("number", ["6701614038", "3102614038"])
def test_a_number_outside_the_contract_is_refused_before_anything_is_sent(number: str) -> None:
    with pytest.raises(RegisterError) as caught:
        client().fetch(query(cpr=CprNumber(number)), call())
    assert caught.value.kind is FailureKind.NOT_FOUND
    assert number not in str(caught.value)


def test_the_simulator_refuses_what_the_contract_does_not_know() -> None:
    good = message(query())
    for body in (
        b"",
        b"<x",
        b"<!DOCTYPE x><x/>",
        b"<x/>",
        good.body.replace(b">0701614038<", b">6701614038<"),
        good.body.replace(b"3153", b""),
    ):
        response = simulator.respond(Request("POST", "/", {}, {}, body), Village())
        assert response.status == 500
        assert b"Fault" in response.body


def test_the_simulator_answers_only_the_months_asked_for() -> None:
    months = [f"2025{month:02}" for month in range(1, 13)]
    found = answer(*(report(month) for month in months), asked=query("202503", "202504"))
    said = [element.text for element in found.iter("{*}AngivelseFeltIndholdTekst") if element.text in months]
    assert said == ["202503", "202504"]
