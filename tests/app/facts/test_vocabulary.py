"""The shipped vocabulary, and what is wrong with a bad one."""

from pathlib import Path

import pytest

from app.errors import UserError
from app.facts.vocabulary import kinds, load_vocabulary

SHIPPED = Path("resources/facts.toml")


def test_the_shipped_vocabulary_loads() -> None:
    shipped = load_vocabulary(SHIPPED)
    assert kinds(shipped)["alder"] == "number"
    assert shipped["civilstand"].values["enke"] == "Enke eller enkemand"
    assert shipped["navn"].values == {}


@pytest.mark.parametrize(
    "text",
    [
        "[alder",
        "[alder]\nkind='number'",
        "[alder]\nkind='size'\nlabel='Alder'",
        "alder = 3",
        "[a]\nkind='text'\nlabel='A'\nsection='soul'",
        "[a]\nkind='text'\nlabel='A'\nvalues=3",
    ],
)
def test_a_bad_vocabulary_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "facts.toml"
    path.write_text(text)
    with pytest.raises(UserError, match="facts-invalid"):
        load_vocabulary(path)
