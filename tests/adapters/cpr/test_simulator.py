"""The simulator keeps to the official contract, by the XSD, by the WSDL and by an independent client (zeep)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import requests
import zeep
from lxml import etree

from adapters.registers.cpr import simulator
from adapters.registers.cpr.parse import parse
from adapters.registers.cpr.request import ACTION, SERVICE, CallForm
from adapters.serviceplatform.envelope import open_envelope
from adapters.training.municipality import Municipality
from adapters.training.people import Citizen
from adapters.training.wire import Request, Response
from app.citizen.model.person import AddressKey, ProtectionKind, RelationKind
from app.citizen.port import FailureKind, RegisterError
from app.cpr import CprNumber
from tests.adapters.cpr import village
from tests.adapters.cpr.samples import CONTEXT, TOKEN, lookup, request
from tests.adapters.serviceplatform.loopback import serving
from tests.contracts import CONTRACTS, needs_contracts
from tests.xsd import compile_schema

OFFICIAL = CONTRACTS / "cpr" / "PersonBaseDataExtendedService"
WSDL = OFFICIAL / "wsdl" / "token" / "PersonBaseDataExtendedService.wsdl"
FORMS = pytest.mark.parametrize("form", [TOKEN, CONTEXT], ids=["token", "context"])
TOWN = village.Village()


def body(response: Response) -> etree._Element:
    return etree.fromstring(response.body)[0][0]


@needs_contracts
@FORMS
def test_requests_keep_to_the_contract(form: CallForm) -> None:
    asked = lookup(village.MOTHER, form)

    compile_schema(OFFICIAL).assertValid(asked)
    said = {etree.QName(element).localname: element.text for element in asked.iter("{*}*")}
    assert said["PNR"] == village.MOTHER
    assert said["OnBehalfOfUser"] == "az0001"
    assert said["CallersServiceCallIdentifier"] == "00000000-0000-0000-0000-000000000007"


@needs_contracts
def test_our_action_is_the_official_one() -> None:
    operation = etree.parse(str(WSDL)).find(".//{http://schemas.xmlsoap.org/wsdl/soap/}operation")

    assert operation is not None
    assert operation.get("soapAction") == ACTION


@needs_contracts
@pytest.mark.parametrize("citizen", village.PEOPLE.values(), ids=village.PEOPLE.keys())
def test_answers_keep_to_the_contract(citizen: Citizen) -> None:
    compile_schema(OFFICIAL).assertValid(body(simulator.respond(request(citizen.cpr), TOWN)))


@needs_contracts
def test_answers_about_the_training_municipality_keep_to_the_contract() -> None:
    schema = compile_schema(OFFICIAL)
    town = Municipality(date(2026, 11, 20), size=2_000)
    numbers = [number for _, number in town.named()] + [citizen.cpr for citizen in islice(town.citizens(), 400)]

    for number in numbers:
        answer = body(simulator.respond(request(number), town))
        schema.assertValid(answer)
        assert parse(answer, CprNumber(number)).cpr.digits == number


@FORMS
def test_both_forms_of_call_are_answered(form: CallForm) -> None:
    answer = simulator.respond(request(village.MOTHER, form), TOWN)

    assert parse(open_envelope(answer.body), CprNumber(village.MOTHER)).cpr == CprNumber(village.MOTHER)


def test_a_call_of_neither_form_is_refused() -> None:
    bare = lookup(village.MOTHER)
    for context in bare.findall("{*}*")[:-1]:
        bare.remove(context)
    envelope = etree.Element("{http://schemas.xmlsoap.org/soap/envelope/}Envelope")
    etree.SubElement(envelope, "{http://schemas.xmlsoap.org/soap/envelope/}Body").append(bare)

    for unfit in (etree.tostring(envelope), b"", b"<a/>", b"not xml"):
        answer = simulator.respond(Request("POST", "/", {}, {}, unfit), TOWN)
        assert (answer.status, body(answer).findtext("faultcode")) == (500, "soap:Client")


def test_the_trip_through_the_wire_loses_nothing() -> None:
    mother = parse(open_envelope(simulator.respond(request(village.MOTHER), TOWN).body), CprNumber(village.MOTHER))

    assert mother.address is not None
    assert mother.address.key == AddressKey("0999", "0412", "16A", "1", "tv")
    assert str(mother.address.address_id) == "0a3f50b8-0000-32b8-e044-0003ba298018"
    assert mother.former_addresses[0].key == AddressKey("0851", "1016", "7", "", "12")
    assert (mother.separated, mother.children_under_18) == (True, 2)
    assert [relation.kind for relation in mother.relations] == [
        RelationKind.SPOUSE,
        RelationKind.CHILD,
        RelationKind.CHILD,
        RelationKind.MOTHER,
    ]
    guarded = parse(open_envelope(simulator.respond(request(village.GUARDED), TOWN).body), CprNumber(village.GUARDED))
    assert guarded.is_protected(village.REFERENCE)
    assert [p.kind for p in guarded.protections] == [ProtectionKind.NAME_AND_ADDRESS]


def test_the_threatened_look_like_anyone_without_a_home() -> None:
    threatened = body(simulator.respond(request(village.THREATENED), TOWN))
    homeless = body(simulator.respond(request(village.HOMELESS), TOWN))

    assert [element.tag for element in threatened.iter()] == [element.tag for element in homeless.iter()]
    assert threatened.findtext(f".//{{{SERVICE}}}vejkode") == "9901"


@pytest.mark.parametrize(
    ("answer", "asked", "kind"),
    [
        (simulator.respond, village.UNKNOWN, FailureKind.NOT_FOUND),
        (simulator.deny, village.MOTHER, FailureKind.DENIED),
        (simulator.impersonate, village.MOTHER, FailureKind.WRONG_PERSON),
        (simulator.impersonate, village.FATHER, FailureKind.WRONG_PERSON),
    ],
)
def test_what_is_no_answer_is_told_apart(
    answer: Callable[[Request, Municipality], Response], asked: str, kind: FailureKind
) -> None:
    with pytest.raises(RegisterError) as error:
        parse(open_envelope(answer(request(asked), TOWN).body), CprNumber(asked))

    assert error.value.kind is kind


@pytest.fixture
def peer() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def official_client(wsdl: Path, session: requests.Session, url: str) -> Any:
    """zeep with the official WSDL, whose own address is a placeholder. zeep has no types."""
    client = zeep.Client(str(wsdl), transport=zeep.Transport(session=session))  # type: ignore[no-untyped-call]
    return client.create_service(f"{{{SERVICE}}}PersonBaseDataExtendedBinding", url)  # type: ignore[no-untyped-call]


@needs_contracts
@pytest.mark.parametrize("form", ["token", "context"])
def test_an_independent_client_understands_our_answers(form: str, peer: requests.Session) -> None:
    wsdl = Path(str(WSDL).replace("token", form))
    contexts = {
        "token": {"AuthorityContext": {"MunicipalityCVR": "99999901"}},
        "context": {
            "InvocationContext": {
                "ServiceAgreementUUID": str(CONTEXT.agreement),
                "UserSystemUUID": str(CONTEXT.user_system),
                "UserUUID": str(CONTEXT.user),
                "ServiceUUID": str(CONTEXT.service),
            }
        },
    }
    with serving(lambda asked: simulator.respond(asked, TOWN)) as url:
        service = official_client(wsdl, peer, url)
        answer = service.PersonLookup(PNR=village.SON, **contexts[form])
        with pytest.raises(zeep.exceptions.Fault, match="PNR not found"):
            service.PersonLookup(PNR=village.UNKNOWN, **contexts[form])

    assert answer.persondata.personnummer == village.SON
    assert answer.persondata.DeltBopælMarkering is True
    assert answer.persondata.navn.efternavn == "Østergård"
    assert [row.foraeldremyndighedtype for row in answer.relationer.foraeldremyndighed] == [3, 4]
