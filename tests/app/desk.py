"""A desk for tests of `app`: registers that answer from a table, a clock that stands still, made-up people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from app.access.control import AccessControl, KnownPeople
from app.access.model import Purpose, Section
from app.access.purpose import load_errands, state_purpose
from app.access.roles import JobFunctionRole, SystemRole, UserSystemRole, VerifiedRoles
from app.access.trace import MemoryTrace
from app.access.viewer import Viewer
from app.citizen.lookup import Sources
from app.citizen.model.coded import Coded
from app.citizen.model.dwelling import Dwelling
from app.citizen.model.person import Address, AddressKey, Name, Person, PersonStatus, RegisterDate
from app.citizen.port import (
    Ages,
    Answer,
    Call,
    Condition,
    Failure,
    FailureKind,
    Health,
    Manifest,
    Query,
    RegisterKey,
    Reply,
    Timeouts,
)
from app.citizen.records import MemoryCache
from app.clock import Clock
from app.cpr import CprNumber
from app.population.index import PopulationIndex
from app.population.model import Resident

ERRANDS = {errand.key: errand for errand in load_errands(Path(__file__).parents[2] / "resources" / "purposes.toml")}
CITIZEN = CprNumber("0702614075")
SPOUSE = CprNumber("0305594077")
CHILD = CprNumber("0906174072")
ADDRESS_ID = UUID("0a3f50a0-0000-4000-8000-000000000001")


class StandingClock:
    """Moves only when told to."""

    def __init__(self, now: datetime = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)) -> None:
        self._now = now
        self._seconds = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._seconds

    def advance(self, step: timedelta) -> None:
        self._now += step
        self._seconds += step.total_seconds()


class TableRegister:
    """Answers at once from `answers`; a query in `held` waits for `release`."""

    def __init__(self, key: RegisterKey, clock: StandingClock) -> None:
        self.manifest = Manifest(
            key=key,
            title=key,
            owner="test",
            legal_basis="test",
            sections=frozenset(Section),
            ages=Ages(timedelta(minutes=15), timedelta(hours=24), timedelta(days=7)),
            timeouts=Timeouts(1, 1, 2),
            knows_employee=key in (RegisterKey.CPR, RegisterKey.EINDKOMST, RegisterKey.BENEFITS),
        )
        self.answers: dict[Query, object] = {}
        self.asked: list[Query] = []
        self.held: set[Query] = set()
        self.failing: FailureKind | None = None
        self.retry_at: datetime | None = None
        self._clock = clock
        self._waiting: dict[Query, Callable[[Reply], None]] = {}

    def submit(self, query: Query, call: Call, deliver: Callable[[Reply], None]) -> None:
        self.asked.append(query)
        if query in self.held:
            self._waiting[query] = deliver
        else:
            deliver(self._reply(query))

    def release(self, query: Query) -> None:
        self._waiting.pop(query)(self._reply(query))

    def condition(self) -> Condition:
        health = Health.UP if self.retry_at is None else Health.DOWN
        return Condition(health, self._clock.now(), self.failing, self.retry_at)

    def _reply(self, query: Query) -> Reply:
        if self.failing is not None or query not in self.answers:
            return Failure(self.failing or FailureKind.NOT_FOUND, self._clock.now(), "ref")
        return Answer(self.answers[query], self._clock.now())


def roles(*kinds: UserSystemRole) -> tuple[JobFunctionRole, ...]:
    """The roles of a test's caseworker; without `kinds` one that reaches everything but VIP."""
    return (JobFunctionRole("Borgerservice", kinds or (UserSystemRole(SystemRole.CASEWORKER),)),)


def access_of(
    clock: Clock,
    people: KnownPeople = KnownPeople(own=None),  # noqa: B008 - frozen
    extract: Callable[[], PopulationIndex | None] = lambda: None,
) -> AccessControl:
    """A caseworker who reaches everything but VIP, the roles just verified at every request."""
    given = roles()
    return AccessControl(
        roles=lambda: VerifiedRoles(given, clock.now()), people=lambda: people, extract=extract, clock=clock
    )


class NoNeighbours:
    produced: date | None = None

    def residents(self, address: AddressKey) -> tuple[Resident, ...] | None:
        return None


class Desk:
    """Sources with one table register for each key. `roles` are verified anew with every request while `online`."""

    def __init__(self) -> None:
        self.clock = StandingClock()
        self.trace = MemoryTrace()
        self.tables = {key: TableRegister(key, self.clock) for key in RegisterKey}
        self.cache = MemoryCache()
        self.people = KnownPeople(own=None)
        self.extract: PopulationIndex | None = None
        self.roles = roles()
        self.online = True
        self._verified_at = self.clock.now()
        self.access = AccessControl(
            roles=self._verified, people=lambda: self.people, extract=lambda: self.extract, clock=self.clock
        )
        self.viewer = Viewer(user="lind", name="Lise Nord", unit="Borgerservice")
        self.sources = Sources(
            registers=self.tables,
            cache=self.cache,
            trace=self.trace,
            access=self.access,
            neighbours=NoNeighbours(),
            clock=self.clock,
        )

    def _verified(self) -> VerifiedRoles:
        if self.online:
            self._verified_at = self.clock.now()
        return VerifiedRoles(self.roles, self._verified_at)

    def purpose(self, errand: str) -> Purpose:
        return state_purpose(ERRANDS[errand], self.clock)


def person(cpr: CprNumber = CITIZEN, **changes: object) -> Person:
    """A resident with an address and nobody related, changed as asked."""
    plain = Person(
        cpr=cpr,
        current_cpr=None,
        name=Name("Karen Østergård", "Karen", None, "Østergård"),
        born=RegisterDate(cpr.birth_date or date(1961, 2, 7)),
        sex="K",
        status=PersonStatus.RESIDENT,
        status_since=None,
        civil=None,
        civil_since=None,
        separated_since=None,
        address=Address(
            AddressKey("0999", "0101", "12", "2", "tv"),
            "Ærøvej",
            "9998",
            "Fjordby",
            moved_in=RegisterDate(date(2024, 3, 1)),
            address_id=ADDRESS_ID,
        ),
        former_addresses=(),
        relations=(),
        custody=(),
        protections=(),
        children_under_18=0,
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the test names fields of Person


def dwelling() -> Dwelling:
    return Dwelling(ADDRESS_ID, "Ærøvej 12, 2. tv, 9998 Fjordby", Coded("3", "Gældende"), "2", "tv", "0999", (), None)
