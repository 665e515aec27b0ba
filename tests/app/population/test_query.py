"""What may be typed in the Find box, and what it is read as."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cpr import CprNumber
from app.population.query import (
    ByAddress,
    ByCaseNumber,
    ByCpr,
    ByNameAndAddress,
    ByNameAndBirth,
    Empty,
    Missing,
    NotLawful,
    Reading,
    Unlawful,
    read_query,
)

TODAY = date(2026, 1, 15)
KAREN = ("karen", "lindholm")
BIRTH = date(1959, 6, 7)


@pytest.mark.parametrize(
    "text",
    ["070659-4038", "0706594038", "070659 4038", " 070659 – 4038 ", "070659‑4038", "Karen Lindholm 070659-4038",
     "\u202e070659-4038\u202c", "070659\u200b4038", "０７０６５９-4038"],
)  # fmt: skip
def test_a_cpr_number_is_read_however_it_is_written(text: str) -> None:
    assert read_query(text, TODAY) == ByCpr(CprNumber("0706594038"))


@pytest.mark.parametrize(
    ("text", "words", "dates", "years"),
    [
        ("karen lindholm 1959", KAREN, (), (1959,)),
        ("1959 karen lindholm", KAREN, (), (1959,)),
        ("karen lindholm f. 1959", KAREN, (), (1959,)),
        ("karen lindholm født 59", KAREN, (), (1959,)),
        ("karen lindholm f. 15", KAREN, (), (2015, 1915)),
        ("Lindholm Karen 07-06-59", ("lindholm", "karen"), (BIRTH,), ()),
        ("Karen Lindholm 7/6 1959", KAREN, (BIRTH,), ()),
        ("Karen Lindholm 7.6.59", KAREN, (BIRTH,), ()),
        ("Karen Lindholm 070659", KAREN, (BIRTH,), ()),
        ("070659 Karen Lindholm", KAREN, (BIRTH,), ()),
        ("Karen Lindholm 07061959", KAREN, (BIRTH,), ()),
        ("Karen Lindholm 1959-06-07", KAREN, (BIRTH,), ()),
        ("Karen Lindholm 7. juni 1959", KAREN, (BIRTH,), ()),
        ("Karen Lindholm født den 7. juni 59", ("karen", "lindholm", "den"), (BIRTH,), ()),
        ("Karen Lindholm 070615", KAREN, (date(2015, 6, 7), date(1915, 6, 7)), ()),
        ("Karen Lindholm 7/6 1959 Nørregade 12", KAREN, (BIRTH,), ()),
        ("Anne-Marie O'Brien 1980", ("anne", "marie", "obrien"), (), (1980,)),
        ("Åse Ågård 1980", ("aase", "aagaard"), (), (1980,)),
        ("K. Lindholm 1959", ("k", "lindholm"), (), (1959,)),
    ],
)
def test_a_name_needs_a_birth_date_or_year(
    text: str, words: tuple[str, ...], dates: tuple[date, ...], years: tuple[int, ...]
) -> None:
    assert read_query(text, TODAY) == ByNameAndBirth(words, dates, years)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Nørregade 12", ByAddress("Nørregade", "12")),
        ("nørregade 012", ByAddress("nørregade", "12")),
        ("Nørregade 12, 2. tv", ByAddress("Nørregade", "12", "2", "tv")),
        ("Nørregade 12 2tv", ByAddress("Nørregade", "12", "2", "tv")),
        ("Nørregade 12, 2. sal th", ByAddress("Nørregade", "12", "2", "th")),
        ("Nørregade 12 st. mf", ByAddress("Nørregade", "12", "st", "mf")),
        ("Nørregade 12, kld.", ByAddress("Nørregade", "12", "kl")),
        ("Nørregade 12a", ByAddress("Nørregade", "12A")),
        ("Nørregade 12 B, 1. 14", ByAddress("Nørregade", "12B", "1", "14")),
        ("Nørregade 12 9998", ByAddress("Nørregade", "12", postal="9998")),
        ("Nørregade 12, 2. tv, 9998 Fjordby", ByAddress("Nørregade", "12", "2", "tv", "9998")),
        ("Nørregade 12 1959", ByAddress("Nørregade", "12", postal="1959")),
    ],
)
def test_an_address_needs_a_house_number(text: str, address: ByAddress) -> None:
    assert read_query(text, TODAY) == address


@pytest.mark.parametrize(
    "text",
    ["Karen Lindholm, Nørregade 12", "Nørregade 12, Karen Lindholm", "karen lindholm nørregade 12",
     "Karen Lindholm Nørregade 12, 9998 Fjordby", "Nørregade 12, 9998 Fjordby, Karen Lindholm"],
)  # fmt: skip
def test_a_name_with_an_address(text: str) -> None:
    query = read_query(text, TODAY)
    assert isinstance(query, ByNameAndAddress)
    assert query.words == KAREN
    assert (query.address.road.lower(), query.address.house) == ("nørregade", "12")


def test_what_only_the_extract_can_tell_is_read_both_ways() -> None:
    query = read_query("karen lindholm 59", TODAY)
    readings: list[object] = []
    while isinstance(query, ByAddress | ByNameAndAddress):
        readings.append(type(query))
        query = query.otherwise  # type: ignore[assignment] # the chain's end is None
    assert readings == [ByAddress, ByNameAndAddress]
    assert query == ByNameAndBirth(KAREN, years=(1959,))


@pytest.mark.parametrize(
    "text", ["23.05.10-G01-17-26", "23.05.10-g01-17-26", "sag 23.05.10-G01-17-26", "Sagsnr.: 23.05.10-G01-17-26"]
)
def test_a_case_number_goes_to_the_archive(text: str) -> None:
    assert read_query(text, TODAY) == ByCaseNumber("23.05.10-G01-17-26")


@pytest.mark.parametrize(
    ("text", "reason", "missing"),
    [
        ("Karen", Unlawful.NAME_ALONE, Missing.BIRTH),
        ("Karen Lindholm", Unlawful.NAME_ALONE, Missing.ADDRESS),
        ("Karen Lindholm 9998", Unlawful.NAME_ALONE, Missing.BIRTH),
        ("Karen Lindholm 2059", Unlawful.NAME_ALONE, Missing.BIRTH),
        ("Karen Lindholm 7/6", Unlawful.NAME_ALONE, Missing.BIRTH),
        ("Nørregade", Unlawful.ROAD_ALONE, Missing.HOUSE_NUMBER),
        ("Nørregade 9998", Unlawful.ROAD_ALONE, Missing.HOUSE_NUMBER),
        ("Nørregade 1959", Unlawful.ROAD_ALONE, Missing.HOUSE_NUMBER),
        ("Karen Lindholm Nørregade", Unlawful.ROAD_ALONE, Missing.HOUSE_NUMBER),
        ("7/6 1959", Unlawful.BIRTH_ALONE, Missing.NAME),
        ("070659", Unlawful.BIRTH_ALONE, Missing.NAME),
        ("1959", Unlawful.BIRTH_ALONE, Missing.NAME),
        ("K. 1959", Unlawful.BIRTH_ALONE, Missing.NAME),
        ("070659-12", Unlawful.CPR_INCOMPLETE, Missing.CPR),
        ("310259-1234", Unlawful.CPR_NO_DATE, Missing.CPR),
        ("070659-4038 070659-4039", Unlawful.CPR_SEVERAL, Missing.CPR),
    ],
)
def test_anything_less_is_refused_with_what_is_missing(text: str, reason: Unlawful, missing: Missing) -> None:
    query = read_query(text, TODAY)
    assert isinstance(query, NotLawful)
    assert query.reason is reason
    assert missing in query.missing


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "\u200b\u202e"])
def test_nothing_typed_is_nothing_asked(text: str) -> None:
    assert read_query(text, TODAY) == Empty()


def test_marks_alone_and_endless_text_are_refused() -> None:
    assert read_query('%%% *** "" --', TODAY) == NotLawful(Unlawful.UNREADABLE)
    assert read_query("a" * 1_000_000, TODAY) == NotLawful(Unlawful.TOO_LONG)


def test_no_query_shows_a_name_or_number_when_printed() -> None:
    for text in ("070659-4038", "Karen Lindholm 1959", "Karen Lindholm, Nørregade 12"):
        shown = repr(read_query(text, TODAY))
        assert not any(secret in shown for secret in ("4038", "karen", "Nørregade", "12")), shown


PIECES = st.sampled_from(
    ["karen", "Lindholm", "Nørregade", "12", "12A", "2. tv", "1959", "59", "070659", "070659-4038", "9998", "7/6", ",",
     "-", ".", "'", '"', ";", "--", "%", "_", "*", "OR 1=1", "NEAR(", "\u202e", "\u200b", "\x00", "\ud800", "ß", "ﷺ",
     "İ", "ı", "٣", "²", "født", "f.", "sag", "23.05.10-G01-17-26", "7. juni 1959", "31/2 1959", "vej", "st"]
)  # fmt: skip


@settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.text(max_size=250), st.lists(PIECES, max_size=9).map(" ".join), st.lists(PIECES).map("".join)))
def test_nothing_typed_raises_and_a_name_alone_is_never_a_search(text: str) -> None:
    query: Reading | None = read_query(text, TODAY)
    while query is not None:
        match query:
            case ByNameAndBirth(words, dates, years):
                assert any(len(word) > 1 for word in words)
                assert bool(dates) != bool(years)
                assert all(day <= TODAY for day in dates)
                query = None
            case ByAddress():
                assert query.road
                assert query.house
                query = query.otherwise
            case ByNameAndAddress():
                assert any(len(word) > 1 for word in query.words)
                assert query.address.house
                query = query.otherwise
            case _:
                query = None
