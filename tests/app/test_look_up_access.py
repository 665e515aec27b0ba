"""What a role, a relation or an old address leaves out of a look-up: not asked, not shown, and traced by its rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.access.decide import Denied, Overridable, Refusal
from app.access.model import Purpose, Rule, Section, Sensitivity
from app.access.purpose import override, state_purpose
from app.access.roles import Delimitation, SystemRole, UserSystemRole
from app.access.trace import TraceEvent
from app.citizen.lookup import look_up
from app.citizen.model.archive import Case, CaseFile
from app.citizen.model.coded import Coded
from app.citizen.model.person import Protection, ProtectionKind, Relation, RelationKind
from app.citizen.model.sections import DwellingFacts, PersonFacts, SectionState, State, Timeline
from app.citizen.port import CasesQuery, DwellingQuery, FailureKind, PersonQuery, RegisterKey
from app.cpr import CprNumber
from app.population.index import PopulationIndex, build_index
from tests.app.desk import ADDRESS_ID, CHILD, CITIZEN, ERRANDS, SPOUSE, Desk, dwelling, person, roles
from tests.app.population.conftest import person as registered

COLLEAGUE = Overridable(Rule.COLLEAGUE, timedelta(hours=1))
OWN_UNIT, OTHER_UNIT = UUID(int=1), UUID(int=2)


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    family = (Relation(RelationKind.SPOUSE, SPOUSE), Relation(RelationKind.CHILD, CHILD))
    desk.tables[RegisterKey.CPR].answers = {
        PersonQuery(CITIZEN): person(relations=family),
        PersonQuery(SPOUSE): person(SPOUSE),
        PersonQuery(CHILD): person(CHILD),
    }
    desk.tables[RegisterKey.BBR].answers = {DwellingQuery(ADDRESS_ID): dwelling()}
    desk.tables[RegisterKey.ARCHIVE].answers = {
        CasesQuery(CITIZEN, ERRANDS["flytning"].kle): CaseFile(
            (
                case("23.05.10", OWN_UNIT, Sensitivity.CONFIDENTIAL),
                case("23.05.10", OTHER_UNIT, Sensitivity.CONFIDENTIAL),
                case("23.05.10", OWN_UNIT, Sensitivity.VIP),
                case("27.03.00", OWN_UNIT, Sensitivity.CONFIDENTIAL),
            ),
            left_out=1,
        )
    }
    return desk


def case(subject: str, unit: UUID, sensitivity: Sensitivity) -> Case:
    opened = Desk().clock.now() - timedelta(days=20)
    return Case(
        id=UUID(int=3),
        number="23.05.10-G01-1-26",
        title=f"Sag {subject} {unit} {sensitivity}",
        description=None,
        subject=Coded(subject, None),
        state="Oplyst",
        opened=opened,
        unit="Borgerservice",
        sensitivity=sensitivity,
        primary_party=CITIZEN,
        journal=(),
        events=(),
        documents=(),
        unit_id=unit,
    )


def walk(desk: Desk, purpose: Purpose | None = None, **options: object) -> dict[Section, SectionState]:
    purpose = purpose or desk.purpose("flytning")
    states = look_up(CITIZEN, purpose, desk.viewer, desk.sources, **options)  # type: ignore[arg-type] # keywords of look_up
    return {state.section: state for state in states}


def refusals(desk: Desk) -> list[tuple[tuple[Section, ...], str, CprNumber | None]]:
    return [
        (line.sections, line.result, line.relative) for line in desk.trace.lines if line.event is TraceEvent.REFUSED
    ]


@pytest.mark.parametrize(
    ("known", "refused"),
    [
        ({"own": CITIZEN}, Denied(Rule.SELF)),
        ({"own": SPOUSE, "shielded": frozenset({CITIZEN})}, Denied(Rule.SHIELDED)),
        ({"own": SPOUSE, "threatened": frozenset({CITIZEN})}, Denied(Rule.SHIELDED)),
        ({"own": SPOUSE, "colleagues": frozenset({CITIZEN})}, COLLEAGUE),
    ],
)
def test_a_refused_citizen_is_traced_by_the_rule_and_no_register_is_asked(
    desk: Desk, known: dict[str, object], refused: Refusal
) -> None:
    desk.people = replace(desk.people, **known)  # type: ignore[arg-type] # the test names fields of KnownPeople
    seen = []
    for state in look_up(CITIZEN, desk.purpose("flytning"), desk.viewer, desk.sources):
        seen.append(state)
        if state.state is State.DENIED:
            assert ((state.section,), refused.rule, None) in refusals(desk)
    opened = ERRANDS["flytning"].sections
    assert {state.section for state in seen if state.refusal == refused and state.value is None} == opened
    assert all(table.asked == [] for table in desk.tables.values())
    assert desk.trace.lines[0].event is TraceEvent.OPENED
    assert {line.event for line in desk.trace.lines[1:]} == {TraceEvent.REFUSED}


def test_an_override_lets_the_colleague_through_until_it_lapses(desk: Desk) -> None:
    desk.people = replace(desk.people, colleagues=frozenset({CITIZEN}))
    stated = state_purpose(ERRANDS["flytning"], desk.clock, contact="A17")
    lifted = override(stated, COLLEAGUE, desk.clock, reason="Ingen anden er her", lasts=timedelta(minutes=30))
    assert walk(desk, lifted)[Section.PERSON].state is State.FRESH
    assert all(line.review for line in desk.trace.lines)
    desk.clock.advance(timedelta(minutes=30))
    assert walk(desk, lifted)[Section.PERSON].refusal == COLLEAGUE


def test_a_purpose_of_a_contact_is_not_marked_and_one_without_is(desk: Desk) -> None:
    walk(desk, state_purpose(ERRANDS["pas"], desk.clock, contact="A17"))
    assert not any(line.review for line in desk.trace.lines)
    walk(desk, desk.purpose("pas"))
    assert desk.trace.lines[-1].review


def test_a_relation_that_is_not_known_is_traced_so(desk: Desk) -> None:
    desk.people = replace(desk.people, own=SPOUSE)
    walk(desk)
    assert desk.trace.lines[0].result == "relation_unknown"


def test_a_relative_the_viewer_may_not_see_is_not_asked_for_and_the_citizen_is(desk: Desk) -> None:
    desk.people = replace(desk.people, own=SPOUSE, colleagues=frozenset({CHILD}))
    facts = walk(desk)[Section.PERSON].value
    assert isinstance(facts, PersonFacts)
    spouse, child = facts.relatives
    assert (spouse.state, spouse.person, spouse.refusal) == (State.DENIED, None, Denied(Rule.SELF))
    assert child.person is not None, "a colleague's child is not the colleague's own errand"
    assert PersonQuery(SPOUSE) not in desk.tables[RegisterKey.CPR].asked
    assert ((Section.PERSON,), Rule.SELF, SPOUSE) in refusals(desk)


def test_without_a_role_nothing_is_asked(desk: Desk) -> None:
    desk.roles = ()
    assert {state.refusal for state in walk(desk).values() if state.refusal} == {Denied(Rule.NO_ROLE)}
    assert all(table.asked == [] for table in desk.tables.values())


@pytest.mark.parametrize(
    ("limits", "shown", "withheld"),
    [
        (Delimitation(), 3, 1),
        (Delimitation(sensitivity=Sensitivity.VIP), 4, 0),
        (Delimitation(("23.*",)), 2, 2),
        (Delimitation(("23.*",), frozenset({OWN_UNIT})), 1, 3),
        (Delimitation(("23.05.*",), frozenset({OWN_UNIT}), Sensitivity.NOT_CONFIDENTIAL), 0, 4),
    ],
)
def test_cases_outside_the_role_are_counted_and_nothing_of_them_is_told(
    desk: Desk, limits: Delimitation, shown: int, withheld: int
) -> None:
    desk.roles = roles(UserSystemRole(SystemRole.CASEWORKER, limits))
    last = walk(desk)
    file = last[Section.CASES].value
    assert isinstance(file, CaseFile)
    assert (len(file.cases), file.withheld, file.left_out) == (shown, withheld, 1)
    history = last[Section.HISTORY].value
    assert isinstance(history, Timeline)
    titles = {value for event in history.events for name, value in event.params if name == "title"}
    assert titles == {case.title for case in file.cases}


def test_an_override_opens_the_other_units_cases_and_no_more_sensitive_ones(desk: Desk) -> None:
    own = Delimitation(("23.*",), frozenset({OWN_UNIT}))
    desk.roles = roles(UserSystemRole(SystemRole.CASEWORKER, own))
    refused = Overridable(Rule.UNIT, timedelta(hours=8))
    lifted = override(desk.purpose("flytning"), refused, desk.clock, reason="Vikar", lasts=timedelta(hours=1))
    file = walk(desk, lifted)[Section.CASES].value
    assert isinstance(file, CaseFile)
    assert (len(file.cases), file.withheld) == (2, 2)


def test_an_errand_of_other_subjects_asks_for_a_reason_before_it_asks_a_register(desk: Desk) -> None:
    desk.roles = roles(UserSystemRole(SystemRole.CASEWORKER, Delimitation(("32.*",))))
    assert walk(desk)[Section.PERSON].refusal == Overridable(Rule.SUBJECT, timedelta(hours=8))
    assert all(table.asked == [] for table in desk.tables.values())


def offline(desk: Desk, hours: float) -> dict[Section, SectionState]:
    """The second look-up, `hours` after the network went."""
    walk(desk)
    desk.online = False
    for table in desk.tables.values():
        table.failing = FailureKind.UNREACHABLE
    desk.clock.advance(timedelta(hours=hours))
    return walk(desk)


def test_an_errand_limited_in_its_cases_says_of_the_others_only_how_many(desk: Desk) -> None:
    """Asked for by subject; what the archive sends too much is kept back where the section is composed."""
    shown = case("32.64.04", OWN_UNIT, Sensitivity.CONFIDENTIAL)
    unseen = (
        case("32.64.04", OWN_UNIT, Sensitivity.SENSITIVE),
        case("32.03.12", OWN_UNIT, Sensitivity.CONFIDENTIAL),
    )
    limits = ERRANDS["boligstoette"].case_subjects
    assert set(limits) == {"32.06.00", "32.64"}
    archive = desk.tables[RegisterKey.ARCHIVE]
    archive.answers = {CasesQuery(CITIZEN, limits): CaseFile((shown, *unseen), left_out=3)}
    last = walk(desk, desk.purpose("boligstoette"))[Section.CASES]
    assert last.value == CaseFile((shown,), left_out=5)
    assert archive.asked == [CasesQuery(CITIZEN, limits)]
    assert [line.sections for line in desk.trace.lines if line.source == RegisterKey.ARCHIVE] == [(Section.CASES,)]


def test_what_is_kept_opens_offline_for_twelve_hours(desk: Desk) -> None:
    assert all(
        state.value is not None for state in offline(desk, 11.9).values() if state.state is not State.NOT_RELEVANT
    )


def test_then_it_is_refused_by_rule_and_still_names_the_register_that_is_away(desk: Desk) -> None:
    last = offline(desk, 12)
    for section in ERRANDS["flytning"].sections:
        state = last[section]
        assert (state.state, state.value, state.refusal) == (State.DENIED, None, Denied(Rule.ROLES_EXPIRED))
        assert state.problem is not None
        assert ((section,), Rule.ROLES_EXPIRED, None) in refusals(desk)


def test_a_register_that_answers_is_shown_although_the_roles_are_old(desk: Desk) -> None:
    offline(desk, 13)
    for table in desk.tables.values():
        table.failing = None
    assert walk(desk)[Section.PERSON].state is State.FRESH


PROTECTED = Protection(ProtectionKind.NAME_AND_ADDRESS, date(2026, 1, 1), None)
ENDED = Protection(ProtectionKind.NAME_AND_ADDRESS, date(2025, 11, 20), date(2026, 11, 20))


def steps(desk: Desk) -> set[bool]:
    """Whether the address takes the extra step, on all places that tell it: citizen, child, dwelling."""
    last = walk(desk)
    facts, home = last[Section.PERSON].value, last[Section.DWELLING].value
    assert isinstance(facts, PersonFacts)
    assert isinstance(home, DwellingFacts)
    return {facts.address_step, home.protected, *(relative.address_step for relative in facts.relatives)}


def everybody_has(desk: Desk, *protections: Protection) -> None:
    cpr = desk.tables[RegisterKey.CPR]
    cpr.answers = {
        query: replace(found, protections=protections)  # type: ignore[type-var] # all of them are persons
        for query, found in cpr.answers.items()
    }


def test_a_protection_in_force_takes_the_extra_step_and_one_that_has_ended_does_not(desk: Desk) -> None:
    assert steps(desk) == {False}
    desk.cache._by_subject.clear()
    everybody_has(desk, ENDED)
    assert steps(desk) == {False}
    desk.cache._by_subject.clear()
    everybody_has(desk, PROTECTED)
    assert steps(desk) == {True}


def test_a_protection_that_only_the_extract_has_takes_the_extra_step(desk: Desk, tmp_path: Path) -> None:
    """CPR's answer may lie in the cache from before the protection was registered."""
    listed = replace(registered(CITIZEN.digits, "Karen Østergård"), protected=True)
    build_index(tmp_path / "population.db", (listed,), None, produced=desk.clock.now().date(), municipality="0999")
    desk.extract = PopulationIndex(tmp_path / "population.db", desk.clock, None)
    last = walk(desk)
    desk.extract.close()
    facts, home = last[Section.PERSON].value, last[Section.DWELLING].value
    assert isinstance(facts, PersonFacts)
    assert isinstance(home, DwellingFacts)
    assert (facts.address_step, home.protected) == (True, True)


@pytest.mark.parametrize(("hours", "step"), [(23.9, False), (24, True)])
def test_an_address_older_than_a_day_counts_as_protected(desk: Desk, hours: float, step: bool) -> None:
    walk(desk)
    desk.clock.advance(timedelta(hours=hours))
    desk.tables[RegisterKey.CPR].failing = FailureKind.UNREACHABLE
    assert steps(desk) == {step}
