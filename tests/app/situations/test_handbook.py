"""What a task comes down to for one citizen: the money that can matter to them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.benefits.rulebook import load_rulebook
from app.facts.model import Value
from app.situations.handbook import Handbook, load_handbook
from tests.app.desk import ERRANDS
from tests.app.situations.forms.made_up import facts

RESOURCES = Path("resources")
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return load_handbook(
        RESOURCES,
        errands=tuple(ERRANDS.values()),
        notes=tmp_path_factory.mktemp("notes") / "none.json",
        book=load_rulebook(RESOURCES),
        municipality="0999",
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("known", "benefits"),
    [
        ({"foedt": date(1997, 4, 19)}, ["boligstoette"]),
        ({"foedt": date(1952, 7, 28)}, ["boligstoette", "pensionstillaeg"]),
        ({"boligareal": 62}, ["boligstoette", "pensionstillaeg"]),
        (
            {"foedt": date(1997, 4, 19), "boligtype": "eje", "voksne_paa_adressen": 1, "har_offentlig_pension": False},
            [],
        ),
    ],
    ids=["young", "pensioner", "of unknown age", "owner without a pension"],
)
def test_a_task_leads_to_no_benefit_that_what_is_known_rules_out(
    handbook: Handbook, known: dict[str, Value], benefits: list[str]
) -> None:
    task = handbook.tasks["boligstoette-aendring"]
    assert [benefit.key for benefit in handbook.reckoned(task, facts(**known))] == benefits


def test_a_benefit_that_only_its_own_errand_shows_is_led_to_from_its_task(handbook: Handbook) -> None:
    tasks = [task for task in handbook.tasks.values() if "begravelseshjaelp" in task.forms]
    assert tasks
    for task in tasks:
        assert [benefit.key for benefit in handbook.reckoned(task, facts(foedt=date(1952, 7, 28)))]
