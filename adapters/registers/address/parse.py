"""Adressevælger's answer to a search, pure."""

from __future__ import annotations

from uuid import UUID

from adapters.transport import parse_json
from app.citizen.model.dwelling import AddressHit
from app.citizen.port import FailureKind, RegisterError


def hits(body: bytes) -> tuple[AddressHit, ...]:
    """Every hit, in the service's order. Streets have ids of other kinds than addresses: theirs are not kept."""
    answer = parse_json(body)
    if not isinstance(answer, dict) or answer.get("status") != "ok":
        raise RegisterError(FailureKind.MALFORMED, "status is not ok")
    found = answer.get("fund")
    if not isinstance(found, list):
        raise RegisterError(FailureKind.MALFORMED, "fund")
    return tuple(_hit(entry) for entry in found)


def _hit(entry: object) -> AddressHit:
    if not isinstance(entry, dict):
        raise RegisterError(FailureKind.MALFORMED, "fund")
    kind, title = _text(entry, "type"), _text(entry, "titel")
    match kind:
        case "adresse":
            return AddressHit(
                kind, title, _id(entry, "id"), _id(entry, "husnummerId") if entry.get("husnummerId") else None
            )
        case "husnummer":
            return AddressHit(kind, title, None, _id(entry, "id"))
        case _:
            return AddressHit(kind, title, None)


def _text(entry: dict[str, object], field: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value:
        raise RegisterError(FailureKind.MALFORMED, field)
    return value


def _id(entry: dict[str, object], field: str) -> UUID:
    try:
        return UUID(_text(entry, field))
    except ValueError:
        raise RegisterError(FailureKind.MALFORMED, field) from None
