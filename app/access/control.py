"""What this desk knows of its viewer and of a citizen, made into the request that `app.access.decide` answers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final

from app.access.decide import AccessRequest, Denied, Protection, Relation, extract_refusal
from app.access.model import Purpose, Section
from app.access.relations import relations
from app.access.roles import UserSystemRole, VerifiedRoles
from app.clock import Clock
from app.cpr import CprNumber
from app.errors import UserError

if TYPE_CHECKING:
    from app.population.index import PopulationIndex

_log = logging.getLogger(__name__)
_LISTS_HOLD: Final = 60.0
"""Seconds for which the lists read for one search serve the next: a letter typed must not read a file."""


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The viewer's own number, and the lists the municipality keeps.

    `shielded` are employees, politicians and others it shields; `threatened` those whom CPR has without a fixed address
    on the police's word (CPR-loven § 6, stk. 6): nothing in CPR's answer tells them from anybody else without one.
    """

    own: CprNumber | None = field(repr=False)
    colleagues: frozenset[CprNumber] = field(default=frozenset(), repr=False)
    shielded: frozenset[CprNumber] = field(default=frozenset(), repr=False)
    threatened: frozenset[CprNumber] = field(default=frozenset(), repr=False)


class AccessControl:
    """Usable from any thread. `roles`, `people` and `extract` are asked anew for every request, and may block.

    `confirm` is called with every answer that somebody waited for, of a register that knows the employee.
    """

    def __init__(
        self,
        *,
        roles: Callable[[], VerifiedRoles],
        people: Callable[[], KnownPeople],
        extract: Callable[[], PopulationIndex | None],
        clock: Clock,
        confirm: Callable[[], None] = lambda: None,
    ) -> None:
        self.confirm = confirm
        self._roles = roles
        self._people = people
        self._extract = extract
        self._clock = clock
        self._lock = Lock()
        self._first_seen: tuple[datetime, timedelta, float] | None = None
        self._withheld: tuple[float, frozenset[CprNumber]] | None = None

    def request(self, citizen: CprNumber, purpose: Purpose) -> AccessRequest:
        """About the citizen's person, online where a register's answer confirms the roles; `dataclasses.replace` asks
        about a section, a case, or offline. UserError as `roles` and `people` raise it: then nobody is let in."""
        verified, people = self._roles(), self._people()
        number, related, protected = self._by_the_extract(people.own, citizen)
        protection = Protection.ADDRESS if protected else Protection.NONE
        return AccessRequest(
            roles=verified.roles,
            role_age=self._age(verified.verified_at),
            purpose=purpose,
            section=Section.PERSON,
            now=self._clock.now(),
            relations=related,
            protection=Protection.STRICT if number in people.threatened else protection,
            is_shielded=number in people.shielded,
            is_colleague=number in people.colleagues,
            offline=verified.by_token,
        )

    def extract_refusal(self) -> Denied | None:
        """What keeps the viewer from the extract's names, whosoever they are. Reads no list."""
        verified = self._roles()
        return extract_refusal(verified.roles, self._age(verified.verified_at))

    def withheld(self) -> frozenset[CprNumber]:
        """Whose address is told in no list: the shielded and the threatened, for only a look-up can tell who may see
        them. As read within the last minute; may block."""
        ticks = self._clock.monotonic()
        with self._lock:
            known = self._withheld
        if known is not None and ticks - known[0] < _LISTS_HOLD:
            return known[1]
        people = self._people()
        withheld = people.shielded | people.threatened
        with self._lock:
            self._withheld = ticks, withheld
        return withheld

    def forget(self) -> None:
        """Drop what was read of the lists: the desk is locked."""
        with self._lock:
            self._withheld = None

    def roles(self) -> tuple[UserSystemRole, ...]:
        """The viewer's; none while nobody gives any."""
        try:
            return self._roles().roles
        except UserError:
            return ()

    def role_age(self) -> timedelta:
        """How long ago the viewer's roles were confirmed; `timedelta.max` while nobody gives any."""
        try:
            return self._age(self._roles().verified_at)
        except UserError:
            return timedelta.max

    def _by_the_extract(self, own: CprNumber | None, citizen: CprNumber) -> tuple[CprNumber, frozenset[Relation], bool]:
        """The number in force, the relation to the viewer, and whether name and address are protected.

        Without an extract the relation is unknown; with one that cannot be read, protection counts as given.
        """
        index = self._extract()
        unknown = frozenset({Relation.SELF if own == citizen else Relation.UNKNOWN})
        if index is None:
            return citizen, unknown, False
        try:
            hit = index.person(citizen)
            related = relations(index, own, citizen) if own is not None else unknown
        except UserError as error:
            _log.warning("relations not read: %s", error.code)
            return citizen, unknown, True
        return (hit.cpr, related, hit.protected) if hit is not None else (citizen, related, False)

    def _age(self, verified_at: datetime) -> timedelta:
        """How old the roles are by whichever clock says more, so that turning the computer's back gains nothing."""
        wall, ticks = self._clock.now() - verified_at, self._clock.monotonic()
        with self._lock:
            if self._first_seen is None or self._first_seen[0] != verified_at:
                self._first_seen = verified_at, wall, ticks
            _, then, since = self._first_seen
        return max(wall, then + timedelta(seconds=ticks - since))
