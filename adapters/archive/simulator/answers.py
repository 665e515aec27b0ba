"""How LoRa answers and writes time, for what the training archive gives and what it takes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from adapters.training.wire import Response

Object = dict[str, Any]


def message(status: int, text: str) -> Response:
    return said(status, {"message": text})


def said(status: int, value: Object) -> Response:
    return Response(status, "application/json", json.dumps(value, ensure_ascii=False).encode())


def period(start: datetime, end: datetime | None) -> Object:
    return {"from": stamp(start), "to": stamp(end) if end is not None else "infinity"}


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S+00")


def starts(item: Object) -> datetime:
    """From when it is true. KeyError, TypeError or ValueError where it does not say so."""
    return datetime.fromisoformat(item["virkning"]["from"]).astimezone(UTC)
