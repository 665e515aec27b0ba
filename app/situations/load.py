"""Reads `resources/situations` and `resources/contradictions.toml`; a mistake names file, line and table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from app.decoding import converted
from app.errors import UserError
from app.facts.conditions import Bound, Condition, Every, Not, Some, read_condition
from app.facts.model import Kind
from app.facts.vocabulary import Term, kinds
from app.situations.data_file import DataFile, SyntaxProblem, read_data_file
from app.situations.model import Contradiction, Happened, Registered, Situation, Tell, Theme, Touch
from app.situations.tasks import Deadline

_Text = Annotated[str, msgspec.Meta(min_length=1)]
_Texts = Annotated[tuple[_Text, ...], msgspec.Meta(min_length=1)]
_Condition = dict[str, Any]


class _Registered(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    says: _Text
    when: _Condition
    since: _Text


class _Touch(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    task: _Text
    because: _Text
    when: _Condition | None = None
    deadline: Deadline | None = None
    registered: _Registered | None = None


class _Tell(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    who: _Text
    what: _Text
    deadline: Deadline | None = None


class _Situation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: _Text
    citizen: _Text
    summary: _Text
    ask: _Texts
    tasks: Annotated[tuple[_Touch, ...], msgspec.Meta(min_length=1)]
    tell: tuple[_Tell, ...] = ()
    when: _Condition | None = None
    sources: tuple[_Text, ...] = ()
    happened: Happened | None = None


class _Contradiction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    errands: _Texts
    when: _Condition
    shows: _Texts
    question: _Text
    check: _Texts
    tasks: tuple[_Text, ...] = ()


T = TypeVar("T")


def load_situations(folder: Path, vocabulary: Mapping[str, Term], tasks: Collection[str]) -> tuple[Situation, ...]:
    """Theme by theme, in the files' order. `tasks` are the keys of the task guide.

    UserError("situations-invalid") names file, line and situation.
    """
    found: dict[str, Situation] = {}
    for theme in Theme:
        file = _read(folder / f"{theme}.toml")
        for key in file.tables:
            table = _table(file, key, _Situation)
            if key in found:
                raise _invalid(file, key, "", "another file has a situation of this key")
            found[key] = _situation(file, key, theme, table, vocabulary)
            if strange := [touch.task for touch in table.tasks if touch.task not in tasks]:
                raise _invalid(file, key, "tasks", f"no task is called {strange[0]}")
            if len({touch.task for touch in table.tasks}) < len(table.tasks):
                raise _invalid(file, key, "tasks", "a task twice")
    return tuple(found.values())


def load_contradictions(
    path: Path, vocabulary: Mapping[str, Term], *, errands: Collection[str], tasks: Collection[str]
) -> tuple[Contradiction, ...]:
    """In the file's order. `errands` are the keys of the purposes. UserError as `load_situations`."""
    file = _read(path)
    found = []
    for key in file.tables:
        table = _table(file, key, _Contradiction)
        for field, used, known in (
            ("errands", table.errands, errands),
            ("tasks", table.tasks, tasks),
            ("shows", table.shows, vocabulary),
        ):
            if strange := [name for name in used if name not in known]:
                raise _invalid(file, key, field, f"nothing is called {strange[0]}")
        if not table.question.endswith("?"):
            raise _invalid(file, key, "question", "a contradiction is a question")
        when = _condition(file, key, "when", table.when, vocabulary)
        found.append(
            Contradiction(key, frozenset(table.errands), table.tasks, when, table.shows, table.question, table.check)
        )
    return tuple(found)


def _read(path: Path) -> DataFile:
    try:
        return read_data_file(path)
    except SyntaxProblem as problem:
        raise UserError("situations-invalid", detail=str(problem), **problem.place) from problem


def _table(file: DataFile, key: str, kind: type[T]) -> T:
    try:
        return converted(file.tables[key], kind)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        unknown = problem.split("`")[1] if " field `" in problem and not place else ""
        field = place.strip("`").removeprefix("$").lstrip(".").partition(".")[0].partition("[")[0]
        raise _invalid(file, key, field or unknown, str(error)) from error


def _situation(file: DataFile, key: str, theme: Theme, table: _Situation, vocabulary: Mapping[str, Term]) -> Situation:
    def read(field: str, condition: _Condition | None) -> Condition | None:
        return None if condition is None else _condition(file, key, field, condition, vocabulary)

    def registered(shows: _Registered | None) -> Registered | None:
        if shows is None:
            return None
        if not _tells_a_day(shows.since, vocabulary):
            raise _invalid(file, key, "tasks", f"{shows.since} tells no day that has been")
        return Registered(shows.says, _condition(file, key, "tasks", shows.when, vocabulary), shows.since)

    if table.happened is not None and not _tells_a_day(table.happened.fact, vocabulary):
        raise _invalid(file, key, "happened", f"{table.happened.fact} tells no day that has been")
    return Situation(
        key=key,
        theme=theme,
        title=table.title,
        citizen=table.citizen,
        summary=table.summary,
        when=read("when", table.when),
        ask=table.ask,
        touches=tuple(
            Touch(t.task, t.because, read("tasks", t.when), t.deadline, registered(t.registered)) for t in table.tasks
        ),
        tell=tuple(Tell(t.who, t.what, t.deadline) for t in table.tell),
        sources=table.sources,
        happened=table.happened,
    )


def _tells_a_day(fact: str, vocabulary: Mapping[str, Term]) -> bool:
    """A date, or the days since one; no fact at all leaves it to whoever asks the citizen."""
    if not fact:
        return True
    kind = vocabulary[fact].kind if fact in vocabulary else None
    return kind is Kind.DATE or (kind is Kind.NUMBER and fact.endswith("_dage"))


def _condition(file: DataFile, key: str, field: str, table: _Condition, vocabulary: Mapping[str, Term]) -> Condition:
    try:
        condition = read_condition(table, kinds(vocabulary))
    except UserError as error:
        raise _invalid(file, key, field, error.detail) from error
    for bound in _bounds(condition):
        values = vocabulary[bound.fact].values
        if strange := [value for value in bound.among if values and value not in values]:
            raise _invalid(file, key, field, f"{bound.fact} is never {strange[0]}")
    return condition


def _bounds(condition: Condition) -> Iterator[Bound]:
    match condition:
        case Bound():
            yield condition
        case Not():
            yield from _bounds(condition.part)
        case Every() | Some():
            for part in condition.parts:
                yield from _bounds(part)


def _invalid(file: DataFile, key: str, field: str, why: str) -> UserError:
    return UserError("situations-invalid", detail=f"{field or 'table'}: {why}", **file.place(key, field))
