"""Every form asks what somebody has read and approved, when they approved that it should: in approved/KEY.txt."""

from __future__ import annotations

import pytest

from tests.app.situations.forms.declared import APPROVED, declared
from tests.app.situations.forms.made_up import forms


@pytest.mark.parametrize("key", sorted(forms()))
def test_a_form_asks_and_is_reckoned_as_approved(key: str) -> None:
    """After a wanted change: `python -m tests.app.situations.forms.declared`, and read what differs."""
    assert declared(forms()[key]) == (APPROVED / f"{key}.txt").read_text(encoding="utf-8")


def test_nothing_else_is_approved() -> None:
    assert {path.stem for path in APPROVED.glob("*.txt")} == set(forms())
