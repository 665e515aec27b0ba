"""Which texts answer to what somebody types: whole words and beginnings, compounds, slips of the finger, other names.

A document has names (any of which may be what people call it) and other texts, each with a weight. Words that few
documents have count for more. Nothing typed raises, and a search asks nothing outside memory.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from app.situations.lexicon import Lexicon
from app.situations.wording import telling, words

MAX_LENGTH: Final = 200
_MOST_WORDS: Final = 12
_NAMED: Final = 0.7
"""What the one best name counts against all that the document says together."""
_WHOLE_NAME: Final = 0.4
"""How much of a name's worth hangs on its being said in full."""
_JUST_SO: Final = 0.2
"""What a name gains, for each of its words, that stands in the question word for word."""
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
    """One word typed. `fits` are the index's words that may be meant and how well each fits; `in_documents` and
    `in_names` the best of them there, by number. `worth` says how telling it is."""

    fits: Mapping[str, float]
    in_documents: Mapping[int, float]
    in_names: Mapping[int, float]
    worth: float


@dataclass(frozen=True, slots=True)
class _Name:
    """`whole` is all it says, small words and all, each between spaces."""

    document: int
    text: Text
    words: tuple[str, ...]
    whole: str


class SearchIndex:
    """Made once for its documents; `search` takes a few milliseconds for some hundred of them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = tuple(documents)
        self._names: list[_Name] = []
        self._texts: list[list[tuple[Text, frozenset[str]]]] = []
        weights: defaultdict[str, dict[int, float]] = defaultdict(dict)
        named: defaultdict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(self._documents):
            texts = []
            for text in document.texts:
                every = words(text.words)
                found = tuple(dict.fromkeys(telling(every)))
                texts.append((text, frozenset(found)))
                for word in found:
                    weights[word][number] = max(text.weight, weights[word].get(number, 0.0))
                if text.is_name:
                    for word in found:
                        named[word].append(len(self._names))
                    self._names.append(_Name(number, text, found, _spaced(every)))
            self._texts.append(texts)
        self._weights, self._named = dict(weights), dict(named)
        self._lexicon = Lexicon(weights)
        self._worth = {word: self._telling(word) for word in weights}
        self._lengths = [sum(self._worth[word] for word in name.words) for name in self._names]
        self._sought = lru_cache(maxsize=1024)(self._seek)

    def search(self, typed: str, *, limit: int) -> tuple[Match, ...]:
        """The best first; none for an empty question."""
        typed = typed[:MAX_LENGTH]
        asked = self._read(typed)
        whole = sum(sought.worth for sought in asked)
        if not whole:
            return ()
        said: defaultdict[int, float] = defaultdict(float)
        for sought in asked:
            for number, fit in sought.in_documents.items():
                said[number] += sought.worth / whole * fit
        called = self._called(asked, whole, _spaced(words(typed)))
        scores = {number: (1 - _NAMED) * share for number, share in said.items()}
        for number, (share, _) in called.items():
            scores[number] += _NAMED * share
        best = sorted(scores, key=lambda number: (-scores[number], self._documents[number].key))[:limit]
        least = _NEAR_BEST * scores[best[0]]
        return tuple(
            Match(self._documents[number].key, scores[number], self._found_by(number, called, asked))
            for number in best
            if scores[number] >= least
        )

    def _read(self, typed: str) -> tuple[_Sought, ...]:
        """Two words that are one here ("nem id") count as that one."""
        every = words(typed)[:_MOST_WORDS]
        joined = [a + b for a, b in pairwise(every) if a + b in self._weights]
        rest = [word for word in telling(every) if not any(word in whole for whole in joined)]
        last = every[-1:] if typed[-1:].isalnum() else ()
        return tuple(self._sought(word, (word,) == last) for word in dict.fromkeys([*joined, *rest]))

    def _called(self, asked: Sequence[_Sought], whole: float, typed: str) -> dict[int, tuple[float, Text]]:
        """By document: how much of the question its best name answers. Less where the name says more than was asked,
        and more where all that it says was typed just so."""
        answered: defaultdict[int, float] = defaultdict(float)
        fits: dict[str, float] = {}
        for sought in asked:
            for place, fit in sought.in_names.items():
                answered[place] += sought.worth / whole * fit
            for word, fit in sought.fits.items():
                fits[word] = max(fit, fits.get(word, 0.0))
        best: dict[int, tuple[float, Text]] = {}
        for place, share in answered.items():
            name = self._names[place]
            used = sum(self._worth[word] * fits.get(word, 0.0) for word in name.words) / self._lengths[place]
            score = name.text.weight * share * (1 - _WHOLE_NAME + _WHOLE_NAME * used)
            if name.whole in typed:
                score = min(name.text.weight, score * (1 + _JUST_SO * len(name.whole.split())))
            if name.document not in best or score > best[name.document][0]:
                best[name.document] = score, name.text
        return best

    def _found_by(self, number: int, called: Mapping[int, tuple[float, Text]], asked: Sequence[_Sought]) -> Text:
        """A name, or what the document says of it where no name does."""
        if number in called:
            return called[number][1]
        sought = {word for one in asked for word in one.fits}
        return max(self._texts[number], key=lambda text: text[0].weight * len(sought & text[1]))[0]

    def _telling(self, word: str) -> float:
        """A word few documents have says more."""
        having = set().union(*(self._weights[alike] for alike in self._lexicon.alike(word)))
        return math.log(1 + len(self._documents) / len(having))

    def _seek(self, word: str, is_last: bool) -> _Sought:  # noqa: FBT001 - a key of the cache, too
        fits = self._lexicon.meant(word, may_go_on=is_last)
        in_documents: dict[int, float] = {}
        in_names: dict[int, float] = {}
        for one, fit in fits.items():
            for number, weight in self._weights[one].items():
                in_documents[number] = max(fit * weight, in_documents.get(number, 0.0))
            for place in self._named.get(one, ()):
                in_names[place] = max(fit, in_names.get(place, 0.0))
        likeliest = max(fits, key=lambda one: fits[one], default="")
        worth = self._worth[likeliest] * fits[likeliest] if likeliest else 0.0
        return _Sought(fits, in_documents, in_names, worth)


def _spaced(every: Sequence[str]) -> str:
    return f" {' '.join(every)} "
