"""Preferences survive a start; what cannot be read, or was never a choice, becomes the default."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.preferences import Preferences, keep_preferences, load_preferences


def test_what_is_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    chosen = Preferences(scheme="dark", density="compact", language="en", lock_after=12)
    keep_preferences(tmp_path, chosen)
    assert load_preferences(tmp_path) == chosen


@pytest.mark.parametrize("text", ["", "[]", "{", '"x"', '{"lock_after": null}'])
def test_what_cannot_be_read_costs_the_choice_alone(tmp_path: Path, text: str) -> None:
    tmp_path.joinpath("preferences.json").write_text(text)
    assert load_preferences(tmp_path) == Preferences()


@pytest.mark.parametrize("minutes", ["0", "31", "-5", "100000", '"5"', "[5]", "5.5"])
def test_the_lock_is_never_put_off_for_longer_than_half_an_hour(tmp_path: Path, minutes: str) -> None:
    tmp_path.joinpath("preferences.json").write_text(f'{{"lock_after": {minutes}, "scheme": "dark"}}')
    assert load_preferences(tmp_path) == Preferences(scheme="dark", lock_after=5)
