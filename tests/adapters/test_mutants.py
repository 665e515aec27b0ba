"""The fuzz tools themselves: mutants of the promised kinds, the promised share, and lies that are noticed."""

from __future__ import annotations

import json
import random

import pytest
from lxml import etree

from app.citizen.port import FailureKind, RegisterError
from tests.adapters.mutants import damage, fuzz, mutate_json, mutate_xml

ASKED = "0701614038"
XML = (
    b'<answer xmlns="urn:a"><person id="1"><number>0701614038</number><name>Ane</name></person>'
    b"<children><number>0505105001</number><number>0606125002</number></children></answer>"
)
JSON = json.dumps({"person": {"number": ASKED, "names": ["Ane", "Bo"], "age": 65}, "id": "x"}).encode()


def read_xml(body: bytes) -> str:
    try:
        found = etree.fromstring(body).findtext("{urn:a}person/{urn:a}number")
    except etree.XMLSyntaxError as error:
        raise RegisterError(FailureKind.MALFORMED) from error
    if found != ASKED:
        raise RegisterError(FailureKind.WRONG_PERSON)
    return found


def read_json(body: bytes) -> str:
    try:
        found = json.loads(body)["person"]["number"]
    except (ValueError, KeyError, TypeError) as error:
        raise RegisterError(FailureKind.MALFORMED) from error
    if found != ASKED:
        raise RegisterError(FailureKind.WRONG_PERSON)
    assert isinstance(found, str)
    return found


def is_asked(found: str) -> None:
    assert found == ASKED


def test_careful_parsers_pass_and_meet_every_outcome() -> None:
    for tally in (fuzz([XML], read_xml, is_asked, count=1500), fuzz([JSON], read_json, is_asked, count=1500)):
        assert tally.answered > 100
        assert tally.refused[FailureKind.MALFORMED] > 100
        assert tally.refused[FailureKind.WRONG_PERSON] > 50


def test_a_parser_that_believes_anything_is_caught() -> None:
    def believe(body: bytes) -> str:
        try:
            return etree.fromstring(body).findtext("{urn:a}person/{urn:a}number") or ASKED
        except etree.XMLSyntaxError as error:
            raise RegisterError(FailureKind.MALFORMED) from error

    with pytest.raises(AssertionError):
        fuzz([XML], believe, is_asked, count=500)


def test_a_parser_that_crashes_is_caught() -> None:
    with pytest.raises((KeyError, TypeError, ValueError, ExceptionGroup)):
        fuzz([JSON], lambda body: json.loads(body)["person"]["number"], lambda _found: None, count=500)


def test_a_number_in_a_refusal_is_caught() -> None:
    def tell(body: bytes) -> str:
        if body != XML:
            raise RegisterError(FailureKind.MALFORMED, "0701614038 is not here")
        return ASKED

    with pytest.raises(AssertionError, match="a number in an exception's text"):
        fuzz([XML], tell, is_asked, count=100)


def test_same_seed_same_mutant() -> None:
    for make, sample in ((mutate_xml, XML), (mutate_json, JSON), (damage, XML)):
        first = [make(sample, random.Random(seed)) for seed in range(200)]  # noqa: S311 - repeatable on purpose
        assert first == [make(sample, random.Random(seed)) for seed in range(200)]  # noqa: S311 - the same
        assert len(set(first)) > 60
