"""A fact: a name from the closed vocabulary, its value, where it came from and how old it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

Value = bool | int | Decimal | date | str | None
"""None: the source has answered and holds nothing."""

CITIZEN: Final = "citizen"
"""The source of what the citizen tells; registers are named by their `RegisterKey`."""


EXTRACT: Final = "cpr_extract"
"""The source of who is registered where: the municipality's CPR extract, as old as its day."""


class Kind(StrEnum):
    """What a value of the vocabulary is; an amount is in kroner."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    TEXT = "text"


class Why(StrEnum):
    """Why a fact has no value to reason with."""

    NOT_ASKED = "not_asked"
    """Outside the purpose, or refused."""
    LOADING = "loading"
    FAILED = "failed"
    NOT_TOLD = "not_told"
    """Only the citizen knows, and has not said."""
    DIFFERS = "differs"
    """Register and citizen say two things, and nobody has chosen."""
    PROTECTED = "protected"
    """It would tell a protected address: shown after an extra, traced step."""
    UNUSABLE = "unusable"
    """The source has answered with what cannot be reckoned with: a dwelling of 0 m²."""


@dataclass(frozen=True, slots=True)
class Fact:
    """`as_of` is when the source was asked, or when the citizen told it."""

    name: str
    value: Value
    source: str
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """`source` is who would know."""

    name: str
    why: Why
    source: str


@dataclass(frozen=True, slots=True)
class Facts(Mapping[str, Fact | Unknown]):
    """What is known now, by name. A name nobody has spoken of is `Unknown`, never an error and never zero."""

    _known: Mapping[str, Fact | Unknown] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Fact | Unknown]) -> Facts:
        return cls({fact.name: fact for fact in facts})

    def __getitem__(self, name: str) -> Fact | Unknown:
        return self._known.get(name) or Unknown(name, Why.NOT_TOLD, CITIZEN)

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def with_(self, facts: Iterable[Fact | Unknown]) -> Facts:
        """These facts with `facts` laid over them."""
        return Facts({**self._known, **{fact.name: fact for fact in facts}})
