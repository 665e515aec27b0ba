"""Spelling laid aside: one written form per name (`fold`), and one per sound (`sound`), for Danish names and roads.

Nothing here is shown to anybody; it only decides what counts as the same word, or as nearly the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DANISH = str.maketrans(
    {
        "æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "œ": "oe", "å": "aa",
        "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i", "'": None, "’": None, "`": None, "´": None,
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROAD_WORD = re.compile(r"[^\W_]+")

# What Danish ears hear alike: silent d in ld, nd, ds; kj, gj, hj, hv; the foreign spellings of k, f, t, s, v, i.
_SOUNDS = {
    "sch": "s", "ck": "k", "ch": "k", "ph": "f", "th": "t", "dt": "t", "rh": "r", "gh": "g", "qu": "kv",
    "kj": "k", "gj": "g", "hj": "i", "hv": "v", "ld": "l", "nd": "n", "ds": "s", "ts": "s",
    "ce": "se", "ci": "si", "cy": "si", "ae": "e", "oe": "o", "aa": "a",
    "c": "k", "q": "k", "x": "ks", "z": "s", "w": "v", "y": "i", "j": "i",
}  # fmt: skip
_HEARD = re.compile("|".join(_SOUNDS) + r"|(?<=[aeiouy])h(?![aeiouy])|f$")
_DOUBLED = re.compile(r"(.)\1+")

_ROAD_SHORT = {
    "gl": "gammel", "gml": "gammel", "nr": "noerre", "ndr": "nordre", "sdr": "soendre", "vstr": "vestre",
    "oestr": "oestre", "skt": "sankt", "sct": "sankt", "st": "store", "ll": "lille", "kgs": "kongens",
    "chr": "christian", "fr": "frederik", "blvd": "boulevard", "bd": "boulevard", "pl": "plads", "v": "vej",
    "g": "gade",
}  # fmt: skip


def fold(text: str) -> str:
    """Lower case, Danish letters in two (å and aa are one), no accents, no apostrophes."""
    if text.isascii():
        return text.lower().translate(_DANISH)
    text = unicodedata.normalize("NFKC", text).casefold().translate(_DANISH)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name as somebody typed it; a hyphen parts two words."""
    return tuple(_WORD.findall(fold(text)))


def indexed_words(text: str) -> tuple[str, ...]:
    """The words a registered name is found by: as `name_words`, and a hyphened name also in one (annemarie)."""
    words: list[str] = []
    for hyphened in _HYPHENED.findall(fold(text)):
        parts = hyphened.split("-")
        words += parts if len(parts) == 1 else [*parts, "".join(parts)]
    return tuple(words)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The folded word as it is heard: Christian and Kristian, Madsen and Massen, Sørensen and Sorensen are one."""
    heard = _HEARD.sub(lambda found: _SOUNDS.get(found[0], "v" if found[0] == "f" else ""), word)
    return _DOUBLED.sub(r"\1", heard) or word


def road_sound(road: str) -> str:
    """A road's name in one piece, its usual abbreviations written out."""
    return sound("".join(_ROAD_SHORT.get(word, word) for word in _ROAD_WORD.findall(fold(road))))


def with_deletions(key: str) -> set[str]:
    """The key and the key less one letter. Two keys one slip apart (a letter missing, added, changed, or two
    swapped) have one of these in common."""
    if len(key) < 4:
        return {key}
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}
