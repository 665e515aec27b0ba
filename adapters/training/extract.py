"""The population extract: CPR Direkte records (P12170, P12180) in CPR's own columns, right-trimmed.

The lines hold nothing that code page 1252 cannot. Within a person records come by number, the clear-text address
(003) last, as in CPR's own files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from adapters.training.people import Citizen, Stay

_NOBODY = "0000000000"
_TASK = "110901"


def extract_lines(
    produced: date, citizens: Iterable[Citizen], superseded: Mapping[str, Sequence[Citizen]]
) -> Iterator[str]:
    """Start record, everybody's records, end record with the number of records in between.

    `superseded` are the records of earlier numbers by the number now in force.
    """
    yield f"000{_NOBODY}{_TASK}{_compact(produced)}{_compact(produced)}"
    count = 0
    for citizen in citizens:
        for line in _person(citizen, superseded.get(citizen.cpr, ())):
            count += 1
            yield line.rstrip()
    yield f"9999999999999{count:08}"


def _person(citizen: Citizen, earlier: Iterable[Citizen]) -> Iterator[str]:
    cpr = citizen.cpr
    ended = _day(citizen.status_date) if citizen.current else " " * 10
    yield (
        f"001{cpr}{citizen.current or '':10}{citizen.status}{_moment(citizen.status_date)} {citizen.sex}"
        f"{_day(citizen.born)} {_day(citizen.born)} {ended} {citizen.occupation:34.34}"
    )
    if citizen.address is not None:
        came_from = next((stay for stay in citizen.former if stay.municipality != citizen.address.municipality), None)
        yield _address(cpr, citizen.address, came_from, citizen.former)
    for protection in citizen.protections:
        yield f"004{cpr}{protection.kind}{_day(protection.start)}{_day(protection.end)}"
    if citizen.emigrated is not None:
        country, day, lines = citizen.emigrated
        yield f"005{cpr}{country:0>4}{_moment(day)} {_lines(lines)}"
    if citizen.contact_lines:
        yield f"006{cpr}{_lines(citizen.contact_lines)}{_day(citizen.status_date)}"
    if citizen.disappeared is not None:
        yield f"007{cpr}{_moment(citizen.disappeared)}"
    yield (
        f"008{cpr}{citizen.first:50} {citizen.middle:40} {citizen.last:40} "
        f"{_moment(citizen.name_date) if citizen.last else '0' * 12} {citizen.addressing:34}"
    )
    yield f"009{cpr}{citizen.birth_authority:0>4}"
    yield f"010{cpr}{citizen.citizenship:0>4}{_moment(citizen.citizenship_date or citizen.born)}"
    yield f"011{cpr}{'F' if citizen.citizenship == '5100' else 'U'}{_day(citizen.born)}"
    yield from _civil(citizen)
    for child in citizen.children:
        yield f"014{cpr}{child}"
    yield _parents(citizen)
    for custody in citizen.custody:
        yield f"016{cpr}{custody.kind}{_day(custody.start)} {_day(custody.end)}{_related(custody.cpr, custody.start)}"
    if citizen.guardian is not None:
        guardian = citizen.guardian
        since = _day(guardian.start)
        yield (
            f"017{cpr}{since} {_day(guardian.end)}000{guardian.kind}{_related(guardian.cpr, guardian.start)}"
            f"{guardian.name or '':34}{since if guardian.name else '':10}{_lines(guardian.lines)}"
        )
    for old in earlier:
        yield f"022{cpr}{old.cpr}{_day(old.born)} {_day(old.status_date)}"
    for stay in citizen.former:
        if stay.end is not None:
            yield f"023{cpr} {_codes(stay)}{'':4}{stay.co_name:34.34}{_time(stay.start)} {_time(stay.end)}"
    if citizen.immigrated is not None:
        yield f"024{cpr} 0000{'0' * 12} {citizen.immigrated[0]:0>4}{_moment(citizen.immigrated[1])}"
    for first, middle, last, start, end in citizen.earlier_names:
        yield f"026{cpr} {first:50} {middle:40} {last:40} {_moment(start)} {_moment(end)}"
    for spouse, start, end in citizen.former_spouses:
        yield f"029{cpr} G{spouse}{'':46}{_moment(start)} {_moment(end)}"
    yield _clear_text(citizen)


def _civil(citizen: Citizen) -> Iterator[str]:
    reference = _moment(citizen.separated) if citizen.separated else ""
    since = "0" * 12 if citizen.civil == "U" else _moment(citizen.civil_date)
    yield f"012{citizen.cpr}{citizen.civil}{citizen.spouse or '':10}{'':46}{since} {reference}"
    if citizen.separated is not None:
        yield f"013{citizen.cpr}{reference}{_day(citizen.separated)}"


def _parents(citizen: Citizen) -> str:
    born = _day(citizen.born)
    mother, father = citizen.mother or _NOBODY, citizen.father or _NOBODY
    return f"015{citizen.cpr}{born} {mother}{'':46}{born} {father}"


def _address(cpr: str, stay: Stay, came_from: Stay | None, former: tuple[Stay, ...]) -> str:
    arrived = stay.start
    for earlier in former:
        if earlier.municipality != stay.municipality:
            break
        arrived = earlier.start
    left = f"{came_from.municipality}{_time(arrived)}" if came_from is not None else "0000" + "0" * 12
    began = f"{_time(stay.start)} {_time(arrived)}"
    return f"002{cpr}{_codes(stay)}{'':4}{stay.co_name:34.34}{began} {left} 0000"


def _codes(stay: Stay) -> str:
    """Municipality, road, house number, floor and door: 18 characters, padded as CPR pads them."""
    digits = stay.house.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    house = f"{digits:0>3}{stay.house[len(digits) :]}" if stay.house else ""
    floor = f"{stay.floor:0>2}" if stay.floor.isdigit() else stay.floor
    door = f"{stay.door:0>4}" if stay.door.isdigit() else f"{stay.door:>4}"
    return f"{stay.municipality}{stay.road_code}{house:4}{floor:2}{door:4}"


def _clear_text(citizen: Citizen) -> str:
    stay = citizen.address
    head = f"003{citizen.cpr}{citizen.addressing:34}"
    if stay is None:
        return f"{head}{'':136}0000{'':20}00000000"
    inside = " ".join(part for part in (stay.floor, stay.door) if part)
    standard = f"{stay.road_name} {stay.house}{',' + inside if inside else ''}".rstrip()
    return (
        f"{head}{stay.co_name:34.34}{stay.locality:34.34}{standard:34.34}{'':34}{stay.postal_code:0>4}"
        f"{stay.postal_district:20.20}{_codes(stay)}{'':4}{stay.road_name:20.20}"
    )


def _related(cpr: str | None, start: date) -> str:
    return f"{cpr}{_day(start)}" if cpr else " " * 20


def _lines(lines: tuple[str, ...]) -> str:
    return "".join(f"{line:34.34}" for line in (*lines[:5], *[""] * (5 - len(lines[:5]))))


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else " " * 10


def _compact(day: date) -> str:
    return f"{day.year}{day.month:02}{day.day:02}"


def _moment(day: date) -> str:
    """A day in a field that holds a time as well."""
    return f"{day.year}{day.month:02}{day.day:02}1200"


def _time(at: datetime) -> str:
    return f"{at.year}{at.month:02}{at.day:02}{at.hour:02}{at.minute:02}"
