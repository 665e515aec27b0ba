"""The named people of Fjordby: what the simulator says of them is valid, and comes back as what happened to them."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from adapters.registers.eindkomst import simulator
from adapters.registers.eindkomst.netting import net
from adapters.registers.eindkomst.parse import parse
from adapters.serviceplatform.envelope import open_envelope
from adapters.training.municipality import Municipality
from app.citizen.model.income import IncomeGroup, IncomeLine
from app.cpr import CprNumber
from tests.adapters.eindkomst.village import TRANSACTION, inside, message, query
from tests.contracts import CONTRACTS, needs_contracts
from tests.xsd import compile_schema


@cache
def town() -> Municipality:
    return Municipality(date(2026, 11, 20))


def lines_of(situation: str) -> tuple[tuple[IncomeLine, ...], int]:
    cpr = CprNumber(dict(town().named())[situation])
    response = simulator.respond(message(query("202412", "202611", cpr=cpr)), town())
    return net(parse(open_envelope(response.body), cpr=cpr, transaction=TRANSACTION).reports)


@needs_contracts
def test_every_named_person_s_answer_is_valid() -> None:
    schema = compile_schema(CONTRACTS / "eindkomst" / "SKATForwardEIndkomstService")
    for _, number in town().named():
        asked = message(query("202412", "202611", cpr=CprNumber(number)))
        for respond in (simulator.respond, simulator.impersonate):
            schema.assertValid(inside(respond(asked, town())))


def test_three_employers_and_a_reversed_report() -> None:
    lines, reversed_reports = lines_of("three_employers_reversed")
    assert len({line.payer for line in lines}) == 3
    assert reversed_reports >= 1
    assert any(line.corrected for line in lines)
    assert all(line.gross >= 0 for line in lines)


def test_the_widow_s_pensions_are_told_apart() -> None:
    lines, _ = lines_of("widow_changed_pension")
    assert {line.group for line in lines} == {IncomeGroup.PUBLIC_PENSION, IncomeGroup.OTHER_PENSION}


@pytest.mark.parametrize("situation", ["truly_no_income", "newborn_unnamed"])
def test_nothing_reported_is_no_line(situation: str) -> None:
    assert lines_of(situation) == ((), 0)


def test_every_code_of_the_town_has_words() -> None:
    for situation, _ in town().named():
        for line in lines_of(situation)[0]:
            assert line.type.text
            assert line.kind is None or line.kind.text
