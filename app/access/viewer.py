"""Who sits at the desk: a module of its own, because the window shows on it alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """The employee at the desk. Their own CPR number is `KnownPeople.own`: no screen needs it."""

    user: str
    name: str
    unit: str
