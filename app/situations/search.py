"""Which texts answer to what somebody types: whole words and beginnings, compounds, slips of the finger, other names.

A document has names (any of which may be what people call it) and other texts, each with a weight. Words that few
documents have count for more, words said aside for less, and a word means the documents that say it often. Nothing
typed raises, and a search asks nothing outside memory.
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
from app.situations.speech import PLAIN, Speech
from app.situations.wording import SMALL_WORDS, stem, telling, words

MAX_LENGTH: Final = 200
_MOST_WORDS: Final = 12
_NAMED: Final = 0.5
"""What the one best name counts against all that the document says together."""
_WHOLE_NAME: Final = 0.5
"""How much of a name's worth hangs on its being said in full."""
_JUST_SO: Final = 0.1
"""What a name gains, for each of its words, that stands in the question word for word."""
_OTHERWISE: Final = 0.85
"""What is left of a name's worth that does not."""
_EVENED: Final = 0.5
"""Power of how rare a word is: below 1, so that two words that fit weigh more than one rare word."""
_ASIDE: Final = 0.4
"""What is left of the worth of a word said aside (mor, lørdag)."""
_HALF: Final = 0.5
"""Said so often, a word means half of what it can mean of a document."""
_BY_NAMES: Final = 0.25
"""How much oftener a document of many names must say it."""
_HEARD: Final = 0.3
"""With a smaller part of the question known, it is about something that is not here."""
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
    `in_names` the best of them there, by number. `worth` says how telling it is, and `lost` how telling it might have
    been where nothing fits well."""

    fits: Mapping[str, float]
    in_documents: Mapping[int, float]
    in_names: Mapping[int, float]
    worth: float
    lost: float


@dataclass(frozen=True, slots=True)
class _Name:
    """`whole` is all it says, small words and all, each between spaces."""

    document: int
    text: Text
    words: tuple[str, ...]
    whole: str


class SearchIndex:
    """Made once for its documents; `search` takes a few milliseconds for some hundred of them."""

    def __init__(self, documents: Iterable[Document], speech: Speech = PLAIN) -> None:
        self._documents = tuple(documents)
        self._aside = speech.aside
        self._names: list[_Name] = []
        self._texts: list[list[tuple[Text, frozenset[str]]]] = []
        self._known: set[str] = set()
        said: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        named: defaultdict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(self._documents):
            texts = []
            for text in document.texts:
                every = words(text.words)
                found = tuple(dict.fromkeys(telling(every)))
                texts.append((text, frozenset(found)))
                for base in set(map(stem, found)):
                    said[base][number] += text.weight
                if text.is_name:
                    for word in found:
                        named[word].append(len(self._names))
                    self._names.append(_Name(number, text, found, _spaced(every)))
                self._known.update(found)
            self._texts.append(texts)
        self._named = dict(named)
        self._means = self._meaning(said)
        self._lexicon = Lexicon(self._known, speech)
        self._worth = {word: self._telling(word) for word in self._known}
        self._lengths = [sum(self._worth[word] for word in name.words) for name in self._names]
        self._sought = lru_cache(maxsize=1024)(self._seek)

    def search(self, typed: str, *, limit: int) -> tuple[Match, ...]:
        """The best first; none for an empty question."""
        typed = typed[:MAX_LENGTH]
        asked = self._read(typed)
        whole = sum(sought.worth for sought in asked)
        if not whole or whole < _HEARD * (whole + sum(sought.lost for sought in asked)):
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
        """Two words may also be one here ("nem id")."""
        every = words(typed)[:_MOST_WORDS]
        joined = [a + b for a, b in pairwise(every) if a + b in self._known and b not in SMALL_WORDS]
        last = every[-1:] if typed[-1:].isalnum() else ()
        return tuple(self._sought(word, (word,) == last) for word in dict.fromkeys([*joined, *telling(every)]))

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
            else:
                score *= _OTHERWISE
            if name.document not in best or score > best[name.document][0]:
                best[name.document] = score, name.text
        return best

    def _found_by(self, number: int, called: Mapping[int, tuple[float, Text]], asked: Sequence[_Sought]) -> Text:
        """A name, or what the document says of it where no name does."""
        if number in called:
            return called[number][1]
        sought = {word for one in asked for word in one.fits}
        return max(self._texts[number], key=lambda text: text[0].weight * len(sought & text[1]))[0]

    def _meaning(self, said: Mapping[str, Mapping[int, float]]) -> dict[str, dict[int, float]]:
        """By stem and document, up to 1: more where it is said again and again."""
        names = [sum(text.is_name for text in document.texts) for document in self._documents]
        usual = sum(names) / len(names) if any(names) else 1.0
        allowed = [_HALF * (1 - _BY_NAMES + _BY_NAMES * many / usual) for many in names]
        return {
            base: {number: often / (often + allowed[number]) for number, often in by_document.items()}
            for base, by_document in said.items()
        }

    def _telling(self, word: str) -> float:
        """A word few documents have says more, and one said aside less."""
        base = stem(word)
        rare: float = math.log(1 + len(self._documents) / len(self._means[base])) ** _EVENED
        return rare * _ASIDE if base in self._aside else rare

    def _seek(self, word: str, is_last: bool) -> _Sought:  # noqa: FBT001 - a key of the cache, too
        fits = self._lexicon.meant(word, may_go_on=is_last)
        in_documents: dict[int, float] = {}
        in_names: dict[int, float] = {}
        for one, fit in fits.items():
            for number, means in self._means[stem(one)].items():
                in_documents[number] = max(fit * means, in_documents.get(number, 0.0))
            for place in self._named.get(one, ()):
                in_names[place] = max(fit, in_names.get(place, 0.0))
        likeliest = max(fits, key=lambda one: fits[one], default="")
        worth = self._worth[likeliest] * fits[likeliest] if likeliest else 0.0
        most = math.log(1 + len(self._documents)) ** _EVENED
        lost = 0.0 if stem(word) in self._aside else most * (1 - max(fits.values(), default=0.0))
        return _Sought(fits, in_documents, in_names, worth, lost)


def _spaced(every: Sequence[str]) -> str:
    return f" {' '.join(every)} "
