"""The fault panel's door to the training servers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.citizen.port import RegisterKey


class Fault(StrEnum):
    """What a register may be made to do instead of answering well. DELAY still answers, later."""

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
class FaultSetting:
    """`delay` in seconds, used with DELAY only."""

    fault: Fault = Fault.NONE
    delay: float = 0.0


class FaultPanel(Protocol):
    def set(self, register: RegisterKey, setting: FaultSetting) -> None:
        """Takes effect for the next request. Blocks for one small call to this computer."""
        ...

    def current(self) -> dict[RegisterKey, FaultSetting]: ...
