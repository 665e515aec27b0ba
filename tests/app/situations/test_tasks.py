"""The tasks' files: what they say, every mistake with its file and line, and the shipped ones whole."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.access.purpose import load_errands
from app.access.roles import AuthorityLevel
from app.errors import UserError
from app.situations.tasks import Local, Offline, Task, Who, load_subjects, load_tasks
from tests.app.situations.made_up_tasks import ERRANDS, MONEY, MOVING, SUBJECTS, read_tasks, write_tasks

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
LIST_2005 = RESOURCES.parents[1] / "shared" / "tasks" / "opgaver-borgerservice-2005.csv"
DAY = date(2026, 11, 22)


def test_a_task_says_all_that_its_table_says(tmp_path: Path) -> None:
    tasks = {task.key: task for task in read_tasks(tmp_path)}
    moving = tasks["flytning-indenlands"]
    assert list(tasks)[:2] == ["flytning-indenlands", "adressebeskyttelse"]
    assert (moving.title, moving.errand, moving.kle) == ("Flytning inden for Danmark", "flytning", "23.05.08")
    assert moving.authority is AuthorityLevel.RULE_BASED
    assert moving.deadline is not None
    assert moving.deadline.days == 5
    assert moving.complaint is not None
    assert moving.complaint.weeks == 4
    assert moving.offline is not None
    assert moving.offline.can is Offline.QUEUED
    assert moving.check_locally == (Local.OPENING, Local.PHONE)
    fee = tasks["boligstoette"].fee
    assert fee is not None
    assert (fee.amount, fee.unit, fee.as_of) == ("0", "kr.", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (date(2013, 2, 28), Who.MUNICIPALITY),
        (date(2013, 3, 1), Who.UDBETALING_DANMARK),
        (DAY, Who.UDBETALING_DANMARK),
    ],
)
def test_who_has_a_task_depends_on_the_day(tmp_path: Path, day: date, who: Who) -> None:
    housing = next(task for task in read_tasks(tmp_path) if task.key == "boligstoette")
    owner = housing.owner_on(day)
    assert owner is not None
    assert owner.who is who


def test_nobody_has_a_task_before_its_first_day(tmp_path: Path) -> None:
    moving = read_tasks(tmp_path)[0]
    assert moving.owner_on(date(1968, 4, 1)) is None
    assert moving.owner_on(date(1968, 4, 2)) is not None


def test_a_task_has_ended_from_its_day_on(tmp_path: Path) -> None:
    ended = next(task for task in read_tasks(tmp_path) if task.ended is not None)
    assert not ended.has_ended(date(2015, 11, 30))
    assert ended.has_ended(date(2015, 12, 1))
    assert not read_tasks(tmp_path)[0].has_ended(DAY)


def _line(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


@pytest.mark.parametrize(
    ("before", "after", "at"),
    [
        ('errand = "pas"', 'errand = "rejse"', 'errand = "rejse"'),
        ('kle = "27.36.04"', 'kle = "27.99.99"', "27.99.99"),
        ('kle = "27.36.04"', 'kle = ""\nfarve = "blå"', "farve"),
        ("level = 3", "level = 4", "level = 4"),
        ("level = 3", 'level = "3"', 'level = "3"'),
        ('forms = ["boligstoette"]', 'forms = ["ukendt"]', "forms"),
        ('situations = ["flytning-inden-for", "indkomst-aendret"]', 'situations = ["lykke"]', "situations"),
        ('steps = ["Bed om det gamle pas.", "Optag foto og fingeraftryk."]', "steps = []", "steps = []"),
        (
            'steps = ["Bed om det gamle pas.", "Optag foto og fingeraftryk."]',
            'steps = ["Bed", 3]',
            'steps = ["Bed", 3]',
        ),
        ('title = "Pas"', 'title = ""', 'title = ""'),
        ('title = "Pas"', 'key = "andet"\ntitle = "Pas"', "key ="),
        ('owner = [ { who = "politi" } ]', 'owner = [ { who = "anden" } ]', '"anden"'),
        ('owner = [ { who = "politi" } ]', 'owner = [ { who = "nogen" } ]', '"nogen"'),
        ('owner = [ { who = "politi" } ]', "owner = []", "owner = []"),
        ("to = 2013-02-28", "to = 2013-03-01", "[[boligstoette.owner]]"),
        ("from = 2013-03-01", "to = 2013-03-01", "[[boligstoette.owner]]"),
        ("from = 2013-03-01", "from = 2013-03-01\nto = 2013-02-01", "[[boligstoette.owner]]"),
        ('sources = ["Prøve"]\nnext', "next", "law = "),
        ('check_locally = ["fee", "bring"]', 'check_locally = ["pris"]', '"pris"'),
        ('check_locally = ["fee", "bring"]', 'check_locally = ["fee"]\nfee = { amount = "1" }', 'fee = { amount = "1"'),
        (
            'check_locally = ["fee", "bring"]',
            'check_locally = ["fee"]\nfee = { amount = "1", source = "x", as_of = 2026-01-01 }',
            'fee = { amount = "1"',
        ),
        (
            'check_locally = ["fee", "bring"]',
            'check_locally = ["complaint"]\ncomplaint = { body = "x", source = "x" }',
            'complaint = { body = "x"',
        ),
        (
            'steps = ["Bed om det gamle pas.", "Optag foto og fingeraftryk."]',
            'ended = { on = 2020-01-01, why = "x", now = "pas" }',
            "ended",
        ),
        (
            'steps = ["Bed om det gamle pas.", "Optag foto og fingeraftryk."]',
            'ended = { on = 2020-01-01, why = "x", now = "intet" }',
            "ended",
        ),
        ('area = "ydelser"\nsummary = "Borgeren skal', 'area = "rejser"\nsummary = "Borgeren skal', '"rejser"'),
        ('title = "Helbredstillæg"', 'title = "Helbredstillæg', 'title = "Helbredstillæg'),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, before: str, after: str, at: str) -> None:
    assert before in MONEY
    wrong = MONEY.replace(before, after)
    with pytest.raises(UserError) as caught:
        read_tasks(tmp_path, folkeregister=MOVING, ydelser=wrong)
    assert caught.value.code == "tasks-invalid"
    assert (caught.value.params["file"], caught.value.params["line"]) == ("ydelser.toml", _line(wrong, at))


MUNICIPAL = 'check_locally = ["phone", "law", "deadline", "complaint"]'
"""Of a task that the municipality decides."""


@pytest.mark.parametrize("what", ["law", "deadline", "complaint"])
def test_what_the_municipality_decides_is_not_silent(tmp_path: Path, what: str) -> None:
    silent = MUNICIPAL.replace(f', "{what}"', "")
    wrong = MONEY.replace(MUNICIPAL, silent)
    with pytest.raises(UserError) as caught:
        read_tasks(tmp_path, folkeregister=MOVING, ydelser=wrong)
    assert f"says nothing of its {what}" in caught.value.detail
    at = {"file": "ydelser.toml", "line": _line(wrong, "[helbredstillaeg]"), "key": "helbredstillaeg"}
    assert caught.value.params == at
    for said in (
        MONEY,
        MONEY.replace(MUNICIPAL, f'{silent}\nnone = ["{what}"]'),
        wrong.replace("level = 3", "level = 1"),
        wrong.replace('owner = [ { who = "kommune", unit = "Pension og ældre" } ]', 'owner = [ { who = "atp" } ]'),
        wrong.replace(silent, f'{silent}\nended = {{ on = 2020-01-01, why = "x" }}'),
    ):
        read_tasks(tmp_path, folkeregister=MOVING, ydelser=said)


@pytest.mark.parametrize(
    "more",
    [
        'none = ["law"]',
        'none = ["fee"]',
        'complaint = { body = "x", source = "x" }',
        'law = ["x"]\nsources = ["x"]',
    ],
)
def test_what_is_said_is_said_in_one_way(tmp_path: Path, more: str) -> None:
    wrong = MONEY.replace(MUNICIPAL, f"{MUNICIPAL}\n{more}")
    with pytest.raises(UserError) as caught:
        read_tasks(tmp_path, folkeregister=MOVING, ydelser=wrong)
    assert caught.value.params["line"] == _line(wrong, more.splitlines()[0])


def test_what_is_missing_is_named_by_the_heading_of_its_task(tmp_path: Path) -> None:
    wrong = MONEY.replace('errand = "pas"\n', "")
    with pytest.raises(UserError) as caught:
        read_tasks(tmp_path, ydelser=wrong)
    assert caught.value.params == {"file": "ydelser.toml", "line": _line(wrong, "[pas]"), "key": "pas"}


def test_two_files_cannot_have_a_task_of_one_key(tmp_path: Path) -> None:
    again = '[pas]\ntitle = "Pas"\narea = "rejser"\nsummary = "x"\nowner = [{ who = "politi" }]\nlevel = 1\n'
    again += 'errand = "pas"\nsteps = ["x"]\n'
    with pytest.raises(UserError) as caught:
        read_tasks(tmp_path, rejser=again, ydelser=MONEY)
    assert (caught.value.params["key"], caught.value.params["line"]) == ("pas", 1)


def test_no_table_at_all_is_a_mistake_too(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_tasks(tmp_path, ydelser='pas = "x"\n')
    assert caught.value.params["key"] == "pas"


def test_a_file_in_another_encoding_is_a_mistake(tmp_path: Path) -> None:
    folder = write_tasks(tmp_path)
    (folder / "ydelser.toml").write_bytes("[pas]\ntitle = 'Kørekort'\n".encode("latin-1"))
    with pytest.raises(UserError) as caught:
        load_tasks(folder, errands=ERRANDS, subjects=SUBJECTS)
    assert caught.value.params["file"] == "ydelser.toml"


shipped = pytest.mark.skipif(not (RESOURCES / "tasks").is_dir(), reason="resources/tasks is not written yet")


@pytest.fixture(scope="module")
def tasks() -> tuple[Task, ...]:
    errands = [errand.key for errand in load_errands(RESOURCES / "purposes.toml")]
    return load_tasks(RESOURCES / "tasks", errands=errands, subjects=load_subjects(RESOURCES / "kle" / "emner.csv"))


@shipped
def test_the_shipped_tasks_have_an_owner_today(tasks: tuple[Task, ...]) -> None:
    assert tasks
    assert [task.key for task in tasks if not task.has_ended(DAY) and task.owner_on(DAY) is None] == []


@shipped
@pytest.mark.skipif(not LIST_2005.is_file(), reason="the list of 2005 (../shared/tasks) is not here")
def test_every_task_of_2005_is_covered_once(tasks: tuple[Task, ...]) -> None:
    with LIST_2005.open(encoding="utf-8", newline="") as file:
        asked = {row["task"] for row in csv.DictReader(file)}
    covered = Counter(origin for task in tasks for origin in task.origin)
    assert asked - set(covered) == set()
    assert set(covered) - asked == set()
    assert [origin for origin, times in covered.items() if times > 1] == []


@shipped
def test_only_the_municipality_s_own_deadline_is_given_and_yet_checked_there(tasks: tuple[Task, ...]) -> None:
    """What a statute says is the same everywhere."""
    both = [task for task in tasks if task.deadline is not None and Local.DEADLINE in task.check_locally]
    assert both
    assert [task.key for task in both if not (task.deadline and task.deadline.text.startswith("Kommunens egen"))] == []
    assert [task.key for task in both if not (task.deadline and task.deadline.answer)] == []


@shipped
def test_a_deadline_names_its_ground(tasks: tuple[Task, ...]) -> None:
    assert [task.key for task in tasks if task.deadline is not None and not task.deadline.ground] == []


@shipped
def test_what_others_decide_is_guided_to_and_handed_to_no_specialist(tasks: tuple[Task, ...]) -> None:
    owners = {task.key: owner for task in tasks if (owner := task.owner_on(DAY)) is not None}
    others = [task for task in tasks if task.key in owners and owners[task.key].who is not Who.MUNICIPALITY]
    assert others
    assert [task.key for task in others if task.authority is not AuthorityLevel.GUIDANCE] == []


@shipped
def test_what_the_municipality_decides_is_no_errand_of_guiding_to_udbetaling_danmark(tasks: tuple[Task, ...]) -> None:
    errands = {errand.key: errand for errand in load_errands(RESOURCES / "purposes.toml")}
    owners = {task.key: owner for task in tasks if (owner := task.owner_on(DAY)) is not None}
    own = [task for task in tasks if task.key in owners and owners[task.key].who is Who.MUNICIPALITY]
    wrong = [task.key for task in own if errands[task.errand].legal_basis.startswith("Lov om Udbetaling Danmark")]
    assert wrong == []
