"""The application's side: the training servers as a child process, and the fault panel's calls to them."""

from __future__ import annotations

import atexit
import json
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import IO, Any, Final, TypeVar, cast
from urllib.parse import urlsplit

from app.citizen.port import RegisterKey
from app.counter.port import Appointment
from app.cpr import CprNumber
from app.errors import UserError
from app.training.port import Fault, FaultSetting

T = TypeVar("T")

_QUICK: Final = 5.0
_WHEN_MADE: Final = 60.0
"""For what waits until the municipality is made, or comes out of it line by line."""

_CHUNK: Final = 1 << 18
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class HttpFaultPanel:
    """`FaultPanel` over the servers' control. UserError("training-unavailable") where they do not answer.

    `control` says where that is when it is asked for, so that a window can have its panel before the servers are up.
    """

    def __init__(self, control: Callable[[], str]) -> None:
        self._control = control

    def set(self, register: RegisterKey, setting: FaultSetting) -> None:
        body = json.dumps({"fault": setting.fault.value, "delay": setting.delay})
        self._ask("PUT", f"/faults/{register.value}", HTTPResponse.read, body=body)

    def current(self) -> dict[RegisterKey, FaultSetting]:
        said: Any = self._ask("GET", "/faults", json.load)
        return {RegisterKey(key): FaultSetting(Fault(row["fault"]), row["delay"]) for key, row in said.items()}

    def people(self) -> tuple[tuple[str, str], ...]:
        """(key of the situation, CPR number) of the named people. Waits until the municipality is made."""
        said: Any = self._ask("GET", "/people", json.load, seconds=_WHEN_MADE)
        return tuple((row["key"], row["cpr"]) for row in said)

    def today(self) -> tuple[Appointment, ...]:
        """As `app.counter.port.Agenda`: who is expected in Fjordby. Waits until the municipality is made."""
        said: Any = self._ask("GET", "/appointments", json.load, seconds=_WHEN_MADE)
        return tuple(map(_appointment, said))

    def fetch_extract(self, path: Path) -> None:
        """The population extract as a file; none is left where it does not come whole."""
        part = path.with_name(path.name + ".part")

        def save(response: HTTPResponse) -> None:
            with part.open("wb") as file:
                while chunk := response.read(_CHUNK):
                    file.write(chunk)

        try:
            self._ask("GET", "/extract", save, seconds=_WHEN_MADE)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _ask(
        self,
        method: str,
        path: str,
        read: Callable[[HTTPResponse], T],
        *,
        body: str | None = None,
        seconds: float = _QUICK,
    ) -> T:
        connection = HTTPConnection(urlsplit(self._control()).netloc, timeout=seconds)
        try:
            connection.request(method, path, body=body)
            response = connection.getresponse()
            if response.status != 200:
                raise UserError("training-unavailable", detail=f"{path} answered {response.status}")
            return read(response)
        except (OSError, HTTPException, ValueError) as error:
            raise UserError("training-unavailable", detail=type(error).__name__) from error
        finally:
            connection.close()


def _appointment(row: dict[str, Any]) -> Appointment:
    return Appointment(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]).astimezone(UTC),
        duration=timedelta(minutes=row["minutes"]),
        citizen=CprNumber(row["cpr"]),
        errand=row["errand"],
        subject=row["subject"],
    )


class TrainingServers:
    """The servers in a process of their own, started at once; it ends with this one, however this one ends."""

    def __init__(self, argv: list[str]) -> None:
        self._reading = threading.Lock()
        self._endpoints: dict[str, str] | None = None
        self._stopping = threading.Lock()
        self._stopped = False
        self._child = child = subprocess.Popen(  # noqa: S603 - this program itself, as main.py spells it
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=_NO_WINDOW
        )
        self._lifeline, self._said = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
        self.panel = HttpFaultPanel(lambda: self.endpoints["control"])
        atexit.register(self.stop)

    @property
    def endpoints(self) -> dict[str, str]:
        """Waits for the addresses. UserError("training-unavailable") if the process ends before it has said them."""
        with self._reading:
            if self._endpoints is None:
                try:
                    self._endpoints = json.loads(self._said.readline())
                except ValueError as error:
                    raise UserError("training-unavailable", detail="the training servers did not start") from error
            return cast("dict[str, str]", self._endpoints)

    def fetch_extract(self, path: Path) -> None:
        self.panel.fetch_extract(path)

    def stop(self) -> None:
        """At once, and whoever waits for `endpoints` is told: the process has nothing to save. May be called again."""
        with self._stopping:
            if self._stopped:
                return
            self._stopped = True
        atexit.unregister(self.stop)
        self._child.kill()  # a goodbye would take half a second: so many people are cleared away
        self._child.wait()
        self._lifeline.close()
        self._said.close()
