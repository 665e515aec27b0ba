"""Sections to named facts: exactly the vocabulary, from the right source, and honest about what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.access.decide import Denied
from app.access.model import RelativeKind, Rule, Section
from app.access.purpose import state_purpose
from app.citizen.model.coded import Coded
from app.citizen.model.person import (
    CivilStatus,
    Custody,
    CustodyHolder,
    Emigration,
    FormerAddress,
    Guardianship,
    PersonStatus,
    Protection,
    ProtectionKind,
    RegisterDate,
)
from app.citizen.model.sections import DwellingFacts, PersonFacts, Relative, RelativeRole, State
from app.citizen.port import FailureKind
from app.cpr import CprNumber
from app.facts.model import EXTRACT, Fact, Kind, Unknown, Value, Why
from app.situations.derive import facts_of
from app.situations.derived.family import near_ones
from app.situations.derived.person import CIVIL, STATUS
from app.situations.derived.told import age, birthday
from tests.app.desk import CHILD, CITIZEN, ERRANDS, SPOUSE, StandingClock, dwelling, person
from tests.app.situations.citizen_states import (
    BASIS,
    EARLIER,
    NOW,
    SECTIONS,
    TODAY,
    VOCABULARY,
    child,
    citizen,
    facts,
    home,
    purpose,
    resident,
    spouse,
    state,
    unit,
    whole,
)

_TYPES: dict[Kind, type | tuple[type, ...]] = {
    Kind.BOOLEAN: bool,
    Kind.NUMBER: (int, Decimal),
    Kind.AMOUNT: (int, Decimal),
    Kind.DATE: date,
    Kind.TEXT: str,
}
_SHARED = {"personer_paa_adressen", "voksne_paa_adressen", "andre_voksne_paa_adressen", "boern_paa_adressen"}
DEAD = person(CHILD, status=PersonStatus.DEAD, status_since=RegisterDate(TODAY - timedelta(days=9)))


def about(**changes: object) -> PersonFacts:
    return PersonFacts(citizen(**changes), (spouse(), child()))


def value(name: str, **values: object) -> Value | Why:
    found = facts(**values)[name]  # type: ignore[arg-type] # sections by name
    return found.why if isinstance(found, Unknown) else found.value


# Vocabulary and derivation


def test_vocabulary_and_derivation_agree_exactly() -> None:
    found = facts()
    assert set(found) == {term.name for term in VOCABULARY.values() if term.section is not None}
    assert [fact for fact in found.values() if isinstance(fact, Unknown)] == []


def test_every_value_is_what_the_vocabulary_says() -> None:
    for name, fact in facts().items():
        term = VOCABULARY[name]
        assert isinstance(fact, Fact)
        assert fact.value is None or isinstance(fact.value, _TYPES[term.kind]), name
        assert not isinstance(fact.value, bool) or term.kind is Kind.BOOLEAN, name
        assert not term.values or fact.value is None or fact.value in term.values, name


def test_all_statuses_and_civil_statuses_have_a_word() -> None:
    assert set(STATUS) == set(PersonStatus)
    assert set(STATUS.values()) == set(VOCABULARY["cpr_status"].values)
    assert set(CIVIL) == set(CivilStatus)
    assert set(CIVIL.values()) == set(VOCABULARY["civilstand"].values)


def test_each_fact_names_its_register_and_how_old_it_is() -> None:
    found = facts()
    sources = {
        Section.PERSON: "cpr",
        Section.DWELLING: "bbr",
        Section.INCOME: "eindkomst",
        Section.BENEFITS: "benefits",
    }
    for name, fact in found.items():
        section = VOCABULARY[name].section
        if name not in _SHARED and section in sources:
            assert fact.source == sources[section], name
    registered = found["personer_paa_adressen"]
    assert isinstance(registered, Fact)
    assert (registered.source, registered.as_of.date() if registered.as_of else None) == (EXTRACT, date(2026, 11, 17))
    own, family = found["alder"], found["aegtefaelle_alder"]
    assert isinstance(own, Fact)
    assert isinstance(family, Fact)
    assert (own.as_of, family.as_of) == (NOW, EARLIER)


# Every state of a section


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(
    ("kind", "failure", "why"),
    [
        (State.LOADING, None, Why.LOADING),
        (State.FAILED, FailureKind.TIMEOUT, Why.FAILED),
        (State.DENIED, FailureKind.DENIED, Why.NOT_ASKED),
        (State.NOT_RELEVANT, None, Why.NOT_ASKED),
    ],
)
def test_a_section_without_a_value_leaves_its_facts_unknown(
    section: Section, kind: State, failure: FailureKind | None, why: Why
) -> None:
    states = {**whole(), section: state(section, None, kind, failure)}
    found = facts_of(states, purpose(), TODAY, BASIS)
    unknown = {name: fact.why for name, fact in found.items() if isinstance(fact, Unknown)}
    own = {term.name for term in VOCABULARY.values() if term.section is section}
    assert {name: unknown.get(name) for name in own} == dict.fromkeys(own, why)
    assert set(unknown) - own <= ({"andre_voksne_paa_adressen"} if section is Section.PERSON else set())


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_that_has_not_come_yet_is_on_its_way(section: Section) -> None:
    states = {key: one for key, one in whole().items() if key is not section}
    found = facts_of(states, purpose(), TODAY, BASIS)
    assert {f.why for f in found.values() if isinstance(f, Unknown)} == {Why.LOADING}


@pytest.mark.parametrize("section", SECTIONS)
def test_a_refused_section_says_nothing_though_it_holds_a_value(section: Section) -> None:
    states = whole()
    states[section] = replace(states[section], refusal=Denied(Rule.SHIELDED))
    found = facts_of(states, purpose(), TODAY, BASIS)
    own = [term.name for term in VOCABULARY.values() if term.section is section]
    assert {getattr(found[name], "why", None) for name in own} == {Why.NOT_ASKED}


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("kind", [State.STALE, State.FAILED])
def test_what_was_fetched_before_still_counts_with_its_age(section: Section, kind: State) -> None:
    states = whole()
    states[section] = replace(states[section], state=kind, as_of=EARLIER)
    found = facts_of(states, purpose(), TODAY, BASIS)
    assert [fact for fact in found.values() if isinstance(fact, Unknown)] == []


def test_outside_the_purpose_nothing_is_a_fact() -> None:
    found = facts_of(whole(), state_purpose(ERRANDS["pas"], StandingClock()), TODAY, BASIS)
    known = {VOCABULARY[name].section for name, fact in found.items() if isinstance(fact, Fact)}
    assert known == {Section.PERSON}
    assert found["indkomst_maaned"] == Unknown("indkomst_maaned", Why.NOT_ASKED, "eindkomst")


# Relatives


@pytest.mark.parametrize(
    ("opened", "shut"),
    [
        ((), {"aegtefaelle_alder", "yngste_barn_alder", "foraeldremyndighed_faelles", "paaroerende_doed_dage"}),
        ((RelativeKind.CHILD,), {"aegtefaelle_alder", "foraeldremyndighed_faelles"}),
        ((RelativeKind.SPOUSE,), {"yngste_barn_alder", "antal_boern_hjemme", "foraeldremyndighed_dage"}),
        ((RelativeKind.CHILD, RelativeKind.PARENT), {"aegtefaelle_alder"}),
    ],
)
def test_relatives_outside_the_purpose_are_not_asked(opened: tuple[RelativeKind, ...], shut: set[str]) -> None:
    found = facts(given=purpose(relatives=opened))
    asked = {"aegtefaelle_alder", "yngste_barn_alder", "antal_boern_hjemme", "foraeldremyndighed_faelles"}
    asked |= {"foraeldremyndighed_dage", "paaroerende_doed_dage"}
    not_asked = {name for name in asked if getattr(found[name], "why", None) is Why.NOT_ASKED}
    assert shut <= not_asked
    assert found["antal_boern"] == Fact("antal_boern", 1, "cpr", NOW)


@pytest.mark.parametrize(
    ("kind", "why"),
    [(State.LOADING, Why.LOADING), (State.FAILED, Why.FAILED), (State.DENIED, Why.NOT_ASKED)],
)
def test_a_relative_who_has_not_answered_leaves_the_family_open(kind: State, why: Why) -> None:
    silent = PersonFacts(citizen(), (spouse(state=kind, person=None), child(state=kind, person=None)))
    for name in ("aegtefaelle_samme_adresse", "antal_boern_hjemme", "yngste_barn_dage", "paaroerende_doed_dage"):
        assert value(name, person=silent) is why


def test_a_grown_up_child_nobody_may_see_does_not_hide_the_small_one() -> None:
    grown = Relative((RelativeRole.CHILD,), CprNumber("0305914077"), None, date(1991, 5, 3), State.DENIED)
    assert value("yngste_barn_alder", person=PersonFacts(citizen(), (child(), grown))) == 9


def test_relatives_without_a_number_count_by_what_cpr_says_of_them() -> None:
    born = date(2025, 5, 20)
    nameless = Relative((RelativeRole.CHILD,), None, "Barn", born, State.FRESH)
    family = PersonFacts(citizen(), (nameless, Relative((RelativeRole.SPOUSE,), None, "Navn", None, State.FRESH)))
    assert value("yngste_barn_alder", person=family) == 1
    assert value("antal_boern_hjemme", person=family) == 0
    assert value("aegtefaelle_alder", person=family) is None
    assert value("aegtefaelle_samme_adresse", person=family) is None


def test_dead_and_superseded_relatives_are_no_household() -> None:
    superseded = person(SPOUSE, status=PersonStatus.CHANGED_NUMBER)
    family = PersonFacts(citizen(), (spouse(person=superseded), child(person=DEAD)))
    assert value("aegtefaelle_samme_adresse", person=family) is None
    assert value("aegtefaelle_alder", person=family) is None
    assert value("antal_boern_hjemme", person=family) == 0
    assert value("yngste_barn_alder", person=family) is None
    assert value("foraeldremyndighed_faelles", person=family) is None
    assert value("paaroerende_doed_dage", person=family) == 9


def test_one_known_death_is_told_though_another_relative_is_silent() -> None:
    family = PersonFacts(citizen(), (child(person=DEAD), spouse(state=State.LOADING, person=None)))
    assert value("paaroerende_doed_dage", person=family) == 9


def test_the_register_s_own_birth_date_goes_before_the_number_s() -> None:
    corrected = person(CHILD, born=RegisterDate(date(2020, 1, 5)))
    assert value("yngste_barn_alder", person=PersonFacts(citizen(), (child(person=corrected),))) == 6
    days = value("barn_dage_til_skolestart", person=PersonFacts(citizen(), (child(person=corrected),)))
    assert days is None, "it has begun"


def test_birthdays_ahead_are_those_of_the_next_child() -> None:
    def with_children(*births: date) -> PersonFacts:
        return PersonFacts(citizen(), tuple(child(person=person(CHILD, born=RegisterDate(born))) for born in births))

    assert value("barn_dage_til_15", person=with_children(date(2011, 11, 20))) == 0
    assert value("barn_dage_til_15", person=with_children(date(2011, 11, 19))) is None
    assert value("barn_dage_til_15", person=with_children(date(2011, 12, 20), date(2011, 11, 21))) == 1
    assert value("barn_dage_til_18", person=with_children(date(2008, 11, 21), date(2011, 11, 21))) == 1
    assert value("yngste_barn_dage", person=with_children(date(2026, 11, 10), date(2011, 11, 21))) == 10


def test_custody() -> None:
    def under(*custody: Custody) -> PersonFacts:
        return PersonFacts(citizen(), (child(person=person(CHILD, custody=custody)),))

    born = RegisterDate(CHILD.birth_date or date.min)
    mother = Custody(CustodyHolder.MOTHER, born, None)
    since = Custody(CustodyHolder.FATHER, RegisterDate(date(2026, 11, 10)), None)
    ended = Custody(CustodyHolder.FATHER, born, date(2026, 11, 1))
    ahead = Custody(CustodyHolder.FATHER, RegisterDate(date(2026, 12, 1)), None)
    unsure = Custody(CustodyHolder.FATHER, RegisterDate(date(2026, 11, 10), uncertain=True), None)
    undated = Custody(CustodyHolder.FATHER, None, None)
    cases = [(mother, False, None), (since, True, 10), (ended, False, 19), (ahead, False, None), (undated, True, None)]
    for row, shared, days in cases:
        assert value("foraeldremyndighed_faelles", person=under(mother, row) if row is not mother else under(row)) is (
            shared
        )
        assert value("foraeldremyndighed_dage", person=under(row)) == days
    assert value("foraeldremyndighed_dage", person=under(unsure)) is None


# The citizen


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("navn", {"name": None}, None),
        ("alder", {"born": None}, None),
        ("foedt", {"born": None}, None),
        ("cpr_status", {"status": None}, None),
        ("status_dage", {"status_since": RegisterDate(date(2026, 11, 1), uncertain=True)}, None),
        ("status_dage", {"status_since": RegisterDate(date(2026, 11, 21))}, None),
        ("status_dage", {"status_since": RegisterDate(TODAY)}, 0),
        ("udrejst", {"status": PersonStatus.EMIGRATED}, True),
        ("i_kommunen", {"status": PersonStatus.EMIGRATED, "address": None}, False),
        ("i_kommunen", {"status": None}, False),
        ("civilstand", {"civil": None}, None),
        ("civilstand", {"civil": CivilStatus.WIDOWED}, "enke"),
        ("har_aegtefaelle", {"civil": CivilStatus.PARTNERSHIP}, True),
        ("har_aegtefaelle", {"civil": CivilStatus.DIVORCED}, False),
        ("separeret_dage", {"separated": True, "separated_since": RegisterDate(date(2026, 11, 10))}, 10),
        ("separeret_dage", {"separated": False, "separated_since": RegisterDate(date(2026, 11, 10))}, None),
        ("uden_fast_bopael", {"status": PersonStatus.SPECIAL_ROAD}, True),
        ("har_vaerge", {"guardianship": Guardianship(RegisterDate(date(2020, 1, 2)), None, None, None)}, True),
        ("har_vaerge", {"guardianship": Guardianship(RegisterDate(date(2020, 1, 2)), TODAY, None, None)}, False),
        ("beskyttet", {"protections": (Protection(ProtectionKind.NAME_AND_ADDRESS, None, None),)}, True),
        ("beskyttet", {"protections": (Protection(ProtectionKind.MARKETING, None, None),)}, False),
        ("digital_post", {"digital_post": None}, None),
        ("dage_til_15", {"born": RegisterDate(date(2011, 11, 21))}, 1),
        ("dage_til_18", {"born": RegisterDate(date(2008, 11, 19))}, -1),
        ("pensionsalder_dato", {"born": RegisterDate(date(1960, 2, 29))}, date(2027, 3, 1)),
        ("dage_til_pensionsalder", {"born": RegisterDate(date(1959, 11, 21))}, 1),
    ],
)
def test_the_citizen(name: str, changes: dict[str, object], expected: Value) -> None:
    assert value(name, person=about(**changes)) == expected


def test_nobody_grows_older_after_death() -> None:
    dead = about(status=PersonStatus.DEAD, address=None)
    assert value("doed", person=dead) is True
    for name in ("alder", "dage_til_18", "pensionsalder_dato", "dage_til_pensionsalder", "adresse", "flyttet_dage"):
        assert value(name, person=dead) is None
    assert value("foedt", person=dead) == date(1961, 2, 7)


@pytest.mark.parametrize(
    ("changes", "number", "day"),
    [
        ({"status": PersonStatus.DEAD, "status_since": RegisterDate(date(2026, 11, 2))}, True, date(2026, 11, 2)),
        ({"status": PersonStatus.DEAD, "status_since": RegisterDate(date(2026, 11, 2), uncertain=True)}, True, None),
        ({"status": PersonStatus.DEAD, "status_since": None}, True, None),
        ({"status": PersonStatus.RESIDENT, "status_since": RegisterDate(date(2026, 11, 2))}, False, None),
        ({"status": None, "status_since": RegisterDate(date(2026, 11, 2))}, False, None),
    ],
)
def test_who_died_and_when_is_told_of_the_dead_alone(
    changes: dict[str, object], number: bool, day: date | None
) -> None:
    assert value("doed_cpr_nummer", person=about(**changes)) == (CITIZEN.digits if number else None)
    assert value("doed_dato", person=about(**changes)) == day


def test_a_superseded_number_says_only_that() -> None:
    old = citizen(status=PersonStatus.CHANGED_NUMBER, current_cpr=SPOUSE)
    assert value("cpr_status", person=PersonFacts(old, ())) == "aendret-nummer"
    assert value("alder", person=PersonFacts(old, ())) is Why.LOADING
    assert value("alder", person=PersonFacts(replace(old, current_cpr=None), ())) is Why.FAILED


def test_without_a_pension_age_in_hand_none_is_given() -> None:
    basis = replace(BASIS, pension_day=lambda _born: None)
    found = facts_of(whole(), purpose(), TODAY, basis)
    assert found["dage_til_pensionsalder"] == Fact("dage_til_pensionsalder", None, "cpr", NOW)


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [("0461", "0999", "ind"), ("0999", "0461", "ud"), ("0999", "0999", "inden-for"), ("0461", "0101", "uden-for")],
)
def test_the_direction_of_the_last_move(before: str, now: str, direction: str) -> None:
    address = citizen().address
    assert address is not None
    moved = replace(address, key=replace(address.key, municipality=now))
    left = FormerAddress(replace(address.key, municipality=before), None, None, None, None, None)
    undone = replace(left, key=replace(left.key, municipality="0147"), mark="A")
    assert value("flytning_retning", person=about(address=moved, former_addresses=(undone, left))) == direction
    assert value("flytning_retning", person=about(address=moved, former_addresses=(undone,))) is None


def test_an_address_in_words() -> None:
    address = citizen().address
    assert address is not None
    cellar = replace(address, key=replace(address.key, house="007A", floor="kl", door=""))
    bare = replace(address, road_name=None, standard="Vej 7, 9998 Fjordby")
    assert value("adresse") == "Ærøvej 12, 2. tv, 9998 Fjordby"
    assert value("adresse", person=about(address=cellar)) == "Ærøvej 7A, kl, 9998 Fjordby"
    assert value("adresse", person=about(address=bare)) == "Vej 7, 9998 Fjordby"


def test_a_road_that_is_no_place_is_no_home() -> None:
    address = citizen().address
    assert address is not None
    nowhere = about(status=PersonStatus.SPECIAL_ROAD, address=replace(address, key=replace(address.key, road="9901")))
    for name in ("adresse", "flyttet_dato", "flyttet_dage", "flytning_retning"):
        assert value(name, person=nowhere) is None
    assert value("i_kommunen", person=nowhere) is True
    assert value("aegtefaelle_samme_adresse", person=nowhere) is False


@pytest.mark.parametrize(
    ("moved_in", "former", "expected"),
    [
        (RegisterDate(date(2026, 11, 8)), False, 12),
        (RegisterDate(date(2026, 11, 8)), True, None),
        (RegisterDate(date(2026, 11, 8), uncertain=True), False, None),
        (RegisterDate(date(1961, 3, 20)), False, None),
        (None, False, None),
    ],
)
def test_who_first_appears_long_after_birth_came_from_abroad(
    moved_in: RegisterDate | None, former: bool, expected: int | None
) -> None:
    address = citizen().address
    assert address is not None
    earlier = citizen().former_addresses if former else ()
    moved = about(address=replace(address, moved_in=moved_in), former_addresses=earlier)
    assert value("indrejst_dage", person=moved) == expected


def test_somebody_abroad_has_no_arrival() -> None:
    gone = about(status=PersonStatus.EMIGRATED, address=None, emigration=Emigration(Coded("5120", "Sverige"), None, ()))
    assert value("indrejst_dage", person=gone) is None


def test_birthdays_of_a_leap_day() -> None:
    born = date(2008, 2, 29)
    assert birthday(born, 18) == date(2026, 3, 1)
    assert (age(born, date(2026, 2, 28)), age(born, date(2026, 3, 1))) == (17, 18)


TWIN = CprNumber("0906174110")


def test_the_only_child_under_18_is_named_by_its_number_and_of_several_none_is() -> None:
    family = (spouse(), child())
    assert value("barn_cpr_nummer", person=PersonFacts(citizen(), family)) == CHILD.digits
    twins = PersonFacts(citizen(), (*family, replace(child(), cpr=TWIN)))
    assert value("barn_cpr_nummer", person=twins) is None
    beside_a_nameless_one = Relative((RelativeRole.CHILD,), None, "Barn", date(2025, 5, 20), State.FRESH)
    assert value("barn_cpr_nummer", person=PersonFacts(citizen(), (*family, beside_a_nameless_one))) is None
    assert value("barn_cpr_nummer", person=PersonFacts(citizen(), (spouse(),))) is None
    assert facts(given=purpose(relatives=(RelativeKind.SPOUSE,)))["barn_cpr_nummer"] == Unknown(
        "barn_cpr_nummer", Why.NOT_ASKED, "cpr"
    )


def test_near_the_citizen_are_the_spouse_and_the_children_whom_the_purpose_opens() -> None:
    opened = (RelativeKind.SPOUSE, RelativeKind.CHILD)
    born = CHILD.birth_date
    little = replace(child(person=person(TWIN, name=None), address_step=True), cpr=TWIN, born=TWIN.birth_date)
    family = PersonFacts(citizen(), (little, child(), spouse()))
    found = near_ones(family, opened, TODAY)
    assert [(near.kind, near.cpr, near.born) for near in found] == [
        (RelativeKind.SPOUSE, SPOUSE, SPOUSE.birth_date),
        (RelativeKind.CHILD, TWIN, TWIN.birth_date),
        (RelativeKind.CHILD, CHILD, born),
    ]
    assert [bool(near.name) for near in found] == [True, False, True]
    assert [near.kind for near in near_ones(family, opened[:1], TODAY)] == [RelativeKind.SPOUSE]
    assert near_ones(family, (RelativeKind.PARENT,), TODAY) == ()


@pytest.mark.parametrize(
    "relative",
    [
        child(person=None, state=State.DENIED),
        replace(child(person=None), cpr=None),
        child(person=DEAD),
        child(person=person(CHILD, born=RegisterDate(date(2001, 1, 1)))),
        spouse(person=person(SPOUSE, status=PersonStatus.DEAD)),
    ],
    ids=["not shown", "no number", "dead", "of age", "dead spouse"],
)
def test_nobody_else_is_near(relative: Relative) -> None:
    assert near_ones(PersonFacts(citizen(), (relative,)), tuple(RelativeKind), TODAY) == ()


def test_whoever_cpr_has_not_answered_about_is_near_by_what_is_known() -> None:
    (near,) = near_ones(
        PersonFacts(citizen(), (child(person=None, name="Ida", state=State.LOADING),)), tuple(RelativeKind), TODAY
    )
    assert (near.cpr, near.name, near.born) == (CHILD, "Ida", CHILD.birth_date)


# Protection

_TELLS = {
    "adresse", "kommunekode", "flyttet_dato", "flyttet_dage", "flytning_retning", "indrejst_dage",
    "aegtefaelle_samme_adresse", "aegtefaelle_flyttet_dage", "antal_boern_hjemme", "personer_paa_adressen",
    "voksne_paa_adressen", "andre_voksne_paa_adressen", "boern_paa_adressen", "personer_pr_vaerelse",
}  # fmt: skip


def test_a_protected_address_becomes_no_fact_before_the_traced_step() -> None:
    hidden = {"person": replace(about(), address_step=True), "dwelling": home(protected=True)}
    found = facts(**hidden)  # type: ignore[arg-type] # sections by name
    assert {name for name, fact in found.items() if isinstance(fact, Unknown)} == _TELLS
    assert {fact.why for fact in found.values() if isinstance(fact, Unknown)} == {Why.PROTECTED}
    assert "Ærøvej" not in repr(found)
    shown = facts(revealed=True, **hidden)  # type: ignore[arg-type] # sections by name
    assert [fact for fact in shown.values() if isinstance(fact, Unknown)] == []


def test_a_relative_s_protected_address_is_not_told_by_comparison() -> None:
    family = PersonFacts(citizen(), (spouse(address_step=True), child(address_step=True)))
    found = facts(revealed=True, person=family)
    told = {name for name, fact in found.items() if isinstance(fact, Unknown) and fact.why is Why.PROTECTED}
    assert told == {"aegtefaelle_samme_adresse", "aegtefaelle_flyttet_dage", "antal_boern_hjemme"}


# Dwelling


@pytest.mark.parametrize(
    ("name", "units", "expected"),
    [
        ("boligareal", (unit(), unit(total_area=16)), 100),
        ("boligareal", (unit(), unit(total_area=None)), None),
        ("vaerelser", (unit(rooms=None),), None),
        ("eget_koekken", (unit(kitchen=Coded("F", None)),), False),
        ("eget_koekken", (unit(kitchen=Coded("H", None)), unit()), True),
        ("eget_koekken", (unit(kitchen=None),), None),
        ("helaarsbolig", (unit(use=Coded("510", "Sommerhus")),), False),
        ("helaarsbolig", (unit(use=Coded("185", None)),), False),
        ("helaarsbolig", (unit(use=Coded("150", None)),), True),
        ("helaarsbolig", (unit(use=None),), None),
        ("personer_pr_vaerelse", (unit(rooms=2),), Decimal("1.50")),
        ("personer_pr_vaerelse", (unit(rooms=0),), None),
    ],
)
def test_the_dwelling(name: str, units: tuple[object, ...], expected: Value) -> None:
    assert value(name, dwelling=home(*units)) == expected  # type: ignore[arg-type] # units


def test_without_a_dwelling_the_register_holds_nothing() -> None:
    nothing = DwellingFacts(None, (), date(2026, 11, 18), False)
    for name in ("boligareal", "vaerelser", "eget_koekken", "helaarsbolig", "personer_paa_adressen"):
        assert value(name, dwelling=nothing) is None
    assert value("voksne_paa_adressen", dwelling=nothing) is None
    assert value("boligareal", dwelling=replace(home(), dwelling=dwelling())) is None


@pytest.mark.parametrize(
    ("kind", "failure", "why"),
    [
        (State.LOADING, None, Why.LOADING),
        (State.FAILED, FailureKind.TIMEOUT, Why.FAILED),
        (State.FAILED, FailureKind.DENIED, Why.NOT_ASKED),
    ],
)
def test_the_residents_are_known_before_bbr_answers(kind: State, failure: FailureKind | None, why: Why) -> None:
    waiting = state(Section.DWELLING, replace(home(), dwelling=None), kind, failure)
    found = facts_of({**whole(), Section.DWELLING: waiting}, purpose(), TODAY, BASIS)
    assert found["boligareal"] == Unknown("boligareal", why, "bbr")
    assert isinstance(found["personer_paa_adressen"], Fact)


def test_who_else_is_grown_up_and_registered_there() -> None:
    young = resident(CprNumber("0906174073"), date(2008, 11, 21))
    just_grown = resident(CprNumber("0906174074"), date(2008, 11, 20))
    crowd = home(residents=(resident(CITIZEN), young, just_grown))
    assert value("voksne_paa_adressen", dwelling=crowd) == 2
    assert value("andre_voksne_paa_adressen", dwelling=crowd) == 1
    assert value("boern_paa_adressen", dwelling=crowd) == 1
    not_there = home(residents=(just_grown,))
    assert value("andre_voksne_paa_adressen", dwelling=not_there) == 1
    ageless = home(residents=(resident(CITIZEN), replace(young, born=None)))
    assert value("andre_voksne_paa_adressen", dwelling=ageless) is None
    assert value("boern_paa_adressen", dwelling=ageless) is None
    assert value("personer_paa_adressen", dwelling=ageless) == 2


def test_without_an_extract_nobody_knows_who_is_registered() -> None:
    assert value("personer_paa_adressen", dwelling=replace(home(), residents=None)) is Why.FAILED


# Income
