"""The look-up's promises: purpose, trace before showing, dependants, failures, caches, cancellation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.access.model import Errand, Purpose, Section
from app.access.purpose import widen
from app.access.trace import TraceEvent, TraceLine
from app.citizen.lookup import look_up
from app.citizen.model.archive import CaseFile
from app.citizen.model.grants import GrantList, Sector
from app.citizen.model.income import IncomeStatement
from app.citizen.model.person import (
    AddressKey,
    Person,
    PersonStatus,
    Protection,
    ProtectionKind,
    RegisterDate,
    Relation,
    RelationKind,
)
from app.citizen.model.sections import BenefitFacts, DwellingFacts, PersonFacts, SectionState, State, Timeline
from app.citizen.port import (
    Cancellation,
    CasesQuery,
    DwellingQuery,
    FailureKind,
    GrantsQuery,
    IncomeQuery,
    PersonQuery,
    RegisterKey,
)
from app.errors import BugError, UserError
from app.population.model import Resident
from tests.app.desk import ADDRESS_ID, CHILD, CITIZEN, ERRANDS, SPOUSE, Desk, dwelling, person

FRIPLADS = ERRANDS["friplads"]
INCOME = IncomeQuery(CITIZEN, date(2025, 11, 1), date(2026, 11, 1), "dagtilbud", FRIPLADS.legal_basis)


@pytest.fixture
def desk() -> Desk:
    """Everything answers, for a married citizen with a child."""
    desk = Desk()
    family = (Relation(RelationKind.SPOUSE, SPOUSE), Relation(RelationKind.CHILD, CHILD))
    desk.tables[RegisterKey.CPR].answers = {
        PersonQuery(CITIZEN): person(relations=family),
        PersonQuery(SPOUSE): person(SPOUSE),
        PersonQuery(CHILD): person(CHILD),
    }
    desk.tables[RegisterKey.BBR].answers = {DwellingQuery(ADDRESS_ID): dwelling()}
    desk.tables[RegisterKey.EINDKOMST].answers = {INCOME: IncomeStatement(INCOME.first_month, INCOME.last_month, ())}
    desk.tables[RegisterKey.BENEFITS].answers = {
        GrantsQuery(CITIZEN, sector, FRIPLADS.kle): GrantList(sector, (), verified=True) for sector in Sector
    }
    desk.tables[RegisterKey.ARCHIVE].answers = {CasesQuery(CITIZEN, FRIPLADS.kle): CaseFile(())}
    return desk


def walk(desk: Desk, purpose: Purpose, **options: object) -> dict[Section, SectionState]:
    """The last state of every section."""
    states = look_up(CITIZEN, purpose, desk.viewer, desk.sources, **options)  # type: ignore[arg-type] # keywords of look_up
    return {state.section: state for state in states}


def lines(desk: Desk, event: TraceEvent) -> list[TraceLine]:
    return [line for line in desk.trace.lines if line.event is event]


def test_all_sections_land_fresh(desk: Desk) -> None:
    last = walk(desk, desk.purpose("friplads"))
    assert {section: state.state for section, state in last.items()} == dict.fromkeys(Section, State.FRESH)
    facts = last[Section.PERSON].value
    assert isinstance(facts, PersonFacts)
    assert [relative.state for relative in facts.relatives] == [State.FRESH, State.FRESH]


def test_a_section_outside_the_purpose_is_neither_asked_nor_traced_as_asked(desk: Desk) -> None:
    last = walk(desk, desk.purpose("pas"))
    closed = set(Section) - {Section.PERSON}
    assert {section for section, state in last.items() if state.state is State.NOT_RELEVANT} == closed
    for key in (RegisterKey.EINDKOMST, RegisterKey.BBR, RegisterKey.BENEFITS, RegisterKey.ARCHIVE):
        assert desk.tables[key].asked == []
    assert lines(desk, TraceEvent.OPENED)[0].sections == (Section.PERSON,)


def test_relatives_outside_the_purpose_are_not_asked_and_not_kept(desk: Desk) -> None:
    last = walk(desk, desk.purpose("pas"))
    facts = last[Section.PERSON].value
    assert isinstance(facts, PersonFacts)
    assert desk.tables[RegisterKey.CPR].asked == [PersonQuery(CITIZEN), PersonQuery(CHILD)]
    assert [relation.kind for relation in facts.person.relations] == [RelationKind.CHILD]


def test_a_purpose_cannot_be_made_on_the_side(desk: Desk) -> None:
    stated = desk.purpose("pas")
    with pytest.raises(BugError):
        Purpose(stated.id, stated.errand, stated.opened_at)


def test_one_opened_line_comes_before_anything_is_asked(desk: Desk) -> None:
    states = look_up(CITIZEN, desk.purpose("friplads"), desk.viewer, desk.sources)
    assert not lines(desk, TraceEvent.OPENED)
    next(states)
    assert desk.trace.lines[0].event is TraceEvent.OPENED
    for _ in states:
        pass
    assert len(lines(desk, TraceEvent.OPENED)) == 1


def test_every_section_and_relative_with_a_value_is_traced_before_it_is_yielded(desk: Desk) -> None:
    for state in look_up(CITIZEN, desk.purpose("friplads"), desk.viewer, desk.sources):
        shown = lines(desk, TraceEvent.SHOWN)
        if state.value is not None:
            assert any(line.sections == (state.section,) for line in shown)
        if isinstance(state.value, PersonFacts):
            traced = {line.relative for line in shown}
            assert {r.cpr for r in state.value.relatives if r.person is not None} <= traced


@pytest.mark.parametrize("allowed", range(6))
def test_a_trace_that_cannot_be_written_shows_nothing_more(desk: Desk, allowed: int) -> None:
    class FailingTrace:
        written = 0

        def write(self, *lines: TraceLine) -> None:
            self.written += len(lines)
            if self.written > allowed:
                raise UserError("trace-unavailable")

    trace = FailingTrace()
    sources = replace(desk.sources, trace=trace)
    seen: list[SectionState] = []
    with pytest.raises(UserError):
        seen.extend(_values(look_up(CITIZEN, desk.purpose("friplads"), desk.viewer, sources)))
    if allowed == 0:
        assert all(not table.asked for table in desk.tables.values())
    assert len({state.section for state in seen}) <= max(0, allowed - 1)


def _values(states: Iterator[SectionState]) -> Iterator[SectionState]:
    return (state for state in states if state.value is not None)


def test_what_lay_on_the_desk_is_traced_as_offline_and_what_was_fetched_after_it_as_not(desk: Desk) -> None:
    purpose = desk.purpose("friplads")
    walk(desk, purpose)
    assert not any(line.offline for line in desk.trace.lines)
    desk.clock.advance(timedelta(minutes=1))
    before = len(desk.trace.lines)
    walk(desk, purpose)
    again = desk.trace.lines[before + 1 :]
    assert len(again) == 8
    assert all(line.offline for line in again)
    desk.clock.advance(timedelta(minutes=20))  # past the age at which a register is asked again
    before = len(desk.trace.lines)
    walk(desk, purpose, only=[Section.INCOME])
    kept, fetched = desk.trace.lines[before + 1 :]
    assert (kept.offline, fetched.offline) == (True, False)
    assert {(line.event, line.source) for line in (kept, fetched)} == {(TraceEvent.SHOWN, RegisterKey.EINDKOMST)}


def test_a_register_that_fails_behind_a_kept_answer_is_traced_too(desk: Desk) -> None:
    purpose = desk.purpose("friplads")
    walk(desk, purpose)
    desk.clock.advance(timedelta(minutes=1))
    desk.tables[RegisterKey.EINDKOMST].failing = FailureKind.UNREACHABLE
    before = len(desk.trace.lines)
    walk(desk, purpose, only=[Section.INCOME], refresh=tuple(RegisterKey))
    told = [(line.event, line.source, line.result, line.offline) for line in desk.trace.lines[before + 1 :]]
    assert told == [
        (TraceEvent.SHOWN, RegisterKey.EINDKOMST, State.FRESH, True),
        (TraceEvent.REFUSED, RegisterKey.EINDKOMST, FailureKind.UNREACHABLE, False),
    ]


def test_a_relative_whom_cpr_does_not_give_is_traced_as_refused(desk: Desk) -> None:
    """The citizen's own answer stands; each failed attempt at one of the family is a line about that one."""
    del desk.tables[RegisterKey.CPR].answers[PersonQuery(SPOUSE)]
    walk(desk, desk.purpose("friplads"), only=[Section.PERSON])
    (line,) = lines(desk, TraceEvent.REFUSED)
    assert (line.subject, line.relative, line.sections) == (CITIZEN, SPOUSE, (Section.PERSON,))
    assert (line.source, line.result, line.offline) == (RegisterKey.CPR, FailureKind.NOT_FOUND, False)
    assert {line.relative for line in lines(desk, TraceEvent.SHOWN)} == {None, CHILD}


def test_the_trace_marks_the_protected_relative_and_nobody_else(desk: Desk) -> None:
    protection = Protection(ProtectionKind.NAME_AND_ADDRESS, date(2026, 1, 1), None)
    desk.tables[RegisterKey.CPR].answers[PersonQuery(SPOUSE)] = person(SPOUSE, protections=(protection,))
    walk(desk, desk.purpose("friplads"), only=[Section.PERSON])
    told = {line.relative: line.protected for line in lines(desk, TraceEvent.SHOWN)}
    assert told == {None: False, SPOUSE: True, CHILD: False}


def test_children_named_in_the_history_alone_are_traced(desk: Desk) -> None:
    born = date(2025, 1, 2)
    desk.tables[RegisterKey.CPR].answers[PersonQuery(CHILD)] = person(CHILD, born=RegisterDate(born))
    walk(desk, desk.purpose("friplads"), only=[Section.HISTORY])
    assert CHILD in {line.relative for line in lines(desk, TraceEvent.SHOWN)}
    assert SPOUSE not in {line.relative for line in lines(desk, TraceEvent.SHOWN)}


def test_others_at_the_address_are_traced_by_the_extract_but_nobody_protected(desk: Desk) -> None:
    class Neighbourhood:
        produced = date(2026, 11, 1)

        def residents(self, address: AddressKey) -> tuple[Resident, ...]:
            names = ((CITIZEN, "Karen Østergård"), (SPOUSE, "Ole Lind"), (CHILD, None))
            return tuple(Resident(cpr, name, cpr.birth_date, name is None, 1) for cpr, name in names)

    sources = replace(desk.sources, neighbours=Neighbourhood())
    list(look_up(CITIZEN, desk.purpose("boligstoette"), desk.viewer, sources, only=[Section.DWELLING]))
    told = [(line.relative, line.source, line.offline) for line in lines(desk, TraceEvent.SHOWN)]
    assert told == [(None, RegisterKey.BBR, False), (SPOUSE, "extract", True)]


def test_income_says_which_law_and_period_it_is_asked_under(desk: Desk) -> None:
    walk(desk, desk.purpose("friplads"))
    assert desk.tables[RegisterKey.EINDKOMST].asked == [INCOME]


def test_sections_do_not_wait_for_each_other(desk: Desk) -> None:
    desk.tables[RegisterKey.CPR].held = {PersonQuery(CITIZEN)}
    states = look_up(CITIZEN, desk.purpose("friplads"), desk.viewer, desk.sources)
    assert {next(states).section for _ in range(6)} == set(Section)
    landed = [next(states) for _ in range(3)]
    assert {s.section for s in landed if s.state is State.FRESH} <= {Section.INCOME, Section.BENEFITS, Section.CASES}
    desk.tables[RegisterKey.CPR].release(PersonQuery(CITIZEN))
    last = {state.section: state for state in states}
    assert last[Section.DWELLING].state is State.FRESH


def test_dwelling_without_cpr_says_that_it_needs_cpr(desk: Desk) -> None:
    desk.tables[RegisterKey.CPR].failing = FailureKind.TIMEOUT
    last = walk(desk, desk.purpose("friplads"))
    assert last[Section.PERSON].state is State.FAILED
    problem = last[Section.DWELLING].problem
    assert problem is not None
    assert problem.kind is FailureKind.NEEDS_CPR
    assert last[Section.INCOME].state is State.FRESH


def test_dwelling_uses_the_cached_address_when_cpr_is_dead(desk: Desk) -> None:
    purpose = desk.purpose("friplads")
    walk(desk, purpose)
    desk.clock.advance(timedelta(hours=2))
    desk.tables[RegisterKey.CPR].failing = FailureKind.UNREACHABLE
    last = walk(desk, purpose, refresh=tuple(RegisterKey))
    assert last[Section.PERSON].state is State.FAILED
    assert last[Section.PERSON].value is not None
    facts = last[Section.DWELLING].value
    assert isinstance(facts, DwellingFacts)
    assert facts.dwelling is not None
    assert last[Section.DWELLING].state is State.FRESH


def test_one_sector_of_benefits_failing_leaves_the_other(desk: Desk) -> None:
    del desk.tables[RegisterKey.BENEFITS].answers[GrantsQuery(CITIZEN, Sector.MUNICIPAL, FRIPLADS.kle)]
    state = walk(desk, desk.purpose("friplads"))[Section.BENEFITS]
    assert state.state is State.FAILED
    assert isinstance(state.value, BenefitFacts)
    assert [grants.sector for grants in state.value.lists] == [Sector.UDBETALING_DANMARK]


def test_denied_shows_nothing_even_if_it_was_cached(desk: Desk) -> None:
    purpose = desk.purpose("friplads")
    walk(desk, purpose)
    desk.clock.advance(timedelta(hours=2))
    for key in (RegisterKey.EINDKOMST, RegisterKey.CPR):
        desk.tables[key].failing = FailureKind.DENIED
    last = walk(desk, purpose, refresh=tuple(RegisterKey))
    for section in (Section.INCOME, Section.PERSON):
        assert last[section].state is State.DENIED
        assert last[section].value is None
    assert any(line.sections == (Section.INCOME,) for line in lines(desk, TraceEvent.REFUSED))


def test_fresh_answers_come_from_the_cache_and_old_ones_are_asked_again(desk: Desk) -> None:
    purpose = desk.purpose("friplads")
    walk(desk, purpose)
    asked = len(desk.tables[RegisterKey.CPR].asked)
    walk(desk, purpose)
    assert len(desk.tables[RegisterKey.CPR].asked) == asked
    desk.clock.advance(timedelta(hours=1))
    walk(desk, purpose)
    assert len(desk.tables[RegisterKey.CPR].asked) == 2 * asked


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (timedelta(minutes=1), State.FRESH),
        (timedelta(hours=2), State.FAILED),
        (timedelta(days=8), State.FAILED),
    ],
)
def test_three_ages_of_a_cached_section(desk: Desk, age: timedelta, state: State) -> None:
    purpose = desk.purpose("friplads")
    walk(desk, purpose)
    desk.clock.advance(age)
    desk.tables[RegisterKey.EINDKOMST].failing = FailureKind.TIMEOUT
    purpose_now = desk.purpose("friplads")
    last = walk(desk, purpose_now)[Section.INCOME]
    assert last.state is state
    assert (last.value is not None) == (age < timedelta(days=7))


def test_a_cached_section_past_its_stale_age_is_shown_as_stale_while_asked(desk: Desk) -> None:
    purpose = desk.purpose("friplads")
    walk(desk, purpose)
    desk.clock.advance(timedelta(days=2))
    desk.tables[RegisterKey.EINDKOMST].held = {INCOME}
    states = look_up(CITIZEN, purpose, desk.viewer, desk.sources)
    state = next(s for s in states if s.section is Section.INCOME)
    assert state.state is State.STALE
    assert state.waiting_for == (RegisterKey.EINDKOMST,)
    states.close()


def test_a_superseded_number_is_followed_once(desk: Desk) -> None:
    old = CITIZEN
    cpr = desk.tables[RegisterKey.CPR]
    cpr.answers[PersonQuery(old)] = person(SPOUSE)
    last: dict[Section, SectionState] = {}
    for state in look_up(old, desk.purpose("identitet"), desk.viewer, desk.sources):
        assert not isinstance(state.value, PersonFacts) or state.value.person.cpr == SPOUSE
        last[state.section] = state
    facts = last[Section.PERSON].value
    assert isinstance(facts, PersonFacts)
    assert facts.followed_from == old
    assert [line.subject for line in lines(desk, TraceEvent.OPENED)] == [old, SPOUSE]


def test_a_cancelled_look_up_ends_without_another_state(desk: Desk) -> None:
    desk.tables[RegisterKey.CPR].held = {PersonQuery(CITIZEN)}
    cancelled = Cancellation()
    states = look_up(CITIZEN, desk.purpose("identitet"), desk.viewer, desk.sources, cancelled=cancelled)
    for state in states:
        if state.state is State.LOADING:
            cancelled.set()
            break
    assert list(states) == []


def test_what_has_not_answered_by_the_deadline_is_late(desk: Desk) -> None:
    desk.tables[RegisterKey.CPR].held = {PersonQuery(CITIZEN)}
    sources = replace(desk.sources, deadline=0.0)
    last = {s.section: s for s in look_up(CITIZEN, desk.purpose("identitet"), desk.viewer, sources)}
    problem = last[Section.PERSON].problem
    assert problem is not None
    assert problem.kind is FailureKind.TIMEOUT


def test_a_person_without_an_address_has_no_dwelling_and_that_is_a_fact(desk: Desk) -> None:
    gone: Person = person(address=None, status=PersonStatus.EMIGRATED)
    desk.tables[RegisterKey.CPR].answers[PersonQuery(CITIZEN)] = gone
    state = walk(desk, desk.purpose("friplads"))[Section.DWELLING]
    assert state.state is State.FRESH
    assert isinstance(state.value, DwellingFacts)
    assert state.value.dwelling is None


def test_a_retry_asks_for_its_own_section_only(desk: Desk) -> None:
    last = walk(desk, desk.purpose("friplads"), only={Section.INCOME})
    assert set(last) == {Section.INCOME}
    assert desk.tables[RegisterKey.CPR].asked == []


def test_the_timeline_names_what_is_missing(desk: Desk) -> None:
    desk.tables[RegisterKey.ARCHIVE].failing = FailureKind.UNAVAILABLE
    state = walk(desk, desk.purpose("friplads"))[Section.HISTORY]
    assert isinstance(state.value, Timeline)
    assert state.value.missing == (Section.CASES,)
    assert [event.day for event in state.value.events] == sorted((e.day for e in state.value.events), reverse=True)


def test_widening_opens_one_section_with_the_second_errands_law(desk: Desk) -> None:
    first = desk.purpose("boligstoette")
    with pytest.raises(UserError, match="income-needs-errand"):
        widen(first, Section.INCOME, desk.clock, reason="Borgeren siger ja")
    wider = widen(first, Section.INCOME, desk.clock, reason="Friplads", errand=FRIPLADS)
    assert wider.sections == first.sections | {Section.INCOME}
    walk(desk, wider, only={Section.INCOME})
    assert desk.tables[RegisterKey.EINDKOMST].asked == [INCOME]


def test_a_widening_without_a_reason_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="widening-needs-reason"):
        widen(desk.purpose("pas"), Section.CASES, desk.clock, reason="  ")


@pytest.mark.parametrize("errand", ERRANDS.values(), ids=lambda errand: errand.key)
def test_no_errand_asks_more_registers_than_its_sections_need(errand: Errand) -> None:
    desk = Desk()
    walk(desk, desk.purpose(errand.key))
    asked = {key for key, table in desk.tables.items() if table.asked}
    assert (RegisterKey.EINDKOMST in asked) == (Section.INCOME in errand.sections)
    assert (RegisterKey.BENEFITS in asked) == (Section.BENEFITS in errand.sections)
    assert (RegisterKey.ARCHIVE in asked) == (Section.CASES in errand.sections)


def test_a_superseded_number_opened_again_is_followed_from_the_cache_too(desk: Desk) -> None:
    cpr = desk.tables[RegisterKey.CPR]
    cpr.answers[PersonQuery(CITIZEN)] = person(SPOUSE)
    purpose = desk.purpose("friplads")
    for failing in (None, FailureKind.UNREACHABLE):
        cpr.failing = failing
        for table in desk.tables.values():
            table.asked.clear()
        states = look_up(CITIZEN, purpose, desk.viewer, desk.sources)
        last = {state.section: state for state in states}
        facts = last[Section.PERSON].value
        assert isinstance(facts, PersonFacts)
        assert (facts.person.cpr, facts.followed_from) == (SPOUSE, CITIZEN)
        asked = [query.cpr for query in desk.tables[RegisterKey.EINDKOMST].asked if isinstance(query, IncomeQuery)]
        assert CITIZEN not in asked[1:]


def test_a_denial_drops_what_was_cached(desk: Desk) -> None:
    purpose = desk.purpose("friplads")
    walk(desk, purpose)
    eindkomst = desk.tables[RegisterKey.EINDKOMST]
    eindkomst.failing = FailureKind.DENIED
    walk(desk, purpose, refresh=tuple(RegisterKey))
    eindkomst.failing = FailureKind.UNREACHABLE
    assert walk(desk, purpose)[Section.INCOME].value is None


def test_history_alone_still_knows_the_children(desk: Desk) -> None:
    everything = walk(desk, desk.purpose("friplads"))[Section.HISTORY].value
    alone = walk(desk, desk.purpose("friplads"), only={Section.HISTORY})[Section.HISTORY].value
    assert alone == everything


def test_consent_opens_a_section_with_all_its_subjects(desk: Desk) -> None:
    wider = widen(desk.purpose("flytning"), Section.BENEFITS, desk.clock, reason="Borgeren siger ja")
    walk(desk, wider, only={Section.BENEFITS})
    asked = desk.tables[RegisterKey.BENEFITS].asked
    assert [query.kle for query in asked if isinstance(query, GrantsQuery)] == [(), ()]


def test_a_widened_section_is_traced_under_its_own_law(desk: Desk) -> None:
    wider = widen(desk.purpose("boligstoette"), Section.INCOME, desk.clock, reason="Friplads", errand=FRIPLADS)
    walk(desk, wider, only={Section.INCOME})
    assert {line.legal_basis for line in desk.trace.lines} == {FRIPLADS.legal_basis}


def test_a_dwelling_is_as_old_as_the_address_it_was_found_by(desk: Desk) -> None:
    purpose = desk.purpose("friplads")
    walk(desk, purpose)
    fetched = desk.clock.now()
    desk.clock.advance(timedelta(days=3))
    desk.tables[RegisterKey.CPR].failing = FailureKind.UNREACHABLE
    state = walk(desk, purpose, refresh=tuple(RegisterKey))[Section.DWELLING]
    assert (state.state, state.as_of) == (State.STALE, fetched)
