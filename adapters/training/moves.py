"""Where people live and lived before: a household's moves, cut to each member's life."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache, lru_cache

from adapters.training import homes
from adapters.training.draws import Stream
from adapters.training.kin import Kin
from adapters.training.people import Stay
from adapters.training.records import NO_HOME, NOBODY, NOWHERE, OUTSIDE, Person
from adapters.training.resources import load

_HOUSEHOLD_STREAM = 31
_CHILDHOOD_STREAM = 32
_ELSEWHERE_STREAM = 33
_GROWN = 6_600
_LASTING = ((0, 360), (200, 1_500), (700, 3_200), (1_500, 6_500), (5_000, 13_000))
"""Days since a household moved, by ranges of equal share."""

NO_FIXED_ROAD = ("9901", "Uden fast bopæl")

Piece = tuple[int, int, int]
"""A home key (or minus the number of a place elsewhere), first day, last day (0 while it lasts)."""


class Moves:
    """Address histories of the generated people. All times of day are Danish local time without a zone."""

    def __init__(self, seed: int, reference: int, kin: Kin) -> None:
        self._seed = seed
        self._reference = reference
        self._kin = kin
        self._homes = kin.homes()
        self._chain = lru_cache(maxsize=256)(self._homes_of)

    def stays(self, index: int) -> tuple[Stay | None, tuple[Stay, ...]]:
        """The present address, None without one, and the former ones, newest first."""
        person = self._kin.people[index]
        if person.household == OUTSIDE:
            return (None, ()) if person.status == 90 else (self._outside(index), ())
        pieces = self._pieces(index, person)
        if person.household == NOWHERE:
            return None, tuple(self._stay(piece) for piece in _until(pieces, person.since))
        present, *former = pieces
        if self._kin.households[person.household].home == NO_HOME:
            start = max(person.born, self._reference - 40 - Stream(self._seed, _ELSEWHERE_STREAM, index).below(600))
            return no_fixed_address(_clock(start)), tuple(self._stay(piece) for piece in _until(pieces, start))
        return self._stay(present), tuple(self._stay(piece) for piece in former)

    def _pieces(self, index: int, person: Person) -> list[Piece]:
        """Newest first, from birth or arrival on without a gap."""
        first = max(person.born, person.arrived)
        pieces = []
        for home, start, end in self._chain(person.household, index if person.household < 0 else NOBODY):
            if end and end <= first:
                break
            pieces.append((home, max(start, first), end))
        home, start, end = pieces[-1]
        if start > first:
            childhood = Stream(self._seed, _CHILDHOOD_STREAM, person.mother if person.mother >= 0 else index)
            pieces.append((self._any_place(childhood), first, start))
        return pieces

    def _homes_of(self, household: int, index: int) -> tuple[Piece, ...]:
        """A household's homes (those of the person `index` without one), newest first, back to its eldest's youth."""
        if household >= 0:
            record = self._kin.households[household]
            eldest = min(self._kin.people[member].born for member in record.members)
            stream, home = Stream(self._seed, _HOUSEHOLD_STREAM, household), record.home
            if home == NO_HOME:
                home = self._any_place(stream)
        else:
            stream, eldest = Stream(self._seed, _HOUSEHOLD_STREAM, -1 - index), self._kin.people[index].born
            home = self._any_place(stream)
        earliest = eldest + _GROWN
        chain: list[Piece] = []
        end = 0
        for _ in range(stream.between(1, 4)):
            low, high = stream.pick(_LASTING)
            start = (end or self._reference) - 3 - stream.between(low, high)
            chain.append((home, max(start, earliest), end))
            if start <= earliest:
                break
            end, home = start, self._any_place(stream)
        return tuple(chain)

    def _any_place(self, stream: Stream) -> int:
        return stream.pick(self._homes) if stream.chance(640) else -1 - stream.below(400)

    def _stay(self, piece: Piece) -> Stay:
        home, start, end = piece
        began, ended = _clock(start), _clock(end) if end else None
        if home < 0:
            return elsewhere(-1 - home, began, ended)
        where = homes.place(home)
        road = where.road
        return Stay(
            homes.CODE, road.code, road.name, where.house, where.floor, where.door, road.postal_code, road.district,
            road.locality, began, ended, homes.address_id(self._seed, home),
        )  # fmt: skip

    def _outside(self, index: int) -> Stay:
        """Parents of one child live together; a day when they moved in after the youngest was born."""
        person = self._kin.people[index]
        stream = Stream(self._seed, _ELSEWHERE_STREAM, person.children[0] if person.children else index)
        number = stream.below(400)
        start = self._reference - 100 - stream.below(7_000)
        return elsewhere(number, _clock(max(start, person.born)), None)


@cache
def _elsewhere() -> tuple[tuple[str, str, str], ...]:
    lines = [line.split("|") for line in load("roads")["elsewhere"]["places"]]
    return tuple((code, postal_code, district) for code, postal_code, district in lines)


def elsewhere(number: int, start: datetime, end: datetime | None) -> Stay:
    """The `number`-th address in another municipality, on a made-up road there."""
    places, names = _elsewhere(), load("roads")["elsewhere"]["roads"]
    code, postal_code, district = places[number % len(places)]
    road = number // len(places) % len(names)
    return Stay(
        code,
        f"{9400 + 8 * road}",
        names[road],
        str(2 + number * 7 % 90),
        "",
        "",
        postal_code,
        district,
        "",
        start,
        end,
        None,
    )


def no_fixed_address(start: datetime) -> Stay:
    """The special road for those without a home: what a threatened person's record looks like too."""
    code, name = NO_FIXED_ROAD
    return Stay(homes.CODE, code, name, "", "", "", "9984", "Fjordby", "", start, None, None)


def _until(pieces: list[Piece], day: int) -> list[Piece]:
    """What of the pieces lies before `day`."""
    return [(home, start, min(end or day, day)) for home, start, end in pieces if start < day]


def _clock(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time(8 + day % 9, day % 60))
