"""Now, queued or impossible: each action in every way the registers can be away, against a table of its own."""

from __future__ import annotations

import pytest

from app.citizen.port import RegisterKey
from app.sync.availability import Action, Availability, Hindrance, When, availability
from app.sync.connection import Connection, Reach

ALL = frozenset(RegisterKey)
ONLINE = Connection()
STALE_ROLES = Connection(roles_expired=True)
NO_ARCHIVE = Connection(Reach.PARTLY, away=frozenset({RegisterKey.ARCHIVE}))
NO_CPR = Connection(Reach.PARTLY, away=frozenset({RegisterKey.CPR}), roles_expired=True)
OFFLINE = Connection(Reach.OFFLINE, away=ALL)
TOO_LONG = Connection(Reach.OFFLINE, away=ALL, roles_expired=True)

NOW = Availability()
GONE = Availability(When.IMPOSSIBLE, Hindrance.OFFLINE)
LATER = Availability(When.QUEUED, Hindrance.OFFLINE)
ASKS_ARCHIVE = Availability(When.IMPOSSIBLE, Hindrance.REGISTER_AWAY, RegisterKey.ARCHIVE)
FOR_ARCHIVE = Availability(When.QUEUED, Hindrance.REGISTER_AWAY, RegisterKey.ARCHIVE)
NO_READING = Availability(When.IMPOSSIBLE, Hindrance.ROLES_EXPIRED)

TABLE = {
    #                     online stale-roles no-archive    no-cpr offline too-long
    Action.LOOK_UP:       (NOW,  NOW,        NOW,          NOW,   NOW,    NO_READING),
    Action.REFRESH:       (NOW,  NOW,        NOW,          NOW,   GONE,   GONE),
    Action.FIND_CASE:     (NOW,  NOW,        ASKS_ARCHIVE, NOW,   GONE,   GONE),
    Action.OPEN_DOCUMENT: (NOW,  NOW,        ASKS_ARCHIVE, NOW,   GONE,   GONE),
    Action.WRITE_NOTE:    (NOW,  NOW,        FOR_ARCHIVE,  NOW,   LATER,  LATER),
}  # fmt: skip


@pytest.mark.parametrize("action", Action)
def test_the_table(action: Action) -> None:
    ways = (ONLINE, STALE_ROLES, NO_ARCHIVE, NO_CPR, OFFLINE, TOO_LONG)
    assert tuple(availability(action, way) for way in ways) == TABLE[action]


def test_what_is_hindered_says_why_and_what_is_not_does_not() -> None:
    for way in (ONLINE, NO_ARCHIVE, OFFLINE, TOO_LONG):
        for action in Action:
            found = availability(action, way)
            assert (found.when is When.NOW) == (found.hindrance is None)
