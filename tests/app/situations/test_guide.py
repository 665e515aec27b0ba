"""The guide: what a question finds and by what, who may do a task, and to whom it goes otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.access.model import Rule
from app.access.purpose import load_errands
from app.access.roles import AuthorityLevel, Delimitation, SystemRole, UserSystemRole
from app.situations.guide import Guide, HandOver, Why
from app.situations.local_notes import NOTHING, LocalNote, LocalNotes
from tests.app.situations.made_up_tasks import read_tasks

ERRANDS = load_errands(Path(__file__).resolve().parents[3] / "resources" / "purposes.toml")
SUBJECTS = {"23.05.08": "Folkeregistrering", "32.03.14": "Individuel boligstøtte", "27.36.04": "Helbredstillæg"}
DAY = date(2026, 11, 22)


def role(kind: SystemRole, *kle: str) -> UserSystemRole:
    return UserSystemRole(kind, Delimitation(kle))


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    return Guide(
        read_tasks(tmp_path / "tasks"), LocalNotes(tmp_path / "noter.json"), errands=ERRANDS, subjects=SUBJECTS
    )


@pytest.mark.parametrize(
    ("typed", "key", "why", "words"),
    [
        ("flytning inden for danmark", "flytning-indenlands", Why.TITLE, ""),
        ("ny adresse", "flytning-indenlands", Why.SYNONYM, "ny adresse"),
        ("flytteanmeldelser", "flytning-indenlands", Why.TITLE, ""),
        ("bisser", "helbredstillaeg", Why.TITLE, ""),
        ("fingeraftryk", "pas", Why.TEXT, "Optag foto og fingeraftryk."),
        ("fodbehandling", "helbredstillaeg", Why.TEXT, None),
        ("23.05.08", "flytning-indenlands", Why.TEXT, "23.05.08"),
        ("individuel", "boligstoette", Why.TEXT, "Individuel boligstøtte"),
    ],
)
def test_a_hit_says_why(guide: Guide, typed: str, key: str, why: Why, words: str | None) -> None:
    hit = guide.search(typed)[0]
    assert (hit.task.key, hit.why) == (key, why)
    assert words is None or hit.words == words


def test_a_task_that_has_ended_comes_after_the_one_people_do_now(guide: Guide) -> None:
    assert [hit.task.key for hit in guide.search("adresse")][-1] == "gaebyr-udgaaet"
    assert guide.search("bestille adresse")[0].task.key == "gaebyr-udgaaet"


def test_of_two_tasks_that_fit_alike_the_one_that_goes_on_is_first(tmp_path: Path) -> None:
    told = 'title = "Gult kort"\narea = "kort"\nsummary = "Kort."\nlevel = 1\nerrand = "identitet"\nsteps = ["Se."]\n'
    told += 'owner = [ { who = "kommune" } ]\n'
    both = f'[a-gammel]\n{told}ended = {{ on = 2015-01-01, why = "Nyt.", now = "b-ny" }}\n[b-ny]\n{told}'
    two = Guide(read_tasks(tmp_path, kort=both), LocalNotes(tmp_path / "n.json"), errands=ERRANDS, subjects={})
    assert [hit.task.key for hit in two.search("gult kort")] == ["b-ny", "a-gammel"]


def test_errand_and_subject_are_told(guide: Guide) -> None:
    task = guide.task("boligstoette")
    assert guide.errand(task).key == "boligstoette"
    assert guide.subject(task) == "32.03.14 Individuel boligstøtte"
    assert guide.subject(guide.task("pas")) == ""


@pytest.mark.parametrize(
    ("key", "roles", "why"),
    [
        ("boligstoette", (), Rule.NO_ROLE),
        ("boligstoette", (role(SystemRole.GUIDE),), None),
        ("flytning-indenlands", (role(SystemRole.GUIDE),), Rule.AUTHORITY),
        ("flytning-indenlands", (role(SystemRole.CASEWORKER),), None),
        ("flytning-indenlands", (role(SystemRole.CASEWORKER, "32.*"),), Rule.SUBJECT),
        ("flytning-indenlands", (role(SystemRole.CASEWORKER, "32.*"), role(SystemRole.GUIDE, "23.*")), Rule.SUBJECT),
        ("flytning-indenlands", (role(SystemRole.CASEWORKER, "23.*"),), None),
        ("helbredstillaeg", (role(SystemRole.CASEWORKER),), Rule.AUTHORITY),
        ("helbredstillaeg", (role(SystemRole.SPECIALIST, "27.36.*"),), None),
        # Without a subject of its own a task has those of its errand: a passport's none, and any role may.
        ("pas", (role(SystemRole.CASEWORKER, "32.*"),), None),
        ("adressebeskyttelse", (role(SystemRole.CASEWORKER, "32.*"),), Rule.SUBJECT),
        ("adressebeskyttelse", (role(SystemRole.CASEWORKER, "23.05.*"),), None),
    ],
)
def test_may_i_do_this(guide: Guide, key: str, roles: tuple[UserSystemRole, ...], why: Rule | None) -> None:
    over = guide.hand_over(guide.task(key), roles, DAY)
    assert (over.why if over is not None else None) == why


def test_a_task_goes_to_its_unit_and_to_whom_the_municipality_names(guide: Guide) -> None:
    task, roles = guide.task("helbredstillaeg"), (role(SystemRole.CASEWORKER),)
    assert guide.hand_over(task, roles, DAY) == HandOver(
        Rule.AUTHORITY, AuthorityLevel.PROFESSIONAL, "Pension og ældre"
    )
    guide.keep_note(task, LocalNote(contact="Bodil", phone="44 00 00 00"), instead_of=NOTHING)
    over = guide.hand_over(task, roles, DAY)
    assert over is not None
    assert (over.unit, over.contact, over.phone) == ("Pension og ældre", "Bodil", "44 00 00 00")


def test_the_municipality_s_words_are_searched_too(guide: Guide, tmp_path: Path) -> None:
    task = guide.task("pas")
    assert guide.search("skranke ni") == ()
    guide.keep_note(task, LocalNote(text="Kun ved skranke ni"), instead_of=NOTHING)
    assert guide.search("skranke ni")[0].task is task
    elsewhere = LocalNotes(tmp_path / "noter.json")
    elsewhere.keep("boligstoette", LocalNote(text="Telefontid om tirsdagen"), instead_of=NOTHING)
    guide.refresh_notes()
    assert guide.search("telefontid")[0].task.key == "boligstoette"


@pytest.mark.parametrize(
    ("key", "kind", "may"),
    [
        ("boligstoette", SystemRole.GUIDE, False),
        ("boligstoette", SystemRole.CASEWORKER, True),
        ("helbredstillaeg", SystemRole.CASEWORKER, False),
        ("helbredstillaeg", SystemRole.SPECIALIST, True),
    ],
)
def test_notes_are_written_by_those_who_decide(guide: Guide, key: str, kind: SystemRole, may: bool) -> None:
    assert guide.may_note(guide.task(key), (role(kind),)) is may
