"""Which of the words there are somebody means with the one they typed, and how surely."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from app.population.folding import sound
from app.situations.speech import Speech
from app.situations.wording import beginnings, stem

# How much a word that is not quite the one typed says, where the very word says 1.
_SAME_STEM: Final = 0.95
_RELATED: Final = 0.9
_SAME_SOUND: Final = 0.85
_BEGINS: Final = 0.6
_ENDS: Final = 0.7
_HELD: Final = 0.65
_SLIP: Final = 0.9
_SLIP_COST: Final = 1.4
_OTHER_START: Final = 0.75
"""People seldom slip on the first letter."""
_SHORTEST_PART: Final = 3
_SHORTEST_SLIP: Final = 4
_SHORT: Final = 5
_LONG: Final = 8


class Lexicon:
    """Over a fixed set of folded words."""

    def __init__(self, vocabulary: Iterable[str], speech: Speech) -> None:
        self._speech = speech
        self._words = sorted(vocabulary)
        self._known = frozenset(self._words)
        self._backwards = sorted(word[::-1] for word in self._words)
        self._by_stem = _grouped((stem(word), word) for word in self._words)
        self._by_sound = _grouped((sound(stem(word)), word) for word in self._words)

    def alike(self, word: str) -> Sequence[str]:
        """The words of its stem, itself among them if it is known."""
        return self._by_stem.get(stem(word), ())

    def meant(self, typed: str, *, may_go_on: bool) -> dict[str, float]:
        """Known words by how well they fit, up to 1. `may_go_on`: its end may not be typed yet."""
        fits: dict[str, float] = {}
        for word, fit in self._meant(typed, may_go_on=may_go_on):
            fits[word] = max(fit, fits.get(word, 0.0))
        if max(fits.values(), default=0.0) < _SAME_SOUND:
            for word, fit in self._perhaps(typed, may_go_on=may_go_on):
                fits[word] = max(fit, fits.get(word, 0.0))
        return fits

    def _meant(self, typed: str, *, may_go_on: bool) -> Iterator[tuple[str, float]]:
        base = stem(typed)
        if typed in self._known:
            yield typed, 1.0
        yield from ((word, _SAME_STEM) for word in self.alike(typed))
        for related in self._speech.related.get(base, ()):
            yield from ((word, _RELATED) for word in self._by_stem.get(related, ()))
        if len(typed) >= _SHORTEST_PART or may_go_on:
            for beginning in beginnings(typed):
                for word in _beginning(self._words, beginning):
                    yield word, _BEGINS + (1 - _BEGINS) * len(beginning) / len(word) * _SAME_STEM
        if len(typed) >= _SHORTEST_PART:
            yield from ((word, _SAME_SOUND) for word in self._by_sound.get(sound(base), ()))
            for ending in {typed, base}:
                yield from ((word[::-1], _ENDS) for word in _beginning(self._backwards, ending[::-1]))

    def _perhaps(self, typed: str, *, may_go_on: bool) -> Iterator[tuple[str, float]]:
        """For a word nobody has: those it is made of, those that differ by a letter or two (three in a long one), and
        those that begin with one slip."""
        for compound in {typed, stem(typed)}:
            for parts in _parts(compound):
                known = [part for part in parts if part in self._known]
                share = (sum(map(len, known)) / len(compound)) ** 0.5
                yield from ((part, _HELD * share) for part in known)
        length = len(typed)
        if length < _SHORTEST_SLIP or typed.isdigit():
            return
        most = 1 if length <= _SHORT else 2 if length <= _LONG else 3
        slips = [(1.0, _near(typed, self._words, most))]
        if may_go_on and length > _SHORT:
            slips.append((_BEGINS, _near(typed, [word[:length] for word in self._words], 1)))
        for share, near in slips:
            for distance, place in near:
                word = self._words[place]
                begins_alike = word[0] == typed[0]
                if length > _SHORT or begins_alike:
                    start = 1.0 if begins_alike else _OTHER_START
                    yield word, _SLIP * share * start * (1 - _SLIP_COST * distance / length)


def _beginning(ordered: Sequence[str], letters: str) -> Sequence[str]:
    first = bisect_left(ordered, letters)
    return ordered[first : bisect_left(ordered, letters + "\uffff", lo=first)]


def _parts(compound: str) -> Iterator[tuple[str, str]]:
    """What a compound may be put together of: pas and foto, boern, e and pas."""
    for cut in range(_SHORTEST_PART, len(compound) - _SHORTEST_PART + 1):
        yield compound[:cut], compound[cut:]


def _near(typed: str, among: Sequence[str], most: int) -> list[tuple[float, int]]:
    """Slips and place of those at most so many slips away."""
    found = extract(typed, among, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(float(slips), place) for _, slips, place in found]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for group, word in pairs:
        groups[group].append(word)
    return dict(groups)
