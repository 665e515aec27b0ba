"""The made-up people in their own life situations, and a few hundred more without an error."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from adapters.training.municipality import Municipality
from app.access.purpose import state_purpose
from app.benefits.pension import pension_day
from app.benefits.rates import read_rates
from app.facts.model import CITIZEN, Fact, Facts, Unknown, Why
from app.situations.derive import facts_of
from app.situations.derived.told import Basis
from app.situations.detect import contradictions, detect, touched
from tests.app.desk import ERRANDS, StandingClock
from tests.app.situations.citizen_states import VOCABULARY
from tests.app.situations.generated import Town
from tests.app.situations.shipped import CONTRADICTIONS, SITUATIONS, STAND_INS

DAY = date(2026, 11, 20)
PENSION_AGE = Path("resources/rates/folkepensionsalder.toml")
RATES = read_rates({PENSION_AGE.name: PENSION_AGE.read_bytes()})
BASIS = Basis(VOCABULARY, "0999", partial(pension_day, rates=RATES, known=DAY))


@cache
def town() -> Town:
    return Town(Municipality(DAY, size=300))


def facts(cpr: str, errand: str) -> Facts:
    purpose = state_purpose(ERRANDS[errand], StandingClock())
    return facts_of(town().states(cpr, purpose), purpose, DAY, BASIS)


@pytest.mark.parametrize(
    ("who", "errand", "situation"),
    [
        ("newly_separated", "skilsmisse", "separation"),
        ("newly_separated", "skilsmisse", "flytte-fra-hinanden"),
        ("moved_last_week", "flytning", "flytning-ind"),
        ("arrived_from_abroad", "indrejse", "indrejse"),
        ("widow_changed_pension", "doedsfald", "enke"),
        ("widow_changed_pension", "helbredstillaeg", "pension-indkomst"),
        ("soon_67_years_abroad", "pension", "pensionsalder"),
        ("eighteen_last_week", "identitet", "fylder-18"),
        ("dead", "doedsfald", "doedsfald"),
    ],
)
def test_the_people_of_the_help_page_are_in_their_situations(who: str, errand: str, situation: str) -> None:
    known = facts(dict(town().town.named())[who], errand)
    assert situation in {detected.situation.key for detected in detect(known, SITUATIONS)}


def test_a_new_partner_and_somebody_who_says_she_is_alone_is_a_question() -> None:
    known = facts(dict(town().town.named())["new_partner_self_employed"], "friplads")
    told = [Fact("oplyst_enlig", True, CITIZEN)]
    asked = contradictions(known, "friplads", CONTRADICTIONS, declared=told)
    assert "enlig-med-anden-voksen" in {question.contradiction.key for question in asked}
    assert not contradictions(known, "friplads", CONTRADICTIONS)


def test_a_protected_home_tells_nothing_by_itself() -> None:
    known = facts(dict(town().town.named())["protected"], "boligstoette")
    assert known["adresse"] == Unknown("adresse", Why.PROTECTED, "cpr")
    assert known["andre_voksne_paa_adressen"] == Unknown("andre_voksne_paa_adressen", Why.PROTECTED, "cpr_extract")


@pytest.mark.parametrize("errand", sorted(ERRANDS))
def test_every_errand_of_everybody_goes_without_an_error(errand: str) -> None:
    told = [Fact("oplyst_indkomst_maaned", 10_000, CITIZEN), Fact("oplyst_personer", 1, CITIZEN)]
    for cpr in list(town().people)[:: 1 if errand == "kontanthjaelp" else 7]:
        known = facts(cpr, errand)
        for detected in detect(known, SITUATIONS):
            assert detected.because
            assert touched(detected.situation, known, STAND_INS)
        contradictions(known, errand, CONTRADICTIONS, declared=told)
