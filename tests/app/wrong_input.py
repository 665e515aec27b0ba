"""What people and programs type that is no search, or more than one: by the ten thousand, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from app.population.model import ExtractPerson

SQL = (
    "' OR 1=1 --", "'; DROP TABLE person; --", '" OR ""="', "1 UNION SELECT cpr, name FROM person", "x'0607'", "?1",
    ":a", "/*", "*/", "PRAGMA key", "ATTACH 'x' AS y", "char(39)", "\\'", "''", "`person`", "[person]", "CAST(", "NULL",
)  # fmt: skip
FTS = ("NEAR/3", "name:karen", '"karen', "kar*", "AND", "OR", "NOT", "(", ")", "^karen", "-karen", "{name cpr}:", "+")
LIKE = ("%", "_", "%karen%", "____", "[a-z]", "*", "?", "\\%")
MARKUP = (
    "<b>", "</p>", "<img src=x onerror=y>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///c'>]>", "&b;", "]]>", "<?xml?>",
    "&#0;", "<![CDATA[", "{{7*7}}", "${7*7}", "#include", "$(id)", "`id`", "../../etc/passwd", "%00", "\\x00", "{0}",
    "%s", "%n", "urn:oio:cpr-nr:", "http://register.example/?a=b&c=d#e", "\\u202e", "@file", "#let x = 1",
)  # fmt: skip
FORMULAS = ("=1+1", "=HYPERLINK(A1)", "+45", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1")
MARKS = (
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad",
    "\u0301", "\u034f", "\u115f", "\u3164", "\ufe0f", "\U000e0041", "\u0000", "\u0007", "\u001b[31m", "\u007f",
    "\u0085",
    "\u2028", "\u2029", "\ud800", "\udfff", "\udc80", "\ufffe", "\uffff", "\U0010ffff", "\u00a0", "\u2003", "\u3000",
)  # fmt: skip
DIGITS = ("٠١٢٣", "०१२३", "０７０６５９", "²", "½", "Ⅳ", "①", "𝟘𝟙", "一")
HOSTILE = (*SQL, *FTS, *LIKE, *MARKUP, *FORMULAS, *MARKS, *DIGITS)
_JOINTS = ("", " ", ", ", "-", "'", "\n", "\t")


def wrong_input(people: Sequence[ExtractPerson], count: int, seed: int = 7) -> Iterator[str]:
    """Wrong CPR numbers, hostile pieces, and lawful searches with hostile pieces in them."""
    draw = random.Random(seed)  # noqa: S311 - the same on every machine
    kinds = (_number, _number, _hostile, _pierced, _pierced, _noise)
    for _ in range(count):
        yield draw.choice(kinds)(draw, draw.choice(people))


def _number(draw: random.Random, person: ExtractPerson) -> str:
    """Too short, too long, of no date, in odd groups, of odd digits, or one digit beside somebody's own."""
    digits = list(person.cpr.digits if draw.random() < 0.3 else f"{draw.randrange(10**10):010d}")
    match draw.randrange(6):
        case 0:
            digits[draw.randrange(10)] = draw.choice("0123456789xXOl-−")
        case 1:
            del digits[draw.randrange(10) :]
        case 2:
            digits += draw.choices("0123456789", k=draw.randrange(1, 30))
        case 3:
            digits.insert(draw.randrange(11), draw.choice(HOSTILE))
        case 4:
            digits = [draw.choice((d, chr(0x0660 + int(d)), chr(0xFF10 + int(d)))) for d in digits]
        case _:
            digits.insert(6, draw.choice(("-", " ", "--", " - ", "–", ".", "/", "'")))
    return "".join(digits)


def _hostile(draw: random.Random, _person: ExtractPerson) -> str:
    return draw.choice(_JOINTS).join(draw.choices(HOSTILE, k=draw.randrange(1, 6)))


def _pierced(draw: random.Random, person: ExtractPerson) -> str:
    """A search that would find the person, with something hostile at one place."""
    at = person.address
    asked = [f"{person.name} {person.cpr.digits[4:6]}", person.cpr.written, f"sag {person.cpr.digits}"]
    if at is not None:
        asked += [f"{at.road_name} {at.house}", f"{person.name} {at.road_name} {at.house}, {at.floor}. {at.door}"]
    text = draw.choice(asked)
    place = draw.randrange(len(text) + 1)
    return text[:place] + draw.choice(HOSTILE) + text[place:]


def _noise(draw: random.Random, _person: ExtractPerson) -> str:
    """Any code points, lone surrogates among them, sometimes more than the box takes."""
    ranges = ((0, 0x80), (0x80, 0x250), (0x2000, 0x2070), (0xD7F0, 0xE010), (0, 0x110000))
    length = draw.choice((1, 3, 12, 40, 250))
    return "".join(chr(draw.randrange(*draw.choice(ranges))) for _ in range(length))
