"""The made-up municipality's people as the sections of their pages, straight from the generator: no HTTP, no wire."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from uuid import UUID

from adapters.registers.eindkomst.netting import FiledReport, net
from adapters.registers.eindkomst.parse import _SUFFIXES
from adapters.training.municipality import Municipality
from adapters.training.people import Citizen, GrantRow, Home, Report, Stay
from app.access.model import Purpose, Section
from app.citizen.income import add_months
from app.citizen.model.archive import Case, CaseFile
from app.citizen.model.coded import Coded
from app.citizen.model.dwelling import Dwelling, Unit
from app.citizen.model.grants import Grant, GrantList, Sector
from app.citizen.model.income import IncomeStatement
from app.citizen.model.person import (
    Address,
    AddressKey,
    CivilStatus,
    Custody,
    CustodyHolder,
    FormerAddress,
    Name,
    Person,
    PersonStatus,
    Protection,
    ProtectionKind,
    RegisterDate,
    Relation,
    RelationKind,
)
from app.citizen.model.sections import (
    BenefitFacts,
    DwellingFacts,
    PersonFacts,
    Relative,
    SectionState,
    SectionValue,
    State,
)
from app.citizen.relatives import as_relative, limited, named_relatives
from app.cpr import CprNumber
from app.population.model import Resident

_KINDS = {"0001": ProtectionKind.NAME_AND_ADDRESS, "0002": ProtectionKind.DIRECTORY, "0003": ProtectionKind.MARKETING}
_SECTORS = {"udk": Sector.UDBETALING_DANMARK, "kommune": Sector.MUNICIPAL}
_LOOK_UP = UUID(int=1)


class Town:
    """`states` are those of one citizen's page, all fresh, as far as the purpose opens them."""

    def __init__(self, town: Municipality) -> None:
        self.town = town
        self.now = datetime.combine(town.reference, datetime.min.time(), UTC).replace(hour=12)

    @cached_property
    def people(self) -> dict[str, Person]:
        """Everybody registered here."""
        return {citizen.cpr: self._person(citizen) for citizen in self.town.citizens()}

    @cached_property
    def residents(self) -> dict[AddressKey, list[Resident]]:
        found: dict[AddressKey, list[Resident]] = {}
        for person in self.people.values():
            if person.address is not None and not person.lacks_fixed_address and person.born is not None:
                protected = person.is_protected(self.town.reference)
                one = Resident(person.cpr, None, person.born.day, protected, int(person.status or 0))
                found.setdefault(person.address.key, []).append(one)
        return found

    def person(self, cpr: str) -> Person | None:
        known = self.people.get(cpr)
        citizen = self.town.citizen(cpr) if known is None else None
        return self._person(citizen) if citizen is not None else known

    def states(self, cpr: str, purpose: Purpose) -> Mapping[Section, SectionState]:
        person = self.people[cpr]
        made: dict[Section, Callable[[], SectionValue]] = {
            Section.PERSON: lambda: self._family(person, purpose),
            Section.DWELLING: lambda: self._dwelling(person),
            Section.INCOME: lambda: self._income(cpr),
            Section.BENEFITS: lambda: self._grants(cpr),
            Section.CASES: lambda: self._cases(cpr),
        }
        return {section: self._state(section, make()) for section, make in made.items() if purpose.opens(section)}

    def _state(self, section: Section, value: SectionValue) -> SectionState:
        return SectionState(_LOOK_UP, section, State.FRESH, value, self.now)

    def _family(self, person: Person, purpose: Purpose) -> PersonFacts:
        allowed, today = purpose.errand_for(Section.PERSON).relatives, self.town.reference
        relatives = []
        for named in named_relatives(person, allowed, today):
            them = self.person(named.cpr.digits) if named.cpr is not None else None
            relatives.append(self._relative(named, as_relative(them, allowed)) if them is not None else named)
        protected = person.is_protected(today)
        return PersonFacts(limited(person, allowed), tuple(relatives), address_step=protected)

    def _relative(self, named: Relative, person: Person) -> Relative:
        step = person.is_protected(self.town.reference)
        return replace(named, state=State.FRESH, person=person, as_of=self.now, address_step=step)

    def _person(self, citizen: Citizen) -> Person:
        status = PersonStatus(int(citizen.status))
        return Person(
            cpr=CprNumber(citizen.cpr),
            current_cpr=CprNumber(citizen.current) if citizen.current else None,
            name=Name(citizen.addressing, citizen.first, citizen.middle or None, citizen.last),
            born=RegisterDate(citizen.born),
            sex=citizen.sex,
            status=status,
            status_since=RegisterDate(citizen.status_date),
            civil=CivilStatus(citizen.civil),
            civil_since=RegisterDate(citizen.civil_date),
            separated=citizen.separated is not None,
            separated_since=RegisterDate(citizen.separated) if citizen.separated else None,
            address=_address(citizen.address) if citizen.address is not None else None,
            former_addresses=tuple(map(_former, citizen.former)),
            relations=tuple(_relations(citizen)),
            custody=tuple(
                Custody(
                    CustodyHolder(int(row.kind)),
                    RegisterDate(row.start),
                    row.end,
                    CprNumber(row.cpr) if row.cpr else None,
                )
                for row in citizen.custody
            ),
            protections=tuple(Protection(_KINDS[row.kind], row.start, row.end) for row in citizen.protections),
            children_under_18=sum(map(self._is_minor, citizen.children)),
            digital_post=citizen.digital_post,
        )

    def _is_minor(self, cpr: str) -> bool:
        child = self.town.citizen(cpr)
        if child is None or not PersonStatus(int(child.status)).is_active:
            return False
        return (self.town.reference - child.born).days * 4 // 1461 < 18

    def _dwelling(self, person: Person) -> DwellingFacts:
        protected, produced = person.is_protected(self.town.reference), self.town.reference
        address = person.address
        if address is None or person.lacks_fixed_address:
            return DwellingFacts(None, (), produced, protected)
        home = self.town.home(str(address.address_id)) if address.address_id is not None else None
        residents = tuple(self.residents.get(address.key, ()))
        return DwellingFacts(_home(home) if home is not None else None, residents, produced, protected)

    def _income(self, cpr: str) -> IncomeStatement:
        last = self.town.reference.replace(day=1)
        first = add_months(last, -12)
        reports = [filed for filed in map(_filed, self.town.reports(cpr)) if first <= filed.month <= last]
        lines, reversed_reports = net(reports)
        return IncomeStatement(first, last, lines, reversed_reports)

    def _grants(self, cpr: str) -> BenefitFacts:
        rows = self.town.grants(cpr)
        return BenefitFacts(
            tuple(
                GrantList(sector, tuple(_grant(row) for row in rows if row.sector == key), verified=True)
                for key, sector in _SECTORS.items()
            )
        )

    def _cases(self, cpr: str) -> CaseFile:
        return CaseFile(tuple(
            Case(
                UUID(row.id), row.number, row.title, row.description, None, row.states[-1][1] if row.states else None,
                row.opened, row.unit, None, CprNumber(row.party), (), (), (),
            )
            for row in self.town.cases(cpr)
        ))  # fmt: skip


def _key(stay: Stay) -> AddressKey:
    return AddressKey(stay.municipality, stay.road_code, stay.house, stay.floor, stay.door)


def _address(stay: Stay) -> Address:
    identity = UUID(stay.address_id) if stay.address_id else None
    moved_in = RegisterDate(stay.start.date())
    return Address(
        _key(stay), stay.road_name, stay.postal_code, stay.postal_district, moved_in=moved_in, address_id=identity
    )


def _former(stay: Stay) -> FormerAddress:
    moved_out = RegisterDate(stay.end.date()) if stay.end is not None else None
    return FormerAddress(
        _key(stay), stay.road_name, stay.postal_code, stay.postal_district, RegisterDate(stay.start.date()), moved_out
    )


def _relations(citizen: Citizen) -> Iterable[Relation]:
    named = [(RelationKind.SPOUSE, citizen.spouse), *((RelationKind.CHILD, child) for child in citizen.children)]
    named += [(RelationKind.MOTHER, citizen.mother), (RelationKind.FATHER, citizen.father)]
    return (Relation(kind, CprNumber(cpr)) for kind, cpr in named if cpr)


def _home(home: Home) -> Dwelling:
    fields = dict(home.unit)

    def count(name: str) -> int | None:
        value = fields.get(name)
        return value if isinstance(value, int) else None

    def code(name: str) -> Coded | None:
        value = fields.get(name)
        return Coded(str(value), None) if value is not None else None

    unit = Unit(
        UUID(home.unit_id or home.address_id), code("enh020EnhedensAnvendelse"), code("enh023Boligtype"),
        count("enh026EnhedensSamledeAreal"), count("enh027ArealTilBeboelse"), count("enh028ArealTilErhverv"),
        count("enh031AntalVaerelser"), None, None, code("enh034Koekkenforhold"),
    )  # fmt: skip
    units = (unit,) if home.unit_id is not None else ()
    return Dwelling(UUID(home.address_id), "", Coded("3", None), home.floor, home.door, home.municipality, units, None)


def _filed(report: Report) -> FiledReport:
    amounts = tuple((_SUFFIXES[field], value) for field, value in report.fields if field in _SUFFIXES)
    return FiledReport(
        report.payer, date(int(report.month[:4]), int(report.month[4:]), 1), report.type, report.kind,
        report.pay_start, report.pay_end, report.disposed, amounts, None, report.reversal, report.correction,
    )  # fmt: skip


def _grant(row: GrantRow) -> Grant:
    return Grant(
        row.id, row.name, row.title or None, Coded(row.kle, None), row.start, row.end, None, row.amount, row.frequency,
        row.in_arrears, row.owner_cvr, row.department, row.system, row.sensitivity, row.case_number or None, (),
    )  # fmt: skip
