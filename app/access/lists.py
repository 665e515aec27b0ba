"""The municipality's lists on this desk: its employees, and whom it shields. In the desk's encrypted file alone.

They lie beside the trace and not in the cache: a list that could be lost with a key would open whom it shields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from app.access.control import KnownPeople
from app.cpr import CprNumber
from app.errors import UserError
from app.store.port import DeskFile


class Listing(StrEnum):
    """Which list somebody is on, as the file that is read in spells it; why they are shielded is not kept."""

    COLLEAGUE = "kollega"
    SHIELDED = "skærmet"
    THREATENED = "truet"


Listed = tuple[CprNumber, Listing]


def read_lists(lines: Iterable[str]) -> Iterator[Listed]:
    """`CPR;list` a line, empty lines passed over. UserError("lists-malformed") with the line's number."""
    for place, line in enumerate(lines, start=1):
        written, _, listing = (part.strip() for part in line.lstrip("\ufeff").partition(";"))
        if not written and not listing:
            continue
        number = CprNumber.parse(written)
        if number is None or listing not in set(Listing):
            raise UserError("lists-malformed", detail=f"line {place}", line=place)
        yield number, Listing(listing)


def replace_lists(file: DeskFile, listed: Iterable[Listed]) -> int:
    """All lists at once, or none of them if `listed` raises; how many entries there are now.

    UserError("lists-empty") for no entry at all: a wrong file must not open everybody.
    """
    rows = sorted({(number.digits, listing.value) for number, listing in listed})
    if not rows:
        raise UserError("lists-empty")
    with file.write() as connection:
        connection.execute("DELETE FROM listed")
        connection.executemany("INSERT INTO listed VALUES (?, ?)", rows)
    return len(rows)


def known_people(file: DeskFile, own: CprNumber) -> KnownPeople:
    """Those on the lists now. UserError as the file raises it: without the lists nobody is looked up."""
    with file.read() as connection:
        rows = connection.execute("SELECT cpr, list FROM listed").fetchall()

    def of(listing: Listing) -> frozenset[CprNumber]:
        return frozenset(CprNumber(digits) for digits, on in rows if on == listing)

    return KnownPeople(own, of(Listing.COLLEAGUE), of(Listing.SHIELDED), of(Listing.THREATENED))
