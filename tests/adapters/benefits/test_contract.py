"""SF1491 against its XSD and WSDL; SF1492 against the one public request and, in form, against SF1491's reply."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from adapters.registers.benefits import simulator
from adapters.registers.benefits.client import MUNICIPAL_ACTION
from adapters.registers.benefits.limits import DataLimits
from adapters.training.municipality import CVR
from adapters.training.people import GrantRow
from adapters.training.wire import Request
from app.citizen.model.grants import Sector
from tests.adapters.benefits.village import (
    LIMITS,
    NO_LIMITS,
    Village,
    answer,
    grant,
    inside,
    message,
    query,
    request_body,
)
from tests.contracts import CONTRACTS, needs_contracts
from tests.xsd import compile_schema

FOLDER = CONTRACTS / "ydelsesindeks" / "YdelseListeHentService"
SAMPLES = Path(simulator.__file__).parent / "samples"
GRANTS = (
    grant(1),
    grant(2, kle="27.69.40", end=date(2026, 9, 30), payments=()),
    grant(3, sensitivity=""),
    grant(4, sector="udk", kle="32.03.04"),
    grant(5, sector="udk", kle="32.06.04"),
)
SOAP12_BODY = "{http://www.w3.org/2003/05/soap-envelope}Body/*"


def validated(element: etree._Element) -> None:
    compile_schema(FOLDER).assertValid(element)


def as_sf1491(reply: etree._Element) -> etree._Element:
    """A reply of SF1492 under the names of SF1491's EffektueringHent_O."""
    text = etree.tostring(reply).decode()
    text = text.replace("http://www.kombit.dk/int/2017/01/01/", "http://www.kombit.dk/int/2022/01/01/")
    return etree.fromstring(text.replace("EffektueringHentUDKKommune_O", "EffektueringHent_O"))


def names(element: etree._Element) -> list[str]:
    return [etree.QName(below).localname for below in element.iter("{*}*")]


@needs_contracts
@pytest.mark.parametrize("limits", [NO_LIMITS, LIMITS, DataLimits(kle=("32.24.08", "27"))])
def test_every_municipal_request_is_valid(limits: DataLimits) -> None:
    validated(request_body(query(), limits=limits))


@needs_contracts
def test_the_action_is_the_wsdl_s() -> None:
    wsdl = etree.parse(FOLDER / "wsdl" / "YdelseListeHentService.wsdl")
    operations = wsdl.findall(".//{http://schemas.xmlsoap.org/wsdl/soap12/}operation")
    assert MUNICIPAL_ACTION in [operation.get("soapAction") for operation in operations]


@needs_contracts
@pytest.mark.parametrize("grants", [GRANTS, ()], ids=["grants", "nothing"])
def test_every_municipal_answer_of_the_simulator_is_valid(grants: tuple[GrantRow, ...]) -> None:
    for respond in (simulator.respond, simulator.deny, simulator.impersonate):
        validated(inside(respond(message(query()), Village(grants))))


@needs_contracts
@pytest.mark.parametrize("grants", [GRANTS, ()], ids=["grants", "nothing"])
def test_every_udk_answer_of_the_simulator_has_the_form_of_sf1491_s(grants: tuple[GrantRow, ...]) -> None:
    for respond in (simulator.respond, simulator.deny, simulator.impersonate):
        validated(as_sf1491(inside(respond(message(query(Sector.UDBETALING_DANMARK)), Village(grants)))))


@needs_contracts
@pytest.mark.parametrize("name", ["bevillinger", "ingen_bevillinger", "afvist", "udk_effektueringer"])
def test_every_sample_is_valid(name: str) -> None:
    found = etree.parse(SAMPLES / f"{name}.xml").getroot().find(SOAP12_BODY)
    assert found is not None
    validated(as_sf1491(found))


@needs_contracts
def test_the_udk_request_has_the_parts_of_the_public_one_in_its_order() -> None:
    text = (CONTRACTS / "soap-body-examples" / "body_EffektueringHentUDKKommune.xml").read_text(encoding="utf-8")
    wrapped = etree.fromstring(f'<x xmlns:soap="http://www.w3.org/2003/05/soap-envelope">{text}</x>')
    public = wrapped.find(SOAP12_BODY)
    assert public is not None
    ours = request_body(query(Sector.UDBETALING_DANMARK))
    assert ours.tag == public.tag
    assert [name for name in names(ours) if name != "OnBehalfOfUser"] == names(public)


@pytest.mark.parametrize("sector", list(Sector))
def test_the_data_limits_go_into_the_call(sector: Sector) -> None:
    request = request_body(query(sector), limits=LIMITS)
    said = {etree.QName(element).localname: element.text for element in request.iter("{*}*") if element.text}
    assert said["VirksomhedCVRNummer"] == CVR
    assert said["KLEDataAfgr"] == "27.*,32.*"
    assert said["BevillingFoelsomhed"] == "FOELSOMME_PERSONOPLYSNINGER"
    assert said["SystemDataAfgr"] == LIMITS.systems[0]
    assert said["OnBehalfOfUser"] == "az12345"


def test_without_limits_the_municipality_itself_is_the_authority() -> None:
    request = request_body(query())
    assert [element.text for element in request.iter("{*}VirksomhedCVRNummer")] == [CVR]
    assert "BevillingAfgrListe" not in names(request)


@pytest.mark.parametrize(
    "body", [b"", b"<x", b"<!DOCTYPE x><x/>", b"<x/>", message(query()).body.replace(b">0701614038<", b"><")]
)
def test_the_simulator_refuses_what_the_contract_does_not_know(body: bytes) -> None:
    response = simulator.respond(Request("POST", "/", {}, {}, body), Village())
    assert (response.status, b"Fault" in response.body) == (500, True)


def test_the_simulator_keeps_the_limits() -> None:
    village = Village([grant(1), grant(2, kle="27.69.40"), grant(3, kle="15.20.00"), grant(4, sensitivity="VIP_SAGER")])
    found = inside(simulator.respond(message(query(), limits=LIMITS), village))
    assert [element.text for element in found.iter("{*}BevilgetYdelseID")] == ["ydelse-kommune-1", "ydelse-kommune-2"]
    assert len(answer(*village._grants).findall("{*}BevilgetYdelseListe/{*}BevilgetYdelse")) == 4
