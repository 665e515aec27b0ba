"""What is set aside because it cannot matter, by asides.csv: an empty last column means that it is shown."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from app.benefits.assess import Setting, compare
from app.benefits.relevance import Aside, why_aside
from app.facts.conditions import named
from app.facts.model import Facts, Kind, Value
from app.facts.vocabulary import kinds, load_vocabulary
from tests.rules.book import RESOURCES, TABLES, TODAY, facts, shipped
from tests.rules.test_assess import HOME

KINDS = kinds(load_vocabulary(RESOURCES / "facts.toml"))


def rows() -> list[dict[str, str]]:
    with TABLES.with_name("asides.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known(cell: str) -> Facts:
    return facts(**dict(_told(each) for each in cell.split()))


def _told(said: str) -> tuple[str, Value]:
    name, _, word = said.partition("=")
    match KINDS.get(name, Kind.TEXT):
        case _ if not word:
            return name, None
        case Kind.BOOLEAN:
            return name, word == "ja"
        case Kind.DATE:
            return name, date.fromisoformat(word)
        case Kind.NUMBER | Kind.AMOUNT:
            return name, int(word)
    return name, word


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['ydelse']}: {row['beskrivelse']}")
def test_a_benefit_is_set_aside_as_the_table_says(row: dict[str, str]) -> None:
    book = shipped()
    on = date.fromisoformat(row["dag"]) if row["dag"] else TODAY
    why = why_aside(book.benefits[row["ydelse"]], known(row["kendt"]), on=on, rates=book.rates, known=TODAY)
    assert why == row["ikke_aktuelt_fordi"]


def test_every_benefit_that_may_be_set_aside_is_in_the_table_both_ways() -> None:
    found = {(row["ydelse"], bool(row["ikke_aktuelt_fordi"])) for row in rows()}
    assert found == {
        (key, way)
        for key, benefit in shipped().benefits.items()
        if benefit.asides or benefit.errand_only
        for way in (True, False)
    }


def _facts_asked() -> Iterator[tuple[str, str]]:
    for key, benefit in shipped().benefits.items():
        for rule in benefit.asides:
            yield from ((key, name) for name in named(rule.when))
            if rule.unless is not None:
                yield from ((key, name) for name in named(rule.unless))


@pytest.mark.parametrize(("key", "name"), sorted({*_facts_asked()}))
def test_every_fact_of_a_rule_is_in_the_table(key: str, name: str) -> None:
    assert any(row["ydelse"] == key and f"{name}=" in row["kendt"] for row in rows())


CHILDLESS: dict[str, Value] = {**HOME, "antal_boern": 0}
NO_CHILDREN = "ingen børn under 18 år i CPR"


def _aside(before: dict[str, Value], after: dict[str, Value], *keys: str, on: date = TODAY) -> tuple[Aside, ...]:
    sides = Setting(facts(**before), TODAY), Setting(facts(**after), on)
    return compare(keys, *sides, book=shipped(), known=TODAY).aside


def test_what_matters_on_either_side_is_not_set_aside() -> None:
    assert _aside(CHILDLESS, CHILDLESS, "friplads") == (Aside("friplads", NO_CHILDREN),)
    child = {**CHILDLESS, "antal_boern_hjemme": 1}
    assert _aside(CHILDLESS, child, "friplads") == ()
    assert _aside(child, CHILDLESS, "friplads") == ()


def test_where_each_side_has_its_own_reason_the_one_after_the_change_is_told() -> None:
    book = shipped()
    friplads, beboerindskud = (book.benefits[key] for key in ("friplads", "beboerindskud"))
    both = replace(friplads, asides=(*friplads.asides, *beboerindskud.asides))
    book = replace(book, benefits={**book.benefits, "friplads": both})
    owner = {**CHILDLESS, "antal_boern_hjemme": 1, "boligtype": "eje"}
    sides = Setting(facts(**CHILDLESS), TODAY), Setting(facts(**owner), TODAY)
    told = [compare(["friplads"], *turned, book=book, known=TODAY).aside for turned in (sides, sides[::-1])]
    assert [[each.because for each in one] for one in told] == [["boligen er ikke lejet"], [NO_CHILDREN]]


def test_each_side_is_looked_at_on_its_own_day() -> None:
    born: dict[str, Value] = {"foedt": date(1963, 1, 7)}
    assert _aside(born, born, "pensionstillaeg", "folkepensionsalder") == (
        Aside("pensionstillaeg", "over et halvt år til folkepensionsalderen"),
    )
    assert _aside(born, born, "pensionstillaeg", on=date(2031, 1, 7)) == ()


def test_an_age_no_law_in_hand_says_sets_nothing_aside() -> None:
    book = shipped()
    young = facts(foedt=date(1975, 7, 1), dage_til_pensionsalder=9000)
    before_the_law = date(2025, 12, 30)
    benefit = book.benefits["pensionstillaeg"]
    assert why_aside(benefit, young, on=TODAY, rates=book.rates, known=before_the_law) == ""


def test_what_is_worth_something_is_never_set_aside() -> None:
    """Somebody has told what a pensioner is asked; the register's age may be wrong."""
    young: dict[str, Value] = {"foedt": date(1980, 5, 1), "antal_boern": 0}
    told: dict[str, Value] = {**young, "pension_civilstand": "enlig", "indkomst_uden_arbejde_aar": 60_000}
    keys = "pensionstillaeg", "friplads"
    assert [each.benefit for each in _aside(young, young, *keys)] == ["pensionstillaeg", "friplads"]
    for before, after in ((told, told), (told, young), (young, told)):
        assert [each.benefit for each in _aside(before, after, *keys)] == ["friplads"]


def test_what_is_set_aside_is_not_among_what_matters() -> None:
    side = Setting(facts(**CHILDLESS), TODAY)
    found = compare(("boligstoette", "friplads"), side, side, book=shipped(), known=TODAY)
    assert [change.after.benefit for change in found.matters] == ["boligstoette"]
