"""The door to the registers: what may be asked, what comes back, and how a call fails.

A register is one adapter behind one gate. `submit` never blocks; the reply comes once, on a thread of the gate.
Every query but a document's says whom it is about, and the adapter refuses an answer about anybody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from threading import Event
from typing import Final, Protocol
from uuid import UUID

from app.access.model import Section
from app.citizen.model.archive import FilePart
from app.citizen.model.grants import Sector
from app.cpr import CprNumber


class RegisterKey(StrEnum):
    CPR = "cpr"
    EINDKOMST = "eindkomst"
    BBR = "bbr"
    ADDRESS = "address"
    BENEFITS = "benefits"
    ARCHIVE = "archive"


class FailureKind(StrEnum):
    """Why there is no answer. Each has its own sentence on the screen."""

    TIMEOUT = "timeout"
    UNAVAILABLE = "unavailable"
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    """Somebody answered in the register's place, without the key it is known by. Nothing was said to them."""
    DENIED = "denied"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    WRONG_PERSON = "wrong_person"
    NOT_FOUND = "not_found"
    NEEDS_CPR = "needs_cpr"
    NOT_CONFIGURED = "not_configured"


SILENT: Final = frozenset({
    FailureKind.TIMEOUT,
    FailureKind.UNREACHABLE,
    FailureKind.UNAVAILABLE,
    FailureKind.UNTRUSTED,
})  # fmt: skip
"""The register was not heard from: it, or the way to it, is away."""


class RegisterError(Exception):
    """A call that gave no answer. `detail` goes to the log: no number, name or amount, no answer text."""

    def __init__(self, kind: FailureKind, detail: str = "", *, retriable: bool = False) -> None:
        super().__init__(f"{kind}: {detail}" if detail else str(kind))
        self.kind = kind
        self.detail = detail
        self.retriable = retriable


@dataclass(frozen=True, slots=True)
class Ages:
    """After `refresh` ask again, after `stale` say so loudly, after `expiry` show it no more."""

    refresh: timedelta
    stale: timedelta
    expiry: timedelta


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. `total` bounds one call with its one retry and lies below the view's deadline."""

    connect: float
    read: float
    total: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a register is. `steps` is how many requests to it need one another inside one query at most.

    `knows_employee`: it is told who asks and answers by that authority, so that an answer confirms the roles.
    """

    key: RegisterKey
    title: str
    owner: str
    legal_basis: str
    sections: frozenset[Section]
    ages: Ages
    timeouts: Timeouts
    threads: int = 4
    steps: int = 1
    knows_employee: bool = False


@dataclass(frozen=True, slots=True)
class PersonQuery:
    """One person in CPR. Answer: `Person`, about `cpr` or, when that number is superseded, the one now in force."""

    cpr: CprNumber


@dataclass(frozen=True, slots=True)
class IncomeQuery:
    """Incomes by basismåned, both months included. Answer: `IncomeStatement`. `agreement` picks the access codes."""

    cpr: CprNumber
    first_month: date
    last_month: date
    agreement: str
    legal_basis: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class DwellingQuery:
    """The dwelling at a DAR address. Answer: `Dwelling`."""

    address_id: UUID


@dataclass(frozen=True, slots=True)
class GrantsQuery:
    """Benefits of one sector, limited to KLE subjects where the purpose is. Answer: `GrantList`."""

    cpr: CprNumber
    sector: Sector
    kle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CasesQuery:
    """All cases with the person as primary party. Answer: `CaseFile`."""

    cpr: CprNumber
    kle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseNumberQuery:
    """Whose case has this number. Answer: `CprNumber`, the primary party; a case without one is NOT_FOUND."""

    number: str


@dataclass(frozen=True, slots=True)
class FileQuery:
    """The bytes of one file part. Answer: `StoredFile`."""

    file: FilePart


@dataclass(frozen=True, slots=True)
class AddressSearchQuery:
    """Search as you type. Answer: tuple of `AddressHit`."""

    text: str


Query = (
    PersonQuery
    | IncomeQuery
    | DwellingQuery
    | GrantsQuery
    | CasesQuery
    | CaseNumberQuery
    | FileQuery
    | AddressSearchQuery
)


class Cancellation(Event):
    """An event that wakes whoever waits elsewhere: each callback runs once, on the thread that cancels."""

    def __init__(self) -> None:
        super().__init__()
        self._wake: list[Callable[[], None]] = []

    def on_set(self, wake: Callable[[], None]) -> None:
        self._wake.append(wake)
        if self.is_set():
            wake()

    def set(self) -> None:
        super().set()
        for wake in self._wake:
            wake()


@dataclass(frozen=True, slots=True)
class Call:
    """The circumstances of one call. `deadline` is a point on `Clock.monotonic`; `user` travels for the owner's log."""

    deadline: float
    user: str
    transaction: UUID
    cancelled: Event


@dataclass(frozen=True, slots=True)
class Answer:
    value: object
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """`since` is when the register was first found so, `reference` what support can search the log for."""

    kind: FailureKind
    since: datetime
    reference: str


Reply = Answer | Failure


class Register(Protocol):
    @property
    def manifest(self) -> Manifest: ...

    def submit(self, query: Query, call: Call, deliver: Callable[[Reply], None]) -> None:
        """Ask without blocking; `deliver` is called exactly once, unless the call was cancelled first."""
        ...

    def condition(self) -> Condition:
        """How the register has been lately; reading it asks nothing."""
        ...


class Health(StrEnum):
    UNKNOWN = "unknown"
    UP = "up"
    FAILING = "failing"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Condition:
    """`DOWN` means that the breaker is open: calls are answered "unavailable" at once until `retry_at`."""

    health: Health
    since: datetime
    kind: FailureKind | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page drawn: 24-bit BGR rows of `stride` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


class PageRenderer(Protocol):
    """Draws foreign PDFs in a process of their own. Both calls block; a hostile file raises UserError."""

    def page_count(self, content: bytes) -> int: ...

    def render(self, content: bytes, page: int, width: int) -> PageImage: ...
