"""The one box: what is typed there, and whom the extract on this desk has for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.cpr import CprNumber
from app.population.addresses import titled_address, typed_address
from app.population.index import PopulationIndex
from app.population.lawful import ByCaseNumber, ByCpr, Criterion, Empty, NotLawful, Unlawful
from app.population.model import Hit
from app.population.query import read_query

_MOST_HITS: Final = 50


class FindKind(StrEnum):
    """What the Find box understood. `NOT_LAWFUL` carries a note that says which combinations are possible."""

    NOTHING = "nothing"
    PEOPLE = "people"
    OUTSIDE = "outside"
    CASE = "case"
    NOT_LAWFUL = "not_lawful"
    NO_INDEX = "no_index"


@dataclass(frozen=True, slots=True)
class FindResult:
    """`hits` for PEOPLE; `cpr` for OUTSIDE (not in the extract: look up in CPR); `case_number` for CASE.

    `note` is a code for `widgets.texts`; `more` says that only the first hits are given. `address` is what to ask
    Adressevælger where the extract has no answer to it, and no part of it somebody's name; `extract` whether there is
    an extract on this desk. `criterion` is by which kind of search those were found who may be chosen, for the trace.
    """

    kind: FindKind
    hits: tuple[Hit, ...] = ()
    more: bool = False
    cpr: CprNumber | None = None
    case_number: str = ""
    note: str = ""
    address: str = ""
    extract: bool = True
    criterion: Criterion | None = None


def find(text: str, index: PopulationIndex | None, today: date, *, withheld: Collection[CprNumber] = ()) -> FindResult:
    """What the box means by `text`. Asks the extract only, never a register. Blocks briefly.

    Whoever is `withheld` counts as protected. By an extract of another day addresses end at the road; whoever typed
    the house number is answered all the same, having it already.
    """
    extract = index is not None
    query = read_query(text, today)
    typed = typed_address(text, query, today)
    if isinstance(query, Empty):
        return FindResult(FindKind.NOTHING)
    if isinstance(query, NotLawful):
        reason = Unlawful.ROAD_ALONE if typed else query.reason
        return FindResult(FindKind.NOT_LAWFUL, note=reason, address=typed, extract=extract)
    if isinstance(query, ByCaseNumber):
        return FindResult(FindKind.CASE, case_number=query.number, criterion=Criterion.CASE)
    if isinstance(query, ByCpr) and (index is None or not index.contains(query.cpr)):
        return FindResult(FindKind.OUTSIDE, cpr=query.cpr, extract=extract, criterion=Criterion.CPR)
    if index is None:
        return FindResult(FindKind.NO_INDEX, address=typed, extract=False)
    found = index.find(query, limit=_MOST_HITS, withheld=withheld)
    address = "" if found.hits else typed
    return FindResult(FindKind.PEOPLE, hits=found.hits, more=found.more, address=address, criterion=found.criterion)


def find_at(title: str, index: PopulationIndex | None, *, withheld: Collection[CprNumber] = ()) -> FindResult:
    """Who is registered just at the address Adressevælger calls `title`; nobody near by."""
    sought = titled_address(title)
    if sought is None:
        return FindResult(FindKind.NOT_LAWFUL, note=Unlawful.ROAD_ALONE, extract=index is not None)
    if index is None:
        return FindResult(FindKind.NO_INDEX, extract=False)
    found = index.find_at(sought, limit=_MOST_HITS, withheld=withheld)
    note = "" if found.hits else "nobody_registered"
    return FindResult(FindKind.PEOPLE, hits=found.hits, more=found.more, note=note, criterion=found.criterion)
