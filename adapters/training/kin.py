"""Who lives in Fjordby and how they belong together: the compact records and the steps by which they grow.

Only what ties people together is drawn with them (birth, sex, number, parents, unions, household); names, moves and
everything else follow later from each person's own stream.
"""

from __future__ import annotations

from adapters.training import homes
from adapters.training.draws import Stream
from adapters.training.numbers import NumberPool, not_new_year
from adapters.training.records import NOBODY, NOWHERE, Household, Person, Union

_YEARS = 365


class Kin:
    """Everybody of the generated population. `here` counts those whom the extract holds."""

    def __init__(self, seed: int, reference: int, pool: NumberPool) -> None:
        self.people: list[Person] = []
        self.households: list[Household] = []
        self.unions: list[Union] = []
        self.here = 0
        self.seed = seed
        self.reference = reference
        self.pool = pool
        self._homes = [0] * len(homes.KINDS)

    def home_count(self, kind: int) -> int:
        """Homes in use and a few that stand empty."""
        used = self._homes[kind]
        return used + used // 40 + 1 if used else 0

    def homes(self) -> list[int]:
        return [homes.home_key(kind, n) for kind in range(len(homes.KINDS)) for n in range(self.home_count(kind))]

    def person(self, stream: Stream, age: int, sex: str, last: str, *, abroad: bool = False) -> int:
        born = not_new_year(self.reference - (age * 1461 >> 2) - stream.below(_YEARS))
        self.people.append(Person(self.pool.issue(stream, born, sex), born, sex, last))
        index = len(self.people) - 1
        if abroad:
            self.arrive(stream, self.people[index])
        return index

    def arrive(self, stream: Stream, person: Person) -> None:
        span = self.reference - person.born
        person.arrived = self.reference - min(span - 1, 20 + stream.early(range(9_000))) if span > 30 else person.born

    def age(self, index: int) -> int:
        return (self.reference - self.people[index].born) * 4 // 1461

    def child(self, stream: Stream, mother: int, father: int, age: int, last: str) -> int:
        child = self.person(stream, age, stream.pick("MK"), last)
        self.adopt(child, mother, father)
        return child

    def adopt(self, child: int, mother: int, father: int) -> None:
        people = self.people
        people[child].mother, people[child].father = mother, father
        for parent in (mother, father):
            if parent != NOBODY:
                people[parent].children += (child,)

    def marry(self, stream: Stream, a: int, b: int) -> Union:
        """Married when the younger was between 20 and 34, or lately where that lies ahead."""
        young = max(self.people[a].born, self.people[b].born)
        latest = self.reference - 30
        union = Union(
            a, b, min(latest - stream.below(200), young + (20 + stream.below(15)) * _YEARS + stream.below(_YEARS))
        )
        self.unions.append(union)
        for index in (a, b):
            self.people[index].unions += (len(self.unions) - 1,)
        return union

    def end(self, union: Union, day: int, how: str) -> None:
        union.end, union.how = max(day, union.start + 30), how

    def settle(self, members: list[int], kind: int) -> None:
        """A household in the next home of `kind`."""
        home = homes.home_key(kind, self._homes[kind])
        self._homes[kind] += 1
        self.house(members, home)

    def house(self, members: list[int], home: int) -> None:
        self.households.append(Household(home, members))
        number = len(self.households) - 1
        for index in members:
            self.people[index].household = number
        self.here += len(members)

    def register_gone(self, index: int, status: int, since: int) -> None:
        """Keep somebody dead, emigrated or disappeared in this municipality's register."""
        person = self.people[index]
        person.status, person.since, person.household = status, since, NOWHERE
        self.here += 1

    def parents_elsewhere(self, stream: Stream, index: int) -> None:
        """Mother and father in other municipalities, for about half of those who came here as adults."""
        if self.people[index].origin or self.age(index) > 58 or not stream.chance(450):
            return
        last, age = self.people[index].last, self.age(index)
        mother = self.person(stream, age + 21 + stream.below(16), "K", last)
        father = self.person(stream, self.age(mother) + stream.below(6), "M", last)
        self.adopt(index, mother, father)
        for parent in (mother, father):
            if stream.below(100) < self.age(parent) - 62:
                person = self.people[parent]
                person.status, person.since = 90, max(self.people[index].born, self.reference - stream.below(5_000))
