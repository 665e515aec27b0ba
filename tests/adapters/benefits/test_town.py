"""The named people of Fjordby: the simulator's answers are valid and come back as the grants they have."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from adapters.registers.benefits import simulator
from adapters.registers.benefits.parse import Page, parse_municipal, parse_udk
from adapters.serviceplatform.envelope import open_envelope
from adapters.training.municipality import Municipality
from adapters.training.wire import Request
from app.citizen.model.grants import Sector
from app.citizen.port import GrantsQuery
from app.cpr import CprNumber
from tests.adapters.benefits.test_contract import as_sf1491
from tests.adapters.benefits.village import inside, message
from tests.adapters.eindkomst.village import TRANSACTION
from tests.contracts import CONTRACTS, needs_contracts
from tests.xsd import compile_schema


@cache
def town() -> Municipality:
    return Municipality(date(2026, 11, 20))


def asked(number: str, sector: Sector) -> Request:
    return message(GrantsQuery(cpr=CprNumber(number), sector=sector))


def page(number: str, sector: Sector) -> Page:
    read = parse_municipal if sector is Sector.MUNICIPAL else parse_udk
    element = open_envelope(simulator.respond(asked(number, sector), town()).body)
    return read(element, cpr=CprNumber(number), transaction=TRANSACTION)


@needs_contracts
@pytest.mark.parametrize("sector", list(Sector))
def test_every_named_person_s_answer_is_valid(sector: Sector) -> None:
    schema = compile_schema(CONTRACTS / "ydelsesindeks" / "YdelseListeHentService")
    for _, number in town().named():
        for respond in (simulator.respond, simulator.impersonate):
            schema.assertValid(as_sf1491(inside(respond(asked(number, sector), town()))))


def test_all_grants_survive_the_trip_with_all_payments() -> None:
    seen = 0
    for _, number in town().named():
        for sector, name in ((Sector.MUNICIPAL, "kommune"), (Sector.UDBETALING_DANMARK, "udk")):
            rows = [row for row in town().grants(number) if row.sector == name and (row.payments or name == "kommune")]
            came = page(number, sector).grants
            assert {one.id: (one.kle.code, one.start, one.amount, one.frequency, one.owner) for one in came} == {
                row.id: (row.kle, row.start, row.amount, row.frequency, row.owner_cvr) for row in rows
            }
            assert {one.id: [(p.day, p.gross, p.net, p.status) for p in one.payments] for one in came} == {
                row.id: [(p.day, p.gross, p.net, p.status) for p in row.payments] for row in rows
            }
            seen += len(came)
    assert seen > 20


def test_every_subject_of_the_town_has_words() -> None:
    for _, number in town().named():
        assert all(one.kle.text for sector in Sector for one in page(number, sector).grants)
