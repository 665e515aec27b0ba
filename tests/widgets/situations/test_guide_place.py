"""The guide's place: there at once, filled when the tasks are read, and open to the palette from then on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from app.access.purpose import load_errands
from app.benefits.rulebook import load_rulebook
from app.situations.derived.told import Basis
from app.situations.guide import load_guide
from app.situations.handbook import Handbook
from tests.app.situations.forms.made_up import forms
from tests.app.situations.made_up_tasks import MONEY, write_tasks
from widgets.situations.guide import GuidePage
from widgets.situations.guide_place import GuidePlace
from widgets.tokens import RESOURCES


def made_up(folder: Path, **files: str) -> Handbook:
    """As the program reads it, with made-up tasks."""
    write_tasks(folder / "tasks", **files)
    (folder / "kle").mkdir(exist_ok=True)
    subjects = "emnenr,titel\n23.05.08,Folkeregistrering\n32.03.14,Boligstøtte\n27.36.04,Helbredstillæg\n"
    (folder / "kle" / "emner.csv").write_text(subjects, encoding="utf-8")
    (folder / "speech.toml").write_text('aside = ""\n', encoding="utf-8")
    guide = load_guide(folder, folder / "noter.json", load_errands(RESOURCES / "purposes.toml"))
    basis = Basis({}, "0999", lambda _born: None)
    return Handbook({}, guide, (), (), forms(), load_rulebook(RESOURCES), basis, date(2026, 11, 22))


def place(qtbot: QtBot, folder: Path, *, hold: Event | None = None, english: bool = False, **files: str) -> GuidePlace:
    def load() -> Handbook:
        if hold is not None:
            hold.wait(10)
        return made_up(folder, **files)

    made = GuidePlace(load, roles=tuple, today=lambda: date(2026, 11, 22), author="Lise Nord", english=english)
    qtbot.addWidget(made)
    made.prepare()
    return made


def test_a_task_asked_for_before_the_tasks_are_read_opens_when_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    hold = Event()
    made = place(qtbot, tmp_path, hold=hold)
    assert made.offer("pas") == []
    with qtbot.waitSignal(made.wanted):
        made.open_task("pas")
    hold.set()
    qtbot.waitUntil(lambda: made.guide is not None)
    page = made.currentWidget()
    assert isinstance(page, GuidePage)
    assert page.view.task is not None
    assert page.view.task.key == "pas"


def test_the_palette_is_offered_the_likeliest_and_opens_it(qtbot: QtBot, tmp_path: Path) -> None:
    made = place(qtbot, tmp_path)
    qtbot.waitUntil(lambda: made.guide is not None)
    first = made.offer("jeg er flyttet")[0]
    assert (first.text, first.group) == ("Flytning inden for Danmark", "Opgave")
    with qtbot.waitSignal(made.wanted):
        first.run()
    page = made.currentWidget()
    assert isinstance(page, GuidePage)
    assert page.view.task is not None
    assert page.view.task.key == "flytning-indenlands"


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("friplads", ["Økonomisk friplads"]),
        ("xyzzy", []),
        ("oekonomisk fri", ["Økonomisk friplads"]),
        ("jeg er flyttet", ["Flytteanmeldelse"]),
        ("flytteanm", ["Flytteanmeldelse"]),
        ("fritagelse", ["Fritagelse for Digital Post", "Fritagelse for selvbetjening"]),
        ("til", ["Lån til beboerindskud", "Begravelseshjælp, hjælp til ansøgning", "Pas til barn, forberedelse"]),
    ],
)
def test_the_palette_is_offered_the_forms_after_the_tasks(
    qtbot: QtBot, tmp_path: Path, typed: str, titles: list[str]
) -> None:
    """By the words of their titles, and by whatever else the task is called that one fills them in for."""
    made = place(qtbot, tmp_path)
    qtbot.waitUntil(lambda: made.guide is not None)
    offered = made.offer(typed)
    found = [command.text for command in offered if command.group == "Blanket"]
    assert found == [f"Udfyld: {title}" for title in titles]
    assert [command.text for command in offered][-len(found) :] == found or not found
    if titles:
        with qtbot.waitSignal(made.form_chosen) as chosen:
            offered[-1].run()
        assert chosen.args is not None
        assert made._forms[str(chosen.args[0])] == titles[-1]


@pytest.mark.parametrize(("english", "found"), [(True, True), (False, False)])
def test_the_palette_finds_a_task_in_english_by_its_errand(
    qtbot: QtBot, tmp_path: Path, english: bool, found: bool
) -> None:
    """The tasks themselves are written in Danish, where "moving" is next to some other word."""
    made = place(qtbot, tmp_path, english=english)
    qtbot.waitUntil(lambda: made.guide is not None)
    offered = [command.text for command in made.offer("notification moving")]
    assert (offered == ["Flytning inden for Danmark", "Udfyld: Flytteanmeldelse"]) is found
    assert made.offer("jeg er flyttet")[0].text == "Flytning inden for Danmark"


def test_the_page_is_made_when_it_is_looked_at(qtbot: QtBot, tmp_path: Path) -> None:
    made = place(qtbot, tmp_path)
    qtbot.waitUntil(lambda: made.guide is not None)
    assert not isinstance(made.currentWidget(), GuidePage)
    with qtbot.waitExposed(made):
        made.show()
    page = made.currentWidget()
    assert isinstance(page, GuidePage)
    qtbot.waitUntil(lambda: page._job is not None and page._job.finished)
    made.hide()
    made.show()
    assert made.currentWidget() is page


def test_a_mistake_in_the_tasks_is_told_with_file_and_line(qtbot: QtBot, tmp_path: Path) -> None:
    made = place(qtbot, tmp_path, ydelser=MONEY.replace("level = 3", "level = 7"))
    qtbot.waitUntil(lambda: "ydelser.toml" in made._waiting.accessibleName())
    assert "linje" in made._waiting.accessibleName()
    assert made.offer("pas") == []
