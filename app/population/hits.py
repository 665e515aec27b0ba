"""Rows of the index as lines of a result list: how well each fits, and what it may show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Protocol

from rapidfuzz.distance import OSA

from app.cpr import CprNumber
from app.population.folding import sound
from app.population.lawful import Criterion
from app.population.model import Hit, RelationType


class DwellingKey(Protocol):
    """CPR's key of a dwelling, as `AddressKey` and `ExtractAddress` both have it."""

    @property
    def municipality(self) -> str: ...
    @property
    def road(self) -> str: ...
    @property
    def house(self) -> str: ...
    @property
    def floor(self) -> str: ...
    @property
    def door(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`more` says that hits were left out, `criterion` by which reading of what was typed they were found."""

    hits: tuple[Hit, ...]
    more: bool
    criterion: Criterion | None = None


class Row(NamedTuple):
    """A row of a search, its fields in the order of `COLUMNS`."""

    cpr: int
    name: str
    born: int
    status: int
    protected: int
    protected_until: int
    house: str
    floor: str
    door: str
    current: int | None
    words: str
    earlier: str
    road: str | None
    locality: str | None
    postal_code: str | None
    postal_district: str | None


COLUMNS = (
    "p.cpr, p.name, p.born, p.status, p.protected, p.protected_until, p.house, p.floor, p.door, p.current, p.words, "
    "p.earlier, r.name, r.locality, r.postal_code, r.postal_district"
)
EXACT = 1.0
_SAME_SOUND = 0.95
_INITIAL = 0.9
_EARLIER = 0.03
# Two slips in a name of five letters. Of three names or more, one may be another than the registered.
_ALIKE = 0.6
# A name standing alone has no other to vouch for it: one slip in four letters, no more.
_ALIKE_ALONE = 0.75


@dataclass(frozen=True, slots=True)
class Fit:
    """`score` is 1 where every word is written so. `earlier` says that a word fits an earlier name alone."""

    row: Row
    score: float
    surplus: int
    earlier: bool


def fit(row: Row, words: tuple[str, ...]) -> Fit | None:
    """How well the person's names answer to the words typed; None where they do not."""
    now, _, before = row.words.partition("|")
    names, earlier_names = now.split(), before.split()
    total, by_earlier, strangers = 0.0, False, 0
    for word in words:
        best = EXACT if word in names else max((_likeness(word, name) for name in names), default=0.0)
        if best < EXACT and earlier_names:
            earlier = max(_likeness(word, name) for name in earlier_names) - _EARLIER
            if earlier > best:
                best, by_earlier = earlier, True
        total += best
        strangers += best < (_ALIKE if len(words) > 1 else _ALIKE_ALONE)
    if strangers > (len(words) > 2):
        return None
    return Fit(row, total / len(words), len(names), by_earlier)


def _likeness(word: str, name: str) -> float:
    if word == name:
        return EXACT
    if len(word) == 1:
        return _INITIAL if name.startswith(word) else 0.0
    if sound(word) == sound(name):
        return _SAME_SOUND
    return min(_SAME_SOUND, OSA.normalized_similarity(word, name))


def by_likeness(fits: Iterable[Fit]) -> list[Fit]:
    return sorted(fits, key=lambda one: (-round(one.score, 3), one.surplus, one.row.name, one.row.born, one.row.cpr))


@dataclass(frozen=True, slots=True)
class Discretion:
    """What lines may tell on `today` (yyyymmdd).

    `withheld` are numbers that count as protected whatever the extract says. `roads_only`: no address tells its house.
    """

    today: int
    withheld: frozenset[int] = frozenset()
    roads_only: bool = False


def is_protected(row: Row, discretion: Discretion) -> bool:
    """Whether a protection is in force; one that ends today or earlier protects nobody."""
    in_force = bool(row.protected) and (row.protected_until == 0 or row.protected_until > discretion.today)
    return in_force or row.cpr in discretion.withheld


def to_hit(row: Row, discretion: Discretion) -> Hit:
    protected = is_protected(row, discretion)
    return Hit(
        cpr=to_cpr(row.cpr),
        name=row.name,
        born=to_date(row.born),
        address=None if protected else _address(row, roads_only=discretion.roads_only),
        status=row.status,
        protected=protected,
    )


def to_cpr(number: int) -> CprNumber:
    return CprNumber(f"{number:010d}")


def to_date(number: int) -> date | None:
    return date(number // 10_000, number // 100 % 100, number % 100) if number else None


def _address(row: Row, *, roads_only: bool) -> str | None:
    if row.road is None:
        return None
    town = f"{row.postal_code} {row.postal_district}".strip()
    if roads_only:
        return ", ".join(filter(None, (row.road, row.locality, town)))
    storey = f"{row.floor}. {row.door}".strip() if row.floor else row.door
    return ", ".join(part for part in (f"{row.road} {row.house}".strip(), storey, row.locality, town) if part)


Relatives = Callable[[CprNumber], tuple[tuple[RelationType, CprNumber], ...]]


def told_apart(hits: list[Hit], rows: Sequence[Row], relatives: Relatives) -> tuple[Hit, ...]:
    """The hits, those of one name and birth date with what sets each apart from its namesakes."""
    namesakes: dict[tuple[str, date | None], list[int]] = defaultdict(list)
    for index, hit in enumerate(hits):
        namesakes[hit.name.casefold(), hit.born].append(index)
    for group in namesakes.values():
        if len(group) > 1:
            signs = [_signs(hits[i], rows[i], relatives) for i in group]
            for index, own in zip(group, signs, strict=True):
                others = [sign for sign in signs if sign is not own]
                telling = [sign for sign in own if not any(sign in other for other in others)]
                hits[index] = replace(hits[index], distinction=(telling or own[-1:])[0])
    return tuple(hits)


def _signs(hit: Hit, row: Row, relatives: Relatives) -> tuple[str, ...]:
    """What may be said of a person to tell namesakes apart, the most telling first. Never a protected address."""
    related = relatives(hit.cpr)
    kinds = {kind for kind, _ in related}
    years = sorted(born.year for kind, cpr in related if kind is RelationType.CHILD and (born := cpr.birth_date))
    children = "ingen børn"
    if years:
        children = f"barn født {years[-1]}" if len(years) == 1 else f"{len(years)} børn, yngste født {years[-1]}"
    married = "tidligere gift" if RelationType.FORMER_SPOUSE in kinds else "ikke gift"
    if RelationType.SPOUSE in kinds:
        married = "gift"
    family = f"{children}, {married}"
    if hit.address and row.road:
        return row.road, children, married, hit.address, family
    return children, married, family
