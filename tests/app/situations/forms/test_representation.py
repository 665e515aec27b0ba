"""For whom a form is filled in: what each way of acting needs, and what is to be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.facts.model import Facts
from app.situations.forms.representation import (
    Acting,
    Document,
    Doubt,
    Hindrance,
    Representation,
    Scope,
    doubts,
    hindrances,
)
from tests.app.situations.forms.made_up import NOW, TODAY, facts

WHOLE = Representation(
    Acting.POWER_OF_ATTORNEY,
    employee="Lise Nord",
    name="Bo Lund",
    expires=date(2027, 11, 20),
    document=Document.ORIGINAL,
    seen_at=NOW,
)
OTHERS = (Acting.GUARDIAN, Acting.POWER_OF_ATTORNEY, Acting.PARTY_REPRESENTATIVE)


def hindered(known: Facts | None = None, **changes: object) -> tuple[Hindrance, ...]:
    acting = replace(WHOLE, **changes)  # type: ignore[arg-type] # the test names fields of Representation
    return hindrances(acting, known or Facts(), TODAY)


def doubted(known: Facts | None = None, **changes: object) -> tuple[Doubt, ...]:
    acting = replace(WHOLE, **changes)  # type: ignore[arg-type] # the test names fields of Representation
    return doubts(acting, known or Facts(), TODAY)


def test_the_citizen_needs_nothing() -> None:
    assert hindrances(Representation(), Facts(), TODAY) == ()


def test_help_is_given_for_a_reason() -> None:
    assert hindered(acting=Acting.ASSISTED, why=" ") == (Hindrance.NO_REASON,)
    assert hindered(acting=Acting.ASSISTED, why="Kan ikke se skærmen") == ()


@pytest.mark.parametrize("acting", OTHERS)
@pytest.mark.parametrize(
    ("changes", "hindrance"),
    [
        ({}, None),
        ({"expires": None}, None),
        ({"expires": TODAY}, None),
        ({"scope": Scope.ALL}, None),
        ({"name": " "}, Hindrance.NO_NAME),
        ({"document": None}, Hindrance.NO_DOCUMENT),
        ({"seen_at": None}, Hindrance.NO_DOCUMENT),
        ({"document": Document.REGISTER}, Hindrance.NOT_REGISTERED),
        ({"scope": Scope.OTHER}, Hindrance.OUT_OF_SCOPE),
        ({"expires": date(2026, 11, 19)}, Hindrance.EXPIRED),
        ({"is_unclear": True}, Hindrance.UNCLEAR),
    ],
)
def test_whoever_acts_for_another_shows_by_what_right(
    acting: Acting, changes: dict[str, object], hindrance: Hindrance | None
) -> None:
    assert hindered(None, acting=acting, **changes) == ((hindrance,) if hindrance else ())


def test_a_guardian_whom_cpr_has_needs_no_other_paper() -> None:
    assert hindered(facts(har_vaerge=True), acting=Acting.GUARDIAN, document=Document.REGISTER) == ()
    assert hindered(facts(har_vaerge=False), acting=Acting.GUARDIAN, document=Document.REGISTER) == (
        Hindrance.NOT_REGISTERED,
    )


@pytest.mark.parametrize("acting", OTHERS)
def test_a_paper_for_the_municipality_opens_no_other_authority(acting: Acting) -> None:
    for scope in Scope:
        whole = replace(WHOLE, acting=acting, scope=scope)
        elsewhere = hindrances(whole, Facts(), TODAY, hand_over="Udbetaling Danmark")
        expected = {Scope.ALL: (Hindrance.OTHER_AUTHORITY,), Scope.OTHER: (Hindrance.OUT_OF_SCOPE,)}
        assert elsewhere == expected.get(scope, ()), scope


def test_all_that_hinders_is_said_at_once() -> None:
    nothing = Representation(Acting.GUARDIAN, scope=Scope.OTHER, expires=date(2020, 1, 1))
    assert hindrances(nothing, Facts(), TODAY) == (
        Hindrance.NO_NAME,
        Hindrance.NO_DOCUMENT,
        Hindrance.OUT_OF_SCOPE,
        Hindrance.EXPIRED,
    )


@pytest.mark.parametrize("acting", [Acting.SELF, Acting.ASSISTED])
def test_a_guardian_in_cpr_is_asked_about(acting: Acting) -> None:
    assert doubted(facts(har_vaerge=True), acting=acting) == (Doubt.HAS_GUARDIAN,)
    assert doubted(facts(har_vaerge=False), acting=acting) == ()
    assert doubted(acting=acting) == ()


def test_a_guardian_who_is_not_in_cpr_is_asked_about_once_cpr_has_answered() -> None:
    assert doubted(facts(har_vaerge=False), acting=Acting.GUARDIAN) == (Doubt.NO_GUARDIAN,)
    assert doubted(facts(har_vaerge=True), acting=Acting.GUARDIAN) == ()
    assert doubted(acting=Acting.GUARDIAN) == ()


@pytest.mark.parametrize(("expires", "soon"), [(TODAY, True), (date(2026, 12, 21), True), (date(2026, 12, 22), False)])
def test_a_paper_about_to_expire_is_told(expires: date, soon: bool) -> None:
    assert (Doubt.EXPIRES_SOON in doubted(expires=expires)) is soon
    assert Doubt.EXPIRES_SOON not in doubted(acting=Acting.SELF, expires=expires)
