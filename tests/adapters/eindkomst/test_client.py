"""The whole way on loopback: client, envelope, transport, HTTP, simulator and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from adapters.registers.eindkomst import MANIFEST, simulator
from adapters.training.municipality import Municipality
from adapters.training.wire import Request, Response
from app.access.model import Section
from app.citizen.model.income import IncomeGroup
from app.citizen.port import FailureKind, RegisterError
from tests.adapters.eindkomst.village import FUND, Respond, Village, call, client, query, report, serving


def test_a_statement_comes_all_the_way_netted() -> None:
    village = Village(
        [
            report("202509"),
            report("202510"),
            report("202510", reversal=True),
            report("202511", payer=FUND, type_code="04", kind="0006", amount="14500.00", suffix="058"),
        ]
    )
    with serving(simulator.respond, village) as url:
        statement = client(url).fetch(query("202509", "202511"), call())
    assert (statement.first_month, statement.last_month) == (date(2025, 9, 1), date(2025, 11, 1))
    assert [(line.month.month, line.group, line.gross) for line in statement.lines] == [
        (9, IncomeGroup.WAGE, Decimal("30000.00")),
        (11, IncomeGroup.PUBLIC_PENSION, Decimal("14500.00")),
    ]
    assert (statement.reversed_reports, statement.advice) == (1, ())
    kind = statement.lines[1].kind
    assert kind is not None
    assert kind.text == "Folke-, førtids- og seniorpension"


def test_no_report_is_a_fact() -> None:
    with serving(simulator.respond, Village()) as url:
        assert client(url).fetch(query(), call()).lines == ()


def test_a_month_that_was_not_asked_for_is_left_out() -> None:
    def careless(request: Request, town: Municipality) -> Response:
        everything = request.body.replace(b">202510<", b">202501<").replace(b">202511<", b">202512<")
        return simulator.respond(Request("POST", "/", {}, {}, everything), town)

    with serving(careless, Village([report(f"2025{month:02}") for month in range(1, 13)])) as url:
        lines = client(url).fetch(query("202510", "202511"), call()).lines
    assert [line.month.month for line in lines] == [10, 11]


@pytest.mark.parametrize(
    ("respond", "kind"),
    [(simulator.deny, FailureKind.DENIED), (simulator.impersonate, FailureKind.WRONG_PERSON)],
)
def test_a_refusal_and_another_person_are_failures(respond: Respond, kind: FailureKind) -> None:
    with serving(respond, Village([report()])) as url, pytest.raises(RegisterError) as caught:
        client(url).fetch(query(), call())
    assert caught.value.kind is kind


def test_the_manifest_says_what_the_law_and_the_gate_need() -> None:
    assert MANIFEST.legal_basis == "indkomstregisterloven § 7"
    assert Section.INCOME in MANIFEST.sections
    assert MANIFEST.ages.refresh < MANIFEST.ages.stale < MANIFEST.ages.expiry
    assert MANIFEST.timeouts.connect < MANIFEST.timeouts.total
    assert MANIFEST.timeouts.read < MANIFEST.timeouts.total
