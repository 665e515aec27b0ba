"""Forms from the resources, facts, and registers that answer from a table, for tests of forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from app.benefits.declaration import Benefit, load_benefits
from app.citizen.model.coded import Coded
from app.citizen.model.dwelling import AddressHit, Dwelling, Unit
from app.citizen.model.person import CustodyHolder
from app.citizen.port import FailureKind, RegisterKey
from app.cpr import CprNumber
from app.errors import UserError
from app.facts.model import Fact, Facts, Unknown, Value, Why
from app.facts.vocabulary import kinds, load_vocabulary
from app.situations.forms.answers import Choice, Sheet, Told, fill
from app.situations.forms.check import Outcome, ask
from app.situations.forms.load import load_forms
from app.situations.forms.model import Form
from tests.app.desk import ADDRESS_ID, ERRANDS

ROOT: Final = Path(__file__).parents[4]
NOW: Final = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
FETCHED: Final = datetime(2026, 11, 20, 12, 58, tzinfo=UTC)
TODAY: Final = date(2026, 11, 20)
ADULT: Final = CprNumber("0702614075")
TEENAGER: Final = CprNumber("2011144070")
"""Twelve years old on TODAY."""
CHILD: Final = CprNumber("0906174072")
PLACE: Final = "Ærøvej 12, 2. tv, 9998 Fjordby"


@cache
def vocabulary() -> Mapping[str, object]:
    return load_vocabulary(ROOT / "resources" / "facts.toml")


@cache
def benefits() -> Mapping[str, Benefit]:
    known = kinds(load_vocabulary(ROOT / "resources" / "facts.toml"))
    return load_benefits(ROOT / "resources" / "benefits", known)


@cache
def forms() -> Mapping[str, Form]:
    known = kinds(load_vocabulary(ROOT / "resources" / "facts.toml"))
    return load_forms(ROOT / "resources" / "forms", known, ERRANDS, benefits=benefits())


def fact(name: str, value: Value, source: str = RegisterKey.CPR) -> Fact:
    return Fact(name, value, source, FETCHED)


def failed(name: str, source: str = RegisterKey.CPR, why: Why = Why.FAILED) -> Unknown:
    return Unknown(name, why, source)


def facts(**values: Value) -> Facts:
    return Facts.of(fact(name, value) for name, value in values.items())


def told(answers: Mapping[str, str], at: datetime = NOW) -> dict[str, Told]:
    return {name: Told(text, at) for name, text in answers.items()}


def sheet(
    form: str,
    answers: Mapping[str, str] | None = None,
    known: Facts | None = None,
    outcomes: Iterable[Outcome] = (),
    choices: Mapping[str, Choice] | None = None,
) -> Sheet:
    return fill(forms()[form], told(answers or {}), choices or {}, known or Facts(), outcomes, TODAY)


def unit(kind: str = "1", use: str = "140", kitchen: str = "E") -> Unit:
    return Unit(
        UUID(int=7),
        Coded(use, None) if use else None,
        Coded(kind, None) if kind else None,
        84,
        84,
        None,
        3,
        None,
        None,
        Coded(kitchen, None) if kitchen else None,
    )


def dwelling(*units: Unit) -> Dwelling:
    return Dwelling(ADDRESS_ID, PLACE, Coded("3", "Gældende"), "2", "tv", "0999", units, None)


@dataclass
class TableChecker:
    """Answers at once; `down` makes it silent."""

    hits: tuple[AddressHit, ...] = (AddressHit("adresse", PLACE, ADDRESS_ID),)
    at: Dwelling | None = field(default_factory=lambda: dwelling(unit()))
    lives_there: bool | None = True
    holders: frozenset[CustodyHolder] = frozenset((CustodyHolder.MOTHER, CustodyHolder.FATHER))
    protected: bool = False
    down: bool = False
    asked: list[str] = field(default_factory=list)

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.down:
            raise UserError("register-failed", register=RegisterKey.CPR, kind=FailureKind.TIMEOUT)

    def addresses(self, text: str) -> tuple[AddressHit, ...]:
        self._ask("addresses")
        return self.hits if text else ()

    def dwelling(self, address: UUID) -> Dwelling | None:
        self._ask("dwelling")
        return self.at if address == ADDRESS_ID else None

    def is_resident(self, person: CprNumber, address: str) -> bool | None:
        self._ask("is_resident")
        return self.lives_there if address else None

    def custody(self, child: CprNumber) -> frozenset[CustodyHolder]:
        self._ask("custody")
        return self.holders

    def is_protected(self, person: CprNumber) -> bool:
        self._ask("is_protected")
        return self.protected


def checked(
    form: str, answers: Mapping[str, str], known: Facts | None = None, checker: TableChecker | None = None
) -> Sheet:
    """The sheet once every question of it has its outcome."""
    first = sheet(form, answers, known)
    outcomes = [ask(question, checker or TableChecker(), NOW) for question in first.questions]
    return sheet(form, answers, known, outcomes)


def amount(text: str) -> Decimal:
    return Decimal(text)
