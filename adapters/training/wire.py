"""What a training server and a register's simulator say to each other: plain HTTP messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from adapters.training.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Request:
    """`path` without query, percent-decoded; `query` keeps repeated names; header names in lower case."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    content_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Simulator(Protocol):
    """A register's `simulator` module. Each function is pure but for what has been filed: same request and
    municipality, same response."""

    def respond(self, request: Request, town: Municipality) -> Response:
        """The right answer, in the register's real format."""
        ...

    def deny(self, request: Request, town: Municipality) -> Response:
        """What the register answers to somebody without a right to ask."""
        ...

    def impersonate(self, request: Request, town: Municipality) -> Response:
        """A well-formed answer about somebody (or something) else than was asked for."""
        ...
