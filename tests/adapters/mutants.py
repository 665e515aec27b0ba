"""Mutants of register answers for the parsers' tests: most are trees still well-formed, the rest damaged bytes.

Everything is a function of the `random.Random` handed in, so a seed that fails fails again.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, TypeVar
from uuid import UUID

from lxml import etree

from app.citizen.port import FailureKind, RegisterError

Result = TypeVar("Result")

REFUSALS: Final = frozenset(
    {
        FailureKind.MALFORMED,
        FailureKind.WRONG_PERSON,
        FailureKind.NOT_FOUND,
        FailureKind.DENIED,
        FailureKind.UNAVAILABLE,
        FailureKind.TOO_LARGE,
    }
)
_TREE_SHARE: Final = 0.7
_LEAST_TREE_SHARE: Final = 0.5
_CPR = re.compile(r"(?<!\d)\d{10}(?!\d)")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_JUNK: Final = (
    "",
    " ",
    "\u00a0",
    "-1",
    "0",
    "00000000",
    "1e999",
    "-0,5",
    "NaN",
    "Infinity",
    "true",
    "null",
    "9" * 40,
    "2026-02-30",
    "0001-01-01",
    "9999-12-31T23:59:59.999999999Z",
    "2026-11-20T10:00:00+25:00",
    "2026-13",
    "\u0663\u0664",
    "½",
    "Ærø & <Sø>",
    "\u202etxet",
    "x" * 3000,
)
_OTHER_TYPES: Final[tuple[Any, ...]] = (None, True, 0, -1, 10**40, 0.5, 1e308, [], {}, [[]], [None], {"": None}, [{}])


def mutate_xml(body: bytes, draw: random.Random) -> bytes:
    """One to three changes to the tree of `body`; the result is well-formed. The root stays."""
    root = etree.fromstring(body)
    for _ in range(draw.choice((1, 1, 2, 3))):
        draw.choice(_XML_CHANGES)(root, draw)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def mutate_json(body: bytes, draw: random.Random) -> bytes:
    """One to three changes to the tree of `body`; the result is JSON. The outermost value keeps its type."""
    tree = {"": json.loads(body)}
    for _ in range(draw.choice((1, 1, 2, 3))):
        places = _places(tree[""])
        if places:
            draw.choice(_JSON_CHANGES)(places, draw)
    return json.dumps(tree[""], ensure_ascii=draw.random() < 0.5).encode()


def damage(body: bytes, draw: random.Random) -> bytes:
    """`body` cut, flipped, doubled in part or with bytes put in, without regard for what it means."""
    at = draw.randrange(len(body) + 1)
    length = draw.randrange(1, 40)
    return draw.choice(
        (
            body[:at],
            body[at:],
            body[:at] + body[at + length :],
            body[:at] + body[max(0, at - length) : at] + body[at:],
            body[:at] + draw.randbytes(length) + body[at:],
            body[:at]
            + draw.choice((b"\x00", b"\xff\xfe", b"\xc3", b"<", b"&", b"&x;", b'"', b"}", b"]]>"))
            + body[at:],
            bytes(byte ^ (1 << draw.randrange(8)) if draw.random() < 0.01 else byte for byte in body),
            body.decode("utf-8", "replace").encode(draw.choice(("utf-16", "utf-8-sig", "utf-32"))),
        )
    )


@dataclass(slots=True)
class Tally:
    """What became of the mutants. `tree` counts those that differ from their sample and still parse as a tree."""

    total: int = 0
    tree: int = 0
    answered: int = 0
    refused: Counter[FailureKind] = field(default_factory=Counter)


def fuzz(
    samples: Sequence[bytes],
    parse: Callable[[bytes], Result],
    check: Callable[[Result], None],
    *,
    count: int = 10_000,
) -> Tally:
    """Hand `parse` `count` mutants of `samples` (XML or JSON, told by their first character).

    `parse` may answer, and `check` asserts that the answer is about the right person; or it may raise RegisterError
    of a kind in REFUSALS with no number in its text. Anything else fails the test. The samples must pass unchanged.
    """
    for sample in samples:
        check(parse(sample))
    tally = Tally()

    for seed in range(count):
        draw = random.Random(seed)  # noqa: S311 - repeatable mutants, nothing secret
        mutant = _mutant(draw.choice(samples), draw, tally)
        try:
            _hand_over(mutant, parse, check, tally)
        except BaseException as error:
            error.add_note(f"seed {seed}: {mutant.decode('utf-8', 'backslashreplace')}")
            raise
    assert tally.tree >= _LEAST_TREE_SHARE * tally.total, f"only {tally.tree} of {tally.total} are trees"
    return tally


def _hand_over(mutant: bytes, parse: Callable[[bytes], Result], check: Callable[[Result], None], tally: Tally) -> None:
    try:
        result = parse(mutant)
    except RegisterError as error:
        _accept(error)
        tally.refused[error.kind] += 1
    else:
        check(result)
        tally.answered += 1


def _accept(error: RegisterError) -> None:
    assert error.kind in REFUSALS, error.kind
    assert _CPR.search(str(error)) is None, "a number in an exception's text"


def _mutant(sample: bytes, draw: random.Random, tally: Tally) -> bytes:
    is_xml = sample.lstrip()[:1] == b"<"
    tally.total += 1
    if draw.random() >= _TREE_SHARE:
        return damage(sample, draw)
    mutant = mutate_xml(sample, draw) if is_xml else mutate_json(sample, draw)
    changed = etree.tostring(etree.fromstring(mutant)) if is_xml else json.loads(mutant)
    tally.tree += changed != _plain(sample)
    return mutant


@cache
def _plain(sample: bytes) -> Any:
    return etree.tostring(etree.fromstring(sample)) if sample.lstrip()[:1] == b"<" else json.loads(sample)


def _somebody_else(text: str, draw: random.Random) -> str:
    """`text` with one CPR-looking number or UUID in it replaced by another of its kind."""
    found = [*_CPR.finditer(text), *_UUID.finditer(text)]
    if not found:
        return text
    chosen = draw.choice(found)
    if len(chosen[0]) == 10:
        other = (
            f"{draw.randrange(1, 29):02}{draw.randrange(1, 13):02}{draw.randrange(100):02}{draw.randrange(10**4):04}"
        )
    else:
        other = str(UUID(int=draw.getrandbits(128), version=4))
    return text[: chosen.start()] + other + text[chosen.end() :]


# --- XML ---------------------------------------------------------------------------------------------------------


def _elements(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iterdescendants() if isinstance(element.tag, str)]


def _texts(root: etree._Element) -> list[etree._Element]:
    return [element for element in _elements(root) if (element.text or "").strip()]


def _drop(root: etree._Element, draw: random.Random) -> None:
    if elements := _elements(root):
        element = draw.choice(elements)
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)


def _double(root: etree._Element, draw: random.Random) -> None:
    if elements := _elements(root):
        element = draw.choice(elements)
        copy = deepcopy(element)
        if draw.random() < 0.5:
            for text in [*_texts(copy), copy]:
                text.text = _somebody_else(text.text or "", draw)
        element.addnext(copy)


def _swap(root: etree._Element, draw: random.Random) -> None:
    elements = _elements(root)
    if len(elements) < 2:
        return
    one, other = draw.sample(elements, 2)
    if one in other.iterancestors() or other in one.iterancestors():
        return
    first, second = deepcopy(one), deepcopy(other)
    for old, new in ((one, second), (other, first)):
        parent = old.getparent()
        assert parent is not None
        parent.replace(old, new)


def _swap_texts(root: etree._Element, draw: random.Random) -> None:
    texts = _texts(root)
    if len(texts) >= 2:
        one, other = draw.sample(texts, 2)
        one.text, other.text = other.text, one.text


def _empty(root: etree._Element, draw: random.Random) -> None:
    if texts := _texts(root):
        draw.choice(texts).text = draw.choice((None, "", " "))


def _junk(root: etree._Element, draw: random.Random) -> None:
    if elements := _elements(root):
        draw.choice(elements).text = draw.choice(_JUNK)


def _other_person(root: etree._Element, draw: random.Random) -> None:
    holders = [
        element for element in _texts(root) if _CPR.search(element.text or "") or _UUID.search(element.text or "")
    ]
    if holders:
        chosen = draw.choice(holders)
        chosen.text = _somebody_else(chosen.text or "", draw)


def _rename(root: etree._Element, draw: random.Random) -> None:
    if elements := _elements(root):
        element = draw.choice(elements)
        name = etree.QName(element)
        element.tag = draw.choice((name.localname, f"{{urn:other}}{name.localname}", draw.choice(elements).tag, "X"))


def _attributes(root: etree._Element, draw: random.Random) -> None:
    holders = [element for element in _elements(root) if element.attrib]
    if not holders:
        return
    element = draw.choice(holders)
    name = draw.choice(list(element.attrib))
    if draw.random() < 0.5:
        del element.attrib[name]
    else:
        element.attrib[name] = draw.choice((*_JUNK, _somebody_else(str(element.attrib[name]), draw)))


_XML_CHANGES: Final = (
    _drop,
    _double,
    _swap,
    _swap_texts,
    _empty,
    _junk,
    _other_person,
    _other_person,
    _rename,
    _attributes,
)

# --- JSON --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: `holder[key]`, a member of an object or an item of an array."""

    holder: Any
    key: Any

    @property
    def value(self) -> Any:
        return self.holder[self.key]

    def put(self, value: Any) -> None:
        self.holder[self.key] = value


def _places(value: Any) -> list[_Place]:
    keys: list[Any] = (
        list(value) if isinstance(value, dict) else list(range(len(value)) if isinstance(value, list) else ())
    )
    return [place for key in keys for place in (_Place(value, key), *_places(value[key]))]


def _leaves(places: list[_Place]) -> list[_Place]:
    return [place for place in places if not isinstance(place.value, (dict, list))]


def _json_drop(places: list[_Place], draw: random.Random) -> None:
    place = draw.choice(places)
    del place.holder[place.key]


def _json_double(places: list[_Place], draw: random.Random) -> None:
    place = draw.choice(places)
    copy = deepcopy(place.value)
    if draw.random() < 0.5:
        for leaf in _leaves(_places(copy)):
            if isinstance(leaf.value, str):
                leaf.put(_somebody_else(leaf.value, draw))
    if isinstance(place.holder, list):
        place.holder.insert(place.key, copy)
    else:
        place.holder[draw.choice([*place.holder, f"{place.key}2"])] = copy


def _json_swap(places: list[_Place], draw: random.Random) -> None:
    one, other = draw.choice(places), draw.choice(places)
    first, second = deepcopy(one.value), deepcopy(other.value)
    one.put(second)
    if other.holder is not one.holder or other.key != one.key:
        other.put(first)


def _json_swap_leaves(places: list[_Place], draw: random.Random) -> None:
    if leaves := _leaves(places):
        _json_swap(leaves, draw)


def _json_empty(places: list[_Place], draw: random.Random) -> None:
    place = draw.choice(places)
    place.put(draw.choice((None, type(place.value)() if place.value is not None else "")))


def _json_junk(places: list[_Place], draw: random.Random) -> None:
    draw.choice(_leaves(places) or places).put(draw.choice(_JUNK))


def _json_other_type(places: list[_Place], draw: random.Random) -> None:
    draw.choice(places).put(deepcopy(draw.choice(_OTHER_TYPES)))


def _json_other_person(places: list[_Place], draw: random.Random) -> None:
    holders = [
        place
        for place in places
        if isinstance(place.value, str) and (_CPR.search(place.value) or _UUID.search(place.value))
    ]
    if holders:
        chosen = draw.choice(holders)
        chosen.put(_somebody_else(chosen.value, draw))


_JSON_CHANGES: Final = (
    _json_drop,
    _json_double,
    _json_swap,
    _json_swap_leaves,
    _json_empty,
    _json_junk,
    _json_other_type,
    _json_other_person,
    _json_other_person,
)
