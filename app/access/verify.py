"""Whether an audit trail is what was written: on its own, so that it shares no mistake and no trick with the writer.

Nothing here comes from `app.access.audit`: the form of the chain is read as its module states it, with another JSON
library and SQL of its own, and the file is only ever read. What a line says is never repeated.

Found: every line changed, taken out, put in or moved, by its number; a file that ends before the last head, or is
another desk's. Not found: lines younger than the head that were cut off, and a chain that somebody who holds the
desk's key has computed anew from its head on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlcipher3 import dbapi2

if TYPE_CHECKING:  # SQLCipher's own has the same shape, and no types
    from sqlite3 import Connection

_KEY_BYTES: Final = 32


class Fault(StrEnum):
    UNREADABLE = "unreadable"
    """The file, from this line on."""
    NO_ANCHOR = "no-anchor"
    CHANGED = "changed"
    """The line does not follow from the one before it: changed, put in or moved."""
    MISSING = "missing"
    """There is no line of this number, but there are later ones."""
    PRUNED_UNTOLD = "pruned-untold"
    """The lines before this one are gone, and no line says that their time was up."""
    NO_HEAD = "no-head"
    OLDER = "older"
    """The file ends before this line, which the head knows to have been written."""
    NOT_THE_HEADS = "not-the-heads"
    """The line follows from those before it, but is not the one the head knows."""
    OTHER_DESK = "other-desk"


@dataclass(frozen=True, slots=True)
class Finding:
    number: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Report:
    """`lines` counts without the anchor. Up to line `pruned` the oldest were deleted, their time being up; `restored`
    are the lines from which a backup was gone on with. Neither is a fault; both are worth a question."""

    lines: int
    last: int
    pruned: int
    restored: tuple[int, ...]
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        return not self.findings

    def where_no_head_is_kept(self) -> Report:
        """The same of a desk whose key store forgets every head: that there is none is no fault there."""
        return replace(self, findings=tuple(f for f in self.findings if f.fault is not Fault.NO_HEAD))


def verify_file(path: Path, key: bytes, head: str | None) -> Report:
    """Of a desk's file, at work or not, or of a copy with its WAL beside it.

    `head` as the key store has it, read before this is called; None if it has none.
    """
    if len(key) != _KEY_BYTES:
        raise ValueError("the key has 32 bytes")
    try:
        connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    except dbapi2.Error:
        return Report(0, 0, 0, (), (Finding(0, Fault.UNREADABLE),))
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(f"x'{key.hex()}'")
        return verify(connection, head)
    finally:
        connection.close()


def verify(connection: Connection, head: str | None) -> Report:
    """Of the file behind `connection`, which is only read."""
    chain = _Chain(_read(head or "")[0])
    try:
        for number, line, digest in connection.execute("SELECT number, line, digest FROM audit ORDER BY number"):
            chain.take(number, line, digest)
    except dbapi2.Error:
        chain.find(chain.next, Fault.UNREADABLE)
    return chain.end()


class _Chain:
    """The rows so far. After a fault it goes on from the digest that stands there, so that each is placed by itself."""

    def __init__(self, head: dict[str, Any]) -> None:
        self.next = 0
        self._head = head
        self._head_met = False
        self._desk: object = None
        self._anchor: int | None = None
        self._digest = b""
        self._told = ""
        self._lines = 0
        self._restored: list[int] = []
        self._findings: list[Finding] = []

    def find(self, number: int, fault: Fault) -> None:
        self._findings.append(Finding(number, fault))

    def take(self, number: int, line: object, digest: object) -> None:
        said, canonical = _read(line)
        if self._anchor is None:
            self._take_anchor(number, said, canonical, digest)
        else:
            self._take_line(number, said, canonical, digest)
        if number == self._head.get("number"):
            self._head_met = True
            if not isinstance(digest, bytes) or digest.hex() != self._head.get("digest"):
                self.find(number, Fault.NOT_THE_HEADS)
        self._digest = digest if isinstance(digest, bytes) else b""
        self.next = number + 1

    def _take_anchor(self, number: int, said: dict[str, Any], canonical: bytes, digest: object) -> None:
        self._anchor, self._desk = number, said.get("desk")
        if number < 0 or self._desk is None:
            self.find(number, Fault.NO_ANCHOR)
        elif number == 0 and digest != sha256(canonical).digest():
            self.find(number, Fault.CHANGED)

    def _take_line(self, number: int, said: dict[str, Any], canonical: bytes, digest: object) -> None:
        self._lines += 1
        if number > self.next:
            # What this line follows is gone, so that only the gap can be told.
            self.find(self.next, Fault.MISSING)
        elif digest != sha256(self._digest + number.to_bytes(8, "big", signed=True) + canonical).digest():
            self.find(number, Fault.CHANGED)
        if said.get("event") == "pruned":
            self._told = said.get("result", "")
        elif said.get("event") == "restored":
            self._restored.append(number)

    def end(self) -> Report:
        anchor = self._anchor or 0
        if self._anchor is None:
            self.find(0, Fault.NO_ANCHOR)
        elif anchor > 0 and self._told != str(anchor):
            self.find(anchor, Fault.PRUNED_UNTOLD)
        self._compare_with_head()
        findings = tuple(sorted(self._findings, key=lambda finding: finding.number))
        return Report(self._lines, self.next - 1, anchor, tuple(self._restored), findings)

    def _compare_with_head(self) -> None:
        number = self._head.get("number")
        if not isinstance(number, int):
            self.find(self.next - 1, Fault.NO_HEAD)
            return
        if self._desk != self._head.get("desk"):
            self.find(self._anchor or 0, Fault.OTHER_DESK)
        if number >= self.next:
            self.find(self.next, Fault.OLDER)
        elif not self._head_met:
            self.find(number, Fault.NOT_THE_HEADS)


def _read(text: object) -> tuple[dict[str, Any], bytes]:
    """The JSON object and its canonical bytes; nothing of what is not canonical, for two readers might differ on it."""
    try:
        said = json.loads(text) if isinstance(text, str) else None
        canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return (said, canonical.encode()) if isinstance(said, dict) and canonical == text else ({}, b"")
    except (ValueError, RecursionError):
        return {}, b""
