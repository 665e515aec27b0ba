"""Fjordby Kommune (0999): everything the training servers serve, a function of seed and reference date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from adapters.training.people import CaseRow, Citizen, GrantRow, Home, Report

SEED = 999
NAME = "Fjordby Kommune"
CODE = "0999"
CVR = "99999901"


class Municipality:
    """60,000 citizens and their dwellings; incomes, benefits, cases and documents made when asked for."""

    def __init__(self, reference: date, *, seed: int = SEED, size: int = 60_000) -> None:
        self.reference = reference
        self.seed = seed
        self.size = size

    def citizen(self, cpr: str) -> Citizen | None:
        """Also people outside the municipality whom a citizen here is related to."""
        raise NotImplementedError

    def citizens(self) -> Iterator[Citizen]:
        """Everybody registered here, superseded numbers and the emigrated and dead of the last years included."""
        raise NotImplementedError

    def named(self) -> tuple[tuple[str, str], ...]:
        """The people of the help page: (key of the situation, CPR number)."""
        raise NotImplementedError

    def home(self, address_id: str) -> Home | None:
        raise NotImplementedError

    def homes(self) -> Iterator[Home]:
        raise NotImplementedError

    def reports(self, cpr: str) -> tuple[Report, ...]:
        """All reports of the last 24 months, oldest first, reversals and corrections included."""
        raise NotImplementedError

    def grants(self, cpr: str) -> tuple[GrantRow, ...]:
        raise NotImplementedError

    def cases(self, cpr: str) -> tuple[CaseRow, ...]:
        raise NotImplementedError

    def case(self, case_id: str) -> CaseRow | None:
        raise NotImplementedError

    def case_by_number(self, number: str) -> CaseRow | None:
        raise NotImplementedError

    def document(self, document_id: str) -> bytes | None:
        """The PDF's bytes; the same bytes every time."""
        raise NotImplementedError

    def extract(self) -> Iterator[str]:
        """The CPR Direkte extract of `citizens()`, one record a line, right-trimmed, start and end records included."""
        raise NotImplementedError
