"""One made-up citizen's sections, whole, changed as a test asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

from app.access.model import Purpose, RelativeKind, Section
from app.access.purpose import state_purpose
from app.citizen.model.archive import Case, CaseFile
from app.citizen.model.coded import Coded
from app.citizen.model.dwelling import Dwelling, Unit
from app.citizen.model.grants import Grant, GrantList, Sector
from app.citizen.model.income import Amount, IncomeGroup, IncomeLine, IncomeStatement
from app.citizen.model.person import (
    AddressKey,
    CivilStatus,
    Custody,
    CustodyHolder,
    FormerAddress,
    Person,
    RegisterDate,
    Relation,
    RelationKind,
)
from app.citizen.model.sections import (
    BenefitFacts,
    DwellingFacts,
    PersonFacts,
    Problem,
    Relative,
    RelativeRole,
    SectionState,
    SectionValue,
    State,
)
from app.citizen.port import FailureKind, RegisterKey
from app.cpr import CprNumber
from app.facts.model import Facts
from app.facts.vocabulary import load_vocabulary
from app.population.model import Resident
from app.situations.derive import facts_of
from app.situations.derived.told import Basis, birthday
from tests.app.desk import ADDRESS_ID, CHILD, CITIZEN, ERRANDS, SPOUSE, StandingClock, dwelling, person

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
EARLIER = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
VOCABULARY = load_vocabulary(Path("resources/facts.toml"))
BASIS = Basis(VOCABULARY, "0999", lambda born: birthday(born, 67))
SECTIONS = (Section.PERSON, Section.DWELLING, Section.INCOME, Section.BENEFITS, Section.CASES)


def purpose(errand: str = "friplads", *, relatives: Iterable[RelativeKind] = RelativeKind, kle: str = "") -> Purpose:
    """An errand that opens everything, with as many relatives and subjects as asked."""
    wide = replace(ERRANDS[errand], relatives=frozenset(relatives), kle=(kle,) if kle else ())
    return state_purpose(wide, StandingClock())


def state(
    section: Section, value: SectionValue | None, kind: State = State.FRESH, failure: FailureKind | None = None
) -> SectionState:
    problem = Problem(RegisterKey.CPR, failure, NOW, "7F3A") if failure is not None else None
    return SectionState(uuid4(), section, kind, value, NOW if value is not None else None, problem)


def spouse(**changes: object) -> Relative:
    return _relative(SPOUSE, RelativeRole.SPOUSE, person(SPOUSE), **changes)


def child(**changes: object) -> Relative:
    """Nine years old, under both parents' custody, at home."""
    custody = (_custody(CustodyHolder.MOTHER), _custody(CustodyHolder.FATHER, date(2026, 10, 1)))
    return _relative(CHILD, RelativeRole.CHILD, person(CHILD, custody=custody), **changes)


def _relative(cpr: CprNumber, role: RelativeRole, who: Person, **changes: object) -> Relative:
    plain = Relative((role,), cpr, None, cpr.birth_date, State.FRESH, person=who, as_of=EARLIER)
    return replace(plain, **changes)  # type: ignore[arg-type] # the test names fields of Relative


def _custody(holder: CustodyHolder, start: date | None = None) -> Custody:
    return Custody(holder, RegisterDate(start or CHILD.birth_date or date.min), None)


def citizen(**changes: object) -> Person:
    """Married, one child, moved here from another municipality in March 2024."""
    before = FormerAddress(
        replace(_address(), municipality="0461"), "Vej", "5000", "Odense", RegisterDate(date(2010, 1, 2)), None
    )
    plain = person(
        civil=CivilStatus.MARRIED,
        civil_since=RegisterDate(date(2012, 6, 1)),
        status_since=RegisterDate(date(1961, 2, 7)),
        former_addresses=(before,),
        relations=(Relation(RelationKind.SPOUSE, SPOUSE), Relation(RelationKind.CHILD, CHILD)),
        children_under_18=1,
        digital_post=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the test names fields of Person


def _address() -> AddressKey:
    address = person().address
    assert address is not None
    return address.key


def unit(**changes: object) -> Unit:
    plain = Unit(
        UUID(int=1), Coded("140", "Bolig i etageejendom"), None, 84, 80, 0, 3, None, None, Coded("E", "Eget køkken")
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the test names fields of Unit


def home(*units: Unit, residents: tuple[Resident, ...] | None = None, protected: bool = False) -> DwellingFacts:
    here: Dwelling = replace(dwelling(), units=units or (unit(),), address_id=ADDRESS_ID)
    registered = residents if residents is not None else (resident(CITIZEN), resident(SPOUSE), resident(CHILD))
    return DwellingFacts(here, registered, date(2026, 11, 18), protected)


def resident(cpr: CprNumber, born: date | None = None) -> Resident:
    return Resident(cpr, "Navn", born or cpr.birth_date, False, 1)


def line(month: date, gross: str, group: IncomeGroup = IncomeGroup.WAGE, payer: str = "12345678") -> IncomeLine:
    amounts = ((Amount.A_INCOME_AM, Decimal(gross)),)
    return IncomeLine(month, payer, Coded("00", "Løn"), None, group, amounts, None, month, month, None)


def incomes(*lines: IncomeLine, first: date = date(2025, 11, 1)) -> IncomeStatement:
    return IncomeStatement(first, date(2026, 11, 1), lines)


def grant(name: str, start: date = date(2025, 1, 1), end: date | None = None, **changes: object) -> Grant:
    plain = Grant(
        name, name, None, Coded("32.06.00", None), start, end, CITIZEN, Decimal(1200), "Månedlig", False,
        "33236072", None, None, None, None, (),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type] # the test names fields of Grant


def benefits(udk: Iterable[Grant] = (), municipal: Iterable[Grant] = ()) -> BenefitFacts:
    return BenefitFacts(
        (
            GrantList(Sector.UDBETALING_DANMARK, tuple(udk), verified=False),
            GrantList(Sector.MUNICIPAL, tuple(municipal), verified=True),
        )
    )


def case(progress: str) -> Case:
    return Case(uuid4(), "1", "Sag", None, None, progress, None, None, None, None, (), (), ())


def whole(**values: SectionValue) -> dict[Section, SectionState]:
    """Every section fresh; `values` by section take the place of the usual ones."""
    usual: dict[str, SectionValue] = {
        "person": PersonFacts(citizen(), (spouse(), child())),
        "dwelling": home(),
        "income": incomes(*(line(date(2025 + (n > 1), (10 + n) % 12 + 1, 1), "30000") for n in range(12))),
        "benefits": benefits([grant("Boligstøtte")]),
        "cases": CaseFile((case("Oplyst"), case("Afsluttet"))),
    }
    return {Section(name): state(Section(name), value) for name, value in {**usual, **values}.items()}


def facts(*, revealed: bool = False, given: Purpose | None = None, **values: SectionValue) -> Facts:
    return facts_of(whole(**values), given or purpose(), TODAY, BASIS, revealed=revealed)
