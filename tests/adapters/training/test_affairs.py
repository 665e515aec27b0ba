"""Incomes, benefits, cases and documents: consistent with one another, found by every key, in the registers' codes."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from itertools import islice, pairwise

import pytest

from adapters.training.benefits import UDK_CVR
from adapters.training.municipality import CVR, Municipality
from adapters.training.people import Report
from tests.adapters.training.conftest import REFERENCE
from tests.contracts import CONTRACTS, needs_contracts

_OPEN_TO_CLOSED = {
    "IKKE_FORTROLIGE_DATA",
    "FORTROLIGE_PERSONOPLYSNINGER",
    "FOELSOMME_PERSONOPLYSNINGER",
    "VIP_SAGER",
}
_PROGRESS = ("Opstaaet", "Oplyst", "Afgjort", "Bestilt", "Udfoert", "Afsluttet")


@pytest.fixture(scope="module")
def numbers(town: Municipality) -> list[str]:
    return [citizen.cpr for citizen in islice(town.citizens(), 1_200)]


def test_reports_lie_in_the_last_24_months_and_are_ordered(town: Municipality, numbers: list[str]) -> None:
    newest = set()
    for number in numbers:
        reports = town.reports(number)
        assert [report.month for report in reports] == sorted(report.month for report in reports)
        for report in reports:
            assert "202411" <= report.month <= "202611"
            assert report.pay_start <= report.pay_end
            assert report.disposed <= REFERENCE
        if reports:
            newest.add(reports[-1].month)
    assert "202610" in newest


def test_amounts_agree_to_the_ore(town: Municipality, numbers: list[str]) -> None:
    seen = 0
    for number in numbers:
        for report in town.reports(number):
            fields = dict(report.fields)
            assert all(value == value.quantize(Decimal("0.01")) for value in fields.values())
            if report.correction or report.reversal:
                continue
            assert all(value > 0 for value in fields.values())
            if "060" in fields:
                assert abs(fields["060"] - fields["057"] * 8 / 100) < Decimal("0.01")
                assert fields.get("059", Decimal(0)) < fields["057"]
                seen += 1
    assert seen > 1_000


@needs_contracts
def test_types_kinds_and_fields_are_the_registers_own(town: Municipality, numbers: list[str]) -> None:
    folder = CONTRACTS / "eindkomst"
    types, kinds = (
        _first_column(folder / f"eindkomst_{name}.csv") for name in ("indkomsttyper", "indtaegtsarter_kode68")
    )
    with (folder / "eindkomst_blanketfelter.csv").open(encoding="utf-8", newline="") as file:
        fields = {row["felt_suffix"] for row in csv.DictReader(file) if row["blanket"] == "16001"}
    for number in [*numbers, *(number for _, number in town.named())]:
        for report in town.reports(number):
            assert report.type in types
            assert report.kind is None or report.kind in kinds
            assert {field for field, _ in report.fields} <= fields


def _first_column(path: object) -> set[str]:
    with open(str(path), encoding="utf-8", newline="") as file:  # noqa: PTH123 - a contract file's path as it comes
        return {row[0] for row in csv.reader(file)}


def test_a_taxable_benefit_is_paid_as_it_is_reported(town: Municipality, numbers: list[str]) -> None:
    compared = 0
    for number in numbers:
        reported = {(report.type, report.kind, report.month): report for report in town.reports(number)}
        for grant in town.grants(number):
            key = {"Kontanthjælp": ("06", "0041"), "Folkepension": ("04", "0006"), "Sygedagpenge": ("07", "0103")}
            if grant.name not in key:
                continue
            for payment in grant.payments:
                report = reported.get((*key[grant.name], f"{payment.start:%Y%m}"))
                if report is not None:
                    assert dict(report.fields)["058"] == payment.gross
                    assert payment.gross - _tax(report) == payment.net
                    compared += 1
    assert compared > 200


def _tax(report: Report) -> Decimal:
    return dict(report.fields).get("059", Decimal(0))


def test_grants_have_owner_period_and_payments(town: Municipality, numbers: list[str]) -> None:
    ids: list[str] = []
    for number in numbers:
        for grant in town.grants(number):
            ids.append(grant.id)
            assert grant.owner_cvr == (CVR if grant.sector == "kommune" else UDK_CVR)
            assert grant.sensitivity in _OPEN_TO_CLOSED
            assert grant.end is None or grant.end >= grant.start
            days = [payment.day for payment in grant.payments]
            assert days == sorted(days)
            assert all(payment.start <= payment.end for payment in grant.payments)
            for payment in grant.payments:
                assert (payment.status == "Udbetalt") == (payment.day <= REFERENCE)
    assert len(set(ids)) == len(ids) > 200


def test_how_often_agrees_with_what_was_paid(town: Municipality, numbers: list[str]) -> None:
    once = {"Månedlig": 1, "Kvartårlig": 3}
    seen = set()
    for number in [*numbers, *(number for _, number in town.named())]:
        for grant in town.grants(number):
            seen.add(grant.frequency)
            if grant.frequency == "Daglig":  # the index's word for what is paid once
                assert len(grant.payments) == 1, grant.name
            for one, next_one in pairwise(grant.payments):
                months = (next_one.start.year - one.start.year) * 12 + next_one.start.month - one.start.month
                assert months == once[grant.frequency], grant.name
    assert seen == {"Daglig", "Månedlig", "Kvartårlig"}


def test_cases_are_found_by_id_number_and_document(town: Municipality, numbers: list[str]) -> None:
    found = 0
    seen: set[str] = set()
    for number in dict.fromkeys([*numbers[:400], *(number for _, number in town.named())]):
        for case in town.cases(number):
            found += 1
            seen.add(case.number)
            assert case.party == number
            assert town.case(case.id) == town.case_by_number(case.number) == case
            assert town.unit(case.unit_id) == case.unit
            for row in case.documents:
                assert town.document_row(row.id) == row
            filed = [entry.document for entry in case.journal if entry.document]
            assert filed == [row.id for row in case.documents]
    assert found > 100
    assert len(seen) == found
    for foreign in ("", "no id", "00000000-0000-4000-8000-000000000000"):
        assert town.case(foreign) is None
        assert town.document_row(foreign) is None
        assert town.document(foreign) is None
        assert town.unit(foreign) is None
        assert town.case_by_number(foreign) is None
    assert town.case_by_number("23.05.10-G01-99999999-26") is None


def test_a_case_has_happened_in_order_and_not_in_the_future(town: Municipality, numbers: list[str]) -> None:
    departments, sensitivities = set(), set()
    for number in [*numbers, *(number for _, number in town.named())]:
        for case in town.cases(number):
            departments.add(case.unit)
            sensitivities.add(case.sensitivity)
            times = [at for at, _ in case.states]
            steps = [_PROGRESS.index(state) for _, state in case.states]
            assert times == sorted(times)
            assert steps == sorted(steps)
            assert case.states[0] == (case.opened, "Opstaaet")
            entries = [entry.at for entry in case.journal]
            assert entries == sorted(entries)
            assert all(at.tzinfo is not None and at.date() < REFERENCE for at in (*times, *entries))
            assert all((entry.text is None) != (entry.document is None) for entry in case.journal)
    assert departments == {"Borgerservice", "Ydelse", "Børn og Unge", "Job", "Social", "Teknik og Miljø"}
    assert sensitivities == _OPEN_TO_CLOSED


@needs_contracts
def test_subjects_are_in_the_real_plan(town: Municipality, numbers: list[str]) -> None:
    subjects = _first_column(CONTRACTS / "kle" / "kle-emner-titler.csv")
    for number in [*numbers, *(number for _, number in town.named())]:
        assert {case.kle for case in town.cases(number)} <= subjects
        assert {grant.kle for grant in town.grants(number)} <= subjects


def test_documents_are_pdfs_and_the_same_every_time(town: Municipality, named: dict[str, str]) -> None:
    (document,) = (row for case in town.cases(named["moved_last_week"]) for row in case.documents)
    content = town.document(document.id)
    assert content is not None
    assert content.startswith(b"%PDF")
    assert content == Municipality(REFERENCE, size=500).document(document.id)


def test_nobody_unknown_has_anything(town: Municipality) -> None:
    assert town.citizen("0101009999") is None
    assert not town.reports("0101009999")
    assert not town.grants("0101009999")
    assert not town.cases("0101009999")


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2028, 2, 29), date(2026, 12, 31), date(2031, 3, 30)])
def test_any_reference_date_will_do(day: date) -> None:
    """The application uses today, whatever today is."""
    town = Municipality(day, size=400)
    assert sum(1 for _ in town.citizens()) == 400
    for citizen in town.citizens():
        assert citizen.born < day
        assert (citizen.born.day, citizen.born.month) != (1, 1)
        town.reports(citizen.cpr)
        town.grants(citizen.cpr)
        town.cases(citizen.cpr)
