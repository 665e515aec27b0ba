"""Danish words made alike for searching: spelling laid aside, endings cut, small words left out. Nothing here is shown.

The rules are of the language and know nothing of any task.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from app.population.folding import fold

_WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_LETTER = re.compile(r"\b([a-z])[-/.](?=[a-z])|(§ ?\d+) (?=[a-z]\b)")
"""What belongs to the next word: p-bøde, a-kasse, e-boks, c/o, § 82 a."""
_OF_VERBS: Final = tuple(
    [f"{noun}{end}" for noun in ("ning", "ing") for end in ("ernes", "erne", "ens", "ers", "en", "er", "s", "")]
    + ["elsernes", "elserne", "elsens", "elsen", "elser", "else"]
)
"""Endings that make a noun of a verb; the longest first, as below."""
_ENDINGS: Final = (
    "ernes", "erens", "erne", "eren", "enes", "eres", "edes", "ende", "ene", "ere", "ede", "ers", "ens", "ets", "er",
    "en", "et", "es", "te", "e", "s",
)  # fmt: skip
_SHORTEST_VERB: Final = 4
_SHORTEST_STEM: Final = 3
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
_CHANGING_VOWEL: Final = {
    "boern": "barn", "maend": "mand", "haender": "haand", "taender": "tand", "foedder": "fod", "boeger": "bog",
    "soenner": "soen", "doetre": "datter", "broedre": "broder", "moedre": "moder", "faedre": "fader",
}  # fmt: skip
_BACK: Final = {base: plural for plural, base in _CHANGING_VOWEL.items()}
_SMALL = """
ad af alle alt altså anden andet at bare behøver blev blevet blive bliver brug bruge både da de dem den denne der
deres det dette dig din dine dit dog du ej eller ellers en end er et for fordi fx før gennem gerne gå går gør gøre ham
han hans har havde have hej hen hende hendes henne her hun hver hvilke hvilken hvis hvordan hvorfor i inden jeg jer
jeres jo kan kom komme kommer kun kunne lige man meget men mere mest mig min mine mit mm mod mv må måtte ned nede
netop nogen noget nogle nu når og også om os på selv siden sig sin sine sit skal skulle som så tage tager taget tak
ved vi vil ville vor vores være været
"""
SMALL_WORDS: Final = frozenset(map(fold, _SMALL.split()))


def words(text: str) -> tuple[str, ...]:
    """The folded words; a number with dots (a KLE subject) is one."""
    return tuple(_WORD.findall(_LETTER.sub(r"\1\2", fold(text))))


def telling(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Without the words that say nothing, unless all of them do."""
    kept = tuple(word for word in typed if word not in SMALL_WORDS and (len(word) > 1 or word.isdigit()))
    return kept or typed


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The folded word without its ending: flytte, flytning and flytningen are one, and so are barn and børn."""
    for endings, shortest in ((_OF_VERBS, _SHORTEST_VERB), (_ENDINGS, _SHORTEST_STEM)):
        ending = next((end for end in endings if word.endswith(end) and len(word) - len(end) >= shortest), "")
        if ending:
            word = word.removesuffix(ending)
            break
    return _DOUBLED.sub(r"\1", _CHANGING_VOWEL.get(word, word))


def beginnings(word: str) -> tuple[str, ...]:
    """How a longer word that holds this one may begin: as it is, by its stem, and with the plural's other vowel."""
    base = stem(word)
    return tuple(dict.fromkeys((word, base, _BACK.get(base, base))))
