"""What can be done now, what is queued, and what must wait until the registers answer. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.citizen.port import RegisterKey
from app.sync.connection import Connection, Reach


class Action(StrEnum):
    """What needs more than this desk. Everything else can always be done."""

    LOOK_UP = "look_up"
    """Opens what lies on the desk where a register does not answer."""
    REFRESH = "refresh"
    FIND_CASE = "find_case"
    OPEN_DOCUMENT = "open_document"
    WRITE_NOTE = "write_note"


class When(StrEnum):
    NOW = "now"
    QUEUED = "queued"
    IMPOSSIBLE = "impossible"


class Hindrance(StrEnum):
    OFFLINE = "offline"
    REGISTER_AWAY = "register_away"
    ROLES_EXPIRED = "roles_expired"


@dataclass(frozen=True, slots=True)
class Availability:
    """`hindrance` is why not now; `register` which one is waited for, where it is one."""

    when: When = When.NOW
    hindrance: Hindrance | None = None
    register: RegisterKey | None = None

    @property
    def is_impossible(self) -> bool:
        return self.when is When.IMPOSSIBLE


_NEEDS: Final[Mapping[Action, RegisterKey]] = {
    Action.FIND_CASE: RegisterKey.ARCHIVE,
    Action.OPEN_DOCUMENT: RegisterKey.ARCHIVE,
    Action.WRITE_NOTE: RegisterKey.ARCHIVE,
}
"""The register without which it cannot be done now."""
_QUEUES: Final = frozenset({Action.WRITE_NOTE})
"""Kept in the outbox until it can be delivered, however long that takes."""


def availability(action: Action, connection: Connection) -> Availability:
    offline, register = connection.reach is Reach.OFFLINE, _NEEDS.get(action)
    if action is Action.LOOK_UP:
        refused = offline and connection.roles_expired
        return Availability(When.IMPOSSIBLE, Hindrance.ROLES_EXPIRED) if refused else Availability()
    if not offline and register not in connection.away:
        return Availability()
    when = When.QUEUED if action in _QUEUES else When.IMPOSSIBLE
    if offline:
        return Availability(when, Hindrance.OFFLINE)
    return Availability(when, Hindrance.REGISTER_AWAY, register)
