"""Conditions: three-valued, closed, and honest about what is missing."""

import tomllib
from decimal import Decimal
from itertools import product

import pytest

from app.errors import UserError
from app.facts.conditions import Verdict, named, read_condition
from app.facts.model import CITIZEN, Fact, Facts, Kind, Unknown, Value, Why

VOCABULARY = {
    "alder": Kind.NUMBER,
    "enlig": Kind.BOOLEAN,
    "foedt": Kind.DATE,
    "civilstand": Kind.TEXT,
    "husleje": Kind.AMOUNT,
}
SILENT = Unknown("alder", Why.FAILED, "cpr")


def ask(text: str, **values: Value) -> Verdict:
    condition = read_condition(tomllib.loads(f"c = {text}")["c"], VOCABULARY)
    return condition.holds(Facts.of(Fact(name, value, "cpr") for name, value in values.items())).verdict


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("{ fact = 'alder', min = 18 }", 17, Verdict.NOT_MET),
        ("{ fact = 'alder', min = 18 }", 18, Verdict.MET),
        ("{ fact = 'alder', max = 18 }", 18, Verdict.MET),
        ("{ fact = 'alder', max = 18 }", 19, Verdict.NOT_MET),
        ("{ fact = 'alder', min = 15, max = 17 }", 17, Verdict.MET),
        ("{ fact = 'alder', min = 15, max = 17 }", 14, Verdict.NOT_MET),
        ("{ fact = 'alder', min = 15, max = 17 }", 18, Verdict.NOT_MET),
        ("{ fact = 'alder', is = 0 }", 0, Verdict.MET),
        ("{ fact = 'alder', in = [1, 3] }", 2, Verdict.NOT_MET),
        ("{ fact = 'alder', in = [1, 3] }", 3, Verdict.MET),
        ("{ fact = 'alder', min = 0 }", None, Verdict.NOT_MET),
        ("{ not = { fact = 'alder', min = 18 } }", 17, Verdict.MET),
    ],
)
def test_one_fact_against_its_bounds(text: str, value: Value, verdict: Verdict) -> None:
    assert ask(text, alder=value) is verdict


def test_dates_amounts_and_words_are_compared_as_what_they_are() -> None:
    born = tomllib.loads("d = 1961-01-07")["d"]
    assert ask("{ fact = 'foedt', max = 1961-01-07 }", foedt=born) is Verdict.MET
    assert ask("{ fact = 'husleje', min = 100 }", husleje=Decimal("99.99")) is Verdict.NOT_MET
    assert ask("{ fact = 'civilstand', in = ['F', 'E'] }", civilstand="E") is Verdict.MET
    assert ask("{ fact = 'enlig', is = false }", enlig=False) is Verdict.MET


@pytest.mark.parametrize("pair", list(product(Verdict, Verdict)))
def test_all_and_any_follow_the_three_valued_tables(pair: tuple[Verdict, Verdict]) -> None:
    said = {Verdict.MET: "{ fact = 'alder', min = 1 }", Verdict.NOT_MET: "{ fact = 'alder', min = 9 }"}
    said[Verdict.NOT_ASSESSED] = "{ fact = 'enlig', is = true }"
    parts = ", ".join(said[verdict] for verdict in pair)
    rank = [Verdict.NOT_MET, Verdict.NOT_ASSESSED, Verdict.MET]
    assert ask(f"{{ all = [{parts}] }}", alder=5) is min(pair, key=rank.index)
    assert ask(f"{{ any = [{parts}] }}", alder=5) is max(pair, key=rank.index)


def test_what_is_missing_and_what_was_used_is_told() -> None:
    condition = read_condition(
        {"all": [{"fact": "alder", "min": 18}, {"fact": "enlig", "is": True}, {"fact": "civilstand", "is": "U"}]},
        VOCABULARY,
    )
    single = Fact("enlig", True, CITIZEN)
    open_answer = condition.holds(Facts.of([SILENT, single]))
    assert open_answer.missing == (SILENT, Unknown("civilstand", Why.NOT_TOLD, CITIZEN))
    settled = condition.holds(Facts.of([SILENT, single, Fact("civilstand", "G", "cpr")]))
    assert settled.verdict is Verdict.NOT_MET
    assert settled.used == (Fact("civilstand", "G", "cpr"),)
    assert not settled.missing
    assert list(named(condition)) == ["alder", "enlig", "civilstand"]


@pytest.mark.parametrize(
    "table",
    [
        "alder > 18",
        {},
        {"all": []},
        {"any": "alder"},
        {"all": [{"fact": "alder", "min": 1}], "any": [{"fact": "alder", "min": 1}]},
        {"not": {"fact": "alder"}},
        {"fact": "skostoerrelse", "min": 1},
        {"fact": "alder", "is": 1, "min": 1},
        {"fact": "alder", "over": 1},
        {"fact": "alder", "min": [1, 2]},
        {"fact": "alder", "in": []},
        {"fact": "alder", "min": True},
        {"fact": "alder", "min": "18"},
        {"fact": "enlig", "is": 1},
        {"fact": "enlig", "min": True},
        {"fact": "civilstand", "min": "A"},
    ],
)
def test_what_is_outside_the_language_is_refused(table: object) -> None:
    with pytest.raises(UserError, match="condition-invalid"):
        read_condition(table, VOCABULARY)
