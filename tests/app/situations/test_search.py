"""What a typed question finds: whole words, beginnings, compounds, slips, and the likeliest first."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.situations.search import MAX_LENGTH, Document, SearchIndex, Text
from app.situations.wording import SMALL_WORDS, stem, telling, words

INDEX = SearchIndex(
    Document(key, tuple(Text(name, 1.0 if place == 0 else 0.97, is_name=True) for place, name in enumerate(names)))
    for key, *names in (
        ("flytning", "Flytning inden for Danmark", "ny adresse", "flytte"),
        ("udrejse", "Udrejse til udlandet", "flytte til udlandet"),
        ("beskyttelse", "Navne- og adressebeskyttelse", "hemmelig adresse"),
        ("pas", "Pas til voksne", "rejsepas"),
        ("boernepas", "Pas til børn", "pas til barn"),
        ("koerekort", "Kørekort", "fornye kørekort"),
        ("boligstoette", "Boligstøtte", "boligsikring", "hjælp til huslejen"),
        ("sundhedskort", "Sundhedskort", "sygesikringsbevis", "gult kort"),
        ("doedsfald", "Dødsfald", "begravelse"),
        ("enlig", "Børnetilskud til enlige", "ekstra børnetilskud"),
    )
)


def found(typed: str) -> list[str]:
    return [match.key for match in INDEX.search(typed, limit=5)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("flytning", "flytning"),
        ("Jeg er lige flyttet", "flytning"),
        ("hvordan får jeg en ny adresse", "flytning"),
        ("flytte til udlandet", "udrejse"),
        ("hemmlig adrese", "beskyttelse"),
        ("rejsepass", "pas"),
        ("pas til mit barn", "boernepas"),
        ("pas til børnene", "boernepas"),
        ("kørekårt", "koerekort"),
        ("korekort", "koerekort"),
        ("køre kort", "koerekort"),
        ("kørekortet", "koerekort"),
        ("kørekortfornyelse", "koerekort"),
        ("boligst", "boligstoette"),
        ("boligstotte", "boligstoette"),
        ("sunhedskor", "sundhedskort"),
        ("sygesikringsbeviset", "sundhedskort"),
        ("min mand er død", "doedsfald"),
        ("begravelsen", "doedsfald"),
        ("mit barnepas", "boernepas"),
        ("HUSLEJE", "boligstoette"),
        ("børne tilskud", "enlig"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    assert found(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "   ", "!?", "qqqqqq", "jeg", "zz top"])
def test_what_means_nothing_finds_nothing(typed: str) -> None:
    assert found(typed) == []


def test_a_match_says_which_name_it_was_found_by() -> None:
    match = INDEX.search("sygesikringsbevis", limit=1)[0]
    assert (match.key, match.text.words) == ("sundhedskort", "sygesikringsbevis")


def test_what_fits_far_worse_than_the_best_is_left_out() -> None:
    assert "udrejse" not in found("ny adresse")


def test_the_limit_holds() -> None:
    assert len(INDEX.search("pas adresse kort", limit=2)) == 2


def test_a_rare_word_says_more_than_a_common_one() -> None:
    index = SearchIndex(
        Document(key, (Text(name, 1.0, is_name=True),))
        for key, name in (("a", "tilskud bolig"), ("b", "tilskud barn"), ("c", "tilskud briller"), ("d", "briller"))
    )
    assert index.search("tilskud til briller", limit=4)[0].key == "c"
    assert index.search("tilskud til briller", limit=4)[1].key == "d"
    index = SearchIndex(
        Document(key, (Text(name, 1.0, is_name=True),))
        for key, name in (("a", "tilskud bolig"), ("b", "tilskud barn"), ("z", "briller sol"))
    )
    assert index.search("tilskud briller", limit=1)[0].key == "z"


def test_two_words_that_are_one_here_count_as_that_one() -> None:
    index = SearchIndex(
        Document(key, (Text(name, 1.0, is_name=True),)) for key, name in (("card", "id-kort"), ("login", "nemid"))
    )
    assert index.search("nem id", limit=1)[0].key == "login"


def test_a_word_that_is_known_is_not_taken_apart() -> None:
    index = SearchIndex(
        Document(key, (Text(name, 1.0, is_name=True),)) for key, name in (("cost", "enkeltudgift"), ("widow", "enke"))
    )
    assert [match.key for match in index.search("enkeltudgift", limit=2)] == ["cost"]
    assert [match.key for match in index.search("enkepension", limit=2)] == ["widow"]


def test_a_slip_on_the_first_letter_is_the_less_likely_one() -> None:
    index = SearchIndex(
        Document(key, (Text(name, 1.0, is_name=True),)) for key, name in (("a", "hakport"), ("b", "karpost"))
    )
    assert [match.key for match in index.search("karport", limit=2)] == ["b", "a"]


def test_a_word_too_short_for_a_slip_is_found_as_it_is_heard() -> None:
    index = SearchIndex((Document("car", (Text("bil", 1.0, is_name=True),)),))
    assert index.search("byl", limit=1)[0].key == "car"


def test_of_two_names_the_one_said_in_full_wins() -> None:
    index = SearchIndex(
        Document(key, (Text(name, 1.0, is_name=True),))
        for key, name in (("long", "pas til hund og kat"), ("short", "pas"))
    )
    assert [match.key for match in index.search("pas", limit=2)] == ["short", "long"]


def test_a_name_that_stands_in_the_question_word_for_word_goes_first() -> None:
    """Even one of small words, which say little apart."""
    index = SearchIndex(
        Document(key, (Text(name, 1.0, is_name=True),))
        for key, name in (("find", "hvor bor"), ("friend", "ven"), ("home", "bor alene"), ("club", "venner og netværk"))
    )
    assert index.search("hvor bor min gamle ven", limit=1)[0].key == "find"
    assert index.search("bor min gamle ven", limit=1)[0].key == "friend"


def test_a_text_that_is_no_name_finds_too_and_later() -> None:
    index = SearchIndex(
        (
            Document("named", (Text("vielse", 1.0, is_name=True),)),
            Document("told", (Text("navn", 1.0, is_name=True), Text("ved en vielse", 0.3))),
        )
    )
    assert [match.key for match in index.search("vielse", limit=2)] == ["named"]
    assert index.search("vielsen navn", limit=2)[0].key == "told"


@given(st.text(alphabet=string.printable + "æøåÆØÅ \u200b\u0301", max_size=3 * MAX_LENGTH))
@settings(max_examples=200, deadline=None)
def test_nothing_typed_raises(typed: str) -> None:
    assert all(0 < match.score <= 1.0001 for match in INDEX.search(typed, limit=3))


@pytest.mark.parametrize(
    "alike",
    [
        ("flytte", "flytning", "flytningen", "flyttede", "flytter", "flyttet"),
        ("bolig", "boligen", "boliger", "boligerne", "boligens"),
        ("børn", "barn", "barnet", "børnene", "børnenes"),
        ("lån", "lånet", "låne"),
        ("anmeldelse", "anmelde", "anmeldelsen", "anmeldelser"),
        ("ansøgning", "ansøge", "ansøgningen"),
        ("brille", "briller", "brillerne"),
    ],
)
def test_words_of_one_stem(alike: tuple[str, ...]) -> None:
    assert len({stem(words(word)[0]) for word in alike}) == 1


@pytest.mark.parametrize(("one", "other"), [("pas", "pasning"), ("pension", "pensionat"), ("by", "bil")])
def test_words_that_are_not_alike(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_small_words_count_only_where_there_is_nothing_else() -> None:
    assert telling(("jeg", "skal", "flytte", "x")) == ("flytte",)
    assert telling(("jeg", "vil")) == ("jeg", "vil")
    assert telling(("paragraf", "7")) == ("paragraf", "7")
    assert {"jeg", "paa", "den"} <= SMALL_WORDS
