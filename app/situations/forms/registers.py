"""The registers behind a form's checks, asked through the desk's own door.

Whoever lives at a protected address is neither confirmed nor denied to live anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from app.citizen.model.dwelling import AddressHit, Dwelling
from app.citizen.model.person import CustodyHolder, Person
from app.citizen.port import AddressSearchQuery, DwellingQuery, FailureKind, PersonQuery, Query, RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.population.addresses import is_at, titled_address
from app.population.model import Hit
from app.situations.forms.model import Check


class RegisterChecker:
    """A `Checker`. `ask` waits for one answer, UserError("register-failed") without any; `extract` finds a person's
    line in the CPR extract.

    `admit` is called before anything is asked or told about a person: it traces, or refuses by raising UserError.
    """

    def __init__(
        self,
        *,
        ask: Callable[[RegisterKey, Query], object],
        extract: Callable[[CprNumber], Hit | None],
        admit: Callable[[CprNumber, Check], None],
        today: Callable[[], date],
    ) -> None:
        self._ask, self._extract, self._admit, self._today = ask, extract, admit, today

    def addresses(self, text: str) -> tuple[AddressHit, ...]:
        found = self._ask(RegisterKey.ADDRESS, AddressSearchQuery(text))
        hits = found if isinstance(found, tuple) else ()
        return tuple(hit for hit in hits if isinstance(hit, AddressHit) and hit.address_id is not None)

    def dwelling(self, address: UUID) -> Dwelling | None:
        try:
            found = self._ask(RegisterKey.BBR, DwellingQuery(address))
        except UserError as error:
            if error.params.get("kind") == FailureKind.NOT_FOUND:
                return None
            raise
        return found if isinstance(found, Dwelling) else None

    def is_resident(self, person: CprNumber, address: str) -> bool | None:
        self._admit(person, Check.RESIDENT)
        sought, hit = titled_address(address), self._extract(person)
        if sought is None or hit is None or hit.protected or titled_address(hit.address or "") is None:
            return None  # an address that ends at the road is neither the one sought nor another
        return is_at(hit, sought)

    def custody(self, child: CprNumber) -> frozenset[CustodyHolder]:
        person, today = self._person(child, Check.CUSTODY), self._today()
        return frozenset(one.holder for one in person.custody if one.covers(today))

    def is_protected(self, person: CprNumber) -> bool:
        return self._person(person, Check.PROTECTION).is_protected(self._today())

    def _person(self, cpr: CprNumber, check: Check) -> Person:
        self._admit(cpr, check)
        found = self._ask(RegisterKey.CPR, PersonQuery(cpr))
        if not isinstance(found, Person):
            raise UserError("register-failed", register=RegisterKey.CPR, kind=FailureKind.MALFORMED)
        return found
