"""What every test stands on. The first lines must run before anything imports Qt."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from widgets.garbage import search

# Tests leave Qt's things behind, and their servers and gates allocate on threads of this process.
gc.disable()

# The same examples every time, and as long for each as it takes; `--hypothesis-profile=default` looks for new ones.
settings.load_profile("ci")

for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive):
    assert _wait.__kwdefaults__ is not None
    _wait.__kwdefaults__["timeout"] = 30_000  # milliseconds: a machine may stand still longer than their 5 seconds

pytest_plugins = ["tests.postgres"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


def pytest_runtest_logfinish() -> None:
    search()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style the program itself starts with, so that a size measured here is one the user sees."""
    return ["indgang", "-style", "fusion"]
