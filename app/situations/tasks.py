"""The tasks of citizen service, one table each in `resources/tasks`: who has them, by which law, and what to do.

Checked when they are read. A fact without a source is not there: `check_locally` names it, and the municipality's own
notes (`app.situations.local_notes`) may hold it. What the municipality decides is never silent on its law, its deadline
and where to complain: it has them, or they are to be checked, or `none` says there are none.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from app.access.roles import AuthorityLevel
from app.decoding import converted
from app.errors import UserError
from app.situations.data_file import DataFile, SyntaxProblem, read_data_file
from app.situations.due import Counted

SITUATIONS: Final = frozenset(
    {
        "vielse", "skilsmisse", "separation", "barn-foedt", "barn-dagtilbud", "barn-skole", "foraeldremyndighed",
        "doedsfald", "job-mistet", "job-fundet", "indkomst-aendret", "uddannelse", "sygdom", "flytning-ind",
        "flytning-ud", "flytning-inden-for", "indrejse", "udrejse", "flytte-sammen", "flytte-fra-hinanden",
        "pensionsalder", "pension-indkomst", "enke", "hjaelp-i-hjemmet", "bolig-for-lille", "fylder-15", "fylder-18",
    }
)  # fmt: skip
FORMS: Final = frozenset(
    {
        "oekonomisk-friplads", "helbredstillaeg", "beboerindskudslaan", "flytteanmeldelse", "logivaertserklaering",
        "indrejse", "boligstoette", "aendret-indkomst", "boernetilskud-enlig", "fritagelse-digital-post",
        "fritagelse-selvbetjening", "boernepas", "koerekort", "attester", "begravelseshjaelp", "enkeltudgift",
    }
)  # fmt: skip
_Text = Annotated[str, msgspec.Meta(min_length=1)]


class Who(StrEnum):
    """Whose task it is. OTHER stands with a name."""

    MUNICIPALITY = "kommune"
    UDBETALING_DANMARK = "udbetaling_danmark"
    FAMILIERETSHUSET = "familieretshuset"
    SKATTESTYRELSEN = "skattestyrelsen"
    MOTORSTYRELSEN = "motorstyrelsen"
    POLICE = "politi"
    REGION = "region"
    ANKESTYRELSEN = "ankestyrelsen"
    PARISH = "sogn"
    ATP = "atp"
    A_KASSE = "a_kasse"
    STATE = "stat"
    OTHER = "anden"


class Offline(StrEnum):
    NOW = "now"
    QUEUED = "queued"
    NO = "no"


class Local(StrEnum):
    """What is to be looked up in the municipality, because no source gives it."""

    FEE = "fee"
    PHONE = "phone"
    ADDRESS = "address"
    DEADLINE = "deadline"
    COMPLAINT = "complaint"
    LAW = "law"
    OPENING = "opening"
    BRING = "bring"


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A TOML table: unknown keys are mistakes."""


class Owner(_Table, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """Who has the task from the day `first` to the day `last`, both included; None leaves that end open."""

    who: Who
    unit: str = ""
    name: str = ""
    first: date | None = None
    last: date | None = None
    source: str = ""

    def has_it(self, day: date) -> bool:
        return (self.first or date.min) <= day <= (self.last or date.max)


class Deadline(_Table, frozen=True, kw_only=True):
    """`answer` where it is for whoever has the task, to answer or act by, and none for the citizen to keep.

    `counted` where it runs from one known thing for everybody. Where it does not, the law's number in the law's own
    unit, if it is one for everybody: `days`, `weekdays` (hverdage) or `hours`."""

    text: _Text
    ground: str = ""
    source: _Text
    days: int | None = None
    weekdays: int | None = None
    hours: int | None = None
    counted: Counted | None = None
    answer: bool = False

    def __post_init__(self) -> None:
        if sum(number is not None for number in (self.days, self.weekdays, self.hours, self.counted)) > 1:
            raise ValueError("counts in one unit")  # read from data: msgspec says where

    @property
    def words(self) -> str:
        """Senest 5 dage efter flytningen (CPR-loven § 12)."""
        return f"{self.text.removesuffix('.')} ({self.ground})" if self.ground else self.text


class Complaint(_Table, frozen=True, kw_only=True):
    """`weeks` is None where the law sets no limit."""

    body: _Text
    law: str = ""
    source: _Text
    weeks: int | None = None


class Fee(_Table, frozen=True, kw_only=True):
    amount: _Text
    unit: str = "kr."
    source: _Text
    as_of: date


class OfflineWork(_Table, frozen=True, kw_only=True):
    can: Offline
    text: str = ""


class Onward(_Table, frozen=True, kw_only=True):
    """Where it goes afterwards, and how to reach them."""

    who: _Text
    what: str = ""
    address: str = ""
    phone: str = ""
    web: str = ""


class Ended(_Table, frozen=True, kw_only=True):
    """`on` is the first day without the task; `now` the key of the one in its place."""

    on: date
    why: _Text
    now: str = ""


class Task(_Table, frozen=True, kw_only=True):
    """`area` is the file's name. `errand` is a key of `resources/purposes.toml`: what the task may open, by which law.

    `unshown` is searched as `synonyms` are and never shown: what people say, and we would not say back to them.
    `discreet` stands on nothing that goes home: whom the citizen is to be protected from may live there.
    `citizen` is what the citizen does, and where, in words for the citizen.
    `none` are those of law, deadline and complaint that there truly are none of.
    `origin` are the texts of the 2005 list it covers.
    """

    key: str
    title: _Text
    area: _Text
    summary: _Text
    owner: Annotated[tuple[Owner, ...], msgspec.Meta(min_length=1)]
    level: Annotated[int, msgspec.Meta(ge=1, le=3)]
    errand: _Text
    synonyms: tuple[_Text, ...] = ()
    unshown: tuple[_Text, ...] = ()
    discreet: bool = False
    citizen: str = ""
    kle: str = ""
    law: tuple[_Text, ...] = ()
    deadline: Deadline | None = None
    complaint: Complaint | None = None
    fee: Fee | None = None
    bring: tuple[_Text, ...] = ()
    steps: tuple[_Text, ...] = ()
    forms: tuple[str, ...] = ()
    letters: tuple[_Text, ...] = ()
    offline: OfflineWork | None = None
    next: Onward | None = None
    situations: tuple[str, ...] = ()
    check_locally: tuple[Local, ...] = ()
    none: tuple[Local, ...] = ()
    ended: Ended | None = None
    origin: tuple[str, ...] = ()
    sources: tuple[_Text, ...] = ()

    @property
    def authority(self) -> AuthorityLevel:
        return AuthorityLevel(self.level)

    def owner_on(self, day: date) -> Owner | None:
        return next((owner for owner in self.owner if owner.has_it(day)), None)

    def has_ended(self, day: date) -> bool:
        return self.ended is not None and self.ended.on <= day


def load_tasks(folder: Path, *, errands: Collection[str], subjects: Collection[str]) -> tuple[Task, ...]:
    """Every task of every file in `folder`, in order. `errands` are the keys of the purposes, `subjects` KLE's numbers.

    UserError("tasks-invalid") names file, line and task.
    """
    found: list[tuple[DataFile, Task]] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            file = read_data_file(path)
        except SyntaxProblem as problem:
            raise UserError("tasks-invalid", detail=str(problem), **problem.place) from problem
        found += ((file, _task(file, key, table)) for key, table in file.tables.items())
    times = Counter(task.key for _, task in found)
    for file, task in found:
        for field, why in _mistakes(task, file.path.stem, errands=errands, subjects=subjects, times=times):
            raise _invalid(file, task.key, field, why)
    return tuple(task for _, task in found)


def load_subjects(path: Path) -> dict[str, str]:
    """KLE's numbers with their titles, from `resources/kle/emner.csv`."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["emnenr"]: row["titel"] for row in csv.DictReader(file)}


def _task(file: DataFile, key: str, table: Any) -> Task:
    if not isinstance(table, dict) or "key" in table:
        raise _invalid(file, key, "key", "a task is a table, and its heading is its key")
    try:
        return converted({**table, "key": key}, Task)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        unknown = problem.split("`")[1] if " field `" in problem and not place else ""
        field = place.strip("`").removeprefix("$").lstrip(".").partition(".")[0].partition("[")[0]
        raise _invalid(file, key, field or unknown, str(error)) from error


def _invalid(file: DataFile, key: str, field: str, why: str) -> UserError:
    return UserError("tasks-invalid", detail=f"{field or 'task'}: {why}", **file.place(key, field))


def _mistakes(
    task: Task, area: str, *, errands: Collection[str], subjects: Collection[str], times: Counter[str]
) -> Iterator[tuple[str, str]]:
    """What types cannot say: field and mistake."""
    if times[task.key] > 1:
        yield "", "another file has a task of this key"
    if task.area != area:
        yield "area", "is not the file's name"
    if task.errand not in errands:
        yield "errand", f"no errand is called {task.errand}"
    if task.kle and task.kle not in subjects:
        yield "kle", f"KLE has no subject {task.kle}"
    for field, used, known in (("forms", task.forms, FORMS), ("situations", task.situations, SITUATIONS)):
        if strange := set(used) - known:
            yield field, f"nothing is called {min(strange)}"
    if any(owner.who is Who.OTHER and not owner.name for owner in task.owner):
        yield "owner", "anden needs a name"
    if _overlap(task.owner):
        yield "owner", "two owners on one day, or a period that ends before it begins"
    if task.ended is None and not task.steps:
        yield "steps", "a task that goes on has steps"
    if task.ended is not None and task.ended.now and (task.ended.now == task.key or not times[task.ended.now]):
        yield "ended", f"no other task is called {task.ended.now}"
    if task.law and not task.sources:
        yield "law", "needs a source"
    for what, fact in ((Local.FEE, task.fee), (Local.COMPLAINT, task.complaint), (Local.LAW, task.law)):
        if fact and what in task.check_locally:
            yield what.value, "is given, and yet to be checked locally"
    yield from _silences(task)


def _silences(task: Task) -> Iterator[tuple[str, str]]:
    """Nothing said reads as nothing there: no deadline to keep, nowhere to complain."""
    decided = task.authority > AuthorityLevel.GUIDANCE and task.ended is None
    municipal = any(owner.who is Who.MUNICIPALITY for owner in task.owner)
    facts = {Local.LAW: task.law, Local.DEADLINE: task.deadline, Local.COMPLAINT: task.complaint}
    if strange := set(task.none) - set(facts):
        yield "none", f"{min(strange)} is never said to be none"
    for what, fact in facts.items():
        said = bool(fact) or what in task.check_locally
        if said and what in task.none:
            yield "none", f"{what} is given or to be checked locally, and yet there is none"
        if decided and municipal and not said and what not in task.none:
            yield "", f"says nothing of its {what}: give it, or name it in check_locally or in none"


def _overlap(owners: Iterable[Owner]) -> bool:
    spans = sorted((owner.first or date.min, owner.last or date.max) for owner in owners)
    return any(last < first for first, last in spans) or any(
        before >= after for (_, before), (after, _) in pairwise(spans)
    )
