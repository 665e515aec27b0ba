"""Fjordby Kommune (0999): everything the training servers serve, a function of seed and reference date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from adapters.training import homes
from adapters.training.affairs import Affairs
from adapters.training.appointments import AppointmentRow, appointments
from adapters.training.casework import department
from adapters.training.cast import Cast
from adapters.training.citizens import Register
from adapters.training.draws import Stream
from adapters.training.extract import extract_lines
from adapters.training.families import grow
from adapters.training.filed import Filed
from adapters.training.identifiers import ADDRESS, unseal
from adapters.training.kin import Kin
from adapters.training.numbers import NumberPool
from adapters.training.people import CaseRow, Citizen, DocumentRow, GrantRow, Home, Report
from adapters.training.records import NOBODY, OUTSIDE
from adapters.training.situations import situations

SEED = 999
NAME = "Fjordby Kommune"
CODE = "0999"
CVR = "99999901"


class Municipality:
    """60,000 citizens and their dwellings; incomes, benefits, cases and documents made when asked for.

    All of it follows from seed and day; `filed` alone is what somebody has sent.
    """

    def __init__(self, reference: date, *, seed: int = SEED, size: int = 60_000) -> None:
        self.reference = reference
        self.seed = seed
        self.size = size
        self.filed = Filed()
        pool = NumberPool()
        self._cast = Cast(seed, reference, pool)
        here = sum(self._cast.is_here(citizen) for citizen in self._cast.citizens.values())
        self._kin = Kin(seed, reference.toordinal(), pool)
        grow(self._kin, size - here)
        self._register = Register(seed, reference.toordinal(), self._kin)
        self._affairs = Affairs(seed, reference, self._kin, self._cast)
        self._indices = {person.cpr: index for index, person in enumerate(self._kin.people)}
        self._generated = lru_cache(maxsize=1024)(self._register.citizen)

    def citizen(self, cpr: str) -> Citizen | None:
        """Also people outside the municipality whom a citizen here is related to."""
        index = self._indices.get(cpr)
        return self._cast.citizens.get(cpr) if index is None else self._generated(index)

    def citizens(self) -> Iterator[Citizen]:
        """Everybody registered here, superseded numbers and the emigrated and dead of the last years included."""
        for citizen in self._cast.citizens.values():
            if self._cast.is_here(citizen):
                yield citizen
        for index, person in enumerate(self._kin.people):
            if person.household != OUTSIDE:
                yield self._register.citizen(index)

    def named(self) -> tuple[tuple[str, str], ...]:
        """The people of the help page: (key of the situation, CPR number)."""
        return tuple((situation.key, self._cast.numbers[situation.key]) for situation in situations())

    def home(self, address_id: str) -> Home | None:
        found = unseal(self.seed, address_id)
        if found is None or found.kind != ADDRESS:
            return None
        named = homes.named_home_number(found.index)
        if named is not None:
            return tuple(self._cast.homes.values())[named]
        return homes.make_home(self.seed, found.index)

    def homes(self) -> Iterator[Home]:
        yield from self._cast.homes.values()
        for home in self._kin.homes():
            yield homes.make_home(self.seed, home)

    def reports(self, cpr: str) -> tuple[Report, ...]:
        """All reports of the last 24 months, oldest first, reversals and corrections included."""
        return self._affairs.reports(cpr)

    def grants(self, cpr: str) -> tuple[GrantRow, ...]:
        return self._affairs.grants(cpr)

    def cases(self, cpr: str) -> tuple[CaseRow, ...]:
        return self._affairs.cases_of(cpr)

    def case(self, case_id: str) -> CaseRow | None:
        return self._affairs.case(case_id)

    def case_by_number(self, number: str) -> CaseRow | None:
        return self._affairs.case_by_number(number)

    def unit(self, unit_id: str) -> str | None:
        """The name of the department that cases give by `unit_id`."""
        return department(self.seed, unit_id)

    def document_row(self, document_id: str) -> DocumentRow | None:
        found = self._affairs.document(document_id)
        return found[1] if found is not None else None

    def document(self, document_id: str) -> bytes | None:
        """The PDF's bytes; the same bytes every time."""
        from adapters.training.papers import make_document

        found = self._affairs.document(document_id)
        if found is None:
            return None
        case, row = found
        citizen = self.citizen(case.party)
        recipient = citizen.addressing if citizen is not None else ""
        return make_document(row, recipient=recipient, case_number=case.number, unit=case.unit, seed=self.seed)

    def appointments(self) -> tuple[AppointmentRow, ...]:
        """Who is expected at the counter on the reference date."""
        return appointments(self.seed, self.reference, self._cast.numbers, self._somebody)

    def _somebody(self, stream: Stream) -> Citizen | None:
        people = self._kin.people
        index = stream.below(len(people)) if people else NOBODY
        here = index != NOBODY and people[index].household != OUTSIDE
        return self._register.citizen(index) if here else None

    def extract(self) -> Iterator[str]:
        """The CPR Direkte extract of `citizens()`, one record a line, right-trimmed, start and end records included."""
        return extract_lines(self.reference, self.citizens(), self._superseded())

    def _superseded(self) -> dict[str, list[Citizen]]:
        """Records of earlier numbers, by the number now in force."""
        found: dict[str, list[Citizen]] = {}
        generated = (self._register.citizen(n) for n, person in enumerate(self._kin.people) if person.follow != NOBODY)
        for citizen in (*self._cast.citizens.values(), *generated):
            if citizen.current is not None:
                found.setdefault(citizen.current, []).append(citizen)
        return found
