"""What somebody typed in the one Find box, read as one of the lawful searches.

Lawful are: a CPR number; a name with a birth date or year; an address with its house number; a name with an address;
a case number, which the archive answers. A name alone is never a search. Nothing typed raises.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from app.cpr import CprNumber
from app.population.folding import fold, name_words
from app.population.lawful import (
    ByAddress,
    ByCaseNumber,
    ByCpr,
    ByNameAndAddress,
    ByNameAndBirth,
    Empty,
    Missing,
    NotLawful,
    Reading,
    SearchQuery,
    Unlawful,
)

__all__ = [
    "ByAddress", "ByCaseNumber", "ByCpr", "ByNameAndAddress", "ByNameAndBirth", "Empty", "Missing", "NotLawful",
    "Reading", "SearchQuery", "Unlawful", "read_query",
]  # fmt: skip

MAX_LENGTH = 200
_FIRST_YEAR = 1870
_MOST_SPLITS = 6


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_CASE = re.compile(
    r"(?:sag(?:snummer|snr)?[\s.:]+)?([0-9]{2}\.[0-9]{2}\.[0-9]{2}-[a-z][0-9]{2}-[0-9]{1,6}-[0-9]{2,4})", re.IGNORECASE
)
_NAMED_CASE = re.compile(r"sag(?:snummer|snr)?[\s.:]+([a-z0-9][a-z0-9./-]*[0-9][a-z0-9./-]*)", re.IGNORECASE)
_CPR = re.compile(r"(?<![0-9])([0-9]{6}) ?-? ?([0-9]{4})(?![0-9])")
_BROKEN_CPR = re.compile(r"[0-9]{6} ?-? ?[0-9]{1,3}|[0-9]{7}|[0-9]{9}|[0-9]{6} ?-? ?[0-9]{5,}")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_BIRTHS = tuple(
    re.compile(r"(?<![0-9])" + pattern + r"(?![0-9])", re.IGNORECASE)
    for pattern in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2}) ?[./-] ?(?P<month>[0-9]{1,2})(?: ?[./-] ?| )(?P<year>[0-9]{4}|[0-9]{2})",
        rf"(?P<day>[0-9]{{1,2}})\.? ?(?P<name>{'|'.join(_MONTHS)})[a-z]*\.? ?(?P<year>[0-9]{{4}}|[0-9]{{2}})",
        r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4}|[0-9]{2})",
    )
)
_BORN = re.compile(r"(?:\b(?:født|foedt|født|f)\b\.? ?'?|')([0-9]{4}|[0-9]{2})(?![0-9])", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")
_HOUSE = re.compile(r"(?<![\w./-])0*([1-9][0-9]{0,2})(?: ?([a-zæøå])(?![\w.]))?(?![\w/'])", re.IGNORECASE)
_DWELLING = re.compile(
    r"[,\s]*(?:(?P<floor>st|kld?|k[1-9]|0?[1-9][0-9]?)(?![0-9]|[a-zæøå](?<!t)(?<!m))\.?(?:\s*sal\b)?[.,\s]*"
    r"(?P<door>tv|th|mf|[0-9]{1,3}(?![0-9]))?\b)?\.?",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"[,\s]*(?:dk-)?([0-9]{4})(?![0-9])([^,]*)", re.IGNORECASE)
_ROAD_END = re.compile(
    r"(?:vej|gade|alle|straede|plads|torv|park|parken|vaenget|vang|bakke|bakken|boulevard|stien|sti|gyde|toft|toften|"
    r"have|haven|krogen|lunden|engen|marken|vaenge|kaj|kajen|bro|stredet|gaarden|svinget|skellet|leddet|brinken)$"
)
_ROAD_FIRST = frozenset(
    [
        "gammel",
        "gl",
        "gml",
        "ny",
        "nye",
        "store",
        "st",
        "lille",
        "ll",
        "nordre",
        "ndr",
        "nr",
        "noerre",
        "soendre",
        "sdr",
        "oester",
        "oestre",
        "vester",
        "vestre",
        "vstr",
        "sankt",
        "skt",
        "sct",
        "bag",
        "ved",
        "indre",
        "ydre",
        "oevre",
        "nedre",
        "lange",
        "korte",
    ]
)
_STANDALONE = frozenset({"vej", "gade", "alle", "plads", "torv", "park", "have", "toft", "vang", "sti", "kaj", "bro"})


def read_query(text: str, today: date) -> Reading:
    """The lawful search the text says, most telling first: case number, CPR number, birth, address."""
    if len(text) > MAX_LENGTH:
        return NotLawful(Unlawful.TOO_LONG)
    text = _clean(text)
    if not text:
        return Empty()
    case = _CASE.fullmatch(text) or _NAMED_CASE.fullmatch(text)
    # "sag 070161-4038" is a CPR number all the same, and must not travel as a case number.
    if case and not _CPR.search(case[1]):
        return ByCaseNumber(case[1].upper())
    if numbers := _CPR.findall(text):
        return _read_cpr(numbers)
    if _BROKEN_CPR.fullmatch(text):
        return NotLawful(Unlawful.CPR_INCOMPLETE, (Missing.CPR,))
    return _read_birth(text, today) or _read_address(text, today) or _read_year(text, today) or _refuse(text)


def _clean(text: str) -> str:
    """One line without marks that steer or hide text, one kind of dash, single spaces."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    if not text.isprintable():
        shown = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Zs"} else c for c in text)
        text = "".join(c for c in shown if c.isprintable())
    return " ".join(text.split())


def _read_cpr(numbers: list[tuple[str, str]]) -> Reading:
    if len(set(numbers)) > 1:
        return NotLawful(Unlawful.CPR_SEVERAL, (Missing.CPR,))
    number = CprNumber.parse("".join(numbers[0]))
    return ByCpr(number) if number else NotLawful(Unlawful.CPR_NO_DATE, (Missing.CPR,))


def _read_birth(text: str, today: date) -> Reading | None:
    for pattern in _BIRTHS:
        for found in pattern.finditer(text):
            dates = _dates(found, today)
            if not dates:
                continue
            rest = f"{text[: found.start()]} , {text[found.end() :]}"
            words = _names_only(rest, today)
            if not words:
                return NotLawful(Unlawful.BIRTH_ALONE, (Missing.NAME, Missing.CPR))
            return ByNameAndBirth(words, dates=dates)
    return None


def _dates(found: re.Match[str], today: date) -> tuple[date, ...]:
    parts = found.groupdict()
    month = _MONTHS.index(fold(parts["name"])) + 1 if parts.get("name") else int(parts["month"])
    dates = []
    for year in _years(parts["year"], today):
        try:
            day = date(year, month, int(parts["day"]))
        except ValueError:
            continue
        if day <= today:
            dates.append(day)
    return tuple(dates)


def _years(digits: str, today: date) -> tuple[int, ...]:
    """A two-digit year is of this century or the last; the future and the long dead are nobody's year of birth."""
    candidates = (int(digits),) if len(digits) == 4 else (2000 + int(digits), 1900 + int(digits))
    return tuple(year for year in candidates if _FIRST_YEAR <= year <= today.year)


def _names_only(text: str, today: date) -> tuple[str, ...]:
    """The name beside a birth date: an address typed as well is left out, and so is the word "født"."""
    text = re.sub(r"\b(?:født|fødselsdag|f\.|cpr\.?(?:-?nr\.?)?)(?=\W|$)", " ", text, flags=re.IGNORECASE)
    address = _read_address(text, today)
    if isinstance(address, ByNameAndAddress):
        return address.words
    return _searchable(name_words(text))


def _searchable(words: tuple[str, ...]) -> tuple[str, ...]:
    """No words unless one of them is more than an initial."""
    return tuple(dict.fromkeys(words)) if any(len(word) > 1 for word in words) else ()


def _read_year(text: str, today: date) -> Reading | None:
    for pattern in (_BORN, _FOUR_DIGITS):
        found = pattern.search(text)
        years = _years(found[1], today) if found else ()
        if found is None or not years:
            continue
        rest = text[: found.start()] + " " + text[found.end() :]
        words = _searchable(name_words(rest))
        if not words:
            return NotLawful(Unlawful.BIRTH_ALONE, (Missing.NAME, Missing.CPR))
        if len(words) == 1 and _ROAD_END.search(words[0]):
            return NotLawful(Unlawful.ROAD_ALONE, (Missing.HOUSE_NUMBER,))
        return ByNameAndBirth(words, years=years)
    return None


def _read_address(text: str, today: date) -> SearchQuery | None:
    for found in _HOUSE.finditer(text):
        before = text[: found.start()].strip(" ,")
        born = _BORN.search(text)
        if not any(len(word) > 1 for word in name_words(before)) or (born and born.start(1) == found.start()):
            continue
        dwelling = _DWELLING.match(text, found.end())
        end = dwelling.end() if dwelling else found.end()
        postal = _POSTAL.match(text, end)
        trailing = _searchable(name_words(text[postal.end() if postal else end :]))
        house = found[1] + (found[2] or "").upper()
        floor = _floor(dwelling["floor"] or "") if dwelling else ""
        door = (dwelling["door"] or "").lower().lstrip("0") if dwelling else ""
        return _readings(before, trailing, (house, floor, door, postal[1] if postal else ""), today)
    return None


def _floor(typed: str) -> str:
    floor = typed.lower().lstrip("0")
    return "kl" if floor == "kld" else floor


def _readings(
    before: str, trailing: tuple[str, ...], dwelling: tuple[str, str, str, str], today: date
) -> SearchQuery | None:
    """Where the name ends and the road begins, likeliest first. Words after the address are a name or a town."""
    *segments, road = [part.strip() for part in before.split(",")]
    words = road.split()
    named = _searchable(tuple(word for part in segments for word in name_words(part)))
    readings: list[tuple[tuple[str, ...], str]] = []
    if named or trailing:
        readings.append((named or trailing, road))
    else:
        at = _road_start(words)
        for split in [at, *(i for i in range(len(words)) if i != at)][:_MOST_SPLITS]:
            name = _searchable(name_words(" ".join(words[:split])))
            if name or not split:
                readings.append((name, " ".join(words[split:])))
    postal = dwelling[3]
    if trailing and not named and not postal:
        readings.append(((), road))
    chained = None if trailing else _perhaps_a_year(words, dwelling, today)
    for name, road in reversed(readings):
        if name:
            chained = ByNameAndAddress(name, ByAddress(road, *dwelling), chained)
        else:
            chained = ByAddress(road, *dwelling, chained)
    return chained


def _perhaps_a_year(words: list[str], dwelling: tuple[str, str, str, str], today: date) -> SearchQuery | None:
    """The last reading of "karen lindholm 59", where nothing else says that it is an address."""
    house, *more = dwelling
    if len(house) != 2 or not house.isdigit() or any(more) or any(_ROAD_END.search(fold(word)) for word in words):
        return None
    name, years = _searchable(name_words(" ".join(words))), _years(house, today)
    return ByNameAndBirth(name, years=years) if name and years else None


def _road_start(words: list[str]) -> int:
    """Where the road's own words begin, when its last one ends as roads do (Karen Lindholm | Gammel Nørregade)."""
    folded = ["".join(name_words(word)) for word in words]
    last = len(words) - 1
    if last < 1 or not _ROAD_END.search(folded[last]):
        return 0
    start = last - 1 if folded[last] in _STANDALONE else last
    while start > 0 and folded[start - 1] in _ROAD_FIRST:
        start -= 1
    return start


def _refuse(text: str) -> NotLawful:
    words = name_words(text)
    if not any(len(word) > 1 for word in words):
        digits = re.sub(r"[^0-9]", "", text)
        if len(digits) >= 5:
            return NotLawful(Unlawful.CPR_INCOMPLETE, (Missing.CPR,))
        return NotLawful(Unlawful.UNREADABLE)
    if _ROAD_END.search(words[-1]):
        return NotLawful(Unlawful.ROAD_ALONE, (Missing.HOUSE_NUMBER,))
    return NotLawful(Unlawful.NAME_ALONE, (Missing.BIRTH, Missing.ADDRESS, Missing.CPR))
