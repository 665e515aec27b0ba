"""Answers kept on the desk: whole, encrypted, for the errand they were fetched for, and never longer than allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from adapters.keychain.training import TrainingKeys
from app.access.model import Section
from app.citizen.lookup import look_up
from app.citizen.model.archive import CaseFile
from app.citizen.model.dwelling import Dwelling
from app.citizen.model.grants import GrantList, Sector
from app.citizen.model.income import IncomeStatement
from app.citizen.model.person import Person
from app.citizen.model.sections import State
from app.citizen.port import (
    Ages,
    CasesQuery,
    DwellingQuery,
    FailureKind,
    GrantsQuery,
    IncomeQuery,
    PersonQuery,
    Query,
    RegisterKey,
)
from app.citizen.records import Record, StoredCache
from app.cpr import CprNumber
from app.store.desk import DeskStore
from tests.app.desk import CITIZEN, ERRANDS, SPOUSE, Desk, StandingClock, dwelling, person

AGES = dict.fromkeys(RegisterKey, Ages(timedelta(minutes=15), timedelta(hours=24), timedelta(days=7)))
EXPIRY = timedelta(days=7)
KEEPING = replace(ERRANDS["pas"], key="holder-indkomst", keeps_income=True)
PERSON = PersonQuery(CITIZEN)
INCOME = IncomeQuery(CITIZEN, date(2026, 1, 1), date(2026, 11, 1), "aktivlov", "Aktivloven § 11")
STATEMENT = IncomeStatement(date(2026, 1, 1), date(2026, 11, 1), ())


class Kept:
    """A desk with a cache, and the ways to look into its file from outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = StandingClock()
        self.desk = DeskStore(folder, TrainingKeys())
        self.desk.open()
        self.cache = self.after_restart()

    def after_restart(self) -> StoredCache:
        return StoredCache(self.desk.cache, self.clock, AGES, [*ERRANDS.values(), KEEPING])

    def put(self, query: Query = PERSON, value: object = None, errand: str = "pas") -> None:
        self.cache.put(CITIZEN, RegisterKey.CPR, query, Record(value or person(), self.clock.now(), errand))

    def get(self, query: Query = PERSON, subject: CprNumber = CITIZEN) -> Record | None:
        return self.cache.get(subject, RegisterKey.CPR, query)

    @property
    def rows(self) -> int:
        with self.desk.cache.read() as connection:
            return int(connection.execute("SELECT count(*) FROM answer").fetchone()[0])

    def run(self, statement: str) -> None:
        with self.desk.cache.write() as connection:
            connection.execute(statement)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    made = Kept(tmp_path)
    yield made
    made.desk.lock()


st.register_type_strategy(CprNumber, st.from_regex(r"[0-9]{10}", fullmatch=True).map(CprNumber))
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False, places=2))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
QUERIES: dict[type, Query] = {
    Person: PERSON,
    IncomeStatement: INCOME,
    Dwelling: DwellingQuery(UUID(int=1)),
    GrantList: GrantsQuery(CITIZEN, Sector.MUNICIPAL, ("32.03",)),
    CaseFile: CasesQuery(CITIZEN, ("32.03",)),
}


@pytest.mark.parametrize("answer", QUERIES, ids=lambda answer: answer.__name__)
def test_every_answer_comes_back_as_it_was(kept: Kept, answer: type) -> None:
    @settings(
        max_examples=5 if answer is CaseFile else 40,  # its trees are large
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    @given(value=st.from_type(answer))
    def one(value: object) -> None:
        kept.put(QUERIES[answer], value, KEEPING.key)
        kept.cache = kept.after_restart()
        assert kept.get(QUERIES[answer]) == Record(value, kept.clock.now(), KEEPING.key)

    one()
    assert kept.rows == 1


def test_another_subject_period_or_legal_basis_is_another_answer(kept: Kept) -> None:
    kept.put(INCOME, STATEMENT, KEEPING.key)
    assert kept.get(INCOME) is not None
    assert kept.get(INCOME, subject=SPOUSE) is None
    for change in ({"first_month": date(2025, 1, 1)}, {"legal_basis": "x"}, {"agreement": "x"}, {"case": "1"}):
        assert kept.get(replace(INCOME, **change)) is None
    assert kept.cache.get(CITIZEN, RegisterKey.EINDKOMST, INCOME) is None


def test_the_newest_answer_stands(kept: Kept) -> None:
    kept.put()
    kept.clock.advance(timedelta(hours=1))
    kept.put(value=person(sex="M"), errand="flytning")
    assert kept.get() == Record(person(sex="M"), kept.clock.now(), "flytning")
    assert kept.rows == 1


def test_what_is_dropped_is_gone(kept: Kept) -> None:
    kept.put()
    kept.put(INCOME, STATEMENT)
    kept.cache.drop(CITIZEN, RegisterKey.CPR, PERSON)
    kept.cache.drop(CITIZEN, RegisterKey.CPR, INCOME)
    assert (kept.get(), kept.get(INCOME), kept.rows) == (None, None, 0)


def test_an_expired_answer_is_unreadable_at_once_and_gone_after_the_purge(kept: Kept) -> None:
    kept.put()
    kept.clock.advance(EXPIRY - timedelta(seconds=1))
    kept.cache.purge()
    assert kept.get() is not None
    kept.clock.advance(timedelta(seconds=1))
    assert (kept.get(), kept.rows) == (None, 1)
    kept.clock.advance(timedelta(seconds=1))
    assert (kept.get(), kept.rows) == (None, 1)
    kept.cache.purge()
    assert kept.rows == 0


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("back", [timedelta(hours=26), timedelta(days=30), timedelta(days=3650)])
def test_a_clock_set_back_lengthens_no_life(kept: Kept, back: timedelta, restart: bool) -> None:
    kept.put()
    kept.clock.advance(EXPIRY)
    assert kept.get() is None
    kept.clock.advance(-back)
    if restart:
        kept.cache.purge()
        kept.cache = kept.after_restart()
    assert kept.get() is None


def test_a_clock_set_back_while_the_desk_was_off_lengthens_no_life(kept: Kept) -> None:
    kept.put()
    kept.clock.advance(EXPIRY - timedelta(days=1))
    kept.cache.purge()
    kept.clock.advance(timedelta(days=-5))
    kept.cache = kept.after_restart()
    kept.cache.purge()
    kept.clock.advance(timedelta(days=1) - timedelta(seconds=1))
    assert kept.get() is not None
    kept.clock.advance(timedelta(seconds=1))
    assert kept.get() is None


def test_a_clock_that_was_wrong_for_a_while_costs_no_more_than_its_error(kept: Kept) -> None:
    kept.put()
    kept.clock.advance(timedelta(hours=26))
    assert kept.get() is not None
    kept.clock.advance(timedelta(hours=-26))
    kept.put(QUERIES[Dwelling], dwelling())
    assert kept.get(QUERIES[Dwelling]) == Record(dwelling(), kept.clock.now(), "pas")
    kept.cache = kept.after_restart()
    kept.clock.advance(EXPIRY - timedelta(hours=26) - timedelta(seconds=1))
    assert kept.get() is not None
    kept.clock.advance(timedelta(seconds=1))
    assert kept.get() is None
    kept.clock.advance(timedelta(hours=26) - timedelta(seconds=1))
    assert kept.get(QUERIES[Dwelling]) is not None
    kept.clock.advance(timedelta(seconds=1))
    assert kept.get(QUERIES[Dwelling]) is None


def test_an_answer_that_seems_to_come_from_the_future_lives_no_longer(kept: Kept) -> None:
    """The clock was set back between its arrival and its keeping."""
    answer = Record(person(), kept.clock.now() + timedelta(hours=26), "pas")
    kept.cache.put(CITIZEN, RegisterKey.CPR, PERSON, answer)
    kept.clock.advance(EXPIRY)
    assert kept.get() is None


def test_the_age_shown_is_never_less_than_it_is(kept: Kept) -> None:
    kept.put()
    kept.clock.advance(timedelta(hours=30))
    kept.get()
    kept.clock.advance(timedelta(hours=-26))
    found = kept.get()
    assert found is not None
    assert kept.clock.now() - found.fetched_at == timedelta(hours=30)


@pytest.mark.parametrize("value", ["''", "'{'", "'{\"cpr\": 3}'", "x'ff'"])
def test_an_answer_of_an_older_program_is_dropped(kept: Kept, value: str) -> None:
    kept.put()
    kept.run(f"UPDATE answer SET value = CAST({value} AS BLOB)")  # noqa: S608 - the test's own values
    assert kept.get() is None
    assert kept.rows == 0


def test_incomes_are_on_the_disk_only_where_the_errand_may_keep_them(kept: Kept) -> None:
    kept.put(INCOME, STATEMENT)
    assert kept.get(INCOME) == Record(STATEMENT, kept.clock.now(), "pas")
    assert kept.rows == 0
    kept.put(INCOME, STATEMENT, KEEPING.key)
    assert kept.get(INCOME) == Record(STATEMENT, kept.clock.now(), KEEPING.key)
    assert kept.rows == 1


def test_no_errand_keeps_incomes_by_default() -> None:
    assert not any(errand.keeps_income for errand in ERRANDS.values())


def test_what_is_in_memory_only_is_forgotten_when_the_desk_locks(kept: Kept) -> None:
    kept.put(INCOME, STATEMENT)
    kept.cache.forget()
    assert kept.get(INCOME) is None


def test_trouble_with_the_file_costs_the_answer_only(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    kept.put()
    kept.desk.lock()
    kept.put()
    kept.cache.drop(CITIZEN, RegisterKey.CPR, PERSON)
    kept.cache.purge()
    assert kept.get() is None
    assert caplog.text.count("store-locked") == 4
    assert CITIZEN.digits not in caplog.text
    kept.desk.open()
    assert kept.get() is not None


def test_a_citizen_opens_offline_after_a_restart_from_what_was_kept(kept: Kept) -> None:
    desk = Desk()
    desk.sources = replace(desk.sources, cache=kept.cache)
    desk.tables[RegisterKey.CPR].answers[PERSON] = person()
    purpose = desk.purpose("pas")
    for _ in look_up(CITIZEN, purpose, desk.viewer, desk.sources):
        pass
    kept.desk.lock()
    kept.desk.open()
    desk.sources = replace(desk.sources, cache=kept.after_restart())
    desk.tables[RegisterKey.CPR].failing = FailureKind.UNREACHABLE
    desk.clock.advance(timedelta(hours=2))
    last = {state.section: state for state in look_up(CITIZEN, purpose, desk.viewer, desk.sources)}
    shown = last[Section.PERSON]
    assert shown.state is State.FAILED
    assert shown.value is not None
    assert shown.as_of == desk.clock.now() - timedelta(hours=2)
    assert [file.name for file in kept.folder.iterdir() if CITIZEN.digits.encode() in file.read_bytes()] == []
