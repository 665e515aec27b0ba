"""Which texts answer to what somebody types: whole words and beginnings, compounds, slips of the finger, other names.

A document has names (any of which may be what people call it) and other texts, each with a weight. Words that few
documents have count for more. Nothing typed raises, and a search asks nothing outside memory.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from app.population.folding import sound
from app.situations.wording import beginnings, stem, telling, words

MAX_LENGTH: Final = 200
_MOST_WORDS: Final = 12
# How much a word that is not quite the one typed says, where the very word says 1.
_SAME_STEM: Final = 0.95
_SAME_SOUND: Final = 0.85
_BEGINS: Final = 0.6
_ENDS: Final = 0.6
_HELD: Final = 0.55
_SLIP: Final = 0.9
_SLIP_COST: Final = 1.4
_SHORTEST_PART: Final = 3
_SHORTEST_SLIP: Final = 4
_SHORT: Final = 5
_LONG: Final = 8
_NAMED: Final = 0.7
"""What the one best name counts against all that the document says together."""
_WHOLE_NAME: Final = 0.4
"""How much of a name's worth hangs on its being said in full."""
_NEAR_BEST: Final = 0.3
"""Below this share of the best one's score nothing is an answer."""


@dataclass(frozen=True, slots=True)
class Text:
    """`weight` is above 0, and at most 1. A name's words count together, another text's each for itself."""

    words: str
    weight: float
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    key: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """`text` is what the document was found by; `score` only compares."""

    key: str
    score: float
    text: Text


@dataclass(frozen=True, slots=True)
class _Sought:
    """One word typed: the index's words that may be meant, each with how well it fits (up to 1), and how telling."""

    fits: dict[str, float]
    worth: float


class SearchIndex:
    """Made once for its documents; `search` takes a few milliseconds for some hundred of them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = tuple(documents)
        self._weights: list[dict[str, float]] = []
        self._names: list[list[tuple[Text, tuple[str, ...]]]] = []
        having: defaultdict[str, set[int]] = defaultdict(set)
        for number, document in enumerate(self._documents):
            weights: dict[str, float] = {}
            names = []
            for text in document.texts:
                found = telling(words(text.words))
                for word in found:
                    weights[word] = max(text.weight, weights.get(word, 0.0))
                    having[word].add(number)
                if text.is_name:
                    names.append((text, tuple(dict.fromkeys(found))))
            self._weights.append(weights)
            self._names.append(names)
        self._having = dict(having)
        self._vocabulary = sorted(having)
        self._by_stem = _grouped((stem(word), word) for word in self._vocabulary)
        self._by_sound = _grouped((sound(stem(word)), word) for word in self._vocabulary)
        self._spread = Counter(
            {base: len(set().union(*(having[word] for word in alike))) for base, alike in self._by_stem.items()}
        )
        self._sought = lru_cache(maxsize=1024)(self._seek)

    def search(self, typed: str, *, limit: int) -> tuple[Match, ...]:
        """The best first; none for an empty question."""
        asked = self._read(typed[:MAX_LENGTH])
        whole = sum(sought.worth for sought in asked)
        if not whole:
            return ()
        able = sorted({number for sought in asked for word in sought.fits for number in self._having[word]})
        matches = [self._match(number, asked, whole) for number in able]
        matches.sort(key=lambda match: (-match.score, match.key))
        least = _NEAR_BEST * matches[0].score
        return tuple(match for match in matches[:limit] if match.score >= least)

    def _read(self, typed: str) -> tuple[_Sought, ...]:
        """Two words that are one here ("køre kort") count as that one."""
        asked = telling(words(typed))[:_MOST_WORDS]
        parted = [a + b for a, b in pairwise(words(typed)) if a + b in self._having]
        rest = [word for word in asked if not any(word in whole for whole in parted)]
        last = words(typed)[-1:] if typed[-1:].isalnum() else ()
        return tuple(self._sought(word, (word,) == last) for word in dict.fromkeys([*parted, *rest]))

    def _match(self, number: int, asked: Sequence[_Sought], whole: float) -> Match:
        weights = self._weights[number]
        said = sum(
            sought.worth * max((fit * weights.get(word, 0.0) for word, fit in sought.fits.items()), default=0.0)
            for sought in asked
        )
        named, text = max(
            ((self._named(name, asked, whole) * text.weight, text) for text, name in self._names[number]),
            key=lambda pair: pair[0],
        )
        if not named:
            text = self._telling_text(number, asked)
        document = self._documents[number]
        return Match(document.key, _NAMED * named + (1 - _NAMED) * said / whole, text)

    def _named(self, name: tuple[str, ...], asked: Sequence[_Sought], whole: float) -> float:
        """How much of the question the name answers, less where the name says more than was asked."""
        answered = sum(
            sought.worth * max((sought.fits.get(word, 0.0) for word in name), default=0.0) for sought in asked
        )
        if not answered:
            return 0.0
        length = sum(self._worth(word) for word in name)
        used = sum(
            self._worth(word) * max((sought.fits.get(word, 0.0) for sought in asked), default=0.0) for word in name
        )
        return answered / whole * (1 - _WHOLE_NAME + _WHOLE_NAME * used / length)

    def _telling_text(self, number: int, asked: Sequence[_Sought]) -> Text:
        sought = {word for one in asked for word in one.fits}
        texts = self._documents[number].texts
        return max(texts, key=lambda text: text.weight * len(sought.intersection(words(text.words))))

    def _worth(self, word: str) -> float:
        """A word few documents have says more."""
        return math.log(1 + len(self._documents) / max(1, self._spread[stem(word)]))

    def _seek(self, word: str, is_last: bool) -> _Sought:  # noqa: FBT001 - a key of the cache, too
        fits: dict[str, float] = {}

        def fit(found: Iterable[str], worth: float) -> None:
            for one in found:
                fits[one] = max(worth, fits.get(one, 0.0))

        base = stem(word)
        fit([word] if word in self._having else (), 1.0)
        fit(self._by_stem.get(base, ()), _SAME_STEM)
        if len(word) >= _SHORTEST_PART:
            fit(self._by_sound.get(sound(base), ()), _SAME_SOUND)
        if len(word) >= _SHORTEST_PART or is_last:
            for beginning in beginnings(word):
                for longer in self._beginning(beginning):
                    fit((longer,), _BEGINS + (1 - _BEGINS) * len(beginning) / len(longer) * _SAME_STEM)
        if len(word) >= _SHORTEST_PART:
            fit((longer for longer in self._vocabulary if longer.endswith((word, base)) and longer != word), _ENDS)
            fit((part for part in self._vocabulary if _holds(word, part) or _holds(base, part)), _HELD)
        if max(fits.values(), default=0.0) < _SAME_SOUND:
            for one, worth in self._slips(word, is_last=is_last):
                fit((one,), worth)
        if not fits:
            return _Sought(fits, 0.0)
        likeliest = max(fits, key=lambda one: fits[one])
        return _Sought(fits, self._worth(likeliest) * fits[likeliest])

    def _beginning(self, letters: str) -> Sequence[str]:
        first = bisect_left(self._vocabulary, letters)
        return self._vocabulary[first : bisect_left(self._vocabulary, letters + "\uffff", lo=first)]

    def _slips(self, word: str, *, is_last: bool) -> Iterable[tuple[str, float]]:
        """Words that differ by a letter or two (three in a long one); for the last one also what it may begin."""
        length = len(word)
        if length < _SHORTEST_SLIP or word.isdigit():
            return
        most = 1 if length <= _SHORT else 2 if length <= _LONG else 3
        near = _near(word, self._vocabulary, most)
        begun: Iterable[tuple[str, float, int]] = ()
        if is_last and length > _SHORT:
            heads = [longer[:length] for longer in self._vocabulary]
            begun = _near(word, heads, 1)
        for share, slips in ((1.0, near), (_BEGINS, begun)):
            for _, distance, place in slips:
                found = self._vocabulary[place]
                if distance and (length > _SHORT or found[0] == word[0]):
                    yield found, _SLIP * share * (1 - _SLIP_COST * distance / length)


def _near(word: str, among: Sequence[str], most: int) -> Iterable[tuple[str, float, int]]:
    """Word, slips and place of those at most so many slips away."""
    found = extract(word, among, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(near, float(slips), place) for near, slips, place in found]


def _holds(word: str, part: str) -> bool:
    """Whether the word typed is a compound that begins or ends with `part`: pasfoto and børnepas with pas."""
    rest = len(word) - len(part)
    return len(part) >= _SHORTEST_PART and rest >= _SHORTEST_PART and (word.startswith(part) or word.endswith(part))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for group, word in pairs:
        groups[group].append(word)
    return dict(groups)
