"""The CPR number as a value: form, century, and that it does not leak by being printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cpr import CprNumber


@pytest.mark.parametrize("typed", ["070161-4038", "0701614038", " 070161 4038 "])
def test_typed_forms(typed: str) -> None:
    assert CprNumber.parse(typed) == CprNumber("0701614038")


@pytest.mark.parametrize("typed", ["070161403", "320161-4038", "07016l4038", "٠٧٠١٦١٤٠٣٨", "0701-614038", ""])
def test_what_is_no_number(typed: str) -> None:
    assert CprNumber.parse(typed) is None


@pytest.mark.parametrize(
    ("digits", "born"),
    [
        ("0701614038", date(1961, 1, 7)),
        ("0101965058", date(1896, 1, 1)),
        ("0101005038", date(2000, 1, 1)),
        ("0101374000", date(1937, 1, 1)),
        ("0101364000", date(2036, 1, 1)),
        ("6701614038", date(1961, 1, 7)),
    ],
)
def test_the_seventh_digit_tells_the_century(digits: str, born: date) -> None:
    assert CprNumber(digits).birth_date == born


def test_an_administrative_number_is_known_by_its_day() -> None:
    assert CprNumber("6701614038").is_administrative
    assert not CprNumber("0701614038").is_administrative


@pytest.mark.parametrize("bad", ["", "12345", "070161403x", "0701614038 ", "²701614038"])
def test_only_ten_digits_make_a_number(bad: str) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        CprNumber(bad)


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_printing_never_shows_the_number(digits: str) -> None:
    number = CprNumber(digits)
    for printed in (repr(number), str(number), f"{number}", f"{[number]}", f"{number!r}"):
        assert digits not in printed
        assert digits[6:] not in printed.replace(digits[:6], "")


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert CprNumber.parse(text) is None or isinstance(CprNumber.parse(text), CprNumber)
