"""How the guide says who, how soon and from where."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from app.access.roles import AuthorityLevel
from app.situations.due import Counted
from app.situations.guide import Guide
from app.situations.tasks import Deadline, Local, Offline, Owner, Who
from tests.widgets.situations.guide_page import (
    DAY,
)
from widgets.situations import task_words


def test_every_member_has_words() -> None:
    assert all(task_words.who(Owner(who=who, name="Navn" if who is Who.OTHER else "")) for who in Who)
    assert all(task_words.local(what) for what in Local)
    assert all(task_words.level(level).tip for level in AuthorityLevel)
    assert all(task_words.offline(can, tip="").text for can in Offline)


def test_a_coming_owner_is_told_beforehand(guide: Guide) -> None:
    chips = [chip.text for chip in task_words.chips(guide.task("boligstoette"), date(2013, 1, 1))]
    assert "Kommunen" in chips
    assert "Fra 01-03-2013: Udbetaling Danmark" in chips


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BENEFITS.md § 5", "Indgangs regelsamling § 5"),
        ("/rules/BENEFITS.md § 5", "Indgangs regelsamling § 5"),
        ("resources/kle/emner.csv", "Indgangs regelsamling"),
        ("https://www.borger.dk/flytning", "https://www.borger.dk/flytning"),
    ],
)
def test_a_source_is_named_as_people_know_it(text: str, said: str) -> None:
    assert task_words.source(text) == said


def test_sources_in_short_are_each_named_once() -> None:
    sources = ("https://www.borger.dk/a", "https://borger.dk/b", "BENEFITS.md § 5")
    assert task_words.sites(sources) == "borger.dk, Indgangs regelsamling § 5"


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ({"days": 5}, "Frist: 5 dage"),
        ({"working_days": 7}, "Frist: 7 arbejdsdage"),
        ({"weeks": 4}, "Frist: 4 uger"),
        ({"months": 6}, "Frist: 6 mdr."),
        ({"month_end": True}, None),
    ],
)
def test_the_chip_counts_as_the_law_does(guide: Guide, way: dict[str, int], said: str | None) -> None:
    counted = msgspec.convert({"from": "flytning", **way}, Counted)
    deadline = Deadline(text="…", source="x", counted=counted)
    task = msgspec.structs.replace(guide.task("flytning-indenlands"), deadline=deadline)
    found = [chip.text for chip in task_words.chips(task, DAY) if chip.text.startswith("Frist")]
    assert found == ([said] if said else [])


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ({"days": 180}, ["Frist: 180 dage"]),
        ({"weekdays": 4}, ["Frist: 4 hverdage"]),
        ({"hours": 24}, ["Frist: 24 timer"]),
        ({}, []),
    ],
)
def test_a_deadline_that_nobody_counts_keeps_its_laws_unit(guide: Guide, way: dict[str, int], said: list[str]) -> None:
    deadline = msgspec.convert({"text": "…", "source": "x", **way}, Deadline)
    task = msgspec.structs.replace(guide.task("flytning-indenlands"), deadline=deadline)
    assert [chip.text for chip in task_words.chips(task, DAY) if chip.text.startswith("Frist")] == said
