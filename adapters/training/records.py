"""The compact records that the population grows in: what ties people together and nothing else."""

from __future__ import annotations

NOBODY = -1
OUTSIDE, NOWHERE, NO_HOME = -1, -2, -3
"""Values of `Person.household` for people of other municipalities, people registered here without an address
(dead, emigrated, disappeared), and of `Household.home` for people without a fixed address."""


class Union:
    """A marriage of persons `a` and `b`. `how` is "F" for a divorce, "E" for a death, "" while it lasts."""

    __slots__ = ("a", "b", "end", "how", "separated", "start")

    def __init__(self, a: int, b: int, start: int) -> None:
        self.a, self.b, self.start = a, b, start
        self.end = 0
        self.how = ""
        self.separated = 0


class Person:
    """Days are ordinals. `origin` is a country code for those who came from abroad on `arrived`; `follow` is the
    person whose superseded number this record is."""

    __slots__ = (
        *("arrived", "born", "children", "cpr", "father", "follow", "household", "last"),
        *("mother", "origin", "sex", "since", "status", "unions"),
    )

    def __init__(self, cpr: str, born: int, sex: str, last: str) -> None:
        self.cpr, self.born, self.sex, self.last = cpr, born, sex, last
        self.mother = self.father = self.follow = NOBODY
        self.household = OUTSIDE
        self.status = 1
        self.since = born
        self.origin = self.arrived = 0
        self.unions: tuple[int, ...] = ()
        self.children: tuple[int, ...] = ()


class Household:
    __slots__ = ("home", "members")

    def __init__(self, home: int, members: list[int]) -> None:
        self.home, self.members = home, members
