"""KLE numbers in words."""

from __future__ import annotations

import pytest

from adapters.kle import topic


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("32.03.04", "Folkepension"),
        ("23.05.05", "Navne- og adressebeskyttelse"),
        ("99.99.99", None),
        ("32.*", None),
        ("", None),
    ],
)
def test_topic(number: str, title: str | None) -> None:
    assert (topic(number).code, topic(number).text) == (number, title)
