"""What a register is asked about a field's value while the form goes on: one question, one outcome.

An outcome belongs to the question it answers; when the value has changed since, it is about something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from app.citizen.model.dwelling import AddressHit, Dwelling, Unit
from app.citizen.model.person import CustodyHolder
from app.citizen.port import RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.facts.model import Fact, Unknown, Why
from app.situations.forms.model import SAYS, Check


class Checker(Protocol):
    """The registers as a form asks them. Every call blocks, and raises UserError where there is no answer.

    Whoever answers about a person admits and traces the question first.
    """

    def addresses(self, text: str) -> tuple[AddressHit, ...]:
        """Addresses as typed, from Adressevælger."""
        ...

    def dwelling(self, address: UUID) -> Dwelling | None:
        """What BBR has at the address; None where it does not know it."""
        ...

    def is_resident(self, person: CprNumber, address: str) -> bool | None:
        """Whether the person is registered at an address as Adressevælger titles it; None where that may not be told,
        which a protected address is, or cannot be known."""
        ...

    def custody(self, child: CprNumber) -> frozenset[CustodyHolder]:
        """Who holds custody today, as CPR has it."""
        ...

    def is_protected(self, person: CprNumber) -> bool:
        """Whether name and address are protected today, or the person stands without a fixed address."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """An address as the person chose it; `id` is None where it was typed and not chosen."""

    text: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`person` for what is asked about one, `place` for what is asked about one, both for RESIDENT."""

    field: str
    check: Check
    person: CprNumber | None = None
    place: Place | None = None

    @property
    def source(self) -> RegisterKey:
        """Who is asked."""
        return _SOURCES[self.check]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One fact for each name of `SAYS`; Unknown where the register gave none."""

    question: Question
    facts: tuple[Fact | Unknown, ...]

    @property
    def is_answered(self) -> bool:
        return not any(isinstance(fact, Unknown) and fact.why is Why.FAILED for fact in self.facts)


_SOURCES: Final = {
    Check.DWELLING: RegisterKey.BBR,
    Check.RESIDENT: RegisterKey.CPR,
    Check.CUSTODY: RegisterKey.CPR,
    Check.PROTECTION: RegisterKey.CPR,
}
_HOLDERS: Final = {
    "indehaver_mor": CustodyHolder.MOTHER,
    "indehaver_far": CustodyHolder.FATHER,
    "indehaver_anden_1": CustodyHolder.OTHER_1,
    "indehaver_anden_2": CustodyHolder.OTHER_2,
}
# BBR's code lists. Kind of dwelling (enh023): 1 and 2 have a kitchen of their own, 3 a room, 4 shared, 5 for holidays;
# E is none. Kitchen (enh034): E own. Use (enh020): 110-190 to live in all the year.
_LIVED_IN: Final = ("1", "2", "3", "4", "5")
_OWN_KITCHEN: Final = "E"
_ALL_YEAR: Final = "1"


def ask(question: Question, checker: Checker, now: datetime) -> Outcome:
    """Ask the register and say what it answered. Blocks; no answer is an outcome, not an error."""
    try:
        said = _ANSWERS[question.check](question, checker)
    except UserError:
        return silent(question, Why.FAILED)
    facts = tuple(
        Unknown(f"{question.field}_{word}", Why.NOT_ASKED, question.source)
        if said.get(word) is None
        else Fact(f"{question.field}_{word}", said[word], question.source, now)
        for word in SAYS[question.check]
    )
    return Outcome(question, facts)


def silent(question: Question, why: Why) -> Outcome:
    """Nothing is known of it: not asked yet, or no answer."""
    source = _SOURCES[question.check]
    return Outcome(question, tuple(Unknown(f"{question.field}_{word}", why, source) for word in SAYS[question.check]))


def _dwelling(question: Question, checker: Checker) -> dict[str, bool | None]:
    place = question.place
    address = None if place is None else place.id or _only(place.text, checker.addresses(place.text))
    found = None if address is None else checker.dwelling(address)
    if found is None:
        return {"findes": address is not None, "er_bolig": False}
    units = tuple(unit for unit in found.units if _is_lived_in(unit))
    kitchens = {unit.kitchen.code for unit in units if unit.kitchen is not None}
    uses = {unit.use.code[:1] for unit in units if unit.use is not None}
    return {
        "findes": True,
        "er_bolig": bool(units),
        "helaarsbolig": _ALL_YEAR in uses if uses else None,
        "eget_koekken": _OWN_KITCHEN in kitchens if kitchens else None,
    }


def _is_lived_in(unit: Unit) -> bool:
    if unit.kind is not None:
        return unit.kind.code in _LIVED_IN
    return unit.use is not None and unit.use.code.startswith(_ALL_YEAR)


def _only(text: str, hits: tuple[AddressHit, ...]) -> UUID | None:
    """The address that is titled just as it was typed."""
    plain = "".join(text.casefold().split()).replace(",", "")
    ids = {hit.address_id for hit in hits if "".join(hit.title.casefold().split()).replace(",", "") == plain}
    return ids.pop() if len(ids) == 1 else None


def _resident(question: Question, checker: Checker) -> dict[str, bool | None]:
    if question.person is None or question.place is None:
        return {}
    return {"bor_der": checker.is_resident(question.person, question.place.text)}


def _custody(question: Question, checker: Checker) -> dict[str, bool | None]:
    if question.person is None:
        return {}
    holders = checker.custody(question.person)
    return {word: holder in holders for word, holder in _HOLDERS.items()}


def _protection(question: Question, checker: Checker) -> dict[str, bool | None]:
    return {} if question.person is None else {"beskyttet": checker.is_protected(question.person)}


_ANSWERS: Final = {
    Check.DWELLING: _dwelling,
    Check.RESIDENT: _resident,
    Check.CUSTODY: _custody,
    Check.PROTECTION: _protection,
}
