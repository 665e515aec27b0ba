"""No connection is said above the page, once to the ear, with what can still be done; and it goes away by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.citizen.port import RegisterKey
from app.sync.availability import Action, availability
from app.sync.connection import Connection, Reach
from app.sync.deliver import Unsent
from tests.widgets.shell.desk import SINCE, MadeUpDesk
from tests.widgets.shell.test_window import opened
from widgets.parts import notices
from widgets.shell.actions import Command
from widgets.shell.status import UserMenu
from widgets.shell.window import MainWindow

ALL = frozenset(RegisterKey)
OFFLINE = Connection(Reach.OFFLINE, SINCE, ALL)
NO_ARCHIVE = Connection(Reach.PARTLY, SINCE, frozenset({RegisterKey.ARCHIVE}))


class Bench:
    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk = MadeUpDesk()
        self.window: MainWindow = opened(qtbot, self.desk)
        self.spoken: list[str] = []
        monkeypatch.setattr(notices, "announce", lambda _widget, text: self.spoken.append(text))
        self.done: list[Action] = []
        for action, key in ((Action.REFRESH, "F5"), (Action.WRITE_NOTE, "Ctrl+N")):
            self.window.commands.add(
                Command(
                    action,
                    {"refresh": "Hent igen", "write_note": "Skriv notat"}[action],
                    lambda action=action: self.done.append(action),  # type: ignore[misc]
                    key,
                    "Borger",
                    in_user_menu=True,
                    available=lambda action=action: availability(action, self.connection),  # type: ignore[misc]
                )
            )

    @property
    def connection(self) -> Connection:
        assert self.desk.connection is not None
        return self.desk.connection

    def is_now(self, connection: Connection | None) -> None:
        self.desk.connection = connection
        self.window.offline.refresh()

    @property
    def banner(self) -> str:
        return "" if self.window.offline_banner.isHidden() else self.window.offline_banner.text


@pytest.fixture
def bench(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(qtbot, monkeypatch)


def test_it_says_since_when_and_what_can_still_be_done(bench: Bench) -> None:
    assert bench.banner == ""
    bench.is_now(OFFLINE)
    assert bench.banner.startswith("Ingen forbindelse til registrene siden kl. 13.58.")
    assert "kan åbnes og viser sin alder" in bench.banner
    assert bench.window.offline_banner.accessibleName() == bench.banner


def test_an_outage_since_yesterday_says_its_day(bench: Bench) -> None:
    bench.is_now(Connection(Reach.OFFLINE, SINCE - timedelta(days=2), ALL))
    assert "siden 18-11-2026 kl. 13.58" in bench.banner


def test_after_twelve_hours_it_says_that_nothing_may_be_read(bench: Bench) -> None:
    bench.is_now(Connection(Reach.OFFLINE, SINCE, ALL, roles_expired=True))
    assert "ikke bekræftet i 12 timer" in bench.banner
    assert "kan åbnes og viser" not in bench.banner


@pytest.mark.parametrize("queued", [0, 2])
def test_after_twelve_hours_it_promises_no_new_note(bench: Bench, queued: int) -> None:
    bench.desk.unsent = Unsent(queued=queued, oldest=SINCE)
    bench.is_now(Connection(Reach.OFFLINE, SINCE, ALL, roles_expired=True))
    assert "Et påbegyndt notat, der står åbent, kan gøres færdigt." in bench.banner
    assert "kan skrives" not in bench.banner
    assert ("2 notater venter" in bench.banner) is bool(queued)


@pytest.mark.parametrize(
    ("queued", "words"),
    [
        (0, "Notater kan skrives og sendes senere."),
        (1, "1 notat venter på at blive sendt."),
        (3, "3 notater venter på at blive sendt."),
    ],
)
def test_it_says_how_many_notes_are_unsent(bench: Bench, queued: int, words: str) -> None:
    bench.is_now(OFFLINE)
    bench.desk.unsent = Unsent(queued=queued, oldest=SINCE)
    bench.window.offline.refresh()
    assert bench.banner.endswith(words)
    assert len(bench.spoken) == 1


def test_it_goes_by_itself_with_a_quiet_line(bench: Bench) -> None:
    bench.is_now(OFFLINE)
    bench.is_now(Connection())
    assert bench.banner == ""
    assert bench.window.quiet_line.text == "Forbindelsen er tilbage kl. 14.42"


def test_it_is_spoken_once_however_its_words_change(bench: Bench) -> None:
    bench.is_now(OFFLINE)
    bench.is_now(OFFLINE)
    bench.is_now(Connection(Reach.OFFLINE, SINCE, ALL, roles_expired=True))
    assert len(bench.spoken) == 1
    bench.is_now(Connection())
    assert bench.spoken[1:] == ["Forbindelsen er tilbage kl. 14.42"]
    bench.is_now(OFFLINE)
    assert len(bench.spoken) == 3


def test_one_register_away_is_the_status_lines_affair(bench: Bench) -> None:
    bench.is_now(NO_ARCHIVE)
    assert bench.banner == ""
    bench.is_now(Connection())
    assert bench.window.quiet_line.text == ""


def test_nothing_is_said_before_anything_is_known(bench: Bench) -> None:
    bench.is_now(None)
    assert bench.banner == ""


def test_whoever_answers_again_is_named_and_nobody_else(qtbot: QtBot, bench: Bench) -> None:
    returned: list[frozenset[RegisterKey]] = []
    bench.window.offline.returned.connect(returned.append)
    bench.is_now(OFFLINE)
    bench.is_now(NO_ARCHIVE)
    bench.is_now(NO_ARCHIVE)
    bench.is_now(Connection())
    assert returned == [ALL - {RegisterKey.ARCHIVE}, frozenset({RegisterKey.ARCHIVE})]


def test_the_window_looks_by_itself(qtbot: QtBot, bench: Bench) -> None:
    bench.desk.connection = OFFLINE
    qtbot.waitUntil(lambda: bench.banner != "")


# What can be done now


def test_a_key_that_cannot_work_now_says_why_and_does_nothing(bench: Bench) -> None:
    bench.is_now(OFFLINE)
    QTest.keyClick(bench.window, Qt.Key.Key_F5)
    assert bench.done == []
    assert bench.window.quiet_line.text == "Ikke muligt nu: ingen forbindelse til registrene."
    QTest.keyClick(bench.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert bench.done == [Action.WRITE_NOTE]
    bench.is_now(Connection())
    QTest.keyClick(bench.window, Qt.Key.Key_F5)
    assert bench.done == [Action.WRITE_NOTE, Action.REFRESH]


def rows(bench: Bench) -> dict[str, tuple[str, str]]:
    """What the palette shows: name, the words beside it, and what a screen reader says."""
    assert bench.window._palette is not None
    model = bench.window._palette.list.model()
    group, spoken = Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.AccessibleTextRole
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return {str(index.data()): (str(index.data(group)), str(index.data(spoken))) for index in indexes}


def test_the_palette_shows_what_is_now_queued_or_impossible_with_the_reason(bench: Bench) -> None:
    bench.window.show_palette()
    assert rows(bench)["Hent igen"] == ("Borger", "Hent igen, F5")
    bench.window.show_palette()
    bench.is_now(NO_ARCHIVE)
    bench.window.show_palette()
    assert rows(bench)["Hent igen"] == ("Borger", "Hent igen, F5")
    assert rows(bench)["Skriv notat"][0] == "I kø"
    assert "I kø, sendes senere: Sagsarkiv svarer ikke." in rows(bench)["Skriv notat"][1]
    bench.window.show_palette()
    bench.is_now(OFFLINE)
    bench.window.show_palette()
    assert rows(bench)["Hent igen"][0] == "Ikke muligt offline"
    assert "ingen forbindelse til registrene" in rows(bench)["Hent igen"][1]


def test_what_is_impossible_cannot_be_chosen_and_its_reason_stands_below(bench: Bench) -> None:
    bench.is_now(OFFLINE)
    bench.window.show_palette()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "hent igen")
    palette = bench.window._palette
    assert palette is not None
    assert palette._said.isVisible()
    assert palette._said.text() == "Ikke muligt nu: ingen forbindelse til registrene."
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.done == []
    assert palette.is_open
    field.clear()
    QTest.keyClicks(field, "skriv notat")
    assert palette._said.text().startswith("I kø")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.done == [Action.WRITE_NOTE]


def test_the_user_menu_says_it_too(bench: Bench) -> None:
    bench.is_now(OFFLINE)
    menu = bench.window.findChildren(UserMenu)[0].menu()
    menu.aboutToShow.emit()
    entries = {entry.text(): entry.isEnabled() for entry in menu.actions()}
    assert entries["Hent igen – Ikke muligt nu: ingen forbindelse til registrene."] is False
    assert entries["Skriv notat – I kø, sendes senere: ingen forbindelse til registrene."] is True
