"""Made-up people by the hundred thousand, and questions about them, some misspelt; the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from app.cpr import CprNumber
from app.population.model import ExtractAddress, ExtractPerson, RelationType

REFERENCE = date(2026, 1, 15)


def _words(text: str) -> list[str]:
    return text.split()


_MEN = _words(
    """
    Peter Jens Lars Michael Henrik Thomas Søren Jan Christian Martin Niels Anders Morten Jesper Mads Hans
    Rasmus Per Jørgen Ole Kim Erik Kristian Mikkel Jakob Frederik Claus Kasper Daniel Bent Emil Bo Simon
    Torben Alexander Carsten Brian Mathias Kurt Finn Oliver Lucas Steen Flemming John Allan Nikolaj Bjarne
    Poul Jonas Johan Magnus Tobias Karl Viktor William Noah Sebastian Philip René Benjamin Johnny Leif Svend
    Knud Ib Gert Kaj Aage Åge Harald Bjørn Gustav Aksel Villads Malthe Elias Muhammad Ali Ahmed Mehmet Pawel
    Andrei Asger Troels Uffe Vagn Ejvind Ejnar Birger Thorvald
    """
)
_WOMEN = _words(
    """
    Anne Mette Kirsten Hanne Anna Helle Susanne Lene Maria Marianne Inge Karen Lone Bente Camilla Pia Louise
    Charlotte Jette Tina Gitte Ida Emma Birgit Lise Julie Heidi Birthe Christina Sofie Kristina Line Maja Ulla
    Karin Ellen Nanna Sarah Lotte Mathilde Signe Katrine Laura Freja Clara Cecilie Else Britta Inger Rikke
    Dorthe Annette Vibeke Josefine Caroline Amalie Malene Lærke Astrid Alberte Agnes Æmilie Ærø Ågot Aase Åse
    Grethe Ruth Ingrid Gerda Solveig Ragnhild Thyra Thea Liva Fatima Aisha Zeynep Katarzyna Oksana Bodil
    Sigrid Asta Rosa Ebba Merete Margrethe Elisabeth Johanne Kathrine Philippa
    """
)
_LAST = _words(
    """
    Nielsen Jensen Hansen Andersen Pedersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen
    Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Knudsen Jakobsen Jacobsen
    Mikkelsen Olesen Frederiksen Laursen Henriksen Lund Holm Schmidt Eriksen Kristiansen Simonsen Clausen
    Svendsen Andreasen Iversen Jeppesen Mogensen Jespersen Nissen Lauridsen Frandsen Østergaard Jepsen Kjær
    Carlsen Vestergaard Jessen Nørgaard Dahl Christoffersen Skov Søndergaard Bertelsen Bruun Lassen Bach
    Gregersen Friis Johnsen Steffensen Kjeldsen Bech Krogh Lauritsen Danielsen Mathiesen Andresen Brandt
    Winther Toft Ravn Mathiasen Dam Holst Nilsson Lind Berg Schou Overgaard Kristoffersen Schultz Klausen
    Karlsen Paulsen Hermansen Thorsen Koch Thygesen Bak Kruse Bang Juhl Davidsen Berthelsen Nygaard Lorentzen
    Villadsen Lorenzen Damgaard Bjerregaard Lindholm Aagaard Ågård Hald Kofoed Buch Marcussen Bendtsen Yilmaz
    Nguyen Khan Kowalski Øster
    """
)
_ROAD_STARTS = _words(
    """
    Nørre Sønder Øster Vester Skov Strand Kirke Skole Mølle Bøge Birke Ege Ahorn Linde Rosen Lærke Svale
    Solsikke Violvænget Hav Å Sø Eng Mark Høj Dal Bakke Kær Mose Park Bane Fabriks Industri Kongens
    Dronningens Prins Kloster Slots Torve Brogård Gammel Ny Store Lille Fjord Havne Færge Fyr Klit Hede Lyng
    Tjørne Pile Poppel Elme Aske El Hassel Hyben Brombær
    """
)
_ROAD_ENDS = _words(
    """
    gade vej allé stræde vænget parken bakken toften stien ager lund have haven krogen vang marken
    """
)

_RARE_STARTS = _words(
    """
    Bir Dal Ege Fal Gran Hammer Kol Lang Mos Nord Ros Sand Thor Vind Ørn Aa Bor Brek Dres Fen Gyl Hol Kamp Klit Lam
    Mar Pil Rav Ska Sten Sval Tang Ulf Val Wes Zim Æb Øl Ny Kirke
    """
)
_RARE_MIDDLES = ["", "e", "ing", "er", "sten", "borg", "mose", "lund", "skov", "ager", "holm", "dal"]
_RARE_ENDS = _words(
    """
    by bæk dorf feldt green gren holt kilde lev mann qvist rup sted strøm toft vad wald ager sen son gaard høj thal
    berg bro hus lind marker feld ski
    """
)


def _skewed(names: Sequence[str], spread: float) -> tuple[Sequence[str], list[float]]:
    """The names with cumulative weights: a few are very common, as names are."""
    return names, list(accumulate(1 / (place + spread) for place in range(len(names))))


class MadeUpPeople:
    """Seeded people, one after the other; the same for the same seed and size. Families share a dwelling and a name."""

    def __init__(self, size: int, seed: int = 7) -> None:
        self._size = size
        self._random = random.Random(seed)  # noqa: S311 - made-up people, nothing secret
        rare = [start + middle + end for end in _RARE_ENDS for middle in _RARE_MIDDLES for start in _RARE_STARTS]
        self._random.shuffle(rare)
        self._last = _skewed(_LAST + rare, 4)
        self._men, self._women = _skewed(_MEN, 8), _skewed(_WOMEN, 8)
        roads = max(60, size // 250)
        names = [f"{start}{end}" for end in _ROAD_ENDS for start in _ROAD_STARTS]
        names += [f"{first} {name}" for first in ("Gammel", "Store", "Ny", "Søndre") for name in names]
        self._roads = [(f"{n % 9000:04d}", names[n % len(names)], f"{9000 + n // 700}") for n in range(roads)]
        self._serial: dict[tuple[int, int, int], int] = {}

    def __iter__(self) -> Iterator[ExtractPerson]:
        left = self._size
        while left > 0:
            household = self._household()[:left]
            yield from household
            left -= len(household)

    def _household(self) -> list[ExtractPerson]:
        choose = self._random
        road, name, postal = choose.choice(self._roads)
        flat = choose.random() < 0.4
        house = f"{choose.randint(1, 60)}{choose.choice(('', '', '', 'A', 'B'))}"
        address = ExtractAddress(
            "0999", road, house, choose.choice(("st", "1", "2", "3")) if flat else "",
            choose.choice(("tv", "th", "mf")) if flat else "", name, "", postal, f"Fjordby {postal[-2:]}",
        )  # fmt: skip
        family = self._pick(self._last)
        adults = [self._number(choose.randint(20, 95)) for _ in range(choose.choice((1, 1, 2)))]
        children = [self._number(choose.randint(0, 18)) for _ in range(choose.choice((0, 0, 0, 1, 2)))]
        protected = choose.random() < 0.01
        people = []
        for cpr, born in adults + children:
            relations = [(RelationType.CHILD, child) for child, _ in children] if (cpr, born) in adults else []
            relations += [(RelationType.SPOUSE, other) for other, _ in adults if other != cpr and (cpr, born) in adults]
            relations += [(RelationType.MOTHER, adults[0][0])] if (cpr, born) in children else []
            first = self._pick(self._men if int(cpr.digits[9]) % 2 else self._women)
            if choose.random() < 0.12:
                first = f"{first}{choose.choice('- ')}{self._pick(self._women if first in _WOMEN else self._men)}"
            last = family if choose.random() < 0.8 else self._pick(self._last)
            middle = self._pick(self._last) if choose.random() < 0.5 else ""
            people.append(
                ExtractPerson(
                    cpr,
                    None,
                    1,
                    born,
                    f"{first} {last}",
                    first,
                    middle,
                    last,
                    address,
                    protected,
                    None,
                    tuple(relations),
                    (f"{first} {self._pick(self._last)}",) if choose.random() < 0.15 else (),
                )
            )
        return people

    def _pick(self, names: tuple[Sequence[str], list[float]]) -> str:
        return self._random.choices(names[0], cum_weights=names[1])[0]

    def _number(self, age: int) -> tuple[CprNumber, date]:
        born = REFERENCE - timedelta(days=int((age + self._random.random()) * 365.2425))
        key = (born.day, born.month, born.year % 100)
        serial = self._serial.get(key, self._random.randint(0, 200)) + 1
        self._serial[key] = serial
        seventh = 4 if born.year >= 2000 else 0
        return CprNumber(f"{born:%d%m%y}{seventh * 1000 + serial:04d}"), born


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    kind: str
    misspelt: bool
    person: ExtractPerson


def misspell(word: str, choose: random.Random) -> str:
    """One slip a hurried or unsure typist makes: letters swapped, lost, doubled or changed, or a spelling by ear."""
    by_ear = [(old, new) for old, new in _BY_EAR if old in word.lower()]
    if by_ear and choose.random() < 0.5:
        old, new = choose.choice(by_ear)
        return word.lower().replace(old, new, 1)
    at = choose.randrange(1, max(2, len(word) - 1))
    return choose.choice(
        (
            word[: at - 1] + word[at : at + 1] + word[at - 1] + word[at + 1 :] if at else word,
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + choose.choice("aeinrst") + word[at + 1 :],
        )
    )


_BY_EAR = (
    ("ch", "k"), ("k", "ch"), ("ø", "ö"), ("ø", "o"), ("å", "aa"), ("aa", "å"), ("æ", "ae"), ("ds", "ss"), ("th", "t"),
    ("t", "th"), ("ph", "f"), ("f", "ph"), ("ck", "k"), ("c", "k"), ("w", "v"), ("v", "w"), ("z", "s"), ("s", "z"),
    ("tt", "t"), ("ss", "s"), ("nn", "n"), ("ll", "l"), ("nd", "n"), ("ld", "l"), ("ie", "i"), ("x", "ks"),
)  # fmt: skip


def questions(people: Sequence[ExtractPerson], count: int, *, wrong: float = 0.1, seed: int = 11) -> list[Question]:
    """Seeded questions about the given people, in equal parts by CPR number, name and year, address."""
    choose = random.Random(seed)  # noqa: S311 - made-up questions, nothing secret
    askable = [person for person in people if not person.protected and person.address]
    asked = []
    for number in range(count):
        person, kind = choose.choice(askable), ("cpr", "name", "address")[number % 3]
        # A number has no spelling: the misspelt tenth of all questions falls on names and roads.
        misspelt = kind != "cpr" and choose.random() < wrong * 1.5
        asked.append(Question(_text(person, kind, choose, misspelt=misspelt), kind, misspelt, person))
    return asked


def _text(person: ExtractPerson, kind: str, choose: random.Random, *, misspelt: bool) -> str:
    if kind == "cpr":
        return person.cpr.written if choose.random() < 0.5 else person.cpr.digits
    if kind == "name":
        names = [person.first.split()[0].split("-")[0], person.last]
        if misspelt:
            slip = choose.randrange(2)
            names[slip] = misspell(names[slip], choose)
        if choose.random() < 0.3:
            names.reverse()
        return f"{' '.join(names)} {person.born:%Y}"
    address = person.address
    assert address is not None
    road = misspell(address.road_name, choose) if misspelt else address.road_name
    flat = f", {address.floor}. {address.door}" if address.floor and choose.random() < 0.5 else ""
    postal = f", {address.postal_code}" if choose.random() < 0.5 else ""
    return f"{road} {address.house}{flat}{postal}"
