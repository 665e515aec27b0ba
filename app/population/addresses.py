"""The address in what somebody typed, and in what Adressevælger calls it: never a word of anybody's name.

What is asked of Adressevælger leaves the desk, so only what is plainly a road may be in it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from app.population.folding import fold, road_sound
from app.population.lawful import ByAddress, ByNameAndAddress, NotLawful, Reading, Unlawful
from app.population.model import Hit
from app.population.query import read_query

# Endings that surnames do not have: Toft, Vang and Gade are also people, and names do not leave the desk.
_ROAD: Final = re.compile(
    r"(?:(?:[a-z]|sens )(?:vej|gade)(?:en)?|(?:straede|plads|torv|boulevard)(?:et|en)?|(?: |[a-z]{3})alle(?:en)?"
    r"|[a-z](?:promenaden|haven|parken|toften|bakken|lunden|krogen|marken|engen|vaenget|vangen|svinget|skellet|brinken"
    r"|stien|gyden|stredet|kajen|broen|loekken|kaeret|krattet|husene|raekken|raekkerne|gaarden))$"
)
# JSON can hold half of a pair of surrogates, and no database takes it.
_HALF_LETTER: Final = re.compile("[\ud800-\udfff]")
_TITLE: Final = re.compile(
    r"(?P<road>[^,]+) (?P<house>[0-9]{1,3}[A-Z]?)(?:, (?P<floor>st|kl|k?[0-9]{1,2})\.?(?: (?P<door>[^, ]+))?)?"
    r"(?:, [^,]+)??(?:, (?P<postal>[0-9]{4}) [^,]+)?"
)


def typed_address(text: str, query: Reading, today: date) -> str:
    """The part of `text` that is an address by its look; empty where it may be somebody's name."""
    if isinstance(query, NotLawful):
        alone = query.reason in (Unlawful.ROAD_ALONE, Unlawful.NAME_ALONE) and not re.search("[0-9]{4}", text)
        at = _first_address(read_query(f"{text} 1", today)) if alone else None
        return _road(at.road, today) if at is not None else ""
    at = _first_address(query)
    if at is None:
        return ""
    # One word with more than a number behind it is a road; "holm 59" is as likely a name and a year of birth.
    told_so = " " not in at.road and (at.floor or at.postal or at.house[-1].isalpha())
    road = at.road if told_so else _road(at.road, today)
    room = f"{at.floor}. {at.door}".strip(". ") if at.floor else at.door
    return ", ".join(filter(None, (f"{road} {at.house}", room, at.postal))) if road else ""


def _first_address(query: Reading) -> ByAddress | None:
    """The likeliest reading's address, without the name before it."""
    at = query.address if isinstance(query, ByNameAndAddress) else query
    return at if isinstance(at, ByAddress) else None


def _road(typed: str, today: date) -> str:
    """The words that are a road by their ending, no name before them; empty where there are none."""
    reading = read_query(typed, today)
    name_is_cut = isinstance(reading, NotLawful) and reading.reason is Unlawful.ROAD_ALONE
    road = typed if name_is_cut else typed.rsplit(maxsplit=1)[-1]
    return road if _ROAD.search(fold(road)) else ""


def titled_address(title: str) -> ByAddress | None:
    """The address that Adressevælger and the extract both write as road and house, flat, locality, postal district."""
    found = _TITLE.fullmatch(title)
    if found is None or _HALF_LETTER.search(title):
        return None
    floor, door = found["floor"] or "", (found["door"] or "").lower().lstrip("0")
    return ByAddress(found["road"], found["house"], floor, door, found["postal"] or "")


def is_at(hit: Hit, sought: ByAddress) -> bool:
    """Whether it is that road, house and postal code, and that flat where one is sought. CPR may shorten the road."""
    at = titled_address(hit.address or "")
    return (
        at is not None
        and road_sound(at.road) == road_sound(sought.road)
        and at.house == sought.house
        and sought.postal in ("", at.postal)
        and (not sought.floor or (at.floor, at.door) == (sought.floor, sought.door))
    )
