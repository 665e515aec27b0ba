"""Danish typing: what is read, and what is refused rather than guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.facts.model import Fact, Value
from app.situations.forms.model import Field, FieldKind, Option
from app.situations.forms.typed import Trouble, as_value, comparable, read, worked_out, written
from tests.app.situations.forms.made_up import TODAY


def field(kind: FieldKind, **more: object) -> Field:
    return Field("felt", kind, "Felt", **more)  # type: ignore[arg-type] # the test names fields of Field


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.TEXT, "  Børnehuset   Ærø ", "Børnehuset Ærø"),
        (FieldKind.TEXT, "   ", None),
        (FieldKind.LONG_TEXT, " to\n linjer ", "to\n linjer"),
        (FieldKind.CPR, "070261-4075", "0702614075"),
        (FieldKind.CPR, "070261 4075", "0702614075"),
        (FieldKind.CPR, "0101651234", "0101651234"),
        (FieldKind.CPR, "310299-1234", Trouble.CPR),
        (FieldKind.CPR, "07026140", Trouble.CPR),
        (FieldKind.CPR, "６702614075", Trouble.CPR),
        (FieldKind.AMOUNT, "12500", Decimal(12500)),
        (FieldKind.AMOUNT, "12.500", Decimal(12500)),
        (FieldKind.AMOUNT, "12 500 kr.", Decimal(12500)),
        (FieldKind.AMOUNT, "1.234.567,5", Decimal("1234567.5")),
        (FieldKind.AMOUNT, "12.500,25", Decimal("12500.25")),
        (FieldKind.AMOUNT, "99,-", Decimal(99)),
        (FieldKind.AMOUNT, "12.5", Trouble.AMOUNT),
        (FieldKind.AMOUNT, "12,500", Trouble.AMOUNT),
        (FieldKind.AMOUNT, "1.23.456", Trouble.AMOUNT),
        (FieldKind.AMOUNT, "-5", Trouble.AMOUNT),
        (FieldKind.AMOUNT, "tolv", Trouble.AMOUNT),
        (FieldKind.NUMBER, "3", 3),
        (FieldKind.NUMBER, "3,5", Trouble.NUMBER),
        (FieldKind.NUMBER, "²", Trouble.NUMBER),
        (FieldKind.DATE, "21-11-2026", date(2026, 11, 21)),
        (FieldKind.DATE, "1.2.26", date(2026, 2, 1)),
        (FieldKind.DATE, "21/11 2026", date(2026, 11, 21)),
        (FieldKind.DATE, "211126", date(2026, 11, 21)),
        (FieldKind.DATE, "21112026", date(2026, 11, 21)),
        (FieldKind.DATE, "2026-11-21", date(2026, 11, 21)),
        (FieldKind.DATE, "010146", date(2046, 1, 1)),
        (FieldKind.DATE, "010147", date(1947, 1, 1)),
        (FieldKind.DATE, "31-02-2026", Trouble.DATE),
        (FieldKind.DATE, "i morgen", Trouble.DATE),
        (FieldKind.MONTH, "11-2026", date(2026, 11, 1)),
        (FieldKind.MONTH, "11/2026", date(2026, 11, 1)),
        (FieldKind.MONTH, "2026-11", date(2026, 11, 1)),
        (FieldKind.MONTH, "nov. 2026", date(2026, 11, 1)),
        (FieldKind.MONTH, "November 2026", date(2026, 11, 1)),
        (FieldKind.MONTH, "juni 2026", date(2026, 6, 1)),
        (FieldKind.MONTH, "juli 2026", date(2026, 7, 1)),
        (FieldKind.MONTH, "13-2026", Trouble.MONTH),
        (FieldKind.MONTH, "novem 2026", Trouble.MONTH),
        (FieldKind.MONTH, "november", Trouble.MONTH),
        (FieldKind.MONTH, "11-0000", Trouble.MONTH),
        (FieldKind.PHONE, "12 34 56 78", "12345678"),
        (FieldKind.PHONE, "+45 12345678", "12345678"),
        (FieldKind.PHONE, "0046 8 123 456 78", "+46812345678"),
        (FieldKind.PHONE, "+46 1", Trouble.PHONE),
        (FieldKind.PHONE, "1234567", Trouble.PHONE),
        (FieldKind.PHONE, "ring", Trouble.PHONE),
        (FieldKind.EMAIL, "navn@sted.dk", "navn@sted.dk"),
        (FieldKind.EMAIL, "navn@sted", Trouble.EMAIL),
        (FieldKind.EMAIL, "navn sted@a.dk", Trouble.EMAIL),
        (FieldKind.YES_NO, "ja", True),
        (FieldKind.YES_NO, "nej", False),
        (FieldKind.YES_NO, "måske", Trouble.CHOICE),
    ],
)
def test_typed_text_is_read_or_refused(kind: FieldKind, text: str, value: Value | Trouble) -> None:
    found = read(field(kind), text, TODAY)
    assert found == value
    assert type(found) is type(value)


def test_a_choice_is_one_of_its_options() -> None:
    choice = field(FieldKind.CHOICE, options=(Option("leje", "Leje"),))
    assert read(choice, "leje", TODAY) == "leje"
    assert read(choice, "eje", TODAY) is Trouble.CHOICE


@pytest.mark.parametrize(("text", "value"), [("0", Trouble.TOO_SMALL), ("1", 1), ("9", 9), ("10", Trouble.TOO_LARGE)])
def test_bounds_are_included(text: str, value: object) -> None:
    bounded = field(FieldKind.NUMBER, least=Decimal(1), most=Decimal(9))
    assert read(bounded, text, TODAY) == value


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (FieldKind.ADDRESS, "Ærøvej 12, 2. tv, 9998 Fjordby", "ærøvej 12 2 tv 9998 fjordby"),
        (FieldKind.CPR, "070261-4075", "0702614075"),
        (FieldKind.AMOUNT, Decimal(100), Decimal("100.00")),
        (FieldKind.TEXT, "Bo  Lund", "bo lund"),
    ],
)
def test_two_words_for_one_thing_do_not_differ(kind: FieldKind, one: Value, other: Value) -> None:
    assert comparable(field(kind), one) == comparable(field(kind), other)


def test_values_are_kept_in_one_form() -> None:
    assert [written(one) for one in (None, True, False, Decimal("1.5"), 3, date(2026, 11, 1), "x")] == [
        "", "ja", "nej", "1.50", "3", "2026-11-01", "x",
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "age"), [("2011144070", 12), ("2111144070", 11)])
def test_age_is_counted_to_the_birthday(number: str, age: int) -> None:
    assert worked_out(field(FieldKind.CPR), number, TODAY) == (("felt_alder", age),)


def test_days_and_months_are_counted_to_today() -> None:
    assert worked_out(field(FieldKind.DATE), date(2026, 11, 25), TODAY) == (("felt_dage", -5),)
    assert worked_out(field(FieldKind.MONTH), date(2025, 12, 1), TODAY) == (("felt_maaneder", 11),)
    assert worked_out(field(FieldKind.TEXT), "x", TODAY) == ()


def test_a_registers_fact_takes_the_fields_kind() -> None:
    assert as_value(field(FieldKind.AMOUNT), Fact("x", 500, "cpr")) == Decimal(500)
    assert as_value(field(FieldKind.CPR), Fact("x", "070261-4075", "cpr")) == "0702614075"
    assert as_value(field(FieldKind.YES_NO), Fact("x", False, "cpr")) is False
    assert as_value(field(FieldKind.NUMBER), Fact("x", None, "cpr")) is None
