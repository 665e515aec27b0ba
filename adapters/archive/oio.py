"""OIO's bitemporal object, read with care: registrations, values with their virkning, and JSON of doubtful form.

RegisterError(MALFORMED) is raised for what has not the form that it must have, without a word of the answer in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from app.citizen.port import FailureKind, RegisterError
from app.clock import COPENHAGEN

Item = dict[str, Any]


def registrations(item: Item) -> list[Item]:
    """Oldest first; the archive sends them newest first, which nothing promises."""
    found = [mapping(entry) for entry in sequence(item.get("registreringer"))]
    if not found:
        raise malformed("an object without a registration")
    return sorted(found, key=registered)


def registered(registration: Item) -> datetime:
    """When it was entered, which is another time than when it is true."""
    at = moment(mapping(registration.get("fratidspunkt")).get("tidsstempeldatotid"))
    if at is None:
        raise malformed("a registration without a time")
    return at


def attributes(registration: Item, name: str) -> list[Item]:
    return [mapping(entry) for entry in sequence(mapping(registration.get("attributter", {})).get(name, []))]


def relations(registration: Item, name: str) -> list[Item]:
    return [mapping(entry) for entry in sequence(mapping(registration.get("relationer", {})).get(name, []))]


def related(registration: Item, name: str, now: datetime) -> Item | None:
    """The one relation in force; a relation that may stand once at most and stands twice says nothing."""
    items = [item for item in relations(registration, name) if in_force(item, now)]
    if len(items) > 1:
        raise malformed(f"several {name} in force at once")
    return items[0] if items else None


def describing(items: list[Item], now: datetime) -> Item:
    """The properties in force; where none are, the latest ones: a case does not lose its title by that."""
    if not items:
        raise malformed("an object without properties")
    current = [item for item in items if in_force(item, now)]
    return max(current or items, key=starts)


def state(registration: Item, name: str, now: datetime) -> str | None:
    states = [mapping(entry) for entry in sequence(mapping(registration.get("tilstande", {})).get(name, []))]
    current = [each for each in states if in_force(each, now)]
    return text(max(current, key=starts), "fremdrift") if current else None


def in_force(item: Item, now: datetime) -> bool:
    period = mapping(item.get("virkning"))
    if period.get("from") == "infinity" or period.get("to") == "-infinity":
        return False
    start, end = moment(period.get("from")), moment(period.get("to"))
    return (start is None or start <= now) and (end is None or now < end)


def starts(item: Item) -> datetime:
    return moment(mapping(item.get("virkning")).get("from")) or datetime.min.replace(tzinfo=UTC)


def text(item: Item, key: str) -> str | None:
    value = item.get(key, "")
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    raise malformed(f"{key} is no text")


def moment(value: object) -> datetime | None:
    """Aware, in UTC; None for the infinities. A time without a zone is Danish."""
    if value in ("infinity", "-infinity"):
        return None
    if not isinstance(value, str):
        raise malformed("a time that is no text")
    try:
        at = datetime.fromisoformat(value)
        return (at if at.tzinfo is not None else at.replace(tzinfo=COPENHAGEN)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise malformed("a time that is none") from None  # the cause would quote the answer


def day(value: object) -> date | None:
    """None also for what is no date: a letter keeps its text without one."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def flat(values: list[Any]) -> Iterator[Any]:
    """The items of a list that may hold them in lists of their own, as LoRa's `results` does."""
    for value in values:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def uuid(value: object) -> UUID:
    if isinstance(value, str):
        try:
            return UUID(value)
        except ValueError:
            pass
    raise malformed("an id that is no UUID")


def mapping(value: object) -> Item:
    if isinstance(value, dict):
        return value
    raise malformed("an object was expected")


def sequence(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    raise malformed("a list was expected")


def malformed(detail: str) -> RegisterError:
    return RegisterError(FailureKind.MALFORMED, detail)
