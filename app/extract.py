"""This desk's CPR extract: read in from a file, and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from app.clock import danish_day
from app.errors import UserError
from app.population.index import PopulationIndex, build_index
from app.population.model import ExtractPerson
from app.site import Site
from app.training.guard import made_up_only

INDEX: Final = "population.db"
"""The index's file in the desk's folder."""


class Extract(Protocol):
    """The people of a file, and the day it was made."""

    produced: date

    def __iter__(self) -> Iterator[ExtractPerson]: ...


def import_extract(site: Site, file: Path, read: Callable[[BinaryIO], Extract], say: Callable[[str], None]) -> int:
    """The exit code. UserError: "extract-unreadable", what `read` raises, and in training "extract-real"."""
    index, keys = site.store / INDEX, site.index_keys
    try:
        with file.open("rb") as stream:
            extract = read(stream)
            people = made_up_only(extract) if site.is_training else extract
            build_index(index, people, keys, produced=extract.produced, municipality=site.municipality_code)
    except OSError as error:
        raise UserError("extract-unreadable", detail=type(error).__name__) from error
    say(f"CPR-udtræk af {extract.produced:%d-%m-%Y} er indlæst.")
    if not site.is_training:
        say("Slet filen nu. Udtrækket på arbejdspladsen er krypteret, filen er det ikke.")
    return 0


def open_extract(site: Site, make_fjordby: Callable[[date], int]) -> PopulationIndex:
    """Fjordby's is made when the day's is not there yet; `make_fjordby` gives an exit code. Blocks for seconds then.

    UserError: "index-missing" and what `PopulationIndex` raises.
    """
    clock, path, keys = site.clock, site.store / INDEX, site.index_keys
    if not site.is_training:
        return PopulationIndex(path, clock, keys)
    today = danish_day(clock.now())
    try:
        index = PopulationIndex(path, clock, keys)
    except UserError:
        index = None
    if index is not None and index.produced == today:
        return index
    if index is not None:
        index.close()
    if code := make_fjordby(today):
        raise UserError("index-missing", detail=f"import ended with {code}")
    return PopulationIndex(path, clock, keys)
