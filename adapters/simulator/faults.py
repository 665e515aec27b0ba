"""What a server may be made to do instead of answering well, and the waiting that this takes."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST_DELAY: Final = 3600.0


class Fault(StrEnum):
    """The words of `app.training.port.Fault`; a server knows nothing of the application."""

    NONE = "none"
    DELAY = "delay"
    TIMEOUT = "timeout"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    DENIED = "denied"
    MALFORMED = "malformed"
    HALF = "half"
    WRONG_PERSON = "wrong_person"


@dataclass(frozen=True, slots=True)
class Setting:
    """`delay` in seconds. ValueError for one that is negative, endless or no number."""

    fault: Fault = Fault.NONE
    delay: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.delay <= LONGEST_DELAY:
            raise ValueError("a delay is at least 0 and at most an hour")


class Switch:
    """A register's setting; whoever waits under one is released by the next."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._setting = Setting()
        self._released = threading.Event()

    @property
    def setting(self) -> Setting:
        return self._setting

    def set(self, setting: Setting) -> None:
        with self._lock:
            released, self._released = self._released, threading.Event()
            self._setting = setting
        released.set()

    def meet(self) -> tuple[Setting, threading.Event]:
        """The setting in force, and the event that is set when it no longer is."""
        with self._lock:
            return self._setting, self._released
