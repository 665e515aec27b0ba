"""A desk that knows a few made-up people; the shell needs no more to be tried."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Event

from app.access.model import Section
from app.access.viewer import Viewer
from app.citizen.model.dwelling import AddressHit
from app.citizen.port import Ages, Cancellation, Condition, FailureKind, Health, Manifest, RegisterKey, Timeouts
from app.cpr import CprNumber
from app.errors import UserError
from app.population.find import FindKind, FindResult
from app.population.model import Hit
from app.sync.connection import Connection
from app.sync.deliver import Unsent

SINCE = datetime(2026, 11, 20, 12, 58, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 13, 42, tzinfo=UTC)
_TITLES = {
    RegisterKey.CPR: "CPR",
    RegisterKey.EINDKOMST: "eIndkomst",
    RegisterKey.BBR: "BBR",
    RegisterKey.ADDRESS: "Adresser",
    RegisterKey.BENEFITS: "Ydelsesindeks",
    RegisterKey.ARCHIVE: "Sags- og dokumentarkiv",
}


def hit(cpr: str, name: str, *, address: str | None, protected: bool = False, distinction: str | None = None) -> Hit:
    number = CprNumber(cpr)
    return Hit(number, name, number.birth_date, address, 1, protected, distinction)


PEOPLE = (
    hit("0706590004", "Karen Marie Lindholm", address="Åboulevarden 12, 3. th., 0999 Fjordby"),
    hit("0706590112", "Karen Marie Lindholm", address="Østergade 4, 0999 Fjordby", distinction="barn født 1984"),
    hit("0106610220", "Anne-Sofie Ærøskøbing Østergaard-Christoffersen", address=None, protected=True),
    hit("0306700330", "Aage Ågård", address=None),
)


class MadeUpDesk:
    """Finds by the letters of a name; `hold` keeps every answer back until it is set."""

    viewer = Viewer("ln", "Lone Nørgaard", "Borgerservice")
    municipality = "Fjordby Kommune"

    def __init__(self, *, training: bool = True) -> None:
        self._training = training
        self.asked: list[str] = []
        self.answered: list[str] = []
        self.hold: Event | None = None
        self.health: dict[RegisterKey, Health] = {}
        self.connection: Connection | None = Connection()
        self.steps: list[str] = []
        self.refusal: UserError | None = None
        self.trouble: UserError | None = None
        self.unsent: Unsent | None = None
        self.hurried = 0

    @property
    def is_training(self) -> bool:
        return self._training

    @property
    def now(self) -> datetime:
        return NOW

    @property
    def today(self) -> date:
        return date(2026, 11, 20)

    def send_now(self) -> None:
        self.hurried += 1

    def suggest_addresses(self, text: str, *, cancelled: Cancellation | None = None) -> tuple[AddressHit, ...]:
        return ()

    def find(self, text: str, *, address: bool = False) -> FindResult:
        self.asked.append(text)
        if self.hold is not None:
            self.hold.wait(10)
        if self.trouble is not None:
            raise self.trouble
        self.answered.append(text)
        if text == "karen":
            return FindResult(FindKind.NOT_LAWFUL, note="name_alone")
        if text.startswith("sag"):
            return FindResult(FindKind.CASE, case_number="32.03.00-G01-12-26")
        number = CprNumber.parse(text)
        if number is not None and all(person.cpr != number for person in PEOPLE):
            return FindResult(FindKind.OUTSIDE, cpr=number)
        found = tuple(
            p for p in PEOPLE if p.cpr == number or (number is None and text[:2].casefold() in p.name.casefold())
        )
        return FindResult(FindKind.PEOPLE, hits=found, more=len(found) > 3)

    def registers(self) -> tuple[tuple[Manifest, Condition], ...]:
        return tuple((_manifest(key), self._condition(key)) for key in RegisterKey)

    def lock(self) -> None:
        self._pass("lock")

    def unlock(self) -> None:
        self._pass("unlock")

    def _pass(self, step: str) -> None:
        """Through the door, once it is let go of; `refusal` keeps it shut."""
        if self.hold is not None:
            self.hold.wait(10)
        self.steps.append(step)
        if step == "unlock" and self.refusal is not None:
            raise self.refusal

    def _condition(self, key: RegisterKey) -> Condition:
        health = self.health.get(key, Health.UP)
        retry_at = SINCE + timedelta(minutes=2) if health is Health.DOWN else None
        return Condition(health, SINCE, FailureKind.TIMEOUT if health is not Health.UP else None, retry_at)


def _manifest(key: RegisterKey) -> Manifest:
    ages = Ages(timedelta(minutes=5), timedelta(hours=1), timedelta(hours=12))
    return Manifest(key, _TITLES[key], "Fjordby", "", frozenset({Section.PERSON}), ages, Timeouts(1, 2, 3))
