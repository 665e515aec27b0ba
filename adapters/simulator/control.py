"""What the application and the tests tell the servers, as JSON: faults, who there is, the extract."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from typing import Final, Protocol

from adapters.simulator.faults import Setting
from adapters.simulator.loopback import Exchange
from adapters.simulator.town import Town
from adapters.training.appointments import AppointmentRow
from adapters.training.wire import Response

_LINES: Final = 2_000


class Switches(Protocol):
    """The servers, as far as they are told from outside."""

    def set(self, register: str, fault: str, delay: float = 0.0) -> None: ...

    def settings(self) -> Mapping[str, Setting]: ...


class Control:
    """GET /faults, and once the municipality is made /people, /appointments, /extract and /ready; PUT /faults/{key}."""

    def __init__(self, switches: Switches, town: Town) -> None:
        self._switches = switches
        self._town = town

    def handle(self, exchange: Exchange) -> None:
        match (exchange.asked.method, *exchange.asked.path.strip("/").split("/")):
            case ("GET", "faults"):
                exchange.reply(_json({key: _written(setting) for key, setting in self._switches.settings().items()}))
            case ("PUT", "faults", register):
                exchange.reply(self._set(register, exchange.asked.body))
            case ("GET", "people"):
                exchange.reply(_json([{"key": key, "cpr": cpr} for key, cpr in self._town.get().named()]))
            case ("GET", "appointments"):
                exchange.reply(_json([_appointment(row) for row in self._town.get().appointments()]))
            case ("GET", "extract"):
                exchange.reply_stream("text/plain; charset=cp1252", _encoded(self._town.get().extract()))
            case ("GET", "ready"):
                self._town.get()
                exchange.reply(_json({"ready": True}))
            case _:
                exchange.reply(_json({"error": "no such resource"}, status=404))

    def _set(self, register: str, body: bytes) -> Response:
        try:
            wanted = json.loads(body)
            self._switches.set(register, wanted["fault"], wanted.get("delay", 0.0))
        except KeyError:
            return _json({"error": "no such register, or no fault named"}, status=404)
        except (ValueError, TypeError, AttributeError):
            return _json({"error": "no such fault or delay"}, status=400)
        return _json(_written(self._switches.settings()[register]))


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    """The extract as a file in code page 1252: lines with a line feed between them."""
    rest = iter(lines)
    separator = ""
    while batch := list(islice(rest, _LINES)):
        yield (separator + "\n".join(batch)).encode("cp1252")
        separator = "\n"


def _appointment(row: AppointmentRow) -> dict[str, str | int]:
    return {**asdict(row), "at": row.at.isoformat()}


def _written(setting: Setting) -> dict[str, str | float]:
    return {"fault": setting.fault.value, "delay": setting.delay}


def _json(value: object, *, status: int = 200) -> Response:
    return Response(status, "application/json", json.dumps(value).encode())
