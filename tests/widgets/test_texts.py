"""Every code of app and adapters has its sentence, and every member of every shown enumeration its words."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from app.access.model import Rule, Section
from app.cases.port import Refusal
from app.citizen.model.income import Amount, IncomeGroup
from app.citizen.model.person import CivilStatus, CustodyHolder, PersonStatus
from app.citizen.model.sections import RelativeRole, TimelineEvent, TimelineKind
from app.citizen.port import FailureKind, RegisterKey
from app.errors import UserError
from tests.app.desk import StandingClock
from widgets import texts

ROOT = Path(__file__).resolve().parents[2]
PARAMS = {
    "file": "fil.toml",
    "key": "nøgle",
    "keys": "nøgle, anden",
    "columns": "navn, alder",
    "register": "cpr",
    "kind": "timeout",
    "line": 1,
    "reason": "x",
    "rule": "self",
    "hours": 1,
    "backend": "null",
    "before": "KWallet",
    "now": "SecretService",
}


def codes() -> Iterator[str]:
    for room in ("app", "adapters", "widgets"):
        for file in (ROOT / room).rglob("*.py"):
            yield from _codes_in(file)
    yield from _codes_in(ROOT / "main.py")


def _codes_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UserError":
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


@pytest.mark.parametrize("code", sorted(set(codes())))
def test_every_code_has_a_sentence(code: str) -> None:
    sentence = texts.error(UserError(code, **PARAMS))  # type: ignore[arg-type] # the parameters any sentence may use
    assert code not in sentence
    assert "{" not in sentence
    assert sentence.endswith(".")


def test_an_unknown_code_still_gives_a_sentence() -> None:
    assert "sære-kode" in texts.error(UserError("sære-kode"))


@pytest.mark.parametrize(
    ("kind", "say"),
    [
        (Section, texts.section),
        (RegisterKey, texts.register),
        (PersonStatus, texts.person_status),
        (CivilStatus, texts.civil_status),
        (RelativeRole, texts.role),
        (CustodyHolder, texts.custody_holder),
        (IncomeGroup, texts.income_group),
        (Amount, texts.amount_kind),
        (Refusal, texts.parked),
    ],
)
def test_every_member_has_words(kind: type[Enum], say: Callable[[Any], str]) -> None:
    assert all(say(member) for member in kind)


@pytest.mark.parametrize("kind", FailureKind)
def test_every_failure_is_a_sentence_about_its_source(kind: FailureKind) -> None:
    sentence = texts.failure(kind, "BBR")
    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize("rule", Rule)
def test_every_refusal_is_a_sentence(rule: Rule) -> None:
    assert texts.refusal(rule).endswith(".")


@pytest.mark.parametrize("kind", TimelineKind)
@pytest.mark.parametrize("hidden", [True, False])
def test_every_event_is_a_line_and_a_hidden_move_names_no_place(kind: TimelineKind, hidden: bool) -> None:
    params = {
        "road": "Ærøvej", "house": "12", "district": "Fjordby", "civil": "G", "status": "90", "holder": "3",
        "group": "wage", "payer": "11111111", "title": "Sag", "state": "Oplyst", "name": "Alma", "country": "Sverige",
        "number": "23.05.10-G01-1-26",
    }  # fmt: skip
    day = StandingClock().now().date()
    line = texts.event(TimelineEvent(day, kind, tuple(params.items()), RegisterKey.CPR), hide_address=hidden)
    assert line
    assert "{" not in line
    if kind is TimelineKind.MOVED:
        assert ("Ærøvej" in line) != hidden


def test_a_widow_is_a_widow_and_a_widower_a_widower(qapp: object) -> None:
    said = [texts.civil_status(CivilStatus.WIDOWED, sex) for sex in ("K", "M", None)]
    assert said == ["Enke", "Enkemand", "Enke/enkemand"]
    assert texts.civil_status(CivilStatus.DIVORCED, "K") == "Fraskilt"
