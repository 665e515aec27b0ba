"""The columns of CPR Direkte records (P12170) that the search index needs, and one person made of them.

Positions are CPR's own, counted from 0. Lines come without trailing blanks, so any slice may be short or empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from app.cpr import CprNumber
from app.population.model import ExtractAddress, ExtractPerson, RelationType

PERSON: Final = "001"
ADDRESS_CODES: Final = "002"
ADDRESS_TEXT: Final = "003"
PROTECTION: Final = "004"
NAME: Final = "008"
CIVIL_STATUS: Final = "012"
CHILD: Final = "014"
PARENTS: Final = "015"
CUSTODY: Final = "016"
EARLIER_NAME: Final = "026"
EARLIER_CIVIL_STATUS: Final = "029"

READ: Final = frozenset(
    {
        PERSON,
        ADDRESS_CODES,
        ADDRESS_TEXT,
        PROTECTION,
        NAME,
        CIVIL_STATUS,
        CHILD,
        PARENTS,
        CUSTODY,
        EARLIER_NAME,
        EARLIER_CIVIL_STATUS,
    }
)
NOT_NEEDED: Final = frozenset(f"{number:03d}" for number in range(1, 34)) - READ | {"099", "997"}

Records = dict[str, list[str]]
"""One person's lines by record type."""

_NAME_AND_ADDRESS: Final = "0001"
_MARRIED: Final = "GP"
_MOTHER_HOLDS, _FATHER_HOLDS = "0003", "0004"
_NO_NUMBER: Final = ("", "0000000000")
_NO_CODE: Final = ("", "0000")
_WRONG: Final = "KA"
"""ANNKOR of rows that were corrected or undone: they never held."""


def person(records: Records, produced: date) -> ExtractPerson:
    """Raises KeyError without record 001 and ValueError for a number or status that is none."""
    main = records[PERSON][0]
    number = CprNumber(main[3:13])
    current = main[13:23].strip()
    first, middle, last, name = _name(records)
    protected, protected_until = _protection(records.get(PROTECTION, ()), produced)
    full = _joined(first, middle, last)
    earlier = dict.fromkeys(
        _joined(line[14:64].strip(), line[65:105].strip(), line[106:146].strip())
        for line in records.get(EARLIER_NAME, ())
        if line[13:14] not in _WRONG
    )
    return ExtractPerson(
        cpr=number,
        current=CprNumber(current) if current not in _NO_NUMBER and current != number.digits else None,
        status=int(main[23:25]),
        born=_day(main[39:49]) or number.birth_date,
        name=name or full,
        first=first,
        middle=middle,
        last=last,
        address=_address(records),
        protected=protected,
        protected_until=protected_until,
        relations=_relations(records, produced),
        earlier_names=tuple(earlier_name for earlier_name in earlier if earlier_name not in ("", full)),
    )


def _name(records: Records) -> tuple[str, str, str, str]:
    """First, middle, last and addressing name; the clear-text address repeats the last of them."""
    line = records[NAME][0] if NAME in records else ""
    addressing = line[159:193].strip()
    if not addressing and ADDRESS_TEXT in records:
        addressing = records[ADDRESS_TEXT][0][13:47].strip()
    return line[13:63].strip(), line[64:104].strip(), line[105:145].strip(), addressing


def _joined(first: str, middle: str, last: str) -> str:
    return " ".join([part for part in (first, middle, last) if part])


def _address(records: Records) -> ExtractAddress | None:
    """Codes from record 002, else from the clear-text record 003, which has zeros where there is no address."""
    text = records[ADDRESS_TEXT][0] if ADDRESS_TEXT in records else ""
    codes = records[ADDRESS_CODES][0][13:31] if ADDRESS_CODES in records else text[207:225]
    municipality, road = codes[0:4], codes[4:8].strip()
    if municipality in _NO_CODE or road in _NO_CODE:
        return None
    return ExtractAddress(
        municipality=municipality,
        road=road,
        house=codes[8:12].strip().lstrip("0"),
        floor=codes[12:14].strip().lstrip("0"),
        door=codes[14:18].strip().lstrip("0"),
        road_name=text[229:249].strip(),
        locality=text[81:115].strip() or text[149:183].strip(),
        postal_code=text[183:187].strip(),
        postal_district=text[187:207].strip(),
    )


def _protection(lines: Iterable[str], produced: date) -> tuple[bool, date | None]:
    """Whether name and address protection stands, and until when.

    One that is registered but begins later counts already: the extract is in use when it does.
    """
    protected, until = False, None
    for line in lines:
        if line[13:17] != _NAME_AND_ADDRESS:
            continue
        end = _day(line[27:37])
        if end is None:
            return True, None
        if produced < end:
            protected, until = True, end if until is None else max(until, end)
    return protected, until


def _relations(records: Records, produced: date) -> tuple[tuple[RelationType, CprNumber], ...]:
    found: list[tuple[RelationType, str]] = []
    civil = records[CIVIL_STATUS][0] if CIVIL_STATUS in records else ""
    spouse, married = civil[14:24].strip(), civil[13:14] in _MARRIED and civil[13:14] != ""
    found.append((RelationType.SPOUSE if married else RelationType.FORMER_SPOUSE, spouse))
    found.extend(
        (RelationType.FORMER_SPOUSE, former)
        for line in records.get(EARLIER_CIVIL_STATUS, ())
        if line[13:14] not in _WRONG and ((former := line[15:25].strip()) != spouse or not married)
    )
    found.extend((RelationType.CHILD, line[13:23].strip()) for line in records.get(CHILD, ()))
    parents = records[PARENTS][0] if PARENTS in records else ""
    mother, father = parents[24:34].strip(), parents[91:101].strip()
    found.append((RelationType.MOTHER, mother))
    found.append((RelationType.FATHER, father))
    for line in records.get(CUSTODY, ()):
        end = _day(line[28:38])
        if end is not None and end <= produced:
            continue
        holder = {_MOTHER_HOLDS: mother, _FATHER_HOLDS: father}.get(line[13:17], line[38:48].strip())
        found.append((RelationType.CUSTODY_HOLDER, holder))
    return tuple([(kind, CprNumber(number)) for kind, number in dict.fromkeys(found) if number not in _NO_NUMBER])


def _day(text: str) -> date | None:
    """None for what is no date: CPR writes blanks or zeros, also for the unknown part of one.

    An unreadable end date therefore ends nothing, and a protection stands.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
