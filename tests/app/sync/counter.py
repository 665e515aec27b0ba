"""A desk with an agenda, at ten in the morning."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from adapters.keychain.training import TrainingKeys
from app.access.model import Errand, Section
from app.access.trace import TraceLine
from app.citizen.lookup import Sources, look_up
from app.citizen.model.archive import CaseFile
from app.citizen.model.grants import GrantList, Sector
from app.citizen.model.income import IncomeStatement
from app.citizen.model.person import Relation, RelationKind
from app.citizen.model.sections import SectionState
from app.citizen.port import (
    CasesQuery,
    DwellingQuery,
    FailureKind,
    GrantsQuery,
    IncomeQuery,
    PersonQuery,
    Query,
    RegisterKey,
)
from app.citizen.records import StoredCache
from app.counter.agenda import KeptAgenda
from app.counter.port import Appointment
from app.cpr import CprNumber
from app.population.model import Hit
from app.store.desk import DeskStore
from app.sync.prefetch import Prefetch, Today
from tests.app.counter.booked import Booked
from tests.app.desk import ADDRESS_ID, CHILD, CITIZEN, ERRANDS, SPOUSE, Desk, dwelling, person

AT_TEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
OTHER = CprNumber("1111664076")
FRIPLADS = ERRANDS["friplads"]
KEEPING = replace(FRIPLADS, keeps_income=True)
INCOME = IncomeQuery(CITIZEN, date(2025, 11, 1), date(2026, 11, 1), "dagtilbud", FRIPLADS.legal_basis)


class Counter:
    """A desk with an agenda, at ten, whose encrypted files are its own. `pauses` are the seconds it has waited."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk()
        self.clock = self.desk.clock
        self.clock.advance(AT_TEN - self.clock.now())
        self.store = DeskStore(folder, TrainingKeys())
        self.store.open()
        self.booked = Booked()
        self.errands: tuple[Errand, ...] = tuple(ERRANDS.values())
        self.names: dict[CprNumber, str] = {}
        self.pauses: list[float] = []
        self.steps: list[str] = []
        ages = {key: table.manifest.ages for key, table in self.desk.tables.items()}
        self.cache = StoredCache(self.store.cache, self.clock, ages, (KEEPING,))
        self.sources: Sources = replace(self.desk.sources, cache=self.cache)
        family = (Relation(RelationKind.SPOUSE, SPOUSE), Relation(RelationKind.CHILD, CHILD))
        self.desk.tables[RegisterKey.CPR].answers = {
            PersonQuery(CITIZEN): person(relations=family),
            **{PersonQuery(cpr): person(cpr) for cpr in (SPOUSE, CHILD, OTHER)},
        }
        self.desk.tables[RegisterKey.BBR].answers = {DwellingQuery(ADDRESS_ID): dwelling()}
        self.desk.tables[RegisterKey.EINDKOMST].answers = {
            INCOME: IncomeStatement(INCOME.first_month, INCOME.last_month, ())
        }
        self.desk.tables[RegisterKey.BENEFITS].answers = {
            GrantsQuery(CITIZEN, sector, FRIPLADS.kle): GrantList(sector, (), verified=True) for sector in Sector
        }
        self.desk.tables[RegisterKey.ARCHIVE].answers = {CasesQuery(CITIZEN, FRIPLADS.kle): CaseFile(())}

    def book(self, *appointments: Appointment) -> None:
        self.booked.appointments = appointments

    def prefetch(self) -> Prefetch:
        return Prefetch(
            KeptAgenda(self.booked, self.store.cache, self.clock),
            self.errands,
            self.desk.viewer,
            self.sources,
            named=self._named,
            is_open=lambda: self.store.is_open,
        )

    def _named(self, cpr: CprNumber) -> Hit | None:
        name = self.names.get(cpr) if self.store.is_open else None
        return Hit(cpr, name, None, None, 1, protected=False) if name is not None else None

    def pause(self, seconds: float) -> bool:
        """Time passes; the end of a round is the end."""
        self.pauses.append(seconds)
        self.clock.advance(timedelta(seconds=seconds))
        return seconds < 60

    def round(self) -> Today:
        """The day as it looks after one round."""
        *_, last = self.prefetch().days(self.pause)
        return last

    @property
    def asked(self) -> list[Query]:
        return [query for table in self.desk.tables.values() for query in table.asked]

    @property
    def lines(self) -> tuple[TraceLine, ...]:
        return self.desk.trace.lines

    def everything_down(self) -> None:
        for table in self.desk.tables.values():
            table.failing = FailureKind.UNREACHABLE

    def open(self, errand: Errand, **options: object) -> dict[Section, SectionState]:
        purpose = replace(self.desk.purpose(errand.key), errand=errand)
        states = look_up(CITIZEN, purpose, self.desk.viewer, self.sources, **options)  # type: ignore[arg-type]
        return {state.section: state for state in states}
