"""What people say aside and what they say for another word, from the shipped file and from made-up ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.situations.search import Document, Match, SearchIndex, Text
from app.situations.speech import Speech, load_speech

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
TOLD = """
aside = "mor far uden lørdag"
same = ["telefon mobil tlf", "tabt væk"]
[kinds]
"udlandet udenlandsk" = "norge polen"
"""


@pytest.fixture
def speech(tmp_path: Path) -> Speech:
    (tmp_path / "speech.toml").write_text(TOLD, encoding="utf-8")
    return load_speech(tmp_path / "speech.toml")


def search(speech: Speech, typed: str, *documents: tuple[str, ...]) -> list[str]:
    return [match.key for match in matches(speech, typed, *documents)]


def matches(speech: Speech, typed: str, *documents: tuple[str, ...]) -> tuple[Match, ...]:
    index = SearchIndex(
        (Document(key, tuple(Text(name, 1.0, is_name=True) for name in names)) for key, *names in documents), speech
    )
    return index.search(typed, limit=5)


def test_words_said_for_one_another_find_each_other(speech: Speech) -> None:
    documents = (("phone", "ny telefon"), ("card", "kortet er væk"))
    assert search(speech, "mobilen", *documents) == ["phone"]
    assert search(speech, "tabt", *documents) == ["card"]


def test_one_of_a_kind_finds_the_kind_and_not_the_other_way_round(speech: Speech) -> None:
    documents = (("out", "rejse til udlandet"), ("norway", "norge"))
    assert search(speech, "polen", *documents) == ["out"]
    assert search(speech, "udlandet", *documents) == ["out"]


def test_the_very_word_goes_before_one_said_for_it(speech: Speech) -> None:
    assert search(speech, "mobil", ("a", "telefon"), ("b", "mobil")) == ["b", "a"]


def test_what_is_said_aside_says_little(speech: Speech) -> None:
    documents = (("born", "blevet mor"), ("home", "plejehjem"), ("wed", "vielse lørdag"), ("move", "flytte"))
    assert search(speech, "mor skal på plejehjem på lørdag", *documents)[0] == "home"
    assert search(speech, "flytter lørdag", *documents)[0] == "move"
    assert search(speech, "mor", *documents) == ["born"]


def test_a_question_about_something_else_finds_nothing(speech: Speech) -> None:
    documents = (("born", "blevet mor"), ("home", "plejehjem"))
    assert search(speech, "min mor er astronaut", *documents) == []
    assert search(speech, "plejehjem til astronauter", *documents) == ["home"]


def test_a_word_means_what_says_it_often(speech: Speech) -> None:
    documents = (
        ("a", "flytte i hus", "lejlighed"),
        ("b", "flytte hjem", "flytte ud", "melde flytning"),
        ("c", "møbler", "hus"),
    )
    assert search(speech, "flyttede", *documents) == ["b", "a"]


def test_a_name_typed_just_so_goes_before_one_that_says_the_same_and_more(speech: Speech) -> None:
    documents = (("often", "i job", "job igen"), ("just", "job", "arbejde"))
    assert search(speech, "job", *documents)[0] == "just"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("c/o", "care"),
        ("c/o adresse", "care"),
        ("p-bøde", "fine"),
        ("pbøde", "fine"),
        ("p bøde", "fine"),
        ("§ 82 a", "teeth"),
        ("§82a", "teeth"),
        ("§ 82", "illness"),
    ],
)
def test_a_letter_belongs_to_its_word(speech: Speech, typed: str, first: str) -> None:
    documents = (("care", "c/o"), ("fine", "p-bøde"), ("teeth", "§ 82 a"), ("illness", "§ 82"), ("live", "adresse"))
    assert search(speech, typed, *documents)[0] == first


def test_of_a_compound_s_parts_those_that_make_up_all_of_it_fit_best(speech: Speech) -> None:
    assert search(speech, "faldalarm", ("noise", "larm"), ("knob", "alarm", "fald"))[0] == "knob"


def test_the_shipped_file_knows_persons_phones_and_countries() -> None:
    shipped = load_speech(RESOURCES / "speech.toml")
    assert {"mor", "nabo", "loerdag"} <= shipped.aside
    assert "mobil" in shipped.related["telefon"]
    assert "udland" in shipped.related["spani"]


def test_two_words_that_fit_go_before_one_rare_word(speech: Speech) -> None:
    common = tuple((f"c{number}", "hus skat") for number in range(8))
    assert search(speech, "hus skat regnskab", *common, ("rare", "regnskab"))[0] == "c0"


def test_a_small_word_is_no_end_of_another(speech: Speech) -> None:
    assert search(speech, "må man bo der", ("market", "boder"), ("live", "lovligt at bo"))[0] == "live"
