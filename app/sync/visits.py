"""The route of what happened in a visit: from the outbox to the shared store."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from app.cases.port import Outcome, Receipt, Refusal
from app.cpr import CprNumber
from app.decoding import Decoder, decoder
from app.errors import UserError
from app.situations.port import VisitStore
from app.situations.told import Told

if TYPE_CHECKING:  # it loads SQLAlchemy
    from app.store.shared import SharedStore

_TOLD: Final[Decoder[Told]] = decoder(Told)
_OUTCOMES: Final = {
    "shared-refused": Outcome.REFUSED,
    "shared-conflict": Outcome.REFUSED,
    "shared-denied": Outcome.DENIED,
    "shared-older": Outcome.DENIED,
    "shared-newer": Outcome.DENIED,
}
"""Anything else may pass by itself."""


class LateVisits:
    """A `VisitStore` in the shared store, whose tables are loaded by the first who asks."""

    def __init__(self, open_shared: Callable[[], SharedStore]) -> None:
        self._open_shared = open_shared

    def append(self, told: Told) -> None:
        self._records().append(told)

    def of_citizen(self, citizen: CprNumber) -> tuple[Told, ...]:
        return self._records().of_citizen(citizen)

    def _records(self) -> VisitStore:
        from app.situations.records import PlanRecords

        return PlanRecords(self._open_shared())


def tell_visit(store: VisitStore, body: str) -> Receipt:
    """Hand an entry's record to the shared store. A refusal's reason is the error's code."""
    try:
        told = _TOLD.decode(body)
    except msgspec.DecodeError:
        return Receipt(Outcome.REFUSED, Refusal.UNREADABLE)
    try:
        store.append(told)
    except UserError as error:
        return Receipt(_OUTCOMES.get(error.code, Outcome.UNAVAILABLE), error.code)
    return Receipt(Outcome.FILED)
