"""The municipality's lists: read whole or not at all, kept encrypted, and gone from sight with the key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.control import KnownPeople
from app.access.lists import Listing, known_people, read_lists, replace_lists
from app.errors import UserError
from app.store.files import CipherFile
from tests.app.access.trail import outbox
from tests.app.desk import CHILD, CITIZEN, SPOUSE

WRITTEN = [f"\ufeff{CITIZEN.written};skærmet\n", "\n", f"{SPOUSE.digits} ; truet\n", f"{CHILD.digits};kollega"]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[CipherFile]:
    file = outbox(tmp_path)
    yield file
    file.close()


def test_the_lists_are_read_and_replaced_as_one(file: CipherFile) -> None:
    assert known_people(file, CITIZEN) == KnownPeople(CITIZEN)
    assert replace_lists(file, read_lists(WRITTEN)) == 3
    some = (frozenset({CHILD}), frozenset({CITIZEN}), frozenset({SPOUSE}))
    assert known_people(file, CITIZEN) == KnownPeople(CITIZEN, *some)
    assert replace_lists(file, [(SPOUSE, Listing.SHIELDED)]) == 1
    assert known_people(file, CITIZEN) == KnownPeople(CITIZEN, shielded=frozenset({SPOUSE}))


@pytest.mark.parametrize("wrong", ["0702614075;ven", "0702614;skærmet", "9999999999;skærmet", "skærmet", "a;b;c"])
def test_a_wrong_line_is_named_by_its_place_alone_and_leaves_the_lists_as_they_were(
    file: CipherFile, wrong: str
) -> None:
    replace_lists(file, read_lists(WRITTEN))
    with pytest.raises(UserError, match="lists-malformed") as refused:
        replace_lists(file, read_lists([f"{CITIZEN.digits};truet", wrong]))
    assert refused.value.params == {"line": 2}
    assert wrong not in str(refused.value)
    assert known_people(file, SPOUSE).shielded == {CITIZEN}


def test_an_empty_file_opens_nobody(file: CipherFile) -> None:
    replace_lists(file, read_lists(WRITTEN))
    with pytest.raises(UserError, match="lists-empty"):
        replace_lists(file, read_lists(["", "\n"]))
    assert known_people(file, SPOUSE).shielded == {CITIZEN}


def test_nothing_of_the_lists_lies_in_the_clear(file: CipherFile, tmp_path: Path) -> None:
    replace_lists(file, read_lists(WRITTEN))
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert not any(number.digits.encode() in written for number in (CITIZEN, SPOUSE, CHILD))
    assert b"kollega" not in written


def test_a_closed_file_says_so_instead_of_knowing_nobody(file: CipherFile) -> None:
    replace_lists(file, read_lists(WRITTEN))
    file.close()
    with pytest.raises(UserError):
        known_people(file, CITIZEN)
